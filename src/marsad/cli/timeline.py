"""`marsad timeline`: the events by day, a line each."""

from __future__ import annotations

import argparse
import json
import sys

from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_reading_options, add_selection_options, chosen, compared


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "timeline", help="the events by day, a line each", allow_abbrev=False,
        description="List the events of the reports (FILE…, else those of the store) by day: type, place, who to whom, "
        "the dead, how far the accounts agree.",
    )  # fmt: skip
    add_reading_options(command)
    add_selection_options(command)
    command.add_argument("--format", choices=("table", "json", "csv"), default="table", help="default: table")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List them."""
    from marsad.report.events import EventTable, csv_rows, row

    readings, code = compared(options)
    found = chosen(options, readings)
    if options.format == "json":
        sys.stdout.writelines(json.dumps(row(event), ensure_ascii=False) + "\n" for event in found)
    elif options.format == "csv":
        csv_rows(found, sys.stdout)
    else:
        table = EventTable(options.ui, colour=colour(), bidi=options.bidi)
        sys.stdout.writelines(line + "\n" for line in table.by_day(found))
    return code
