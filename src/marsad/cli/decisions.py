"""`marsad decisions`: what people decided, and how it stands."""

from __future__ import annotations

import argparse
import json
import sys

from marsad.cli.inputs import add_bidi_option, colour
from marsad.cli.stores import add_store_option


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "decisions", help="what people decided on claims", allow_abbrev=False,
        description="List all that people decided on claims of the store: who, when, why, and whether it holds.",
    )  # fmt: skip
    add_store_option(command)
    command.add_argument("--ui", choices=("ar", "en"), default="ar", help="language of labels (default: ar)")
    command.add_argument("--format", choices=("table", "json", "csv"), default="table", help="default: table")
    add_bidi_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print them; the exit code is 2 where some contradict each other."""
    from marsad.events.decisions import conflicts
    from marsad.report.decisions import DecisionTable, csv_rows
    from marsad.store import Store

    with Store.open(options.store) as store:
        found = store.decisions()
    if options.format == "json":
        sys.stdout.writelines(json.dumps(decision.to_dict(), ensure_ascii=False) + "\n" for decision in found)
    elif options.format == "csv":
        csv_rows(found, sys.stdout)
    else:
        table = DecisionTable(options.ui, colour=colour(), bidi=options.bidi)
        sys.stdout.writelines(line + "\n" for line in table.render(found))
    return 2 if conflicts(found) else 0
