"""Pages that were fetched and are looked at, until they are kept or forgotten."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field

from marsad.collect.fetching import Fetched
from marsad.sources.fetch import Fetcher

_MOST = 8  # pages of at most 5 MB
_SECONDS = 3_600.0
_PATIENCE = 30.0  # seconds that one waits while others have a page fetched


@dataclass(slots=True)
class Holding:
    """Fetches for editors, one page at a time, and holds what came for the browser that asked for it."""

    fetcher: Fetcher
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _held: dict[tuple[str, str], tuple[float, Fetched]] = field(default_factory=dict)

    def turn(self) -> bool:
        """Whether it is one's turn to fetch; then `done` has to follow."""
        return self._turn.acquire(timeout=_PATIENCE)

    def done(self) -> None:
        """Let the next one fetch."""
        self._turn.release()

    def hold(self, browser: str, fetched: Fetched) -> str:
        """Hold a page, in place of the oldest where there are many; gives the word by which it is taken."""
        word, now = secrets.token_urlsafe(16), time.monotonic()
        with self._lock:
            kept = [(key, one) for key, one in self._held.items() if one[0] > now][-(_MOST - 1) :]
            self._held = dict(kept) | {(browser, word): (now + _SECONDS, fetched)}
        return word

    def take(self, browser: str, word: str) -> Fetched | None:
        """The page that a browser holds under a word, which is held no more; None where there is none."""
        with self._lock:
            until, fetched = self._held.pop((browser, word), (0.0, None))
        return fetched if until > time.monotonic() else None
