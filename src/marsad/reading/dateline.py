"""Datelines: the place, agency and day before the first words of a report («بيروت (رويترز) - …») tell of no event."""

from __future__ import annotations

from marsad.language.ar.script import normal
from marsad.language.ar.tokens import Sentence
from marsad.reading.view import View

_LONGEST, _AGENCY, _TITLE = 14, 5, 4  # tokens
_DASHES = frozenset("-–—ـ")
_INSIDE = frozenset("()[]/،,|.*•") | _DASHES
_DESK = frozenset(
    map(
        normal,
        "خاص وكالات متابعات متابعة مراسل مراسلنا مراسلو مكتب ترجمة وكالة صحيفة موقع شبكة قناة أ ف ب د رويترز".split(),
    )
)


def without_dateline(view: View) -> View:
    """The sentence behind its dateline; the view itself where it has none."""
    cut = _flash(view)
    while (end := _segment(view, cut)) is not None:
        cut = end
    if not cut or cut >= len(view.tokens):
        return view
    rest, old = view.tokens[cut:], view.sentence
    return View(
        view.knowledge, Sentence(rest[0].start, old.end, old.line, rest, old.ended), view.published, view.attested
    )


def _flash(view: View) -> int:
    """The end of «#عاجل |», which stands before a deed and says nothing of it."""
    first = 1 if view.tokens[0].raw == "#" else 0
    if len(view.tokens) <= first or view.tokens[first].norm != "عاجل":
        return 0
    return _behind_marks(view, first + 1)


def town_of_dateline(view: View) -> tuple[int, int] | None:
    """The tokens of the first place in the dateline of a sentence."""
    start = without_dateline(view).tokens[0].start
    spans = ((i, match.end) for i, match in sorted(view.places.items()) if view.tokens[i].start < start)
    return next(spans, None)


def _segment(view: View, start: int) -> int | None:
    """The end of the part of a dateline that starts at a token, with the mark that closes it."""
    tokens = view.tokens
    if not start and (close := _titled(view)):
        return _behind_marks(view, close)
    place = desk = False
    i = start
    while i < min(start + _LONGEST, len(tokens)):
        token = tokens[i]
        if token.raw in _DASHES or token.raw == ":" or (token.raw == ")" and place and desk):
            if place or (desk and (start or token.raw in _DASHES)):  # «سونا - أعلن …»
                return _behind_marks(view, i)
            if token.raw == ":" or not desk:
                return None
        if token.raw in _INSIDE:
            i += 1
            continue
        if i in view.times:
            i = view.times[i].end
            continue
        if place and tokens[i - 1].raw == "(" and (close := _bracket(view, i)):
            desk, i = True, close  # an agency, whether the list knows it or not
            continue
        media = i in view.names and any(u.body.kind == "media" for u in view.names[i].value)
        if media:
            desk, i = True, view.names[i].end
        elif i in view.places and not view.words[i].prep and not view.words[i].conj:
            place, i = True, view.places[i].end
        elif i in view.names and all(u.manner in ("country", "capital") for u in view.names[i].value):
            place, i = True, view.names[i].end
        elif token.norm in _DESK or token.kind in ("latin", "number"):
            desk, i = True, i + 1
        elif start and tokens[i].opens and tokens[i].closes:
            desk, i = True, i + 1
        else:
            return None
    return None


def _titled(view: View) -> int:
    """«أوغاريت بوست (مركز الأخبار) – …»: the dash behind an outlet that no table knows and its desk in brackets."""
    tokens = view.tokens
    opening = next((k for k in range(1, min(_TITLE, len(tokens))) if tokens[k].raw == "("), 0)
    close = _bracket(view, opening + 1) if opening else 0
    if not close or close + 1 >= len(tokens) or tokens[close + 1].raw not in _DASHES:
        return 0
    plain = all(t.kind in ("word", "latin") for t in tokens[:opening])
    return close + 1 if plain and not any(w.verbs or w.events for w in view.words[:opening]) else 0


def _bracket(view: View, i: int) -> int:
    """Where the bracket that opened before token i closes, 0 where it does not soon."""
    return next((k for k in range(i + 1, min(i + _AGENCY, len(view.tokens))) if view.tokens[k].raw == ")"), 0)


def _behind_marks(view: View, i: int) -> int:
    while i < len(view.tokens) and (view.tokens[i].raw in _INSIDE or view.tokens[i].raw == ":"):
        i += 1
    return i
