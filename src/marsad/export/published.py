"""The view of the record that is handed on: private persons' names and the words of reports stay behind.

The written rule stands in `marsad.withholding`. What is not published is `…`: sentence, headline, the words of times
and counts, explanations made of them; report, address and offsets lead back to them. The record itself is not
changed; `full` hands it on as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from marsad.events.event import Event, Testimony, Told
from marsad.events.tolls import PARTS, counts
from marsad.model import (
    Claim,
    Contradiction,
    Decision,
    Mention,
    Place,
    Quantity,
    Reading,
    Report,
    Source,
    Span,
    TimeRef,
)
from marsad.withholding import MARK, is_public, is_public_place

_NOTHING = Span(0, 0, "")


@dataclass(slots=True)
class Withheld:
    """How many names and how many stretches of words were withheld."""

    names: int = 0
    words: int = 0


def withheld_event(event: Event, tally: Withheld) -> Event:
    """An event as it is handed on."""
    view = _View(tally)
    return _event(event, view, view.claim)


def withheld_outline(event: Event, tally: Withheld) -> Event:
    """An event as it is handed on, with no more of its claims than id, type, status and sources."""
    view = _View(tally)
    return _event(event, view, view.outline)


def _event(event: Event, view: _View, claim: Callable[[Claim], Claim]) -> Event:
    return Event(
        event.id, event.type, event.status, event.agreement,
        view.place(event.place), view.time(event.time), view.mentions(event.actors), view.mentions(event.targets),
        event.numbers, tuple([
            Testimony(tuple([Told(claim(x.claim), view.report(x.report)) for x in t.told]), t.camp, t.stance)
            for t in event.testimonies
        ]),
        tuple(map(_contradiction, event.contradictions)) if event.contradictions else (),
        tuple(map(_decision, event.decisions)) if event.decisions else (),
    )  # fmt: skip


def withheld_reading(reading: Reading, tally: Withheld) -> Reading:
    """A reading as it is handed on; what it says could not be read is left out, since it quotes the report."""
    view = _View(tally)
    return Reading(
        view.report(reading.report), tuple(map(view.claim, reading.claims)),
        tuple(map(_contradiction, reading.contradictions)),
    )  # fmt: skip


class _View:
    """The published form of the parts of one event or reading; what is shared stays shared (an event counts its
    reports by identity), and is made once."""

    __slots__ = ("_made", "_tally")

    def __init__(self, tally: Withheld) -> None:
        self._made: dict[int, Any] = {}  # by identity of the original, which lives as long
        self._tally = tally

    def report(self, r: Report) -> Report:
        made = self._made.get(id(r))
        if made is None:
            self._tally.words += r.title is not None
            made = self._made[id(r)] = Report("", r.id, r.sha256, r.language, r.published, r.outlet, None, r.url)
        return cast(Report, made)

    def claim(self, c: Claim) -> Claim:
        self._tally.words += 1
        return Claim(
            c.id, c.type, c.status, c.trigger, _masked(c.evidence), self.mentions(c.actors), self.mentions(c.targets),
            self.place(c.place), self.time(c.time), tuple(map(_quantity, c.numbers)) if c.numbers else (),
            self.sources(c.sources),
            c.confidence, c.rule, c.event,
        )  # fmt: skip

    def outline(self, c: Claim) -> Claim:
        return Claim(
            c.id, c.type, c.status, c.trigger, _NOTHING, (), (), None, None, (), self.sources(c.sources), c.confidence,
            c.rule, c.event,
        )  # fmt: skip

    def sources(self, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        """The chain; how a report names its own outlet is part of what it is."""
        if len(sources) == 1 and sources[0].role == "outlet":
            return sources
        return tuple([s if s.role == "outlet" else Source(s.role, self.mention(s.mention), s.cue) for s in sources])

    def mentions(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple([self.mention(m) for m in mentions]) if mentions else ()

    def mention(self, m: Mention) -> Mention:
        made = self._made.get(id(m))
        if made is None:
            made = self._made[id(m)] = self._mention(m)
        return cast(Mention, made)

    def _mention(self, m: Mention) -> Mention:
        span = m.span
        if m.id is not None:  # the list's name; the words of the report may hold a person's too
            words = m.name_ar or m.name_en or MARK
            if span.text == words and not m.antecedents:
                return m
            return Mention(Span(span.start, span.end, words), m.id, m.name_ar, m.name_en, m.kind, m.side)
        if is_public(m):
            return Mention(span, None, m.name_ar, m.name_en, m.kind, m.side)
        self._tally.names += 1
        return Mention(_masked(span), None, None, None, m.kind, m.side)

    def place(self, p: Place | None) -> Place | None:
        if p is None:
            return None
        made = self._made.get(id(p))
        if made is None:
            made = self._made[id(p)] = self._place(p)
        return cast(Place, made)

    def _place(self, p: Place) -> Place:
        if p.id is not None:
            words = p.name_ar or p.name_en or MARK
            return p if p.span.text == words else _renamed(p, words, p.name_ar, p.name_en)
        if is_public_place(p):
            return p
        self._tally.names += 1
        return _renamed(p, MARK, None, None)

    def time(self, t: TimeRef | None) -> TimeRef | None:
        if t is None:
            return None
        made = self._made.get(id(t))
        if made is None:
            made = self._made[id(t)] = TimeRef(_masked(t.span), t.start, t.end, t.precision)
        return cast(TimeRef, made)


def _renamed(p: Place, words: str, name_ar: str | None, name_en: str | None) -> Place:
    return Place(
        Span(p.span.start, p.span.end, words), p.id, name_ar, name_en, p.lat, p.lon, p.level, p.radius_km, p.country,
        p.admin1, p.admin2,
    )  # fmt: skip


def _quantity(q: Quantity) -> Quantity:
    return Quantity(_masked(q.span), q.kind, q.low, q.high, q.approx, _group(q) if q.who else None)


@lru_cache(1024)
def _group(q: Quantity) -> str | None:
    """The first group that the words of a count name, in place of them."""
    return next((group for group in PARTS if counts(q, group)), None)


def _contradiction(c: Contradiction) -> Contradiction:
    return Contradiction(c.first, c.second, c.attribute, MARK, MARK)


def _decision(d: Decision) -> Decision:
    """That it was decided, and how it stands; not by whom or why, and without the words decided on."""
    return Decision(d.number, d.kind, MARK, d.at, MARK, undoes=d.undoes, state=d.state, because_of=d.because_of)


def _masked(span: Span) -> Span:
    return Span(span.start, span.end, MARK)
