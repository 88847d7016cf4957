"""What is answered where there is nothing to show: a page in both languages, or JSON under /api."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from marsad.web.errors import Refused
from marsad.web.rendering import template
from marsad.web.wording import LANGUAGES, wording

if TYPE_CHECKING:
    from starlette.exceptions import HTTPException

_TEXTS = {
    400: "bad", 401: "no_user", 403: "no_form", 404: "not_found", 405: "not_allowed", 413: "too_large", 414: "too_large",
    415: "no_form", 429: "too_many", 503: "too_many",
}  # fmt: skip

_ABOUT = {"role": "no_role", "fetch": "no_fetch"}


def answer(request: Request, refused: Refused) -> Response:
    """The page, or the object, that says so."""
    headers = {"retry-after": str(refused.after)} if refused.status in (429, 503) else None
    key = f"error.{_ABOUT.get(refused.about) or _TEXTS.get(refused.status, 'broken')}"
    if request.url.path.startswith("/api/"):
        body = {"error": wording("en").text(key), "about": refused.about}
        return JSONResponse(body, refused.status, headers)
    first = "en" if request.url.path.startswith("/en/") else "ar"
    texts = [(one, wording(one)) for one in sorted(LANGUAGES, key=lambda one: one != first)]
    html = template("error.html").render(texts=texts, first=first, key=key, status=refused.status, about=refused.about)
    return HTMLResponse(html, refused.status, headers)


def refused(request: Request, error: Exception) -> Response:
    """The answer to a `Refused`."""
    assert isinstance(error, Refused)
    return answer(request, error)


def not_routed(request: Request, error: Exception) -> Response:
    """The answer to what no route takes."""
    http: HTTPException = error  # type: ignore[assignment]
    return answer(request, Refused(http.status_code))
