"""Starting again goes on where it was: nothing is read twice, nothing left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import samples
from marsad.collect import ingest, making
from marsad.collect.ingest import Ingest, Tally
from marsad.collect.making import Defaults
from marsad.sources.documents import Settings, Source
from marsad.sources.fetch import Fetcher, Manners
from marsad.sources.readers import Reader, reader_for
from marsad.store import Kept, Store
from marsad.store.schema import bookmarks, reports
from marsad.store.verify import verify
from webserver import Site, serving

COUNT = 90  # more than a transaction holds


def text(k: int) -> str:
    return f"قصفت المدفعية الحي رقم {k} في مدينة حماة عصر الأحد، وقتل {k + 2} مدنيين في القصف."


def telegram() -> bytes:
    messages = [{"id": k, "type": "message", "date": "2020-01-28T10:00:00", "text": text(k)} for k in range(COUNT)]
    return json.dumps({"name": "قناة", "id": 5, "messages": messages}).encode()


def mbox() -> bytes:
    head = "From a@example.org Tue Jan 28 10:00:00 2020\nFrom: a@example.org\nMessage-ID: <{}@x>\n\n{}\n\n"
    return "".join(head.format(k, text(k)) for k in range(COUNT)).encode()


FILES = {
    "a.jsonl": "".join(json.dumps({"text": text(k)}) + "\n{bad\n" * (k % 7 == 0) + "\n" for k in range(COUNT)).encode(),
    "a.mbox": mbox(),
    "a.csv": ("النص\n" + "".join(f"{text(k)}\n" for k in range(COUNT))).encode(),
    "result.json": telegram(),
    "a.warc": samples.warc(COUNT, packed=False),
    "a.warc.gz": samples.warc(COUNT),
}


def stopping(store: Store, path: Path, after: int, **options: Any) -> Tally:
    """An ingest that ends when so many reports are kept."""
    run: list[Ingest] = []
    run.append(Ingest(store, stop=lambda: run[0].tally.new >= after, **options))
    return run[0].run([str(path)])


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Kept]]:
    """The reports that are read."""
    done: list[Kept] = []
    read = making.read
    monkeypatch.setattr(making, "read", lambda one: done.append(one) or read(one))
    return done


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Source]:
    """The sources that readers began with."""
    done: list[Source] = []

    def watched(source: Source) -> Reader:
        reader = reader_for(source)
        return Reader(reader.name, reader.accepts, lambda s, settings: done.append(s) or reader.read(s, settings))

    monkeypatch.setattr(ingest, "reader_for", watched)
    return done


def texts(store: Store) -> list[str]:
    with store.database.reading() as connection:
        return list(connection.scalars(select(reports.c.text).order_by(reports.c.number)))


def ids(store: Store) -> list[str]:
    with store.database.reading() as connection:
        return list(connection.scalars(select(reports.c.id).order_by(reports.c.number)))


@pytest.mark.parametrize("name", FILES)
def test_it_goes_on_where_it_was(
    store_url: str, tmp_path: Path, name: str, readings: list[Kept], begun: list[Source]
) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    with Store.open(store_url, make=True) as store:
        first = stopping(store, path, 1)
        assert 0 < first.new < COUNT
        read = len(readings)
        second = Ingest(store).run([str(path)])
        assert first.new + second.new == len(ids(store)) == COUNT
        assert len(readings) - read == second.new, "what was kept is read again"
        if name not in ("a.csv", "result.json"):
            assert begun[-1].begin is not None
            assert begun[-1].begin.byte > 0
        third = Ingest(store).run([str(path)])
        assert (third.new, third.known) == (0, COUNT)
        assert len(begun) == 2, "a file that is whole was opened again"
        with Store.open(str(tmp_path / "once.db"), make=True) as other:
            Ingest(other).run([str(path)])
            assert ids(store) == ids(other)
        assert not list(verify(store))


def test_other_columns_and_defaults_are_other_reports(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"first,second\nعنوان الخبر الأول,{text(1)}\n", encoding="utf-8")
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        assert Ingest(store, settings=Settings(columns={"text": "first"})).run([str(path)]).new == 1
        right = Settings(columns={"text": "second", "title": "first"})
        assert Ingest(store, settings=right).run([str(path)]).new == 1
        assert Ingest(store, settings=right, defaults=Defaults(outlet="وكالة")).run([str(path)]).new == 1
        assert Ingest(store, settings=right).run([str(path)]).known == 1
        assert texts(store) == ["عنوان الخبر الأول", text(1), text(1)]


def test_other_readers_leave_what_was_kept_and_take_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(FILES["a.jsonl"])
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        first = stopping(store, path, 1)
        monkeypatch.setattr("marsad.version.intake", lambda: "0.2.0+later")
        second = Ingest(store, defaults=Defaults()).run([str(path)])
        assert (second.known, second.new) == (first.new, COUNT - first.new)
        with store.database.reading() as connection:
            row = connection.execute(select(bookmarks)).one()
        assert (row.software, row.passed, row.whole) == ("0.2.0+later", COUNT, 1)


def test_a_file_that_has_grown_is_read_where_it_is_new(tmp_path: Path, readings: list[Kept]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": text(k)}) + "\n" for k in range(5)))
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        Ingest(store).run([str(path)])
        with path.open("a") as file:
            file.write(json.dumps({"text": text(5)}) + "\n")
        tally = Ingest(store).run([str(path)])
        assert (tally.new, tally.known) == (1, 5)
        assert len(readings) == 6
        assert not list(verify(store))


def test_a_known_original_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text(1), encoding="utf-8")
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        Ingest(store).run([str(path)])
        monkeypatch.setattr(store.originals, "receive", None)
        assert Ingest(store).run([str(path)]).known == 1


def test_pages_of_a_list_are_asked_for_once_an_hour(tmp_path: Path) -> None:
    with serving() as site:
        _serve(site, 3)
        path = tmp_path / "list.urls"
        path.write_text("".join(f"{site.url}/p/{k}\n" for k in range(3)))
        fetcher = Fetcher(Manners(delay=0, private=True))
        with Store.open(str(tmp_path / "s.db"), make=True) as store:
            run: list[Ingest] = []
            run.append(Ingest(store, fetcher=fetcher, stop=lambda: run[0].tally.pages_done == 2))
            run[0].run([str(path)])
            site.asked.clear()
            tally = Ingest(store, fetcher=fetcher).run([str(path)])
            assert [p for p, _ in site.asked if p.startswith("/p/")] == ["/p/2"]
            assert (tally.pages_done, tally.pages_all, tally.share) == (3, 3, 1.0)
            assert len(texts(store)) == 3
            site.asked.clear()
            Ingest(store, fetcher=fetcher).run([f"{site.url}/p/1"])
            assert [p for p, _ in site.asked if p.startswith("/p/")] == ["/p/1"], "what is named is asked for"


def _serve(site: Site, count: int) -> None:
    for k in range(count):
        site.put(f"/p/{k}", samples.page(text(k), ""), ETag=f'"{k}"')
