"""Those who are gathered and struck: «قصفت تجمعا للجنود», «غارة على تجمعات المسلحين» tell a target, no other event."""

from __future__ import annotations

from marsad.reading.clauses import Clause
from marsad.reading.frames.codes import ABSORBED
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase

_GATHERED = frozenset({"تجمع", "تمركز", "تحشد", "تحشيد"})
_AIMED = frozenset({"على", "ل", "نحو", "إلى"})


def read(state: SentenceFrames) -> None:
    """Make groups of the gatherings of each clause that a strike was aimed at."""
    if any(u.entry.noun in _GATHERED for word in state.view.words for u in word.events):
        for index in range(len(state.clauses)):
            _read(state, index)


def _read(state: SentenceFrames, index: int) -> None:
    phrases = state.clauses[index].phrases()
    for k, phrase in enumerate(phrases):
        for member in phrase.all():
            gathered = _struck(state.clauses[index], phrases[:k], member)
            if gathered is None:
                continue
            gathered.kind, gathered.event = "group", None
            follow = phrases[k + 1] if k + 1 < len(phrases) else None
            if gathered.owner is None and follow is not None and follow.prep == "ل" and follow.start <= phrase.end + 1:
                gathered.owner, gathered.own_end = follow, max(gathered.own_end, follow.own_end)
                state.used.add(id(follow))


def _struck(clause: Clause, before: list[Phrase], phrase: Phrase) -> Phrase | None:
    """The gathering that a phrase holds, where the verb, a deed before it or the deed it belongs to is a strike."""
    inner = phrase.owner
    if phrase.event is not None and phrase.event.code in ABSORBED:
        return inner if inner is not None and _is_gathering(inner) else None
    if not _is_gathering(phrase):
        return None
    strikes = any(f.code in ABSORBED for f in clause.frames()) and any(phrase is p for p in clause.after)
    aimed = phrase.prep in _AIMED and any(p.event is not None and p.event.code in ABSORBED for p in before)
    aimed = aimed or (phrase.prep in _AIMED and any(f.code in ABSORBED for f in clause.frames()))
    return phrase if strikes or aimed else None


def _is_gathering(phrase: Phrase) -> bool:
    return phrase.event is not None and phrase.event.noun in _GATHERED
