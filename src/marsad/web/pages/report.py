"""A report: its text with every claim marked in it, the claims beside it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad.model import Claim, Reading
from marsad.report.page import pieces
from marsad.report.words import fields
from marsad.web.archive import Snapshot
from marsad.web.errors import Refused
from marsad.web.rendering import archive, language, page
from marsad.web.wording import wording


def show(request: Request) -> Response:
    """The page of one report."""
    own, now = language(request), archive(request).now()
    reading = now.of_report.get(request.path_params["id"])
    if reading is None:
        raise Refused(404)
    report = reading.report
    title = report.title or report.outlet or wording(own).text("report.untitled")
    claims = list(enumerate(reading.claims, 1))
    return page(
        request, "report.html", title, report=report, reading=reading, pieces=pieces(report.text, claims),
        claims=[_claim(number, claim, now, own) for number, claim in claims], against=_against(reading, now),
    )  # fmt: skip


def _claim(number: int, claim: Claim, now: Snapshot, language: str) -> dict[str, Any]:
    event = now.by_id[claim.id]
    others = sum(1 for c in event.claims if c.id != claim.id)
    shown = fields(claim, language, wording(language).labels)
    return {"number": number, "claim": claim, "fields": shown, "event": event, "others": others}


def _against(reading: Reading, now: Snapshot) -> dict[str, list[str]]:
    """For each claim of the report that others contradict, in what."""
    own = {c.id for c in reading.claims}
    found: dict[str, list[str]] = {}
    for event in {now.by_id[c].id: now.by_id[c] for c in own}.values():
        for c in event.contradictions:
            for id in {c.first, c.second} & own:
                if c.attribute not in found.setdefault(id, []):
                    found[id].append(c.attribute)
    return found
