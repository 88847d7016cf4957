"""Events for people: a line each, or one whole with all its accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from marsad.events.control import Telling
from marsad.events.disputes import Dispute, disputes
from marsad.events.estimates import Estimate
from marsad.events.event import Event, Testimony
from marsad.events.running import Counted
from marsad.events.wording import said_by
from marsad.model import Mention
from marsad.report.terminal import Terminal
from marsad.report.words import (
    Part,
    Parts,
    decision_parts,
    figure,
    mention_parts,
    place_parts,
    time_parts,
    type_label,
    who_list,
    words,
)

_WIDTH = 94


class Listed(Telling, Counted, Protocol):
    """What a line needs of an event, or of its outline."""

    @property
    def targets(self) -> Sequence[Mention]:
        """To whom it was done."""


class EventTable:
    """Renders events for a terminal in `ar` or `en`."""

    def __init__(self, language: str, *, colour: bool, bidi: str = "on") -> None:
        self.language, self.terminal, self.labels = (
            language,
            Terminal(language, colour=colour, bidi=bidi),
            words(language),
        )

    def render(self, events: Iterable[Event]) -> Iterator[str]:
        """A block an event: what, where, when; how far the accounts agree; the figures."""
        show, label, count = self.terminal, self.labels, 0
        for event in events:
            count += 1
            yield from self._head(event)
            yield ""
        yield show.line(f"{count} {label['label.events']}")

    def by_day(self, events: Iterable[Listed]) -> Iterator[str]:
        """A line an event under its day."""
        show, label, language, last = self.terminal, self.labels, self.language, ""
        for event in events:
            day = event.days[0] or event.days[1] or "?"
            if day != last:
                yield show.line(show.bold(show.value(day)))
                last = day
            place = event.place
            name = (place.name_ar if language == "ar" else place.name_en) or place.span.text if place else ""
            dead = [n for n in event.numbers if n.kind == "killed" and n.group is None]
            parts = [
                f"{type_label(event.type, language)} ({label['status.' + event.status]})", show.words(name) if name else "",
                show.field(who_list(event.actors, event.targets, language)), show.field(self._numbers(dead)),
                label["agreement." + event.agreement], event.id,
            ]  # fmt: skip
            yield show.line("  " + " | ".join(p for p in parts if p))
        if not last:
            yield show.line(f"0 {label['label.events']}")

    def whole(self, event: Event) -> Iterator[str]:
        """One event with every account of it and the words each claim rests on."""
        show, label = self.terminal, self.labels
        yield from self._head(event)
        for testimony in event.testimonies:
            yield ""
            yield show.line(show.bold(f"• {show.field(self._who(testimony))} · {label['stance.' + testimony.stance]}"))
            for told in testimony.told:
                about = [told.report.outlet or "", told.report.published or "", told.report.id[:24]]
                kind = f"{type_label(told.claim.type, self.language)} · {label['status.' + told.claim.status]}"
                yield show.line(f"    {kind}   {told.claim.id}   " + " · ".join(show.words(a) for a in about if a))
                for line in show.evidence(told.claim, _WIDTH):
                    yield show.line(f"      {line}")
        if event.contradictions:
            yield ""
            yield show.line(show.bold(f"{label['label.contradictions']}: {len(event.contradictions)}"))
            for line in self.disputes(disputes([event])):
                yield f"  {line}"
        if event.decisions:
            yield ""
            yield show.line(show.bold(f"{label['label.decisions']}: {len(event.decisions)}"))
            for decision in event.decisions:
                yield show.line(f"  {show.field(decision_parts(decision, self.language))}")

    def disputes(self, found: Iterable[Dispute]) -> Iterator[str]:
        """Each question once: how two accounts answer it, then the voices of either side where there are more."""
        show, comma = self.terminal, "، " if self.language == "ar" else ", "
        for dispute in found:
            why = dispute.told.explanation_ar if self.language == "ar" else dispute.told.explanation_en
            more = f"  (×{dispute.count})" if dispute.count > 1 else ""
            yield show.line(f"[{self.labels['attribute.' + dispute.attribute]}] {show.sentence(why)}{more}")
            sides = [list(dict.fromkeys(said_by(c, self.language) for c in side)) for side in dispute.sides]
            if all(sides) and sum(map(len, sides)) > 2:
                yield show.line("    " + " ↔ ".join(comma.join(map(show.words, side)) for side in sides))

    def _head(self, event: Event) -> Iterator[str]:
        show, label, language = self.terminal, self.labels, self.language
        kind = f"{type_label(event.type, language)} · {label['status.' + event.status]}"
        yield show.line(show.bold(f"{kind} · {label['agreement.' + event.agreement]}") + f"   {event.id}")
        where = place_parts(event.place, language) if event.place else []
        for name, parts in (
            ("who", who_list(event.actors, event.targets, language)), ("where", where),
            ("when", time_parts(event.time) if event.time else []), ("numbers", self._numbers(event.numbers)),
        ):  # fmt: skip
            if parts:
                yield show.line(f"    {label['label.' + name]}: {show.field(parts)}")
        counts = ((event.n_reports, "reports"), (event.n_outlets, "outlets"), (event.n_independent, "independent"))
        yield show.line("    " + " · ".join(f"{label['label.' + name]}: {n}" for n, name in counts))
        for stance in ("confirms", "denies", "expects"):
            voices = [self._who(t) for t in event.testimonies if t.stance == stance]
            if voices:
                comma = "، " if language == "ar" else ", "
                yield show.line(f"    {label['stance.' + stance]}: " + comma.join(map(show.field, voices)))

    def _who(self, testimony: Testimony) -> Parts:
        who = testimony.who
        if who is None:
            return [Part(self.labels["label.outlet_itself"], "label")]
        camp = [Part(" [", "label"), Part(testimony.camp, "value"), Part("]", "label")] if testimony.camp else []
        return mention_parts(who, self.language) + camp

    def _numbers(self, numbers: Iterable[Estimate]) -> Parts:
        """«killed: 4–35, best 8 (civilians: 3)»."""
        out: Parts = []
        for n in numbers:
            kind = self.labels["number." + n.kind]
            name = f"{kind}, {self.labels['group.' + n.group]}" if n.group else kind
            out.append(Part(f"{' · ' if out else ''}{name}: ", "label"))
            out.append(Part(figure(n.low, n.high), "value"))
            if n.high is None or n.low != n.high:
                out += [
                    Part(f" ({self.labels['label.best']} ", "label"),
                    Part(figure(n.best, n.best), "value"),
                    Part(")", "label"),
                ]
        return out
