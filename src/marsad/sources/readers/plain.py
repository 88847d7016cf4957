"""Text files: one report a file."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.sources.documents import Document, Found, Settings, Source
from marsad.sources.encoding import decode


def accepts(source: Source) -> bool:
    """Everything: what no other reader takes is text, or refused as none."""
    return True


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """The text."""
    text, note = decode(source.read(settings.limits.page), source.name, source.charset)
    yield Document("", text=text, about={"url": source.url}, notes=(note,) if note else ())
