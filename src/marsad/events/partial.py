"""A part of the occurrences that were found before: what is near the claims that came or went, and nothing else.

The claims of other reports are fetched as they are needed, with the event, neighbourhood and day that they had. What
`settle` gives is what grouping all claims anew would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, cast

from marsad.events.accounts import Account, Traits, relations
from marsad.events.candidates import of_report
from marsad.events.contradiction import between, may_oppose
from marsad.events.decisions import Decisions
from marsad.events.grouping import OPPOSED_DAYS, scored
from marsad.events.occurrences import REACH_DAYS, Occurrences, single
from marsad.events.pairs import DONE, TAKING
from marsad.model import Contradiction, Reading

Kinds = Callable[[str, str, str, str], bool]  # types of two claims, statuses of the two


@dataclass(frozen=True, slots=True)
class Before:
    """What was found of a claim before: its event, its neighbourhood where it has one, and its day."""

    event: str
    home: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A report that was grouped before, by its number, with what was found of each of its claims."""

    report: int
    reading: Reading
    before: Sequence[Before]


class Fetch(Protocol):
    """Where the claims of other reports come from. Every method but the last gives numbers of reports, too many at will."""

    def beside(self, one: Traits, reach: int, kinds: Kinds) -> Iterable[int]:
        """Those with claims near one in place and time, of kinds that may be compared."""

    def of_home(self, home: int) -> Iterable[int]:
        """Those with claims of a neighbourhood."""

    def of_claims(self, ids: Iterable[str]) -> Iterable[int]:
        """Those with claims of some ids."""

    def of_events(self, ids: Iterable[str]) -> Iterable[int]:
        """Those with claims of some events."""

    def read(self, reports: Iterable[int]) -> Iterable[Fetched]:
        """The reports of some numbers, as far as they were grouped before."""


