"""One attack told at a second place by a second verb: «القصف استهدف حي الشعار، وأصاب مدرسة في بلدة عندان»."""

from __future__ import annotations

from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames.codes import ABSORBED
from marsad.reading.frames.roles import fill
from marsad.reading.frames.sentence import SentenceFrames

_STRUCK = ABSORBED | {"suicide-bombing", "chemical-attack"}


def split(state: SentenceFrames) -> None:
    """Give what a joined verb of an event noun hits elsewhere a frame of its own."""
    for index, clause in enumerate(state.clauses):
        if clause.link != "and" or clause.verb is None or clause.use is None or clause.frame is None:
            continue
        deed = state.event_of(clause.subject)
        if clause.use.conj != "و" or deed is None or deed.clause == index or deed.code not in _STRUCK:
            continue
        if deed.merged is None and not deed.dropped and deed.phrase is not None:
            _split(state, index, clause, deed)


def _split(state: SentenceFrames, index: int, clause: Clause, deed: Frame) -> None:
    here = {id(m) for p in clause.phrases() for m in p.all()}
    places = [p for p in deed.places if id(p) in here]
    rest = [p for p in deed.places if id(p) not in here]
    if not any(p.place_span for p in places) or not any(p.place_span for p in rest):
        return
    assert clause.frame is not None
    assert clause.verb is not None
    branch = Frame(
        clause.verb.start, clause.verb.start, clause.verb.end, clause.frame.name, deed.code, deed.status, deed.klass, index,
        clause.frame, verb=clause.use, actors=list(deed.actors), means=list(deed.means), times=list(clause.times),
        marks=set(deed.marks & {"settled", "open means"}),
    )  # fmt: skip
    branch.places, deed.places = places, rest
    branch.targets = [t for t in deed.targets if id(t) in here]
    deed.targets = [t for t in deed.targets if id(t) not in here]
    for phrase in clause.objects:
        if not any(phrase is x for x in (*branch.targets, *places)) and state.event_of(phrase) is None:
            fill(state, branch, clause.frame.object or ("target",), phrase, "object of " + clause.frame.lemma)
    branch.note("claim", "found", clause.frame.lemma, "the same attack at a second place")
    state.frames.append(branch)
    state.of_clause[index] = branch
