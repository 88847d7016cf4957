"""Tolls and displacement by area and period, as intervals, nobody counted twice.

The written rule. A figure is counted with its event, so that copies and several accounts of one occurrence count once.
A toll that sums up others (of several days, or of a district or wider) stands for all that lies in its area and days:
of the two, the sum that was told and what its parts come to, the larger counts. One whose days reach beyond the
period is only shown beside (`sums`). An event belongs to the period in which it ends. What nobody confirms is not
counted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Literal, Protocol, TypeVar, get_args

from marsad.events.estimates import Estimate
from marsad.events.selecting import within
from marsad.events.spots import RANK
from marsad.model import Place

Period = Literal["day", "week", "month", "year", "all"]
PERIODS: tuple[Period, ...] = get_args(Period)
Days = tuple[str, str]  # a period of one's own: its first and last day (ISO 8601)
KINDS = ("killed", "injured", "killed-or-injured", "missing", "captured", "displaced")


class Counted(Protocol):
    """What is counted: an event, or what is kept of it."""

    @property
    def id(self) -> str:
        """Of the event."""

    @property
    def type(self) -> str:
        """Code of the ontology."""

    @property
    def confirmed(self) -> bool:
        """Whether anybody says that it happened."""

    @property
    def place(self) -> Place | None:
        """Where it was."""

    @property
    def days(self) -> tuple[str | None, str | None]:
        """First and last day (ISO 8601)."""

    @property
    def numbers(self) -> Sequence[Estimate]:
        """Its figures."""


E = TypeVar("E", bound=Counted)


@dataclass(slots=True)
class Toll(Generic[E]):
    """The figures of one kind in one period: lowest, best and highest sum; `high` None means "or more"."""

    period: str
    kind: str
    low: float = 0.0
    best: float = 0.0
    high: float | None = 0.0
    events: list[E] = field(default_factory=list)
    sums: list[tuple[E, Estimate]] = field(default_factory=list)
    covered: set[str] = field(default_factory=set)  # sums that lie in a larger sum

    def add(self, low: float, best: float, high: float | None) -> None:
        """Count one more interval."""
        self.low, self.best = self.low + low, self.best + best
        self.high = None if self.high is None or high is None else self.high + high

    def to_dict(self) -> dict[str, Any]:
        return {
            "period": self.period, "kind": self.kind, "low": self.low, "best": self.best, "high": self.high,
            "events": [e.id for e in self.events],
            "sums": [{"event": e.id, **n.to_dict()} for e, n in self.sums],
        }  # fmt: skip


def tolls(events: Iterable[E], by: Period | Days = "month", group: str | None = None) -> list[Toll[E]]:
    """The tolls of events by period, the earliest first, those without a day last.

    Args:
        by: the length of a period, or the one period that is asked for.
        group: count only `civilians`, `fighters`, `children` or `women`, where reports name them.
    """
    out: dict[tuple[str, str], Toll[E]] = {}
    members: dict[tuple[str, str], list[tuple[E, Estimate]]] = defaultdict(list)
    for event in events:
        if event.confirmed:
            for n in event.numbers:
                if n.kind in KINDS and n.group == group:
                    members[period(event, by), n.kind].append((event, n))
    for key, counted in members.items():
        out[key] = _added(Toll(*key), counted, by)
    return [out[key] for key in sorted(out, key=lambda key: (key[0] == "", key[0], KINDS.index(key[1])))]


def _added(toll: Toll[E], counted: Sequence[tuple[E, Estimate]], by: Period | Days) -> Toll[E]:
    """The figures of one period and kind, each sum against its parts, the largest sum first."""
    toll.events = [event for event, _ in counted]
    toll.sums = [(event, n) for event, n in counted if _sums_up(event)]
    open_ = {event.id: (event, n) for event, n in counted if not _sums_up(event)}
    near = _Nearby([event for event, _ in open_.values()])
    for event, n in sorted(toll.sums, key=lambda member: (-member[1].best, member[0].id)):
        if by != "all" and any(period(event, by, day) != toll.period for day in event.days if day):
            continue
        covered = [part.id for part in near.of(event) if part.id in open_ and _part_of(part, event)]
        parts = [open_.pop(key)[1] for key in covered]
        if event.id in toll.covered:
            continue
        toll.covered.update(other.id for other, _ in toll.sums if other is not event and _part_of(other, event))
        if sum(part.best for part in parts) > n.best:
            for part in parts:
                toll.add(part.low, part.best, part.high)
        else:
            toll.add(n.low, n.best, n.high)
    for _, n in open_.values():
        toll.add(n.low, n.best, n.high)
    return toll


class _Nearby(Generic[E]):
    """Events by the day on which they begin: those that may be part of a sum are few of them."""

    def __init__(self, events: Iterable[E]) -> None:
        self._undated, self._dated = list[E](), list[tuple[str, E]]()
        for event in events:
            first = _days(event)[0]
            if first is None:
                self._undated.append(event)
            else:
                self._dated.append((first, event))
        self._dated.sort(key=lambda one: one[0])
        self._starts = [first for first, _ in self._dated]

    def of(self, whole: Counted) -> Iterator[E]:
        """Those that begin in the days of a sum, or on a day that nobody tells."""
        start, end = _days(whole)
        some = (
            slice(bisect_left(self._starts, start), bisect_right(self._starts, end)) if start and end else slice(None)
        )
        yield from self._undated
        yield from (event for _, event in self._dated[some])


def period(event: Counted, by: Period | Days, day: str | None = None) -> str:
    """The period in which an event ends: `2020-02-01`, `2020-W05`, `2020-02`, `2020`, `all`; empty without a day.

    Given a day, the period of that day. A period of one's own is `2020-01-28/2020-02-03`, all other days empty.
    """
    if by == "all":
        return "all"
    day = day or event.days[1] or event.days[0]
    if day is None:
        return ""
    if isinstance(by, tuple):
        return "/".join(by) if by[0] <= day <= by[1] else ""
    if by == "week":
        year, week, _ = date.fromisoformat(day).isocalendar()
        return f"{year}-W{week:02}"
    return day[: {"day": 10, "month": 7, "year": 4}[by]]


def _sums_up(event: Counted) -> bool:
    """Whether its toll sums up several occurrences: of several days, or of a district or wider."""
    start, end = event.days
    wide = event.place is None or RANK[event.place.level or "town"] > RANK["town"]
    return event.type in ("casualties", "displacement") and (wide or (start != end))


def _part_of(part: Counted, whole: Counted) -> bool:
    """Whether an event lies in the area and the days of one that sums up."""
    if whole.place is not None and (part.place is None or not within(part.place, whole.place)):
        return False
    (first, last), (start, end) = _days(part), _days(whole)
    return first is None or start is None or last is None or end is None or (start <= first and last <= end)


def _days(event: Counted) -> tuple[str | None, str | None]:
    start, end = event.days
    return start or end, end or start
