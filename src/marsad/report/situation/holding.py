"""Changes of control in the period, and who holds what at its end, with rival versions."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.events.control import Entry, Holdings, Standing, entries
from marsad.events.event import Event
from marsad.model import Mention
from marsad.report.situation.citing import Citing
from marsad.report.situation.document import Block, Column, Held, Paragraph, Section, Table
from marsad.report.situation.facts import Facts
from marsad.report.words import Part, Parts, plain

_LISTED = 100  # rows of a table
_MAPPED = 60  # points of the map


def standings(facts: Facts) -> list[Standing[Event]]:
    """Who holds each place of which something is told, at the end of the period."""
    return Holdings(facts.holding).standings(facts.scope.end)


def changes(facts: Facts, citing: Citing, held: Sequence[Standing[Event]]) -> Section:
    """What is asserted of the period, and what holds at its end."""
    speech = citing.speech
    blocks: list[Block] = []
    found = sorted(entries(facts.events), key=lambda e: (e.day, e.event.id))
    by_event: dict[tuple[str, str], list[Entry[Event]]] = {}
    for entry in found:
        by_event.setdefault((entry.event.id, entry.change), []).append(entry)
    if by_event:
        blocks.append(Paragraph([Part(speech("note.control"), "label")], "note"))
        blocks += _shortened(len(by_event), citing)
        columns = (
            Column(speech("column.day"), "narrow"), Column(speech("column.place"), "normal"),
            Column(speech("column.change_of"), "wide"), Column(speech("column.confirmed_by"), "normal"),
            Column(speech("column.denied_by"), "normal"), Column(speech("column.evidence"), "narrow"),
        )  # fmt: skip
        rows = tuple(_change(members, citing) for members in list(by_event.values())[-_LISTED:])
        blocks.append(Table(speech("section.control"), columns, rows))
    else:
        blocks.append(Paragraph([Part(speech("note.no_control"), "label")], "note"))
    told = [s for s in held if s.entry is not None or s.rivals]
    if told:
        blocks += _shortened(len(told), citing)
        told = sorted(told, key=lambda s: s.entry.day if s.entry else "")[-_LISTED:]
        heads = (
            Column(speech("column.place"), "normal"), Column(speech("column.holder"), "wide"),
            Column(speech("column.since"), "narrow"), Column(speech("column.rivals"), "wide"),
            Column(speech("column.evidence"), "narrow"),
        )  # fmt: skip
        blocks.append(Table(speech("note.standing"), heads, tuple(_standing(s, citing) for s in told)))
    return Section("control", speech("section.control"), tuple(blocks))


def _shortened(rows: int, citing: Citing) -> list[Block]:
    """What is said above a table that holds the latest of many rows."""
    if rows <= _LISTED:
        return []
    return [Paragraph([Part(citing.speech("note.latest", shown=_LISTED, all=rows), "label")], "note")]


def _change(members: Sequence[Entry[Event]], citing: Citing) -> tuple[Parts, ...]:
    """One assertion: of one event, by all who are named in it."""
    speech, first = citing.speech, members[0]
    place = first.event.place
    return (
        [Part(speech.short_day(first.day), "number")],
        [Part(citing.place(place), "words")] if place else [],
        [Part(speech.label(f"change.{first.change}") + " ", "label"), *_whose(members, citing)],
        _voices(first.event, "confirms", citing), _voices(first.event, "denies", citing),
        citing.cite(first.event.told),
    )  # fmt: skip


def _whose(members: Sequence[Entry[Event]], citing: Citing) -> Parts:
    return citing.names([e.who for e in members if e.who is not None]) or [
        Part(citing.speech("occurrence.untold"), "label")
    ]


def _voices(event: Event, stance: str, citing: Citing) -> Parts:
    named = dict.fromkeys(tuple(citing.source(t)) for t in event.testimonies if t.stance == stance)
    return citing.speech.joined([list(parts) for parts in named]) or [Part("–", "label")]


def _standing(s: Standing[Event], citing: Citing) -> tuple[Parts, ...]:
    speech = citing.speech
    place: Parts = [Part(citing.place(s.place), "words")]
    if s.entry is None:
        holder, since = [Part(speech("interval.not_known"), "label")], [Part("–", "label")]
    else:
        holder, since = _holder(s.entry, citing), [Part(speech.short_day(s.entry.day), "number")]
    rivals: list[Parts] = []
    for rival in s.rivals:
        said = [Part(speech.label(f"change.{rival.change}") + " ", "label"), *_whose([rival], citing)]
        said += [Part(" (", "label"), Part(speech.short_day(rival.day), "number"), Part(")", "label")]
        if said not in rivals:
            rivals.append(said)
    events = ([s.entry.event] if s.entry else []) + [r.event for r in s.rivals]
    refs = citing.cite_events({e.id: e for e in events}.values(), 4)
    return place, holder, since, speech.joined(rivals) or [Part("–", "label")], refs


def _holder(entry: Entry[Event], citing: Citing) -> Parts:
    """The holder with its camp."""
    name = citing.name(entry.who) if entry.who is not None else [Part(citing.speech("occurrence.untold"), "label")]
    camp = citing.speech.camp(entry.who.side if entry.who else None)
    return [*name, Part(f" [{camp}]", "label")] if camp else name


def points(held: Sequence[Standing[Event]], citing: Citing) -> tuple[Held, ...]:
    """The points of control on the map: by camp where it is known, else by name; rival holders beside each other.

    Of many the latest.
    """
    speech, out = citing.speech, list[Held]()
    latest = sorted(held, key=lambda s: s.entry.day if s.entry else "", reverse=True)
    for s in latest:
        if s.place.lat is None or s.place.lon is None or len(out) == _MAPPED:
            continue
        versions = (s.entry, *s.rivals) if s.entry else s.rivals
        holders = dict.fromkeys(_camp(e.who, citing) for e in versions if e.who is not None and e.holder)
        if holders:
            unsettled = s.contested and len(holders) == 1
            names = (*holders, speech("chart.unsettled")) if unsettled else tuple(holders)
            out.append(Held(s.place.lat, s.place.lon, citing.place(s.place), names[:3]))
    return tuple(out)


def _camp(who: Mention, citing: Citing) -> str:
    """The camp of a holder; the name of a body without one; «not specified» for whom no list knows by name."""
    camp = citing.speech.camp(who.side)
    if camp or who.id is None or who.id.startswith("generic:"):
        return camp or citing.speech("chart.unspecified")
    return plain(citing.name(who))
