"""What a situation report of a store rests on, from its kept events: no other event is made than those it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, literal_column, select

from marsad.events import control
from marsad.events.event import Event, order
from marsad.observatory.kept import CHUNK
from marsad.observatory.observatory import Observatory
from marsad.observatory.views import Asked
from marsad.report.situation.facts import Basis, Facts, Scope
from marsad.store import Store
from marsad.store.schema import grouped, readings, reports

_FIRST_DAY = "0001-01-01"


def last_day(store: Store) -> str | None:
    """The day on which the last report of a store was published."""
    with store.database.reading() as connection:
        found = connection.scalar(select(func.max(reports.c.published)))
    return found[:10] if found else None


def facts(seen: Observatory, scope: Scope) -> Facts:
    """What there is for one scope, as `Facts.of` has it of the readings of the store."""
    known = Asked(days=(_FIRST_DAY, scope.end), area=scope.area)

    def telling(ids: Iterable[str]) -> Sequence[Event]:
        found = seen.whole(sorted(set(_events_of(seen.store, ids))))
        if scope.area is not None:
            found = [event for event in found if known.fits(event)]
        return sorted((e for e in found if e.day is not None and e.day <= scope.end), key=order)

    here = seen.events(Asked(days=(scope.before[0], scope.end), area=scope.area))
    holding = seen.events(Asked(days=known.days, area=scope.area, types=control.TYPES))
    return Facts.made(scope, here, holding, telling, _basis(seen.store, scope))


def _events_of(store: Store, ids: Iterable[str]) -> Iterator[str]:
    """The events of claims."""
    ordered = sorted(ids)
    with store.database.reading() as connection:
        for k in range(0, len(ordered), CHUNK):
            yield from connection.scalars(select(grouped.c.event).where(grouped.c.id.in_(ordered[k : k + CHUNK])))


def _basis(store: Store, scope: Scope) -> Basis:
    """How many reports there are, by day of publication."""
    day = func.substr(reports.c.published, literal_column("1"), literal_column("10"))
    last = select(func.max(readings.c.number)).group_by(readings.c.report)
    read = select(func.count()).select_from(reports).join(readings, readings.c.report == reports.c.number)
    start, end = scope.before
    with store.database.reading() as connection:
        now = read.where(readings.c.number.in_(last), day.between(scope.start, scope.end))
        before = connection.scalar(read.where(readings.c.number.in_(last), day.between(start, end)))
        noted = connection.scalar(now.where(readings.c.issues != "[]"))
        return Basis(connection.scalar(now) or 0, noted or 0, before or 0)
