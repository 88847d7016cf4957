"""POLECAT: 40 columns separated by tabs, one row an event that somebody says happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from marsad.events.event import Event
from marsad.export import plover
from marsad.export.exporter import Exporter, Field
from marsad.export.places import countries
from marsad.export.tables import Row, write_csv

_NONE = "None"  # what the table holds where there is no value
FIELDS = (
    Field("Event ID", "kept", "the id of the event"),
    Field("Event Date", "plover-days", "first day, ISO 8601"),
    Field("Event Type", "plover-type"),
    Field("Event Mode", "plover-type"),
    Field("Intensity", "empty", "the scale is POLECAT's own"),
    Field("Quad Code", "plover-quad", "1 to 4", "integer"),
    Field("Contexts", "plover-context", kind="list"),
    *(
        field
        for role, column in (("Actor", "who did it"), ("Recipient", "to whom"))
        for field in (
            Field(f"{role} Name", "plover-parties", column, "list"),
            Field(f"{role} Country", "plover-parties", "alpha-3", "list"),
            Field(f"{role} COW", "empty", "the lists have no numbers of the Correlates of War"),
            Field(f"Primary {role} Sector", "plover-parties", "of the first"),
            Field(f"{role} Sectors", "plover-parties", kind="list"),
            Field(f"{role} Title", "empty", "the lists name offices, not titles"),
            Field(f"{role} Name Raw", "masked", kind="list"),
            Field(f"Wikipedia {role} ID", "empty", "the lists have no such ids"),
        )
    ),
    Field("Placename", "plover-place"),
    Field("City", "plover-place"),
    Field("District", "plover-place"),
    Field("Province", "plover-place"),
    Field("Country", "country-table", "English name"),
    Field("Latitude", "plover-place", kind="number"),
    Field("Longitude", "plover-place", kind="number"),
    Field("GeoNames ID", "plover-place", kind="integer"),
    Field("Raw Placename", "masked", "as the gazetteer or the report has it"),
    Field("Feature Type", "plover-place", "code of GeoNames"),
    Field("Source", "every-report", "the outlets", "list"),
    Field("Publication Date", "most-voices", "day of the first report"),
    Field("Story People", "empty", "who else a report names is not kept"),
    Field("Story Organizations", "empty", "who else a report names is not kept"),
    Field("Story Locations", "empty", "what else a report names is not kept"),
    Field("Language", "every-report", kind="list"),
    Field("Version", "made", "`marsad`"),
)


def code(event: Event) -> Row | str:
    """The row of an event, or why it has none."""
    made = plover.code(event)
    if isinstance(made, str):
        return made
    if not event.confirmed or "negation" in made["auxiliary"]:
        return "nobody says that it happened"
    place, at = event.place, made["event_loc"] or {}
    country = countries().get((place.country if place else None) or "")
    reports = [t.report for t in event.told]
    cells = {
        "Event ID": event.id, "Event Date": made["date"], "Event Type": made["event"], "Event Mode": made["mode"],
        "Quad Code": made["quad_code"], "Contexts": made["context"],
        **_party("Actor", made["actor"]), **_party("Recipient", made["recipient"]),
        "Placename": at.get("resolved_place"), "City": at.get("city"), "District": at.get("district"),
        "Province": at.get("province"), "Country": country.name if country else None, "Latitude": at.get("lat"),
        "Longitude": at.get("lon"), "GeoNames ID": at.get("geonameid"),
        "Raw Placename": place.name_ar or place.span.text if place else None, "Feature Type": at.get("feature_code"),
        "Source": list(dict.fromkeys(r.outlet or "?" for r in reports)), "Publication Date": event.told_on,
        "Language": list(dict.fromkeys(r.language for r in reports if r.language)), "Version": "marsad",
    }  # fmt: skip
    return {f.name: _NONE if cells.get(f.name) in (None, "", []) else cells[f.name] for f in FIELDS}


def _party(role: str, members: list[dict[str, Any]]) -> dict[str, object]:
    """The columns of one side; several of it stand in one cell, in the same order in each column."""
    sectors = [s for m in members for s in m["sector"]]
    return {
        f"{role} Name": [m["name"] for m in members], f"{role} Country": [m["country"] or _NONE for m in members],
        f"Primary {role} Sector": sectors[:1], f"{role} Sectors": sectors,
        f"{role} Name Raw": [m["text"] for m in members],
    }  # fmt: skip


def _write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    def rows() -> Iterator[Row]:
        for coded in map(code, events):
            if isinstance(coded, str):
                left[coded] += 1
            else:
                yield coded

    return write_csv(FIELDS, rows(), file, "\t")


POLECAT = Exporter("polecat", "POLECAT's 40 columns separated by tabs", ".tsv", FIELDS, _write, "outlines")
