"""Days counted from one event to another that lay before it: «بعد يومين من …», «غداة …», «بعد أيام من …»."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from marsad.language.ar.dates import TimeExpression
from marsad.language.ar.days import Atoms
from marsad.reading.clauses import Clause
from marsad.reading.view import View

# Words before an event that lies before the one of the clause.
_EARLIER = frozenset({"بعد", "عقب", "قبل", "قبيل", "اعقاب", "غداه"})
_ANSWER = frozenset({"ردا", "انتقاما", "ثارا"})
_SOON = frozenset({"ساعات", "ساعه", "ساعتين", "دقائق", "لحظات"})
COUNTING = frozenset({"بعد", "وبعد", "غداه"})  # without one of these no days are counted
_REACH = 5  # tokens from «بعد» to the earlier event
_UNKNOWN = -1
_LASTED_REACH = 5  # tokens from the event to how long it took
_LONGEST = 1000  # days


def leads_back(view: View, i: int) -> bool:
    """Whether the phrase that begins at token i tells what lay before the event of its clause."""
    return (
        view.norm(i) in _EARLIER
        or any(view.norm(k).lstrip("و") in _ANSWER for k in (i - 1, i))
        or (view.norm(i) in ("في", "وفي") and view.norm(i + 1) in _EARLIER)
        or (view.norm(i) in ("من", "علي") and any(view.norm(k).lstrip("و") in _EARLIER for k in range(i - 3, i)))
    )  # «بعد أسبوع من»


def hours_before(view: View, border: int) -> bool:
    """«اغتيل بعد ساعات من خطفه أمس»: an event of the same day."""
    return any(view.norm(i) in _SOON for i in range(max(border - 2, 0), border + 1))


def days_earlier(view: View, border: int) -> int:
    """How many days before its clause's own an event lay («بعد يومين من إطلاق …»): 0 not told, -1 some day."""
    if any(view.norm(i).lstrip("و") in _ANSWER for i in (border - 1, border)):
        return _UNKNOWN  # «ردا على مجزرة …»
    if view.norm(border) == "غداه":
        return 1
    start = _after(view, border)
    words = view.knowledge.lexicon.calendar.words
    event = view.norm(border + 1)
    if start < 0 or (event.startswith("ال") and event.removeprefix("ال") in words.lasting):
        return 0  # «بعد ثلاثة أيام من المعارك»: how long they took
    days = view.knowledge.lexicon.calendar.days_after(view.tokens, start)
    vague = any(
        words.units.get(view.norm(i), "hour") != "hour" and view.norm(i) not in words.duals
        for i in range(start + 1, border)
    )
    return days or (_UNKNOWN if vague else 0)


def counted_back(view: View, border: int) -> TimeExpression | None:
    """The count itself as a time: so many days before the day told of, or some day of which no more is known."""
    days = days_earlier(view, border)
    start = border if view.norm(border) == "غداه" else _after(view, border)
    if not days or start < 0:
        return None
    told = days > 0
    end = max(border, start + 1)
    return TimeExpression(start, end, None, None, "unresolved", part=told, shift=-days if told else 0)


def lasted(view: View, head: int, until: TimeExpression) -> TimeExpression:
    """The stretch of an event that went on until a day: two days in «استعادت الحي أمس بعد قتال دام يومين».

    Of one that went on for months no day is known.
    """
    words = view.knowledge.lexicon.calendar.words
    for i in range(head + 1, head + _LASTED_REACH):
        if view.norm(i) not in words.took:
            continue
        start = i + (view.norm(i + 1) in ("علي", "عن"))
        took = Atoms()
        size = view.knowledge.lexicon.calendar.atoms.spans.read(view.tokens, start, took, "قبل")
        days = took.days()
        if not size or days == 0 or took.unit == "hour":
            return until
        end = start + size
        if days is None or until.first is None or until.first != until.last:
            return TimeExpression(start + 1, end, None, None, "unresolved")
        return replace(until, first=until.first - timedelta(days=min(days, _LONGEST) - 1), precision="range")
    return until


def told_by(clauses: list[Clause], own: int, earlier: list[int]) -> int:
    """Where the earlier event begins of which a clause tells more («بعد يومين من مجزرة شهدتها …»), -1 for none."""
    last = own
    while last > 0 and clauses[last].link == "and":
        last -= 1  # «حيث قتل … وأصيب …»
    if last < own and clauses[last].text != "حيث":
        return -1
    for index in range(last, 0, -1):
        clause = clauses[index]
        if clause.link != "rel" and clause.text != "حيث":
            return -1
        border = earlier[index - 1]
        told = clause.antecedent
        if border >= 0 and (clause.text == "حيث" or (told is not None and told.start <= border + 1 <= told.end)):
            return border
    return -1


def _after(view: View, border: int) -> int:
    """The token of «بعد» before an earlier event, -1 for none."""
    for i in range(border - 1, max(border - _REACH, -1), -1):
        if view.norm(i).lstrip("و") == "بعد":
            return i
    return -1
