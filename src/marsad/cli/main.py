"""`marsad`: the commands and their options."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import marsad
from marsad.cli import (
    contradictions,
    control,
    decide,
    decisions,
    diff_readings,
    event,
    events,
    explain,
    export,
    gazetteer,
    geocode,
    ingest,
    issues,
    merge,
    notebook,
    read,
    report,
    reread,
    seal,
    search,
    serve,
    sources,
    split,
    timeline,
    tolls,
    users,
    verify,
    watch,
    why,
)  # fmt: skip
from marsad.cli.inputs import say
from marsad.errors import InputError, MarsadError

# Each command is one module with `add(subparsers)`.
COMMANDS = (
    read, explain, events, event, contradictions, control, tolls, sources, timeline, why, report, notebook, decide, merge,
    split, decisions, export, ingest, watch, search, issues, verify, seal, reread, diff_readings, geocode, gazetteer, serve,
    users,
)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The command line parser."""
    root = argparse.ArgumentParser(
        prog="marsad", description="Reads Arabic reports of armed conflict and writes down every claim in them.",
        allow_abbrev=False,
    )  # fmt: skip
    root.add_argument("--version", action="version", version=f"marsad {marsad.__version__}")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.add(commands)
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, or 2 where something could not be read."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _options(arguments)
    try:
        with _ending():
            return _run(options)
    except _Ended:
        _discard_output()
        say("ended as told")
        return 128 + signal.SIGTERM
    except KeyboardInterrupt:
        _discard_output()
        say("interrupted")
        return 130


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of a command; files may stand behind options too («control PLACE --on DATE FILE»)."""
    root = parser()
    options, rest = root.parse_known_args(arguments)
    if rest:
        files = getattr(options, "files", None)
        if files is None or any(word.startswith("-") and word != "-" for word in rest):
            root.error(f"unrecognized arguments: {' '.join(rest)}")
        options.files = [*files, *rest]
    return options


def _run(options: argparse.Namespace) -> int:
    try:
        if sys.stdout is None:
            raise InputError("is closed", where="standard output")
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except MarsadError as error:
        say(str(error))
        return 2
    except BrokenPipeError:
        _discard_output()
        return 0
    except OSError as error:  # a full disk under standard output
        _discard_output()
        say(f"{error.filename or 'standard output'}: {error.strerror or error}")
        return 2


class _Ended(KeyboardInterrupt):
    """The process was told to end (SIGTERM), which is heard as Ctrl-C is."""


@contextmanager
def _ending() -> Iterator[None]:
    """SIGTERM ends a command with its work in order, as long as nobody else listens for it."""

    def end(*_: object) -> None:
        raise _Ended

    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _discard_output() -> None:
    """What is still buffered goes nowhere, so that Python does not fail on it again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
