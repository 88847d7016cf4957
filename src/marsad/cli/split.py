"""`marsad split`: a person takes claims out of an event."""

from __future__ import annotations

import argparse

from marsad.cli.decide import add_deciding_options, confirm, no_files
from marsad.cli.occurrences import taken_up
from marsad.errors import InputError


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "split", help="take claims out of an event", allow_abbrev=False,
        description="Keep in the store that some claims of an event tell of another occurrence than its other claims.",
    )  # fmt: skip
    command.add_argument("event", metavar="EVENT", help="id of the event or of one of its claims, or how it begins")
    command.add_argument("claims", metavar="CLAIM", nargs="+", help="claims to take out: their ids, or how they begin")
    add_deciding_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Keep it."""
    from marsad.store import Store

    no_files([options.event, *options.claims])
    with Store.open(options.store) as store:
        event = taken_up(store).event(options.event)
        ids = list(dict.fromkeys(c.id for c in event.claims))
        out = list(dict.fromkeys(_one(ids, name) for name in options.claims))
        rest = [i for i in ids if i not in out]
        if not rest:
            raise InputError("all claims of the event", where=options.event, hint="Leave one at least")
        return confirm(store.decide("split", [out, rest], by=options.by, reason=options.reason))


def _one(ids: list[str], start: str) -> str:
    found = [i for i in ids if i.startswith(start)]
    if not found:
        raise InputError("is no claim of the event", where=start, hint="marsad event shows its claims")
    if len(found) > 1:
        raise InputError(f"begins the ids of {len(found)} claims", where=start, hint="Give more of it")
    return found[0]
