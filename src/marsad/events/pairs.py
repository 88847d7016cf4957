"""Pairs of accounts by two voices, and what every rule about their contradictions asks of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from marsad.events.accounts import Account
from marsad.events.camps import alike
from marsad.events.wording import Answer
from marsad.model import Attribute

# A pair of one report is asked about one deed from this score even where its claims came into different groups. With the
# gold claims of gold/train, pairs right / found: 0 9/10, -0.5 12/13, -0.75 13/19.
TOGETHER = -0.5

DONE = frozenset({"happened", "ongoing"})
TAKING = frozenset({"territory-gain", "control"})
ONE_PLACE = frozenset({"place:same", "place:same-area"})
_FITTING = "name-in-name seat-and-division inside-district inside-wide near unknown one"
FITTING_PLACE = ONE_PLACE | {f"place:{how}" for how in _FITTING.split()}
APART = frozenset({"place:apart", "place:far"})
_FEW_DAYS = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts by two voices; `together`: they are held for one occurrence; `score`: how well the two fit it."""

    a: Account
    b: Account
    together: bool
    score: float
    place: str

    @property
    def in_town(self) -> bool:
        """Whether both name a town or less."""
        return all(m.spot is not None and m.spot.in_town for m in (self.a, self.b))

    @property
    def bonds(self) -> int:
        """How many things tie the two to one occurrence: grouping, the same days, the same doers, the same targets."""
        a, b = self.a, self.b
        return self.together + same_days(a, b) + alike(a.actors, b.actors) + alike(a.targets, b.targets)

    @property
    def one_deed(self) -> bool:
        """Whether both say that one deed was done, at times that may be the same; each by itself, not by a third."""
        done = {self.a.claim.status, self.b.claim.status} <= DONE
        return self.together and self.score >= TOGETHER and done and overlap(self.a, self.b)

    def either(self, test: Callable[[Account, Account], bool]) -> tuple[Account, Account] | None:
        """The accounts in the order in which a test holds of them."""
        if test(self.a, self.b):
            return self.a, self.b
        return (self.b, self.a) if test(self.b, self.a) else None


Answers = tuple[Answer, Answer]


@dataclass(frozen=True, slots=True)
class Rule:
    """One question that two accounts may answer differently; `find` gives the two answers, or None."""

    question: str
    attribute: Attribute
    find: Callable[[Pair], Answers | None]


def deeds(found: tuple[Account, Account] | None) -> Answers | None:
    """What the two accounts tell of, as their answers."""
    return None if found is None else (Answer.of_deed(found[0]), Answer.of_deed(found[1]))


def overlap(a: Account, b: Account) -> bool:
    """Whether the days of two accounts may meet."""
    return a.days is None or b.days is None or (a.days[0] <= b.days[1] and b.days[0] <= a.days[1])


def in_time(yes: Account, no: Account) -> bool:
    """Whether the denial reaches to the end of what is asserted: what was not so yesterday may be so today."""
    if yes.days is not None and no.days is not None:
        return overlap(yes, no) and yes.days[1] <= no.days[1]
    if yes.report == no.report:
        return True
    told, horizon = _days_told(yes, True), no.days[1] if no.days else no.published
    last = None if told is None else told[1] if yes.days is not None else told[0]  # without a day it may be the first
    return last is None or horizon is None or last <= horizon


def same_days(a: Account, b: Account) -> bool:
    """Whether both may be of one day, and are told of a few days at most."""
    first, second = (_days_told(m, a.report != b.report) for m in (a, b))
    if first is None or second is None or first[0] > second[1] or second[0] > first[1]:
        return False
    return max(first[1] - first[0], second[1] - second[0]) <= _FEW_DAYS


def _days_told(account: Account, by_report: bool) -> tuple[int, int] | None:
    """The days of a claim; to another report one without any is of the day on which it was published, or that before."""
    if account.days is not None or not by_report or account.published is None:
        return account.days
    return account.published - 1, account.published
