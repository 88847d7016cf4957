"""Events: what several accounts tell of one occurrence, who says so, and whether independent voices agree.

An event is a view of claims and stores nothing of its own. Its values are chosen by the rules written at `Estimate`
and at `_best`; the claims behind every value stay with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, TypeVar

from marsad.events.accounts import relations
from marsad.events.estimates import Estimate, estimates
from marsad.events.phrases import content_words
from marsad.events.spots import RANK
from marsad.events.voices import camp, cited_by, speaker, voice
from marsad.model import Claim, Contradiction, Decision, Mention, Place, Reading, Report, TimeRef

_T = TypeVar("_T", bound=Hashable)
Stance = Literal["confirms", "denies", "expects"]
Agreement = Literal["single-source", "corroborated", "corroborated-across-camps", "contested", "denied"]

_CONFIRMS = frozenset({"happened", "ongoing", "failed", "prevented"})
_STANDS = frozenset({"holds", "partly"})
_COPIED = 0.8  # share of the content words of two sentences from which one copies the other
_DISPUTES = frozenset(
    {"occurrence", "outcome", "actor", "target", "control"}
)  # another number is no dispute of the event


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of an event with the report that holds it."""

    claim: Claim
    report: Report


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one independent voice says of an event: all claims that lead back to it, copies too, the first told first."""

    told: tuple[Told, ...]
    camp: str | None
    stance: Stance

    @property
    def who(self) -> Mention | None:
        """The innermost speaker, else the outlet."""
        claim = self.told[0].claim
        source = speaker(claim) or next(iter(claim.sources), None)
        return source.mention if source else None

    def to_dict(self) -> dict[str, Any]:
        who = self.who
        return {
            "source": who.to_dict() if who else None, "camp": self.camp, "stance": self.stance,
            "claims": [{"report": t.report.id, "claim": t.claim.id, "outlet": t.report.outlet,
                        "published": t.report.published, "type": t.claim.type, "status": t.claim.status,
                        "words": t.claim.evidence.text} for t in self.told],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence, all its accounts, and how far they agree."""

    id: str
    type: str
    status: str
    agreement: Agreement
    place: Place | None
    time: TimeRef | None
    actors: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    numbers: tuple[Estimate, ...]
    testimonies: tuple[Testimony, ...]
    contradictions: tuple[Contradiction, ...]
    decisions: tuple[Decision, ...] = ()  # what people decided on its claims, as far as it is not undone or overruled

    @property
    def told(self) -> Iterator[Told]:
        """Its claims with their reports, by testimony."""
        return chain.from_iterable(t.told for t in self.testimonies)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(t.claim for t in self.told)

    @property
    def n_reports(self) -> int:
        """Reports that tell of it, copies too."""
        return len({id(t.report) for t in self.told})

    @property
    def n_outlets(self) -> int:
        """Outlets that tell of it; reports without one are one each."""
        return len({t.report.outlet or t.report.id for t in self.told})

    @property
    def n_independent(self) -> int:
        """Voices that tell of it: copies, and accounts that lead back to one speaker, count once."""
        return len(self.testimonies)

    def camps(self, stance: Stance) -> tuple[str, ...]:
        """The camps of those who confirm, deny or expect it, as far as they are known."""
        return tuple(dict.fromkeys(t.camp for t in self.testimonies if t.stance == stance and t.camp))

    @property
    def confirmed(self) -> bool:
        """Whether anybody says that it happened."""
        return any(t.stance == "confirms" for t in self.testimonies)

    @property
    def days(self) -> tuple[str | None, str | None]:
        """First and last day (ISO 8601); None where open or unknown."""
        return (self.time.start, self.time.end) if self.time else (None, None)

    @property
    def told_on(self) -> str | None:
        """The day (ISO 8601) on which it was first told, as far as its reports are dated."""
        return min((t.report.published[:10] for t in self.told if t.report.published), default=None)

    @property
    def day(self) -> str | None:
        """The day by which it counts: its last, else its first, else the one on which it was first told."""
        return self.days[1] or self.days[0] or self.told_on

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "type": self.type, "status": self.status, "agreement": self.agreement,
            "place": self.place.to_dict() if self.place else None, "time": self.time.to_dict() if self.time else None,
            "actors": [m.to_dict() for m in self.actors], "targets": [m.to_dict() for m in self.targets],
            "numbers": [n.to_dict() for n in self.numbers],
            "n_reports": self.n_reports, "n_outlets": self.n_outlets, "n_independent": self.n_independent,
            "camps_confirming": list(self.camps("confirms")), "camps_denying": list(self.camps("denies")),
            "testimonies": [t.to_dict() for t in self.testimonies],
            "contradictions": [c.to_dict() for c in self.contradictions],
            "decisions": [d.to_dict() for d in self.decisions],
        }  # fmt: skip


