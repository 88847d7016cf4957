"""Where accounts contradict each other, and in what.

A contradiction needs two voices and one thing that they speak of. Each rule asks one question (`Rule.question`) that
the two answer in ways that cannot both be right. It is none where one says less, speaks of a part, of a wider place
or of a later day, or brings a toll up to date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marsad.events import tolls
from marsad.events.accounts import VIOLENT, Account
from marsad.events.camps import alike, foes, may_be_one, one_army, share
from marsad.events.phrases import near, stems
from marsad.events.spots import relation, wider
from marsad.events.wording import Answer, explain
from marsad.model import Attribute, Contradiction

# A pair of one report is asked about one deed from this score even where its claims came into different groups. With the
# gold claims of gold/train, pairs right / found: 0 9/10, -0.5 12/13, -0.75 13/19.
TOGETHER = -0.5
LOOSE = -5.0  # below it nothing that two claims say is compared

_DONE = frozenset({"happened", "ongoing"})
_FAILED = frozenset({"failed", "prevented"})
_ASSAULT = frozenset({"clash", "territory-gain", "siege"})
_TAKING = frozenset({"territory-gain", "control"})
_ONE_PLACE = frozenset({"place:same", "place:same-area"})
_FITTING = "name-in-name seat-and-division inside-district inside-wide near unknown one"
_FITTING_PLACE = _ONE_PLACE | {f"place:{how}" for how in _FITTING.split()}
_APART = frozenset({"place:apart", "place:far"})
_FEW_DAYS = 3
_PARTICLE, _CLAUSE = 8, 120  # characters before a trigger in which its negation or its denial stands
# Kinds of attack that exclude each other when two voices tell of one attack; what another account calls a car bomb
# may well be a suicide bomb.
_MEANS = frozenset({"airstrike", "shelling"})
_AIMED = frozenset({"remote", "civilians"})  # families of attacks with a doer and a victim
_ARMED = frozenset({"state-forces", "external-forces", "coalition", "rebel-group", "militia"})


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
        return self.together + _same_days(a, b) + alike(a.actors, b.actors) + alike(a.targets, b.targets)

    @property
    def one_deed(self) -> bool:
        """Whether both say that one deed was done, at times that may be the same; each by itself, not by a third."""
        done = {self.a.claim.status, self.b.claim.status} <= _DONE
        return self.together and self.score >= TOGETHER and done and _overlap(self.a, self.b)

    def either(self, test: Callable[[Account, Account], bool]) -> tuple[Account, Account] | None:
        """The accounts in the order in which a test holds of them."""
        if test(self.a, self.b):
            return self.a, self.b
        return (self.b, self.a) if test(self.b, self.a) else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One question that two accounts may answer differently; `find` gives the two answers, or None."""

    question: str
    attribute: Attribute
    find: Callable[[Pair], tuple[Answer, Answer] | None]


def between(
    members: Sequence[Account], events: Mapping[int, int], scores: Mapping[tuple[int, int], float]
) -> list[tuple[int, Contradiction]]:
    """The contradictions among compared pairs, each with the report of its first claim, in the order of the text."""
    found = []
    for (i, j), score in (*scores.items(), *_accusations(members, scores)):
        a, b = members[i], members[j]
        if a.voice == b.voice:
            continue
        together = events[i] == events[j] or (a.report == b.report and score >= TOGETHER)
        if not (together or (score >= LOOSE and _may_oppose(a, b))):
            continue
        if (b.report, b.rank) < (a.report, a.rank):
            a, b = b, a
        contradiction = judge(Pair(a, b, together, score, relation(a.spot, b.spot)))
        if contradiction is not None:
            found.append(((a.report, a.rank, b.report, b.rank), contradiction))
    return [(key[0], contradiction) for key, contradiction in sorted(found, key=lambda x: x[0])]


