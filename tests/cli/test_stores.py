"""The commands on a store: what they print, and how they refuse."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from shell import Marsad

from marsad.cli.progress import Progress, Steps

DEMO = str(Path(__file__).resolve().parents[2] / "demo" / "reports.jsonl")


def test_from_ingest_to_search(marsad: Marsad, folder: Path) -> None:
    assert marsad("ingest", "report.txt", DEMO).out.startswith("13 new reports (1 of them copies) with ")
    assert "0 new reports with 0 claims, 13 known" in marsad("ingest", "report.txt", DEMO).out
    assert marsad("issues").out == "0 issues\n"
    found = marsad("search", "كفرنبل", "--bidi", "off", "--limit", "1")
    assert "⟦" in found.out
    assert found.out.endswith("1 reports shown\n")
    lines = marsad("search", '"جمعية الزهراء"', "--format", "json", "--since", "2020-02-01").out.splitlines()
    for line in lines:
        hit = json.loads(line)
        assert {hit["text"][a:b] for a, b in hit["hits"]} == {"جمعية الزهراء"}
    assert len(lines) == 3
    assert marsad("search", "لاشيءهنا").out == "0 reports\n"
    assert marsad("reread").out.startswith("0 reports read by ")
    assert "one version only" in marsad("diff-readings").err


def test_verify_and_seal(marsad: Marsad, folder: Path) -> None:
    marsad("ingest", "report.txt")
    seal = marsad("seal").out
    assert seal.startswith("marsad-seal:")
    (folder / "seals.txt").write_text(seal)
    for given in (seal.strip(), "seals.txt"):
        assert marsad("verify", "--seal", given).out.startswith("all is as it was written: ")
    with sqlite3.connect(folder / "marsad.db") as connection:
        connection.execute("DROP TRIGGER reports_no_UPDATE")
        connection.execute("UPDATE reports SET text = 'forged'")
    connection.close()
    shown = marsad("verify")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.splitlines()[0].startswith("marsad: report 1 was changed: ")
    assert marsad("verify", "--seal", "none.txt").code == 2
    assert "no seal" in marsad("verify", "--seal", "marsad-seal:x").err


def test_columns_are_remembered_by_name(marsad: Marsad, folder: Path) -> None:
    (folder / "a.csv").write_text("x,y\nقصفت المدفعية القرية.,2020-01-01\n", encoding="utf-8")
    refused = marsad("ingest", "a.csv")
    assert (refused.code, "no column holds the text" in refused.err) == (2, True)
    assert "no columns are remembered" in marsad("ingest", "a.csv", "--mapping", "m").err
    assert marsad("ingest", "a.csv", "--mapping", "m", "--columns", "text=x,published=y").code == 0
    (folder / "b.csv").write_text("x,y\nقصفت المدفعية البلدة.,2020-01-01\n", encoding="utf-8")
    assert marsad("ingest", "b.csv", "--mapping", "m").out.startswith("1 new reports")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ingest", "none.txt"], "none.txt: no such file"),
        (["ingest", "http://127.0.0.1:9/"], "private network"),
        (["ingest", "report.txt", "--workers", "0"], "no number from 1"),
        (["ingest", "report.txt", "--delay", "-1"], "--delay"),
        (["ingest", "report.txt", "--published", "soon"], "no date"),
        (["ingest", "report.txt", "--columns", "x"], "no FIELD=COLUMN"),
        (["ingest", "report.txt", "--store", "mysql://x/y"], "SQLite file or postgresql"),
        (["ingest", "report.txt", "--store", "no/such/folder.db"], "unable to open"),
        (["search", "قصف", "--store", "none.db"], "no such store"),
        (["search", "قصف", "--since", "May"], "no date"),
        (["search", "قصف", "--near", "-1"], "--near"),
        (["search"], "names nothing"),
        (["search", "--type", "raining"], "no type of event"),
        (["verify", "--store", "report.txt"], "not a database"),
        (["watch", "report.txt"], "cannot be read"),
        (["watch", "none.toml"], "No such file"),
    ],
)
def test_refusals_say_what_and_where(marsad: Marsad, arguments: list[str], told: str) -> None:
    shown = marsad(*arguments)
    assert shown.code == 2
    assert told in shown.err


def test_progress_is_for_terminals_and_long_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    from marsad.cli import progress

    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    with Progress("reports") as bar:
        now[0] = 5.0
        bar.show(10, 0.5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    now[0] = 0.0
    with Progress("reports") as bar:
        bar.show(200, 0.05)  # what an earlier run has done
        now[0] = 0.5
        bar.show(210, 0.1)
        now[0] = 10.0
        bar.show(800, 0.25, "2 bad")
    assert capsys.readouterr().err == "\r\x1b[K800 reports · 60/s · 25% · 0:37 left · 2 bad\r\x1b[K"
    now[0] = 0.0
    with Steps() as steps:
        steps("rows checked", 1, 100)
        now[0] = 2.0
        steps("rows checked", 41, 100)
        steps.fetching("names")(0, None)
        now[0] = 4.0
        steps.fetching("names")(8_000_000, 16_000_000)
    one, two = (line for line in capsys.readouterr().err.split("\r\x1b[K") if line)
    assert one == "41 rows checked · 20/s · 41% · 0:02 left"
    assert two == "8,000 kB of names fetched · 4000/s · 50% · 0:02 left"
