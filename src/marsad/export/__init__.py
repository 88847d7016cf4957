"""Formats in which the record is handed on. A new one is a module and a line in the table."""

from __future__ import annotations

from marsad.errors import InputError
from marsad.export import (
    acled,
    bayanat,
    claim_rows,
    claims,
    event_rows,
    followthemoney,
    geojson,
    geopackage,
    hxl,
    plover,
    polecat,
    rdf,
    ucdp,
)
from marsad.export.exporter import Exporter

EXPORTERS: tuple[Exporter, ...] = (
    event_rows.CSV,
    event_rows.XLSX,
    event_rows.PARQUET,
    claim_rows.CSV,
    claim_rows.XLSX,
    claim_rows.PARQUET,
    claims.JSONL,
    geojson.GEOJSON,
    geopackage.GEOPACKAGE,
    acled.ACLED,
    ucdp.UCDP,
    hxl.HXL,
    plover.PLOVER,
    polecat.POLECAT,
    followthemoney.FOLLOWTHEMONEY,
    bayanat.BAYANAT,
    rdf.JSONLD,
    rdf.NTRIPLES,
)


def exporter(name: str) -> Exporter:
    """The exporter of a format.

    Raises:
        InputError: there is none.
    """
    for one in EXPORTERS:
        if one.name == name:
            return one
    known = ", ".join(e.name for e in EXPORTERS)
    raise InputError(f"{name!r} is no format", where="export", hint=f"There are: {known}")
