"""Strings that tell a place by a road: «M5 between X and Y», «the road of A and B near X»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from marsad.geography.areas import part_of
from marsad.geography.expressions import Part
from marsad.geography.gazetteer import GazetteerPlace
from marsad.geography.lookup import Names
from marsad.geography.roads import Road, Roads, Stretch, nearest_of

ROADS = frozenset({"طريق", "أوتوستراد", "خط", "طريق دولي", "طريق سريع", "طريق رئيسي"})
_ROAD_WORDS = frozenset({"طريق", "الطريق", "اوتوستراد", "الاوتوستراد"})
AREAS = frozenset({"ريف", "بادية", "قضاء", "ناحية", "محافظة", "مديرية", "منطقة"})
_STOPS = frozenset({"town", "site"})
_WIDE = frozenset({"governorate", "district", "country"})


class OnRoad(NamedTuple):
    """What a string tells of a road: the stretch that is meant, and of what places."""

    road: Road
    stretch: Stretch
    places: tuple[GazetteerPlace, ...]
    named: bool  # whether the road bears a name of its own in the tables


def along(parts: Sequence[Part], roads: Roads, names: Names) -> OnRoad | None:
    """The stretch of a road that a string means; None where it names no road that is known, or a place beside it."""
    if parts[0].found and not parts[0].bearing and parts[0].distance_km is None and not parts[0].between:
        if not _is_road(parts[0], roads) and not _ends_of(parts[:2], roads, names):
            return None  # «سراقب على الطريق M5»: the town is meant
    for i, part in enumerate(parts):
        road = next((roads.by_id[p.id] for p in part.found if p.id in roads.by_id), None)
        if road is not None:
            rest = [p for p in parts if p.found and not _is_road(p, roads)]
            return _on(road, rest, (0.0, road.km), (), named=True)
        ends = _ends_of(parts[i : i + 2], roads, names)
        if ends is not None:
            road, a, b = ends
            rest = [p for p in parts if p.found and p not in parts[i : i + 2]]
            span = road.nearest((a.lat, a.lon))[1], road.nearest((b.lat, b.lon))[1]
            return _on(road, rest, span, (a, b), named=False)
    return None


def _on(
    road: Road, rest: Sequence[Part], span: tuple[float, float], ends: tuple[GazetteerPlace, ...], *, named: bool
) -> OnRoad | None:
    """The stretch that the other parts of the string tell; without any the whole road, or all between its ends."""
    for first, second in pairwise(rest):
        if first.between:
            a, b = _beside(first, road), _beside(second, road)
            if a is not None and b is not None:
                stretch = road.between((a.lat, a.lon), (b.lat, b.lon))
                return OnRoad(road, stretch, (a, b), False) if stretch is not None else None
    for part in rest:
        near = _beside(part, road)
        if near is None:
            continue
        stretch = _told_by(part, near, road)
        if stretch is not None:
            return OnRoad(road, stretch, (near,), False)
    if rest and named:
        return None
    return OnRoad(road, road.stretch(*span), ends, named)


def _told_by(part: Part, near: GazetteerPlace, road: Road) -> Stretch | None:
    """The point of a road at a place, or that much to a side of it; the stretch of it in a wider place."""
    lat, lon, radius = near.lat, near.lon, near.radius_km
    if part.bearing:
        lat, lon, radius = part_of(near, [near], part.bearing, part.distance_km)
        radius += part.distance_km or 0.0
    return road.at_place((lat, lon), radius, wide=near.level in _WIDE)


def _beside(part: Part, road: Road) -> GazetteerPlace | None:
    """The place of a name that lies beside a road, the smallest kind of them first; a division only where it is all."""
    wide = next((p for p in part.found if p.level in ("governorate", "district") and p.country == road.country), None)
    if wide is not None and part.head is not None and part.head.noun in AREAS:
        return wide  # «M4 في ريف إدلب»
    small = [p for p in part.found if p.level not in _WIDE]
    at = nearest_of(road, [(p.lat, p.lon) for p in small])
    if at is not None:
        return small[at]
    return wide


def _is_road(part: Part, roads: Roads) -> bool:
    return any(p.id in roads.by_id for p in part.found)


def _ends_of(pair: Sequence[Part], roads: Roads, names: Names) -> tuple[Road, GazetteerPlace, GazetteerPlace] | None:
    """The road that is called by the two towns that it joins, and the towns: «طريق حلب - دمشق»."""
    if len(pair) < 2:
        return None
    first, second = pair
    found = first.found
    word, _, rest = first.form.partition(" ")
    if rest and word in _ROAD_WORDS:
        found = names.named(rest)  # «طريق حلب» may be a quarter of Hama
    elif not any(head.noun in ROADS for head in first.heads):
        return None
    if not (first.between or second.relation in ("beside", "and")):
        return None
    others = second.found or names.gazetteer.named(second.form)  # «طريق بيروت - دمشق» leads abroad
    for a in found:
        for b in others:
            if {a.level, b.level} <= _STOPS and (road := roads.joining((a.lat, a.lon), (b.lat, b.lon))) is not None:
                return road, a, b
    return None
