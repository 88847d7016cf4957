"""A first grouping: claims of one call on one occurrence.

Two claims are about one occurrence where type, place, time, actors and tolls fit together; each part of the
judgement has a weight and a name, kept in `Link`. A later issue deepens this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from marsad import ontology
from marsad.events.contradiction import between
from marsad.geography.geocoder import distance_km
from marsad.language.ar.script import normal
from marsad.model import Claim, Contradiction, Mention, Place, Reading, content_hash

_VIOLENT = frozenset({"battle", "remote", "civilians"})
# Tolls and damage belong to the attack that caused them; a claim of responsibility to the deed.
_FOLLOWS = frozenset({"casualties", "property-destruction", "responsibility"})
THRESHOLD = 2.4  # a pair joins
MEAN = 1.2  # two groups join where their pairs reach this on average
APART = -0.5  # a pair below this keeps its groups apart
_CELL_DEGREES = 0.1


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims may be one occurrence: named contributions that add up to the score."""

    parts: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return sum(weight for _, weight in self.parts)


@dataclass(frozen=True, slots=True)
class _Item:
    report: int
    order: int
    claim: Claim


def compare(readings: Iterable[Reading]) -> list[Reading]:
    """The readings with `event` set on every claim and with their contradictions."""
    readings = list(readings)
    items = [_Item(r, k, c) for r, reading in enumerate(readings) for k, c in enumerate(reading.claims)]
    groups = _group(items)
    events: dict[str, str] = {}
    for members in groups:
        event = content_hash("event", sorted(m.claim.id for m in members))
        events.update((m.claim.id, event) for m in members)
    found: list[Contradiction] = []
    for members in groups:
        found += between([m.claim for m in sorted(members, key=lambda m: (m.report, m.order))])
    owner = {c.id: r for r, reading in enumerate(readings) for c in reading.claims}
    out = []
    for r, reading in enumerate(readings):
        claims = tuple(replace(c, event=events[c.id]) for c in reading.claims)
        own = tuple(c for c in found if owner[c.first] == r)
        out.append(replace(reading, claims=claims, contradictions=own))
    return out


def _group(items: Sequence[_Item]) -> list[list[_Item]]:
    """The claims in groups, the best pairs first; two groups join only where no pair across them stands apart.

    Pairs are looked at within a report and within a cell of places only.
    """
    scores: dict[tuple[int, int], float] = {}
    for i, j in _candidates(items):
        scores[i, j] = link(items[i].claim, items[j].claim, items[i].report == items[j].report).score
    group = {i: [i] for i in range(len(items))}
    for (i, j), score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])):
        if score < THRESHOLD:
            break
        a, b = group[i], group[j]
        if a is b:
            continue
        across = [scores.get((min(x, y), max(x, y)), APART) for x in a for y in b]
        if min(across) > APART and sum(across) / len(across) >= MEAN:
            a += b
            for k in b:
                group[k] = a
    return list({id(members): [items[k] for k in sorted(members)] for members in group.values()}.values())


def _candidates(items: Sequence[_Item]) -> Iterator[tuple[int, int]]:
    by_report: dict[int, list[int]] = defaultdict(list)
    by_cell: dict[object, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        by_report[item.report].append(i)
        for key in _cells(item.claim.place):
            by_cell[key].append(i)
    seen: set[tuple[int, int]] = set()
    for members in (*by_report.values(), *by_cell.values()):
        for a, i in enumerate(members):
            for j in members[a + 1 :]:
                if (i, j) not in seen:
                    seen.add((i, j))
                    yield i, j


def _cells(place: Place | None) -> Iterator[object]:
    if place is None:
        return
    yield normal(place.span.text).removeprefix("ال")
    if place.lat is not None and place.lon is not None:
        row, column = int(place.lat / _CELL_DEGREES), int(place.lon / _CELL_DEGREES)
        for a in (row, row + 1):
            for b in (column, column + 1):
                yield a, b


def link(a: Claim, b: Claim, same_report: bool) -> Link:
    """How well two claims fit one occurrence."""
    parts = [
        ("type", _types(a, b)),
        ("place", _places(a.place, b.place, same_report)),
        ("time", _times(a, b, same_report)),
    ]
    if all(weight > -5 for _, weight in parts):
        parts += [
            ("actors", _bodies(a.actors, b.actors)),
            ("targets", max(0.0, _bodies(a.targets, b.targets))),
            ("numbers", _numbers(a, b)),
        ]
        if a.trigger.text == b.trigger.text and a.evidence == b.evidence and same_report and a.place != b.place:
            parts.append(("split", -3.0))  # one predicate told of several places
    return Link(tuple(parts))


def _types(a: Claim, b: Claim) -> float:
    families = ontology.families()
    fa, fb = families[a.type], families[b.type]
    if a.type == b.type:
        return 1.0 if fa in _VIOLENT else 0.6
    if fa in _VIOLENT and fb in _VIOLENT:
        return 0.7 if fa == fb else 0.1
    if {a.type, b.type} <= {"territory-gain", "control", "territory-handover", "clash"}:
        return 0.5
    if (a.type in _FOLLOWS and fb in _VIOLENT) or (b.type in _FOLLOWS and fa in _VIOLENT):
        return 0.5
    return -9.0


def _places(a: Place | None, b: Place | None, same_report: bool) -> float:
    if a is None or b is None:
        return 0.3 if same_report else -9.0
    if (a.id and a.id == b.id) or normal(a.span.text).removeprefix("ال") == normal(b.span.text).removeprefix("ال"):
        wide = a.level in ("governorate", "country")
        return 0.5 if wide and not same_report else 1.0
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None or a.id is None or b.id is None:
        return -0.6 if same_report else -9.0  # another name, of which no table knows the point
    gap = distance_km(a.lat, a.lon, b.lat, b.lon)
    if a.level == b.level and gap > 1.5 and {a.level, b.level} <= {"town", "neighbourhood", "site"}:
        return -2.0
    if gap <= max(3.0, min(a.radius_km or 2, b.radius_km or 2) + 2):
        return 0.7
    if gap <= max(a.radius_km or 0, b.radius_km or 0):
        return 0.2 if same_report else -0.5
    return -9.0


def _times(a: Claim, b: Claim, same_report: bool) -> float:
    x, y = a.time, b.time
    if x is None or y is None or not (x.start or x.end) or not (y.start or y.end):
        return 0.3 if same_report else -0.4
    if (x.start or "") <= (y.end or "9999") and (y.start or "") <= (x.end or "9999"):
        return 0.8 if x.start == x.end and y.start == y.end else 0.4
    return -9.0


def _camp(mention: Mention) -> set[str]:
    keys = {k for k in (mention.id, mention.side) if k}
    return keys or {normal(mention.span.text).removeprefix("ال")}


def _bodies(a: Sequence[Mention], b: Sequence[Mention]) -> float:
    if not a or not b:
        return 0.1
    first = set().union(*map(_camp, a))
    second = set().union(*map(_camp, b))
    if first & second:
        return 0.5
    known = all(m.side for m in (*a, *b))
    return -0.7 if known else -0.1


def _numbers(a: Claim, b: Claim) -> float:
    first = {q.kind: (q.low, q.high) for q in a.numbers}
    same = [q for q in b.numbers if first.get(q.kind) == (q.low, q.high) and (q.low or 0) > 1]
    return 0.5 if same else 0.0
