"""Copies: found as outlets make them, and nothing else taken for one."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from made_reports import EDITS, copy, report
from marsad.language.ar.stems import stems
from marsad.model import Reading, Report
from marsad.store import Item, Kept, Store
from marsad.store.copies import differences
from marsad.store.schema import copies
from marsad.store.sketch import is_copy, shared, sketch


def bare(of: dict[str, str]) -> Item:
    """A report without a reading: copies are found by words alone."""
    made = Report.of(of["text"], url=of["url"], title=of["title"])
    words = tuple(s.text for s in stems(made.text))
    kept = Kept.of(made, original=None, member="", reader="made")
    return Item(kept, Reading(kept.report, ()), words, sketch(words))


def test_precision_and_recall_on_made_copies(store_url: str) -> None:
    chance = random.Random(11)
    firsts = [report(n, seed=5) for n in range(60)]
    made = [copy(of, EDITS[n % len(EDITS)], chance) for n, of in enumerate(firsts)]
    # Others that share a quarter with one that is there: a follow-up with the same background.
    others = [report(n + 100, seed=5) for n in range(60)]
    for n, other in enumerate(others):
        other["text"] += "\n" + "\n".join(firsts[n]["text"].split("\n")[: max(1, len(other["text"].split("\n")) // 4)])
    with Store.open(store_url, make=True) as store:
        store.keep([bare(m) for m in (*firsts, *made, *others)])
        with store.database.reading() as connection:
            found = {c.report: c.first for c in connection.execute(select(copies))}
    true = {61 + n: 1 + n for n in range(60)}
    right = sum(true.get(c) == first for c, first in found.items())
    assert right / len(found) >= 0.98
    assert right / len(true) >= 0.95


def test_a_copy_of_a_copy_is_one_of_the_first(store_url: str) -> None:
    first = report(1, seed=6)
    chance = random.Random(1)
    chain = [first]
    for _ in range(3):
        chain.append({**copy(chain[-1], "edited", chance), "url": f"{len(chain)}"})
    with Store.open(store_url, make=True) as store:
        store.keep([bare(m) for m in chain])
        with store.database.reading() as connection:
            rows = connection.execute(select(copies).order_by(copies.c.report)).all()
    assert [(r.report, r.first) for r in rows] == [(2, 1), (3, 1), (4, 1)]


def test_a_common_footer_makes_no_copies_and_no_load(store_url: str) -> None:
    footer = "\nجميع الحقوق محفوظة لوكالة المثال للأنباء ويمنع نسخ المواد المنشورة دون إذن خطي مسبق من إدارة التحرير"
    members = [{**report(n, seed=8), "text": report(n, seed=8)["text"] + footer} for n in range(150)]
    with Store.open(store_url, make=True) as store:
        assert store.keep([bare(m) for m in members]).copies == []


@pytest.mark.parametrize("words", ["عاجل", "عاجل: انفجار في حلب", ""])
def test_short_texts_are_copies_only_where_their_words_are_the_same(words: str) -> None:
    mine = [s.text for s in stems(words)]
    assert is_copy(*shared(mine, mine)) or not mine
    assert not is_copy(*shared([*mine, "آخر"], mine))
    assert len(sketch(mine)) == bool(mine)


def test_what_differs_is_told_in_spans() -> None:
    old = "قصفت المدفعية القرية.\nقتل ثلاثة مدنيين.\nنزح السكان."
    new = "نزح السكان.\nقُصفت القرية أمس.\nقتل ثلاثةُ مدنيين."
    found = differences(new, old)
    assert [new[a:b] for a, b in found["added"]] == ["قُصفت القرية أمس."]
    assert [old[a:b] for a, b in found["missing"]] == ["قصفت المدفعية القرية."]
    assert found["moved"]
    assert json.dumps(differences(new, new)) == '{"added": [], "missing": [], "moved": false}'


@given(st.lists(st.sampled_from([f"كلمة{k}" for k in range(300)]), max_size=600))
def test_sketches_are_small_and_say_how_much_is_shared(words: list[str]) -> None:
    found = sketch(words)
    assert found == tuple(sorted(set(found)))
    assert len(found) <= 80
    assert all(-(2**63) <= h < 2**63 for h in found)
    assert bool(found) == bool(words)
    assert sketch(words) == found
    if len(words) >= 12:
        assert shared(words, words) == (1.0, 1.0)
