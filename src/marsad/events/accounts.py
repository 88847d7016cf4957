"""Accounts: claims with what is compared of them, worked out once a claim.

A claim names an occurrence; two claims are compared by what they name, by who says it and by where in the report
it stands. All of that is taken from the claim and its report alone, so it costs nothing a pair. Grouping needs only
the traits, of which millions fit into memory; the rules of contradictions need the claim itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from sys import intern
from typing import Any, TypeVar

from marsad import ontology, resources
from marsad.events.phrases import content_words, near, stems
from marsad.events.spots import Spot, Spots
from marsad.events.voices import speaker, voice
from marsad.language.ar.script import normal
from marsad.model import Claim, Mention, Reading, TimeRef

_T = TypeVar("_T")
VIOLENT = frozenset({"battle", "remote", "civilians"})
_ANOTHER_REACH = 15  # characters: «انفجار آخر», «قصف مدفعي مماثل»
_OWN = re.compile("(?:ها|هم|نا|ه)$")
_OPEN = 10**7  # days: an interval without an end reaches as far as that


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """The actors or the targets of a claim: the bodies, their camps and kinds, and the words that name them."""

    ids: frozenset[str]
    kinds: frozenset[str]
    sides: frozenset[str]
    words: frozenset[str]
    named: bool


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """What is compared of one claim. `rank` and `sentence` count within the report, in the order of the text.

    `said` sorts claims whatever the order in which their reports came: by publication, report and rank.
    """

    id: str
    said: tuple[str, str, int, str]
    report: int
    rank: int
    sentence: int
    start: int  # of the trigger
    published: int | None
    type: str
    status: str
    actors: Party
    targets: Party
    spot: Spot | None
    days: tuple[int, int] | None
    words: tuple[str, ...]
    trigger: frozenset[str]
    voice: str
    leans_on: frozenset[int]  # ranks of the claims that this one is most likely a consequence or part of
    another: bool  # it tells of another attack than the one before
    counts: Mapping[str, float | None]  # the lower bound of its first figure of each kind


@dataclass(frozen=True, slots=True, eq=False)
class Account(Traits):
    """One claim with what is compared of it."""

    claim: Claim
    family: str
    figures: Mapping[str, tuple[float, ...]]  # all that its report counts, by kind


class Known:
    """What the claims of a call have in common, each thing kept once: places, parties, words, figures."""

    def __init__(self) -> None:
        self.spots = Spots()
        self._kept: dict[Hashable, Any] = {}

    def once(self, thing: _T, key: Hashable = None) -> _T:
        """The first thing that was equal to this one, or had an equal key."""
        kept: _T = self._kept.setdefault((type(thing), thing if key is None else key), thing)
        return kept


@dataclass(frozen=True, slots=True)
class Relation:
    """How two types may be one occurrence; `follows` is 0 or 1 where the first or second is a consequence of the other."""

    sign: str
    follows: int | None = None


@cache
def relations() -> dict[tuple[str, str], Relation]:
    """The relation of every pair of types that can be one occurrence."""
    families = ontology.families()
    out: dict[tuple[str, str], Relation] = {}
    for code, family in families.items():
        out[code, code] = Relation(f"type:same-{'attack' if family in VIOLENT else family}")
    for row in resources.table("events/relations.tsv"):
        for first in _members(row["first"]):
            for second in _members(row["second"]):
                follows = row["follows"] == "yes"
                out.setdefault((first, second), Relation(f"type:{row['relation']}", 0 if follows else None))
                out.setdefault((second, first), Relation(f"type:{row['relation']}", 1 if follows else None))
    return out


def _members(cell: str) -> list[str]:
    families = ontology.families()
    return [code for part in resources.split(cell) for code in families if code == part or f"@{families[code]}" == part]


def accounts(readings: Sequence[Reading]) -> list[Account]:
    """The accounts of all claims, in the order of the readings and of their claims."""
    known = Known()
    return list(chain.from_iterable(accounts_of(number, reading, known) for number, reading in enumerate(readings)))


def accounts_of(number: int, reading: Reading, known: Known) -> Iterator[Account]:
    """The accounts of one reading, in the order of its claims."""
    figures: dict[str, tuple[float, ...]] = defaultdict(tuple)
    for quantity in chain.from_iterable(claim.numbers for claim in reading.claims):
        figures[quantity.kind] += (quantity.low or 0.0,)
    families = ontology.families()
    for claim, traits in zip(reading.claims, _traits(number, reading, known), strict=True):
        yield Account(**traits, claim=claim, family=families[claim.type], figures=figures)


def traits_of(number: int, reading: Reading, known: Known) -> Iterator[Traits]:
    """The traits of the claims of one reading, in their order."""
    return (Traits(**traits) for traits in _traits(number, reading, known))


def _traits(number: int, reading: Reading, known: Known) -> Iterator[dict[str, Any]]:
    report, once = reading.report, known.once
    published = report.published_on
    day = once(published.toordinal()) if published else None
    ordered = sorted(range(len(reading.claims)), key=lambda k: (reading.claims[k].trigger.start, k))
    ranks = {k: rank for rank, k in enumerate(ordered)}
    starts = sorted({c.evidence.start for c in reading.claims})
    sentences = {start: n for n, start in enumerate(starts)}
    leans = _leans_on([reading.claims[k] for k in ordered])
    told: dict[int, tuple[str, ...]] = {}
    for k, claim in enumerate(reading.claims):
        start = claim.evidence.start
        if start not in told:
            told[start] = tuple(sorted(map(once, content_words(claim.evidence.text))))
        counts = {q.kind: q.low for q in reversed(claim.numbers)}
        yield {
            "id": claim.id, "said": (report.published or "", report.id, ranks[k], claim.id),
            "report": number, "rank": ranks[k], "sentence": sentences[start], "start": claim.trigger.start,
            "published": day, "type": intern(claim.type), "status": intern(claim.status),
            "actors": _party(claim.actors, claim, known), "targets": _party(claim.targets, claim, known),
            "spot": known.spots.of(claim.place), "days": once(days(claim.time)), "words": told[start],
            "trigger": once(content_words(claim.trigger.text)), "voice": once(voice(claim, number)),
            "leans_on": once(leans[ranks[k]]), "another": near(claim, "another", before=0, behind=_ANOTHER_REACH),
            "counts": once(counts, tuple(counts.items())),
        }  # fmt: skip


def _leans_on(claims: Sequence[Claim]) -> list[frozenset[int]]:
    """For each claim the nearest one before it (else after it) that it may be a consequence of, one a relation."""
    table = relations()
    out = []
    for k, claim in enumerate(claims):
        found: dict[str, int] = {}
        for other in chain(range(k - 1, -1, -1), range(k + 1, len(claims))):
            relation = table.get((claim.type, claims[other].type))
            if relation is not None and relation.follows == 0:
                found.setdefault(relation.sign, other)
        out.append(frozenset(found.values()))
    return out


def _party(mentions: Sequence[Mention], claim: Claim, known: Known) -> Party:
    said_by = speaker(claim)
    if said_by is not None:
        mentions = [said_by.mention if _own_people(m) and not _of_side(m, said_by.mention) else m for m in mentions]
    key = (
        frozenset(m.id for m in mentions if m.id),
        frozenset(m.kind for m in mentions if m.kind),
        frozenset(m.side for m in mentions if m.side),
        frozenset(chain.from_iterable(content_words(m.span.text) for m in mentions)),
        bool(mentions),
    )
    return known.once(Party(*key), key)


def _of_side(mention: Mention, other: Mention) -> bool:
    return mention.side is not None and mention.side == other.side


def _own_people(mention: Mention) -> bool:
    """«قواتها», «مقاتلوه»: the speaker's own, told with nothing but a pronoun."""
    bare = _OWN.sub("", normal(mention.span.text))
    return bare in stems("own_people") and bare != normal(mention.span.text)


def days(time: TimeRef | None) -> tuple[int, int] | None:
    """First and last day as ordinals; None where the time is not resolved.

    >>> from marsad.model import Span
    >>> days(TimeRef(Span(0, 0, ""), "2020-02-01", "2020-02-02", "range"))
    (737456, 737457)
    """
    if time is None or not (time.start or time.end):
        return None
    first = date.fromisoformat(time.start).toordinal() if time.start else -_OPEN
    last = date.fromisoformat(time.end).toordinal() if time.end else _OPEN
    return first, last
