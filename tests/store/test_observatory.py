"""What is kept of events is what grouping all claims at once gives, whatever came, was read anew or decided, in any order."""

from __future__ import annotations

import importlib
import multiprocessing
import random
import tomllib
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from marsad import ontology
from marsad.errors import InputError
from marsad.events import control
from marsad.events.accounts import accounts
from marsad.events.event import events
from marsad.events.grouping import link
from marsad.events.record import records
from marsad.events.running import tolls
from marsad.events.selecting import Selection
from marsad.model import Reading, Report
from marsad.observatory import Asked, Observatory, Outline, situation, updating
from marsad.observatory.claims import beginning
from marsad.pipeline import EMBEDDED, compared, reader
from marsad.report.situation.building import document
from marsad.report.situation.facts import Facts, last_day, said, scope, weight
from marsad.sources.files import Given, take
from marsad.store import Item, Kept, Store
from marsad.store.items import Version
from marsad.store.verify import verify

TESTS = Path(__file__).resolve().parent.parent


@cache
def read() -> tuple[Reading, ...]:
    """The reports of the demo and of the corpus of events, and some made ones."""
    cases = chain.from_iterable(
        tomllib.loads(file.read_text(encoding="utf-8"))["case"]
        for file in sorted((TESTS / "corpus" / "events").glob("*.toml"))
    )
    reports = {r.sha256: r for r in take([str(TESTS.parent / "demo" / "reports.jsonl")], Given()).reports}
    for of in chain.from_iterable(case["reports"] for case in cases):
        report = Report.of(of["text"], published=of.get("published"), outlet=of.get("outlet"))
        reports.setdefault(report.sha256, report)
    found = [Reading(report, reader(EMBEDDED).read(report, False).claims) for report in reports.values()]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(TESTS.parent / "tools"))
        world = importlib.import_module("made_claims").World(3, 0.15)
        return (*found, *(reading for reading, _ in world.reports(3)))


def item(reading: Reading, **given: str) -> Item:
    kept = Kept.of(replace(reading.report, **given), original=None, member="", reader="made")  # type: ignore[arg-type]
    return Item(kept, replace(reading, report=kept.report), (), ())


def same_as_batch(store: Store, seen: Observatory) -> None:
    """Compare all that is kept with what grouping everything at once gives."""
    readings = compared(store.latest(), store.decisions())
    fresh = events(readings, readings.decisions)
    kept = list(seen.events())
    assert [e.id for e in kept] == [e.id for e in fresh]
    assert [e.to_dict() for e in kept] == [e.to_dict() for e in fresh]
    bare = [replace(Outline.of(e, "", "")) for e in fresh]
    assert [replace(o, first_seen="", updated="") for o in seen.outlines()] == bare
    mine = {r.who.id or r.name: r.to_dict() | {"source": 0, "camp": 0} for r in seen.records()}
    assert mine == {r.who.id or r.name: r.to_dict() | {"source": 0, "camp": 0} for r in records(fresh)}


def rereading(store: Store, number: int, chance: random.Random) -> None:
    """A later version reads a report with fewer or more claims."""
    store.version = Version(f"9.{chance.random()}", store.version.data)
    [(_, report)] = store.to_read(number - 1, 1)
    [old] = [r for r in store.latest() if r.report.id == report.id]
    other = chance.choice(read())
    claims = [c for c in old.claims if chance.random() < 0.6]
    more = [replace(c, id=f"{chance.getrandbits(64):016x}") for c in other.claims if chance.random() < 0.3]
    store.reread({number: Reading(report, (*claims, *more))})


