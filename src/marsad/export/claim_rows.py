"""One row a claim, under the event that it tells of: CSV, XLSX, Parquet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from marsad.events.event import Event, Told
from marsad.export.event_rows import name
from marsad.export.exporter import Exporter, Field
from marsad.export.tables import Container, Row, write_csv, write_parquet, write_xlsx
from marsad.model import Quantity

FIELDS = (
    Field("event", "kept", "id of the event that it tells of"),
    Field("claim", "kept", "id: report and words give it"),
    Field("report", "kept", "id"),
    Field("outlet", "kept", "who published the report"),
    Field("published", "kept", "ISO 8601"),
    Field("url", "kept"),
    Field("title", "words"),
    Field("report_sha256", "kept", "of the text of the report"),
    Field("type", "kept", "code of the ontology"),
    Field("status", "kept"),
    Field("stance", "kept", "confirms, denies or expects: the last word of its voice on the event"),
    Field("from", "kept", "first day, ISO 8601"),
    Field("to", "kept", "last day"),
    Field("precision", "kept", "of the time"),
    Field("place", "masked"),
    Field("place_id", "kept"),
    Field("lat", "kept", "WGS 84", "number"),
    Field("lon", "kept", "WGS 84", "number"),
    Field("radius_km", "kept", kind="number"),
    Field("country", "kept", "ISO 3166-1 alpha-2"),
    Field("admin1", "kept", "code of the governorate"),
    Field("actors", "masked", kind="list"),
    Field("actor_ids", "joined", "of those that a list knows", "list"),
    Field("targets", "masked", kind="list"),
    Field("target_ids", "joined", "of those that a list knows", "list"),
    Field("numbers", "joined", "`kind low..high`, after it who is counted; nothing behind the dots: or more", "list"),
    Field("sources", "masked", "`role: name`, from the outlet inwards to who asserts it", "list"),
    Field("trigger", "kept", "the words that tell it"),
    Field("evidence", "words", "the sentence"),
    Field("evidence_start", "kept", "code point of the text of the report", "integer"),
    Field("evidence_end", "kept", kind="integer"),
    Field("confidence", "kept", kind="number"),
    Field("rule", "kept", "the rule of the reader that made it"),
)


def rows(events: Iterable[Event]) -> Iterator[Row]:
    """The claims of events, each by field."""
    for event in events:
        for testimony in event.testimonies:
            for told in testimony.told:
                yield row(event.id, testimony.stance, told)


def row(event: str, stance: str, told: Told) -> Row:
    """The values of a claim by field."""
    claim, report = told.claim, told.report
    place, time = claim.place, claim.time
    cells: dict[str, object] = {
        "event": event, "claim": claim.id, "report": report.id, "outlet": report.outlet, "published": report.published,
        "url": report.url, "title": report.title, "report_sha256": report.sha256, "type": claim.type,
        "status": claim.status, "stance": stance,
        "actors": [name(m) for m in claim.actors], "actor_ids": [m.id for m in claim.actors if m.id],
        "targets": [name(m) for m in claim.targets], "target_ids": [m.id for m in claim.targets if m.id],
        "numbers": list(map(_figure, claim.numbers)),
        "sources": [f"{s.role}: {name(s.mention)}" for s in claim.sources],
        "trigger": claim.trigger.text, "evidence": claim.evidence.text, "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end, "confidence": claim.confidence, "rule": claim.rule,
    }  # fmt: skip
    if time is not None:
        cells |= {"from": time.start, "to": time.end, "precision": time.precision}
    if place is not None:
        cells |= {
            "place": place.name_ar or place.span.text, "place_id": place.id, "lat": place.lat, "lon": place.lon,
            "radius_km": place.radius_km, "country": place.country, "admin1": place.admin1,
        }  # fmt: skip
    return cells


def _figure(q: Quantity) -> str:
    low, high = ("" if n is None else f"{n:.12g}" for n in (q.low, q.high))
    return f"{q.kind} {low}..{high}" + (f" {q.who}" if q.who else "")


def _exporter(form: str, what: str, ending: str, container: Container) -> Exporter:
    def write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
        return container(FIELDS, rows(events), file)

    return Exporter(form, f"{what}, one row a claim", ending, FIELDS, write)


CSV = _exporter("claims-csv", "CSV", ".csv", write_csv)
XLSX = _exporter("claims-xlsx", "Excel", ".xlsx", write_xlsx)
PARQUET = _exporter("claims-parquet", "Parquet", ".parquet", write_parquet)
