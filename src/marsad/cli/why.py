"""`marsad why`: what speaks for and against two claims being of one event."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from marsad.cli.inputs import colour
from marsad.cli.occurrences import add_reading_options, compared, contradicted, observatory
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.events.accounts import Account
    from marsad.events.event import Event
    from marsad.model import Claim, Decision, Reading
    from marsad.report.terminal import Terminal

_WIDTH = 94


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "why", help="why two claims are one event, or not", allow_abbrev=False,
        description="Print what each sign of two claims (of FILE…, else of the store) is worth for their being of one "
        "occurrence, the sum, and whether they are held for one event. FIRST, SECOND: ids of claims, or how they begin.",
    )  # fmt: skip
    command.add_argument("first", metavar="FIRST", help="id of a claim, or how it begins")
    command.add_argument("second", metavar="SECOND", help="id of another one")
    add_reading_options(command)
    command.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Weigh and print."""
    from marsad.events.accounts import accounts
    from marsad.events.grouping import link
    from marsad.events.linkage import THRESHOLD
    from marsad.events.scores import UNIT
    from marsad.report.terminal import Terminal
    from marsad.report.words import decision_parts, words

    readings, events, code = _read(options)
    members = accounts(readings)
    a, b = (_one(members, name) for name in (options.first, options.second))
    found, together = link(a, b), a.claim.event == b.claim.event
    decided = _decided(events, a.claim.id, b.claim.id)
    if options.format == "json":
        told = {
            "claims": [a.claim.id, b.claim.id], "one_event": together, "score": found.score if found else None,
            "threshold": THRESHOLD / UNIT, "signs": dict(found.parts) if found else {},
            "decisions": [d.to_dict() for d in decided],
        }  # fmt: skip
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return code
    show, label = Terminal(options.ui, colour=colour(), bidi=options.bidi), words(options.ui)
    lines = [line for account in (a, b) for line in _told(account.claim, options.ui, show, label)]
    if found is None:
        lines.append(label["why.never"])
    else:
        lines += [f"  {show.value(f'{w:+.2f} {sign}')}" for sign, w in sorted(found.parts, key=lambda p: -abs(p[1]))]
        from_ = show.value(f"{THRESHOLD / UNIT:+.2f}")
        lines.append(f"  {show.value(f'{found.score:+.2f}')}  {label['why.sum']} {from_}")
    lines += [f"  {label['why.decision']} {show.field(decision_parts(d, options.ui))}" for d in decided]
    lines.append(label["why.one" if together else "why.two"])
    sys.stdout.writelines(show.line(line) + "\n" for line in lines)
    return code


def _told(claim: Claim, language: str, show: Terminal, label: dict[str, str]) -> Iterator[str]:
    from marsad.report.words import claim_label

    yield show.bold(f"{show.value(claim.id)}  {claim_label(claim, language, label)}")
    for line in show.evidence(claim, _WIDTH):
        yield f"  {line}"


def _read(options: argparse.Namespace) -> tuple[Sequence[Reading], Sequence[Event], int]:
    """The reports that hold the claims, among others, with their events; and the exit code."""
    from marsad.events.event import events
    from marsad.observatory.claims import beginning

    if options.files:
        readings, code = compared(options)
        return list(readings), list(events(readings, readings.decisions)), code
    with observatory(options.store) as seen:
        return *beginning(seen, (options.first, options.second)), contradicted(seen.store)


def _decided(events: Iterable[Event], one: str, two: str) -> list[Decision]:
    """What people decided on both claims, else on their events: «same» goes on from claim to claim."""
    of = [e.decisions for e in events if {one, two} & {c.id for c in e.claims}]
    found = list({d.number: d for decisions in of for d in decisions}.values())
    both = [d for d in found if {one, two} <= {claim for group in d.claims for claim in group}]
    return both or found


def _one(members: list[Account], name: str) -> Account:
    found = [m for m in members if m.claim.id.startswith(name)]
    if not found:
        raise InputError("is no claim here", where=name, hint="marsad event shows the ids")
    if len({m.claim.id for m in found}) > 1:
        raise InputError(f"begins the ids of {len(found)} claims", where=name, hint="Give more of it")
    return found[0]
