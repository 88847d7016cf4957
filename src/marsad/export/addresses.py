"""Addresses of the web as others may follow them: nothing but http, nothing in them that ends them early."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

# What RFC 3987 does not let stand in an address; letters of any script may.
_FORBIDDEN = re.compile(
    '[\x00-\x20\x7f-\xa0<>"{}|\\\\^`\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff]'
)


@lru_cache(10_000)
def web_address(url: str | None) -> str | None:
    """An address with its unsafe characters escaped; None where it is none of the web.

    >>> web_address("https://example.org/a b\\">"), web_address("javascript:alert(1)"), web_address(None)
    ('https://example.org/a%20b%22%3E', None, None)
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return _FORBIDDEN.sub(lambda found: quote(found[0].encode("utf-8", "replace")), url.strip())
