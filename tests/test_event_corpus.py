"""The corpus of events: tests/corpus/events/*.toml, small sets of reports and what their claims have to do with each other.

Keys of a case: `name`; `reports` = tables with `text`, `published`, `outlet`; claims are named by the number of their
report and words of their trigger or evidence, with the type where several claims have them: `"1:قصف"`, `"2:سيطر:territory-gain"`.

* `one`: groups of claims that tell of one occurrence; `apart`: groups no two of which do.
* `contradict`: `[claim, claim, attribute]` for every contradiction that must be found; no other may be (`[]` = none).
* `agreement`: claim = word of its event; `independent`: claim = voices of its event.
* `figures`: claim = [kind, low, best, high] of its event, high -1 = open.
* `known`: why the case fails today; it must still fail then.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import marsad
from marsad.events.event import Event
from marsad.model import Claim

FOLDER = Path(__file__).parent / "corpus" / "events"
FILES = sorted(FOLDER.glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{file.stem}:{case['name']}")
    for file in FILES
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
KEYS = {"name", "note", "known", "reports", "one", "apart", "contradict", "agreement", "independent", "figures"}


def claim(result: marsad.Result, name: str) -> Claim:
    """The claim that a case names."""
    number, words, *kind = name.split(":")
    own = [c for c in result[int(number) - 1].claims if not kind or c.type == kind[0]]
    found = [c for c in own if words in c.trigger.text] or [c for c in own if words in c.evidence.text]
    assert len(found) == 1, f"{name}: {len(found)} claims: " + "; ".join(
        f"{c.type} {c.trigger.text}" for c in result[int(number) - 1].claims
    )
    return found[0]


def failures(case: dict[str, Any]) -> list[str]:
    """What is not as the case says."""
    result = marsad.read(case["reports"], data_dir="none")
    of: dict[str, Event] = {c.id: event for event in result.events() for c in event.claims}
    out = []
    for group in case.get("one", ()):
        if len({of[claim(result, name).id].id for name in group}) > 1:
            out.append(f"not one event: {group}")
    for group in case.get("apart", ()):
        if len({of[claim(result, name).id].id for name in group}) < len(group):
            out.append(f"not apart: {group}")
    if "contradict" in case:
        expected = {(frozenset(claim(result, n).id for n in pair[:2]), pair[2]) for pair in case["contradict"]}
        found = {(frozenset((c.first, c.second)), c.attribute): c.explanation_en for c in result.contradictions}
        out += [f"missed: {attribute}" for _, attribute in expected - found.keys()]
        out += [f"invented: {found[key]}" for key in found.keys() - expected]
    for name, word in case.get("agreement", {}).items():
        if (got := of[claim(result, name).id].agreement) != word:
            out.append(f"{name}: {got}")
    for name, count in case.get("independent", {}).items():
        if (n := of[claim(result, name).id].n_independent) != count:
            out.append(f"{name}: {n} independent")
    for name, (kind, low, best, high) in case.get("figures", {}).items():
        totals = {e.kind: e for e in of[claim(result, name).id].numbers if e.group is None}
        estimate = totals.get(kind)
        got3 = (estimate.low, estimate.best, -1 if estimate.high is None else estimate.high) if estimate else None
        if got3 != (low, best, high):
            out.append(f"{name}: {kind} {got3}")
    return out


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    assert case.keys() <= KEYS, f"unknown keys: {case.keys() - KEYS}"
    try:
        wrong = failures(case)
    except AssertionError as error:  # a claim that is not read
        wrong = [str(error)]
    if "known" in case:
        assert wrong, f"{case['name']} works now: take `known` away"
    else:
        assert not wrong, "\n".join(wrong)


def test_the_corpus_is_large_enough_and_mostly_right() -> None:
    known = sum("known" in case.values[0] for case in CASES)
    assert known <= len(CASES) // 5
    assert len({case.id for case in CASES}) == len(CASES)
