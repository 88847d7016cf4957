"""Verbal nouns without an actor take that of their clause: «نفذت القوات عملية … بعد تطويق البلدة»."""

from __future__ import annotations

from marsad.language.ar.lexicon import EventNoun
from marsad.reading.frame import Frame
from marsad.reading.frames.roles import add_actor
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive

_LED = frozenset({"بعد", "ب", "عبر", "خلال", "من", ""})


def carry(state: SentenceFrames) -> None:
    """Give an actor to the verbal nouns that have none."""
    for frame in state.frames:
        phrase = frame.phrase
        if frame.merged or frame.dropped or frame.actors or phrase is None or frame.klass != "event":
            continue
        owner = _pronoun_owner(state, frame, phrase)
        if owner is not None:
            add_actor(state, frame, owner, "pronoun of the verbal noun")
        elif phrase.prep in _LED and not (phrase.definite and phrase.owner is None):
            _share(state, frame, phrase)


def _pronoun_owner(state: SentenceFrames, frame: Frame, phrase: Phrase) -> Phrase | None:
    """«أعلنت قسد سيطرتها على …»: the pronoun is the subject of the clause or of one before it."""
    entry = frame.entry
    if not phrase.suffix or not isinstance(entry, EventNoun) or entry.genitive not in ("actor", "auto", "place"):
        return None
    subjects = (c.subject for c in reversed(state.clauses[: frame.clause + 1]))
    return next((s for s in subjects if s is not None and agentive(s)), None)


def _share(state: SentenceFrames, frame: Frame, phrase: Phrase) -> None:
    """«… بعد تطويق البلدة ومداهمة المنازل»: the actors of the deed before it in the clause."""
    phrases = state.clauses[frame.clause].phrases()
    joined = any(phrase is m for p in phrases for m in p.members)
    if not (phrase.prep or joined) or frame.code in ("presence", "displacement", "protest"):
        return
    before = (f for f in state.frames if f.clause == frame.clause and f is not frame and f.head < frame.head)
    main = next((f for f in before if f.actors and f.klass == "event"), None)
    if main is not None and phrases:
        frame.actors += main.actors
        frame.note("actors", "carried", "", "subject of the clause")
