"""The front page: what was told since a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from marsad.events.control import STATUSES, TYPES, Entry, entries
from marsad.events.running import Toll, tolls
from marsad.observatory import Asked, Loss, Observatory, Outline
from marsad.report.situation.facts import ARMED
from marsad.web.asking import back, day
from marsad.web.rendering import archive, language, observing, page, remembering
from marsad.web.wording import wording

_WEEK = 7
_CONTESTED = ("contested", "denied")
_MAIN, _SHOWN = 12, 4  # main events, and of each other kind; the rest stands in the list of events
_LONGEST = 3_660  # days


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The main events from a day (`since`; a week) up to the last report."""
    words, end = wording(language(request)), seen.last_day()
    if end is None:
        return page(request, "today.html", words.text("nav.today"), "today", start=None, stand=archive(request).stand)
    wanted = request.query_params.get("since", "").strip()
    start = day(wanted) if wanted else back(end, _WEEK - 1)
    problem = "no_date" if start is None else "order" if start > end else None
    if start is None or problem or start < back(end, _LONGEST):
        start = back(end, _WEEK - 1)
    found = remembering(request).remembered(("told", start, end), lambda: _summary(seen, start, end))
    killed = found.killed
    counts = (
        ("armed", words.number(found.armed)),
        ("killed", words.interval(killed.low, killed.high) if killed else words.number(0)),
        ("disputed", words.number(found.n_disputed)),
        ("moves", words.number(found.n_moves)),
    )
    return page(
        request, "today.html", words.text("nav.today"), "today", start=start, end=end, problem=problem, wanted=wanted,
        counts=counts, summary=found, stand=archive(request).stand,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """What was told of some days."""

    main: Sequence[Outline]
    ahead: Sequence[Outline]
    disputed: Sequence[Outline]  # what is done and contested
    moves: Sequence[Entry[Outline]]
    killed: Toll[Loss] | None
    all: int
    armed: int
    n_disputed: int
    n_done_disputed: int
    n_moves: int


def _summary(seen: Observatory, start: str, end: str) -> Summary:
    within = Asked(days=(start, end))
    done, ahead, contested = replace(within, said=False), Asked(said=True), Asked(agreements=_CONTESTED)
    moved = Asked(types=TYPES, statuses=STATUSES)
    disputed, armed = Asked(agreements=_CONTESTED, said=False), Asked(types=ARMED, confirmed=True, said=False)
    moves = seen.first(replace(moved, days=within.days), 2 * _SHOWN)
    return Summary(
        seen.first(done, _MAIN, "weight"), seen.first(replace(ahead, days=within.days), _SHOWN, "weight"),
        seen.first(replace(disputed, days=within.days), _SHOWN, "weight"),
        sorted(entries(moves), key=lambda e: (e.day, e.event.id))[-2 * _SHOWN :][::-1],
        next((t for t in tolls(seen.losses(replace(done, confirmed=True)), (start, end)) if t.period), None),
        *seen.totals(within, armed, contested, disputed, moved),
    )  # fmt: skip
