"""The sources with their records, and the record of one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from marsad.web.errors import Refused
from marsad.web.pages.actor import SHOWN
from marsad.web.rendering import archive, language, page
from marsad.web.wording import wording

_MOST = 200


def show(request: Request) -> Response:
    """The records of all sources, those that tell of most events first."""
    found = archive(request).now().records
    title = wording(language(request)).text("source.title")
    return page(request, "sources.html", title, "sources", records=list(found.items())[:_MOST])


def one(request: Request) -> Response:
    """The record of one source, and the events that it tells of."""
    own, now, key = language(request), archive(request).now(), request.path_params["id"]
    record = now.records.get(key)
    if record is None:
        raise Refused(404)
    told = [
        e for e in now.latest_first
        if any((w := t.who) is not None and (w.id or w.name_ar or w.span.text) == key for t in e.testimonies)
    ]  # fmt: skip
    words = wording(own)
    title = words.listed_name(record.who) or record.name
    return page(
        request, "source.html", title, "sources", record=record, events=told[:SHOWN], count=len(told),
        silent=[words(f"family.{f}") for f in record.silent],
    )  # fmt: skip
