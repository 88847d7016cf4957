"""The engine: the same claims give the same events, in whatever order they come and go, and whatever else comes."""

from __future__ import annotations

import importlib
import random
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from marsad.events.accounts import Account, accounts
from marsad.events.candidates import Neighbours
from marsad.events.decisions import NONE, Decisions
from marsad.events.event import events
from marsad.events.grouping import compare, link
from marsad.events.linkage import THRESHOLD, linkage
from marsad.events.occurrences import Occurrences
from marsad.events.scores import UNIT, by_rest, score
from marsad.model import Reading, Report
from marsad.pipeline import EMBEDDED, reader
from marsad.sources.files import Given, take

TESTS = Path(__file__).resolve().parent.parent


@cache
def read() -> tuple[Reading, ...]:
    """The reports of the demo and of the corpus of events, each read by itself, and some made ones."""
    cases = chain.from_iterable(
        tomllib.loads(file.read_text(encoding="utf-8"))["case"]
        for file in sorted((TESTS / "corpus" / "events").glob("*.toml"))
    )
    reports = {r.sha256: r for r in take([str(TESTS.parent / "demo" / "reports.jsonl")], Given()).reports}
    for of in chain.from_iterable(case["reports"] for case in cases):
        report = Report.of(of["text"], published=of.get("published"), outlet=of.get("outlet"))
        reports.setdefault(report.sha256, report)
    found = [Reading(report, reader(EMBEDDED).read(report, False).claims) for report in reports.values()]
    return (*found, *made(3, 0.15))


