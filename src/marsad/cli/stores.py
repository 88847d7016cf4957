"""What the commands on a store share: its option, and the table of what they print."""

from __future__ import annotations

import argparse

DEFAULT = "marsad.db"


def add_store_option(command: argparse.ArgumentParser) -> None:
    """`--store`."""
    command.add_argument(
        "--store", metavar="URL", default=DEFAULT,
        help=f"an SQLite file, or postgresql://… (default: {DEFAULT})",
    )  # fmt: skip