def _accusations(
    members: Sequence[Account], scores: Mapping[tuple[int, int], float]
) -> Iterator[tuple[tuple[int, int], float]]:
    """Accusations beside the denials of their report: no one occurrence, so that no score says how they fit."""
    denials: dict[int, list[int]] = defaultdict(list)
    for i, account in enumerate(members):
        if account.claim.status == "not-happened" and account.family in VIOLENT:
            denials[account.report].append(i)
    for i, account in enumerate(members):
        if account.claim.type == "accusation":
            for j in denials[account.report]:
                pair = (i, j) if i < j else (j, i)
                if pair not in scores:
                    yield pair, LOOSE


def _may_oppose(a: Account, b: Account) -> bool:
    """Whether two accounts of no common event can still exclude each other: a denial, a failure, a rival holder."""
    if (a.claim.status in _DONE) != (b.claim.status in _DONE):
        return True
    return a.claim.type in _TAKING or b.claim.type in _TAKING


def judge(pair: Pair) -> Contradiction | None:
    """The contradiction of a pair by the first rule that finds one."""
    agreed = pair.a.claim.status in _DONE and pair.b.claim.status in _DONE
    for rule in RIVAL_RULES if agreed else DENIAL_RULES:
        answers = rule.find(pair)
        if answers is not None:
            english, arabic = explain(rule.question, *answers)
            return Contradiction(pair.a.claim.id, pair.b.claim.id, rule.attribute, english, arabic)
    return None


# -- did it happen ----------------------------------------------------------------------------------------------------


def _denied(pair: Pair) -> tuple[Account, Account] | None:
    """The account that says it happened and the one that says in so many words that it did not."""
    found = pair.either(lambda yes, no: no.claim.status == "not-happened" and yes.claim.status in _DONE)
    if found is None:
        return None
    no = found[1].claim
    plain = near(no, "negated", before=_PARTICLE, behind=0) or near(no, "denied", before=_CLAUSE, behind=0)
    return found if plain else None


def _happened(pair: Pair) -> tuple[Answer, Answer] | None:
    """«Withdrawn» against «not withdrawn»: a denial of the same kind of deed, at the same place and time."""
    found = _denied(pair)
    if found is None or found[0].claim.type in _TAKING:
        return None
    yes, no = found
    # «no strikes» denies those from the air too
    covered = no.claim.type == yes.claim.type or (no.claim.type == "shelling" and yes.claim.type == "airstrike")
    return (Answer.of_deed(yes), Answer.of_deed(no)) if covered and _denial_fits(pair, yes, no) else None


def _held(pair: Pair) -> tuple[Answer, Answer] | None:
    """«Taken» against «has not fallen»."""
    found = _denied(pair)
    if found is None:
        return None
    yes, no = found
    if not {yes.claim.type, no.claim.type} <= _TAKING or yes.targets.named:
        return None  # with a target it is a part of the place, taken in an attack: see `_outcome`
    return (Answer.of_deed(yes), Answer.of_deed(no)) if _denial_fits(pair, yes, no) else None


def _resisted(pair: Pair) -> tuple[Answer, Answer] | None:
    """«Taken» against «its defenders hold out»."""
    found = pair.either(_holds_out) if pair.place == "place:same" else None
    return (Answer.of_deed(found[0]), Answer.of_deed(found[1])) if found and _in_time(*found) else None


def _holds_out(yes: Account, no: Account) -> bool:
    """Whether one tells that a place was taken, the other that its enemy fights on against the taker there."""
    if yes.claim.type != "territory-gain" or yes.claim.status != "happened" or _partial(yes):
        return False
    fights_on = no.claim.type == "clash" and no.claim.status == "ongoing"
    return fights_on and foes(yes.actors, no.actors) and share(yes.actors, no.targets)


def _took_part(pair: Pair) -> tuple[Answer, Answer] | None:
    """«Did not take part in the fighting» against any attack of that body there."""
    found = _denied(pair)
    if found is None:
        return None
    yes, no = found
    if no.claim.type != "clash" or yes.family not in VIOLENT or not one_army(yes.actors, no.actors):
        return None
    here = pair.in_town and (pair.place in _FITTING_PLACE or pair.place == "place:apart")
    dated = yes.report == no.report or _same_days(yes, no)
    return (Answer.of_deed(yes), Answer.of_deed(no)) if here and dated and _in_time(yes, no) else None


