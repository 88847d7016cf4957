"""`marsad serve`: the observatory on a screen."""

from __future__ import annotations

import argparse
import ipaddress
import sys

from marsad.cli.stores import add_store_option
from marsad.errors import InputError

_LOCAL = ("127.0.0.1", "localhost", "::1")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "serve", help="the store as pages in a browser", allow_abbrev=False,
        description="Serve the events, reports, sources and the map of a store as pages for a browser on this machine, in "
        "Arabic and English, and as JSON under /api/v1. Runs until it is told to end (SIGTERM, Ctrl-C).",
    )  # fmt: skip
    add_store_option(command)
    command.add_argument("--host", metavar="ADDRESS", default=_LOCAL[0], help=f"own address (default: {_LOCAL[0]})")
    command.add_argument("--port", metavar="N", type=_port, default=8765, help="0: any that is free (default: 8765)")
    command.add_argument(
        "--users", metavar="FILE", help="let in only these, with a login (marsad users makes the file)"
    )
    command.add_argument(
        "--name",
        metavar="HOST",
        action="append",
        default=[],
        help="name under which others ask for it; may be repeated",
    )
    command.add_argument(
        "--proxy",
        metavar="ADDRESS",
        type=_number,
        help="of the server with TLS in front, which is believed who asks and how",
    )
    command.add_argument(
        "--fetch",
        action="store_true",
        help="let those who add reports name the address of a page, which is then fetched",
    )
    command.add_argument(
        "--rate", metavar="N", type=_rate, default=600,
        help="requests a minute that each user may send to /api (default: 600); without --users nobody is counted",
    )  # fmt: skip
    command.add_argument(
        "--full",
        action="store_true",
        help="withhold nothing: names of private persons are shown to all, not to editors alone",
    )
    command.set_defaults(run=run)


def _rate(value: str) -> int:
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(value[:7]) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 1 to 1000000")
    return int(value)


def _number(value: str) -> str:
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of a machine, as 127.0.0.1 is one") from None


def _port(value: str) -> int:
    if not (value.isascii() and value.isdecimal()) or int(value) > 65535:
        raise argparse.ArgumentTypeError(f"{value!r} is no port from 0 to 65535")
    return int(value)


def run(options: argparse.Namespace) -> int:
    """Serve until told to end."""
    from marsad.web.users import Users

    users = Users(options.users) if options.users else None
    if users is not None and not users.all():
        raise InputError("holds no users", where=options.users, hint="marsad users add NAME sets one up")
    if users is None and (options.host not in _LOCAL or options.name or options.proxy):
        raise InputError(
            "is no address of this machine alone, so there must be users to let in", hint="Give --users FILE; marsad users makes it",
            where=f"--host {options.host}" if options.host not in _LOCAL else f"--name {options.name[0]}" if options.name
            else f"--proxy {options.proxy}",
        )  # fmt: skip
    from marsad.cli.occurrences import taken_up
    from marsad.collect.fetching import fetcher
    from marsad.observatory import Observatory
    from marsad.store import Store
    from marsad.web.app import LOCAL, create
    from marsad.web.serving import listen, serve

    with Store.open(options.store) as store:  # what is wrong with it is told now, and what takes long is done now
        if not store.database.sealed:
            taken_up(store)
        Observatory(store).step()
    with listen(options.host, options.port) as socket:
        host = f"[{options.host}]" if ":" in options.host else options.host
        print(f"http://{host}:{socket.getsockname()[1]}/", flush=True)
        hosts = (*LOCAL, host.lower(), *map(str.lower, options.name))
        fetching = fetcher() if options.fetch else None
        app = create(options.store, hosts, users, fetching, rate=options.rate, full=options.full)
        serve(app, socket, options.proxy)
    sys.stdout.flush()
    return 0
