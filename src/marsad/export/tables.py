"""Tables of flat rows as CSV, XLSX and Parquet: the containers, whatever the columns."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from marsad.cells import cell, joined
from marsad.errors import InputError
from marsad.export.exporter import Field, load, told_as_unwritten

Row = Mapping[str, object]
Container = Callable[[Sequence[Field], Iterable[Row], Path], int]

_FIRST_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_XLSX_ROWS = 1_048_576  # all that a sheet holds, the header too
_XLSX_CELL = 32_767  # characters
_GROUP = 5_000  # rows of a Parquet row group, which are held in memory together


def write_csv(fields: Sequence[Field], rows: Iterable[Row], file: Path, delimiter: str = ",") -> int:
    """UTF-8 with a header line; what a spreadsheet would run begins with an apostrophe."""
    with file.open("w", encoding="utf-8", newline="") as target:
        return print_csv(fields, rows, target, delimiter)


def write_coded(fields: Sequence[Field], coded: Iterable[Row | str], file: Path, left: Counter[str]) -> int:
    """CSV of the rows among what a format made of events; why it made none of the others is counted."""

    def rows() -> Iterator[Row]:
        for one in coded:
            if isinstance(one, str):
                left[one] += 1
            else:
                yield one

    return write_csv(fields, rows(), file)


def print_csv(fields: Sequence[Field], rows: Iterable[Row], target: TextIO, delimiter: str = ",") -> int:
    """The same to an open file."""
    names, count = [f.name for f in fields], 0
    table = csv.writer(target, lineterminator="\n", delimiter=delimiter)
    table.writerow(names)
    for row in rows:
        table.writerow([v if v is None or v.__class__ is int else cell(v) for v in map(row.get, names)])
        count += 1
    return count


def write_xlsx(fields: Sequence[Field], rows: Iterable[Row], file: Path) -> int:
    """One sheet, read from right to left by nothing but its text; strings are strings, never formulas or links."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    package, count = load("xlsxwriter", "xlsx"), 0
    book = package.Workbook(str(file), options)
    book.set_properties({"created": _FIRST_DAY})  # the same rows give the same file
    sheet = book.add_worksheet("marsad")
    sheet.freeze_panes(1, 0)
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field.name)
    try:
        for row in rows:
            count += 1
            if count >= _XLSX_ROWS:
                raise InputError(
                    f"holds no more than {_XLSX_ROWS - 1:,} rows", where="format xlsx",
                    hint="Choose fewer (--since, --until, --area), or csv or parquet",
                )  # fmt: skip
            for column, field in enumerate(fields):
                value = row.get(field.name)
                if isinstance(value, (int, float)):
                    sheet.write_number(count, column, value)
                elif value is not None and value != "":
                    sheet.write_string(count, column, joined(value)[:_XLSX_CELL])
    finally:
        with told_as_unwritten(package.exceptions.XlsxWriterException):
            book.close()
    return count


def write_parquet(fields: Sequence[Field], rows: Iterable[Row], file: Path) -> int:
    """Typed columns, lists as lists; in groups of rows, so that any number goes through a little memory."""
    arrow, parquet = load("pyarrow", "parquet"), load("pyarrow.parquet", "parquet")
    types = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(),
             "list": arrow.list_(arrow.string())}  # fmt: skip
    schema = arrow.schema([(f.name, types[f.kind]) for f in fields])
    count = 0
    with parquet.ParquetWriter(str(file), schema, compression="zstd") as target:
        for group in _groups(rows):
            columns = [arrow.array([_typed(row.get(f.name), f) for row in group], types[f.kind]) for f in fields]
            target.write_table(arrow.Table.from_arrays(columns, schema=schema))
            count += len(group)
    return count


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    stream = iter(rows)
    while group := list(islice(stream, _GROUP)):
        yield group


def _typed(value: Any, field: Field) -> object:
    """The value in the type of its column; a text that UTF-8 cannot hold loses what it cannot."""
    if value is None or (value == "" and field.kind != "text"):
        return None
    if field.kind == "list":
        return [joined(one) for one in value]
    if field.kind == "text":
        return joined(value)
    return int(value) if field.kind == "integer" else float(value)
