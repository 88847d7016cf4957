"""`marsad events`: what happened, who says so, how far independent accounts agree."""

from __future__ import annotations

import argparse
import json
import sys

from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_command, chosen


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    add_command(
        commands, "events", "what happened, by all accounts",
        "Group the claims of reports (FILE…, else those of the store) into events, and show of each who "
        "says so, how far independent accounts agree, and the figures as intervals.",
        run,
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Group and print."""
    from marsad.export.event_rows import FIELDS, row
    from marsad.export.tables import print_csv
    from marsad.report.events import EventTable

    found, code = chosen(options)
    if options.format == "json":
        sys.stdout.writelines(json.dumps(event.to_dict(), ensure_ascii=False) + "\n" for event in found)
    elif options.format == "csv":
        print_csv(FIELDS, map(row, found), sys.stdout)
    else:
        table = EventTable(options.ui, colour=colour(), bidi=options.bidi)
        sys.stdout.writelines(line + "\n" for line in table.render(found))
    return code
