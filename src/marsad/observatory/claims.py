"""Claims by their ids, with their reports and events: what two of them are weighed by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from marsad.events.event import Event, order
from marsad.model import Reading
from marsad.observatory.kept import CHUNK
from marsad.observatory.observatory import Observatory
from marsad.store.latest import numbered
from marsad.store.schema import grouped


def beginning(seen: Observatory, starts: Iterable[str]) -> tuple[list[Reading], list[Event]]:
    """The reports with claims whose ids begin so, in the order in which they came, and the events of these claims.

    Of each start at most CHUNK claims.
    """
    readings: dict[int, int] = {}
    events: set[str] = set()
    g = grouped.c
    with seen.store.database.reading() as connection:
        for start in starts:
            named = select(g.report, g.reading, g.event).where(g.id.between(start, start + "g"))  # hexadecimal
            for row in connection.execute(named.order_by(g.report).limit(CHUNK)):
                readings[row.report] = row.reading
                events.add(row.event)
        at: dict[int, dict[int, str]] = defaultdict(dict)
        ordered = sorted(readings)
        for k in range(0, len(ordered), CHUNK):
            held = select(g.report, g.position, g.event).where(g.report.in_(ordered[k : k + CHUNK]))
            for row in connection.execute(held):
                at[row.report][row.position] = row.event
        found = [
            replace(reading, claims=tuple(replace(c, event=at[n].get(k)) for k, c in enumerate(reading.claims)))
            for n, reading in numbered(connection, readings.values())
        ]
    return found, sorted(seen.whole(sorted(events)), key=order)
