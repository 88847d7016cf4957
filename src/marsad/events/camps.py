"""Who may be whom: parties of two accounts, by bodies, camps and kinds, since rivals name them differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from marsad import resources
from marsad.events.accounts import Party

STATE = frozenset({"state-forces", "external-forces", "government", "coalition", "police", "intelligence"})
NO_STATE = frozenset({"rebel-group", "militia", "tribe", "civilians"})


def share(a: Party, b: Party) -> bool:
    """Whether the two share a body or a camp."""
    return bool(a.ids & b.ids or a.sides & b.sides)


def alike(a: Party, b: Party) -> bool:
    """Whether the two share a body, a camp or a word."""
    return share(a, b) or bool(a.words & b.words)


def may_be_one(a: Party, b: Party) -> bool:
    """Whether two parties may be the same: nothing known sets them apart, neither camps nor state and rebels."""
    if not (a.named and b.named) or alike(a, b):
        return True
    if a.sides and b.sides:
        return False
    return not ((a.kinds & STATE and b.kinds & NO_STATE) or (a.kinds & NO_STATE and b.kinds & STATE))


def one_army(a: Party, b: Party) -> bool:
    """Whether both are one body, or forces of one state by name («الجيش التركي», «المدفعية التركية»)."""
    return share(a, b) or bool(a.words & b.words and a.kinds <= STATE and b.kinds <= STATE)


def foes(a: Party, b: Party) -> bool:
    """Whether the two share nobody and a camp of one fights a camp of the other."""
    return not share(a, b) and any(_foes().get(side, frozenset()) & b.sides for side in a.sides)


@cache
def _foes() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in resources.table("events/foes.tsv"):
        for foe in resources.split(row["foes"]):
            found[row["camp"]].add(foe)
            found[foe].add(row["camp"])
    return {camp: frozenset(members) for camp, members in found.items()}
