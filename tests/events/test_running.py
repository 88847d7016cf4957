"""Tolls by period: copies and parts count once, sums stand for their parts. The record of a source."""

from __future__ import annotations

import marsad
from marsad.events.event import Event
from marsad.events.record import records
from marsad.events.running import Period, tolls


def read(*reports: tuple[str, str, str]) -> list[Event]:
    """Reports as (day, outlet, text)."""
    told = [{"text": text, "published": day, "outlet": outlet} for day, outlet, text in reports]
    return marsad.read(told, data_dir="none").events()


def killed(
    events: list[Event], by: Period = "all", group: str | None = None
) -> list[tuple[str, float, float, float | None]]:
    return [(t.period, t.low, t.best, t.high) for t in tolls(events, by, group) if t.kind == "killed"]


STRIKE = "قتل ثلاثة مدنيين في غارة جوية على مدينة بنش اليوم."
SECOND = "قتل سبعة أشخاص في غارة جوية على مدينة سرمين اليوم."


def test_copies_and_second_accounts_count_once() -> None:
    events = read(("2020-01-15", "أ", STRIKE), ("2020-01-15", "ب", STRIKE))
    assert killed(events) == [("all", 3, 3, 3)]


def test_accounts_that_differ_make_an_interval() -> None:
    events = read(("2020-01-15", "أ", STRIKE), ("2020-01-15", "ب", STRIKE.replace("ثلاثة", "خمسة")))
    [(_, low, _, high)] = killed(events)
    assert (low, high) == (3, 5)


def test_events_add_up_by_period() -> None:
    events = read(("2020-01-15", "أ", STRIKE), ("2020-02-03", "أ", SECOND))
    assert killed(events) == [("all", 10, 10, 10)]
    assert killed(events, "month") == [("2020-01", 3, 3, 3), ("2020-02", 7, 7, 7)]
    assert killed(events, "week") == [("2020-W03", 3, 3, 3), ("2020-W06", 7, 7, 7)]


def test_a_sum_stands_for_its_parts() -> None:
    whole = "بلغت حصيلة القتلى في محافظة إدلب 25 قتيلا اليوم."
    events = read(("2020-01-15", "أ", STRIKE), ("2020-01-15", "أ", SECOND), ("2020-01-15", "ب", whole))
    assert killed(events) == [("all", 25, 25, 25)]
    few = "بلغت حصيلة القتلى في محافظة إدلب 4 قتلى اليوم."
    assert killed(read(("2020-01-15", "أ", STRIKE), ("2020-01-15", "أ", SECOND), ("2020-01-15", "ب", few)))[0][2] == 10


def test_only_those_whom_reports_call_so() -> None:
    assert killed(read(("2020-01-15", "أ", STRIKE), ("2020-02-03", "أ", SECOND)), group="civilians") == [
        ("all", 3, 3, 3)
    ]


def test_what_is_only_denied_or_planned_is_not_counted() -> None:
    assert killed(read(("2020-01-15", "أ", "نفى الجيش مقتل ثلاثة مدنيين في غارة على مدينة بنش اليوم."))) == []


def test_the_record_of_a_source_has_its_base() -> None:
    events = read(
        ("2020-01-15", "أ", "قالت هيئة تحرير الشام إن غارة استهدفت مدينة بنش اليوم."),
        ("2020-01-15", "ب", "قال المرصد السوري لحقوق الإنسان إن غارة جوية استهدفت مدينة بنش اليوم."),
        ("2020-01-20", "أ", "قالت هيئة تحرير الشام إنها سيطرت على بلدة جورين اليوم."),
    )
    [hts] = [r for r in records(events) if r.camp == "hts"]
    assert (hts.events, hts.confirmed, hts.alone, hts.contested) == (2, 1, 1, 0)
    assert "demonstration" in hts.silent
