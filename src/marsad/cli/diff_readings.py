"""`marsad diff-readings`: what two versions read otherwise."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter

from marsad.cli.progress import Progress
from marsad.cli.stores import add_store_option


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "diff-readings", help="what two versions read otherwise", allow_abbrev=False,
        description="Compare the readings of two versions of software and data: claims that are gone, new or changed, "
        "and in which slots. Without versions: the last two.",
    )  # fmt: skip
    add_store_option(command)
    command.add_argument("--old", metavar="VERSION", help="the earlier version, or how it begins")
    command.add_argument("--new", metavar="VERSION", help="the later version, or how it begins")
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare and print."""
    from marsad.collect.reread import chosen, differences
    from marsad.report.terminal import clean
    from marsad.store import Store

    counts: Counter[str] = Counter()
    with Store.open(options.store) as store, Progress("reports", printing=True) as progress:
        old, new = chosen(store, options.old, -2), chosen(store, options.new, -1)
        for change in differences(store, old, new, progress.part):
            counts[change.kind] += 1
            if options.format == "json":
                value = {"report": change.report, "kind": change.kind, "trigger": change.trigger, "type": change.type,
                         "slots": {name: [before, after] for name, before, after in change.slots}}  # fmt: skip
                sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
                continue
            sys.stdout.write(f"{change.report} {change.kind} {change.type} «{clean(change.trigger)}»\n")
            for name, before, after in change.slots:
                sys.stdout.write(f"    {name}: {clean(str(before))} → {clean(str(after))}\n")
        if options.format == "text":
            shown = ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "gone", "changed"))
            sys.stdout.write(f"{old.software}/{old.data} → {new.software}/{new.data}: {shown}\n")
    return 0