def events(readings: Iterable[Reading], decisions: Iterable[Decision] = ()) -> list[Event]:
    """The events of readings whose claims are grouped (`compare`), in the order of their days.

    Args:
        readings: the readings.
        decisions: what people decided, as `Readings.decisions` has it.
    """
    groups: dict[str, list[Told]] = defaultdict(list)
    of_claim: dict[str, str] = {}
    disputes: dict[str, list[Contradiction]] = defaultdict(list)
    readings = list(readings)
    for reading in readings:
        for claim in reading.claims:
            name = claim.event or claim.id
            groups[name].append(Told(claim, reading.report))
            of_claim[claim.id] = name
    for contradiction in _by_saying(readings):
        for name in dict.fromkeys((of_claim[contradiction.first], of_claim[contradiction.second])):
            disputes[name].append(contradiction)
    decided: dict[str, list[Decision]] = defaultdict(list)
    for decision in (d for d in decisions if d.state in _STANDS):
        claims = filter(None, chain.from_iterable(decision.claims))
        for name in dict.fromkeys(of_claim[c] for c in claims if c in of_claim):
            decided[name].append(decision)
    found = [event(name, members, disputes[name], decided[name]) for name, members in groups.items()]
    return sorted(found, key=order)


def _by_saying(readings: Iterable[Reading]) -> list[Contradiction]:
    """The contradictions of all readings: what was said first comes first; the other side counts where it first stood."""
    told: list[tuple[Any, Contradiction]] = []
    first: dict[str, tuple[str, str, int]] = {}
    for reading in readings:
        report, claims = reading.report, reading.claims
        ordered = sorted(range(len(claims)), key=lambda k: (claims[k].trigger.start, k))
        own = {claims[k].id: (report.published or "", report.id, rank) for rank, k in enumerate(ordered)}
        told += ((own[c.first], c) for c in reading.contradictions)
        first |= {id: min(said, first.get(id, said)) for id, said in own.items()}
    told.sort(key=lambda x: (x[0], first[x[1].second], x[1].attribute, x[1].explanation_en))
    return [contradiction for _, contradiction in told]


def order(event: Event) -> tuple[str, str, str, str, str]:
    """By day, those without one last; then by who told it first."""
    first = event.testimonies[0].told[0]
    day = event.days[0] or event.days[1] or "9999"
    return day, first.report.published or "", first.report.id, f"{first.claim.trigger.start:09}", event.id


def event(
    name: str, members: Sequence[Told], disputes: Sequence[Contradiction] = (), decisions: Sequence[Decision] = ()
) -> Event:
    """The view of one group of claims.

    Args:
        name: the id of the group.
        members: its claims with their reports, in any order.
        disputes: the contradictions in which one of them is a side.
        decisions: what people decided on them.
    """
    members = sorted(members, key=lambda t: (t.report.published or "", t.report.id, t.claim.trigger.start, t.claim.id))
    testimonies = tuple(_testimonies(members))
    kind = _kind(testimonies)
    own = [t for t in members if t.claim.type == kind] or members
    weight = _weights(testimonies)
    said = [t for t in own if t.claim.status != "not-happened"] or own  # who denies it does not say how it went
    return Event(
        id=name, type=kind, status=_best((t.claim.status for t in said), said, weight),
        agreement=_agreement(testimonies, disputes),
        place=_place(members, weight), time=_time(members, weight),
        actors=_bodies(own, lambda c: c.actors), targets=_bodies(own, lambda c: c.targets),
        numbers=tuple(estimates([[t.claim for t in testimony.told] for testimony in testimonies])),
        testimonies=testimonies, contradictions=tuple(disputes), decisions=tuple(decisions),
    )  # fmt: skip


def _testimonies(members: Sequence[Told]) -> Iterator[Testimony]:
    """The members by who vouches for them: one speaker, or one text that others copied."""
    roots: list[tuple[str, frozenset[str], list[Told]]] = []
    for member in members:
        key = voice(member.claim, cited_by(member.claim) or member.report.id)
        words = content_words(member.claim.evidence.text)
        for known, first, told in roots:
            if key == known or (member.report is not told[0].report and _copied(words, first)):
                told.append(member)
                break
        else:
            roots.append((key, words, [member]))
    for _, _, told in roots:
        yield Testimony(tuple(told), camp(told[0].claim), _stance([t.claim for t in told]))


