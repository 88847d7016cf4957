"""Every reader: what it takes, what it gives, and what it makes of input that is broken or hostile."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

import samples
from marsad.errors import InputError
from marsad.sources.documents import Bad, Document, Found, Limits, Link, Settings, Source
from marsad.sources.readers import READERS, named, reader_for
from samples import BROKEN, SAMPLES, TEXTS

SMALL = Settings(limits=Limits(line=20_000, page=60_000, unpacked=200_000, members=50))


def source(folder: Path, name: str, content: bytes) -> Source:
    path = folder / name
    path.write_bytes(content)
    return Source(str(path), path)


def found(folder: Path, name: str, content: bytes, settings: Settings = SMALL) -> list[Found]:
    one = source(folder, name, content)
    return list(reader_for(one).read(one, settings))


def documents(*given: object) -> list[Document]:
    return [d for d in found(*given) if isinstance(d, Document)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_goes_to_its_reader(name: str, tmp_path: Path) -> None:
    content, reader, count = SAMPLES[name]
    one = source(tmp_path, name, content)
    assert reader_for(one).name == reader
    given = list(reader_for(one).read(one, SMALL))
    assert [g for g in given if isinstance(g, Bad)] == []
    assert len(given) == count
    assert len({g.member for g in given}) == count
    if reader not in ("pdf", "sitemap", "addresses"):
        first = given[0]
        assert isinstance(first, Document)
        assert TEXTS[0] in (first.text or (first.page or b"").decode())


def test_every_reader_has_a_sample() -> None:
    assert {reader for _, reader, _ in SAMPLES.values()} == {r.name for r in READERS}
    assert named("page") is not None
    assert named("none") is None


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("name", SAMPLES)
def test_broken_input_is_told_and_nothing_else(name: str, how: str, tmp_path: Path) -> None:
    content, own, _ = SAMPLES[name]
    one = source(tmp_path, name, BROKEN[how](content))
    for reader in {reader_for(one), named(own)}:
        assert reader is not None
        with suppress(InputError):
            for given in reader.read(one, SMALL):
                assert isinstance(given, Document | Link | Bad)
                assert len(given.text or "") <= 200_000 if isinstance(given, Document) else True


def test_zip_bombs_are_not_unpacked(tmp_path: Path) -> None:
    bomb = bytes(5_000_000)
    for name, member in (("a.docx", "word/document.xml"), ("a.xlsx", "xl/worksheets/sheet1.xml")):
        with pytest.raises(InputError, match="unpacks to more than"):
            found(tmp_path, name, samples.zipped({member: bomb}))
    many = samples.zipped({f"archive/{k}": b"" for k in range(60)})
    with pytest.raises(InputError, match="more than 50 members"):
        found(tmp_path, "a.wacz", many)
    with pytest.raises(InputError, match="unpacks to more"):
        found(tmp_path, "s.xml.gz", gzip.compress(samples.sitemap() + bomb))


def test_a_pdf_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    plain = samples.pdf()
    packed = zlib.compress(bytes(100 << 20))
    start, end = plain.index(b"<< /Length"), plain.index(b"endstream")
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    with pytest.raises(InputError, match="Limit reached while decompressing"):
        found(tmp_path, "a.pdf", plain[:start] + head + packed + b"\n" + plain[end:], Settings())


def test_a_packed_page_in_an_archive_is_held_to_the_limit(tmp_path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(
        bytes(5_000_000)
    )
    record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\n"
    record += b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer + b"\r\n\r\n"
    [bad] = found(tmp_path, "a.warc", record)
    assert isinstance(bad, Bad)
    assert "unpacks to more" in bad.reason


def test_a_line_too_long_is_skipped_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(samples.jsonl())
        file.truncate(1 << 30)  # a line of 1 GB, sparse on disk
        file.seek(0, 2)
        file.write(b"\n" + samples.jsonl())
    one = Source(str(path), path)
    given = list(reader_for(one).read(one, SMALL))
    assert [type(g) for g in given] == [Document, Document, Bad, Document, Document]
    assert "longer than" in getattr(given[2], "reason", "")


@pytest.mark.parametrize(
    "name", ["rows.csv", "news.mbox", "result.json", "pages.urls", "feed.xml", "page.html", "a.txt"]
)
def test_a_line_that_never_ends_is_told_and_not_held(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(SAMPLES.get(name, (b"x",))[0].removesuffix(b" ]\n}"))  # inside the list of a chat
        file.truncate(1 << 28)  # sparse on disk
    one, given, refused = Source(str(path), path), list[Found](), False
    tracemalloc.start()
    try:
        given += reader_for(one).read(one, SMALL)
    except InputError:
        refused = True
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused or any(isinstance(g, Bad) for g in given)
    assert peak < 16 << 20


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_is_cut_anywhere_gives_what_came_before(packed: bool, tmp_path: Path) -> None:
    whole, one = samples.warc(2, packed=packed), len(samples.warc(1, packed=packed))
    for size in (*range(one + 1, len(whole) - 13, 3 if packed else 7), one - 13 - 1):
        given = found(tmp_path, "cut.warc.gz" if packed else "cut.warc", whole[:size])
        assert [type(g) for g in given] == ([Document, Bad] if size > one else [Bad]), size
        assert "cut" in getattr(given[-1], "reason", "")


def test_feeds_sitemaps_and_tables_that_are_cut_give_no_half_part(tmp_path: Path) -> None:
    feed, sitemap, table = samples.feed(), samples.sitemap(), samples.csv()
    cuts = {
        "feed.xml": feed[: feed.rindex(b"</description>") + 40],
        "half.xml": feed[: feed.rindex(b"<p>") + 30],
        "sitemap.xml": sitemap[: sitemap.rindex(b"/2")],
        "rows.csv": table[: -len('مع قوات النظام.",2020-01-29\n'.encode())],
    }
    for name, raw in cuts.items():
        whole, bad = found(tmp_path, name, raw)
        assert isinstance(whole, Document | Link)
        assert isinstance(bad, Bad)
        assert "cut" in bad.reason
    packed = gzip.compress(sitemap, 0)  # stored: it can be cut where one likes
    assert [type(g) for g in found(tmp_path, "sitemap.xml.gz", packed[: packed.rindex(b"/2")])] == [Link, Bad]


def test_a_feed_with_broken_xml_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    broken = samples.feed().replace(b"</guid>", b"", 1).replace(b"<language>", b"<language>&nbsp; & ", 1)
    assert len(documents(tmp_path, "feed.xml", broken)) >= 1
    assert len(documents(tmp_path, "feed.xml", samples.feed()[:-120])) >= 1


def test_items_of_a_feed(tmp_path: Path) -> None:
    one, two = documents(tmp_path, "feed.xml", samples.feed())
    assert one.about == {
        "published": "2020-01-28T10:00:00+02:00", "outlet": "وكالة المثال", "author": "كاتب", "title": "أول", "language": "ar",
        "url": "https://example.org/1", "id": "g1",
    }  # fmt: skip
    assert (one.text, two.text) == (TEXTS[0], None)
    assert two.page is not None
    links = found(tmp_path, "feed.xml", samples.feed(), Settings(follow=True))
    assert [x.address for x in links if isinstance(x, Link)] == ["https://example.org/1", "/2"]


def test_an_atom_feed(tmp_path: Path) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>وكالة</title><entry><id>e1</id><title>أ</title>'
        '<link rel="self" href="https://example.org/self"/><link href="https://example.org/a"/>'
        f"<author><name>كاتب</name></author><updated>2020-01-28T10:00:00Z</updated><summary>{TEXTS[0]}</summary></entry></feed>"
    )
    [one] = documents(tmp_path, "a.xml", atom.encode())
    assert (one.about["url"], one.about["author"], one.about["published"]) == (
        "https://example.org/a", "كاتب", "2020-01-28T10:00:00Z",
    )  # fmt: skip


def test_kinds_of_messages(tmp_path: Path) -> None:
    export = json.loads(samples.telegram())
    export["messages"][2:2] = [{"id": 90, "type": "giveaway"}, 5, {"id": 91, "type": "message", "text": {"a": 1}}, "x"]
    given = found(tmp_path, "result.json", json.dumps(export).encode())
    assert [type(g) for g in given] == [Document, Bad, Bad, Bad, Bad, Document]
    one, *_, two = given
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert one.text == f"عاجل: {TEXTS[0]}"
    assert (one.about["published"], one.about["outlet"], one.about["id"]) == (
        "2020-01-28T08:00:00+00:00", "قناة", "telegram:99:2",
    )  # fmt: skip
    assert (two.about["outlet"], two.notes) == ("وكالة", ("forwarded from وكالة by قناة",))


def test_several_chats_in_one_export_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.sources.readers import telegram

    monkeypatch.setattr(telegram, "_CHUNK", 50)
    one = json.loads(samples.telegram())
    two = {**one, "name": "أخرى", "id": 100}
    export = {"about": "x", "chats": {"about": "y", "list": [one, two]}}
    given = documents(tmp_path, "result.json", json.dumps(export, ensure_ascii=False).encode())
    assert [d.about["id"] for d in given] == ["telegram:99:2", "telegram:99:4", "telegram:100:2", "telegram:100:4"]
    assert given[2].about["outlet"] == "أخرى"


def test_ragged_rows_are_told(tmp_path: Path) -> None:
    rows = f"text,date\n{TEXTS[0]},2020-01-28\na,b,c\n\n,2020-01-28\n{TEXTS[1]}\n".encode()
    given = found(tmp_path, "rows.csv", rows)
    assert [type(g) for g in given] == [Document, Bad, Bad, Document]
    assert "3 cells, the headings are 2" in getattr(given[1], "reason", "")


def test_columns_are_named_where_headings_do_not_say(tmp_path: Path) -> None:
    rows = f"col1;col2\n{TEXTS[0]};2020-01-28\n".encode("cp1256")
    with pytest.raises(InputError, match="no column holds the text"):
        found(tmp_path, "rows.csv", rows)
    given = Settings(columns={"text": "col1", "published": "COL2"})
    [one] = documents(tmp_path, "rows.csv", rows, given)
    assert (one.text, one.about["published"]) == (TEXTS[0], "2020-01-28")
    with pytest.raises(InputError, match="has no column 'col9'"):
        found(tmp_path, "rows.csv", rows, Settings(columns={"text": "col9"}))


def test_a_table_as_excel_saves_it(tmp_path: Path) -> None:
    rows = f"النص\tالتاريخ\n{TEXTS[0]}\t2020-01-28\n".encode("utf-16")
    [one] = documents(tmp_path, "rows.csv", rows)
    assert (one.text, one.about["published"]) == (TEXTS[0], "2020-01-28")


def test_one_bad_record_of_an_archive_stops_no_other(tmp_path: Path) -> None:
    one, two = (samples.warc(1, packed=False, media=m) for m in ("text/plain", "text/html"))
    broken = one.replace(b"<!doctype html>", b"\x89PNG\r\n\x1a\n       ")
    given = found(tmp_path, "a.warc", broken + two)
    assert [type(g) for g in given] == [Bad, Document]


def test_cells_of_a_sheet(tmp_path: Path) -> None:
    one, two = documents(tmp_path, "rows.xlsx", samples.xlsx())
    assert (one.about["published"], one.about["title"]) == ("2020-01-28T12:00", "أول")
    assert two.about.get("title") is None


def test_messages_of_an_mbox(tmp_path: Path) -> None:
    one, two = documents(tmp_path, "news.mbox", samples.mbox())
    assert one.about == {
        "id": "1@example.org", "published": "2020-01-28T10:00:00+02:00", "outlet": "Example", "title": "قصف",
    }  # fmt: skip
    assert "\nFrom the field" in (one.text or "")
    assert two.page is not None


def test_a_scan_and_a_locked_pdf_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no text layer"):
        found(tmp_path, "a.pdf", samples.pdf(" "))


def test_word_keeps_paragraphs_apart(tmp_path: Path) -> None:
    [one] = documents(tmp_path, "a.docx", samples.docx())
    assert one.text == "\n".join(TEXTS)
    assert (one.about["title"], one.about["author"]) == ("تقرير", "كاتب")


def test_no_member_of_a_zip_leads_outside(tmp_path: Path) -> None:
    evil = samples.zipped({"../../evil": b"x", "word/document.xml": b"<a/>"}, compression=zipfile.ZIP_STORED)
    with pytest.raises(InputError, match="holds no text"):
        found(tmp_path, "a.docx", evil)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.docx"]
