"""The map with its timeline: the events that are asked for, beside it a list of the latest of them."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad import observatory, ontology
from marsad.events.control import STATUSES, TYPES
from marsad.observatory import Observatory
from marsad.web.links import query
from marsad.web.pages.events import form
from marsad.web.rendering import filters, language, observing, one_event, page, remembering
from marsad.web.wording import Wording, wording

LISTED = 30  # events below the map


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The page of the map; `event` chooses one of the events."""
    words, wanted = wording(language(request)), filters(request, seen)
    chosen = one_event(seen, request.query_params.get("event", ""))
    known = remembering(request)
    moves = known.remembered("span of control", lambda: seen.span(observatory.Asked(types=TYPES, statuses=STATUSES)))
    found, listed = known.tally(seen, wanted.selection), seen.first(wanted.selection, LISTED)
    return page(
        request, "map.html", words.text("map.title"), "map", 400 if wanted.problems else 200, events=listed,
        count=found.total, unplaced=found.total - found.placed, stand=known.archive.stand, asked=query(wanted.given), chosen=chosen, told=_told(words),
        families=[f for f in dict.fromkeys(ontology.families().values()) if f in found.families],
        control=moves, **form(wanted, words),
    )  # fmt: skip


def _told(words: Wording) -> dict[str, Any]:
    """The words that the script needs."""
    texts = ("in", "out", "here", "choose", "holder_none", "contested", "control", "days", "clear_days")
    return {
        **{key: words.text(f"map.{key}") for key in texts}, "digits": words.digits, "language": words.language,
        "types": {code: kind.label(words.language) for code, kind in ontology.types().items()},
        "statuses": {key[7:]: text for key, text in words.labels.items() if key.startswith("status.")},
    }  # fmt: skip
