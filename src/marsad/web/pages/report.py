"""A report: its text with every claim marked in it, the claims beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad.errors import InputError
from marsad.events.event import Event
from marsad.model import Claim, Reading
from marsad.observatory import Observatory
from marsad.report.page import pieces
from marsad.report.words import fields
from marsad.web.errors import Refused
from marsad.web.rendering import language, observing, page
from marsad.web.wording import wording


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The page of one report."""
    own = language(request)
    try:
        reading = seen.reading(request.path_params["id"])
    except InputError:
        raise Refused(404) from None
    whole = Observatory(seen.store).whole(
        list({c.event for c in reading.claims if c.event})
    )  # no words of it are shown
    events = {c.id: e for e in whole for c in e.claims}
    report = reading.report
    title = report.title or report.outlet or wording(own).text("report.untitled")
    claims = list(enumerate(reading.claims, 1))
    return page(
        request, "report.html", title, report=report, reading=reading, pieces=pieces(report.text, claims),
        claims=[_claim(number, claim, events.get(claim.id), own) for number, claim in claims],
        against=_against(reading, events),
    )  # fmt: skip


def _claim(number: int, claim: Claim, event: Event | None, language: str) -> dict[str, Any]:
    """A claim; it has no event yet where it is only just being grouped."""
    others = sum(1 for c in event.claims if c.id != claim.id) if event is not None else 0
    shown = fields(claim, language, wording(language).labels)
    return {"number": number, "claim": claim, "fields": shown, "event": event, "others": others}


def _against(reading: Reading, events: Mapping[str, Event]) -> dict[str, list[str]]:
    """For each claim of the report that others contradict, in what."""
    own = {c.id for c in reading.claims}
    found: dict[str, list[str]] = {}
    for event in {events[c].id: events[c] for c in own if c in events}.values():
        for c in event.contradictions:
            for id in {c.first, c.second} & own:
                if c.attribute not in found.setdefault(id, []):
                    found[id].append(c.attribute)
    return found
