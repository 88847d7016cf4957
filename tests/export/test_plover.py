"""PLOVER and POLECAT: their fields and code lists, and the rules that choose."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from made_events import demo_events

from marsad import ontology
from marsad.events.estimates import Estimate
from marsad.events.event import Event
from marsad.export import exporter, plover, polecat
from marsad.export.writing import write
from marsad.model import Mention, Place, Span, TimeRef

COLUMNS = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,"
    "Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,"
    "Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,"
    "Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
).split(",")
MODES = {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "COOPERATE": "", "AID": "",
    "CONCEDE": "", "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet", "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet", "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue", "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}  # fmt: skip
SECTORS = "MIL COP SPY GOV JUD REB UAF PRM PTY CVL JRN NGO IGO UNS".split()
_PARTY = {
    "type": "object", "required": ["name", "text", "country", "sector"], "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1}, "text": {"type": "string"},
        "country": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"},
        "sector": {"type": "array", "minItems": 1, "items": {"enum": SECTORS}},
    },
}  # fmt: skip
_COUNT = {"type": ["integer", "null"], "minimum": 0}
_DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}
_WORDS = {"type": "array", "items": {"type": "string"}}
SCHEMA: dict[str, Any] = {
    "type": "object", "additionalProperties": False,
    "required": [f.name for f in plover.FIELDS],
    "properties": {
        "id": {"type": "string"}, "date": {"type": "string", "pattern": _DAY["pattern"]}, "enddate": _DAY,
        "actor": {"type": "array", "items": _PARTY}, "recipient": {"type": "array", "items": _PARTY},
        "event": {"enum": list(MODES)}, "mode": _WORDS,
        "auxiliary": {"type": "array", "items": {"enum": ["negation", "future", "hypothetical", "historical"]}},
        "context": {"type": "array", "items": {"enum": ["military"]}}, "quad_code": {"enum": [1, 2, 3, 4]},
        "dead": _COUNT, "injured": _COUNT, "arrested": _COUNT, "event_text": {"type": "string"}, "link": _WORDS,
        "cite_info": _WORDS, "coder": {"const": "marsad"}, "comment": {"type": ["string", "null"]},
        "event_loc": {
            "type": ["object", "null"], "additionalProperties": False,
            "properties": {
                **{k: {"type": ["string", "null"]} for k in ("resolved_place", "city", "district", "province")},
                "geonameid": {"type": ["integer", "null"]}, "lat": {"type": ["number", "null"]},
                "lon": {"type": ["number", "null"]}, "country": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"},
                "feature_code": {"enum": ["PPLX", "PPL", "RGN", "ADM2", "ADM1", "PCLI", None]},
                "resolution": {"enum": [1, 2, 3, 4, 5, None]},
            },
        },
    },
}  # fmt: skip
SPAN = Span(0, 1, "ا")


def varied() -> list[Event]:
    """The events of the demo, and each of them as every type on a day."""
    day = TimeRef(SPAN, "2020-01-28", "2020-01-28", "day")
    return demo_events() + [replace(e, type=kind, time=day) for e in demo_events() for kind in ontology.types()]


def test_objects_are_as_the_schema_says(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    done = write(exporter("plover"), varied(), str(file))
    found = json.loads(file.read_text(encoding="utf-8"))
    assert len(found) == done.records > 1000
    check = jsonschema.Draft202012Validator(SCHEMA)
    for one in found:
        check.validate(one)
        assert set(one["mode"]) <= set(MODES[one["event"]].split())
        assert list(one) == [f.name for f in plover.FIELDS]
    assert {one["event"] for one in found} == {k.plover_type for k in ontology.types().values() if k.plover_type}
    assert MODES.keys() == plover.QUAD.keys()


def test_columns_and_codes_of_polecat(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    write(exporter("polecat"), varied(), str(file))
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t"))
    assert rows[0] == COLUMNS == [f.name for f in polecat.FIELDS]
    assert len(COLUMNS) == 40
    assert len(rows) > 500
    for cells in rows[1:]:
        assert len(cells) == 40
        row = dict(zip(COLUMNS, cells, strict=True))
        assert all(cells)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["Event Date"])
        assert row["Event Mode"] == "None" or row["Event Mode"] in MODES[row["Event Type"]].split()
        assert row["Quad Code"] == str(plover.QUAD[row["Event Type"]])
        for role in ("Actor", "Recipient"):
            sectors = row[f"{role} Sectors"].split("; ")
            assert set(sectors) <= {*SECTORS, "None"}
            assert row[f"Primary {role} Sector"] == sectors[0]
            assert len(row[f"{role} Country"].split("; ")) == len(sectors)


def dated(start: str | None, end: str | None) -> Event:
    event = replace(demo_events()[2], type="airstrike", status="happened", time=TimeRef(SPAN, start, end, "day"))
    return replace(event, testimonies=tuple(
        replace(t, stance="confirms", told=tuple(
            replace(x, report=replace(x.report, published="2020-01-28T10:00:00+03:00")) for x in t.told))
        for t in event.testimonies
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("status", "end", "marks"),
    [
        ("happened", "2020-01-28", []), ("ongoing", "2020-01-28", []), ("failed", "2020-01-28", []),
        ("planned", "2020-01-28", ["future"]), ("threatened", "2020-01-28", ["hypothetical"]),
        ("possible", "2020-01-28", ["hypothetical"]), ("not-happened", "2020-01-28", ["negation"]),
        ("prevented", "2020-01-28", ["negation"]), ("happened", "2019-01-28", []),
        ("happened", "2019-01-27", ["historical"]), ("not-happened", "2012-01-01", ["negation", "historical"]),
    ],
)  # fmt: skip
def test_marks(status: str, end: str, marks: list[str]) -> None:
    made = plover.code(replace(dated(end, end), status=status))
    assert isinstance(made, dict)
    assert made["auxiliary"] == marks
    if "negation" in marks:
        assert polecat.code(replace(dated(end, end), status=status)) == "nobody says that it happened"


def test_what_has_no_code_is_left_out() -> None:
    event = dated("2020-01-28", "2020-01-28")
    assert plover.code(replace(event, type="displacement")) == "of a type that PLOVER does not have"
    assert plover.code(dated("2012-01-01", None)) == "its day is not known"
    expected = replace(event, testimonies=tuple(replace(t, stance="expects") for t in event.testimonies))
    assert polecat.code(expected) == "nobody says that it happened"


def test_days_figures_parties_and_place() -> None:
    place = Place(SPAN, "geonames:167611", "ا", "A", 35.9, 36.6, "governorate", 30.0, "SY", "SY-ID")
    army = Mention(SPAN, "ru-air-force", "ا", "Russian Air Force", "state-forces", None)
    someone = Mention(SPAN, None, None, None, "person")
    numbers = (Estimate("killed", 2.0, 3.0, None, 2), Estimate("injured", 5.0, 5.0, 9.0, 1),
               Estimate("captured", 4.0, 4.0, 4.0, 1), Estimate("injured", 1.0, 1.0, 1.0, 1, "children"))  # fmt: skip
    event = replace(
        dated("2020-01-01", "2020-01-03"), place=place, numbers=numbers, actors=(army,), targets=(someone, someone)
    )
    made = plover.code(event)
    assert isinstance(made, dict)
    assert (made["date"], made["enddate"]) == ("2020-01-01", "2020-01-03")
    assert (made["dead"], made["injured"], made["arrested"]) == (3, 5, None)
    assert [(p["country"], p["sector"]) for p in made["actor"]] == [("RUS", ["MIL"])]
    assert [(p["name"], p["country"], p["sector"]) for p in made["recipient"]] == [
        ("Civilians (Syria)", "SYR", ["CVL"])
    ]
    assert made["event_loc"]["geonameid"] == 167611
    assert (made["event_loc"]["resolution"], made["event_loc"]["city"]) == (4, None)
    assert "killed 2 or more" in made["comment"]
    arrest = plover.code(replace(event, type="arrest"))
    assert isinstance(arrest, dict)
    assert arrest["arrested"] == 4
    nowhere = plover.code(replace(dated(None, None), place=None))
    assert isinstance(nowhere, dict)
    assert (nowhere["date"], nowhere["enddate"], nowhere["event_loc"]) == ("2020-01-28", None, None)
