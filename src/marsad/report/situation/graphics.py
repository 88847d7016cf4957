"""What the map and the charts show, as data: each with its caption, its alternative text and its values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from statistics import median

from marsad import ontology
from marsad.events.event import Event
from marsad.events.running import tolls
from marsad.report.situation.citing import Citing
from marsad.report.situation.document import (
    Bar,
    Bars,
    Block,
    Column,
    Columns,
    Held,
    Map,
    Paragraph,
    Picture,
    Section,
    Spot,
    Stack,
    Table,
)
from marsad.report.situation.facts import Facts, Scope, contested, family, said
from marsad.report.situation.speech import Speech
from marsad.report.words import Part, Parts, plain, type_label

MAPPED = ("battle", "remote", "civilians", "strategic", "demonstration", "humanitarian")
_WIDE = ("country", "governorate")  # a point of these says little
_ROUGH_KM = 60.0  # a point that may be off by more says little too
_SPARE = 0.1  # share of the events that the map may leave outside
_FAR = 1.8  # times as wide the map would have to be for a place far off
_LEAST_REACH = 0.3  # degrees
_MOST_BARS = 10
_MOST_DAYS = 62


def map_of(facts: Facts, citing: Citing, held: Sequence[Held]) -> Section:
    """The map, what it leaves out, and the note on borders."""
    speech = citing.speech
    mapped = [e for e in facts.events if family(e) in MAPPED and not said(e)]
    placed = [
        e for e in mapped
        if e.place and e.place.lat is not None and e.place.level not in _WIDE and (e.place.radius_km or 0) <= _ROUGH_KM
    ]  # fmt: skip
    everywhere = _spots(placed, citing)
    spots = _framed(everywhere)
    outside = sum(s.events for s in everywhere) - sum(s.events for s in spots)
    held = [one for one in held if not outside or _beside(one, spots)]
    blocks: list[Block] = []
    if spots or held:
        by_size = sorted(spots, key=lambda s: (-s.events, s.name))
        shown = dict.fromkeys(f for s in spots for f, _ in s.families)
        drawing = Map(
            spots, tuple(held), tuple((f, speech(f"family.{f}")) for f in MAPPED if f in shown),
            tuple(dict.fromkeys(name for one in held for name in one.holders)),
            tuple((key, speech(f"chart.{key}")) for key in ("events_here", "control_points", "rivals", "km")),
        )  # fmt: skip
        first = speech.comma.join(s.name for s in by_size[:3])
        alternative = speech(
            "chart.alt_map", places=len(spots), events=len(placed) - outside, control=len(held), first=first
        )
        blocks.append(Picture("map", drawing, speech("chart.map"), alternative))
        blocks.append(_note(speech("note.map")))
        blocks.append(_note(speech("note.borders")))
    else:
        blocks.append(_note(speech("note.no_map")))
    if len(mapped) > len(placed):
        blocks.append(_note(speech("note.unplaced", n=len(mapped) - len(placed))))
    if outside:
        blocks.append(_note(speech("note.outside", n=outside)))
    return Section("map", speech("section.map"), tuple(blocks))


def _framed(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """The places that the map shows: without the few far ones for whose sake all others would lie on top of each other."""
    left, spare = list(spots), _SPARE * sum(s.events for s in spots)
    while len(left) > 2:
        lat, lon = median(s.lat for s in left), median(s.lon for s in left)
        far = max(left, key=lambda s: (hypot(s.lat - lat, s.lon - lon), s.name))
        rest = [s for s in left if s is not far]
        if far.events > spare or _reach(left) < _FAR * _reach(rest):
            break
        left, spare = rest, spare - far.events
    return tuple(left)


def _reach(spots: Sequence[Spot]) -> float:
    lats, lons = [s.lat for s in spots], [s.lon for s in spots]
    return max(max(lats) - min(lats), max(lons) - min(lons), _LEAST_REACH)


def _beside(one: Held, spots: Sequence[Spot]) -> bool:
    """Whether a point lies within the frame of the places, or near it."""
    reach = _reach(spots)
    return min(hypot(one.lat - s.lat, one.lon - s.lon) for s in spots) <= reach


def _spots(events: Sequence[Event], citing: Citing) -> tuple[Spot, ...]:
    found: dict[tuple[float, float], Counter[str]] = defaultdict(Counter)
    names: dict[tuple[float, float], str] = {}
    for event in events:
        if event.place is None or event.place.lat is None or event.place.lon is None:
            continue
        point = (round(event.place.lat, 3), round(event.place.lon, 3))
        found[point][family(event)] += 1
        names.setdefault(point, citing.place(event.place))
    return tuple(
        Spot(*point, names[point], tuple((f, counts[f]) for f in MAPPED if counts[f]))
        for point, counts in sorted(found.items())
    )


def charts(facts: Facts, citing: Citing) -> Section:
    """Events by day and by type, deaths by reported perpetrator, displacement as told."""
    speech = citing.speech
    events = [e for e in facts.own if family(e) in MAPPED and not said(e) and e.confirmed]
    blocks: list[Block] = []
    if events:
        days = by_time(Counter((e.day or "", family(e)) for e in events), facts.scope, speech)
        blocks += [days] if days is not None else []
        blocks.append(by_type(Counter(e.type for e in events), speech))
        blocks += deaths(facts.own, facts.scope, citing)
    blocks += displacement(facts.events, citing)
    if not blocks:
        blocks.append(_note(speech("note.empty")))
    return Section("charts", speech("section.charts"), tuple(blocks))


def by_time(known: Mapping[tuple[str, str], int], scope: Scope, speech: Speech) -> Picture | None:
    """Events by day, or by month where a period is long, of how many there are by day and family; none for a single day."""
    if scope.length == 1:
        return None
    monthly = scope.length > _MOST_DAYS
    times = list(dict.fromkeys(day[:7] for day in scope.days)) if monthly else list(scope.days)
    counted = Counter[tuple[str, str]]()
    for (day, kind), n in known.items():
        counted[day[: len(times[0])], kind] += n
    stacks = tuple(
        Stack(f, speech(f"family.{f}"), tuple(counted[time, f] for time in times))
        for f in MAPPED if any(counted[time, f] for time in times)
    )  # fmt: skip
    totals = {time: sum(counted[time, f] for f in MAPPED) for time in times}
    top = max(times, key=lambda time: totals[time])
    named = speech.month if monthly else speech.short_day
    title, head = ("months", "month") if monthly else ("days", "day")
    rows = tuple(
        ([Part(named(time), "number")], *([Part(speech.number(s.values[k]), "number")] for s in stacks))
        for k, time in enumerate(times)
    )
    columns = (Column(speech(f"column.{head}")), *(Column(s.name, figures=True) for s in stacks))
    axis = speech.axis_month if monthly else speech.axis_day
    return Picture(
        "days", Columns(tuple(map(axis, times)), stacks, speech("chart.events")), speech(f"chart.{title}"),
        speech("chart.alt_days", most=totals[top], day=speech.month(top) if monthly else speech.day(top)),
        Table(speech(f"chart.{title}"), columns, rows, False),
    )  # fmt: skip


def by_type(known: Mapping[str, int], speech: Speech) -> Picture:
    """Events by type, those of the most first."""
    order = list(ontology.types())
    counted = sorted(known.items(), key=lambda one: (-one[1], order.index(one[0])))
    bars = tuple(Bar(type_label(code, speech.language), n) for code, n in counted[:_MOST_BARS])
    columns = (Column(speech("column.type")), Column(speech("column.events"), figures=True))
    rows = tuple(
        ([Part(type_label(code, speech.language), "label")], [Part(speech.number(n), "number")]) for code, n in counted
    )
    return Picture(
        "types", Bars(bars, speech("chart.events")), speech("chart.types"),
        speech("chart.alt_types", first=bars[0].name, most=bars[0].value), Table(speech("chart.types"), columns, rows, False),
    )  # fmt: skip


def deaths(events: Sequence[Event], scope: Scope, citing: Citing) -> Iterator[Block]:
    """The dead by who is said to have killed them; each event once, as in the tolls."""
    speech = citing.speech
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if any(n.kind == "killed" and n.group is None for n in event.numbers):
            groups[_perpetrator(event, citing)].append(event)
    found = []
    for name, members in groups.items():
        told = [t for t in tolls(members, (scope.start, scope.end)) if t.kind == "killed" and t.period]
        found += [(name, t, members) for t in told if t.best or t.low]
    if not found:
        return
    found.sort(key=lambda one: (-one[1].best, one[0]))
    bars = tuple(Bar(name, t.best, t.low, t.high) for name, t, _ in found[:_MOST_BARS])
    rows = tuple(
        ([Part(name, "words")], [Part(speech.estimate(t.low, t.best, t.high), "number")],
         [Part(speech.number(len(t.events)), "number")], citing.cite_events(t.events))
        for name, t, _ in found
    )  # fmt: skip
    columns = (
        Column(speech("column.actor"), "wide"), Column(speech("figure.killed"), figures=True),
        Column(speech("column.events"), figures=True), Column(speech("column.evidence")),
    )  # fmt: skip
    title = speech("chart.deaths")
    yield Picture("deaths", Bars(bars, speech("chart.killed"), True), title, speech("chart.alt_deaths"),
                  Table(title, columns, rows, False))  # fmt: skip
    yield _note(speech("note.perpetrator"))


def _perpetrator(event: Event, citing: Citing) -> str:
    """The camps of the actors, else their names; nobody for clashes, and where accounts differ in who did it."""
    speech = citing.speech
    if family(event) == "battle":
        return speech("chart.clashes")
    if contested(event) and any(c.attribute == "actor" for c in event.contradictions):
        return speech("chart.disputed")
    names = dict.fromkeys(speech.camp(m.side) or plain(citing.name(m)) for m in event.actors)
    return speech.comma.join(names) or speech("chart.unascribed")


def displacement(events: Sequence[Event], citing: Citing) -> Iterator[Block]:
    """Each figure of displacement as told, with the days it covers."""
    speech = citing.speech
    found = [
        (n, e) for e in events if e.confirmed for n in e.numbers
        if n.kind == "displaced" and n.group is None and e.type == "displacement"
    ]  # fmt: skip
    if not found:
        return
    found.sort(key=lambda one: (-one[0].best, one[1].id))
    bars, rows = [], list[tuple[Parts, ...]]()
    for n, event in found[:_MOST_BARS]:
        place = citing.place(event.place)
        days = speech.days(*event.days) if any(event.days) else speech.short_day(event.day)
        bars.append(Bar(f"{place} · {days}" if place else days, n.best, n.low, n.high))
        rows.append((
            [Part(place, "words")], [Part(days, "number")],
            [Part(speech.estimate(n.low, n.best, n.high), "number")],
            speech.joined([citing.source(t) for t in event.testimonies][:3]), citing.cite(event.told),
        ))  # fmt: skip
    columns = (
        Column(speech("column.place")), Column(speech("column.day")), Column(speech("figure.displaced"), figures=True),
        Column(speech("column.source")), Column(speech("column.evidence")),
    )  # fmt: skip
    title = speech("chart.displacement")
    yield Picture(
        "displacement", Bars(tuple(bars), speech("chart.displaced"), True), title, speech("chart.alt_displacement"),
        Table(title, columns, tuple(rows), False),
    )  # fmt: skip
    yield _note(speech("note.displacement"))


def _note(text: str) -> Paragraph:
    return Paragraph([Part(text, "label")], "note")
