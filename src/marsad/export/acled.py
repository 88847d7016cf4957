"""ACLED: 31 columns, one row an event of one place and one day."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marsad import ontology, resources
from marsad.events.event import Event
from marsad.export.days import Days, days_of
from marsad.export.deaths import deaths
from marsad.export.english import notes
from marsad.export.event_rows import name
from marsad.export.exporter import Exporter, Field
from marsad.export.parties import UNIDENTIFIED, Party, is_named, is_state, name_en, names_en, party
from marsad.export.places import Country, close, division, is_region, known, latin_name
from marsad.export.tables import Row, write_coded
from marsad.model import Mention, Place
from marsad.withholding import MARK

FIELDS = (
    Field("event_id_cnty", "made", "ISO 3166-1 alpha-3 and the id of the event: the same claims give the same one"),
    Field("event_date", "acled-day"),
    Field("year", "acled-day", kind="integer"),
    Field("time_precision", "acled-day", "1 date, 2 week, 3 month", "integer"),
    Field("disorder_type", "acled-type"),
    Field("event_type", "acled-type"),
    Field("sub_event_type", "acled-type"),
    Field("actor1", "acled-actors"),
    Field("assoc_actor_1", "acled-actors"),
    Field("inter1", "acled-inter", kind="integer"),
    Field("actor2", "acled-actors"),
    Field("assoc_actor_2", "acled-actors"),
    Field("inter2", "acled-inter", "0 where there is no second actor", "integer"),
    Field("interaction", "acled-inter", "both codes, the smaller first; 10 to 80 where there is one actor", "integer"),
    Field("civilian_targeting", "acled-civilians"),
    Field("iso", "country-table", "ISO 3166-1 numeric", "integer"),
    Field("region", "country-table"),
    Field("country", "country-table"),
    Field("admin1", "most-voices", "English name of the governorate"),
    Field("admin2", "most-voices", "English name of the district"),
    Field("admin3", "empty", "the gazetteer goes two levels down"),
    Field("location", "most-voices", "English name; of a place without one the district or governorate, see `tags`"),
    Field("latitude", "most-voices", kind="number"),
    Field("longitude", "most-voices", kind="number"),
    Field("geo_precision", "acled-place", "1 town, 2 near a town or small area, 3 larger region", "integer"),
    Field("source", "every-report", "the outlets"),
    Field("source_scale", "acled-scale"),
    Field("notes", "english"),
    Field("fatalities", "acled-fatalities", kind="integer"),
    Field("tags", "accounts"),
    Field("timestamp", "last-published", "seconds since 1970, UTC", "integer"),
)
# ACLED codebook, actor types and interaction codes: one digit each, the smaller first, 0 for none.
INTER: dict[Party, int] = {"state": 1, "rebels": 2, "militia": 3, "identity": 4, "civilians": 7, "external": 8}
_RIOTERS, _PROTESTERS, _CIVILIANS = 5, 6, 7
_FLEEING = frozenset({"displacement", "return"})
_ARMED = frozenset({1, 2, 3, 4, 8})
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_EXCESSIVE = "Excessive force against protesters"
# What the reader makes of «عشرات» and the like, and what ACLED does.
_VAGUE = {(20, 99): 10, (200, 999): 100, (2000, 9999): 1000}
_UNKNOWN, _UNKNOWN_SMALL = 10, 3


@dataclass(frozen=True, slots=True)
class Side:
    """An actor with those beside it. `code` 0: there is none."""

    actor: str = ""
    beside: str = ""
    code: int = 0


def code(event: Event) -> Row | str:
    """The row of an event, or why it has none."""
    kind = ontology.types()[event.type]
    if not kind.acled_event_type:
        return "of a type that ACLED does not have"
    if not event.confirmed:
        return "nobody says that it happened"
    where = known(event.place)
    if isinstance(where, str):
        return where
    place, country = where
    if place.level == "country":
        return "no place below the country is told"
    days = days_of(event)
    precision = _time_precision(days) if days is not None else None
    if days is None or precision is None:
        return "its day is not known within a month"
    main, sub = _types(event, kind)
    first, second = _sides(event, main, place.country, country.name)
    if not first.code and kind.code in _FLEEING:
        first = Side(f"Civilians ({country.name})", "", _CIVILIANS)
    if not first.code:
        return "no actor is known"
    return {
        **_what(main, sub, first, second), **_where(place, country), **_who(first, second),
        "event_id_cnty": f"{country.iso3}{event.id}", "event_date": days.middle.isoformat() if days.told else
        days.last.isoformat(), "year": (days.middle if days.told else days.last).year, "time_precision": precision,
        "source": list(dict.fromkeys(t.report.outlet or "?" for t in event.told)),
        "source_scale": _scale(event, place.country), "notes": notes(event, days, place, country),
        "fatalities": fatalities(event, main), "tags": _tags(event, days), "timestamp": _timestamp(event),
    }  # fmt: skip


def _what(main: str, sub: str, first: Side, second: Side) -> dict[str, object]:
    hit = main == "Violence against civilians" or sub == _EXCESSIVE
    hit = hit or (main == "Explosions/Remote violence" and second.code == _CIVILIANS)
    return {
        "disorder_type": _disorder(main, sub), "event_type": main, "sub_event_type": sub,
        "civilian_targeting": "Civilian targeting" if hit else "",
        "interaction": _interaction(first.code, second.code),
    }  # fmt: skip


def _where(place: Place, country: Country) -> dict[str, object]:
    return {
        "iso": country.numeric, "region": country.acled_region, "country": country.name,
        "admin1": division(place.admin1), "admin2": division(place.admin2), "location": latin_name(place),
        "latitude": place.lat, "longitude": place.lon,
        "geo_precision": _geo_precision(place),
    }  # fmt: skip


def _geo_precision(place: Place) -> int:
    if place.level in ("site", "neighbourhood", "town"):
        return 1 if close(place) and place.name_en else 2
    return 2 if place.level == "district" and not is_region(place) else 3


def _who(first: Side, second: Side) -> dict[str, object]:
    return {
        "actor1": first.actor, "assoc_actor_1": first.beside, "inter1": first.code,
        "actor2": second.actor, "assoc_actor_2": second.beside, "inter2": second.code,
    }  # fmt: skip


def _time_precision(days: Days) -> int | None:
    if not days.told:
        return 2
    return 1 if days.count == 1 else 2 if days.count <= 7 else 3 if days.count <= 31 else None


def _types(event: Event, kind: ontology.EventType) -> tuple[str, str]:
    """Event and sub-event type."""
    main, sub = kind.acled_event_type, kind.acled_sub_event_type
    if event.status == "prevented" and kind.code != "weapon-interception":
        return "Strategic developments", "Disrupted weapons use" if kind.family == "remote" else "Other"
    if kind.code == "territory-gain":
        if event.status in ("failed", "prevented"):
            return "Battles", "Armed clash"
        state, other = sub.split("|")
        return main, state if any(map(is_state, event.actors[:1])) else other
    if kind.code == "protest" and any(n.kind in ("killed", "injured") and n.low >= 1 for n in event.numbers):
        return main, _EXCESSIVE
    return main, sub


def _disorder(main: str, sub: str) -> str:
    if main in _VIOLENT:
        return "Political violence"
    if sub == _EXCESSIVE:
        return "Political violence; Demonstrations"
    return "Demonstrations" if main in ("Protests", "Riots") else "Strategic developments"


def _sides(event: Event, main: str, iso: str | None, country: str) -> tuple[Side, Side]:
    doers, hit = _coded(event.actors, iso), _coded(event.targets, iso)
    if main in ("Protests", "Riots"):
        crowd, number = ("Protesters", _PROTESTERS) if main == "Protests" else ("Rioters", _RIOTERS)
        armed = [(m, c) for m, c in (*doers, *hit) if c in _ARMED]
        beside = [m for m, c in doers if c not in _ARMED and m.id and not m.id.startswith("generic:")]
        return Side(f"{crowd} ({country})", "; ".join(names_en(beside, country)), number), _side(armed, country)
    if main == "Battles" and not hit and len(doers) > 1:  # «clashes between A and B»
        camp = doers[0][0].side
        hit = [one for one in doers[1:] if camp and one[0].side and one[0].side != camp]
        doers = [one for one in doers if one not in hit]
    of_first = {m.id for m, _ in doers if is_named(m)}  # nobody stands on both sides
    hit = [one for one in hit if one[0].id not in of_first]
    doers.sort(key=lambda one: not is_named(one[0]))
    hit.sort(key=lambda one: (one[1] == _CIVILIANS, not is_named(one[0])))
    first, second = _side(doers, country), _side(hit, country)
    if main in _VIOLENT and not first.code:
        first = Side(f"{UNIDENTIFIED} ({country})", "", INTER["militia"])
    if main == "Violence against civilians" and second.code != _CIVILIANS:
        second = Side(f"Civilians ({country})", second.actor, _CIVILIANS)
    if main == "Battles" and not second.code:
        second = Side(f"{UNIDENTIFIED} ({country})", "", INTER["militia"])
    return (first, second) if first.code else (second, Side())


def _coded(mentions: Iterable[Mention], iso: str | None) -> list[tuple[Mention, int]]:
    """Those that are parties, with their codes; things that are hit are none."""
    parties = [(m, party(m, iso)) for m in mentions]
    return [(m, INTER[p]) for m, p in parties if p is not None]


def _side(members: Sequence[tuple[Mention, int]], country: str) -> Side:
    if not members:
        return Side()
    first, number = members[0]
    if number == _CIVILIANS:
        actor = f"Civilians ({country})"
        beside = [m for m, _ in members if m.id and m.kind not in ("civilians", "person")]
    else:
        # «the army, the artillery»: an arm without a name of its own adds nothing to its state.
        arm = is_named(first) and is_state(first)
        actor = name_en(first, country)
        beside = [m for m, _ in members[1:] if not (arm and is_state(m) and not is_named(m))]
    return Side(actor, "; ".join(n for n in names_en(beside, country) if n != actor), number)


def _interaction(one: int, other: int) -> int:
    if not one or not other:
        return 10 * (one or other)
    return 10 * min(one, other) + max(one, other)


def fatalities(event: Event, main: str) -> int:
    """The lowest figure of any voice; ACLED's figure for words like «dozens»; 10 or 3 where no number is told."""
    killed = deaths(event)
    if killed is None:
        return 0
    if killed.low == 0 and killed.high is None:
        return _UNKNOWN if main in ("Battles", "Explosions/Remote violence") else _UNKNOWN_SMALL
    return _VAGUE.get((int(killed.low), int(killed.high or 0)), int(killed.low))


