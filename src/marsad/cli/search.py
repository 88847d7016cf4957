"""`marsad search`: reports in a store by their words, dates, outlets and claims."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from marsad import ontology
from marsad.cli.inputs import add_bidi_option, colour
from marsad.cli.stores import add_store_option
from marsad.errors import InputError
from marsad.report.terminal import Terminal

if TYPE_CHECKING:
    from marsad.store.search import Hit

_WIDTH = 92
_AROUND = 160  # characters shown on either side of the first hit


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "search", help="reports in a store", allow_abbrev=False,
        description="Find reports by their words (marks, hamza, article and clitics do not matter) and show where they "
        'matched. WORDS: all of them, "a phrase", begin*, -without.',
    )  # fmt: skip
    command.add_argument("words", nargs="*", metavar="WORDS", help='words, "a phrase", begin*, -without')
    add_store_option(command)
    command.add_argument("--near", metavar="N", type=int, help="the words stand at most N words apart")
    command.add_argument("--outlet", metavar="NAME", help="only of outlets whose name holds these words")
    command.add_argument("--since", metavar="DATE", help="published on this day or later")
    command.add_argument("--until", metavar="DATE", help="published on this day or before")
    command.add_argument("--type", metavar="CODE", help="with a claim of this type, e.g. shelling")
    command.add_argument("--actor", metavar="NAME", help="with a claim whose actor or target has this name or id")
    command.add_argument("--place", metavar="NAME", help="with a claim at a place of this name or id")
    command.add_argument("--limit", metavar="N", type=int, default=20, help="reports shown (default: 20)")
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_bidi_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Search and print."""
    from marsad.store import Store
    from marsad.store.search import Query, search, terms

    must, never = terms(" ".join(options.words))
    if not must and not any((options.outlet, options.since, options.until, options.type, options.actor, options.place)):
        raise InputError("names nothing to look for", where="the search", hint="Give words or a filter")
    if options.near is not None and not 0 <= options.near <= 1000:
        raise InputError("give a number of words, 0 to 1000", where="--near")
    if options.type is not None and options.type not in ontology.types():
        raise InputError(f"{options.type!r} is no type of event", where="--type", hint="See docs/data.md for the codes")
    query = Query(
        must, never, options.near, options.outlet, _day(options.since, "--since"), _day(options.until, "--until"),
        options.type, options.actor, options.place,
    )  # fmt: skip
    show = Terminal("en", colour=colour(), bidi=options.bidi)
    count = 0
    with Store.open(options.store) as store:
        for hit in search(store, query, max(1, options.limit)):
            count += 1
            sys.stdout.write(_json(hit) if options.format == "json" else _text(hit, show))
    if options.format == "text":
        sys.stdout.write(f"{count} reports{' shown' if count == options.limit else ''}\n")
    return 0


def _day(value: str | None, option: str) -> str | None:
    from marsad.sources.files import published

    day = published(value, option)
    return day[:10] if day else None


def _json(hit: Hit) -> str:
    r = hit.report
    value = {
        "id": r.id, "outlet": r.outlet, "published": r.published, "title": r.title, "url": r.url, "text": r.text,
        "hits": [list(span) for span in hit.spans],
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False) + "\n"


def _text(hit: Hit, show: Terminal) -> str:
    r = hit.report
    head = " · ".join(show.words(part) for part in (r.id, r.outlet, r.published, r.title) if part)
    lines = [show.bold(head)]
    shown, _, _ = marked(hit)
    lines += ["  " + line for line in show.paragraph(shown, -1, -1, _WIDTH)]
    return "".join(line + "\n" for line in [*lines, ""])


def marked(hit: Hit) -> tuple[str, int, int]:
    """The text around the first hit with every hit marked, and where it starts and ends in the report."""
    raw = hit.report.text
    first = hit.spans[0] if hit.spans else (0, 0)
    start, end = max(0, first[0] - _AROUND), min(len(raw), first[1] + _AROUND)
    start = raw.rfind(" ", 0, start) + 1 if start else 0
    end = end if (space := raw.find(" ", end)) < 0 else space
    parts, at = [], start
    for a, b in hit.spans:
        if a >= at and b <= end:
            parts += [raw[at:a], "⟦", raw[a:b], "⟧"]
            at = b
    parts.append(raw[at:end])
    return ("… " if start else "") + "".join(parts) + (" …" if end < len(raw) else ""), start, end
