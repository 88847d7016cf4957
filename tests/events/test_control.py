"""Who holds a place: timelines, what carries to what, rival versions."""

from __future__ import annotations

import pytest

import marsad
from marsad.events.control import carries, geojson, places, standing, timeline
from marsad.events.event import Event
from marsad.model import Place
from marsad.pipeline import geocoder


def place(name: str) -> Place:
    found = geocoder("none").located(name, "", None).place
    assert found is not None
    return found


def read(*reports: tuple[str, str]) -> list[Event]:
    """Reports as (day, text), each of an outlet of its own."""
    told = [{"text": text, "published": day, "outlet": f"منبر {n}"} for n, (day, text) in enumerate(reports)]
    return marsad.read(told, data_dir="none").events()


TAKEN = ("2025-10-26", "أعلنت قوات الدعم السريع السيطرة على مدينة الفاشر اليوم الأحد.")


def test_taken_and_left_and_taken_again() -> None:
    events = read(
        ("2024-06-14", "سيطر الجيش السوداني على مدينة سنجة اليوم."),
        ("2024-06-29", "سيطرت قوات الدعم السريع على مدينة سنجة اليوم."),
        ("2024-11-23", "انسحبت قوات الدعم السريع من مدينة سنجة اليوم وسيطر الجيش السوداني عليها."),
    )
    line = timeline(events, place("سنجة"))
    assert [(e.day, e.change) for e in line][:2] == [("2024-06-14", "taken"), ("2024-06-29", "taken")]
    for day, holder in (("2024-06-20", "sd-saf"), ("2024-08-01", "sd-rsf"), ("2024-12-01", "sd-saf")):
        stand = standing(events, place("سنجة"), day)
        assert stand.entry is not None
        assert stand.entry.holder is not None
        assert stand.entry.holder.side == holder, day
    assert standing(events, place("سنجة"), "2024-01-01").entry is None


def test_a_denial_stands_beside_the_gain() -> None:
    events = read(TAKEN, ("2025-10-26", "نفى الجيش السوداني سيطرة قوات الدعم السريع على مدينة الفاشر اليوم الأحد."))
    stand = standing(events, place("الفاشر"))
    assert stand.entry is not None
    assert stand.contested
    assert stand.to_dict()["contested"] is True


def test_two_holders_are_rivals() -> None:
    events = read(TAKEN, ("2025-10-26", "أكد الجيش السوداني أنه يسيطر على مدينة الفاشر."))
    stand = standing(events, place("الفاشر"))
    assert {e.who.side for e in (stand.entry, *stand.rivals) if e is not None and e.who is not None} == {
        "sd-saf",
        "sd-rsf",
    }


@pytest.mark.parametrize(
    ("told", "asked", "holds"),
    [
        ("محافظة إدلب", "سراقب", True), ("سراقب", "محافظة إدلب", False), ("محافظة إدلب", "كفرنبل", True),
        ("مدينة حلب", "حي الشيخ مقصود", True), ("حي الشيخ مقصود", "مدينة حلب", False),
        ("معرة النعمان", "تلمنس", False), ("سراقب", "سراقب", True), ("محافظة حلب", "سراقب", False),
    ],
)  # fmt: skip
def test_towns_carry_to_their_quarters_not_the_other_way(told: str, asked: str, holds: bool) -> None:
    assert carries(place(told), place(asked)) is holds


def test_a_point_a_place() -> None:
    events = read(TAKEN)
    [spot] = places(events)
    collection = geojson([standing(events, spot)])
    [feature] = collection["features"]
    assert feature["geometry"]["coordinates"] == [spot.lon, spot.lat]
    assert (feature["properties"]["camp"], feature["properties"]["contested"]) == ("sd-rsf", False)
