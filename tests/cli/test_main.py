"""`marsad` itself: its commands, its ways out, and streams that fail it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from shell import COMMAND, Marsad, Run

import marsad as package
from marsad.cli import main as cli


def test_version_and_help(marsad: Marsad) -> None:
    assert marsad("--version") == Run(0, f"marsad {package.__version__}\n", "")
    for arguments in (["--help"], ["read", "--help"], ["explain", "--help"]):
        shown = marsad(*arguments)
        assert (shown.code, shown.err) == (0, "")
        assert shown.out.startswith("usage: marsad")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "COMMAND"),
        (["publish"], "publish"),
        (["read", "--no-such-option"], "--no-such-option"),
        (["read", "--pub", "2020-02-01", "report.txt"], "--pub"),  # no guessing from half a name
        (["read", "report.txt", "--format", "xml"], "xml"),
        (["read", "report.txt", "--bidi", "maybe"], "maybe"),
        (["read", "report.txt", "--ui", "fr"], "fr"),
        (["read", "report.txt", "--published"], "--published"),
        (["explain"], "FILE"),
        (["explain", "report.txt", "--format", "json"], "--format"),
    ],
)
def test_wrong_arguments_are_named(marsad: Marsad, arguments: list[str], told: str) -> None:
    shown = marsad(*arguments)
    assert (shown.code, shown.out) == (2, "")
    assert told in shown.err.splitlines()[-1]


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([COMMAND, *arguments], stderr=subprocess.PIPE, check=False, **options)


def test_a_full_disk_is_told(folder: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = run("read", "report.txt", stdout=full)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["marsad: standard output: No space left on device"]


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run("read", "report.txt", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_streams(folder: Path) -> None:
    script = '"$0" read report.txt >&-; echo $?; "$0" read - <&-; echo $?; "$0" read nofile 2>&-; echo $?'
    done = subprocess.run(["sh", "-c", script, str(COMMAND)], capture_output=True, check=True)
    assert done.stdout.split() == [b"2", b"2", b"2"]
    assert done.stderr.decode().splitlines() == [
        "marsad: standard output: is closed",
        "marsad: standard input: is closed. Name a file",
    ]


def test_an_interrupt_ends_quietly(folder: Path) -> None:
    script = (
        "import sys; from marsad.cli import main, read\n"
        "def stop(*_, **__): raise KeyboardInterrupt\n"
        "read.read_reports = stop\n"
        "sys.exit(main.main(['read', 'report.txt']))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"marsad: interrupted\n")


def test_output_is_utf8_whatever_the_locale(folder: Path) -> None:
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = run("read", "report.txt", "--format", "json", stdout=subprocess.PIPE, env=environment)
    assert done.returncode == 0
    assert "كفرنبل" in done.stdout.decode("utf-8")


def test_commands_are_those_of_the_table() -> None:
    [commands] = [a for a in cli.parser()._actions if a.dest == "command"]
    assert commands.choices is not None
    assert list(commands.choices) == [
        "read", "explain", "events", "event", "contradictions", "control", "tolls", "sources", "timeline", "why",
        "report", "notebook", "decide", "merge", "split", "decisions", "export",
        "ingest", "watch", "search", "issues", "verify", "seal", "reread", "diff-readings", "geocode", "gazetteer",
        "serve", "users",
    ]  # fmt: skip
    assert len(cli.COMMANDS) == 29


@pytest.mark.parametrize("workers", ["1", "2"])
def test_told_to_end_it_ends_quietly(folder: Path, workers: str) -> None:
    lines = "".join(json.dumps({"text": f"قصفت المدفعية الحي رقم {k} في المدينة."}) + "\n" for k in range(30_000))
    (folder / "many.jsonl").write_text(lines, encoding="utf-8")
    command = [sys.executable, "-c", "import sys; from marsad.cli.main import main; sys.exit(main())"]
    running = subprocess.Popen(
        [*command, "ingest", "many.jsonl", "--workers", workers],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while not (folder / "marsad.db").exists():
        time.sleep(0.02)
    time.sleep(0.3)
    running.terminate()
    out, said = running.communicate(timeout=60)
    assert (running.returncode, out, said.decode()) == (143, b"", "marsad: ended as told\n")
