"""What a stream has already told, for formats that write of each thing its own record before others point to it."""

from __future__ import annotations

_MOST = 100_000  # keys held; events stand by day, so that those of one report are near each other


class Seen:
    """Whether something comes for the first time.

    It forgets when it is full, so that memory stays flat over any number of reports: a record is then written once
    more, the same as before, and its readers join records of one id.
    """

    __slots__ = ("_keys",)

    def __init__(self) -> None:
        self._keys: set[str] = set()

    def first(self, key: str) -> bool:
        """True at the first time, as far as it remembers."""
        if key in self._keys:
            return False
        if len(self._keys) >= _MOST:
            self._keys.clear()
        self._keys.add(key)
        return True
