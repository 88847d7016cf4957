"""`marsad seal`: the head of the custody log, for filing elsewhere."""

from __future__ import annotations

import argparse
import sys

from marsad.cli.stores import add_store_option


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "seal", help="the head of a store's custody log", allow_abbrev=False,
        description="Print the head of the custody log. Noted elsewhere (on paper, in a mail, at a notary), it shows "
        "later whether the log was cut or written anew: marsad verify --seal.",
    )  # fmt: skip
    add_store_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the seal."""
    from marsad.store import Store
    from marsad.store.verify import seal

    with Store.open(options.store) as store:
        sys.stdout.write(seal(store.head()) + "\n")
    return 0
