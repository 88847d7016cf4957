"""GeoPackage 1.3 (OGC 12-128r17): a layer of points, an event each; one without a point has no geometry."""

from __future__ import annotations

import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from marsad.cells import joined
from marsad.events.event import Event
from marsad.export import event_rows
from marsad.export.exporter import Exporter, Field, told_as_unwritten

_ROWS = tuple(f for f in event_rows.FIELDS if f.name not in ("lat", "lon"))
FIELDS = (
    Field("fid", "counted", "row number, as the format asks for", "integer"),
    Field("geom", "most-voices", "point of the place, WGS 84; empty where it is not known", "object"),
    *_ROWS,
)
_TYPES = {"text": "TEXT", "list": "TEXT", "integer": "INTEGER", "number": "REAL"}
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_HEAD = f"""
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
PRAGMA journal_mode = OFF;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('WGS 84 geodetic', 4326, 'EPSG', 4326, '{_WGS84}', 'longitude and latitude in degrees'),
    ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
    ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL REFERENCES gpkg_contents(table_name),
    column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
    m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
CREATE TABLE events (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT,
    {", ".join(f'"{f.name}" {_TYPES[f.kind]}' for f in _ROWS)});
INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0);
"""
_CHANGED = "2000-01-01T00:00:00.000Z"  # the same events give the same file
_POINT = struct.Struct("<2sBBiBIdd")


def write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    """The layer `events`."""
    box = _Box()
    with told_as_unwritten(sqlite3.Error), closing(sqlite3.connect(file)) as base:
        base.executescript(_HEAD)
        marks = ", ".join("?" * (len(_ROWS) + 1))
        names = ", ".join(f'"{f.name}"' for f in _ROWS)
        base.executemany(f"INSERT INTO events (geom, {names}) VALUES ({marks})", _values(events, box))
        base.execute(
            "INSERT INTO gpkg_contents VALUES ('events', 'features', 'events', 'one point an event', ?, ?, ?, ?, ?, 4326)",
            (_CHANGED, *box.sides),
        )
        base.commit()
    return box.count


class _Box:
    """How many rows there were, and what their points span: west, south, east, north."""

    def __init__(self) -> None:
        self.count = 0
        self.sides: tuple[float | None, float | None, float | None, float | None] = (None, None, None, None)

    def add(self, lon: float, lat: float) -> None:
        west, south, east, north = self.sides
        self.sides = (
            lon if west is None else min(west, lon), lat if south is None else min(south, lat),
            lon if east is None else max(east, lon), lat if north is None else max(north, lat),
        )  # fmt: skip


def _values(events: Iterable[Event], box: _Box) -> Iterator[tuple[object, ...]]:
    for event in events:
        row = event_rows.row(event)
        lon, lat = row.get("lon"), row.get("lat")
        point = None
        if isinstance(lon, (int, float)) and isinstance(lat, (int, float)):
            box.add(lon, lat)
            # magic, version, flags (little endian, no envelope), reference system; then the point as WKB
            point = _POINT.pack(b"GP", 0, 1, 4326, 1, 1, lon, lat)
        box.count += 1
        yield (point, *(_value(row.get(f.name), f) for f in _ROWS))


def _value(value: object, field: Field) -> object:
    return value if value is None or field.kind in ("integer", "number") else joined(value)


GEOPACKAGE = Exporter("geopackage", "GeoPackage, a point an event", ".gpkg", FIELDS, write, "outlines")
