"""The names of outlets, and of places and parties in claims, each kept once: search looks through them, not all rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select, text

from marsad.store.rows import searched
from marsad.store.schema import names

Named = set[tuple[str, str]]  # kind (outlet, place or party); the name of an outlet, else stems
_MOST_KNOWN = 100_000
_MOST_LISTED = 500


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


class Names:
    """Keeps names; those that it knows to be kept are not written again."""

    def __init__(self) -> None:
        self._known: Named = set()

    def keep(self, connection: Connection, named: Named) -> None:
        """Keep names that are new."""
        rows = [{"kind": kind, "name": name} for kind, name in sorted(named - self._known)]
        if rows:
            connection.execute(text("INSERT INTO names VALUES (:kind, :name) ON CONFLICT DO NOTHING"), rows)

    def kept(self, named: Named) -> None:
        """These names are kept: their transaction has ended."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known |= named
