"""The contract of the store, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import io
import multiprocessing
from pathlib import Path

import pytest
from sqlalchemy import inspect, select
from sqlalchemy import text as sql
from stored import filled, item, text

from marsad.errors import StoreError
from marsad.store import Item, Store, Trouble
from marsad.store.database import locate
from marsad.store.items import Version
from marsad.store.migrations import MIGRATIONS
from marsad.store.rows import report_of
from marsad.store.schema import METADATA, claims, copies, readings, reports
from marsad.store.verify import verify


def test_a_report_comes_back_as_it_was(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        given = item(1, title="عنوان", url="https://example.org/1", id="x1")
        store.keep([given])
    with Store.open(store_url) as store, store.database.reading() as connection:
        row = connection.execute(select(reports)).mappings().one()
        assert report_of(row) == given.kept.report
        assert (row["given_id"], row["member"], row["reader"]) == ("x1", "line 1", "jsonl")
        bodies = connection.scalars(select(claims.c.id).order_by(claims.c.position)).all()
        assert bodies == [c.id for c in given.reading.claims]
        assert bodies


def test_keeping_twice_changes_nothing(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        items = filled(store)
        before, head = store.counts(), store.head()
        again = store.keep(items, [Trouble("file.jsonl", "line 99", "no JSON", "jsonl")])
        assert (again.new, len(again.known)) == ([], len(items))
        assert (store.counts(), store.head()) == (before, head)


def test_another_place_of_a_report_is_told_once(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store, 1)
        other, new = store.keep_original(io.BytesIO(b"other"), "b.jsonl", act="fetched", address="https://example.org")
        assert new
        for _ in range(2):
            assert store.keep([item(0, original=other)]).known
        assert store.have(other, ["line 0", "line 1"]) == {"line 0"}
        assert store.counts()["reports"] == 1
        assert not list(verify(store))


def test_originals_are_kept_once_and_never_written_to(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        first, new = store.keep_original(io.BytesIO(b"abc"), "a")
        assert new
        assert store.keep_original(io.BytesIO(b"abc"), "b") == (first, False)
        with store.originals.open(first) as file:
            assert file.read() == b"abc"
        assert store.originals.path(first).stat().st_mode & 0o222 == 0
        assert list(store.originals.names()) == [first]
        assert not list(store.originals.incoming.iterdir())


def test_an_original_left_at_the_last_step_is_moved_in(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        sha256, _ = store.keep_original(io.BytesIO(b"abc"), "a")
        store.originals.path(sha256).rename(store.originals.incoming / f"{sha256}-1")  # as if killed before the move
    with Store.open(store_url) as store:
        assert not list(verify(store))
        assert store.originals.path(sha256).exists()


def test_the_database_refuses_to_change_what_is_written(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        filled(store, 2)
        for table in ("reports", "claims", "decisions", "log", "originals"):
            for act in (f"DELETE FROM {table}", f"UPDATE {table} SET {'hash' if table == 'log' else 'number'} = '1'"):
                if table in ("claims", "originals") and "UPDATE" in act:
                    act = act.replace("number = '1'", "id = '1'" if table == "claims" else "name = '1'")
                with pytest.raises(StoreError, match="append-only"):
                    store.database.write(lambda c, act=act: c.execute(sql(act)))  # type: ignore[misc]
        assert not list(verify(store))


def test_a_new_version_reads_beside_the_old_one(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        [one] = filled(store, 1)
        assert store.reread({1: one.reading}) == 0
        store.version = Version("9.9", store.version.data)
        assert store.reread({1: one.reading}) == 1
        assert store.reread({1: one.reading}) == 0
        with store.database.reading() as connection:
            made = connection.execute(select(readings.c.software).order_by(readings.c.number)).scalars().all()
        assert made[1] == "9.9"
        assert made[0] != "9.9"
        assert not list(verify(store))


def test_copies_are_kept_as_copies_of_the_first(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        lines = text(3).split("\n")
        changed = "\n".join([*reversed(lines), "وقال شاهد عيان إن القصف توقف."])
        found = store.keep([item(3), item(4), item(3, words=changed, outlet="أخرى", title="عنوان آخر")])
        assert len(found.new) == 3
        assert found.copies == found.new[2:]
        with store.database.reading() as connection:
            row = connection.execute(select(copies)).mappings().one()
        assert (row["report"], row["first"]) == (3, 1)
        assert '"moved":true' in row["differs"]
        assert f"[{changed.index('وقال شاهد')},{len(changed)}]" in row["differs"]


def test_the_tables_are_those_of_the_schema(store_url: str) -> None:
    with Store.open(store_url, make=True) as store, store.database.reading() as connection:
        looked = inspect(connection)
        for table in METADATA.sorted_tables:
            there = {c["name"]: c["nullable"] for c in looked.get_columns(table.name)}
            keys = set(looked.get_pk_constraint(table.name)["constrained_columns"])
            assert set(there) == {c.name for c in table.columns}, table.name
            assert keys == {c.name for c in table.primary_key.columns}, table.name
            for column in table.columns:
                if not column.primary_key:
                    assert there[column.name] == column.nullable, (table.name, column.name)


def test_migrations_are_applied_once_and_newer_ones_refused(store_url: str) -> None:
    for _ in range(2):
        with Store.open(store_url, make=True) as store:
            assert store.head().seq == len(MIGRATIONS)
    with Store.open(store_url) as store:
        store.database.write(lambda c: c.execute(sql("INSERT INTO migrations VALUES ('9999-later', 'x')")))
    with pytest.raises(StoreError, match="newer marsad"):
        Store.open(store_url)


def test_nothing_is_kept_where_one_report_cannot_be(store_url: str) -> None:
    with Store.open(store_url, make=True) as store:
        head = store.head()
        with pytest.raises(StoreError):
            store.keep([item(1), item(2, original="0" * 64)])  # no such original
        assert store.counts()["reports"] == 0
        assert store.head() == head


def _fill(url: str, items: list[Item]) -> None:
    with Store.open(url, make=True) as store:
        for one in items:
            store.keep([one])


def test_two_processes_write_one_store(store_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    items = [item(k) for k in range(30)]
    both = [context.Process(target=_fill, args=(store_url, part)) for part in (items[:20], items[10:])]
    for process in both:
        process.start()
    for process in both:
        process.join()
        assert process.exitcode == 0
    with Store.open(store_url) as store:
        assert store.counts()["reports"] == 30
        assert not list(verify(store))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "empty name"),
        ("mysql://x/y", "SQLite file or postgresql"),
        ("sqlite://", "SQLite file"),
        ("http//:x://", "no address"),
    ],
)
def test_addresses_of_no_store(address: str, told: str) -> None:
    with pytest.raises(StoreError, match=told):
        locate(address)


def test_a_password_is_not_shown() -> None:
    assert "secret" not in locate("postgresql://me:secret@host/news").shown


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"):
        Store.open(str(tmp_path / "none.db"))
    (tmp_path / "bad.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(str(tmp_path / "bad.db"), make=True)
    with pytest.raises(StoreError, match="unable to open"):
        Store.open(str(tmp_path / "no" / "folder.db"), make=True)
    (tmp_path / "empty.db").write_bytes(b"")
    with pytest.raises(StoreError, match="holds no marsad store"):
        Store.open(str(tmp_path / "empty.db"))
