"""A store of made reports, for measuring what works on large ones: so many occurrences, told over so many days.

The reports are those of `made_claims`: the same seed gives the same ones. Nothing is read: the claims come with their
reports, whose texts are the sentences of their claims, so that every span points into its text. A store that is there
already is left alone.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Table, insert

from made_claims import ACCOUNTS_OF_ONE, CLAIMS_A_DAY, World
from marsad.errors import MarsadError
from marsad.language.ar.stems import stems
from marsad.model import Claim, Mention, Reading, Report, Span
from marsad.store import Item, Kept, Store, index, log, names, rows
from marsad.store.database import locate
from marsad.store.names import Named
from marsad.store.schema import claims, parties, readings, reports

DAYS = 730
BATCH = 500  # reports of one transaction
YOUNG = 50_000  # objects made before the collector looks for cycles among them
T = TypeVar("T")


def make(path: str, occurrences: int, days: int, seed: int) -> tuple[int, int]:
    """Make the store; how many reports and claims it holds."""
    world = World(seed, occurrences / days * ACCOUNTS_OF_ONE / CLAIMS_A_DAY)
    count = told = 0
    began = time.perf_counter()
    with Store.open(path, make=True) as store:
        for some in _batches((reading for reading, _ in world.reports(days)), BATCH):
            store.database.write(partial(keep, store, count + 1, [item(reading) for reading in some]))
            count, told = count + len(some), told + sum(len(reading.claims) for reading in some)
            if count // 10_000 > (count - len(some)) // 10_000:
                print(f"  … {count:,} reports, {told:,} claims, {time.perf_counter() - began:.0f} s",
                      file=sys.stderr, flush=True)  # fmt: skip
    return count, told


def keep(store: Store, number: int, items: Sequence[Item], connection: Connection) -> None:
    """What `Store.keep` does with new reports from a number on, each table in one go; copies are not looked for."""
    at, acts, named = log.now(), list[log.Act](), Named()
    of: dict[Table, list[rows.Row]] = {reports: [], readings: [], claims: [], parties: []}
    for k, one in enumerate(items, number):
        row = rows.report_row(one.kept, k, at, store.version)
        made = rows.reading_rows(one.reading, k, k, at, store.version)
        of[reports].append(row)
        for table in (readings, claims, parties):
            of[table] += made[table.name]
        digest = rows.row_digest(made["readings"][0], (made["claims"], made["parties"]))
        acts.append(log.Act("kept", "report", str(k), rows.row_digest(row), rows.compact({"id": row["id"]})))
        acts.append(log.Act("read", "reading", str(k), digest, rows.compact({"claims": len(made["claims"])})))
        named |= names.of(made) | ({("outlet", row["outlet"])} if row["outlet"] else set())
    for table, some in of.items():
        connection.execute(insert(table), some)
    for k, one in enumerate(items, number):
        index.add(connection, k, one.stems)
    log.append(connection, acts, store.version)
    names.keep(connection, named)


def item(made: Reading) -> Item:
    """A made reading as it is kept: its report has a text, in which the spans of its claims lie."""
    text = "\n".join(claim.evidence.text for claim in made.claims)
    report = Report.of(text, id=made.report.id, published=made.report.published, outlet=made.report.outlet)
    kept = Kept.of(report, original=None, member=made.report.id, reader="made")
    words = tuple(stem.text for stem in stems(text))
    return Item(kept, Reading(kept.report, tuple(map(_placed, made.claims))), words, ())


def _placed(claim: Claim) -> Claim:
    """A claim whose actors, targets and place point to where its sentence names them; else to its trigger."""
    place = claim.place
    return replace(
        claim,
        actors=tuple(_mention(m, claim) for m in claim.actors),
        targets=tuple(_mention(m, claim) for m in claim.targets),
        place=replace(place, span=_span(place.span, claim)) if place is not None else None,
        time=replace(claim.time, span=claim.trigger) if claim.time is not None else None,
        numbers=tuple(replace(n, span=claim.trigger) for n in claim.numbers),
        sources=tuple(replace(s, mention=_mention(s.mention, claim)) for s in claim.sources),
    )


def _mention(mention: Mention, claim: Claim) -> Mention:
    return replace(mention, span=_span(mention.span, claim))


def _span(span: Span, claim: Claim) -> Span:
    at = claim.evidence.text.find(span.text) if span.text else -1
    start = claim.evidence.start + at
    return Span(start, start + len(span.text), span.text) if at >= 0 else claim.trigger


def _batches(values: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", help="path of the SQLite file or address of the PostgreSQL database")
    parser.add_argument("--events", type=int, default=100_000, help="occurrences that are told; default: 100,000")
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    gc.freeze()
    gc.set_threshold(YOUNG)
    began = time.perf_counter()
    try:
        if _is_there(options.store):
            print(f"{options.store} is there already", file=sys.stderr)
            return
        count, told = make(options.store, options.events, options.days, options.seed)
    except MarsadError as error:
        sys.exit(str(error))
    print(f"{options.store}: {count:,} reports with {told:,} claims of {options.events:,} occurrences, "
          f"{options.days} days (seed {options.seed}), made in {time.perf_counter() - began:.0f} s")  # fmt: skip


def _is_there(path: str) -> bool:
    place = locate(path)
    if not place.sqlite:
        try:
            Store.open(path).close()
        except MarsadError:
            return False
        return True
    return Path(place.url.database or "").exists()


if __name__ == "__main__":
    main()