def _accused(pair: Pair) -> tuple[Answer, Answer] | None:
    """«X accuses Y of the attack» against «Y denies any part in it»."""
    found = pair.either(_accuses_and_denies)
    if found is None:
        return None
    yes, no = found
    near_by = pair.place not in _APART
    close = yes.report == no.report or (pair.place in _FITTING_PLACE and _same_days(yes, no))
    return (Answer.of_deed(yes), Answer.of_deed(no)) if near_by and close else None


def _accuses_and_denies(yes: Account, no: Account) -> bool:
    if yes.claim.type != "accusation" or no.claim.status != "not-happened" or no.family not in VIOLENT:
        return False
    return share(no.actors, yes.targets) and not share(no.actors, yes.actors)


def _own_part(yes: Account, no: Account) -> bool:
    """«X denies any part in it» where nobody says who did it: that it was not X does not say that it did not happen."""
    return not yes.actors.sides and near(no.claim, "own_part", before=_PARTICLE, behind=_PARTICLE)


def _denial_fits(pair: Pair, yes: Account, no: Account) -> bool:
    if (no.actors.named and not may_be_one(yes.actors, no.actors)) or share(no.actors, yes.targets):
        return False  # that another body did not do it denies nothing
    if _own_part(yes, no) or wider(yes.spot, no.spot) or not _in_time(yes, no):
        return False  # fighting in the governorate, none in its north
    if not (pair.together or pair.place in _ONE_PLACE):
        return False
    if yes.report == no.report:
        spoken_of = pair.place == "place:same" and {yes.claim.type, no.claim.type} <= _TAKING  # a place falls once
        return spoken_of or pair.bonds > (not pair.in_town)
    return pair.bonds >= 2 + (not pair.in_town)


def _in_time(yes: Account, no: Account) -> bool:
    """Whether the denial reaches to the end of what is asserted: what was not so yesterday may be so today."""
    if yes.days is not None and no.days is not None:
        return _overlap(yes, no) and yes.days[1] <= no.days[1]
    if yes.report == no.report:
        return True
    last, horizon = yes.days[1] if yes.days else yes.published, no.days[1] if no.days else no.published
    return last is None or horizon is None or last <= horizon


# -- how it ended -----------------------------------------------------------------------------------------------------


def _outcome(pair: Pair) -> tuple[Answer, Answer] | None:
    """«The assault was foiled», «no building was entered» against «the attackers took houses»."""
    found = pair.either(_won_and_lost)
    if found is not None:
        fits = pair.in_town and (pair.together or pair.place in _FITTING_PLACE) and _in_time(*found)
    else:
        found = _denied(pair)
        if found is None or not {found[0].claim.type, found[1].claim.type} <= _TAKING:
            return None
        fits = _denial_fits(pair, *found)
    return (Answer.of_deed(found[0]), Answer.of_deed(found[1])) if fits else None


def _won_and_lost(won: Account, lost: Account) -> bool:
    """Whether ground was taken by one account in an assault that failed by the other, its attackers the same."""
    if won.claim.type != "territory-gain" or won.claim.status != "happened":
        return False
    if lost.claim.type not in _ASSAULT or lost.claim.status not in _FAILED:
        return False
    if not near(lost.claim, "foiled", before=60, behind=40):
        return False
    known = won.actors.named and lost.actors.named and may_be_one(won.actors, lost.actors)
    close = won.report == lost.report or _same_days(won, lost)
    return known and close and not share(won.actors, lost.targets)


def _extent(pair: Pair) -> tuple[Answer, Answer] | None:
    """«Most of its quarters» against the whole place."""
    if {pair.a.claim.type, pair.b.claim.type} != {"territory-gain"} or pair.place not in _ONE_PLACE:
        return None
    found = pair.either(lambda whole, part: _partial(part) and not _partial(whole) and not whole.targets.named)
    return (Answer.of_deed(found[0]), Answer.of_deed(found[1])) if found and pair.one_deed else None


def _partial(account: Account) -> bool:
    return near(account.claim, "partly", before=0, behind=25)


