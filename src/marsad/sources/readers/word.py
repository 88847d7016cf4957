"""Word files (.docx): one report a file, a paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.errors import InputError
from marsad.sources.archive import Archive, opened
from marsad.sources.documents import Document, Found, Settings, Source
from marsad.sources.xml import name, parse, words


def accepts(source: Source) -> bool:
    """By name, and as a zip file."""
    return source.ends(".docx") and source.start.startswith(b"PK")


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """The paragraphs of the document, with title and author where the file states them."""
    with opened(source, settings.limits) as archive:
        body = parse(archive.read("word/document.xml"), source.name)
        stated = _stated(archive, source.name)
    paragraphs = []
    for paragraph in body.iter("{*}p"):
        parts = []
        for part in paragraph.iter("{*}t", "{*}tab", "{*}br"):
            parts.append((part.text or "") if name(part) == "t" else " ")
        paragraphs.append("".join(parts).strip())
    text = "\n".join(p for p in paragraphs if p)
    if not text:
        raise InputError("holds no text", where=source.name)
    about = {"title": stated.get("title"), "author": stated.get("creator"), "url": source.url}
    # The date of the file is when it was typed, not when the report was published: it is not taken.
    yield Document("", text=text, about=about)


def _stated(archive: Archive, where: str) -> dict[str, str]:
    if "docProps/core.xml" not in archive.names:
        return {}
    try:
        root = parse(archive.read("docProps/core.xml"), where)
    except InputError:
        return {}
    return {name(part): words(part) for part in root if words(part)}
