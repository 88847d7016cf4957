"""How the tables come about: named functions, each applied once and in order, in one transaction.

A migration that was released never changes; a change of the schema is a new function at the end of the table.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sqlalchemy import Connection, inspect, select, text

from marsad.errors import StoreError
from marsad.store.schema import APPEND_ONLY, migrations

_FIRST = """
CREATE TABLE originals (sha256 TEXT PRIMARY KEY, size BIGINT NOT NULL, name TEXT NOT NULL, media TEXT, address TEXT,
    kept_at TEXT NOT NULL);
CREATE TABLE reports (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT NOT NULL, sha256 TEXT NOT NULL,
    language TEXT NOT NULL, published TEXT, outlet TEXT, author TEXT, title TEXT, url TEXT, given_id TEXT,
    original TEXT REFERENCES originals (sha256), member TEXT NOT NULL, reader TEXT NOT NULL, notes TEXT NOT NULL,
    kept_at TEXT NOT NULL, software TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX reports_original ON reports (original, member);
CREATE INDEX reports_published ON reports (published);
CREATE INDEX reports_outlet ON reports (outlet);
CREATE TABLE appearances (number INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES reports (number),
    original TEXT NOT NULL, member TEXT NOT NULL, seen_at TEXT NOT NULL, UNIQUE (original, member, report));
CREATE TABLE readings (number INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES reports (number),
    software TEXT NOT NULL, data TEXT NOT NULL, read_at TEXT NOT NULL, issues TEXT NOT NULL,
    UNIQUE (report, software, data));
CREATE TABLE claims (reading INTEGER NOT NULL REFERENCES readings (number), position INTEGER NOT NULL,
    id TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, place TEXT, place_name TEXT, time_from TEXT,
    time_to TEXT, body TEXT NOT NULL, PRIMARY KEY (reading, position));
CREATE UNIQUE INDEX claims_id ON claims (reading, id);
CREATE INDEX claims_type ON claims (type, reading);
CREATE INDEX claims_place ON claims (place, reading);
CREATE TABLE parties (reading INTEGER NOT NULL REFERENCES readings (number), position INTEGER NOT NULL,
    role TEXT NOT NULL, place INTEGER NOT NULL, body TEXT, name TEXT NOT NULL,
    PRIMARY KEY (reading, position, role, place));
CREATE INDEX parties_body ON parties (body, reading);
CREATE TABLE copies (report INTEGER PRIMARY KEY REFERENCES reports (number),
    first INTEGER NOT NULL REFERENCES reports (number), share DOUBLE PRECISION NOT NULL, differs TEXT NOT NULL);
CREATE INDEX copies_first ON copies (first);
CREATE TABLE decisions (number INTEGER PRIMARY KEY, made_at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
    subject TEXT NOT NULL, body TEXT NOT NULL, software TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX decisions_subject ON decisions (subject);
CREATE TABLE issues (number INTEGER PRIMARY KEY, at TEXT NOT NULL, source TEXT NOT NULL, member TEXT NOT NULL,
    reason TEXT NOT NULL, reader TEXT NOT NULL, original TEXT);
CREATE UNIQUE INDEX issues_once ON issues (source, member, reason);
CREATE TABLE log (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, act TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
    digest TEXT NOT NULL, detail TEXT NOT NULL, software TEXT NOT NULL, data TEXT NOT NULL, before TEXT NOT NULL,
    hash TEXT NOT NULL);
CREATE INDEX log_key ON log (kind, key);
CREATE TABLE sketches (hash BIGINT NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (hash, report)) {without_rowid};
CREATE TABLE mappings (name TEXT PRIMARY KEY, columns TEXT NOT NULL);
CREATE TABLE watches (name TEXT PRIMARY KEY, next_at TEXT NOT NULL, last_at TEXT, last_result TEXT,
    failures INTEGER NOT NULL);
CREATE TABLE pages (address TEXT PRIMARY KEY, fetched_at TEXT NOT NULL, original TEXT NOT NULL, etag TEXT,
    modified TEXT);
"""
_NAMES = """
CREATE TABLE names (kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name));
INSERT INTO names SELECT DISTINCT 'outlet', outlet FROM reports WHERE outlet IS NOT NULL;
INSERT INTO names SELECT DISTINCT 'place', place_name FROM claims WHERE place_name IS NOT NULL;
INSERT INTO names SELECT DISTINCT 'party', name FROM parties;
CREATE INDEX claims_place_name ON claims (place_name, reading);
CREATE INDEX parties_name ON parties (name, reading);
"""
# Stems stand in the index, not words: no tokenizer of the database may change them.
_SEARCH = {
    "sqlite": "CREATE VIRTUAL TABLE search USING fts5(stems, content='', tokenize=\"unicode61 remove_diacritics 0\")",
    "postgresql": "CREATE TABLE search (report INTEGER NOT NULL, part INTEGER NOT NULL, stems tsvector NOT NULL, "
    "PRIMARY KEY (report, part)); CREATE INDEX search_stems ON search USING gin (stems) WITH (fastupdate = off)",
}
_EVENTS = """
CREATE TABLE grouping (number INTEGER PRIMARY KEY, version TEXT NOT NULL, revision INTEGER NOT NULL,
    reading INTEGER NOT NULL, decision INTEGER NOT NULL, homes INTEGER NOT NULL, whole INTEGER NOT NULL,
    changed_at TEXT);
CREATE TABLE grouped (report INTEGER NOT NULL, position INTEGER NOT NULL, reading INTEGER NOT NULL, id TEXT NOT NULL,
    type TEXT NOT NULL, status TEXT NOT NULL, rank INTEGER NOT NULL, event TEXT NOT NULL, home INTEGER, day INTEGER,
    first INTEGER, last INTEGER, row INTEGER, col INTEGER, name TEXT, PRIMARY KEY (report, position)) {without_rowid};
CREATE INDEX grouped_event ON grouped (event);
CREATE INDEX grouped_home ON grouped (home);
CREATE INDEX grouped_id ON grouped (id);
CREATE INDEX grouped_first ON grouped (first);
CREATE TABLE events (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, claim TEXT NOT NULL, type TEXT NOT NULL,
    family TEXT NOT NULL, status TEXT NOT NULL, agreement TEXT NOT NULL, day_from TEXT, day_to TEXT, day TEXT NOT NULL, sorting TEXT NOT NULL,
    first_day TEXT, last_day TEXT, place TEXT, lat DOUBLE PRECISION, lon DOUBLE PRECISION,
    radius_km DOUBLE PRECISION, level TEXT, country TEXT, admin1 TEXT, deaths DOUBLE PRECISION,
    weight DOUBLE PRECISION NOT NULL, confirmed INTEGER NOT NULL, claims INTEGER NOT NULL, reports INTEGER NOT NULL,
    outlets INTEGER NOT NULL, voices INTEGER NOT NULL, contradictions INTEGER NOT NULL, first_seen TEXT NOT NULL,
    updated TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX events_day ON events (day, id);
CREATE INDEX events_sorting ON events (sorting);
CREATE INDEX events_last ON events (last_day, first_day);
CREATE INDEX events_type ON events (type, day);
CREATE INDEX events_family ON events (family, day);
CREATE INDEX events_status ON events (status, day);
CREATE INDEX events_agreement ON events (agreement, day);
CREATE INDEX events_place ON events (place, day);
CREATE INDEX events_admin1 ON events (admin1, day);
CREATE INDEX events_country ON events (country, day);
CREATE INDEX events_lat ON events (lat, lon);
CREATE INDEX events_weight ON events (weight, id);
CREATE INDEX events_updated ON events (updated, id);
CREATE INDEX events_first_seen ON events (first_seen);
CREATE TABLE event_parties (event INTEGER NOT NULL, role TEXT NOT NULL, place INTEGER NOT NULL, body TEXT, side TEXT,
    name INTEGER NOT NULL, PRIMARY KEY (event, role, place)) {without_rowid};
CREATE INDEX event_parties_body ON event_parties (body, event);
CREATE INDEX event_parties_side ON event_parties (side, event);
CREATE INDEX event_parties_name ON event_parties (name, event);
CREATE TABLE party_names (number INTEGER PRIMARY KEY, body TEXT NOT NULL, name_ar TEXT NOT NULL, name_en TEXT NOT NULL,
    kind TEXT NOT NULL, side TEXT NOT NULL, words TEXT NOT NULL);
CREATE UNIQUE INDEX party_names_once ON party_names (body, name_ar, name_en, kind, side, words);
CREATE TABLE event_voices (event INTEGER NOT NULL, source TEXT NOT NULL, family TEXT NOT NULL, camp TEXT,
    alone INTEGER NOT NULL, confirmed INTEGER NOT NULL, across INTEGER NOT NULL, contested INTEGER NOT NULL,
    denials INTEGER NOT NULL, PRIMARY KEY (event, source)) {without_rowid};
CREATE INDEX event_voices_source ON event_voices (source, family, camp, alone, confirmed, across, contested, denials,
    event);
CREATE TABLE voice_names (source TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE disputes (number INTEGER PRIMARY KEY, first TEXT NOT NULL, second TEXT NOT NULL, report INTEGER NOT NULL,
    attribute TEXT NOT NULL, english TEXT NOT NULL, arabic TEXT NOT NULL);
CREATE INDEX disputes_first ON disputes (first);
CREATE INDEX disputes_second ON disputes (second);
CREATE INDEX disputes_report ON disputes (report);
CREATE TABLE ties (one TEXT NOT NULL, other TEXT NOT NULL, same INTEGER NOT NULL, decision INTEGER NOT NULL,
    PRIMARY KEY (one, other, same));
"""
# Bodies apart, so that the rows that filters go through are short; an index that counts of a period need not leave. What is kept of events is made anew for it.
_BODIES = """
DELETE FROM grouping;
CREATE TABLE event_bodies (event INTEGER PRIMARY KEY, body TEXT NOT NULL);
ALTER TABLE events DROP COLUMN body;
ALTER TABLE events ADD COLUMN deaths_low DOUBLE PRECISION;
ALTER TABLE events ADD COLUMN deaths_high DOUBLE PRECISION;
ALTER TABLE events ADD COLUMN place_ar TEXT;
ALTER TABLE events ADD COLUMN place_en TEXT;
DROP INDEX events_family;
CREATE INDEX events_counted ON events (day, family, type, status, agreement, confirmed, lat, lon, first_day, last_day,
    weight, voices, reports, id);
"""
_EVENT_SEARCH = {
    "sqlite": 'CREATE VIRTUAL TABLE event_search USING fts5(stems, tokenize="unicode61 remove_diacritics 0")',
    "postgresql": "CREATE TABLE event_search (event INTEGER PRIMARY KEY, stems tsvector NOT NULL);\n"
    "CREATE INDEX event_search_stems ON event_search USING gin (stems)",
}
_REFUSE = {
    "sqlite": "CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "postgresql": "CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} FOR EACH STATEMENT "
    "EXECUTE FUNCTION refuse_change()",
}
_REFUSE_FUNCTION = """CREATE FUNCTION refuse_change() RETURNS trigger AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$ LANGUAGE plpgsql"""


def _run(connection: Connection, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip().rstrip(";"):
            connection.exec_driver_sql(statement.strip().rstrip(";"))


def first_tables(connection: Connection) -> None:
    """Reports, readings, claims, decisions, issues, the log, copies and search."""
    dialect = connection.dialect.name
    _run(connection, _FIRST.format(without_rowid="WITHOUT ROWID" if dialect == "sqlite" else ""))
    _run(connection, _SEARCH[dialect].replace("; ", ";\n"))


def append_only(connection: Connection) -> None:
    """The database itself refuses to change or remove rows that are written once."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.exec_driver_sql(_REFUSE_FUNCTION.replace("%", "%%"))
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE") + (("TRUNCATE",) if dialect == "postgresql" else ()):
            connection.exec_driver_sql(_REFUSE[dialect].format(table=table, act=act))


def bookmarks(connection: Connection) -> None:
    """How far sources have been kept; originals by their size; what is needed to read a page without fetching it."""
    connection.exec_driver_sql(
        "CREATE TABLE bookmarks (original TEXT NOT NULL, settings TEXT NOT NULL, software TEXT NOT NULL, "
        "passed INTEGER NOT NULL, byte BIGINT NOT NULL, number INTEGER NOT NULL, whole INTEGER NOT NULL, "
        "PRIMARY KEY (original, settings))"
    )
    connection.exec_driver_sql("CREATE INDEX originals_size ON originals (size)")
    for column in ("url", "charset"):
        connection.exec_driver_sql(f"ALTER TABLE pages ADD COLUMN {column} TEXT")


def names(connection: Connection) -> None:
    """The names of outlets, places and parties once each, and claims by them, so that not all rows are looked at."""
    _run(connection, _NAMES)


def events(connection: Connection) -> None:
    """The events of the last readings as lists, maps and pages ask for them, kept up to date."""
    dialect = connection.dialect.name
    _run(connection, _EVENTS.format(without_rowid="WITHOUT ROWID" if dialect == "sqlite" else ""))
    _run(connection, _EVENT_SEARCH[dialect])


def event_bodies(connection: Connection) -> None:
    """Short rows for filters, counts and the map."""
    _run(connection, _BODIES)


MIGRATIONS: tuple[tuple[str, Callable[[Connection], None]], ...] = (
    ("0001-first-tables", first_tables),
    ("0002-append-only", append_only),
    ("0003-bookmarks", bookmarks),
    ("0004-names", names),
    ("0005-events", events),
    ("0006-event-bodies", event_bodies),
)


def applied(connection: Connection) -> list[str]:
    """The names of the migrations that a database has had."""
    if not inspect(connection).has_table(migrations.name):
        return []
    return list(connection.scalars(select(migrations.c.name).order_by(migrations.c.name)))


def migrate(connection: Connection) -> list[str]:
    """Apply what is missing; gives the names of what was applied. The caller holds the writers' lock.

    Raises:
        StoreError: the database was made by a newer marsad.
    """
    connection.execute(text("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)"))
    had, known = applied(connection), [name for name, _ in MIGRATIONS]
    unknown = [name for name in had if name not in known]
    if unknown:
        raise StoreError(f"was made by a newer marsad (it has {unknown[0]})", hint="Install that version")
    done = []
    for name, apply in MIGRATIONS:
        if name not in had:
            apply(connection)
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            connection.execute(migrations.insert().values(name=name, applied_at=now))
            done.append(name)
    return done
