"""Sitemaps: a link to each page, and to each sitemap that a sitemap index names."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from marsad.errors import InputError
from marsad.sources.documents import Bad, Found, Link, Settings, Source
from marsad.sources.readers.feed import instant
from marsad.sources.xml import name, repaired, words

_END = re.compile(rb"</(?:\w+:)?(?:url|sitemap)\s*>")
_ROOT = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")


def accepts(source: Source) -> bool:
    """By the root element, unpacked where needed."""
    start = source.unpacked_start.lstrip(b"\xef\xbb\xbf \r\n\t")
    return start.startswith(b"<") and _ROOT.search(start[:4096]) is not None


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """The links."""
    raw = source.read(settings.limits.page)
    if raw.startswith(b"\x1f\x8b"):
        unpacked = zlib.decompressobj(31)
        try:
            raw = unpacked.decompress(raw, settings.limits.unpacked)
        except zlib.error as error:
            raise InputError(f"is no sound gzip file: {error}", where=source.name) from None
        if unpacked.unconsumed_tail:
            raise InputError(f"unpacks to more than {settings.limits.unpacked >> 20} MB", where=source.name)
    root, cut = repaired(raw, source.name)
    entries = [e for e in root.iter() if name(e) in ("url", "sitemap")]
    whole = len(_END.findall(raw)) if cut else len(entries)
    for number, entry in enumerate(entries[:whole], 1):
        found = {name(part): words(part) for part in entry.iter() if part is not entry}
        address = found.get("loc", "")
        if not address.startswith(("http://", "https://")):
            yield Bad(f"entry {number}", f"{address[:200]!r} is no address")
            continue
        published = instant(found.get("publication_date", ""))
        about = {"published": published, "title": found.get("title"), "outlet": found.get("name")}
        yield Link(f"entry {number}", address, about)
    if cut:
        yield Bad(f"entry {whole + 1}", "the sitemap is cut here")
