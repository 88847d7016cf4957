"""The benchmark of grouping: made claims over two years into events, then more reports added; time and memory.

Each number of claims is measured in a process of its own, as the same stretch of days with fewer claims a day; the
smallest also as a few days with as many claims a day as the largest. Making the claims is not counted. `fit` is B-cubed against the occurrences that the claims were made from: it says that
nothing collapses, not how good grouping is. Nothing here fails: figures are printed, not asserted.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from made_claims import CLAIMS_A_DAY, World
from marsad.events.accounts import Traits
from marsad.events.occurrences import Occurrences
from marsad.model import Reading

DAYS = 730
YOUNG = 50_000  # objects made before the collector looks for cycles among them

Made = tuple[Reading, tuple[int, ...]]


class Clock:
    """Seconds and CPU seconds spent inside it."""

    def __init__(self) -> None:
        self.seconds = self.cpu = 0.0

    def __enter__(self) -> None:
        self._since = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._since[0]
        self.cpu += time.process_time() - self._since[1]


def measure(claims: int, days: int, more: int, seed: int) -> None:
    """Group so many claims of so many days, then add reports of the last month, and print what it took."""
    world = World(seed, claims / days / CLAIMS_A_DAY)
    kept, clock, truth = Occurrences(), Clock(), list[tuple[Traits, int]]()
    count, reports = _add(kept, world.reports(days), clock, truth)
    with clock:
        kept.settle()
    print(f"{count:,} claims of {reports:,} reports, {days} days (seed {seed}): {clock.seconds:.0f} s, CPU {clock.cpu:.0f} s, "
          f"{clock.cpu / count * 1e6:.0f} µs a claim, {_memory():.0f} MB at most", flush=True)  # fmt: skip
    sizes = Counter(kept.event(one) for one, _ in truth)
    print(f"  {len(sizes):,} events of {len({n for _, n in truth}):,} occurrences, the largest of {max(sizes.values())} claims; "
          f"largest neighbourhood {kept.widest} claims; fit {_fit(kept, truth, sizes)}", flush=True)  # fmt: skip
    if more:
        _add_more(kept, seed, days, more)


def _add_more(kept: Occurrences, seed: int, days: int, more: int) -> None:
    """Further reports, of other outlets as it were, on the last month of a full stream; then a single one."""
    clock = Clock()
    later = (made for made in World(seed + 1).reports(30, start=days - 30))
    count, reports = _add(kept, islice(later, more), clock, [])
    with clock:
        touched = kept.settle()
    print(f"  {reports:,} reports more ({count:,} claims): {clock.seconds:.1f} s, CPU {clock.cpu:.1f} s, "
          f"{len(touched):,} claims grouped anew, {_memory():.0f} MB at most", flush=True)  # fmt: skip
    took = []
    for made in islice(World(seed + 2).reports(2, start=days - 10), 100):
        one = Clock()
        _add(kept, [made], one, [])
        with one:
            kept.settle()
        took.append(one.cpu)
    print(
        f"  a single report more: {sorted(took)[50] * 1e3:.1f} ms of CPU in the middle, {max(took) * 1e3:.0f} ms at most of 100"
    )


def _add(kept: Occurrences, made: Iterable[Made], clock: Clock, truth: list[tuple[Traits, int]]) -> tuple[int, int]:
    count = reports = 0
    for reading, numbers in made:
        with clock:
            number = kept.add(reading)
        truth += zip(kept.members(number), numbers, strict=True)
        count, reports = count + len(numbers), reports + 1
        if count // 100_000 > (count - len(numbers)) // 100_000:
            print(f"  … {count:,} claims, CPU {clock.cpu:.0f} s, {_memory():.0f} MB", file=sys.stderr, flush=True)
    return count, reports


def _fit(kept: Occurrences, truth: list[tuple[Traits, int]], sizes: Counter[str]) -> str:
    of, both = Counter(n for _, n in truth), Counter((kept.event(one), n) for one, n in truth)
    p = sum(c * c / sizes[event] for (event, _), c in both.items()) / len(truth)
    r = sum(c * c / of[n] for (_, n), c in both.items()) / len(truth)
    return f"P {p:.2f} R {r:.2f}"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _sizes(text: str) -> Iterator[int]:
    return map(int, text.split(","))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", default="10000,100000,1000000", help="numbers of claims, one run each")
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--more", type=int, default=10_000, help="reports that are added to the largest one")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sizes = sorted(_sizes(options.claims))
    if len(sizes) == 1:
        gc.freeze()
        gc.set_threshold(YOUNG)
        measure(sizes[0], options.days, options.more, options.seed)
        return
    dense = (sizes[0], max(1, options.days * sizes[0] // sizes[-1]))  # the fewest claims, as many a day as the most
    for size, days in (dense, *((size, options.days) for size in sizes)):
        more = options.more if size == sizes[-1] else 0
        own = [f"--claims={size}", f"--days={days}", f"--more={more}", f"--seed={options.seed}"]
        subprocess.run([sys.executable, __file__, *own], check=True)


if __name__ == "__main__":
    main()
