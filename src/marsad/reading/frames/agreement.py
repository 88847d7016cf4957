"""What gender, number and endings tell of a subject or object."""

from __future__ import annotations

from marsad.language.ar.script import normal
from marsad.reading.frames.carried_subjects import PLURAL
from marsad.reading.phrase import Phrase, agentive, masculine_body, may_agree
from marsad.reading.view import View

_HANDS = frozenset({"يد", "ايدي", "بيد", "بايدي", "قبضه"})
_FEMININE_BODIES = frozenset({"قوة", "قوات", "حركة", "جماعة", "جبهة", "كتيبة", "ميليشيا", "حكومة"})
PERSONS = frozenset({"person-civilian", "people", "relative", "name", "person-official", "person-armed"})


def nominative(view: View, phrase: Phrase) -> bool:
    """Whether a dual or a plural of men bears the ending of a subject («جنديان», «المتظاهرون»)."""
    if phrase.prep:
        return False
    norm = view.norm(phrase.head)
    if norm in ("اخرون", "اخران"):
        return True
    if phrase.grammatical == "d":
        return norm.endswith("ان")
    return phrase.entry is not None and norm.removeprefix("ال") == normal(phrase.entry.noun) + "ون"


def oblique(view: View, phrase: Phrase) -> bool:
    """Whether a plural of people bears the ending of an object («استهدفت نازحين»)."""
    if phrase.prep or phrase.number is not None or phrase.kind not in PERSONS or phrase.grammatical == "s":
        return False
    if phrase.entry is None or not view.norm(phrase.head).endswith("ين"):
        return False
    return view.norm(phrase.head).removeprefix("ال") == normal(phrase.entry.noun) + "ين"


def agreement(person: str, phrase: Phrase, *, before: bool) -> float:
    """What agreement says of a subject before or behind its verb."""
    if not before and person in PLURAL:
        return -3.5  # a verb before its subject stands in the singular
    if person == "1p":
        return -2.0
    entry = phrase.entry or phrase.event
    if person == "3fs" and masculine_body(phrase):
        return -2.5  # «واتهمت الجيش»
    if before and person == "3ms" and phrase.kind == "actor" and phrase.entry is not None:
        if phrase.entry.noun in _FEMININE_BODIES:
            return -2.5  # «… وقوات الدعم السريع، انسحب إثرها الجيش»
    if entry is None or phrase.kind == "actor":  # other names of bodies tell neither gender nor number
        if phrase.kind == "place" and person in ("3mp", "3md"):
            return -2.0
        return 0.0
    if before:
        return 0.0 if may_agree(person, phrase) else -2.5
    human = phrase.kind.startswith("person") or phrase.kind in ("people", "relative", "casualty")
    plural = phrase.grammatical in ("p", "dp")
    feminine = entry.gender == "f" or (plural and not human)
    if person == "3fs":
        return 0.2 if feminine else -0.3 if plural else -2.5
    if person == "3ms":
        return -0.2 if feminine and plural else -1.2 if feminine else 0.2
    return 0.0


def doer_and_object(after: list[Phrase]) -> bool:
    """«وقصفت مقاتلات مواقع»: behind the verb stand who acts and what is hit, so nobody is carried."""
    return len(after) > 1 and agentive(after[0]) and not after[0].conj and not after[1].conj


def not_itself(suffix: str, event: Phrase) -> bool:
    """«هجوم استهدفهما», «غارة استهدفته»: whether a pronoun can not stand for the event before its verb."""
    return suffix in ("هما", "هم", "هن") or (suffix == "ه" and not may_agree("3ms", event))


def in_hands(view: View, phrases: list[Phrase]) -> set[str]:
    """«سقطت في يد …», «… بأيدي …»: the preposition of verbs of losing, where somebody has got what is lost."""
    held = (p for p in phrases if p.prep == "agent")
    return {"بيد"} if any(_HANDS & {view.norm(p.start), view.norm(p.start + 1)} for p in held) else set()
