"""What a relative clause in the middle cuts off goes back to its verb: «فتح المسلحون الذين كانوا … النار على …»."""

from __future__ import annotations

from marsad.reading.clauses import Clause
from marsad.reading.frames import collocations
from marsad.reading.frames.codes import DAMAGE
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase

_COUNTED = frozenset({"person-civilian", "person-armed", "number", "people"})
_DOERS = frozenset(
    "actor force person-armed people-adjective person-civilian people country group air-platform vehicle".split()
)
# What is left of a relative clause where its own verb has what it needs.
_HIT = frozenset(
    "place military-post structure vehicle force person-armed person-civilian people actor casualty".split()
)


def reclaim(state: SentenceFrames, index: int) -> None:
    """Give the verb of a clause the toll or the object that stands behind a relative clause of its subject."""
    clause = state.clauses[index]
    if not _toll(state, index) and clause.verb is not None and clause.link != "rel":
        _object(state, index)


def _toll(state: SentenceFrames, index: int) -> bool:
    """«أدت غارة على مدرسة تؤوي نازحين إلى مقتل …»: the toll that a result verb waits for."""
    clause = state.clauses[index]
    results = [f for f in clause.frames() if f.klass == "result"]
    wanted = {p for f in results for p in f.preps.required}
    wanted |= {p for f in results for p, roles in f.preps.roles.items() if p == "إلى" and "patient" in roles}
    if not wanted or wanted & {p.prep for p in clause.prepositional}:
        return bool(results)
    for later in state.clauses[index + 1 : index + 3]:
        if later.link != "rel":
            return True
        for k, chunk in enumerate(later.chunks):
            phrase = chunk.phrase
            if phrase is not None and phrase.prep in wanted and _tells_result(phrase):
                _move(later, clause, k)
                return True
    return True


def _object(state: SentenceFrames, index: int) -> None:
    """«فتح المسلحون الذين … النار», «شن مسلحون يستقلون … هجوما», «هاجم مسلحون قدموا من … حواجز الجيش»."""
    clause = state.clauses[index]
    follow = state.clauses[index + 1] if index + 1 < len(state.clauses) else None
    subject = clause.after[0] if len(clause.after) == 1 else None
    if follow is None or follow.link != "rel" or follow.antecedent is not subject or subject is None:
        return
    if subject.kind not in _DOERS or follow.verb is None or clause.use is None or clause.use.suffix:
        return
    behind = [(k, c.phrase) for k, c in enumerate(follow.chunks) if c.phrase and c.start > follow.verb.start]
    bare = [(k, p) for k, p in behind if not (p.prep or p.conj)]
    found = next((k for k, p in bare if _is_wanted(state, clause, p)), None)
    if found is None and any(f.klass in ("event", "casualty", "speech") and f.object for f in clause.frames()):
        # the first bare phrase is the relative verb's own, unless a preposition parts them
        rest = bare if behind and behind[0][1].prep else bare[1:]
        found = rest[0][0] if rest and rest[0][1].kind in _HIT else None
    if found is not None:
        _move(follow, clause, found)


def _is_wanted(state: SentenceFrames, clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is the event of a light verb, or an object with which the verb has a meaning of its own."""
    assert clause.use is not None
    event = phrase.event
    if event is not None and (event.code or (phrase.owner is not None and phrase.owner.event is not None)):
        return any(f.klass == "light" and "event" in f.object for f in clause.frames())
    return collocations.has_object_of_its_own(state, clause.use.lemma, phrase)


def _move(source: Clause, into: Clause, first: int) -> None:
    """Move the chunks of a clause from one on into another clause."""
    moved = source.chunks[first:]
    source.chunks, into.chunks = source.chunks[:first], into.chunks + moved
    for chunk in moved:
        if chunk.time is not None and chunk.kind == "time":
            source.times = [t for t in source.times if t is not chunk.time]
            into.times.append(chunk.time)
        phrase = chunk.phrase
        if phrase is None:
            continue
        held, to = (source.prepositional, into.prepositional) if phrase.prep else (source.after, into.after)
        if any(p is phrase for p in held):
            held[:] = [p for p in held if p is not phrase]
            to.append(phrase)


def _tells_result(phrase: Phrase) -> bool:
    """Whether a phrase tells dead, hurt or damage («إلى مقتل», «عن وقوع أضرار»)."""
    if phrase.prep == "إلى" and phrase.number is not None and phrase.kind in _COUNTED:
        return True  # «ارتفعت حصيلة المعارك التي … إلى 11 شخصا»
    inner: Phrase | None = phrase
    while inner is not None:
        if inner.kind == "casualty":
            return True
        if inner.event is not None and (inner.event.klass == "casualty" or inner.event.code in DAMAGE):
            return True
        inner = inner.owner if inner.event is not None else None
    return False