@cache
def _outlets() -> dict[str, tuple[str, str]]:
    """Country and kind of the outlets of the list by id."""
    return {f"outlet:{r['id']}": (r["country"], r["kind"]) for r in resources.table("outlets/outlets.tsv")}


def _scale(event: Event, iso: str | None) -> str:
    found = []
    for told in event.told:
        outlet = next((s.mention.id for s in told.claim.sources if s.role == "outlet"), None)
        home, kind = _outlets().get(outlet or "", ("", ""))
        if kind:
            found.append("Other" if kind == "monitor" else "National" if home == iso else "International")
    return "-".join(sorted(dict.fromkeys(found), key=("National", "International", "Other").index))


def _tags(event: Event, days: Days) -> list[str]:
    """What a row of one value hides: agreement, rival figures, whose day it is."""
    killed = deaths(event)
    tags = [f"agreement={event.agreement}", f"voices={event.n_independent}"]
    if killed is not None and killed.low != killed.high:
        tags.append(f"killed={killed.low:.12g}..{'' if killed.high is None else format(killed.high, '.12g')}")
    denying = [name(t.who) for t in event.testimonies if t.stance == "denies" and t.who is not None]
    tags += [f"denied by={', '.join(dict.fromkeys(denying))}"] if denying else []
    if event.place is not None and not event.place.name_en and event.place.span.text != MARK:
        tags.append(f"place={event.place.name_ar or event.place.span.text}")
    return tags if days.told else [*tags, "date=publication"]


def _timestamp(event: Event) -> int | None:
    last = max((t.report.published for t in event.told if t.report.published), default=None)
    if last is None:
        return None
    at = datetime.datetime.fromisoformat(last)
    return int((at if at.tzinfo else at.replace(tzinfo=datetime.UTC)).timestamp())


def _write(events: Iterable[Event], file: Path, left: Counter[str]) -> int:
    return write_coded(FIELDS, map(code, events), file, left)


ACLED = Exporter("acled", "ACLED's 31 columns as CSV", ".csv", FIELDS, _write, "outlines")
