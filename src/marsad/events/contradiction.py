"""Where accounts contradict each other, and in what.

A contradiction needs two voices and one thing that they speak of. Each rule asks one question (`Rule.question`) that
the two answer in ways that cannot both be right. It is none where one says less, speaks of a part, of a wider place
or of a later day, or brings a toll up to date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from marsad.events.accounts import Account, Traits
from marsad.events.blame import ASSERTED, accuses_and_denies, accuses_another, shifted
from marsad.events.denials import DENIAL_RULES
from marsad.events.pairs import DONE, ONE_PLACE, TAKING, TOGETHER, Pair
from marsad.events.rivals import RIVAL_RULES
from marsad.events.spots import relation
from marsad.events.wording import explain
from marsad.model import Contradiction

_Found = tuple[Account, Account, Contradiction]
LOOSE = -5.0  # below it nothing that two claims say is compared


def between(
    members: Sequence[Account], event: Callable[[Account], str], pairs: Iterable[tuple[Account, Account, float]]
) -> list[tuple[int, Contradiction]]:
    """The contradictions of accounts, each with the report of its first claim: what was said first comes first.

    Args:
        members: all accounts.
        event: the event of an account.
        pairs: the pairs to judge, each once, with their scores.
    """
    found: list[_Found] = []
    for a, b, score in chain(pairs, _accusations(members)):
        if a.voice == b.voice:
            continue
        together = event(a) == event(b) or (a.report == b.report and score >= TOGETHER)
        if not (together or (score >= LOOSE and _opposed(a, b))):
            continue
        if b.said < a.said:
            a, b = b, a
        contradiction = judge(Pair(a, b, together, score, relation(a.spot, b.spot)))
        if contradiction is not None:
            found.append((a, b, contradiction))
    found.sort(key=lambda x: (x[0].said, x[1].said))
    against: dict[int, list[Account]] = defaultdict(list)
    for a, b, _ in found:
        against[id(a)].append(b)
        against[id(b)].append(a)
    return [(a.report, contradiction) for a, b, contradiction in found if not _told_twice(a, b, against)]


def _accusations(members: Sequence[Account]) -> Iterator[tuple[Account, Account, float]]:
    """Accusations with what their report tells against them, the nearest of each: a denial, the deed by another doer.

    The two are no one occurrence, so that no score says how they fit.
    """
    accusations: dict[int, list[Account]] = defaultdict(list)
    for account in members:
        if account.type == "accusation":
            accusations[account.report].append(account)
    for one in members:
        told = accusations.get(one.report, ())
        denied = [yes for yes in told if accuses_and_denies(yes, one)]
        if denied:
            yield min(denied, key=lambda yes: (yes.rank > one.rank, abs(yes.rank - one.rank))), one, LOOSE
        others = [no for no in told if accuses_another(no, one)]
        if others:
            yield one, min(others, key=lambda no: no.rank), LOOSE


def _told_twice(a: Account, b: Account, against: Mapping[int, Sequence[Account]]) -> bool:
    """Whether one voice has told what is denied before, or tells the deed of which it also accuses."""
    if b.claim.status == "not-happened":
        a, b = b, a
    if a.claim.status != "not-happened":
        return False
    for other in against[id(a)]:
        if other is b or other.voice != b.voice or other.report != b.report:
            continue
        again = other.claim.type == b.claim.type and other.rank < b.rank and relation(other.spot, b.spot) in ONE_PLACE
        if again or (b.claim.type == "accusation" and other.claim.type != "accusation"):
            return True
    return False


def may_oppose(a: Traits, b: Traits) -> bool:
    """Whether two accounts of no common event can still exclude each other: a denial, a failure, a rival holder."""
    return (a.status in DONE) != (b.status in DONE) or a.type in TAKING or b.type in TAKING


def _opposed(a: Account, b: Account) -> bool:
    """Whether two accounts of no common event exclude each other, or blame two for what their report tells once."""
    if "accusation" in (a.type, b.type) or may_oppose(a, b):
        return True
    return a.report == b.report and shifted(a, b)


def judge(pair: Pair) -> Contradiction | None:
    """The contradiction of a pair by the first rule that finds one."""
    agreed = {pair.a.claim.status, pair.b.claim.status} <= ASSERTED
    for rule in RIVAL_RULES if agreed else DENIAL_RULES:
        answers = rule.find(pair)
        if answers is not None:
            english, arabic = explain(rule.question, *answers)
            return Contradiction(pair.a.claim.id, pair.b.claim.id, rule.attribute, english, arabic)
    return None
