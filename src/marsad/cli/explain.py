"""`marsad explain`: how each claim came about."""

from __future__ import annotations

import argparse
import sys

from marsad.cli.inputs import add_input_options, exit_code, intake
from marsad.errors import InputError
from marsad.model import Claim, Reading
from marsad.pipeline import read_reports
from marsad.report.words import number_parts, place_parts, plain, source_parts, time_parts, type_label, who_parts, words


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "explain", help="how claims came about",
        description="For each claim: the rule, the clause, how each slot was filled and what was rejected.",
    )  # fmt: skip
    add_input_options(command, "+")
    command.add_argument("--claim", metavar="ID", help="only the claim whose id starts so")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Explain the claims of the files."""
    found = intake(options)
    shown = 0
    for reading in read_reports(found.reports, explain=True):
        for claim in reading.claims:
            if options.claim and not claim.id.startswith(options.claim):
                continue
            shown += 1
            sys.stdout.write("\n".join(_lines(reading, claim, options.ui)) + "\n\n")
    if options.claim and not shown:
        raise InputError(f"no claim has an id that starts with {options.claim!r}", hint="marsad read prints the ids")
    return exit_code(found)


def _lines(reading: Reading, claim: Claim, language: str) -> list[str]:
    label = words(language)
    lines = [
        f"{claim.id}  {type_label(claim.type, language)} [{claim.type}] · {label['status.' + claim.status]} [{claim.status}]",
        f"  {label['label.rule']}: {claim.rule}   {label['label.confidence']}: {claim.confidence:.2f}",
        f"  {label['label.evidence']} {claim.evidence.start}–{claim.evidence.end}: {claim.evidence.text}",
        f"  trigger {claim.trigger.start}–{claim.trigger.end}: {claim.trigger.text}",
        f"  {label['label.who']}: {arrow(claim, language)}",
    ]
    if claim.place:
        lines.append(f"  {label['label.where']}: {place_text(claim.place, language)} [{claim.place.id}]")
    if claim.time:
        lines.append(f"  {label['label.when']}: {time_text(claim.time)} [{claim.time.precision}]")
    lines += [f"  {number_text(q, label)}  «{q.span.text}»" for q in claim.numbers]
    lines.append(f"  {label['label.source']}: {source_text(claim.sources, language, label)}")
    for step in reading.steps.get(claim.id, ()):
        lines.append(f"    {step.slot:8} {step.outcome:8} «{step.text}»  {step.why}")
    return lines
