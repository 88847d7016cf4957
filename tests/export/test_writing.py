"""What every exporter does: the file is whole or not there, safe in a spreadsheet, documented, and withholds."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_events import TRAP, demo, demo_events, demo_readings, trapped
from pyarrow import parquet

from export_docs import PAGE, written
from golden_exports import golden, made
from marsad.cells import cell, joined
from marsad.cli.main import main
from marsad.errors import InputError
from marsad.events.event import Event
from marsad.export import EXPORTERS, exporter
from marsad.export.exporter import Exporter
from marsad.export.rules import RULES
from marsad.export.writing import write
from marsad.model import Reading
from marsad.store import Store
from marsad.withholding import MARK

DEMO = str(Path(__file__).resolve().parents[2] / "demo" / "reports.jsonl")
every = pytest.mark.parametrize("one", EXPORTERS, ids=lambda e: e.name)


def items(one: Exporter) -> list[Event] | list[Reading]:
    return demo_readings() if one.of == "reports" else demo_events()


@every
def test_fields_and_rules_are_known(one: Exporter) -> None:
    names = [f.name for f in one.fields]
    assert len(names) == len(set(names))
    assert {f.rule for f in one.fields} <= RULES.keys()


def test_names_are_one_each_and_rules_are_used() -> None:
    assert len({e.name for e in EXPORTERS}) == len(EXPORTERS)
    assert {f.rule for e in EXPORTERS for f in e.fields} == RULES.keys()


def test_the_page_says_what_the_code_does() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page, "run make export-docs"


@every
def test_the_demo_gives_the_golden_file(one: Exporter) -> None:
    assert made(one, demo()) == golden(one).read_text(encoding="utf-8"), "run make golden, and look at what changed"


@every
def test_an_interrupted_run_leaves_the_old_file(one: Exporter, tmp_path: Path) -> None:
    file = tmp_path / f"old{one.ending}"
    file.write_text("old")
    members = items(one)

    def broken() -> Iterator[Event | Reading]:
        yield from members[:5]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(one, broken(), str(file))  # type: ignore[arg-type]
    assert file.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == [file.name]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # xlsxwriter lets its archive go unclosed
@every
def test_a_full_disk_is_told(one: Exporter) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write(one, items(one), "/dev/full")
    assert Path("/dev/full").is_char_device()


@every
def test_nothing_gives_an_empty_file_and_the_same_gives_the_same(one: Exporter, tmp_path: Path) -> None:
    file = str(tmp_path / f"x{one.ending}")
    assert write(one, [], file).records == 0
    assert Path(file).stat().st_size > 0 or one.name in ("jsonl", "followthemoney", "ntriples")
    first, second = write(one, items(one), file), write(one, items(one), file)
    assert first.sha256 == second.sha256
    assert first.records + first.left.total() == len(items(one)) or "claims" in one.name


@every
def test_what_no_list_knows_is_withheld(one: Exporter, tmp_path: Path) -> None:
    """A made event full of private words: none of them is in the file, in whatever encoding."""
    file = tmp_path / f"x{one.ending}"
    done = write(one, [trapped(one.of)], str(file))  # type: ignore[arg-type]
    assert TRAP not in readable(file)
    assert done.withheld.names >= 2
    assert done.withheld.words >= 1  # the headline; in formats of claims each sentence too


@every
def test_mixed_text_survives(one: Exporter, tmp_path: Path) -> None:
    file = tmp_path / f"x{one.ending}"
    done = write(one, [trapped(one.of)], str(file), full=True)  # type: ignore[arg-type]
    assert done.withheld.names == done.withheld.words == 0
    if one.of == "reports" or one.name in ("csv", "xlsx", "claims-csv", "claims-xlsx", "geojson"):
        assert TRAP in readable(file)


def readable(file: Path) -> str:
    """All text of a file that a reader of its format sees, and its bytes."""
    raw = file.read_bytes()
    text = raw.decode("utf-8", "replace") + raw.decode("utf-16", "replace")
    if file.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(file).active
        text += "".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)
    if file.suffix == ".parquet":
        text += str(parquet.read_table(file).to_pylist())
    return text


def test_cells_do_nothing() -> None:
    for act in ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"):
        assert cell(act).startswith("'")
        assert cell([act, "a"]).startswith("'")
    assert cell("a\u202e=b\x07") == "a=b"
    assert cell(-3) == "-3"
    assert cell(-36.25) == "-36.25"


@given(st.text())
def test_a_cell_holds_its_text_and_does_nothing(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not re.search("[\x00-\x08\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert shown.removeprefix("'") == joined(text).removeprefix("'")
    assert joined(joined(text)) == joined(text)
    assert "\r" not in shown
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow([shown])
    [[back]] = csv.reader(io.StringIO(row.getvalue(), newline=""))
    assert back == shown


def test_formulas_are_text_in_both(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","y")'
    event = demo_events()[0]
    event = replace(event, id=evil, status="=1+1")
    for name in ("csv", "xlsx"):
        write(exporter(name), [event], str(tmp_path / f"x.{name}"), full=True)
    [row] = csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8")))
    assert (row["event"], row["status"]) == (f"'{evil}", "'=1+1")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    first = next(sheet.iter_rows(min_row=2))[0]
    assert (first.value, first.data_type, first.hyperlink) == (evil, "s", None)


def test_a_store_tells_what_left_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["ingest", DEMO]) == 0
    assert main(["export", "csv", "--out", "a.csv", "--type", "airstrike"]) == 0
    assert main(["verify"]) == 0
    with Store.open("marsad.db") as store:
        acts = notes(store)
    from hashlib import sha256

    digest = sha256((tmp_path / "a.csv").read_bytes()).hexdigest()
    assert acts["exported"]["sha256"] == acts["withheld"]["sha256"] == digest
    assert acts["exported"]["asked"] == {"type": "airstrike"}
    assert acts["exported"]["full"] is False
    assert acts["exported"]["records"] == len((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert MARK in (tmp_path / "a.csv").read_text(encoding="utf-8")


def notes(store: Store) -> dict[str, dict[str, object]]:
    """The notes of the custody log by act."""
    from sqlalchemy import select

    from marsad.store.schema import log

    with store.database.reading() as connection:
        rows = connection.execute(select(log.c.act, log.c.detail).where(log.c.kind == "note")).all()
    return {row.act: json.loads(row.detail) for row in rows}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gedcom", DEMO, "--out", "x"], "'gedcom' is no format. There are: csv, "),
        (["csv", DEMO], "no file to write to. e.g. --out events.csv"),
        (["csv", DEMO, "--out", "nowhere/x.csv"], "there is no folder 'nowhere'"),
        (["csv", DEMO, "--out", "."], "is a folder"),
        (["csv", DEMO, "--out", "x.csv", "--area", "لامكان"], "is no place that is known"),
        (["csv", "--out", "x.csv", "--store", "nowhere.db"], "there is no such store"),
    ],
)
def test_bad_wishes_are_told(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "begins"),
    [("csv", "event,type,status"), ("bayanat", "originid,title"), ("followthemoney", ""), ("jsonld", '{"@context":')],
)
def test_nothing_as_asked_is_said(name: str, begins: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x"
    assert main(["export", name, DEMO, "--out", str(file), "--since", "1990-01-01", "--until", "1990-01-02"]) == 0
    assert "nothing is as asked" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8").startswith(begins)


def test_the_formats_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "formats"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [e.name for e in EXPORTERS]


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r'pip install "marsad\[parquet\]"'):
        write(exporter("parquet"), demo_events(), str(tmp_path / "x.parquet"))
    assert not list(tmp_path.iterdir())
