"""Where accounts contradict each other, and in what.

A contradiction needs two voices and one thing that they speak of. Each rule asks one question (`Rule.question`) that
the two answer in ways that cannot both be right. It is none where one says less, speaks of a part, of a wider place
or of a later day, or brings a toll up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from marsad import resources
from marsad.events import tolls
from marsad.events.accounts import VIOLENT, Account, Party, stem
from marsad.events.signs import place_relation, wider
from marsad.events.wording import Answer, explain
from marsad.language.ar.script import normal
from marsad.model import Attribute, Contradiction, Mention

_DONE = frozenset({"happened", "ongoing"})
_FAILED = frozenset({"failed", "prevented"})
_ASSAULT = frozenset({"clash", "territory-gain", "siege"})
_TAKING = frozenset({"territory-gain", "control"})
_ONE_PLACE = frozenset({"same", "same-area"})
_FITTING_PLACE = _ONE_PLACE | {"name-in-name", "seat-and-division", "inside-district", "inside-wide", "near", "unknown", "one"}
# Kinds of attack that exclude each other when two voices tell of one attack; what another account calls a car bomb
# may well be a suicide bomb.
_MEANS = frozenset({"airstrike", "shelling"})
_MEANS_REACH = 30  # characters from the trigger in which the means of an attack stand
_STATE = frozenset({"state-forces", "external-forces", "government", "coalition", "police", "intelligence"})
_NO_STATE = frozenset({"rebel-group", "militia", "tribe", "civilians"})
_ARMED = frozenset({"state-forces", "rebel-group", "militia", "external-forces", "coalition", "police"})


# A pair of one report is asked about one deed from this score even where its claims came into different groups. With the
# gold claims of gold/train, pairs right / found: 0 9/10, -0.5 12/13, -0.75 13/19.
TOGETHER = -0.5
LOOSE = -5.0  # below it nothing that two claims say is compared


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts by two voices; `together`: grouping holds them for one occurrence."""

    a: Account
    b: Account
    together: bool
    place: str

    @property
    def one_deed(self) -> bool:
        """Whether both say that one deed was done, at times that may be the same."""
        return self.together and _both_done(self) and _overlap(self.a, self.b)

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
    for (i, j), score in scores.items():
        a, b = sorted((members[i], members[j]), key=lambda m: (m.report, m.rank))
        together = events[i] == events[j] or (a.report == b.report and score >= TOGETHER)
        if a.voice == b.voice or not (together or score >= LOOSE):
            continue
        contradiction = judge(Pair(a, b, together, place_relation(a, b)))
        if contradiction is not None:
            found.append(((a.report, a.rank, b.report, b.rank), contradiction))
    return [(key[0], contradiction) for key, contradiction in sorted(found, key=lambda x: x[0])]


def judge(pair: Pair) -> Contradiction | None:
    """The contradiction of a pair by the first rule that finds one."""
    for rule in RULES:
        answers = rule.find(pair)
        if answers is not None:
            english, arabic = explain(rule.question, *answers)
            return Contradiction(pair.a.claim.id, pair.b.claim.id, rule.attribute, english, arabic)
    return None


# -- did it happen ----------------------------------------------------------------------------------------------------


def _denied(pair: Pair) -> tuple[Account, Account] | None:
    """The account that says it happened and the one that says it did not."""
    return pair.either(lambda yes, no: no.claim.status == "not-happened" and yes.claim.status in _DONE)


def _happened(pair: Pair) -> tuple[Answer, Answer] | None:
    """«Withdrawn» against «not withdrawn»: a denial of the same kind of deed, at the same place and time."""
    found = _denied(pair)
    if found is None or found[0].claim.type in _TAKING:
        return None
    yes, no = found
    if not _covers(no, yes) or not _denial_fits(pair, yes, no):
        return None
    return Answer.of_deed(yes), Answer.of_deed(no)


def _held(pair: Pair) -> tuple[Answer, Answer] | None:
    """«Taken» against «has not fallen», or against «its defenders hold out»."""
    found = _denied(pair)
    if found is None:
        found = pair.either(_holds_out)
        fits = found is not None and pair.place == "same" and _in_time(*found)
        return (Answer.of_deed(found[0]), Answer.of_deed(found[1])) if found and fits else None
    yes, no = found
    if not {yes.claim.type, no.claim.type} <= _TAKING:
        return None
    if yes.targets.named:
        return None  # a part of the place, taken in an attack: see `_outcome`
    return (Answer.of_deed(yes), Answer.of_deed(no)) if _denial_fits(pair, yes, no) else None


