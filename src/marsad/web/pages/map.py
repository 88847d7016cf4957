"""The map with its timeline: the events that are asked for, beside it a list of the latest of them."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad import ontology
from marsad.web.asking import asked
from marsad.web.links import query
from marsad.web.pages.events import form
from marsad.web.rendering import archive, language, page
from marsad.web.wording import Wording, wording

LISTED = 30  # events below the map


def show(request: Request) -> Response:
    """The page of the map; `event` chooses one of the events."""
    own, now = language(request), archive(request).now()
    words, wanted = wording(own), asked(request.query_params, now.places)
    found = now.asked(wanted.selection)
    unplaced = sum(e.place is None or e.place.lat is None for e in found)
    chosen = now.by_id.get(request.query_params.get("event", ""))
    days = [e.day for e in now.control]
    shown = {ontology.families()[e.type] for e in found}
    return page(
        request, "map.html", words.text("map.title"), "map", 400 if wanted.problems else 200, events=found[:LISTED],
        count=len(found), unplaced=unplaced, asked=query(wanted.given), chosen=chosen, told=_told(words),
        families=[f for f in dict.fromkeys(ontology.families().values()) if f in shown],
        control=(days[0], days[-1]) if days else None, **form(wanted, words),
    )  # fmt: skip


def _told(words: Wording) -> dict[str, Any]:
    """The words that the script needs."""
    texts = ("in", "out", "here", "choose", "holder_none", "contested", "control", "days", "clear_days")
    return {
        **{key: words.text(f"map.{key}") for key in texts}, "digits": words.digits, "language": words.language,
        "types": {code: kind.label(words.language) for code, kind in ontology.types().items()},
        "statuses": {key[7:]: text for key, text in words.labels.items() if key.startswith("status.")},
    }  # fmt: skip
