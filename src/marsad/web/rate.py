"""How often a program may ask: a bucket of requests for each user or address, filled at a steady rate."""

from __future__ import annotations

import math
import threading
import time

A_MINUTE = 600
_MOST_KEYS = 10_000  # that are remembered; who asked longest ago is forgotten


class Rate:
    """So many requests a minute, as many of them at once."""

    def __init__(self, a_minute: int = A_MINUTE) -> None:
        self.a_minute = a_minute
        self._left: dict[str, tuple[float, float]] = {}  # requests, and when it was so
        self._lock = threading.Lock()

    def wait(self, key: str) -> int:
        """0 where a request may go, which is then counted; else the seconds after which the next one may."""
        now, a_second = time.monotonic(), self.a_minute / 60
        with self._lock:
            left, at = self._left.pop(key, (float(self.a_minute), now))
            left = min(float(self.a_minute), left + (now - at) * a_second)
            goes = left >= 1
            if len(self._left) >= _MOST_KEYS:
                del self._left[next(iter(self._left))]
            self._left[key] = (left - 1 if goes else left), now
        return 0 if goes else max(1, math.ceil((1 - left) / a_second))
