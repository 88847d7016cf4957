"""The connection to SQLite or PostgreSQL: opened, locked for one writer at a time, tried again where it was lost."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from marsad.errors import StoreError

T = TypeVar("T")
_LOCK = 0x6D617273  # of the writers, in PostgreSQL: «mars»
_BUSY_SECONDS = 120
_PATIENCE_SECONDS = 60  # for a database that is restarted under us
_FULL = "is full"


_CONNECT_SECONDS, _PORT = 10, 5432
_AWAY = ("'57P01'", "'57P02'", "'57P03'")  # PostgreSQL: shut down, crashed, starting up


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is: the database, and the folder of the originals."""

    url: URL
    originals: Path

    @property
    def shown(self) -> str:
        """The address as it may be shown: without a password."""
        return self.url.database or "" if self.sqlite else self.url.render_as_string(hide_password=True)

    @property
    def sqlite(self) -> bool:
        """Whether it is a file."""
        return self.url.get_backend_name() == "sqlite"


def locate(store: str) -> Place:
    """The place that `--store` names: a file, `sqlite:///file`, or `postgresql://…` (`?originals=FOLDER`).

    >>> locate("work/marsad.db").originals.as_posix()
    'work/marsad.originals'
    >>> locate("postgresql://me@host/news?originals=/data/originals").originals.as_posix()
    '/data/originals'
    """
    if "://" not in store:
        if not store.strip() or "\0" in store:
            raise StoreError("an empty name", where="--store", hint="Name a file, or postgresql://…")
        url = URL.create("sqlite", database=store)
    else:
        try:
            url = make_url(store)
        except (ArgumentError, ValueError):
            raise StoreError("is no address of a store", where=store.rsplit("@", maxsplit=1)[-1]) from None
    folder = url.query.get("originals")
    url = url.difference_update_query(["originals"])
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return Place(url.set(drivername="postgresql+pg8000"), Path(str(folder or "marsad.originals")))
    if backend != "sqlite" or not url.database or url.database == ":memory:":
        raise StoreError("a store is an SQLite file or postgresql://…", where=url.render_as_string(hide_password=True))
    return Place(url, Path(str(folder)) if folder else Path(url.database).with_suffix(".originals"))


class Database:
    """An engine that reads at any time and writes one transaction at a time, over all processes."""

    def __init__(self, place: Place, *, patience: float = _PATIENCE_SECONDS) -> None:
        self.place, self.patience = place, patience
        self.sealed = place.sqlite and _is_sealed(Path(place.url.database or ""))
        self.engine = _engine(place.url, sealed=self.sealed) if place.sqlite else _served(place)
        self._aside: tempfile.TemporaryDirectory[str] | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store. Waits for a database that is away."""
        with _told(self.place), self._patiently(self.engine.connect) as connection:
            yield connection

    def write(self, work: Callable[[Connection], T], *, derived: bool = False) -> T:
        """Do some work in one transaction that no other writer is in; again where the connection was lost.

        The work must come to the same whether or not it was done before: a connection can be lost while it commits.

        Args:
            work: what to do.
            derived: it only writes what follows from the rest; of a store that may not be written, this is kept in a
                copy that goes with this object.

        Raises:
            StoreError: the store may not be written, or the database tells an error.
        """
        if not derived:
            self.check_writable()
        with _told(self.place):
            if self.sealed and self._aside is None:
                self._set_aside()
            return self._patiently(lambda: self._write_once(work))

    def check_writable(self) -> None:
        """Nothing where the store may be written.

        Raises:
            StoreError: it may only be read.
        """
        if self.sealed:
            hint = "Copy it with its originals to where you may write"
            raise StoreError("this store may only be read", where=self.place.shown, hint=hint)

    def _patiently(self, act: Callable[[], T]) -> T:
        """Act; again, for as long as the patience lasts, where the connection was lost."""
        give_up, wait = time.monotonic() + self.patience, 0.1
        while True:
            try:
                return act()
            except DBAPIError as error:
                if self.place.sqlite or not _is_lost(error) or time.monotonic() > give_up:
                    raise
                self.engine.dispose()
                time.sleep(wait)
                wait = min(wait * 2, 5)

    def _write_once(self, work: Callable[[Connection], T]) -> T:
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if not self.place.sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            return work(connection)

    def _set_aside(self) -> None:
        """Go on with a copy of a store that may not be written."""
        folder = tempfile.TemporaryDirectory(prefix="marsad-")
        copy = URL.create("sqlite", database=str(Path(folder.name) / "copy.db"))
        try:
            with (
                closing(_sealed(Path(self.place.url.database or ""))) as old,
                closing(sqlite3.connect(copy.database or "")) as new,
            ):
                old.backup(new)
        except (OSError, sqlite3.Error) as error:
            folder.cleanup()
            hint = "Make room in the folder for temporary files"
            raise StoreError(f"cannot be copied aside: {error}", where=self.place.shown, hint=hint) from None
        self.engine.dispose()
        self.engine, self._aside = _engine(copy, sealed=False), folder

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()
        if self._aside is not None:
            self._aside.cleanup()


def _plain(url: URL) -> URL:
    """An address without the folder of a socket, which the driver takes as an argument."""
    return url.difference_update_query(["host"])


def _reach(url: URL) -> dict[str, Any]:
    """How to reach the server: `?host=/folder` names the folder of its socket, as PostgreSQL's own programs do."""
    folder = str(url.query.get("host") or "")
    if not folder.startswith("/"):
        return {"timeout": _CONNECT_SECONDS}
    return {"timeout": _CONNECT_SECONDS, "unix_sock": f"{folder}/.s.PGSQL.{url.port or _PORT}"}


