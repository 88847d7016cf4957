"""Tolls of whole wars: «حرب أسفرت عن 15 ألف قتيل», «القتال أودى بحياة المئات»."""

from __future__ import annotations

from marsad.reading.frame import FIGHTING, Frame
from marsad.reading.frames.sentence import SentenceFrames

_WARS = frozenset({"حرب", "نزاع", "صراع", "تصعيد", "عنف", "حدث", "فوضى"})
_ATTACKS = frozenset({"هجوم", "هجمة"})
_OF_MANY_DEEDS = 200  # dead


def sum_up(state: SentenceFrames) -> None:
    """Make the dead of a war, or more of them than one deed leaves, a toll of many deeds."""
    for frame in state.frames:
        if frame.merged is None and not frame.dropped and _of_a_war(frame):
            frame.code, frame.klass = "casualties", "casualty"
            frame.marks.add("sum")


def _of_a_war(frame: Frame) -> bool:
    killed = [p.phrase for p in frame.patients if p.kind in ("killed", "killed-or-injured") and p.phrase is not None]
    if not killed or frame.phrase is None:
        return False
    if frame.entry_lemma() in _WARS and not frame.code:
        return True
    many = any(p.count is not None and (p.count[0] or 0) >= _OF_MANY_DEEDS for p in killed)
    several = frame.entry_lemma() in FIGHTING or (frame.entry_lemma() in _ATTACKS and frame.phrase.grammatical == "p")
    return many and frame.code in ("clash", "attack") and (several or frame.entry_lemma() == "عملية")