def _holds_out(yes: Account, no: Account) -> bool:
    """Whether one tells that a place was taken, the other that its enemy fights on against the taker there."""
    if yes.claim.type != "territory-gain" or yes.claim.status != "happened" or _partial(yes):
        return False
    fights_on = no.claim.type == "clash" and no.claim.status == "ongoing"
    return fights_on and _foes(yes.actors, no.actors) and _share(yes.actors, no.targets)


def _took_part(pair: Pair) -> tuple[Answer, Answer] | None:
    """«Did not take part in the fighting» against any attack of that body there."""
    found = _denied(pair)
    if found is None:
        return None
    yes, no = found
    if no.claim.type != "clash" or yes.family not in VIOLENT or not _one_army(yes.actors, no.actors):
        return None
    if not ((pair.place in _FITTING_PLACE or pair.place == "apart" and _same_day(yes, no)) and _in_time(yes, no)):
        return None
    return Answer.of_deed(yes), Answer.of_deed(no)


def _covers(no: Account, yes: Account) -> bool:
    """Whether a denial of one type denies the other: «no strikes» denies those from the air too."""
    return no.claim.type == yes.claim.type or (no.claim.type == "shelling" and yes.claim.type == "airstrike")


def _denial_fits(pair: Pair, yes: Account, no: Account) -> bool:
    if no.actors.named and not _may_be_one(yes.actors, no.actors) or _share(no.actors, yes.targets):
        return False  # that another body did not do it denies nothing
    if wider(yes, no):
        return False  # fighting in the governorate, none in its north
    if pair.together:
        return _in_time(yes, no)
    return pair.place in _ONE_PLACE and _in_time(yes, no)


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
    found = pair.either(lambda done, not_: not_.claim.status in _FAILED and done.claim.status in _DONE)
    if found is not None:
        fits = _attack_failed(pair, *found)
    else:
        found = _denied(pair)
        if found is None or not {found[0].claim.type, found[1].claim.type} <= _TAKING:
            return None
        fits = _denial_fits(pair, *found)
    return (Answer.of_deed(found[0]), Answer.of_deed(found[1])) if fits else None


def _attack_failed(pair: Pair, done: Account, failed: Account) -> bool:
    if not (pair.together or pair.place in _FITTING_PLACE) or not _in_time(done, failed):
        return False
    if not _may_be_one(done.actors, failed.actors) or _share(done.actors, failed.targets):
        return False
    if failed.claim.type in _ASSAULT:
        return done.claim.type == "territory-gain"
    one_deed = pair.together and failed.claim.type == done.claim.type
    return one_deed and not tolls.speaks_of_others(failed, done)


def _extent(pair: Pair) -> tuple[Answer, Answer] | None:
    """«Most of its quarters» against the whole place."""
    both = {pair.a.claim.type, pair.b.claim.type}
    if not (pair.one_deed and both == {"territory-gain"} and pair.place in _ONE_PLACE):
        return None
    found = pair.either(lambda whole, part: _partial(part) and not _partial(whole) and not whole.targets.named)
    return (Answer.of_deed(found[0]), Answer.of_deed(found[1])) if found else None


def _partial(account: Account) -> bool:
    claim = account.claim
    start = claim.trigger.start - claim.evidence.start
    said = set(map(stem, claim.evidence.text[max(0, start) : max(0, start) + len(claim.trigger.text) + _MEANS_REACH].split()))
    return bool(said & _parts())


@cache
def _parts() -> frozenset[str]:
    return frozenset(map(stem, resources.tree("events/phrases.toml")["partly"]["words"]))


def _fate(pair: Pair) -> tuple[Answer, Answer] | None:
    """One victim: killed by one account, only injured by the other."""
    found = pair.either(lambda killed, hurt: tolls.alone(killed, "killed") and tolls.alone(hurt, "injured"))
    if found is None or not pair.one_deed or len(found[1].claim.targets) != 1:
        return None
    killed, hurt = (account.targets.words for account in found)
    if not killed & hurt and len(hurt) > 1:
        return None  # another victim, by name
    return Answer.of_deed(found[0]), Answer.of_deed(found[1])


# -- how many ---------------------------------------------------------------------------------------------------------


def _number(pair: Pair) -> tuple[Answer, Answer] | None:
    """Two figures for one thing that exclude each other."""
    if not pair.one_deed:
        return None
    rivals = tolls.rivals(pair.a, pair.b)
    if rivals is None:
        return None
    x, y = rivals
    return Answer.of_number(pair.a, x), Answer.of_number(pair.b, y)


# -- by what means, by whom, against whom -----------------------------------------------------------------------------


def _means(pair: Pair) -> tuple[Answer, Answer] | None:
    """An airstrike by one account, shelling by the other."""
    both = {pair.a.claim.type, pair.b.claim.type}
    if not pair.one_deed or both != _MEANS or pair.place not in _ONE_PLACE:
        return None
    ground = pair.a if pair.a.claim.type == "shelling" else pair.b
    if not _names_guns(ground) or not _may_be_one(pair.a.actors, pair.b.actors):
        return None
    return Answer.of_type(pair.a), Answer.of_type(pair.b)