def _served(place: Place) -> Engine:
    try:
        return create_engine(_plain(place.url), pool_pre_ping=True, connect_args=_reach(place.url))
    except ModuleNotFoundError:
        hint = "pip install marsad[postgresql]"
        raise StoreError("PostgreSQL needs the package pg8000", where=place.shown, hint=hint) from None


def _engine(url: URL, *, sealed: bool) -> Engine:
    options: dict[str, Any] = {"connect_args": {"timeout": _BUSY_SECONDS}}
    if sealed:
        options = {"creator": lambda: _sealed(Path(url.database or ""))}
    engine = create_engine(url, **options)

    @event.listens_for(engine, "connect")
    def _set(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        cursor = connection.cursor()
        if not sealed:
            _write_ahead(cursor)
            cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-16384")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _is_sealed(file: Path) -> bool:
    """Whether nobody may write a store: it lies on a disc, behind a write blocker, in a folder of somebody else's."""
    return file.is_file() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


def _sealed(file: Path) -> sqlite3.Connection:
    """A store that may not be written: SQLite can make no log of its own beside it, and need not look for changes.

    A log with changes in it stays in force: it is part of the store.
    """
    log, shared = Path(f"{file}-wal"), Path(f"{file}-shm")
    in_use = shared.exists() or (log.exists() and log.stat().st_size)
    fixed = "" if in_use else "&immutable=1"
    name = f"{file.absolute().as_uri()}?mode=ro{fixed}"
    return sqlite3.connect(name, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)


def _write_ahead(cursor: Any) -> None:
    """Switch to the write-ahead log. SQLite does not wait for another process that does the same, so we do."""
    for wait in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, None):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if wait is None or "locked" not in str(error):
                raise
            time.sleep(wait)


def _is_lost(error: DBAPIError) -> bool:
    """Whether the connection broke, or could not be made: the server is away or starting."""
    said = str(error.orig)
    broken = isinstance(error, (OperationalError, InterfaceError)) or any(code in said for code in _AWAY)
    return error.connection_invalidated or (broken and _FULL not in said)


@contextmanager
def _told(place: Place) -> Iterator[None]:
    """Errors of the database become errors that say where and what to do."""
    try:
        yield
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        hints = {
            "disk is full": "Make room and start again: what was kept is whole",
            "No space left": "Make room and start again: what was kept is whole",
            "readonly": "Allow writing to the file and its folder",
            "unable to open": "Check that the folder exists and may be written",
            "not a database": "Name the file of a store, or a new one",
            "locked": "Another process is writing for long; start again later",
            "disk I/O": "Check the disk; what was kept is whole",
            "malformed": "The file is damaged: take it from a backup",
        }
        hint = next((h for words, h in hints.items() if words in said), "")
        raise StoreError(said, where=place.shown, hint=hint) from None
    except SQLAlchemyError as error:
        raise StoreError(" ".join(str(error).split()), where=place.shown) from None
