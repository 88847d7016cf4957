"""The sources with their records, and the record of one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from marsad.events.record import source_key
from marsad.observatory import Asked, Observatory
from marsad.web.errors import Refused
from marsad.web.pages.actor import SHOWN
from marsad.web.rendering import language, observing, page, remembering
from marsad.web.wording import wording

_MOST = 200


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The records of all sources, those that tell of most events first."""
    records = remembering(request).remembered("records", lambda: seen.records()[:_MOST])
    found = [(source_key(r.who), r) for r in records]
    title = wording(language(request)).text("source.title")
    return page(request, "sources.html", title, "sources", records=found)


@observing
def one(request: Request, seen: Observatory) -> Response:
    """The record of one source, and the events that it tells of."""
    own, key = language(request), request.path_params["id"]
    record = next(iter(seen.records(key)), None)
    if record is None:
        raise Refused(404)
    told = seen.find(Asked(source=key), limit=SHOWN)
    words = wording(own)
    title = words.listed_name(record.who) or record.name
    return page(
        request, "source.html", title, "sources", record=record, events=told.outlines, count=told.total,
        silent=[words(f"family.{f}") for f in record.silent],
    )  # fmt: skip
