"""Figures of two accounts of one event: when they are rivals, and when one is a part, a bound or an update of the other."""

from __future__ import annotations

import re
from itertools import combinations
from math import inf

from marsad.events.accounts import Account
from marsad.events.camps import alike
from marsad.events.phrases import near, stems, within, words
from marsad.events.spots import wider
from marsad.events.voices import speaker
from marsad.model import Claim, Quantity

_COMPARED = (
    "killed", "injured", "killed-or-injured", "displaced", "captured", "missing", "vehicles", "weapons", "attacks", "places",
)  # fmt: skip
_GROWING = frozenset({"killed", "injured", "killed-or-injured", "displaced", "captured", "missing", "places"})
PARTS = ("civilians", "fighters", "children", "women")
_HUMAN = ("killed", "injured")
_HARM = frozenset({*_HUMAN, "killed-or-injured", "missing", "displaced"})
_PEOPLE = frozenset({*_HUMAN, "killed-or-injured", "missing", "captured"})
_SENTENCE = 500  # characters: as far as the evidence goes
_RANKS = 60  # characters behind «no casualties» in which stands whose
_BEFORE = 25  # characters before a figure in which «more than» may stand
_PART_OF = 3  # one person against this many or more is one of them
_SMALL = 5  # smaller sums of things come about by chance
_SIDES = ("soldiers", "militants", "civilians")
_PRONOUN = re.compile("(?<=..)(?:ها|هم|نا|ه)$")
_VAGUE = 20  # «عشرات» and more
_BEYOND = 20  # times as many: no toll of one attack
_WEEKS = 14  # days: a toll of months
_PARTS = 8  # figures of a report that are tried as parts of a sum
_SLACK = 0.1  # of a figure that is called approximate
_ON_THE_WAY = 0.2  # of the larger figure: tolls of one day that are no farther apart were counted at two hours
_LONG_VOWELS = re.compile("^[بل](?=...)|[اوىيهةتءئؤ]")


def rivals(a: Account, b: Account) -> tuple[Quantity, Quantity] | None:
    """The first two figures of one kind that exclude each other."""
    one_type = a.claim.type == b.claim.type or "responsibility" in (a.claim.type, b.claim.type)
    for kind in _COMPARED:
        if kind not in _HARM and not one_type:
            continue  # three car bombs, four of another kind destroyed
        x, y = _only(a.claim, kind), _only(b.claim, kind)
        if x is not None and y is not None and _exclude(a, x, b, y):
            return x, y
    none = _against_none(a.claim, b.claim) if a.claim.type == b.claim.type else None
    return none or _against_sum(a, b) or _swapped(_against_sum(b, a))


def _only(claim: Claim, kind: str) -> Quantity | None:
    """The figure of a kind; None where there are several, which are parts, or none that is counted."""
    found = [q for q in claim.numbers if q.kind == kind]
    return found[0] if len(found) == 1 and not _vague(found[0]) else None


def _vague(q: Quantity) -> bool:
    """«عشرات», «مئات»: nobody has counted."""
    return q.low is not None and q.high is not None and q.low >= _VAGUE and q.high > 2 * q.low


def _exclude(a: Account, x: Quantity, b: Account, y: Quantity) -> bool:
    if (x.high == 0 and _own_losses(a.claim, x)) or (y.high == 0 and _own_losses(b.claim, y)):
        return False
    if _further(a.claim, x) or _further(b.claim, y) or _part(x, y) or _part(y, x):
        return False
    if (
        _incomparable(a, x, b, y)
        or _other_people(a, x, b, y)
        or _updated(a, x, b, y)
        or _of_wider_place(a, x, b, y)
        or _sum_of_parts(a, x, b, y)
    ):
        return False
    return _disjoint(_bounds(a.claim, x), _bounds(b.claim, y), x.approx or y.approx)


def _bounds(claim: Claim, q: Quantity) -> tuple[float, float]:
    low = q.low if q.low is not None else 0.0
    high = q.high if q.high is not None else inf
    return (low + 1 if high == inf and _above(claim, q) else low), high


