"""The benchmark of exports: events a second into each format, and whether memory stays flat.

The events are those of the demo corpus, varied: each has an id, days and a point of its own, and they are made as they
are written. Making them is timed alone and taken off. Time is that of the processor, the best of several rounds.
Memory is the peak of a process of its own that writes so many events, against one that writes a tenth. Nothing here
fails: speed is printed, not asserted.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from marsad.events.event import Event, events
from marsad.export import EXPORTERS, exporter
from marsad.export.exporter import Exporter
from marsad.export.writing import write
from marsad.model import Reading, Report, TimeRef
from marsad.pipeline import read_reports

ROOT = Path(__file__).resolve().parent.parent
AIMS = {
    "csv": 20_000, "geojson": 20_000,
    **dict.fromkeys("acled ucdp hxl plover polecat followthemoney bayanat jsonld ntriples".split(), 5_000),
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000, help="events a round; default: 20,000")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the best counts; default: 3")
    parser.add_argument(
        "--flat", type=int, default=1_000_000, help="events for the memory; default: 1,000,000; 0: none"
    )
    parser.add_argument("--format", action="append", help="only this one; may be given several times")
    parser.add_argument("--alone", metavar="FORMAT", help=argparse.SUPPRESS)  # the process whose memory is measured
    options = parser.parse_args()
    if options.alone:
        _write(exporter(options.alone), options.events)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    chosen = [e for e in EXPORTERS if options.format is None or e.name in options.format]
    gc.freeze()
    making = {
        of: min(_making(of, options.events) for _ in range(options.rounds)) for of in ("events", "outlines", "reports")
    }
    for e in chosen:
        seconds = min(_write(e, options.events) for _ in range(options.rounds)) - making[e.of]
        aim = f"aim {AIMS[e.name]:,}" if e.name in AIMS else ""
        print(
            f"{e.name:16} {options.events / seconds:9,.0f} {'reports' if e.of == 'reports' else 'events'}/s   {aim}",
            flush=True,
        )
    for e in chosen if options.flat else ():
        few, many = (_peak(e.name, n) for n in (options.flat // 10, options.flat))
        print(f"{e.name:16} {few} MB at {options.flat // 10:,}, {many} MB at {options.flat:,}", flush=True)


def made(of: str, count: int) -> Iterator[Event | Reading]:
    """So many events or readings of reports, none the same, none kept."""
    readings = read_reports(
        [Report.of(**json.loads(line)) for line in (ROOT / "demo" / "reports.jsonl").open(encoding="utf-8")],
        data_dir="none",
    )
    found = events(readings)
    for n in range(count):
        yield _varied(found[n % len(found)], n) if of != "reports" else _copy(readings[n % len(readings)], n)


def _varied(event: Event, n: int) -> Event:
    day = (datetime.date(2012, 1, 1) + datetime.timedelta(days=n % 4_000)).isoformat()
    place, time_ = event.place, event.time
    if place is not None and place.lat is not None and place.lon is not None:
        place = replace(place, lat=place.lat + n % 97 / 1000, lon=place.lon + n % 89 / 1000)
    if time_ is not None and time_.start and time_.end:
        time_ = TimeRef(time_.span, day, day, "day")
    return replace(event, id=f"{n:016x}", place=place, time=time_)


def _copy(reading: Reading, n: int) -> Reading:
    return replace(reading, report=replace(reading.report, id=f"made-{n}"))


def _making(of: str, count: int) -> float:
    start = time.process_time()
    for _ in made(of, count):
        pass
    return time.process_time() - start


def _write(e: Exporter, count: int) -> float:
    """Seconds of the processor to make and write them."""
    with TemporaryDirectory() as folder:
        start = time.process_time()
        write(e, made(e.of, count), f"{folder}/x{e.ending}")  # type: ignore[arg-type]
        return time.process_time() - start


def _peak(name: str, count: int) -> int:
    """MB that a process of its own takes at most."""
    command = [sys.executable, __file__, "--alone", name, "--events", str(count)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
