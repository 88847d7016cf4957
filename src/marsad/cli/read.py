"""`marsad read`: claims of reports as a table, JSON or a page."""

from __future__ import annotations

import argparse
import json
import sys

from marsad.cli.inputs import add_bidi_option, add_data_option, add_input_options, colour, exit_code, intake
from marsad.cli.progress import Progress
from marsad.model import Readings
from marsad.outputs import check, whole
from marsad.pipeline import read_reports, settle


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "read", help="claims of reports", description="Read reports and print their claims.", allow_abbrev=False,
    )  # fmt: skip
    add_input_options(command, "*")
    command.add_argument("--format", choices=("table", "json", "html"), default="table", help="default: table")
    command.add_argument("--brief", action="store_true", help="one line a claim in the table")
    command.add_argument("--out", metavar="FILE", help="write there instead of standard output")
    add_data_option(command)
    add_bidi_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read and print."""
    if options.out is not None:
        check(options.out, options.files)
    found = intake(options)
    if not found.reports:
        return exit_code(found)
    settle(options.data_dir)
    with Progress("reports") as progress:
        count = len(found.reports)
        readings = read_reports(found.reports, data_dir=options.data_dir, told=lambda n: progress.part(n, count))
    text = _render(readings, options)
    if options.out is not None:
        with whole(options.out) as file:
            file.write_text(text, encoding="utf-8", newline="\n")
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

    table = Table(options.ui, colour=options.out is None and colour(), bidi=options.bidi, brief=options.brief)
    return "".join(line + "\n" for line in table.render(readings))
