"""What is kept of the claims that were grouped: where they lie, and their readings, fetched for grouping what is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from math import floor
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from marsad.events.accounts import Traits
from marsad.events.candidates import CELL_DEGREES, LONG_DAYS, window_of
from marsad.events.partial import Before, Fetched, Kinds
from marsad.events.spots import Spot
from marsad.model import Reading
from marsad.store.latest import numbered
from marsad.store.schema import grouped

CHUNK = 300  # values of one query
_Key = tuple[int, int] | str  # a cell, or the words of a name
_Near = tuple[int, int, str, str]  # report, last day, type, status


class Kept:
    """The claims that were grouped before, as of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._days: dict[int | None, dict[_Key, set[_Near]]] = {}
        self.readings: dict[int, Reading] = {}  # by number of their report, those that were fetched
        self.events: dict[tuple[int, int], str] = {}  # of a claim, by report and position: its event before

    def beside(self, one: Traits, reach: int, kinds: Kinds) -> Iterator[int]:
        """The reports with claims near one in place and time, of kinds that may be compared."""
        if one.spot is None:
            return
        window = window_of(one)
        first = window[0] - reach if window else 0
        days = range(first - LONG_DAYS + 1, window[1] + reach + 1) if window else [None]
        self._open(days)
        keys = list(_around(one.spot))
        for day in days:
            by_key = self._days[day]
            for key in keys if by_key else ():
                for report, last, kind, status in by_key.get(key, ()):
                    if (day is None or last >= first) and kinds(one.type, kind, one.status, status):
                        yield report

    def of_home(self, home: int) -> list[int]:
        """The reports with claims of a neighbourhood."""
        return list(self._connection.scalars(select(grouped.c.report).where(grouped.c.home == home)))

    def of_claims(self, ids: Iterable[str]) -> list[int]:
        """The reports with claims of some ids."""
        return [row.report for row in self.where(select(grouped.c.report), grouped.c.id, ids)]

    def of_events(self, ids: Iterable[str]) -> list[int]:
        """The reports with claims of some events."""
        return [row.report for row in self.where(select(grouped.c.report), grouped.c.event, ids)]

    def read(self, reports: Iterable[int]) -> Iterator[Fetched]:
        """The reports of some numbers, as far as they were grouped before."""
        wanted = select(
            grouped.c.report, grouped.c.position, grouped.c.reading, grouped.c.event, grouped.c.home, grouped.c.day
        )
        rows: dict[int, list[Row[Any]]] = defaultdict(list)
        for row in self.where(wanted, grouped.c.report, reports):
            rows[row.report].append(row)
        for report, reading in numbered(self._connection, {r[0].reading for r in rows.values()}):
            members = sorted(rows[report], key=lambda row: row.position)
            self.readings[report] = reading
            self.events.update({(report, row.position): row.event for row in members})
            yield Fetched(report, reading, [Before(row.event, row.home, row.day) for row in members])

    def where(self, wanted: Select[Any], column: Any, values: Iterable[Any]) -> Iterator[Row[Any]]:
        """The rows of which a column has one of some values."""
        ordered = sorted(set(values))
        for k in range(0, len(ordered), CHUNK):
            yield from self._connection.execute(wanted.where(column.in_(ordered[k : k + CHUNK])))

    def _open(self, days: Iterable[int | None]) -> None:
        """Know the claims of some days: those whose window begins then."""
        missing = [day for day in days if day not in self._days]
        if not missing:
            return
        known = [day for day in missing if day is not None]
        asked = grouped.c.first.between(min(known), max(known)) if known else grouped.c.first.is_(None)
        columns = (grouped.c[name] for name in ("report", "first", "last", "row", "col", "name", "type", "status"))
        for day in missing:
            self._days[day] = defaultdict(set)
        new = set(missing)
        for row in self._connection.execute(select(*columns).where(asked, grouped.c.name.is_not(None))):
            if row.first in new:
                near = (row.report, row.last or 0, row.type, row.status)
                self._days[row.first][row.name].add(near)
                if row.row is not None:
                    self._days[row.first][row.row, row.col].add(near)


def lies(one: Traits) -> dict[str, Any]:
    """Where a claim lies, as it is kept: its window, the cell of its point, the words of its place."""
    window, spot = window_of(one), one.spot
    cell = _cell(spot) if spot is not None else None
    return {
        "first": window[0] if window else None, "last": window[1] if window else None,
        "row": cell[0] if cell else None, "col": cell[1] if cell else None,
        "name": _name(spot) if spot is not None else None,
    }  # fmt: skip


def _around(spot: Spot) -> Iterator[_Key]:
    """The keys under which claims beside a spot are found."""
    yield _name(spot)
    cell = _cell(spot)
    if cell is not None:
        row, column = cell
        yield from product((row - 1, row, row + 1), (column - 1, column, column + 1))


def _name(spot: Spot) -> str:
    return " ".join(sorted(spot.name))


def _cell(spot: Spot) -> tuple[int, int] | None:
    lat, lon = spot.place.lat, spot.place.lon
    return None if lat is None or lon is None else (floor(lat / CELL_DEGREES), floor(lon / CELL_DEGREES))
