"""RDF: the record as statements with their provenance, as JSON-LD (one context, a node a line) and as N-Triples."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from marsad.cells import joined
from marsad.events.event import Event
from marsad.export.exporter import Exporter, Field
from marsad.export.nodes import Node, nodes
from marsad.export.seen import Seen

PREFIXES = {
    "marsad": "https://marsad.readthedocs.io/ns#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "time": "http://www.w3.org/2006/time#",
    "oa": "http://www.w3.org/ns/oa#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_ALIASES = {"id": "@id", "type": "@type"}
# Each term: what it is called elsewhere, what its values are (an address, a language, a datatype; empty: plain text),
# by which rule it is filled, and on what it stands.
TERMS: dict[str, tuple[str, str, str, str]] = {
    "status": ("marsad:status", "", "most-voices", "event, claim: happened, ongoing, failed, prevented, planned, threatened, possible, not-happened"),
    "agreement": ("marsad:agreement", "", "counted", "event: single-source, corroborated, corroborated-across-camps, contested, denied"),
    "voices": ("marsad:voices", "xsd:integer", "counted", "event: independent voices"),
    "kind": ("schema:additionalType", "@id", "most-voices", "event, claim: concept of the ontology, `marsad:` with the code"),
    "actor": ("marsad:actor", "@id", "rdf-parties", "event: who did it"),
    "target": ("marsad:target", "@id", "rdf-parties", "event: to whom it was done"),
    "actorName": ("marsad:actorName", "", "masked", "event: actors that the lists do not know by name"),
    "targetName": ("marsad:targetName", "", "masked", "event: targets that the lists do not know by name"),
    "figure": ("marsad:figure", "@id", "interval", "event: a count of people"),
    "low": ("schema:minValue", "xsd:decimal", "interval", "figure"),
    "best": ("schema:value", "xsd:decimal", "interval", "figure"),
    "high": ("schema:maxValue", "xsd:decimal", "interval", "figure; none: or more"),
    "counted": ("marsad:counted", "", "interval", "figure: killed, injured, displaced, …, and the group where it is a part"),
    "contradiction": ("marsad:contradiction", "@id", "kept", "event"),
    "between": ("marsad:between", "@id", "kept", "contradiction: its two claims"),
    "attribute": ("marsad:attribute", "", "kept", "contradiction: occurrence, outcome, actor, target, place, time, number, control"),
    "about": ("marsad:event", "@id", "kept", "claim: the event that it tells"),
    "stance": ("marsad:stance", "", "every-voice", "claim: what its voice says of the event on the whole: confirms, denies, expects"),
    "rule": ("marsad:rule", "", "kept", "claim: the rule that read it"),
    "confidence": ("marsad:confidence", "xsd:decimal", "kept", "claim: 0 to 1"),
    "derivedFrom": ("prov:wasDerivedFrom", "@id", "every-report", "claim: its report; event: its claims"),
    "attributedTo": ("prov:wasAttributedTo", "@id", "every-voice", "claim: who asserts it, the innermost source"),
    "attribution": ("prov:qualifiedAttribution", "@id", "every-voice", "claim: each link of the chain from the outlet to who asserts it"),
    "agent": ("prov:agent", "@id", "every-voice", "attribution"),
    "role": ("prov:hadRole", "@id", "every-voice", "attribution: `marsad:outlet`, `marsad:relay`, `marsad:speaker`"),
    "generatedBy": ("prov:wasGeneratedBy", "@id", "rdf-activity", "event, claim"),
    "associatedWith": ("prov:wasAssociatedWith", "@id", "rdf-activity", "activity: the software"),
    "used": ("prov:used", "@id", "rdf-activity", "activity: the data"),
    "version": ("schema:version", "", "rdf-activity", "software, data"),
    "annotates": ("oa:hasTarget", "@id", "kept", "claim: the words that tell it, and their sentence"),
    "source": ("oa:hasSource", "@id", "every-report", "words: the report"),
    "selector": ("oa:hasSelector", "@id", "kept", "words"),
    "start": ("oa:start", "xsd:nonNegativeInteger", "kept", "selector: code points of the text as received"),
    "end": ("oa:end", "xsd:nonNegativeInteger", "kept", "selector: behind the last"),
    "exact": ("oa:exact", "", "words", "selector"),
    "place": ("schema:location", "@id", "most-voices", "event, claim"),
    "geometry": ("geo:hasGeometry", "@id", "most-voices", "place"),
    "wkt": ("geo:asWKT", "geo:wktLiteral", "most-voices", "geometry: a point, longitude first"),
    "lat": ("wgs:lat", "xsd:decimal", "most-voices", "place"),
    "lon": ("wgs:long", "xsd:decimal", "most-voices", "place"),
    "radius": ("marsad:radiusKm", "xsd:decimal", "most-voices", "event, claim: how far from the point what is meant may lie"),
    "level": ("marsad:level", "", "most-voices", "place: site, neighbourhood, town, district, governorate, country"),
    "country": ("schema:addressCountry", "", "most-voices", "place, body: ISO 3166-1 alpha-2"),
    "admin": ("marsad:adminCode", "", "most-voices", "place: codes of governorate and district"),
    "same": ("schema:sameAs", "@id", "kept", "place: its address at GeoNames"),
    "when": ("time:hasTime", "@id", "most-voices", "event, claim: an interval, open where an end is not told"),
    "begins": ("time:hasBeginning", "@id", "most-voices", "interval: its first day"),
    "ends": ("time:hasEnd", "@id", "most-voices", "interval: its last day, which belongs to it"),
    "day": ("time:inXSDDate", "xsd:date", "most-voices", "instant"),
    "name_en": ("schema:name", "en", "made", "event (type, place, day), place, body"),
    "name_ar": ("schema:name", "ar", "made", "event, place, body, outlet"),
    "text": ("schema:description", "en", "english", "event"),
    "label_en": ("skos:prefLabel", "en", "kept", "concept"),
    "label_ar": ("skos:prefLabel", "ar", "kept", "concept"),
    "identifier": ("schema:identifier", "", "kept", "report, event, claim: our id"),
    "outlet": ("schema:publisher", "@id", "kept", "report"),
    "published": ("schema:datePublished", "", "kept", "report: ISO 8601"),
    "language": ("schema:inLanguage", "", "kept", "report: BCP 47"),
    "headline": ("schema:headline", "", "words", "report"),
    "url": ("schema:url", "@id", "kept", "report: where it is an address of the web"),
    "sha256": ("schema:sha256", "", "kept", "report: of the text as received"),
    "above": ("schema:parentOrganization", "@id", "kept", "body"),
}  # fmt: skip
FIELDS = (
    Field("id", "rdf-ids", "address"),
    Field("type", "made", "`rdf:type`: marsad:Event, marsad:Claim, …, beside those of PROV-O, schema.org, GeoSPARQL, OWL-Time, Web Annotation"),
    *(Field(key, rule, f"`{curie}`; {note}") for key, (curie, _, rule, note) in TERMS.items()),
)  # fmt: skip
_TYPE = f"<{PREFIXES['rdf']}type>"
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def context() -> dict[str, object]:
    """The context of JSON-LD: what the keys of the nodes mean."""
    terms: dict[str, object] = {}
    for key, (curie, form, _, _) in TERMS.items():
        if not form:
            terms[key] = curie
        else:
            terms[key] = {"@id": curie, ("@type" if _typed(form) else "@language"): form}
    return {**PREFIXES, **_ALIASES, **terms}


def triples(node: Node) -> list[str]:
    """The statements of a node, a line each."""
    subject, predicates = f"<{node['id']}> ", _predicates()
    out = [f"{subject}{_TYPE} <{_address(kind)}> .\n" for kind in node["type"]]
    for key, values in node.items():
        if key in _ALIASES:
            continue
        predicate, before, after = predicates[key]
        for value in values if values.__class__ is list else (values,):
            named = _address(value) if before == "<" else value.translate(_ESCAPED)
            out.append(f"{subject}{predicate} {before}{named}{after}")
    return out


@cache
def _predicates() -> dict[str, tuple[str, str, str]]:
    """Of each key its predicate, and what stands before and behind a value."""
    out = {}
    for key, (curie, form, _, _) in TERMS.items():
        named = f"^^<{_address(form)}>" if _typed(form) else f"@{form}" if form else ""
        around = ("<", "> .\n") if form == "@id" else ('"', f'"{named} .\n')
        out[key] = (f"<{_address(curie)}>", *around)
    return out


def _address(name: str) -> str:
    """A name with its prefix written out; what has none is an address already."""
    if name.startswith("urn:"):
        return name
    prefix, _, rest = name.partition(":")
    return f"{PREFIXES[prefix]}{rest}" if prefix in PREFIXES else name


def _typed(form: str) -> bool:
    return form.startswith("@") or ":" in form


def _clean(node: Node) -> Node:
    """A node without what has no value, its texts without unsafe characters."""
    out: Node = {"id": node["id"], "type": node["type"]}
    for key, value in node.items():
        if key not in _ALIASES and value not in (None, "", []):
            out[key] = [joined(v) for v in value] if isinstance(value, list) else joined(value)
    return out


def _written(events: Iterable[Event], write: Callable[[Node], object]) -> int:
    count, seen = 0, Seen()
    for event in events:
        for node in nodes(event, seen):
            write(_clean(node))
        count += 1
    return count


def _write_jsonld(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    """A document, a node a line; the records counted are the events."""
    with file.open("w", encoding="utf-8", newline="\n") as target:
        target.write(f'{{"@context":{_ENCODE(context())},\n"@graph":[')
        between = "\n"

        def write(node: Node) -> None:
            nonlocal between
            target.write(between + _ENCODE(node))
            between = ",\n"

        count = _written(events, write)
        target.write("\n]}\n")
    return count


def _write_ntriples(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    """A statement a line."""
    with file.open("w", encoding="utf-8", newline="\n") as target:
        return _written(events, lambda node: target.writelines(triples(node)))


JSONLD = Exporter("jsonld", "RDF as JSON-LD, with PROV-O", ".jsonld", FIELDS, _write_jsonld)
NTRIPLES = Exporter("ntriples", "RDF as N-Triples, the same statements", ".nt", FIELDS, _write_ntriples)
