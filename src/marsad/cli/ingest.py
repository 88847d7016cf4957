"""`marsad ingest`: files, folders and addresses become reports in a store."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from marsad.cli.inputs import say
from marsad.cli.progress import Progress
from marsad.cli.stores import add_store_option, add_workers_option
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.collect.ingest import Tally
    from marsad.sources.fetch import Fetcher
    from marsad.store import Store


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "ingest", help="take sources into a store", allow_abbrev=False,
        description="Read files, folders and addresses, and keep their reports with their claims in a store. "
        "Starting again goes on where it was; nothing is kept twice.",
    )  # fmt: skip
    command.add_argument("sources", nargs="+", metavar="SOURCE", help="a file, a folder, or an address (http, https)")
    add_store_option(command)
    add_workers_option(command)
    command.add_argument("--outlet", metavar="NAME", help="outlet of reports that name none")
    command.add_argument("--published", metavar="DATE", help="publication date of reports that state none")
    command.add_argument("--language", metavar="CODE", help="BCP 47 code of reports that state none (default: ar)")
    command.add_argument("--columns", metavar="FIELD=COLUMN,…",
                         help="which column of a table is what, e.g. text=النص,published=التاريخ")  # fmt: skip
    command.add_argument(
        "--mapping", metavar="NAME", help="remember the --columns under a name, or use those remembered"
    )
    command.add_argument("--follow", action="store_true", help="fetch the page behind each item of a feed")
    add_fetch_options(command)
    command.set_defaults(run=run)


def add_fetch_options(command: argparse.ArgumentParser) -> None:
    """How the web is asked."""
    command.add_argument("--delay", metavar="SECONDS", type=float, default=2.0,
                         help="between two requests to one host (default: 2)")  # fmt: skip
    command.add_argument(
        "--allow-private", action="store_true", help="fetch from private networks and this machine too"
    )


def fetcher(options: argparse.Namespace) -> Fetcher:
    """The fetcher that the options ask for.

    Raises:
        InputError: the delay is no sensible number.
    """
    from marsad.sources.fetch import Fetcher, Manners

    if not 0 <= options.delay <= 3600:
        raise InputError("give seconds, 0 to 3600", where="--delay")
    return Fetcher(Manners(delay=options.delay, private=options.allow_private))


def run(options: argparse.Namespace) -> int:
    """Take in the sources and say what came of it."""
    from marsad.collect.ingest import Ingest
    from marsad.collect.making import Defaults
    from marsad.sources.documents import Settings
    from marsad.sources.files import published
    from marsad.store import Store

    defaults = Defaults(published(options.published, "--published"), options.outlet, options.language)
    with Store.open(options.store, make=True) as store, Progress("reports") as progress:

        def told(tally: Tally) -> None:
            bad = [f"{tally.bad} bad"] if tally.bad else []
            progress.show(
                tally.new + tally.known, tally.share, " · ".join([*bad, *([tally.doing] if tally.doing else [])])
            )

        settings = Settings(columns(store, options.columns, options.mapping), options.follow)
        ingest = Ingest(
            store, settings=settings, defaults=defaults, fetcher=fetcher(options), workers=options.workers, told=told
        )
        tally = ingest.run(options.sources)
    for unread in tally.unread:
        say(unread)
    sys.stdout.write(summary(tally) + "\n")
    return 2 if tally.unread else 0


def summary(tally: Tally) -> str:
    """What came of it on one line."""
    copies = f" ({tally.copies} of them copies)" if tally.copies else ""
    bad = f", {tally.bad} bad: marsad issues" if tally.bad else ""
    return f"{tally.new} new reports{copies} with {tally.claims} claims, {tally.known} known{bad}"


def columns(store: Store, given: str | None, name: str | None) -> dict[str, str]:
    """The columns that are given, or remembered under a name.

    Raises:
        InputError: they are not of the form `field=column`, or nothing is remembered under the name.
    """
    from marsad.sources.readers.table import COLUMNS

    if given is None:
        if name is None:
            return {}
        found = store.remembered.mapping(name)
        if found is None:
            raise InputError(f"no columns are remembered under {name!r}", where="--mapping", hint="Give --columns too")
        return found
    pairs: dict[str, str] = {}
    for part in given.split(","):
        field, sign, column = part.partition("=")
        if not sign or field.strip() not in COLUMNS or not column.strip():
            raise InputError(f"{part!r} is no FIELD=COLUMN", where="--columns", hint=f"Fields: {', '.join(COLUMNS)}")
        pairs[field.strip()] = column.strip()
    if name is not None:
        store.remembered.set_mapping(name, pairs)
    return pairs