def made(days: int, share: float) -> Iterable[Reading]:
    """Readings by chance, dense enough for accounts of one day to be mistaken for each other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(TESTS.parent / "tools"))
        world = importlib.import_module("made_claims").World(3, share)
        return [reading for reading, _ in world.reports(days)]


def told(readings: Sequence[Reading], decisions: Decisions = NONE) -> tuple[object, ...]:
    """All that is found, without the order in which the reports came."""
    found = compare(readings, decisions)
    return (
        {(r.report.id, c.id): c.event for r in found for c in r.claims},
        {r.report.id: r.contradictions for r in found},
        [e.to_dict() for e in events(found)],
    )


def by_claim(kept: Occurrences, numbers: Iterable[int]) -> Mapping[object, str]:
    return {one.said: kept.event(one) for number in numbers for one in kept.members(number)}


some = st.lists(st.integers(0, 10**6), min_size=2, max_size=150).map(
    lambda picks: list({pick % len(read()): None for pick in picks})
)


@settings(max_examples=40)
@given(some, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(picks: list[int], chance: random.Random) -> None:
    readings = [read()[k] for k in picks]
    mixed = list(readings)
    chance.shuffle(mixed)
    assert told(readings) == told(mixed)


def test_the_order_of_all_reports_does_not_matter() -> None:
    assert told(read()) == told(read()[::-1])


def decided(chance: random.Random, picks: Iterable[int], count: int) -> Decisions:
    """Decisions on pairs of claims that can hold beside each other: some are of one of four occurrences."""
    claims = sorted({c.id for pick in picks for c in read()[pick].claims})
    label = {claim: chance.randrange(4) for claim in chance.sample(claims, min(count, len(claims)))}
    pairs = [(a, b) for a, b in combinations(sorted(label), 2) if chance.random() < 0.5]
    return Decisions(
        {(a, b): n for n, (a, b) in enumerate(pairs) if label[a] == label[b]},
        {(a, b): n for n, (a, b) in enumerate(pairs) if label[a] != label[b]},
    )


@settings(max_examples=40)
@given(some, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter_to_decisions(picks: list[int], chance: random.Random) -> None:
    decisions = decided(chance, picks, 8)
    readings = [read()[k] for k in picks]
    found = told(readings, decisions)
    chance.shuffle(readings)
    assert told(readings, decisions) == found
    event = {c.id: c.event for r in compare(readings, decisions) for c in r.claims}
    assert all(event[a] == event[b] for a, b in decisions.same)
    assert all(event[a] != event[b] for a, b in decisions.different)


acts = st.lists(st.sampled_from(("add", "add", "add", "remove", "settle", "decide")), max_size=150)


@settings(max_examples=100)
@given(some, acts, st.randoms(use_true_random=False))
def test_what_comes_and_goes_leaves_what_all_at_once_would_give(
    picks: list[int], acts: list[str], chance: random.Random
) -> None:
    kept, decisions = Occurrences(), NONE
    waiting, here = list(picks), dict[int, int]()
    for act in acts:
        if act == "add" and waiting:
            pick = waiting.pop()
            here[pick] = kept.add(read()[pick])
        elif act == "remove" and here:
            pick = chance.choice(sorted(here))
            kept.remove(here.pop(pick))
            waiting.insert(0, pick)
        elif act == "decide":
            decisions = decided(chance, picks, 6)
            kept.decide(decisions)
        elif act == "settle":
            kept.settle()
    kept.settle()
    at_once = Occurrences(decisions)
    numbers = [at_once.add(read()[pick]) for pick in here]
    at_once.settle()
    assert by_claim(kept, here.values()) == by_claim(at_once, numbers)


def test_one_by_one_gives_what_all_at_once_gives() -> None:
    kept, numbers = Occurrences(), []
    for reading in read():
        numbers.append(kept.add(reading))
        kept.settle()
    at_once = Occurrences()
    same = [at_once.add(reading) for reading in read()]
    at_once.settle()
    assert by_claim(kept, numbers) == by_claim(at_once, same)


def test_one_report_more_changes_nothing_but_what_is_told_of_as_changed() -> None:
    readings = [*read(), *made(3, 0.3)]
    kept = Occurrences()
    numbers = [kept.add(reading) for reading in readings[1:]]
    kept.settle()
    before = by_claim(kept, numbers)
    kept.add(readings[0])
    touched = {one.said for one in kept.settle()}
    after = by_claim(kept, numbers)
    assert {said for said, name in after.items() if before[said] != name} <= touched
    assert len(touched) < len(after) / 4


def test_reports_that_go_leave_nothing_behind() -> None:
    kept = Occurrences()
    for number in [kept.add(reading) for reading in read()]:
        kept.remove(number)
    assert kept.settle() == []
    number = kept.add(read()[0])
    kept.settle()
    alone = Occurrences()
    same = alone.add(read()[0])
    alone.settle()
    assert by_claim(kept, [number]) == by_claim(alone, [same])


def test_the_same_report_twice_is_told_twice_of_the_same_events() -> None:
    first, second = compare([read()[0], read()[0]])
    assert [c.event for c in first.claims] == [c.event for c in second.claims]


@pytest.fixture(scope="module")
def members() -> list[Account]:
    return accounts(read())


def test_what_is_explained_adds_up_to_the_score(members: list[Account]) -> None:
    tried = 0
    for a, b in combinations(members[::2], 2):
        found, value = link(a, b), score(a, b)
        assert score(b, a) == value
        assert found is not None or value is None
        if found is not None and value is not None:
            tried += 1
            assert round(found.score * UNIT) == value
    assert tried > 1000


def test_near_claims_are_scored_as_any_pair_is(members: list[Account]) -> None:
    near = Neighbours()
    for one in members:
        near.add(one)
    tried = 0
    for one in members:
        rest = by_rest(one)
        for base, bucket in near.of(one, 1):
            for other in bucket:
                if other.report != one.report:
                    tried += 1
                    assert score(one, other) in (None, base + rest(other))
    assert tried > 1000


def by_hand(count: int, scores: Mapping[tuple[int, int], int]) -> list[list[int]]:
    """Average linkage as it is defined: the best pair joins its groups where they fit on average."""
    groups = [[i] for i in range(count)]
    for i, j in sorted((p for p, s in scores.items() if s >= THRESHOLD), key=lambda p: (-min(600, scores[p]), p)):
        a, b = (next(g for g in groups if x in g) for x in (i, j))
        pairs = [scores.get((min(x, y), max(x, y)), -300) for x in a for y in b]
        if a is not b and sum(max(-600, min(600, s)) for s in pairs) >= THRESHOLD * len(pairs):
            groups.remove(b)
            a += b
    return sorted(map(sorted, groups))


@given(st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 11)), st.integers(-700, 700), max_size=66))
@example({(0, 1): 500, (1, 2): 400, (0, 2): -900})
def test_linkage_is_average_linkage(drawn: dict[tuple[int, int], int]) -> None:
    scores = {pair: value for pair, value in drawn.items() if pair[0] < pair[1]}
    links = [(*pair, value) for pair, value in scores.items() if value >= THRESHOLD]
    assert sorted(linkage(12, links, lambda i, j: scores.get((i, j)))) == by_hand(12, scores)
