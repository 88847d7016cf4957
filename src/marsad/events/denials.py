"""Contradictions with an account that says that something did not happen, or that it failed."""

from __future__ import annotations

from marsad.events.accounts import VIOLENT, Account
from marsad.events.blame import ACCUSED, speaks_of_itself
from marsad.events.camps import alike, may_be_one, one_army, share
from marsad.events.pairs import (
    DONE,
    FITTING_PLACE,
    ONE_PLACE,
    TAKING,
    Answers,
    Pair,
    Rule,
    deeds,
    in_time,
    same_days,
)
from marsad.events.phrases import near
from marsad.events.spots import wider

_FAILED = frozenset({"failed", "prevented"})
_ASSAULT = frozenset({"clash", "territory-gain", "siege"})
_PARTICLE, _OBJECT, _CLAUSE = 8, 25, 120  # characters around a trigger in which its negation or its denial stands


def _denied(pair: Pair) -> tuple[Account, Account] | None:
    """The account that says it happened and the one that says in so many words that it did not."""
    found = pair.either(lambda yes, no: no.claim.status == "not-happened" and yes.claim.status in DONE)
    if found is None:
        return None
    no = found[1].claim
    if near(no, "dud", before=0, behind=0):
        return None  # «صاروخ لم ينفجر»: another bomb may have
    plain = near(no, "negated", before=_PARTICLE, behind=0) or near(no, "denied", before=_CLAUSE, behind=_CLAUSE)
    return found if plain else None


def _happened(pair: Pair) -> Answers | None:
    """«Withdrawn» against «not withdrawn»: a denial of the same kind of deed, at the same place and time."""
    found = _denied(pair)
    if found is None or found[0].claim.type in TAKING:
        return None
    yes, no = found
    # «no strikes» denies those from the air too
    covered = no.claim.type == yes.claim.type or (no.claim.type == "shelling" and yes.claim.type == "airstrike")
    return deeds((yes, no)) if covered and _denial_fits(pair, yes, no) else None


def _held(pair: Pair) -> Answers | None:
    """«Taken» against «has not fallen»."""
    found = _denied(pair)
    if found is None:
        return None
    yes, no = found
    if not {yes.claim.type, no.claim.type} <= TAKING or yes.targets.named:
        return None  # with a target it is a part of the place, taken in an attack: see `_outcome`
    return deeds((yes, no)) if _denial_fits(pair, yes, no) else None


def _took_part(pair: Pair) -> Answers | None:
    """«Did not take part in the fighting» against any attack of that body there."""
    found = _denied(pair)
    if found is None:
        return None
    yes, no = found
    if no.claim.type != "clash" or yes.family not in VIOLENT or not one_army(yes.actors, no.actors):
        return None
    if not near(no.claim, "taking_part", before=_PARTICLE, behind=_PARTICLE):
        return None
    here = pair.in_town and (pair.place in FITTING_PLACE or pair.place == "place:apart")
    dated = yes.report == no.report or same_days(yes, no)
    return deeds((yes, no)) if here and dated and in_time(yes, no) else None


def _stayed(pair: Pair) -> Answers | None:
    """«Taken» against «its holder has not withdrawn»."""
    found = _denied(pair)
    if found is None or found[1].claim.type != "territory-handover" or found[0].claim.type != "territory-gain":
        return None
    yes, no = found
    where = no.claim.place
    told = where is not None and where.span.start >= no.claim.evidence.start
    here = told or near(no.claim, "from_it", before=0, behind=_PARTICLE)  # «من أي شبر» names no place
    fits = here and pair.place == "place:same" and in_time(yes, no) and not share(yes.actors, no.actors)
    return deeds(found) if fits and (yes.report == no.report or same_days(yes, no)) else None


def _looks_back(no: Account) -> bool:
    """«لكن الجيش نفى ذلك»: its verb stands for what was told before."""
    return " " not in no.claim.trigger.text and near(no.claim, "denied", before=0, behind=0)


def _own_part(yes: Account, no: Account) -> bool:
    """«X denies any part in it» where nobody says who did it: that it was not X does not say that it did not happen."""
    if yes.actors.sides:
        return False
    return near(no.claim, "own_part", before=_PARTICLE, behind=_OBJECT) or (
        not yes.actors.named and speaks_of_itself(no)
    )


def _denial_fits(pair: Pair, yes: Account, no: Account) -> bool:
    if (no.actors.named and not may_be_one(yes.actors, no.actors)) or share(no.actors, yes.targets):
        return False  # that another body did not do it denies nothing
    if yes.report == no.report and yes.rank > no.rank and _looks_back(no):
        return False
    if _own_part(yes, no) or not in_time(yes, no):
        return False
    one_town = pair.place == "place:same" and pair.in_town  # «الكومة» and «سوق مدينة الكومة»
    if wider(yes.spot, no.spot) and not one_town:
        return False  # fighting in the governorate, none in its north
    if not (pair.together or pair.place in ONE_PLACE):
        return False
    if yes.report == no.report:
        spoken_of = pair.place == "place:same" and {yes.claim.type, no.claim.type} <= TAKING  # a place falls once
        answered = pair.place == "place:same" and abs(yes.sentence - no.sentence) <= 1 and yes.actors.named
        answered = answered and not (yes.targets.named and no.targets.named and not alike(yes.targets, no.targets))
        return spoken_of or pair.bonds + answered > (not pair.in_town)
    return pair.bonds >= 2 + (yes.spot is None or not yes.spot.in_town)  # «أي طلعات في منطقة أريحا»: none in the town


def _outcome(pair: Pair) -> Answers | None:
    """«The assault was foiled», «no building was entered» against «the attackers took houses»."""
    found = pair.either(_won_and_lost)
    if found is not None:
        fits = pair.in_town and (pair.together or pair.place in FITTING_PLACE) and in_time(*found)
    else:
        found = _denied(pair)
        if found is None or not {found[0].claim.type, found[1].claim.type} <= TAKING:
            return None
        fits = _denial_fits(pair, *found)
    return deeds(found) if fits else None


def _won_and_lost(won: Account, lost: Account) -> bool:
    """Whether ground was taken by one account in an assault that failed by the other, its attackers the same."""
    if won.claim.type != "territory-gain" or won.claim.status != "happened":
        return False
    if lost.claim.type not in _ASSAULT or lost.claim.status not in _FAILED:
        return False
    foiled = near(lost.claim, "foiled", before=60, behind=40) or near(lost.claim, "unable", before=60, behind=0)
    if not foiled or near(lost.claim, "attacks", before=0, behind=_PARTICLE):
        return False
    known = won.actors.named and lost.actors.named and may_be_one(won.actors, lost.actors)
    close = won.report == lost.report or same_days(won, lost)
    return known and close and not share(won.actors, lost.targets)


DENIAL_RULES: tuple[Rule, ...] = (  # one account says it did not happen, or failed
    Rule("held", "control", _held),
    Rule("occurrence", "occurrence", _happened),
    Rule("held", "control", _stayed),
    Rule("part", "actor", _took_part),
    ACCUSED,
    Rule("outcome", "outcome", _outcome),
)
