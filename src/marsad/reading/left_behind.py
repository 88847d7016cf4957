"""Objects of a main verb that stand behind a clause on its subject («دمرت غارة نفذها الجيش خمسة زوارق»)."""

from __future__ import annotations

from marsad.reading.clauses import Clause, append
from marsad.reading.phrase import Phrase, agentive

_ARMS = frozenset({"weapon", "explosive", "air-platform"})
_LED = frozenset({"في", "ب", "cause", "خلال"})
_UNCLEAR = frozenset({"name", "unknown"})  # more likely the rest of a name


def with_objects_back(clauses: list[Clause]) -> list[Clause]:
    """The same clauses; where the verb of a clause on the subject has its pronoun, its second object is the main verb's."""
    for clause in clauses:
        left = _left_over(clauses, clause) or _left_by_source(clauses, clause)
        if left is not None:
            _move(clause, clauses[clause.parent], left)
    for main, source, behind in zip(clauses, clauses[1:], clauses[2:], strict=False):
        first = behind.phrases()[0] if behind.phrases() else None
        set_off = source.link == "source" and behind.verb is None and behind.link == "and" and main.klass("casualty")
        if set_off and first is not None and first.event is not None and first.prep in _LED:
            _move(behind, main, first)  # «قتل خمسة، بحسب المرصد، في قصف على …»
    return clauses


def _left_over(clauses: list[Clause], clause: Clause) -> Phrase | None:
    """What stands behind the doer in a clause whose object is the pronoun, where the main verb awaits an object."""
    if clause.link != "rel" or clause.use is None or not clause.use.suffix or len(clause.after) < 2:
        return None
    main, strike, left = clauses[clause.parent], clause.antecedent, clause.after[1]
    if clause.parent < 0 or strike is None or not (strike.event is not None or strike.kind in _ARMS):
        return None
    if main.use is None or main.use.suffix or not any(f.object for f in main.frames()):
        return None
    single = len(main.after) == 1 and main.after[0] is strike
    return left if single and not left.conj and left.kind not in _UNCLEAR else None


def _left_by_source(clauses: list[Clause], clause: Clause) -> Phrase | None:
    """«هاجم الحوثيون بحسب سكاي نيوز مواقع …», «قتل ستة، بحسب المرصد، في قصف»: what follows a source put in between."""
    if clause.link != "source" or clause.parent < 0 or len(clause.phrases()) < 2:
        return None
    main, (speaker, left) = clauses[clause.parent], clause.phrases()[:2]
    if main.use is None or left.conj or left.kind in _UNCLEAR or not speaker.kind:
        return None
    if left.event is not None and left.prep:
        told = main.klass("casualty") and left.prep in _LED and left.event.klass == "event"
        said = main.klass("speech") and any("event" in f.preps.roles.get(left.prep, ()) for f in main.frames())
        return left if told or said else None
    frames = [f for f in main.frames() if f.klass != "speech"]
    if main.use.suffix or not any(f.object for f in frames):
        return None
    alone = len([p for p in main.after if not p.conj]) == 1 and agentive(main.after[0])
    return left if alone and not left.prep and left.event is None else None


def _move(clause: Clause, main: Clause, left: Phrase) -> None:
    """Put a phrase and all that stands behind it into the main clause."""
    at = next(i for i, c in enumerate(clause.chunks) if c.phrase is left)
    moved, clause.chunks = clause.chunks[at:], clause.chunks[:at]
    gone = {id(c.phrase) for c in moved}
    clause.after = [p for p in clause.after if id(p) not in gone]
    clause.prepositional = [p for p in clause.prepositional if id(p) not in gone]
    times = {id(c.time) for c in moved}
    clause.times = [t for t in clause.times if id(t) not in times]
    for chunk in moved:
        append(main, chunk)
