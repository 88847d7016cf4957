"""The same as the pages, for programs: JSON under /api/v1, described at /api/v1/openapi.json."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad import resources
from marsad.cells import cell
from marsad.errors import InputError
from marsad.events.control import geojson as control_geojson
from marsad.events.event import Event
from marsad.export.event_rows import FIELDS, row
from marsad.export.published import Withheld, withheld_event, withheld_reading
from marsad.observatory import Observatory, Point
from marsad.web.answers import GEOJSON, Prepared, answered
from marsad.web.asking import day
from marsad.web.errors import Refused
from marsad.web.rendering import observing, one_event, recording, remembering, sees_all, wanted
from marsad.withholding import MARK

SIZE = 100  # events of a page
MOST_MAPPED = 5_000  # points of one answer; the latest come first


def _one(request: Request, seen: Observatory) -> Event:
    event = one_event(seen, request.path_params["id"])
    if event is None:
        raise Refused(404)
    return _handed(request, event)


def _handed(request: Request, event: Event) -> Event:
    """An event as the one who asks may have it: an export like others, since programs do not look at what they pass on."""
    return event if sees_all(request) else withheld_event(event, Withheld())


@recording
def events(request: Request, seen: Observatory) -> Response:
    """One page of the events that are asked for, the latest first."""
    asked = wanted(request, seen)
    page = asked.page
    count = remembering(request).tally(seen, asked.selection).total
    pages = max(1, math.ceil(count / SIZE))
    if page > pages:
        raise Refused(404)
    shown = seen.whole([e.id for e in seen.first(asked.selection, SIZE, offset=(page - 1) * SIZE)])
    body = {"count": count, "page": page, "pages": pages, "events": [_handed(request, e).to_dict() for e in shown]}
    return answered(request, body)


@recording
def event(request: Request, seen: Observatory) -> Response:
    """One event with all its accounts, by its id or that of a claim."""
    return answered(request, _one(request, seen).to_dict())


@recording
def export(request: Request, seen: Observatory) -> Response:
    """One event to take away."""
    found, format = _one(request, seen), request.path_params["format"]
    if format == "json":
        return answered(request, found.to_dict())
    if format == "geojson":
        points = [point] if (point := Point.of(found)) is not None else []
        return answered(request, _collection(points, 1, 1 - len(points)), GEOJSON)
    if format == "csv":
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\n")
        values = row(found)
        table.writerow([field.name for field in FIELDS])
        table.writerow([cell(values.get(field.name)) for field in FIELDS])
        return Response(out.getvalue().encode("utf-8", "replace"), media_type="text/csv; charset=utf-8")
    raise Refused(404)


@observing
def geojson(request: Request, seen: Observatory) -> Response:
    """The points of the events that are asked for; those without one are counted."""
    asked, known = wanted(request, seen).selection, remembering(request)

    def made() -> Prepared:
        found, points = known.tally(seen, asked), seen.points(asked, limit=MOST_MAPPED)
        return Prepared.of(_collection(points, found.total, found.total - found.placed), GEOJSON)

    return known.remembered(("geojson", asked), made).answer(request)


def _collection(points: Iterable[Point], count: int, unplaced: int) -> dict[str, Any]:
    return {"type": "FeatureCollection", "count": count, "unplaced": unplaced, "features": list(map(_feature, points))}


def _feature(point: Point) -> dict[str, Any]:
    return {
        "type": "Feature", "id": point.id, "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
        "properties": {
            "type": point.type, "family": point.family, "status": point.status, "agreement": point.agreement,
            "day": point.day, "place_ar": point.place_ar, "place_en": point.place_en, "radius_km": point.radius_km,
            "level": point.level,
        },
    }  # fmt: skip


@observing
def control(request: Request, seen: Observatory) -> Response:
    """Who holds which place on a day (`on`; at last), as asserted."""
    on = request.query_params.get("on", "").strip()
    if on and day(on) is None:
        raise Refused(400, "on")
    return remembering(request).remembered(("control", on), lambda: _control(request, seen, on)).answer(request)


def _control(request: Request, seen: Observatory, on: str) -> Prepared:
    known = remembering(request).holdings(seen).standings(on or None)
    held = [s for s in known if s.place.lat is not None and s.entry is not None]
    found = control_geojson(held)
    for feature, s in zip(found["features"], held, strict=True):
        who = s.entry.holder if s.entry else None
        feature["properties"] |= {
            "place_en": s.place.name_en or s.place.span.text,
            "holder_en": (who.name_en or who.span.text) if who else None,
        }
    return Prepared.of(found, GEOJSON)


@observing
def outlines(request: Request, seen: Observatory) -> Response:
    """The outlines of the countries near all events, and the lines between their divisions."""
    return remembering(request).remembered("outlines", lambda: _outlines(seen.extent())).answer(request)


def _outlines(extent: tuple[float, float, float, float] | None) -> Prepared:
    if extent is None:
        return Prepared.of({"type": "FeatureCollection", "features": []}, GEOJSON)
    west, south, east, north = extent
    box = (south - 6, west - 10, north + 6, east + 10)
    features = [feature for feature, around in _lines() if _meet(box, around)]
    return Prepared.of({"type": "FeatureCollection", "features": features}, GEOJSON)


Box = tuple[float, float, float, float]  # south, west, north, east


@cache
def _lines() -> tuple[tuple[dict[str, Any], Box], ...]:
    """The embedded outlines, each with the box around it."""
    found = []
    for line in resources.table("gazetteer/borders.tsv"):
        points = [tuple(map(float, pair.split(","))) for pair in line["line"].split()]
        around = (
            min(p[0] for p in points),
            min(p[1] for p in points),
            max(p[0] for p in points),
            max(p[1] for p in points),
        )
        coordinates = [[round(lon, 2), round(lat, 2)] for lat, lon in points]
        closed = line["level"] == "country"
        shape = (
            {"type": "Polygon", "coordinates": [coordinates]}
            if closed
            else {"type": "LineString", "coordinates": coordinates}
        )
        found.append(({"type": "Feature", "properties": {"level": line["level"]}, "geometry": shape}, around))
    return tuple(found)


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


@recording
def report(request: Request, seen: Observatory) -> Response:
    """One report with its claims, and with its text for those who may see all."""
    try:
        found = seen.reading(request.path_params["id"])
    except InputError:
        raise Refused(404) from None
    if not sees_all(request):
        found = withheld_reading(found, Withheld())
    return answered(request, found.to_dict() | {"text": found.report.text or MARK})


@observing
def sources(request: Request, seen: Observatory) -> Response:
    """The records of all sources."""
    known = remembering(request)
    return known.remembered("sources", lambda: Prepared.of({"sources": [r.to_dict() for r in seen.records()]})).answer(
        request
    )


def openapi(request: Request) -> Response:
    """The description of this interface."""
    from marsad.web.description import description

    return answered(request, description())
