"""«خرج المئات في البصرة مطالبين …», «نزل الأهالي إلى الساحات تنديدا بـ…»: why a crowd goes out makes it a protest."""

from __future__ import annotations

from marsad.reading.frames.roles import fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.selection import fits

_GOING_OUT = frozenset({"خرج", "نزل", "تدفق", "سار", "توافد"})
_MOTIVES = frozenset("رفضا احتجاجا تنديدا استنكارا تضامنا للمطالبه للتنديد للاحتجاج".split())
_CALLING = frozenset({"demand", "condemnation"})
_CROWD = frozenset({"people", "person-civilian", "number", "relative", "people-adjective"})


def read(state: SentenceFrames, index: int) -> None:
    """The protest of a clause in which a crowd goes out for a cause, where no other word tells it."""
    clause = state.clauses[index]
    if clause.use is None or clause.use.lemma not in _GOING_OUT or clause.negation is not None:
        return
    crowd = clause.subject
    if crowd is None or crowd.kind not in _CROWD or not fits(("crowd",), crowd) or state.of_clause.get(index):
        return
    if not (_moved(state, index) or _calling(state, index)):
        return
    if any(p.event is not None and p.event.code == "protest" and p.prep in ("في", "ب") for p in clause.prepositional):
        return  # «خرجوا في وقفة احتجاجية»
    frame = state.add_of_verb(index, clause.frames()[0], "protest")
    frame.klass, frame.rule = "event", "verb:march"
    fill(state, frame, ("actor",), crowd, "who goes out")
    for phrase in clause.prepositional:
        if phrase.prep in ("في", "أمام", "قرب", "إلى", "ب") and phrase.kind in ("place", "structure", "country"):
            fill(state, frame, ("place",), phrase, "where they go out")


def _moved(state: SentenceFrames, index: int) -> bool:
    """Whether the clause tells a motive of protest («احتجاجا على», «للمطالبة بـ»)."""
    return any(state.view.norm(p.start) in _MOTIVES for p in state.clauses[index].phrases())


def _calling(state: SentenceFrames, index: int) -> bool:
    """Whether they go out with demands or condemning («مطالبين», «منددين»)."""
    if index + 1 >= len(state.clauses) or state.clauses[index + 1].link != "part":
        return False
    return any(f.code in _CALLING for f in state.clauses[index + 1].frames())
