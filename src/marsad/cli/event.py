"""`marsad event`: one event with every account of it."""

from __future__ import annotations

import argparse
import json
import sys

from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_reading_options, one_event


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "event", help="one event with every account of it", allow_abbrev=False,
        description="Show one event: each independent account with its claims and the words they rest on, the figures, "
        "and where the accounts contradict each other. ID: of the event, or of one of its claims, or how it begins.",
    )  # fmt: skip
    command.add_argument("id", metavar="ID", help="id of an event or of a claim, or how it begins")
    add_reading_options(command)
    command.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Find the event and print it."""
    from marsad.report.events import EventTable

    found, code = one_event(options, options.id)
    if options.format == "json":
        sys.stdout.write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
    else:
        table = EventTable(options.ui, colour=colour(), bidi=options.bidi)
        sys.stdout.writelines(line + "\n" for line in table.whole(found))
    return code
