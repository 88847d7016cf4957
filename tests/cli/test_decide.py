"""`marsad decide`, `merge`, `split`, `decisions`: what they keep and print, and how they refuse."""

from __future__ import annotations

import csv
import io
import json
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from shell import Marsad

DEMO = str(Path(__file__).resolve().parents[2] / "demo" / "reports.jsonl")
WHO = ("--by", "دانة", "--reason", "بحسب الصور")
HOSTILE = ("--by", "=cmd|' /C calc'!A0\x1b[31m\u202e", "--reason", "+1\u202e\u2066\x9b2J")


@pytest.fixture
def stored(marsad: Marsad, folder: Path) -> list[dict[str, Any]]:
    """The events of the demo in a store, as JSON has them."""
    marsad("ingest", DEMO)
    return shown(marsad)


def shown(marsad: Marsad) -> list[dict[str, Any]]:
    return [json.loads(line) for line in marsad("events", "--format", "json").out.splitlines()]


def ids(event: dict[str, Any]) -> list[str]:
    return [claim["claim"] for testimony in event["testimonies"] for claim in testimony["claims"]]


def event_of(events: list[dict[str, Any]], claim: str) -> dict[str, Any]:
    [event] = [e for e in events if claim in ids(e)]
    return event


def test_what_is_decided_shows_everywhere(marsad: Marsad, stored: list[dict[str, Any]]) -> None:
    one, two = ids(stored[0])[0], ids(stored[1])[0]
    told = marsad("decide", "same", one[:10], two, *WHO)
    assert (told.code, told.out) == (0, f"decision 1 is kept: same {one} {two}\n")
    event = event_of(shown(marsad), one)
    assert two in ids(event)
    [decision] = event["decisions"]
    assert (decision["decision"], decision["kind"], decision["by"]) == (1, "same", "دانة")
    assert [c["claim"] for c in decision["claims"][0]] == [one, two]
    assert "1. one event · دانة · " in marsad("event", one, "--ui", "en", "--bidi", "off").out
    why = marsad("why", one, two, "--ui", "en", "--bidi", "off").out.splitlines()
    assert why[-1] == "one event"
    assert why[-2].startswith("  decision 1. one event · دانة · ")
    told_why = json.loads(marsad("why", one, two, "--format", "json").out)
    assert (told_why["one_event"], told_why["decisions"]) == (True, [decision])
    rows = csv.DictReader(io.StringIO(marsad("events", "--format", "csv").out))
    assert [row["decisions"] for row in rows if one in row["claims"]] == ["1"]
    for command in ("contradictions", "tolls", "sources", "timeline"):
        assert marsad(command).code == 0
    assert marsad("control", "all").code == 0
    assert marsad("decide", "undo", "1", *WHO).out == "decision 2 is kept: undo 1\n"
    assert [e["id"] for e in shown(marsad)] == [e["id"] for e in stored]
    assert marsad("verify").code == 0


def test_events_are_merged_and_split(marsad: Marsad, stored: list[dict[str, Any]]) -> None:
    first, second = stored[0], stored[1]
    claims = ids(first) + ids(second)
    assert marsad("merge", first["id"], ids(second)[0], *WHO).out == f"decision 1 is kept: merge {' '.join(claims)}\n"
    assert set(ids(event_of(shown(marsad), claims[0]))) == set(claims)
    assert "one event alone" in marsad("merge", *claims, *WHO).err
    assert marsad("split", claims[0], claims[0], *WHO).code == 0
    assert claims[1] not in ids(event_of(shown(marsad), claims[0]))
    assert "is no claim of the event" in marsad("split", claims[0], claims[1], *WHO).err
    alone = next(e for e in shown(marsad) if len(ids(e)) == 1)
    assert "Leave one at least" in marsad("split", alone["id"], ids(alone)[0], *WHO).err
    listed = [json.loads(line) for line in marsad("decisions", "--format", "json").out.splitlines()]
    assert [(d["kind"], d["state"], d["because_of"]) for d in listed] == [
        ("merge", "overruled", [2]),
        ("split", "holds", []),
    ]


def test_words_of_strangers_act_on_nothing(marsad: Marsad, stored: list[dict[str, Any]]) -> None:
    one, two = ids(stored[0])[0], ids(stored[1])[0]
    assert marsad("decide", "same", one, two, *HOSTILE).code == 0
    for arguments in (("decisions",), ("decisions", "--ui", "en", "--bidi", "off"), ("event", one), ("why", one, two)):
        assert not {"\x1b", "\u202e", "\x9b"} & set(marsad(*arguments).out)
    rows = list(csv.DictReader(io.StringIO(marsad("decisions", "--format", "csv").out)))
    assert [(row["by"][:5], row["reason"][:2]) for row in rows] == [("'=cmd", "'+")]
    assert not {"\x1b", "\u202e", "\x9b"} & set(str(rows))
    [told] = [json.loads(line) for line in marsad("decisions", "--format", "json").out.splitlines()]
    assert told["by"] == HOSTILE[1]  # as it was said


def test_conflicts_name_the_decisions(marsad: Marsad, stored: list[dict[str, Any]]) -> None:
    a, b, c = (ids(event)[0] for event in stored[:3])
    marsad("decide", "same", a, b, *HOSTILE)
    marsad("decide", "same", b, c, "--by", "ali", "--reason", "x")
    refused = marsad("decide", "different", a, c, "--by", "ali", "--reason", "x")
    assert (refused.code, refused.out) == (2, "")
    assert "contradicts what was decided before: decision 1 (same, =cmd" in refused.err
    assert "cannot hold beside 2 (same, ali), 3 (different, ali). Nothing was kept." in refused.err
    assert not {"\x1b", "\u202e"} & set(refused.err)
    assert len(marsad("decisions", "--format", "csv").out.splitlines()) == 3


