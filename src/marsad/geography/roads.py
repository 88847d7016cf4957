"""Main roads as lines: the point of a road nearest to a place, the stretch between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sqrt
from typing import NamedTuple

from marsad import resources

_BESIDE_KM = 12.0  # a place this near to a road lies on it
_LEAST_KM = 5.0  # no point on a road is told nearer than this

Point = tuple[float, float]


class Stretch(NamedTuple):
    """A part of a road: the point in its middle, and how far it reaches from there."""

    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class Road:
    """A road as a line of points (latitude, longitude)."""

    id: str
    country: str
    line: tuple[Point, ...]
    precision_km: float

    def nearest(self, point: Point) -> tuple[float, float]:
        """How far a point lies from the road, and how many km along the road its nearest point is.

        >>> Road("", "", ((35.0, 36.0), (36.0, 36.0)), 1.0).nearest((35.5, 36.0))
        (0.0, 55.6)
        """
        best, passed = (float("inf"), 0.0), 0.0
        for a, b in pairwise(self.line):
            east = cos(radians((a[0] + b[0]) / 2))
            ax, ay = (a[1] - point[1]) * east, a[0] - point[0]
            dx, dy = (b[1] - a[1]) * east, b[0] - a[0]
            length = dx * dx + dy * dy
            share = min(1.0, max(0.0, -(ax * dx + ay * dy) / length)) if length else 0.0
            gap = 111.2 * sqrt((ax + share * dx) ** 2 + (ay + share * dy) ** 2)
            if gap < best[0]:
                best = gap, passed + share * 111.2 * sqrt(length)
            passed += 111.2 * sqrt(length)
        return best

    @property
    def km(self) -> float:
        """The length of the line."""
        return sum(_gap_km(a, b) for a, b in pairwise(self.line))

    def at(self, km: float) -> Point:
        """The point so many km along the road."""
        for a, b in pairwise(self.line):
            length = _gap_km(a, b)
            if km <= length or b is self.line[-1]:
                share = min(1.0, km / length) if length else 0.0
                return round(a[0] + share * (b[0] - a[0]), 4), round(a[1] + share * (b[1] - a[1]), 4)
            km -= length
        return self.line[-1]

    def stretch(self, start: float, end: float) -> Stretch:
        """The part of the road between two of its km."""
        start, end = sorted((start, end))
        middle = self.at((start + end) / 2)
        # the bends between count too: a road is longer than the line between its ends
        ends = [self.at(start), self.at(end), *(p for p in self.line if start < self.nearest(p)[1] < end)]
        reach = max(_gap_km(middle, p) for p in ends)
        return Stretch(*middle, round(max(_LEAST_KM, self.precision_km, reach), 1))

    def at_place(self, point: Point, radius_km: float, *, wide: bool) -> Stretch | None:
        """The point of the road nearest to a place, the stretch of it in a wide one; None where it does not pass there.

        Args:
            point: the point of the place.
            radius_km: how far the place reaches.
            wide: whether the road may run through it for long, as through a governorate.
        """
        if wide:
            return self.inside(point, radius_km)
        gap, at = self.nearest(point)
        return Stretch(*self.at(at), max(_LEAST_KM, self.precision_km)) if gap <= _BESIDE_KM + radius_km else None

    def inside(self, point: Point, radius_km: float) -> Stretch | None:
        """The part of the road within some km of a point: «M5 in Idlib's countryside»."""
        steps = [km for km in range(0, int(self.km) + 1, 5) if _gap_km(self.at(km), point) <= radius_km]
        return self.stretch(steps[0], steps[-1]) if steps else None

    def between(self, a: Point, b: Point) -> Stretch | None:
        """The part of the road between two places that it passes; None where it does not."""
        (gap_a, at_a), (gap_b, at_b) = self.nearest(a), self.nearest(b)
        return self.stretch(at_a, at_b) if max(gap_a, gap_b) <= _BESIDE_KM else None


class Roads:
    """The roads of the table."""

    def __init__(self) -> None:
        self.all = tuple(
            Road(
                row["id"], row["country"],
                tuple((float(lat), float(lon)) for lat, lon in (p.split(",") for p in row["line"].split(" "))),
                float(row["precision_km"]),
            )
            for row in resources.table("gazetteer/roads.tsv")
        )  # fmt: skip
        self.by_id = {road.id: road for road in self.all}

    def joining(self, a: Point, b: Point) -> Road | None:
        """The road that passes two places, of several the one on which they lie nearest to each other."""
        found: list[tuple[float, Road]] = []
        for road in self.all:
            (gap_a, at_a), (gap_b, at_b) = road.nearest(a), road.nearest(b)
            if max(gap_a, gap_b) <= _BESIDE_KM:
                found.append((abs(at_a - at_b) + gap_a + gap_b, road))
        return min(found, key=lambda f: f[0], default=(0.0, None))[1]


def nearest_of(road: Road, points: Sequence[Point]) -> int | None:
    """Which of several points lies nearest to a road; None where none lies beside it."""
    gaps = [(road.nearest(point)[0], n) for n, point in enumerate(points)]
    gap, n = min(gaps, default=(float("inf"), 0))
    return n if gap <= 2 * _BESIDE_KM else None


def _gap_km(a: Point, b: Point) -> float:
    east = cos(radians((a[0] + b[0]) / 2))
    return 111.2 * sqrt((a[0] - b[0]) ** 2 + ((a[1] - b[1]) * east) ** 2)
