"""The fields of a claim in words, part by part."""

from __future__ import annotations

import pytest
from made import bare, claim, readings, span

from marsad import ontology
from marsad.model import STATUSES, Mention, NumberKind, Place, Quantity, Source, TimeRef
from marsad.report.words import (
    Part,
    figure,
    mention_parts,
    number_parts,
    numbered,
    place_parts,
    plain,
    source_parts,
    time_parts,
    type_label,
    who_parts,
    words,
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_code_has_a_word(language: str) -> None:
    label = words(language)
    assert {f"status.{s}" for s in STATUSES} <= label.keys()
    assert {f"number.{k}" for k in NumberKind.__args__} <= label.keys()
    assert {f"role.{r}" for r in ("outlet", "relay", "speaker")} <= label.keys()
    assert all(type_label(code, language) for code in ontology.types())
    assert all(label.values())


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(3, 3, "3"), (2, 4, "2–4"), (15, None, "≥ 15"), (None, 4, "≤ 4"), (None, None, "?"), (0, 0, "0"),
     (520_000, 520_000, "520,000"), (1_234_567, 2_000_000, "1,234,567–2,000,000"), (2.5, 2.5, "2.5")],
)  # fmt: skip
def test_figures(low: float | None, high: float | None, shown: str) -> None:
    assert figure(low, high) == shown


def test_counts_stand_left_to_right() -> None:
    parts = number_parts(claim().numbers, words("en"))
    assert plain(parts) == "killed: 3 · injured: ≈ ≥ 15"
    assert [p.text for p in parts if p.kind == "value"] == ["3", "≈ ≥ 15"]
    assert number_parts([Quantity(span("قصفت"), "other", None, None)], words("en"))[-1].text == "?"


def test_mentions_keep_the_words_of_the_text() -> None:
    known = claim().actors[0]
    assert plain(mention_parts(known, "ar")) == "المدفعية (الجيش)"
    assert plain(mention_parts(known, "en")) == "المدفعية (The army)"
    assert plain(mention_parts(Mention(span("المدفعية"), name_ar="المدفعية"), "ar")) == "المدفعية"
    assert plain(mention_parts(Mention(span("المدفعية")), "en")) == "المدفعية"
    # an outlet stands in no text; one without an English name keeps its own
    assert plain(mention_parts(claim().sources[0].mention, "en")) == "وكالة المثال"


def test_arrows_point_from_the_doer_in_both_directions_of_writing() -> None:
    assert plain(who_parts(claim(), "ar")) == "المدفعية (الجيش) ← قرية كفرنبل"
    assert plain(who_parts(claim(), "en")) == "المدفعية (The army) → قرية كفرنبل"
    assert Part(" → ", "label") in who_parts(claim(), "en")  # in no right-to-left part, which would turn the order
    assert who_parts(bare(), "ar") == []
    assert plain(source_parts(claim().sources, "en", words("en"))) == "مصدر → وكالة المثال [outlet]"
    assert plain(source_parts(claim().sources, "ar", words("ar"))) == "مصدر ← وكالة المثال [منفذ]"
    assert plain(source_parts([Source("relay", Mention(span("مصدر")))], "en", words("en"))) == "مصدر [relay]"
    assert plain(source_parts([], "en", words("en"))) == "the report itself"


def test_targets_without_actors() -> None:
    made = claim()
    alone = type(made)(**{name: getattr(made, name) for name in made.__slots__} | {"actors": ()})
    assert plain(who_parts(alone, "en")) == "? → قرية كفرنبل"


def test_places_and_times() -> None:
    place, time = claim().place, claim().time
    assert place is not None
    assert time is not None
    assert plain(place_parts(place, "en")) == "كفرنبل (Kafr Nabl)  35.614, 36.567 ± 2 km"
    assert plain(place_parts(Place(span("كفرنبل")), "ar")) == "كفرنبل"
    assert plain(place_parts(Place(span("كفرنبل"), lat=0.0, lon=0.0), "ar")) == "كفرنبل  0.000, 0.000"
    assert plain(time_parts(time)) == "2020-01-27  «أمس»"
    assert plain(time_parts(TimeRef(span("أمس"), None, None, "unresolved"))) == "«أمس»"
    assert plain(time_parts(TimeRef(span("أمس"), "2016-01-01", None, "range"))) == "2016-01-01 – …  «أمس»"
    assert plain(time_parts(TimeRef(span("أمس"), None, "2016-01-01", "range"))) == "… – 2016-01-01  «أمس»"


def test_claims_are_numbered_through_all_reports() -> None:
    reports, first = numbered(readings())
    assert [[n for n, _ in claims] for claims in reports] == [[1, 2], [3, 4], []]
    assert first == {"c1": 1, "b1": 2, "c2": 3, "c3": 4}
