"""A web page becomes the text of its article, with title, address and publication instant."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache

from marsad.sources.metadata import Stated, stated


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds of a report. `guess` is a day found on a page that states none: often another one's."""

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    guess: str | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None


@cache
def _quiet() -> None:
    """Keep warnings of the libraries from standard error."""
    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def article(html: str, url: str | None = None) -> Article:
    """The article of a page by trafilatura; the date, with hour and zone, only from where the page states it.

    trafilatura's own date is a guess (it takes the year of a copyright line for a day), so it is no more than that.
    """
    import trafilatura

    _quiet()
    found = trafilatura.bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    if found is None:
        return Article("")
    values = found if isinstance(found, dict) else found.as_dict()
    tree = trafilatura.load_html(html)
    said = stated(tree, url) if tree is not None else Stated()
    return Article(
        values.get("text") or "", values.get("title"), said.published, said.address or url or values.get("url"),
        None if said.published else values.get("date"), said.outlet or values.get("sitename"),
        said.author or values.get("author"), said.language,
    )  # fmt: skip
