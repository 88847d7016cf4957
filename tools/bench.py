"""The benchmark: reports and sentences a second on one core, load time, peak memory, size of the wheel's data.

It reads ../shared/corpus/news-2015.jsonl where that is present, else the demo corpus; figures are medians of
several rounds. Nothing here fails: speed is printed, not asserted.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "news-2015.jsonl"
SEED_CHARACTERS = 2_650  # length of the report that the aim of 100 reports a second speaks of
_LOAD = 'import time; t = time.perf_counter(); from marsad.pipeline import reader; reader("none"); print(time.perf_counter() - t)'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    loads = [
        float(subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True).stdout)
        for _ in range(options.rounds)
    ]

    from marsad.language.ar.tokens import sentences
    from marsad.model import Report
    from marsad.pipeline import reader

    source = CORPUS if CORPUS.exists() else ROOT / "demo" / "reports.jsonl"
    lines = [json.loads(x) for x in source.read_text(encoding="utf-8").splitlines()]
    reports = [Report.of(x["text"], published=x.get("published"), outlet=x.get("outlet")) for x in lines]
    characters = sum(len(r.text) for r in reports)
    n_sentences = sum(1 for r in reports for _ in sentences(r.text))
    read = reader("none")  # without what whoever runs this has imported
    times, claims = [], 0
    for _ in range(options.rounds):
        start = time.perf_counter()
        claims = sum(len(read.read(r).claims) for r in reports)
        times.append(time.perf_counter() - start)
    seconds = statistics.median(times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"corpus          {source.name}: {len(reports)} reports, {n_sentences} sentences, {characters} characters, {claims} claims"
    )
    print(f"load            {statistics.median(loads):.2f} s")
    print(f"reports         {len(reports) / seconds:.0f} a second, {characters / len(reports):.0f} characters each")
    print(f"of seed size    {characters / seconds / SEED_CHARACTERS:.0f} a second ({SEED_CHARACTERS} characters)")
    print(f"sentences       {n_sentences / seconds:.0f} a second")
    print(f"cost            {seconds / characters * 1e6:.2f} µs a character")
    print(f"peak memory     {peak:.0f} MB")


if __name__ == "__main__":
    main()
