"""Figures of an event as intervals: low, best, high, with how many independent voices stand behind them.

The written rule. Each voice counts with the last figure of a kind that it gave: a later one brings its earlier one up
to date. Of the counts in one claim the first is its figure, further ones of the kind are parts of it; but one of
civilians and one of fighters, of which neither holds the other, are added up. `low` is the
lowest figure of any voice and `high` the highest, open where one says "more than". `best` is the figure that most
voices give, of equals the one said last, and its lower bound. Parts (civilians, fighters, children, women) are
estimated in the same way from the counts that name them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from marsad.events.tolls import PARTS, counts
from marsad.model import Claim, NumberKind, Quantity

_SIDES = ("civilians", "fighters")
_HARM = frozenset({"killed", "injured", "killed-or-injured", "captured", "missing"})


@dataclass(frozen=True, slots=True)
class Estimate:
    """One count of an event. `high` None means "or more"; `group` is who is counted, where it is a part."""

    kind: NumberKind
    low: float
    best: float
    high: float | None
    voices: int
    group: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "group": self.group, "low": self.low, "best": self.best, "high": self.high,
                "voices": self.voices}  # fmt: skip

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Estimate:
        """The estimate that `to_dict` wrote."""
        return cls(d["kind"], d["low"], d["best"], d["high"], d["voices"], d["group"])


def estimates(testimonies: Sequence[Sequence[Claim]]) -> Iterator[Estimate]:
    """The estimates of an event.

    Args:
        testimonies: for each independent voice its claims, the last said last.
    """
    last: dict[tuple[NumberKind, str | None], list[Quantity]] = defaultdict(list)
    for claims in testimonies:
        own: dict[tuple[NumberKind, str | None], Quantity] = {}
        for claim in claims:
            own.update(_of_claim(claim))
        for key, quantity in own.items():
            last[key].append(quantity)
    for (kind, group), quantities in sorted(last.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        yield _estimate(kind, group, quantities)


def _of_claim(claim: Claim) -> dict[tuple[NumberKind, str | None], Quantity]:
    """The figure of each kind in a claim, and those of the groups that it names."""
    if claim.status == "not-happened":
        return {}
    out: dict[tuple[NumberKind, str | None], Quantity] = {}
    for quantity in claim.numbers:
        whole = out.setdefault((quantity.kind, None), quantity)
        if quantity.kind in _HARM and whole is not quantity and _beside(whole, quantity):
            out[quantity.kind, None] = _sum(whole, quantity)
        if quantity.kind in _HARM:
            for group in PARTS:
                if counts(quantity, group):
                    out.setdefault((quantity.kind, group), quantity)
    return out


def _beside(a: Quantity, b: Quantity) -> bool:
    """Whether one counts civilians and the other fighters: «مقتل 55 عسكريا و71 مدنيا»."""
    groups = [frozenset(group for group in _SIDES if counts(q, group)) for q in (a, b)]
    return all(len(own) == 1 for own in groups) and groups[0] != groups[1]


def _sum(a: Quantity, b: Quantity) -> Quantity:
    high = None if a.high is None or b.high is None else a.high + b.high
    return replace(a, low=_low(a) + _low(b), high=high, approx=a.approx or b.approx)


def _estimate(kind: NumberKind, group: str | None, quantities: Sequence[Quantity]) -> Estimate:
    lows = [_low(q) for q in quantities]
    most = max(lows.count(value) for value in lows)
    best = next(value for value in reversed(lows) if lows.count(value) == most)
    high = None if any(q.high is None for q in quantities) else max(q.high or 0.0 for q in quantities)
    return Estimate(kind, min(lows), best, high, len(quantities), group)


def _low(quantity: Quantity) -> float:
    return quantity.low if quantity.low is not None else 0.0
