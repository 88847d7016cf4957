"""A web page becomes the text of its article, with title, address and publication instant."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds of a report."""

    text: str
    title: str | None
    published: str | None
    url: str | None


def article(html: str) -> Article:
    """The article of a page by trafilatura; the date with hour and zone from JSON-LD or meta, which it drops."""
    import trafilatura

    found = trafilatura.bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    if found is None:
        return Article("", None, None, None)
    values = found if isinstance(found, dict) else found.as_dict()
    stated = _stated_date(html)
    return Article(values.get("text") or "", values.get("title"), stated or values.get("date"), values.get("url"))


def _stated_date(html: str) -> str | None:
    for block in re.findall(r"<script[^>]+application/ld\+json[^>]*>(.*?)</script>", html, re.DOTALL | re.IGNORECASE):
        try:
            value = _find(json.loads(block), "datePublished")
        except (json.JSONDecodeError, RecursionError):
            continue
        if value and _is_date(value):
            return value
    for tag in re.findall(r"<meta[^>]+>", html, re.IGNORECASE):
        if re.search(r"article:published_time|datePublished", tag):
            content = re.search(r'content="([^"]+)"', tag)
            if content and _is_date(content.group(1)):
                return content.group(1)
    return None


def _find(value: Any, key: str) -> str | None:
    if isinstance(value, dict):
        if isinstance(value.get(key), str):
            return str(value[key])
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            found = _find(member, key)
            if found:
                return found
    return None


def _is_date(value: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?", value) is not None
