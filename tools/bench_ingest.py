"""The benchmark of the store: reports a second end to end, memory, search, and how well copies are found.

`--reports` of about the length of a news item come in from JSON lines, a web archive and a feed, with `--workers`.
Nothing here fails: figures are printed, not asserted.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_reports import EDITS, copy, report, write_feed, write_jsonl, write_warc

_INGEST = """
import resource, sys, time
from marsad.collect.ingest import Ingest
from marsad.store import Store
EVERY = 10_000
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20
def told(tally):
    if tally.new // EVERY > len(sizes):
        sizes.append(resident())
        print(f"  {tally.new:,} reports: {resident():.0f} MB, {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
if __name__ == "__main__":
    start, sizes = time.perf_counter(), []
    with Store.open(sys.argv[1], make=True) as store:
        tally = Ingest(store, workers=int(sys.argv[2]), told=told).run(sys.argv[3:])
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(time.perf_counter() - start, mine.ru_maxrss / 1024, theirs.ru_maxrss / 1024, tally.new, tally.claims,
          mine.ru_utime + mine.ru_stime, theirs.ru_utime + theirs.ru_stime)
"""


def ingest(folder: Path, store: str, workers: int, *names: Path) -> list[float]:
    """Seconds, peak memory of the process and of a worker in MB, reports, claims, and CPU seconds of both."""
    script = folder / "ingest.py"
    script.write_text(_INGEST)
    command = [sys.executable, str(script), store, str(workers), *map(str, names)]
    out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    return [float(x) for x in out]


def bench_rate(folder: Path, count: int, workers: int, store: str, sentences: int) -> None:
    """Reports a second from three kinds of sources, and memory."""
    third = count // 3
    members = [(report(n, sentences) for n in range(k * third, (k + 1) * third)) for k in range(3)]
    files = [folder / "a.jsonl", folder / "b.warc.gz", folder / "c.xml"]
    for write, path, some in zip((write_jsonl, write_warc, write_feed), files, members, strict=True):
        # A feed is one document for its reader, so it comes in parts.
        if write is write_feed:
            for part in itertools.count():
                chunk = list(itertools.islice(some, 500))
                if not chunk:
                    break
                write_feed(folder / f"c{part}.xml", iter(chunk))
        else:
            write(path, some)
    names = [*files[:2], *sorted(folder.glob("c*.xml"))]
    characters = statistics.mean(len(report(n, sentences)["text"]) for n in range(100))
    seconds, memory, worker, new, claims, cpu, cpu_workers = ingest(folder, store, workers, *names)
    print(
        f"ingest          {new:.0f} reports ({characters:.0f} characters each, {claims:.0f} claims) in {seconds:.1f} s, {workers} workers"
    )
    print(
        f"rate            {new / seconds:.0f} reports a second, {new * characters / seconds / 2650:.0f} of 2,650 characters"
    )
    print(
        f"CPU             {1000 * cpu / new:.1f} ms a report in the process, {1000 * cpu_workers / new:.1f} ms in the workers"
    )
    print(f"two cores       {2 * new / (cpu + cpu_workers):.0f} reports a second, were they free")
    print(f"memory          {memory:.0f} MB, a worker {worker:.0f} MB")


def bench_search(store: str) -> None:
    """Milliseconds of searches of several kinds; those of CPU hold on a machine that others use too."""
    from marsad.store import Store
    from marsad.store.search import Query, search, terms

    asked = {
        "word": Query(*terms("قصف")), "rare word": Query(*terms("كفرنبل")), "two words": Query(*terms("قصفت حلب")),
        "phrase": Query(*terms('"قوات النظام"')), "near": Query(*terms("قتل حلب"), near=5),
        "without": Query(*terms("حلب -قصف")), "outlet": Query(*terms("مصدر"), outlet="وكالة 7"),
        "date": Query(*terms("مصدر"), since="2020-03-01", until="2020-03-02"), "type": Query(*terms("مدفعية"), type="shelling"),
        "actor": Query((), actor="قوات النظام"), "place": Query((), place="حلب"), "nobody": Query((), actor="لا أحد هناك"),
    }  # fmt: skip
    with Store.open(store) as opened:
        for name, query in asked.items():
            times, work = [], []
            for _ in range(7):
                start, cpu = time.perf_counter(), time.process_time()
                found = len(list(search(opened, query)))
                times.append((time.perf_counter() - start) * 1000)
                work.append((time.process_time() - cpu) * 1000)
            took, worked = statistics.median(times), statistics.median(work)
            print(f"search {name:9}{took:6.1f} ms, {worked:.1f} ms of CPU ({found} shown)")


def bench_copies(folder: Path, count: int) -> None:
    """Precision and recall on made copies among reports that share a paragraph, a headline, or nothing."""
    from sqlalchemy import select

    from marsad.collect.ingest import Ingest
    from marsad.store import Store
    from marsad.store.schema import copies, reports

    chance = random.Random(7)
    firsts = [report(n, seed=2) for n in range(count)]
    made: list[tuple[dict[str, str], int | None]] = [
        (copy(of, EDITS[n % len(EDITS)], chance), n) for n, of in enumerate(firsts)
    ]
    for n in range(count // 2):  # others that share a quarter of their text with an earlier report
        other = report(n + count, seed=2)
        lines, shared = other["text"].split("\n"), firsts[n]["text"].split("\n")
        quarter = max(1, len(lines) // 4)
        made.append(({**other, "text": "\n".join([*lines, *shared[:quarter]])}, None))
    chance.shuffle(made)
    write_jsonl(folder / "firsts.jsonl", iter(firsts))
    write_jsonl(folder / "made.jsonl", (m for m, _ in made))
    with Store.open(str(folder / "copies.db"), make=True) as store:
        Ingest(store).run([str(folder / "firsts.jsonl"), str(folder / "made.jsonl")])
        with store.database.reading() as connection:
            urls = dict(list(connection.execute(select(reports.c.number, reports.c.url))))
            found = {urls[c.report]: urls[c.first] for c in connection.execute(select(copies))}
    true = {m["url"]: firsts[n]["url"] for m, n in made if n is not None}
    right = sum(true.get(url) == first for url, first in found.items())
    print(
        f"copies          {len(true)} made, {len(found)} found: precision {right / max(1, len(found)):.3f}, recall {right / len(true):.3f}"
    )
    for how in EDITS:
        mine = {m["url"] for m, n in made if n is not None and EDITS[n % len(EDITS)] == how}
        print(f"  {how:14}recall {sum(found.get(u) == true[u] for u in mine) / len(mine):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1500)
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--copies", type=int, default=500)
    parser.add_argument("--store", help="another store than a file of its own, e.g. postgresql://…")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = options.store or str(folder / "bench.db")
        bench_rate(folder, options.reports, options.workers, store, options.sentences)
        bench_search(store)
        if options.copies:
            bench_copies(folder, options.copies)
    print(json.dumps({"peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}))


if __name__ == "__main__":
    main()
