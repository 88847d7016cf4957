"""The form in which words are searched: the normal form without article, conjunction, preposition and pronoun.

One stem a word, so that phrases keep their positions. A letter that only looks like a clitic («وزير», «بلدة») is cut
all the same: `variants` gives every form that a word asked for can have in the index.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from marsad.language.ar.script import normal
from marsad.language.ar.tokens import tokenize

_AND, _TO = "وف", "بكل"
_PRONOUNS = ("هما", "ها", "هم", "هن", "كم", "نا")
_SHORTEST = 3  # letters left of a word
_SHORTEST_OWNED = 4  # before a pronoun: three and a pronoun are too often one word


class Stem(NamedTuple):
    """A word as it is searched, and where it stands in the text."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1 << 13)  # small: the process that writes a store keeps it for as long as it runs
def stem(word: str) -> str:
    """The form of a word in the index.

    >>> stem("والمدينة") == stem("للمدينة") == stem("مدينتها") == stem("مدينة")
    True
    """
    return _forms(_fold(word))[-1]


def variants(word: str) -> tuple[str, ...]:
    """Every form that stands in the index for a word or for the word with clitics.

    >>> stem("الوزير") in variants("وزير") and stem("وزير") in variants("وزير")
    True
    """
    forms = _forms(_fold(word))
    return tuple(dict.fromkeys((*forms, *_forms(forms[-1]))))


def stems(text: str) -> Iterator[Stem]:
    """The words, numbers and Latin words of a text in order, each as its stem."""
    for token in tokenize(text):
        if token is not None and token.kind != "mark":
            found = stem(token.raw)
            if found:
                yield Stem(found, token.start, token.end)


def _fold(word: str) -> str:
    return "".join(c for c in normal(word).casefold() if c.isalnum())


def _forms(word: str) -> list[str]:
    """The word with one clitic after the other cut, down to the form of the index."""
    defined = _article(word)
    if defined:
        return [word, defined]
    forms = [word]
    for pronoun in _PRONOUNS:
        if word.endswith(pronoun) and len(word) - len(pronoun) >= _SHORTEST_OWNED:
            word = word[: -len(pronoun)]
            word = word[:-1] + "ه" if word.endswith("ت") and not word.endswith("ات") else word
            forms.append(word)
            break
    for letters in (_AND, _TO):
        if word[:1] and word[0] in letters and len(word) > _SHORTEST:
            word = word[1:]
            forms.append(word)
    return forms


def _article(word: str) -> str:
    """What follows the article, with conjunction and preposition before it; empty where there is no article."""
    rest = word[1:] if word[:1] and word[0] in _AND and word[1:3] in ("ال", "لل", "با", "كا") else word
    if rest[:1] and rest[0] in "بك" and rest[1:3] == "ال":
        rest = rest[1:]
    return rest[2:] if rest[:2] in ("ال", "لل") and len(rest) - 2 >= _SHORTEST else ""
