"""`marsad users`: who may come in where `marsad serve --users` asks for a login."""

from __future__ import annotations

import argparse
import getpass
import sys

from marsad.errors import InputError

_DEFAULT = "marsad.users.json"
_ACTIONS = ("add", "token", "remove", "list")
_ROLES = ("viewer", "editor")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "users", help="who may come in at marsad serve", allow_abbrev=False,
        description="Keeps the file of users that marsad serve --users asks for a login. A password is asked for, or is the "
        "first line of standard input.",
    )  # fmt: skip
    command.add_argument(
        "action", choices=_ACTIONS, metavar="ACTION", help="add (or change) a user, token (a new one), remove, list"
    )
    command.add_argument("user", nargs="?", metavar="NAME", help="of the user")
    command.add_argument("--role", choices=_ROLES, default=_ROLES[0], help="an editor adds reports (default: viewer)")
    command.add_argument("--users", metavar="FILE", default=_DEFAULT, help=f"the file (default: {_DEFAULT})")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file, or list what is in it."""
    from marsad.web.users import Users

    users = Users(options.users)
    if options.action == "list":
        for user in users.all().values():
            print(f"{user.name}  {user.role}  {len(user.tokens)} tokens")
        return 0
    if not options.user:
        raise InputError("whose?", where=f"users {options.action}", hint="Give a NAME")
    if options.action == "add":
        users.add(options.user, options.role, _password())
        print(f"{options.user} may come in as {options.role}")
    elif options.action == "token":
        print(users.token(options.user))
    else:
        users.remove(options.user)
        print(f"{options.user} may come in no more")
    return 0


def _password() -> str:
    """A password, which is shown nowhere."""
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\r\n")
