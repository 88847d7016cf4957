"""An event as the nodes of a graph: its claims, their reports and who says so, places, times, what made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any
from urllib.parse import quote

from marsad import ontology, version
from marsad.events.estimates import Estimate
from marsad.events.event import Event, Testimony, Told
from marsad.export.addresses import web_address
from marsad.export.days import days_of
from marsad.export.english import notes, title, title_ar
from marsad.export.event_rows import name
from marsad.export.parties import bodies, is_named, is_person
from marsad.export.places import countries
from marsad.export.plover import geonameid
from marsad.export.seen import Seen
from marsad.model import Claim, Contradiction, Mention, Place, Report, Source, Span, TimeRef, content_hash
from marsad.withholding import MARK

Node = dict[str, Any]
_MOST = 20_000  # addresses that are kept at hand


def nodes(event: Event, seen: Seen) -> Iterator[Node]:
    """The nodes of an event; those that it shares with others where they have not been told yet."""
    days, place = event.days, event.place
    yield from _activity(seen)
    yield from _kind(event.type, seen)
    yield from _place(place, seen)
    yield from _interval(event.time, seen)
    for m in chain(event.actors, event.targets):
        if is_named(m):
            yield from _body(m.id or "", seen)
    figures = [_figure(event, n) for n in event.numbers]
    yield from figures
    disputes = [_contradiction(c) for c in event.contradictions]
    yield from (d for d in disputes if seen.first(d["id"]))
    country = countries().get((place.country if place is not None else None) or "")
    reckoned = days_of(event)
    yield {
        "id": _iri("event", event.id), "type": ["marsad:Event", "schema:Event", "prov:Entity"],
        "identifier": event.id, "kind": f"marsad:{event.type}", "status": event.status, "agreement": event.agreement,
        "voices": str(event.n_independent), "name_en": title(event, reckoned, place),
        "name_ar": title_ar(event, place), "text": notes(event, reckoned, place, country),
        **_where(place), "when": _interval_iri(days), **_parties("actor", event.actors),
        **_parties("target", event.targets), "figure": [f["id"] for f in figures],
        "contradiction": [d["id"] for d in disputes], "derivedFrom": [_iri("claim", c.id) for c in event.claims],
        "generatedBy": _activity_iri(),
    }  # fmt: skip
    for testimony in event.testimonies:
        for told in testimony.told:
            yield from _claim(event, testimony, told, seen)


def _claim(event: Event, testimony: Testimony, told: Told, seen: Seen) -> Iterator[Node]:
    claim, own = told.claim, _iri("claim", told.claim.id)
    yield from _kind(claim.type, seen)
    yield from _place(claim.place, seen)
    yield from _interval(claim.time, seen)
    chain_ = list(_chain(claim, told.report))
    yield from _report(told.report, next((agent for source, agent in chain_ if source.role == "outlet"), None), seen)
    for number, (source, agent) in enumerate(chain_):
        yield from _agent(source.mention, agent, seen)
        yield {
            "id": f"{own}:source:{number}", "type": ["prov:Attribution"], "agent": agent["id"],
            "role": f"marsad:{source.role}",
        }  # fmt: skip
    words = [(own + part, span) for part, span in ((":trigger", claim.trigger), (":sentence", claim.evidence))]
    for at, span in words:
        yield from _words(at, span, report_iri(told.report))
    yield {
        "id": own, "type": ["marsad:Claim", "schema:Claim", "prov:Entity", "oa:Annotation"], "identifier": claim.id,
        "about": _iri("event", event.id), "kind": f"marsad:{claim.type}", "status": claim.status,
        "stance": testimony.stance, "rule": claim.rule, "confidence": _number(claim.confidence),
        **_where(claim.place), "when": _interval_iri(_days(claim.time)),
        "derivedFrom": report_iri(told.report), "attributedTo": chain_[-1][1]["id"] if chain_ else None,
        "attribution": [f"{own}:source:{number}" for number in range(len(chain_))],
        "annotates": [at for at, _ in words], "generatedBy": _activity_iri(),
    }  # fmt: skip


def _words(own: str, span: Span, report: str) -> Iterator[Node]:
    """Words of a report, pointed at by their offsets."""
    exact = span.text if span.text != MARK else None
    yield {"id": own, "type": ["oa:SpecificResource"], "source": report, "selector": [f"{own}:at"]}
    yield {
        "id": f"{own}:at", "type": ["oa:TextPositionSelector"] + ["oa:TextQuoteSelector"] * (exact is not None),
        "start": str(span.start), "end": str(span.end), "exact": exact,
    }  # fmt: skip


def _chain(claim: Claim, report: Report) -> Iterator[tuple[Source, Node]]:
    """The sources of a claim from the outlet inwards, with their agents as far as they have a name."""
    for number, source in enumerate(claim.sources):
        m = source.mention
        if is_named(m):
            yield source, {"id": _body_iri(m.id or "")}
        elif source.role == "outlet":
            yield source, _outlet(report, name(m))
        else:
            called = None if m.id is None or m.name_en is None else m.name_en
            own = f"{_iri('claim', claim.id)}:agent:{number}"
            yield source, {"id": own, "type": ["prov:Agent"], "name_en": called, "name_ar": _shown(name(m))}


def _agent(m: Mention, agent: Node, seen: Seen) -> Iterator[Node]:
    """What is to be told of an agent, once."""
    if is_named(m) and (m.id or "") in bodies():
        yield from _body(m.id or "", seen)
    elif is_named(m):
        if seen.first(agent["id"]):
            yield {
                "id": agent["id"],
                "type": ["prov:Agent", "prov:Organization"],
                "name_en": m.name_en,
                "name_ar": m.name_ar,
            }
    elif seen.first(agent["id"]):
        yield agent


def _outlet(report: Report, called: str) -> Node:
    """An outlet that no list knows; one without a name is another with each report."""
    outlet = report.outlet or _shown(called)
    own = _hashed("outlet", outlet) if outlet else _hashed("outlet", "", report.id, report.sha256)
    return {"id": own, "type": ["prov:Agent", "prov:Organization"], "name_ar": outlet}


def _report(report: Report, outlet: Node | None, seen: Seen) -> Iterator[Node]:
    own = report_iri(report)
    if not seen.first(own):
        return
    yield {
        "id": own, "type": ["schema:Article", "prov:Entity"], "identifier": report.id,
        "outlet": outlet["id"] if outlet else None, "published": report.published, "language": report.language,
        "headline": report.title, "url": web_address(report.url), "sha256": report.sha256,
    }  # fmt: skip


def _body(own: str, seen: Seen) -> Iterator[Node]:
    """A body of the lists and those above it."""
    body = bodies().get(own)
    if body is None or not seen.first(_body_iri(own)):
        return
    person = is_person(own)
    above = body.parent if body.parent in bodies() and not person else ""
    types = ["schema:Person", "prov:Person"] if person else ["schema:Organization", "prov:Organization"]
    yield {
        "id": _body_iri(own), "type": ["prov:Agent", *types], "name_en": body.name_en, "name_ar": body.name_ar,
        "country": body.country, "above": _body_iri(above) if above else None,
    }  # fmt: skip
    if above:
        yield from _body(above, seen)


def _parties(role: str, mentions: Sequence[Mention]) -> Node:
    """Those of a side that the lists know as addresses, the others by name."""
    others = [_shown(name(m)) for m in mentions if not is_named(m)]
    return {
        role: [_body_iri(m.id or "") for m in mentions if is_named(m)],
        f"{role}Name": [called for called in dict.fromkeys(others) if called],
    }


def _place(place: Place | None, seen: Seen) -> Iterator[Node]:
    if place is None or not seen.first(_place_iri(place)):
        return
    own, number = _place_iri(place), geonameid(place)
    known = place.lat is not None and place.lon is not None
    if known:
        point = f"POINT({_number(place.lon)} {_number(place.lat)})"
        yield {"id": f"{own}:point", "type": ["geo:Geometry"], "wkt": point}
    yield {
        "id": own, "type": ["schema:Place", "geo:Feature"], "name_en": place.name_en,
        "name_ar": _shown(place.name_ar or place.span.text), "level": place.level, "country": place.country,
        "admin": [code for code in (place.admin1, place.admin2) if code], "lat": _number(place.lat),
        "lon": _number(place.lon), "geometry": f"{own}:point" if known else None,
        "same": f"https://sws.geonames.org/{number}/" if number is not None else None,
    }  # fmt: skip


def _where(place: Place | None) -> Node:
    return {} if place is None else {"place": _place_iri(place), "radius": _number(place.radius_km)}


def _interval(time: TimeRef | None, seen: Seen) -> Iterator[Node]:
    days = _days(time)
    own = _interval_iri(days)
    if own is None or not seen.first(own):
        return
    ends = {key: f"urn:marsad:day:{day}" for key, day in zip(("begins", "ends"), days, strict=True) if day}
    for key, day in zip(("begins", "ends"), days, strict=True):
        if day and seen.first(ends[key]):
            yield {"id": ends[key], "type": ["time:Instant"], "day": day[:10]}
    yield {"id": own, "type": ["time:Interval"], **ends}


def _days(time: TimeRef | None) -> tuple[str | None, str | None]:
    """First and last day, without hours."""
    return (time.start and time.start[:10], time.end and time.end[:10]) if time is not None else (None, None)


def _interval_iri(days: tuple[str | None, str | None]) -> str | None:
    start, end = (day[:10] if day else "" for day in days)
    return f"urn:marsad:time:{start}..{end}" if start or end else None


def _figure(event: Event, n: Estimate) -> Node:
    counted = f"{n.kind} {n.group}" if n.group else n.kind
    return {
        "id": f"{_iri('event', event.id)}:{counted.replace(' ', ':')}", "type": ["schema:QuantitativeValue"],
        "counted": counted, "low": _number(n.low), "best": _number(n.best), "high": _number(n.high),
    }  # fmt: skip


def _contradiction(c: Contradiction) -> Node:
    return {
        "id": _hashed("contradiction", c.first, c.second, c.attribute), "type": ["marsad:Contradiction"],
        "between": [_iri("claim", c.first), _iri("claim", c.second)], "attribute": c.attribute,
    }  # fmt: skip


def _kind(code: str, seen: Seen) -> Iterator[Node]:
    kind = ontology.types()[code]
    if seen.first(f"marsad:{code}"):
        yield {
            "id": f"https://marsad.readthedocs.io/ns#{code}", "type": ["skos:Concept"], "label_en": kind.label_en,
            "label_ar": kind.label_ar,
        }  # fmt: skip


def _activity(seen: Seen) -> Iterator[Node]:
    """What read and grouped, with the versions of software and data."""
    if not seen.first(_activity_iri()):
        return
    software, data = _iri("software", version.software()), _iri("data", version.data())
    yield {
        "id": software,
        "type": ["prov:SoftwareAgent", "prov:Agent"],
        "name_en": "marsad",
        "version": version.software(),
    }
    yield {"id": data, "type": ["prov:Entity"], "name_en": "tables of marsad", "version": version.data()}
    yield {"id": _activity_iri(), "type": ["prov:Activity"], "associatedWith": software, "used": data}


@cache
def _activity_iri() -> str:
    return _iri("reading", f"{version.software()}:{version.data()}")


def report_iri(report: Report) -> str:
    """The address of a report."""
    return _hashed("report", report.id, report.sha256)


def _place_iri(place: Place) -> str:
    return _hashed(
        "place", place.id or place.span.text, _number(place.lat), _number(place.lon), place.level, place.admin2
    )


def _body_iri(own: str) -> str:
    return _iri("body", own)


@lru_cache(_MOST)
def _hashed(what: str, *parts: str | None) -> str:
    return _iri(what, content_hash(*parts))


@lru_cache(_MOST)
def _iri(what: str, own: str) -> str:
    return f"urn:marsad:{what}:{quote(own, safe='.:+', errors='replace')}"


def _shown(called: str) -> str | None:
    """A name, None where it is withheld or none."""
    return None if called in ("", "?") or MARK in called else called


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.12g}"
