"""Who leaves a place: residents their homes, armed men their ground."""

from __future__ import annotations

from marsad.reading.frame import Frame, Patient
from marsad.reading.phrase import is_armed

_LEAVING = frozenset({"غادر", "فر", "هرب", "نزح", "مغادرة", "فرار", "هروب"})
_HOMES = frozenset({"قرية", "حي", "منزل", "مخيم", "بلدة"})


def left_by_residents(frame: Frame, unarmed: bool) -> None:
    """«اضطر السكان إلى إخلاء قريتهم», «إخلاء 300 قرية بسبب القتال»: people leave where they live."""
    homes = bool(frame.places) and all(p.place_head is not None and p.place_head.noun in _HOMES for p in frame.places)
    if unarmed or (homes and not frame.actors and not frame.targets and not frame.patients):
        frame.code = "displacement"
        frame.patients += [Patient(a, "displaced") for a in frame.actors]
        frame.actors = []


def retreat(frame: Frame) -> None:
    """«فر المسلحون من البلدة»: armed men who leave a place give it up."""
    moved = [p.phrase for p in frame.patients if p.phrase is not None and p.kind == "displaced"]
    bodies = all(p.kind in ("force", "actor") and is_armed(p) for p in moved)  # not «المهاجمون», who just get away
    if frame.code == "displacement" and frame.entry_lemma() in _LEAVING and moved and bodies and not frame.actors:
        frame.code, frame.actors = "territory-handover", moved
        frame.patients = [p for p in frame.patients if p.kind != "displaced"]  # «مخلفة وراءها 17 قتيلا»


def fighters_flee(frame: Frame) -> bool:
    """«فر المسلحون باتجاه البادية»: armed people who flee give up ground."""
    who = [*frame.actors, *(p.phrase for p in frame.patients if p.phrase is not None)]
    return bool(who) and all(is_armed(p) for p in who)
