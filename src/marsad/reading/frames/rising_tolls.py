"""Tolls told as a figure that rises or amounts to so many: «ارتفعت حصيلة القصف إلى 21 قتيلا», «بلغ عدد الجرحى 30»."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.frame import Frame, Patient
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase

_PEOPLE = frozenset({"killed", "injured", "missing", "killed-or-injured"})
_TOLL = frozenset({"حصيلة", "محصلة"})
_EXCEEDED = frozenset({"تجاوز", "تخطى"})
_CAUSES = frozenset({"cause", "في", "خلال", "نتيجة", "ب"})


def read(state: SentenceFrames, index: int, entry: VerbFrame) -> bool:
    """Give the figure to the event it is the toll of, or to a toll of its own; False where it is no toll."""
    clause = state.clauses[index]
    assert clause.subject is not None
    subject = clause.subject
    counted = _counted(subject) or ("killed" if subject.entry and subject.entry.noun in _TOLL else "")
    figures = [p for p in (*clause.prepositional, *clause.objects) if _is_figure(p, entry)]
    if entry.lemma in _EXCEEDED:
        for figure in figures:
            figure.count = (figure.count[0], None) if figure.count else None
    told = [(m, kind) for p in figures for m in p.all() if (kind := _counted(m) or counted) in _PEOPLE]
    if not told:
        return False
    event = state.event_of(clause.subject)
    if event is None:
        event = next((e for p in clause.prepositional if p.prep in _CAUSES and (e := state.event_of(p))), None)
    lasting = any(t.since for t in clause.times)  # «منذ بداية الحرب»: the sum of many deeds
    if event is None and not lasting:
        event = state.last_event_before(index)
    if event is None or event.dropped or event.code in ("", "statement", "negotiation") or lasting:
        event = state.add_of_verb(index, entry, "casualties")
        event.klass = "casualty"
    add_total(state, event, told)
    return True


def add_total(state: SentenceFrames, event: Frame, told: list[tuple[Phrase, str]]) -> None:
    """Count these people as the whole toll of an event: what was counted before is part of it."""
    kinds = {kind for _, kind in told}
    event.patients = [p for p in event.patients if p.kind not in kinds]
    event.patients += [Patient(phrase, kind) for phrase, kind in told]
    event.marks |= {"result", "total"}
    for phrase, kind in told:
        event.note("numbers", "found", state.text(phrase), f"the whole toll, counted as {kind}")


def _is_figure(phrase: Phrase, entry: VerbFrame) -> bool:
    return phrase.count is not None and (not phrase.prep or "patient" in entry.preps.roles.get(phrase.prep, ()))


def _counted(phrase: Phrase | None) -> str:
    """What the people of a phrase are counted as («عدد قتلى الهجوم»: killed); empty where no word tells."""
    while phrase is not None:
        if phrase.entry is not None and phrase.entry.count:
            return phrase.entry.count
        if phrase.event is not None:
            return {"killing": "killed", "injury": "injured"}.get(phrase.event.code, "")
        phrase = phrase.owner
    return ""
