"""The front page: what was told since a day."""

from __future__ import annotations

import datetime
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from marsad.events.control import STATUSES, TYPES, entries
from marsad.events.running import tolls
from marsad.observatory import Asked, Observatory
from marsad.report.situation.facts import ARMED
from marsad.web.asking import day
from marsad.web.rendering import language, observing, page
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
        return page(request, "today.html", words.text("nav.today"), "today", start=None, problem=None)
    wanted = request.query_params.get("since", "").strip()
    start = day(wanted) if wanted else _back(end, _WEEK - 1)
    problem = "no_date" if start is None else "order" if start > end else None
    if start is None or problem or start < _back(end, _LONGEST):
        start = _back(end, _WEEK - 1)
    within = Asked(days=(start, end))
    done, contested = replace(within, said=False), replace(within, agreements=_CONTESTED)
    main, ahead, disputed = (
        seen.find(asked, order="weight", limit=limit)
        for asked, limit in (
            (done, _MAIN), (replace(within, said=True), _SHOWN), (replace(contested, said=False), _SHOWN)
        )
    )  # fmt: skip
    moves = seen.find(replace(within, types=TYPES, statuses=STATUSES), limit=2 * _SHOWN)
    killed = next((t for t in tolls(seen.losses(replace(done, confirmed=True)), (start, end)) if t.period), None)
    counts = (
        ("armed", words.number(seen.find(replace(done, types=ARMED, confirmed=True), limit=0).total)),
        ("killed", words.interval(killed.low, killed.high) if killed else words.number(0)),
        ("disputed", words.number(seen.find(contested, limit=0).total)),
        ("moves", words.number(moves.total)),
    )
    told = sorted(entries(seen.whole([e.id for e in moves.outlines])), key=lambda e: (e.day, e.event.id))
    return page(
        request, "today.html", words.text("nav.today"), "today", start=start, end=end, problem=problem, wanted=wanted,
        counts=counts, main=main.outlines, all=main.total + ahead.total, disputed=disputed.outlines,
        n_disputed=disputed.total, moves=told[-2 * _SHOWN :][::-1], ahead=ahead.outlines,
    )  # fmt: skip


def _back(iso: str, days: int) -> str:
    """A day so many days before."""
    return (datetime.date.fromisoformat(iso) - datetime.timedelta(days=days)).isoformat()