def deciding(store: Store, chance: random.Random) -> None:
    claims = [c.id for r in store.latest() for c in r.claims]
    made = [d.number for d in store.decisions()]
    try:
        if made and chance.random() < 0.4:
            store.decide("undo", undoes=chance.choice(made), by="dana", reason="anew")
        elif chance.random() < 0.6:
            store.decide("same", [chance.sample(claims, 2)], by="dana", reason="one video")
        else:
            seen = Observatory(store)
            seen.refresh()
            several = [e for e in seen.events() if len({c.id for c in e.claims}) > 1]
            one, other = list({c.id for c in chance.choice(several).claims})[:2]
            store.decide("different", [[one], [other]], by="dana", reason="two days")
    except InputError:
        pass  # it contradicts what was decided before


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_the_kept_events_are_those_of_all_claims_at_once(
    store_url: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(updating, "_READINGS", chance.choice((7, 40, 3000)))
    todo = chance.sample(read(), 120)
    with Store.open(store_url, make=True) as store:
        seen = Observatory(store)
        while todo:
            some, todo = todo[:25], todo[25:]
            store.keep([item(reading) for reading in some])
            copied = chance.choice(some)
            store.keep([item(copied, outlet="وكالة النسخ")])  # its claims have the ids of another report's
            for _ in range(3):
                rereading(store, chance.randint(1, store.counts()["reports"]), chance)
                deciding(store, chance)
            seen.refresh()
            same_as_batch(store, seen)
        assert seen.state().current
        assert not list(verify(store))


def kept(store: Store, count: int = 60) -> Observatory:
    store.keep([item(reading) for reading in random.Random(5).sample(read(), count)])
    seen = Observatory(store)
    seen.refresh()
    return seen


def test_filters_in_the_database_are_those_of_selections(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        seen = kept(store)
        found = list(seen.events())
        places = list({e.place.id: e.place for e in found if e.place and e.place.id}.values())[:12]
        actors = {m.id: m for e in found for m in (*e.actors, *e.targets) if m.id}
        words = [m.name_ar for m in actors.values() if m.name_ar][:6]
        days = sorted({e.days[0] for e in found if e.days[0]})
        several: list[Selection] = [
            *(Asked(area=place) for place in places),
            *(Asked(actor=name) for name in [*list(actors)[:6], *words]),
            *(Asked(since=day) for day in days[::9]), *(Asked(until=day) for day in days[::9]),
            Asked(type="remote"), Asked(type="shelling", status="happened"), Asked(agreement="contested"),
        ]  # fmt: skip
        for asked in several:
            assert isinstance(asked, Asked)
            assert [e.id for e in seen.events(asked)] == [e.id for e in asked.of(found)], asked
            assert seen.find(asked, limit=1).total == len(asked.of(found))


def test_pages_counts_and_control_are_of_the_events(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        seen = kept(store)
        found = list(seen.events())
        pages = [seen.find(limit=7, offset=k).outlines for k in range(0, len(found) + 7, 7)]
        assert sorted(o.id for page in pages for o in page) == sorted(e.id for e in found)
        assert sum(seen.count("day").values()) == sum(seen.count("place").values()) == len(found)
        assert {p.id for p in seen.points()} == {e.id for e in found if e.place and e.place.lat is not None}
        assert sum(b.events for b in seen.bodies(limit=10_000)) > 0
        for place in control.places(found):
            assert seen.timeline(place) == control.timeline(found, place)
        report = next(found[0].told).report.id
        assert all(c.event for c in seen.reading(report).claims)
        assert seen.event(found[0].claims[0].id[:12]).id == found[0].id
        assert {o.id for o in seen.find(Asked(report=report)).outlines} <= {e.id for e in found}
        with pytest.raises(InputError, match="no event"):
            seen.event("zzz")


def test_who_holds_many_places_is_as_asked_one_by_one(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        seen = kept(store, 120)
        found = list(seen.events())
        places = control.places(found)
        assert len(places) > 5
        for day in (None, *sorted({e.day for e in found if e.day})[::5]):
            one_by_one = [control.standing(found, place, day) for place in places]
            assert control.Holdings(found).standings(day) == one_by_one
            assert seen.standings(day) == one_by_one
        outlines = control.Holdings(list(seen.outlines())).standings()
        assert [(s.place.id, s.contested) for s in outlines] == [(s.place.id, s.contested) for s in seen.standings()]


def test_sums_of_the_database_are_those_of_the_events(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        seen = kept(store, 120)
        found = list(seen.events())
        placed = [e.place for e in found if e.place and e.place.lat is not None]
        tally = seen.tally()
        assert (tally.total, tally.placed) == (len(found), len(placed))
        assert tally.families == Counter(ontology.families()[e.type] for e in found)
        stacks = {(s.lat, s.lon): s.events for s in seen.stacks()}
        assert stacks == Counter((p.lat, p.lon) for p in placed)
        assert stacks == {(s.lat, s.lon): s.events for s in seen.stacks(bare=True)}
        days = [e.day for e in found if e.day]
        assert seen.span() == (min(days), max(days))
        period = (days[0], max(days))
        inside = [e for e in found if e.day and period[0] <= e.day <= period[1]]
        assert seen.totals(Asked(days=period), Asked(said=True), Asked(types=("remote",), confirmed=True)) == (
            len(inside), sum(map(said, inside)),
            sum(e.confirmed and ontology.families()[e.type] == "remote" for e in inside),
        )  # fmt: skip
        mine, theirs = (
            [(t.kind, t.low, t.best, t.high) for t in tolls(some, "all") if t.kind == "killed"]
            for some in (seen.losses(), found)
        )
        assert mine == theirs != []
        first = seen.first(Asked(), 9, "weight")
        assert [o.id for o in first] == [e.id for e in sorted(found, key=weight)[:9]]


def test_what_is_kept_of_a_body_is_that_of_its_events(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        seen = kept(store, 120)
        found = list(seen.events())
        named = Counter(m.id for e in found for m in {m.id: m for m in (*e.actors, *e.targets)}.values() if m.id)
        for body in [id for id, _ in named.most_common() if id and not id.startswith("generic:")][:5]:
            acts = [e for e in found if any(m.id == body for m in e.actors)]
            suffers = [e for e in found if any(m.id == body for m in e.targets)]
            assert seen.find(Asked(body=body)).total == named[body]
            assert seen.roles(body).get("actor", 0) == len(acts)
            assert seen.roles(body).get("target", 0) == len(suffers)
            sides = {m.side for e in found for m in (*e.actors, *e.targets) if m.id == body and m.side}
            assert set(seen.sides(body)) == sides
            words = Counter(
                m.span.text for c in {c.id: c for e in found for c in e.claims}.values()
                for m in (*c.actors, *c.targets) if m.id == body and m.span.text
            )  # fmt: skip
            assert dict(seen.called(body, limit=1000)) == words
            on = Counter(
                m for e in acts for m in {t.id for t in e.targets if t.id}
                if m != body and not m.startswith("generic:")
            )  # fmt: skip
            related = [r for r in seen.relations(body, limit=1000) if r.kind == "on"]
            assert {r.other.id: r.count for r in related} == on
            assert all(r.first <= r.last for r in related if r.first)


def test_stopped_in_the_middle_nothing_is_half_kept(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(store_url, make=True) as store:
        seen = kept(store, 30)
        before, state = [o.to_dict() for o in seen.outlines()], seen.state()
        store.keep([item(reading) for reading in read()[:20]])
        with monkeypatch.context() as patch:

            def killed(*_: object) -> None:
                raise KeyboardInterrupt

            patch.setattr(updating.Views, "rebuild", killed)
            with pytest.raises(KeyboardInterrupt):
                seen.refresh()
        assert [o.to_dict() for o in seen.outlines()] == before
        assert seen.state().revision == state.revision
        assert not list(verify(store))
        seen.refresh()
        same_as_batch(store, seen)


def _refresh(url: str) -> None:
    with Store.open(url) as store:
        Observatory(store).refresh()


def test_two_processes_take_up_one_store(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        store.keep([item(reading) for reading in read()[:60]])
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_refresh, args=(store_url,)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
        assert process.exitcode == 0
    with Store.open(store_url) as store:
        assert updating.state(store).revision == 1
        same_as_batch(store, Observatory(store))


def test_another_version_groups_all_anew(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        seen = kept(store, 20)
        before = [o.to_dict() for o in seen.outlines()]
        store.version = Version(store.version.software, "other")
        assert not seen.state().whole
        seen.refresh()
        assert [o.to_dict() for o in seen.outlines()] == before


@pytest.mark.parametrize("place", [None, "SY-ID", "SY"])
def test_a_situation_report_of_the_store_is_that_of_all_its_readings(store_url: str, place: str | None) -> None:
    with Store.open(store_url, make=True) as store:
        store.keep([item(reading) for reading in read()])
        seen = Observatory(store)
        seen.refresh()
        claims = [c.id for r in store.latest() for c in r.claims]
        store.decide("same", [claims[3:5]], by="dana", reason="one video")
        seen.refresh()
        fresh = compared(store.latest(), store.decisions())
        named = {e.place.id: e.place for e in seen.events() if e.place and e.place.id}
        area = next((p for p in named.values() if place and place in (p.admin1, p.country)), None)
        assert (area is None) == (place is None)
        if area is not None and place == "SY":
            area = replace(area, id="SY", level="country")
        last = situation.last_day(store)
        assert last == last_day(fresh)
        for end in ("2020-02-07", last):
            wanted = scope(last, None, end, area)
            assert wanted is not None
            kept, made = (document(f, "en", None) for f in (situation.facts(seen, wanted), Facts.of(fresh, wanted)))
            assert kept == made


def test_records_count_the_events_that_are_asked_for(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        seen = kept(store)
        asked = Asked(type="remote", status="happened")
        told = {r.who.id or r.name: r.to_dict() | {"source": 0, "camp": 0} for r in records(seen.events(asked))}
        assert told
        assert told == {
            r.who.id or r.name: r.to_dict() | {"source": 0, "camp": 0} for r in seen.records(asked=asked)
        }  # fmt: skip


def test_claims_are_found_with_their_events_as_all_readings_have_them(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        seen = kept(store)
        fresh = compared(store.latest(), store.decisions())
        every = accounts(list(fresh))
        chance = random.Random(2)
        for one, two in (chance.sample(every, 2) for _ in range(20)):
            members, told = beginning(seen, (one.id, two.id))
            few = accounts(members)
            a, b = (next(m for m in few if m.id == which.id) for which in (one, two))
            assert (a.claim.event, b.claim.event) == (one.claim.event, two.claim.event)
            assert {e.id for e in told} >= {a.claim.event, b.claim.event}
            first, second = link(a, b), link(one, two)
            assert (first and first.parts) == (second and second.parts)
