"""`marsad issues`: what could not be read, and why."""

from __future__ import annotations

import argparse
import sys

from marsad.cli.stores import add_store_option
from marsad.report.terminal import clean


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "issues", help="what could not be read, and why", allow_abbrev=False,
        description="List the documents that could not be read: source, place in it, reason.",
    )  # fmt: skip
    add_store_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one line an issue."""
    from marsad.store import Store

    count = 0
    with Store.open(options.store) as store:
        for trouble in store.troubles():
            where = f"{trouble.source} {trouble.member}".strip()
            sys.stdout.write(f"{clean(where)}: {clean(trouble.reason)}\n")
            count += 1
    sys.stdout.write(f"{count} issues\n")
    return 0
