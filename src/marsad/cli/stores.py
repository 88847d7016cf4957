"""What the commands on a store share: their options."""

from __future__ import annotations

import argparse

DEFAULT = "marsad.db"
_MOST_WORKERS = 64


def add_store_option(command: argparse.ArgumentParser) -> None:
    """`--store`."""
    command.add_argument(
        "--store", metavar="URL", default=DEFAULT,
        help=f"an SQLite file, or postgresql://… (default: {DEFAULT})",
    )  # fmt: skip


def add_workers_option(command: argparse.ArgumentParser) -> None:
    """`--workers`."""
    command.add_argument("--workers", metavar="N", type=_workers, default=1, help="processes that read (default: 1)")


def _workers(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 1 to {_MOST_WORKERS}")
    return int(value)
