"""Work over processes: in order, and with new processes now and then."""

from __future__ import annotations

import os

import pytest

from marsad.collect import workers


def _where(member: int) -> tuple[int, int]:
    return member, os.getpid()


def test_processes_are_replaced_and_the_order_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_GENERATION", 2)
    chunks = [[k, k + 1] for k in range(0, 10, 2)]
    found = [pair for made in workers.spread(_where, iter(chunks), 2) for pair in made]
    assert [member for member, _ in found] == list(range(10))
    first, last = {pid for _, pid in found[:8]}, {pid for _, pid in found[8:]}
    assert not first & last
    assert os.getpid() not in first | last
    assert list(workers.spread(_where, iter([]), 2)) == []
