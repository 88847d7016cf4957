"""The whole way on one page: reports in, claims out, grouped and compared."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from marsad.events.decisions import settle as settle_decisions
from marsad.events.grouping import compare
from marsad.geography.gazetteer import Gazetteer
from marsad.geography.locating import Geocoder
from marsad.geography.store import FILE, ImportedTables, data_folder
from marsad.model import Decision, Reading, Readings, Report
from marsad.reading.reader import Reader
from marsad.reading.view import Knowledge

# Objects made before the collector looks for cycles among them: a report makes about 5,000 that live while it is read.
_YOUNG = 20_000
EMBEDDED = "none"  # in place of a folder: no imported places


def gazetteer(data_dir: str | Path | None = None) -> Gazetteer:
    """The gazetteer: the embedded table, and over it the places imported into a folder.

    Args:
        data_dir: the folder; without one the user's own; `none` for the embedded table alone.
    """
    return _gazetteer(*_state(data_dir))


def reader(data_dir: str | Path | None = None) -> Reader:
    """The reader with its tables, loaded at first use."""
    return _reader(*_state(data_dir))


def geocoder(data_dir: str | Path | None = None) -> Geocoder:
    """The geocoder over the same gazetteer as the reader."""
    return _geocoder(*_state(data_dir))


def read_reports(
    reports: Iterable[Report],
    explain: bool = False,
    data_dir: str | Path | None = None,
    told: Callable[[int], object] = lambda done: None,
) -> Readings:
    """The readings of several reports, their claims grouped into events and compared together.

    Args:
        reports: the reports of one call.
        explain: keep how each claim came about in `Reading.steps`.
        data_dir: folder of imported places; without one the user's own; `none` for the embedded table alone.
        told: is told after each report how many have been read.
    """
    read, found = reader(data_dir), []
    for report in reports:
        found.append((report, read.read(report, explain)))
        told(len(found))
    readings = [Reading(r, f.claims, issues=f.issues, steps=f.steps) for r, f in found]
    return compared(readings)


def compared(readings: Iterable[Reading], decisions: Iterable[Decision] = ()) -> Readings:
    """Readings that were made before, their claims grouped into events and compared together.

    Args:
        readings: all that are compared with each other.
        decisions: all that people ever decided on their claims (`Store.decided`).
    """
    readings = list(readings)
    settled, pairs = settle_decisions(decisions, readings)
    return Readings(tuple(compare(readings, pairs)), settled)


def settle(data_dir: str | Path | None = None) -> None:
    """Load the tables, which then stay out of the garbage collector's way; for processes that do nothing but read.

    Args:
        data_dir: as in `read_reports`.
    """
    reader(data_dir)
    gc.freeze()
    gc.set_threshold(_YOUNG)


def _state(data_dir: str | Path | None) -> tuple[Path | None, int]:
    """The folder of imported places and when it was last written; an import in the same process is seen so."""
    if data_dir == EMBEDDED:
        return None, 0
    folder = Path(data_dir) if data_dir is not None else data_folder()
    file = folder / FILE
    return (folder, file.stat().st_mtime_ns) if file.is_file() else (None, 0)


@lru_cache(maxsize=2)
def _gazetteer(folder: Path | None, written: int) -> Gazetteer:
    return Gazetteer(ImportedTables.open(folder) if folder is not None else None)


@lru_cache(maxsize=2)
def _reader(folder: Path | None, written: int) -> Reader:
    return Reader(Knowledge(_gazetteer(folder, written)))


@lru_cache(maxsize=2)
def _geocoder(folder: Path | None, written: int) -> Geocoder:
    return Geocoder(_gazetteer(folder, written))
