"""The list of events, with filters that live in the address."""

from __future__ import annotations

import math
from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad import ontology
from marsad.model import STATUSES
from marsad.observatory import Observatory
from marsad.web.asking import AGREEMENTS, FIELDS, Asked
from marsad.web.errors import Refused
from marsad.web.rendering import filters, language, observing, page, remembering
from marsad.web.wording import Wording, wording

SIZE = 40  # events of a page


@observing
def show(request: Request, seen: Observatory) -> Response:
    """One page of the events that are asked for, the latest first."""
    words, wanted = wording(language(request)), filters(request, seen)
    count = remembering(request).tally(seen, wanted.selection).total
    pages = max(1, math.ceil(count / SIZE))
    if wanted.page > pages:
        raise Refused(404)
    found = seen.first(wanted.selection, SIZE, offset=(wanted.page - 1) * SIZE)
    days = [(day, list(members)) for day, members in groupby(found, key=lambda e: e.day)]
    return page(
        request, "events.html", words.text("list.title"), "events", 400 if wanted.problems else 200,
        days=days, count=count, pages=pages, **form(wanted, words),
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
