"""Speech acts: the noun that tells which one it is, and pledges without an event."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames.sentence import SentenceFrames


def topics(state: SentenceFrames, frame: Frame, clause: Clause) -> None:
    """«عبر عن قلقه», «أبدى استنكاره»: the noun tells which speech act it is."""
    roles = frame.entry.preps.roles
    for phrase in (*clause.objects, *(p for p in clause.prepositional if "topic" in roles.get(p.prep, ()))):
        topic = state.event_of(phrase) or state.event_of(phrase.owner)  # «على ضرورة انسحاب …»
        if topic is None:
            continue
        frame.topics.append(topic)
        if topic.klass == "speech" and frame.code == "statement" and topic.merged is None:
            refused = isinstance(frame.entry, VerbFrame) and frame.entry.says == "deny"  # «رفض الدعوة»
            frame.code = frame.code if refused else topic.code or frame.code
            topic.merge_into(frame, "topic of the speech act")


def pledge(state: SentenceFrames, index: int) -> None:
    """«قال المتحدث إن القوات لن تنسحب»: what a speaker says will or will not be, where no event is named."""
    clause = state.clauses[index]
    use, negation = clause.use, clause.negation
    if use is None or clause.link != "comp" or any(f.clause == index and f.code for f in state.frames):
        return
    never = negation is not None and negation.text.endswith("لن")
    if not (never or use.future) or clause.verb is None or clause.klass("speech", "casualty"):
        return
    frame = state.add_of_verb(index, clause.frame or clause.frames()[0], "statement")
    frame.klass, frame.rule, frame.status = "pledge", "verb:pledge", "happened"
    frame.start = negation.start if never and negation is not None else frame.start
