"""`marsad decide`: a person says whether two claims tell of one occurrence, or takes back a decision."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.cli.stores import add_store_option
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.model import Decision


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "decide", help="say whether two claims are one event", allow_abbrev=False,
        description="Keep in the store that two claims tell of the same occurrence, of different ones, or maybe of the "
        "same; undo takes back a decision by its number. Decisions outrank the machine; nothing is deleted.",
    )  # fmt: skip
    command.add_argument("verdict", metavar="WORD", choices=("same", "different", "maybe", "undo"),
                         help="same, different, maybe or undo")  # fmt: skip
    command.add_argument("ids", metavar="CLAIM", nargs="+",
                         help="the ids of two claims, or how they begin; for undo the number of a decision")  # fmt: skip
    add_deciding_options(command)
    command.set_defaults(run=run)


def add_deciding_options(command: argparse.ArgumentParser) -> None:
    """Who decides, why, and where it is kept."""
    command.add_argument("--by", metavar="NAME", required=True, help="who decides")
    command.add_argument("--reason", metavar="TEXT", required=True, help="why")
    add_store_option(command)


def run(options: argparse.Namespace) -> int:
    """Keep it."""
    from marsad.store import Store

    no_files(options.ids)
    with Store.open(options.store) as store:
        if options.verdict == "undo":
            made = store.decide("undo", by=options.by, reason=options.reason, undoes=_number(options.ids))
        else:
            if len(options.ids) != 2:
                raise InputError(f"{len(options.ids)} claims", where=options.verdict,
                                 hint="Name two; marsad merge joins whole events")  # fmt: skip
            one, two = options.ids
            groups = [[one], [two]] if options.verdict == "different" else [[one, two]]
            made = store.decide(options.verdict, groups, by=options.by, reason=options.reason)
    return confirm(made)


def confirm(made: Decision) -> int:
    """Say that a decision is kept."""
    claims = [claim for group in made.claims for claim in group if claim]
    what = " ".join(claims) if len(claims) < 3 else f"{len(claims)} claims"
    sys.stdout.write(f"decision {made.number} is kept: {made.kind} {what or made.undoes}\n")
    return 0


def no_files(ids: list[str]) -> None:
    """See that no file was named in place of a claim or event.

    Raises:
        InputError: one was.
    """
    for name in ids:
        if name == "-" or Path(name).suffix or "/" in name:
            raise InputError("decisions are kept in a store, not over files", where=name,
                             hint="marsad ingest FILE makes one; then decide on its claims")  # fmt: skip


def _number(ids: list[str]) -> int:
    if len(ids) != 1 or not ids[0].isascii() or not ids[0].isdecimal() or len(ids[0]) > 9:
        raise InputError("is no number of a decision", where=" ".join(ids), hint="marsad decisions lists them")
    return int(ids[0])
