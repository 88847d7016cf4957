"""Writes the golden files of the exporters: what each makes of the demo corpus, as its own reader reads it.

    .venv/bin/python tools/golden_exports.py          # the files of tests/export/golden, from demo.jsonl there
    .venv/bin/python tools/golden_exports.py --read   # demo.jsonl first: the claims of the demo corpus as they are read now

The claims are kept, so that a better reader does not change what an exporter makes of them. A change of a golden file
is looked at before it is committed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from marsad import version
from marsad.events.event import events
from marsad.export import EXPORTERS
from marsad.export.exporter import Exporter
from marsad.export.writing import write
from marsad.model import Claim, Contradiction, Reading, Readings, Report

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "export" / "golden"
READINGS = FOLDER / "demo.jsonl"


def main(arguments: Sequence[str]) -> None:
    if "--read" in arguments:
        from marsad.pipeline import read_reports

        lines = (ROOT / "demo" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        found = read_reports([Report.of(**json.loads(line)) for line in lines], data_dir="none")
        READINGS.write_text(
            "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in found.to_dicts()), encoding="utf-8"
        )
    readings = Readings(tuple(kept()))
    for exporter in EXPORTERS:
        golden(exporter).write_text(made(exporter, readings), encoding="utf-8")


def golden(exporter: Exporter) -> Path:
    """The golden file of a format."""
    return FOLDER / f"{exporter.name}.txt"


def made(exporter: Exporter, readings: Readings) -> str:
    """What a format makes of readings, as its reader reads it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"x{exporter.ending}"
        write(exporter, readings if exporter.of == "reports" else events(readings), str(file))
        return as_text(file)


def kept() -> list[Reading]:
    """The readings of demo.jsonl, without the texts."""
    return [reading(json.loads(line)) for line in READINGS.read_text(encoding="utf-8").splitlines()]


def reading(d: dict) -> Reading:  # type: ignore[type-arg]
    """The reading that `marsad read --format json` printed."""
    about = d["document"]
    report = Report(
        "",
        about["id"],
        about["sha256"],
        about["language"],
        about["published"],
        about["outlet"],
        about["title"],
        about["url"],
    )
    disputes = [Contradiction(*c["claims"], c["attribute"], c["explanation"], "") for c in d["contradictions"]]
    return Reading(report, tuple(map(Claim.from_dict, d["claims"])), tuple(disputes), tuple(d["issues"]))


def as_text(file: Path) -> str:
    """A file as text: of formats that are none the header and a record a line, as their reader gives them."""
    if file.suffix == ".xlsx":
        import openpyxl

        rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
    elif file.suffix == ".parquet":
        from pyarrow.parquet import read_table

        table = read_table(file)
        rows = [table.column_names, *(list(row.values()) for row in table.to_pylist())]
    elif file.suffix == ".gpkg":
        import pyogrio

        about, fid, points, columns = pyogrio.raw.read(file, return_fids=True)
        points = [p and p.hex() for p in points]
        rows = [["fid", "geom", *about["fields"]], *zip(fid.tolist(), points, *map(list, columns), strict=True)]
    else:
        text = file.read_text(encoding="utf-8")
        return text.replace(version.software(), "SOFTWARE").replace(version.data(), "DATA")
    return "".join(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in rows)


def _plain(value: object) -> object:
    return value.item() if hasattr(value, "item") else str(value)


if __name__ == "__main__":
    main(sys.argv[1:])
