"""What follows from a written word alone is worked out once a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")

_LIMIT = 200_000  # words; a year of one outlet's reports has about 150,000 different ones


class PerWord(dict[str, V]):
    """The values of a pure function of a word, each kept from the first time that it is asked for.

    >>> lengths = PerWord(len)
    >>> lengths["حلب"], dict(lengths)
    (3, {'حلب': 3})
    """

    def __init__(self, value_of: Callable[[str], V]) -> None:
        super().__init__()
        self._value_of = value_of

    def __missing__(self, word: str) -> V:
        if len(self) >= _LIMIT:
            self.clear()
        value = self[word] = self._value_of(word)
        return value
