"""`marsad contradictions`: where accounts exclude each other."""

from __future__ import annotations

import argparse
import csv
import json
import sys

from marsad.cells import cell
from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_command, chosen

_COLUMNS = ("attribute", "first", "second", "explanation_ar", "explanation_en")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    add_command(
        commands, "contradictions", "where accounts exclude each other",
        "Show where the accounts of the reports (FILE…, else those of the store) cannot all be right.",
        run,
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Compare and print."""
    from marsad.events.disputes import disputes
    from marsad.report.events import EventTable

    events, code = chosen(options, disputed=True)
    found = list({(c.first, c.second): c for event in events for c in event.contradictions}.values())
    rows = [
        {"attribute": c.attribute, "first": c.first, "second": c.second,
         "explanation_ar": c.explanation_ar, "explanation_en": c.explanation_en} for c in found
    ]  # fmt: skip
    if options.format == "json":
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    elif options.format == "csv":
        sheet = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
        sheet.writeheader()
        sheet.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    else:
        table = EventTable(options.ui, colour=colour(), bidi=options.bidi)
        sys.stdout.writelines(line + "\n" for line in table.disputes(disputes(events)))
        if not rows:
            sys.stdout.write(table.terminal.line(table.labels["label.no_contradictions"]) + "\n")
    return code
