"""What the formats' own readers read: the same that was written."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import jsonschema
import openpyxl
import pyogrio
from made_events import TRAP, demo_events, demo_readings, trapped
from pyarrow import parquet

from golden_exports import reading
from marsad.cells import cell
from marsad.export import claim_rows, event_rows, exporter
from marsad.export.writing import write
from marsad.model import Reading
from test_contract import CONTRACT, mended


def test_json_lines_are_as_the_schema_says_and_come_back(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    schema = mended(CONTRACT)
    for full in (False, True):
        write(exporter("jsonl"), demo_readings(), str(file), full=full)
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        for line in lines:
            jsonschema.validate(line, schema)
    back = [reading(line) for line in lines]
    assert [r.claims for r in back] == [r.claims for r in demo_readings()]
    assert [r.to_dict() for r in back] == [r.to_dict() for r in demo_readings()]


def test_csv_comes_back(tmp_path: Path) -> None:
    for name, fields, rows in (
        ("csv", event_rows.FIELDS, map(event_rows.row, demo_events())),
        ("claims-csv", claim_rows.FIELDS, claim_rows.rows(demo_events())),
    ):
        file = tmp_path / "x.csv"
        write(exporter(name), demo_events(), str(file), full=True)
        back = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
        assert back == [{f.name: cell(row.get(f.name)) for f in fields} for row in rows]


def test_parquet_comes_back_with_its_types(tmp_path: Path) -> None:
    file = tmp_path / "x.parquet"
    write(exporter("parquet"), demo_events(), str(file), full=True)
    table = parquet.read_table(file)
    types = {f.name: str(table.schema.field(f.name).type) for f in event_rows.FIELDS}
    assert (types["lat"], types["n_reports"], types["event"]) == ("double", "int64", "string")
    assert types["actors"].startswith("list<")
    for row, event in zip(table.to_pylist(), demo_events(), strict=True):
        given = event_rows.row(event)
        assert row["lat"] == given.get("lat")
        assert row["actors"] == given["actors"]
        assert row["n_independent"] == event.n_independent


def test_xlsx_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    write(exporter("xlsx"), demo_events(), str(file), full=True)
    head, *rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
    assert head == tuple(f.name for f in event_rows.FIELDS)
    for row, event in zip(rows, demo_events(), strict=True):
        assert row[0] == event.id
        assert row[head.index("lat")] == (event.place.lat if event.place else None)
        assert row[head.index("n_reports")] == event.n_reports


def test_geopackage_and_geojson_are_read_by_gdal(tmp_path: Path) -> None:
    located = [e for e in demo_events() if e.place and e.place.lat is not None]
    for name in ("geopackage", "geojson"):
        file = tmp_path / f"x{exporter(name).ending}"
        write(exporter(name), demo_events(), str(file))
        about = pyogrio.read_info(file)
        assert about["crs"] == "EPSG:4326"
        assert about["features"] == len(demo_events())
        _, _, points, _ = pyogrio.raw.read(file)
        assert sum(p is not None for p in points) == len(located)
    with closing(sqlite3.connect(tmp_path / "x.gpkg")) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert base.execute("SELECT min_x < max_x AND min_y < max_y FROM gpkg_contents").fetchone() == (1,)


def test_geojson_stands_in_the_order_of_rfc_7946(tmp_path: Path) -> None:
    file = tmp_path / "x.geojson"
    write(exporter("geojson"), demo_events(), str(file))
    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection"
    for feature, event in zip(found["features"], demo_events(), strict=True):
        assert feature["id"] == event.id
        if feature["geometry"]:
            assert event.place is not None
            assert feature["geometry"]["coordinates"] == [event.place.lon, event.place.lat]
        assert [a["stance"] for a in feature["properties"]["accounts"]] == [t.stance for t in event.testimonies]


def test_text_of_two_directions_is_the_same_behind_every_reader(tmp_path: Path) -> None:
    for name in ("csv", "xlsx", "parquet", "geopackage", "geojson"):
        write(exporter(name), [trapped()], str(tmp_path / f"x{exporter(name).ending}"), full=True)  # type: ignore[list-item]
    [row] = csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8")))
    assert row["place"] == TRAP
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert sheet.cell(2, [f.name for f in event_rows.FIELDS].index("place") + 1).value == TRAP
    assert parquet.read_table(tmp_path / "x.parquet").to_pylist()[0]["place"] == TRAP
    for ending in ("gpkg", "geojson"):
        about, _, _, columns = pyogrio.raw.read(tmp_path / f"x.{ending}")
        assert columns[list(about["fields"]).index("place")][0] == TRAP


def test_a_reading_without_claims_is_a_line(tmp_path: Path) -> None:
    report = demo_readings()[0].report
    write(exporter("jsonl"), [Reading(report, ())], str(tmp_path / "x.jsonl"))
    assert json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8"))["claims"] == []
