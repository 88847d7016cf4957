"""A request that is refused."""

from __future__ import annotations


class Refused(Exception):
    """A request that is not answered: its status, and in a word what is wrong."""

    def __init__(self, status: int, about: str = "", after: int = 60) -> None:
        super().__init__(status, about)
        self.status, self.about, self.after = status, about, after  # seconds after which it may go
