"""Tables of phrases that are found in tokens: the longest one that starts at a token wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from marsad.language.ar.script import normal
from marsad.language.ar.tokens import Token, tokenize

T = TypeVar("T")


class Variant(NamedTuple):
    """A way to read a word: what is left when conjunction and preposition are cut, and what was cut."""

    form: str
    conj: str
    prep: str


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
        self._by_first: dict[str, dict[tuple[str, ...], list[T]]] = {}
        self._longest: dict[str, int] = {}

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase; marks and quotes in it do not count."""
        key = tuple(fold(normal(t.raw)) for t in tokenize(phrase) if t is not None and t.kind != "mark")
        if not key:
            return
        bucket = self._by_first.setdefault(key[0], {})
        values = bucket.setdefault(key, [])
        if value not in values:
            values.append(value)
        self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def get(self, phrase: str) -> list[T]:
        """The values of a phrase."""
        key = tuple(fold(normal(t.raw)) for t in tokenize(phrase) if t is not None and t.kind != "mark")
        return self._by_first.get(key[0], {}).get(key, []) if key else []

    def __contains__(self, word: object) -> bool:
        return word in self._by_first

    def __len__(self) -> int:
        return sum(map(len, self._by_first.values()))

    def at(
        self, tokens: Sequence[Token], folded: Sequence[str], i: int, ways: Sequence[Variant]
    ) -> Iterator[Match[list[T]]]:
        """Matches that start at token i, the longest first, the fewest clitics cut first."""
        for way in ways:
            longest = self._longest.get(way.form)
            if longest is None:
                continue
            bucket = self._by_first[way.form]
            for size in range(min(longest, len(folded) - i), 0, -1):
                key = (way.form, *folded[i + 1 : i + size]) if size > 1 else (way.form,)
                values = bucket.get(key)
                if values:
                    yield Match(i, i + size, values, way.conj, way.prep)
                    break
