"""Events as views of claims: stances, voices, agreement, values."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

import marsad
from marsad.events.event import Event
from marsad.events.selecting import Selection
from marsad.model import Claim
from marsad.pipeline import geocoder

DEMO = Path(__file__).resolve().parents[2] / "demo" / "reports.jsonl"
DAY = "2020-01-28"
SHELLING = "قصفت المدفعية قرية كفرنبل اليوم وقتل ثلاثة مدنيين."


def read(*reports: dict[str, str]) -> list[Event]:
    return marsad.read([{"published": DAY, **r} for r in reports], data_dir="none").events()


def test_every_claim_is_in_one_event() -> None:
    result = marsad.read([{"text": SHELLING, "id": "a"}, {"text": "نفى الجيش قصف كفرنبل.", "id": "b"}], published=DAY)
    told = [c.id for event in result.events() for c in event.claims]
    assert sorted(told) == sorted(c.id for c in result.claims)


def test_who_only_denies_makes_a_denied_event() -> None:
    [event] = read({"text": "نفت وزارة الدفاع قصف قرية كفرنبل."})
    assert (event.agreement, event.status, event.testimonies[0].stance) == ("denied", "not-happened", "denies")
    assert event.numbers == ()


def test_a_threat_is_expected_not_confirmed() -> None:
    found = read({"text": "هدد الجيش بقصف مدينة سرمين."})
    assert {t.stance for e in found for t in e.testimonies if e.type == "shelling"} <= {"expects"}


def test_camps_of_speakers_corroborate_across() -> None:
    found = read(
        {"text": "قالت وزارة الدفاع الروسية إن طائراتها شنت غارة على مدينة سرمين اليوم.", "outlet": "أ"},
        {"text": "قالت هيئة تحرير الشام إن الطيران الروسي شن غارة على مدينة سرمين اليوم.", "outlet": "ب"},
    )
    [strike] = [e for e in found if e.type == "airstrike"]
    assert strike.agreement == "corroborated-across-camps"
    assert set(strike.camps("confirms")) == {"ru", "hts"}


def test_a_voice_counts_with_its_last_figure() -> None:
    found = read(
        {"text": "قال الدفاع المدني السوري إن غارة على مدينة أريحا اليوم قتلت سبعة أشخاص.", "outlet": "أ", "id": "1"},
        {"text": "قال الدفاع المدني السوري إن غارة على مدينة أريحا أمس قتلت عشرة أشخاص.", "outlet": "أ", "id": "2",
         "published": "2020-01-29"},
    )  # fmt: skip
    [strike] = [e for e in found if e.type == "airstrike"]
    [killed] = [n for n in strike.numbers if n.kind == "killed" and n.group is None]
    assert (killed.low, killed.best, killed.high, killed.voices) == (10, 10, 10, 1)


def test_the_order_of_reports_changes_no_event() -> None:
    reports = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    one = marsad.read(reports).events()
    random.Random(7).shuffle(reports)
    assert [facts(e) for e in one] == [facts(e) for e in marsad.read(reports).events()]


def facts(event: Event) -> dict[str, Any]:
    """An event without the order in which a contradiction names its two sides."""
    pairs = {(frozenset((c.first, c.second)), c.attribute) for c in event.contradictions}
    return event.to_dict() | {"contradictions": pairs}


def test_claims_come_back_from_what_they_were_written_as() -> None:
    for claim in marsad.read(SHELLING, published=DAY, outlet="سانا").claims:
        assert Claim.from_dict(json.loads(json.dumps(claim.to_dict()))) == claim


@pytest.mark.parametrize(
    ("area", "inside"),
    [
        ("محافظة إدلب", True),
        ("سوريا", True),
        ("كفرنبل", True),
        ("محافظة حلب", False),
        ("العراق", False),
        ("سراقب", False),
    ],
)
def test_an_area_holds_what_lies_in_it(area: str, inside: bool) -> None:
    place = geocoder("none").located(area, "", None).place
    assert bool(Selection(area=place).of(read({"text": SHELLING}))) is inside


@pytest.mark.parametrize(
    ("selection", "inside"),
    [
        (Selection(since=DAY, until=DAY), True), (Selection(since="2020-01-29"), False), (Selection(until="2020-01-27"), False),
        (Selection(type="remote"), True), (Selection(type="clash"), False), (Selection(agreement="denied"), False),
        (Selection(actor="المدفعية"), True), (Selection(actor="civilians"), True), (Selection(actor="هيئة"), False),
    ],
)  # fmt: skip
def test_what_is_asked_for(selection: Selection, inside: bool) -> None:
    assert bool(selection.of(read({"text": SHELLING}))) is inside
