"""Bayanat: a sheet of bulletins, one row an event, whose columns are called as Bayanat's fields, to be mapped onto them.

Source: github.com/sjacorg/bayanat, models Bulletin, Event and GeoLocation, and how its sheet import reads lists and dates.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from marsad import ontology
from marsad.cells import joined
from marsad.events.event import Event
from marsad.export.addresses import web_address
from marsad.export.days import days_of
from marsad.export.english import accounts, figures, notes, title, title_ar
from marsad.export.exporter import Exporter, Field
from marsad.export.places import countries
from marsad.export.tables import Row, write_csv
from marsad.model import Report
from marsad.withholding import MARK

FIELDS = (
    Field("originid", "kept", "the id of the event; make it unique in the mapping, and no event comes in twice"),
    Field("title", "made", "type, place and day in English"),
    Field("title_ar", "made", "the same in Arabic"),
    Field("description", "english", "then each report with outlet, day and address; words of the first report see `words`"),
    Field("comments", "accounts", "`status`, `agreement`, `voices`, and each contradiction with its two claims"),
    Field("source_link", "bayanat-link", "address"),
    Field("sources", "every-report", "the outlets, see `bayanat-lists`", "list"),
    Field("labels", "bayanat-lists", "English label of the type", "list"),
    Field("locations", "bayanat-lists", "Arabic name of the place", "list"),
    Field("publish_date", "most-voices", "day of the first report"),
    Field("status", "made", "`Machine Created`, as Bayanat calls what no person has looked at"),
    Field("tags", "bayanat-lists", "`marsad`, code of the type, status, agreement", "list"),
    Field("event_title", "made", "of the event in the bulletin: as `title`"),
    Field("event_title_ar", "made", "as `title_ar`"),
    Field("event_eventtype", "made", "`Incident`, of Bayanat's own list"),
    Field("event_location", "bayanat-lists", "as `locations`"),
    Field("event_from_date", "most-voices", "first day, ISO 8601"),
    Field("event_to_date", "most-voices", "last day"),
    Field("event_estimated", "made", "`yes` where it is not one day that is told", "text"),
    Field("event_comments", "interval", "the figures of people"),
    Field("geo_title", "most-voices", "Arabic name of the place"),
    Field("geo_lat", "most-voices", "WGS 84", "number"),
    Field("geo_lng", "most-voices", "WGS 84", "number"),
    Field("geo_comment", "most-voices", "within how many km what is meant may lie"),
)  # fmt: skip
_CELL = 255  # characters that Bayanat's titles and links hold


def row(event: Event) -> Row:
    """The values of an event by field."""
    place, days = event.place, days_of(event)
    country = countries().get((place.country if place is not None else None) or "")
    heading, heading_ar = title(event, days, place)[:_CELL], title_ar(event, place)[:_CELL]
    reports = list({t.report.id: t.report for t in event.told}.values())
    links = [link for r in reports if (link := web_address(r.url)) is not None and len(link) <= _CELL]
    where = (place.name_ar or place.span.text) if place is not None else ""
    where = "" if where == MARK else where
    cells: dict[str, object] = {
        "originid": event.id, "title": heading, "title_ar": heading_ar,
        "description": html.escape(joined(_description(event, notes(event, days, place, country), reports)), quote=False),
        "comments": html.escape("; ".join(accounts(event)), quote=False), "source_link": links[0] if links else "",
        "sources": listed([r.outlet for r in reports if r.outlet]),
        "labels": listed([ontology.types()[event.type].label_en]), "locations": listed([where]),
        "publish_date": event.told_on, "status": "Machine Created",
        "tags": listed(["marsad", event.type, event.status, event.agreement]),
        "event_title": heading, "event_title_ar": heading_ar, "event_eventtype": "Incident", "event_location": where,
        "event_from_date": event.days[0], "event_to_date": event.days[1],
        "event_estimated": "" if event.days[0] and event.days[0] == event.days[1] else "yes",
        "event_comments": figures(event),
    }  # fmt: skip
    if place is not None and place.lat is not None:
        cells |= {"geo_title": where, "geo_lat": place.lat, "geo_lng": place.lon}
        cells["geo_comment"] = f"within {place.radius_km:.12g} km" if place.radius_km else ""
    return cells


def listed(values: Sequence[str]) -> str:
    """Several values in one cell, as Bayanat's import takes them apart: in quotes, between them commas.

    >>> listed(["a b"]), listed(["a b", 'c "d"', "a b"]), listed(["e, f"])
    ('a b', '"a b","c \\'d\\'"', '"e, f",')
    """
    items = [joined(v).replace('"', "'") for v in dict.fromkeys(values) if v]
    if len(items) == 1 and "," not in items[0]:
        return items[0]
    together = ",".join(f'"{item}"' for item in items)
    return f"{together}," if len(items) == 1 else together


def _description(event: Event, english: str, reports: Sequence[Report]) -> str:
    told = event.testimonies[0].told[0].claim.evidence.text
    cited = "; ".join(f"{r.outlet or '?'}, {(r.published or '?')[:10]}, {r.url or r.id}" for r in reports)
    words = f" Words: «{told}»" if told not in (MARK, "") else ""
    return f"{english} Reports: {cited}.{words}"


def _write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    return write_csv(FIELDS, map(row, events), file)


BAYANAT = Exporter("bayanat", "CSV for the sheet import of Bayanat, one row an event", ".csv", FIELDS, _write)
