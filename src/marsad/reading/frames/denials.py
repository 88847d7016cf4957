"""Denials that point at a deed told before: «نفت موسكو مسؤوليتها», «لكن الجيش نفى ذلك», «لا علاقة لنا بالهجوم»."""

from __future__ import annotations

from marsad.language.ar.lexicon import EventNoun, Valency, VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames.sentence import SentenceFrames

# What a body denies to have had in a deed, and what else is denied of one: starts of normal forms without article.
_PARTS = ("مسؤولي", "ضلوع", "تورط", "علاق", "صله", "صلت", "دور", "مشارك", "وقوف")
_CHARGES = ("اتهام", "تهم", "مزاعم", "زعم", "ادعاء", "انباء", "نبا", "خبر", "اخبار", "روايه", "شايع", "شائع", "اشاع", "معلومات", "تقارير")  # fmt: skip
_IT = frozenset({"ذلك", "هذا", "الامر"})
_TIES = frozenset({"علاقه", "صله", "دخل", "يد", "دور"})
_ANSWERABLE = frozenset(p + w for p in ("", "ب") for w in ("مسؤول", "مسؤوله", "مسؤولين", "مسئول", "مسئوله", "مسئولين"))
_NOT = frozenset({"غير", "ليس", "ليست", "لسنا", "ليسوا"})
_BEHIND = 2  # clauses: the verb's own and that of «أن يكون له دور»
_NO_TIE = EventNoun("نفي", "event", "", "not-happened", "none", Valency({}), "m")


def read(state: SentenceFrames, index: int) -> None:
    """The frame of a denial in a clause, with the bare deed that it names («ضلوعها في المجزرة») merged into it."""
    clause = state.clauses[index]
    entry = _denying(clause)
    if entry is None:
        tie = _no_tie(state, clause)
        if tie:
            frame = Frame(tie - 1, tie - 1, tie + 1, "noun:نفي", "denial", "", "denial", index, _NO_TIE)
            state.frames.append(frame)
            _take(state, frame, {"own part"}, behind=[index])
        return
    behind = [index]
    while len(behind) < _BEHIND and behind[-1] + 1 < len(state.clauses):
        if state.clauses[behind[-1] + 1].link != "comp":
            break
        behind.append(behind[-1] + 1)
    denied = _denied(state, clause, behind)
    if denied:
        _take(state, state.add_of_verb(index, entry, "denial"), {denied}, behind=behind)


def _denying(clause: Clause) -> VerbFrame | None:
    """The frame of a verb that does nothing but deny."""
    if clause.verb is None or clause.use is None or clause.verb.passive or clause.negation is not None:
        return None
    return next((f for f in clause.use.frames if f.says == "deny" and not f.code), None)


def _denied(state: SentenceFrames, clause: Clause, behind: list[int]) -> str:
    """What is denied: an own part in a deed, the news of it, or "it"; empty where it is something else."""
    view = state.view
    assert clause.verb is not None
    assert clause.use is not None
    if clause.use.suffix:
        return "it"  # «وهو ما نفته الحركة»
    first = clause.verb.end
    if clause.subject is not None and clause.subject.start == first:
        first = clause.subject.end  # «مسؤول العلاقات»
    last = behind[-1] + 1  # «صحة الأنباء التي تتحدث عن سقوط المدينة»
    within = [*behind, last] if last < len(state.clauses) and state.clauses[last].link == "rel" else behind
    deeds = [f.head for f in state.frames if f.clause in within and f.code and f.klass not in ("speech", "denial")]
    for i in behind:
        for k in range(max(state.clauses[i].chunks[0].start, first), state.clauses[i].chunks[-1].end):
            norm = view.norm(k).removeprefix("ال")
            if k in deeds:
                return ""
            if norm.startswith(_PARTS):
                return "own part"
            if view.norm(k) in _IT or norm.startswith(_CHARGES):
                if any(head > k for head in deeds):
                    return ""  # «صحة الأنباء عن سقوط المدينة»
                return "it" if view.norm(k) in _IT else "news"
    return ""


def _no_tie(state: SentenceFrames, clause: Clause) -> int:
    """The token of a tie that there is not («لا علاقة للحركة بالهجوم»); 0 where nothing of the kind is said."""
    view = state.view
    if not _ANSWERABLE.isdisjoint(view.vocabulary):
        for k in range(clause.chunks[0].start, clause.chunks[-1].end) if clause.chunks else ():
            if view.norm(k) in _ANSWERABLE and view.norm(k - 1) in _NOT and view.norm(k + 1) == "عن":
                return k  # «إنها غير مسؤولة عن الهجوم»
    if _TIES.isdisjoint(view.vocabulary):
        return 0
    for chunk in clause.chunks:
        k = chunk.end if chunk.kind == "neg" else chunk.start + 1  # «لا علاقة لها» is one cue
        if chunk.kind in ("neg", "cue") and k + 1 < len(view.tokens) and view.norm(chunk.start).lstrip("و") == "لا":
            if view.norm(k) in _TIES and view.norm(k + 1).startswith("ل"):
                return k
    return 0


def _take(state: SentenceFrames, frame: Frame, marks: set[str], behind: list[int]) -> None:
    """Let a denial stand for the deed that it names, unless that is told with a place or an object of its own."""
    frame.klass, frame.status = "denial", "not-happened"
    frame.marks |= marks
    for other in state.frames:
        if other is frame or other.merged is not None or other.clause not in behind or other.head < frame.head:
            continue
        if not other.code:
            other.dropped = "what is denied of a deed"
        elif other.klass in ("event", "reference"):
            if other.places or other.targets or other.patients:
                other.status = "" if frame.verb is not None else "not-happened"  # of a verb the voice denies
                other.start, other.dropped = frame.start, ""
                other.marks |= frame.marks & {"own part"}
                frame.dropped = "the deed that is denied is told"
                return
            frame.code = other.code
            other.merge_into(frame, "the deed that is denied")
