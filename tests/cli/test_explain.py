"""`marsad explain`: the rule, the clause, what fills each slot and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import SENTENCE, Marsad, Run

import marsad as package
from marsad.cli.explain import _Explainer
from marsad.model import Reading, Step
from marsad.report.terminal import Terminal

DEMO = Path(__file__).resolve().parents[2] / "demo" / "reports.jsonl"


def test_a_claim_is_explained(marsad: Marsad) -> None:
    [claim] = json.loads(marsad("read", "report.txt", "--format", "json").out)["claims"]
    shown = marsad("explain", "report.txt", "--ui", "en", "--bidi", "off")
    assert (shown.code, shown.err) == (0, "")
    for told in (
        claim["id"], "Shelling", f"Rule: {claim['rule']}", f"= {claim['confidence']:.2f}",
        f"Evidence [0–{len(SENTENCE)}]", "⟦قصفت⟧ المدفعية قرية كفرنبل.", "= قصفت [0–4] shelling", "= happened",
        "المدفعية [5–13]", f"كفرنبل [19–25] {claim['place']['id']}", "subject of",
    ):  # fmt: skip
        assert told in shown.out, told


def test_every_claim_and_every_step_is_shown(marsad: Marsad) -> None:
    shown = marsad("explain", str(DEMO), "--ui", "en", "--bidi", "off")
    assert shown.code == 0
    reports = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    found = package.read(reports, explain=True)
    lines = set(shown.out.splitlines())
    for reading in found:
        assert reading.steps
        for claim in reading.claims:
            assert claim.id in shown.out
            for step in reading.steps[claim.id]:
                assert any(f"{step.slot} {step.outcome}: {' '.join(step.why.split())}" in line for line in lines)


def test_the_namesakes_of_a_place_are_told(marsad: Marsad, folder: Path) -> None:
    (folder / "namesakes.txt").write_text("قصف الطيران بلدة الطيبة في ريف درعا.", encoding="utf-8")
    shown = marsad("explain", "namesakes.txt", "--ui", "en", "--bidi", "off").out
    [line] = [line for line in shown.splitlines() if "places of the name" in line]
    assert "fit: marsad:sy-al-taybah-daraa" in line
    assert "contradict what is named with it" in line


def test_one_claim(marsad: Marsad) -> None:
    ids = [c.id for c in package.read(DEMO.read_text(encoding="utf-8").splitlines()[0]).claims]
    reports = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    ids = [c.id for c in package.read(reports).claims]
    shown = marsad("explain", str(DEMO), "--claim", ids[3][:12])
    assert shown.code == 0
    assert [i for i in ids if i in shown.out] == [ids[3]]
    assert len(shown.out.splitlines()) < 60


def test_no_such_claim(marsad: Marsad) -> None:
    told = "marsad: no claim has an id that starts with 'zz'. marsad read prints the ids\n"
    assert marsad("explain", "report.txt", "--claim", "zz") == Run(2, "", told)


def test_a_report_without_claims_is_named(marsad: Marsad, folder: Path) -> None:
    (folder / "none.jsonl").write_text('{"id": "quiet", "text": "صباح الخير"}', encoding="utf-8")
    shown = marsad("explain", "none.jsonl", "--ui", "en")
    assert shown.code == 0
    assert "quiet" in shown.out
    assert "No claims found" in shown.out


@pytest.mark.parametrize("language", ["ar", "en"])
def test_all_outcomes_and_unknown_slots(language: str) -> None:
    """No step is dropped because its slot has no place in the picture."""
    [reading] = package.read(SENTENCE)
    claim = reading.claims[0]
    steps = (
        Step("actors", "found", "المدفعية", "subject"), Step("place", "carried", "كفرنبل", "before"),
        Step("target", "rejected", "قرية", "unknown"), Step("claim", "taken", "", "light verb"),
        Step("topic", "rejected", "غيره", "no slot of ours"),
    )  # fmt: skip
    explainer = _Explainer(language, Terminal(language, bidi="off"))
    shown = "\n".join(explainer.report(Reading(reading.report, (claim,), steps={claim.id: steps}), [(1, claim)]))
    for line in (
        "+ «المدفعية» actors found: subject", "~ «كفرنبل» place carried: before",
        "- «قرية» target rejected: unknown", "+ claim taken: light verb", "- «غيره» topic rejected: no slot of ours",
    ):  # fmt: skip
        assert line in shown


def test_bidi_and_labels(marsad: Marsad) -> None:
    on = marsad("explain", "report.txt").out
    assert "القاعدة" in on
    assert on.count("\u2069") == on.count("\u2066") + on.count("\u2067") + on.count("\u2068") > 0
    assert not set(marsad("explain", "report.txt", "--bidi", "off").out) & set("\u200f\u2066\u2067\u2068\u2069")
