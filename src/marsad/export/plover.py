"""PLOVER: events as JSON objects, with type and mode, marks of what is denied or yet to come, parties, figures and place."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from marsad import ontology
from marsad.events.event import Event
from marsad.export.days import Days, days_of
from marsad.export.deaths import deaths
from marsad.export.english import notes
from marsad.export.event_rows import name
from marsad.export.exporter import Exporter, Field
from marsad.export.parties import home, is_named, kind_of, name_en
from marsad.export.places import UNKNOWN_COUNTRY, Country, countries, division, is_region
from marsad.export.places import name_en as place_en
from marsad.model import Mention, Place

FIELDS = (
    Field("id", "kept", "the id of the event"),
    Field("date", "plover-days", "first day, ISO 8601"),
    Field("enddate", "plover-days", "last day, where it is another"),
    Field("actor", "plover-parties", "list of `name`, `text` (see `masked`), `country` (alpha-3), `sector`", "object"),
    Field("recipient", "plover-parties", "in the same way", "object"),
    Field("event", "plover-type"),
    Field("mode", "plover-type", "list, empty where the type has none", "list"),
    Field("auxiliary", "plover-marks", "list of negation, future, hypothetical, historical", "list"),
    Field("context", "plover-context", kind="list"),
    Field("quad_code", "plover-quad", "1 verbal and 2 material cooperation, 3 verbal and 4 material conflict", "integer"),
    Field("dead", "most-voices", "interval in `comment`", "integer"),
    Field("injured", "most-voices", "interval in `comment`", "integer"),
    Field("arrested", "most-voices", "the captured, where the event is an arrest", "integer"),
    Field("event_loc", "plover-place", "`resolved_place`, `geonameid`, `lat`, `lon`, `city`, `district`, `province`, "
          "`country` (alpha-3), `feature_code`, `resolution`; null where no place is told", "object"),
    Field("event_text", "kept", "the words that tell it, of the claim told first"),
    Field("link", "every-report", "addresses", "list"),
    Field("cite_info", "every-report", "outlet and day of publication", "list"),
    Field("coder", "made", "`marsad`"),
    Field("comment", "english"),
)  # fmt: skip
# Source of this and of the sectors: the PLOVER manual, github.com/openeventdata/PLOVER, headings of its chapters and its
# table of primary sector codes (MED is medicine there, JRN journalism). NGO and IGO stand there in place of a country;
# UNS, unspecified, is of the older event data.
QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
_MARKS = {
    "planned": "future", "threatened": "hypothetical", "possible": "hypothetical", "not-happened": "negation",
    "prevented": "negation",
}  # fmt: skip
_SECTORS = {
    "state-forces": "MIL", "external-forces": "MIL", "coalition": "MIL", "police": "COP", "intelligence": "SPY",
    "government": "GOV", "official": "GOV", "court": "JUD", "rebel-group": "REB", "militia": "PRM", "party": "PTY",
    "tribe": "CVL", "civilians": "CVL", "person": "CVL", "media": "JRN", "humanitarian": "NGO", "organisation": "NGO",
    "un": "IGO",
}  # fmt: skip
_FEATURES = {"neighbourhood": "PPLX", "town": "PPL", "district": "ADM2", "governorate": "ADM1", "country": "PCLI"}
_RESOLUTION = {"site": 1, "neighbourhood": 1, "town": 2, "district": 3, "governorate": 4, "country": 5}
_ARMED = frozenset({"battle", "remote"})
_HISTORY = datetime.timedelta(days=365)
_GEONAMES = "geonames:"
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def code(event: Event) -> dict[str, Any] | str:
    """The object of an event, or why it has none."""
    kind = ontology.types()[event.type]
    if not kind.plover_type:
        return "of a type that PLOVER does not have"
    days = days_of(event)
    if days is None:
        return "its day is not known"
    country = countries().get((event.place.country if event.place else None) or "")
    killed = deaths(event)
    counts = {n.kind: int(n.best) for n in event.numbers if n.group is None}
    reports = {t.report.id: t.report for t in event.told}.values()
    first, last = span(days)
    return {
        "id": event.id, "date": first, "enddate": last if last != first else None,
        "actor": parties(event.actors, country), "recipient": parties(event.targets, country),
        "event": kind.plover_type, "mode": [kind.plover_mode] if kind.plover_mode else [],
        "auxiliary": marks(event, days), "context": contexts(kind), "quad_code": QUAD[kind.plover_type],
        "dead": int(killed.best) if killed is not None else None, "injured": counts.get("injured"),
        "arrested": counts.get("captured") if kind.code == "arrest" else None,
        "event_loc": where(event.place, country), "event_text": event.testimonies[0].told[0].claim.trigger.text,
        "link": list(dict.fromkeys(r.url for r in reports if r.url)),
        "cite_info": list(dict.fromkeys(f"{r.outlet or '?'}, {(r.published or '?')[:10]}" for r in reports)),
        "coder": "marsad",
        "comment": notes(event, days, event.place, country),
    }  # fmt: skip


def span(days: Days) -> tuple[str, str]:
    """First and last day; of days that are not told the one of the first report."""
    return (days.first if days.told else days.last).isoformat(), days.last.isoformat()


def parties(mentions: Sequence[Mention], country: Country | None) -> list[dict[str, Any]]:
    """Those of one side, each once."""
    found: dict[str, dict[str, Any]] = {}
    for m in mentions:
        called = name_en(m, country.name if country else UNKNOWN_COUNTRY)
        own = countries().get(home(m) or "") or (country if not is_named(m) else None)
        sector = _SECTORS.get(kind_of(m) or "", "UNS")
        if sector == "PRM" and not is_named(m):
            sector = "UAF"  # «gunmen»
        one = {"name": called, "text": name(m), "country": own.iso3 if own else None, "sector": [sector]}
        found.setdefault(called, one)
    return list(found.values())


def marks(event: Event, days: Days) -> list[str]:
    """The auxiliary marks of an event."""
    found = [_MARKS[event.status]] if event.status in _MARKS else []
    told = event.told_on
    if told is not None and datetime.date.fromisoformat(told) - days.last > _HISTORY:
        found.append("historical")
    return found


def contexts(kind: ontology.EventType) -> list[str]:
    """The contexts of a type."""
    return ["military"] if kind.family in _ARMED or kind.code == "mobilization" else []


def where(place: Place | None, country: Country | None) -> dict[str, Any] | None:
    """The location of an event."""
    if place is None:
        return None
    called = place_en(place)
    return {
        "resolved_place": called, "geonameid": geonameid(place), "lat": place.lat, "lon": place.lon,
        "city": called if place.level == "town" and place.id else None,
        "district": division(place.admin2) or None, "province": division(place.admin1) or None,
        "country": country.iso3 if country else None, "feature_code": feature_code(place),
        "resolution": _RESOLUTION.get(place.level or ""),
    }  # fmt: skip


def geonameid(place: Place) -> int | None:
    """The number in GeoNames, where the gazetteer has the place from there."""
    number = (place.id or "").removeprefix(_GEONAMES)
    return int(number) if number != place.id and number.isdecimal() else None


def feature_code(place: Place) -> str | None:
    """The feature code of GeoNames for the level of a place; sites are of many kinds and have none."""
    return "RGN" if is_region(place) else _FEATURES.get(place.level or "")


def _write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    count = 0
    with file.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as target:
        target.write("[")
        for event in events:
            coded = code(event)
            if isinstance(coded, str):
                left[coded] += 1
                continue
            target.write(("\n" if not count else ",\n") + _ENCODE(coded))
            count += 1
        target.write("\n]\n")
    return count


PLOVER = Exporter("plover", "PLOVER events as a JSON list, an object a line", ".json", FIELDS, _write, "outlines")
