"""Signs: what speaks for or against two accounts being of one occurrence.

A pair answers a dozen questions (which types, where, when, who, to whom, how many, how far apart in the text, who
says it); every answer is a sign with a name, and `data/events/signs.tsv` holds what each is worth.
"""

from __future__ import annotations

from marsad.events.accounts import Account, Party, relations
from marsad.events.spots import relation as place_relation

_DONE = frozenset({"happened", "ongoing"})
_NOT_YET = frozenset({"planned", "threatened", "possible"})
_MANY = 3  # a figure that two accounts do not share by chance
_LAG_DAYS = 2  # undated news tell of the days before their publication
_ACTORS, _TARGETS = (
    {key: f"{slot}:{key}" for key in ("neither", "one", "same", "same-camp", "shared-word", "other-camp", "other")}
    for slot in ("actors", "targets")
)


def signs(a: Account, b: Account) -> list[str]:
    """The signs of a pair; empty where the types can never be one occurrence. The order of the two does not matter."""
    first = first_signs(a, b)
    return first + further_signs(a, b) if first else []


def first_signs(a: Account, b: Account) -> list[str]:
    """The signs that weigh most: which types, where, when."""
    relation = relations().get((a.claim.type, b.claim.type))
    if relation is None:
        return []
    return [relation.sign, place_relation(a.spot, b.spot), time_relation(a, b)]


def further_signs(a: Account, b: Account) -> list[str]:
    """All other signs."""
    out = [
        _statuses(a.claim.status, b.claim.status),
        _ACTORS[_parties(a.actors, b.actors)],
        _TARGETS[_parties(a.targets, b.targets)],
    ]
    if a.counts and b.counts:
        _figures(a, b, out)
    if a.report == b.report:
        _within(a, b, out)
    else:
        _across(a, b, out)
    if not a.trigger.isdisjoint(b.trigger):
        out.append("trigger:shared-word")
    return out


def time_relation(a: Account, b: Account) -> str:
    """How the times of two accounts lie to each other; an undated one is measured by its publication."""
    x, y = a.days, b.days
    if x is None or y is None:
        return _undated(a, b)
    if x == y:
        return "time:same-day" if x[0] == x[1] else "time:same-span"
    gap = max(y[0] - x[1], x[0] - y[1])
    return "time:overlap" if gap <= 0 else "time:next-day" if gap == 1 else "time:apart"


def _undated(a: Account, b: Account) -> str:
    kind = "time:neither" if a.days is b.days else "time:one"
    if a.report == b.report:
        return kind
    x, y = a.days or _recent(a), b.days or _recent(b)
    if x is None or y is None:
        return kind
    return f"{kind}-fits" if x[0] <= y[1] and y[0] <= x[1] else f"{kind}-off"


def _recent(a: Account) -> tuple[int, int] | None:
    return (a.published - _LAG_DAYS, a.published) if a.published is not None else None


def _statuses(a: str, b: str) -> str:
    if a == b:
        return "status:same"
    if a in _DONE and b in _DONE:
        return "status:done"
    if "not-happened" in (a, b):
        return "status:denied"
    return "status:not-yet" if a in _NOT_YET or b in _NOT_YET else "status:failed"


def _parties(a: Party, b: Party) -> str:
    if not (a.named and b.named):
        return "one" if a.named or b.named else "neither"
    if not a.ids.isdisjoint(b.ids):
        return "same"
    if not a.sides.isdisjoint(b.sides):
        return "same-camp"
    if not a.words.isdisjoint(b.words):
        return "shared-word"
    return "other-camp" if a.sides and b.sides else "other"


def _figures(a: Account, b: Account, out: list[str]) -> None:
    """Whether they share a figure; a larger one than two says more. «15» and «more than 15» are one figure."""
    shared = a.counts.keys() & b.counts.keys()
    equal = [a.counts[kind] for kind in shared if a.counts[kind] == b.counts[kind]]
    if any((low or 0) >= _MANY for low in equal):
        out.append("numbers:same")
    elif shared:
        out.append("numbers:same-small" if equal else "numbers:differ")


def _within(a: Account, b: Account, out: list[str]) -> None:
    """Signs of two accounts of one report: how far apart, by whom, which of them comes first."""
    gap = abs(a.sentence - b.sentence)
    if gap == 0:
        out.append("distance:same-sentence")
    else:
        out.append("distance:next" if gap == 1 else "distance:near" if gap <= 3 else "distance:far")
        if a.sentence == 0 or b.sentence == 0:
            out.append("order:lead-and-body")
    out.append("voice:same" if a.voice == b.voice else "voice:other")
    if a.claim.trigger.start == b.claim.trigger.start:
        out.append("order:one-predicate")  # told of several places or objects: several occurrences
    if relations()[a.claim.type, b.claim.type].follows is not None:
        nearest = b.rank in a.leans_on or a.rank in b.leans_on
        out.append("order:nearest-cause" if nearest else "order:farther-cause")
    elif (a if a.rank > b.rank else b).another:
        out.append("order:another")


def _across(a: Account, b: Account, out: list[str]) -> None:
    """Signs of two accounts of different reports: how far apart in time, how alike in words."""
    out.append("distance:other-report")
    if a.published is not None and b.published is not None:
        lag = abs(a.published - b.published)
        out.append("published:same-day" if lag <= 1 else "published:same-days" if lag <= 4 else "published:apart")
    shared, size = len(a.words & b.words), min(len(a.words), len(b.words)) or 1
    out.append("words:most" if shared > size / 2 else "words:some" if shared > size / 4 else "words:few")
