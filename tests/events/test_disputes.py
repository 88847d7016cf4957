"""Contradictions for people: each question once, with those who stand on either side."""

from __future__ import annotations

import marsad
from marsad.events.disputes import disputes
from marsad.events.event import events
from marsad.events.wording import said_by
from marsad.report.events import EventTable

DAY = "2020-02-01"


def told(*reports: tuple[str, str]) -> list[dict[str, str | None]]:
    return [{"text": text, "outlet": outlet, "published": DAY, "id": outlet} for outlet, text in reports]


def test_one_question_with_both_sides() -> None:
    reports = told(
        ("وكالة الأولى", "قالت هيئة تحرير الشام إنها سيطرت اليوم على قرية كفر حلب."),
        ("وكالة الثانية", "أعلنت الجبهة الوطنية للتحرير السيطرة اليوم على قرية كفر حلب."),
        ("وكالة الثالثة", "نفت وزارة الدفاع السورية السيطرة على قرية كفر حلب."),
    )
    result = marsad.read(reports, data_dir="none")
    assert len(result.contradictions) >= 2
    [dispute] = disputes(result.events())
    assert dispute.count == len(result.contradictions)
    assert dispute.told == result.events()[0].contradictions[0]
    names = {frozenset(said_by(c, "ar") for c in side) for side in dispute.sides}
    assert names == {frozenset({"هيئة تحرير الشام", "الجبهة الوطنية للتحرير"}), frozenset({"وزارة الدفاع السورية"})}
    first, second = EventTable("en", colour=False, bidi="off").disputes([dispute])
    assert first.endswith(f"(×{dispute.count})")
    assert " ↔ " in second


def test_figures_of_several_voices_are_one_question_a_kind() -> None:
    reports = told(*(
        (f"وكالة {name}", f"أفاد ناطق باسم {who} بأن غارة على مدينة بنش اليوم أسفرت عن مقتل {n} مدنيا وإصابة {n + 40} آخرين.")
        for name, who, n in (("أ", "الدفاع المدني السوري", 12), ("ب", "وزارة الصحة السورية", 25), ("ج", "الأمم المتحدة", 39))
    ))  # fmt: skip
    found = disputes(marsad.read(reports, data_dir="none").events())
    assert {d.attribute for d in found} == {"number"}
    asked = [d.told.explanation_en.partition("?")[0] for d in found]
    assert len(asked) == len(set(asked))
    for dispute in found:
        [side] = dispute.sides  # three that exclude each other fall into no two sides
        assert (len(side), dispute.count) == (3, 3)


def test_without_contradictions_there_is_none() -> None:
    assert disputes(events(marsad.read("قصفت المدفعية مدينة بنش.", data_dir="none"))) == []
