"""UCDP GED: 49 columns, one row an event with at least one death."""

from __future__ import annotations

import datetime
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from marsad import ontology
from marsad.events.event import Event
from marsad.events.voices import speaker
from marsad.export.days import Days, days_of
from marsad.export.deaths import Deaths, deaths
from marsad.export.exporter import Exporter, Field
from marsad.export.parties import home, is_named, is_state, name_en, party, said_by
from marsad.export.places import Country, close, countries, division, is_region, known, latin_name, priogrid
from marsad.export.tables import Row, write_coded
from marsad.model import Mention, Place, Report

_NUMBERS = ("conflict_dset_id", "conflict_new_id", "dyad_dset_id", "dyad_new_id", "side_a_dset_id", "side_a_new_id",
            "side_b_dset_id", "side_b_new_id")  # fmt: skip
FIELDS = (
    Field("id", "made", "the first 52 bits of the id of the event: the same claims give the same number", "integer"),
    Field("relid", "made", "alpha-3 code, year, type of violence, id of the event"),
    Field("year", "ucdp-days", "of the last day", "integer"),
    Field("active_year", "empty", "needs all deaths of the dyad in the year, which one row does not know"),
    Field(
        "code_status",
        "ucdp-sides",
        "`Clear`; where a side is not known `Check dyad`, or `Check type of violence` where it may be a state",
    ),
    Field("type_of_violence", "ucdp-sides", "1 state-based, 2 non-state, 3 one-sided", "integer"),
    Field("conflict_dset_id", "ucdp-numbers", kind="integer"),
    Field("conflict_new_id", "ucdp-numbers", kind="integer"),
    Field("conflict_name", "ucdp-sides", "a state against a group: country and Government; else both sides"),
    Field("dyad_dset_id", "ucdp-numbers", kind="integer"),
    Field("dyad_new_id", "ucdp-numbers", kind="integer"),
    Field("dyad_name", "ucdp-sides", "both sides"),
    Field("side_a_dset_id", "ucdp-numbers", kind="integer"),
    Field("side_a_new_id", "ucdp-numbers", kind="integer"),
    Field("side_a", "ucdp-sides"),
    Field("side_b_dset_id", "ucdp-numbers", "9999 for civilians", "integer"),
    Field("side_b_new_id", "ucdp-numbers", "9999 for civilians", "integer"),
    Field("side_b", "ucdp-sides"),
    Field("number_of_sources", "counted", "reports", "integer"),
    Field("source_article", "every-report", '`"outlet,day,headline"`, headline see `words`', "list"),
    Field("source_office", "every-report", "the outlets", "list"),
    Field("source_date", "every-report", "the days of publication", "list"),
    Field("source_headline", "words", kind="list"),
    Field("source_original", "every-voice", "who asserts it, see `masked`", "list"),
    Field(
        "where_prec",
        "ucdp-place",
        "1 exact, 2 near, 3 district, 4 governorate, 5 larger or fuzzy, 6 country",
        "integer",
    ),
    Field("where_coordinates", "most-voices", "English name; of a place without one the district or governorate"),
    Field("where_description", "most-voices", "the name as it is told, and how far it may be off"),
    Field("adm_1", "most-voices", "English name of the governorate"),
    Field("adm_2", "most-voices", "English name of the district"),
    Field("latitude", "most-voices", kind="number"),
    Field("longitude", "most-voices", kind="number"),
    Field("geom_wkt", "made", "`POINT (longitude latitude)`"),
    Field("priogrid_gid", "made", "the cell of half a degree, from 1 in the south-west, by rows of 720", "integer"),
    Field("country", "country-table"),
    Field("country_id", "country-table", "Gleditsch-Ward number", "integer"),
    Field("region", "country-table", "by the Gleditsch-Ward number"),
    Field("event_clarity", "ucdp-clarity", "1 clear, 2 otherwise", "integer"),
    Field("date_prec", "ucdp-days", "1 day, 2 two to six days, 3 week, 4 month, 5 year", "integer"),
    Field("date_start", "ucdp-days"),
    Field("date_end", "ucdp-days"),
    Field("deaths_a", "ucdp-deaths", kind="integer"),
    Field("deaths_b", "ucdp-deaths", kind="integer"),
    Field("deaths_civilians", "ucdp-deaths", kind="integer"),
    Field("deaths_unknown", "ucdp-deaths", kind="integer"),
    Field("best", "ucdp-deaths", kind="integer"),
    Field("high", "ucdp-deaths", kind="integer"),
    Field("low", "ucdp-deaths", kind="integer"),
    Field("gwnoa", "country-table", "of the state that is side a", "integer"),
    Field("gwnob", "country-table", "of the state that is side b", "integer"),
)
_CIVILIANS, _CIVILIANS_ID = "Civilians", 9999
_UNKNOWN = "XXX unknown"
_NEAR_KM = 25.0
Kind = Literal["state", "group", "civilians", "unknown"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dyad; `hit` where it is the one that the event was done to."""

    name: str
    kind: Kind
    country: str | None = None
    hit: bool = False

    @property
    def number(self) -> int:
        """A number of our own, the same wherever the name is the same."""
        return _CIVILIANS_ID if self.kind == "civilians" else _number(self.name)

    @property
    def gwno(self) -> int | None:
        found = countries().get(self.country or "") if self.kind == "state" else None
        return found.gwno if found is not None else None


def code(event: Event) -> Row | str:
    """The row of an event, or why it has none."""
    killed = deaths(event)
    if killed is None or killed.best < 1:
        return "no death is told"
    if not event.confirmed:
        return "nobody says that it happened"
    where = known(event.place)
    if isinstance(where, str):
        return where
    place, country = where
    days = days_of(event)
    precision = _date_precision(days) if days is not None else None
    if days is None or precision is None:
        return "its days are not known within a year"
    sides = _sides(event, killed, place.country, country.name)
    if sides is None:
        return "no organised side is known"
    violence, a, b = sides
    return {
        **_dyad(violence, a, b, country), **_sources(event), **_where(place, country), **_deaths(event, killed, a, b),
        "id": int(event.id[:13], 16), "relid": f"{country.iso3}-{days.last.year}-{violence}-{event.id}",
        "year": days.last.year, "date_prec": precision, "date_start": _instant(days.first),
        "date_end": _instant(days.last), "event_clarity": _clarity(event, precision, place),
    }  # fmt: skip


def _dyad(violence: int, a: Side, b: Side, country: Country) -> dict[str, object]:
    dyad = f"{a.name} - {b.name}"
    between_states = a.kind == b.kind == "state"
    conflict = f"{country.name}: Government" if violence == 1 and not between_states else dyad
    ids = (conflict, conflict, dyad, dyad)
    numbers = [*map(_number, ids), a.number, a.number, b.number, b.number]
    return {
        **dict(zip(_NUMBERS, numbers, strict=True)), "type_of_violence": violence, "conflict_name": conflict,
        "dyad_name": dyad, "side_a": a.name, "side_b": b.name, "gwnoa": a.gwno, "gwnob": b.gwno,
        "code_status": _status(violence, {a.kind, b.kind}),
    }  # fmt: skip


def _status(violence: int, kinds: set[Kind]) -> str:
    if "unknown" not in kinds:
        return "Clear"
    return "Check type of violence" if violence == 2 else "Check dyad"  # whoever is not known may be a state


def _sources(event: Event) -> dict[str, object]:
    reports = list({t.report.id: t.report for t in event.told}.values())
    return {
        "number_of_sources": len(reports),
        "source_article": list(map(_article, reports)),
        "source_office": list(dict.fromkeys(r.outlet for r in reports if r.outlet)),
        "source_date": list(dict.fromkeys(r.published[:10] for r in reports if r.published)),
        "source_headline": [r.title for r in reports if r.title],
        "source_original": list(dict.fromkeys(
            said_by(s.mention) for t in event.told if (s := speaker(t.claim)) is not None)),
    }  # fmt: skip


def _article(report: Report) -> str:
    outlet, title = ((words or "").replace('"', "'") for words in (report.outlet, report.title))
    return f'"{outlet},{(report.published or "")[:10]},{title}"'


def _where(place: Place, country: Country) -> dict[str, object]:
    name, radius = place.name_ar or place.span.text, place.radius_km
    return {
        "where_prec": _place_precision(place), "where_coordinates": latin_name(place),
        "where_description": f"{name}, within {radius:.12g} km" if radius else name,
        "adm_1": division(place.admin1), "adm_2": division(place.admin2), "latitude": place.lat, "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon:.12g} {place.lat:.12g})", "country": country.name, "country_id": country.gwno,
        "priogrid_gid": priogrid(place.lat or 0.0, place.lon or 0.0), "region": country.ucdp_region,
    }  # fmt: skip


def _place_precision(place: Place) -> int:
    if place.level == "country":
        return 6
    if place.level in ("site", "neighbourhood", "town"):
        return 1 if close(place) else 2 if (place.radius_km or 0.0) <= _NEAR_KM else 3
    if place.level == "district":
        return 5 if is_region(place) else 3
    return 4 if place.admin1 else 5


def _date_precision(days: Days) -> int | None:
    for precision, longest in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366)):
        if days.count <= longest:
            return precision
    return None


def _clarity(event: Event, precision: int, place: Place) -> int:
    vague = event.type == "casualties" or precision > 2 or _place_precision(place) > 3
    return 2 if vague else 1


def _instant(day: datetime.date) -> str:
    return f"{day.isoformat()} 00:00:00.000"


def _sides(event: Event, killed: Deaths, iso: str | None, country: str) -> tuple[int, Side, Side] | None:
    """Type of violence and both sides, a state first."""
    doers = [s for m in event.actors if (s := _party(m, iso, country, False)) is not None]
    victims = [s for m in event.targets if (s := _party(m, iso, country, True)) is not None]
    armed = _known_first(s for s in doers if s.kind != "civilians")
    foes = _known_first(s for s in victims if s.kind != "civilians" and s.name != (armed[0].name if armed else ""))
    if ontology.types()[event.type].family == "battle" and not foes:  # «clashes between A and B»
        foes = armed[1:2]
    harmed = killed.civilians > 0 or (killed.fighters == 0 and any(s.kind == "civilians" for s in victims))
    if event.type in ("civilian-attack", "protest") or (harmed and not foes and not killed.fighters):
        return (3, armed[0], Side(_CIVILIANS, "civilians", hit=True)) if armed else None
    first = armed[0] if armed else Side(_UNKNOWN, "unknown")
    second = foes[0] if foes else Side(_UNKNOWN, "unknown", hit=True)
    if first.kind == second.kind == "unknown":
        return None
    if (second.kind == "state" and first.kind != "state") or (second.kind == first.kind and second.name < first.name):
        first, second = second, first  # the same two are one dyad, whoever struck
    return (1 if first.kind == "state" else 2), first, second


def _known_first(sides: Iterable[Side]) -> list[Side]:
    """Each side once, those that are known first."""
    return sorted(dict.fromkeys(sides), key=lambda side: side.kind == "unknown")


def _party(mention: Mention, iso: str | None, country: str, hit: bool) -> Side | None:
    what = party(mention, iso)
    if what is None or what == "civilians":
        return Side(_CIVILIANS, "civilians", hit=hit) if what else None
    if is_state(mention):
        own = home(mention) or iso
        known_as = countries().get(own or "")
        return Side(f"Government of {known_as.name if known_as else country}", "state", own, hit)
    if not is_named(mention):
        return Side(_UNKNOWN, "unknown", hit=hit)
    return Side(name_en(mention, country), "state" if what == "external" else "group", hit=hit)


def _deaths(event: Event, killed: Deaths, a: Side, b: Side) -> dict[str, object]:
    best = int(killed.best)
    civilians = best if b.kind == "civilians" else killed.civilians
    rest = best - civilians
    one_way = ontology.types()[event.type].family == "remote"  # who strikes from afar loses nobody
    return {
        "best": best, "low": min(int(killed.low), best), "high": max(best, int(killed.high or 0)),
        "deaths_civilians": civilians, "deaths_a": rest if one_way and a.hit else 0,
        "deaths_b": rest if one_way and b.hit else 0,
        "deaths_unknown": 0 if one_way and (a.hit or b.hit) else rest,
    }  # fmt: skip


def _number(name: str) -> int:
    return zlib.crc32(name.encode())


def _write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    return write_coded(FIELDS, map(code, events), file, left)


UCDP = Exporter("ucdp", "UCDP GED's 49 columns as CSV", ".csv", FIELDS, _write, "outlines")
