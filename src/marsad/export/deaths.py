"""How many were killed in an event, for formats that count each of the dead once."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.events.estimates import Estimate
from marsad.events.event import Event


@dataclass(frozen=True, slots=True)
class Deaths:
    """The killed as an interval, and how many of `best` are called civilians and fighters; `high` None: or more."""

    low: float
    best: float
    high: float | None
    civilians: int
    fighters: int


def deaths(event: Event) -> Deaths | None:
    """The killed of an event, None where nobody is said to be killed.

    The civilians are part of the whole, unless they are more than it: then the whole counted others, and both add up.
    """
    of = {n.group: n for n in event.numbers if n.kind == "killed"}
    whole, civilians, fighters = of.get(None), of.get("civilians"), of.get("fighters")
    if whole is None:
        return None
    low, best, high = whole.low, whole.best, whole.high
    if civilians is not None and civilians.best > best:
        low, best = low + civilians.low, best + civilians.best
        high = None if high is None or civilians.high is None else high + civilians.high
    return Deaths(low, best, high, _part(civilians, best), _part(fighters, best))


def _part(n: Estimate | None, best: float) -> int:
    return int(min(n.best, best)) if n is not None else 0
