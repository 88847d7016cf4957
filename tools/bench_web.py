"""The benchmark of the pages: how long each takes while many read, its weight, the first paint of the map.

Over a store of made events (tools/make_store.py), which is made and grouped if it is not there: that takes some
minutes. Each page is asked for alone, under addresses that differ (events, words, days), by so many at once as are
told; server and readers share the machine. Nothing here fails: times are printed with their aims, not asserted.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from marsad.observatory import Observatory
from marsad.store import Store
from marsad.web.app import create
from marsad.web.serving import listen, settings

AIM_MEDIAN_MS, AIM_95_MS, AIM_PAINT_MS, AIM_KB = 150, 400, 1_500, 400
CHROMIUM = "/usr/bin/chromium"
PAINTS = 5  # of the map, each in a browser that knows nothing
WORDS = ("قصف", "القوات", '"قصف مدفعي"', "غارة حلب", "انسحاب", "مدنيين قتل", "ريف إدلب", "اشتباكات")


def _serve(on: socket.socket, store: str) -> None:
    uvicorn.Server(settings(create(store))).run(sockets=[on])


def _store(path: str, events: int) -> None:
    """The store, made where there is none; its events grouped."""
    if not Path(path).exists():
        maker = Path(__file__).with_name("make_store.py")
        subprocess.run([sys.executable, str(maker), path, "--events", str(events)], check=True)
    with Store.open(path) as store:
        Observatory(store).refresh(lambda done, of: print(f"  … {done:,} of {of:,} grouped", flush=True))


def pages(path: str) -> dict[str, list[str]]:
    """The addresses that are asked for, by kind."""
    with Store.open(path) as store:
        seen = Observatory(store)
        found = seen.find(limit=400, offset=1_000)
        last = seen.last_day() or ""
        days = [day for day in seen.count("day") if day][-60:-2]
    print(f"{found.total:,} events up to {last}")
    ids = [outline.id for outline in found.outlines]
    types = list(dict.fromkeys(outline.type for outline in found.outlines))
    month = f"{last[:8]}01"
    boxes = [f"{w},{s},{w + 2},{s + 2}" for w in range(35, 42) for s in range(32, 37)]
    return {
        "today": ["/ar/", "/en/"],
        "today, since a day": [f"/ar/?since={day}" for day in days],
        "events": [f"/ar/events?page={n}" for n in range(1, 40)],
        "events, filtered": [f"/ar/events?type={type}&since={month}" for type in types],
        "event": [f"/ar/events/{id}" for id in ids],
        "map": ["/ar/map", "/en/map"],
        "map, filtered": [f"/ar/map?since={day}&type={type}" for day in days for type in types[:10]],
        "points of the map": ["/api/v1/points", *(f"/api/v1/points?zoom=9&box={box}" for box in boxes)],
        "control of a day": [f"/api/v1/control.geojson?on={day}" for day in days],
        "search": [f"/ar/search?words={quote(words)}" for words in WORDS],
    }


def _asked(address: str) -> tuple[float, int]:
    """Seconds and bytes of one answer."""
    since = time.perf_counter()
    request = urllib.request.Request(address, headers={"accept-encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        size = len(answer.read())
    return time.perf_counter() - since, size


def measure(base: str, kinds: dict[str, list[str]], readers: int, requests: int) -> None:
    """Print for each kind of page how long it takes: the first of all alone, then many."""
    for name, paths in kinds.items():
        first = 1000 * _asked(base + paths[-1])[0]
        addresses = [base + paths[k % len(paths)] for k in range(requests)]
        with ThreadPoolExecutor(readers) as pool:
            told = list(pool.map(_asked, addresses))
        times = sorted(1000 * t for t, _ in told)
        print(f"{name:20} first {first:5.0f} ms; median {statistics.median(times):4.0f} ms (aim {AIM_MEDIAN_MS}), 95th "
              f"percentile {times[int(len(times) * 0.95)]:4.0f} ms (aim {AIM_95_MS}), {max(s for _, s in told) / 1000:4.0f} KB, "
              f"{len(set(addresses))} addresses", flush=True)  # fmt: skip


def weigh(browser: Browser, address: str) -> tuple[float, float, int]:
    """A page in a browser that knows nothing: first paint and the whole map or page, in ms; bytes that were loaded."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session, weight = context.new_cdp_session(page), 0

    def loaded(event: dict[str, float]) -> None:
        nonlocal weight
        weight += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", loaded)
    session.send("Network.enable")
    since = time.perf_counter()
    page.goto(address)
    if "/map" in address:
        page.locator(".spot.leaflet-marker-icon").first.wait_for(state="attached")
    whole = 1000 * (time.perf_counter() - since)
    page.wait_for_load_state("networkidle")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")
    context.close()
    return paint, whole, weight


def paint(base: str, kinds: dict[str, list[str]]) -> None:
    """Print when pages are first painted, when the map shows events, and what is loaded for it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in ("today", "event", "map", "search"):
            told = [weigh(browser, base + kinds[name][0]) for _ in range(PAINTS)]
            first, whole, weight = (statistics.median(values) for values in zip(*told, strict=True))
            print(f"{name:20} first paint {first:5.0f} ms (aim {AIM_PAINT_MS}), shown {whole:5.0f} ms, "
                  f"{weight / 1000:4.0f} KB with all that it loads (aim {AIM_KB})", flush=True)  # fmt: skip
        browser.close()


def _once(act: Callable[[], object]) -> None:
    """Wait until the server answers."""
    for _ in range(100):
        try:
            act()
        except OSError:
            time.sleep(0.1)
        else:
            return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", default="build/bench-web.db", help="made where there is none; default: %(default)s")
    parser.add_argument("--events", type=int, default=100_000, help="of a store that is made; default: 100,000")
    parser.add_argument("--readers", type=int, default=20, help="at once; default: 20")
    parser.add_argument("--requests", type=int, default=400, help="of each page; default: 400")
    options = parser.parse_args()
    Path(options.store).parent.mkdir(parents=True, exist_ok=True)
    _store(options.store, options.events)
    kinds = pages(options.store)
    with listen("127.0.0.1", 0) as on:
        base = f"http://127.0.0.1:{on.getsockname()[1]}"
        server = multiprocessing.Process(target=_serve, args=(on, options.store), daemon=True)
        server.start()
        _once(lambda: _asked(f"{base}/static/icon.svg"))
        print(f"{options.readers} readers at once, {os.cpu_count()} cores")
        measure(base, kinds, options.readers, options.requests)
        paint(base, kinds)
        server.terminate()


if __name__ == "__main__":
    main()
