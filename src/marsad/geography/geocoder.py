"""Which of several places of one name is meant, and how far off its point may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from marsad.geography.gazetteer import GazetteerPlace

_LEVEL_RANK = {"site": 0, "neighbourhood": 1, "town": 2, "district": 3, "governorate": 4, "country": 5}
_REACH_KM = {"country": 900, "governorate": 160, "district": 60}  # how far inside a wider place may lie from its point
_FAR_KM = 350  # a small place farther than this from all else that a report names is a namesake of the one meant
_NEAR_KM = 100
_METROPOLIS = 1_000_000  # people
_MAJOR = 150_000  # people; a city of this size may be named in reports from anywhere
_HAMLET = 0.75  # what a row of an imported table is behind one of the embedded, which has what reports name
_OWN = 1.0  # what a place gains that the tables put into the governorate named with it, and loses in another
_FAMOUS = 2.5  # what a city gains over villages of its name that a report is nearer to: «القاهرة»
_MAX_POINTS = 48
_OPEN_SEA = 0.25  # what a place of no country counts for, as the share of a country


@lru_cache(maxsize=1 << 14)  # a report names the same places again and again
def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance in km.

    >>> round(distance_km(36.2, 37.16, 33.51, 36.29))
    309
    """
    a, b, c, d = map(radians, (a_lat, a_lon, b_lat, b_lon))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def moved(lat: float, lon: float, north: float, east: float, km: float) -> tuple[float, float]:
    """The point `km` from another in the direction of the vector (north, east); the point itself for no direction.

    >>> moved(36.0, 37.0, 1, 0, 111.2)
    (37.0, 37.0)
    """
    length = sqrt(north * north + east * east)
    if not length:
        return lat, lon
    return (
        round(lat + north / length * km / 111.2, 4),
        round(lon + east / length * km / (111.2 * cos(radians(lat))), 4),
    )


class Anchor(NamedTuple):
    """A point that a place must lie near: a wider place, or one that is said to be close by."""

    lat: float
    lon: float
    country: str
    reach_km: float
    far_km: float  # beyond it the two contradict each other
    division: str = ""  # code of the governorate that it is

    @classmethod
    def of(cls, lat: float, lon: float, country: str, level: str, radius_km: float, division: str = "") -> Anchor:
        """The anchor of a wider place."""
        reach = max(_REACH_KM.get(level, 40), 1.5 * radius_km)
        return cls(lat, lon, country, reach, 2 * reach, division)


@dataclass(slots=True)
class Surroundings:
    """The countries and points that a report names, to decide between namesakes."""

    countries: Counter[str] = field(default_factory=Counter)
    points: list[tuple[float, float]] = field(default_factory=list)

    def add(self, place: GazetteerPlace) -> None:
        """Remember a place that was decided."""
        self.countries[place.country] += 1
        point = (place.lat, place.lon)
        if place.level != "country" and point not in self.points[-_MAX_POINTS:]:
            self.points.append(point)

    def share(self, country: str) -> float:
        """The share of a country among all that was named."""
        total = sum(self.countries.values())
        return self.countries[country] / total if total else 0.0

    def points_beside(self, namesakes: Sequence[GazetteerPlace]) -> list[tuple[float, float]]:
        """The points named last by other names."""
        own = {(p.lat, p.lon) for p in namesakes}
        return [p for p in self.points[-_MAX_POINTS:] if p not in own]


def rank(
    candidates: Sequence[GazetteerPlace],
    wider: Iterable[Anchor],
    around: Surroundings,
    level: str = "",
) -> list[tuple[float, GazetteerPlace]]:
    """The candidates that contradict nothing, with how well each fits, the best first; among equals as given.

    A candidate that contradicts the wider place named with it, or is a small place far away from everything that the
    report speaks of, is left out.

    Args:
        candidates: places of one name.
        wider: the wider places named with it.
        around: the countries and points that the report names.
        level: what the head word says it is.
    """
    wider = list(wider)
    mixed = len({place.imported for place in candidates}) > 1
    ranked: list[tuple[float, GazetteerPlace]] = []
    points = around.points_beside(candidates)
    towns = {p.country for p in candidates if p.level == "town"}
    seats = {p.country for p in candidates if p.level == "governorate"}  # a town that a governorate is called after
    metropolis = not (wider or level) and any(place.population >= _METROPOLIS for place in candidates)
    for place in candidates:
        if metropolis and not place.population and place.level in ("town", "neighbourhood", "site"):
            continue  # «في القاهرة»: a village of that name would be told by its head or by where it lies
        nearest = min([distance_km(place.lat, place.lon, lat, lon) for lat, lon in points], default=None)
        share = around.share(place.country) if place.country else _OPEN_SEA
        if any(_contradicts(place, outer) for outer in wider):
            # the wider place may itself be a namesake: what lies in the midst of the report is trusted
            if nearest is None or nearest > _NEAR_KM or share < 0.3:
                continue
        far = _FAR_KM if share else _NEAR_KM
        if (
            not wider
            and nearest is not None
            and nearest > far
            and _minor(place)
            and not (place.country in seats and place.level == "town")
        ):
            continue
        if place.level == "governorate" and place.country in towns:
            nearest = None  # what lies near the middle of «محافظة سرت» says nothing against the town of Sirte
        score = _fit(place, wider, share if around.countries else None, nearest) - (
            _HAMLET if mixed and place.imported else 0
        )
        if level:
            score += 2 - abs(_LEVEL_RANK[level] - _LEVEL_RANK[place.level])
        else:
            if place.population >= _MAJOR and not wider:
                score += _FAMOUS
            score += {"town": 1.0, "governorate": 0.2, "country": 1.5}.get(place.level, 0)
        ranked.append((score, place))
    ranked.sort(key=lambda r: -r[0])
    return ranked


def _fit(place: GazetteerPlace, wider: list[Anchor], share: float | None, nearest: float | None) -> float:
    """How well a place fits what is named with it and around it; `share`: of its country, None where none is named."""
    score = sqrt(sqrt(min(place.population, 5_000_000))) / 25
    for outer in wider:
        gap = distance_km(place.lat, place.lon, outer.lat, outer.lon)
        score += 3 if gap <= outer.reach_km else -6 if _contradicts(place, outer) else -2
        if outer.division and place.admin1:
            score += _OWN if place.admin1 == outer.division else -_OWN
    if share is not None:
        score += 4 * share - (1.5 if share == 0 else 0)
    if nearest is not None:
        score += 2.5 if nearest < 60 else 1 if nearest < 150 else 0
    return score


def _contradicts(place: GazetteerPlace, outer: Anchor) -> bool:
    """Whether a place cannot lie in (or beside) the wider place named with it."""
    if outer.country and place.country and outer.country != place.country and outer.reach_km > 100:
        return True
    return distance_km(place.lat, place.lon, outer.lat, outer.lon) > outer.far_km


def _minor(place: GazetteerPlace) -> bool:
    """Whether a place is too small to be named from far away."""
    return place.level in ("site", "neighbourhood", "town") and place.population < _MAJOR and place.radius_km < 20
