"""Occurrences: which claims tell of one, kept up to date while reports come and go.

Claims that fit each other (score from THRESHOLD) are linked; those that a chain of links connects are one
neighbourhood, and only within it groups are formed. So a report that comes or goes changes no other neighbourhood
than those its claims lie in, and whatever the order, the same claims give the same events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from marsad.events.accounts import Known, Traits, accounts_of, traits_of
from marsad.events.candidates import Neighbours, of_report
from marsad.events.linkage import THRESHOLD, linkage
from marsad.events.scores import by_rest, most_by_rest, score
from marsad.model import Reading, content_hash

_REACH_DAYS = 1  # what two reports tell of days farther apart is not linked

_Links = tuple[tuple[Traits, ...], tuple[int, ...]]
_NONE: _Links = (), ()


class _Neighbourhood:
    """Claims that links connect. `broken`: one of them went, so that the rest may be several neighbourhoods."""

    __slots__ = ("broken", "members")

    def __init__(self, members: list[Traits]) -> None:
        self.members = members
        self.broken = False


class Occurrences:
    """Claims by occurrence. Readings are added and removed; `settle` groups what they touched.

    Args:
        whole: keep the accounts with their claims, not only the traits that grouping needs.
    """

    def __init__(self, whole: bool = False) -> None:
        self._make = accounts_of if whole else traits_of
        self._known = Known()
        self._near = Neighbours()
        self._reports: dict[int, list[Traits]] = {}
        self._links: dict[Traits, _Links] = {}  # of each claim to those that came before it
        self._of: dict[Traits, _Neighbourhood] = {}  # without those that stand alone
        self._touched: set[_Neighbourhood] = set()
        self._fresh: set[Traits] = set()  # claims that came, or lost their neighbourhood
        self._events: dict[Traits, str] = {}  # likewise
        self._count = 0

    def add(self, reading: Reading) -> int:
        """Add the claims of a reading; the number under which they are known."""
        number, self._count = self._count, self._count + 1
        members = self._reports[number] = list(self._make(number, reading, self._known))
        found: dict[Traits, list[tuple[Traits, int]]] = {one: self._linked(one) for one in members}
        for one, other in of_report(members):
            value = score(one, other)
            if value is not None and value >= THRESHOLD:
                found[one].append((other, value))
        for one, links in found.items():
            self._near.add(one)
            self._fresh.add(one)
            if links:
                self._links[one] = tuple(other for other, _ in links), tuple(value for _, value in links)
                self._join(one, self._links[one][0])
        return number

    def remove(self, number: int) -> None:
        """Take the claims of a reading out again."""
        for one in self._reports.pop(number):
            self._near.remove(one)
            self._fresh.discard(one)
            self._links.pop(one, None)
            self._events.pop(one, None)
            home = self._of.pop(one, None)
            if home is not None:
                home.members.remove(one)
                home.broken = True
                self._touched.add(home)

    def settle(self) -> list[Traits]:
        """Group anew what came or went since the last time touches; the claims whose event may be another now."""
        for home in [home for home in self._touched if home.broken]:
            self._broken_up(home)
        out = [one for one in self._fresh if one not in self._of]
        for home in self._touched:
            for block in self._grouped(home):
                name = event_id(block)
                self._events.update(dict.fromkeys(block, name))
                out += block
        self._touched, self._fresh = set(), set()
        return out

    def members(self, number: int) -> Sequence[Traits]:
        """The claims of a reading, in their order."""
        return self._reports[number]

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

    def _linked(self, one: Traits) -> list[tuple[Traits, int]]:
        """The claims that came before and fit a new one."""
        out, rest = [], by_rest(one)
        for base, bucket in self._near.of(one, _REACH_DAYS, THRESHOLD - most_by_rest()):
            for other in bucket:
                value = base + rest(other)
                if value >= THRESHOLD:
                    out.append((other, value))
        return out

    def _join(self, one: Traits, others: Iterable[Traits]) -> None:
        """Make one neighbourhood of a claim and those that it is linked with."""
        homes = {self._of.get(other) or self._alone(other) for other in (one, *others)}
        largest = max(homes, key=lambda home: len(home.members))
        for home in homes - {largest}:
            for member in home.members:
                self._of[member] = largest
            largest.members += home.members
            largest.broken |= home.broken
            self._touched.discard(home)
        self._touched.add(largest)

    def _alone(self, one: Traits) -> _Neighbourhood:
        home = self._of[one] = _Neighbourhood([one])
        return home

    def _broken_up(self, home: _Neighbourhood) -> None:
        """Make new neighbourhoods of what is left of one that lost members; links to these are forgotten."""
        self._touched.discard(home)
        left = set(home.members)
        for one in home.members:
            del self._of[one]
            self._events.pop(one, None)
            self._fresh.add(one)
            others, values = self._links.pop(one, _NONE)
            kept = [(other, value) for other, value in zip(others, values, strict=True) if other in left]
            if kept:
                self._links[one] = tuple(other for other, _ in kept), tuple(value for _, value in kept)
        for one in home.members:
            if one in self._links:
                self._join(one, self._links[one][0])

    def _grouped(self, home: _Neighbourhood) -> list[list[Traits]]:
        """The members of a neighbourhood by occurrence."""
        members = sorted(home.members, key=lambda one: (one.id, one.said))
        place = {one: k for k, one in enumerate(members)}
        links = [
            (k, place[other], value)
            for k, one in enumerate(members)
            for other, value in zip(*self._links.get(one, _NONE), strict=True)
        ]
        blocks = linkage(len(members), links, lambda i, j: score(members[i], members[j]))
        return [[members[i] for i in block] for block in blocks]


def event_id(members: Iterable[Traits]) -> str:
    """The id of the event that some claims tell of."""
    return content_hash("event", sorted(one.id for one in members))
