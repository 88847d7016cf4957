"""The front page: what was told since a day."""

from __future__ import annotations

import datetime

from starlette.requests import Request
from starlette.responses import Response

from marsad.events.running import tolls
from marsad.report.situation.facts import armed, contested, said, weight
from marsad.web.asking import day
from marsad.web.rendering import archive, language, page
from marsad.web.wording import wording

_WEEK = 7
_MAIN, _SHOWN = 12, 4  # main events, and of each other kind; the rest stands in the list of events
_LONGEST = 3_660  # days


def show(request: Request) -> Response:
    """The main events from a day (`since`; a week) up to the last report."""
    own, now = language(request), archive(request).now()
    words = wording(own)
    end = now.last_day
    if end is None:
        return page(request, "today.html", words.text("nav.today"), "today", start=None, problem=None)
    wanted = request.query_params.get("since", "").strip()
    start = day(wanted) if wanted else _back(end, _WEEK - 1)
    problem = "no_date" if start is None else "order" if start > end else None
    if start is None or problem or start < _back(end, _LONGEST):
        start = _back(end, _WEEK - 1)
    found = now.between(start, end)
    done = sorted((e for e in found if not said(e)), key=weight)
    fights = armed(done)
    moves = [e for e in now.control if start <= e.day <= end]
    killed = next((t for t in tolls(done, (start, end)) if t.kind == "killed" and t.period), None)
    ahead = sorted((e for e in found if said(e)), key=weight)
    disputed = [e for e in done if contested(e)]
    counts = (
        ("armed", words.number(len(fights))),
        ("killed", words.interval(killed.low, killed.high) if killed else words.number(0)),
        ("disputed", words.number(sum(map(contested, found)))),
        ("moves", words.number(len({e.event.id for e in moves}))),
    )
    return page(
        request, "today.html", words.text("nav.today"), "today", start=start, end=end, problem=problem, wanted=wanted,
        counts=counts, main=done[:_MAIN], all=len(found), disputed=disputed[:_SHOWN], n_disputed=len(disputed),
        moves=moves[-2 * _SHOWN :][::-1], ahead=ahead[:_SHOWN],
    )  # fmt: skip


def _back(iso: str, days: int) -> str:
    """A day so many days before."""
    return (datetime.date.fromisoformat(iso) - datetime.timedelta(days=days)).isoformat()
