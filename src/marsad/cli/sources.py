"""`marsad sources`: of each speaker and outlet how many of its claims others confirm, contest or deny."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_command, chosen, contradicted, observatory, selection

if TYPE_CHECKING:
    from marsad.events.record import Record

_COUNTS = ("events", "alone", "confirmed", "across", "contested", "denials")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    add_command(
        commands, "sources", "the record of each speaker and outlet",
        "Show of how many events each speaker and outlet of the reports (FILE…, else those of the store) "
        "tells, how many others confirm, contest or nobody else tells of, and what it never tells of.",
        run,
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Count and print."""
    from marsad.cells import cell
    from marsad.events.record import records
    from marsad.report.terminal import Terminal
    from marsad.report.words import words

    if options.files:
        events, code = chosen(options)
        found: Sequence[Record] = records(events)
    else:
        with observatory(options.store) as seen:
            found, code = seen.records(asked=selection(options)), contradicted(seen.store)
    if options.format == "json":
        sys.stdout.writelines(json.dumps(r.to_dict(), ensure_ascii=False) + "\n" for r in found)
        return code
    if options.format == "csv":
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(("source", "id", "camp", *_COUNTS, "never"))
        for r in found:
            row = [r.name, r.who.id, r.camp, *(getattr(r, name) for name in _COUNTS), list(r.silent)]
            table.writerow([cell(value) for value in row])
        return code
    show, label = Terminal(options.ui, colour=colour(), bidi=options.bidi), words(options.ui)
    comma = "، " if options.ui == "ar" else ", "
    for r in found:
        camp = f" [{show.value(r.camp)}]" if r.camp else ""
        sys.stdout.write(show.line(show.bold(show.words(r.name)) + camp) + "\n")
        counts = comma.join(f"{label['record.' + name]}: {getattr(r, name)}" for name in _COUNTS)
        sys.stdout.write(show.line(f"    {counts}") + "\n")
    if not found:
        sys.stdout.write(show.line(f"0 {label['label.events']}") + "\n")
    return code
