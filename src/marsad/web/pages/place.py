"""A place: who holds it as asserted, all that is told of that, and the events there."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from marsad.events.control import standing, timeline
from marsad.events.selecting import within
from marsad.web.errors import Refused
from marsad.web.pages.actor import SHOWN
from marsad.web.rendering import archive, language, page
from marsad.web.wording import wording


def show(request: Request) -> Response:
    """The page of one place of which something is told."""
    own, now, id = language(request), archive(request).now(), request.path_params["id"]
    place = next((e.place for e in now.latest_first if e.place is not None and e.place.id == id), None)
    if place is None:
        raise Refused(404)
    found = [e for e in now.latest_first if e.place is not None and within(e.place, place)]
    return page(
        request, "place.html", wording(own).place(place), "events", place=place, events=found[:SHOWN], count=len(found),
        held=standing(now.events, place), versions=timeline(now.events, place)[-SHOWN:][::-1],
    )  # fmt: skip
