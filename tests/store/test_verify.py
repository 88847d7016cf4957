"""Tampering: each edit, delete, insert, swap and truncation of log, store and originals is named by `verify`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, select
from sqlalchemy import text as sql
from stored import filled

from marsad.errors import StoreError
from marsad.store import Store
from marsad.store.log import line_hash
from marsad.store.schema import APPEND_ONLY, log
from marsad.store.verify import seal, unseal, verify


def unguarded(connection: Connection) -> None:
    """What somebody with the database in hand does first."""
    for table in APPEND_ONLY:
        if connection.dialect.name == "sqlite":
            for act in ("UPDATE", "DELETE"):
                connection.execute(sql(f"DROP TRIGGER {table}_no_{act}"))
        else:
            connection.execute(sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
    if connection.dialect.name == "sqlite":
        connection.execute(sql("PRAGMA defer_foreign_keys=ON"))


def statements(*lines: str) -> Callable[[Store], None]:
    def act(store: Store) -> None:
        def work(connection: Connection) -> None:
            unguarded(connection)
            for line in lines:
                connection.execute(sql(line))

        store.database.engine.dispose()
        if store.database.place.sqlite:  # foreign keys are a matter of our connections: others do without
            with store.database.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
                connection.exec_driver_sql("BEGIN")
                work(connection)
                connection.commit()
            store.database.engine.dispose()
        else:
            store.database.write(work)

    return act


def swapped(table: str, key: str, column: str, one: str, two: str) -> Callable[[Store], None]:
    """Exchange a column of two rows."""
    value = f"(SELECT x.{column} FROM {table} x WHERE x.{key} ="
    return statements(
        f"CREATE TABLE kept_aside AS SELECT {column} AS value FROM {table} WHERE {key} = {one}",
        f"UPDATE {table} SET {column} = {value} {two}) WHERE {key} = {one}",
        f"UPDATE {table} SET {column} = (SELECT value FROM kept_aside) WHERE {key} = {two}",
    )


_LOG = ", ".join(c.name for c in log.columns)
_REPORT = (
    "id, text, sha256, language, published, outlet, author, title, url, given_id, original, member, reader, notes, kept_at, "
    "software, data"
)
# what is done, and the beginning of what is named first
STORE_TAMPERS = {
    "report edited": (statements("UPDATE reports SET text = text || '.' WHERE number = 3"), "report 3 was changed"),
    "date edited": (statements("UPDATE reports SET published = '2021-01-01' WHERE number = 2"), "report 2 was changed"),
    "report deleted": (
        statements(*(f"DELETE FROM {t} WHERE {w}" for t, w in (
            ("parties", "reading = 4"), ("claims", "reading = 4"), ("readings", "number = 4"), ("reports", "number = 4")))),
        "report 4 was removed",
    ),
    "report inserted": (
        statements(f"INSERT INTO reports SELECT 99, 'made-up', {_REPORT.removeprefix('id, ')} FROM reports WHERE number = 1"),
        "report 99 was inserted",
    ),
    "reports swapped": (swapped("reports", "number", "text", "2", "5"), "report 2 was changed"),
    "reports cut": (
        statements(*(f"DELETE FROM {t} WHERE {w}" for t, w in (
            ("parties", "reading > 4"), ("claims", "reading > 4"), ("readings", "number > 4"), ("reports", "number > 4")))),
        "report 5 was removed",
    ),
    "claim edited": (statements("UPDATE claims SET status = 'failed' WHERE reading = 2 AND position = 0"),
                     "reading 2 was changed"),
    "claim deleted": (statements("DELETE FROM parties WHERE reading = 1 AND position = 0",
                                 "DELETE FROM claims WHERE reading = 1 AND position = 0"), "reading 1 was changed"),
    "claim inserted": (
        statements("INSERT INTO claims SELECT reading, 99, 'x', type, status, place, place_name, time_from, time_to, body "
                   "FROM claims WHERE reading = 3 AND position = 0"), "reading 3 was changed",
    ),
    "claims swapped": (swapped("claims", "reading = 1 AND position", "body", "0", "1"), "reading 1 was changed"),
    "actor edited": (statements("UPDATE parties SET body = 'somebody' WHERE reading = 1"), "reading 1 was changed"),
    "orphaned claim": (
        statements("INSERT INTO claims SELECT 77, 0, 'x', type, status, place, place_name, time_from, time_to, body "
                   "FROM claims WHERE reading = 3 AND position = 0"), "claims of reading 77 was inserted",
    ),
    "decision edited": (statements("UPDATE decisions SET who = 'nobody'"), "decision 1 was changed"),
    "decision deleted": (statements("DELETE FROM decisions"), "decision 1 was removed"),
    "decision inserted": (
        statements("INSERT INTO decisions SELECT 7, made_at, 'forger', kind, subject, body, software, data FROM decisions"),
        "decision 7 was inserted",
    ),
    "decision's reason edited": (
        statements("UPDATE decisions SET body = replace(body, 'video', 'rumour')"), "decision 1 was changed",
    ),
    "issue deleted": (statements("DELETE FROM issues"), "issue 1 was removed"),
    "original's row edited": (statements("UPDATE originals SET name = 'other'"), "original "),
    "log edited": (statements("UPDATE log SET at = '2020-01-01' WHERE seq = 14"), "log line 14 "),
    "log deleted": (statements("DELETE FROM log WHERE seq = 16"), "log line 16 was removed"),
    "log's first line deleted": (statements("DELETE FROM log WHERE seq = 1"), "log line 1 was removed"),
    "log inserted": (
        statements(f"INSERT INTO log SELECT {_LOG.replace('seq', '(SELECT max(seq) + 1 FROM log)')} FROM log WHERE seq = 4"),
        "log line ",
    ),
    # lines that name a report each: the first ones name nothing
    "log swapped": (swapped("log", "seq", "digest", "14", "16"), "log line 14 "),
    "log cut": (statements("DELETE FROM log WHERE seq > 8"), "report "),
}  # fmt: skip


def first_finding(url: str) -> str:
    with Store.open(url) as store:
        return str(next(verify(store), ""))


@pytest.mark.parametrize("name", STORE_TAMPERS)
def test_tampering_with_store_and_log_is_named(store_url: str, name: str) -> None:
    tamper, told = STORE_TAMPERS[name]
    with Store.open(store_url, make=True) as store:
        filled(store)
        assert not list(verify(store))
        tamper(store)
    assert first_finding(store_url).startswith(told), first_finding(store_url)


def _rewrite(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def _edit(store: Store, path: Path) -> str:
    _rewrite(path, path.read_bytes().replace(b"original", b"Original", 1))
    return f"original file {path.name} was changed"


def _delete(store: Store, path: Path) -> str:
    path.unlink()
    return f"original file {path.name} was removed"


def _insert(store: Store, path: Path) -> str:
    name = "ab" * 32
    (store.originals.folder / "ab").mkdir(exist_ok=True)
    (store.originals.folder / "ab" / name).write_bytes(b"x")
    return f"original file {name} was inserted"


def _insert_odd(store: Store, path: Path) -> str:
    (store.originals.folder / "note.txt").write_bytes(b"x")
    return "original file note.txt was inserted"


def _swap(store: Store, path: Path) -> str:
    import io

    other, _ = store.keep_original(io.BytesIO(b"other"), "b")
    aside = path.with_name("aside")
    path.rename(aside)
    store.originals.path(other).rename(path)
    aside.rename(store.originals.path(other))
    return f"original file {path.name} was changed"


def _truncate(store: Store, path: Path) -> str:
    os.chmod(path, 0o644)
    os.truncate(path, 10)
    return f"original file {path.name} was changed: its 10 bytes"


@pytest.mark.parametrize("tamper", [_edit, _delete, _insert, _insert_odd, _swap, _truncate])
def test_tampering_with_originals_is_named(tmp_path: Path, tamper: Callable[[Store, Path], str]) -> None:
    url = str(tmp_path / "marsad.db")
    with Store.open(url, make=True) as store:
        filled(store, 1)
        [name] = store.originals.names()
        told = tamper(store, store.originals.path(name))
    assert first_finding(url).startswith(told)


def test_a_log_written_anew_shows_against_a_seal(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        noted = unseal(seal(store.head()))

        def forge(connection: Connection) -> None:
            unguarded(connection)
            connection.execute(sql("UPDATE decisions SET who = 'nobody'"))
            before = ""
            for line in connection.execute(select(log).order_by(log.c.seq)).mappings().all():
                new = dict(line) | {"before": before or line["before"]}
                if line["kind"] == "decision":
                    from marsad.store.rows import digests

                    new["digest"] = digests(connection, "decision", [line["key"]])[line["key"]]
                before = new["hash"] = line_hash(new)
                connection.execute(log.update().where(log.c.seq == line["seq"]).values(**new))

        store.database.write(forge)
        assert not list(verify(store))  # the log agrees with itself
        [finding] = verify(store, [noted])
        assert str(finding).startswith(f"log line {noted.seq} ")
        assert "written anew" in finding.why


def test_a_tail_cut_from_everything_shows_against_a_seal(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        store.note("exported", "report.csv", {"rows": 3})
        noted = store.head()
        statements(f"DELETE FROM log WHERE seq = {noted.seq}")(store)
    with Store.open(store_url) as store:
        assert not list(verify(store))
        [finding] = verify(store, [noted])
        assert str(finding).startswith(f"log line {noted.seq} was cut")


def test_a_seal_is_of_its_shape() -> None:
    with pytest.raises(StoreError, match="no seal"):
        unseal("marsad-seal:12:abc")


def test_how_far_it_has_come_is_told(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store)
        told: list[tuple[int, int]] = []
        assert not list(verify(store, told=lambda done, of: told.append((done, of))))
        assert told[-1] == (store.head().seq, store.head().seq)
