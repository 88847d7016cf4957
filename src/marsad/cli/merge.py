"""`marsad merge`: a person says that several events are one."""

from __future__ import annotations

import argparse

from marsad.cli.decide import add_deciding_options, confirm, no_files
from marsad.cli.occurrences import taken_up
from marsad.errors import InputError


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "merge", help="say that events are one", allow_abbrev=False,
        description="Keep in the store that all claims of several events tell of one occurrence.",
    )  # fmt: skip
    command.add_argument("events", metavar="EVENT", nargs="+",
                         help="two or more events: their ids or those of one of their claims, or how they begin")  # fmt: skip
    add_deciding_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Keep it."""
    from marsad.store import Store

    no_files(options.events)
    with Store.open(options.store) as store:
        seen = taken_up(store)
        found = {e.id: e for e in map(seen.event, options.events)}
        if len(found) < 2:
            raise InputError("one event alone", where=" ".join(options.events), hint="Name two or more that are apart")
        claims = dict.fromkeys(c.id for event in found.values() for c in event.claims)
        return confirm(store.decide("merge", [list(claims)], by=options.by, reason=options.reason))
