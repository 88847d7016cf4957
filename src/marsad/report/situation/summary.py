"""Key figures of the period, and all figures against the period before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from marsad.events.control import entries
from marsad.events.event import Event
from marsad.events.running import KINDS, Toll, tolls
from marsad.events.tolls import PARTS
from marsad.report.situation.citing import Citing
from marsad.report.situation.document import Bullets, Card, Cards, Column, Paragraph, Section, Table
from marsad.report.situation.facts import Facts, armed, contested, family, weight
from marsad.report.words import Part, Parts, type_label

LEAST_BASE = 10  # of smaller numbers no percentage is told
_MOST_SUMS = 4
_MOVES = ("taken", "left")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one period: a count (all three alike) or a toll, with the events behind it; `high` None: or more."""

    low: float
    best: float
    high: float | None
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in this period and in the one before (None: nothing is known of it)."""

    key: str
    name: str
    now: Figure
    before: Figure | None
    indent: bool = False


@dataclass(slots=True)
class Summary:
    """The sections of figures, of one report."""

    facts: Facts
    citing: Citing
    rows: dict[str, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = {row.key: row for row in self._rows()}

    # -- the figures --

    def _rows(self) -> Iterator[Row]:
        speech = self.citing.speech
        for key in ("events", "battle", "remote", "civilians", "strategic", "demonstration", "humanitarian"):
            name = speech("figure.events") if key == "events" else speech(f"family.{key}")
            yield self._counted(key, name, indent=key in ("battle", "remote", "civilians"))
        now, before = self._tolls(None, False), self._tolls(None, True)
        for kind in KINDS:
            if kind in now or kind in before or kind in ("killed", "injured", "displaced"):
                yield self._told(kind, speech(f"figure.{kind}"), now.get(kind), before.get(kind))
            if kind == "killed":
                yield from self._groups()
        for key in ("control", "contested", "single"):
            yield self._counted(key, speech(f"figure.{key}"))

    def _groups(self) -> Iterator[Row]:
        """Civilians, fighters, children and women among the dead, where reports name them."""
        for group in PARTS:
            now, before = self._tolls(group, False).get("killed"), self._tolls(group, True).get("killed")
            if now is not None or before is not None:
                yield self._told(f"killed-{group}", self.citing.speech(f"figure.killed-{group}"), now, before, True)

    def _tolls(self, group: str | None, before: bool) -> dict[str, Toll[Event]]:
        scope = self.facts.scope
        days = scope.before if before else (scope.start, scope.end)
        events = self.facts.before if before else self.facts.own
        return {t.kind: t for t in tolls(events, days, group) if t.period}

    def _counted(self, key: str, name: str, indent: bool = False) -> Row:
        now = _members(key, self.facts.own)
        before = _members(key, self.facts.before) if self.facts.has_base else None
        return Row(key, name, _count(now), _count(before) if before is not None else None, indent)

    def _told(
        self, key: str, name: str, now: Toll[Event] | None, before: Toll[Event] | None, indent: bool = False
    ) -> Row:
        base = _figure(before) if self.facts.has_base else None
        return Row(key, name, _figure(now), base, indent)

    # -- how they are told --

    def key_figures(self) -> Section:
        """The cards, and what is said of them in sentences."""
        speech = self.citing.speech
        keys = ("events", "killed", "injured", "displaced", "control", "contested")
        cards = tuple(self._card(self.rows[key]) for key in keys)
        blocks: list[Cards | Bullets | Paragraph] = [Cards(cards)]
        points = tuple(self._points())
        if points:
            blocks.append(Bullets(points))
        blocks.append(Paragraph([Part(speech("note.figures"), "label")], "note"))
        return Section("figures", speech("section.figures"), tuple(blocks))

    def _card(self, row: Row) -> Card:
        speech, now = self.citing.speech, row.now
        toll = row.key in KINDS
        if toll and not now.events:
            return Card(row.name, "–", speech("interval.none"), self._base(row))
        interval = "" if not toll or now.low == now.high else speech.interval(now.low, now.high)
        refs = self.citing.cite_events(sorted(now.events, key=weight), most=3)
        return Card(row.name, speech.number(now.best), interval, self._base(row), refs)

    def _base(self, row: Row) -> str:
        speech = self.citing.speech
        if row.before is None:
            return speech("change.no_base")
        return speech("change.base", before=self._value(row, row.before))

    def _value(self, row: Row, figure: Figure) -> str:
        if row.key in KINDS or row.key.startswith("killed-"):
            if not figure.events:
                return self.citing.speech("interval.none")
            return self.citing.speech.estimate(figure.low, figure.best, figure.high)
        return self.citing.speech.number(figure.best)

    def _change(self, row: Row) -> str:
        """«+4 (+40%)», and where both are intervals that overlap, that they do."""
        speech, now, before = self.citing.speech, row.now, row.before
        tolled = row.key in KINDS or row.key.startswith("killed-")
        if before is None or (tolled and not (now.events and before.events)):
            return "–"
        gap = now.best - before.best
        if not gap:
            return speech("change.same")
        sign = "+" if gap > 0 else "−"
        text = f"{sign}{speech.number(abs(gap))}"
        if before.best >= LEAST_BASE:
            text += f" ({sign}{speech.figures(f'{100 * abs(gap) / before.best:.0f}%')})"
        if tolled and _overlap(now, before) and (now.low != now.high or before.low != before.high):
            text += f"{speech.comma}{speech('change.overlap')}"
        return text

    def _points(self) -> Iterator[Parts]:
        speech, events = self.citing.speech, armed(self.facts.own)
        if events:
            types = Counter(e.type for e in events).most_common(3)
            told = speech.comma.join(f"{type_label(t, speech.language)} ({speech.number(n)})" for t, n in types)
            yield [Part(speech("note.most", types=told), "label")]
        dead = [(n.best, e, n) for e in events for n in e.numbers if n.kind == "killed" and n.group is None]
        if dead:
            _, event, n = max(dead, key=lambda one: (one[0], one[1].id))
            start, end = speech("note.worst", event="\0", toll=speech.estimate(n.low, n.best, n.high)).split("\0")
            yield [
                Part(start, "label"),
                *self.citing.title(event),
                Part(end + " ", "label"),
                *self.citing.cite(event.told),
            ]
        if self.facts.events:
            kinds = Counter(e.agreement for e in self.facts.events)
            across = kinds["corroborated-across-camps"]
            yield [Part(speech(
                "note.agreement", all=len(self.facts.events), single=kinds["single-source"],
                corroborated=kinds["corroborated"] + across, across=across,
                contested=kinds["contested"] + kinds["denied"],
            ), "label")]  # fmt: skip
        yield from self._sums()

    def _sums(self) -> Iterator[Parts]:
        """Tolls that reach back beyond the period, or of no known day, are told beside, with their days."""
        speech, citing = self.citing.speech, self.citing
        found: list[Parts] = []
        own = {event.id for event in self.facts.own if any(event.days)}
        for event in self.facts.events:
            for n in event.numbers if event.confirmed and event.id not in own else ():
                if n.kind in KINDS and n.group is None:
                    text = f"{speech(f'figure.{n.kind}')} {speech.estimate(n.low, n.best, n.high)}"
                    days = f" ({speech.days(*event.days) if any(event.days) else speech('note.no_day')}) "
                    found.append([Part(text + days, "number"), *citing.cite(event.told, 2)])
        if found:
            start, end = speech("note.sums", sums="\0").split("\0")
            shown = found[:_MOST_SUMS]
            yield [Part(start, "label"), *speech.joined(shown), Part(end, "label")]

    def changes(self) -> Section:
        """All figures, in this period and in the one before."""
        speech, facts = self.citing.speech, self.facts
        start, end = facts.scope.before
        days = speech("about.days", start=speech.day(start), end=speech.day(end))
        if facts.has_base:
            note = speech("note.changes", days=days, before=facts.basis.before, now=facts.basis.reports)
        else:
            note = speech("note.no_base", days=days)
        rows = [self._line(row) for row in self.rows.values() if row.now.events or (row.before and row.before.events)]
        earlier = len(facts.events) - len(facts.own)
        if earlier:
            name = [Part(speech("figure.earlier"), "label")]
            rows.append(
                (name, [Part(speech.number(earlier), "number")], [Part("–", "label")], [Part("–", "label")], [])
            )
        reports = [Part(speech("figure.reports"), "label")]
        base = speech.number(facts.basis.before) if facts.has_base else "–"
        rows.append(
            (
                reports,
                [Part(speech.number(facts.basis.reports), "number")],
                [Part(base, "number")],
                [Part("–", "label")],
                [],
            )
        )
        columns = (
            Column(speech("column.figure"), "wide"), Column(speech("column.now"), figures=True),
            Column(speech("column.before"), figures=True), Column(speech("column.change"), figures=True),
            Column(speech("column.evidence")),
        )  # fmt: skip
        table = Table(speech("section.changes"), columns, tuple(rows))
        return Section("changes", speech("section.changes"), (Paragraph([Part(note, "label")], "note"), table))

    def _line(self, row: Row) -> tuple[Parts, ...]:
        before = self._value(row, row.before) if row.before is not None else "–"
        refs = self.citing.cite_events(sorted(row.now.events, key=weight), most=3)
        name = Part(("\u2003" if row.indent else "") + row.name, "label")
        value = self._value(row, row.now)
        return [name], [Part(value, "number")], [Part(before, "number")], [Part(self._change(row), "number")], refs


def _members(key: str, events: Sequence[Event]) -> list[Event]:
    """The events that a count is of."""
    if key == "events":
        return armed(events)
    if key == "control":
        return list({entry.event.id: entry.event for entry in entries(events) if entry.change in _MOVES}.values())
    if key == "contested":
        return [e for e in events if contested(e)]
    if key == "single":
        return [e for e in events if e.agreement == "single-source"]
    return [e for e in events if e.confirmed and family(e) == key]


def _count(events: Sequence[Event]) -> Figure:
    n = float(len(events))
    return Figure(n, n, n, tuple(events))


def _figure(toll: Toll[Event] | None) -> Figure:
    if toll is None:
        return Figure(0, 0, 0, ())
    return Figure(toll.low, toll.best, toll.high, tuple(toll.events))


def _overlap(one: Figure, other: Figure) -> bool:
    high, other_high = (f.high if f.high is not None else float("inf") for f in (one, other))
    return one.low <= other_high and other.low <= high
