"""Excel files (.xlsx): one report a row of the first sheet, columns as in CSV."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from marsad.errors import InputError
from marsad.sources.archive import Archive, opened
from marsad.sources.documents import Found, Settings, Source
from marsad.sources.readers.table import documents
from marsad.sources.xml import name, parse, words

_CELL = re.compile(r"([A-Z]{1,3})\d+")
_WIDEST = 16_384
_BASE = datetime.datetime(1899, 12, 30)
# Numbers of built-in formats that are dates; own formats are seen by their letters.
_DATES = {*range(14, 23), *range(45, 48)}


def accepts(source: Source) -> bool:
    """By name, and as a zip file."""
    return source.ends(".xlsx") and source.start.startswith(b"PK")


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """One document a row."""
    with opened(source, settings.limits) as archive:
        sheets = sorted(n for n in archive.names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))
        if not sheets:
            raise InputError("holds no sheet", where=source.name)
        first = min(sheets, key=lambda n: int("".join(c for c in n if c.isdigit())))
        shared = _shared(archive, source.name)
        dates = _date_styles(archive, source.name)
        sheet = parse(archive.read(first), source.name)
    rows = ([*_row(row, shared, dates)] for row in sheet.iter("{*}row"))
    yield from documents(rows, settings.columns, source.name)


def _shared(archive: Archive, where: str) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.names:
        return []
    root = parse(archive.read("xl/sharedStrings.xml"), where)
    return ["".join(t.text or "" for t in entry.iter("{*}t")) for entry in root if name(entry) == "si"]


def _date_styles(archive: Archive, where: str) -> set[int]:
    """The styles of cells whose numbers are dates."""
    if "xl/styles.xml" not in archive.names:
        return set()
    root = parse(archive.read("xl/styles.xml"), where)
    own = {f.get("numFmtId"): f.get("formatCode") or "" for f in root.iter("{*}numFmt")}
    dated = {k for k, code in own.items() if re.search("[ymdh]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", code), re.I)}
    found = set()
    for cells in root.iter("{*}cellXfs"):
        for k, style in enumerate(cells):
            number = style.get("numFmtId") or "0"
            if number in dated or (number.isdigit() and int(number) in _DATES):
                found.add(k)
    return found


def _row(row: Any, shared: list[str], dates: set[int]) -> Iterator[str]:
    place = 0
    for cell in row:
        found = _CELL.fullmatch(cell.get("r") or "")
        column = _column(found[1]) if found else place
        if column >= _WIDEST:
            return
        while place < column:
            yield ""
            place += 1
        yield _value(cell, shared, dates)
        place += 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Any, shared: list[str], dates: set[int]) -> str:
    kind, style = cell.get("t") or "n", cell.get("s") or "0"
    if kind == "inlineStr":
        return words(cell)
    value = next((words(part) for part in cell if name(part) == "v"), "")
    if kind == "s":
        return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
    if kind == "n" and value and style.isdecimal() and int(style) in dates:
        return _date(value)
    return value


def _date(value: str) -> str:
    try:
        instant = _BASE + datetime.timedelta(days=float(value))
    except (ValueError, OverflowError):
        return value
    return instant.date().isoformat() if float(value).is_integer() else instant.isoformat(timespec="minutes")
