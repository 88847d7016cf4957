"""Web pages: one report a page; the article is taken out of it where the report is made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.sources.documents import Document, Found, Settings, Source

_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|\?xml[^>]*\?>\s*<(?:!doctype\s+)?html|head|body)\b", re.I
)


def accepts(source: Source) -> bool:
    """By name, media type, or how it starts."""
    if source.ends(".txt"):
        return False
    html = source.media is not None and "html" in source.media
    return html or source.ends(".html", ".htm", ".xhtml") or _START.match(source.start) is not None


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """The page."""
    yield Document("", page=source.read(settings.limits.page), charset=source.charset, about={"url": source.url})
