"""Places that a report tells only, or more exactly, behind the deed: «غارة على قرية في محافظة …», then its name."""

from __future__ import annotations

from marsad import ontology
from marsad.model import Place
from marsad.reading.draft import NEAREST, Draft
from marsad.reading.occasion import covers
from marsad.reading.placing import from_afar

_REACH, _REACH_EXACT = 4, 3  # sentences
_WIDE = frozenset({"country", "governorate", "district"})
_EXACT = frozenset({"town", "neighbourhood", "site"})
_SETTLEMENTS = frozenset({"قرية", "بلدة", "مدينة", "حي", "مخيم", "ضيعة"})


def carry_back(drafts: list[Draft]) -> None:
    """Give deeds the places that the details behind them tell."""
    _exact(drafts)
    _ahead(drafts)


def _ahead(drafts: list[Draft]) -> None:
    """A lead that names no place means the place of the details that follow."""
    families = ontology.families()
    for k, draft in enumerate(drafts):
        if draft.place is not None or draft.dropped or from_afar(draft):
            continue
        ahead = [d for d in drafts[k + 1 : k + 1 + NEAREST] if d.place is not None and not d.dropped]
        alike = [d for d in ahead if families[d.type] == families[draft.type] and d.sentence - draft.sentence <= _REACH]
        if alike or ahead:
            draft.place = (alike or ahead)[0].place
            draft.note("place", "carried", (alike or ahead)[0].frame.rule, "from the details that follow")


def _exact(drafts: list[Draft]) -> None:
    """A deed in a nameless village of an area was at the one place there that the deeds of its kind behind it name."""
    families = ontology.families()
    for k, draft in enumerate(drafts):
        wide = draft.place
        if draft.dropped or wide is None or wide.level not in _WIDE or not _nameless(draft):
            continue
        found: dict[str, Place] = {}
        for later in drafts[k + 1 : k + 1 + NEAREST]:
            if later.sentence - draft.sentence > _REACH_EXACT:
                break
            if later.dropped or not later.own_place or later.place is None or later.sentence == draft.sentence:
                continue
            if families[later.type] == families[draft.type]:
                found.setdefault(later.place.id or later.place.span.text, later.place)
        place = next(iter(found.values()), None)
        if place is None or len(found) > 1 or place.level not in _EXACT or not _lies_in(place, wide):
            continue
        for same in drafts:  # what was carried from it as well
            if same is draft or (same.place is wide and not same.own_place):
                same.place = place
                same.note("place", "carried", place.span.text, "more exactly in the details that follow")


def _lies_in(place: Place, wide: Place) -> bool:
    """Whether a place lies in an area; beyond the border of its governorate none does, however near."""
    return covers(wide, place) and not (wide.admin1 and place.admin1 and wide.admin1 != place.admin1)


def _nameless(draft: Draft) -> bool:
    """«قصف قرية في محافظة …»: whether a deed is told to be at one settlement whose name is not told with it."""
    phrases = [*draft.frame.places, *draft.frame.targets]
    return any(
        p.place_head is not None
        and p.place_head.noun in _SETTLEMENTS
        and p.grammatical == "s"
        and not (p.definite or p.suffix or p.place_span or p.members or p.count)
        for p in phrases
    )
