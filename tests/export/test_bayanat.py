"""The sheet for Bayanat, read as its import reads it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_events import TRAP, demo_events, trapped

from marsad.events.event import Event
from marsad.export import bayanat, exporter
from marsad.export.writing import write
from marsad.model import Report

# The fields of its models that a sheet can fill; those of Event and GeoLocation behind a prefix.
BULLETIN = set(
    "originid title title_ar sjac_title sjac_title_ar description comments source_link source_link_type sources labels "
    "ver_labels locations publish_date documentation_date status tags".split()
)
EVENT = set("title title_ar comments comments_ar location eventtype from_date to_date estimated".split())
GEO = set("title lat lng comment main".split())


def written(events: Sequence[Event], tmp_path: Path, full: bool = False) -> pandas.DataFrame:
    """The sheet as pandas reads it, as in Bayanat."""
    file = tmp_path / "x.csv"
    write(exporter("bayanat"), events, str(file), full=full)
    return pandas.read_csv(file, keep_default_na=False, dtype=str)


def taken_apart(cell: str) -> list[str]:
    """A list as Bayanat reads it: in quotes, or between spaces and commas; without a comma one value."""
    if "," not in cell:
        return [cell.strip('" ')]
    return [found.strip('" ') for found in re.findall(r'"[^"]+"|[^ ,]+', cell)]


def test_the_columns_are_fields_of_bayanat(tmp_path: Path) -> None:
    sheet = written(demo_events(), tmp_path)
    assert list(sheet.columns) == [f.name for f in bayanat.FIELDS]
    for column in sheet.columns:
        prefix, _, rest = column.partition("_")
        known = {"event": EVENT, "geo": GEO}.get(prefix, BULLETIN)
        assert (rest if known is not BULLETIN else column) in known, column
    assert len(sheet) == len(demo_events())
    assert sheet["originid"].is_unique
    for column in ("title", "title_ar", "source_link"):
        assert sheet[column].str.len().max() <= 255
    assert (sheet["title"] != "").all()
    assert set(sheet["status"]) == {"Machine Created"}
    assert not (sheet["event_from_date"].map(bool) & ~sheet["event_from_date"].str.fullmatch(r"\d{4}-\d\d-\d\d")).any()


def test_lists_come_back(tmp_path: Path) -> None:
    sheet = written(demo_events(), tmp_path)
    for event, sources, tags in zip(demo_events(), sheet["sources"], sheet["tags"], strict=True):
        assert taken_apart(sources) == list(dict.fromkeys(t.report.outlet for t in event.told))
        assert taken_apart(tags) == ["marsad", event.type, event.status, event.agreement]


@given(
    st.lists(st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\"'"), min_size=1), min_size=1)
)
def test_every_list_comes_back(values: list[str]) -> None:
    assert taken_apart(bayanat.listed(values)) == list(dict.fromkeys(values))


@pytest.mark.parametrize("evil", ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "\r\n=1"])
def test_no_cell_runs(evil: str, tmp_path: Path) -> None:
    event = demo_events()[0]
    told = event.testimonies[0].told[0]
    report = Report("", "r", "f" * 64, "ar", "2020-01-28", evil, evil, evil)
    testimony = replace(event.testimonies[0], told=(replace(told, report=report),))
    assert event.place is not None
    place = replace(event.place, id=None, name_ar=evil, name_en=evil, span=replace(event.place.span, text=evil))
    written([replace(event, id=evil, testimonies=(testimony,), place=place)], tmp_path, full=True)
    rows = list(csv.reader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 2
    assert not [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))]


def test_words_of_reports_are_no_markup(tmp_path: Path) -> None:
    event = trapped()
    assert isinstance(event, Event)
    told = event.testimonies[0].told[0]
    words = "<script>alert(1)</script> & \u202eعربي ABC"
    claim = replace(told.claim, evidence=replace(told.claim.evidence, text=words))
    testimony = replace(event.testimonies[0], told=(replace(told, claim=claim),))
    text = written([replace(event, testimonies=(testimony,))], tmp_path, full=True)["description"][0]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; عربي ABC" in text
    assert "<" not in text
    assert TRAP in written([event], tmp_path, full=True)["description"][0]
    assert "Words:" not in written([event], tmp_path)["description"][0]
