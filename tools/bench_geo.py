#!/usr/bin/env python3
"""Figures of the geocoder: strings of human analysts and what of them the tables hold, seats of sub-districts, speed, load time, memory of imports.

    .venv/bin/python tools/bench_geo.py [--shared ../shared] [--errors N]

Uses gold/places and tools/score_places.py of the shared folder where they are; without them only speed and load are
measured, on names of the embedded table. The shared tables are for measuring: nothing of them is kept.
"""

from __future__ import annotations

import argparse
import csv
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from marsad.geography.gazetteer import Gazetteer  # noqa: E402
from marsad.geography.geocoder import distance_km  # noqa: E402
from marsad.geography.importing import add  # noqa: E402
from marsad.geography.locating import Geocoder  # noqa: E402
from marsad.geography.store import ImportedTables  # noqa: E402
from marsad.geography.tables import Options  # noqa: E402

MARSAD = [
    sys.executable,
    "-c",
    f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); from marsad.cli.main import main; sys.exit(main())",
]
SEAT_KM = 10
MANY = 500_000
MOST_SPREAD = 0.1  # degrees; as score_places.py


def strings(shared: Path, data: str, errors: int) -> str:
    """What score_places.py prints for a data folder."""
    command = shlex.join([*MARSAD, "geocode", "--format", "json", "--data-dir", data])
    done = subprocess.run(
        [sys.executable, str(shared / "tools" / "score_places.py"), str(shared / "gold" / "places" / "strings.tsv"),
         "--command", command, "--errors", str(errors)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def ceiling(path: Path, coder: Geocoder) -> str:
    """What no choice can better: strings of which no place of any name in them lies near the analysts' point."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t") if float(r["max_spread_deg"] or 0) < MOST_SPREAD]
    count: dict[str, Counter[str]] = {}
    for row in rows:
        of = count.setdefault(row["country"], Counter())
        of["all"] += 1
        found = [p for part in coder.parser.parse(row["place_ar"], row["country"]) for p in part.found]
        point = float(row["lat_median"]), float(row["lon_median"])
        km = min((distance_km(*point, p.lat, p.lon) for p in found), default=None)
        of["none" if km is None else "far" if km > 20 else "near"] += 1
        of["close"] += km is not None and km <= 5
    return "\n".join(
        f"{country}  a place of the name within 5 km {of['close'] / of['all']:.3f}  within 20 km {of['near'] / of['all']:.3f}"
        f"  only farther away {of['far'] / of['all']:.3f}  in no table {of['none'] / of['all']:.3f}"
        for country, of in sorted(count.items())
    )


def seats(path: Path, coder: Geocoder) -> str:
    """Sub-districts by the name of their seat and their governorate, against the seat's point."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    lines = []
    for level in ("capital_adm3", "adm3"):
        near = said = total = 0
        for row in rows:
            if row["level"] != level:
                continue
            total += 1
            name = row["name_ar"].removeprefix("مركز ")
            place = coder.locate(f"{name}، محافظة {row['admin1_ar']}", "SY").place
            if place is not None and place.lat is not None and place.lon is not None:
                said += 1
                near += distance_km(float(row["lat"]), float(row["lon"]), place.lat, place.lon) <= SEAT_KM
        lines.append(f"{level}  n={total}  within {SEAT_KM} km {near / total:.3f}  answered {said / total:.3f}")
    return "\n".join(lines)


def speed(texts: list[tuple[str, str]]) -> str:
    """Load time and geocodings a second of one core's time: other work on the machine does not count."""
    begin = time.process_time()
    gazetteer = Gazetteer()
    loaded = time.process_time() - begin
    coder = Geocoder(gazetteer)
    coder.locate("لا يعرفها أحد", "SY")  # the indexes of spellings are made at the first name that is not known
    first = time.process_time() - begin
    rounds = 5
    begin = time.process_time()
    for _ in range(rounds):
        for text, country in texts:
            coder.locate(text, country)
    rate = rounds * len(texts) / (time.process_time() - begin)
    return f"load {loaded:.2f} s, first answer after {first:.2f} s, {rate:,.0f} geocodings a second"


def memory(folder: Path) -> str:
    """Import, opening and memory of a table with half a million names."""
    table = folder / "many.csv"
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    with table.open("w", encoding="utf-8") as file:
        file.write("pcode,name_ar,lat,lon\n")
        for n in range(MANY):
            word = "".join(letters[(n // 28**k * 7 + k) % 28] for k in range(5))
            file.write(f"SY{n},تل {word},{33 + n % 3000 / 1000:.3f},{36 + n % 5000 / 1000:.3f}\n")
    begin = time.process_time()
    add(table, folder, country="SY", options=Options({}))
    imported = time.process_time() - begin
    table.unlink()
    probe = (
        f"import sys, time, resource; sys.path.insert(0, {str(ROOT / 'src')!r})\n"
        "from pathlib import Path; from marsad.geography.gazetteer import Gazetteer\n"
        "from marsad.geography.locating import Geocoder; from marsad.geography.store import ImportedTables\n"
        "peak = lambda: int(Path('/proc/self/statm').read_text().split()[1]) * resource.getpagesize() / 1e6\n"
        "alone = Geocoder(Gazetteer()); alone.locate('لا يعرفها أحد'); before = peak(); begin = time.perf_counter()\n"
        f"tables = ImportedTables.open(Path({str(folder)!r})); opened = time.perf_counter() - begin\n"
        "alone.gazetteer.imported = alone.gazetteer.phrases.imported = tables\n"
        "begin = time.process_time()\n"
        "for n in range(20000): alone.locate('تل ' + chr(1576 + n % 20) * 2 + str(n) + ' باب', 'SY')\n"
        "print(f'opened in {1000 * opened:.1f} ms, {peak() - before:.0f} MB more, {20000 / (time.process_time() - begin):,.0f} a second')"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    size = sum(f.stat().st_size for f in folder.iterdir()) / 1e6
    return f"{MANY:,} names: imported in {imported:.0f} s, {size:.0f} MB on disk, {done.stdout.strip() or done.stderr[-300:]}"


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    places = options.shared / "gold" / "places"
    if (places / "strings.tsv").exists():
        print("strings, embedded table\n" + strings(options.shared, "none", options.errors))
        print("the most that is in it\n" + ceiling(places / "strings.tsv", Geocoder(Gazetteer())))
        with tempfile.TemporaryDirectory() as data:
            for name in ("communities", "places"):
                add(places / f"{name}.tsv", Path(data), country="SY", options=Options({"id": ""}))
            print(
                "strings, with communities.tsv and places.tsv imported\n"
                + strings(options.shared, data, options.errors)
            )
            begin = time.perf_counter()
            tables = ImportedTables.open(Path(data))
            print(f"imported tables opened in {1000 * (time.perf_counter() - begin):.1f} ms")
            print("the most that is in them\n" + ceiling(places / "strings.tsv", Geocoder(Gazetteer(tables))))
        print("seats of sub-districts, embedded table\n" + seats(places / "places.tsv", Geocoder(Gazetteer())))
        with (places / "strings.tsv").open(encoding="utf-8", newline="") as file:
            texts = [(row["place_ar"], row["country"]) for row in csv.DictReader(file, delimiter="\t")]
    else:
        print(f"no measuring tables in {places}")
        texts = [(place.name_ar, place.country) for place in list(Gazetteer().by_id.values())[:2000] if place.name_ar]
    print(speed(texts))
    with tempfile.TemporaryDirectory() as data:
        print(memory(Path(data)))
    print(f"peak memory of this run {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
