"""What is withheld where the record is handed on, in exports and in reports for people alike.

The written rule. A name is published where a list knows it: bodies, offices and public persons of the actor lists,
outlets, places of the gazetteer. Of whoever no list knows the kind alone is published, unless it is the kind of a
body (a force, a group, an organisation); so is a site or quarter that no gazetteer knows, which may be somebody's house.

Words of reports are not published, since names may stand in them that no reader finds, but where people are to read
them: in a report, where somebody looks at them before they go out. There the names of private persons are taken out.
A name begins at a given name, or at a word that no table knows behind somebody's calling («the teacher …», «his
brother …»). It goes on over given names, unknown words and definite by-names. It stays where the lists know who or
what is meant, and where it stands behind a public office («the minister …»). Of a mention whose kind alone is
published, a report shows the words that tables know and that are no part of a name. What is taken out is said to be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from marsad.language.ar.tokens import sentences
from marsad.model import Claim, Mention, Place
from marsad.reading.phrases.words import is_given_name, is_of_class
from marsad.reading.view import Knowledge, View

MARK = "…"  # stands for what is withheld
NAME = "[حُجب الاسم]"  # stands for a name in words that are shown
BODIES = frozenset(
    "state-forces police intelligence government court rebel-group militia coalition external-forces party "
    "organisation humanitarian un".split()
)
PLACES = frozenset({"town", "district", "governorate", "country"})
_PRIVATE = ("person-civilian", "relative", "casualty", "person-source")
_SPEAKERS = ("person-source",)
_SAME = frozenset("ذاته ذاتها ذاتهم نفسه نفسها نفسهم انفسهم عينه عينها".split())  # «the same source»
_PUBLIC = ("person-official",)
_LONGEST = 5  # words of a name
_BACK = 4  # words between an office and the name of who holds it
_REMEMBERED = 16_384  # sentences whose names are remembered: finding them takes some 20 ms for 1,000 characters
# Words that are hidden, where they stand alone or behind a conjunction or preposition that is written with them.
_WHOLE = r"(?<!\w)[وفبكل]{{0,2}}({})(?!\w)"


def is_public(mention: Mention) -> bool:
    """Whether whoever is mentioned is published by name: a list knows them, or they are a body."""
    return mention.id is not None or mention.kind in BODIES


def is_public_place(place: Place) -> bool:
    """Whether a place is published by name: the gazetteer knows it, or it is a town or more."""
    return place.id is not None or place.level in PLACES


@dataclass(slots=True)
class Withholding:
    """Takes names out of texts, and counts how many. Without knowledge nothing is taken out; `name` stands for a name."""

    knowledge: Knowledge | None
    name: str = NAME
    count: int = 0

    def text(self, text: str, hidden: Collection[str] = ()) -> str:
        """Words of a report without the names of private persons, and without some words that are `hidden`."""
        cuts = self.cuts(text, hidden)
        self.count += len(cuts)
        for start, end in reversed(cuts):
            text = f"{text[:start]}{self.name}{text[end:]}"
        return text

    def cuts(self, text: str, hidden: Collection[str] = ()) -> list[tuple[int, int]]:
        """Where a text has the names of private persons, or words that are `hidden`: half-open, in order, apart."""
        if self.knowledge is None:
            return []
        cuts = list(_cuts(self.knowledge, text, False))
        surnames = [name for start, end in cuts for name in _surname(self.knowledge, text[start:end])]
        for words in {*hidden, *surnames}:
            cuts += [found.span(1) for found in re.finditer(_WHOLE.format(re.escape(words)), text)]
        return _joined(cuts)

    def mention(self, mention: Mention, text: str) -> str:
        """The words of a mention; of one that is not public those that are no part of a name."""
        return self.text(text, () if is_public(mention) else self.names(text))

    def place(self, place: Place) -> bool:
        """Whether a place is shown by name; where it is not, that is counted."""
        shown = self.knowledge is None or is_public_place(place)
        self.count += not shown
        return shown

    def sentence(self, claim: Claim) -> str:
        """The sentence of a claim without names; nor does it tell those that the claim's mentions and place withhold."""
        return self.text(claim.evidence.text, self.hidden([claim]))

    def hidden(self, claims: Iterable[Claim]) -> frozenset[str]:
        """The names that the mentions and places of claims withhold."""
        told: set[str] = set()
        for claim in claims:
            mentions = (*claim.actors, *claim.targets, *(s.mention for s in claim.sources))
            told.update(m.span.text for m in mentions if not is_public(m))
            if claim.place is not None and not is_public_place(claim.place):
                told.add(claim.place.span.text)
        return frozenset(name for words in told for name in self.names(words))

    def names(self, text: str) -> list[str]:
        """The names in words that tell of somebody whose kind alone is published."""
        if self.knowledge is None:
            return []
        found = [text[start:end] for start, end in _cuts(self.knowledge, text, True)]
        return [*found, *(name for words in found for name in _surname(self.knowledge, words))]


