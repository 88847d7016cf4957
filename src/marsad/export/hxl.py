"""HXL: a table of events whose second row says in hashtags what each column is, as the Humanitarian Data Exchange reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from marsad import ontology
from marsad.events.event import Event
from marsad.export import event_rows
from marsad.export.exporter import Exporter, Field
from marsad.export.places import countries, division, pcodes
from marsad.export.tables import Row, write_csv

_FIGURES = ("killed", "injured", "displaced")
# Hashtags of HXL 1.1; groups as in the conflict data that the exchange holds.
_TAGGED: tuple[tuple[str, Field], ...] = (
    ("#event+id", Field("event", "kept", "the id: the same claims give the same one")),
    ("#event+type+code", Field("type", "most-voices", "code of the ontology")),
    ("#event+type+name+en", Field("type_en", "most-voices", "its English label")),
    ("#status+event", Field("status", "most-voices", "`not-happened` where all deny it")),
    ("#meta+agreement", Field("agreement", "counted", "see Agreement in events.md")),
    ("#date+occurred+start", Field("from", "most-voices", "first day, ISO 8601")),
    ("#date+occurred+end", Field("to", "most-voices", "last day")),
    ("#country+code+v_iso3", Field("country", "country-table", "ISO 3166-1 alpha-3")),
    ("#adm1+code+v_iso", Field("admin1", "most-voices", "code of the governorate, ISO 3166-2 as far as it has one")),
    (
        "#adm1+code+v_pcode",
        Field("admin1_pcode", "most-voices", "p-code of the governorate (COD-AB), where the gazetteer has it"),
    ),
    ("#adm1+name+en", Field("admin1_en", "most-voices", "its English name")),
    ("#adm2+code", Field("admin2", "most-voices", "code of the district")),
    ("#adm2+code+v_pcode", Field("admin2_pcode", "most-voices", "p-code of the district")),
    ("#adm2+name+en", Field("admin2_en", "most-voices", "its English name")),
    ("#loc+name+ar", Field("place", "most-voices", "the most specific place; the gazetteer's name, else the words")),
    ("#loc+name+en", Field("place_en", "most-voices", "its English name, where the gazetteer has one")),
    ("#geo+lat", Field("lat", "most-voices", "WGS 84", "number")),
    ("#geo+lon", Field("lon", "most-voices", "WGS 84", "number")),
    ("#geo+radius+km", Field("radius_km", "most-voices", "how far what is meant may lie from the point", "number")),
    ("#group+actor+list", Field("actors", "masked", "who did it", "list")),
    ("#group+target+list", Field("targets", "masked", "to whom", "list")),
    *(
        (f"#affected+{kind}{mark}", Field(f"{kind}_{bound}", "interval", kind="number"))
        for kind in _FIGURES
        for bound, mark in (("low", "+min"), ("best", ""), ("high", "+max"))
    ),
    ("#meta+reports+num", Field("n_reports", "counted", "reports, copies too", "integer")),
    ("#meta+voices+num", Field("n_independent", "counted", "voices", "integer")),
    ("#meta+source+confirming+list", Field("confirmed_by", "every-voice", "see `masked`", "list")),
    ("#meta+source+denying+list", Field("denied_by", "every-voice", "see `masked`", "list")),
    ("#meta+url+list", Field("urls", "every-report", "addresses", "list")),
)
TAGS: dict[str, object] = {field.name: tag for tag, field in _TAGGED}
FIELDS = tuple(Field(f.name, f.rule, f"`{tag}`{f.note and ': '}{f.note}", f.kind) for tag, f in _TAGGED)


def row(event: Event) -> Row:
    """The values of an event by field."""
    cells, place = dict(event_rows.row(event)), event.place
    cells["type_en"] = ontology.types()[event.type].label_en
    if place is not None:
        country = countries().get(place.country or "")
        cells["country"] = country.iso3 if country is not None else None
        cells["admin2"], cells["place_en"] = place.admin2, place.name_en
        cells["admin1_pcode"], cells["admin2_pcode"] = (
            pcodes().get(place.admin1 or ""),
            pcodes().get(place.admin2 or ""),
        )
        cells["admin1_en"], cells["admin2_en"] = division(place.admin1), division(place.admin2)
    for figure in event.numbers:
        if figure.group is None and figure.kind in _FIGURES:
            bounds = (("low", figure.low), ("best", figure.best), ("high", figure.high))
            cells |= {f"{figure.kind}_{bound}": value for bound, value in bounds}
    return cells


def _write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    return write_csv(FIELDS, chain([TAGS], map(row, events)), file) - 1  # the row of hashtags is no record


HXL = Exporter("hxl", "CSV with a row of HXL hashtags, one row an event", ".csv", FIELDS, _write, "outlines")
