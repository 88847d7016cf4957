"""The tools that fit weights run on the project's own gold: what they write has the signs that the code asks for."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from marsad.store import Store
from marsad.store.verify import verify

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


def test_a_made_store_is_as_if_its_reports_had_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    tool = importlib.import_module("make_store")
    with Store.open(str(tmp_path / "made.db"), make=True) as store:
        tool.fill(store, 60, 3, 1)
        assert not list(verify(store))
        found = list(store.latest())
        assert sum(len(r.claims) for r in found) > 100
        for reading in found:
            for claim in reading.claims:
                spans = [claim.trigger, claim.evidence, *(m.span for m in (*claim.actors, *claim.targets))]
                spans += [claim.place.span] if claim.place else []
                assert all(reading.report.text[s.start : s.end] == s.text for s in spans)
