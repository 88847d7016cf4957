"""Numbers and quantifiers of a noun phrase: in front of its head, alone, and the bounds behind it."""

from __future__ import annotations

from marsad.language.ar.lexicon import Noun
from marsad.language.ar.numerals import Number
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.words import COUNTED_BY, QUANTIFIERS, blocked, indefinite_adjective
from marsad.reading.view import View


def counts_something(view: View, i: int, end: int) -> bool:
    """Whether a one-word number counts something: «ستة جنود», not «واحد من», «الأحد»."""
    if end >= len(view.tokens):
        return True
    norm = view.norm(i)
    if norm.lstrip("و").startswith("ال") and view.knowledge.lexicon.numerals.bare(norm)[0] not in (
        "عشرات",
        "مئات",
        "الاف",
    ):
        return view.tokens[i].kind == "number"
    return True


def _place_starts(view: View, i: int) -> bool:
    """Whether a place starts here, which is no part of a number («مئات الآلاف من ولاية …»)."""
    word = view.words[i]
    if any(isinstance(n.entry, Noun) and n.entry.klass not in ("place-head", "area-head") for n in word.nouns):
        return False
    return i in view.places or bool(word.nouns)


def led_word(view: View, i: int) -> bool:
    """Whether a preposition is written with token i («عشرات بجروح»)."""
    word = view.words[i]
    uses = (*word.nouns, *word.events)
    return bool(word.pre) and word.pre != "ك" and (not uses or all(u.prep for u in uses))


def bare_number(start: int, number: Number, prep: str, conj: str) -> Phrase:
    return Phrase(
        start, number.end, number.core, "number", prep, conj, number.core, number, (number.low, number.high),
        number.approx, grammatical="p",
    )  # fmt: skip


def dead_or_hurt(view: View, start: int, i: int, number: Number, prep: str, conj: str) -> Phrase | None:
    """«80 بين قتيل وجريح»."""
    first = view.words[i + 1]
    if not any(isinstance(n.entry, Noun) and n.entry.klass == "casualty" for n in first.nouns):
        return None
    j = i + 2
    if view.norm(j) == "و":
        j += 1
    second = view.words[j] if j < len(view.tokens) else None
    if second is None or not any(n.entry.klass == "casualty" for n in second.nouns if isinstance(n.entry, Noun)):
        return None
    return Phrase(
        start, j + 1, i + 1, "casualty", prep, conj, number.core, number, (number.low, number.high), number.approx,
        entry=Noun("قتيل وجريح", "casualty", "killed-or-injured", "", None, "", "m"), grammatical="p",
    )  # fmt: skip


def quantifier_length(view: View, i: int) -> int:
    """Tokens of a quantifier at i («عدد من», «أحد», «كل من», «العديد من»), 0 for none."""
    norm = view.norm(i)
    bare = norm.removeprefix("ال") if norm.startswith("ال") else norm
    if bare not in QUANTIFIERS:
        bare = next((b for b in (norm[1:], norm[2:]) if b in QUANTIFIERS and norm[0] in "وفبلك"), bare)
    following = view.norm(i + 1)
    third = view.norm(i + 2)
    if bare in COUNTED_BY:
        if following == "من":
            return 2
        if bare == "عدد" and third == "من" and indefinite_adjective(view, i + 1):
            return 3
        if bare == "سلسله" and i + 1 < len(view.tokens) and view.words[i + 1].events:
            return 1
    if bare in QUANTIFIERS and bare not in COUNTED_BY - {"كل", "كلا"} and not norm.startswith("ال"):
        if i + 1 < len(view.tokens) and not blocked(view, i + 1):
            return 1
    return 0


def bounded_number_starts(view: View, j: int) -> bool:
    """Whether a number led by function words starts here («ما لا يقل عن 17», «ما بين 10 و15»)."""
    numerals = view.knowledge.lexicon.numerals
    if not numerals.starts(view.tokens[j]):
        return False
    number = numerals.find(view.tokens, j)
    return number is not None and number.end > j + 1


def take_bound_behind(view: View, phrase: Phrase) -> None:
    """«30 شخصا على الأقل»."""
    behind = view.knowledge.lexicon.numerals.bound_behind(view.tokens, phrase.end)
    if behind is None:
        return
    low, high = phrase.count or (None, None)
    if behind[0] == "low":
        phrase.count = (low, None)
    elif behind[0] == "high":
        phrase.count = (None, high)
    else:
        phrase.approx = True
    phrase.end += behind[1]


def number_prep(norm: str, bare: str) -> str:
    """The preposition written with a number word or its bound: «بأكثر», «لثلاثة»."""
    rest = norm[1:] if norm[:1] in "وف" and len(norm) > 3 else norm
    return rest[0] if rest[:1] in "بل" and len(rest) > 3 and not bare.startswith(rest[0]) else ""
