"""Charts of the events that are asked for: on the page, and to take away as PNG, SVG and CSV."""

from __future__ import annotations

import csv
import io
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec

from starlette.requests import Request
from starlette.responses import Response

from marsad import observatory, ontology
from marsad.cells import cell
from marsad.events.selecting import within
from marsad.observatory import Observatory
from marsad.report.situation.document import Bar, Bars, Block, Column, Picture, Table
from marsad.report.situation.facts import Scope
from marsad.report.situation.graphics import MAPPED, by_time, by_type, deaths, displacement
from marsad.report.words import Part
from marsad.web.asking import Asked, back
from marsad.web.errors import Refused
from marsad.web.links import query
from marsad.web.pages.events import form
from marsad.web.rendering import citing, filters, language, observing, page, remembering
from marsad.web.wording import Wording, wording

NAMES = ("days", "types", "deaths", "displacement", "control")
_WEEK, _LONGEST = 7, 3_660  # days
_MOST = 400  # events whose accounts are read for the dead or displaced: those of the most
_MOST_HOLDERS = 12
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}
_DRAWING = threading.Lock()  # matplotlib draws one picture at a time


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its values: `rows` for programs, those of the picture's table for people."""

    picture: Picture
    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@observing
def show(request: Request, seen: Observatory) -> Response:
    """The page of the charts; without days a week up to the last report."""
    words, wanted = wording(language(request)), filters(request, seen)
    scope = _scope(wanted, seen)
    found = [] if scope is None else _charts(request, seen, wanted, scope)
    return page(
        request, "charts.html", words.text("charts.title"), "charts", 400 if wanted.problems else 200, scope=scope,
        charts=found, asked=query(wanted.given), drawn=find_spec("matplotlib") is not None, **form(wanted, words),
    )  # fmt: skip


@observing
def take(request: Request, seen: Observatory) -> Response:
    """One chart as a file."""
    own, wanted = language(request), filters(request, seen)
    name, _, format = str(request.path_params["name"]).rpartition(".")
    scope = _scope(wanted, seen)
    if name not in NAMES or format not in _MEDIA or scope is None:
        raise Refused(404)
    if wanted.problems:
        raise Refused(400, ", ".join(sorted(wanted.problems)))
    chart = next((c for c in _charts(request, seen, wanted, scope) if c.picture.name == name), None)
    if chart is None or (format != "csv" and find_spec("matplotlib") is None):
        raise Refused(404)
    key = ("chart", own, wanted.selection, scope, name, format)
    body = remembering(request).remembered(key, lambda: _file(chart, wording(own), format))
    file = f'attachment; filename="marsad-{name}-{scope.start}-{scope.end}.{format}"'
    return Response(body, media_type=_MEDIA[format], headers={"content-disposition": file})


def _scope(wanted: Asked, seen: Observatory) -> Scope | None:
    """The days that are shown; None where nothing has one."""
    last = seen.last_day()
    end = wanted.selection.until or last
    if end is None:
        return None
    start = wanted.selection.since or back(end, _WEEK - 1)
    return Scope(max(min(start, end), back(end, _LONGEST)), end, wanted.selection.area)


def _charts(request: Request, seen: Observatory, wanted: Asked, scope: Scope) -> Sequence[Chart]:
    own, asked = language(request), wanted.selection
    return remembering(request).remembered(
        ("charts", own, asked, scope), lambda: list(_made(request, seen, asked, scope))
    )


def _made(request: Request, seen: Observatory, asked: observatory.Asked, scope: Scope) -> Iterator[Chart]:
    words = wording(language(request))
    within_days = replace(asked, since=None, until=None, days=(scope.start, scope.end))
    done = replace(within_days, said=False, confirmed=True)
    by_family = {family: seen.count("day", one) for family, one in _families(done)}
    counted = Counter({(day, family): n for family, days in by_family.items() for day, n in days.items() if day})
    if picture := by_time(counted, scope, words) if counted else None:
        families = [family for family in MAPPED if by_family.get(family)]
        rows = tuple((day, *(counted[day, f] for f in families)) for day in scope.days)
        yield Chart(picture, ("day", *families), rows)
    if types := Counter({code: n for _, one in _families(done) for code, n in seen.count("type", one).items()}):
        yield Chart(by_type(types, words), ("type", "events"), tuple(types.most_common()))
    deadly = seen.whole([e.id for e in seen.find(replace(done, deaths=1.0), order="weight", limit=_MOST).outlines])
    yield from _intervals(deaths(deadly, scope, citing(words.language)), "perpetrator", words)
    if asked.type in (None, "displacement", ontology.families()["displacement"]):
        moved = seen.find(replace(done, type=None, types=("displacement",)), order="weight", limit=_MOST).outlines
        told = displacement(seen.whole([e.id for e in moved]), citing(words.language))
        yield from _intervals(told, "place", words)
    yield from _control(request, seen, scope, words)


