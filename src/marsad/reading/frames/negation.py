"""«لم», «دون», «لا صحة»: events that did not happen, and tolls of zero."""

from __future__ import annotations

from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame, Patient
from marsad.reading.frames.codes import TOLLS
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Chunk, Phrase

_STILL = frozenset({"زال", "برح", "انفك", "فتئ"})  # «ما زال»: negated they say that it goes on


def negate(state: SentenceFrames, index: int) -> None:
    """Apply the negation of a clause to its verb, to the noun of its light verb, or to the noun behind it."""
    clause = state.clauses[index]
    negation, frame = clause.negation, state.of_clause.get(index)
    if negation is None or (clause.use is not None and clause.use.lemma in _STILL):
        return
    if frame is not None and _before_verb(clause, negation):
        _deny(state, index, frame, negation, toll=frame.klass == "casualty" and not frame.actors)
        return
    if frame is None and _negate_light(state, index, negation):
        return
    for phrase in clause.phrases():
        if 0 <= phrase.start - negation.end <= 2 and _negate_noun(state, index, negation, phrase):
            return
    if clause.verb is not None and (clause.klass("casualty") or any(p.kind == "casualty" for p in clause.after)):
        _no_casualties(state, index, None)


def _before_verb(clause: Clause, negation: Chunk) -> bool:
    return clause.verb is not None and 0 <= clause.verb.start - negation.end <= 1


def _negate_light(state: SentenceFrames, index: int, negation: Chunk) -> bool:
    """«لم يتم التوصل إلى اتفاق»: the negation is that of the noun's event."""
    clause = state.clauses[index]
    if clause.use is None or not _before_verb(clause, negation):
        return False
    lemma = clause.use.lemma
    carried = [f for f in state.frames if f.clause == index and f.code and f"light:{lemma}" in f.marks]
    for frame in carried:
        _deny(state, index, frame, negation, toll=frame.klass == "casualty", of=" of " + lemma)
    return bool(carried)


def _negate_noun(state: SentenceFrames, index: int, negation: Chunk, phrase: Phrase) -> bool:
    """«دون إصابات», «لا هجوم»: whether the phrase behind the negation is an event or a toll."""
    for member in phrase.all():
        event = state.of_phrase.get(id(member))
        if event is None:
            if member.kind != "casualty":
                continue
            _no_casualties(state, index, None)
            return True
        of_casualties = member.owner is not None and member.owner.kind == "casualty"
        toll = event.klass == "casualty" or event.code in TOLLS or of_casualties
        if toll or event.code:
            _deny(state, index, event, negation, toll=toll)
        return True
    return False


def _deny(state: SentenceFrames, index: int, frame: Frame, negation: Chunk, *, toll: bool, of: str = "") -> None:
    """A denied toll is a count of zero and no claim; any other event did not happen."""
    if toll:
        frame.dropped = "no casualties"
        _no_casualties(state, index, frame)
    else:
        frame.status = "not-happened"
        frame.note("status", "taken", negation.text, "negation" + of)


def _no_casualties(state: SentenceFrames, index: int, skip: Frame | None) -> None:
    """«دون إصابات»: a toll of zero of the event told before."""
    head = skip.head if skip is not None else state.clauses[index].chunks[-1].end
    before = [
        f
        for frame in state.frames
        if (f := frame.target()) is not skip and not f.dropped and f.code and f.klass == "event" and f.head <= head
    ]
    if before and not any(p.zero for p in before[-1].patients):
        before[-1].patients.append(Patient(None, "killed-or-injured", True))