def test_conflicts_that_a_new_reading_brings_are_told_by_every_command(
    marsad: Marsad, folder: Path, stored: list[dict[str, Any]]
) -> None:
    from sqlalchemy import insert

    from marsad.store import Store
    from marsad.store.schema import decisions

    a, b, c = (ids(event)[0] for event in stored[:3])
    with Store.open("marsad.db") as store:
        store.decide("same", [[a, b]], by="x", reason="y")
        store.decide("same", [[b, c]], by="x", reason="y")
        store.decide("maybe", [[a, c]], by="z", reason="y")
        row = store.database.write(
            lambda t: dict(t.exec_driver_sql("SELECT * FROM decisions WHERE number = 3").mappings().one())
        )
        body = json.loads(row["body"])  # as if it had been made on two readings in which nothing was in its way
        body["claims"] = [[claim] for claim in body["claims"][0]]
        new = row | {"number": 4, "kind": "different", "body": json.dumps(body)}
        store.database.write(lambda t: t.execute(insert(decisions), [new]))
    told = marsad("events", "--format", "csv")
    assert told.code == 2
    assert len(told.out.splitlines()) > 10
    assert "decision 1 (same, x) cannot hold beside 2 (same, x), 4 (different, z); the later ones hold" in told.err
    assert marsad("decisions").code == 2
    assert marsad("decide", "undo", "4", *WHO).code == 0
    assert marsad("events", "--format", "csv").code == 0


def test_decisions_survive_a_new_version_that_gives_other_ids(
    marsad: Marsad, stored: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from marsad.model import content_hash
    from marsad.reading import assembly
    from marsad.store import store
    from marsad.store.items import Version

    one, two = ids(stored[0])[0], ids(stored[1])[0]
    several = next(e for e in stored if len(set(ids(e))) > 1 and one not in ids(e) and two not in ids(e))
    marsad("decide", "same", one, two, *WHO)
    marsad("split", several["id"], ids(several)[0], *WHO)
    before = [json.loads(line) for line in marsad("decisions", "--format", "json").out.splitlines()]
    monkeypatch.setattr(assembly, "content_hash", lambda *parts: content_hash("anew", *parts))
    monkeypatch.setattr(store, "at_work_now", lambda: Version("9.9.9+newer", "data"))
    assert marsad("reread").out.startswith("12 reports read by ")
    after = [json.loads(line) for line in marsad("decisions", "--format", "json").out.splitlines()]
    events = shown(marsad)
    assert not {one, two} & {claim for event in events for claim in ids(event)}
    assert [d["state"] for d in after] == [d["state"] for d in before] == ["holds", "holds"]
    for old, new in zip(before, after, strict=True):
        for was, now in zip(chain(*old["claims"]), chain(*new["claims"]), strict=True):
            assert now["was"] == was["claim"] != now["claim"]
            assert [now[k] for k in ("report", "start", "end", "type")] == [
                was[k] for k in ("report", "start", "end", "type")
            ]
    [[first, second]] = after[0]["claims"]
    assert event_of(events, first["claim"]) == event_of(events, second["claim"])
    [[out], rest] = after[1]["claims"]
    assert not {c["claim"] for c in rest} & set(ids(event_of(events, out["claim"])))
    assert marsad("verify").code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["decide", "same", "zz", "11"], "zz: is no claim of the last readings here"),
        (["decide", "same", "a"], "same: 1 claims. Name two"),
        (["decide", "same", "a", "b", "c"], "same: 3 claims. Name two"),
        (["decide", "perhaps", "a", "b"], "invalid choice: 'perhaps'"),
        (["decide", "undo", "x"], "x: is no number of a decision"),
        (["decide", "undo", "1", "2"], "1 2: is no number of a decision"),
        (["decide", "undo", "٣"], "is no number of a decision"),
        (["decide", "undo", "7"], "7: is no decision here"),
        (["decide", "same", "a", "reports.jsonl"], "decisions are kept in a store, not over files"),
        (["merge", "a", "-"], "decisions are kept in a store, not over files"),
        (["split", "demo/x", "b"], "decisions are kept in a store, not over files"),
        (["merge", "zz", "yy"], "zz: is no event and no claim here"),
        (["split", "zz", "yy"], "zz: is no event and no claim here"),
        (["decide", "same", "a", "b", "--store", "none.db"], "there is no such store"),
        (["merge", "a", "b", "--store", "none.db"], "there is no such store"),
    ],
)
def test_refusals_say_what_and_where(marsad: Marsad, folder: Path, arguments: list[str], told: str) -> None:
    marsad("ingest", "report.txt")
    shown = marsad(*arguments, *WHO)
    assert shown.code == 2
    assert told in shown.err


def test_who_and_why_are_asked_for(marsad: Marsad, folder: Path) -> None:
    marsad("ingest", "report.txt")
    assert "--reason" in marsad("decide", "same", "a", "b", "--by", "x").err
    assert "--by: is empty" in marsad("decide", "same", "a", "b", "--by", "", "--reason", "x").err
    assert marsad("decisions", "--ui", "en", "--bidi", "off").out == "0 decisions\n"
    assert "there is no such store" in marsad("decisions", "--store", "none.db").err
