"""Which of the places of one name a string means; none where nothing decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from marsad.geography.expressions import Part
from marsad.geography.gazetteer import Gazetteer, GazetteerPlace
from marsad.geography.geocoder import Anchor, Surroundings, distance_km, rank
from marsad.geography.spelling import loose
from marsad.language.ar.script import normal

_APART_KM = 25  # namesakes nearer to each other than this need no decision
_KNOWN = 5000  # people; a place of this size outranks villages of its name
_CITY = 20_000  # people; a place of this size outranks any number of villages
_COMMON = 3  # namesakes that make a name say nothing without its governorate
_MANY = 6  # more namesakes than this make any choice a guess
_OUTRANKS = 5  # times the people of the next
_OUTRANKS_ABROAD = 20  # where no country is named
_SURE = 1.05  # how much better the best of several namesakes must fit
_SPELT = 1.5  # what a place whose name is written otherwise is behind one that is called as the string says
_SEAT_KM = 30.0  # how far the seat of a district may lie from its middle
_SEAT = 10_000  # how well known the seat of a district is, in people
_VILLAGES = frozenset({"قرية", "بلدة", "ضيعة"})

Ranked = list[tuple[float, GazetteerPlace]]


class Evidence(NamedTuple):
    """What a string, a report or a caller tells of where a place lies."""

    anchors: Sequence[Anchor]
    divisions: frozenset[str]  # codes of the governorates and districts named
    around: Surroundings

    @property
    def says_where(self) -> bool:
        """Whether anything but the country is told."""
        return bool(self.anchors or self.divisions or self.around.points)


def pick(
    gazetteer: Gazetteer, part: Part, named: str, evidence: Evidence, reasons: list[str]
) -> tuple[GazetteerPlace, float] | None:
    """The place of a part and how well it fits; None where namesakes lie apart and nothing decides between them.

    Args:
        gazetteer: the tables.
        part: the name with the places that bear it.
        named: the name as reasons print it.
        evidence: what is told besides.
        reasons: the reasons so far; those of this decision are added.
    """
    head = part.head
    level = head.level if head is not None and head.klass == "place-head" and head.level else ""
    found = part.found
    if head is not None and head.noun in _VILLAGES:
        found = [p for p in found if p.level not in ("neighbourhood", "site")]
    inside = [p for p in found if p.admin1 in evidence.divisions or p.admin2 in evidence.divisions]
    if inside and len(inside) < len(found):
        reasons.append(f"{named}: {len(inside)} of them in the division that is named")
        found = inside
    ranked = rank(found, evidence.anchors, evidence.around, level)
    if not ranked:
        reasons.append(f"{named}: contradicts what is named with it")
        return None
    fame = {place.id: _fame(place, found) for _, place in ranked}
    ranked = _as_written(ranked, part.form, fame)
    score, chosen = ranked[0]
    known = max(ranked, key=lambda r: fame[r[1].id] if r[0] > score - 1 else -1)
    if not level and known[1] is not chosen and _outranks(known[1], ranked, fame):
        score, chosen = known
    if _unsupported(part, chosen) and not evidence.says_where:
        reasons.append(f"{named}: {chosen.id} stands in an imported table alone, and nothing says that it is meant")
        return None
    rival = next((r for r in ranked if r[1] is not chosen and _apart(r[1], chosen)), None)
    if part.how == "slip" and rival is not None:
        reasons.append(f"{named}: several places one slip away")
        return None
    if rival is not None and score - rival[0] < _SURE and not _outranks(chosen, ranked, fame):
        listed = [r for r in ranked if r[1].id in gazetteer.by_id]
        if len(listed) == 1 and len(ranked) <= _MANY and not _spelt_otherwise(listed[0][1], part.form):
            # the embedded table holds what conflict reports name; the imported ones hold every hamlet
            reasons.append(f"{named}: the one of {len(ranked)} namesakes in the embedded table")
            return listed[0][1], listed[0][0]
        reasons.append(f"{named}: namesakes, nothing decides between {chosen.id} and {rival[1].id}")
        return None
    reasons.append(f"{named}: {chosen.id} {chosen.name_en or chosen.name_ar}, score {score:.2f}")
    return chosen, score


def _as_written(ranked: Ranked, form: str, fame: dict[str, int]) -> Ranked:
    """The places by how well they fit, those that are called as the string says before lesser ones spelt otherwise."""
    if len(ranked) < 2:
        return ranked
    called = [fame[p.id] for _, p in ranked if not _spelt_otherwise(p, form)]
    if not called or len(called) == len(ranked):
        return ranked
    most = max(called)
    return sorted(
        ((score - _SPELT * (fame[p.id] <= most and _spelt_otherwise(p, form)), p) for score, p in ranked),
        key=lambda r: -r[0],
    )


def _spelt_otherwise(place: GazetteerPlace, form: str) -> bool:
    """Whether a string writes the name of a place otherwise: with or without its article, with ا for ة."""
    name = normal(place.name_ar)
    return name.replace(" ", "") != form.replace(" ", "") and loose(name) == loose(form)


def _fame(place: GazetteerPlace, namesakes: Sequence[GazetteerPlace]) -> int:
    """About how many people know a place by its bare name; the seat of a district is known in all of it."""
    if place.level != "town":
        return place.prominence
    for district in namesakes:
        if district.level == "district" and district.country == place.country:
            gaps = {
                town.id: distance_km(town.lat, town.lon, district.lat, district.lon)
                for town in namesakes
                if town.level == "town"
            }
            if gaps[place.id] <= _SEAT_KM and gaps[place.id] == min(gaps.values()):
                return max(place.prominence, _SEAT)
    return place.prominence


def _unsupported(part: Part, chosen: GazetteerPlace) -> bool:
    """Whether a place of an imported table is no more than one of many that its bare name may mean.

    A full table holds every hamlet and quarter. One that is spelt otherwise was right in 23 of 100 strings, a quarter
    in 33, a village called by one noun with its article in 61, one that is called otherwise as the string says in 80.
    """
    if not chosen.imported or (part.head is not None and part.head.level == chosen.level):
        return False
    noun = part.form.startswith("ال") and " " not in part.form
    return (
        noun
        or chosen.level in ("site", "neighbourhood")
        or part.how == "spelling"
        or _spelt_otherwise(chosen, part.form)
    )


def _apart(place: GazetteerPlace, chosen: GazetteerPlace) -> bool:
    """Whether a namesake is another place altogether, not the seat of a division or the division of a seat."""
    gap = distance_km(place.lat, place.lon, chosen.lat, chosen.lon)
    wide = max(p.radius_km for p in (place, chosen))
    return gap > (max(_APART_KM, 1.5 * wide) if place.level in ("governorate", "district", "country") else _APART_KM)


def _outranks(chosen: GazetteerPlace, ranked: Ranked, fame: dict[str, int]) -> bool:
    """Whether a place is so much better known than its namesakes that a bare name means it."""
    if chosen.level in ("governorate", "country"):
        return True
    others = [p for _, p in ranked if p is not chosen]
    own = fame[chosen.id]
    if (
        own < _CITY
        and sum(p.country == chosen.country and p.level in ("town", "neighbourhood") for p in others) >= _COMMON
    ):
        return False
    return own >= _KNOWN and all(
        fame[p.id] * (_OUTRANKS if p.country == chosen.country else _OUTRANKS_ABROAD) < own
        for p in others
        if p.level in ("town", "neighbourhood", "site")
    )
