"""Add a report: paste its text or name its address, look at the claims that are read in it, keep it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.collect import fetching, pasting
from marsad.collect.making import Defaults
from marsad.errors import InputError
from marsad.report.page import pieces
from marsad.report.words import fields
from marsad.sources.fetch import PrivateError
from marsad.store import Store
from marsad.store.items import Item
from marsad.web import forms
from marsad.web.asking import day
from marsad.web.errors import Refused
from marsad.web.forms import Forms
from marsad.web.holding import Holding
from marsad.web.links import Links
from marsad.web.rendering import archive, language, page
from marsad.web.wording import wording

_LONGEST = {"outlet": 200, "published": 10, "title": 500, "url": 2_000, "address": fetching.LONGEST}
_READING = threading.Lock()  # one text at a time is read, so that pages stay quick


async def show(request: Request) -> Response:
    """The forms; what is sent with them is read and shown, or kept."""
    if request.method != "POST":
        return await run_in_threadpool(_page, request, {})
    given = await forms.sent(request)
    return await run_in_threadpool(_taken, request, given)


def _taken(request: Request, given: Mapping[str, str]) -> Response:
    known: Forms = request.app.state.forms
    known.take(forms.browser(request), given.get("token", ""))
    holding: Holding | None = request.app.state.holding
    if given.get("do") in ("fetch", "keep-fetched"):
        if holding is None:
            raise Refused(403, "fetch")
        return _fetched(request, given, holding) if given["do"] == "fetch" else _kept_fetched(request, given, holding)
    problems = _problems(given, "text")
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
    return _to(request, id)


def _fetched(request: Request, given: Mapping[str, str], holding: Holding) -> Response:
    """The claims of a page that is fetched now."""
    problems = _problems(given, "address")
    if problems:
        return _page(request, given, problems)
    defaults = Defaults(given.get("published") or None, given.get("outlet") or None)
    if not holding.turn():
        raise Refused(429)
    try:
        found = fetching.read(given["address"].strip(), holding.fetcher, defaults)
    except PrivateError:
        return _page(request, given, {"address": "private"})
    except InputError as error:
        return _page(request, given, {"address": "not_fetched"}, why=error.message)
    finally:
        holding.done()
    return _page(request, given, item=found.item, held=holding.hold(forms.browser(request), found))


def _kept_fetched(request: Request, given: Mapping[str, str], holding: Holding) -> Response:
    """Keep the page that was looked at, as it came then."""
    found = holding.take(forms.browser(request), given.get("held", ""))
    if found is None:
        return _page(request, given, {"address": "not_held"})
    with Store.open(archive(request).store) as store:
        id, _ = fetching.keep(store, found)
    return _to(request, id)


def _to(request: Request, id: str) -> Response:
    """To the page of a report that was kept."""
    archive(request).changed()
    return RedirectResponse(Links(language(request)).report(id), status_code=303)


def _problems(given: Mapping[str, str], what: str) -> dict[str, str]:
    """What is wrong with which field of the form of a `text` or an `address`."""
    found: dict[str, str] = {}
    if what == "text" and not given.get("text", "").strip():
        found["text"] = "no_text"
    elif len(given.get("text", "")) > pasting.LONGEST:
        found["text"] = "too_long"
    if given.get("published") and day(given["published"]) is None:
        found["published"] = "no_date"
    for name in ("url", "address"):
        value = given.get(name, "").strip()
        if (value or name == what) and not value.lower().startswith(("https://", "http://")):
            found[name] = "no_address"
    return found | {name: "too_long" for name, most in _LONGEST.items() if len(given.get(name, "")) > most}


def _page(
    request: Request, given: Mapping[str, str], problems: Mapping[str, str] | None = None, item: Item | None = None,
    *, held: str = "", why: str = "",
) -> Response:  # fmt: skip
    own = language(request)
    known: Forms = request.app.state.forms
    word = forms.browser(request) or secrets.token_urlsafe(24)
    answer = page(
        request, "add.html", wording(own).text("add.title"), "add", 400 if problems else 200, problems=problems or {},
        given={**dict.fromkeys(("text", *_LONGEST), ""), **given}, token=known.token(word), longest=_LONGEST,
        most=pasting.LONGEST, read=_read(item, own) if item is not None else None, held=held, why=why,
        fetches=request.app.state.holding is not None, by_address=given.get("do") in ("fetch", "keep-fetched"),
    )  # fmt: skip
    forms.know(request, answer, word)
    answer.headers["cache-control"] = "no-store"
    return answer


def _read(item: Item, language: str) -> dict[str, Any]:
    """The text with the claims marked in it, and the claims."""
    claims = list(enumerate(item.reading.claims, 1))
    labels = wording(language).labels
    return {
        "report": item.kept.report, "reading": item.reading, "notes": item.kept.notes, "pieces": pieces(item.kept.report.text, claims),
        "claims": [{"number": n, "claim": c, "fields": fields(c, language, labels)} for n, c in claims],
    }  # fmt: skip
