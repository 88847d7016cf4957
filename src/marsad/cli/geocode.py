"""`marsad geocode`: place names to points, with reasons."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.cli.inputs import add_bidi_option, add_data_option, colour, say
from marsad.cli.progress import Progress
from marsad.errors import InputError
from marsad.sources.files import JSON_NAMES

if TYPE_CHECKING:
    from marsad.geography.gazetteer import Gazetteer
    from marsad.geography.locating import Located

_LONGEST_LINE = 100_000  # characters; a place name is shorter


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "geocode", help="place names to points", allow_abbrev=False,
        description="The point, level and radius of each place name or expression, or why it is not known. "
        "A file of JSON lines has an object a line: text, and where known id, country, near.",
    )  # fmt: skip
    command.add_argument(
        "texts",
        nargs="*",
        metavar="TEXT",
        help="a place name, or a .jsonl FILE; - reads JSON lines from standard input",
    )
    command.add_argument("--country", metavar="CC", help="ISO code of the country that is spoken of, e.g. SY")
    command.add_argument(
        "--near", metavar="PLACE", help="a place that it lies near to: its name, or LATITUDE,LONGITUDE"
    )
    command.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    add_data_option(command)
    add_bidi_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Geocode and print."""
    from marsad.pipeline import geocoder

    coder = geocoder(options.data_dir)
    country, near = coder.country(options.country or ""), coder.point(options.near, options.country or "")
    skipped = shown = 0
    asked = [one for text in options.texts or ["-"] for one in _asked(text)]
    with Progress("places", printing=True) as progress:
        for where, line in asked:
            progress.part(skipped + shown, len(asked))
            given = _given(line)
            try:
                text, own, around = _values(given)
                found = coder.locate(text, coder.country(own) or country, coder.point(around, own or country) or near)
            except InputError as error:
                say(f"skipped {where}: {error}")
                skipped += 1
                continue
            _show(given, found, coder.gazetteer, options)
            shown += 1
    if skipped:
        say(f"{skipped} bad lines skipped, {shown} geocoded")
    return 0 if shown or not skipped else 2


def _asked(text: str) -> list[tuple[str, str | dict[str, str]]]:
    """What is to be geocoded and where it stands: the lines of a file, or the text itself."""
    if text == "-" or text.lower().endswith(JSON_NAMES):
        return list(_lines(text))
    return [(text, {"text": text})]


def _lines(name: str) -> Iterator[tuple[str, str]]:
    where = "standard input" if name == "-" else name
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        lines = data.decode("utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=where) from None
    except UnicodeDecodeError as error:
        raise InputError(
            "is no UTF-8", where=f"{where}:{data[: error.start].count(10) + 1}", hint="Save it as UTF-8"
        ) from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{where}:{number}", line


def _given(line: str | dict[str, str]) -> Any:
    """The object of a line; None where it is none."""
    if isinstance(line, dict):
        return line
    try:
        return json.loads(line) if len(line) < _LONGEST_LINE else None
    except (ValueError, RecursionError):
        return None


def _values(given: Any) -> tuple[str, str, str]:
    """Text, country and near of a line."""
    if not isinstance(given, dict):
        raise InputError("is no JSON object")
    if not isinstance(given.get("text"), str):
        raise InputError('"text" is missing or no string')
    values = [given.get(key) or "" for key in ("country", "near")]
    if not all(isinstance(v, str) for v in values):
        raise InputError('"country" or "near" is no string')
    return given["text"], values[0], values[1]


def _show(given: dict[str, Any], found: Located, gazetteer: Gazetteer, options: argparse.Namespace) -> None:
    if options.format == "json":
        head = {"id": given["id"]} if "id" in given else {}
        print(json.dumps(head | {"text": given["text"]} | found.to_dict(), ensure_ascii=False))
        return
    from marsad.report.terminal import Terminal

    show = Terminal("en", colour=colour(), bidi=options.bidi)
    print(show.line(show.bold(show.words(given["text"]))))
    for label, place in (("", found.place), ("within: ", found.within if found.place is None else None)):
        if place is not None:
            names = " · ".join(
                x for x in (show.words(place.name_ar or place.span.text), place.name_en or "", place.level or "") if x
            )
            codes = [x for x in (place.country, place.admin1, place.admin2) if x]
            divisions = [gazetteer.countries.get(code) or gazetteer.place(code) for code in codes]
            admin = " › ".join(row.name_en or code for row, code in zip(divisions, codes, strict=True) if row)
            print(
                show.line(
                    f"  {label}{names} · {place.lat:.4f}, {place.lon:.4f} ± {place.radius_km:g} km · {admin} · {place.id or '?'}"
                )
            )
    if found.place is None:
        print(show.line("  not known"))
    for reason in found.reasons:
        print(show.line(f"    {show.words(reason)}"))
