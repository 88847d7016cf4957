"""A line on standard error that says how far a long work has come, where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

_EVERY = 0.2
_AFTER = 1.0  # seconds: what is done by then shows no line


class Progress:
    """How many, how fast, how long still. Use it as a context manager.

    Where `printing` goes on meanwhile, it is shown only beside output that goes elsewhere.
    """

    def __init__(self, what: str, *, printing: bool = False) -> None:
        self.what, self.start, self.last = what, time.monotonic(), 0.0
        self._before: tuple[float, int, float] | None = None
        self.shown = sys.stderr is not None and sys.stderr.isatty() and not (printing and sys.stdout.isatty())

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown and self.last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def part(self, done: int, of: int) -> None:
        """So many of so many are done."""
        self.show(done, done / of if of else None)

    def show(self, done: int, share: float | None = None, more: str = "") -> None:
        """Write the line anew; `share` is how much of the work is done, where that is known."""
        now = time.monotonic()
        if self._before is None:
            self._before = now, done, share or 0.0  # what an earlier run did tells nothing of the speed of this one
        if not self.shown or now - self.start < _AFTER or now - self.last < _EVERY:
            return
        self.last = now
        since, done_before, share_before = self._before
        seconds = now - since
        parts = [f"{done:,} {self.what}"]
        if seconds > 0:
            parts.append(f"{(done - done_before) / seconds:.0f}/s")
        if share is not None and 0 < share <= 1:
            parts.append(f"{share:.0%}")
            if share > share_before:
                parts.append(f"{clock((1 - share) * seconds / (share - share_before))} left")
        sys.stderr.write("\r\x1b[K" + " · ".join([*parts, *([more] if more else [])]))
        sys.stderr.flush()


class Steps:
    """The progress of a work in several steps, each with a line of its own. Use it as a context manager and call it."""

    def __init__(self) -> None:
        self._line: Progress | None = None

    def __enter__(self) -> Steps:
        return self

    def __exit__(self, *_: object) -> None:
        if self._line is not None:
            self._line.__exit__()

    def __call__(self, what: str, done: int, of: int | None) -> None:
        """So many of so many, where that is known, of what the step counts."""
        if self._line is None or self._line.what != what:
            self.__exit__()
            self._line = Progress(what)
        self._line.show(done, done / of if of else None)

    def fetching(self, what: str) -> Callable[[int, int | None], None]:
        """Takes how many bytes of a file have been fetched, of how many."""
        return lambda have, of: self(f"kB of {what} fetched", have // 1000, of and of // 1000)


def clock(seconds: float) -> str:
    """Seconds as people read them.

    >>> clock(75), clock(7325)
    ('1:15', '2:02:05')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
