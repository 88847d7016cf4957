"""What a written word can be read as: verb, noun, event, adjective, function word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from marsad.language.ar.entries import EventNoun, Modifier, Noun, Settling, VerbFrame
from marsad.language.ar.phrases import Variant
from marsad.language.ar.verbs import VerbForm


@dataclass(frozen=True, slots=True)
class VerbUse:
    """A word read as a verb."""

    lemma: str
    frames: tuple[VerbFrame, ...]
    form: VerbForm
    conj: str
    future: bool
    purpose: bool
    suffix: str
    classes: frozenset[str] = field(init=False, compare=False, repr=False)  # of its frames

    def __post_init__(self) -> None:
        object.__setattr__(self, "classes", frozenset([f.klass for f in self.frames]))


@dataclass(frozen=True, slots=True)
class NounUse:
    """A word read as a noun: `number` is s, d, p or dp (dual or plural)."""

    entry: Noun | EventNoun
    number: str
    conj: str
    prep: str
    definite: bool
    suffix: str
    accusative: bool


# Function words of these kinds are no part of a noun phrase.
_CLOSED = frozenset({"comp", "rel", "sub", "neg", "part", "prep-pron", "pron", "conj"})


@dataclass(frozen=True, slots=True)
class Word:
    """All readings of one written word."""

    norm: str
    ways: tuple[Variant, ...]
    verbs: tuple[VerbUse, ...]
    nouns: tuple[NounUse, ...]
    events: tuple[NounUse, ...]
    modifiers: tuple[Modifier, ...]
    settles: tuple[Settling, ...]
    participles: tuple[tuple[str, str], ...]  # (lemma, voice)
    tags: frozenset[str]
    prep: str  # the preposition that the word is
    number: bool
    conj: str
    pre: str  # a preposition written together with the word
    definite: bool
    accusative: bool
    plural: bool
    adjective: bool  # a common adjective, no name
    # What follows from the above, worked out once a word and asked at each of its tokens.
    noun: NounUse | None = field(init=False)  # the likeliest of the nouns
    event: NounUse | None = field(init=False)  # the likeliest of the events
    closed: bool = field(init=False)  # a function word that is no part of a noun phrase
    classes: frozenset[str] = field(init=False)  # of nouns.tsv, of the nouns that it can be

    def __post_init__(self) -> None:
        object.__setattr__(self, "noun", _likeliest(self.nouns))
        object.__setattr__(self, "event", _likeliest(self.events))
        object.__setattr__(self, "closed", bool(self.prep or self.tags & _CLOSED))
        classes = [n.entry.klass for n in self.nouns if isinstance(n.entry, Noun)]
        object.__setattr__(self, "classes", frozenset(classes))


def _likeliest(uses: Iterable[NounUse]) -> NounUse | None:
    """The reading with the fewest clitics cut."""
    return min(uses, key=lambda u: (bool(u.conj) + bool(u.prep), len(u.suffix)), default=None)
