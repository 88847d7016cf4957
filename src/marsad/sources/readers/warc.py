"""Web archives (WARC, WACZ): one report a page that the archive holds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, BinaryIO

from marsad.errors import InputError
from marsad.sources.archive import opened
from marsad.sources.documents import Bad, Document, Found, Settings, Source, Spot

_PAGES = ("text/html", "application/xhtml", "text/plain")


def accepts(source: Source) -> bool:
    """By how it starts, or by name."""
    if source.unpacked_start.startswith(b"WARC/") or source.ends(".warc", ".warc.gz"):
        return True
    return source.ends(".wacz") and source.start.startswith(b"PK")


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """One document a response that is a page."""
    if not source.ends(".wacz"):
        with source.open() as file:
            yield from _records(file, "", settings, source.begin or Spot(0, 1))
        return
    with opened(source, settings.limits) as archive:
        names = sorted(n for n in archive.names if n.startswith("archive/") and n.endswith((".warc.gz", ".warc")))
        if not names:
            raise InputError("holds no archive/*.warc.gz", where=source.name)
        for name in names:
            try:
                with archive.open(name) as file:
                    yield from _records(file, f"{name} ", settings)
            except InputError as error:
                yield Bad(name, error.message)


def _records(file: BinaryIO, prefix: str, settings: Settings, begin: Spot | None = None) -> Iterator[Found]:
    """The pages of an archive; with `begin`, from there on and with the spot of each."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    broken = (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, AttributeError, IndexError)
    number = begin.number - 1 if begin is not None else 0
    try:
        if begin is not None:
            file.seek(begin.byte)
        archive = ArchiveIterator(file)
        record = found = None
        for record in archive:
            number += 1
            try:
                found = _page(record, f"{prefix}record {number}", settings)
            except InputError as error:
                found = Bad(f"{prefix}record {number}", error.message)
            except broken as error:
                found = Bad(f"{prefix}record {number}", f"broken: {error or type(error).__name__}")
            if isinstance(found, Document) and begin is not None:
                # Asked for when the page has been read, since the rest of the record is passed over.
                with suppress(*broken):
                    found = replace(found, spot=Spot(archive.get_record_offset(), number))
            if found is not None:
                yield found
        # warcio ends without a word where the archive is cut inside a header, or inside a record that is no page.
        if record is not None and found is None and _is_cut(record):
            yield Bad(f"{prefix}record {number}", "the archive is cut here")
        elif archive.offset < file.tell():
            yield Bad(f"{prefix}record {number + 1}", "the archive is cut here")
    except broken as error:
        # warcio stumbles over headers that are missing.
        odd = isinstance(error, AttributeError | IndexError)
        words = "no sound record" if odd else str(error).split("\n")[0] or type(error).__name__
        yield Bad(f"{prefix}record {number + 1}", f"the archive is broken or cut here: {words}")


def _page(record: Any, member: str, settings: Settings) -> Found | None:
    headers = record.http_headers if record.rec_type == "response" else None
    if headers is None or not (headers.get_statuscode() or "").startswith("2"):
        return None
    media = (headers.get_header("Content-Type") or "").lower()
    if not media.startswith(_PAGES):
        return None
    limit = settings.limits.page
    raw = record.content_stream().read(limit + 1)
    if len(raw) > limit:
        return Bad(member, f"the page unpacks to more than {limit >> 20} MB")
    stated = record.rec_headers.get_header("Content-Length") or ""
    with suppress(OSError, ValueError):
        if _is_cut(record):
            return Bad(member, f"the archive is cut inside this record of {stated} bytes")
    address = record.rec_headers.get_header("WARC-Target-URI")
    charset = media.partition("charset=")[2].strip(" \"'") or None
    if media.startswith("text/plain"):
        from marsad.sources.encoding import decode

        return Document(member, text=decode(raw, member, charset)[0], about={"url": address})
    return Document(member, page=raw, charset=charset, about={"url": address})


def _is_cut(record: Any) -> bool:
    """Whether the header promises bytes that the archive does not have, or promises none because it is cut itself."""
    if not record.rec_headers.get_header("Content-Length"):
        return True
    return record.raw_stream is not None and record.raw_stream.limit > 0 and record.raw_stream.read(1) == b""
