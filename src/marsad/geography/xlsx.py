"""The rows of a worksheet in an .xlsx file, as text; no formulas, styles or links are looked at."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from marsad.errors import InputError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST = 400_000_000  # bytes of one unpacked part; more is no table of places


def rows(path: Path, sheet: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of a worksheet: the one named, else the first.

    Raises:
        InputError: it is no workbook, or has no such sheet.
    """
    try:
        with zipfile.ZipFile(path) as book:
            name = _sheet(book, sheet, path)
            strings = _shared(book, path)
            yield from _cells(book, name, strings, path)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, EOFError) as error:
        raise InputError(
            f"is no readable .xlsx workbook ({error})", where=str(path), hint="Save it again, or as CSV"
        ) from None


def _open(book: zipfile.ZipFile, name: str, path: Path) -> IO[bytes]:
    if book.getinfo(name).file_size > _MOST:
        raise InputError(f"its part {name} is larger than {_MOST // 1_000_000} MB", where=str(path))
    return book.open(name)


def _elements(book: zipfile.ZipFile, name: str, tag: str, path: Path) -> Iterator[ElementTree.Element]:
    """The elements of one tag, each thrown away after use."""
    with _open(book, name, path) as file:
        head = file.read(1024)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise InputError("declares XML entities", where=str(path), hint="No workbook of a spreadsheet program does")
    with _open(book, name, path) as file:
        for _, element in ElementTree.iterparse(file):
            if element.tag == _MAIN + tag:
                yield element
                element.clear()


def _sheet(book: zipfile.ZipFile, sheet: str | None, path: Path) -> str:
    """The part that holds the worksheet."""
    with _open(book, "xl/workbook.xml", path) as file:
        sheets = [(s.get("name") or "", s.get(_RELATION) or "") for s in ElementTree.parse(file).iter(_MAIN + "sheet")]
    wanted = [s for s in sheets if sheet is None or s[0] == sheet]
    if not wanted:
        names = ", ".join(s[0] for s in sheets)
        raise InputError(f"has no sheet {sheet!r}", where=str(path), hint=f"Its sheets: {names}")
    with _open(book, "xl/_rels/workbook.xml.rels", path) as file:
        targets = {r.get("Id"): r.get("Target") or "" for r in ElementTree.parse(file).getroot()}
    target = targets[wanted[0][1]]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _shared(book: zipfile.ZipFile, path: Path) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_text(e) for e in _elements(book, "xl/sharedStrings.xml", "si", path)]


def _text(element: ElementTree.Element) -> str:
    return "".join(t.text or "" for t in element.iter(_MAIN + "t"))


def _cells(book: zipfile.ZipFile, name: str, strings: list[str], path: Path) -> Iterator[tuple[int, list[str]]]:
    for count, row in enumerate(_elements(book, name, "row", path), 1):
        values: list[str] = []
        for cell in row.iter(_MAIN + "c"):
            column = _column(cell.get("r") or "")
            if column is not None:
                values.extend([""] * (column - len(values)))
            kind, value = cell.get("t"), cell.find(_MAIN + "v")
            if kind == "inlineStr":
                values.append(_text(cell))
            elif value is None or value.text is None:
                values.append("")
            else:
                values.append(strings[int(value.text)] if kind == "s" else value.text)
        yield int(row.get("r") or count), values


def _column(reference: str) -> int | None:
    """The index of the column of a cell.

    >>> _column("A1"), _column("AB12")
    (0, 27)
    """
    match = re.match("([A-Z]{1,3})[0-9]+$", reference)
    if match is None:
        return None
    index = 0
    for letter in match[1]:
        index = 26 * index + ord(letter) - 64
    return index - 1
