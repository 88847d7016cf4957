"""The files that pages load: our style and scripts, the fonts, Leaflet. All lie in the package; nothing else is served."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from marsad.web.errors import Refused

# Name in the address: folder in the package, media type.
_FILES = {
    "site.css": ("web/static", "text/css; charset=utf-8"),
    "icon.svg": ("web/static", "image/svg+xml"),
    "report.js": ("web/static", "text/javascript; charset=utf-8"),
    "changes.js": ("web/static", "text/javascript; charset=utf-8"),
    "map.js": ("web/static", "text/javascript; charset=utf-8"),
    "leaflet.js": ("data/leaflet", "text/javascript; charset=utf-8"),
    "leaflet.css": ("data/leaflet", "text/css; charset=utf-8"),
    "IBMPlexSansArabic-Regular.woff2": ("data/fonts", "font/woff2"),
    "IBMPlexSansArabic-SemiBold.woff2": ("data/fonts", "font/woff2"),
    "NotoNaskhArabic-Regular.woff2": ("data/fonts", "font/woff2"),
}  # fmt: skip


@cache
def _content(name: str) -> tuple[bytes, str, str]:
    """The bytes of a file, their media type and tag."""
    folder, media = _FILES[name]
    body = files("marsad").joinpath(folder, name).read_bytes()
    return body, media, f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def asset(request: Request) -> Response:
    """A file of the table above."""
    name = str(request.path_params["name"])
    if name not in _FILES:
        raise Refused(404)
    body, media, tag = _content(name)
    headers = {"etag": tag, "cache-control": "public, max-age=3600"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media, headers=headers)
