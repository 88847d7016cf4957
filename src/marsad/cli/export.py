"""`marsad export`: the record in the field's formats."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.cli.inputs import say
from marsad.cli.occurrences import (
    add_reading_options,
    add_selection_options,
    asked,
    chosen,
    compared,
    of_readings,
    selection,
)
from marsad.cli.progress import Progress
from marsad.errors import InputError
from marsad.outputs import check

if TYPE_CHECKING:
    from marsad.events.event import Event
    from marsad.export.writing import Written
    from marsad.model import Reading

_LIST = "formats"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "export", help="the record in the field's formats", allow_abbrev=False,
        description="Write the events or claims of reports (FILE…, else those of the store) to a file, in one of the "
        f"formats that `marsad export {_LIST}` lists.",
    )  # fmt: skip
    command.add_argument("format", metavar="FORMAT", help=f"a format; {_LIST}: list them")
    command.add_argument("--out", metavar="FILE", help="the file, written whole or not at all")
    command.add_argument(
        "--full", action="store_true", help="withhold nothing: names that no list knows, and the words of the reports"
    )
    add_reading_options(command)
    add_selection_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Choose and write."""
    from marsad.export import EXPORTERS, exporter
    from marsad.export.writing import write

    if options.format == _LIST:
        sys.stdout.writelines(f"{e.name:16} {e.ending:9} {e.title}\n" for e in EXPORTERS)
        return 0
    wanted = exporter(options.format)
    if options.out is None:
        raise InputError("no file to write to", where="--out", hint=f"e.g. --out events{wanted.ending}")
    check(options.out, options.files)
    what = "reports" if wanted.of == "reports" else "events"
    items, code = _readings(options) if what == "reports" else chosen(options)

    def sealed(written: Written) -> None:
        if not options.files:
            _note(options, written)

    with Progress(what) as progress:
        done = write(wanted, items, options.out, full=options.full, sealed=sealed,  # type: ignore[arg-type]
                     told=lambda n: progress.part(n, len(items)))  # fmt: skip
    if not items:
        say(f"{options.out}: nothing is as asked, the file holds no record")
    for reason, count in sorted(done.left.items()):
        say(f"{options.out}: {count} {what} left out: {reason}")
    if not options.files and any(field.rule == "rdf-activity" for field in wanted.fields):
        _older(options)
    return code


def _readings(options: argparse.Namespace) -> tuple[Sequence[Event | Reading], int]:
    """The reports that tell of the chosen events, with their claims on them; and the exit code."""
    from dataclasses import replace

    readings, code = compared(options)
    if not asked(options):
        return list(readings), code
    events = of_readings(selection(options), readings)
    kept = {claim.id for event in events for claim in event.claims}
    out: list[Event | Reading] = []
    for reading in readings:
        claims = tuple(c for c in reading.claims if c.id in kept)
        if claims:
            disputes = tuple(c for c in reading.contradictions if c.first in kept and c.second in kept)
            out.append(replace(reading, claims=claims, contradictions=disputes))
    return out, code


def _older(options: argparse.Namespace) -> None:
    """Say so where claims were read by another version than the one that the file names."""
    from marsad.store import Store

    with Store.open(options.store) as store:
        count = store.unread()
    if count:
        say(f"{options.out}: names this version, but {count} reports were read by an older one: marsad reread")


def _note(options: argparse.Namespace, written: Written) -> None:
    """Tell the custody log what leaves the store, before it does."""
    from marsad.store import Store

    file = Path(options.out).name
    detail: dict[str, object] = {
        "format": options.format, "records": written.records, "sha256": written.sha256, "asked": asked(options),
        "full": options.full,
    }  # fmt: skip
    hidden = written.withheld
    with Store.open(options.store) as store:
        store.note("exported", file, detail)
        if hidden.names or hidden.words:
            store.note("withheld", file, {"sha256": written.sha256, "names": hidden.names, "words": hidden.words})
