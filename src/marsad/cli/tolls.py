"""`marsad tolls`: the killed, hurt, displaced … by period, as intervals, nobody counted twice."""

from __future__ import annotations

import argparse
import csv
import json
import sys

from marsad.cells import cell
from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_command, outlined

_COLUMNS = ("period", "kind", "low", "best", "high", "events", "sums")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = add_command(
        commands, "tolls", "tolls and displacement by period",
        "Add up the figures of the events (of FILE…, else of the store) by period, as intervals: each event "
        "once, sums against their parts.",
        run,
    )  # fmt: skip
    command.add_argument(
        "--by", choices=("day", "week", "month", "year", "all"), default="month", help="default: month"
    )
    command.add_argument("--group", choices=("civilians", "fighters", "children", "women"),
                         help="only those whom reports call so")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Add up and print."""
    from marsad.events.running import tolls
    from marsad.report.terminal import Terminal
    from marsad.report.words import figure, words

    events, code = outlined(options)
    found = tolls(events, options.by, options.group)
    if options.format == "json":
        sys.stdout.writelines(json.dumps(toll.to_dict(), ensure_ascii=False) + "\n" for toll in found)
        return code
    if options.format == "csv":
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(_COLUMNS)
        for t in found:
            sums = "; ".join(f"{n.low:g}-{'' if n.high is None else format(n.high, 'g')}" for _, n in t.sums)
            table.writerow(map(cell, (t.period, t.kind, t.low, t.best, t.high, len(t.events), sums)))
        return code
    show, label = Terminal(options.ui, colour=colour(), bidi=options.bidi), words(options.ui)
    for t in found:
        parts = [show.value(t.period or "?"), label["number." + t.kind], show.value(figure(t.low, t.high))]
        if t.low != t.high:
            parts.append(f"{label['label.best']} {show.value(figure(t.best, t.best))}")
        parts.append(f"{len(t.events)} {label['label.events']}")
        told = ("، " if options.ui == "ar" else ", ").join(show.value(figure(n.low, n.high)) for _, n in t.sums)
        parts += [f"{label['label.sums']}: {told}"] if told else []
        sys.stdout.write(show.line(" · ".join(parts)) + "\n")
    if not found:
        sys.stdout.write(show.line(f"0 {label['label.events']}") + "\n")
    return code
