"""Files become reports: text, HTML, JSON lines, and standard input."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.encoding import declared_encoding, decode

_FIELDS = ("id", "text", "published", "outlet", "title", "url", "language")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:.,]+(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
_YEARS = range(1900, 2200)  # of publication: others are slips, and relative dates must stay inside the calendar
_SURROGATE = re.compile("[\ud800-\udfff]")
JSON_NAMES = (".jsonl", ".ndjson", ".json")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_JSON_START = re.compile(r'\s*\{\s*(?:"|\})')
_HTML_START = re.compile(r"\s*<(?:!doctype\s+html|html|\?xml|head|body)\b", re.IGNORECASE)


@dataclass(slots=True)
class Given:
    """What the user says of the reports on the command line; a JSON line's own values come first."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    id: str | None = None
    language: str | None = None


@dataclass(slots=True)
class Intake:
    """The reports read so far, and what could not be read."""

    reports: list[Report] = field(default_factory=list)
    where: list[str] = field(default_factory=list)  # file (and line) of each report
    notes: list[str] = field(default_factory=list)  # how odd files were read
    skipped: list[str] = field(default_factory=list)  # bad lines among good ones
    errors: list[str] = field(default_factory=list)  # files of which nothing could be read

    def add(self, report: Report, where: str) -> None:
        """Keep one report and where it stands."""
        self.reports.append(report)
        self.where.append(where)


def published(value: str | None, where: str = "") -> str | None:
    """An ISO 8601 date or instant as given; None for none.

    Raises:
        InputError: it is no date.

    >>> published("2020-02-01"), published("2020-02-01T10:00:00+02:00")
    ('2020-02-01', '2020-02-01T10:00:00+02:00')
    """
    if value is None or value == "":
        return None
    hint = "Write it as 2020-02-01 or 2020-02-01T14:30:00+03:00"
    if not isinstance(value, str) or not _is_date(value):
        raise InputError(f"{value!r} is no date", where=where, hint=hint)
    if int(value[:4]) not in _YEARS:
        raise InputError(f"{value!r} is no year of publication", where=where, hint=hint)
    return value


