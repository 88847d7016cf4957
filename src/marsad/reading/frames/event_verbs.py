"""Verbs that evoke an event by themselves: «قصف الطيران البلدة», «قُتل ثلاثة»."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.frame import Frame
from marsad.reading.frames import speech
from marsad.reading.frames.codes import ABSORBED, CASUALTY
from marsad.reading.frames.roles import add_patient, fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase

_CARRIED = frozenset({"weapon", "explosive", "air-platform", "actor", "vehicle"})
# What a pronoun behind a verb of violence can stand for.
_VICTIMS = frozenset("place person-civilian person-armed vehicle structure military-post people relative".split())


def event(state: SentenceFrames, index: int, entry: VerbFrame) -> None:
    """The frame of a verb that evokes an event, where its subject is not itself the event."""
    clause = state.clauses[index]
    use, verb, subject = clause.use, clause.verb, clause.subject
    assert use is not None
    assert verb is not None
    deed = state.event_of(subject)
    if not verb.passive and _joins_deed(state, index, entry, deed):
        return
    held_by = clause.antecedent if clause.link == "rel" and entry.code == "control" else None
    if held_by is not None and held_by.kind != "place":
        return  # «المواقع التي تسيطر عليها الحكومة» names whose they are
    frame = state.add_of_verb(index, entry, entry.code)
    frame.passive = verb.passive
    if verb.passive:
        if subject is not None:
            _object(state, frame, entry, subject)
    else:
        if deed is not None and subject is not None and "event" not in entry.subject:
            frame.causes.append(subject)
            frame.actors += deed.actors
        elif subject is not None:
            fill(state, frame, entry.subject, subject, "subject of " + entry.lemma)
        if use.suffix and not clause.objects and clause.link != "rel":
            _pronoun_object(state, index, frame, entry)
        for phrase in clause.objects:
            _object(state, frame, entry, phrase)
    if entry.klass == "speech":
        speech.topics(state, frame, clause)


def _joins_deed(state: SentenceFrames, index: int, entry: VerbFrame, deed: Frame | None) -> bool:
    """«القصف استهدف القرية», «هجوم أصاب المبنى»: the noun stays the event and takes the objects of the verb."""
    clause = state.clauses[index]
    if deed is not None and (entry.code in ABSORBED or entry.klass == "casualty"):
        why = "verb of an event noun: "
        deed.marks.add(f"absorbed:{entry.lemma}")
    elif clause.link == "rel" and entry.code in ABSORBED:
        why = "verb of its means: "
        deed = _carrier(state, clause.subject)
    else:
        return False
    if deed is None:
        return False
    for phrase in clause.objects:
        _object(state, deed, entry, phrase)
    deed.add_times(clause.times)
    deed.note("claim", "taken", entry.lemma, why + entry.name)
    state.of_clause[index] = deed
    return True


def _carrier(state: SentenceFrames, phrase: Phrase | None) -> Frame | None:
    """The attack whose means a phrase is («قصف بطائرة استهدفت …»)."""
    if phrase is None or phrase.kind not in _CARRIED:
        return None
    for frame in reversed(state.frames):
        if (
            any(phrase is m for m in (*frame.means, *frame.actors))
            and frame.phrase is not None
            and frame.klass == "event"
            and frame.merged is None
        ):
            return frame
    return None


def _pronoun_object(state: SentenceFrames, index: int, frame: Frame, entry: VerbFrame) -> None:
    """«استهدفها», «فقتلوه»: the object was named before; here the last thing that could be it."""
    for clause in reversed(state.clauses[: index + 1]):
        for phrase in reversed(clause.phrases()):
            if phrase.start < frame.head and phrase.kind in _VICTIMS:
                fill(state, frame, entry.object or ("target",), phrase, "pronoun")
                return


def _object(state: SentenceFrames, frame: Frame, entry: VerbFrame, phrase: Phrase) -> None:
    topic = state.event_of(phrase)
    if topic is not None:
        if topic.klass == "casualty" and frame.klass != "speech":
            topic.merge_into(frame, "toll in the object")
    elif entry.klass == "casualty" or (frame.code in CASUALTY and entry.klass != "event"):
        for member in phrase.all():
            add_patient(state, frame, member, CASUALTY.get(frame.code, ""))
    else:
        fill(state, frame, entry.object or ("target",), phrase, "object of " + entry.lemma)
