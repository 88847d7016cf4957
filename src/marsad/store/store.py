"""`Store`: one place where reports are kept, read again, decided upon and looked up. Writing is append-only."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.sql.elements import ColumnElement

from marsad import version as at_work
from marsad.errors import StoreError
from marsad.events.decisions import settle
from marsad.geography.store import data_folder, tables
from marsad.model import Decision, Reading, Report, Verdict
from marsad.store import copies as copying
from marsad.store import deciding, index, log, names, rows
from marsad.store.database import Database, locate
from marsad.store.items import Bookmark, Item, Kept, Outcome, Trouble, Version
from marsad.store.latest import latest
from marsad.store.log import Act, Head
from marsad.store.migrations import MIGRATIONS, applied, migrate
from marsad.store.names import Named
from marsad.store.originals import Originals, chunks
from marsad.store.remembered import Remembered, set_bookmarks
from marsad.store.schema import (
    appearances,
    claims,
    copies,
    decisions,
    issues,
    originals,
    parties,
    readings,
    reports,
)

_CHUNK = 300
_TABLES: Mapping[str, Table] = {"readings": readings, "claims": claims, "parties": parties}


def at_work_now() -> Version:
    """The version of the software, and of its data with the places that were imported beside them."""
    imported = sorted(f"{table.name} {table.sha256}" for table in tables(data_folder()))
    beside = f"+{log.digest(imported)[:8]}" if imported else ""
    return Version(at_work.software(), at_work.data() + beside)


class Store:
    """An open store. Use it as a context manager, in one process and thread; other processes may have it open too."""

    def __init__(self, database: Database, version: Version) -> None:
        self.database, self.version = database, version
        self.originals = Originals(database.place.originals)
        self.remembered = Remembered(database)

    @classmethod
    def open(cls, store: str, *, make: bool = False, patience: float | None = None) -> Store:
        """Open a store; a new one is made where `make` allows it.

        Raises:
            StoreError: there is none, or it cannot be opened.
        """
        place = locate(store)
        if place.sqlite and not make and not Path(place.url.database or "").is_file():
            raise StoreError("there is no such store", where=place.shown, hint="marsad ingest makes one")
        database = Database(place, patience=patience) if patience is not None else Database(place)
        opened = cls(database, at_work_now())
        try:
            opened._prepare(make)
        except BaseException:
            opened.close()
            raise
        return opened

    def _prepare(self, make: bool) -> None:
        with self.database.reading() as connection:
            had = applied(connection)
        if not had and not make:
            raise StoreError("holds no marsad store", where=self.database.place.shown, hint="marsad ingest makes one")
        if had != [name for name, _ in MIGRATIONS]:
            self.database.write(self._migrate)
        if make:
            self.database.check_writable()
            self.originals.prepare()

    def _migrate(self, connection: Connection) -> None:
        for name in migrate(connection):
            # The random word makes the log of each store another one from its first line.
            detail = rows.compact({"migration": name, "store": secrets.token_hex(8)})
            log.append(connection, [Act("opened", "store", name, detail=detail)], self.version)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # Originals

    def keep_original(
        self,
        source: BinaryIO,
        name: str,
        *,
        act: str = "imported",
        media: str | None = None,
        address: str | None = None,
        told: Callable[[int], object] = lambda size: None,
    ) -> tuple[str, bool]:
        """Keep the bytes of a source; gives their sha256 and whether they are new. `act`: imported or fetched."""
        known = self._original(source, told)
        if known is not None:
            return known, False
        sha256, size = self.originals.receive(source, told)
        row = {"sha256": sha256, "size": size, "name": name, "media": media, "address": address}

        def work(connection: Connection) -> bool:
            if connection.scalar(select(originals.c.sha256).where(originals.c.sha256 == sha256)):
                return False
            full = row | {"kept_at": log.now()}
            connection.execute(insert(originals), [full])
            detail = rows.compact({"name": name} | ({"address": address} if address else {}))
            log.append(connection, [Act(act, "original", sha256, rows.row_digest(full), detail)], self.version)
            return True

        new = self.database.write(work)
        self.originals.settle(sha256)
        return sha256, new

    def _original(self, source: BinaryIO, told: Callable[[int], object]) -> str | None:
        """The sha256 of bytes that are kept already. What is as long as no original is not hashed beforehand."""
        size = source.seek(0, os.SEEK_END)
        source.seek(0)
        with self.database.reading() as connection:
            alike = set(connection.scalars(select(originals.c.sha256).where(originals.c.size == size)))
        if not alike:
            return None
        digest = hashlib.sha256()
        for chunk in chunks(source, told):
            digest.update(chunk)
        source.seek(0)
        sha256 = digest.hexdigest()
        return sha256 if sha256 in alike and self.originals.path(sha256).is_file() else None

    # Reports

    def have(self, original: str | None, members: Iterable[str]) -> set[str]:
        """Which members of an original have been kept already."""
        wanted, found = list(members), set[str]()
        with self.database.reading() as connection:
            for table in (reports, appearances):
                for k in range(0, len(wanted), _CHUNK):
                    chosen = table.c.member.in_(wanted[k : k + _CHUNK])
                    found.update(connection.scalars(select(table.c.member).where(table.c.original == original, chosen)))
        return found

    def have_reports(self, ids: Iterable[str]) -> set[str]:
        """Which reports, by id, have been kept already."""
        wanted, found = list(ids), set[str]()
        with self.database.reading() as connection:
            for k in range(0, len(wanted), _CHUNK):
                found.update(connection.scalars(select(reports.c.id).where(reports.c.id.in_(wanted[k : k + _CHUNK]))))
        return found

    def keep(
        self, items: Sequence[Item | Kept], troubles: Sequence[Trouble] = (), marks: Iterable[Bookmark] = ()
    ) -> Outcome:
        """Keep reports with their readings, what could not be read, and how far sources are kept: all or none of it.

        Reports that are known already need not be read: only where they were met is kept of them.
        """

        def work(connection: Connection) -> Outcome:
            outcome, acts, named = Outcome(), list[Act](), Named()
            at, next_issue = log.now(), self._next(connection, issues)
            number, reading = self._next(connection, reports), self._next(connection, readings)
            for item in items:
                kept = item if isinstance(item, Kept) else item.kept
                known = connection.scalar(select(reports.c.number).where(reports.c.id == kept.report.id))
                if known is not None:
                    outcome.known.append(kept.report.id)
                    acts += self._appear(connection, kept, known, at)
                    continue
                if isinstance(item, Kept):
                    raise StoreError("a report that is not known has not been read", where=kept.report.id)
                acts += self._keep_one(connection, item, number, at, outcome)
                named |= {("outlet", kept.report.outlet)} if kept.report.outlet else set()
                acts.append(self._write_reading(connection, item.reading, reading, number, at, named))
                number, reading = number + 1, reading + 1
            for trouble in troubles:
                acts += self._write_issue(connection, trouble, next_issue, at)
                next_issue += 1
            set_bookmarks(connection, marks)
            log.append(connection, acts, self.version)
            names.keep(connection, named)
            return outcome

        return self.database.write(work)

    def _keep_one(self, connection: Connection, item: Item, number: int, at: str, outcome: Outcome) -> Iterator[Act]:
        row = rows.report_row(item.kept, number, at, self.version)
        connection.execute(insert(reports), [row])
        yield Act("kept", "report", str(number), rows.row_digest(row), rows.compact({"id": row["id"]}))
        copy, storing = copying.find(connection, item)
        if copy is not None:
            copy["report"] = number
            connection.execute(insert(copies), [copy])
            yield Act(
                "found a copy", "copy", str(number), rows.row_digest(copy), rows.compact({"first": copy["first"]})
            )
            outcome.copies.append(row["id"])
        copying.remember(connection, number, storing)
        index.add(connection, number, item.stems)
        outcome.new.append(row["id"])

    def _appear(self, connection: Connection, kept: Kept, report: int, at: str) -> Iterator[Act]:
        """A report that is known was met in another place: that is told once."""
        original, member = kept.original, kept.member
        if original is None:
            return
        same = (reports.c.number == report, reports.c.original == original, reports.c.member == member)
        seen = (appearances.c.report == report, appearances.c.original == original, appearances.c.member == member)
        if connection.scalar(select(reports.c.number).where(*same)) or connection.scalar(
            select(appearances.c.number).where(*seen)
        ):
            return
        number = self._next(connection, appearances)
        row = {"number": number, "report": report, "original": original, "member": member, "seen_at": at}
        connection.execute(insert(appearances), [row])
        yield Act("seen again", "appearance", str(number), rows.row_digest(row))

    def _write_reading(
        self, connection: Connection, reading: Reading, number: int, report: int, at: str, named: Named
    ) -> Act:
        made = rows.reading_rows(reading, number, report, at, self.version)
        named |= names.of(made)
        for name, members in made.items():
            if members:
                connection.execute(insert(_TABLES[name]), members)
        digest = rows.row_digest(made["readings"][0], (made["claims"], made["parties"]))
        return Act("read", "reading", str(number), digest, rows.compact({"claims": len(made["claims"])}))

    def _write_issue(self, connection: Connection, trouble: Trouble, number: int, at: str) -> Iterator[Act]:
        same = (issues.c.source == trouble.source, issues.c.member == trouble.member, issues.c.reason == trouble.reason)
        if connection.scalar(select(issues.c.number).where(*same)) is None:
            row = rows.issue_row(trouble, number, at)
            connection.execute(insert(issues), [row])
            yield Act("refused", "issue", str(number), rows.row_digest(row))

    def reread(self, readings_of: Mapping[int, Reading]) -> int:
        """Put new readings beside the old ones, by report number; what this version has read is left alone."""

        def work(connection: Connection) -> int:
            at, number = log.now(), self._next(connection, readings)
            acts, named = [], Named()
            same = (readings.c.software == self.version.software, readings.c.data == self.version.data)
            done = set(
                connection.scalars(select(readings.c.report).where(readings.c.report.in_(list(readings_of)), *same))
            )
            for report, reading in readings_of.items():
                if report not in done:
                    acts.append(self._write_reading(connection, reading, number, report, at, named))
                    number += 1
            log.append(connection, acts, self.version)
            names.keep(connection, named)
            return len(acts)

        return self.database.write(work)

    def unread(self) -> int:
        """How many reports this version has not read."""
        with self.database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(reports).where(~self._mine())) or 0

    def to_read(self, after: int, limit: int) -> list[tuple[int, Report]]:
        """The next reports behind a number that this version has not read."""
        wanted = select(reports).where(reports.c.number > after, ~self._mine()).order_by(reports.c.number).limit(limit)
        with self.database.reading() as connection:
            return [(row["number"], rows.report_of(row)) for row in connection.execute(wanted).mappings()]

    def _mine(self) -> ColumnElement[bool]:
        same = (readings.c.software == self.version.software, readings.c.data == self.version.data)
        return select(readings.c.number).where(readings.c.report == reports.c.number, *same).exists()

    def versions(self) -> list[tuple[Version, int]]:
        """The versions that have read, the oldest first, and how many reports each read."""
        by = (readings.c.software, readings.c.data)
        counted = select(*by, func.count()).group_by(*by).order_by(func.min(readings.c.number))
        with self.database.reading() as connection:
            return [(Version(software, data), count) for software, data, count in connection.execute(counted)]

    def both_readings(self, old: Version, new: Version) -> Iterator[tuple[str, list[str], list[str]]]:
        """Of each report that two versions have read: its id, and the claims of either as JSON."""
        one, two = readings.alias(), readings.alias()
        pairs = (
            select(reports.c.id, one.c.number, two.c.number)
            .join(one, one.c.report == reports.c.number).join(two, two.c.report == reports.c.number)
            .where(one.c.software == old.software, one.c.data == old.data)
            .where(two.c.software == new.software, two.c.data == new.data).order_by(reports.c.number)
        )  # fmt: skip
        with self.database.reading() as connection:
            for report, before, after in connection.execute(pairs).all():
                bodies: dict[int, list[str]] = {before: [], after: []}
                wanted = select(claims.c.reading, claims.c.body).where(claims.c.reading.in_((before, after)))
                for number, body in connection.execute(wanted.order_by(claims.c.position)):
                    bodies[number].append(body)
                yield report, bodies[before], bodies[after]

    def latest(self) -> Iterator[Reading]:
        """The last reading of every report that has one, in the order in which the reports came."""
        with self.database.reading() as connection:
            yield from latest(connection)

    # Decisions and other acts

    def decide(
        self, kind: Verdict, claims: Sequence[Sequence[str]] = (), *, by: str, reason: str, undoes: int | None = None
    ) -> Decision:
        """Keep a person's decision; gives it with its number.

        Args:
            kind: `same`, `merge` or `maybe` of one group of claims; `different` or `split` of two groups; `undo`.
            claims: the ids of claims of the last readings, or how they begin, in one or two groups.
            by: who decides.
            reason: why.
            undoes: the number of the decision that is undone.

        Raises:
            InputError: a claim is not there or named twice, name or reason is empty, there is no such decision, or it
                contradicts decisions made before.
        """
        made = deciding.made(kind, claims, by, reason, undoes)
        return self.database.write(lambda connection: deciding.keep(connection, made, self.version))

    def decisions(self) -> tuple[Decision, ...]:
        """All that people ever decided, in order, and how it stands for the last readings."""
        with self.database.reading() as connection:
            made = deciding.recorded(connection)
            reports = {a.report for d in made for group in d.anchors for a in group}
            return settle(made, latest(connection, reports))[0]

    def note(self, act: str, subject: str, detail: Mapping[str, Any]) -> None:
        """Write an act that makes no row, such as `exported` or `withheld`, to the custody log."""
        line = Act(act, "note", subject, detail=rows.compact(dict(detail)))
        self.database.write(lambda connection: log.append(connection, [line], self.version))

    def troubles(self) -> Iterator[Trouble]:
        """What could not be read, in the order in which it was met."""
        with self.database.reading() as connection:
            for row in connection.execution_options(yield_per=_CHUNK).execute(select(issues).order_by(issues.c.number)):
                yield Trouble(row.source, row.member, row.reason, row.reader, row.original)

    def head(self) -> Head:
        """The end of the custody log."""
        with self.database.reading() as connection:
            return log.head(connection)

    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        tables = (originals, reports, readings, claims, copies, decisions, issues)
        with self.database.reading() as connection:
            return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}

    @staticmethod
    def _next(connection: Connection, table: Table) -> int:
        """The next number of a table; only one writer is at work at a time."""
        return (connection.scalar(select(func.max(table.c.number))) or 0) + 1
