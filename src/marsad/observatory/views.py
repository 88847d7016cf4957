"""What is asked of the observatory and what it answers: plain values, no database in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from marsad import ontology
from marsad.events.estimates import Estimate
from marsad.events.event import Agreement, Event
from marsad.events.selecting import Selection
from marsad.model import Mention, Place

Order = Literal["first", "last", "weight", "changed"]
By = Literal["type", "family", "status", "agreement", "day", "month", "country", "admin1", "place"]


@dataclass(frozen=True, slots=True)
class Asked(Selection):
    """What an event must be to be shown; what is None or empty is not asked.

    Days are ISO 8601, both inclusive; instants ISO 8601, UTC. `since`, `until`, `area`, `actor`, `type`, `status` and
    `agreement` are those of `Selection`.
    """

    types: tuple[str, ...] = ()  # any of these types or families
    statuses: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    days: tuple[str, str] | None = None  # the first and last of those by which it may count
    said: bool | None = None  # whether it is a threat, a statement or an agreement, as the reports have it
    confirmed: bool | None = None  # whether anybody says that it happened
    box: tuple[float, float, float, float] | None = None  # west, south, east, north, in degrees
    country: str | None = None  # ISO 3166-1 alpha-2
    admin1: str | None = None  # id of the governorate
    place: str | None = None  # id of the place itself
    published: bool = False  # `actor` means bodies that are published by name alone
    body: str | None = None  # id of an actor or target
    source: str | None = None  # id of a speaker or outlet that tells of it, as `Record.key` has it
    report: str | None = None  # id of a report that tells of it
    words: str | None = None  # that stand in its sentences, places or names; as in `marsad search`
    disputed: bool | None = None  # whether accounts of it contradict each other
    deaths: float | None = None  # at least so many dead by the best figure
    changed_since: str | None = None  # came, or was told or decided of anew, at this instant or later
    first_seen_since: str | None = None  # of which the store first heard at this instant or later


@dataclass(frozen=True, slots=True)
class Outline:
    """An event without its accounts: what lists, maps and timelines need of it.

    The id changes with the claims of an event; `claim`, the first told of them, finds the event as long as it is read so.
    """

    id: str
    claim: str
    type: str
    status: str
    agreement: Agreement
    place: Place | None
    start: str | None  # first and last day (ISO 8601), None where open or unknown
    end: str | None
    day: str | None  # by which it counts: its last, else its first, else the one on which it was first told
    actors: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    numbers: tuple[Estimate, ...]
    camps_confirming: tuple[str, ...]
    camps_denying: tuple[str, ...]
    confirmed: bool  # whether anybody says that it happened
    n_claims: int
    n_reports: int
    n_outlets: int
    n_independent: int
    contradictions: int
    first_seen: str  # when the store first heard of it (ISO 8601, UTC)
    updated: str  # when it last heard of it, or somebody decided on it

    @property
    def family(self) -> str:
        """The family of its type."""
        return ontology.families()[self.type]

    @property
    def days(self) -> tuple[str | None, str | None]:
        """First and last day."""
        return self.start, self.end

    @property
    def deaths(self) -> Estimate | None:
        """The dead, as an interval."""
        return next((n for n in self.numbers if n.kind == "killed" and n.group is None), None)

    @property
    def contested(self) -> bool:
        """Whether somebody denies it or accounts of it exclude each other."""
        return self.agreement in ("contested", "denied")

    @classmethod
    def of(cls, event: Event, first_seen: str, updated: str) -> Outline:
        """The outline of an event with all its accounts."""
        start, end = event.days
        return cls(
            event.id, next(event.told).claim.id, event.type, event.status, event.agreement, event.place, start, end,
            event.day, event.actors, event.targets, event.numbers, event.camps("confirms"), event.camps("denies"),
            event.confirmed, len(event.claims), event.n_reports, event.n_outlets, event.n_independent,
            len(event.contradictions), first_seen, updated,
        )  # fmt: skip

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Outline:
        """The outline that `to_dict` wrote."""
        return cls(
            d["id"], d["claim"], d["type"], d["status"], d["agreement"],
            Place.from_dict(d["place"]) if d["place"] else None, d["from"], d["to"], d["day"],
            tuple(map(Mention.from_dict, d["actors"])), tuple(map(Mention.from_dict, d["targets"])),
            tuple(Estimate.from_dict(n) for n in d["numbers"]), tuple(d["camps_confirming"]),
            tuple(d["camps_denying"]), d["confirmed"], d["n_claims"], d["n_reports"], d["n_outlets"],
            d["n_independent"], d["contradictions"], d["first_seen"], d["updated"],
        )  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "claim": self.claim, "type": self.type, "family": self.family, "status": self.status,
            "agreement": self.agreement, "place": self.place.to_dict() if self.place else None,
            "from": self.start, "to": self.end, "day": self.day,
            "actors": [m.to_dict() for m in self.actors], "targets": [m.to_dict() for m in self.targets],
            "numbers": [n.to_dict() for n in self.numbers],
            "camps_confirming": list(self.camps_confirming), "camps_denying": list(self.camps_denying),
            "confirmed": self.confirmed, "n_claims": self.n_claims, "n_reports": self.n_reports,
            "n_outlets": self.n_outlets, "n_independent": self.n_independent, "contradictions": self.contradictions,
            "first_seen": self.first_seen, "updated": self.updated,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the events that were asked for, and how many there are in all."""

    outlines: Sequence[Outline]
    total: int