def _copied(words: frozenset[str], first: frozenset[str]) -> bool:
    return bool(words) and len(words & first) >= _COPIED * len(words | first)


def _stance(claims: Iterable[Claim]) -> Stance:
    """The last word of a voice on whether it happened; a mere plan or threat expects it."""
    said: Stance = "expects"
    for claim in claims:
        if claim.status in _CONFIRMS:
            said = "confirms"
        elif claim.status == "not-happened":
            said = "denies"
    return said


def _agreement(testimonies: Sequence[Testimony], disputes: Sequence[Contradiction]) -> Agreement:
    stances = {t.stance for t in testimonies}
    if stances == {"denies"}:
        return "denied"
    if "denies" in stances or any(c.attribute in _DISPUTES for c in disputes):
        return "contested"
    agreed = [t for t in testimonies if t.stance == "confirms"] or testimonies
    if len(agreed) < 2:
        return "single-source"
    return "corroborated-across-camps" if len({t.camp for t in agreed if t.camp}) > 1 else "corroborated"


def _weights(testimonies: Sequence[Testimony]) -> Mapping[int, int]:
    """Which voice each claim belongs to, by identity."""
    return {id(told): number for number, testimony in enumerate(testimonies) for told in testimony.told}


def _best(values: Iterable[_T], members: Sequence[Told], voice_of: Mapping[int, int]) -> _T:
    """The value that most independent voices give; among equals the one told first."""
    voices: dict[_T, set[int]] = defaultdict(set)
    for value, member in zip(values, members, strict=True):
        voices[value].add(voice_of[id(member)])
    return max(voices, key=lambda value: len(voices[value]))


def _kind(testimonies: Sequence[Testimony]) -> str:
    """The type that most voices give; a toll or damage only where nobody tells of the attack behind it."""
    table = relations()
    types = {t.claim.type for testimony in testimonies for t in testimony.told}
    leading = [one for one in types if not any(_follows(table, one, other) for other in types)] or types
    count = {one: sum(any(t.claim.type == one for t in x.told) for x in testimonies) for one in leading}
    order = list(dict.fromkeys(t.claim.type for x in testimonies for t in x.told))
    return max(sorted(count, key=order.index), key=lambda one: count[one])


def _follows(table: Mapping[tuple[str, str], Any], one: str, other: str) -> bool:
    relation = table.get((one, other))
    return relation is not None and relation.follows == 0


def _place(members: Sequence[Told], voice_of: Mapping[int, int]) -> Place | None:
    """The most specific place that most voices name."""
    known = [t for t in members if t.claim.place is not None]
    if not known:
        return None
    keys = [_place_key(t.claim.place) for t in known if t.claim.place]
    ranks = {
        key: RANK.get(t.claim.place.level or "town", 1) for key, t in zip(keys, known, strict=True) if t.claim.place
    }
    finest = min(ranks.values())
    fine = [(key, t) for key, t in zip(keys, known, strict=True) if ranks[key] == finest]
    best = _best([key for key, _ in fine], [t for _, t in fine], voice_of)
    return next(t.claim.place for key, t in fine if key == best)


def _place_key(place: Place) -> str:
    return place.id or place.span.text


def _time(members: Sequence[Told], voice_of: Mapping[int, int]) -> TimeRef | None:
    """The days that most voices give; those of a resolved time before any other, the shorter time among equals."""
    known = [t for t in members if t.claim.time is not None]
    resolved = [t for t in known if t.claim.time and t.claim.time.start and t.claim.time.end]
    known = sorted(resolved or known, key=lambda t: _length(t.claim.time))
    if not known:
        return None
    days = [(t.claim.time.start, t.claim.time.end) if t.claim.time else (None, None) for t in known]
    best = _best(days, known, voice_of)
    return next(t.claim.time for t, own in zip(known, days, strict=True) if own == best)


def _length(time: TimeRef | None) -> tuple[bool, str, str]:
    """Shorter times first: those of one day, then by their end and start."""
    start, end = (time.start, time.end) if time else (None, None)
    return start != end, end or "", start or ""


def _bodies(members: Sequence[Told], slot: Callable[[Claim], Sequence[Mention]]) -> tuple[Mention, ...]:
    """The bodies that those who confirm it name, each once: by id, else by its words."""
    found: dict[object, Mention] = {}
    confirming = [t for t in members if t.claim.status != "not-happened"] or members
    for mention in chain.from_iterable(slot(t.claim) for t in confirming):
        found.setdefault(mention.id or content_words(mention.span.text) or mention.span.text, mention)
    return tuple(found.values())
