"""Ingest: every kind of source ends as reports in a store, once, however often one starts again."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import samples
from marsad.collect.ingest import Ingest, Tally
from marsad.collect.making import Defaults
from marsad.errors import StoreError
from marsad.sources.documents import Limits, Settings
from marsad.sources.fetch import Fetcher, Manners
from marsad.store import Store
from marsad.store.schema import appearances, originals, reports
from marsad.store.verify import verify
from webserver import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def ingest(store: Store, *names: str | Path, **options: Any) -> Tally:
    fetcher = Fetcher(Manners(delay=0, private=True, timeout=2))
    return Ingest(store, fetcher=fetcher, **options).run([str(n) for n in names])


def rows(store: Store) -> list[dict[str, Any]]:
    with store.database.reading() as connection:
        return [dict(r) for r in connection.execute(select(reports).order_by(reports.c.number)).mappings()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a sample of each kind of file, and things that are none."""
    made = tmp_path / "in"
    (made / "deep").mkdir(parents=True)
    for name, (content, reader, _) in samples.SAMPLES.items():
        if reader not in ("sitemap", "addresses"):
            (made / "deep" / name).write_bytes(content)
    (made / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (made / ".hidden").write_text("no")
    (made / "round").symlink_to(made)
    return made


def test_a_folder_of_everything(store_url: str, folder: Path) -> None:
    with Store.open(store_url, make=True) as store:
        first = ingest(store, folder)
        readers = {r["reader"] for r in rows(store)}
        assert readers == {
            "plain",
            "page",
            "jsonl",
            "table",
            "excel",
            "word",
            "pdf",
            "telegram",
            "mail",
            "feed",
            "warc",
        }
        assert (first.bad, first.unread) == (1, [])
        [trouble] = store.troubles()
        assert trouble.source.endswith("picture.png")
        assert "is a picture" in trouble.reason
        assert first.new == len(rows(store))
        assert not list(verify(store))
        head = store.head()
        again = ingest(store, folder)
        assert (again.new, again.known) == (0, first.new + first.known)
        assert store.head() == head


def test_the_original_bytes_are_kept(store_url: str, folder: Path) -> None:
    with Store.open(store_url, make=True) as store:
        ingest(store, folder / "deep" / "page.html")
        [row] = rows(store)
        with store.originals.open(row["original"]) as file:
            assert file.read() == samples.page()
        assert "الرئيسية" not in row["text"]
        assert (row["outlet"], row["author"], row["published"], row["title"]) == (
            "وكالة المثال", "سلمى أحمد", "2020-01-28T10:00:00+02:00", "قصف على كفرنبل",
        )  # fmt: skip


def test_bad_documents_are_told_counted_and_skipped(store_url: str, tmp_path: Path) -> None:
    lines = [
        '{"text": "قصفت المدفعية القرية."}', "{broken", '{"text": "\\u0000قصف"}', '{"text": "قصف \\ud800"}', '{"no": 1}',
        json.dumps({"text": "قصف الجيش المدينة أمس.", "published": "31 May"}, ensure_ascii=False),
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "script.html").write_text("<html><body><script>document.write('x')</script></body></html>")
    with Store.open(store_url, make=True) as store:
        tally = ingest(store, tmp_path / "a.jsonl", tmp_path / "script.html")
        assert (tally.new, tally.bad) == (2, 5)
        reasons = {t.member or t.source: t.reason for t in store.troubles()}
        assert "no article text" in reasons[str(tmp_path / "script.html")]
        assert "NUL" in reasons["line 3"]
        assert set(reasons) > {"line 2", "line 4", "line 5"}
        assert "date of publication is left out" in rows(store)[1]["notes"]


def test_nothing_that_is_broken_passes_in_silence(store_url: str, tmp_path: Path) -> None:
    files = []
    for how, broken in samples.BROKEN.items():
        for name, (content, reader, _) in samples.SAMPLES.items():
            if reader not in ("sitemap", "addresses"):  # they lead to the web
                files.append(tmp_path / how / name)
                files[-1].parent.mkdir(exist_ok=True)
                files[-1].write_bytes(broken(content))
    with Store.open(store_url, make=True) as store:
        tally = ingest(store, *files, settings=Settings(limits=Limits(line=20_000, page=60_000, unpacked=200_000)))
        accounted = {t.original for t in store.troubles()}
        with store.database.reading() as connection:
            for table in (reports, appearances):
                accounted |= set(connection.scalars(select(table.c.original)))
        assert [p for p in files if hashlib.sha256(p.read_bytes()).hexdigest() not in accounted] == []
        assert tally.bad > 100
        assert not list(verify(store))


def test_a_source_without_one_good_part_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[\n" * 500)
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        tally = ingest(store, tmp_path / "a.json")
        assert tally.bad == 51
        assert "none of its first 50" in tally.unread[0]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "locked.txt").write_bytes(b"")
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        tally = ingest(store, tmp_path / "none.txt", tmp_path / "locked.txt", "/dev/null", "a\0b")
        assert [u.rpartition(": ")[2] for u in tally.unread[:2]] == ["no such file", "is no file"]
        assert len(tally.unread) == 4


def test_defaults_fill_what_sources_leave_open(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(samples.TEXTS[0], encoding="utf-8")
    (tmp_path / "b.jsonl").write_bytes(samples.jsonl())
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        ingest(store, tmp_path, defaults=Defaults(published="2021-05-05", outlet="غيرها"))
        assert [(r["published"], r["outlet"]) for r in rows(store)] == [
            ("2021-05-05", "غيرها"), ("2020-01-28", "وكالة"), ("2021-05-05", "غيرها"),
        ]  # fmt: skip


def test_pages_feeds_lists_and_sitemaps_from_the_web(store_url: str, site: Site, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        head = samples.HEAD.replace("/news/1", f"/p/{number}")
        text = samples.TEXTS[number % 2].replace("اليوم", f"اليوم {number}") + f" وذلك للمرة {number}."
        site.put(f"/p/{number}", samples.page(text, head), ETag=f'"{number}"')
    items = (
        samples.feed()
        .replace(b"https://example.org/1", f"{site.url}/p/1".encode())
        .replace(b"/2</link>", b"/p/2</link>")
    )
    site.put("/feed", items, "application/rss+xml")
    index = f"<sitemapindex><sitemap><loc>{site.url}/map</loc></sitemap></sitemapindex>".encode()
    site.put("/index", index, "application/xml")
    site.put("/map", f"<urlset><url><loc>{site.url}/p/3</loc></url></urlset>".encode(), "application/xml")
    (tmp_path / "list.urls").write_text(f"{site.url}/p/1\n{site.url}/gone\n")
    with Store.open(store_url, make=True) as store:
        names = [site.url + "/feed", site.url + "/index", tmp_path / "list.urls"]
        first = ingest(store, *names, settings=Settings(follow=True))
        found = {r["url"]: r for r in rows(store)}
        assert set(found) == {f"{site.url}/p/{n}" for n in (1, 2, 3)}
        assert found[f"{site.url}/p/1"]["outlet"] == "وكالة المثال"
        assert [t.reason for t in store.troubles()] == ["the server answers 404"]
        assert (first.new, first.unread) == (3, [])
        with store.database.reading() as connection:
            kept = {r.address: r.media for r in connection.execute(select(originals.c.address, originals.c.media))}
        assert kept[f"{site.url}/p/1"] == "text/html"
        site.asked.clear()
        again = ingest(store, *names, settings=Settings(follow=True))
        assert again.new == 0
        assert all("If-None-Match" in headers for path, headers in site.asked if path.startswith("/p/"))
        assert not list(verify(store))


def test_hostile_answers_from_the_web(site: Site, tmp_path: Path) -> None:
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    site.put("/charset", samples.page().decode().encode("cp1256"), "text/html; charset=utf-8")
    site.put("/script", b"<html><script>location='/x'</script></html>")
    site.put("/inside", b"<urlset>" + b"<url><loc>http://10.0.0.1/</loc></url></urlset>", "application/xml")
    site.put(
        "/loop", f"<sitemapindex><sitemap><loc>{site.url}/loop?1</loc></sitemap></sitemapindex>".encode(), "text/xml"
    )
    for k in range(1, 9):
        deeper = f"<sitemapindex><sitemap><loc>{site.url}/loop?{k + 1}</loc></sitemap></sitemapindex>".encode()
        site.put(f"/loop?{k}", deeper, "text/xml")
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        tally = ingest(store, *(site.url + p for p in ("/round", "/charset", "/script", "/loop")))
        [row] = rows(store)
        assert "قصفت المدفعية" in row["text"]
        assert "windows-1256" in row["notes"]
        told = " ".join(t.reason for t in store.troubles())
        for words in ("redirects more than", "no article text", "is not followed"):
            assert words in told
        assert len(tally.unread) == 1
        guarded = Ingest(store, fetcher=Fetcher(Manners(delay=0))).run([site.url + "/inside"])
        assert "private network" in guarded.unread[0]


def test_workers_give_the_same_as_one_process(tmp_path: Path, folder: Path) -> None:
    (folder / "more.jsonl").write_text(
        "".join(json.dumps({"text": f"قصفت المدفعية الحي {k} في حلب."}) + "\n" for k in range(40)) + "{bad\n"
    )
    ids = []
    for workers in (1, 2):
        with Store.open(str(tmp_path / f"{workers}.db"), make=True) as store:
            ingest(store, folder, workers=workers)
            ids.append([(r["id"], r["original"], r["member"]) for r in rows(store)])
            assert not list(verify(store))
    assert ids[0] == ids[1]


def _run(url: str, *paths: str) -> None:
    with Store.open(url, make=True) as store:
        Ingest(store).run(paths)


def test_killed_at_any_moment_it_goes_on_where_it_was(store_url: str, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(json.dumps({"text": f"قصفت المدفعية الحي {k} في مدينة حلب اليوم."}) + "\n" for k in range(200))
    )
    context = multiprocessing.get_context("spawn")
    before = -1
    for _ in range(2):
        process = context.Process(target=_run, args=(store_url, str(path)))
        process.start()
        while process.is_alive() and _count(store_url) <= max(before, 0):
            time.sleep(0.05)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert _count(store_url) > before
        before = _count(store_url)
    with Store.open(store_url) as store:
        ingest(store, path)
        found = rows(store)
        assert len(found) == len({r["text"] for r in found}) == 200
        assert not list(verify(store))


def test_two_processes_take_the_same_sources_into_one_store(store_url: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        lines = (json.dumps({"text": f"قصفت المدفعية الحي {name} {k} في مدينة حلب."}) + "\n" for k in range(30))
        (tmp_path / f"{name}.jsonl").write_text("".join(lines))
    context = multiprocessing.get_context("spawn")
    # Both take both, each in another order, so that they meet in the middle.
    orders = (("a.jsonl", "b.jsonl"), ("b.jsonl", "a.jsonl"))
    running = [context.Process(target=_run, args=(store_url, *(str(tmp_path / n) for n in o))) for o in orders]
    for process in running:
        process.start()
    for process in running:
        process.join(120)
    assert [process.exitcode for process in running] == [0, 0]
    with Store.open(store_url) as store:
        found = rows(store)
        assert len(found) == len({r["text"] for r in found}) == 60
        assert not list(verify(store))


def _count(url: str) -> int:
    try:
        with Store.open(url) as store:
            return store.counts()["reports"]
    except StoreError:
        return 0


def test_a_full_disk_stops_cleanly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(samples.TEXTS[0], encoding="utf-8")
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        head = store.head()

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match=r"No space left.*Make room"):
            ingest(store, tmp_path / "a.txt")
        monkeypatch.undo()
        assert store.head() == head
        assert not list(store.originals.incoming.iterdir())
        assert ingest(store, tmp_path / "a.txt").new == 1
        assert not list(verify(store))


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(samples.TEXTS[0], encoding="utf-8")
    (tmp_path / "b.txt").write_text(samples.TEXTS[1], encoding="utf-8")
    with pytest.raises(StoreError, match=r"the original cannot be kept"):
        Store.open(f"sqlite:///{tmp_path}/a.db?originals=/proc/originals", make=True)
    with pytest.raises(StoreError, match=r"/proc/marsad.db: unable to open.*may be written"):
        Store.open("/proc/marsad.db", make=True)
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        ingest(store, tmp_path / "a.txt")
        head = store.head()
        with store.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")  # as where the file is read-only
        with pytest.raises(StoreError, match=r"readonly.*Allow writing"):
            ingest(store, tmp_path / "b.txt")
        assert store.head() == head
    with Store.open(str(tmp_path / "s.db"), make=True) as store:
        assert ingest(store, tmp_path).new == 1
        assert not list(verify(store))
