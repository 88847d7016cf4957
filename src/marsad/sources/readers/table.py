"""CSV and TSV: one report a row. Which column is what is told once and remembered under a name."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence

from marsad.errors import InputError
from marsad.sources.documents import FIELDS, Bad, Document, Found, Settings, Source, lines
from marsad.sources.encoding import decode

COLUMNS = ("text", *FIELDS)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # as Excel saves "Unicode text"
# Headings that say by themselves what they head, in lower case.
_HEADINGS = {
    "text": ("text", "body", "content", "النص", "نص الخبر", "نص", "المحتوى", "المتن", "متن", "متن الخبر", "الخبر"),
    "id": ("id", "المعرف", "رقم"),
    "published": ("published", "date", "published_at", "تاريخ النشر", "التاريخ", "تاريخ"),
    "outlet": ("outlet", "source", "المصدر", "الوسيلة"),
    "author": ("author", "الكاتب"),
    "title": ("title", "headline", "العنوان", "عنوان", "عنوان الخبر"),
    "url": ("url", "link", "address", "الرابط", "رابط"),
    "language": ("language", "lang", "اللغة"),
}


def accepts(source: Source) -> bool:
    """By name or media type."""
    return source.ends(".csv", ".tsv") or (source.media or "").startswith(("text/csv", "text/tab-separated"))


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """One document a row; a ragged row is told and skipped."""
    limit = settings.limits.line
    first = source.start.split(b"\n", 1)[0]
    separator = max(",;\t", key=lambda sign: first.count(sign.encode()))

    ended: list[bool] = []

    def texts() -> Iterator[str]:
        if source.start.startswith(_UTF16):
            yield from decode(source.read(settings.limits.page), source.name)[0].splitlines(keepends=True)
        else:
            yield from _lines(source, limit)
        ended.append(True)

    csv.field_size_limit(limit)  # of the module: csv has no other
    reader = csv.reader(texts(), delimiter=separator)
    yield from documents(_rows(reader, ended), settings.columns, source.name)


def _lines(source: Source, limit: int) -> Iterator[str]:
    with source.open() as file:
        for number, raw in lines(file, limit):
            if raw is None:
                raise InputError(f"line {number} is longer than {limit >> 20} MB", where=source.name)
            yield _text(raw, source, number)


def _rows(reader: Iterable[Sequence[str]], ended: Sequence[bool]) -> Iterator[Sequence[str] | InputError]:
    rows = iter(reader)
    while True:
        try:
            row = next(rows)
            # A row for which a line was asked behind the last one is one in quotation marks that nothing ends.
            yield InputError("the file is cut inside a cell in quotation marks") if ended else row
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(f"no sound row: {error}")
            return
        except InputError as error:
            yield error
            return


def _text(raw: bytes, source: Source, number: int) -> str:
    try:
        return raw.decode("utf-8-sig" if number == 1 else "utf-8").replace("\0", "\ufffd")
    except UnicodeDecodeError:
        return decode(raw, f"{source.name}:{number}", source.charset)[0]


def documents(rows: Iterable[Sequence[str] | InputError], columns: Mapping[str, str], name: str) -> Iterator[Found]:
    """The documents of rows, of which the first are the headings."""
    places: dict[str, int] | None = None
    width = number = 0
    for number, row in enumerate(rows, 1):
        member = f"row {number}"
        if isinstance(row, InputError):
            yield Bad(member, row.message)
        elif places is None:
            places, width = layout(row, columns, name), len(row)
        elif not any(cell.strip() for cell in row):
            continue
        elif len(row) > width or len(row) <= places["text"]:
            yield Bad(member, f"{len(row)} cells, the headings are {width}")
        else:
            values = {field: row[k].strip() or None for field, k in places.items() if k < len(row)}
            text = values.pop("text")
            yield Document(member, text=text, about=values) if text else Bad(member, "the cell of the text is empty")
    if not number:
        raise InputError("the file is empty", where=name)


def layout(headings: Sequence[str], columns: Mapping[str, str], name: str) -> dict[str, int]:
    """Which field stands in which column.

    Raises:
        InputError: a column that was named is not there, or none holds the text.
    """
    known = {heading.strip().lower(): k for k, heading in reversed(list(enumerate(headings)))}
    places: dict[str, int] = {}
    for field in COLUMNS:
        if field in columns:
            if columns[field].strip().lower() not in known:
                raise InputError(f"has no column {columns[field]!r}", where=name, hint=f"It has: {', '.join(headings)}")
            places[field] = known[columns[field].strip().lower()]
        else:
            found = next((known[h] for h in _HEADINGS[field] if h in known), None)
            if found is not None and found not in places.values():
                places[field] = found
    if "text" not in places:
        hint = f"Say which with --columns text=…; it has: {', '.join(headings)[:200]}"
        raise InputError("no column holds the text", where=name, hint=hint)
    return places
