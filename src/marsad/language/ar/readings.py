"""What a written word can be read as: verb, noun, event, adjective, function word."""

from __future__ import annotations

from dataclasses import dataclass

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