class Partial(Occurrences):
    """Occurrences that know what they need. First `change` what came and went, then `settle`, then `contradictions`."""

    def __init__(self, fetch: Fetch, decisions: Decisions) -> None:
        super().__init__(decisions, whole=True)
        self._fetch = fetch
        self._numbers: dict[int, int] = {}  # of a report: under which its reading is known here
        self.report: dict[int, int] = {}  # and the other way
        self._new: set[Traits] = set()
        self._loose: set[Traits] = set()  # fetched beside a new one, so that their day may be another now
        self._whole: set[Traits] = set()  # whose neighbours are all here
        self._home_of: dict[Traits, int] = {}
        self._of_home: dict[int, list[Traits]] = defaultdict(list)
        self._met: set[int] = set()
        self._fetching = False

    def change(self, report: int, reading: Reading, known: bool) -> None:
        """A report came, or its reading is another one now.

        Args:
            report: its number.
            reading: its reading.
            known: whether it was grouped before.
        """
        if known:
            self._load([report])
        if report in self._numbers:
            for one in self.members(self._numbers[report]):
                self._complete(one)
                self._meet(one)
            self.remove(self._numbers.pop(report))
        number = self.add(reading)
        self._numbers[report], self.report[number] = number, report
        self._new.update(self.members(number))

    def touch(self, ids: Iterable[str]) -> None:
        """Group some claims anew: what people decided on them is another now."""
        wanted = set(ids)
        self._load(self._fetch.of_claims(wanted))
        for members in self._reports.values():
            self._touched.update(one for one in members if one.id in wanted)

    def settle(self) -> list[Traits]:
        """Group anew what came or went touches, as far as it reaches."""
        done: set[Traits] = set()
        while left := self._touched - done:
            for one in left:
                self._complete(one)
                self._meet(one)
            done |= left
        return super().settle()

    def home(self, one: Traits) -> Sequence[Traits]:
        """The neighbourhood of a claim that was settled; empty where it stands alone."""
        return self._homes.get(one, ())

    def day(self, one: Traits) -> int | None:
        """The day of a settled claim that tells of no single one."""
        return None if single(one) is not None else self._day(one)

    def contradictions(self, settled: Iterable[Traits]) -> tuple[set[str], list[tuple[int, Contradiction]]]:
        """The ids of the claims whose contradictions may be others now, and all contradictions that they have.

        Each with the number of the report of its first claim.
        """
        own = self._reached({one.report for one in settled})
        about = set(chain.from_iterable(own))
        self._load(chain.from_iterable(self._fetch.beside(one, OPPOSED_DAYS, _may_oppose) for one in about))
        self._load(self._fetch.of_events({self.event(one) for one in about}))
        pairs = scored(self._pairs(about, own), self._decisions)
        found = between(list(chain.from_iterable(own)), cast("Callable[[Account], str]", self.event), pairs)
        return {one.id for one in about}, [(self.report[number], c) for number, c in found]

    def _reached(self, numbers: set[int]) -> list[Sequence[Account]]:
        """Readings with those that share claims with them: what one voice tells twice is known by its whole report."""
        known, left = set(numbers), set(numbers)
        while left:
            ids = {one.id for number in left for one in self.members(number)}
            self._load(self._fetch.of_claims(ids))
            left = {n for n, members in self._reports.items() if n not in known and any(m.id in ids for m in members)}
            known |= left
        return [cast("Sequence[Account]", self.members(number)) for number in sorted(known)]

    def _pairs(self, about: set[Account], own: Sequence[Sequence[Account]]) -> Iterator[tuple[Account, Account]]:
        """The pairs of which one is among those that are asked about, each once."""
        events: dict[str, list[Account]] = defaultdict(list)
        for one in cast("Iterator[Account]", chain.from_iterable(self._reports.values())):
            events[self.event(one)].append(one)
        for members in own:
            yield from of_report(members)
            for one in members:
                event = self.event(one)
                opposed = (o for o in self.near(one, OPPOSED_DAYS, may_oppose) if self.event(o) != event)
                mates = (o for o in events[event] if o.report != one.report)
                for other in cast("Iterator[Account]", chain(opposed, mates)):
                    if one.said < other.said or other not in about:
                        yield one, other

    def _tie(self, one: Traits, other: Traits, value: int) -> None:
        self._bind(one, other, value)
        if not self._fetching or other in self._new:
            self._loosen(other)
            if self._fetching:
                self._loose.add(one)

    def _kept(self, one: Traits) -> Iterator[tuple[Traits, int]]:
        self._complete(one)
        yield from super()._kept(one)

    def _complete(self, one: Traits) -> None:
        """Fetch whatever may be linked with a claim, by itself or by what people decided."""
        if one not in self._whole:
            self._whole.add(one)
            self._load(self._fetch.beside(one, REACH_DAYS, _may_fit))
            self._load(self._fetch.of_claims(self._partners.get(one.id, ())))

    def _meet(self, one: Traits) -> None:
        """Touch all that were in one neighbourhood with a claim."""
        home = self._home_of.get(one)
        if home is not None and home not in self._met:
            self._met.add(home)
            self._load(self._fetch.of_home(home))
            self._touched.update(other for other in self._of_home[home] if other.report in self._reports)

    def _load(self, reports: Iterable[int]) -> None:
        """Fetch the reports that are not here."""
        wanted = {report for report in reports if report not in self._numbers}
        for fetched in self._fetch.read(wanted) if wanted else ():
            self._fetching = True
            number = self.add(fetched.reading)
            self._fetching = False
            self._numbers[fetched.report], self.report[number] = number, fetched.report
            for one, before in zip(self.members(number), fetched.before, strict=True):
                self._events[one] = before.event
                if before.home is not None:
                    self._home_of[one] = before.home
                    self._of_home[before.home].append(one)
                if one in self._loose:
                    continue
                self._touched.discard(one)
                if single(one) is None:
                    self._days[one] = before.day
            self._loose.clear()


def _may_fit(one: str, other: str, status: str, other_status: str) -> bool:
    """Whether claims of two types can be one occurrence."""
    return (one, other) in relations()


def _may_oppose(one: str, other: str, status: str, other_status: str) -> bool:
    """As `may_oppose`."""
    return (status in DONE) != (other_status in DONE) or one in TAKING or other in TAKING
