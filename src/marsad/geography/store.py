"""Imported tables of places in one SQLite file of the user's: written whole or not at all, read by key, never loaded."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from zlib import crc32

from marsad.errors import InputError
from marsad.geography.gazetteer import GazetteerPlace, folded_form
from marsad.geography.spelling import latin_key, loose, spellings
from marsad.language.ar.script import normal

FILE = "gazetteer.sqlite"
_VERSION = 2
_AT_ONCE = 500  # keys in one query
_KEPT = 20_000  # answers kept in memory
_TABLES = """
CREATE TABLE IF NOT EXISTS tables(
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, origin TEXT NOT NULL, sha256 TEXT NOT NULL,
    licence TEXT NOT NULL, added TEXT NOT NULL, places INTEGER NOT NULL, names INTEGER NOT NULL, left_out INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS places(
    key INTEGER PRIMARY KEY, tab INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, name_ar TEXT NOT NULL, name_en TEXT NOT NULL,
    lat REAL NOT NULL, lon REAL NOT NULL, level TEXT NOT NULL, radius_km REAL NOT NULL, country TEXT NOT NULL,
    admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, population INTEGER NOT NULL, precision_km REAL NOT NULL);
CREATE TABLE IF NOT EXISTS names(kind TEXT NOT NULL, form TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY(kind, form, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ordinary(word TEXT NOT NULL, tab INTEGER NOT NULL, PRIMARY KEY(word, tab)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS filter(bits BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS firsts(word TEXT PRIMARY KEY, longest INTEGER NOT NULL) WITHOUT ROWID;
"""
Told = Callable[[str, int, int | None], object]  # what is done, how many, of how many where that is known
Words = Callable[[str], str]  # "ordinary" for a word of the language, "never" for one that names no place, else ""
_BITS_A_NAME = 12  # of the filter: one name in twelve that is not there is looked up in vain
_COLUMNS = "id, name_ar, name_en, lat, lon, level, radius_km, country, admin1, admin2, population, precision_km"


@dataclass(frozen=True, slots=True)
class Table:
    """One imported table: what it is, where it comes from, under which licence, how much it holds."""

    name: str
    kind: str
    origin: str
    sha256: str
    licence: str
    added: str
    places: int
    names: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Named:
    """A place to import with all its names."""

    place: GazetteerPlace
    names_ar: tuple[str, ...]
    names_en: tuple[str, ...]


def data_folder() -> Path:
    """The user's data folder of marsad: under XDG_DATA_HOME, else ~/.local/share."""
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".local" / "share") / "marsad"


def untold(what: str, done: int, of: int | None) -> None:
    """Where nobody wants to know how far an import has come."""


class Filter:
    """Tells of most names at once that no table has them, without asking SQLite; a few MB for half a million names."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._mask = 8 * len(data) - 1

    @classmethod
    def of(cls, names: Iterable[str], count: int) -> Filter:
        """The filter of some names."""
        data = bytearray(max(64, 1 << (_BITS_A_NAME * count // 8).bit_length()))
        mask = 8 * len(data) - 1
        for name in names:
            at = crc32(name.encode()) & mask
            data[at >> 3] |= 1 << (at & 7)
        return cls(bytes(data))

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> Filter:
        """The filter of a store."""
        return cls(connection.execute("SELECT bits FROM filter").fetchone()[0])

    def __contains__(self, name: str) -> bool:
        at = crc32(name.encode("utf-8", "surrogatepass")) & self._mask
        return bool(self.data[at >> 3] & (1 << (at & 7)))


class ImportedTables:
    """Reads the places of all imported tables by the keys of their names."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._filter = Filter.read(connection)
        self.longest = lru_cache(_KEPT)(self._longest)  # type: ignore[method-assign]
        self._places = lru_cache(_KEPT)(self._fetch)

    @classmethod
    def open(cls, folder: Path | None = None) -> ImportedTables | None:
        """The tables of a folder (the user's own where none is given); None where nothing was imported."""
        path = (folder or data_folder()) / FILE
        if not path.is_file():
            return None
        connection = _connect(path, write=False)
        empty = connection.execute("SELECT 1 FROM tables LIMIT 1").fetchone() is None
        if empty:
            connection.close()
            return None
        return cls(connection)

    def longest(self, first: str) -> int:
        """The number of words of the longest name that starts with a folded word; 0 for none."""
        return self._longest(first)

    def _longest(self, first: str) -> int:
        row = self._connection.execute("SELECT longest FROM firsts WHERE word=?", (first,)).fetchone()
        return int(row[0]) if row else 0

    def named(self, form: str) -> list[GazetteerPlace]:
        """The places of a name in folded words."""
        return list(self._places("n", form)) if ("n" + form) in self._filter else []

    def loosely(self, key: str) -> list[GazetteerPlace]:
        """The places of a loose key."""
        return list(self._places("s", key)) if ("s" + key) in self._filter else []

    def any_loosely(self, keys: Sequence[str]) -> list[GazetteerPlace]:
        """The places of any of several loose keys."""
        found: dict[str, GazetteerPlace] = {}
        keys = [key for key in keys if ("s" + key) in self._filter]
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} FROM places WHERE key IN (SELECT place FROM names WHERE kind='s' AND form IN ({marks}))",
                some,
            )
            found.update((row[0], _place(row)) for row in rows)
        return list(found.values())

    def in_latin(self, key: str) -> list[GazetteerPlace]:
        """The places of a Latin key."""
        return list(self._places("l", key)) if ("l" + key) in self._filter else []

    def _fetch(self, kind: str, form: str) -> tuple[GazetteerPlace, ...]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM names JOIN places ON places.key = names.place WHERE kind=? AND form=? ORDER BY places.key",
            (kind, form),
        )
        return tuple(_place(row) for row in rows)

    def get(self, id: str) -> GazetteerPlace | None:
        """The place of an id."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM places WHERE id=?", (id,)).fetchone()
        return _place(row) if row else None

    def ordinary(self) -> set[str]:
        """The names that are also ordinary words."""
        return {row[0] for row in self._connection.execute("SELECT DISTINCT word FROM ordinary")}


def tables(folder: Path) -> list[Table]:
    """The imported tables of a folder, in the order of their import."""
    path = folder / FILE
    if not path.is_file():
        return []
    with closing(_connect(path, write=False)) as connection:
        rows = connection.execute(
            "SELECT name, kind, origin, sha256, licence, added, places, names, left_out FROM tables ORDER BY id"
        )
        return [Table(*row) for row in rows]


def some_places(folder: Path, name: str, count: int) -> list[GazetteerPlace]:
    """The first places of an imported table."""
    with closing(_connect(folder / FILE, write=False)) as connection:
        rows = connection.execute(
            f"SELECT {', '.join('places.' + c for c in _COLUMNS.split(', '))} FROM places JOIN tables ON tables.id = tab "
            "WHERE tables.name=? ORDER BY key LIMIT ?",
            (name, count),
        )
        return [_place(row) for row in rows]


def add(folder: Path, table: Table, places: Sequence[Named], words: Words, told: Told = untold) -> Table:
    """Import a table, in place of one of the same name; whatever goes wrong, the file stays as it was.

    Args:
        folder: the user's data folder.
        table: what is known of the table; its counts are filled in.
        places: its places.
        words: what else a name of one word may be.
        told: is told how far each step has come.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fresh = not (folder / FILE).exists()
    try:
        with _writing(folder) as connection:
            _remove(connection, table.name)
            cursor = connection.execute(
                "INSERT INTO tables(name, kind, origin, sha256, licence, added, places, names, left_out) "
                "VALUES(?,?,?,?,?,?,0,0,?)",
                (table.name, table.kind, table.origin, table.sha256, table.licence, table.added, table.left_out),
            )
            tab = int(cursor.lastrowid or 0)
            count = names = 0
            for named in places:
                forms = _insert(connection, tab, named, table.name)
                count, names = count + 1, names + forms
                told("places written", count, len(places))
            connection.execute("UPDATE tables SET places=?, names=? WHERE id=?", (count, names, tab))
            _mark_words(connection, tab, words, told)
            _renew_firsts(connection, told)
    except BaseException:
        if fresh:
            (folder / FILE).unlink(missing_ok=True)
        raise
    return next(t for t in tables(folder) if t.name == table.name)


def remove(folder: Path, name: str, told: Told = untold) -> None:
    """Forget an imported table; `told` as in `add`.

    Raises:
        InputError: there is none of that name.
    """
    known = [t.name for t in tables(folder)]
    if name not in known:
        raise InputError(f"no imported table is called {name!r}", hint=f"Imported: {', '.join(known) or 'none'}")
    with _writing(folder) as connection:
        _remove(connection, name)
        _renew_firsts(connection, told)
    with closing(_connect(folder / FILE, write=True)) as connection:
        connection.execute("VACUUM")


# -- inside ----------------------------------------------------------------------------------------------------------


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            str(path) if write else f"{path.resolve().as_uri()}?mode=ro", uri=not write, isolation_level=None,
            check_same_thread=False, timeout=30,
        )  # fmt: skip
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise InputError(
            f"cannot be read as imported places ({error})", where=str(path), hint="Remove it and import again"
        ) from None
    if version not in ((0, _VERSION) if write else (_VERSION,)):
        connection.close()
        raise InputError("was written by another version of marsad", where=str(path), hint="Remove it and import again")
    return connection


