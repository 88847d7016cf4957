"""`marsad verify`: was anything in the store changed, removed or slipped in?"""

from __future__ import annotations

import argparse
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.cli.inputs import say
from marsad.cli.progress import Progress
from marsad.cli.stores import add_store_option
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.store.log import Head

_SHOWN = 20


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "verify", help="check that a store is as it was written", allow_abbrev=False,
        description="Check log, originals, reports and claims of a store, and name the first thing that was changed, "
        "removed or inserted. Exit code 1 where something was.",
    )  # fmt: skip
    add_store_option(command)
    command.add_argument("--seal", metavar="SEAL", action="append", default=[],
                         help="a seal noted earlier, or a file with seals; may be given again")  # fmt: skip
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check and print."""
    from marsad.store import Store
    from marsad.store.verify import seal, verify

    seals = [head for words in options.seal for head in _seals(words)]
    with Store.open(options.store) as store:
        with Progress("lines of the log") as progress:
            findings = list(islice(verify(store, seals, progress.part), _SHOWN + 1))
        for finding in findings[:_SHOWN]:
            say(str(finding))
        if len(findings) > _SHOWN:
            say(f"and more than {_SHOWN} findings in all")
        if findings:
            return 1
        counts = ", ".join(f"{count} {name}" for name, count in store.counts().items())
        sys.stdout.write(f"all is as it was written: {counts}; {seal(store.head())}\n")
    return 0


def _seals(words: str) -> list[Head]:
    from marsad.store.verify import unseal

    if words.startswith("marsad-seal:"):
        return [unseal(words)]
    try:
        lines = Path(words).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", where=words, hint="Give a seal or a file with seals") from None
    return [unseal(line) for line in lines if line.strip()]
