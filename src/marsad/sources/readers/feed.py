"""RSS, Atom and RDF feeds: one report an item, or a link to the page behind it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from marsad.errors import InputError
from marsad.sources.documents import Bad, Document, Found, Link, Settings, Source
from marsad.sources.xml import name, repaired, words

_ROOT = re.compile(rb"<(?:rss|(?:\w+:)?feed|(?:\w+:)?RDF)\b")
_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_TAG = re.compile(r"<[a-zA-Z/!]")
_CUT = ("…", "...", "[…]", "[...]", "[…]</p>", "…</p>", "...</p>")
_CONTENT = ("encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "date", "issued", "updated")


def accepts(source: Source) -> bool:
    """By the root element, or media type and name where it is broken."""
    if source.ends(".rss", ".atom") or any(k in (source.media or "") for k in ("rss", "atom")):
        return True
    start = source.start[:2048]
    return start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and _ROOT.search(start) is not None


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """One document an item, from the longest text that the feed has of it; with `follow`, its page."""
    raw = source.read(settings.limits.page)
    root, cut = repaired(raw, source.name)
    items = [e for e in root.iter() if name(e) in ("item", "entry")]
    if not items:
        raise InputError("holds no items of a feed", where=source.name)
    head = root if name(root) == "feed" else next((e for e in root if name(e) == "channel"), root)
    outlet = _first(head, "title") or None
    language = _first(head, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    whole = len(_END.findall(raw)) if cut else len(items)
    for number, item in enumerate(items[:whole], 1):
        yield _item(item, f"item {number}", source, settings, outlet, (language or "")[:35] or None)
    if cut:
        yield Bad(f"item {whole + 1}", "the feed is cut here")


def _first(element: Any, *names: str) -> str:
    for wanted in names:
        for child in element:
            if name(child) == wanted and words(child):
                return words(child)
    return ""


def _item(
    item: Any, member: str, source: Source, settings: Settings, outlet: str | None, language: str | None
) -> Found:
    address = _address(item, source.url)
    texts = [words(child) for wanted in _CONTENT for child in item if name(child) == wanted]
    text = max(texts, key=len, default="")
    authors = [e for e in item if name(e) in ("creator", "author")]
    author = (_first(authors[0], "name") or words(authors[0])) if authors else None
    about = {
        "published": instant(_first(item, *_DATES)), "outlet": outlet, "author": author or None,
        "title": _first(item, "title") or None, "language": language, "url": address,
        "id": _first(item, "guid", "id") or None,
    }  # fmt: skip
    if settings.follow and address:
        return Link(member, address, about)
    if not text:
        return Bad(member, "the item has no text; --follow fetches its page" if address else "the item has no text")
    cut = address and text.rstrip().endswith(_CUT)
    notes = ("the feed seems to have the beginning of the text only; --follow fetches its page",) if cut else ()
    if _TAG.search(text):
        # A page of its own, so that the article is taken from it as from any page.
        html = f"<html><head><meta charset='utf-8'></head><body><article>{text}</article></body></html>"
        return Document(member, page=html.encode(), about=about, notes=notes)
    return Document(member, text=text, about=about, notes=notes)


def _address(item: Any, base: str | None) -> str | None:
    for child in item:
        if name(child) == "link" and (child.get("rel") or "alternate") == "alternate":
            found = (child.get("href") or words(child)).strip()
            if found:
                return urljoin(base, found) if base else found
    guid = next((e for e in item if name(e) == "guid" and e.get("isPermaLink") != "false"), None)
    found = words(guid) if guid is not None else ""
    return found if found.startswith(("http://", "https://")) else None


def instant(value: str) -> str | None:
    """An RFC 822 or ISO 8601 instant as ISO 8601; None where it is neither.

    >>> instant("Tue, 28 Jan 2020 10:00:00 +0200")
    '2020-01-28T10:00:00+02:00'
    """
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    try:
        datetime.datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return value.strip()
