"""The graph as rdflib reads it, from JSON-LD and from N-Triples."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from made_events import TRAP, demo_events, demo_readings, trapped
from rdflib import PROV, RDF, SDO, SKOS, TIME, XSD, Literal, Namespace, URIRef

from marsad import version
from marsad.cli.main import main
from marsad.events.event import Event
from marsad.export import exporter, rdf
from marsad.export.writing import write
from marsad.model import Report

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib of itself
OA, OWN, GEO, WGS = (Namespace(rdf.PREFIXES[p]) for p in ("oa", "marsad", "geo", "wgs"))
KNOWN = {
    OA: set("Annotation SpecificResource TextPositionSelector TextQuoteSelector hasTarget hasSource hasSelector start end exact".split()),
    GEO: set("Feature Geometry hasGeometry asWKT wktLiteral".split()),
    WGS: {"lat", "long"},
    OWN: {"Event", "Claim", "Contradiction", *(c.removeprefix("marsad:") for c, *_ in rdf.TERMS.values() if c.startswith("marsad:"))},
}  # fmt: skip


def graph(name: str, events: Sequence[Event], tmp_path: Path, full: bool = False) -> rdflib.Graph:
    file = tmp_path / f"x{exporter(name).ending}"
    write(exporter(name), events, str(file), full=full)
    return rdflib.Graph().parse(file, format={"jsonld": "json-ld", "ntriples": "nt"}[name])


@pytest.mark.parametrize("full", [False, True])
def test_both_say_the_same(full: bool, tmp_path: Path) -> None:
    first, second = (graph(name, demo_events(), tmp_path, full) for name in ("jsonld", "ntriples"))
    assert set(first) == set(second)
    assert len(first) > 50 * len(demo_events())
    assert not [n for triple in first for n in triple if isinstance(n, rdflib.BNode)]


def test_each_claim_leads_back_to_its_words(tmp_path: Path) -> None:
    g = graph("jsonld", demo_events(), tmp_path)
    claims = set(g.subjects(RDF.type, OWN.Claim))
    by_id = {c.id: (c, r.report) for r in demo_readings() for c in r.claims}
    assert {str(g.value(c, SDO.identifier)) for c in claims} == set(by_id)
    for node in claims:
        claim, report = by_id[str(g.value(node, SDO.identifier))]
        origin = g.value(node, PROV.wasDerivedFrom)
        assert g.value(origin, SDO.sha256) == Literal(report.sha256)
        spans = {
            (int(g.value(at, OA.start)), int(g.value(at, OA.end)))  # type: ignore[arg-type]
            for words in g.objects(node, OA.hasTarget)
            for at in g.objects(words, OA.hasSelector)
            if g.value(words, OA.hasSource) == origin
        }
        assert spans == {(s.start, s.end) for s in (claim.trigger, claim.evidence)}
        assert (g.value(node, PROV.wasAttributedTo), RDF.type, PROV.Agent) in g
        links = list(g.objects(node, PROV.qualifiedAttribution))
        assert sorted(str(g.value(a, PROV.hadRole)).rpartition("#")[2] for a in links) == sorted(
            s.role for s in claim.sources
        )
        assert all((g.value(a, PROV.agent), RDF.type, PROV.Agent) in g for a in links)
        made = g.value(node, PROV.wasGeneratedBy)
        assert (made, RDF.type, PROV.Activity) in g
        assert g.value(g.value(made, PROV.wasAssociatedWith), SDO.version) == Literal(version.software())
        assert g.value(g.value(made, PROV.used), SDO.version) == Literal(version.data())


def test_events_have_place_time_status_and_disputes(tmp_path: Path) -> None:
    g = graph("ntriples", demo_events(), tmp_path)
    for event in demo_events():
        node = URIRef(f"urn:marsad:event:{event.id}")
        assert str(g.value(node, OWN.status)) == event.status
        days = [
            g.value(g.value(g.value(node, TIME.hasTime), p), TIME.inXSDDate) for p in (TIME.hasBeginning, TIME.hasEnd)
        ]
        assert [day and str(day) for day in days] == [d and d[:10] for d in event.days]
        if event.place is not None and event.place.lat is not None:
            place = g.value(node, SDO.location)
            assert float(g.value(place, WGS.lat)) == pytest.approx(event.place.lat)  # type: ignore[arg-type]
            wkt = g.value(g.value(place, GEO.hasGeometry), GEO.asWKT)
            assert str(wkt) == f"POINT({event.place.lon:.12g} {event.place.lat:.12g})"
        assert len(set(g.objects(node, OWN.contradiction))) == len(
            {(c.first, c.second, c.attribute) for c in event.contradictions}
        )
        assert {str(c).rpartition(":")[2] for c in g.objects(node, PROV.wasDerivedFrom)} == {c.id for c in event.claims}


def test_terms_are_those_of_their_vocabularies(tmp_path: Path) -> None:
    g = graph("jsonld", [*demo_events(), trapped()], tmp_path, full=True)  # type: ignore[list-item]
    used = (
        set(g.predicates())
        | set(g.objects(None, RDF.type))
        | {o.datatype for o in g.objects() if isinstance(o, Literal) and o.datatype}
    )
    for term in used - {RDF.type}:
        own = next((names for space, names in KNOWN.items() if str(term).startswith(str(space))), None)
        if own is not None:
            assert re.split("[#/]", str(term))[-1] in own, term
        else:
            assert any(term in space for space in (PROV, SDO, SKOS, TIME, XSD)), term
    assert not [o for o in g.objects() if isinstance(o, Literal) and o.ill_typed]
    written = {f.name for f in rdf.FIELDS}
    keys = {key for line in (tmp_path / "x.jsonld").read_text(encoding="utf-8").splitlines()[2:-1]
            for key in json.loads(line.rstrip(","))}  # fmt: skip
    assert keys == written


def test_whatever_is_pointed_at_is_told(tmp_path: Path) -> None:
    g = graph("jsonld", demo_events(), tmp_path)
    told = set(g.subjects())
    pointed = {o for o in g.objects() if str(o).startswith("urn:marsad:") and isinstance(o, URIRef)}
    assert pointed <= told


def test_hostile_words_stay_literals(tmp_path: Path) -> None:
    evil = 'a\u202e"> <urn:x> <urn:y> .\n\\u0022 \x00\ud800 عربي'
    event = demo_events()[0]
    told = event.testimonies[0].told[0]
    report = Report("", evil, "f" * 64, "ar", "2020-01-28", evil, evil, f"https://example.org/{evil}")
    event = replace(event, testimonies=(replace(event.testimonies[0], told=(replace(told, report=report),)),), id=evil)
    first, second = (graph(name, [event], tmp_path, full=True) for name in ("jsonld", "ntriples"))
    assert set(first) == set(second)
    shown = 'a"> <urn:x> <urn:y> .\n\\u0022  عربي'
    assert Literal(shown) in set(first.objects(None, SDO.headline))
    assert URIRef("urn:x") not in set(first.predicates()) | set(first.subjects())
    assert not [n for t in first for n in t if isinstance(n, URIRef) and re.search(r'[\s<>"{}|\\^`\x00-\x20]', str(n))]


def test_withheld_names_are_left_out(tmp_path: Path) -> None:
    full = graph("jsonld", [trapped()], tmp_path, full=True)  # type: ignore[list-item]
    assert Literal(TRAP) in set(full.objects(None, OWN.actorName))
    assert Literal(TRAP) in set(full.objects(None, OA.exact))
    withheld = graph("jsonld", [trapped()], tmp_path)  # type: ignore[list-item]
    assert not [o for o in withheld.objects() if "…" in str(o) or TRAP in str(o)]


@pytest.mark.parametrize("name", ["jsonld", "ntriples"])
def test_nothing_is_an_empty_graph(name: str, tmp_path: Path) -> None:
    assert len(graph(name, [], tmp_path)) == 0


def test_readings_of_another_version_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    report = tmp_path / "r.txt"
    report.write_text("قصف الطيران مدينة سراقب أمس.", encoding="utf-8")
    assert main(["ingest", str(report)]) == 0
    assert main(["export", "jsonld", "--out", "a.jsonld"]) == 0
    assert "older" not in capsys.readouterr().err
    monkeypatch.setattr(version, "software", lambda: "9.9.9+00000000")
    assert main(["export", "jsonld", "--out", "b.jsonld"]) == 0
    assert "1 reports were read by an older one" in capsys.readouterr().err
