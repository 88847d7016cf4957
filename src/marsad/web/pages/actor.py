"""A body of the actor lists: its names in the reports, its events, with whom it is named, what is told of its control."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from marsad.events.control import STATUSES, TYPES, entries
from marsad.observatory import Asked, Observatory
from marsad.web.errors import Refused
from marsad.web.rendering import language, observing, page
from marsad.web.wording import wording

SHOWN = 20  # events, and rows of a table


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The page of one body."""
    id, words = request.path_params["id"], wording(language(request))
    found, roles = seen.find(Asked(body=id), limit=SHOWN), seen.roles(id)
    mention = next((m for e in found.outlines for m in (*e.actors, *e.targets) if m.id == id), None)
    if mention is None:
        raise Refused(404)
    camps = dict.fromkeys(name for side in seen.sides(id) if (name := words.camp(side)))
    told = seen.find(Asked(body=id, types=TYPES, statuses=STATUSES), limit=2 * SHOWN).outlines
    control = [e for e in entries(told) if e.who is not None and e.who.id == id]
    return page(
        request, "actor.html", words.listed_name(mention) or mention.span.text, "events", who=mention,
        events=found.outlines, count=found.total, said=seen.called(id, limit=SHOWN), acts=roles.get("actor", 0),
        suffers=roles.get("target", 0), camps=list(camps), relations=seen.relations(id, limit=SHOWN),
        control=control[:SHOWN], id=id,
    )  # fmt: skip
