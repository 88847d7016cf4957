"""The kept events are those of all readings grouped at once, whatever came before; the same on SQLite and PostgreSQL."""

from __future__ import annotations

import importlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.events.event import Event, events
from marsad.language.ar.stems import stems
from marsad.model import Reading
from marsad.observatory import Asked, Observatory, Outline
from marsad.pipeline import EMBEDDED, compared, reader
from marsad.sources.files import Given, take
from marsad.store import Item, Kept, Store
from marsad.store.items import Version
from marsad.store.verify import verify

ROOT = Path(__file__).resolve().parent.parent.parent
REFRESH = """
import sys
from marsad.observatory import Observatory
from marsad.store import Store
with Store.open(sys.argv[1]) as store:
    seen = Observatory(store)
    print("ready", flush=True)
    seen.refresh()
"""


@cache
def items() -> tuple[Item, ...]:
    """The reports of the demo, and some made ones, dense enough for accounts of one day to be mistaken for each other."""
    demo = take([str(ROOT / "demo" / "reports.jsonl")], Given()).reports
    told = [_item(Reading(r, reader(EMBEDDED).read(r, False).claims)) for r in demo]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        world = importlib.import_module("made_claims").World(3, 0.15)
        tool = importlib.import_module("make_store")
    return (*told, *(tool.item(reading) for reading, _ in world.reports(3)))


def _item(reading: Reading) -> Item:
    kept = Kept.of(reading.report, original=None, member=reading.report.id, reader="jsonl")
    words = tuple(stem.text for stem in stems(reading.report.text))
    return Item(kept, Reading(kept.report, reading.claims), words, ())


def at_once(store: Store) -> list[Event]:
    """The events of all readings, grouped without anything that is kept."""
    readings = compared(store.latest(), store.decisions())
    return events(readings, readings.decisions)


def plain(outline: Outline) -> dict[str, Any]:
    """An outline without the instants, which no reading tells."""
    return {k: v for k, v in outline.to_dict().items() if k not in ("first_seen", "updated")}