def _families(asked: observatory.Asked) -> Iterator[tuple[str, observatory.Asked]]:
    """What is asked for, a family of those that charts count at a time."""
    if asked.type is None:
        yield from ((family, replace(asked, types=(family,))) for family in MAPPED)
        return
    family = ontology.families().get(asked.type, asked.type)
    if family in MAPPED:
        yield family, asked


def _intervals(blocks: Iterator[Block], first: str, words: Wording) -> Iterator[Chart]:
    """Bars with their intervals; the page has no numbered evidence, so that column of the report is left out."""
    for block in blocks:
        if isinstance(block, Picture) and isinstance(block.drawing, Bars) and block.values is not None:
            rows = tuple((b.name, b.low, b.value, b.high) for b in block.drawing.bars)
            values = replace(
                block.values, columns=block.values.columns[:-1], rows=tuple(r[:-1] for r in block.values.rows)
            )
            yield Chart(replace(block, values=values), (first, "low", "best", "high"), rows)


def _control(request: Request, seen: Observatory, scope: Scope, words: Wording) -> Iterator[Chart]:
    """How many places each is said to hold on the last day."""
    cite = citing(words.language)
    held = [
        (s, "".join(p.text for p in cite.name(s.entry.holder)))
        for s in remembering(request).holdings(seen).standings(scope.end)
        if s.entry is not None and s.entry.holder is not None and (scope.area is None or within(s.place, scope.area))
    ]  # fmt: skip
    if not held:
        return
    counted = Counter(name for _, name in held)
    disputed = Counter(name for s, name in held if s.contested)
    order = sorted(counted, key=lambda name: (-counted[name], name))
    title = words.text("charts.control", day=words.day(scope.end))
    columns = (Column(words("chart.control_points")), Column(words.text("charts.places"), figures=True),
               Column(words.text("charts.contested"), figures=True))  # fmt: skip
    table = tuple(
        ([Part(name, "words")], *([Part(words.number(n), "number")] for n in (counted[name], disputed[name])))
        for name in order
    )
    bars = Bars(tuple(Bar(name, counted[name]) for name in order[:_MOST_HOLDERS]), words.text("charts.places"))
    alternative = words.text("charts.alt_control", first=order[0], most=counted[order[0]])
    picture = Picture("control", bars, title, alternative, Table(title, columns, table, False))
    rows = sorted(
        (s.place.name_ar or "", s.place.name_en or "", s.place.id, name, s.entry.day if s.entry else "", s.contested)
        for s, name in held
    )
    yield Chart(picture, ("place_ar", "place_en", "place_id", "holder", "since", "contested"), tuple(rows))


def _file(chart: Chart, words: Wording, format: str) -> bytes:
    """A chart in a format."""
    if format == "csv":
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\n")
        table.writerow(chart.header)
        table.writerows([cell(value) for value in row] for row in chart.rows)
        return out.getvalue().encode("utf-8", "replace")
    from marsad.report.situation.drawing import draw

    with _DRAWING:
        drawn = draw(chart.picture.drawing, words, "png" if format == "png" else "svg")
    return drawn if format == "png" else plain(drawn.decode()).encode()


def plain(svg: str) -> str:
    """A picture without style sheets or style attributes, which our policy lets no document have.

    >>> plain('<svg><defs><style type="text/css">*{stroke-linejoin: round}</style></defs><path style="fill: #ffffff; stroke: none"/></svg>')
    '<svg stroke-linejoin="round" stroke-linecap="butt"><defs></defs><path fill="#ffffff" stroke="none"/></svg>'
    """
    svg = re.sub(r"<style[^>]*>.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<svg\b", '<svg stroke-linejoin="round" stroke-linecap="butt"', svg, count=1)
    return re.sub(r'style="([^"]*)"', lambda found: _attributes(found[1]), svg)


def _attributes(style: str) -> str:
    parts = (part.partition(":") for part in style.split(";") if part.strip())
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, _, value in parts)
