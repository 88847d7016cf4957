"""What the commands on events share: where the readings come from, and which events are asked for."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad import ontology
from marsad.cli.inputs import add_bidi_option, add_data_option, add_input_options, exit_code, intake, say
from marsad.cli.progress import Progress
from marsad.cli.stores import add_store_option
from marsad.errors import InputError
from marsad.model import STATUSES

if TYPE_CHECKING:
    from marsad.events.event import Event
    from marsad.events.selecting import Selection
    from marsad.model import Place, Readings
    from marsad.observatory import Asked, Observatory, Outline
    from marsad.store import Store

_ASKED = ("since", "until", "area", "actor", "type", "status", "agreement")
AGREEMENTS = ("single-source", "corroborated", "corroborated-across-camps", "contested", "denied")


def add_reading_options(command: argparse.ArgumentParser, shown: bool = True) -> None:
    """FILE…, else the store; `shown`: how it is shown in a terminal."""
    add_input_options(command, "*", ui=shown)
    add_store_option(command)
    add_data_option(command)
    if shown:
        add_bidi_option(command)


def add_selection_options(command: argparse.ArgumentParser) -> None:
    """Period, area, actor, type, agreement."""
    command.add_argument("--since", metavar="DATE", help="on this day or later")
    command.add_argument("--until", metavar="DATE", help="on this day or before")
    command.add_argument("--area", metavar="PLACE", help="in this town, district, governorate or country")
    command.add_argument(
        "--actor", metavar="NAME", help="with this actor or target: words of its name, its id or its camp"
    )
    command.add_argument("--type", metavar="CODE", help="of this type or family, e.g. shelling, remote")
    command.add_argument("--status", choices=STATUSES, metavar="STATUS", help="happened, failed, planned, …")
    command.add_argument("--agreement", choices=AGREEMENTS, help="how far the accounts agree")


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help: str,
    description: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    """Declare a command that shows what is chosen among the events as table, JSON or CSV."""
    command = commands.add_parser(name, help=help, allow_abbrev=False, description=description)
    add_reading_options(command)
    add_selection_options(command)
    command.add_argument("--format", choices=("table", "json", "csv"), default="table", help="default: table")
    command.set_defaults(run=run)
    return command


def compared(options: argparse.Namespace) -> tuple[Readings, int]:
    """The readings of the files, else those of the store, grouped and compared; and the exit code."""
    from marsad.pipeline import read_reports, settle
    from marsad.store import Store

    if "agreement" in options:
        selection(options)  # what is asked wrongly is told before the work
    if options.files:
        found = intake(options)
        settle(options.data_dir)
        with Progress("reports") as progress:
            count = len(found.reports)
            readings = read_reports(
                found.reports, data_dir=options.data_dir, told=lambda n: progress.part(n, count)
            )  # fmt: skip
        return readings, exit_code(found)
    with Store.open(options.store) as store:
        return stored(store), contradicted(store)


def stored(store: Store) -> Readings:
    """The last readings of a store, grouped and compared as its decisions say."""
    from marsad.pipeline import compared as grouped

    with Progress("reports") as progress:
        count, members = store.counts()["reports"], []
        for reading in store.latest():
            members.append(reading)
            progress.part(len(members), count)
    return grouped(members, store.decisions())


def one_event(options: argparse.Namespace, start: str) -> tuple[Event, int]:
    """The event whose id, or the id of one of whose claims, is or begins so; and the exit code.

    Raises:
        InputError: there is none, or several.
    """
    from marsad.events.event import events

    if not options.files:
        with observatory(options.store) as seen:
            return seen.event(start), contradicted(seen.store)
    readings, code = compared(options)
    found = [e for e in events(readings) if any(i.startswith(start) for i in (e.id, *(c.id for c in e.claims)))]
    if not found:
        raise InputError("is no event and no claim here", where=start, hint="marsad events lists them")
    if len(found) > 1:
        raise InputError(f"begins the ids of {len(found)} events", where=start, hint="Give more of it")
    return found[0], code


@contextmanager
def observatory(address: str) -> Iterator[Observatory]:
    """The events of a store, brought up to date."""
    from marsad.store import Store

    with Store.open(address) as store:
        yield taken_up(store)


def taken_up(store: Store) -> Observatory:
    """The events of an open store, brought up to date."""
    from marsad.observatory import Observatory

    seen = Observatory(store)
    with Progress("reports grouped") as progress:
        seen.refresh(progress.part)
    return seen


def contradicted(store: Store) -> int:
    """Tell which decisions cannot hold beside others; the exit code."""
    from marsad.events.decisions import conflicts

    against = conflicts(store.decisions())
    for told in against.values():
        say(f"{told}; the later ones hold. Undo one: marsad decide undo NUMBER")
    return 2 if against else 0


def selection(options: argparse.Namespace) -> Asked:
    """What the options ask for."""
    from marsad.observatory import Asked
    from marsad.sources.files import published

    if options.type is not None and options.type not in {*ontology.types(), *ontology.families().values()}:
        raise InputError(f"{options.type!r} is no type of event", where="--type", hint="See docs/data.md for the codes")
    days = [published(value, name) for value, name in ((options.since, "--since"), (options.until, "--until"))]
    since, until = (day[:10] if day else None for day in days)
    if since and until and since > until:
        raise InputError(f"{since} is later than --until {until}", where="--since", hint="No day lies between them")
    if options.actor is not None and not options.actor.strip():
        raise InputError("is empty", where="--actor", hint="Give words of a name, an id or a camp")
    return Asked(since, until, area(options), options.actor, options.type, options.status, options.agreement)


def area(options: argparse.Namespace) -> Place | None:
    """The place that `--area` names; None where it is not given."""
    from marsad.pipeline import geocoder

    if options.area is None:
        return None
    found = geocoder(options.data_dir).located(options.area, "", None).place
    if found is None:
        raise InputError(f"{options.area!r} is no place that is known", where="--area", hint="See marsad geocode")
    return found


def asked(options: argparse.Namespace) -> dict[str, str]:
    """What is asked for, by option; empty where everything is."""
    return {name: value for name in _ASKED if (value := getattr(options, name)) is not None}


def chosen(options: argparse.Namespace, disputed: bool | None = None) -> tuple[list[Event], int]:
    """The events that the options ask for, of the files, else of the store; and the exit code.

    Args:
        disputed: only those of which accounts contradict each other, or only the others.
    """
    asked = selection(options)
    if options.files:
        readings, code = compared(options)
        found = of_readings(asked, readings)
        return [e for e in found if disputed is None or bool(e.contradictions) == disputed], code
    with observatory(options.store) as seen:
        return list(seen.events(replace(asked, disputed=disputed))), contradicted(seen.store)


def outlined(options: argparse.Namespace) -> tuple[Sequence[Event | Outline], int]:
    """As `chosen`; those of the store without their accounts."""
    if options.files:
        return chosen(options)
    asked = selection(options)
    with observatory(options.store) as seen:
        return list(seen.outlines(asked)), contradicted(seen.store)


def of_readings(asked: Selection, readings: Readings) -> list[Event]:
    """The events of readings that are asked for."""
    from marsad.events.event import events

    return asked.of(events(readings, readings.decisions))
