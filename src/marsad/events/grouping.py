"""Claims of one call in groups: those of one group tell of one occurrence, and where their accounts contradict.

Nothing depends on the order of the reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import cast

from marsad.events.accounts import Account, Traits
from marsad.events.candidates import of_report
from marsad.events.contradiction import between, may_oppose
from marsad.events.decisions import NONE, Decisions
from marsad.events.linkage import CAP
from marsad.events.occurrences import Occurrences
from marsad.events.scores import UNIT, score, weights
from marsad.events.signs import signs
from marsad.model import Contradiction, Reading, Step

OPPOSED_DAYS = 7  # accounts of days farther apart do not contradict each other


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims may be one occurrence: named signs with what each is worth; they add up to the score."""

    parts: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return sum(weight for _, weight in self.parts)


def link(a: Traits, b: Traits) -> Link | None:
    """How well two accounts fit one occurrence; None where their types never do."""
    said = signs(a, b)
    if not said:
        return None
    table = weights()
    return Link((("bias", table["bias"]), *((sign, table.get(sign, 0.0)) for sign in said)))


def compare(readings: Iterable[Reading], decisions: Decisions = NONE) -> list[Reading]:
    """The readings with `event` set on every claim, with their contradictions, and the links among their steps.

    Args:
        readings: all that are compared with each other.
        decisions: what people decided on pairs of claims; it outranks the scores.
    """
    readings = list(readings)
    found = Occurrences(decisions, whole=True)
    numbers = [found.add(reading) for reading in readings]
    found.settle()
    own = [cast("Sequence[Account]", found.members(number)) for number in numbers]
    events: dict[str, list[Account]] = defaultdict(list)
    for account in chain.from_iterable(own):
        events[found.event(account)].append(account)
    contradictions: dict[int, list[Contradiction]] = defaultdict(list)
    judged = scored(_judged(found, own, events), decisions)
    for number, contradiction in between(list(chain.from_iterable(own)), found.event, judged):
        contradictions[number].append(contradiction)
    return [
        replace(
            reading,
            claims=tuple(replace(one.claim, event=found.event(one)) for one in members),
            contradictions=tuple(contradictions[number]),
            steps=_explained(reading, members, found, events, decisions) if reading.steps else reading.steps,
        )
        for number, reading, members in zip(numbers, readings, own, strict=True)
    ]


def _judged(
    found: Occurrences, own: Iterable[Sequence[Account]], events: Mapping[str, Sequence[Account]]
) -> Iterator[tuple[Account, Account]]:
    """The pairs that may contradict each other: of one report, of one event, or opposed by type or status."""
    for members in own:
        yield from of_report(members)
        for one in members:
            for other in found.near(one, OPPOSED_DAYS, may_oppose):
                if one.said < other.said and found.event(one) != found.event(other):
                    yield one, cast("Account", other)
    for block in events.values():
        yield from ((a, b) for a, b in combinations(block, 2) if a.report != b.report)


def scored(pairs: Iterable[tuple[Account, Account]], decisions: Decisions) -> Iterator[tuple[Account, Account, float]]:
    """The pairs with their scores, as people decided: those of one occurrence fit it, those of two are not compared."""
    for a, b in pairs:
        ids = (min(a.id, b.id), max(a.id, b.id))
        if ids in decisions.different:
            continue
        value = CAP if ids in decisions.same else score(a, b)
        if value is not None:
            yield a, b, value / UNIT


def _explained(
    reading: Reading,
    members: Sequence[Account],
    found: Occurrences,
    events: Mapping[str, Sequence[Account]],
    decisions: Decisions,
) -> Mapping[str, tuple[Step, ...]]:
    """The steps of a reading that keeps them, with the link that ties each claim best to its event."""
    steps = dict(reading.steps)
    for one in members:
        fits = []
        for other in events[found.event(one)]:
            if other is not one:
                tie, by = link(one, other), decisions.same.get((min(one.id, other.id), max(one.id, other.id)))
                if tie is not None or by is not None:
                    score = tie.score if tie is not None and by is None else CAP / UNIT
                    fits.append((score, other.said, tie.parts if tie else (), by, other.claim.trigger.text))
        if fits:
            score, _, parts, by, words = max(fits, key=lambda fit: fit[:2])
            why = f"one occurrence {score:+.2f}" + (f", decision {by}: " if by is not None else ": ")
            said = ", ".join(f"{sign} {weight:+.2f}" for sign, weight in parts)
            steps[one.id] = (*steps.get(one.id, ()), Step("event", "found", words, why + said))
    return steps
