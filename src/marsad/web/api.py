"""The same as the pages, for programs: JSON under /api/v1, described at /api/v1/openapi.json."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad import resources
from marsad.cells import cell
from marsad.events.control import geojson as control_geojson
from marsad.events.event import Event
from marsad.export.event_rows import FIELDS, row
from marsad.ontology import families
from marsad.web.asking import Asked, asked, day
from marsad.web.errors import Refused
from marsad.web.rendering import archive

SIZE = 100  # events of a page
MOST_MAPPED = 5_000  # points of one answer; the latest come first
_JSON, _GEOJSON = "application/json", "application/geo+json"


def answered(request: Request, value: object, media: str = _JSON) -> Response:
    """An object with its tag; empty where the one who asks has it already."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    known = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    if tag in known or tag.removeprefix("W/") in known:
        return Response(status_code=304, headers={"etag": tag})
    return Response(body, media_type=media, headers={"etag": tag})


def _wanted(request: Request) -> Asked:
    """The filters of the address.

    Raises:
        Refused: one is not understood.
    """
    found = asked(request.query_params, archive(request).now().places)
    if found.problems:
        raise Refused(400, ", ".join(sorted(found.problems)))
    return found


def _one(request: Request) -> Event:
    event = archive(request).now().by_id.get(request.path_params["id"])
    if event is None:
        raise Refused(404)
    return event


def events(request: Request) -> Response:
    """One page of the events that are asked for, the latest first."""
    wanted = _wanted(request)
    found = archive(request).now().asked(wanted.selection)
    pages = max(1, math.ceil(len(found) / SIZE))
    if wanted.page > pages:
        raise Refused(404)
    shown = found[(wanted.page - 1) * SIZE : wanted.page * SIZE]
    body = {"count": len(found), "page": wanted.page, "pages": pages, "events": [e.to_dict() for e in shown]}
    return answered(request, body)


def event(request: Request) -> Response:
    """One event with all its accounts, by its id or that of a claim."""
    return answered(request, _one(request).to_dict())


def export(request: Request) -> Response:
    """One event to take away."""
    found, format = _one(request), request.path_params["format"]
    if format == "json":
        return answered(request, found.to_dict())
    if format == "geojson":
        return answered(request, _collection([found]), _GEOJSON)
    if format == "csv":
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\n")
        values = row(found)
        table.writerow([field.name for field in FIELDS])
        table.writerow([cell(values.get(field.name)) for field in FIELDS])
        return Response(out.getvalue().encode("utf-8", "replace"), media_type="text/csv; charset=utf-8")
    raise Refused(404)


def geojson(request: Request) -> Response:
    """The points of the events that are asked for; those without one are counted."""
    found = archive(request).now().asked(_wanted(request).selection)
    return answered(request, _collection(found), _GEOJSON)


def _collection(found: Sequence[Event]) -> dict[str, Any]:
    placed = [e for e in found if e.place is not None and e.place.lat is not None and e.place.lon is not None]
    return {
        "type": "FeatureCollection", "count": len(found), "unplaced": len(found) - len(placed),
        "features": [_feature(e) for e in placed[:MOST_MAPPED]],
    }  # fmt: skip


def _feature(event: Event) -> dict[str, Any]:
    place = event.place
    assert place is not None
    return {
        "type": "Feature", "id": event.id, "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "type": event.type, "family": families()[event.type], "status": event.status, "agreement": event.agreement,
            "day": event.day, "place_ar": place.name_ar or place.span.text, "place_en": place.name_en or place.span.text,
            "radius_km": place.radius_km, "level": place.level,
        },
    }  # fmt: skip


def control(request: Request) -> Response:
    """Who holds which place on a day (`on`; at last), as asserted."""
    on = request.query_params.get("on", "").strip()
    if on and day(on) is None:
        raise Refused(400, "on")
    held = [s for s in archive(request).now().standings(on or None) if s.place.lat is not None and s.entry is not None]
    found = control_geojson(held)
    for feature, s in zip(found["features"], held, strict=True):
        who = s.entry.holder if s.entry else None
        feature["properties"] |= {
            "place_en": s.place.name_en or s.place.span.text,
            "holder_en": (who.name_en or who.span.text) if who else None,
        }
    return answered(request, found, _GEOJSON)


def outlines(request: Request) -> Response:
    """The outlines of the countries near all events, and the lines between their divisions."""
    points = [(e.place.lat, e.place.lon) for e in archive(request).now().events if e.place and e.place.lat is not None]
    if not points:
        return answered(request, {"type": "FeatureCollection", "features": []}, _GEOJSON)
    lats, lons = sorted(p[0] for p in points), sorted(p[1] or 0.0 for p in points)
    box = (lats[0] - 6, lons[0] - 10, lats[-1] + 6, lons[-1] + 10)
    features = [feature for feature, around in _lines() if _meet(box, around)]
    return answered(request, {"type": "FeatureCollection", "features": features}, _GEOJSON)


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


def report(request: Request) -> Response:
    """One report with its text and claims."""
    found = archive(request).now().of_report.get(request.path_params["id"])
    if found is None:
        raise Refused(404)
    return answered(request, found.to_dict() | {"text": found.report.text})


def sources(request: Request) -> Response:
    """The records of all sources."""
    return answered(request, {"sources": [r.to_dict() for r in archive(request).now().records.values()]})


def openapi(request: Request) -> Response:
    """The description of this interface."""
    from marsad.web.description import description

    return answered(request, description())
