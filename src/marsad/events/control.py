"""Who holds a place since when, as asserted: a timeline with rival versions beside each other.

A town that was taken carries to its quarters, and a governorate to its towns; a quarter says nothing of its town.
Nobody's word is taken for the truth: each change keeps the event it comes from, with who confirms and who denies it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

from marsad.events.event import Agreement, Event
from marsad.events.selecting import within
from marsad.events.spots import RANK
from marsad.model import Mention, Place

Change = Literal["taken", "held", "left", "not-taken", "not-left"]
_CHANGES: dict[tuple[str, bool], Change] = {
    ("territory-gain", True): "taken", ("control", True): "held", ("territory-handover", True): "left",
    ("territory-gain", False): "not-taken", ("control", False): "not-taken", ("territory-handover", False): "not-left",
}  # fmt: skip
TYPES = tuple(dict.fromkeys(kind for kind, _ in _CHANGES))
_DONE = frozenset({"happened", "ongoing"})
_NOT = frozenset({"not-happened", "failed", "prevented"})
STATUSES = tuple(sorted(_DONE | _NOT))  # of events that say who holds a place


class Telling(Protocol):
    """What tells who holds a place: an event, or its outline."""

    @property
    def id(self) -> str:
        """Of the event."""

    @property
    def type(self) -> str:
        """Code of the ontology."""

    @property
    def status(self) -> str:
        """Whether it happened."""

    @property
    def agreement(self) -> Agreement:
        """How far those who tell of it agree."""

    @property
    def day(self) -> str | None:
        """By which it counts (ISO 8601)."""

    @property
    def place(self) -> Place | None:
        """Of which it tells."""

    @property
    def actors(self) -> Sequence[Mention]:
        """Who took, holds or left it."""


E = TypeVar("E", bound=Telling)


@dataclass(frozen=True, slots=True)
class Entry(Generic[E]):
    """One asserted change at a place: on which day (ISO 8601), what, by whom; `event` says who confirms and denies it."""

    day: str
    change: Change
    who: Mention | None
    event: E

    @property
    def holder(self) -> Mention | None:
        """Who holds the place after it, as far as it says so; who did not leave holds it still."""
        return self.who if self.change in ("taken", "held", "not-left") else None

    def to_dict(self: Entry[Event]) -> dict[str, Any]:
        return {
            "day": self.day, "change": self.change, "who": self.who.to_dict() if self.who else None,
            "event": self.event.id, "agreement": self.event.agreement,
            "place": self.event.place.to_dict() if self.event.place else None,
            "confirmed_by": _voices(self.event, "confirms"), "denied_by": _voices(self.event, "denies"),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing(Generic[E]):
    """Who holds a place on a day by the last version, since when, and the versions that say otherwise."""

    place: Place
    entry: Entry[E] | None
    rivals: tuple[Entry[E], ...]

    @property
    def contested(self) -> bool:
        """Whether there is a rival version, or somebody denies this one."""
        return bool(self.rivals) or (self.entry is not None and self.entry.event.agreement == "contested")

    def to_dict(self: Standing[Event]) -> dict[str, Any]:
        return {
            "place": self.place.to_dict(), "holder": _mention(self.entry.holder if self.entry else None),
            "since": self.entry.day if self.entry else None, "contested": self.contested,
            "version": self.entry.to_dict() if self.entry else None, "rivals": [r.to_dict() for r in self.rivals],
        }  # fmt: skip


def timeline(events: Iterable[E], place: Place) -> list[Entry[E]]:
    """What the events say of who holds a place, the earliest first; those without a day say nothing of when."""
    found = [e for e in entries(events) if e.event.place is not None and carries(e.event.place, place)]
    return sorted(found, key=lambda e: (e.day, e.event.id))


def carries(told: Place, place: Place) -> bool:
    """Whether what is told of one place holds for another: the same, a quarter of a town, a place of a division.

    A base or village beside a town falls by itself.
    """
    if told.id is not None and told.id == place.id:
        return True
    if told.level in ("country", "governorate"):
        return within(place, told)
    return told.level == "town" and place.level == "neighbourhood" and within(place, told)


def entries(events: Iterable[E]) -> Iterator[Entry[E]]:
    """The changes that events assert, one an actor."""
    for event in events:
        done = event.status in _DONE if event.status in _DONE | _NOT else None
        change = _CHANGES.get((event.type, done)) if done is not None else None
        day = event.day
        if change is None or day is None:
            continue
        for who in event.actors or (None,):
            yield Entry(day, change, who, event)


def standing(events: Iterable[E], place: Place, day: str | None = None) -> Standing[E]:
    """Who holds a place on a day (ISO 8601; without one: at last), by all that is told up to then.

    The version that counts is the last one that names a holder and is not only denied. Rivals are versions that name
    another holder on that day or later, say that the holder left, or that the place was not taken by it.
    """
    return _standing(timeline(events, place), place, day)


def _standing(told: Sequence[Entry[E]], place: Place, day: str | None) -> Standing[E]:
    """By what is told of a place, the earliest first."""
    told = [e for e in told if day is None or e.day <= day]
    last = next((e for e in reversed(told) if e.holder is not None and e.event.agreement != "denied"), None)
    if last is None:
        return Standing(place, None, tuple(told))
    after = [e for e in told if e.day >= last.day and e.event is not last.event]
    return Standing(place, last, tuple(e for e in after if _rival(last, e)))


class Holdings(Generic[E]):
    """Who holds which of many places: what is told of each is put in order once, for any day."""

    def __init__(self, events: Sequence[E]) -> None:
        self.places = places(events)
        of: dict[tuple[str, str | None], list[Entry[E]]] = defaultdict(list)
        for entry in sorted(entries(events), key=lambda e: (e.day, e.event.id)):
            for key in _keys(entry.event.place):
                of[key].append(entry)
        self._told = {place.id: _carried(of, place) for place in self.places}

    def standings(self, day: str | None = None) -> list[Standing[E]]:
        """Of each place, as `standing` has it."""
        return [_standing(self._told[place.id], place, day) for place in self.places]


def _keys(told: Place | None) -> Iterator[tuple[str, str | None]]:
    """Under what an entry on a place is found: the place itself, a country, a governorate, all towns of a country."""
    if told is None:
        return
    if told.id is not None:
        yield "place", told.id
    if told.level == "country":
        yield "country", told.country
    elif told.level == "governorate":
        yield "governorate", told.id
    elif told.level == "town":
        yield "town", told.country


def _carried(of: Mapping[tuple[str, str | None], Sequence[Entry[E]]], place: Place) -> list[Entry[E]]:
    """What is told of a place or carries to it, the earliest first."""
    keys = [("place", place.id), ("country", place.country), ("governorate", place.admin1)]
    if place.level == "neighbourhood":
        keys.append(("town", place.country))
    found = {id(e): e for key in keys for e in of.get(key, ())}
    kept = [e for e in found.values() if e.event.place is not None and carries(e.event.place, place)]
    return sorted(kept, key=lambda e: (e.day, e.event.id))


def places(events: Sequence[E]) -> list[Place]:
    """The places of the gazetteer, towns or smaller, of which events say who holds them, each once."""
    found: dict[str, Place] = {}
    for entry in entries(events):
        place = entry.event.place
        if place is not None and place.id is not None and RANK[place.level or "town"] <= RANK["town"]:
            found.setdefault(place.id, place)
    return list(found.values())


def geojson(standings: Iterable[Standing[E]]) -> dict[str, Any]:
    """A GeoJSON FeatureCollection (RFC 7946): a point a place, its holder and since when, contested or not."""
    features = []
    for s in standings:
        holder = s.entry.holder if s.entry else None
        features.append({
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [s.place.lon, s.place.lat]},
            "properties": {
                "place": s.place.name_ar or s.place.span.text, "place_id": s.place.id, "radius_km": s.place.radius_km,
                "holder": (holder.name_ar or holder.span.text) if holder else None,
                "holder_id": holder.id if holder else None, "camp": holder.side if holder else None,
                "since": s.entry.day if s.entry else None, "contested": s.contested,
                "event": s.entry.event.id if s.entry else None, "rivals": [r.event.id for r in s.rivals],
            },
        })  # fmt: skip
    return {"type": "FeatureCollection", "features": features}


def _rival(last: Entry[E], other: Entry[E]) -> bool:
    if other.holder is not None:
        return not _same(last.who, other.holder)
    return _same(last.who, other.who) or other.who is None


def _same(one: Mention | None, other: Mention | None) -> bool:
    """Whether two mentions are of one body or camp."""
    if one is None or other is None:
        return False
    if one.id and other.id and one.id == other.id:
        return True
    return (one.side is not None and one.side == other.side) or one.span.text == other.span.text


def _voices(event: Event, stance: str) -> list[str]:
    names = (t.who for t in event.testimonies if t.stance == stance)
    return [who.span.text or who.name_ar or "" for who in names if who is not None]


def _mention(who: Mention | None) -> dict[str, Any] | None:
    return who.to_dict() if who is not None else None