def by_id(values: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(values, key=lambda value: str(value["id"]))


def agrees(store: Store, seen: Observatory) -> None:
    """What is kept is what grouping at once gives: events with all their accounts, outlines, records."""
    fresh = at_once(store)
    assert by_id([e.to_dict() for e in seen.events()]) == by_id([e.to_dict() for e in fresh])
    assert by_id([plain(o) for o in seen.outlines()]) == by_id([plain(Outline.of(e, "", "")) for e in fresh])


class Life:
    """A store to which things happen by chance."""

    def __init__(self, store: Store, seen: Observatory, chance: random.Random) -> None:
        self.store, self.seen, self.chance = store, seen, chance
        self.waiting = chance.sample(range(len(items())), len(items()))
        self.here: list[int] = []  # of `items`, in the order of their numbers in the store
        self.reread_ = 0

    def keep(self) -> None:
        some = [self.waiting.pop() for _ in range(min(len(self.waiting), self.chance.choice((1, 2, 20))))]
        self.store.keep([items()[k] for k in some])
        self.here += some

    def reread(self) -> None:
        """Another version reads some reports otherwise: a claim less, another day, or as at first."""
        if not self.here:
            return
        self.reread_ += 1
        self.store.version = Version(f"made-{self.reread_}", self.store.version.data)
        read = {}
        for at in self.chance.sample(range(len(self.here)), min(3, len(self.here))):
            reading = items()[self.here[at]].reading
            lost = self.chance.randrange(len(reading.claims) + 1)
            claims = [replace(c, time=c.time if self.chance.random() < 0.7 else None) for c in reading.claims]
            read[at + 1] = replace(reading, claims=tuple(c for k, c in enumerate(claims) if k != lost))
        self.store.reread(read)

    def decide(self) -> None:
        ids = sorted({c.id for r in self.store.latest() for c in r.claims})
        if len(ids) > 1:
            one, other = self.chance.sample(ids, 2)
            same = self.chance.random() < 0.5
            groups = [[one, other]] if same else [[one], [other]]
            self._try(lambda: self.store.decide("same" if same else "different", groups, by="dana", reason="seen"))

    def undo(self) -> None:
        made = len(self.store.decisions())
        if made:
            which = self.chance.randrange(made) + 1
            self._try(lambda: self.store.decide("undo", undoes=which, by="ali", reason="not so"))

    def refresh(self) -> None:
        assert self.seen.refresh().current

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except InputError:  # what cannot hold is refused
            return


ACTS = ("keep", "keep", "keep", "reread", "decide", "undo", "refresh", "refresh")


@settings(max_examples=8)
@given(st.lists(st.sampled_from(ACTS), max_size=25), st.randoms(use_true_random=False))
def test_whatever_happens_kept_events_are_those_of_all_at_once(acts: list[str], chance: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(f"{folder}/m.db", make=True) as store:
        life = Life(store, Observatory(store), chance)
        for act in acts:
            getattr(life, act)()
        life.refresh()
        agrees(store, life.seen)


@pytest.fixture
def full(store_url: str) -> str:
    """The address of a store with all reports, none of them grouped yet."""
    with Store.open(store_url, make=True) as store:
        store.keep(items())
    return store_url


def refreshing(store: str) -> subprocess.Popen[str]:
    """A process of its own that brings the kept events up to date, and is about to begin."""
    command = [sys.executable, "-c", REFRESH, store]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_killed_in_the_middle_nothing_is_there_by_half(full: str) -> None:
    with Store.open(full) as store:
        number = store.counts()["reports"]
        for wait in (0.05, 0.3, 0.6, 0.9):
            process = refreshing(full)
            time.sleep(wait)
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
            state = Observatory(store).state()
            assert state.reports in (0, number)
            assert not list(verify(store))
        seen = Observatory(store)
        assert seen.refresh().current
        agrees(store, seen)


def test_one_process_brings_up_to_date_while_another_reads_and_does_too(store_url: str) -> None:
    half = len(items()) // 2
    with Store.open(store_url, make=True) as store:
        store.keep(items()[:half])
        seen = Observatory(store)
        seen.refresh()
        before = seen.find().total
        store.keep(items()[half:])
        after, met = len(at_once(store)), set[int]()
        others = [refreshing(store_url), refreshing(store_url)]
        while any(other.poll() is None for other in others):
            met.add(seen.find().total)
        for other in others:
            assert (other.communicate()[1], other.returncode) == ("", 0)
        assert met <= {before, after}
        seen.refresh()
        agrees(store, seen)


def test_another_version_of_the_data_groups_all_anew(full: str) -> None:
    with Store.open(full) as store:
        seen = Observatory(store)
        first = seen.refresh()
        assert seen.refresh().revision == first.revision  # nothing came
        store.version = Version(store.version.software, "other data")
        seen.refresh()
        assert seen.state().current
        agrees(store, seen)


def test_an_event_is_found_by_how_its_id_or_that_of_a_claim_begins(full: str) -> None:
    with Store.open(full) as store:
        seen = Observatory(store)
        seen.refresh()
        for event in at_once(store)[::40]:
            for start in (event.id, event.claims[0].id):
                assert seen.event(start).to_dict() == event.to_dict()
        with pytest.raises(InputError):
            seen.event("ffffffffffffffff")


def test_pages_together_are_all_that_is_asked_for_and_only_once(full: str) -> None:
    with Store.open(full) as store:
        seen = Observatory(store)
        seen.refresh()
        fresh = at_once(store)
        day = sorted(e.day for e in fresh if e.day)[len(fresh) // 2]
        actor = next(m.id for e in fresh for m in e.actors if m.id)
        for asked in (
            Asked(), Asked(since=day), Asked(until=day), Asked(since=day, until=day), Asked(type="shelling"),
            Asked(status="failed"), Asked(agreement="contested"), Asked(actor=actor), Asked(type="shelling", since=day),
            Asked(area=next(e.place for e in fresh if e.place and e.place.level == "town")),
        ):  # fmt: skip
            wanted = sorted(e.id for e in fresh if asked.fits(e))
            found: list[str] = []
            while True:
                page = seen.find(asked, limit=37, offset=len(found))
                assert page.total == len(wanted)
                found += [o.id for o in page.outlines]
                if not page.outlines:
                    break
            assert sorted(found) == wanted
            assert sum(seen.count("type", asked).values()) == len(wanted)
