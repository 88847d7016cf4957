"""What people decide on claims: kept as it was said, found again in new readings, and obeyed by the grouping.

A later decision outranks an earlier one on the same pair of claims; what is undone counts as never said. «same» goes
on from claim to claim, so that decisions may contradict each other: then the later ones hold, and the one that cannot
hold beside them is named. Nothing here is written; `marsad.store` keeps the decisions.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from marsad.errors import InputError
from marsad.model import Anchor, Claim, Decision, Mark, Reading

Pair = tuple[str, str]  # ids of two claims in order
MOST_CLAIMS = 1000  # of one decision: half a million pairs
_SAME, _DIFFERENT = ("same", "merge"), ("different", "split")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds of pairs of claims, without contradiction: the pair and the number of the decision."""

    same: Mapping[Pair, int] = field(default_factory=dict)
    different: Mapping[Pair, int] = field(default_factory=dict)


NONE = Decisions()


class Ties:
    """What decisions ask of groups that grow: whose claims are one occurrence, and whose may never meet."""

    def __init__(self, names: Sequence[str], decisions: Decisions) -> None:
        """`names`: the ids of the claims by index; an id may stand there several times, for copies of one report."""
        wanted = {name for pair in (*decisions.same, *decisions.different) for name in pair}
        where: dict[str, list[int]] = defaultdict(list)
        for i, name in enumerate(names if wanted else ()):
            if name in wanted:
                where[name].append(i)
        self._up = {i: i for found in where.values() for i in found}
        self._bars: dict[int, set[int]] = defaultdict(set)
        for a, b in decisions.same:
            for i, j in product(where.get(a, ()), where.get(b, ())):
                self._join(i, j)
        for a, b in decisions.different:
            for i, j in product(where.get(a, ()), where.get(b, ())):
                x, y = self._root(i), self._root(j)
                self._bars[x].add(y)
                self._bars[y].add(x)

    def allow(self, a: Sequence[int], b: Sequence[int]) -> bool:
        """Whether two groups may be one."""
        x, y = self._of(a), self._of(b)
        return x is None or y is None or y not in self._bars[x]

    def join(self, a: Sequence[int], b: Sequence[int]) -> None:
        """Two groups are one from now on."""
        x, y = self._of(a), self._of(b)
        if x is not None and y is not None:
            self._join(x, y)

    def closed(self, groups: Iterable[list[int]]) -> list[list[int]]:
        """The groups, those in one that people joined."""
        out: list[list[int]] = []
        known: dict[int, list[int]] = {}
        for block in groups:
            root = self._of(block)
            if root is not None and root in known:
                known[root] += block
                continue
            out.append(list(block))
            if root is not None:
                known[root] = out[-1]
        return [sorted(block) for block in out]

    def _of(self, block: Sequence[int]) -> int | None:
        """The root of a group that holds a claim that was decided on; all of a group have the same."""
        return next((self._root(i) for i in block if i in self._up), None) if self._up else None

    def _root(self, i: int) -> int:
        while self._up[i] != i:
            self._up[i] = i = self._up[self._up[i]]
        return i

    def _join(self, i: int, j: int) -> None:
        x, y = self._root(i), self._root(j)
        if x == y:
            return
        self._up[y] = x
        for other in self._bars.pop(y, ()):
            self._bars[other].discard(y)
            self._bars[other].add(x)
            self._bars[x].add(other)


def anchor(claim: Claim, reading: Reading) -> Anchor:
    """What a claim of a reading is found again by."""
    own, sentence = _mark(claim), (claim.evidence.start, claim.evidence.end)
    others = {_mark(c) for c in reading.claims if _meet((c.evidence.start, c.evidence.end), sentence)} - {own}
    report = reading.report
    return Anchor(report.id, report.sha256, claim.id, own, claim.trigger.text, sentence, tuple(sorted(others)))


def found(anchor: Anchor, reading: Reading) -> str | None:
    """The id of the nearest claim of another reading of the report; None where the claim is gone.

    It is the claim of the same id or mark, else one whose trigger meets the old one, else one of the same type in the
    same sentence; never one that stands where another claim stood before.
    """
    if reading.report.sha256 != anchor.sha256:
        return None
    best: tuple[tuple[bool, bool, int, str], str] | None = None
    for claim in reading.claims:
        mark = _mark(claim)
        if claim.id == anchor.claim or mark == anchor.mark:
            rank = (False, False, -1 - (claim.id == anchor.claim), claim.id)
        elif mark in anchor.others:
            continue
        else:
            meets, typed = _meet(mark[:2], anchor.mark[:2]), mark[2] == anchor.mark[2]
            if not meets and not (typed and _meet(mark[:2], anchor.sentence)):
                continue
            rank = (not meets, not typed, abs(mark[0] - anchor.mark[0]) + abs(mark[3] - anchor.mark[3]), claim.id)
        best = min(best, (rank, claim.id)) if best else (rank, claim.id)
    return best[1] if best else None


def _mark(claim: Claim) -> Mark:
    return claim.trigger.start, claim.trigger.end, claim.type, claim.place.span.start if claim.place else -1


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def settle(decisions: Iterable[Decision], readings: Iterable[Reading]) -> tuple[tuple[Decision, ...], Decisions]:
    """How all decisions of a store stand for its last readings, and what that asks of pairs of claims.

    Args:
        decisions: all that were ever kept.
        readings: the last readings, at least of the reports that are decided on.
    """
    ordered = sorted(decisions, key=lambda d: d.number)
    undone: dict[int, int] = {}
    for d in reversed(ordered):
        if d.undoes is not None and d.number not in undone:
            undone[d.undoes] = d.number
    wanted = {a.report for d in ordered for group in d.anchors for a in group}
    of = {r.report.id: r for r in readings if r.report.id in wanted}
    ordered = [replace(d, claims=_claims(d, of), state="holds", because_of=()) for d in ordered]
    last: dict[Pair, int] = {}
    for d in ordered:
        if d.number not in undone:
            last.update(dict.fromkeys(_pairs(d), d.number))
    held = _Held()
    for d in reversed(ordered):
        if d.kind in _SAME + _DIFFERENT and d.number not in undone:
            for pair in sorted(pair for pair in _pairs(d) if last[pair] == d.number):
                held.add(pair, d)
    return tuple(_state(d, undone, last, held.conflicts) for d in ordered), Decisions(held.same, held.different)


