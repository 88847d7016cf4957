#!/usr/bin/env python3
"""Compares the overlay with the measuring tables that lie beside the project, and prints how far its points are off.

    tools/gazetteer/check.py [TABLE.tsv …] [--all]

TABLE: tab-separated with name_ar, lat, lon and, where known, admin1_pcode; without one, communities.tsv and places.tsv of
../shared/gold/places. A row is compared with the nearest place of its name in its governorate. A row is off when that
lies farther away than its precision_km says (plus 1 km: a village has a size). Exit code 1 where a row is off. The tables
are for measuring only: a row that is off is mended from a public source or dropped, never by copying the point.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "src"))

from marsad.geography.geocoder import distance_km  # noqa: E402
from marsad.geography.spelling import loose  # noqa: E402
from marsad.language.ar.script import normal  # noqa: E402

HERE = ROOT / "tools" / "gazetteer"
OVERLAY = HERE / "overlay"
ADMIN = ROOT / "src" / "marsad" / "data" / "gazetteer" / "admin.tsv"
SHARED = ROOT.parent / "shared" / "gold" / "places"
SIZE_KM = 1.0
QUARTER_KM = 40.0  # a village of a quarter's name this far away is not meant


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table with one header line; lines that start with # are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(
        csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE if HERE in path.parents else csv.QUOTE_MINIMAL)
    )


def keys(row: dict[str, str]) -> set[str]:
    """The names of a row, without qualifiers in brackets or after a dash."""
    names = [row["name_ar"], *row.get("alt_ar", "").split("|")]
    parts = [part for name in names for part in (name, name.split("-")[0].split("(")[0])]
    return {loose(normal(" ".join(part.split()))) for part in parts if part.strip()}


def main() -> int:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", type=Path)
    parser.add_argument("--all", action="store_true", help="print the rows that are right, too")
    options = parser.parse_args()
    tables = options.tables or [SHARED / "communities.tsv", SHARED / "places.tsv"]
    missing = [str(t) for t in tables if not t.exists()]
    if missing:
        print(f"gazetteer-check: no measuring table at {', '.join(missing)}: nothing compared")
        return 0
    pcodes = {row["code"]: row["pcode"] for row in rows(ADMIN)}
    known: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    for table in tables:
        for row in rows(table):
            if row.get("level", "") in ("adm1", "adm2", "adm3") or not row["lat"]:
                continue
            for key in keys(row):
                for pcode in {row.get("admin1_pcode", ""), ""}:
                    known[key, pcode].append((float(row["lat"]), float(row["lon"]), row["name_ar"]))
    namesakes = {row["id"] for row in rows(HERE / "namesakes.tsv")}
    compared = off = 0
    distances = []
    for path in sorted(OVERLAY.glob("*.tsv")):
        for row in rows(path):
            if row["level"] not in ("town", "neighbourhood") or row["country"] != "SY" or row["id"] in namesakes:
                continue
            pcode = pcodes.get(row["admin1"], "")
            same = [p for key in keys(row) for p in known.get((key, pcode), [])]
            if not same:
                continue
            km = min(distance_km(float(row["lat"]), float(row["lon"]), p[0], p[1]) for p in same)
            if row["level"] == "neighbourhood" and km > QUARTER_KM:
                continue
            compared += 1
            distances.append(km)
            bad = km > float(row["precision_km"]) + SIZE_KM
            off += bad
            if bad or options.all:
                print(
                    f"{'OFF' if bad else 'ok '} {km:6.1f} km  stated {row['precision_km']:>4}  {row['id']}  {row['name_ar']}  {row['admin1']}  of {len(same)}"
                )
    distances.sort()
    if distances:
        middle, tail = distances[len(distances) // 2], distances[int(0.9 * len(distances))]
        print(
            f"{compared} rows compared, median {middle:.1f} km, nine of ten within {tail:.1f} km; {off} off by more than they state"
        )
    return 1 if off else 0


if __name__ == "__main__":
    sys.exit(main())
