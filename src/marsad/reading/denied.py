"""The deed that a denial means, among those told before it."""

from __future__ import annotations

from collections.abc import Sequence

from marsad import ontology
from marsad.reading.draft import NEAREST, Draft
from marsad.reading.frame import Frame

_REACH, _REACH_OF_PLACE = 3, 6  # sentences
_WORD, _HIT = 1, 2  # how much a denial repeats of the deed: the word for it, what was hit
_HELD = frozenset({"happened", "ongoing"})
_CHARGES = frozenset({"accusation", "condemnation", "demand", "warning"})
_BEFOREHAND = frozenset({"بعد", "عقب"})  # «أعلن السيطرة على … بعد معارك»
_VICTIMS = frozenset({"civilians", "person"})
_VIOLENT = frozenset({"battle", "remote", "civilians"})


def deed_of(frame: Frame, sentence: int, told: Sequence[Draft]) -> Draft | None:
    """The last deed told before a denial that it can mean; of coordinated places the first."""
    families = ontology.families()
    found: Draft | None = None
    beforehand: Draft | None = None  # told as what went before: denied only where its sentence tells nothing else
    for draft in reversed(told[-NEAREST:]):
        if sentence - draft.sentence > _REACH or (beforehand is not None and draft.sentence != beforehand.sentence):
            break
        if found is not None:
            if draft.frame is not found.frame:
                break
            found = draft
            continue
        if draft.sentence == sentence and draft.type in _CHARGES and "it" in frame.marks:
            return None  # «يتهمون أنقرة بأنها تغض النظر، وهو ما تنفيه»: what is denied is no deed
        if draft.dropped or draft.status == "not-happened" or draft.type in ontology.SPEECH | ontology.STATES:
            continue
        if frame.code in families and not _alike(families[frame.code], families[draft.type]):
            continue
        if draft.frame.phrase is not None and draft.frame.phrase.prep in _BEFOREHAND:
            beforehand = beforehand or draft
            continue
        found = draft
    return found or beforehand


def _alike(first: str, second: str) -> bool:
    return first == second or {first, second} <= _VIOLENT


def fill(drafts: list[Draft], deed: Draft | None) -> list[Draft]:
    """Give a denial the type and the slots of the deed that it means; who denies his part is its actor already."""
    if deed is None:
        return drafts
    draft = drafts[0]
    draft.type = deed.type
    draft.place, draft.own_place = deed.place, False
    draft.time = draft.time or deed.time
    # what was hit, not who is said to have died there
    draft.targets = draft.targets or [t for t in deed.targets if t.kind not in _VICTIMS]
    if not ("own part" in draft.frame.marks and draft.actors):
        draft.actors = list(deed.actors) or draft.actors
    draft.note("claim", "carried", deed.type, "the deed told before that is denied")
    return drafts


def place(new: list[Draft], before: list[Draft], first: int) -> None:
    """«ونفى … أن تكون المدفعية قد استهدفت أي سوق»: what is denied was said to be where the deed was that it denies.

    Args:
        first: the token of the first place that the sentence names; what is denied behind it must be what was hit.
    """
    for draft in new:
        if draft.status != "not-happened" or draft.place is not None or draft.type in ontology.SPEECH | ontology.STATES:
            continue
        told = [d for d in (*before[-NEAREST:], *new) if _may_answer(draft, d)]
        deed = max(told, key=lambda d: (_likeness(draft, d), d.sentence, d.frame.head), default=None)
        least = _HIT if first < draft.frame.head else _WORD
        if deed is not None and deed.place is not None and _likeness(draft, deed) >= least:
            draft.place = deed.place
            draft.note("place", "carried", deed.place.span.text, "where the deed was that is denied")


def _may_answer(no: Draft, yes: Draft) -> bool:
    """Whether somebody else told of a deed that may be the one denied."""
    families = ontology.families()
    near = yes.sentence == no.sentence or 0 < no.sentence - yes.sentence <= _REACH_OF_PLACE
    if yes.place is None or yes.dropped or yes.status not in _HELD or not near or yes.frame is no.frame:
        return False
    return yes.voice_key != no.voice_key and _alike(families[yes.type], families[no.type])


def _likeness(no: Draft, yes: Draft) -> int:
    """How much a denial repeats of a deed: what was hit, the word for it."""
    return _HIT * bool(_hit(no) & _hit(yes)) + _WORD * (no.frame.entry_lemma() == yes.frame.entry_lemma())


def _hit(draft: Draft) -> set[str]:
    return {p.entry.noun for p in (*draft.frame.targets, *draft.frame.places) if p.entry is not None}
