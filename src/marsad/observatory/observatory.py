"""`Observatory`: the events of a store, kept up to date; filters, pages, counts; one event with all its accounts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, and_, func, literal_column, select, true

from marsad.errors import InputError
from marsad.events import control
from marsad.events.estimates import Estimate
from marsad.events.event import Event
from marsad.events.record import Record
from marsad.model import Mention, Place, Reading, Span
from marsad.observatory import bodies, updating
from marsad.observatory.asking import conditions
from marsad.observatory.kept import CHUNK, Kept
from marsad.observatory.rebuilding import Views
from marsad.observatory.views import (
    Asked,
    Body,
    By,
    Counts,
    Loss,
    Order,
    Outline,
    Page,
    Point,
    Relation,
    Stack,
    State,
    Tally,
)
from marsad.store import Store
from marsad.store.latest import latest
from marsad.store.schema import (
    event_bodies,
    event_parties,
    event_voices,
    events,
    grouped,
    party_names,
    reports,
    voice_names,
)

_ALL = Asked()
_SHOWN = 80
_e = events.c
_ORDERS: Mapping[Order, tuple[Any, ...]] = {
    "first": (_e.sorting,), "last": (_e.day.desc(), _e.id), "weight": (_e.weight.desc(), _e.voices.desc(), _e.reports.desc(), _e.day, _e.id),
    "changed": (_e.updated.desc(), _e.id),
}  # fmt: skip
_BY: Mapping[By, Any] = {
    "type": _e.type, "family": _e.family, "status": _e.status, "agreement": _e.agreement, "day": _e.day,
    "month": func.substr(_e.day, literal_column("1"), literal_column("7")), "country": _e.country, "admin1": _e.admin1, "place": _e.place,
}  # fmt: skip


class Observatory:
    """The events of an open store.

    Methods that read answer from what the last `refresh`, of this or another process, left.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def refresh(self, told: Callable[[int, int], object] = lambda done, of: None) -> State:
        """Take up what came, was read anew or decided since the last time; all of it where the version changed.

        Args:
            told: is told how many readings are grouped, of how many that are to be.
        """
        updating.bring_up_to_date(self.store, told)
        return self.state()

    def step(self) -> int:
        """Take up some of what came, which takes seconds at most; gives the revision, as `State` has it.

        Raises:
            StoreError: the store may only be read, and was not grouped to its end.
        """
        return updating.step(self.store)

    def reports(self) -> int:
        """How many reports the store holds."""
        with self.store.database.reading() as connection:
            return connection.scalar(select(func.max(reports.c.number))) or 0

    def state(self) -> State:
        """How far what is kept is up to date."""
        return updating.state(self.store)

    def find(self, asked: Asked = _ALL, *, order: Order = "last", limit: int = 50, offset: int = 0) -> Page:
        """The outlines of events, a page of them.

        Args:
            asked: what they must be.
            order: `first` by day, those without one last; `last` the latest day first; `weight` the most dead and
                disputed first; `changed` the last told first.
            limit: the most that are given.
            offset: how many are passed over.
        """
        with self.store.database.reading() as connection:
            wanted = conditions(connection, asked)
            total = connection.scalar(select(func.count()).select_from(events).where(*wanted)) or 0
            chosen = select(_e.number).where(*wanted).order_by(*_ORDERS[order]).limit(limit).offset(offset)
            return Page(self._outlines(connection, list(connection.scalars(chosen)) if limit else ()), total)

    def first(self, asked: Asked, limit: int, order: Order = "last", *, offset: int = 0) -> list[Outline]:
        """The outlines of the first events in an order, as `find` has it; how many there are in all is not counted."""
        with self.store.database.reading() as connection:
            chosen = select(_e.number).where(*conditions(connection, asked)).order_by(*_ORDERS[order])
            return self._outlines(connection, list(connection.scalars(chosen.limit(limit).offset(offset))))

    def totals(self, asked: Asked, *parts: Asked) -> tuple[int, ...]:
        """How many events there are, and how many of them are such as each part asks for, counted in one go."""
        with self.store.database.reading() as connection:
            counts = (func.count().filter(and_(true(), *conditions(connection, part))) for part in parts)
            chosen = select(func.count(), *counts).select_from(events).where(*conditions(connection, asked))
            return tuple(connection.execute(chosen).one())

    def _outlines(self, connection: Connection, numbers: Sequence[int]) -> list[Outline]:
        """The outlines of events by their numbers, in the order of these."""
        rows = Kept(connection).where(select(event_bodies), event_bodies.c.event, numbers)
        found = {row.event: row.body for row in rows}
        return [_outline(found[number]) for number in numbers]

    def outlines(self, asked: Asked = _ALL) -> Iterator[Outline]:
        """All outlines that are asked for, in the order of their days, as they are read."""
        with self.store.database.reading() as connection:
            of = select(event_bodies.c.body).join(events, _e.number == event_bodies.c.event)
            chosen = of.where(*conditions(connection, asked)).order_by(_e.sorting)
            for body in connection.execution_options(yield_per=CHUNK).scalars(chosen):
                yield _outline(body)

    def events(self, asked: Asked = _ALL) -> Iterator[Event]:
        """All events that are asked for with their accounts, in the order of their days, as they are read."""
        with self.store.database.reading() as connection:
            chosen = select(_e.id).where(*conditions(connection, asked)).order_by(_e.sorting)
            ids = list(connection.scalars(chosen))
            yield from self._events(connection, ids)

    def whole(self, ids: Sequence[str]) -> list[Event]:
        """The events of some ids with their accounts, in this order; what is no event is left out."""
        with self.store.database.reading() as connection:
            return list(self._events(connection, ids))

    def event(self, start: str) -> Event:
        """The event whose id, or the id of one of whose claims, is or begins so.

        Raises:
            InputError: there is none, or several.
        """
        with self.store.database.reading() as connection:
            found = {
                event for column in (grouped.c.event, grouped.c.id)
                for event in connection.scalars(
                    select(grouped.c.event).where(column.between(start, start + "g")).distinct().limit(CHUNK)
                )
            } if start else set()  # fmt: skip
            if not found:
                raise InputError("is no event and no claim here", where=start[:_SHOWN], hint="marsad events lists them")
            if len(found) > 1:
                raise InputError(f"begins the ids of {len(found)} events", where=start, hint="Give more of it")
            return next(self._events(connection, list(found)))

    def _events(self, connection: Connection, ids: Sequence[str]) -> Iterator[Event]:
        """Events with their accounts: all that are given whole come through here."""
        decided = self.store.decisions()
        for k in range(0, len(ids), CHUNK):
            chunk = ids[k : k + CHUNK]
            made = {event.id: event for event in Views(connection, Kept(connection), decided).events(chunk)}
            yield from (made[i] for i in chunk if i in made)

    def count(self, by: By, asked: Asked = _ALL) -> Counts:
        """How many events there are by type, family, status, agreement, day, month, country, admin1 or place id.

        The key is empty for those that have none.
        """
        with self.store.database.reading() as connection:
            key = func.coalesce(_BY[by], literal_column("''"))
            chosen = select(key, func.count()).where(*conditions(connection, asked)).group_by(key).order_by(key)
            return {row[0]: row[1] for row in connection.execute(chosen)}

    def tally(self, asked: Asked = _ALL) -> Tally:
        """How many events there are by family, and how many have a point."""
        with self.store.database.reading() as connection:
            chosen = select(_e.family, func.count(), func.count(_e.lat)).where(*conditions(connection, asked))
            rows = [tuple(row) for row in connection.execute(chosen.group_by(_e.family).order_by(_e.family))]
        return Tally({family: count for family, count, _ in rows}, sum(placed for *_, placed in rows))

    def span(self, asked: Asked = _ALL) -> tuple[str, str] | None:
        """The first and the last of the days by which events count."""
        with self.store.database.reading() as connection:
            dated = (_e.day != "", *conditions(connection, asked))
            first, last = connection.execute(select(func.min(_e.day), func.max(_e.day)).where(*dated)).one()
            return (first, last) if first else None

    def points(self, asked: Asked = _ALL, *, limit: int = 10_000) -> Sequence[Point]:
        """The events with a point, for a map; the latest day first."""
        with self.store.database.reading() as connection:
            columns = (_e.id, _e.lat, _e.lon, _e.radius_km, _e.type, _e.status, _e.agreement, _e.day, _e.deaths, _e.level,
                       _e.place_ar, _e.place_en, _e.place)  # fmt: skip
            placed = (_e.lat.is_not(None), _e.lon.is_not(None), *conditions(connection, asked))
            rows = connection.execute(select(*columns).where(*placed).order_by(*_ORDERS["last"]).limit(limit))
            return [Point(*values) for values in map(tuple, rows)]

    def stacks(self, asked: Asked = _ALL, *, bare: bool = False) -> Sequence[Stack]:
        """The points at which events are; `bare` without the level of their places."""
        with self.store.database.reading() as connection:
            placed = (_e.lat.is_not(None), _e.lon.is_not(None), *conditions(connection, asked))
            chosen = select(_e.lat, _e.lon, func.count(), func.min(_e.number)).where(*placed).group_by(_e.lat, _e.lon)
            rows = [tuple(row) for row in connection.execute(chosen)]
            if bare:
                return [Stack(lat, lon, count) for lat, lon, count, _ in rows]
            found = Kept(connection).where(select(_e.number, _e.level), _e.number, [first for *_, first in rows])
            level = {row.number: row.level for row in found}
            return [Stack(lat, lon, count, level[first]) for lat, lon, count, first in rows]

    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of the points of all events, in degrees."""
        with self.store.database.reading() as connection:
            ends = (func.min(_e.lon), func.min(_e.lat), func.max(_e.lon), func.max(_e.lat))
            row = connection.execute(select(*ends)).one()
            return None if row[0] is None else (row[0], row[1], row[2], row[3])

    def places(self) -> Sequence[Place]:
        """The places of the gazetteer that events are at, each once."""
        with self.store.database.reading() as connection:
            first = select(func.min(_e.number)).where(_e.place.is_not(None)).group_by(_e.place)
            found = self._outlines(connection, list(connection.scalars(first)))
            return [outline.place for outline in found if outline.place is not None]

    def last_day(self) -> str | None:
        """The day of the last report (ISO 8601), else of the last event."""
        with self.store.database.reading() as connection:
            found = connection.scalar(select(func.max(reports.c.published))) or connection.scalar(
                select(func.max(_e.day))
            )
            return found[:10] if found else None

    def bodies(self, asked: Asked = _ALL, *, limit: int = 50) -> Sequence[Body]:
        """The actors and targets of events, those of most events first."""
        with self.store.database.reading() as connection:
            count = func.count(event_parties.c.event.distinct()).label("events")
            wanted = conditions(connection, asked)
            chosen = select(event_parties.c.name, count)
            if wanted:
                chosen = chosen.where(event_parties.c.event.in_(select(_e.number).where(*wanted)))
            top = (
                chosen.group_by(event_parties.c.name)
                .order_by(count.desc(), event_parties.c.name)
                .limit(limit)
                .subquery()
            )
            rows = select(party_names, top.c.events).join(top, top.c.name == party_names.c.number)
            return [
                Body(r.body or None, r.name_ar, r.name_en or None, r.kind or None, r.side or None, r.events)
                for r in connection.execute(rows.order_by(top.c.events.desc(), party_names.c.number))
            ]  # fmt: skip

    def called(self, body: str, *, limit: int = 20) -> Sequence[tuple[str, int]]:
        """The words by which the last claims name a body and in how many of them, the most used first."""
        with self.store.database.reading() as connection:
            return bodies.called(connection, body, limit)

    def roles(self, body: str) -> Counts:
        """In how many events a body is `actor`, and in how many `target`."""
        with self.store.database.reading() as connection:
            return bodies.roles(connection, body)

    def sides(self, body: str) -> Sequence[str]:
        """The camps in which a body stands in events, that of the latest first."""
        with self.store.database.reading() as connection:
            return bodies.sides(connection, body)

    def relations(self, body: str, *, limit: int = 20) -> Sequence[Relation]:
        """With which other bodies one takes part in events, those of most events first."""
        with self.store.database.reading() as connection:
            return bodies.relations(connection, body, limit)

    def losses(self, asked: Asked = _ALL) -> Sequence[Loss]:
        """The dead of the events that are asked for, as `tolls` counts them."""
        columns = (
            _e.id, _e.type, _e.confirmed, _e.place, _e.lat, _e.lon, _e.radius_km, _e.level, _e.country, _e.admin1,
            _e.day_from, _e.day_to, _e.deaths_low, _e.deaths, _e.deaths_high, _e.voices,
        )  # fmt: skip
        with self.store.database.reading() as connection:
            chosen = select(*columns).where(_e.deaths.is_not(None), *conditions(connection, asked)).order_by(_e.sorting)
            places: dict[tuple[Any, ...], Place | None] = {}
            return [_loss(places, *row) for row in connection.execute(chosen)]

    def records(self, source: str | None = None, asked: Asked = _ALL) -> Sequence[Record]:
        """The records of speakers and outlets, those that tell of most events first; or of one by its key.

        Args:
            source: the key of one.
            asked: what the events must be that are counted.
        """
        v = event_voices.c
        sums = (func.sum(v[name]) for name in ("alone", "confirmed", "across", "contested", "denials"))
        counted = select(v.source, v.family, func.count(), func.max(v.camp), *sums)
        chosen: Select[Any] = counted.group_by(v.source, v.family)
        names = select(voice_names)
        if source is not None:
            chosen, names = chosen.where(v.source == source), names.where(voice_names.c.source == source)
        found: dict[str, Record] = {}
        with self.store.database.reading() as connection:
            if wanted := conditions(connection, asked):
                chosen = chosen.where(v.event.in_(select(_e.number).where(*wanted)))
            who = {key: Mention.from_dict(json.loads(body)) for key, body in connection.execute(names)}
            for key, family, count, camp, *counts in connection.execute(chosen):
                record = found.setdefault(key, Record(who[key], camp))
                record.camp = record.camp or camp
                record.events += count
                record.families[family] += count
                for name, value in zip(("alone", "confirmed", "across", "contested", "denials"), counts, strict=True):
                    setattr(record, name, getattr(record, name) + int(value))
        return sorted(found.values(), key=lambda r: (-r.events, r.who.id or r.who.span.text or r.who.name_ar or ""))

    def timeline(self, place: Place) -> Sequence[control.Entry[Event]]:
        """What the events say of who holds a place, the earliest first."""
        return control.timeline(self.of_control(place), place)

    def standings(self, day: str | None = None, place: Place | None = None) -> Sequence[control.Standing[Event]]:
        """Who holds the places that events speak of on a day (ISO 8601; without one: at last); or one place."""
        found = self.of_control(place)
        return control.Holdings(found).standings(day) if place is None else [control.standing(found, place, day)]

    def of_control(self, place: Place | None) -> list[Event]:
        """The events that tell who holds places; of one place: its own and those of wider ones in its country."""
        asked = Asked(types=control.TYPES)
        if place is None:
            return list(self.events(asked))
        with self.store.database.reading() as connection:
            wide = _e.level.in_(("country", "governorate", "town")) & (_e.country == place.country)
            chosen = select(_e.id).where(*conditions(connection, asked), wide | (_e.place == place.id))
            if place.lat is not None and place.lon is not None:
                near = _e.lat.between(place.lat - 1, place.lat + 1) & _e.lon.between(place.lon - 1, place.lon + 1)
                chosen = chosen.where(near | _e.level.in_(("country", "governorate")) | (_e.place == place.id))
            ids = list(connection.scalars(chosen.order_by(_e.sorting)))
            return list(self._events(connection, ids))

    def readings(self, reports: Iterable[str]) -> list[Reading]:
        """The reports of some ids with their claims, in the order of these ids."""
        with self.store.database.reading() as connection:
            return sorted(latest(connection, reports), key=lambda r: r.report.id)

    def reading(self, report: str) -> Reading:
        """A report by its id, with its claims, the events that they are of, and the contradictions that they begin.

        Raises:
            InputError: there is no such report.
        """
        with self.store.database.reading() as connection:
            found = next(latest(connection, [report]), None)
            if found is None:
                raise InputError("is no report here", where=report[:_SHOWN])
            number = select(reports.c.number).where(reports.c.id == report).scalar_subquery()
            rows = connection.execute(select(grouped.c.id, grouped.c.event).where(grouped.c.report == number))
            event = {row.id: row.event for row in rows}
            mine = {c for e in self._events(connection, list(set(event.values()))) for c in e.contradictions}
        claims = tuple(replace(c, event=event.get(c.id)) for c in found.claims)
        told = sorted((c for c in mine if c.first in event), key=lambda c: (c.first, c.second))
        return replace(found, claims=claims, contradictions=tuple(told))


def _loss(places: dict[tuple[Any, ...], Place | None], *row: Any) -> Loss:
    """A row; `places` holds those of rows before, which are few."""
    id, type, confirmed, *at, start, end, low, best, high, voices = row
    key = tuple(at)
    if key not in places:
        place, lat, lon, radius, level, country, admin1 = at
        where = Place(Span(0, 0, ""), place, None, None, lat, lon, level, radius, country, admin1)
        places[key] = where if any(value is not None for value in at) else None
    return Loss(id, type, bool(confirmed), places[key], (start, end), (Estimate("killed", low, best, high, voices),))


def _outline(body: str) -> Outline:
    return Outline.from_dict(json.loads(body))
