"""Search over the normal form: words, phrases, words near each other; answers are spans of the raw text.

What is asked is made into the forms that stand in the index; the database finds reports, newest kept first, and the
hits are then found again in the text itself, so that what is marked is what matched.
"""

from __future__ import annotations

import datetime
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, and_, column, func, or_, select, table, text, true
from sqlalchemy.sql.elements import ColumnElement

from marsad.errors import InputError
from marsad.language.ar.stems import Stem, stems, variants
from marsad.model import Report
from marsad.store import names
from marsad.store.index import quoted
from marsad.store.rows import report_of, searched
from marsad.store.schema import claims, parties, readings, reports
from marsad.store.store import Store

_PIECE = re.compile(r'(-?)(?:"([^"]*)"?|«([^»]*)»?|(\S+))')
_MOST_FORMS = 64  # of a phrase
_MOST_STEPS = 20  # between words, of which PostgreSQL is asked for each
_MOST_WORDS = 32
_FEW = 3_000  # reports that a filter lets through, by which they are looked up
_LEAST_PREFIX = 2
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase: for each of its words the forms that stand for it. `prefix`: the last one is a beginning."""

    words: tuple[tuple[str, ...], ...]
    prefix: bool = False

    def spans(self, found: Sequence[Stem]) -> Iterator[tuple[int, int]]:
        """Where it stands, as places in the list of words, half-open."""
        size = len(self.words)
        for start in range(len(found) - size + 1):
            if all(self._fits(k, found[start + k].text) for k in range(size)):
                yield start, start + size

    def _fits(self, k: int, word: str) -> bool:
        if self.prefix and k == len(self.words) - 1:
            return word.startswith(self.words[k])
        return word in self.words[k]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: every term of `must`, none of `never`; with `near`, all of `must` within so many words."""

    must: tuple[Term, ...]
    never: tuple[Term, ...] = ()
    near: int | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    type: str | None = None
    actor: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A report with the spans of its text that matched."""

    number: int
    report: Report
    spans: tuple[tuple[int, int], ...]


def terms(words: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The terms of `words "a phrase" begin* -without`: those that must stand in a report, and those that may not.

    Raises:
        InputError: there are too many of them, or nothing to look for.

    >>> [len(t.words) for t in terms('حلب "قصف مدفعي" -إدلب')[0]]
    [1, 2]
    """
    must: list[Term] = []
    never: list[Term] = []
    for sign, *shapes in _PIECE.findall(words):
        piece = next((s for s in shapes if s), "")
        prefix = piece.endswith("*")
        forms = tuple(tuple(variants(piece[s.start : s.end])) for s in stems(piece))
        if prefix and forms and min(map(len, forms[-1])) < _LEAST_PREFIX:
            forms = (*forms[:-1], tuple(f for f in forms[-1] if len(f) >= _LEAST_PREFIX))
        if forms and all(forms):
            (never if sign else must).append(Term(forms, prefix))
    if sum(len(t.words) for t in (*must, *never)) > _MOST_WORDS:
        raise InputError(f"more than {_MOST_WORDS} words", where="the search")
    if not must and (never or words.strip()):
        raise InputError("names no word to look for", where="the search")
    return tuple(must), tuple(never)


def search(store: Store, query: Query, limit: int = 20) -> Iterator[Hit]:
    """The reports that match, newest kept first."""
    with store.database.reading() as connection:
        found: set[int] = set()
        statement = _statement(connection, query)
        for offset in itertools.count(0, _PAGE):
            rows = connection.execute(statement.limit(_PAGE).offset(offset)).mappings().all()
            for row in rows:
                spans = hits(query, row["text"])
                if spans is not None and row["number"] not in found:
                    found.add(row["number"])
                    yield Hit(row["number"], report_of(row), spans)
                    if len(found) >= limit:
                        return
            if len(rows) < _PAGE:
                return


def hits(query: Query, raw: str) -> tuple[tuple[int, int], ...] | None:
    """The spans of a text that match; None where they are not near each other."""
    found = list(stems(raw))
    places = [list(term.spans(found)) for term in query.must]
    if query.near is not None and len(places) > 1:
        places = _near(places, query.near)
        if not all(places):
            return None
    spans = sorted({(found[a].start, found[b - 1].end) for member in places for a, b in member})
    return tuple(spans)


def _near(places: list[list[tuple[int, int]]], distance: int) -> list[list[tuple[int, int]]]:
    """Those places from which one of each other term is no farther than so many words between."""

    def close(a: tuple[int, int], b: tuple[int, int]) -> bool:
        return max(a[0], b[0]) - min(a[1], b[1]) <= distance

    first = [p for p in places[0] if all(any(close(p, q) for q in other) for other in places[1:])]
    return [first, *([q for q in other if any(close(p, q) for p in first)] for other in places[1:])]


def _statement(connection: Connection, query: Query) -> Select[tuple[object, ...]]:
    index = table("search", column("rowid"), column("report"), column("stems"))
    chosen, number = select(reports), reports.c.number + 0
    if not query.must:
        chosen, number = chosen.order_by(reports.c.number.desc()), reports.c.number
    elif connection.dialect.name == "sqlite":
        matches = text("search MATCH :asked").bindparams(asked=fts5(query))
        chosen = chosen.join(index, index.c.rowid == reports.c.number).where(matches).order_by(index.c.rowid.desc())
        # Asked for by a sum, a filter comes after the words: SQLite would look for these anew for each of its reports.
        number = index.c.rowid + 0
    else:
        matches = text("search.stems @@ CAST(:asked AS tsquery)").bindparams(asked=tsquery(query))
        chosen = chosen.join(index, index.c.report == reports.c.number).where(matches)
        chosen = chosen.order_by(reports.c.number.desc())
    told = _told(connection, query)
    for filtered in (_published(query), _of_outlet(connection, query), _claiming(told)):
        if filtered is not None:
            few = len(connection.execute(filtered.counted.limit(_FEW + 1)).all()) <= _FEW
            chosen = chosen.where(number.in_(filtered.numbers) if few else filtered.each)
    return chosen if told is None else chosen.where(_has_claim(told))


