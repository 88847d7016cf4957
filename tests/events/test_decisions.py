"""Decisions of people: what they ask of groups, the later over the earlier, conflicts, and claims found again."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import marsad
from marsad.errors import InputError
from marsad.events.decisions import Decisions, anchor, check, conflicts, found, settle
from marsad.events.event import events
from marsad.events.grouping import compare
from marsad.model import Claim, Decision, Reading, Span, Verdict
from marsad.pipeline import compared

DEMO = Path(__file__).resolve().parents[2] / "demo" / "reports.jsonl"
# four shellings of four towns on four days: nothing ties them but what people say
TOWNS = ("كفرنبل", "سراقب", "أريحا", "بنش")


def four() -> list[Reading]:
    reports = [
        {
            "id": str(k),
            "text": f"قصفت المدفعية مدينة {town} اليوم.",
            "published": f"2020-0{k + 1}-10",
            "outlet": f"وكالة {k}",
        }
        for k, town in enumerate(TOWNS)
    ]
    return list(marsad.read(reports, data_dir="none"))


READINGS = four()
CLAIMS = [reading.claims[0] for reading in READINGS]
A, B, C, D = (claim.id for claim in CLAIMS)


def decided(number: int, kind: Verdict, *groups: str, undoes: int | None = None) -> Decision:
    """A decision on claims named by letters: «ab» is one group of two."""
    at = {name: k for k, name in enumerate("abcd")}
    anchors = tuple(tuple(anchor(CLAIMS[at[x]], READINGS[at[x]]) for x in group) for group in groups)
    return Decision(number, kind, "dana", "2026-01-01T00:00:00+00:00", "seen", anchors, undoes)


def together(*decisions: Decision) -> set[frozenset[str]]:
    """The groups of claims, by letters."""
    letter = dict(zip((A, B, C, D), "abcd", strict=True))
    return {frozenset(letter[c.id] for c in event.claims) for event in events(compared(READINGS, decisions))}


def groups(words: str) -> set[frozenset[str]]:
    return {frozenset(word) for word in words.split()}


def states(*decisions: Decision) -> list[tuple[str, tuple[int, ...]]]:
    return [(d.state, d.because_of) for d in settle(decisions, READINGS)[0]]


def test_the_machine_keeps_the_four_apart() -> None:
    assert together() == groups("a b c d")


@pytest.mark.parametrize(
    ("decisions", "told"),
    [
        ([("same", "ab")], "ab c d"),
        ([("same", "ab"), ("same", "bc")], "abc d"),
        ([("merge", "abcd")], "abcd"),
        ([("maybe", "ab")], "a b c d"),
        ([("merge", "abcd"), ("split", "ab", "cd")], "ab cd"),
        ([("merge", "abcd"), ("split", "a", "bcd")], "a bcd"),
        ([("same", "ab"), ("different", "a", "b")], "a b c d"),
        ([("different", "a", "b"), ("same", "ab")], "ab c d"),
        ([("same", "ab"), ("maybe", "ab")], "a b c d"),
        ([("same", "ab"), ("same", "cd"), ("different", "a", "c")], "ab cd"),
    ],
)
def test_later_decisions_outrank_earlier_ones(decisions: list[tuple[Verdict, str]], told: str) -> None:
    made = [decided(k, *decision) for k, decision in enumerate(decisions, 1)]
    assert together(*made) == groups(told)
    assert together(*reversed(made)) == groups(told)  # the number counts, not the order of the list


def test_what_is_undone_counts_as_never_said_and_an_undoing_can_be_undone() -> None:
    same, undo = decided(1, "same", "ab"), decided(2, "undo", undoes=1)
    assert together(same, undo) == groups("a b c d")
    assert states(same, undo) == [("undone", (2,)), ("holds", ())]
    again = decided(3, "undo", undoes=2)
    assert together(same, undo, again) == groups("ab c d")
    assert states(same, undo, again) == [("holds", ()), ("undone", (3,)), ("holds", ())]


def test_how_each_stands() -> None:
    merge, split = decided(1, "merge", "abc"), decided(2, "split", "a", "bc")
    assert states(merge, split) == [("partly", (2,)), ("holds", ())]
    assert states(decided(1, "same", "ab"), decided(2, "different", "a", "b")) == [("overruled", (2,)), ("holds", ())]
    assert [d.state for d in settle([merge], READINGS[1:])[0]] == ["partly"]
    assert [d.state for d in settle([merge], READINGS[2:])[0]] == ["gone"]
    assert [d.claims for d in settle([merge], READINGS[1:])[0]] == [((None, B, C),)]


def test_conflicts_are_named_and_the_later_holds() -> None:
    made = [decided(1, "same", "ab"), decided(2, "same", "bc"), decided(3, "different", "a", "c")]
    settled, pairs = settle(made, READINGS)
    assert conflicts(settled) == {1: "decision 1 (same, dana) cannot hold beside 2 (same, dana), 3 (different, dana)"}
    assert (set(pairs.same.values()), set(pairs.different.values())) == ({2}, {3})
    assert together(*made) == groups("a bc d")
    with pytest.raises(
        InputError, match=r"contradicts what was decided before: decision 1 .* 2 .* 3 .*Nothing was kept"
    ):
        check(made[2], made[:2], READINGS)
    other = [
        decided(1, "different", "a", "d"),
        decided(2, "same", "ab"),
        decided(3, "same", "cd"),
        decided(4, "same", "bc"),
    ]
    assert set(conflicts(settle(other, READINGS)[0])) == {1}
    with pytest.raises(InputError, match=r"decision 1 \(different, dana\) cannot hold beside 2 .* 3 .* 4 "):
        check(other[3], other[:3], READINGS)


def test_an_undoing_that_brings_back_a_conflict_is_refused() -> None:
    made = [
        decided(1, "same", "ab"),
        decided(2, "same", "bc"),
        decided(3, "undo", undoes=1),
        decided(4, "different", "a", "c"),
    ]
    check(made[3], made[:3], READINGS)
    with pytest.raises(InputError, match="contradicts"):
        check(decided(5, "undo", undoes=3), made, READINGS)
    with pytest.raises(InputError, match="is undone already, by decision 3"):
        check(decided(5, "undo", undoes=1), made, READINGS)
    with pytest.raises(InputError, match="9: is no decision here"):
        check(decided(5, "undo", undoes=9), made, READINGS)


def test_a_conflict_that_is_there_forbids_no_other_decision() -> None:
    made = [decided(1, "same", "ab"), decided(2, "same", "bc"), decided(3, "different", "a", "c")]
    check(decided(4, "same", "cd"), made, READINGS)


DECISIONS = st.lists(
    st.tuples(
        st.sampled_from(("same", "different", "maybe")), st.sampled_from(list(itertools.combinations("abcd", 2)))
    ),
    max_size=8,
)


@given(DECISIONS)
def test_what_holds_holds_in_the_groups(said: list[tuple[Verdict, tuple[str, str]]]) -> None:
    made = [
        decided(k, kind, a, b) if kind == "different" else decided(k, kind, a + b)
        for k, (kind, (a, b)) in enumerate(said, 1)
    ]
    shown, pairs = settle(made, READINGS)
    event = {c.id: c.event for r in compare(READINGS, pairs) for c in r.claims}
    assert all(event[a] == event[b] for a, b in pairs.same)
    assert all(event[a] != event[b] for a, b in pairs.different)
    last = {frozenset(pair): k for k, (_, pair) in enumerate(said, 1)}
    held = {*pairs.same.values(), *pairs.different.values()}
    contradicted = conflicts(shown)
    for k, (kind, pair) in enumerate(said, 1):
        newest = last[frozenset(pair)] == k
        assert (k in held) == (newest and kind != "maybe" and k not in contradicted)


def test_decisions_hold_among_many_claims_in_any_order() -> None:
    reports = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    readings = list(marsad.read(reports, data_dir="none"))
    ids = sorted({c.id for r in readings for c in r.claims})
    machine = {c.id: c.event for r in readings for c in r.claims}
    pairs = [(a, b) for a, b in itertools.combinations(ids, 2)]
    apart = dict.fromkeys(random.Random(1).sample([p for p in pairs if machine[p[0]] == machine[p[1]]], 8), 1)
    free = [i for i in ids if machine[i] not in {machine[x] for pair in apart for x in pair}]
    joined = dict.fromkeys([(free[0], free[20]), (free[20], free[35]), (free[3], free[30])], 2)
    wanted = Decisions(joined, apart)
    first: set[frozenset[str]] | None = None
    for seed in range(3):
        random.Random(seed).shuffle(readings)
        event = {c.id: c.event or "" for r in compare(readings, wanted) for c in r.claims}
        blocks = {frozenset(i for i in ids if event[i] == name) for name in set(event.values())}
        assert all(event[a] == event[b] for a, b in joined)
        assert all(event[a] != event[b] for a, b in apart)
        assert first in (None, blocks)
        first = blocks
    # a claim split off is free for its neighbours: only events of other places are sure to stay as they were
    at = {c.id: c.place.id if c.place else None for r in readings for c in r.claims}
    touched = {machine[i] for pair in (*apart, *joined) for i in pair}
    places = {at[i] for i in ids if machine[i] in touched} | {None}
    old = {frozenset(i for i in ids if machine[i] == name) for name in set(machine.values())}
    others = {block for block in old if not {at[i] for i in block} & places}
    assert len(others) > 20
    assert others <= (first or set())


def test_same_brings_what_the_machine_ties_to_either() -> None:
    told = ["قصفت المدفعية مدينة حارم اليوم.", "تعرضت مدينة حارم اليوم لقصف مدفعي."]
    more = [{"text": t, "outlet": f"ع{k}", "published": "2020-01-10"} for k, t in enumerate(told)]
    readings = [*READINGS, *marsad.read(more, data_dir="none")]
    one, two = (r.claims[0] for r in readings[-2:])
    assert one.event == two.event
    made = Decision(1, "same", "x", "2026", "y", ((anchor(one, readings[-2]), anchor(CLAIMS[1], READINGS[1])),))
    [event] = [e for e in events(compared(readings, [made])) if B in [c.id for c in e.claims]]
    assert {one.id, two.id, B} == {c.id for c in event.claims}


def test_figures_of_claims_that_are_held_for_one_event_are_of_it() -> None:
    def said(town: str, dead: int, day: str) -> dict[str, str]:
        text = f"قتل {dead} مدنيا بقصف مدفعي على مدينة {town} اليوم."
        return {"text": text, "published": day, "outlet": f"وكالة {town}"}

    readings = list(marsad.read([said("كفرنبل", 15, "2020-01-10"), said("سراقب", 50, "2020-03-10")], data_dir="none"))
    one, two = (r.claims[0] for r in readings)
    made = Decision(1, "same", "x", "2026", "y", ((anchor(one, readings[0]), anchor(two, readings[1])),))
    [event] = events(compared(readings, [made]))
    assert [(n.low, n.high) for n in event.numbers if n.kind == "killed" and n.group is None] == [(15, 50)]


def test_those_of_two_events_do_not_contradict_each_other() -> None:
    reports = [
        {"text": "أعلنت هيئة تحرير الشام السيطرة على بلدة الزربة اليوم.", "outlet": "أ"},
        {"text": "نفت وزارة الدفاع سيطرة هيئة تحرير الشام على بلدة الزربة.", "outlet": "ب"},
    ]
    readings = list(marsad.read(reports, published="2020-01-10", data_dir="none"))
    [told] = [c for r in readings for c in r.contradictions]
    of = {c.id: (c, r) for r in readings for c in r.claims}
    made = Decision(1, "different", "x", "2026", "y", ((anchor(*of[told.first]),), (anchor(*of[told.second]),)))
    assert not [c for r in compared(readings, [made]) for c in r.contradictions]


# Claims found again in a reading by other software

TEXT = "قصفت المدفعية قرية كفرنبل وبلدة حاس، وشنت الطائرات غارات على سراقب."
[READ] = marsad.read(TEXT, data_dir="none")


def renamed(claims: tuple[Claim, ...], **changes: object) -> Reading:
    """A reading whose claims have other ids."""
    return replace(READ, claims=tuple(replace(c, id=f"{k:016x}", **changes) for k, c in enumerate(claims, 1)))  # type: ignore[arg-type]


def test_the_report_has_several_claims_on_the_same_words() -> None:
    assert len(READ.claims) == 3
    assert READ.claims[0].trigger == READ.claims[1].trigger


def test_every_claim_is_found_again_under_another_id() -> None:
    again = renamed(READ.claims)
    for old, new in zip(READ.claims, again.claims, strict=True):
        assert found(anchor(old, READ), READ) == old.id
        assert found(anchor(old, READ), again) == new.id


def test_a_claim_is_never_taken_for_another_that_stood_beside_it() -> None:
    for gone in range(3):
        rest = renamed(READ.claims[:gone] + READ.claims[gone + 1 :])
        assert found(anchor(READ.claims[gone], READ), rest) is None


def test_another_type_on_the_same_words_and_other_words_of_the_sentence_are_the_claim() -> None:
    strike = READ.claims[2]
    alone = anchor(strike, replace(READ, claims=(strike,)))
    assert found(alone, renamed((strike,), type="shelling")) == f"{1:016x}"
    start = TEXT.index("وشنت") + 1
    moved = Span(start, start + 3, TEXT[start : start + 3])
    assert found(alone, renamed((strike,), trigger=moved)) == f"{1:016x}"
    assert found(alone, renamed((strike,), trigger=moved, type="arrest")) is None


def test_another_text_under_the_same_id_is_another_report() -> None:
    other = replace(READ, report=replace(READ.report, sha256="0" * 64))
    assert found(anchor(READ.claims[0], READ), other) is None


def test_two_claims_that_have_become_one_are_no_pair() -> None:
    one, two = READ.claims[0], READ.claims[2]
    made = Decision(1, "different", "x", "2026", "y", ((anchor(one, READ),), (anchor(two, READ),)))
    merged = replace(READ, claims=(replace(one, id="f" * 16, trigger=Span(0, len(TEXT), TEXT)),))
    [shown] = settle([made], [merged])[0]
    assert (shown.claims, shown.state) == ((("f" * 16,), ("f" * 16,)), "gone")
