"""Contradictions between two accounts that both say that something happened."""

from __future__ import annotations

from marsad.events import tolls
from marsad.events.accounts import Account
from marsad.events.blame import ACTOR, ANOTHER, SHIFTED, one_attack
from marsad.events.camps import alike, foes, may_be_one, share
from marsad.events.pairs import DONE, ONE_PLACE, TAKING, Answers, Pair, Rule, deeds, in_time, overlap, same_days
from marsad.events.phrases import near, stems
from marsad.events.wording import Answer

# Kinds of attack that exclude each other when two voices tell of one attack; what another account calls a car bomb
# may well be a suicide bomb.
_MEANS = frozenset({"airstrike", "shelling"})
_CLAUSE = 25  # characters before a trigger
_ATTACKERS = "generic:attackers"
_ARMED = frozenset({"state-forces", "external-forces", "coalition", "rebel-group", "militia"})


def _resisted(pair: Pair) -> Answers | None:
    """«Taken» against «its defenders hold out»."""
    found = pair.either(_holds_out) if pair.place == "place:same" else None
    return deeds(found) if found and in_time(*found) else None


def _holds_out(yes: Account, no: Account) -> bool:
    """Whether one tells that a place was taken, the other that its enemy fights on against the taker there."""
    if yes.claim.type != "territory-gain" or yes.claim.status != "happened" or _partial(yes):
        return False
    fights_on = no.claim.type == "clash" and no.claim.status == "ongoing"
    return fights_on and foes(yes.actors, no.actors) and share(yes.actors, no.targets)


def _extent(pair: Pair) -> Answers | None:
    """«Most of its quarters» against the whole place."""
    if {pair.a.claim.type, pair.b.claim.type} != {"territory-gain"} or pair.place not in ONE_PLACE:
        return None
    found = pair.either(
        lambda whole, part: _partial(part) and not (_partial(whole) or _entered(whole) or whole.targets.named)
    )
    return deeds(found) if found and pair.one_deed else None


def _entered(account: Account) -> bool:
    """Whether it tells only that somebody came in, not how much of the place he holds."""
    return near(account.claim, "coming_in", before=0, behind=0)


def _partial(account: Account) -> bool:
    return near(account.claim, "partly", before=0, behind=25)


def _number(pair: Pair) -> Answers | None:
    """Two figures for one thing that exclude each other."""
    if not pair.one_deed or not (pair.in_town or pair.a.report == pair.b.report):
        return None
    if pair.a.another or pair.b.another:
        return None  # «قتل 3 في انفجار آخر»
    if share(pair.a.actors, pair.b.targets) or share(pair.b.actors, pair.a.targets):
        return None  # the dead of those who struck are not those whom they struck
    rivals = tolls.rivals(pair.a, pair.b)
    if rivals is None:
        return None
    x, y = rivals
    return Answer.of_number(pair.a, x), Answer.of_number(pair.b, y)


def _means(pair: Pair) -> Answers | None:
    """An airstrike by one account, shelling by the other."""
    if {pair.a.claim.type, pair.b.claim.type} != _MEANS or pair.place not in ONE_PLACE or not pair.one_deed:
        return None
    guns = pair.a if pair.a.claim.type == "shelling" else pair.b
    # a bare «قصف» may come from the air
    if not near(guns.claim, "guns", before=0, behind=25) or not may_be_one(pair.a.actors, pair.b.actors):
        return None
    return Answer.of_type(pair.a), Answer.of_type(pair.b)


def _target(pair: Pair) -> Answers | None:
    """Fighters by one account, civilians by the other."""
    if not one_attack(pair) or alike(pair.a.targets, pair.b.targets):
        return None
    if not pair.either(lambda x, y: _armed(x) and _civilian(y)):
        return None
    return Answer.of_targets(pair.a), Answer.of_targets(pair.b)


def _armed(account: Account) -> bool:
    hit = account.claim.targets
    if any(m.id == _ATTACKERS for m in hit) or account.targets.words & account.actors.words:
        return False  # who attacked and fell with it
    return bool(hit) and all(m.kind in _ARMED for m in hit)


def _civilian(account: Account) -> bool:
    return bool(account.targets.words & stems("civilians")) and not account.targets.kinds & _ARMED


def _control(pair: Pair) -> Answers | None:
    """Two enemies, each said to hold the place; or taken by one, still held by another."""
    a, b = pair.a, pair.b
    if not {a.claim.type, b.claim.type} <= TAKING or a.claim.type == b.claim.type == "territory-gain":
        return None  # taken and retaken: that is a sequence
    if pair.place not in ONE_PLACE or not {a.claim.status, b.claim.status} <= DONE:
        return None
    if foes(a.actors, b.actors) and pair.place == "place:same":
        undated = a.days is None or b.days is None
        sure = pair.together or same_days(a, b) if undated else overlap(a, b)
    else:
        sure = pair.either(_still_held) is not None and overlap(a, b)
    return (Answer.of_actors(a), Answer.of_actors(b)) if sure else None


def _still_held(taken: Account, held: Account) -> bool:
    """«ما زالت تحت سيطرة الجيش» behind news that others took it."""
    if taken.claim.type != "territory-gain" or held.claim.type != "control" or taken.report != held.report:
        return False
    named = taken.actors.named and held.actors.named and not may_be_one(taken.actors, held.actors)
    return named and taken.rank < held.rank and near(held.claim, "still", before=_CLAUSE, behind=0)


RIVAL_RULES: tuple[Rule, ...] = (  # both say that it happened
    Rule("held", "control", _resisted),
    Rule("extent", "outcome", _extent),
    Rule("number", "number", _number),
    Rule("means", "occurrence", _means),
    ACTOR,
    SHIFTED,
    ANOTHER,
    Rule("target", "target", _target),
    Rule("control", "control", _control),
)
