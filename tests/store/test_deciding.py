"""Decisions in the store: kept, refused, found again in new readings; the same on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert, select
from stored import filled

from marsad.errors import InputError, StoreError
from marsad.events.event import events
from marsad.model import Claim, Reading, Verdict
from marsad.pipeline import compared
from marsad.store import Store, schema
from marsad.store.items import Version
from marsad.store.verify import verify


def claims(store: Store) -> list[Claim]:
    """The first claim of each report."""
    return [reading.claims[0] for reading in store.latest()]


def event_of(store: Store) -> dict[str, str]:
    """The event of each claim, as the decisions have it."""
    readings = compared(store.latest(), store.decisions())
    return {c.id: e.id for e in events(readings, readings.decisions) for c in e.claims}


def test_decisions_are_kept_with_who_when_and_why(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        _, _, three, four = claims(store)[:4]
        made = store.decide("different", [[three.id[:9]], [four.id]], by=" ali ", reason="two villages\n")
        assert (made.number, made.claims) == (2, ((three.id,), (four.id,)))
    with Store.open(store_url) as store:
        first, second = store.decisions()
        assert (first.kind, first.by, first.reason, first.state) == ("same", "dana", "one video", "holds")
        assert (second.kind, second.by, second.reason, second.state) == ("different", "ali", "two villages", "holds")
        assert second.at == made.at
        assert [a.words for group in second.anchors for a in group] == [three.trigger.text, four.trigger.text]
        event = event_of(store)
        assert event[first.claims[0][0] or ""] == event[first.claims[0][1] or ""]
        assert store.counts()["decisions"] == 2
        with store.database.reading() as connection:
            lines = connection.execute(select(schema.log).where(schema.log.c.kind == "decision")).all()
        assert [(line.act, line.key) for line in lines] == [("decided", "1"), ("decided", "2")]
        assert not list(verify(store))


def test_an_undoing_is_another_line(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        before = event_of(store)
        undone = store.decide("undo", undoes=1, by="ali", reason="another village")
        assert undone.number == 2
        assert [(d.state, d.because_of) for d in store.decisions()] == [("undone", (2,)), ("holds", ())]
        assert event_of(store) != before
        with pytest.raises(InputError, match="is undone already"):
            store.decide("undo", undoes=1, by="ali", reason="again")
        assert store.counts()["decisions"] == 2
        assert not list(verify(store))


def test_conflicts_are_refused_and_nothing_is_kept(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        one, two, three = (c.id for c in claims(store)[:3])
        store.decide("same", [[two, three]], by="ali", reason="x")
        head = store.head()
        with pytest.raises(InputError, match=r"decision 1 \(same, dana\) cannot hold beside 2 .* 3 \(different, z\)"):
            store.decide("different", [[one], [three]], by="z", reason="x")
        assert store.head() == head
        assert store.counts()["decisions"] == 2


def renamed(reading: Reading, *, without: int | None = None) -> Reading:
    """What other software reads: the same claims under other ids, one fewer."""
    kept = [c for k, c in enumerate(reading.claims) if k != without]
    return replace(reading, claims=tuple(replace(c, id=c.id[::-1]) for c in kept))


def other_version(store: Store) -> Store:
    return Store(store.database, Version("9.9.9", store.version.data))


def test_decisions_survive_rereading_with_other_ids(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        one, two = claims(store)[:2]
        newer = other_version(store)
        newer.reread({k: renamed(reading) for k, reading in enumerate(store.latest(), 1)})
        [decision] = newer.decisions()
        assert decision.state == "holds"
        assert decision.claims == ((one.id[::-1], two.id[::-1]),)
        assert [a.claim for a in decision.anchors[0]] == [one.id, two.id]
        event = event_of(newer)
        assert event[one.id[::-1]] == event[two.id[::-1]]
        with pytest.raises(InputError, match="is no claim of the last readings here"):
            newer.decide("maybe", [[one.id, two.id]], by="ali", reason="ids of the old reading")
        assert not list(verify(newer))


def test_a_decision_whose_claim_is_gone_is_listed_and_holds_when_it_is_back(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        one, two = claims(store)[:2]
        first, *_ = readings = list(store.latest())
        newer = other_version(store)
        newer.reread({1: renamed(first, without=0), 2: renamed(readings[1])})
        [decision] = newer.decisions()
        assert (decision.state, decision.claims) == ("gone", ((None, two.id[::-1]),))
        assert event_of(newer)
        newest = Store(store.database, Version("9.9.10", store.version.data))
        newest.reread({1: renamed(first)})
        [decision] = newest.decisions()
        assert (decision.state, decision.claims) == ("holds", ((one.id[::-1], two.id[::-1]),))


def test_a_decision_that_was_written_when_the_connection_broke_is_kept_once(
    store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        one, two = (c.id for c in claims(store)[:2])
        write = store.database.write

        def twice(work):  # type: ignore[no-untyped-def]
            write(work)
            return write(work)

        monkeypatch.setattr(store.database, "write", twice)
        assert store.decide("maybe", [[one, two]], by="x", reason="y").number == 2
        assert store.counts()["decisions"] == 2
        assert not list(verify(store))


BAD: list[tuple[str, Verdict, list[list[str]], dict[str, object], str]] = [
    ("nobody", "same", [["0", "1"]], {"by": " "}, "--by: is empty"),
    ("only marks", "same", [["0", "1"]], {"by": "\u202e\u200f"}, "--by: is empty"),
    ("no reason", "same", [["0", "1"]], {"reason": "\n"}, "--reason: is empty"),
    ("null character", "same", [["0", "1"]], {"reason": "a\0b"}, "no text that can be kept"),
    ("broken text", "same", [["0", "1"]], {"by": "a\udcff"}, "no text that can be kept"),
    ("long name", "same", [["0", "1"]], {"by": "x" * 201}, "has 201 characters"),
    ("one claim", "same", [["0"]], {}, "two claims at least"),
    ("no claims", "same", [[]], {}, "two claims at least"),
    ("empty group", "different", [["0"], []], {}, "two claims at least"),
    ("one group", "different", [["0", "1"]], {}, "two claims at least"),
    ("claims and undoing", "undo", [["0", "1"]], {"undoes": 1}, "two claims at least"),
    ("undoing nothing", "undo", [], {}, "two claims at least"),
    ("twice", "same", [["0", "0"]], {}, "the same claim twice"),
    ("twice in two groups", "different", [["0", "1"], ["1"]], {}, "the same claim twice"),
    ("unknown", "same", [["0", "f" * 16]], {}, "is no claim of the last readings here"),
    ("unknown beginning", "same", [["0", "zzz"]], {}, "is no claim of the last readings here"),
    ("everything", "same", [["0", "%"]], {}, "is no claim of the last readings here"),
    ("too many", "merge", [[f"{k:016x}" for k in range(1001)]], {}, "At most 1000"),
    ("undoing what is not", "undo", [], {"undoes": 99}, "99: is no decision here"),
]


def test_what_cannot_be_decided_is_told(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        ids = {str(k): c.id for k, c in enumerate(claims(store))}
        head = store.head()
        for name, kind, groups, changes, told in BAD:
            asked = [[ids.get(claim, claim) for claim in group] for group in groups]
            with pytest.raises(InputError) as refused:
                store.decide(kind, asked, **{"by": "dana", "reason": "why", **changes})  # type: ignore[arg-type]
            assert told in str(refused.value), name
        assert store.head() == head


def test_a_line_that_marsad_did_not_write_is_told(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        row = {"number": 2, "made_at": "", "who": "x", "kind": "same", "subject": "", "software": "", "data": ""}
        store.database.write(lambda c: c.execute(insert(schema.decisions), [row | {"body": '{"reason": 1}'}]))
        with pytest.raises(StoreError, match=r"decision 2: is not as marsad writes it\. marsad verify"):
            store.decisions()
        assert [str(f) for f in verify(store)] == ["decision 2 was inserted: no line of the log tells of it"]
