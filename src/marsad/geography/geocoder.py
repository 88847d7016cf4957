"""Which of several places of one name is meant, and how far off its point may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from marsad.geography.gazetteer import GazetteerPlace

_LEVEL_RANK = {"site": 0, "neighbourhood": 1, "town": 2, "district": 3, "governorate": 4, "country": 5}


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance in km.

    >>> round(distance_km(36.2, 37.16, 33.51, 36.29))
    309
    """
    a, b, c, d = map(radians, (a_lat, a_lon, b_lat, b_lon))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


@dataclass(slots=True)
class Surroundings:
    """What a report has named so far: countries and points, to decide between namesakes."""

    countries: Counter[str] = field(default_factory=Counter)
    points: list[tuple[float, float]] = field(default_factory=list)

    def add(self, place: GazetteerPlace) -> None:
        """Remember a place that was decided."""
        self.countries[place.country] += 1
        if place.level not in ("country",):
            self.points.append((place.lat, place.lon))


def choose(
    candidates: Sequence[GazetteerPlace],
    wider: Iterable[GazetteerPlace],
    around: Surroundings,
    level: str = "",
) -> GazetteerPlace | None:
    """The candidate that fits best the wider places named with it, the level of the head word and the report.

    Returns None where every candidate contradicts the wider place named with it.
    """
    wider = list(wider)
    best, best_score = None, -1e9
    for place in candidates:
        score = 0.0
        for outer in wider:
            if outer.country != place.country:
                score -= 6
                continue
            gap = distance_km(place.lat, place.lon, outer.lat, outer.lon)
            reach = {"country": 900, "governorate": 160, "district": 60}.get(outer.level, 40)
            score += 3 if gap <= reach else -4
        if around.countries:
            share = around.countries[place.country] / sum(around.countries.values())
            score += 4 * share - (1.5 if share == 0 else 0)
        if around.points:
            nearest = min(distance_km(place.lat, place.lon, *p) for p in around.points[-8:])
            score += 2.5 if nearest < 60 else 1 if nearest < 150 else 0
        if level:
            score += 2 - abs(_LEVEL_RANK[level] - _LEVEL_RANK[place.level])
        else:
            score += {"town": 1.0, "governorate": 0.2, "country": 1.5}.get(place.level, 0)
        score += min(place.population, 5_000_000) ** 0.25 / 25
        if score > best_score:
            best, best_score = place, score
    if best is not None and wider and best_score < -4:
        return None
    return best
