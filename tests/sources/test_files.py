"""Files become reports; what cannot be read is told, counted and stops nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.sources.files import Given, Intake, published, take

TEXT = "قصفت المدفعية قرية كفرنبل."


def take_lines(folder: Path, *values: object) -> Intake:
    path = folder / "r.jsonl"
    path.write_text("\n".join(v if isinstance(v, str) else json.dumps(v) for v in values), encoding="utf-8")
    return take([str(path)], Given())


@pytest.mark.parametrize(
    "value",
    ["2020-02-29", "2020-02-01T10:00", "2020-02-01T10:00:59Z", "2020-02-01T10:00:59.123+02:00", "2020-02-01 10:00",
     "2020-02-01T10:00+0300", "1900-01-01", "2199-12-31"],
)  # fmt: skip
def test_dates_are_kept_as_given(value: str) -> None:
    assert published(value) == value


def test_no_date_is_none() -> None:
    assert published(None) is None
    assert published("") is None


@pytest.mark.parametrize(
    "value", ["2019-02-29", "2020-2-1", "20200201", " 2020-02-01", "2020-02-01T", "1899-12-31", "now"]
)
def test_what_is_no_date(value: str) -> None:
    with pytest.raises(InputError, match=r"^there: .* is no (date|year of publication)\. Write it as"):
        published(value, "there")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_a_date(day: date) -> None:
    assert published(str(day)) == str(day)


def test_text_is_kept_byte_for_byte(tmp_path: Path) -> None:
    raw = "\r\n  قصفـتَ \u202b…\u202c  \r\nسطر\n\n"
    (tmp_path / "r.txt").write_bytes(raw.encode())
    intake = take([str(tmp_path / "r.txt")], Given(outlet="أ", published="2020-01-01"))
    [report] = intake.reports
    assert (report.text, report.outlet, report.published, report.id) == (raw, "أ", "2020-01-01", report.sha256)
    assert intake.where == [str(tmp_path / "r.txt")]


def test_every_field_of_a_line(tmp_path: Path) -> None:
    line = {"id": "1", "text": TEXT, "published": "2020-02-01", "outlet": "أ", "title": "ب", "url": "ج", "language": "ar-SY",
            "other": [1, {}]}  # fmt: skip
    [report] = take_lines(tmp_path, line).reports
    assert {k: getattr(report, k) for k in line if k != "other"} == {k: v for k, v in line.items() if k != "other"}


def test_where_reports_and_bad_lines_stand(tmp_path: Path) -> None:
    intake = take_lines(tmp_path, {"text": TEXT}, "", "{", {"text": TEXT + "!"}, {"text": ""})
    path = tmp_path / "r.jsonl"
    assert intake.where == [f"{path}:1", f"{path}:4"]
    assert [s.split(": ")[0] for s in intake.skipped] == [f"{path}:3", f"{path}:5"]
    assert intake.errors == []


def test_a_file_of_bad_lines_only_is_an_error(tmp_path: Path) -> None:
    intake = take_lines(tmp_path, "{", "[]")
    assert (intake.reports, intake.skipped) == ([], [])
    [error] = intake.errors
    assert "none of its 2 lines could be read; the first: " in error


def test_nothing_is_lost_in_a_file_of_two_encodings(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT}, ensure_ascii=False)
    for encodings in (["utf-8", "cp1256", "utf-8"], ["cp1256", "utf-8", "cp1256"]):
        (tmp_path / "r.jsonl").write_bytes(b"\n".join(line.encode(e) for e in encodings))
        intake = take([str(tmp_path / "r.jsonl")], Given())
        assert len(intake.reports) == encodings.count("utf-8")
        assert len(intake.skipped) == encodings.count("cp1256")


def test_the_same_report_given_twice_gets_an_id_of_its_own(tmp_path: Path) -> None:
    intake = take_lines(tmp_path, {"text": TEXT}, {"text": TEXT})
    one, two = intake.reports
    assert two.id == one.id + "#2"
    assert one.sha256 == two.sha256
    assert len(intake.notes) == 1


_VALUES = st.sampled_from([None, True, 0, 1.5, "", " ", "a", "2020-01-01", "\ud800", "\x00", [], {}, ["a"]]) | st.text(
    max_size=9
)
_FIELDS = st.sampled_from(["id", "text", "published", "outlet", "title", "url", "language", "x"])


@given(st.lists(st.dictionaries(_FIELDS, _VALUES, max_size=4) | _VALUES, max_size=6), st.text(max_size=20))
@settings(max_examples=100)
def test_every_line_is_a_report_or_a_message(
    tmp_path_factory: pytest.TempPathFactory, values: list[object], garbage: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    lines = [json.dumps(v) for v in values] + [garbage.replace("\n", " ")]
    path.write_bytes("\n".join([json.dumps({"text": TEXT}), *lines]).encode("utf-8", "surrogatepass"))
    intake = take([str(path)], Given())
    strip = " \t\r\ufeff"
    assert len(intake.reports) + len(intake.skipped) == 1 + sum(bool(line.strip(strip)) for line in lines)
    assert len({r.id for r in intake.reports}) == len(intake.reports) == len(intake.where)
