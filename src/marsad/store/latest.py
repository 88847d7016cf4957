"""The last reading of each report, as it comes back from the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.sql import Select

from marsad.model import Claim, Reading
from marsad.store.rows import report_of
from marsad.store.schema import claims, readings, reports

_CHUNK = 300


def latest(connection: Connection, chosen: Iterable[str] | None = None) -> Iterator[Reading]:
    """The last reading of every report that has one, in the order in which the reports came, or of those of some ids."""
    newer = readings.alias()
    last = (
        select(func.max(newer.c.number)).where(newer.c.report == reports.c.number).correlate(reports).scalar_subquery()
    )
    wanted = (
        select(reports, readings.c.number.label("reading"), readings.c.issues)
        .select_from(reports).join(readings, readings.c.number == last).order_by(reports.c.number)
    )  # fmt: skip
    if chosen is not None:
        ids = sorted(chosen)
        for k in range(0, len(ids), _CHUNK):
            yield from (r for _, r in _readings(connection, wanted.where(reports.c.id.in_(ids[k : k + _CHUNK]))))
        return
    after = 0
    while found := list(_readings(connection, wanted.where(reports.c.number > after).limit(_CHUNK))):
        yield from (reading for _, reading in found)
        after = found[-1][0]


def numbered(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, Reading]]:
    """Readings by their numbers, each with the number of its report, in the order of these."""
    wanted = (
        select(reports, readings.c.number.label("reading"), readings.c.issues)
        .join(readings, readings.c.report == reports.c.number).order_by(reports.c.number)
    )  # fmt: skip
    ordered = sorted(numbers)
    for k in range(0, len(ordered), _CHUNK):
        yield from _readings(connection, wanted.where(readings.c.number.in_(ordered[k : k + _CHUNK])))


def _readings(connection: Connection, wanted: Select[Any]) -> Iterator[tuple[int, Reading]]:
    """Readings, each with the number of its report."""
    found = connection.execute(wanted).mappings().all()
    bodies: dict[int, list[Claim]] = {row["reading"]: [] for row in found}
    of = select(claims.c.reading, claims.c.body).where(claims.c.reading.in_(bodies))
    for number, body in connection.execute(of.order_by(claims.c.reading, claims.c.position)):
        bodies[number].append(Claim.from_dict(json.loads(body)))
    for row in found:
        yield (
            row["number"],
            Reading(report_of(row), tuple(bodies[row["reading"]]), issues=tuple(json.loads(row["issues"]))),
        )


def holding(connection: Connection, ids: Sequence[str]) -> set[str]:
    """The ids of the reports whose last reading holds claims of these ids."""
    last = select(func.max(readings.c.number)).group_by(readings.c.report)
    found: set[str] = set()
    for k in range(0, len(ids), _CHUNK):
        held = claims.c.id.in_(ids[k : k + _CHUNK])
        numbers = connection.scalars(select(claims.c.reading).where(held, claims.c.reading.in_(last))).all()
        of = select(reports.c.id).join(readings, readings.c.report == reports.c.number)
        found.update(connection.scalars(of.where(readings.c.number.in_(set(numbers)))))
    return found


def beginning(connection: Connection, start: str) -> list[str]:
    """Up to three ids of claims of last readings that begin so."""
    last = select(func.max(readings.c.number)).group_by(readings.c.report)
    held = claims.c.id.between(start, start + "g")  # ids are hexadecimal
    return list(connection.scalars(
        select(claims.c.id).where(held, claims.c.reading.in_(last)).distinct().order_by(claims.c.id).limit(3)
    ))  # fmt: skip