def _joined(cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(cuts):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _cuts(knowledge: Knowledge, text: str, private: bool) -> Iterator[tuple[int, int]]:
    """Where names stand in a text; `private`: it tells of somebody whose kind alone is published."""
    for sentence in sentences(text):
        for start, end in _in_sentence(knowledge, text[sentence.start : sentence.end], private):
            yield sentence.start + start, sentence.start + end


@lru_cache(_REMEMBERED)
def _in_sentence(knowledge: Knowledge, text: str, private: bool) -> tuple[tuple[int, int], ...]:
    found = []
    for sentence in sentences(text):
        view = View(knowledge, sentence, None)
        i, kept = 0, _kept(view)
        while i < len(view.tokens):
            end = _private_name(view, i, kept) if private else _name(view, i, kept)
            if end > i:
                found.append(view.span(i, end))
            i = max(end, i + 1)
    return tuple(found)


@lru_cache(_REMEMBERED)
def _surname(knowledge: Knowledge, name: str) -> tuple[str, ...]:
    """The last word of a name of several, by which its bearer may be called further on, where it means nothing else."""
    for sentence in sentences(name):
        view = View(knowledge, sentence, None)
        last = len(view.tokens) - 1
        if last > 0 and _unknown(view, last) and last not in view.places and last not in view.names:
            start, end = view.span(last, last + 1)
            return (name[start:end],)
    return ()


def _kept(view: View) -> frozenset[int]:
    """Tokens of bodies that the lists know, and of places of several words."""
    out: set[int] = set()
    for i, name in view.names.items():
        if any(not use.body.id.startswith("generic:") for use in name.value):
            out.update(range(i, name.end))
    for i, place in view.places.items():
        if place.end > i + 1 or not is_given_name(view, i):
            out.update(range(i, place.end))
    return frozenset(out)


def _private_name(view: View, i: int, kept: frozenset[int]) -> int:
    """Where the name ends that may begin at token i of a private mention: whatever no table knows is one; i: none does."""
    end = i
    while end < len(view.tokens) and _is_left(view, end, end > i, kept) and _may_be_name(view, end, end > i):
        end += 1
    return end


def _is_left(view: View, k: int, within: bool, kept: frozenset[int]) -> bool:
    """Whether a token is not kept; behind a given name a definite town («القاسم») is a by-name."""
    place = view.places.get(k)
    town = place is not None and place.end == k + 1 and k not in view.names and view.norm(k).startswith("ال")
    return k not in kept or (within and town and is_given_name(view, k - 1))


def _may_be_name(view: View, k: int, within: bool) -> bool:
    word, kind = view.words[k], view.tokens[k].kind
    if kind != "word":
        return kind == "latin"
    return is_given_name(view, k) or _unknown(view, k) or (within and word.definite and not word.conj and not word.prep)


def _name(view: View, i: int, kept: frozenset[int]) -> int:
    """Where the name that begins at token i ends; i where none does."""
    if i in kept or view.tokens[i].kind not in ("word", "latin"):
        return i
    called = i > 0 and is_of_class(view.words[i - 1], _PRIVATE) and i - 1 not in kept
    given = is_given_name(view, i) and (
        (called and not _on_behalf(view, i)) or not _everyday(view, i) or _named_further(view, i + 1)
    )
    if not given and not (called and (_unknown(view, i) or view.tokens[i].kind == "latin")):
        return i
    if _in_office(view, i):
        return i
    end = i + 1
    while end < len(view.tokens) and end - i < _LONGEST and _is_left(view, end, True, kept) and _goes_on(view, end):
        end += 1
    return end


def _everyday(view: View, k: int) -> bool:
    """Whether a given name is an everyday word as well («قائد», «كامل», «باسم»)."""
    word = view.words[k]
    return bool(word.nouns or word.events or word.adjective or word.modifiers or word.closed) or view.norm(k) == "باسم"


def _on_behalf(view: View, k: int) -> bool:
    """Whether «باسم» behind a spokesman means on behalf of."""
    return view.norm(k) == "باسم" and k > 0 and is_of_class(view.words[k - 1], _SPEAKERS)


def _named_further(view: View, k: int) -> bool:
    """Whether a word that is nothing but a given name stands here."""
    if k >= len(view.tokens) or view.tokens[k].kind != "word":
        return False
    return is_given_name(view, k) and not _everyday(view, k)


def _goes_on(view: View, k: int) -> bool:
    word, token = view.words[k], view.tokens[k]
    if token.kind == "latin":
        return True
    if token.kind != "word" or word.conj or word.prep or word.closed:
        return False
    if is_given_name(view, k) or _unknown(view, k):
        return True
    return word.definite and not word.events and not word.nouns


def _unknown(view: View, k: int) -> bool:
    """Whether no table knows a word."""
    word = view.words[k]
    if (
        view.tokens[k].kind != "word"
        or view.norm(k) in _SAME
        or word.closed
        or word.adjective
        or word.modifiers
        or word.participles
    ):
        return False
    return not (word.nouns or word.events or word.verbs or k in view.cues or k in view.times)


def _in_office(view: View, i: int) -> bool:
    """Whether the name stands behind a public office, with nothing but words of the same phrase between."""
    for k in range(i - 1, max(-1, i - 1 - _BACK), -1):
        if view.tokens[k].kind != "word" or is_of_class(view.words[k], _PRIVATE):
            return False
        if is_of_class(view.words[k], _PUBLIC):
            return True
    return False
