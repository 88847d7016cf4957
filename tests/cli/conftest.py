"""A command line in this process: what it prints and its exit code."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from shell import SENTENCE, Marsad, Run

from marsad.cli.main import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with one plain report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(SENTENCE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def marsad(folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Marsad:
    """Runs `marsad ARGUMENT…` in the folder; argparse's way out is an exit code too. Never a traceback."""

    def run(*arguments: str, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        try:
            code = main(arguments)
        except SystemExit as leave:
            code = int(leave.code or 0)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        assert all(line.startswith(("marsad: ", "usage: ", " ")) or ": error: " in line for line in err.splitlines())
        return Run(code, out, err)

    return run
