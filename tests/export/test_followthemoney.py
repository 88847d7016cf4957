"""FollowTheMoney entities as the library of that name takes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model, registry
from made_events import TRAP, demo_events, trapped

from marsad.events.event import Event
from marsad.export import exporter, followthemoney, seen
from marsad.export.addresses import web_address
from marsad.export.parties import bodies
from marsad.export.writing import write
from marsad.model import Report

PARTIES = ("Organization", "PublicBody", "Person", "LegalEntity")


def written(events: Sequence[Event], tmp_path: Path, full: bool = False) -> list[dict[str, Any]]:
    file = tmp_path / "x.ftm.json"
    write(exporter("followthemoney"), events, str(file), full=full)
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def checked(entities: list[dict[str, Any]]) -> None:
    """The library knows each schema and property, keeps each value, and finds what each points to."""
    by_id = {e["id"]: model.get_proxy(e, cleaned=False) for e in entities}
    for entity in entities:
        proxy = by_id[entity["id"]]
        assert registry.entity.clean(entity["id"]) == entity["id"]
        model.get(entity["schema"]).validate(proxy.to_dict())
        for key, values in entity["properties"].items():
            prop = proxy.schema.properties[key]
            assert sorted(proxy.get(key)) == sorted(values), (entity["id"], key)
            if prop.range is not None:
                assert all(by_id[v].schema.is_a(prop.range) for v in values), (entity["id"], key)


@pytest.mark.parametrize("full", [False, True])
def test_the_library_takes_all_of_it(full: bool, tmp_path: Path) -> None:
    entities = written(demo_events(), tmp_path, full)
    checked(entities)
    assert len({e["id"] for e in entities}) == len(entities)
    assert sum(e["schema"] == "Event" for e in entities) == len(demo_events())
    assert sum(e["schema"] == "Documentation" for e in entities) == sum(len(e.claims) for e in demo_events())


def test_each_property_is_documented(tmp_path: Path) -> None:
    town = next(e for e in demo_events() if e.place is not None and e.place.admin2 is None and e.place.level == "town")
    assert town.place is not None
    near = replace(town, place=replace(town.place, admin2="SY-ID-01"))
    entities = written([*demo_events(), near, trapped()], tmp_path, full=True)  # type: ignore[list-item]
    used = {f"{'Party' if e['schema'] in PARTIES else e['schema']}.{key}" for e in entities for key in e["properties"]}
    assert {"id", "schema", *used} == {f.name for f in followthemoney.FIELDS}


def test_private_persons_are_mentions_in_full_only(tmp_path: Path) -> None:
    full = written([trapped()], tmp_path, full=True)  # type: ignore[list-item]
    checked(full)
    mention = next(e for e in full if e["schema"] == "Mention")["properties"]
    assert (mention["name"], mention["detectedSchema"]) == ([TRAP], ["Person"])
    withheld = written([trapped()], tmp_path)  # type: ignore[list-item]
    checked(withheld)
    assert not any(e["schema"] == "Mention" for e in withheld)
    assert "…" not in json.dumps(withheld, ensure_ascii=False)


def test_bodies_of_the_lists_are_what_they_are() -> None:
    kinds = {own: followthemoney._schema(body.kind, own) for own, body in bodies().items()}
    assert kinds["idf"] == kinds["sy-armed-forces-assad"] == "PublicBody"
    assert kinds["hts"] == kinds["un"] == "Organization"
    assert kinds["ru-official-peskov"] == "Person"
    assert kinds["ir-president"] == "LegalEntity"
    topics = {t for own in bodies() for e in followthemoney._party(own, seen.Seen())
              for t in e["properties"].get("topics", ())}  # fmt: skip
    assert topics == {"mil", "gov", "gov.security", "gov.judicial", "gov.igo", "pol.party"}  # never a verdict


def test_what_is_forgotten_is_written_once_more_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = written(demo_events(), tmp_path)
    monkeypatch.setattr(seen, "_MOST", 3)
    more = written(demo_events(), tmp_path)
    assert len(more) > len(once)
    assert {json.dumps(e) for e in more} == {json.dumps(e) for e in once}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/خبر?x=1&y=2#z", "https://example.org/خبر?x=1&y=2#z"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/\u202eabc\n", "https://example.org/%E2%80%AEabc"),
        ("https://example.org/\ud800", "https://example.org/%3F"),
        ("http://[::1", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("", None),
    ],
)
def test_addresses_do_nothing(url: str, expected: str | None) -> None:
    assert web_address(url) == expected


def test_hostile_words_of_reports_stay_values(tmp_path: Path) -> None:
    evil = 'a\u202e"}\n{"id":"x\x00\ud800'
    event = demo_events()[0]
    told = event.testimonies[0].told[0]
    report = Report("", evil, "f" * 64, "ar", "2020-01-28", evil, evil, f"https://example.org/{evil}")
    event = replace(
        event, testimonies=(replace(event.testimonies[0], told=(replace(told, report=report),)),), id="0" * 16
    )
    entities = written([event], tmp_path, full=True)
    checked(entities)
    article = next(e for e in entities if e["schema"] == "Article")["properties"]
    assert article["title"] == article["publisher"] == ['a"}\n{"id":"x']
    assert article["sourceUrl"][0].startswith("https://example.org/a%E2%80%AE%22%7D%0A%7B%22id%22:%22x%00")