def _disjoint(x: tuple[float, float], y: tuple[float, float], approximate: bool) -> bool:
    slack = _SLACK * max(x[0], y[0]) if approximate else 0.0
    return x[0] > y[1] + slack or y[0] > x[1] + slack


def _further(claim: Claim, q: Quantity) -> bool:
    """«جنديان آخران»: more than those told of before; «قتل 7 وأصيب 12 آخرون» are others than the dead only."""
    if q.kind != "killed" and any(other.kind == "killed" for other in claim.numbers):
        return False
    return bool(words(f"{q.span.text} {q.who or ''}") & stems("further"))


def _above(claim: Claim, q: Quantity) -> bool:
    """«أكثر من 15»: the figure itself is shut out."""
    return within(claim, q.span.start - _BEFORE, q.span.end, "above")


def _part(x: Quantity, y: Quantity) -> bool:
    """One person among several, or five children among eighteen people."""
    if x.kind not in _PEOPLE:
        return False
    if x.low == x.high == 1 and (y.low or 0) >= _PART_OF:
        return True
    fewer = x.high is not None and x.high < (y.low or 0)
    return fewer and any(counts(x, group) and not counts(y, group) for group in PARTS)


def counts(q: Quantity, group: str) -> bool:
    """Whether a figure counts one of the groups in `PARTS`, in so many words."""
    return bool(words(f"{q.who or ''} {q.span.text}") & stems(group))


def _incomparable(a: Account, x: Quantity, b: Account, y: Quantity) -> bool:
    """Whether one is the toll of a war or of its years, the other that of an attack."""
    small, large = sorted((x.low or x.high or 0.0, y.low or y.high or 0.0))
    return large > _BEYOND * max(small, 1.0) or _long(a) != _long(b)


def _long(account: Account) -> bool:
    return account.days is not None and account.days[1] - account.days[0] > _WEEKS


def _other_people(a: Account, x: Quantity, b: Account, y: Quantity) -> bool:
    """«عشرة مدنيين» and «خمسة من المسلحين» are figures of two groups of people, as car bombs are no armoured cars."""
    if x.kind not in _PEOPLE | _HARM:
        things = [{_frame(w) for w in _called(q)} for q in (x, y)]
        return bool(things[0] and things[1] and things[0].isdisjoint(things[1]))
    if x.kind not in _HARM or alike(a.targets, b.targets):
        return False
    if a.targets.sides and b.targets.sides:
        return True
    first, second = (_group(q) for q in (x, y))
    if first and second:
        return first != second
    names = [_called(x), _called(y)]
    return bool(names[0] and names[1] and not names[0] & names[1])


def _group(q: Quantity) -> str:
    """Soldiers, their enemies or civilians; empty where the words do not say."""
    said = {_bare(w) for w in words(f"{q.who or ''} {q.span.text}")}
    return next((group for group in _SIDES if said & stems(group)), "")


def _called(q: Quantity) -> frozenset[str]:
    """The words that tell who the people of a figure are."""
    said = words(q.who or q.span.text) - stems("heads") - stems("further")
    return frozenset(w for w in said if len(w) > 2 and not w.isdigit())


def _frame(word: str) -> str:
    """What «صاروخ», «صاروخين» and «صواريخ» have in common."""
    return _LONG_VOWELS.sub("", word)[:3]


def _bare(word: str) -> str:
    """«جنودها», «جنوده» without the pronoun."""
    return _PRONOUN.sub("", word)


def _updated(a: Account, x: Quantity, b: Account, y: Quantity) -> bool:
    """A later figure that has grown, or one that says that it was brought up to date."""
    if x.kind not in _GROWING:
        return False
    risen = [near(m.claim, "updated", _SENTENCE, _SENTENCE) for m in (a, b)]
    if any(risen):
        late, early = (x, y) if risen[0] else (y, x)
        return a.report != b.report or all(risen) or (early.low or 0) < (late.low or 0)
    small, large = sorted(((a, x), (b, y)), key=lambda told: told[1].low or 0)
    told_by_itself = a.report == b.report and speaker(small[0].claim) is not None
    if near(small[0].claim, "preliminary", _SENTENCE, _SENTENCE) and not told_by_itself:
        return True
    first, last = _as_of(a, b)
    if first == last:
        return a.report != b.report and _still_rising(a, small[1], b, large[1])
    early, late = (x, y) if first < last else (y, x)
    return (early.low or 0) < (late.low or 0)


