"""`marsad report`: the situation report of a period and area."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.cli.occurrences import add_reading_options, area, compared, contradicted, observatory
from marsad.errors import InputError
from marsad.outputs import check, whole

if TYPE_CHECKING:
    from marsad.model import Place
    from marsad.report.situation.facts import Facts, Scope

_BINARY = ("pdf", "docx")
_FORMATS = ("html", "pdf", "docx", "md")
_MOST_DAYS = 3_660
_FIRST_YEAR = 1900


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "report", help="the situation report of a period and area", allow_abbrev=False,
        description="Write the situation report of reports (FILE…, else those of the store): figures as intervals against "
        "the period before, map, charts, the main occurrences with all accounts, who holds what, statements, sources, "
        "method, evidence.",
    )  # fmt: skip
    command.add_argument("--from", metavar="DATE", dest="start", help="first day (default: a week up to the last)")
    command.add_argument("--to", metavar="DATE", dest="end", help="last day (default: that of the last report)")
    command.add_argument(
        "--area", metavar="PLACE", help="a town, district, governorate or country (default: everywhere)"
    )
    command.add_argument("--lang", choices=("ar", "en"), default="ar", help="language of the report (default: ar)")
    command.add_argument("--digits", choices=("arab", "latn"), default="arab",
                         help="digits of an Arabic report: ٠١٢ or 012 (default: arab)")  # fmt: skip
    command.add_argument("--format", choices=_FORMATS, help="default: by the name of FILE, else html")
    command.add_argument("--out", metavar="FILE", help="write there, whole or not at all (needed for pdf and docx)")
    command.add_argument("--full", action="store_true", help="withhold nothing: names of private persons are shown")
    add_reading_options(command, shown=False)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build and write."""
    from marsad.pipeline import reader
    from marsad.report.situation import render
    from marsad.report.situation.building import document

    format = _format(options)
    start, end = _day(options.start, "--from"), _day(options.end, "--to")
    if start and end and end < start:
        raise InputError(f"{end} lies before --from {start}", where="--to", hint="Give the later day here")
    place = area(options)
    if options.out is not None:
        check(options.out, options.files)
    with _facts(options, start, end, place) as (facts, code):
        knowledge = None if options.full else reader(options.data_dir).knowledge
        made = document(facts, options.lang, knowledge, options.digits)
    if options.out is None:
        sys.stdout.write(render(made, format).decode())
        return code
    with whole(options.out) as part:
        data = render(made, format)
        part.write_bytes(data)
        if not options.files:
            _note(options, data, f"report/{format}", facts.scope, made.withheld)
    return code


def _note(options: argparse.Namespace, data: bytes, format: str, scope: Scope, withheld: int) -> None:
    """Tell the custody log what leaves the store, before it does."""
    from marsad.store import Store

    file, sha256 = Path(options.out).name, hashlib.sha256(data).hexdigest()
    asked = {"from": scope.start, "to": scope.end} | ({"area": options.area} if options.area else {})
    with Store.open(options.store) as store:
        store.note("exported", file, {"format": format, "sha256": sha256, "asked": asked})
        if withheld:
            store.note("withheld", file, {"sha256": sha256, "names": withheld})


def _format(options: argparse.Namespace) -> str:
    """The format that is asked for, or that the name of the file tells."""
    ending = Path(options.out or "").suffix.lower().lstrip(".")
    format: str = options.format or (ending if ending in _FORMATS else "html")
    if format in _BINARY and options.out is None:
        raise InputError(f"{format} is not written to a terminal", where="--out", hint=f"e.g. --out report.{format}")
    return format


def _day(value: str | None, option: str) -> str | None:
    """The day of an option."""
    from marsad.sources.files import published

    day = published(value, option)
    if day is not None and int(day[:4]) < _FIRST_YEAR:
        raise InputError(f"{day[:10]} is too early", where=option, hint=f"Give a day from {_FIRST_YEAR} on")
    return day[:10] if day else None


@contextmanager
def _facts(
    options: argparse.Namespace, start: str | None, end: str | None, place: Place | None
) -> Iterator[tuple[Facts, int]]:
    """What there is for the period and area, in the files, else in the store; and the exit code."""
    from marsad.observatory import situation
    from marsad.report.situation.facts import Facts, last_day

    if options.files:
        readings, code = compared(options)
        yield Facts.of(readings, _scope(last_day(readings), start, end, place)), code
        return
    with observatory(options.store) as seen:
        scope = _scope(situation.last_day(seen.store), start, end, place)
        yield situation.facts(seen, scope), contradicted(seen.store)


def _scope(last: str | None, start: str | None, end: str | None, place: Place | None) -> Scope:
    """The period, if it is none of many years."""
    from marsad.report.situation.facts import scope

    found = scope(last, start, end, place)
    if found is None:
        raise InputError("no report has a date, so no week can be chosen", where="--from", hint="Give --from and --to")
    if found.length > _MOST_DAYS:
        raise InputError(f"{found.start} to {found.end} is too long", where="--from", hint="Give at most ten years")
    return found
