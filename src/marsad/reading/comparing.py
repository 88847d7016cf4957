"""Two drafts side by side: one place, one day, one doer, one deed told on."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Mention
from marsad.reading.draft import Draft
from marsad.reading.occasion import covers

_STATE = frozenset({"state-forces", "police"})


def same_place(a: Draft, b: Draft) -> bool:
    """Whether both have a place and it is the same one."""
    if a.place is None or b.place is None:
        return False
    if a.place.id and b.place.id:
        return a.place.id == b.place.id
    return a.place.span.text.strip() == b.place.span.text.strip()


def within(draft: Draft, earlier: Draft) -> bool:
    """Whether a deed told again is placed more exactly: inside the town told first."""
    inner, outer = draft.place, earlier.place
    if draft.type != earlier.type or inner is None or outer is None or inner.level not in ("site", "neighbourhood"):
        return False
    return outer.level in ("town", "district") and covers(outer, inner)


def other_day(a: Draft, b: Draft) -> bool:
    """Whether both say when they were and these are different days: no retelling then."""
    if (
        not (a.frame.times and b.frame.times)
        or a.time is None
        or b.time is None
        or a.time.start is None
        or b.time.start is None
    ):
        return False
    return (a.time.end or a.time.start) < b.time.start or (b.time.end or b.time.start) < a.time.start


def shares_side(a: Draft, b: Draft) -> bool:
    """Whether one doer did both, or in sentences side by side one side («غارات إسرائيلية», «الجيش الإسرائيلي ضرب …»)."""
    beside = abs(a.sentence - b.sentence) <= 1
    return any(
        (beside and m.side is not None and m.side == n.side) or (m.id == n.id if m.id else m.span.text == n.span.text)
        for m in a.actors
        for n in b.actors
    )


def pointed(draft: Draft) -> bool:
    """«هذا القصف»: whether a demonstrative points back."""
    phrase = draft.frame.phrase
    return phrase is not None and bool(draft.view.words[phrase.start].tags & {"dem"})


def several(draft: Draft) -> bool:
    """Whether an event noun names more than one deed."""
    phrase = draft.frame.phrase
    return phrase is not None and (phrase.grammatical in ("p", "d", "dp") or phrase.number is not None)


def goes_on(draft: Draft, earlier: Draft) -> bool:
    """Whether a speaker goes on with what he told in the sentence before."""
    same = draft.type == earlier.type and draft.sentence - earlier.sentence == 1
    return same and bool(draft.voices) and draft.told_by_voice_of(earlier)


def own_side(hit: Sequence[Mention], doers: Sequence[Mention]) -> bool:
    """Whether forces of the state would have struck forces of the same state: those who were hit did not do it."""
    return any(
        a.kind in _STATE and b.kind in _STATE and (a.side == b.side or not (a.side and b.side))
        for a in hit
        for b in doers
    )
