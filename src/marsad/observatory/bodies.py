"""What is kept of the bodies that act or suffer in events: what they are called, and with whom they are named."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, select

from marsad.model import Mention, Span
from marsad.observatory.views import Relation
from marsad.store.schema import claims, event_parties, events, grouped, parties, party_names, readings

_LAST = 1_000  # claims whose words are counted
_PAIRS = (("on", "actor", "target"), ("by", "target", "actor"), ("beside", "actor", "actor"))


def called(connection: Connection, body: str, limit: int) -> list[tuple[str, int]]:
    """The words by which the last claims name a body and in how many of them, the most used first."""
    at = and_(grouped.c.report == readings.c.report, grouped.c.position == parties.c.position,
              grouped.c.reading == parties.c.reading)  # fmt: skip
    of = and_(claims.c.reading == parties.c.reading, claims.c.position == parties.c.position)
    last = (
        select(claims.c.body).select_from(parties).join(readings, readings.c.number == parties.c.reading)
        .join(grouped, at).join(claims, of).where(parties.c.body == body, parties.c.role.in_(("actor", "target")))
        .order_by(parties.c.reading.desc(), parties.c.position).limit(_LAST)
    )  # fmt: skip
    named = (m for text in connection.scalars(last) for role in ("actors", "targets") for m in json.loads(text)[role])
    return Counter(m["text"] for m in named if m["id"] == body and m["text"]).most_common(limit)


def roles(connection: Connection, body: str) -> Mapping[str, int]:
    """In how many events a body is `actor`, and in how many `target`."""
    p = event_parties.c
    found = select(p.role, func.count(p.event.distinct())).where(p.body == body).group_by(p.role)
    return dict(map(tuple, connection.execute(found)))


def sides(connection: Connection, body: str) -> list[str]:
    """The camps in which a body stands in events, the one of the latest first."""
    p = event_parties.c
    found = select(p.side).join(events, events.c.number == p.event).where(p.body == body, p.side.is_not(None))
    return [
        side
        for side in connection.scalars(found.group_by(p.side).order_by(func.max(events.c.day).desc(), p.side))
        if side
    ]


def relations(connection: Connection, body: str, limit: int) -> list[Relation]:
    """With which other bodies one takes part in events, those of most events first."""
    found = [row for kind, own, other in _PAIRS for row in _together(connection, body, (kind, own, other), limit)]
    found.sort(key=lambda row: (-row[3], row[1], row[0]))
    names = _names(connection, [row[2] for row in found[:limit]])
    return [Relation(kind, names[number], n, first, last) for kind, _, number, n, first, last in found[:limit]]


def _together(connection: Connection, body: str, pair: tuple[str, str, str], limit: int) -> list[tuple[Any, ...]]:
    """Kind, id, number of a name, events, first and last day."""
    one, other, count = event_parties.alias(), event_parties.alias(), func.count(events.c.number.distinct())
    kind, own, role = pair
    days = func.min(func.nullif(events.c.day, "")), func.max(events.c.day)
    chosen = (
        select(other.c.body, func.min(other.c.name), count, *days)
        .join(one, one.c.event == other.c.event).join(events, events.c.number == other.c.event)
        .where(one.c.body == body, one.c.role == own, other.c.role == role, other.c.body != body,
               ~other.c.body.startswith("generic:"))
        .group_by(other.c.body).order_by(count.desc(), other.c.body).limit(limit)
    )  # fmt: skip
    return [(kind, id, name, n, first or "", last or "") for id, name, n, first, last in connection.execute(chosen)]


def _names(connection: Connection, numbers: Sequence[int]) -> Mapping[int, Mention]:
    rows = connection.execute(select(party_names).where(party_names.c.number.in_(numbers)))
    return {
        r.number: Mention(
            Span(0, 0, r.name_ar), r.body or None, r.name_ar, r.name_en or None, r.kind or None, r.side or None
        )
        for r in rows
    }
