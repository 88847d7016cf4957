"""Add a report: paste its text, look at the claims that are read in it, keep it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.collect import pasting
from marsad.errors import InputError
from marsad.report.page import pieces
from marsad.report.words import fields
from marsad.store import Store
from marsad.store.items import Item
from marsad.web import forms
from marsad.web.asking import day
from marsad.web.forms import Forms
from marsad.web.links import Links
from marsad.web.rendering import archive, language, page
from marsad.web.wording import wording

_LONGEST = {"outlet": 200, "published": 10, "title": 500, "url": 2_000}
_READING = threading.Lock()  # one text at a time is read, so that pages stay quick


async def show(request: Request) -> Response:
    """The form; what is sent with it is read and shown, or kept."""
    if request.method != "POST":
        return await run_in_threadpool(_page, request, {})
    given = await forms.sent(request)
    return await run_in_threadpool(_taken, request, given)


def _taken(request: Request, given: Mapping[str, str]) -> Response:
    own = language(request)
    known: Forms = request.app.state.forms
    known.take(forms.browser(request), given.get("token", ""))
    problems = _problems(given)
    if problems:
        return _page(request, given, problems)
    text = given["text"].replace("\r\n", "\n")  # as browsers send line breaks
    try:
        with _READING:
            if given.get("do") != "keep":
                return _page(request, given, item=pasting.read(text, given))
            with Store.open(archive(request).store) as store:
                id, _ = pasting.keep(store, text, given)
    except InputError:
        return _page(request, given, {"text": "no_text"})
    archive(request).changed()
    return RedirectResponse(Links(own).report(id), status_code=303)


def _problems(given: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with which field."""
    found: dict[str, str] = {}
    if not given.get("text", "").strip():
        found["text"] = "no_text"
    elif len(given["text"]) > pasting.LONGEST:
        found["text"] = "too_long"
    if given.get("published") and day(given["published"]) is None:
        found["published"] = "no_date"
    if given.get("url") and not given["url"].startswith(("https://", "http://")):
        found["url"] = "no_address"
    return found | {name: "too_long" for name, most in _LONGEST.items() if len(given.get(name, "")) > most}


def _page(
    request: Request, given: Mapping[str, str], problems: Mapping[str, str] | None = None, item: Item | None = None
) -> Response:
    own = language(request)
    known: Forms = request.app.state.forms
    word = forms.browser(request) or secrets.token_urlsafe(24)
    answer = page(
        request, "add.html", wording(own).text("add.title"), "add", 400 if problems else 200, problems=problems or {},
        given={**dict.fromkeys(("text", *pasting.FIELDS), ""), **given}, token=known.token(word), longest=_LONGEST,
        most=pasting.LONGEST, read=_read(item, own) if item is not None else None,
    )  # fmt: skip
    forms.know(request, answer, word)
    answer.headers["cache-control"] = "no-store"
    return answer


def _read(item: Item, language: str) -> dict[str, Any]:
    """The text with the claims marked in it, and the claims."""
    claims = list(enumerate(item.reading.claims, 1))
    labels = wording(language).labels
    return {
        "report": item.kept.report, "reading": item.reading, "pieces": pieces(item.kept.report.text, claims),
        "claims": [{"number": n, "claim": c, "fields": fields(c, language, labels)} for n, c in claims],
    }  # fmt: skip
