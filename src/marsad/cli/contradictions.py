"""`marsad contradictions`: where accounts exclude each other."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter

from marsad.cells import cell
from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_command, chosen, compared

_COLUMNS = ("attribute", "first", "second", "explanation_ar", "explanation_en")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    add_command(
        commands, "contradictions", "where accounts exclude each other",
        "Show where the accounts of the reports (FILE…, else those of the store) cannot all be right.",
        run,
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Compare and print."""
    from marsad.report.terminal import Terminal
    from marsad.report.words import words

    readings, code = compared(options)
    events = chosen(options, readings)
    found = list({(c.first, c.second): c for event in events for c in event.contradictions}.values())
    rows = [
        {"attribute": c.attribute, "first": c.first, "second": c.second,
         "explanation_ar": c.explanation_ar, "explanation_en": c.explanation_en} for c in found
    ]  # fmt: skip
    if options.format == "json":
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    elif options.format == "csv":
        table = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    else:
        show, label = Terminal(options.ui, colour=colour(), bidi=options.bidi), words(options.ui)
        voices = {
            c.id: f"{e.id}:{n}" for e in events for n, t in enumerate(e.testimonies) for c in (x.claim for x in t.told)
        }
        told: Counter[frozenset[str]] = Counter()
        first: dict[frozenset[str], dict[str, str]] = {}
        for row in rows:  # copies, and what one voice says several times, are one contradiction for people
            key = frozenset((row["attribute"], *(voices.get(row[side], row[side]) for side in ("first", "second"))))
            told[key] += 1
            first.setdefault(key, row)
        for key, row in first.items():
            more = f"  (×{told[key]})" if told[key] > 1 else ""
            line = f"[{label['attribute.' + row['attribute']]}] {show.sentence(row['explanation_' + options.ui])}{more}"
            sys.stdout.write(show.line(line) + "\n")
        if not rows:
            sys.stdout.write(show.line(label["label.no_contradictions"]) + "\n")
    return code
