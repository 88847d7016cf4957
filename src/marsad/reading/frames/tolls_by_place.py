"""One toll told place by place: «قتل خمسة أشخاص في حلب وثلاثة في حمص واثنان في حماة»."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from marsad.reading.frame import Frame, Patient
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import PEOPLE, Phrase

_COUNTED = PEOPLE | {"number", "group", "person-armed", "people-adjective"}
_IN = frozenset({"في", "ب", "قرب", "داخل", "من", "إلى"})
_HARM = frozenset({"killed", "injured", "killed-or-injured"})
_STRUCK_IN = frozenset({"في", "ب", "cause"})


def split(state: SentenceFrames) -> None:
    """Give each further number with its place a frame of its own, which tells the same kind of deed."""
    for index, clause in enumerate(state.clauses):
        phrases = clause.phrases()
        for k in range(1, len(phrases) - 1):
            before, number, where = phrases[k - 1 : k + 2]
            if not _is_next(number):
                continue
            if _is_where(before) and _is_where(where) and (told := _told(state, index, before)) is not None:
                _branch(state, *told, before, number, where)
            elif where.event is not None and where.prep in _STRUCK_IN:
                _hurt_in(state, index, number, where)


def _is_where(phrase: Phrase) -> bool:
    return phrase.prep in _IN and phrase.event is None and bool(phrase.places or phrase.place_span)


def _is_next(phrase: Phrase) -> bool:
    """Whether a phrase counts people and is joined by «و» to what stands before it."""
    return (
        phrase.conj == "و"
        and not phrase.prep
        and phrase.count is not None
        and phrase.kind in _COUNTED
        and not phrase.members
    )


def _told(state: SentenceFrames, index: int, place: Phrase) -> tuple[Frame, Patient] | None:
    """The frame and those it counts right before a place, over nothing but its cause."""
    phrases = state.clauses[index].phrases()
    right_before = next((a for a, b in pairwise(phrases) if b is place), None)
    if right_before is None:
        return None
    for frame in state.frames:
        for patient in frame.patients:
            counted = patient.phrase
            if counted is None or counted.count is None or not patient.kind:
                continue
            if right_before.start <= counted.start < right_before.end and frame.merged is None and not frame.dropped:
                return frame, patient
    return None


def _hurt_in(state: SentenceFrames, index: int, number: Phrase, deed: Phrase) -> None:
    """«قتل أربعة في غارة على النبطية واثنان في غارة على بنت جبيل»: the next number is that of the deed behind it."""
    struck = state.event_of(deed)
    if struck is None or struck.dropped or struck.patients or struck.klass != "event" or struck.phrase is not deed:
        return
    counted = [
        p for f in state.frames for p in f.patients
        if f.clause == index and p.phrase is not None and p.phrase.count is not None and p.phrase.start < number.start
    ]  # fmt: skip
    held = any(p.phrase is number for f in state.frames for p in f.patients)
    if counted and not held and counted[-1].kind in _HARM:
        struck.patients.append(Patient(number, counted[-1].kind))
        struck.note("numbers", "found", state.text(number), "the next of the tolls told deed by deed")


def _branch(state: SentenceFrames, frame: Frame, patient: Patient, here: Phrase, number: Phrase, where: Phrase) -> None:
    held = {id(number), id(where), id(here)}
    branch = replace(
        frame,
        places=[where],
        patients=[Patient(number, patient.kind)],
        targets=[
            t for t in frame.targets if (t is not patient.phrase or number.kind == "number") and id(t) not in held
        ],
        actors=[a for a in frame.actors if id(a) not in held],
        marks=set(frame.marks),
        times=list(frame.times),
        steps=list(frame.steps),
        causes=[],
    )
    branch.note("claim", "found", state.text(number), "the next of the tolls told place by place")
    frame.places = [here, *(p for p in frame.places if id(p) not in held)]
    frame.patients = [p for p in frame.patients if p.phrase is not number]
    frame.targets = [t for t in frame.targets if t is not number]
    state.frames.append(branch)
