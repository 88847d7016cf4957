"""A store of made claims with about as many events as asked for, to measure the observatory and its pages; no text is read.

The claims are those of `made_claims`; each report holds the sentences of its claims. Then a few questions are timed.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Table, insert

from made_claims import CLAIMS_A_DAY, World
from marsad.language.ar.stems import stems
from marsad.model import Claim, Mention, Place, Reading, Report, Span
from marsad.observatory import Asked, Observatory
from marsad.store import Item, Kept, Store, index, log, names, rows
from marsad.store.names import Named
from marsad.store.schema import claims, parties, readings, reports

_CLAIMS_OF_ONE = 2.6  # claims that an event of a made store comes to, on average
_BATCH = 500


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


def fill(store: Store, events: int, days: int, seed: int) -> None:
    """Keep made reports of some days."""
    world = World(seed, events * _CLAIMS_OF_ONE / days / CLAIMS_A_DAY)
    made = (item(reading) for reading, _ in world.reports(days))
    count = store.counts()["reports"]
    while some := list(islice(made, _BATCH)):
        store.database.write(partial(keep, store, count + 1, some))
        count += len(some)


def ask(seen: Observatory) -> None:
    """Time the questions of pages: the median and the slowest of ten."""
    last = seen.find(limit=1).outlines[0]
    day, place = last.day or "", next(o.place for o in seen.find(limit=500).outlines if o.place and o.place.id)
    around = Place(Span(0, 0, ""), None, lat=place.lat, lon=place.lon, radius_km=30.0, level="district")
    actor = seen.bodies(limit=1)[0]
    source = seen.records()[0].who.id or ""
    report = next(seen.event(last.id).told).report.id
    since = seen.find(order="changed", limit=1000).outlines[-1].updated
    asked: dict[str, Callable[[], object]] = {
        "the last 50 of all": seen.find,
        "page 200 of all": lambda: seen.find(offset=10_000),
        "the weightiest of a month": lambda: seen.find(Asked(since=f"{day[:8]}01", until=day), order="weight"),
        "map of a month": lambda: seen.points(Asked(since=f"{day[:8]}01", until=day)),
        "map of all, a box": lambda: seen.points(Asked(box=(35.0, 32.0, 40.0, 37.0)), limit=2_000),
        "30 km around a place": lambda: seen.find(Asked(area=around)),
        "a place": lambda: seen.find(Asked(place=place.id)),
        "an actor by id": lambda: seen.find(Asked(actor=actor.id)),
        "an actor by words": lambda: seen.find(Asked(actor=actor.name_ar)),
        "an outlet": lambda: seen.find(Asked(source=source)),
        "record of an outlet": lambda: seen.records(source),
        "records of all": seen.records,
        "type and status": lambda: seen.find(Asked(types=("remote",), statuses=("failed",))),
        "contested": lambda: seen.find(Asked(agreements=("contested", "denied"))),
        "words": lambda: seen.find(Asked(words=last.actors[0].name_ar if last.actors else "قصف")),
        "changed since": lambda: seen.find(Asked(changed_since=since), order="changed"),
        "counts by type": lambda: seen.count("type"),
        "counts by day of an actor": lambda: seen.count("day", Asked(actor=actor.id)),
        "actors of a month": lambda: seen.bodies(Asked(since=f"{day[:8]}01")),
        "one event": lambda: seen.event(last.id),
        "one report": lambda: seen.reading(report),
        "control of a place": lambda: seen.timeline(place),
        "nothing came": seen.refresh,
    }  # fmt: skip
    for name, question in asked.items():
        took = []
        for _ in range(10):
            since_ = time.perf_counter()
            question()
            took.append((time.perf_counter() - since_) * 1e3)
        print(f"  {name:28} {statistics.median(took):7.1f} ms {max(took):7.1f} ms", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", help="the file of the store, or postgresql://…; one that is there is only asked")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=730)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    fresh = "://" in options.path or not Path(options.path).exists()
    with Store.open(options.path, make=True) as store:
        seen, start = Observatory(store), time.perf_counter()
        if fresh:
            fill(store, options.events, options.days, options.seed)
            counts = store.counts()
            print(f"{counts['reports']:,} reports with {counts['claims']:,} claims (seed {options.seed}) kept in "
                  f"{time.perf_counter() - start:.0f} s", flush=True)  # fmt: skip
        start, cpu = time.perf_counter(), time.process_time()
        seen.refresh(lambda done, of: print(f"  … {done:,} of {of:,}", flush=True))
        print(f"{seen.find(limit=1).total:,} events: {time.perf_counter() - start:.1f} s, "
              f"CPU {time.process_time() - cpu:.1f} s", flush=True)  # fmt: skip
        if fresh:
            _one_more(store, seen, options)
        ask(seen)
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def _one_more(store: Store, seen: Observatory, options: argparse.Namespace) -> None:
    """What it takes to take up a hundred reports more, then a single one."""
    world = World(options.seed + 1, 0.3).reports(1, start=options.days - 5)
    for count in (100, 1):
        store.keep([item(reading) for reading, _ in islice(world, count)])
        start = time.perf_counter()
        seen.refresh()
        print(f"  {count} reports more: {time.perf_counter() - start:.2f} s", flush=True)


if __name__ == "__main__":
    main()
