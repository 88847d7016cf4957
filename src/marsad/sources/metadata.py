"""What a web page states of itself: title, outlet, author, instant of publication, address, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from marsad.sources import dateline

# Where pages state their instant of publication: <meta> property, name or itemprop, in lower case.
_DATE_NAMES = frozenset({
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date",
})  # fmt: skip
_OUTLET_NAMES = ("og:site_name", "application-name", "dc.publisher", "twitter:site")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
# JSON allows none, JSON-LD of real pages has them.
_RAW_BREAKS = re.compile(r"[\x00-\x1f]+")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_NEAR_TOP = 80  # lines in which a dateline is looked for
_NOISE = ("script", "style", "nav", "footer", "aside", "noscript", "template")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the page says; None where it does not."""

    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    address: str | None = None
    language: str | None = None


def stated(tree: Any, url: str | None = None) -> Stated:
    """What a parsed page states. The address is taken only where it is of the host that gave the page."""
    data = list(_linked_data(tree))
    metas = _metas(tree)
    return Stated(
        published=next(_dates(tree, data), None) or dateline.find(list(_visible_lines(tree))),
        outlet=next(_names(data, "publisher"), None) or next((metas[n] for n in _OUTLET_NAMES if metas.get(n)), None),
        author=next(_names(data, "author"), None)
        or next((metas[n] for n in _AUTHOR_NAMES if metas.get(n) and not metas[n].startswith("http")), None),
        address=_canonical(tree, metas, url),
        language=_language(tree, metas),
    )


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = " ".join((tag.get("content") or "").split())[:500]
        for name in (tag.get("property"), tag.get("name"), tag.get("itemprop")):
            if name and content:
                found.setdefault(name.lower(), content)
    return found


def _linked_data(tree: Any) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                yield json.loads(_RAW_BREAKS.sub(" ", script.text or ""))
            except (ValueError, RecursionError):
                continue


def _dates(tree: Any, data: list[Any]) -> Iterator[str]:
    for value in data:
        try:
            yield from (d for d in _find(value, "datePublished") if isinstance(d, str) and _DATE.fullmatch(d))
        except RecursionError:
            continue
    for tag in tree.iter("meta"):
        names = (tag.get("property"), tag.get("name"), tag.get("itemprop"))
        content = (tag.get("content") or "").strip()
        if any(name and name.lower() in _DATE_NAMES for name in names) and _DATE.fullmatch(content):
            yield content
    for tag in tree.iter("time"):
        content = (tag.get("datetime") or "").strip()
        if (tag.get("pubdate") is not None or tag.get("itemprop") == "datePublished") and _DATE.fullmatch(content):
            yield content


def _find(value: Any, key: str) -> Iterator[Any]:
    """The values under a key, at any depth."""
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from _find(member, key)


def _names(data: list[Any], key: str) -> Iterator[str]:
    """The names of persons or bodies under a key: a string, an object with a name, or a list of them."""
    for value in data:
        try:
            found = list(_find(value, key))
        except RecursionError:
            continue
        for one in found:
            for member in one if isinstance(one, list) else [one]:
                name = member.get("name") if isinstance(member, dict) else member
                if isinstance(name, str) and name.strip() and not name.startswith("http"):
                    yield " ".join(name.split())[:200]


def _canonical(tree: Any, metas: dict[str, str], url: str | None) -> str | None:
    links = [
        tag.get("href") or "" for tag in tree.iter("link") if "canonical" in (tag.get("rel") or "").lower().split()
    ]
    for found in (*links, metas.get("og:url", "")):
        try:
            address = urljoin(url or "", found.strip())
            parts = urlsplit(address)
            known = urlsplit(url).hostname if url else parts.hostname
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and found.strip():
            if parts.hostname.removeprefix("www.") == (known or "").removeprefix("www."):
                return str(address)
    return None


def _language(tree: Any, metas: dict[str, str]) -> str | None:
    root = next(tree.iter("html"), None)
    for found in ((root.get("lang") if root is not None else None), metas.get("og:locale"), metas.get("inlanguage")):
        if found and _LANGUAGE.fullmatch(found.strip()):
            return str(found).strip().replace("_", "-")
    return None


def _visible_lines(tree: Any) -> Iterator[str]:
    """The first short lines of a page, as a reader of it sees them."""
    shown = 0
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _NOISE or element.tag in ("head", "title"):
            continue
        for words in (element.text, *(child.tail for child in element if isinstance(child.tag, str))):
            if words and words.strip():
                yield words
                shown += 1
        if (
            element.tag in ("time", "span", "div", "p")
            and len(element)
            and len(whole := "".join(element.itertext())) < 120
        ):
            yield whole
        if shown > _NEAR_TOP:
            return
