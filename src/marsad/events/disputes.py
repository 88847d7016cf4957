"""Contradictions by question: who stands on which side of what, told once however many claims say so."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.events.event import Event
from marsad.events.voices import cited_by, voice
from marsad.model import Attribute, Claim, Contradiction

_Voice = tuple[str, str]  # an event, and who speaks of it


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question with the contradictions that answer it; `told` is the first of them.

    `sides` hold a claim of each voice: two where the voices fall into two, else all in one.
    """

    attribute: Attribute
    told: Contradiction
    sides: tuple[tuple[Claim, ...], ...]
    count: int


def disputes(events: Iterable[Event], others: Iterable[Event] = ()) -> list[Dispute]:
    """The disputes among the accounts of events, question by question.

    Args:
        events: those whose contradictions are told.
        others: events that may hold the other side of one; what they dispute among themselves is not told.
    """
    events = list(events)
    claims: dict[str, Claim] = {}
    voices: dict[str, _Voice] = {}
    for event in (*events, *others):
        for told in event.told:
            claims[told.claim.id] = told.claim
            voices[told.claim.id] = event.id, voice(told.claim, cited_by(told.claim) or told.report.id)
    by_question: dict[tuple[str, str], dict[tuple[str, str], Contradiction]] = defaultdict(dict)
    for contradiction in (c for event in events for c in event.contradictions):
        by_question[_question(contradiction)][contradiction.first, contradiction.second] = contradiction
    return [d for told in by_question.values() for d in _apart(list(told.values()), claims, voices)]


def _question(contradiction: Contradiction) -> tuple[str, str]:
    """What is asked; of figures, those of one kind are one question."""
    asked = contradiction.explanation_en.partition("?")[0] if contradiction.attribute == "number" else ""
    return contradiction.attribute, asked


def _apart(told: list[Contradiction], claims: Mapping[str, Claim], voices: Mapping[str, _Voice]) -> Iterable[Dispute]:
    """The contradictions of one question by those who speak to each other."""
    against: dict[_Voice, dict[_Voice, None]] = defaultdict(dict)
    said: dict[_Voice, Claim] = {}
    ends = []
    for c in told:
        one, two = (voices.get(i, ("", i)) for i in (c.first, c.second))
        against[one][two] = against[two][one] = None
        said |= {v: claims[i] for v, i in ((one, c.first), (two, c.second)) if i in claims and v not in said}
        ends.append(one)
    done: set[_Voice] = set()
    for c, start in zip(told, ends, strict=True):
        if start in done:
            continue
        side, two_sides = {start: 0}, True
        line = deque([start])
        while line:
            at = line.popleft()
            for other in against[at]:
                if other not in side:
                    side[other] = 1 - side[at]
                    line.append(other)
                two_sides = two_sides and side[other] != side[at]
        done |= side.keys()
        groups = tuple(
            tuple(said[v] for v, k in side.items() if v in said and (k == which or not two_sides))
            for which in ((0, 1) if two_sides else (0,))
        )
        yield Dispute(c.attribute, c, groups, sum(1 for end in ends if end in side))
