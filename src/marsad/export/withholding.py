"""The view of the record that is handed on: private persons' names and the words of reports stay behind.

The written rule. A name is published where a list knows it: bodies, offices and public persons of the actor lists,
outlets, places of the gazetteer. Of whoever no list knows the kind alone is published, unless it is the kind of a
body (a force, a group, an organisation); so is a site or quarter that no gazetteer knows, which may be somebody's house. The words of
reports (sentence, headline, the words of times and counts, explanations made of them) are not published, since names
may stand in them that no reader finds; report, address and offsets lead back to them. The record itself is not
changed; `full` hands it on as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.events.event import Event, Testimony, Told
from marsad.events.tolls import PARTS, counts
from marsad.model import Claim, Contradiction, Mention, Place, Quantity, Reading, Report, Source, Span, TimeRef

MARK = "…"  # stands for what is withheld
_BODIES = frozenset(
    "state-forces police intelligence government court rebel-group militia coalition external-forces party "
    "organisation humanitarian un".split()
)
_PLACES = frozenset({"town", "district", "governorate", "country"})


@dataclass(slots=True)
class Withheld:
    """How many names and how many stretches of words were withheld."""

    names: int = 0
    words: int = 0


def withheld_event(event: Event, tally: Withheld) -> Event:
    """An event as it is handed on."""
    reports: dict[int, Report] = {}  # by identity, since that is how an event counts its reports

    def told(one: Told) -> Told:
        known = id(one.report)
        if known not in reports:
            reports[known] = _report(one.report, tally)
        return Told(_claim(one.claim, tally), reports[known])

    return Event(
        event.id, event.type, event.status, event.agreement,
        _place(event.place, tally) if event.place else None, _time(event.time) if event.time else None,
        _mentions(event.actors, tally), _mentions(event.targets, tally), event.numbers,
        tuple([Testimony(tuple(map(told, t.told)), t.camp, t.stance) for t in event.testimonies]),
        tuple([_contradiction(c) for c in event.contradictions]),
    )  # fmt: skip


def withheld_reading(reading: Reading, tally: Withheld) -> Reading:
    """A reading as it is handed on; what it says could not be read is left out, since it quotes the report."""
    return Reading(
        _report(reading.report, tally), tuple([_claim(c, tally) for c in reading.claims]),
        tuple(map(_contradiction, reading.contradictions)),
    )  # fmt: skip


def _report(report: Report, tally: Withheld) -> Report:
    tally.words += report.title is not None
    return replace(report, text="", title=None)


def _claim(claim: Claim, tally: Withheld) -> Claim:
    tally.words += 1
    return Claim(
        claim.id, claim.type, claim.status, claim.trigger, _masked(claim.evidence),
        _mentions(claim.actors, tally), _mentions(claim.targets, tally),
        _place(claim.place, tally) if claim.place else None, _time(claim.time) if claim.time else None,
        tuple([_quantity(q) for q in claim.numbers]) if claim.numbers else (),
        tuple([_source(s, tally) for s in claim.sources]), claim.confidence, claim.rule, claim.event,
    )  # fmt: skip


def _mentions(mentions: tuple[Mention, ...], tally: Withheld) -> tuple[Mention, ...]:
    return tuple([_mention(m, tally) for m in mentions]) if mentions else ()


def _mention(mention: Mention, tally: Withheld) -> Mention:
    m, span = mention, mention.span
    if m.id is not None:  # the list's name; the words of the report may hold a person's too
        words = m.name_ar or m.name_en or MARK
        return Mention(Span(span.start, span.end, words), m.id, m.name_ar, m.name_en, m.kind, m.side)
    if m.kind in _BODIES:
        return Mention(span, None, m.name_ar, m.name_en, m.kind, m.side)
    tally.names += 1
    return Mention(_masked(span), None, None, None, m.kind, m.side)


def _source(source: Source, tally: Withheld) -> Source:
    if source.role == "outlet":  # how the report names itself is part of what it is
        return source
    return Source(source.role, _mention(source.mention, tally), source.cue)


def _place(place: Place, tally: Withheld) -> Place:
    if place.id is not None:
        return _renamed(place, place.name_ar or place.name_en or MARK)
    if place.level in _PLACES:
        return place
    tally.names += 1
    return _renamed(place, MARK)


def _renamed(p: Place, words: str) -> Place:
    known = p.id is not None
    return Place(
        Span(p.span.start, p.span.end, words), p.id, p.name_ar if known else None, p.name_en if known else None,
        p.lat, p.lon, p.level, p.radius_km, p.country, p.admin1, p.admin2,
    )  # fmt: skip


def _time(time: TimeRef) -> TimeRef:
    return TimeRef(_masked(time.span), time.start, time.end, time.precision)


def _quantity(q: Quantity) -> Quantity:
    """A count with the first group that its words name in place of them."""
    who = next((group for group in PARTS if q.who and counts(q, group)), None)
    return Quantity(_masked(q.span), q.kind, q.low, q.high, q.approx, who)


def _contradiction(c: Contradiction) -> Contradiction:
    return Contradiction(c.first, c.second, c.attribute, MARK, MARK)


def _masked(span: Span) -> Span:
    return Span(span.start, span.end, MARK)
