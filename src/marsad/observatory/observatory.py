"""`Observatory`: the events of a store, kept up to date; filters, pages, counts; one event with all its accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from marsad import ontology
from marsad.errors import InputError
from marsad.events import control
from marsad.events.event import Event, events
from marsad.events.record import Record, records
from marsad.model import Place, Reading, Readings
from marsad.observatory.views import Asked, Body, By, Counts, Order, Outline, Page, Point, State
from marsad.pipeline import compared
from marsad.store import Store

_ALL = Asked()
Told = Callable[[int, int], object]


class Observatory:
    """The events of an open store.

    Methods that read answer from what `refresh` left; they do not see what came since.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._readings = Readings(())
        self._events: list[Event] = []
        self._revision = 0

    def refresh(self, told: Told = lambda done, of: None) -> State:
        """Take up what came, was read anew or decided since the last time; all of it where the version changed.

        Args:
            told: is told how many readings are grouped, of how many that are to be.
        """
        self._readings = compared(self.store.latest(), self.store.decisions())
        self._events = events(self._readings, self._readings.decisions)
        self._revision += 1
        return self.state()

    def state(self) -> State:
        """How far what is kept is up to date."""
        return State(self._revision, len(self._readings), 0, True, None)

    def find(self, asked: Asked = _ALL, *, order: Order = "last", limit: int = 50, offset: int = 0) -> Page:
        """The outlines of events, a page of them.

        Args:
            asked: what they must be.
            order: `first` by day, those without one last; `last` the latest day first; `weight` the most dead and
                disputed first; `changed` the last told first.
            limit: the most that are given.
            offset: how many are passed over.
        """
        found = [Outline.of(event, "", "") for event in self._events if asked.fits(event)]
        if order != "first":
            found.reverse()
        return Page(found[offset : offset + limit], len(found))

    def outlines(self, asked: Asked = _ALL) -> Iterator[Outline]:
        """All outlines that are asked for, in the order of their days, as they are read."""
        return (Outline.of(event, "", "") for event in self._events if asked.fits(event))

    def events(self, asked: Asked = _ALL) -> Iterator[Event]:
        """All events that are asked for with their accounts, in the order of their days, as they are read."""
        return (event for event in self._events if asked.fits(event))

    def event(self, start: str) -> Event:
        """The event whose id, or the id of one of whose claims, is or begins so.

        Raises:
            InputError: there is none, or several.
        """
        found = [e for e in self._events if any(i.startswith(start) for i in (e.id, *(c.id for c in e.claims)))]
        if len(found) != 1:
            raise InputError("is no event and no claim here", where=start, hint="marsad events lists them")
        return found[0]

    def count(self, by: By, asked: Asked = _ALL) -> Counts:
        """How many events there are by type, family, status, agreement, day, month, country, admin1 or place id."""
        return Counter(_value(event, by) for event in self._events if asked.fits(event))

    def points(self, asked: Asked = _ALL, *, limit: int = 10_000) -> Sequence[Point]:
        """The events with a point, for a map; the latest day first."""
        return [
            Point(e.id, e.place.lat, e.place.lon, e.place.radius_km, e.type, e.status, e.agreement, e.day, None)
            for e in reversed(self._events)
            if e.place is not None and e.place.lat is not None and e.place.lon is not None and asked.fits(e)
        ][:limit]  # fmt: skip

    def bodies(self, asked: Asked = _ALL, *, limit: int = 50) -> Sequence[Body]:
        """The actors and targets of events, those of most events first."""
        return []

    def records(self, source: str | None = None) -> Sequence[Record]:
        """The records of speakers and outlets, those that tell of most events first; or of one by its id."""
        found = records(self._events)
        return [r for r in found if source is None or source == r.who.id]

    def timeline(self, place: Place) -> Sequence[control.Entry]:
        """What the events say of who holds a place, the earliest first."""
        return control.timeline(self._events, place)

    def standings(self, day: str | None = None, place: Place | None = None) -> Sequence[control.Standing]:
        """Who holds the places that events speak of on a day (ISO 8601; without one: at last); or one place."""
        wanted = control.places(self._events) if place is None else [place]
        return [control.standing(self._events, one, day) for one in wanted]

    def reading(self, report: str) -> Reading:
        """A report by its id, with its claims, the events that they are of, and their contradictions.

        Raises:
            InputError: there is no such report.
        """
        for reading in self._readings:
            if reading.report.id == report:
                return reading
        raise InputError("is no report here", where=report)


def _value(event: Event, by: By) -> str:
    place, day = event.place, event.day or ""
    values = {
        "type": event.type, "family": ontology.families()[event.type], "status": event.status,
        "agreement": event.agreement, "day": day, "month": day[:7],
        "country": place.country if place else None, "admin1": place.admin1 if place else None,
        "place": place.id if place else None,
    }  # fmt: skip
    return values[by] or ""
