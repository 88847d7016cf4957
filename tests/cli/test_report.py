"""`marsad report` and `marsad notebook`: what they write, and what they say where something is wrong."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from shell import COMMAND, Marsad

from marsad.collect.ingest import Ingest
from marsad.report import situation
from marsad.store import Store

DEMO = Path(__file__).resolve().parents[2] / "demo" / "reports.jsonl"


@pytest.fixture
def demo(folder: Path) -> str:
    shutil.copy(DEMO, folder / "demo.jsonl")
    return "demo.jsonl"


def test_the_ending_of_the_file_tells_the_format(marsad: Marsad, demo: str, folder: Path) -> None:
    for name, start in (("r.md", b"# "), ("r.html", b"<!DOCTYPE"), ("r.pdf", b"%PDF"), ("r.docx", b"PK")):
        done = marsad("report", demo, "--lang", "en", "--data-dir", "none", "--out", name)
        assert (done.code, done.out, done.err) == (0, "", "")
        assert (folder / name).read_bytes().lstrip().startswith(start)


def test_markdown_and_html_go_to_standard_output(marsad: Marsad, demo: str) -> None:
    done = marsad("report", demo, "--lang", "ar", "--format", "md", "--data-dir", "none", "--digits", "latn")
    assert done.code == 0
    assert "# تقرير عن الوضع" in done.out
    assert "2020" in done.out


def test_period_and_area_choose_the_events(marsad: Marsad, demo: str) -> None:
    options = ("--lang", "en", "--format", "md", "--data-dir", "none")
    done = marsad("report", demo, "--from", "2020-01-28", "--to", "2020-01-29", "--area", "محافظة إدلب", *options)
    assert done.out.startswith("# Situation report: Idlib")
    assert "28 January 2020 to 29 January 2020" in done.out
    assert "Jamiyat al-Zahra" not in done.out.split("Evidence")[0]
    assert "Maarat al-Numan" in done.out


def test_an_empty_period_is_said(marsad: Marsad, demo: str) -> None:
    done = marsad("report", demo, "--from", "2019-01-01", "--to", "2019-01-07", "--format", "md", "--lang", "en")
    assert done.code == 0
    assert "No report tells of an event in this period and area." in done.out


def test_the_store_is_read_where_no_file_is_given(marsad: Marsad, demo: str) -> None:
    with Store.open("marsad.db", make=True) as store:
        Ingest(store).run([demo])
    done = marsad("report", "--to", "2020-02-03", "--format", "md", "--lang", "en")
    assert done.code == 0
    assert "28 January 2020 to 3 February 2020" in done.out


def test_a_report_from_a_store_is_an_act_of_its_custody_log(marsad: Marsad, demo: str, folder: Path) -> None:
    with Store.open("marsad.db", make=True) as store:
        Ingest(store).run([demo])
    assert marsad("report", "--to", "2020-02-03", "--out", "r.md").code == 0
    with sqlite3.connect("marsad.db") as connection:
        [(key, detail)] = connection.execute("SELECT key, detail FROM log WHERE act = 'exported'").fetchall()
    connection.close()
    told = json.loads(detail)
    assert (key, told["format"]) == ("r.md", "report/md")
    assert told["asked"] == {"from": "2020-01-28", "to": "2020-02-03"}
    assert told["sha256"] == hashlib.sha256((folder / "r.md").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--from", "2020-02-30"], "--from"),
        (["--to", "tomorrow"], "--to"),
        (["--from", "2020-02-03", "--to", "2020-02-01"], "--to: 2020-02-01 lies before --from 2020-02-03"),
        (["--from", "0001-01-01"], "--from"),
        (["--from", "1950-01-01"], "too long"),
        (["--area", "أرض لا يعرفها أحد"], "--area"),
        (["--format", "pdf"], "--out"),
        (["--out", "none/r.pdf"], "no folder"),
        (["--out", "demo.jsonl"], "would be overwritten"),
        (["--format", "rtf"], "--format"),
        (["--lang", "fr"], "--lang"),
    ],
)
def test_what_is_wrong_is_said(marsad: Marsad, demo: str, options: list[str], said: str) -> None:
    before = Path(demo).read_bytes()
    done = marsad("report", demo, *options)
    assert done.code == 2
    assert said in done.err
    assert Path(demo).read_bytes() == before


def test_reports_without_dates_choose_no_week(marsad: Marsad, folder: Path) -> None:
    done = marsad("report", "report.txt", "--format", "md")
    assert (done.code, "no report has a date" in done.err) == (2, True)


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_an_interrupted_run_leaves_the_old_file(
    marsad: Marsad, demo: str, folder: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    def fail(*_: object) -> bytes:
        raise failure

    (folder / "r.md").write_text("old", encoding="utf-8")
    monkeypatch.setattr(situation, "render", fail)
    assert marsad("report", demo, "--out", "r.md").code in (2, 130)
    assert (folder / "r.md").read_text(encoding="utf-8") == "old"
    assert not list(folder.glob(".marsad-*"))


def test_a_missing_package_is_named(marsad: Marsad, demo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    done = marsad("report", demo, "--out", "r.pdf")
    assert done.code == 2
    assert "'typst'" in done.err
    assert "marsad[report]" in done.err


def notebook(*arguments: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own: the client of the kernel leaves its sockets to the end of the process."""
    return subprocess.run([COMMAND, "notebook", *arguments], capture_output=True, text=True, check=False, timeout=300)


def test_the_notebook_runs_from_start_to_end(demo: str, folder: Path) -> None:
    done = notebook(demo, "--out", "n.ipynb", "--data-dir", "none", "--run")
    assert (done.returncode, done.stderr) == (0, "")
    cells = json.loads((folder / "n.ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = [kind for cell in cells for output in cell.get("outputs", []) for kind in output["data"]]
    assert outputs.count("text/html") == 5  # frames
    assert outputs.count("image/png") == 3  # events by day, map, deaths
    assert "text/markdown" in outputs


def test_the_notebook_over_a_store_is_the_same_each_time(marsad: Marsad, folder: Path) -> None:
    for name in ("a.ipynb", "b.ipynb"):
        assert marsad("notebook", "--store", 'x"); import os  #.db', "--lang", "ar", "--out", name).code == 0
    assert (folder / "a.ipynb").read_bytes() == (folder / "b.ipynb").read_bytes()
    cells = json.loads((folder / "a.ipynb").read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    for source in sources:
        compile(source, "cell", "exec")
    assert """Store.open('x"); import os  #.db')""" in sources[0]


def test_a_notebook_that_fails_is_not_written(folder: Path) -> None:
    done = notebook("--store", "nothing.db", "--out", "n.ipynb", "--run")
    assert done.returncode == 2
    assert "a cell failed" in done.stderr
    assert not (folder / "n.ipynb").exists()
