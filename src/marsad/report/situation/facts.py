"""What a report rests on: the events of its period and area, those of the period before, and the reports behind them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from marsad import ontology
from marsad.events import control
from marsad.events.event import Event, events
from marsad.events.selecting import within
from marsad.events.voices import cited_by, voice
from marsad.model import Place, Readings

ARMED = ("battle", "remote", "civilians")
SAID = frozenset({"statement"})
AGREEMENTS = frozenset({"agreement", "negotiation"})
AHEAD = frozenset({"threatened", "planned", "possible"})
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Scope:
    """The days (ISO 8601, both inclusive) and the area of a report; no area means everywhere."""

    start: str
    end: str
    area: Place | None = None

    @property
    def before(self) -> tuple[str, str]:
        """As many days right before."""
        last = datetime.date.fromisoformat(self.start) - datetime.timedelta(days=1)
        return (last - datetime.timedelta(days=self.length - 1)).isoformat(), last.isoformat()

    @property
    def length(self) -> int:
        """How many days."""
        return (datetime.date.fromisoformat(self.end) - datetime.date.fromisoformat(self.start)).days + 1

    @property
    def days(self) -> tuple[str, ...]:
        """All of its days."""
        start = datetime.date.fromisoformat(self.start)
        return tuple((start + datetime.timedelta(days=n)).isoformat() for n in range(self.length))


def last_day(readings: Readings) -> str | None:
    """The day on which the last of some reports was published."""
    return max((r.report.published[:10] for r in readings if r.report.published), default=None)


def scope(last: str | None, start: str | None, end: str | None, area: Place | None = None) -> Scope | None:
    """The period that is asked for; where an end is left open, the last day of the reports and a week up to there.

    None where nothing says which days are meant: no date was given, and no report has one.
    """
    if end is None:
        end = last
        if end is None or (start is not None and end < start):
            end = start
    if end is None:
        return None
    if start is None:
        start = (datetime.date.fromisoformat(end) - datetime.timedelta(days=_WEEK - 1)).isoformat()
    return Scope(start, end, area)


@dataclass(frozen=True, slots=True)
class Basis:
    """How many reports were published in the period, of these with notes, and how many in the period before."""

    reports: int
    noted: int
    before: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The events and reports of a report."""

    scope: Scope
    events: tuple[Event, ...]  # that end in the period
    own: tuple[Event, ...]  # those of them that began in it too, or in the night before
    before: tuple[Event, ...]  # of the period before, likewise
    holding: tuple[Event, ...]  # up to the end of the period, that tell who holds places
    telling: Callable[[Iterable[str]], Sequence[Event]]  # the events up to the end that hold claims of some ids
    basis: Basis

    @classmethod
    def made(
        cls,
        scope: Scope,
        here: Iterable[Event],
        holding: Iterable[Event],
        telling: Callable[[Iterable[str]], Sequence[Event]],
        basis: Basis,
    ) -> Facts:
        """Of the events of the area that count by days of the period and of the one before."""
        start, end = scope.before
        told = tuple(here)
        now = tuple(e for e in told if e.day is not None and scope.start <= e.day <= scope.end)
        then = (e for e in told if e.day is not None and start <= e.day <= end)
        return cls(
            scope, now, tuple(e for e in now if not _reaches_back(e, scope.start)),
            tuple(e for e in then if not _reaches_back(e, start)), tuple(holding), telling, basis,
        )  # fmt: skip

    @classmethod
    def of(cls, readings: Readings, scope: Scope) -> Facts:
        """What there is for one scope in readings that were grouped and compared, also those of the period before."""
        found = events(readings, readings.decisions)
        here = [e for e in found if scope.area is None or (e.place is not None and within(e.place, scope.area))]
        known = [e for e in here if e.day is not None and e.day <= scope.end]
        of_claim = {claim.id: event for event in known for claim in event.claims}

        def telling(ids: Iterable[str]) -> Sequence[Event]:
            wanted = {of_claim[i].id for i in ids if i in of_claim}
            return [event for event in known if event.id in wanted]

        start, end = scope.before
        dated = [(r, r.report.published[:10]) for r in readings if r.report.published]
        now = [r for r, day in dated if scope.start <= day <= scope.end]
        earlier = sum(start <= day <= end for _, day in dated)
        holding = (event for event in known if event.type in control.TYPES)
        return cls.made(
            scope, here, holding, telling, Basis(len(now), sum(bool(r.issues) for r in now), earlier)
        )  # fmt: skip

    @property
    def has_base(self) -> bool:
        """Whether anything is known of the period before."""
        return bool(self.before) or bool(self.basis.before)

    @property
    def sources(self) -> tuple[int, int, int]:
        """Reports, outlets and independent voices behind the events."""
        told = [one for event in self.events for one in event.told]
        return (
            len({one.report.id for one in told}),
            len({one.report.outlet or one.report.id for one in told}),
            len({voice(one.claim, cited_by(one.claim) or one.report.id) for one in told}),
        )


def _reaches_back(event: Event, start: str) -> bool:
    """Whether it began before the night before a period: what is told of it is not of the period alone."""
    eve = datetime.date.fromisoformat(start) - datetime.timedelta(days=1)
    return event.days[0] is not None and event.days[0] < eve.isoformat()


def family(event: Event) -> str:
    """The family of an event's type."""
    return ontology.families()[event.type]


def armed(events: Iterable[Event]) -> list[Event]:
    """Fighting, strikes and violence against civilians that somebody says happened or was tried."""
    return [e for e in events if e.confirmed and family(e) in ARMED]


def said(event: Event) -> bool:
    """Whether it is a threat, an agreement, talks or a statement, or is only expected so far."""
    return family(event) in SAID or event.type in AGREEMENTS or event.status in AHEAD


def contested(event: Event) -> bool:
    """Whether somebody denies it or accounts of it exclude each other."""
    return event.agreement in ("contested", "denied")


def weight(event: Event) -> tuple[float, int, int, str, str]:
    """For sorting: the weightiest first, by the dead and hurt, disputes, voices; then by day."""
    harm = sum(
        {"killed": 3.0, "injured": 1.0, "killed-or-injured": 2.0}.get(n.kind, 0.0) * n.best
        for n in event.numbers if n.group is None
    )  # fmt: skip
    moved = 15.0 if event.type in ("territory-gain", "territory-handover") else 0.0
    score = harm + moved + 10.0 * contested(event) + 4.0 * (event.n_independent - 1) + 3.0 * (family(event) in ARMED)
    return (-score, -event.n_independent, -event.n_reports, event.day or "", event.id)
