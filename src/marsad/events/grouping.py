"""Claims of one call in groups: those of one group tell of one occurrence.

The score of a pair is the sum of what its signs are worth (`Link`); groups are joined, the best pairs first, as long
as their claims fit together on average. Nothing depends on the order of the reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from marsad import resources
from marsad.events.accounts import Account, accounts
from marsad.events.candidates import candidates
from marsad.events.contradiction import between
from marsad.events.decisions import NONE, Decisions, Ties
from marsad.events.signs import first_signs, further_signs, signs
from marsad.model import Contradiction, Reading, Step, content_hash

# Log-odds from which groups join. Cross-validated on gold/train, B-cubed with gold / read claims:
# -0.5 .906 .889, -0.25 .909 .887, 0 .905 .887, 0.5 .903 .880; below 0 more is found, above it less is mixed up.
THRESHOLD = -0.25
_HOPELESS = -4.5  # by type, place and time alone: all other signs together are hardly ever worth as much
_ABSENT = -3.0  # a pair that was never compared, or whose types cannot be one occurrence
_CAP = 6.0  # no pair decides alone over a group


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims may be one occurrence: named signs with what each is worth; they add up to the score."""

    parts: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return sum(weight for _, weight in self.parts)


@cache
def weights() -> Mapping[str, float]:
    """What each sign is worth."""
    return {row["sign"]: float(row["weight"]) for row in resources.table("events/signs.tsv")}


def link(a: Account, b: Account) -> Link | None:
    """How well two accounts fit one occurrence; None where their types never do."""
    said = signs(a, b)
    if not said:
        return None
    table = weights()
    return Link((("bias", table["bias"]), *((sign, table.get(sign, 0.0)) for sign in said)))


def score_pairs(members: Sequence[Account]) -> dict[tuple[int, int], float]:
    """The scores of the pairs that are worth a comparison and may be one occurrence: what `link` explains, added up."""
    table = weights()
    bias, worth = table["bias"], table.get
    out = {}
    for i, j in candidates(members):
        a, b = members[i], members[j]
        first = first_signs(a, b)
        if not first:
            continue
        score = bias
        for sign in first:
            score += worth(sign, 0.0)
        if score < _HOPELESS:
            continue
        for sign in further_signs(a, b):
            score += worth(sign, 0.0)
        out[i, j] = score
    return out


def compare(readings: Iterable[Reading], decisions: Decisions = NONE) -> list[Reading]:
    """The readings with `event` set on every claim, with their contradictions, and the links among their steps.

    Args:
        readings: all that are compared with each other.
        decisions: what people decided on pairs of claims; it outranks the scores.
    """
    readings = list(readings)
    members = accounts(readings)
    scores = score_pairs(members)
    groups = group(members, scores, decisions)
    scores = _decided(scores, members, decisions)
    events = {i: k for k, block in enumerate(groups) for i in block}
    names = [content_hash("event", sorted(members[i].claim.id for i in block)) for block in groups]
    contradictions: dict[int, list[Contradiction]] = {}
    for number, contradiction in between(members, events, scores):
        contradictions.setdefault(number, []).append(contradiction)
    out, k = [], 0
    for number, reading in enumerate(readings):
        own = range(k, k + len(reading.claims))
        k = own.stop
        out.append(
            replace(
                reading,
                claims=tuple(replace(members[i].claim, event=names[events[i]]) for i in own),
                contradictions=tuple(contradictions.get(number, ())),
                steps=_explained(reading, members, own, scores, events, decisions),
            )
        )
    return out


def _decided(
    scores: dict[tuple[int, int], float], members: Sequence[Account], decisions: Decisions
) -> dict[tuple[int, int], float]:
    """The scores as people decided: pairs of one occurrence fit it, those of two are not compared."""
    if not decisions.same and not decisions.different:
        return scores
    where: dict[str, list[int]] = defaultdict(list)
    for i, account in enumerate(members):
        where[account.claim.id].append(i)

    def pairs(decided: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
        return {(min(i, j), max(i, j)) for a, b in decided for i in where[a] for j in where[b]}

    apart = pairs(decisions.different)
    return {pair: s for pair, s in scores.items() if pair not in apart} | dict.fromkeys(pairs(decisions.same), _CAP)


def group(
    members: Sequence[Account], scores: Mapping[tuple[int, int], float], decisions: Decisions = NONE
) -> list[list[int]]:
    """The indexes of the accounts in groups, by average linkage, the best pairs first.

    Decisions join groups only at the end: how well other claims fit is judged by what the claims say.
    """
    kept = {pair: max(-_CAP, min(_CAP, score)) for pair, score in scores.items()}
    groups = {i: [i] for i in range(len(members))}
    names = [account.claim.id for account in members]
    ties = Ties(names, decisions)
    best = sorted(
        (pair for pair, score in kept.items() if score >= THRESHOLD),
        key=lambda pair: (-kept[pair], *sorted((names[pair[0]], names[pair[1]]))),
    )
    for i, j in best:
        a, b = groups[i], groups[j]
        if a is b:
            continue
        total = sum(kept.get((x, y) if x < y else (y, x), _ABSENT) for x in a for y in b)
        if total >= THRESHOLD * len(a) * len(b) and ties.allow(a, b):
            ties.join(a, b)
            a += b
            for x in b:
                groups[x] = a
    return ties.closed({id(block): block for block in groups.values()}.values())


def _explained(
    reading: Reading,
    members: Sequence[Account],
    own: range,
    scores: Mapping[tuple[int, int], float],
    events: Mapping[int, int],
    decisions: Decisions,
) -> Mapping[str, tuple[Step, ...]]:
    """The steps of a reading that keeps them, with the link that ties each claim best to its event."""
    if not reading.steps:
        return reading.steps
    best: dict[int, tuple[float, int]] = {}
    for (i, j), score in scores.items():
        if events[i] == events[j]:
            for x, y in ((i, j), (j, i)):
                if x in own and (x not in best or score > best[x][0]):
                    best[x] = score, y
    steps = dict(reading.steps)
    for x, (score, y) in best.items():
        found = link(members[x], members[y])
        said = ", ".join(f"{sign} {weight:+.2f}" for sign, weight in found.parts) if found else ""
        a, b = sorted((members[x].claim.id, members[y].claim.id))
        by = f", decision {decisions.same[a, b]}" if (a, b) in decisions.same else ""
        step = Step("event", "found", members[y].claim.trigger.text, f"one occurrence {score:+.2f}{by}: {said}")
        steps[members[x].claim.id] = (*steps.get(members[x].claim.id, ()), step)
    return steps
