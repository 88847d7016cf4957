"""A place: who holds it as asserted, all that is told of that, and the events there."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from marsad.events.control import standing, timeline
from marsad.observatory import Asked, Observatory
from marsad.web.errors import Refused
from marsad.web.pages.actor import SHOWN
from marsad.web.rendering import language, observing, page
from marsad.web.wording import wording


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The page of one place of which something is told."""
    own = language(request)
    there = seen.find(Asked(place=request.path_params["id"]), limit=1).outlines
    place = there[0].place if there else None
    if place is None:
        raise Refused(404)
    found, told = seen.find(Asked(area=place), limit=SHOWN), seen.of_control(place)
    return page(
        request, "place.html", wording(own).place(place), "events", place=place, events=found.outlines,
        count=found.total, held=standing(told, place), versions=timeline(told, place)[-SHOWN:][::-1],
    )  # fmt: skip
