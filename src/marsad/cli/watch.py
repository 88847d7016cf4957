"""`marsad watch`: sources asked again and again."""

from __future__ import annotations

import argparse
import signal
import threading

from marsad.cli.ingest import add_fetch_options, fetcher
from marsad.cli.inputs import say
from marsad.cli.stores import add_store_option


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "watch", help="ask sources again and again", allow_abbrev=False,
        description="Ask each source of a TOML file when it is due, and keep what is new in a store. Runs until it is "
        "told to end (SIGTERM, Ctrl-C); what was begun is kept, and a restart goes on where it was.",
    )  # fmt: skip
    command.add_argument("file", metavar="FILE", help="a TOML file with a [[source]] each")
    add_store_option(command)
    command.add_argument("--once", action="store_true", help="ask those that are due now, and end")
    add_fetch_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Watch until told to end."""
    from marsad.collect.watch import Watch, sources
    from marsad.store import Store

    watched = sources(options.file)
    stop = threading.Event()
    before = {s: signal.signal(s, lambda *_: stop.set()) for s in (signal.SIGTERM, signal.SIGINT)}
    try:
        with Store.open(options.store, make=True) as store:
            asks = fetcher(options)
            asks.sleep = stop.wait  # so that a delay does not outlast the signal to end
            Watch(store, watched, asks, say, stop).run(once=options.once)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if stop.is_set():
        say("ended as told; what was begun is kept")
    return 0
