"""Numbers and quantifiers of a noun phrase: in front of its head, alone, and the bounds behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.language.ar.lexicon import Noun, Word
from marsad.language.ar.numerals import Number
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.words import (
    COUNTED_BY,
    PLACE_HEADS,
    QUANTIFIERS,
    behind_preposition,
    blocked,
    conjunction,
    indefinite_adjective,
    is_of_class,
)
from marsad.reading.view import View

_FIGURES = frozenset({"عدد", "حصيلة", "محصلة"})
DEAD_OR_HURT = Noun("قتيل وجريح", "casualty", "killed-or-injured", "", None, "", "m")
_LOST = frozenset({"نفس", "حياة", "روح"})
_BOUNDS = frozenset({"اكثر", "اقل"})
_PARTS = frozenset({"نصف", "ثلث", "ربع", "ثلثي", "غالبيه"})
# «أول قافلة», «أولى دوريات الشرطة»: an ordinal before its noun.
_ORDINALS = frozenset({"اول", "اولي", "ثاني", "ثالث", "رابع", "احدث"})
_SERIES = frozenset({"سلسله", "مجموعه", "جمله"})  # of deeds, right before them
_THEIR_NUMBER = frozenset(lead + "عدد" + whose for lead in ("", "و") for whose in ("هم", "ها", "هن", "هما"))
_MORTAL = frozenset("person-armed person-civilian people force actor group people-adjective relative".split())
PERCENT = frozenset({"%", "٪"})
OF_THEM = frozenset({"منهم", "منها", "منهن", "منهما"})
_ROUND = frozenset({"عشرات", "مئات", "الاف", "الافا"})


@dataclass(frozen=True, slots=True)
class Quantifier:
    """«عدد من», «أحد», «كل من»: where it ends, how many it says, and the preposition written with it."""

    end: int
    count: tuple[float | None, float | None] | None
    prep: str


def number_at(view: View, i: int) -> Number | None:
    """The number that starts at token i, if it counts something here."""
    token, numerals = view.tokens[i], view.knowledge.lexicon.numerals
    if not numerals.starts(token) or i in view.times:
        return None
    number = numerals.find(view.tokens, i)
    if number and number.end == i + 1 and token.kind == "word" and not _counts_something(view, i):
        return None
    return number


def _counts_something(view: View, i: int) -> bool:
    """Whether a number of one word counts something: «ستة جنود», not «واحد من», «الأحد»."""
    if i + 1 >= len(view.tokens):
        return True
    norm = view.norm(i)
    bare = norm.lstrip("و")
    return bare == "الف" or not bare.startswith("ال") or view.knowledge.lexicon.numerals.bare(norm)[0] in _ROUND


def counted_from(view: View, number: Number) -> int:
    """Where what a number counts begins: behind it or behind «من», «70% من»."""
    i = number.end + (view.norm(number.end) in PERCENT)
    if view.norm(i) == "من" and not blocked(view, i + 1) and not _place_starts(view, i + 1):
        return i + 1
    return i


def _place_starts(view: View, i: int) -> bool:
    """Whether a place starts here, which is no part of a number («مئات الآلاف من ولاية …»)."""
    word = view.words[i]
    if any(isinstance(n.entry, Noun) and n.entry.klass not in PLACE_HEADS for n in word.nouns):
        return False
    return i in view.places or bool(word.nouns)


_HUNDREDS = frozenset({"العشرات", "المئات", "الالاف"})


def without_head(view: View, start: int, i: int, number: Number, prep: str, conj: str) -> Phrase | None:
    """The phrase of a number behind which, at token i, no noun stands that it counts; else None."""
    if i + 1 < len(view.tokens) and view.norm(i) == "بين":
        pair = _dead_or_hurt(view, start, i, number, prep, conj)
        if pair is not None:
            return pair
    if blocked(view, i) or view.words[i].conj or behind_preposition(view, i) or view.norm(i) == "و":
        return bare_number(start, number, prep, conj)
    if view.norm(i) in OF_THEM and not _numbered(view, i + 1):
        return bare_number(start, number, prep, conj)  # «إصابة ثلاثة منهم في …»
    word = view.words[i]
    if i - number.core == 1 and view.norm(number.core) in _HUNDREDS and view.norm(i) != "من":
        return bare_number(
            start, number, prep, conj
        )  # «شيع الآلاف جثمان …»: with the article it counts nothing behind it
    if any(isinstance(n.entry, Noun) and n.entry.noun in _FIGURES for n in word.nouns):
        return bare_number(start, number, prep, conj)  # «ارتفع إلى 45 عدد القتلى»
    if any(n.suffix and n.entry.noun in _LOST for n in word.nouns):
        return bare_number(start, number, prep, conj)  # «سلم ثلاثة أنفسهم», «فقد أربعة حياتهم»
    if word.verbs and not (word.nouns or word.events):
        return bare_number(start, number, prep, conj)  # «إف 16 استهدفت»
    return None


def bare_number(start: int, number: Number, prep: str, conj: str) -> Phrase:
    """A number that stands alone."""
    return Phrase(
        start, number.end, number.core, "number", prep, conj, number.core, number, (number.low, number.high),
        number.approx, grammatical="p",
    )  # fmt: skip


def _dead_or_hurt(view: View, start: int, i: int, number: Number, prep: str, conj: str) -> Phrase | None:
    """«80 بين قتيل وجريح»."""
    j = i + 3 if view.norm(i + 2) == "و" else i + 2
    if j >= len(view.tokens) or not all(is_of_class(view.words[k], ("casualty",)) for k in (i + 1, j)):
        return None
    return Phrase(
        start, j + 1, i + 1, "casualty", prep, conj, number.core, number, (number.low, number.high), number.approx,
        entry=DEAD_OR_HURT, grammatical="p",
    )  # fmt: skip


def take_number_apart(view: View, phrase: Phrase) -> None:
    """«المهاجمين، وعددهم أربعة،», «العمال البالغ عددهم 15 عاملا»: how many they are is told behind them."""
    if _THEIR_NUMBER.isdisjoint(view.vocabulary):
        return
    i = phrase.end + (view.norm(phrase.end) in ("،", ","))
    stood_off = i > phrase.end
    if view.norm(i).startswith("البالغ") or view.norm(i) in ("والبالغ", "ويبلغ", "يبلغ"):
        i += 1
    several = phrase.definite or phrase.owner is not None or phrase.grammatical in ("p", "dp")
    several = several or phrase.kind in ("people", "group")
    if not several or i + 1 >= len(view.tokens) or view.norm(i) not in _THEIR_NUMBER or phrase.count is not None:
        return
    number = view.knowledge.lexicon.numerals.find(view.tokens, i + 1)
    if number is None:
        return
    end = number.end
    if end < len(view.tokens) and not blocked(view, end) and view.words[end].nouns and not view.words[end].conj:
        end += 1
    if stood_off and end < len(view.tokens) and view.norm(end) in ("،", ","):
        end += 1
    phrase.count, phrase.approx, phrase.end = (number.low, number.high), number.approx, end


def take_fate(view: View, phrase: Phrase) -> None:
    """«سبعة من عناصره بين قتيل وجريح»: dead and hurt in one figure, told behind the people."""
    i = phrase.end
    if phrase.kind not in _MORTAL or i + 2 >= len(view.tokens) or view.norm(i) != "بين":
        return
    j = i + 3 if view.norm(i + 2) == "و" else i + 2
    if j < len(view.tokens) and all(is_of_class(view.words[k], ("casualty",)) for k in (i + 1, j)):
        phrase.fate, phrase.end = DEAD_OR_HURT.count, j + 1


def quantifier_at(view: View, i: int) -> Quantifier | None:
    """The quantifier at token i («عدد من», «أحد», «كل من», «العديد من»)."""
    norm, prep = view.norm(i), view.words[i].pre
    if norm in _ORDINALS and _ranks(view, i + 1):
        return Quantifier(i + 1, None, prep)
    bare = _bare_quantifier(norm)
    length = _quantifier_length(view, i, bare) if bare else 0
    if not length:
        return None
    if not prep and norm[0] in "بل" and norm not in QUANTIFIERS and norm[1:] in QUANTIFIERS:
        prep = norm[0]
    return Quantifier(i + length, (1, 1) if norm.lstrip("وفبلك") in ("احد", "احدي") else None, prep)


def _ranks(view: View, i: int) -> bool:
    """Whether an indefinite thing or body stands at token i, no event («أول هجوم» is read as it stands)."""
    if i >= len(view.tokens) or i in view.times:
        return False
    word = view.words[i]
    return bool(word.nouns) and not (word.events or word.definite or word.pre or word.prep or word.conj)


def _quantifier_length(view: View, i: int, bare: str) -> int:
    """Tokens of a quantifier at i, 0 for none; `bare`: what the word is without clitics and article."""
    if bare == "اكثر" and view.norm(i + 1).startswith("ال") and view.words[i + 1].events:
        return 1  # «أكثر الهجمات دموية»
    if bare in _BOUNDS:  # «أكثر من نصف السكان»
        return 2 if view.norm(i + 1) in ("من", "عن") and view.norm(i + 2) in _PARTS else 0
    norm = view.norm(i)
    own = norm.removeprefix("ال").removesuffix("ا")
    if own != bare.removesuffix("ا") and any(not n.conj and not n.prep for n in view.words[i].nouns):
        return 0  # «ولاية» is no «و» + «ل» + «أية»
    if bare in COUNTED_BY:
        if view.norm(i + 1) == "من":
            return 2
        if bare == "عدد" and view.norm(i + 2) == "من" and indefinite_adjective(view, i + 1):
            return 3
        if bare in _SERIES and i + 1 < len(view.tokens) and view.words[i + 1].events:
            return 1  # «مجموعة هجمات»: no group of people
    if (bare not in COUNTED_BY or bare in ("كل", "كلا")) and not norm.startswith("ال"):
        if i + 1 < len(view.tokens) and not blocked(view, i + 1):
            return 0 if bare == "عده" and _why(view.words[i + 1]) else 1
    return 0


def _why(word: Word) -> bool:
    """«في مدن عدة تنديدا ب…»: a motive in the accusative, which nothing counts."""
    return bool(word.events) and not word.nouns and all(n.accusative and n.number == "s" for n in word.events)


@lru_cache(maxsize=1 << 15)
def _bare_quantifier(norm: str) -> str:
    """The quantifier that a word is without its clitics and article, empty for none."""
    bare = norm.removeprefix("ال")
    if bare in QUANTIFIERS or norm in _BOUNDS:
        return bare
    if bare.endswith("ا") and bare[:-1] in COUNTED_BY:
        return bare[:-1]  # «عددا من»
    return next((b for b in (norm[1:], norm[2:]) if b in QUANTIFIERS and norm[0] in "وفبلك"), "")


def bounded_number_starts(view: View, j: int) -> bool:
    """Whether a number led by function words starts here («ما لا يقل عن 17», «ما بين 10 و15»)."""
    numerals = view.knowledge.lexicon.numerals
    if j >= len(view.tokens) or not numerals.starts(view.tokens[j]):
        return False
    number = numerals.find(view.tokens, j)
    return number is not None and number.end > j + 1


def take_bound_behind(view: View, phrase: Phrase) -> None:
    """«30 شخصا على الأقل», «جنديان على الأقل», «قتيل على الأقل»."""
    behind = view.knowledge.lexicon.numerals.bound_behind(view.tokens, phrase.end)
    if behind is None:
        return
    if phrase.count is None and (phrase.entry is None or phrase.definite or phrase.grammatical != "s"):
        return
    low, high = phrase.count or (1.0, 1.0)
    if behind[0] == "low":
        phrase.count = (low, None)
    elif behind[0] == "high":
        phrase.count = (None, high)
    else:
        phrase.approx = True
    phrase.end += behind[1]


def take_whole(view: View, phrase: Phrase) -> Phrase:
    """«سبعة منهم على الأقل»: the pronoun of those whom a bare number is taken from, and the bound behind it."""
    if view.norm(phrase.end) in OF_THEM and not _numbered(view, phrase.end + 1):
        phrase.end += 1
        take_bound_behind(view, phrase)
    return phrase


def _numbered(view: View, i: int) -> bool:
    """Whether a number stands at token i («12 منهم 3 أطفال»: the part, not the whole)."""
    return i < len(view.tokens) and number_at(view, i) is not None


def without_bound(view: View, phrase: Phrase, end: int) -> int:
    """The end of a phrase before the bound of its number («30 شخصا على الأقل»: behind «شخصا»)."""
    if phrase.count is None:
        return end
    for size in range(1, 4):
        behind = view.knowledge.lexicon.numerals.bound_behind(view.tokens, end - size)
        if behind is not None and behind[1] == size and end - size > phrase.core:
            return end - size
    return end


def counts_more(view: View, j: int) -> bool:
    """Whether «و» and a number stand at token j («و9 من الجنود»)."""
    if view.norm(j) == "و":
        return j + 1 < len(view.tokens) and number_at(view, j + 1) is not None
    return j < len(view.tokens) and bool(conjunction(view, j)) and number_at(view, j) is not None


def number_prep(view: View, number: Number) -> str:
    """The preposition written with a number word or its bound: «بأكثر», «لثلاثة»."""
    norm = view.norm(number.start)
    bare = view.knowledge.lexicon.numerals.bare(norm)[0]
    rest = norm[1:] if norm[:1] in "وف" and len(norm) > 3 else norm
    if rest[:1] in "بل" and rest[1:] == bare:
        return rest[0]  # «بست غارات»
    return rest[0] if rest[:1] in "بل" and len(rest) > 3 and not bare.startswith(rest[0]) else ""
