"""The names of outlets, and of places and parties in claims, each kept once: search looks through them, not all rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, insert, select, tuple_

from marsad.store.rows import searched
from marsad.store.schema import names

Named = set[tuple[str, str]]  # kind (outlet, place or party); the name of an outlet, else stems
_MOST_LISTED = 500
_CHUNK = 300


def of(made: Mapping[str, Sequence[Mapping[str, Any]]]) -> Named:
    """The names in the rows of a reading."""
    places = {("place", c["place_name"]) for c in made["claims"] if c["place_name"]}
    return places | {("party", p["name"]) for p in made["parties"]}


def outlets(connection: Connection) -> list[str]:
    """The names of all outlets."""
    return list(connection.scalars(select(names.c.name).where(names.c.kind == "outlet")))


def holding(connection: Connection, kind: str, words: str) -> list[str] | Select[tuple[str]]:
    """The names of a kind that hold some words; where they are many, how to ask for them."""
    held = names.c.name.contains(searched(words), autoescape=True)
    asked = select(names.c.name).where(names.c.kind == kind, held)
    found = list(connection.scalars(asked.limit(_MOST_LISTED + 1)))
    return found if len(found) <= _MOST_LISTED else asked


def keep(connection: Connection, named: Named) -> None:
    """Keep names that are new. Asked of the database each time: what a long run remembered of them grew for ever."""
    ordered = sorted(named)
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        held = select(names.c.kind, names.c.name).where(tuple_(names.c.kind, names.c.name).in_(chunk))
        known = {(row.kind, row.name) for row in connection.execute(held)}
        rows = [{"kind": kind, "name": name} for kind, name in chunk if (kind, name) not in known]
        if rows:
            connection.execute(insert(names), rows)
