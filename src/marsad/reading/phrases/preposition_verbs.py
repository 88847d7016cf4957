"""Words that are a preposition or a verb: «عبر», «خلف», «بين», and verbs that begin like «ف» with a preposition."""

from __future__ import annotations

from marsad.language.ar.lexicon import EventNoun, Noun
from marsad.reading.phrases.numbers import bounded_number_starts
from marsad.reading.phrases.words import QUANTIFIERS, is_of_class
from marsad.reading.view import View

# Words of a count that are no numbers themselves: «ما لا يقل عن», «أكثر من», «عددا كبيرا من».
_COUNTING = frozenset("ما لا يقل اقل اكثر عددا عدد كبيرا حوالي نحو قرابه عن من".split())
_SPEAKERS = frozenset({"person-source", "person-official", "org-head", "media-head"})
_CROSSING = frozenset({"person-armed", "force"})
_COUNTED_CROSSING = _CROSSING | {"people", "person-civilian"}

_NEAR, _FAR = 8, 18
# What is expressed («عبر … عن قلقه»), by how it begins.
_FELT = tuple(
    "قلق اسف استنكار ادان ترحيب امل رفض تضامن دعم ارتياح استياء شكر تعاز ثق غضب خش مخاوف اعتقاد تقدير صدم".split()
)


def is_express(view: View, i: int, before: str) -> bool:
    """Whether «عبر» and «بين» are verbs: written with shadda, or at the start of a clause with «عن», «أن» to follow."""
    if view.norm(i).lstrip("وف") == "بين":
        return before == "start" and _makes_plain(view, i)
    if view.norm(i).lstrip("وف") != "عبر":
        return False
    if "\u0651" in view.tokens[i].raw:
        return True
    if before != "start":
        return False
    ahead = [k for k in range(i + 2, i + _FAR) if view.norm(k) == "عن"]  # behind a speaker with a long title
    return any(k < i + _NEAR or view.norm(k + 1).startswith(_FELT) for k in ahead)


def leaves_behind(view: View, i: int) -> bool:
    """Whether «خلف» is the verb: dead, hurt or damage without the article follow («خلف 40 قتيلا», «وخلفت أضرارا»)."""
    if view.norm(i).lstrip("وف") not in ("خلف", "مخلف"):
        return False
    counted = False
    for j in range(i + 1, min(i + 6, len(view.tokens))):
        word = view.words[j]
        if counted and is_of_class(word, ("casualty",)):
            return True  # «خلف عشرات القتلى والجرحى»
        counted = counted or bool(word.number) or view.tokens[j].kind == "number"
        described = j == i + 2 and (word.settles or word.modifiers or word.adjective)
        if word.definite and ((j == i + 1 and word.events) or described):
            continue  # «خلف الهجوم ثلاثة قتلى», «خلف القصف الصاروخي دمارا»
        if view.tokens[j].kind == "mark" or word.definite:
            return False
        if is_of_class(word, ("casualty",)) or any(_tells_result(n.entry) for n in word.events):
            return True
        if not (word.number or view.tokens[j].kind == "number" or word.prep or view.norm(j) in _COUNTING):
            return False
    return False


def tells_toll(view: View, i: int) -> bool:
    """«موقعا خمسة قتلى», «موقعة عشرات الجرحى»: whether dead or hurt, counted or not, are told from token i on."""
    for word in view.words[i : i + 3]:
        if is_of_class(word, ("casualty",)):
            return not word.pre
        if not word.number and word.norm not in QUANTIFIERS and not word.norm.isdigit():
            return False
    return False


def _makes_plain(view: View, i: int) -> bool:
    """«وبين المصدر أن …»: one speaker and «أن» behind it."""
    if i + 1 >= len(view.tokens) or not is_of_class(view.words[i + 1], _SPEAKERS):
        return False
    for k in range(i + 2, min(i + 10, len(view.tokens))):
        word = view.words[k]
        if "comp" in word.tags:
            return True
        if word.conj or word.verbs or view.tokens[k].kind == "mark":
            return False
    return False


def _tells_result(entry: Noun | EventNoun) -> bool:
    return isinstance(entry, EventNoun) and entry.code in ("property-destruction", "killing", "injury")


def is_whole_verb(view: View, i: int) -> bool:
    """Whether a verb has the letters of «ف» with a preposition («فتحت»), or «عبر» troops or a count behind it."""
    word = view.words[i]
    if word.conj == "ف" and any(not u.conj for u in word.verbs):
        return True
    if i or word.prep != "عبر" or len(view.words) < 4:
        return False
    first = next((k for k in (1, 2, 3) if not (view.words[k].number or view.tokens[k].kind == "number")), 1)
    crossing = is_of_class(view.words[first], _CROSSING if first == 1 else _COUNTED_CROSSING)
    return (crossing and (first > 1 or not view.words[1].definite)) or bounded_number_starts(view, 1)
