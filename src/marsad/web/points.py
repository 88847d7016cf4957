"""The points of the map, as few bytes as show what is to be seen: events one by one where they are few, else cells of them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from math import cos, hypot, radians
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad.observatory import Asked, Observatory, Point, Stack
from marsad.web.answers import Prepared
from marsad.web.asking import day
from marsad.web.errors import Refused
from marsad.web.rendering import observing, remembering, wanted

MOST = 2_000  # events that are told one by one
_NEWEST = 100  # of them, where only the latest are asked for
_CELL = 44  # pixels: events nearer to each other than that are told together
_TILE = 256  # pixels of the world at zoom 0
_DEEPEST = 14
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?")
_SHOWN_FIRST = 0.9  # of the events: those farthest from the middle of all lie outside what is first shown


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The points of the events that are asked for; with `zoom` those of what is seen, without it where they lie and when."""
    found, values = wanted(request, seen).selection, request.query_params
    zoom = _whole(values.get("zoom"), "zoom", _DEEPEST)
    newest = _whole(values.get("newest"), "newest", _NEWEST)
    asked = replace(found, box=_box(values.get("box")), days=_days(values.get("days")))
    key = ("points", asked, zoom, newest)
    return remembering(request).remembered(key, lambda: Prepared.of(_told(seen, asked, zoom, newest))).answer(request)


def _whole(given: str | None, name: str, most: int) -> int | None:
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) < 6 and int(given) <= most):
        raise Refused(400, name)
    return int(given)


def _box(given: str | None) -> tuple[float, float, float, float] | None:
    """West, south, east and north, in degrees."""
    if given is None:
        return None
    parts = given.split(",")
    if len(parts) != 4 or not all(map(_NUMBER.fullmatch, parts)):
        raise Refused(400, "box")
    west, south, east, north = map(float, parts)
    return west, south, east, north


def _days(given: str | None) -> tuple[str, str] | None:
    """The first and the last day by which events count."""
    if given is None:
        return None
    first, _, last = given.partition("/")
    if day(first) is None or day(last) is None:
        raise Refused(400, "days")
    return first, last


def _told(seen: Observatory, asked: Asked, zoom: int | None, newest: int | None) -> dict[str, Any]:
    # In a box all have a point, and the database counts them by that alone.
    tally = seen.tally(asked) if asked.box is None else None
    count = tally.total if tally is not None else seen.find(asked, limit=0).total
    placed = tally.placed if tally is not None else count
    told: dict[str, Any] = {"count": count, "unplaced": count - placed}
    if zoom is None and newest is None:
        stacks = seen.stacks(asked)
        told |= {"days": sorted(seen.count("day", asked).items()), "frame": frame(stacks)}
    if placed <= MOST or newest:
        return told | _events(seen.points(asked, limit=newest or MOST))
    return told if zoom is None else told | {"cells": cells(seen.stacks(asked, bare=True), zoom)}


def _events(points: Sequence[Point]) -> dict[str, Any]:
    """Events by the numbers of their places, types (with family) and statuses: id, place, type, status, day."""
    places: dict[tuple[Any, ...], int] = {}
    types: dict[tuple[str, str], int] = {}
    statuses: dict[str, int] = {}
    rows = []
    for p in points:
        place = (round(p.lat, 5), round(p.lon, 5), p.radius_km, p.level, p.place_ar, p.place_en)
        numbers = (places.setdefault(place, len(places)), types.setdefault((p.type, p.family), len(types)),
                   statuses.setdefault(p.status, len(statuses)))  # fmt: skip
        rows.append((p.id, *numbers, p.day or ""))
    return {"places": list(places), "types": list(types), "statuses": list(statuses), "events": rows}


def cells(stacks: Sequence[Stack], zoom: int) -> list[tuple[float, ...]]:
    """Spots that lie near each other on the screen told together: events, then west, south, east and north of them."""
    pixels = _TILE * 2.0**zoom / _CELL
    found: dict[tuple[int, int], list[float]] = {}
    for stack in stacks:
        at = _at(stack.lat, stack.lon, pixels)
        cell = found.get(at)
        if cell is None:
            found[at] = [stack.events, stack.lon, stack.lat, stack.lon, stack.lat]
        else:
            cell[0] += stack.events
            cell[1:] = (
                min(cell[1], stack.lon),
                min(cell[2], stack.lat),
                max(cell[3], stack.lon),
                max(cell[4], stack.lat),
            )
    return [(int(cell[0]), *(round(value, 5) for value in cell[1:])) for cell in found.values()]


def _at(lat: float, lon: float, size: float) -> tuple[int, int]:
    """The cell of a point in the projection of web maps, where the world is so many cells wide."""
    bounded = radians(max(-85.0, min(85.0, lat)))
    return int((lon + 180) / 360 * size), int((1 - math.asinh(math.tan(bounded)) / math.pi) / 2 * size)


def frame(stacks: Sequence[Stack]) -> tuple[float, float, float, float] | None:
    """West, south, east and north of what is first shown: nine tenths of the events, those nearest to the middle of all."""
    known = [s for s in stacks if s.level != "country"]
    if not known:
        return None
    count = sum(s.events for s in known)
    lat, lon = _middle([(s.lat, s.events) for s in known], count), _middle([(s.lon, s.events) for s in known], count)
    left, shown = math.ceil(count * _SHOWN_FIRST), list[Stack]()
    for stack in sorted(known, key=lambda s: hypot(s.lat - lat, (s.lon - lon) * cos(radians(lat)))):
        shown.append(stack)
        left -= stack.events
        if left <= 0:
            break
    lats, lons = [s.lat for s in shown], [s.lon for s in shown]
    return min(lons), min(lats), max(lons), max(lats)


def _middle(values: Sequence[tuple[float, int]], count: int) -> float:
    """The value that half of the events lie below."""
    left = count / 2
    for value, events in sorted(values):
        left -= events
        if left < 0:
            return value
    return max(values)[0]