@dataclass(frozen=True, slots=True)
class _Filter:
    """A filter as the database is best asked for it: by its reports, where these are few, else report by report.

    `numbers` of the reports that pass it, the rows `counted` for telling whether they are few, and whether `each` does.
    """

    numbers: Select[tuple[int]]
    counted: Select[tuple[int]]
    each: ColumnElement[bool]


def _published(query: Query) -> _Filter | None:
    """Published in these days; an instant begins with its day."""
    span: list[ColumnElement[bool]] = []
    if query.since is not None:
        span.append(reports.c.published >= query.since)
    if query.until is not None:
        after = datetime.date.fromisoformat(query.until) + datetime.timedelta(days=1)
        span.append(reports.c.published < after.isoformat())
    numbers = select(reports.c.number).where(*span)
    return _Filter(numbers, numbers, and_(*span)) if span else None


def _of_outlet(connection: Connection, query: Query) -> _Filter | None:
    """Of the outlets whose name holds the words that were asked for."""
    if query.outlet is None:
        return None
    mine = [name for name in names.outlets(connection) if searched(query.outlet) in searched(name)]
    each = reports.c.outlet.in_(mine)
    numbers = select(reports.c.number).where(each)
    return _Filter(numbers, numbers, each)


def _told(connection: Connection, query: Query) -> Select[tuple[int]] | None:
    """The readings with one claim that fits all of type, actor and place."""
    if not (query.type or query.actor or query.place):
        return None
    chosen = select(claims.c.reading)
    if query.type:
        chosen = chosen.where(claims.c.type == query.type)
    if query.place:
        named = claims.c.place_name.in_(names.holding(connection, "place", query.place))
        chosen = chosen.where(or_(claims.c.place == query.place, named))
    if query.actor:
        named = parties.c.name.in_(names.holding(connection, "party", query.actor))
        same = (parties.c.reading == claims.c.reading, parties.c.position == claims.c.position)
        chosen = chosen.join(parties, and_(*same)).where(
            parties.c.role.in_(("actor", "target")), or_(parties.c.body == query.actor, named)
        )
    return chosen


def _claiming(told: Select[tuple[int]] | None) -> _Filter | None:
    """With such a reading, be it the latest or not."""
    if told is None:
        return None
    return _Filter(select(readings.c.report).where(readings.c.number.in_(told)).distinct(), told, true())


def _has_claim(told: Select[tuple[int]]) -> ColumnElement[bool]:
    """The latest reading of a report is such a one."""
    of_report = select(func.max(readings.c.number)).where(readings.c.report == reports.c.number)
    latest = of_report.correlate(reports).scalar_subquery()
    return told.where(claims.c.reading == latest).correlate(reports).exists()


def fts5(query: Query) -> str:
    """The query in the language of FTS5."""

    def one(term: Term) -> str:
        star = "*" if term.prefix else ""
        forms = itertools.islice(itertools.product(*term.words), _MOST_FORMS)
        return "(" + " OR ".join(f'"{" ".join(f)}"{star}' for f in forms) + ")"

    def close(term: Term, other: Term) -> str:
        pairs = itertools.product(*(itertools.product(*t.words) for t in (term, other)))
        stars = ["*" if t.prefix else "" for t in (term, other)]
        shown = (" ".join(f'"{" ".join(f)}"{s}' for f, s in zip(p, stars, strict=True)) for p in pairs)
        return "(" + " OR ".join(f"NEAR({words}, {query.near})" for words in shown) + ")"

    asked = " AND ".join([*(one(t) for t in query.must), *(close(*pair) for pair in _pairs(query))])
    return f"({asked})" + "".join(f" NOT {one(t)}" for t in query.never)


def _pairs(query: Query) -> list[tuple[Term, Term]]:
    """The terms that must be near each other as the database can ask it: the first with each other one.

    Terms of very many forms, and those that one word can stand for, are left to `hits`.
    """
    if query.near is None:
        return []
    first, others = query.must[0], query.must[1:]
    mine = set(itertools.chain(*first.words))
    apart = [t for t in others if not (t.prefix or first.prefix or mine & set(itertools.chain(*t.words)))]
    return [(first, t) for t in apart if math.prod(len(f) for f in (*first.words, *t.words)) <= _MOST_FORMS]


def tsquery(query: Query) -> str:
    """The query as a tsquery of PostgreSQL."""

    def one(term: Term) -> str:
        words = []
        for k, forms in enumerate(term.words):
            star = ":*" if term.prefix and k == len(term.words) - 1 else ""
            words.append("(" + " | ".join(quoted(f) + star for f in forms) + ")")
        return "(" + " <-> ".join(words) + ")"

    def close(term: Term, other: Term) -> str:
        orders = ((one(term), one(other)), (one(other), one(term)))
        steps = (f"({a} <{n}> {b})" for a, b in orders for n in range(1, (query.near or 0) + 2))
        return "(" + " | ".join(steps) + ")"

    # Phrases may overlap, which cannot be asked for in this language.
    single = [p for p in _pairs(query) if all(len(t.words) == 1 for t in p) and (query.near or 0) <= _MOST_STEPS]
    near = [close(*pair) for pair in single]
    return " & ".join([*(one(t) for t in query.must), *near, *(f"!{one(t)}" for t in query.never)])
