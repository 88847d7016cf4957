"""A web page becomes the text of its article, with title, address and publication instant."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Where pages state their instant of publication: <meta> property, name or itemprop, in lower case.
_META = frozenset({
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date",
})  # fmt: skip
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
# JSON allows none, JSON-LD of real pages has them.
_RAW_BREAKS = re.compile(r"[\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds of a report. `guess` is a day found on a page that states none: often another one's."""

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    guess: str | None = None


def article(html: str) -> Article:
    """The article of a page by trafilatura; the date, with hour and zone, only from where the page states it.

    trafilatura's own date is a guess (it takes the year of a copyright line for a day), so it is no more than that.
    """
    import trafilatura

    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # else their warnings reach standard error
    found = trafilatura.bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    if found is None:
        return Article("")
    values = found if isinstance(found, dict) else found.as_dict()
    tree = trafilatura.load_html(html)
    stated = next(_stated_dates(tree), None) if tree is not None else None
    guess = None if stated else values.get("date")
    return Article(values.get("text") or "", values.get("title"), stated, values.get("url"), guess)


def _stated_dates(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                yield from _find(json.loads(_RAW_BREAKS.sub(" ", script.text or "")), "datePublished")
            except (ValueError, RecursionError):
                continue
    for tag in tree.iter("meta"):
        names = (tag.get("property"), tag.get("name"), tag.get("itemprop"))
        if any(name and name.lower() in _META for name in names):
            yield from _find({"": (tag.get("content") or "").strip()}, "")
    for tag in tree.iter("time"):
        if tag.get("pubdate") is not None or tag.get("itemprop") == "datePublished":
            yield from _find({"": (tag.get("datetime") or "").strip()}, "")


def _find(value: Any, key: str) -> Iterator[str]:
    """The dates under a key, at any depth."""
    if isinstance(value, dict):
        date = value.get(key)
        if isinstance(date, str) and _DATE.fullmatch(date):
            yield date
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from _find(member, key)
