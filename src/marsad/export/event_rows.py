"""One row an event: CSV, XLSX, Parquet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from marsad.events.event import Event, Stance
from marsad.export.exporter import Exporter, Field
from marsad.export.tables import Container, Row, write_csv, write_parquet, write_xlsx
from marsad.model import Mention

_FIGURES = ("killed", "injured")

FIELDS = (
    Field("event", "kept", "the id: the same claims give the same one"),
    Field("type", "most-voices", "code of the ontology; of a toll and the attack behind it the attack"),
    Field("status", "most-voices", "`not-happened` where all deny it"),
    Field("agreement", "counted", "see Agreement in events.md"),
    Field("from", "most-voices", "first day, ISO 8601"),
    Field("to", "most-voices", "last day"),
    Field("place", "most-voices", "the most specific place that is named; the gazetteer's name, else the words"),
    Field("place_id", "most-voices"),
    Field("lat", "most-voices", "WGS 84", "number"),
    Field("lon", "most-voices", "WGS 84", "number"),
    Field("radius_km", "most-voices", "how far what is meant may lie from the point", "number"),
    Field("country", "most-voices", "ISO 3166-1 alpha-2"),
    Field("admin1", "most-voices", "code of the governorate"),
    Field("actors", "masked", "who did it, all that those who confirm it name", "list"),
    Field("actor_ids", "joined", "of those that a list knows", "list"),
    Field("targets", "masked", "to whom, all that those who confirm it name", "list"),
    Field("target_ids", "joined", "of those that a list knows", "list"),
    *(Field(f"{kind}_{bound}", "interval", kind="number") for kind in _FIGURES for bound in ("low", "best", "high")),
    Field("n_reports", "counted", "reports, copies too", "integer"),
    Field("n_outlets", "counted", kind="integer"),
    Field("n_independent", "counted", "voices", "integer"),
    Field("camps_confirming", "every-voice", kind="list"),
    Field("camps_denying", "every-voice", kind="list"),
    Field("confirmed_by", "every-voice", "names of the voices, see `masked`", "list"),
    Field("denied_by", "every-voice", "names of the voices, see `masked`", "list"),
    Field("contradictions", "counted", "of its claims with others", "integer"),
    Field("claims", "every-report", "ids", "list"),
    Field("decisions", "kept", "numbers of what people decided on its claims", "list"),
    Field("reports", "every-report", "ids", "list"),
    Field("urls", "every-report", "addresses", "list"),
)


def row(event: Event) -> Row:
    """The values of an event by field."""
    place, (start, end) = event.place, event.days
    told = [t for testimony in event.testimonies for t in testimony.told]
    confirming, denying = _voices(event, "confirms"), _voices(event, "denies")
    cells: dict[str, object] = {
        "event": event.id, "type": event.type, "status": event.status, "agreement": event.agreement,
        "from": start, "to": end, "actors": _names(event.actors), "actor_ids": [m.id for m in event.actors if m.id],
        "targets": _names(event.targets), "target_ids": [m.id for m in event.targets if m.id],
        "n_reports": event.n_reports, "n_outlets": event.n_outlets, "n_independent": event.n_independent,
        "camps_confirming": event.camps("confirms") if confirming else (),
        "camps_denying": event.camps("denies") if denying else (),
        "confirmed_by": confirming, "denied_by": denying,
        "contradictions": len(event.contradictions), "claims": [t.claim.id for t in told],
        "decisions": [d.number for d in event.decisions],
        "reports": list(dict.fromkeys([t.report.id for t in told])),
        "urls": list(dict.fromkeys([t.report.url for t in told if t.report.url])),
    }  # fmt: skip
    if place is not None:
        cells["place"], cells["place_id"] = place.name_ar or place.span.text, place.id
        cells["lat"], cells["lon"], cells["radius_km"] = place.lat, place.lon, place.radius_km
        cells["country"], cells["admin1"] = place.country, place.admin1
    for figure in event.numbers:
        if figure.group is None and figure.kind in _FIGURES:
            kind = figure.kind
            cells |= {f"{kind}_low": figure.low, f"{kind}_best": figure.best, f"{kind}_high": figure.high}
    return cells


def _voices(event: Event, stance: Stance) -> list[str]:
    """The names of those who confirm or deny an event."""
    who = [t.who for t in event.testimonies if t.stance == stance]
    return list(dict.fromkeys([name(m) for m in who if m is not None]))


def name(mention: Mention) -> str:
    """What a body is called: the list's name, else the words."""
    return mention.name_ar or mention.span.text or "?"


def _names(mentions: Iterable[Mention]) -> list[str]:
    return [name(m) for m in mentions]


def _exporter(form: str, what: str, ending: str, container: Container) -> Exporter:
    def write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
        return container(FIELDS, map(row, events), file)

    return Exporter(form, f"{what}, one row an event", ending, FIELDS, write, "outlines")


CSV = _exporter("csv", "CSV", ".csv", write_csv)
XLSX = _exporter("xlsx", "Excel", ".xlsx", write_xlsx)
PARQUET = _exporter("parquet", "Parquet", ".parquet", write_parquet)
