"""Which pairs of accounts are worth a comparison: near-linear in their number.

All pairs of one report (of a very long one each with the next ones); across reports only those of one neighbourhood and of the same days, by what they tell or
by when they were published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from math import floor

from marsad.events.accounts import Account, relations

_CELL_DEGREES = 0.1  # about 11 km: a point and its neighbour share at least one of the cells that each is in
_WEEK = 7
_DATED_DAYS = 7  # a longer time does not point to one occurrence
_APART_DAYS = 3  # accounts of days farther apart than that are of two occurrences
_WITHIN = 60  # claims of one report are compared with so many of those that follow
_CROWD, _NEXT = 120, 40  # in a fuller block each account meets only as many of those that follow it by day


def candidates(members: Sequence[Account]) -> set[tuple[int, int]]:
    """Pairs of indexes, the smaller first."""
    reports: dict[int, list[int]] = defaultdict(list)
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for i, account in enumerate(members):
        reports[account.report].append(i)
        for key in _keys(account):
            blocks[key].append(i)
    out = {(i, j) for block in reports.values() for k, i in enumerate(block) for j in block[k + 1 : k + 1 + _WITHIN]}
    for block in blocks.values():
        if len(block) > 1:
            _add_pairs(members, block, out)
    return out


def _add_pairs(members: Sequence[Account], block: list[int], out: set[tuple[int, int]]) -> None:
    reach = len(block)
    if reach > _CROWD:
        block = sorted(block, key=lambda i: _order(members[i]))
        reach = _NEXT
    kin = relations()
    for k, i in enumerate(block):
        a = members[i]
        for j in block[k + 1 : k + 1 + reach]:
            b = members[j]
            if a.report == b.report or (a.claim.type, b.claim.type) not in kin:
                continue
            if not _long_apart(a, b):
                out.add((i, j) if i < j else (j, i))


def _long_apart(a: Account, b: Account) -> bool:
    if a.days is None or b.days is None:
        return False
    return a.days[0] - b.days[1] > _APART_DAYS or b.days[0] - a.days[1] > _APART_DAYS


def _order(account: Account) -> tuple[int, int, str, str]:
    day = account.days[0] if account.days else account.published or 0
    return day, account.published or 0, account.claim.type, account.claim.id


def _keys(account: Account) -> Iterator[Hashable]:
    """The blocks of an account: where × when."""
    times = list(_times(account))
    for place in _places(account):
        for time in times:
            yield place, time


def _places(account: Account) -> Iterator[Hashable]:
    place = account.claim.place
    if place is None:
        return
    yield account.spot.name if account.spot is not None else frozenset()
    if place.lat is not None and place.lon is not None:
        row, column = floor(place.lat / _CELL_DEGREES), floor(place.lon / _CELL_DEGREES)
        for r in (row, row + 1):
            for c in (column, column + 1):
                yield r, c


def _times(account: Account) -> Iterator[Hashable]:
    """The days that it tells of, and the week of its publication with the next one."""
    if account.days is not None and account.days[1] - account.days[0] < _DATED_DAYS:
        yield from range(account.days[0], account.days[1] + 1)
    if account.published is not None:
        week = account.published // _WEEK
        yield "week", week
        yield "week", week + 1
    elif account.days is None:
        yield "undated"
