"""Signs: what speaks for or against two accounts being of one occurrence.

A pair answers a dozen questions (which types, where, when, who, to whom, how many, how far apart in the text, who
says it); every answer is a sign with a name, and `data/events/signs.tsv` holds what each is worth.
"""

from __future__ import annotations

from collections.abc import Mapping

from marsad.events.accounts import Party, Traits, relations
from marsad.events.spots import relation as place_relation

_DONE = frozenset({"happened", "ongoing"})
_NOT_YET = frozenset({"planned", "threatened", "possible"})
MUTUAL = frozenset({"clash", "casualties", "riot", "weapon-interception"})
_MANY = 3  # a figure that two accounts do not share by chance
_LAG_DAYS = 2  # undated news tell of the days before their publication
WORDS = ("words:most", "words:some", "words:few")
OTHER_REPORT, ONE_WORD, CROSSED = "distance:other-report", "trigger:shared-word", "parties:crossed"
ACTORS, TARGETS = (
    {key: f"{slot}:{key}" for key in ("neither", "one", "same", "same-camp", "shared-word", "other-camp", "other")}
    for slot in ("actors", "targets")
)


def signs(a: Traits, b: Traits) -> list[str]:
    """The signs of a pair; empty where the types can never be one occurrence. The order of the two does not matter."""
    first = first_signs(a, b)
    return first + further_signs(a, b) if first else []


def first_signs(a: Traits, b: Traits) -> list[str]:
    """The signs that weigh most: which types, where, when."""
    relation = relations().get((a.type, b.type))
    if relation is None:
        return []
    return [relation.sign, place_relation(a.spot, b.spot), time_relation(a, b, a.report == b.report)]


def further_signs(a: Traits, b: Traits) -> list[str]:
    """All other signs."""
    out = [statuses(a.status, b.status), ACTORS[parties(a.actors, b.actors)], TARGETS[parties(a.targets, b.targets)]]
    if crossed(a, b):
        out.append(CROSSED)
    if a.counts and b.counts and (figure := figures(a.counts, b.counts)):
        out.append(figure)
    if a.report == b.report:
        _within(a, b, out)
    else:
        shared = len(set(a.words).intersection(b.words))
        out += [OTHER_REPORT, *publications(a, b), words(shared, len(a.words), len(b.words))]
    if not a.trigger.isdisjoint(b.trigger):
        out.append(ONE_WORD)
    return out


def time_relation(a: Traits, b: Traits, within: bool) -> str:
    """How the times of two accounts lie to each other; between two reports an undated one is measured by its publication."""
    x, y = a.days, b.days
    if x is None or y is None:
        return _undated(a, b, within)
    if x == y:
        return "time:same-day" if x[0] == x[1] else "time:same-span"
    gap = max(y[0] - x[1], x[0] - y[1])
    return "time:overlap" if gap <= 0 else "time:next-day" if gap == 1 else "time:apart"


def _undated(a: Traits, b: Traits, within: bool) -> str:
    kind = "time:neither" if a.days is b.days else "time:one"
    if within:
        return kind
    x, y = a.days or _recent(a), b.days or _recent(b)
    if x is None or y is None:
        return kind
    return f"{kind}-fits" if x[0] <= y[1] and y[0] <= x[1] else f"{kind}-off"


def _recent(a: Traits) -> tuple[int, int] | None:
    return (a.published - _LAG_DAYS, a.published) if a.published is not None else None


def statuses(a: str, b: str) -> str:
    """How two statuses lie to each other."""
    if a == b:
        return "status:same"
    if a in _DONE and b in _DONE:
        return "status:done"
    if "not-happened" in (a, b):
        return "status:denied"
    return "status:not-yet" if a in _NOT_YET or b in _NOT_YET else "status:failed"


def parties(a: Party, b: Party) -> str:
    """Whether two parties are named alike: a key of `ACTORS` and `TARGETS`."""
    if not (a.named and b.named):
        return "one" if a.named or b.named else "neither"
    if not a.ids.isdisjoint(b.ids):
        return "same"
    if not a.sides.isdisjoint(b.sides):
        return "same-camp"
    if not a.words.isdisjoint(b.words):
        return "shared-word"
    return "other-camp" if a.sides and b.sides else "other"


def crossed(a: Traits, b: Traits) -> bool:
    """Whether who does it by one account is who suffers it by the other, and no doer is common to both.

    In a fight, and where weapons are met in the air, either side does and suffers it.
    """
    if a.type in MUTUAL or b.type in MUTUAL:
        return False
    return (_meet(a.actors, b.targets) or _meet(b.actors, a.targets)) and not _meet(a.actors, b.actors)


def _meet(a: Party, b: Party) -> bool:
    return not (a.ids.isdisjoint(b.ids) and a.sides.isdisjoint(b.sides))


def figures(a: Mapping[str, float | None], b: Mapping[str, float | None]) -> str | None:
    """Whether they share a figure; a larger one than two says more. «15» and «more than 15» are one figure."""
    shared = a.keys() & b.keys()
    equal = [a[kind] for kind in shared if a[kind] == b[kind]]
    if any((low or 0) >= _MANY for low in equal):
        return "numbers:same"
    if shared:
        return "numbers:same-small" if equal else "numbers:differ"
    return None


def publications(a: Traits, b: Traits) -> list[str]:
    """How far apart two reports were published."""
    if a.published is None or b.published is None:
        return []
    lag = abs(a.published - b.published)
    return ["published:same-day" if lag <= 1 else "published:same-days" if lag <= 4 else "published:apart"]


def words(shared: int, first: int, second: int) -> str:
    """How alike two sentences are, by the words they share and those that each has."""
    size = first if first < second else second
    return "words:most" if 2 * shared > size else "words:some" if 4 * shared > size else "words:few"


def _within(a: Traits, b: Traits, out: list[str]) -> None:
    """Signs of two accounts of one report: how far apart, by whom, which of them comes first."""
    gap = abs(a.sentence - b.sentence)
    if gap == 0:
        out.append("distance:same-sentence")
    else:
        out.append("distance:next" if gap == 1 else "distance:near" if gap <= 3 else "distance:far")
        if a.sentence == 0 or b.sentence == 0:
            out.append("order:lead-and-body")
    out.append("voice:same" if a.voice == b.voice else "voice:other")
    if a.start == b.start:
        out.append("order:one-predicate")  # told of several places or objects: several occurrences
    if relations()[a.type, b.type].follows is not None:
        nearest = b.rank in a.leans_on or a.rank in b.leans_on
        out.append("order:nearest-cause" if nearest else "order:farther-cause")
    elif (a if a.rank > b.rank else b).another:
        out.append("order:another")