def _claims(decision: Decision, readings: Mapping[str, Reading]) -> tuple[tuple[str | None, ...], ...]:
    return tuple(
        tuple(found(a, readings[a.report]) if a.report in readings else None for a in group)
        for group in decision.anchors
    )


def _pairs(decision: Decision) -> Iterator[Pair]:
    """The pairs of claims that a decision speaks of, as far as they are not gone."""
    groups = [[c for c in group if c is not None] for group in decision.claims]
    told = product(*groups) if decision.kind in _DIFFERENT else combinations(groups[0] if groups else [], 2)
    for pair in told:
        a, b = pair
        if a != b:
            yield (a, b) if a < b else (b, a)


def _state(
    decision: Decision, undone: Mapping[int, int], last: Mapping[Pair, int], conflicts: Mapping[int, set[int]]
) -> Decision:
    number = decision.number
    if number in undone:
        return replace(decision, state="undone", because_of=(undone[number],))
    if decision.kind == "undo":
        return decision
    pairs = set(_pairs(decision))
    over = {last[pair] for pair in pairs} - {number}
    if not pairs:
        return replace(decision, state="gone")
    if number in conflicts:
        return replace(decision, state="conflicts", because_of=tuple(sorted(conflicts[number])))
    if all(last[pair] != number for pair in pairs):
        return replace(decision, state="overruled", because_of=tuple(sorted(over)))
    lost = any(claim is None for group in decision.claims for claim in group)
    return replace(decision, state="partly" if over or lost else "holds", because_of=tuple(sorted(over)))


class _Held:
    """Pairs that hold together, the later first; a pair that cannot hold beside them is a conflict."""

    def __init__(self) -> None:
        self.same: dict[Pair, int] = {}
        self.different: dict[Pair, int] = {}
        self.conflicts: dict[int, set[int]] = defaultdict(set)
        self._beside: dict[str, dict[str, int]] = defaultdict(dict)  # claims that are the same, with the decision
        self._group: dict[str, set[str]] = {}
        self._bars: dict[str, dict[str, int]] = defaultdict(dict)

    def add(self, pair: Pair, decision: Decision) -> None:
        """Let a pair hold, or note which decisions forbid it."""
        a, b = pair
        one, two = (self._group.setdefault(name, {name}) for name in pair)
        if decision.kind in _DIFFERENT:
            if one is two:
                self.conflicts[decision.number] |= self._way(a, b)
                return
            self.different[pair] = self._bars[a][b] = self._bars[b][a] = decision.number
            return
        if one is not two:
            bar = next(((x, y, n) for x in one for y, n in self._bars.get(x, {}).items() if y in two), None)
            if bar is not None:
                x, y, number = bar
                self.conflicts[decision.number] |= {number} | self._way(a, x) | self._way(b, y)
                return
            small, big = sorted((one, two), key=len)
            big |= small
            self._group.update(dict.fromkeys(small, big))
        self.same[pair] = self._beside[a][b] = self._beside[b][a] = decision.number

    def _way(self, a: str, b: str) -> set[int]:
        """The decisions on the shortest way from one claim to another that is the same."""
        before: dict[str, tuple[str, int] | None] = {a: None}
        line = deque([a])
        while line and b not in before:
            name = line.popleft()
            for other, number in self._beside[name].items():
                if other not in before:
                    before[other] = (name, number)
                    line.append(other)
        numbers = set()
        step = before.get(b)
        while step is not None:
            numbers.add(step[1])
            step = before[step[0]]
        return numbers


def conflicts(decisions: Iterable[Decision]) -> dict[int, str]:
    """The numbers of the decisions that cannot hold beside others, with a sentence on each."""
    decisions = list(decisions)
    known = {d.number: f"{d.number} ({d.kind}, {d.by})" for d in decisions}
    return {
        d.number: f"decision {known[d.number]} cannot hold beside {', '.join(known[n] for n in d.because_of)}"
        for d in decisions if d.state == "conflicts"
    }  # fmt: skip


def check(decision: Decision, before: Iterable[Decision], readings: Iterable[Reading]) -> None:
    """See that a new decision can hold beside those that were made before.

    Raises:
        InputError: it contradicts them, or it undoes what is not there or undone already.
    """
    held = settle(before, readings := list(readings))[0]
    if decision.undoes is not None:
        target = next((d for d in held if d.number == decision.undoes), None)
        if target is None:
            raise InputError("is no decision here", where=str(decision.undoes), hint="marsad decisions lists them")
        if target.state == "undone":
            raise InputError(
                f"is undone already, by decision {target.because_of[0]}", where=f"decision {target.number}"
            )
    known, found = conflicts(held), conflicts(settle([*held, decision], readings)[0])
    against = [told for number, told in found.items() if number not in known]
    if against:
        raise InputError(
            f"contradicts what was decided before: {'; '.join(against)}",
            where=f"{decision.kind} (it would be decision {decision.number})",
            hint="Nothing was kept. Undo one of them first: marsad decide undo NUMBER",
        )  # fmt: skip
