"""`marsad events`: what happened, who says so, how far independent accounts agree."""

from __future__ import annotations

import argparse
import json
import sys

from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_reading_options, add_selection_options, chosen, compared


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "events", help="what happened, by all accounts", allow_abbrev=False,
        description="Group the claims of reports (FILE…, else those of the store) into events, and show of each who "
        "says so, how far independent accounts agree, and the figures as intervals.",
    )  # fmt: skip
    add_reading_options(command)
    add_selection_options(command)
    command.add_argument("--format", choices=("table", "json", "csv"), default="table", help="default: table")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Group and print."""
    from marsad.report.events import EventTable, csv_rows

    readings, code = compared(options)
    found = chosen(options, readings)
    if options.format == "json":
        sys.stdout.writelines(json.dumps(event.to_dict(), ensure_ascii=False) + "\n" for event in found)
    elif options.format == "csv":
        csv_rows(found, sys.stdout)
    else:
        table = EventTable(options.ui, colour=colour(), bidi=options.bidi)
        sys.stdout.writelines(line + "\n" for line in table.render(found))
    return code
