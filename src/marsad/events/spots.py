"""Spots: the places of claims, ready to be compared; how two lie to each other is worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from marsad import resources
from marsad.events.phrases import stems, words
from marsad.geography.geocoder import distance_km
from marsad.model import Place

RANK = {"site": 0, "neighbourhood": 0, "town": 1, "district": 2, "governorate": 3, "country": 4}
_TOWN = RANK["town"]
_SPOT_KM = 2.0  # reach of a place whose radius is not known
_NEAR_KM, _REGION_KM = 4.0, 20.0


class Spot:
    """One place as a call names it. Equal places of a call share one spot, so that what is known of it is known once."""

    __slots__ = ("known", "name", "place", "rank", "sides", "text")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.rank = RANK[place.level] if place.level else _TOWN
        self.text = words(place.span.text)
        self.name = words(place.name_ar) if place.name_ar else self.text
        self.sides = self.text & stems("sides")  # «ريف حلب الشمالي»
        self.known: dict[Spot, str] = {}

    @property
    def in_town(self) -> bool:
        """Whether it is a town or less."""
        return self.rank <= _TOWN


class Spots:
    """The spots of one call."""

    def __init__(self) -> None:
        self._spots: dict[object, Spot] = {}

    def of(self, place: Place | None) -> Spot | None:
        """The spot of a place."""
        if place is None:
            return None
        key = (place.span.text, place.id, place.name_ar, place.level, place.radius_km, place.lat, place.lon,
               place.country, place.admin1)  # fmt: skip
        spot = self._spots.get(key)
        if spot is None:
            spot = self._spots[key] = Spot(place)
        return spot


def relation(a: Spot | None, b: Spot | None) -> str:
    """How two places lie to each other: a sign of `data/events/signs.tsv`."""
    if a is None or b is None:
        return "place:neither" if a is b else "place:one"
    found = a.known.get(b)
    if found is None:
        found = a.known[b] = b.known[a] = f"place:{_relation(a, b)}"
    return found


def wider(a: Spot | None, b: Spot | None) -> bool:
    """Whether the first place holds the second and is larger."""
    if a is None or b is None:
        return False
    if a.text < b.text:
        return True  # «ريف حلب» holds «ريف حلب الغربي»
    return a.rank > b.rank and relation(a, b) in (
        "place:inside-district",
        "place:inside-wide",
        "place:seat-and-division",
    )


def _relation(a: Spot, b: Spot) -> str:
    p, q = a.place, b.place
    if (p.id and p.id == q.id) or a.name == b.name or a.text == b.text:
        if a.sides and b.sides and a.sides.isdisjoint(b.sides):
            return "apart"
        return "same" if a.in_town and b.in_town else "same-area"
    abroad = p.id and q.id and p.country and q.country and p.country != q.country  # «رفح», «رفح المصرية»
    if a.name and b.name and (a.name <= b.name or b.name <= a.name) and not abroad:
        return "name-in-name"
    if _seat(a, b) or _seat(b, a):
        return "seat-and-division"
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return "unknown"
    return _by_distance(a, b, distance_km(p.lat, p.lon, q.lat, q.lon))


def _by_distance(a: Spot, b: Spot, gap: float) -> str:
    """By points and radii; a place that no table knows has the point of the wider place named with it."""
    inside = gap <= max(a.place.radius_km or _SPOT_KM, b.place.radius_km or _SPOT_KM)
    if inside and a.rank != b.rank:
        return "inside-district" if max(a.rank, b.rank) <= RANK["district"] else "inside-wide"
    if inside and (a.place.id is None or b.place.id is None):
        return "unknown"
    if inside and not a.in_town:
        return "overlap"
    return "near" if gap <= _NEAR_KM else "apart" if gap <= _REGION_KM else "far"


def _seat(town: Spot, other: Spot) -> bool:
    """Whether a town bears the name of the division that the other place lies in: «إدلب» may be the governorate."""
    division = other.place.admin1
    if not (town.place.id and division) or division in (town.place.id, other.place.id):
        return False
    return town.place.admin1 == division and town.name in _divisions().get(division, ())


@cache
def _divisions() -> Mapping[str, frozenset[frozenset[str]]]:
    """The names of every division by code."""
    return {
        row["code"]: frozenset(words(name) for name in (row["name_ar"], *resources.split(row["alt_ar"])))
        for row in resources.table("gazetteer/admin.tsv")
        if row["level"] != "country"
    }
