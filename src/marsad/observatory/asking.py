"""What is asked of events, in the language of the database."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, func, not_, or_, select, text, tuple_

from marsad import ontology
from marsad.events.phrases import words
from marsad.events.selecting import within
from marsad.model import Place, Span
from marsad.observatory.views import Asked
from marsad.report.situation.facts import AGREEMENTS, AHEAD, SAID
from marsad.store.schema import event_parties, event_voices, events, grouped, party_names, reports
from marsad.store.search import Query, fts5, terms, tsquery
from marsad.withholding import BODIES

_KM_A_DEGREE = 110.5  # of latitude, where it is shortest
_MOST_NAMES = 5_000
_e = events.c


def conditions(connection: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    """What the rows of events must be.

    Raises:
        InputError: the words cannot be looked for.
    """
    out = [column == value for column, value in (
        (_e.status, asked.status), (_e.agreement, asked.agreement), (_e.country, asked.country),
        (_e.admin1, asked.admin1), (_e.place, asked.place),
    ) if value is not None]  # fmt: skip
    types = [*asked.types, *([asked.type] if asked.type is not None else [])]
    out += [_of_types(types)] if types else []
    for column, values in ((_e.status, asked.statuses), (_e.agreement, asked.agreements)):
        out += [column.in_(values)] if values else []
    if asked.since or asked.until:
        # The day by which an event counts is its last one, where it has days.
        out += [_e.last_day.is_not(None), _e.day >= (asked.since or "")]
        out += [_e.first_day <= asked.until] if asked.until else []
    for column, least in (
        (_e.updated, asked.changed_since),
        (_e.first_seen, asked.first_seen_since),
        (_e.deaths, asked.deaths),
    ):
        out += [column >= least] if least is not None else []
    if asked.disputed is not None:
        out.append(_e.contradictions > 0 if asked.disputed else _e.contradictions == 0)
    if asked.days is not None:
        out.append(_e.day.between(*asked.days))
    if asked.said is not None:
        # No OR of two columns: the days are what rows are looked up by.
        done = and_(_e.type.not_in(_types([*SAID, *AGREEMENTS])), _e.status.not_in(AHEAD))
        out.append(not_(done) if asked.said else done)
    if asked.confirmed is not None:
        out.append(_e.confirmed == int(asked.confirmed))
    if asked.box is not None:
        west, south, east, north = asked.box
        out.append(_e.lat.between(south, north))
        out.append(_e.lon.between(west, east) if west <= east else or_(_e.lon >= west, _e.lon <= east))
    if asked.area is not None:
        out.append(_within(connection, asked.area))
    if asked.actor is not None:
        out.append(_e.number.in_(_of_actor(connection, asked.actor, asked.published)))
    if asked.body is not None:
        out.append(_e.number.in_(select(event_parties.c.event).where(event_parties.c.body == asked.body)))
    if asked.source is not None:
        out.append(_e.number.in_(select(event_voices.c.event).where(event_voices.c.source == asked.source)))
    if asked.report is not None:
        of = select(grouped.c.event).join(reports, reports.c.number == grouped.c.report)
        out.append(_e.id.in_(of.where(reports.c.id == asked.report)))
    if asked.words is not None:
        out.append(_holding(connection, asked.words))
    return out


def _of_types(types: list[str]) -> ColumnElement[bool]:
    """Of any of these types or families. One column is asked, so that the database need not put two lists together."""
    return _e.type.in_(_types(types))


def _types(asked: Iterable[str]) -> list[str]:
    """The types of a list, and those of the families of a list."""
    wanted = set(asked)
    return sorted(wanted | {type for type, family in ontology.families().items() if family in wanted})


def _within(connection: Connection, area: Place) -> ColumnElement[bool]:
    """In an area, as `within` says: the places of events are few, so they are asked one by one."""
    itself = _e.place == area.id if area.id is not None else false()
    if area.level == "country":
        return or_(itself, _e.country == area.country)
    if area.level == "governorate":
        return or_(itself, and_(_e.admin1 == area.id, func.coalesce(_e.level, "") != "country"))
    if area.lat is None or area.lon is None:
        return itself
    reach = (area.radius_km or 2.0) / _KM_A_DEGREE
    wide = reach / max(cos(radians(area.lat)), 0.01)
    near = and_(_e.lat.between(area.lat - reach, area.lat + reach), _e.lon.between(area.lon - wide, area.lon + wide))
    spots = select(_e.lat, _e.lon, func.coalesce(_e.level, "")).where(near).distinct()
    inside = [
        (lat, lon, level) for lat, lon, level in connection.execute(spots)
        if within(Place(Span(0, 0, ""), lat=lat, lon=lon, level=level or None), area)
    ]  # fmt: skip
    return or_(itself, tuple_(_e.lat, _e.lon, func.coalesce(_e.level, "")).in_(inside)) if inside else itself


def _of_actor(connection: Connection, actor: str, published: bool) -> Any:
    """The numbers of the events with an actor or target of an id, of a camp, or of words that stand in one of its names."""
    of, asked = select(event_parties.c.event), words(actor)
    either = [event_parties.c.body == actor, event_parties.c.side == actor]
    if asked:
        held = [party_names.c.words.contains(f" {word} ", autoescape=True) for word in asked]
        if published:
            held.append(or_(party_names.c.body != "", party_names.c.kind.in_(BODIES)))
        rows = connection.execute(select(party_names.c.number, party_names.c.words).where(*held).limit(_MOST_NAMES))
        numbers = [n for n, names in rows if any(asked <= set(name.split()) for name in names.split("|"))]
        either += [event_parties.c.name.in_(numbers)] if numbers else []
    return of.where(or_(*either))


def _holding(connection: Connection, asked: str) -> ColumnElement[bool]:
    """With words in its sentences, places or names."""
    query = Query(*terms(asked))
    if connection.dialect.name == "sqlite":
        found = text("SELECT rowid FROM event_search WHERE event_search MATCH :asked").bindparams(asked=fts5(query))
    else:
        found = text("SELECT event FROM event_search WHERE stems @@ CAST(:asked AS tsquery)")
        found = found.bindparams(asked=tsquery(query))
    return _e.number.in_(found.columns(_e.number).scalar_subquery())
