"""The list of events, with filters that live in the address."""

from __future__ import annotations

import math
from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad import ontology
from marsad.model import STATUSES
from marsad.web.asking import AGREEMENTS, FIELDS, Asked, asked
from marsad.web.errors import Refused
from marsad.web.rendering import archive, language, page
from marsad.web.wording import Wording, wording

SIZE = 40  # events of a page


def show(request: Request) -> Response:
    """One page of the events that are asked for, the latest first."""
    own, now = language(request), archive(request).now()
    words, wanted = wording(own), asked(request.query_params, now.places)
    found = now.asked(wanted.selection)
    pages = max(1, math.ceil(len(found) / SIZE))
    if wanted.page > pages:
        raise Refused(404)
    shown = found[(wanted.page - 1) * SIZE : wanted.page * SIZE]
    days = [(day, list(members)) for day, members in groupby(shown, key=lambda e: e.day)]
    return page(
        request, "events.html", words.text("list.title"), "events", 400 if wanted.problems else 200,
        days=days, count=len(found), pages=pages, **form(wanted, words),
    )  # fmt: skip


def form(wanted: Asked, words: Wording) -> dict[str, Any]:
    """What the form of filters shows."""
    families: dict[str, list[tuple[str, str]]] = {}
    for code, kind in ontology.types().items():
        families.setdefault(kind.family, []).append((code, kind.label(words.language)))
    return {
        "wanted": wanted, "given": {**dict.fromkeys(FIELDS, ""), **wanted.given},
        "kinds": [(family, words(f"family.{family}"), members) for family, members in families.items()],
        "statuses": STATUSES, "agreements": AGREEMENTS,
    }  # fmt: skip
