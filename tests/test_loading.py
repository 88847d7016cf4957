"""Tables and caches: the collector rests while tables load, and what follows from a word is worked out once."""

from __future__ import annotations

import gc

import pytest

from marsad import resources
from marsad.language.ar import perword
from marsad.language.ar.perword import PerWord
from marsad.language.ar.phrases import PhraseTable, fold, variants


def test_the_collector_rests_while_tables_load_and_works_again_after_an_error() -> None:
    @resources.loading()
    def load() -> None:
        assert not gc.isenabled()
        raise ValueError

    assert gc.isenabled()
    with pytest.raises(ValueError):
        load()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with resources.loading():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_value_is_worked_out_once_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    known = PerWord(lambda word: asked.append(word) or len(word))
    assert [known["حلب"], known["حلب"], known["دمشق"]] == [3, 3, 4]
    assert asked == ["حلب", "دمشق"]
    monkeypatch.setattr(perword, "_LIMIT", 2)
    assert known["حمص"] == 3
    assert list(known) == ["حمص"], "emptied when full"


def test_the_longest_phrase_wins_and_a_shorter_one_where_the_sentence_ends() -> None:
    table: PhraseTable[str] = PhraseTable()
    for phrase in ("تل", "تل رفعت", "تل رفعت الشمالية"):
        table.add(phrase, phrase)
    for text, expected in (
        ("تل رفعت الشماليه", "تل رفعت الشمالية"), ("وتل رفعت", "تل رفعت"), ("تل ابيض", "تل"), ("تل", "تل"),
    ):  # fmt: skip
        folded = [fold(word) for word in text.split()]
        match = table.longest(folded, 0, table.opening(variants(text.split()[0])))
        assert match is not None
        assert match.value == [expected]
        assert match.end == len(expected.split())
    assert table.longest(["حلب"], 0, table.opening(variants("حلب"))) is None