# -- how many, by what means, by whom, against whom ----------------------------------------------------------------------


def _number(pair: Pair) -> tuple[Answer, Answer] | None:
    """Two figures for one thing that exclude each other."""
    if not pair.one_deed or not (pair.in_town or pair.a.report == pair.b.report):
        return None
    if pair.a.another or pair.b.another:
        return None  # «قتل 3 في انفجار آخر»
    rivals = tolls.rivals(pair.a, pair.b)
    if rivals is None:
        return None
    x, y = rivals
    return Answer.of_number(pair.a, x), Answer.of_number(pair.b, y)


def _means(pair: Pair) -> tuple[Answer, Answer] | None:
    """An airstrike by one account, shelling by the other."""
    if {pair.a.claim.type, pair.b.claim.type} != _MEANS or pair.place not in _ONE_PLACE or not pair.one_deed:
        return None
    guns = pair.a if pair.a.claim.type == "shelling" else pair.b
    # a bare «قصف» may come from the air
    if not near(guns.claim, "guns", before=0, behind=25) or not may_be_one(pair.a.actors, pair.b.actors):
        return None
    return Answer.of_type(pair.a), Answer.of_type(pair.b)


def _actor(pair: Pair) -> tuple[Answer, Answer] | None:
    """One deed laid at the door of two enemies."""
    if not (_one_attack(pair) and foes(pair.a.actors, pair.b.actors)):
        return None
    return Answer.of_actors(pair.a), Answer.of_actors(pair.b)


def _target(pair: Pair) -> tuple[Answer, Answer] | None:
    """Fighters by one account, civilians by the other."""
    if not _one_attack(pair) or alike(pair.a.targets, pair.b.targets):
        return None
    if not pair.either(lambda x, y: _armed(x) and _civilian(y)):
        return None
    return Answer.of_targets(pair.a), Answer.of_targets(pair.b)


def _one_attack(pair: Pair) -> bool:
    a, b = pair.a, pair.b
    one_kind = a.claim.type == b.claim.type and a.family in _AIMED
    return (
        one_kind
        and {a.claim.status, b.claim.status} == {"happened"}
        and pair.in_town
        and pair.place in _ONE_PLACE
        and pair.one_deed
        and pair.score >= 0
    )


def _armed(account: Account) -> bool:
    return bool(account.claim.targets) and all(m.kind in _ARMED for m in account.claim.targets)


def _civilian(account: Account) -> bool:
    return bool(account.targets.words & stems("civilians")) and not account.targets.kinds & _ARMED


def _control(pair: Pair) -> tuple[Answer, Answer] | None:
    """Two enemies, each said to hold the place."""
    a, b = pair.a, pair.b
    if not {a.claim.type, b.claim.type} <= _TAKING or a.claim.type == b.claim.type == "territory-gain":
        return None  # taken and retaken: that is a sequence
    if not (pair.place == "place:same" and foes(a.actors, b.actors) and {a.claim.status, b.claim.status} <= _DONE):
        return None
    sure = pair.together if a.days is None or b.days is None else _overlap(a, b)
    return (Answer.of_actors(a), Answer.of_actors(b)) if sure else None


def _overlap(a: Account, b: Account) -> bool:
    return a.days is None or b.days is None or (a.days[0] <= b.days[1] and b.days[0] <= a.days[1])


def _same_days(a: Account, b: Account) -> bool:
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


DENIAL_RULES: tuple[Rule, ...] = (  # one account says it did not happen, or failed
    Rule("held", "control", _held),
    Rule("occurrence", "occurrence", _happened),
    Rule("part", "actor", _took_part),
    Rule("accused", "actor", _accused),
    Rule("outcome", "outcome", _outcome),
)
RIVAL_RULES: tuple[Rule, ...] = (  # both say that it happened
    Rule("held", "control", _resisted),
    Rule("extent", "outcome", _extent),
    Rule("number", "number", _number),
    Rule("means", "occurrence", _means),
    Rule("actor", "actor", _actor),
    Rule("target", "target", _target),
    Rule("control", "control", _control),
)
