"""What `read` and `explain` share: the options that say what is read, and messages to standard error."""

from __future__ import annotations

import argparse
import os
import re
import sys

from marsad.sources.files import Given, Intake, published, take

# Control and bidi characters of file names and ids would act on the terminal.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def add_input_options(command: argparse.ArgumentParser, files: str, ui: bool = True) -> None:
    """FILE… and what is known about the reports; `ui`: the language of what is shown."""
    command.add_argument("files", nargs=files, metavar="FILE", help="text, HTML or JSON lines; - reads standard input")
    command.add_argument("--published", metavar="DATE", help="ISO 8601 date or instant of publication, e.g. 2020-02-01")
    command.add_argument("--outlet", metavar="NAME", help="who published the report")
    command.add_argument("--title", metavar="TEXT", help="its headline, where the text does not hold it")
    command.add_argument("--url", metavar="ADDRESS", help="where it was published")
    command.add_argument("--id", metavar="ID", help="an id for it; without one the sha256 of its text")
    command.add_argument("--language", metavar="CODE", help="BCP 47 code of the text (default: ar)")
    if ui:
        command.add_argument("--ui", choices=("ar", "en"), default="ar", help="language of labels (default: ar)")


def add_data_option(command: argparse.ArgumentParser) -> None:
    """Where the imported places lie."""
    command.add_argument("--data-dir", metavar="DIR",
                         help="folder of imported places (default: the user's own); none: without them")  # fmt: skip


def add_bidi_option(command: argparse.ArgumentParser) -> None:
    """How right-to-left text is shown in a terminal."""
    command.add_argument("--bidi", choices=("on", "off"), default="on",
                         help="wrap right-to-left text in Unicode isolates (default: on)")  # fmt: skip


def colour() -> bool:
    """Whether standard output is a terminal that takes colour."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(message: str) -> None:
    """One line on standard error."""
    if sys.stderr is not None:
        print("marsad:", _UNSAFE.sub(lambda m: m.group().encode("unicode_escape").decode(), message), file=sys.stderr)


def intake(options: argparse.Namespace) -> Intake:
    """Read the files that the options name; notes, skipped lines and errors go to standard error."""
    given = Given(
        published(options.published, "--published"), options.outlet, options.title, options.url, options.id,
        options.language,
    )  # fmt: skip
    found = take(options.files or ["-"], given)
    for note in found.notes:
        say(note)
    for line in found.skipped:
        say(f"skipped {line}")
    if found.skipped:
        say(f"{len(found.skipped)} bad lines skipped, {len(found.reports)} reports read")
    for error in found.errors:
        say(error)
    _warn_other_languages(found)
    return found


def exit_code(found: Intake) -> int:
    """2 where a file could not be read, else 0."""
    return 2 if found.errors or not found.reports else 0


def _warn_other_languages(found: Intake) -> None:
    """Say which reports hold no Arabic."""
    from marsad.language.ar.script import is_arabic

    for report, where in zip(found.reports, found.where, strict=True):
        if not is_arabic(report.text):
            say(f"{where}: no Arabic text found; marsad reads Arabic")
