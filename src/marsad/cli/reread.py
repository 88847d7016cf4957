"""`marsad reread`: after an upgrade, new readings beside the old."""

from __future__ import annotations

import argparse
import sys

from marsad.cli.progress import Progress
from marsad.cli.stores import add_store_option, add_workers_option


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "reread", help="read a store again after an upgrade", allow_abbrev=False,
        description="Read all reports that this version of software and data has not read, and keep the new readings "
        "beside the old. Starting again goes on where it was.",
    )  # fmt: skip
    add_store_option(command)
    add_workers_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read and say how many."""
    from marsad.collect.reread import reread
    from marsad.store import Store

    with Store.open(options.store) as store, Progress("reports") as progress:
        done = reread(store, workers=options.workers, told=progress.part)
        sys.stdout.write(f"{done} reports read by {store.version.software}, data {store.version.data}\n")
    return 0
