"""GeoJSON (RFC 7946): a feature an event with its accounts, at its point, without geometry where the point is not known."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from marsad.events.event import Event, Testimony
from marsad.export import event_rows
from marsad.export.event_rows import name
from marsad.export.exporter import Exporter, Field

_ACCOUNTS = Field(
    "accounts",
    "every-voice",
    "of each voice: `who` (see `masked`), its `id`, `camp` and `stance`, its `claims`",
    "object",
)
_ELSEWHERE = {"event", "lat", "lon"}
_PROPERTIES = tuple(f for f in event_rows.FIELDS if f.name not in _ELSEWHERE)
FIELDS = (
    Field("id", "kept", "of the feature: the id of the event"),
    Field("geometry", "most-voices", "point of the place, WGS 84; null where it is not known", "object"),
    *_PROPERTIES,
    _ACCOUNTS,
)
_UNKNOWN: dict[str, object] = dict.fromkeys([f.name for f in _PROPERTIES])
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def feature(event: Event) -> dict[str, Any]:
    """An event as a feature."""
    place, properties = event.place, {**_UNKNOWN, **event_rows.row(event)}
    for field in _ELSEWHERE & properties.keys():
        del properties[field]
    properties["accounts"] = [_account(t) for t in event.testimonies]
    at = (place.lon, place.lat) if place is not None else (None, None)
    geometry = {"type": "Point", "coordinates": at} if None not in at else None
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}


def _account(testimony: Testimony) -> dict[str, Any]:
    who = testimony.who
    return {
        "who": name(who) if who else None, "id": who.id if who else None, "camp": testimony.camp,
        "stance": testimony.stance, "claims": [t.claim.id for t in testimony.told],
    }  # fmt: skip


def write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    """A collection, a feature a line."""
    count = 0
    with file.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as target:
        target.write('{"type":"FeatureCollection","features":[')
        for event in events:
            target.write(("\n" if not count else ",\n") + _ENCODE(feature(event)))
            count += 1
        target.write("\n]}\n")
    return count


GEOJSON = Exporter("geojson", "GeoJSON, a feature an event with its accounts", ".geojson", FIELDS, write, "outlines")
