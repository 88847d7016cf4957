"""`marsad read`: claims of reports as a table, JSON or a page."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from marsad.cli.inputs import add_input_options, exit_code, intake, warn_other_languages
from marsad.errors import InputError
from marsad.model import Readings
from marsad.pipeline import read_reports


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser("read", help="claims of reports", description="Read reports and print their claims.")
    add_input_options(command, "*")
    command.add_argument("--format", choices=("table", "json", "html"), default="table", help="default: table")
    command.add_argument("--brief", action="store_true", help="one line a claim in the table")
    command.add_argument("--out", metavar="FILE", help="write there instead of standard output")
    command.add_argument("--bidi", choices=("on", "off"), default="on",
                         help="wrap right-to-left text of the table in Unicode isolates (default: on)")  # fmt: skip
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read and print."""
    found = intake(options)
    if not found.reports:
        return exit_code(found)
    warn_other_languages(found.reports)
    readings = read_reports(found.reports)
    text = _render(readings, options)
    if options.out:
        _write(options.out, text)
    else:
        sys.stdout.write(text)
    return exit_code(found)


def _render(readings: Readings, options: argparse.Namespace) -> str:
    if options.format == "json":
        return "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in readings.to_dicts())
    if options.format == "html":
        from marsad.report.page import render

        return render(readings, options.ui)
    from marsad.report.table import Table

    colour = not options.out and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    table = Table(options.ui, colour=colour, bidi=options.bidi, brief=options.brief)
    return "".join(line + "\n" for line in table.render(readings))


def _write(path: str, text: str) -> None:
    """Write a file whole or not at all."""
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(f"cannot be written: {error.strerror}", where=path) from None
