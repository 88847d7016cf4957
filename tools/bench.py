"""The benchmark: reports and sentences a second on one core, cost a character, load time, peak memory.

It reads ../shared/corpus/news-2015.jsonl where that is present, else the demo corpus. Time is that of the processor,
so that other programs disturb it little; of several rounds the best and the median are told, the best report by
report. The first round meets every word for the first time and is told apart. Nothing here fails: speed is printed,
not asserted.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from marsad.model import Report

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "news-2015.jsonl"
SEED_CHARACTERS = 2_650  # length of the report that the aim of 100 reports a second speaks of
_LOAD = (
    "import time; t = time.process_time(); from marsad.pipeline import settle; settle(); print(time.process_time() - t)"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds over the corpus; default: 5")
    parser.add_argument("--reports", type=int, default=0, help="only the first so many reports; default: all")
    options = parser.parse_args()
    loads = [_load_seconds() for _ in range(options.rounds)]

    from marsad.language.ar.tokens import sentences
    from marsad.pipeline import reader, settle

    source = CORPUS if CORPUS.exists() else ROOT / "demo" / "reports.jsonl"
    lines = [json.loads(x) for x in source.read_text(encoding="utf-8").splitlines()][: options.reports or None]
    reports = [Report.of(x["text"], published=x.get("published"), outlet=x.get("outlet")) for x in lines]
    characters = sum(len(r.text) for r in reports)
    n_sentences = sum(1 for r in reports for _ in sentences(r.text))
    settle()
    claims = 0
    rounds = [[0.0] * len(reports) for _ in range(options.rounds)]
    for times in rounds:
        claims = 0
        for i, report in enumerate(reports):
            start = time.process_time()
            claims += len(reader().read(report).claims)
            times[i] = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"corpus          {source.name}: {len(reports)} reports, {n_sentences} sentences, {characters} characters, "
          f"{claims} claims")  # fmt: skip
    print(f"load            {min(loads):.2f} s best, {statistics.median(loads):.2f} s median")
    _tell("best", sum(map(min, zip(*rounds, strict=True))), characters, n_sentences)
    _tell("median", statistics.median(map(sum, rounds)), characters, n_sentences)
    _tell("first round", sum(rounds[0]), characters, n_sentences)
    print(f"peak memory     {peak:.0f} MB")


def _load_seconds() -> float:
    """Seconds to import the reader and load its tables, in a process of its own."""
    command: Sequence[str] = [sys.executable, "-c", _LOAD]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _tell(name: str, seconds: float, characters: int, n_sentences: int) -> None:
    """Print one way to sum up the rounds: cost a character, reports of seed size and sentences a second."""
    print(f"{name:15} {seconds / characters * 1e6:.2f} µs a character, "
          f"{characters / seconds / SEED_CHARACTERS:.0f} reports of {SEED_CHARACTERS} characters a second, "
          f"{n_sentences / seconds:.0f} sentences a second")  # fmt: skip


if __name__ == "__main__":
    main()