@dataclass(frozen=True, slots=True)
class Stack:
    """A point on which events lie: WGS 84, how many, the level of the place where it was asked for."""

    lat: float
    lon: float
    events: int
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events there are, by family, and how many of them have a point."""

    families: Mapping[str, int]
    placed: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.families.values())


@dataclass(frozen=True, slots=True)
class Point:
    """An event as a map needs it: WGS 84, the radius in km within which what is meant may lie."""

    id: str
    lat: float
    lon: float
    radius_km: float | None
    type: str
    status: str
    agreement: Agreement
    day: str | None
    deaths: float | None  # the best figure
    level: str | None  # of its place
    place_ar: str  # names of its place, else how the reports call it
    place_en: str
    place: str | None  # its id

    @classmethod
    def of(cls, event: Event) -> Point | None:
        """The point of an event, if it has one."""
        place, deaths = event.place, next((n for n in event.numbers if n.kind == "killed" and n.group is None), None)
        if place is None or place.lat is None or place.lon is None:
            return None
        return cls(
            event.id, place.lat, place.lon, place.radius_km, event.type, event.status, event.agreement, event.day,
            deaths.best if deaths else None, place.level, place.name_ar or place.span.text, place.name_en or place.span.text,
            place.id,
        )  # fmt: skip

    @property
    def family(self) -> str:
        """The family of its type."""
        return ontology.families()[self.type]


@dataclass(frozen=True, slots=True)
class Loss:
    """The dead of an event, as `tolls` counts them."""

    id: str
    type: str
    confirmed: bool
    place: Place | None
    days: tuple[str | None, str | None]
    numbers: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How two bodies take part in events together: the first acts `on` the other, suffers `by` it, or acts `beside` it."""

    kind: str
    other: Mention
    count: int  # events
    first: str  # first and last of their days; empty without one
    last: str


@dataclass(frozen=True, slots=True)
class Body:
    """An actor or target of the events that were asked for, with in how many it is either."""

    id: str | None
    name_ar: str
    name_en: str | None
    kind: str | None
    side: str | None
    events: int


@dataclass(frozen=True, slots=True)
class State:
    """How far what is kept of events is up to date. `revision` grows with every change: good for an ETag."""

    revision: int
    reports: int  # whose readings are grouped
    waiting: int  # readings and decisions that are not yet taken up
    whole: bool  # false while a change of version has everything grouped anew
    updated: str | None  # the instant of the last change

    @property
    def current(self) -> bool:
        """Whether nothing waits."""
        return self.whole and not self.waiting


Counts = Mapping[str, int]
