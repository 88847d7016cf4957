"""How many were sent: «رتلا يتألف من 65 آلية», «تعزيزات تضم 20 دبابة», «نشرت 500 جندي»."""

from __future__ import annotations

from itertools import pairwise

from marsad.reading.frame import Frame, Patient
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase

_MADE_UP = frozenset({"ضم", "شمل", "تألف", "تكون", "احتوى", "اشتمل"})
_MADE_UP_OF = ("مؤلف", "مكون", "متالف")
_PEOPLE = frozenset({"person-civilian", "person-armed", "people"})
_THINGS = frozenset({"vehicle", "weapon", "air-platform"})


def read(state: SentenceFrames) -> None:
    """Count what a movement of troops is made up of, and the troops themselves."""
    for frame in state.frames:
        if frame.code == "aid" and frame.merged is None and (convoy := state.clauses[frame.clause].subject) is not None:
            lorries = convoy.owner if convoy.kind in ("aid-item", "group") else None
            if lorries is not None and lorries.kind == "vehicle":
                _count(frame, lorries)  # «دخلت قافلة مؤلفة من 14 شاحنة»
        if frame.code in ("arrest", "abduction"):
            _those_aboard(state, frame)
        if frame.code != "mobilization" or frame.merged is not None or frame.dropped:
            continue
        clause = state.clauses[frame.clause]
        told = [p for o in clause.objects for p in o.all()] if frame.klass == "event" and frame.verb is not None else []
        for phrase in (*told, *_parts(state, frame)):
            _count(frame, phrase)
        for patient in frame.patients:
            if patient.phrase is not None and patient.phrase.kind == "person-armed" and not patient.kind:
                patient.kind = "troops"


def _those_aboard(state: SentenceFrames, frame: Frame) -> None:
    """«توقيف ثلاث سيارات محملة بـ30 مهاجرا»: who was aboard is held, the vehicles are stopped."""
    phrases = [q for p in state.clauses[frame.clause].phrases() for q in p.all()]
    for patient in [p for p in frame.patients if p.phrase is not None and p.phrase.kind == "vehicle"]:
        vehicle = patient.phrase
        aboard = next((p for p in phrases if vehicle is not None and p.start == vehicle.end and p.prep == "ب"), None)
        if aboard is None or aboard.kind not in _PEOPLE or vehicle is None:
            continue
        frame.patients = [p for p in frame.patients if p is not patient] + [Patient(aboard, "captured")]
        frame.targets = [t for t in frame.targets if t is not vehicle]
        frame.means.append(vehicle)


def _count(frame: Frame, phrase: Phrase) -> None:
    if phrase.count is None:
        return
    if phrase.kind in _THINGS and not any(phrase is p for p in (*frame.means, *frame.targets, *frame.actors)):
        frame.means.append(phrase)
    elif phrase.kind == "person-armed" and not any(p.phrase is phrase for p in frame.patients):
        if not any(phrase is a for a in frame.actors):
            frame.patients.append(Patient(phrase, "troops"))


def _parts(state: SentenceFrames, frame: Frame) -> list[Phrase]:
    """What a clause right behind, or a participle, says that the column or the reinforcements consist of."""
    out: list[Phrase] = []
    for later in state.clauses[frame.clause + 1 : frame.clause + 3]:
        if later.link == "rel" and later.use is not None and later.use.lemma in _MADE_UP:
            led = [p for p in later.prepositional if p.prep == "من"]
            out += [m for p in (*later.after, *led) for m in p.all()]
    phrases = state.clauses[frame.clause].phrases()
    for phrase, follow in pairwise(phrases):
        last = state.view.norm(phrase.end - 1).removeprefix("ال")
        if follow.prep == "من" and last.startswith(_MADE_UP_OF):
            out += follow.all()
    return out
