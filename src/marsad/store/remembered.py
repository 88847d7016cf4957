"""What collecting remembers from one run to the next: settings and places in the work, no part of the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from sqlalchemy import Connection, Table, delete, insert, select, update

from marsad.store import log
from marsad.store.database import Database
from marsad.store.items import Bookmark, Due, Page
from marsad.store.rows import compact
from marsad.store.schema import bookmarks, mappings, originals, pages, watches


class Remembered:
    """Pages that were fetched, columns of tables, when sources are due, how far sources have been kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, address: str) -> Page:
        """What is known of an address that was fetched before."""
        joined = select(pages, originals.c.media).join(originals, originals.c.sha256 == pages.c.original)
        with self._database.reading() as connection:
            row = connection.execute(joined.where(pages.c.address == address)).first()
        if row is None:
            return Page()
        return Page(row.original, row.etag, row.modified, row.media, row.fetched_at, row.url, row.charset)

    def set_page(self, address: str, page: Page) -> None:
        """Remember what an address gave now, so that it is asked for again only where it changed."""
        row = asdict(page) | {"fetched_at": log.now()}
        del row["media"]  # of the original
        self._put(pages, {"address": address}, row)

    def mapping(self, name: str) -> dict[str, str] | None:
        """The columns of tables that are remembered under a name."""
        with self._database.reading() as connection:
            found = connection.scalar(select(mappings.c.columns).where(mappings.c.name == name))
        return json.loads(found) if found else None

    def set_mapping(self, name: str, columns: Mapping[str, str]) -> None:
        """Remember columns of tables under a name."""
        self._put(mappings, {"name": name}, {"columns": compact(dict(columns))})

    def dues(self) -> list[Due]:
        """When watched sources are asked next."""
        with self._database.reading() as connection:
            found = connection.execute(select(watches).order_by(watches.c.next_at)).mappings()
            return [Due(**row) for row in found]

    def set_due(self, due: Due) -> None:
        """Remember when a source is asked next."""
        row = asdict(due)
        self._put(watches, {"name": row.pop("name")}, row)

    def bookmark(self, original: str, settings: str) -> Bookmark | None:
        """How far an original has been kept under some settings; None where it was never begun."""
        mine = (bookmarks.c.original == original, bookmarks.c.settings == settings)
        with self._database.reading() as connection:
            row = connection.execute(select(bookmarks).where(*mine)).mappings().first()
        return Bookmark(**row) if row else None

    def _put(self, table: Table, key: Mapping[str, str], row: Mapping[str, object]) -> None:
        def work(connection: Connection) -> None:
            mine = [table.c[name] == value for name, value in key.items()]
            connection.execute(delete(table).where(*mine))
            connection.execute(insert(table).values(**key, **row))

        self._database.write(work)


def set_bookmarks(connection: Connection, marks: Iterable[Bookmark]) -> None:
    """Move bookmarks forward, in the transaction that keeps what they tell of; a bookmark never goes back."""
    for mark in marks:
        row = asdict(mark)
        key = [bookmarks.c[name] == row.pop(name) for name in ("original", "settings")]
        known = connection.execute(select(bookmarks).where(*key)).mappings().first()
        if known is None:
            connection.execute(insert(bookmarks).values(original=mark.original, settings=mark.settings, **row))
        elif known["software"] != mark.software or (known["whole"], known["passed"]) < (mark.whole, mark.passed):
            connection.execute(update(bookmarks).where(*key).values(**row))