def _is_date(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return _DATE.fullmatch(value) is not None


def take(paths: Iterable[str], given: Given) -> Intake:
    """Read all files in order; a file that cannot be read is an error in the result and stops nothing."""
    intake = Intake()
    stdin_read = False
    for path in paths:
        try:
            if path == "-" and stdin_read:
                raise InputError("is named twice and can be read once", where="standard input")
            stdin_read = stdin_read or path == "-"
            _take_one(path, given, intake)
        except InputError as error:
            intake.errors.append(str(error))
    _tell_apart(intake)
    return intake


def _tell_apart(intake: Intake) -> None:
    """A report whose id is taken gets another one: nothing is overwritten, and the notes say so."""
    taken = {report.id for report in intake.reports}
    seen: set[str] = set()
    for k, report in enumerate(intake.reports):
        if report.id in seen:
            new = next(i for i in (f"{report.id}#{n}" for n in range(2, len(taken) + 3)) if i not in taken)
            intake.reports[k] = replace(report, id=new)
            intake.notes.append(f"{intake.where[k]}: id {report.id!r} is given twice: this report is {new!r}")
            taken.add(new)
        seen.add(report.id)


def _take_one(path: str, given: Given, intake: Intake) -> None:
    where = "standard input" if path == "-" else path
    raw = _bytes(path, where)
    kind = _kind(path, raw)
    if kind == "json":
        _take_lines(raw, where, given, intake)
        return
    text, note = decode(raw, where, declared_encoding(raw) if kind == "html" else None)
    if not text.strip():
        raise InputError("the file is empty", where=where)
    if note:
        intake.notes.append(note)
    if kind == "html":
        _take_page(text, where, given, intake)
    else:
        intake.add(_report({"text": text}, given, where), where)


def _kind(path: str, raw: bytes) -> str:
    """`json`, `html` or `text`: by the name, and where that does not say (standard input, pipes) by how it starts."""
    name = path.lower()
    for kind, endings in (("json", JSON_NAMES), ("html", _HTML_NAMES), ("text", (".txt",))):
        if name.endswith(endings):
            return kind
    # NUL bytes away: the start of UTF-16 reads like ASCII.
    start = raw[:400].replace(b"\0", b"").decode("utf-8-sig", "replace").lstrip("\ufeff\ufffd")
    return "json" if _JSON_START.match(start) else "html" if _HTML_START.match(start) else "text"


def _bytes(path: str, where: str) -> bytes:
    try:
        if path == "-":
            if sys.stdin is None:
                raise InputError("is closed", where=where, hint="Name a file")
            raw = sys.stdin.buffer.read()
        else:
            raw = Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", where=where, hint="Check the name; - reads standard input") from None
    except IsADirectoryError:
        raise InputError("is a folder", where=where, hint="Name the files in it") from None
    except (OSError, ValueError) as error:
        raise InputError((isinstance(error, OSError) and error.strerror) or str(error), where=where) from None
    if not raw.strip():
        raise InputError("the file is empty", where=where)
    return raw


def _take_lines(raw: bytes, where: str, given: Given, intake: Intake) -> None:
    """JSON lines: a bad line among good ones is skipped, counted and reported."""
    good = 0
    bad: list[str] = []
    for number, line in enumerate(_split(raw, where, intake), 1):
        spot = f"{where}:{number}"
        try:
            if isinstance(line, InputError):
                raise line
            line = line.strip("\ufeff \t\r")
            if line:
                intake.add(_report(parse_line(line, spot), given, spot), spot)
                good += 1
        except InputError as error:
            bad.append(str(error))
    if good:
        intake.skipped += bad
    elif bad:
        raise InputError(f"none of its {len(bad)} lines could be read; the first: {bad[0]}", where=where)
    else:
        raise InputError("the file is empty", where=where)


def _split(raw: bytes, where: str, intake: Intake) -> Iterator[str | InputError]:
    """The lines of a file; where it is not of one encoding, those that are UTF-8 and an error for each other one."""
    try:
        text, note = decode(raw, where)
    except InputError:
        lines = raw.split(b"\n")
        if not any(line.strip().startswith(b"{") for line in lines):
            raise
    else:
        if note:
            intake.notes.append(note)
        yield from text.split("\n")
        return
    for number, piece in enumerate(lines, 1):
        spot = f"{where}:{number}"
        try:
            yield piece.decode("utf-8")
        except UnicodeDecodeError as error:
            yield InputError(f"not UTF-8 (byte {error.start} of the line)", where=spot, hint="Save it as UTF-8")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise InputError(f"{key!r} is given twice")
        values[key] = value
    return values


def parse_line(line: str, where: str) -> dict[str, Any]:
    """The object of a JSON line.

    Raises:
        InputError: it is none, or names a key twice.
    """
    try:
        value = json.loads(line, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        hint = "Write one object a line" if line in ("{", "[") or line.endswith(("{", "[")) else ""
        raise InputError(f"no JSON: {error.msg} (character {error.pos + 1})", where=where, hint=hint) from None
    except InputError as error:
        raise InputError(error.message, where=where) from None
    except RecursionError:
        raise InputError("no JSON: nested too deeply", where=where) from None
    except ValueError as error:  # a number of thousands of digits
        raise InputError(f"no JSON: {error}", where=where) from None
    if not isinstance(value, dict):
        raise InputError('a line must be a JSON object with a "text"', where=where)
    return value


def _report(values: dict[str, Any], given: Given, where: str) -> Report:
    text = values.get("text")
    if not isinstance(text, str):
        raise InputError('"text" is missing or no string', where=where)
    if not text.strip():
        raise InputError('"text" is empty', where=where)
    kept: dict[str, str | None] = {}
    for name in _FIELDS:
        value = values.get(name)
        if value is None or value == "":
            value = getattr(given, name, None) or None
        elif name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        elif not isinstance(value, str):
            raise InputError(f'"{name}" is no string', where=where)
        if value is not None and _SURROGATE.search(value):
            raise InputError(
                f'"{name}" holds a lone surrogate, which is no character', where=where, hint="Write it as UTF-8"
            )
        kept[name] = value
    return Report.of(
        text, id=kept["id"], language=kept["language"], published=published(kept["published"], where),
        outlet=kept["outlet"], title=kept["title"], url=kept["url"],
    )  # fmt: skip


def _take_page(text: str, where: str, given: Given, intake: Intake) -> None:
    """The report of a page: its main text, title and date; offsets count in the extracted text."""
    from marsad.sources.html import article

    found = article(text)
    if not found.text.strip():
        raise InputError("no article text found in the page", where=where, hint="Save the text itself as .txt")
    stated = None if given.published else found.published
    if stated:
        try:
            published(stated)
            intake.notes.append(f"{where}: published {stated}, as the page says")
        except InputError as error:
            intake.notes.append(f"{where}: the page's date of publication is left out: {error.message}")
            stated = None
    elif found.guess and not given.published:
        intake.notes.append(
            f"{where}: the page states no date of publication ({found.guess} is found on it); give it with --published"
        )
    values = {"text": found.text, "title": given.title or found.title, "published": given.published or stated,
              "url": given.url or found.url, "outlet": given.outlet}  # fmt: skip
    intake.add(_report(values, given, where), where)
