"""The table: one block, or one line, a claim."""

from __future__ import annotations

import re

import pytest
from made import HOSTILE, hostile, readings

import marsad
from marsad.model import Readings
from marsad.report.table import Table


def table(found: Readings, language: str = "en", **options: object) -> list[str]:
    options = {"colour": False, "bidi": "off"} | options
    return list(Table(language, **options).render(found))  # type: ignore[arg-type]


def test_a_block_a_claim() -> None:
    lines = table(readings())
    assert lines[:11] == [
        "one · وكالة المثال · 2020-01-28 · عنوان",
        "  Notes: no map",
        "",
        "[1] Shelling, artillery or missile attack · happened   c1",
        "    Who → whom: المدفعية (The army) → قرية كفرنبل",
        "    Where: كفرنبل (Kafr Nabl)  35.614, 36.567 ± 2 km",
        "    When: 2020-01-27  «أمس»",
        "    Numbers: killed: 3 · injured: ≈ ≥ 15",
        "    Says who: مصدر → وكالة المثال [outlet]",
        "    Evidence:",
        "      قال مصدر إن المدفعية ⟦قصفت⟧ أمس قرية كفرنبل.",
    ]
    bare = lines.index("[2] Shelling, artillery or missile attack · possible   b1")
    assert lines[bare + 1 : bare + 4] == ["    Says who: the report itself", "    Evidence:", "      ⟦قصفت⟧"]


def test_reports_without_claims_and_contradictions() -> None:
    lines = table(readings())
    assert lines[-5:] == [
        "three", "  No claims found in this text", "", "Contradictions: 1",
        "  [1] × [3] outcome: One says so; the other not",
    ]  # fmt: skip
    assert table(Readings(()))[-1] == "No contradictions among these claims"


def test_a_line_a_claim() -> None:
    lines = table(readings(), brief=True)
    assert lines[2] == (
        "  [1] Shelling, artillery or missile attack (happened) | المدفعية (The army) → قرية كفرنبل | كفرنبل | "
        "2020-01-27  «أمس» | killed: 3 · injured: ≈ ≥ 15 | مصدر"
    )
    assert [line[:5] for line in lines if line.startswith("  [")] == ["  [1]", "  [2]", "  [3]", "  [4]", "  [1]"]


def test_arabic_labels() -> None:
    lines = table(readings(), "ar")
    assert "[1] قصف مدفعي أو صاروخي · حدث   c1" in lines
    assert "    من ← على من: المدفعية (الجيش) ← قرية كفرنبل" in lines
    assert "  [1] × [3] النتيجة: واحد يقول نعم؛ والآخر لا" in lines


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("brief", [True, False])
@pytest.mark.parametrize("colour", [True, False])
def test_isolates_and_colours_change_nothing_else(language: str, brief: bool, colour: bool) -> None:
    bare = table(readings(), language, brief=brief)
    dressed = table(readings(), language, brief=brief, colour=colour, bidi="on")
    undressed = [re.sub("[\u200f\u2066-\u2069]|\x1b\\[[017]m", "", line) for line in dressed]
    assert undressed == ([re.sub("[⟦⟧]", "", line) for line in bare] if colour else bare)
    assert any("\x1b" in line for line in dressed) is colour
    assert all(line.startswith("\u200f") for line in dressed if line) is (language == "ar")


def test_nothing_hostile_reaches_the_terminal() -> None:
    for brief in (True, False):
        shown = "".join(table(hostile(), brief=brief))
        assert not set(shown) & set("\x1b\u202e\u2069\n")
        assert "alert('قصف')" in shown  # it is shown all the same
    assert "\x1b" in HOSTILE


def test_the_same_report_twice_keeps_every_claim() -> None:
    text = "قصفت المدفعية قرية كفرنبل."
    lines = table(marsad.read([text, text]), brief=True)
    assert [line[:5] for line in lines if line.startswith("  [")] == ["  [1]", "  [2]"]
