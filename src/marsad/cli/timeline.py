"""`marsad timeline`: the events by day, a line each."""

from __future__ import annotations

import argparse
import json
import sys

from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_command, chosen, outlined


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    add_command(
        commands, "timeline", "the events by day, a line each",
        "List the events of the reports (FILE…, else those of the store) by day: type, place, who to whom, "
        "the dead, how far the accounts agree.",
        run,
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """List them."""
    from marsad.cells import cell
    from marsad.export.event_rows import FIELDS, row
    from marsad.export.tables import print_csv
    from marsad.report.events import EventTable

    if options.format == "table":
        table = EventTable(options.ui, colour=colour(), bidi=options.bidi)
        listed, code = outlined(options)
        sys.stdout.writelines(line + "\n" for line in table.by_day(listed))
        return code
    found, code = chosen(options)
    if options.format == "json":
        sys.stdout.writelines(
            json.dumps({k: cell(v) for k, v in row(event).items()}, ensure_ascii=False) + "\n" for event in found
        )
    else:
        print_csv(FIELDS, map(row, found), sys.stdout)
    return code
