"""`marsad control`: who holds a place since when, as asserted."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_reading_options, compared, contradicted, observatory
from marsad.errors import InputError
from marsad.model import Place

if TYPE_CHECKING:
    from marsad.events.event import Event

_ALL = "all"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "control", help="who holds a place since when, as asserted", allow_abbrev=False,
        description="Show what the reports (FILE…, else those of the store) say of who holds a place: each change with "
        "who confirms and who denies it. With --on: who holds it on that day, with rival versions.",
    )  # fmt: skip
    command.add_argument("place", metavar="PLACE", help=f"a town or quarter; {_ALL}: every place that is spoken of")
    command.add_argument("--on", metavar="DATE", help="who holds it on this day")
    add_reading_options(command)
    command.add_argument(
        "--format", choices=("table", "json", "csv", "geojson"), default="table", help="default: table"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Follow the place and print."""
    from marsad.events.control import geojson, places, standing, timeline
    from marsad.report.control import ControlTable, csv_rows
    from marsad.sources.files import published

    day = published(options.on, "--on")
    asked = None if options.place == _ALL else _place(options)
    found, code = _events(options, asked)
    table = ControlTable(options.ui, colour=colour(), bidi=options.bidi)
    wanted = [asked] if asked is not None else places(found)
    if not wanted and options.format == "table":
        sys.stdout.write(table.terminal.line(table.labels["label.nothing_told"]) + "\n")
    if options.on or options.format == "geojson":
        told = [standing(found, place, day[:10] if day else None) for place in wanted]
        if options.format == "geojson":
            sys.stdout.write(json.dumps(geojson(told), ensure_ascii=False) + "\n")
        elif options.format == "json":
            sys.stdout.writelines(json.dumps(s.to_dict(), ensure_ascii=False) + "\n" for s in told)
        elif options.format == "csv":
            csv_rows(((s.place, s.entry) for s in told if s.entry), sys.stdout)
        else:
            sys.stdout.writelines(line + "\n" for s in told for line in table.standing(s))
        return code
    lines = [(place, timeline(found, place)) for place in wanted]
    if options.format == "json":
        sys.stdout.writelines(
            json.dumps({"asked": place.name_ar or place.span.text, **entry.to_dict()}, ensure_ascii=False) + "\n"
            for place, entries in lines for entry in entries
        )  # fmt: skip
    elif options.format == "csv":
        csv_rows(((place, entry) for place, entries in lines for entry in entries), sys.stdout)
    else:
        sys.stdout.writelines(line + "\n" for place, entries in lines for line in table.timeline(place, entries))
    return code


def _events(options: argparse.Namespace, place: Place | None) -> tuple[list[Event], int]:
    """The events that may tell who holds a place, or any; and the exit code."""
    from marsad.events.event import events

    if options.files:
        readings, code = compared(options)
        return events(readings, readings.decisions), code
    with observatory(options.store) as seen:
        return seen.of_control(place), contradicted(seen.store)


def _place(options: argparse.Namespace) -> Place:
    from marsad.pipeline import geocoder

    place = geocoder(options.data_dir).located(options.place, "", None).place
    if place is None:
        raise InputError(f"{options.place!r} is no place that is known", where="PLACE", hint="See marsad geocode")
    return place
