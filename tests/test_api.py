"""The Python API: what `marsad.read` takes, gives and refuses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pandas
import pytest

import marsad
from marsad.errors import InputError, MarsadError
from marsad.model import Readings

TEXT = "قصفت المدفعية قرية كفرنبل."
TOLL = "قتل 7 مدنيين بينهم 3 أطفال وأصيب 20 آخرون في قصف على قرية كفرنبل."


def test_importing_loads_nothing() -> None:
    code = "import sys, marsad; print([m for m in sys.modules if m.startswith('marsad')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['marsad']\n"


def test_names() -> None:
    assert set(marsad.__all__) == {"Located", "Result", "__version__", "geocode", "read"}
    assert marsad.Result.__mro__[1] is Readings
    with pytest.raises(AttributeError, match="has no attribute 'write'"):
        marsad.write  # type: ignore[attr-defined]  # noqa: B018


def test_one_report() -> None:
    result = marsad.read(
        TEXT,
        published="2020-01-28",
        outlet="وكالة المثال",
        title="عنوان",
        url="https://example.org/1",
        id="r1",
        language="ar-SY",
    )
    assert isinstance(result, marsad.Result)
    assert len(result) == 1
    report = result[0].report
    assert (report.text, report.id, report.published, report.outlet) == (TEXT, "r1", "2020-01-28", "وكالة المثال")
    assert (report.title, report.url, report.language) == ("عنوان", "https://example.org/1", "ar-SY")
    assert [c.type for c in result.claims] == ["shelling"]
    assert result.contradictions == ()
    assert result.to_dicts() == [result[0].to_dict()]


def reports() -> Iterator[Any]:
    yield TEXT
    yield {"text": TEXT + " ", "outlet": "أ", "unknown": 1}
    yield {"text": TEXT + "  ", "outlet": None}


def test_several_reports() -> None:
    for given in (list(reports()), tuple(reports()), reports()):
        result = marsad.read(given, outlet="ب", published="2020-01-28")
        assert [r.report.outlet for r in result] == ["ب", "أ", "ب"]
        assert [r.report.published for r in result] == ["2020-01-28"] * 3
        assert len(result.claims) == 3
    assert list(marsad.read([])) == []
    assert marsad.read({"text": TEXT, "id": "m"})[0].report.id == "m"


def test_texts_without_arabic_are_issues_not_errors() -> None:
    for text in ("", " ", "hello", "\ud800", "\x00"):
        [reading] = marsad.read(text)
        assert reading.claims == ()
        assert any("no Arabic" in issue for issue in reading.issues)


def test_without_a_date_it_is_said() -> None:
    assert any("no publication date" in issue for issue in marsad.read(TEXT)[0].issues)
    assert marsad.read(TEXT, published="2020-01-28")[0].issues == ()


def test_explained() -> None:
    [reading] = marsad.read(TEXT, explain=True)
    assert set(reading.steps) == {c.id for c in reading.claims}
    assert any(step.outcome == "found" for step in reading.steps[reading.claims[0].id])
    assert marsad.read(TEXT)[0].steps == {}


@pytest.mark.parametrize(
    ("given", "options", "told"),
    [
        (b"bytes", {}, "bytes is no report. Give a string, a mapping, or a list of them"),
        (None, {}, "NoneType is no report. Give a string, a mapping, or a list of them"),
        (7, {}, "int is no report. Give a string, a mapping, or a list of them"),
        ([TEXT, 7], {}, "report 2: int is no report. Give a string or a mapping"),
        ([{"title": "x"}], {}, 'report 1: "text" is missing or no string'),
        ([{"text": 7}], {}, 'report 1: "text" is missing or no string'),
        ({"text": TEXT, "outlet": 7}, {}, 'report 1: "outlet" is no string'),
        (TEXT, {"id": 7}, 'report 1: "id" is no string'),
        (TEXT, {"published": 2020}, 'report 1: "published" is no string'),
        (TEXT, {"published": "2020-02-30"},
         "report 1: '2020-02-30' is no date. Write it as 2020-02-01 or 2020-02-01T14:30:00+03:00"),
        ([TEXT, {"text": TEXT, "published": "soon"}], {},
         "report 2: 'soon' is no date. Write it as 2020-02-01 or 2020-02-01T14:30:00+03:00"),
    ],
)  # fmt: skip
def test_what_is_refused(given: Any, options: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError) as error:
        marsad.read(given, **options)
    assert str(error.value) == told
    assert isinstance(error.value, MarsadError)


def test_results_cannot_be_changed() -> None:
    result = marsad.read(TEXT)
    with pytest.raises(AttributeError):
        result.members = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        result[0].report.text = ""  # type: ignore[misc]


def test_frame() -> None:
    result = marsad.read([TEXT, TOLL], published="2020-01-28", outlet="وكالة المثال")
    frame = result.to_frame()
    assert list(frame["claim"]) == [c.id for c in result.claims]
    first = frame.iloc[0]
    assert (first["type"], first["status"], first["outlet"], first["place"]) == (
        "shelling", "happened", "وكالة المثال", "كفرنبل",
    )  # fmt: skip
    assert first["evidence"] == TEXT
    assert pandas.isna(first["source"])
    assert first["lat"] == result.claims[0].place.lat  # type: ignore[union-attr]
    counted = [(c.id, q) for c in result.claims for q in c.numbers]
    assert counted
    for id, q in counted:
        row = frame[frame["claim"] == id].iloc[0]
        same = [n for n in row["numbers"] if n["kind"] == q.kind]
        assert row[f"{q.kind}_low"] == same[0]["low"]
        assert q.to_dict() in row["numbers"]


def test_frame_of_nothing_has_its_columns() -> None:
    frame = marsad.read("صباح الخير").to_frame()
    assert len(frame) == 0
    assert list(frame.columns[:3]) == ["report", "claim", "event"]
    assert "numbers" in frame.columns


def test_a_notebook_shows_a_page() -> None:
    html = marsad.read(TEXT)._repr_html_()
    assert "<html" not in html
    assert html.count('<li class="claim"') == 1
    assert "كفرنبل" in html
