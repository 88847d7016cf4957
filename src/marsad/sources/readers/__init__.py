"""The readers: one module and one line in the table each, in the order in which they are asked.

A reader says what it `accepts` (by name, media type and first bytes) and what it `read`s of it: documents, links to
follow, and what was bad. It holds no more than one document in memory at a time, where its format allows that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from marsad.sources.documents import Found, Settings, Source
from marsad.sources.readers import (
    addresses,
    excel,
    feed,
    jsonl,
    mail,
    page,
    pdf,
    plain,
    sitemap,
    table,
    telegram,
    warc,
    word,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader under the name that the store keeps."""

    name: str
    accepts: Callable[[Source], bool]
    read: Callable[[Source, Settings], Iterator[Found]]


READERS = (
    Reader("warc", warc.accepts, warc.read),
    Reader("word", word.accepts, word.read),
    Reader("excel", excel.accepts, excel.read),
    Reader("pdf", pdf.accepts, pdf.read),
    Reader("telegram", telegram.accepts, telegram.read),
    Reader("jsonl", jsonl.accepts, jsonl.read),
    Reader("table", table.accepts, table.read),
    Reader("mail", mail.accepts, mail.read),
    Reader("sitemap", sitemap.accepts, sitemap.read),
    Reader("feed", feed.accepts, feed.read),
    Reader("page", page.accepts, page.read),
    Reader("addresses", addresses.accepts, addresses.read),
    Reader("plain", plain.accepts, plain.read),
)


def reader_for(source: Source) -> Reader:
    """The first reader that takes a source; the last one takes everything."""
    return next(reader for reader in READERS if reader.accepts(source))


def named(name: str) -> Reader | None:
    """The reader of a name."""
    return next((reader for reader in READERS if reader.name == name), None)
