"""The tools that fit weights run on the project's own gold: what they write has the signs that the code asks for."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold" / "demo"


@pytest.mark.parametrize(("name", "sign"), [("fit_confidence", "place:own"), ("fit_signs", "voice:same")])
def test_weights_are_fitted_and_written(
    name: str, sign: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    tool = importlib.import_module(name)
    table = tmp_path / "weights.tsv"
    monkeypatch.setattr(tool, "TABLE", table)
    monkeypatch.setattr(sys, "argv", [name, str(GOLD)])
    tool.main()
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines[0][0] == "sign"
    weights = {row[0]: float(row[1]) for row in lines[1:]}
    assert {sign, "bias"} <= weights.keys()
    assert "log loss" in capsys.readouterr().out