def _names_guns(account: Account) -> bool:
    """Whether the means is told, and not just «قصف», which may come from the air."""
    claim = account.claim
    start = claim.trigger.start - claim.evidence.start
    near = normal(claim.evidence.text[max(0, start) : max(0, start) + _MEANS_REACH])
    return any(word in near for word in _guns())


@cache
def _guns() -> tuple[str, ...]:
    return tuple(map(normal, resources.tree("events/phrases.toml")["guns"]["words"]))


def _actor(pair: Pair) -> tuple[Answer, Answer] | None:
    """One deed laid at the door of two camps."""
    a, b = pair.a, pair.b
    one_kind = a.claim.type == b.claim.type and a.family in ("remote", "civilians")
    if not (pair.one_deed and one_kind and pair.place in _ONE_PLACE and _foes(a.actors, b.actors)):
        return None
    return Answer.of_actors(a), Answer.of_actors(b)


def _target(pair: Pair) -> tuple[Answer, Answer] | None:
    """Fighters by one account, civilians by the other."""
    a, b = pair.a, pair.b
    if not (pair.one_deed and a.claim.type == b.claim.type and a.family in ("remote", "civilians")):
        return None
    found = pair.either(lambda x, y: _all(x.claim.targets, _ARMED) and _all(y.claim.targets, frozenset({"civilians"})))
    return (Answer.of_targets(a), Answer.of_targets(b)) if found else None


def _control(pair: Pair) -> tuple[Answer, Answer] | None:
    """Two camps, each said to hold the place."""
    a, b = pair.a, pair.b
    if not {a.claim.type, b.claim.type} <= _TAKING or a.claim.type == b.claim.type == "territory-gain":
        return None  # taken and retaken: that is a sequence
    if not (_both_done(pair) and pair.place == "same" and _foes(a.actors, b.actors) and _overlap(a, b)):
        return None
    return (Answer.of_actors(a), Answer.of_actors(b)) if pair.together or a.days and b.days else None


def _both_done(pair: Pair) -> bool:
    return {pair.a.claim.status, pair.b.claim.status} <= _DONE


def _overlap(a: Account, b: Account) -> bool:
    return a.days is None or b.days is None or (a.days[0] <= b.days[1] and b.days[0] <= a.days[1])


def _same_day(a: Account, b: Account) -> bool:
    return a.days is not None and a.days == b.days and a.days[0] == a.days[1]


def _all(mentions: Sequence[Mention], kinds: frozenset[str]) -> bool:
    return bool(mentions) and all(m.kind in kinds for m in mentions)


def _share(a: Party, b: Party) -> bool:
    return bool(a.ids & b.ids or a.sides & b.sides)


def _one_army(a: Party, b: Party) -> bool:
    """Whether both are one body, or forces of one state by name («الجيش التركي», «المدفعية التركية»)."""
    return _share(a, b) or bool(a.words & b.words and a.kinds <= _STATE and b.kinds <= _STATE)


def _may_be_one(a: Party, b: Party) -> bool:
    """Whether two parties may be the same: nothing known sets them apart, neither camps nor state and rebels."""
    if not (a.named and b.named) or _share(a, b) or a.words & b.words:
        return True
    return not (a.sides and b.sides) and not (a.kinds & _STATE and b.kinds & _NO_STATE or a.kinds & _NO_STATE and b.kinds & _STATE)


def _foes(a: Party, b: Party) -> bool:
    """Whether two parties stand in different camps of one war."""
    if not (a.sides and b.sides) or _share(a, b):
        return False
    wars = [frozenset().union(*(_wars().get(side, frozenset()) for side in party.sides)) for party in (a, b)]
    return bool(wars[0] & wars[1])


@cache
def _wars() -> Mapping[str, frozenset[str]]:
    """The wars of each camp; camps of a region or of the whole world stand in none of their own."""
    return {
        row["id"]: frozenset(resources.split(row["conflict"])) - {"region", "global"}
        for row in resources.table("actors/sides.tsv")
    }


RULES: tuple[Rule, ...] = (
    Rule("held", "control", _held),
    Rule("occurrence", "occurrence", _happened),
    Rule("part", "actor", _took_part),
    Rule("outcome", "outcome", _outcome),
    Rule("extent", "outcome", _extent),
    Rule("number", "number", _number),
    Rule("fate", "outcome", _fate),
    Rule("means", "occurrence", _means),
    Rule("actor", "actor", _actor),
    Rule("target", "target", _target),
    Rule("control", "control", _control),
)
