"""The whole way on one page: reports in, claims out, grouped and compared."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from marsad.events.grouping import compare
from marsad.model import Reading, Readings, Report
from marsad.reading.reader import Reader
from marsad.reading.view import Knowledge


@cache
def reader() -> Reader:
    """The reader with its tables, loaded at first use."""
    return Reader(Knowledge())


def read_reports(reports: Iterable[Report], explain: bool = False) -> Readings:
    """The readings of several reports, their claims grouped into events and compared together.

    Args:
        reports: the reports of one call.
        explain: keep how each claim came about in `Reading.steps`.
    """
    found = [(report, reader().read(report, explain)) for report in reports]
    readings = [Reading(r, f.claims, issues=f.issues, steps=f.steps) for r, f in found]
    return Readings(tuple(compare(readings)))
