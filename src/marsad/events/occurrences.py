"""Occurrences: which claims tell of one, kept up to date while reports come and go.

Claims that fit each other (score from THRESHOLD) are linked, those of two reports if they are of one day. Claims that
a chain of links connects are one neighbourhood, and only within it groups are formed. So a report that comes or goes
changes no other neighbourhood than those its claims lie in, and whatever the order, the same claims give the same
events.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

from marsad.events.accounts import Known, Traits, accounts_of, traits_of
from marsad.events.candidates import Neighbours, of_report
from marsad.events.decisions import NONE, Decisions, Ties
from marsad.events.linkage import THRESHOLD, linkage
from marsad.events.scores import by_rest, most_by_rest, score
from marsad.model import Reading, content_hash

REACH_DAYS = 1  # days between what two reports tell, or may tell, from which they are never linked


class _Links:
    """The claims that fit one, of whatever day, with their scores."""

    __slots__ = ("others", "values")

    def __init__(self) -> None:
        self.others: list[Traits] = []
        self.values = array("h")

    def add(self, other: Traits, value: int) -> None:
        self.others.append(other)
        self.values.append(value)

    def remove(self, other: Traits) -> None:
        at = self.others.index(other)
        del self.others[at], self.values[at]


_NO_LINKS = _Links()


class Occurrences:
    """Claims by occurrence. Readings are added and removed; `settle` groups what they touched.

    Args:
        decisions: what people decided on pairs of claims; it outranks the scores.
        whole: keep the accounts with their claims, not only the traits that grouping needs.
    """

    def __init__(self, decisions: Decisions = NONE, whole: bool = False) -> None:
        self._decisions = decisions
        self._partners = _partners(decisions)
        self._decided: dict[str, list[Traits]] = {claim: [] for claim in self._partners}  # copies share an id
        self._make = accounts_of if whole else traits_of
        self._known = Known()
        self._near = Neighbours()
        self._reports: dict[int, list[Traits]] = {}
        self._links: dict[Traits, _Links] = {}
        self._days: dict[Traits, int | None] = {}  # of claims that do not tell of a single day
        self._homes: dict[Traits, list[Traits]] = {}  # the neighbourhood of each claim that does not stand alone
        self._events: dict[Traits, str] = {}  # likewise
        self._touched: set[Traits] = set()
        self._count = 0

    def add(self, reading: Reading) -> int:
        """Add the claims of a reading; the number under which they are known."""
        number, self._count = self._count, self._count + 1
        members = self._reports[number] = list(self._make(number, reading, self._known))
        for one in members:
            self._touched.add(one)
            if one.id in self._decided:
                self._decided[one.id].append(one)
            self._link(one)
        for one, other in of_report(members):
            value = score(one, other)
            if value is not None and value >= THRESHOLD:
                self._tie(one, other, value)
        for one in members:
            self._near.add(one)
        return number

    def remove(self, number: int) -> None:
        """Take the claims of a reading out again."""
        members = self._reports.pop(number)
        for one in members:
            self._near.remove(one)
            if one.id in self._decided:
                self._decided[one.id].remove(one)
            for neighbour in self._homes.get(one, ()):
                del self._homes[neighbour]
                self._touched.add(neighbour)
            self._events.pop(one, None)
            self._days.pop(one, None)
            if one in self._links:
                for other in self._links.pop(one).others:
                    self._links[other].remove(one)
                    self._loosen(other)
        self._touched.difference_update(members)

    def decide(self, decisions: Decisions) -> None:
        """Obey other decisions than before."""
        before, after = _partners(self._decisions), _partners(decisions)
        for one in (one for members in self._reports.values() for one in members):
            if before.get(one.id) != after.get(one.id):
                self._touched.add(one)
        self._decisions, self._partners = decisions, after
        self._decided = {claim: [] for claim in after}
        for one in (one for members in self._reports.values() for one in members):
            if one.id in self._decided:
                self._decided[one.id].append(one)

    def settle(self) -> list[Traits]:
        """Group anew what came or went since the last time touches; the claims whose event may be another now."""
        out: list[Traits] = []
        left = set(self._touched)
        for one in self._touched:
            left.update(self._homes.get(one, ()))
        self._touched = set()
        while left:
            home = self._home(left.pop())
            left.difference_update(home)
            out += home
            for one in home:
                self._homes.pop(one, None)
                self._events.pop(one, None)
            if len(home) > 1:
                self._homes.update(dict.fromkeys(home, home))
                for block in self._grouped(home):
                    self._events.update(dict.fromkeys(block, event_id(block)))
        return out

    def members(self, number: int) -> Sequence[Traits]:
        """The claims of a reading, in their order."""
        return self._reports[number]

    @property
    def widest(self) -> int:
        """How many claims the largest neighbourhood has: the most that one report more can touch through one claim."""
        return max(map(len, self._homes.values()), default=1)

    def event(self, one: Traits) -> str:
        """The id of the event of a claim, as of the last `settle`."""
        return self._events.get(one) or event_id((one,))

    def near(self, one: Traits, reach: int, test: Callable[[Traits, Traits], bool]) -> Iterator[Traits]:
        """The claims of other reports near one.

        Args:
            one: a claim.
            reach: days that may lie between the two.
            test: asks types and statuses of the two.
        """
        for _, bucket in self._near.of(one, reach):
            if test(one, bucket[0]):
                yield from (other for other in bucket if other.report != one.report)

    def _link(self, one: Traits) -> None:
        """Tie a new claim to those of other reports that fit it."""
        rest = by_rest(one)
        for base, bucket in self._near.of(one, REACH_DAYS, THRESHOLD - most_by_rest(one)):
            for other in bucket:
                value = base + rest(other)
                if value >= THRESHOLD:
                    self._tie(one, other, value)

    def _tie(self, one: Traits, other: Traits, value: int) -> None:
        self._bind(one, other, value)
        self._loosen(other)

    def _bind(self, one: Traits, other: Traits, value: int) -> None:
        for a, b in ((one, other), (other, one)):
            links = self._links.get(a)
            if links is None:
                links = self._links[a] = _Links()
            links.add(b, value)

    def _loosen(self, one: Traits) -> None:
        """A claim came or went by which the day of another one may be told."""
        if one in self._days:
            del self._days[one]
            self._touched.add(one)

    def _day(self, one: Traits) -> int | None:
        """The day of a claim: the single one that it tells, else that of the claim of such a day that fits it best.

        Where none does, the first day that it tells; else the day on which it or the claim that fits it best was
        published first.
        """
        if (told := single(one)) is not None:
            return told
        if one not in self._days:
            links = self._links.get(one, _NO_LINKS)
            fits = [(value, other) for other, value in zip(links.others, links.values, strict=True)]
            days = [(other.report == one.report, value, -day) for value, other in fits if (day := single(other))]
            if not days:
                first = _first(one)
                days = [(False, value, -min(first, day)) for value, other in fits if first and (day := _first(other))]
            self._days[one] = -max(days)[2] if days else _first(one)
        return self._days[one]

    def _home(self, one: Traits) -> list[Traits]:
        """The neighbourhood of a claim."""
        home, seen = [one], {one}
        for member in home:
            for other in (*(other for other, _ in self._kept(member)), *self._joined(member)):
                if other not in seen:
                    seen.add(other)
                    home.append(other)
        return home

    def _joined(self, one: Traits) -> Iterator[Traits]:
        """The claims that people hold for one occurrence with a claim."""
        for partner, same in self._partners.get(one.id, {}).items():
            if same:
                yield from self._decided[partner]

    def _kept(self, one: Traits) -> Iterator[tuple[Traits, int]]:
        """The claims that a claim is linked with: those of its day, and what its own report tells of the next."""
        links = self._links.get(one)
        if links is not None:
            day, told = self._day(one), one.days is not None
            for other, value in zip(links.others, links.values, strict=True):
                if self._day(other) == day or (told and other.report == one.report and other.days is not None):
                    yield other, value

    def _grouped(self, home: list[Traits]) -> list[list[Traits]]:
        """The members of a neighbourhood by occurrence."""
        members = sorted(home, key=lambda one: (one.id, one.said))
        place = {one: k for k, one in enumerate(members)}
        links = [
            (k, place[other], value)
            for k, one in enumerate(members)
            for other, value in self._kept(one)
            if place[other] > k
        ]
        blocks = linkage(len(members), links, lambda i, j: score(members[i], members[j]), self._ties(members))
        return [[members[i] for i in block] for block in blocks]

    def _ties(self, members: Sequence[Traits]) -> Ties | None:
        """What people decided on the claims of a neighbourhood."""
        names = [one.id for one in members]
        pairs = {(min(a, b), max(a, b)) for a in names for b in self._partners.get(a, ())}
        if not pairs:
            return None
        same, different = self._decisions.same, self._decisions.different
        return Ties(
            names,
            Decisions({p: same[p] for p in pairs if p in same}, {p: different[p] for p in pairs if p in different}),
        )


def _first(one: Traits) -> int | None:
    """The first day that a claim tells, else that on which it was published."""
    return one.days[0] if one.days is not None else one.published


def single(one: Traits) -> int | None:
    """The day of a claim that tells of a single one."""
    return one.days[0] if one.days is not None and one.days[0] == one.days[1] else None


def _partners(decisions: Decisions) -> dict[str, dict[str, bool]]:
    """The claims that people decided on, each with those it was compared with, and whether they are one occurrence."""
    out: dict[str, dict[str, bool]] = {}
    for pairs, same in ((decisions.same, True), (decisions.different, False)):
        for a, b in pairs:
            out.setdefault(a, {})[b] = out.setdefault(b, {})[a] = same
    return out


def event_id(members: Iterable[Traits]) -> str:
    """The id of the event that some claims tell of."""
    return content_hash("event", sorted(one.id for one in members))
