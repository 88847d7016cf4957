"""The benchmark of the pages: how long each takes while many read, its weight, the first paint of the map.

Claims made by chance (tools/made_claims.py) in a server of their own; each stands in the event that it was made for, so
that grouping is not measured. Readers ask one page after the other, each kind of page alone. Nothing here fails: times are printed with
their aims, not asserted. Search, which asks the store, is measured by tools/bench_ingest.py.
"""

from __future__ import annotations

import argparse
import multiprocessing
import socket
import statistics
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import uvicorn

from made_claims import World
from marsad.model import Readings
from marsad.web.app import create
from marsad.web.archive import Archive, Snapshot
from marsad.web.serving import listen

AIM_MEDIAN_MS, AIM_95_MS = 150, 400


class Made(Archive):
    """An archive that holds made events and no store."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__("none")
        self.made = snapshot

    def now(self) -> Snapshot:
        return self.made


def snapshot(events: int) -> Snapshot:
    """So many made events, or a few more."""
    found, seen = [], set()
    for reading, occurrences in World().reports(10_000):
        claims = [replace(c, event=f"{n:016x}") for c, n in zip(reading.claims, occurrences, strict=True)]
        found.append(replace(reading, claims=tuple(claims)))
        seen |= set(occurrences)
        if len(seen) >= events:
            break
    return Snapshot.of("made", Readings(tuple(found)))


def _server(on: socket.socket, events: int, ready: multiprocessing.Queue[object]) -> None:
    since = time.perf_counter()
    made = snapshot(events)
    ready.put((len(made.events), time.perf_counter() - since, made.events[len(made.events) // 2].id, made.last_day))
    app = create("none")
    app.state.archive = Made(made)
    uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", access_log=False)).run(sockets=[on])


def _asked(address: str) -> tuple[float, int]:
    """Seconds and bytes of one answer."""
    since = time.perf_counter()
    request = urllib.request.Request(address, headers={"accept-encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        size = len(answer.read())
    return time.perf_counter() - since, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000, help="default: 100,000")
    parser.add_argument("--readers", type=int, default=20, help="at once; default: 20")
    parser.add_argument("--requests", type=int, default=200, help="of each page; default: 200")
    options = parser.parse_args()
    ready: multiprocessing.Queue[object] = multiprocessing.Queue()
    with listen("127.0.0.1", 0) as on:
        base = f"http://127.0.0.1:{on.getsockname()[1]}"
        server = multiprocessing.Process(target=_server, args=(on, options.events, ready), daemon=True)
        server.start()
        count, seconds, event, last = ready.get()  # type: ignore[misc]
        print(f"{count:,} events, made and viewed in {seconds:.0f} s; {options.readers} readers")
        month = f"{last[:8]}01"
        pages = {
            "today": "/ar/", "events": "/ar/events", "events, filtered": f"/ar/events?type=shelling&since={month}",
            "event": f"/ar/events/{event}", "map": f"/ar/map?since={month}",
            "points of the map": f"/api/v1/events.geojson?since={month}",
        }  # fmt: skip
        for name, path in pages.items():
            _asked(base + path)
            with ThreadPoolExecutor(options.readers) as readers:
                told = list(readers.map(_asked, [base + path] * options.requests))
            times = sorted(1000 * t for t, _ in told)
            print(
                f"{name:18} median {statistics.median(times):6.0f} ms (aim {AIM_MEDIAN_MS}), "
                f"95th percentile {times[int(len(times) * 0.95)]:6.0f} ms (aim {AIM_95_MS}), {told[0][1] / 1000:.0f} KB",
                flush=True,
            )
        server.terminate()


if __name__ == "__main__":
    main()
