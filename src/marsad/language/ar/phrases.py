"""Tables of phrases that are found in tokens: the longest one that starts at a token wins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from marsad.language.ar.script import ARABIC_LETTERS, normal
from marsad.language.ar.tokens import tokenize

T = TypeVar("T")

_PLAIN = re.compile(f"[{ARABIC_LETTERS} ]*")


class Variant(NamedTuple):
    """A way to read a word: what is left when conjunction and preposition are cut, and what was cut."""

    form: str
    conj: str
    prep: str


class Opening(NamedTuple):
    """A way to read a word with which phrases of a table start."""

    form: str
    conj: str
    prep: str
    longer: Mapping[str, tuple[int, ...]]  # numbers of words of the phrases of several, by their second word
    single: bool  # whether the word is a phrase by itself


class Match(NamedTuple, Generic[T]):
    """A phrase found in tokens [start, end)."""

    start: int
    end: int
    value: T
    conj: str
    prep: str


def fold(norm: str) -> str:
    """A form in which the cases of a name fall together: «الحوثيون» and «الحوثيين», «أبو» and «أبي».

    >>> fold("الحوثيون"), fold("ابا")
    ('الحوثيين', 'ابو')
    """
    if norm.endswith("ون") and len(norm) > 4:
        return f"{norm[:-2]}ين"
    return "ابو" if norm in ("ابا", "ابي") else norm


def variants(norm: str) -> tuple[Variant, ...]:
    """The word as it stands, then with its conjunction, preposition or both cut off."""
    out = [Variant(fold(norm), "", "")]
    rest, conj = norm, ""
    for _ in range(2):
        if len(rest) > 3 and rest.startswith("لل"):
            out.append(Variant(fold("ال" + rest[2:]), conj, "ل"))
            out.append(Variant(fold(rest[1:]), conj, "ل"))
        elif len(rest) > 2 and rest[0] in "بلك":
            out.append(Variant(fold(rest[1:]), conj, rest[0]))
        if conj or len(norm) < 3 or norm[0] not in "وف":
            break
        rest, conj = norm[1:], norm[0]
        out.append(Variant(fold(rest), conj, ""))
    return tuple(out)


class PhraseTable(Generic[T]):
    """Phrases by their folded words; several values may share a phrase."""

    def __init__(self) -> None:
        self._values: dict[str, list[T]] = {}  # by the folded words with a blank between them
        self._first: set[str] = set()
        # numbers of words, the most first, by the first word and the second
        self._sizes: dict[str, dict[str, tuple[int, ...]]] = {}

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase; marks and quotes in it do not count."""
        words = _words(phrase)
        if not words:
            return
        values = self._values.setdefault(" ".join(words), [])
        if value not in values:
            values.append(value)
        self._first.add(words[0])
        if len(words) > 1:
            by_second = self._sizes.setdefault(words[0], {})
            sizes = by_second.get(words[1], ())
            if len(words) not in sizes:
                by_second[words[1]] = tuple(sorted((*sizes, len(words)), reverse=True))

    def get(self, phrase: str) -> list[T]:
        """The values of a phrase."""
        return self._values.get(" ".join(_words(phrase)), [])

    def __contains__(self, word: object) -> bool:
        return word in self._first

    def __len__(self) -> int:
        return len(self._values)

    def opening(self, ways: Sequence[Variant]) -> tuple[Opening, ...]:
        """The ways to read a word with which a phrase of the table may start."""
        return tuple([self._opening(way) for way in ways if way.form in self._first])

    def _opening(self, way: Variant) -> Opening:
        return Opening(*way, self._sizes.get(way.form, {}), way.form in self._values)

    def at(self, folded: Sequence[str], i: int, ways: Sequence[Opening]) -> list[Match[list[T]]]:
        """Matches that start at the word i of a sentence, the longest first, the fewest clitics cut first."""
        found: list[Match[list[T]]] = []
        second = folded[i + 1] if i + 1 < len(folded) else ""
        for form, conj, prep, longer, single in ways:
            for size in longer.get(second, ()):
                values = self._values.get(" ".join((form, *folded[i + 1 : i + size])))
                if values and i + size <= len(folded):
                    found.append(Match(i, i + size, values, conj, prep))
                    break
            else:
                if single:
                    found.append(Match(i, i + 1, self._values[form], conj, prep))
        return found

    def longest(self, folded: Sequence[str], i: int, ways: Sequence[Opening]) -> Match[list[T]] | None:
        """The longest match that starts at the word i; among equals the one with the fewest clitics cut."""
        found = self.at(folded, i, ways)
        return max(found, key=_reach) if len(found) > 1 else found[0] if found else None


def _reach(match: Match[Any]) -> tuple[int, int, int]:
    return match.end, -len(match.prep), -len(match.conj)


def _words(phrase: str) -> list[str]:
    if _PLAIN.fullmatch(phrase):  # nearly all
        return [fold(normal(word)) for word in phrase.split()]
    return [fold(normal(t.raw)) for t in tokenize(phrase) if t is not None and t.kind != "mark"]
