"""`marsad read`: claims of reports as a table, JSON or a page."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from marsad.cli.inputs import add_bidi_option, add_data_option, add_input_options, colour, exit_code, intake
from marsad.cli.progress import Progress
from marsad.errors import InputError
from marsad.model import Readings
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
        try:
            _check(options.out, options.files)
        except OSError as error:
            raise _not_written(options.out, error) from None
    found = intake(options)
    if not found.reports:
        return exit_code(found)
    settle(options.data_dir)
    with Progress("reports") as progress:
        count = len(found.reports)
        readings = read_reports(found.reports, data_dir=options.data_dir, told=lambda n: progress.part(n, count))
    text = _render(readings, options)
    if options.out is not None:
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

    table = Table(options.ui, colour=options.out is None and colour(), bidi=options.bidi, brief=options.brief)
    return "".join(line + "\n" for line in table.render(readings))


def _check(path: str, inputs: list[str]) -> None:
    """Before anything is read: the output can stand there, and is none of the reports."""
    target = Path(path)
    if not path or target.is_dir():
        raise InputError("is a folder" if path else "an empty name", where=path or "--out", hint="Name a file")
    if not target.parent.is_dir():
        raise InputError(f"there is no folder {str(target.parent)!r}", where=path, hint="Make it first")
    for name in inputs:
        if name != "-" and target.exists() and Path(name).exists() and target.samefile(name):
            raise InputError("is one of the reports and would be overwritten", where=path, hint="Name another file")


def _write(path: str, text: str) -> None:
    """Write a file whole or not at all; devices and pipes are written straight."""
    try:
        target = Path(path).resolve()
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="\n")
            return
        part = target.with_name(f".marsad-{os.getpid()}.part")
        try:
            part.write_text(text, encoding="utf-8", newline="\n")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that go round in a circle
        raise _not_written(path, error) from None


def _not_written(path: str, error: Exception) -> InputError:
    return InputError(f"cannot be written: {getattr(error, 'strerror', None) or error}", where=path)
