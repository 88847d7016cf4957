"""Participles in the place of a verb: «القوات موجودة على مداخل المدينة», «إيران متورطة في الهجوم»."""

from __future__ import annotations

from marsad.language.ar.lexicon import EventNoun, Valency
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames.roles import add_actor, fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive

_ENDINGS = ("", "ا", "ه", "ين", "ون", "ان", "ات")
_THERE = frozenset(stem + end for stem in ("متمركز", "متواجد", "موجود", "منتشر", "متحصن") for end in _ENDINGS)
_STUCK = frozenset(stem + end for stem in ("عالق", "محتجز") for end in _ENDINGS)  # said of people
_INVOLVED = frozenset(stem + end for stem in ("متورط", "ضالع") for end in _ENDINGS)
# What a speaker says of his own side: «ماض في», «عازم على», «متمسك بـ», «مستعد لـ».
_RESOLVED = {
    stem + end: preps
    for stems, preps in (
        (("ماض", "ماضي"), ("في",)), (("عازم", "مصمم", "حريص"), ("على",)), (("ملتزم", "متمسك"), ("ب",)),
        (("مستعد", "جاهز"), ("ل",)),
    )
    for stem in stems for end in ("", "ه", "ون", "ين")
}  # fmt: skip
_TOLD = _THERE | _STUCK | _INVOLVED | {"و" + word for word in _THERE | _STUCK | _INVOLVED}
_PEOPLE = frozenset({"people", "person-civilian", "relative", "number", "people-adjective"})
_SPOTS = frozenset({"place", "country", "military-post", "structure"})
_INSIDE = frozenset({"في", "ب", "على", "داخل", "قرب"})
_PRESENCE = EventNoun("وجود", "event", "presence", "ongoing", "actor", Valency({}), "m")
_PLEDGE = EventNoun("عزم", "pledge", "statement", "", "none", Valency({}), "m")
_BLAME = EventNoun("تورط", "event", "accusation", "", "target", Valency({}), "m")


def read(state: SentenceFrames, index: int) -> None:
    """The presence or the accusation that a bare participle tells of the phrase before it."""
    words = state.view.vocabulary
    if _TOLD.isdisjoint(words):
        return
    clause = state.clauses[index]
    for k, chunk in enumerate(clause.chunks):
        norm = state.view.norm(chunk.start).removeprefix("و")
        stuck = norm in _STUCK
        body = _body(clause, k, stuck) if stuck or norm in _THERE or norm in _INVOLVED else None
        follow = clause.chunks[k + 1].phrase if k + 1 < len(clause.chunks) else None
        if body is None or follow is None or chunk.end - chunk.start > 1:
            continue
        if norm in _INVOLVED and follow.prep in ("في", "ب"):
            blamed = Frame.of_words(chunk.start, chunk.end, "participle:involved", _BLAME, index, "involved")
            fill(state, blamed, ("target",), body, "who is said to be involved")
            state.frames.append(blamed)
        elif norm not in _INVOLVED and follow.kind in _SPOTS and follow.prep in _INSIDE:
            there = Frame.of_words(chunk.start, chunk.end, "participle:there", _PRESENCE, index, "existence")
            add_actor(state, there, body, "who is there")
            fill(state, there, ("place",), follow, "where it is")
            if there.places:
                state.frames.append(there)
                state.used.add(id(follow))


def resolved(state: SentenceFrames, index: int) -> None:
    """«أكد أن الجيش ماض في ملاحقة الفلول»: what a body is resolved to do, where no event is named."""
    clause = state.clauses[index]
    if clause.link not in ("comp", "sub", "colon", "main") or _RESOLVED.keys().isdisjoint(state.view.vocabulary):
        return
    if any(f.clause == index and f.code and not f.merged for f in state.frames):
        return
    for k, chunk in enumerate(clause.chunks[:-1]):
        follow = clause.chunks[k + 1].phrase
        preps = _RESOLVED.get(state.view.norm(chunk.start), ())
        if follow is not None and follow.prep in preps and chunk.end - chunk.start == 1:
            entry = _PLEDGE
            frame = Frame.of_words(chunk.start, chunk.end, "participle:resolved", entry, index, "resolved")
            frame.status = "happened"
            state.frames.append(frame)
            return


def _body(clause: Clause, k: int, stuck: bool) -> Phrase | None:
    """Of whom a participle is told: the phrase before it, else the subject or antecedent of its clause."""
    kinds = _PEOPLE if stuck else frozenset()
    own = next((c.phrase for c in reversed(clause.chunks[:k]) if c.phrase is not None), None)
    for phrase in (own, clause.antecedent if clause.link == "rel" else None, clause.subject):
        if phrase is not None and (phrase.kind in kinds or agentive(phrase)):
            return phrase
    return None
