"""What the pages read: the events of a store as they stand now, kept in memory until something is added to it."""

from __future__ import annotations

import threading
import time
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from marsad.events.control import Entry, Standing, entries, places, standing
from marsad.events.event import Event, events
from marsad.events.record import Record, records
from marsad.events.selecting import Selection
from marsad.model import Place, Reading, Readings
from marsad.pipeline import compared
from marsad.store import Store
from marsad.store.search import Hit, Query, search

_SECONDS = 1.0  # within which the store is not asked again whether something was added


@dataclass(frozen=True)
class Snapshot:
    """All events of a store at one moment, by day; it never changes, so that requests may share it."""

    head: str
    readings: Readings
    events: tuple[Event, ...]

    @classmethod
    def of(cls, head: str, readings: Readings) -> Snapshot:
        """The events of readings that are grouped and compared."""
        return cls(head, readings, tuple(events(readings, readings.decisions)))

    @cached_property
    def latest_first(self) -> tuple[Event, ...]:
        """The events, the latest day first; those without a day last."""
        return tuple(sorted(self.events, key=lambda e: (e.day or "", e.id), reverse=True))

    @cached_property
    def _dated(self) -> tuple[tuple[str, ...], tuple[Event, ...]]:
        """The days of the events that have one, in order, and these events."""
        found = sorted(((e.day, e) for e in self.events if e.day), key=lambda one: (one[0], one[1].id))
        return tuple(day for day, _ in found), tuple(event for _, event in found)

    def between(self, start: str, end: str) -> tuple[Event, ...]:
        """The events that count on these days (ISO 8601, both inclusive), the earliest first."""
        days, found = self._dated
        return found[bisect_left(days, start) : bisect_right(days, end)]

    def asked(self, selection: Selection) -> Sequence[Event]:
        """The events that are asked for, the latest first."""
        if selection == Selection():
            return self.latest_first
        if selection.since is None:
            return selection.of(self.latest_first)
        days, found = self._dated  # an event that ends in the period or later counts on such a day
        return selection.of(reversed(found[bisect_left(days, selection.since) :]))

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The events by their ids and by those of their claims."""
        return {c.id: e for e in self.events for c in e.claims} | {e.id: e for e in self.events}

    @cached_property
    def of_report(self) -> Mapping[str, Reading]:
        """The readings by the id of their report."""
        return {r.report.id: r for r in self.readings}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The places of the events by name; a name that two of them share is none."""
        named: dict[str, dict[str, Place]] = {}
        for event in self.events:
            place = event.place
            if place is not None and place.id is not None:
                for name in (place.name_ar, place.name_en):
                    if name:
                        named.setdefault(name, {}).setdefault(place.id, place)
        return {name: next(iter(found.values())) for name, found in named.items() if len(found) == 1}

    @cached_property
    def last_day(self) -> str | None:
        """The day of the last report, else of the last event."""
        told = [r.report.published[:10] for r in self.readings if r.report.published]
        return max(told or [e.day for e in self.events if e.day], default=None)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """The records of the sources, those that tell of most events first, by key."""
        return {r.who.id or r.name: r for r in records(self.events)}

    @cached_property
    def control(self) -> tuple[Entry, ...]:
        """All that is asserted of who holds what, the earliest first."""
        return tuple(sorted(entries(self.events), key=lambda e: (e.day, e.event.id)))

    @cached_property
    def held(self) -> tuple[Place, ...]:
        """The places of which something is told of who holds them."""
        return tuple(places(self._telling))

    def standings(self, day: str | None) -> list[Standing]:
        """Who holds each of these places on a day, as asserted."""
        return [standing(self._telling, place, day) for place in self.held]

    @cached_property
    def _telling(self) -> list[Event]:
        return list({e.event.id: e.event for e in self.control}.values())


class Archive:
    """A store as the pages read it, from several threads."""

    def __init__(self, store: str) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._asked_at = 0.0

    def now(self) -> Snapshot:
        """The events as they stand, at most a second old.

        Raises:
            StoreError: the store cannot be opened.
        """
        with self._lock:
            if self._snapshot is None or time.monotonic() - self._asked_at > _SECONDS:
                with Store.open(self.store) as store:
                    head = store.head().hash
                    if self._snapshot is None or self._snapshot.head != head:
                        self._snapshot = Snapshot.of(head, compared(store.latest(), store.decisions()))
                self._asked_at = time.monotonic()
            return self._snapshot

    def changed(self) -> None:
        """Something was added: the next page shows it."""
        with self._lock:
            self._asked_at = 0.0

    def search(self, query: Query, limit: int) -> list[Hit]:
        """The reports that match, newest kept first."""
        with Store.open(self.store) as store:
            return list(islice(search(store, query, limit), limit))
