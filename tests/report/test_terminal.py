"""Text for terminals: isolated by direction, nothing in it that acts on the terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.report.terminal import Terminal, clean
from marsad.report.words import Part

WORDS = st.text(max_size=60) | st.text("قصف\x1b\x9b\x07\u202e\u2069\u2068\u200f⟦⟧ \n", max_size=60)


@given(WORDS)
@settings(max_examples=200)
def test_nothing_acts_on_the_terminal(text: str) -> None:
    for shown in (
        clean(text),
        Terminal("ar", bidi="off").words(text),
        *Terminal("en", bidi="off").paragraph(text, 0, 1, 20),
    ):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)


@given(WORDS)
@settings(max_examples=200)
def test_isolates_are_closed(text: str) -> None:
    show = Terminal("ar", colour=True)
    for shown in (show.words(text), show.value(text), show.sentence(text), *show.paragraph(text, 1, 4, 20)):
        depth = 0
        for c in shown:
            depth += (c in "\u2066\u2067\u2068") - (c == "\u2069")
            assert depth in (0, 1)
        assert depth == 0


def test_directions() -> None:
    parts = [Part("قصف", "words"), Part(" → ", "label"), Part("2–4", "value")]
    assert Terminal("en").field(parts) == "\u2068قصف\u2069 → \u20662–4\u2069"
    assert Terminal("en", bidi="off").field(parts) == "قصف → 2–4"
    assert Terminal("ar").line("x") == "\u200fx"
    assert Terminal("ar", bidi="off").line("x") == Terminal("en").line("x") == "x"
    assert Terminal("ar").sentence("x") == "\u2067x\u2069"
    assert Terminal("en").sentence("قصف: x") == "\u2066قصف: x\u2069"


def test_colour() -> None:
    assert Terminal("ar", colour=True).bold("x") == "\x1b[1mx\x1b[0m"
    assert Terminal("ar").bold("x") == "x"


@pytest.mark.parametrize("colour", [True, False])
def test_a_marked_paragraph(colour: bool) -> None:
    text = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية"
    start, end = text.index("اثنان"), text.index("سبعة") + len("سبعة")
    lines = list(Terminal("ar", colour=colour, bidi="off").paragraph(text, start, end, 20))
    assert len(lines) > 2
    if colour:  # each line turns the mark on and off for itself
        for line in lines:
            assert line.count("\x1b[7m") == line.count("\x1b[0m")
        assert re.sub("\x1b\\[[07]m", "", " ".join(lines)) == text
        assert [line for line in lines if "\x1b[7m" not in line] == ["ثمانية"]
    else:
        assert " ".join(lines) == text[:start] + "⟦" + text[start:end] + "⟧" + text[end:]


def test_a_paragraph_without_its_mark() -> None:
    for start, end in ((-1, 3), (0, 0), (2, 99)):
        assert list(Terminal("ar", bidi="off").paragraph("قصف قرية", start, end, 40)) == ["قصف قرية"]
    assert list(Terminal("ar", bidi="off").paragraph("", 0, 0, 40)) == [""]
