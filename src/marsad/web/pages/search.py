"""Search in the texts of the reports, as `marsad search` does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad.errors import InputError
from marsad.model import Claim
from marsad.observatory import Asked, Observatory
from marsad.report.page import Piece
from marsad.store.search import Hit, Query, search, terms
from marsad.web.masking import Masked, Masking
from marsad.web.pages.events import form
from marsad.web.rendering import filters, language, observing, page
from marsad.web.wording import wording

_MOST = 40  # reports shown
_AROUND = 160  # characters beside the first hit
_LONGEST = 500  # characters of what is looked for


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The form, and the reports that match what is asked."""
    own, values = language(request), request.query_params
    words, wanted = wording(own), filters(request, seen)
    given, outlet = values.get("words", "").strip()[:_LONGEST], values.get("outlet", "").strip()[:200]
    hits: list[dict[str, Any]] | None = None
    problem = False
    chosen = wanted.selection
    if given or outlet or wanted.given:
        try:
            must, never = terms(given)
            kind = wanted.given.get("type")
            query = Query(must, never, outlet=outlet or None, since=chosen.since, until=chosen.until,
                          type=chosen.type, actor=chosen.actor, place=wanted.given.get("area"))  # fmt: skip
            problem = "type" in wanted.problems or (kind is not None and kind not in _codes())
            if not problem and not set(wanted.problems) - {"area"}:
                hits = _hits(seen, query)
        except InputError:
            problem = True
    return page(
        request, "search.html", words.text("search.title"), "search", 400 if problem else 200, words=given, outlet=outlet,
        hits=hits, most=_MOST, problem=problem, **form(wanted, words),
    )  # fmt: skip


def _codes() -> frozenset[str]:
    from marsad import ontology

    return frozenset(ontology.types())


def _hits(seen: Observatory, query: Query) -> list[dict[str, Any]]:
    """The reports that match; where names are withheld none by a name of a private person."""
    if not isinstance(seen, Masked):
        return [_shown(hit, hit.report.text, hit.spans) for hit in islice(search(seen.store, query, _MOST), _MOST)]
    if query.actor and not seen.find(Asked(actor=query.actor, published=True), limit=0).total:
        return []
    hits = list(islice(search(seen.store, query, _MOST), _MOST))
    claims = {r.report.id: r.claims for r in seen.readings([hit.report.id for hit in hits])}
    return [one for hit in hits if (one := _masked(hit, seen.masking, claims.get(hit.report.id, ()), bool(query.must)))]


def _masked(hit: Hit, masking: Masking, claims: Sequence[Claim], by_words: bool) -> dict[str, Any] | None:
    """A report without names; None where nothing but names matched."""
    text = masking.cut(hit.report.text, claims)
    cuts = text.cuts
    spans = [(a, b) for a, b in hit.spans if all(b <= start or end <= a for start, end in cuts)]
    if by_words and not spans:
        return None
    shown = _shown(hit, text.text, [(text.at(a), text.at(b, closing=True)) for a, b in spans])
    return shown | {"report": masking.report(hit.report, claims)}


def _shown(hit: Hit, raw: str, spans: Sequence[tuple[int, int]]) -> dict[str, Any]:
    first = spans[0] if spans else (0, 0)
    start, end = max(0, first[0] - _AROUND), min(len(raw), first[1] + _AROUND)
    start = raw.rfind(" ", 0, start) + 1 if start else 0
    end = end if (space := raw.find(" ", end)) < 0 else space
    pieces = list(_pieces(raw, spans, start, end))
    return {"report": hit.report, "pieces": pieces, "before": start > 0, "after": end < len(raw)}


def _pieces(raw: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[Piece]:
    """A stretch of the text with the hits marked."""
    at = start
    for a, b in spans:
        if a >= at and b <= end:
            yield Piece(raw[at:a], "", (), (), ())
            yield Piece(raw[a:b], "trigger", (), (), ())
            at = b
    yield Piece(raw[at:end], "", (), (), ())
