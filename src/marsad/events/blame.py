"""Who did it: one deed laid at the door of two who cannot be one, by accounts or by accusations."""

from __future__ import annotations

from marsad.events.accounts import VIOLENT, Account, Party
from marsad.events.camps import NO_STATE, STATE, alike, foes, may_be_one, share
from marsad.events.pairs import APART, DONE, FITTING_PLACE, ONE_PLACE, Answers, Pair, Rule, deeds, overlap, same_days
from marsad.events.phrases import content_words, stems, words
from marsad.events.spots import relation
from marsad.events.voices import speaker
from marsad.events.wording import Answer

AIMED = frozenset({"remote", "civilians"})  # families of attacks with a doer and a victim
ASSERTED = DONE | {"possible"}
_SENTENCES = 4  # as far as an accusation or an answer stands from what it is about


def speaks_of_itself(account: Account) -> bool:
    """Whether the one who says it is the doer, or one of the doer's camp."""
    said_by = speaker(account.claim)
    if said_by is None:
        return False
    mention, doers = said_by.mention, account.actors
    named = bool(content_words(mention.span.text) & doers.words)  # «المتحدث باسم القيادة العامة»
    return named or mention.id in doers.ids or mention.side in doers.sides


def accuses_and_denies(yes: Account, no: Account) -> bool:
    """Whether one accuses a body of an attack, and the other denies that this body did it."""
    if yes.claim.type != "accusation" or no.claim.status != "not-happened":
        return False
    if no.claim.type == "responsibility":  # «نفى مسؤوليته»: of whatever the report accuses such a body of
        known = no.actors.named  # «لم تتبن أي جهة الهجوم» denies nothing
        return known and may_be_one(no.actors, yes.targets) and not share(no.actors, yes.actors)
    return no.family in VIOLENT and alike(no.actors, yes.targets) and not share(no.actors, yes.actors)


def accuses_another(accusation: Account, deed: Account) -> bool:
    """Whether an attack is laid at one's door and, in the same report, another is accused of it.

    Either the camp of its doer accuses others, or others are accused of what its doer claims.
    """
    if accusation.claim.type != "accusation" or deed.family not in AIMED or deed.claim.status not in DONE:
        return False
    if accusation.report != deed.report or accusation.rank < deed.rank:
        return False
    if accusation.sentence - deed.sentence > _SENTENCES:
        return False
    accused, doers = accusation.targets, deed.actors
    if not (accused.named and doers.named) or may_be_one(accused, doers) or share(accused, deed.targets):
        return False
    spots = accusation.spot, deed.spot
    if relation(*spots) not in ONE_PLACE or not all(spot is not None and spot.in_town for spot in spots):
        return False
    if not _of_an_attack(accusation):
        return False
    return share(accusation.actors, doers) or speaks_of_itself(deed) or _answers(deed, accusation, accused)


def _of_an_attack(accusation: Account) -> bool:
    """«بالوقوف وراء الهجوم»: it names an attack that was told before, and not what else somebody does."""
    told = accusation.claim
    behind = told.evidence.text[max(0, told.trigger.start - told.evidence.start) :]
    return bool(words(behind) & stems("the_attack"))


def shifted(a: Account, b: Account) -> bool:
    """Whether the camp that one account holds for the doer says that others did it."""
    if not {a.family, b.family} <= AIMED or not {a.claim.status, b.claim.status} <= ASSERTED:
        return False
    if not (a.actors.named and b.actors.named) or may_be_one(a.actors, b.actors) or not overlap(a, b):
        return False
    if share(a.actors, b.targets) or share(b.actors, a.targets):
        return False  # each hit the other: two attacks
    if (a.claim.status == "ongoing") != (b.claim.status == "ongoing"):
        return False  # a campaign that goes on is no other telling of one attack
    return _answers(a, b, b.actors) or _answers(b, a, a.actors)


def _answers(blamed: Account, answer: Account, others: Party) -> bool:
    """Whether the second speaks for those whom the first blames, and blames others.

    Nameless officials («مصدر عسكري», «التلفزيون الرسمي») speak for the state that is blamed, against its rebels.
    """
    said_by = speaker(answer.claim)
    if said_by is None or not blamed.actors.kinds & STATE:
        return said_by is not None and said_by.mention.side in blamed.actors.sides
    mention = said_by.mention
    if mention.side is not None and blamed.actors.sides:
        return mention.side in blamed.actors.sides
    official = mention.kind in STATE or bool(words(mention.span.text) & stems("of_the_state"))
    return official and bool(others.kinds & NO_STATE)


def _shifted(pair: Pair) -> Answers | None:
    """«The army shelled the market» against the army: «gunmen shelled it»."""
    a, b = pair.a, pair.b
    if a.another or b.another or not pair.in_town or pair.place not in ONE_PLACE or not shifted(a, b):
        return None
    one_kind = pair.together and a.claim.type == b.claim.type
    close = a.report == b.report and abs(a.sentence - b.sentence) <= _SENTENCES
    known = same_days(a, b) or (close and (a.days is None or b.days is None))
    return _by_doers(pair) if known and (one_kind or close) else None


def _actor(pair: Pair) -> Answers | None:
    """One deed laid at the door of two enemies."""
    a, b = pair.a, pair.b
    if not (one_attack(pair) and foes(a.actors, b.actors)):
        return None
    if not alike(a.targets, b.targets) or share(a.actors, b.targets) or share(b.actors, a.targets):
        return None  # each hit the other: two attacks
    return _by_doers(pair)


def _by_doers(pair: Pair) -> Answers:
    return Answer.of_actors(pair.a), Answer.of_actors(pair.b)


def one_attack(pair: Pair) -> bool:
    """Whether two accounts tell that one attack of one kind happened, at a town or less."""
    a, b = pair.a, pair.b
    one_kind = a.claim.type == b.claim.type and a.family in AIMED
    return (
        one_kind
        and {a.claim.status, b.claim.status} == {"happened"}
        and pair.in_town
        and pair.place in ONE_PLACE
        and pair.one_deed
        and pair.score >= 0
    )


def _another(pair: Pair) -> Answers | None:
    """«X did it» against «we accuse Y of it»."""
    found = pair.either(lambda deed, accusation: accuses_another(accusation, deed))
    return None if found is None else (Answer.of_actors(found[0]), Answer.of_targets(found[1]))


def _accused(pair: Pair) -> Answers | None:
    """«X accuses Y of the attack» against «Y denies any part in it»."""
    found = pair.either(accuses_and_denies)
    if found is None:
        return None
    yes, no = found
    near_by = pair.place not in APART
    close = yes.report == no.report or (pair.place in FITTING_PLACE and same_days(yes, no))
    return deeds((yes, no)) if near_by and close else None


ACTOR = Rule("actor", "actor", _actor)
SHIFTED = Rule("actor", "actor", _shifted)
ANOTHER = Rule("actor", "actor", _another)
ACCUSED = Rule("accused", "actor", _accused)
