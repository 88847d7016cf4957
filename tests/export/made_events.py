"""Events for the tests of exporters: those of the demo, and one full of words that must not leave."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from golden_exports import kept
from marsad.events.event import Event, Told, event, events
from marsad.model import Claim, Mention, Place, Quantity, Reading, Readings, Report, Source, Span, TimeRef

TRAP = "زعطوط ABC 12٪ الفلاني"  # a private name, written in two directions


@cache
def demo() -> Readings:
    return Readings(tuple(kept()))


def demo_readings() -> list[Reading]:
    return list(demo())


@cache
def _events() -> tuple[Event, ...]:
    return tuple(events(demo()))


def demo_events() -> list[Event]:
    return list(_events())


def trapped(of: str = "events") -> Event | Reading:
    """One event, or the reading with its claim, in which every private stretch of words is the trap."""
    span = Span(5, 5 + len(TRAP), TRAP)
    private = Mention(span, None, None, None, "person", None, (TRAP,))
    known = Mention(span, "sy-forces", "قوات النظام", "Forces", "state-forces", "sy-government", (TRAP,))
    place = Place(span, None, None, None, 35.5, 36.5, "site", 1.0, "SY", "SY-ID")
    claim = Claim(
        "c" * 16, "airstrike", "happened", Span(0, 4, "قصفت"), span, (known, private), (private,), place,
        TimeRef(span, "2020-01-28", "2020-01-28", "day"), (Quantity(span, "killed", 2.0, 3.0, False, TRAP),),
        (Source("outlet", Mention(Span(0, 0, ""), None, "صحيفة المثال", None, "media")), Source("speaker", private, "قال")),
        0.9, "verb:قصف", "e" * 16,
    )  # fmt: skip
    report = Report.of(
        f"قصفت {TRAP}", id="r1", published="2020-01-28", outlet="صحيفة المثال", title=TRAP, url="https://example.org/r1"
    )
    if of == "reports":
        return Reading(report, (claim,), issues=(TRAP,))
    return event("e" * 16, [Told(claim, report), Told(replace(claim, id="d" * 16, type="shelling"), report)])