@contextmanager
def _writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """One transaction."""
    with closing(_connect(folder / FILE, write=True)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={_VERSION}")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            _back(connection)
            raise InputError(f"cannot be written ({error})", where=str(folder / FILE)) from None
        except BaseException:
            _back(connection)
            raise


def _back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _remove(connection: sqlite3.Connection, name: str) -> None:
    row = connection.execute("SELECT id FROM tables WHERE name=?", (name,)).fetchone()
    if row is None:
        return
    connection.execute("DELETE FROM names WHERE place IN (SELECT key FROM places WHERE tab=?)", row)
    connection.execute("DELETE FROM places WHERE tab=?", row)
    connection.execute("DELETE FROM ordinary WHERE tab=?", row)
    connection.execute("DELETE FROM tables WHERE id=?", row)


def _insert(connection: sqlite3.Connection, tab: int, named: Named, name: str) -> int:
    """Write one place with the keys of its names; the number of its names."""
    p = named.place
    try:
        cursor = connection.execute(
            f"INSERT INTO places(tab, {_COLUMNS}) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (tab, p.id, p.name_ar, p.name_en, p.lat, p.lon, p.level, p.radius_km, p.country, p.admin1, p.admin2,
             p.population, p.precision_km),
        )  # fmt: skip
    except sqlite3.IntegrityError:
        raise InputError(
            f"{p.id} is in another imported table already",
            where=name,
            hint="Remove that table first: marsad gazetteer remove",
        ) from None
    keys: set[tuple[str, str]] = set()
    for arabic in named.names_ar:
        for form in {folded_form(arabic), *(folded_form(s) for s in spellings(arabic))}:
            if form:
                keys.add(("n", form))
        if key := loose(normal(arabic)):
            keys.add(("s", key))
    keys |= {("l", key) for english in named.names_en if (key := latin_key(english))}
    connection.executemany(
        "INSERT OR IGNORE INTO names VALUES(?,?,?)", [(kind, form, cursor.lastrowid) for kind, form in keys]
    )
    return len(named.names_ar) + len(named.names_en)


