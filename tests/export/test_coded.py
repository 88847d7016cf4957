"""ACLED and UCDP: their columns and code lists, and the rules that choose where they keep one value."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_events import demo_events

from marsad import ontology, resources
from marsad.events.estimates import Estimate
from marsad.events.event import Event
from marsad.export import acled, exporter, ucdp
from marsad.export.days import days_of
from marsad.export.deaths import deaths
from marsad.export.parties import bodies, name_en, party
from marsad.export.places import countries, divisions, priogrid
from marsad.export.writing import write
from marsad.model import Mention, Place, Span, TimeRef

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude "
    "longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
TYPES = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip
DISORDERS = {"Political violence", "Demonstrations", "Strategic developments", "Political violence; Demonstrations"}
SYRIA = Place(Span(0, 4, "إدلب"), "x", "إدلب", "Idlib", 35.93, 36.63, "town", 3.0, "SY", "SY-ID")
WORDS = Span(0, 1, "ا")


def rows(name: str, events: list[Event], folder: Path) -> list[dict[str, str]]:
    file = folder / "x.csv"
    write(exporter(name), events, str(file))
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


def varied() -> list[Event]:
    """The events of the demo, and each of them as every type with deaths on a day: so all codes are met."""
    day = TimeRef(WORDS, "2020-01-28", "2020-01-28", "day")
    killed = (Estimate("killed", 2.0, 3.0, None, 2), Estimate("killed", 1.0, 1.0, 1.0, 1, "civilians"))
    return demo_events() + [
        replace(event, type=kind, time=day, place=SYRIA, numbers=killed)
        for event in demo_events() for kind in ontology.types()
    ]  # fmt: skip


def test_columns_and_codes_of_acled(tmp_path: Path) -> None:
    found = rows("acled", varied(), tmp_path)
    assert len(found) > 1000
    assert list(found[0]) == ACLED
    for row in found:
        assert re.fullmatch(r"[A-Z]{3}[0-9a-f]{16}", row["event_id_cnty"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["event_date"])
        assert row["year"] == row["event_date"][:4]
        assert row["disorder_type"] in DISORDERS
        assert row["sub_event_type"] in TYPES[row["event_type"]]
        assert row["inter1"] in "012345678"
        one, other = sorted((int(row["inter1"]), int(row["inter2"])))
        assert int(row["interaction"]) == (10 * one + other if one else 10 * other)
        assert bool(row["actor1"]) == (row["inter1"] != "0")
        assert bool(row["actor2"]) == (row["inter2"] != "0")
        assert row["civilian_targeting"] in ("", "Civilian targeting")
        assert row["time_precision"] in "123"
        assert row["geo_precision"] in "123"
        assert row["region"] in {c.acled_region for c in countries().values()}
        assert set(row["source_scale"].split("-")) <= {"", "National", "International", "Other"}
        assert int(row["fatalities"]) >= 0
        assert row["notes"].endswith((" voice.", " voices."))
        assert "(by country" not in row["notes"] + row["actor1"] + row["actor2"]
    assert {r["event_type"] for r in found} == TYPES.keys()


def test_columns_and_codes_of_ucdp(tmp_path: Path) -> None:
    found = rows("ucdp", varied(), tmp_path)
    assert len(found) > 500
    assert list(found[0]) == UCDP
    for row in found:
        number: dict[str, Any] = {k: int(v) for k, v in row.items() if re.fullmatch(r"\d+", v)}
        assert number["type_of_violence"] in (1, 2, 3)
        assert number["where_prec"] in range(1, 8)
        assert number["date_prec"] in range(1, 6)
        assert number["event_clarity"] in (1, 2)
        assert number["low"] <= number["best"] <= number["high"]
        assert number["best"] >= 1
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert sum(number[p] for p in parts) == number["best"]
        assert row["date_start"] <= row["date_end"]
        assert row["date_end"].startswith(row["year"])
        assert number["id"] < 2**53
        assert re.fullmatch(r"POINT \(-?[\d.]+ -?[\d.]+\)", row["geom_wkt"])
        assert 1 <= number["priogrid_gid"] <= 259_200
        assert row["side_a"]
        assert row["side_b"]
        assert (number["type_of_violence"] == 3) == (row["side_b"] == "Civilians")
        assert (row["code_status"] == "Clear") == ("XXX" not in row["side_a"] + row["side_b"])
        assert row["code_status"] in ("Clear", "Check dyad", "Check type of violence")
        assert (row["country_id"], row["region"]) == ("652", "Middle East") or row["country"] != "Syria"
    assert {r["type_of_violence"] for r in found} == {"1", "2", "3"}


def test_every_type_of_the_ontology_is_one_of_acled() -> None:
    for kind in ontology.types().values():
        if kind.acled_event_type:
            assert set(kind.acled_sub_event_type.split("|")) <= TYPES[kind.acled_event_type], kind.code


def timed(start: str | None, end: str | None) -> Event:
    time = TimeRef(WORDS, start, end, "day")
    return replace(demo_events()[2], type="airstrike", status="happened", place=SYRIA, time=time)


@pytest.mark.parametrize(
    ("start", "end", "acled_day", "ucdp_days"),
    [
        ("2020-01-28", "2020-01-28", ("2020-01-28", 1), ("2020-01-28", "2020-01-28", 1)),
        ("2020-01-28", "2020-01-29", ("2020-01-28", 2), ("2020-01-28", "2020-01-29", 2)),
        ("2020-01-01", "2020-01-07", ("2020-01-04", 2), ("2020-01-01", "2020-01-07", 3)),
        ("2020-01-01", "2020-01-31", ("2020-01-16", 3), ("2020-01-01", "2020-01-31", 4)),
        ("2019-01-01", "2019-12-31", None, ("2019-01-01", "2019-12-31", 5)),
        ("2012-01-01", None, None, None),
        ("2012-01-01", "2020-01-28", None, None),
        (None, None, ("2020-01-28", 2), ("2020-01-22", "2020-01-28", 3)),  # the week up to the first report
    ],
)
def test_one_day(start: str | None, end: str | None, acled_day: object, ucdp_days: object) -> None:
    event = timed(start, end)
    event = replace(event, testimonies=tuple(
        replace(t, told=tuple(replace(x, report=replace(x.report, published="2020-01-28T10:00:00+03:00")) for x in t.told))
        for t in event.testimonies
    ), numbers=(Estimate("killed", 1.0, 1.0, 1.0, 1),), actors=(), targets=(person("generic:civilians", "civilians"),
                                                                           person("idf", "state-forces")))  # fmt: skip
    one, other = acled.code(event), ucdp.code(event)
    assert (None if isinstance(one, str) else (one["event_date"], one["time_precision"])) == acled_day
    days = (
        None
        if isinstance(other, str)
        else (str(other["date_start"])[:10], str(other["date_end"])[:10], other["date_prec"])
    )
    assert days == ucdp_days
    assert (days_of(event) is None) == (start is not None and end is None)
    if not isinstance(one, str):
        assert ("date=publication" in one["tags"]) == (start is None)  # type: ignore[operator]


def person(id: str | None, kind: str, side: str | None = None) -> Mention:
    body = bodies().get(id or "")
    return Mention(WORDS, id, "ا" if id else None, body.name_en if body else None, kind, side)


@pytest.mark.parametrize(
    ("numbers", "fatalities", "low_best_high"),
    [
        ([], 0, None),
        ([("killed", 4.0, 8.0, 35.0, None)], 4, (4, 8, 35)),
        ([("killed", 10.0, 10.0, None, None)], 10, (10, 10, None)),
        ([("killed", 20.0, 20.0, 99.0, None)], 10, (20, 20, 99)),
        ([("killed", 200.0, 200.0, 999.0, None)], 100, (200, 200, 999)),
        ([("killed", 0.0, 0.0, None, None)], 10, (0, 0, None)),
        ([("killed", 55.0, 55.0, 55.0, None), ("killed", 71.0, 71.0, 71.0, "civilians")], 126, (126, 126, 126)),
        ([("killed", 10.0, 12.0, 12.0, None), ("killed", 3.0, 3.0, 3.0, "civilians")], 10, (10, 12, 12)),
        ([("injured", 10.0, 12.0, 12.0, None)], 0, None),
    ],
)
def test_the_dead(numbers: list[Any], fatalities: int, low_best_high: object) -> None:
    given = tuple(Estimate(kind, low, best, high, 1, group) for kind, low, best, high, group in numbers)
    event = replace(demo_events()[0], numbers=given)
    assert acled.fatalities(event, "Battles") == fatalities
    found = deaths(event)
    assert (None if found is None else (found.low, found.best, found.high)) == low_best_high


@pytest.mark.parametrize(
    ("actors", "targets", "kind", "violence", "side_a", "side_b"),
    [
        ([("sy-armed-forces-assad", "state-forces")], [("hts", "rebel-group")], "clash", 1, "Government of Syria",
         "Hay'at Tahrir al-Sham"),
        ([("hts", "rebel-group")], [("sy-armed-forces-assad", "state-forces")], "shelling", 1, "Government of Syria",
         "Hay'at Tahrir al-Sham"),
        ([("hts", "rebel-group"), ("islamic-state", "rebel-group")], [], "clash", 2, "Hay'at Tahrir al-Sham", "Islamic State"),
        ([("ru-air-force", "state-forces")], [("generic:civilians", "civilians")], "airstrike", 3, "Government of Russia",
         "Civilians"),
        ([("generic:rebels", "rebel-group")], [("generic:gunmen", "militia")], "clash", None, "", ""),
        ([("saudi-led-coalition", "coalition")], [("ye-houthis", "rebel-group")], "airstrike", 1, "Saudi-led coalition",
         "Ansar Allah"),
        ([], [("hts", "rebel-group")], "airstrike", 2, "XXX unknown", "Hay'at Tahrir al-Sham"),
        ([], [("generic:civilians", "civilians")], "airstrike", None, "", ""),
    ],
)  # fmt: skip
def test_sides(
    actors: list[tuple[str, str]],
    targets: list[tuple[str, str]],
    kind: str,
    violence: int | None,
    side_a: str,
    side_b: str,
) -> None:
    event = replace(
        timed("2020-01-28", "2020-01-28"), type=kind, numbers=(Estimate("killed", 1.0, 1.0, 1.0, 1),),
        actors=tuple(person(*a) for a in actors), targets=tuple(person(*t) for t in targets),
    )  # fmt: skip
    row = ucdp.code(event)
    if violence is None:
        assert row == "no organised side is known"
        return
    assert isinstance(row, dict)
    assert row["type_of_violence"] == violence
    assert str(row["side_b"]).startswith(side_b)
    assert str(row["side_a"]).startswith(side_a)


def sides(event: Event) -> list[object]:
    row = acled.code(event)
    assert isinstance(row, dict), row
    return [row[f] for f in ("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction")]


def test_nobody_stands_on_both_sides_and_arms_go_with_their_state() -> None:
    army, guns = person("sy-armed-forces-assad", "state-forces"), person("generic:artillery", "state-forces")
    turkey, gunmen = person("tr-armed-forces", "state-forces"), person("generic:gunmen", "militia")
    event = replace(timed("2020-01-28", "2020-01-28"), type="shelling", place=SYRIA)
    assert sides(replace(event, actors=(army, guns), targets=(turkey, army))) == [
        bodies()["sy-armed-forces-assad"].name_en, "", 1, bodies()["tr-armed-forces"].name_en, "", 8, 18,
    ]  # fmt: skip
    hts = bodies()["hts"].name_en  # who has a name stands before who has none
    assert sides(replace(event, actors=(gunmen, person("hts", "rebel-group")), targets=()))[:3] == [
        hts, "Unidentified Armed Group (Syria)", 2,
    ]  # fmt: skip


def test_the_first_actor_of_acled_is_never_empty() -> None:
    event = replace(timed("2020-01-28", "2020-01-28"), place=SYRIA, actors=(), targets=())
    for kind in ("displacement", "return"):
        assert sides(replace(event, type=kind)) == ["Civilians (Syria)", "", 7, "", "", 0, 70]
    aided = replace(event, type="aid", targets=(person("generic:displaced", "civilians"),))
    assert sides(aided)[::2] == ["Civilians (Syria)", 7, "", 70]
    assert acled.code(replace(event, type="aid")) == "no actor is known"


def test_a_place_without_an_english_name_goes_by_its_division() -> None:
    east = replace(SYRIA, id=None, name_ar=None, name_en=None, span=replace(SYRIA.span, text="شرق المدينة"))
    row = acled.code(replace(timed("2020-01-28", "2020-01-28"), place=east))
    assert isinstance(row, dict)
    assert (row["location"], row["geo_precision"]) == ("Idlib", 2)
    assert "place=شرق المدينة" in row["tags"]  # type: ignore[operator]
    zone = replace(SYRIA, level="district", admin1=None, radius_km=50.0)
    row = acled.code(replace(timed("2020-01-28", "2020-01-28"), place=zone))
    assert isinstance(row, dict)
    assert (row["location"], row["geo_precision"]) == ("Idlib", 3)
    assert ucdp._place_precision(zone) == 5
    assert ucdp._place_precision(replace(zone, admin1="SY-ID")) == 3


def test_one_dyad_is_one_whoever_struck() -> None:
    army, turkey = person("sy-armed-forces-assad", "state-forces"), person("tr-armed-forces", "state-forces")
    event = replace(timed("2020-01-28", "2020-01-28"), type="shelling", place=SYRIA,
                    numbers=(Estimate("killed", 4.0, 8.0, 8.0, 2),))  # fmt: skip
    first, second = (ucdp.code(replace(event, actors=(a,), targets=(b,))) for a, b in ((army, turkey), (turkey, army)))
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    for field in ("dyad_name", "conflict_name", "dyad_new_id", "side_a", "side_b", "gwnoa", "gwnob"):
        assert first[field] == second[field]
    assert first["conflict_name"] == "Government of Syria - Government of Türkiye"
    assert (first["deaths_a"], first["deaths_b"]) == (second["deaths_b"], second["deaths_a"]) == (0, 8)


def test_who_is_who() -> None:
    def code(id: str | None, kind: str, country: str) -> str | None:
        return party(person(id, kind), country)

    assert code("sy-armed-forces-assad", "state-forces", "SY") == "state"
    assert code("ru-air-force", "state-forces", "SY") == "external"
    assert code("ru-president", "official", "RU") == "state"
    assert code("hts", "rebel-group", "SY") == "rebels"
    assert code("sy-jaysh-fatah", "coalition", "SY") == "rebels"
    assert code("saudi-led-coalition", "coalition", "YE") == "external"
    assert code(None, "person", "SY") == "civilians"
    assert party(Mention(WORDS), "SY") is None


def test_names_take_no_side() -> None:
    def name(id: str, kind: str) -> str:
        return name_en(person(id, kind), "Syria")

    assert name("generic:regime-forces", "state-forces") == "Government forces (Syria)"
    assert name("generic:terrorists", "rebel-group") == "Unidentified Armed Group (Syria)"
    assert name("generic:army", "state-forces") == "Military forces (Syria)"
    assert name("generic:rebels", "rebel-group") == "Rebels (Syria)"
    assert name("hts", "rebel-group") == "Hay'at Tahrir al-Sham"
    assert not any(
        re.search(r"\((by|mentioned|of the)|speaker|regime|terrorist", name(id, body.kind))
        for id, body in bodies().items() if id.startswith("generic:")
    )  # fmt: skip


def test_what_happened_nowhere_or_not_is_left_out() -> None:
    event = timed("2020-01-28", "2020-01-28")
    assert acled.code(replace(event, place=None)) == "no place is told"
    assert acled.code(replace(event, place=replace(SYRIA, lat=None))) == "its place has no point"
    assert acled.code(replace(event, place=replace(SYRIA, country=None))) == "its country is not known"
    assert acled.code(replace(event, place=replace(SYRIA, level="country"))) == "no place below the country is told"
    assert acled.code(replace(event, type="threat")) == "of a type that ACLED does not have"
    denied = tuple(replace(t, stance="denies") for t in event.testimonies)
    assert acled.code(replace(event, testimonies=denied)) == "nobody says that it happened"
    assert ucdp.code(replace(event, numbers=())) == "no death is told"


def test_the_table_of_countries_is_whole() -> None:
    rows = resources.table("gazetteer/admin.tsv")
    assert countries().keys() == {row["code"] for row in rows if row["level"] == "country"}
    assert all(c.acled_region and len(c.iso3) == 3 for c in countries().values())
    assert len({c.numeric for c in countries().values()}) == len(countries())
    assert all(c.ucdp_region for c in countries().values() if c.gwno)
    assert divisions()["SY-ID"] == "Idlib"
    assert priogrid(-90, -180) == 1
