"""Files become reports: text, HTML, JSON lines, and standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.encoding import decode

_FIELDS = ("id", "text", "published", "outlet", "title", "url", "language")


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
    notes: list[str] = field(default_factory=list)  # how odd files were read
    skipped: list[str] = field(default_factory=list)  # bad lines among good ones
    errors: list[str] = field(default_factory=list)  # files of which nothing could be read


def published(value: str | None, where: str = "") -> str | None:
    """An ISO 8601 date or instant as given; None for none.

    Raises:
        InputError: it is no date.

    >>> published("2020-02-01"), published("2020-02-01T10:00:00+02:00")
    ('2020-02-01', '2020-02-01T10:00:00+02:00')
    """
    if value is None or value == "":
        return None
    try:
        if len(value) <= 10:
            date.fromisoformat(value)
        else:
            datetime.fromisoformat(value)
            date.fromisoformat(value[:10])
    except ValueError:
        raise InputError(
            f"{value!r} is no date", where=where, hint="Write it as 2020-02-01 or 2020-02-01T14:30:00+03:00"
        ) from None
    return value


def take(paths: Iterable[str], given: Given) -> Intake:
    """Read all files in order; a file that cannot be read is an error in the result and stops nothing."""
    intake = Intake()
    for path in paths:
        try:
            _take_one(path, given, intake)
        except InputError as error:
            intake.errors.append(str(error))
    seen: dict[str, int] = {}
    for k, report in enumerate(intake.reports):
        seen[report.id] = seen.get(report.id, 0) + 1
        if seen[report.id] > 1:  # ids are told apart, nothing is overwritten
            intake.reports[k] = replace(report, id=f"{report.id}#{seen[report.id]}")
            intake.notes.append(f"id {report.id!r} is given twice: the later report is {intake.reports[k].id!r}")
    return intake


def _take_one(path: str, given: Given, intake: Intake) -> None:
    where = "standard input" if path == "-" else path
    raw = _bytes(path, where)
    if not raw.strip():
        raise InputError("the file is empty", where=where)
    text, note = decode(raw, where)
    if note:
        intake.notes.append(note)
    if not text.strip():
        raise InputError("the file is empty", where=where)
    name = path.lower()
    if name.endswith((".jsonl", ".ndjson", ".json")) or (path == "-" and text.lstrip().startswith('{"')):
        _lines(text, where, given, intake)
    elif name.endswith((".html", ".htm", ".xhtml")) or (
        path == "-" and text.lstrip()[:15].lower().startswith(("<!doctype", "<html"))
    ):
        intake.reports.append(_html(text, where, given))
    else:
        intake.reports.append(_report({"text": text}, given, where))


def _bytes(path: str, where: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", where=where, hint="Check the name; - reads standard input") from None
    except IsADirectoryError:
        raise InputError("is a folder", where=where, hint="Name the files in it") from None
    except OSError as error:
        raise InputError(error.strerror or str(error), where=where) from None


def _lines(text: str, where: str, given: Given, intake: Intake) -> None:
    """JSON lines: a bad line among good ones is skipped, counted and reported."""
    good = bad = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        spot = f"{where}:{number}"
        try:
            intake.reports.append(_report(_parse(line, spot), given, spot))
            good += 1
        except InputError as error:
            bad += 1
            intake.skipped.append(str(error))
    if bad and not good:
        errors = intake.skipped[-bad:]
        del intake.skipped[-bad:]
        raise InputError(f"none of its {bad} lines could be read; the first: {errors[0]}", where=where)


def _parse(line: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise InputError(f"no JSON: {reason}", where=where) from None
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
        if value is None:
            value = getattr(given, name, None)
        elif name == "id" and isinstance(value, int):
            value = str(value)
        elif not isinstance(value, str):
            raise InputError(f'"{name}" is no string', where=where)
        if value is not None and any("\ud800" <= c <= "\udfff" for c in value):
            raise InputError(
                f'"{name}" holds a lone surrogate, which is no character', where=where, hint="Write the text as UTF-8"
            )
        kept[name] = value
    return Report.of(
        text, id=kept["id"], language=kept["language"], published=published(kept["published"], where),
        outlet=kept["outlet"], title=kept["title"], url=kept["url"],
    )  # fmt: skip


def _html(text: str, where: str, given: Given) -> Report:
    """The report of a page: its main text, title and date; offsets count in the extracted text."""
    from marsad.sources.html import article

    found = article(text)
    if not found.text.strip():
        raise InputError("no article text found in the page", where=where, hint="Save the text itself as .txt")
    values = {"text": found.text, "title": given.title or found.title, "published": given.published or found.published,
              "url": given.url or found.url, "outlet": given.outlet}  # fmt: skip
    return _report(values, given, where)