def _place(row: tuple[Any, ...]) -> GazetteerPlace:
    """The place of a row of `_COLUMNS`."""
    make = cast(Callable[..., GazetteerPlace], GazetteerPlace)
    return make(*row, True)


def _mark_words(connection: sqlite3.Connection, tab: int, words: Words, told: Told) -> None:
    """Note the names that are ordinary words; words of time and grammar are no names in a report at all."""
    found = connection.execute(
        "SELECT DISTINCT form FROM names JOIN places ON key=place WHERE tab=? AND kind='n' AND instr(form, ' ')=0",
        (tab,),
    ).fetchall()
    kinds = []
    for number, (form,) in enumerate(found, 1):
        kinds.append((words(form), form))
        told("names compared with words", number, len(found))
    connection.executemany(
        "INSERT INTO ordinary VALUES(?,?)", [(form, tab) for kind, form in kinds if kind == "ordinary"]
    )
    connection.executemany(
        "DELETE FROM names WHERE kind='n' AND form=? AND place IN (SELECT key FROM places WHERE tab=?)",
        [(form, tab) for kind, form in kinds if kind == "never"],
    )


def _renew_firsts(connection: sqlite3.Connection, told: Told) -> None:
    """Renew what is kept of all names: the longest of each first word, and the filter."""
    connection.execute("DELETE FROM filter")
    count = connection.execute("SELECT count(*) FROM names").fetchone()[0]

    def forms() -> Iterator[str]:
        for number, (kind, form) in enumerate(connection.execute("SELECT kind, form FROM names"), 1):
            told("spellings indexed", number, count)
            yield kind + form

    bits = Filter.of(forms(), count)
    connection.execute("INSERT INTO filter VALUES(?)", (bits.data,))
    connection.execute("DELETE FROM firsts")
    connection.execute(
        "INSERT INTO firsts SELECT substr(form, 1, instr(form || ' ', ' ') - 1) AS word, "
        "max(length(form) - length(replace(form, ' ', '')) + 1) FROM names WHERE kind='n' GROUP BY word"
    )