def _still_rising(a: Account, small: Quantity, b: Account, large: Quantity) -> bool:
    """Whether two reports of one day may give one toll as it stood at two hours: «30 على الأقل» after 27."""
    if a.published is None or b.published is None or not small.low or not large.low:
        return False
    return large.high is None or large.low - small.low <= _ON_THE_WAY * large.low


def _as_of(a: Account, b: Account) -> tuple[int, int]:
    """The days up to which the two count: the ends of their times, else their publications; equal where unknown."""
    if a.days is not None and b.days is not None and a.days[0] < a.days[1] and b.days[0] < b.days[1]:
        return a.days[1], b.days[1]
    if a.report == b.report or a.published is None or b.published is None:
        return 0, 0
    return a.published, b.published


def _of_wider_place(a: Account, x: Quantity, b: Account, y: Quantity) -> bool:
    """Whether the larger figure is that of a place that holds the other one."""
    if (x.low or 0) < (y.low or 0):
        a, b = b, a
    return wider(a.spot, b.spot)


def _sum_of_parts(a: Account, x: Quantity, b: Account, y: Quantity) -> bool:
    """Whether the larger figure is the sum of the smaller one and others of the same report: «3 in Baghdad, 1 in …»."""
    if a.report != b.report or x.low is None or y.low is None:
        return False
    whole, part = max(x.low, y.low), min(x.low, y.low)
    if whole < _SMALL and x.kind not in _HUMAN:
        return False
    others = sorted(a.figures.get(x.kind, ()))
    others.remove(part)
    others = [n for n in others if 0 < n < whole][:_PARTS]
    return any(part + sum(some) == whole for r in (1, 2, 3, 4) for some in combinations(others, r))


def _against_none(a: Claim, b: Claim) -> tuple[Quantity, Quantity] | None:
    """«No casualties» against some."""
    for first, second, swap in ((a, b, False), (b, a, True)):
        none = next((q for q in first.numbers if q.high == 0 and q.kind in ("killed-or-injured", *_HUMAN)), None)
        kinds = (*_HUMAN, "killed-or-injured") if none is not None and none.kind == "killed-or-injured" else ()
        some = next((q for q in second.numbers if q.kind in kinds and (q.low or 0) > 0), None)
        if (
            none is not None
            and some is not None
            and not within(first, none.span.start, none.span.end + _RANKS, "ranks")
        ):
            return (some, none) if swap else (none, some)
    return None


def _own_losses(claim: Claim, none: Quantity) -> bool:
    """«دون إصابات في صفوفها»: it says nothing of the other side's."""
    return within(claim, none.span.start, none.span.end + _RANKS, "ranks")


def _swapped(found: tuple[Quantity, Quantity] | None) -> tuple[Quantity, Quantity] | None:
    return None if found is None else (found[1], found[0])


def _against_sum(a: Account, b: Account) -> tuple[Quantity, Quantity] | None:
    """«33 killed or injured» against «7 killed and 20 injured»; the first is always a figure of the first account."""
    joint = _only(a.claim, "killed-or-injured")
    parts = [_only(b.claim, kind) for kind in _HUMAN]
    if joint is None or parts[0] is None or parts[1] is None:
        return None
    bounds = [_bounds(b.claim, q) for q in parts if q is not None]
    total = bounds[0][0] + bounds[1][0], bounds[0][1] + bounds[1][1]
    whole = Quantity(parts[0].span, "killed-or-injured", total[0], None if total[1] == inf else total[1])
    if _updated(a, joint, b, whole) or not _disjoint(_bounds(a.claim, joint), total, joint.approx):
        return None
    return joint, whole
