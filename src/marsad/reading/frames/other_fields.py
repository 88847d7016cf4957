"""Deeds that are none of a conflict of today: accidents, illness, forces of nature; battles of sport and of history."""

from __future__ import annotations

from itertools import pairwise

from marsad.reading.frame import Frame
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import ARMED, Phrase, is_armed

_TOLD = frozenset({"fiction", "norm"})
_FIELDS = _TOLD | {"accident", "sport"}
_BY_ACCIDENT = frozenset({"property-destruction", "explosion", "remote-explosive", "casualties"})
# Of nature also the people that it drives out, and what it is said to strike.
_BY_NATURE = frozenset({"displacement"})
_STRUCK = frozenset({"ضرب", "اجتاح"})
_YEAR = frozenset({"عام", "سنه", "العام", "بعام", "لعام", "وعام"})
_AGES = _YEAR | {"الميلاد"}
_OLD = range(100, 1900)
_HIJRI = range(1380, 1470)  # years of the other calendar that are of today
# What no team does to another: «فجر التنظيم الملعب الأولمبي».
_NO_GAME = frozenset({"remote-explosive", "suicide-bombing", "property-destruction", "airstrike", "territory-gain"})
_SPORTS_WORDS = 2  # one alone may name a stadium that was hit


def drop(state: SentenceFrames) -> None:
    """Drop the tolls and the damage of accidents, what is fought with a ball, and what was fought long ago."""
    if _of_old(state):
        for frame in state.frames:
            frame.dropped = frame.dropped or "history of another age"
        return
    accident, sports, told = _signs(state)
    if told:
        for frame in state.frames:
            if frame.klass != "speech":
                frame.dropped = frame.dropped or "told by a work of art or a law"
        return
    if not accident and sports < _SPORTS_WORDS:
        return
    for frame in state.frames:
        if frame.merged is not None or frame.dropped:
            continue
        if sports >= _SPORTS_WORDS and frame.klass in ("event", "reference") and not frame.patients:
            if frame.code not in _NO_GAME or not any(is_armed(a) for a in frame.actors):
                frame.dropped = "a game of sport"
        elif accident and _may_be_accident(frame):
            frame.dropped = "an accident, an illness or a force of nature"


def _of_old(state: SentenceFrames) -> bool:
    """«في عام 1258», «قبل الميلاد»: a year before the conflicts of the last century."""
    if _AGES.isdisjoint(state.view.vocabulary):
        return False
    for first, second in pairwise(state.view.tokens):
        if first.norm in _YEAR and second.kind == "number" and second.norm.isdigit():
            year = int(second.norm)
            if year in _OLD and year not in _HIJRI:
                return True
        if first.norm == "قبل" and second.norm == "الميلاد":
            return True
    return False


def _signs(state: SentenceFrames) -> tuple[bool, int, bool]:
    """Whether a word tells an accident, how many different ones are of sport, and whether art or a law speaks."""
    accident, sports, told = False, set(), False
    for i, matches in state.view.cues.items():
        for match in matches:
            kinds = {c.kind for c in match.value} & _FIELDS
            accident = accident or "accident" in kinds
            told = told or bool(kinds & _TOLD)
            if "sport" in kinds:
                sports.add(state.view.norm(i))
    return accident, len(sports), told


def _may_be_accident(frame: Frame) -> bool:
    """Whether a frame tells dead, hurt or damage and nobody who did it."""
    if frame.code in _BY_NATURE:
        return not any(_is_armed(a) for a in frame.actors)
    struck = frame.entry_lemma() in _STRUCK and frame.klass == "event"
    by_chance = frame.klass == "casualty" or frame.code in _BY_ACCIDENT or struck
    return by_chance and not frame.actors and not frame.means


def _is_armed(phrase: Phrase) -> bool:
    return phrase.kind in ARMED
