"""FollowTheMoney: entities as JSON lines, each event with its parties, place, reports and the claims that prove it.

An id is `marsad-`, what it is, and our own id or a hash of it; so two exports of one store speak of the same entities.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from marsad.cells import joined
from marsad.events.event import Event, Told
from marsad.events.voices import speaker
from marsad.export.addresses import web_address
from marsad.export.days import days_of
from marsad.export.english import accounts, notes, title, title_ar
from marsad.export.event_rows import name
from marsad.export.exporter import Exporter, Field
from marsad.export.parties import bodies, is_named, is_person, kind_of, said_by
from marsad.export.places import countries, division
from marsad.export.places import name_en as place_en
from marsad.export.seen import Seen
from marsad.model import Mention, Place, Report, content_hash
from marsad.withholding import MARK

Entity = dict[str, Any]

FIELDS = (
    Field("id", "ftm-ids"),
    Field("schema", "ftm-schema", "Event, Article, Address, Documentation, Mention; parties: Organization, PublicBody, Person, LegalEntity"),
    Field("Event.name", "made", "type, place and day in English and in Arabic"),
    Field("Event.startDate", "most-voices", "first day, ISO 8601"),
    Field("Event.endDate", "most-voices", "last day"),
    Field("Event.summary", "english"),
    Field("Event.notes", "accounts", "`status`, `agreement`, `voices`, within how many km of the point, and each contradiction with its two claims"),
    Field("Event.keywords", "most-voices", "code of the ontology"),
    Field("Event.location", "most-voices", "as `Address.full`"),
    Field("Event.addressEntity", "most-voices", "id of the Address"),
    Field("Event.country", "most-voices", "ISO 3166-1 alpha-2, in small letters"),
    Field("Event.involved", "ftm-parties", "ids of those who did it and to whom; which of them is which says `Event.description`"),
    Field("Event.description", "ftm-parties", "`Actor: …`, `Target: …`, by name"),
    Field("Event.proof", "every-report", "ids of the Articles"),
    Field("Event.sourceUrl", "every-report", "addresses of the web"),
    Field("Event.recordId", "kept", "our id of the event"),
    Field("Event.publisher", "every-report", "the outlets"),
    Field("Article.title", "words"),
    Field("Article.publisher", "kept", "the outlet"),
    Field("Article.publishedAt", "kept"),
    Field("Article.language", "kept", "ISO 639-3"),
    Field("Article.sourceUrl", "kept", "where it is one of the web"),
    Field("Article.notes", "kept", "`sha256`: that of the text as received"),
    Field("Article.fileName", "made", "our id of the report"),
    Field("Article.crawler", "made", "`marsad`"),
    Field("Address.full", "most-voices", "place, district, governorate, country in English"),
    Field("Address.name", "kept", "Arabic name of the place"),
    Field("Address.city", "kept", "of a town"),
    Field("Address.region", "kept", "district"),
    Field("Address.state", "kept", "governorate"),
    Field("Address.country", "kept"),
    Field("Address.latitude", "kept", "WGS 84"),
    Field("Address.longitude", "kept", "WGS 84"),
    Field("Party.name", "kept", "English and Arabic, of the actor lists; `Party` stands for its four schemata"),
    Field("Party.country", "kept", "of the body, where the lists know it"),
    Field("Party.topics", "ftm-schema"),
    Field("Party.keywords", "kept", "the kind in the actor lists"),
    Field("Party.parent", "kept", "of an organisation the one above it, where the lists know it"),
    Field("Documentation.document", "every-report", "the Article that tells the claim"),
    Field("Documentation.entity", "every-report", "the Event"),
    Field("Documentation.role", "kept", "status of the claim: `happened`, `not-happened`, …"),
    Field("Documentation.status", "kept", "what its voice says on the whole: confirms, denies, expects"),
    Field("Documentation.date", "kept", "when the report was published"),
    Field("Documentation.recordId", "kept", "our id of the claim"),
    Field("Documentation.summary", "made", "type, who says so, where in the text of the report (code points)"),
    Field("Mention.document", "ftm-parties", "the Article that told the event first"),
    Field("Mention.name", "masked", "of a party that no list knows; one that is withheld is left out"),
    Field("Mention.detectedSchema", "ftm-schema"),
    Field("Mention.contextCountry", "most-voices"),
)  # fmt: skip
_TOPICS = {
    "state-forces": "mil", "external-forces": "mil", "police": "gov.security", "intelligence": "gov.security",
    "government": "gov", "court": "gov.judicial", "party": "pol.party", "un": "gov.igo",
}  # fmt: skip
_PUBLIC = frozenset({"state-forces", "police", "intelligence", "government", "court", "external-forces"})
_BODIES = frozenset(
    {"rebel-group", "militia", "coalition", "party", "tribe", "humanitarian", "organisation", "media", "un"}
)
_NAMED = _BODIES | _PUBLIC | {"person"}  # what else is hit or acts has no name
_LANGUAGES = {"ar": "ara", "en": "eng", "fr": "fra", "fa": "fas", "tr": "tur", "ku": "kur", "he": "heb", "ru": "rus"}
_NAME = 384  # characters that a name may have
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entities(event: Event, seen: Seen) -> Iterator[Entity]:
    """The entities of an event, those before it that it points to and that have not been told yet."""
    reports = list({t.report.id: t.report for t in event.told}.values())
    for report in reports:
        if seen.first(report_id(report)):
            yield _article(report)
    place = event.place
    if place is not None and seen.first(_place_id(place)):
        yield _address(place)
    for m in chain(event.actors, event.targets):
        if is_named(m):
            yield from _party(m.id or "", seen)
    yield _event(event, reports)
    for testimony in event.testimonies:
        for told in testimony.told:
            yield _documentation(event, told, testimony.stance)
    country = _alpha2(place.country if place is not None else None)
    for m in dict.fromkeys(chain(event.actors, event.targets)):
        called = name(m)
        if m.id is None and MARK not in called and kind_of(m) in _NAMED:
            yield _mention(m, called, reports[0], country, event)


def report_id(report: Report) -> str:
    """The id of the Article of a report."""
    return f"marsad-report-{content_hash(report.id, report.sha256)}"


def _event(event: Event, reports: Sequence[Report]) -> Entity:
    place, days = event.place, days_of(event)
    country = countries().get((place.country if place is not None else None) or "")
    off = [f"place: within {_number(place.radius_km)} km"] if place is not None and place.radius_km else []
    parties = [m for m in chain(event.actors, event.targets) if is_named(m)]
    sides = [f"{label}: {', '.join(names)}" for label, members in (("Actor", event.actors), ("Target", event.targets))
             if (names := [n for n in dict.fromkeys(map(said_by, members)) if n != "a source without a name"])]  # fmt: skip
    return _entity(f"marsad-event-{event.id}", "Event", {
        "name": [title(event, days, place), title_ar(event, place)],
        "startDate": [event.days[0]], "endDate": [event.days[1]], "summary": [notes(event, days, place, country)],
        "notes": [*accounts(event), *off],
        "keywords": [event.type], "location": [_full(place)] if place is not None else [],
        "addressEntity": [_place_id(place)] if place is not None else [],
        "country": [_alpha2(place.country if place is not None else None)],
        "involved": [_body_id(m.id or "") for m in parties], "description": sides,
        "proof": [report_id(r) for r in reports], "sourceUrl": [web_address(r.url) for r in reports],
        "recordId": [event.id], "publisher": [r.outlet for r in reports],
    })  # fmt: skip


def _article(report: Report) -> Entity:
    return _entity(report_id(report), "Article", {
        "title": [report.title], "publisher": [report.outlet], "publishedAt": [report.published],
        "language": [_LANGUAGES.get(report.language)], "sourceUrl": [web_address(report.url)],
        "notes": [f"sha256: {report.sha256}"], "fileName": [report.id], "crawler": ["marsad"],
    })  # fmt: skip


def _address(place: Place) -> Entity:
    called = place_en(place)
    return _entity(_place_id(place), "Address", {
        "full": [_full(place)], "name": [name for name in (place.name_ar or place.span.text,) if name != MARK],
        "city": [called] if place.level == "town" and place.id else [], "region": [division(place.admin2)],
        "state": [division(place.admin1)], "country": [_alpha2(place.country)],
        "latitude": [_number(place.lat)], "longitude": [_number(place.lon)],
    })  # fmt: skip


def _party(own: str, seen: Seen) -> Iterator[Entity]:
    """A body of the lists and those above it."""
    body = bodies().get(own)
    if body is None or not seen.first(_body_id(own)):
        return
    schema = _schema(body.kind, own)
    above = body.parent if schema != "Person" and body.parent in bodies() else ""
    yield _entity(_body_id(own), schema, {
        "name": [body.name_en, body.name_ar], "country": [_alpha2(body.country or None)],
        "topics": [_TOPICS.get(body.kind)], "keywords": [body.kind], "parent": [_body_id(above)] if above else [],
    })  # fmt: skip
    if above:
        yield from _party(above, seen)


def _documentation(event: Event, told: Told, stance: str) -> Entity:
    claim, source = told.claim, speaker(told.claim)
    who = said_by(source.mention) if source is not None else f"the outlet, {told.report.outlet or 'without a name'}"
    return _entity(f"marsad-claim-{claim.id}", "Documentation", {
        "document": [report_id(told.report)], "entity": [f"marsad-event-{event.id}"], "role": [claim.status],
        "status": [stance], "date": [told.report.published], "recordId": [claim.id],
        "summary": [f"{claim.type}, said by {who}; characters {claim.trigger.start} to {claim.trigger.end} of the text"],
    })  # fmt: skip


def _mention(m: Mention, called: str, report: Report, country: str | None, event: Event) -> Entity:
    schema = "Person" if kind_of(m) == "person" else "Organization"
    return _entity(f"marsad-mention-{content_hash(event.id, called)}", "Mention", {
        "document": [report_id(report)], "name": [called[:_NAME]], "detectedSchema": [schema],
        "contextCountry": [country],
    })  # fmt: skip


def _schema(kind: str, own: str) -> str:
    if kind in _PUBLIC:
        return "PublicBody"
    if kind in _BODIES:
        return "Organization"
    return "Person" if is_person(own) else "LegalEntity"


def _entity(own: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> Entity:
    """An entity with those of its properties that have a value, each value once."""
    held = {key: list(dict.fromkeys(joined(v) for v in values if v)) for key, values in properties.items()}
    return {"id": own, "schema": schema, "properties": {key: values for key, values in held.items() if values}}


@lru_cache(10_000)
def _full(place: Place) -> str:
    """The place as an address, from the smallest part to the country."""
    country = countries().get(place.country or "")
    parts = (place_en(place), division(place.admin2), division(place.admin1), country.name if country else "")
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _place_id(place: Place) -> str:
    own = (place.id or place.span.text, _number(place.lat), _number(place.lon), place.level, place.admin2)
    return f"marsad-place-{content_hash(*own)}"


def _body_id(own: str) -> str:
    return f"marsad-body-{own.replace(':', '.')}"


def _alpha2(code: str | None) -> str | None:
    return code.lower() if code else None


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.12g}"


def _write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    """A line an entity; the records counted are the events."""
    count, seen = 0, Seen()
    with file.open("w", encoding="utf-8", newline="\n") as target:
        for event in events:
            target.writelines([_ENCODE(entity) + "\n" for entity in entities(event, seen)])
            count += 1
    return count


FOLLOWTHEMONEY = Exporter(
    "followthemoney", "FollowTheMoney entities as JSON lines", ".ftm.json", FIELDS, _write, "outlines"
)
