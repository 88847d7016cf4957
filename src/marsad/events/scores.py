"""Scores: what the signs of a pair add up to, in hundredths of log-odds.

Whole numbers, so that a sum does not depend on the order of its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from marsad import resources
from marsad.events import signs
from marsad.events.accounts import Party, Traits, relations
from marsad.model import STATUSES

UNIT = 100
HOPELESS = -450  # by type, place and time alone: all other signs together are hardly ever worth as much


@cache
def weights() -> Mapping[str, float]:
    """What each sign is worth, in log-odds."""
    return {row["sign"]: float(row["weight"]) for row in resources.table("events/signs.tsv")}


@cache
def worth() -> Mapping[str, int]:
    """What each sign is worth, in hundredths."""
    return {sign: round(weight * UNIT) for sign, weight in weights().items()}


def score(a: Traits, b: Traits) -> int | None:
    """How well two accounts fit one occurrence; None where they cannot by type, or by type, place and time together."""
    value = worth().get
    first = signs.first_signs(a, b)
    total = worth()["bias"] + sum(value(sign, 0) for sign in first)
    if not first or total < HOPELESS:
        return None
    return total + sum(value(sign, 0) for sign in signs.further_signs(a, b))


@cache
def of_types() -> Mapping[tuple[str, str], int]:
    """What two types are worth, for those that can be one occurrence."""
    return {pair: worth().get(relation.sign, 0) for pair, relation in relations().items()}


@cache
def of_statuses() -> Mapping[tuple[str, str], int]:
    """What two statuses are worth."""
    return {(x, y): worth().get(signs.statuses(x, y), 0) for x in STATUSES for y in STATUSES}


def of_times(a: Traits, b: Traits) -> int:
    """What the days and publications of two accounts are worth, as those of two reports."""
    value = worth().get
    said = (signs.time_relation(a, b, False), signs.OTHER_REPORT, *signs.publications(a, b))
    return sum(value(sign, 0) for sign in said)


def most_by_rest(a: Traits) -> int:
    """The most that the signs of `by_rest` can be worth for an account."""
    return _most(a.actors.named, a.targets.named, bool(a.counts))


@cache
def _most(actors: bool, targets: bool, counts: bool) -> int:
    value, unnamed = worth(), ("neither", "one")

    def best(kind: str, only: Sequence[str] = ()) -> int:
        return max(
            weight
            for sign, weight in value.items()
            if sign.startswith(kind) and (not only or sign[len(kind) :] in only)
        )

    parties = best("actors:", () if actors else unnamed) + best("targets:", () if targets else unnamed)
    return parties + best("words:") + max(0, best("trigger:")) + (max(0, best("numbers:")) if counts else 0)


@cache
def most_by_type() -> int:
    """The most that type and status can be worth."""
    return max(of_types().values()) + max(of_statuses().values())


def by_rest(a: Traits) -> Callable[[Traits], int]:
    """What actors, targets, figures and words add for one account and others of other reports."""
    value = worth()
    actors = {key: value.get(sign, 0) for key, sign in signs.ACTORS.items()}
    targets = {key: value.get(sign, 0) for key, sign in signs.TARGETS.items()}
    one_word, crossed = value.get(signs.ONE_WORD, 0), value.get(signs.CROSSED, 0)
    alike = {sign: value.get(sign, 0) for sign in signs.WORDS}
    doers: dict[Party, int] = {}
    done_to: dict[Party, int] = {}
    crossing: dict[tuple[Party, Party], int] = {}
    may_cross = a.type not in signs.MUTUAL and (a.actors.named or a.targets.named)
    trigger, counts, own, size = a.trigger, a.counts, set(a.words), len(a.words)

    def rest(b: Traits) -> int:
        total = doers.get(b.actors)
        if total is None:
            total = doers[b.actors] = actors[signs.parties(a.actors, b.actors)]
        more = done_to.get(b.targets)
        if more is None:
            more = done_to[b.targets] = targets[signs.parties(a.targets, b.targets)]
        if may_cross and b.type not in signs.MUTUAL:
            both = b.actors, b.targets
            less = crossing.get(both)
            if less is None:
                less = crossing[both] = crossed if signs.crossed(a, b) else 0
            total += less
        total += more + alike[signs.words(len(own.intersection(b.words)), size, len(b.words))]
        if counts and b.counts and (figure := signs.figures(counts, b.counts)):
            total += value.get(figure, 0)
        return total if trigger.isdisjoint(b.trigger) else total + one_word

    return rest
