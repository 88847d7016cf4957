"""What follows a head: genitives, adjectives, names, brackets and belonging, taken in one after the other."""

from __future__ import annotations

from marsad.language.ar.lexicon import EventNoun, Noun
from marsad.language.ar.script import normal
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.adjectives import is_nisba_form, take_adjective
from marsad.reading.phrases.apposition import take_age, take_apposition, take_bracket
from marsad.reading.phrases.belonging import take_belonging, take_partitive
from marsad.reading.phrases.genitives import take_genitive
from marsad.reading.phrases.numbers import OF_THEM, bounded_number_starts
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.verbs import verb_reading
from marsad.reading.phrases.words import (
    GATHERINGS,
    HIMSELF,
    blocked,
    conjunction,
    is_given_name,
    is_of_class,
    own_waw,
    people_named,
    unknown_behind_preposition,
)
from marsad.reading.view import View

# What strikes, right behind its verb, and what it may hit.
_STRIKERS = frozenset({"weapon", "explosive", "air-platform", "vehicle"})
_HIT = frozenset(
    {"structure", "vehicle", "military-post", "person-civilian", "person-armed", "people", "place-head", "area-head"}
)


# Words whose nun is their own.
_OWN_NUN = tuple(
    "سكان ميدان عنوان ديوان جثمان برلمان لسان انسان مكان طيران قانون شؤون زيتون بستان خزان ضمان امان طوفان نيران".split()
)
_QUANTIFYING = frozenset({"اي", "ايه", "كل", "بعض"})
_CLOSED_KINDS = frozenset({"actor", "country", "place", "people-adjective", "name", "number"})
_BODIES = frozenset({"actor", "force", "org-head"})
_AFFECTED = frozenset({"متاثرا", "متاثرين"})
_HELD = frozenset({"protest", "attack", "clash", "negotiation"})
_HITTING_VERBS = frozenset({"استهدف", "طال", "أصاب", "ضرب", "دمر"})
_STRIKES = frozenset({"airstrike", "shelling"})
_HARMLESS = frozenset({"person-civilian", "person-source", "structure", "relative", "people", "aid-item"})
_ARMED = frozenset({"force", "person-armed", "air-platform", "military-post", "weapon"})
_SEVERAL = frozenset({"عده"})
_WITHOUT = frozenset({"بدون", "بلا", "من", "دون"})
_PILOT = "طيار"
_MEN = frozenset({"person-civilian", "person-armed", "people"})
_RANK, _RANKED = frozenset({"برتبه", "برتبته"}), frozenset({"اول", "ثان", "ركن", "عام"})
_MADE_UP = frozenset({"مكون", "مكونه", "مؤلف", "مؤلفه"})
_ONE_OF_THEM = frozenset({"احدهم", "احدهما", "احداهن", "احداهما"})
_KINDS = frozenset({"نوع", "طراز"})
_BY_MODEL = frozenset({"air-platform", "weapon", "vehicle"})
_MAX_STEPS = 14


def extend(parser: Parser, phrase: Phrase, verbal: bool = False) -> None:
    """Take in genitives, adjectives, names in apposition, brackets and belonging; `verbal`: right behind a verb."""
    view = parser.view
    if view.norm(phrase.core) in HIMSELF and phrase.number is None:
        return  # «فجر نفسه بحزام ناسف»: a pronoun in all but form
    numerals = view.knowledge.lexicon.numerals
    # open: a genitive may follow; complete: a name in apposition may
    open_genitive = not (
        phrase.kind in _CLOSED_KINDS
        or phrase.definite
        or (phrase.closed and not _office_in(view, phrase))
        or _full_plural(view, phrase)
        or _nunated(view, phrase)
    )
    complete = not open_genitive
    for step in range(_MAX_STEPS):
        j = phrase.end
        if j >= len(view.tokens):
            return
        number = j + 1 if view.tokens[j].raw == "-" else j  # «إف 16», «سو-24»
        if step and number < len(view.tokens) and _numbers_model(view, phrase, j, number):
            phrase.end = number + 1
            continue
        if view.tokens[j].kind == "mark":
            if take_bracket(view, phrase, j) or _take_set_off(parser, phrase, j):
                continue
            return
        word = view.words[j]
        if step and word.conj and _take_joined_adjective(view, phrase, j):
            continue
        if (word.norm in _SEVERAL or word.norm in _WITHOUT) and _take_tail(view, phrase, j):
            continue
        if word.norm in HIMSELF and not phrase.definite:
            return  # «سلم مسلح نفسه»: his object
        if (
            (word.number and _take_number_behind(view, phrase, j))
            or (word.norm == "غير" and _take_negated_adjective(view, phrase, j))
            or (word.norm in _ONE_OF_THEM and _take_one(phrase))
            or (word.definite and take_age(view, phrase, j))
            or (word.norm in _RANK and _take_rank(view, phrase, j))
            or (word.norm in _MADE_UP and _take_made_up(view, phrase, j))
        ):
            continue
        if word.norm in _MADE_UP and view.norm(j + 1) == "من" and not word.definite:
            return  # «خلية لداعش مؤلفة من …»: said of the cell
        if j in view.times or _joined(view, j) or (word.participles and _says_something(view, j)):
            return
        if phrase.kind in ("force", "actor") and people_named(view, j):
            return  # «هزمت القوات الموالية … المتمردين»: forces have no adjective of men
        if (word.modifiers and take_belonging(parser, phrase, j)) or take_partitive(parser, phrase, j):
            open_genitive = open_genitive and phrase.owner is None and not phrase.closed
            continue
        counted = open_genitive and (phrase.event is not None or phrase.kind == "abstract")
        counted = counted and (_numbered(view, j) or _quantified(view, j) or _some_of_them(view, j))
        if not counted:
            if numerals.bounded(view.tokens, j) and _numbered(view, j):
                return  # «راح ضحيتها أكثر من 100»: a number of its own
            if blocked(view, j) or unknown_behind_preposition(view, j):
                return
            if take_adjective(view, phrase, j):
                open_genitive = open_genitive and phrase.definite  # «غارات جوية» takes no genitive any more
                complete = complete or not open_genitive
                continue
            if word.verbs and verb_reading(view, j, "open" if open_genitive else "np") is not None:
                return
            if open_genitive and (_hit_next(view, phrase, j, verbal) or (verbal and _held_next(view, phrase, j))):
                return
        if open_genitive:
            if not take_genitive(parser, phrase, j):
                return
            open_genitive, complete = False, True
        elif not (complete and take_apposition(view, phrase, j)):
            return


def _numbers_model(view: View, phrase: Phrase, j: int, number: int) -> bool:
    """«طائرات من طراز إف 16», «دبابات تي 72»: the number behind the name of a model counts nothing."""
    noun = phrase.entry.noun if phrase.entry is not None else ""
    if view.tokens[number].kind != "number" or not (noun in _KINDS or phrase.kind in _BY_MODEL):
        return False
    if number in view.times:
        return False
    name = view.words[j - 1]
    model = not name.nouns or is_of_class(name, ("air-platform",))  # «سوخوي»
    return j - 1 > phrase.head and model and not (name.events or name.verbs or name.modifiers)


def _take_set_off(parser: Parser, phrase: Phrase, j: int) -> bool:
    """«كتيبة الصقور، التابعة للجيش، هاجمت …»: whose a body is, between commas."""
    view = parser.view
    if view.tokens[j].raw not in "،," or phrase.kind not in _BODIES or not phrase.definite or j + 1 >= len(view.words):
        return False
    if not view.words[j + 1].definite or not take_belonging(parser, phrase, j + 1):
        return False
    if phrase.end == j + 2:
        phrase.end = j  # «، الموجودة في …»: where it is, told by itself
        return False
    phrase.own_end = j
    return True


def _raid(phrase: Phrase) -> bool:
    """«قتلت غارة عائلة»: an event whose genitive would be its doer."""
    return phrase.event is not None and phrase.event.code == "airstrike" and phrase.event.genitive == "actor"


def _office_in(view: View, phrase: Phrase) -> bool:
    """«مدير أمن عدن»: an office of several words before the place where it is held."""
    place = view.places.get(phrase.end) if phrase.kind == "person-official" else None
    return place is not None and not place.prep and not place.conj


def _says_something(view: View, j: int) -> bool:
    """«شيع المئات جثمان الناشط مطالبين ب…»: a participle of speech with what it calls for right behind it."""
    word = view.words[j]
    if word.definite or word.nouns or word.pre or word.prep or not word.norm.endswith(("ين", "ا")):
        return False
    if j + 1 >= len(view.tokens):
        return False
    if word.norm in _AFFECTED:
        return True  # «استشهد الصحفي متأثرا بجراحه»
    follow = view.words[j + 1]
    prep = follow.prep or follow.pre
    frames = [
        f for lemma, voice in word.participles if voice != "passive" for f in view.knowledge.lexicon.frames[lemma]
    ]
    if any(f.code == "accusation" for f in frames) and (follow.definite or j + 1 in view.names):
        return True  # «مصدر عسكري محملا التنظيم المسؤولية»
    return any(f.klass == "speech" and f.code and (prep in f.preps.roles or "comp" in follow.tags) for f in frames)


def _take_joined_adjective(view: View, phrase: Phrase, j: int) -> bool:
    """«قصف صاروخي ومدفعي»."""
    word = view.words[j]
    if (phrase.event is None and phrase.kind != "casualty") or word.definite != phrase.definite:
        return False  # «خسائر مادية وبشرية»
    if not word.settles and not is_nisba_form(view, j):
        return False
    phrase.end = j + 1
    return True


def _take_negated_adjective(view: View, phrase: Phrase, j: int) -> bool:
    """«حصيلة غير نهائية», «الذخائر غير المنفجرة»."""
    if j + 1 >= len(view.tokens) or view.tokens[j + 1].kind != "word":
        return False
    follow = view.words[j + 1]
    if follow.nouns or follow.events or follow.pre or follow.tags or follow.definite != phrase.definite:
        return False
    phrase.end = j + 2
    return True


def _take_number_behind(view: View, phrase: Phrase, j: int) -> bool:
    """«الجنود الثلاثة», «غارات ثلاث»: the number as an adjective."""
    word, head = view.words[j], view.words[phrase.head]
    if word.norm == "الف" or phrase.count is not None or word.norm.startswith("ال") != phrase.definite:
        return False
    if not phrase.definite and not (j + 1 >= len(view.tokens) or blocked(view, j + 1) or view.words[j + 1].pre):
        return False  # «قتل جنود ثلاثة مدنيين»: whom they killed
    uses = head.nouns if phrase.definite else (*head.nouns, *head.events)  # «الغارات الثلاث»: told before
    several = any(n.number in ("p", "dp") for n in uses)
    number = view.knowledge.lexicon.numerals.find(view.tokens, j) if several else None
    if number is None or number.vague or number.end != j + 1 or j in view.times:
        return False
    phrase.count, phrase.end = (number.low, number.high), number.end
    return True


def _take_tail(view: View, phrase: Phrase, j: int) -> bool:
    """«مواقع عدة», «طائرة تركية بدون طيار»: what stands behind the adjectives too."""
    if view.norm(j) in _SEVERAL:
        follow = view.words[j + 1] if j + 1 < len(view.words) else None
        counts = follow is not None and not follow.pre and any(n.number == "p" for n in (*follow.nouns, *follow.events))
        if phrase.grammatical != "p" or phrase.definite or counts:
            return False  # «قتل مسلحون عدة جنود»
        phrase.end = j + 1
        return True
    last = j + 2 if view.norm(j) == "من" and view.norm(j + 1) == "دون" else j + 1
    if phrase.kind != "air-platform" or last >= len(view.tokens) or view.norm(last) != _PILOT:
        return False
    phrase.end = last + 1
    return True


def _take_rank(view: View, phrase: Phrase, j: int) -> bool:
    """«ضابط برتبة ملازم أول»: the rank, of one word or two."""
    if not phrase.kind.startswith("person") or j + 1 >= len(view.tokens) or view.tokens[j + 1].kind != "word":
        return False
    phrase.end = j + 2 + (view.norm(j + 2) in _RANKED)
    return True


def _take_made_up(view: View, phrase: Phrase, j: int) -> bool:
    """«قافلة مكونة من 15 شاحنة»: what it is made up of counts it."""
    kinds = ("group", "aid-item", "force", "people")
    whole = phrase.definite and phrase.owner is None
    if view.norm(j + 1) != "من" or phrase.kind not in kinds or whole or view.words[j].definite:
        return False
    phrase.end = j + 1
    number = view.knowledge.lexicon.numerals.find(view.tokens, j + 2) if j + 2 < len(view.tokens) else None
    if number is None or phrase.kind not in ("force", "people") or phrase.count is not None:
        return True
    counted = number.end < len(view.tokens) and is_of_class(view.words[number.end], _MEN)  # «خلية مؤلفة من ستة أشخاص»
    phrase.count, phrase.approx, phrase.end = (number.low, number.high), number.approx, number.end + counted
    return True


def _take_one(phrase: Phrase) -> bool:
    """«مقتل أحدهم», «إصابة أحدهما»: one of those told before."""
    if phrase.event is None or phrase.event.klass != "casualty" or phrase.owner is not None or phrase.count is not None:
        return False
    phrase.count, phrase.end = (1, 1), phrase.end + 1
    return True


def _joined(view: View, j: int) -> bool:
    """Whether «و» is written with token j, which ends the phrase; not that of «واشنطن»."""
    if not conjunction(view, j) or (j in view.names and not view.names[j].conj):
        return False
    if is_given_name(view, j) and view.words[j].conj == "ف":
        return False  # «أحمد فيصل»
    return not own_waw(view, j)


def _numbered(view: View, j: int) -> bool:
    """«مقتل ما لا يقل عن 17»: a number led by function words in place of the genitive."""
    return not view.words[j].pre and bounded_number_starts(view, j)


def _some_of_them(view: View, j: int) -> bool:
    """«مقتل أربعة منهم»: so many of those told before."""
    return bool(view.words[j].number) and not view.words[j].conj and view.norm(j + 1) in OF_THEM


def _quantified(view: View, j: int) -> bool:
    """«دخول أي جندي», «قصف بعض المواقع»: a quantifier that is a function word elsewhere."""
    if view.norm(j) not in _QUANTIFYING or blocked(view, j + 1):
        return False
    follow = view.words[j + 1]
    return bool(follow.nouns or follow.events or not follow.verbs)


def _full_plural(view: View, phrase: Phrase) -> bool:
    """«مجهولون», «مدنيان», «مسلحين»: an ending in nun is lost before a genitive, so none follows."""
    if phrase.event is not None and phrase.grammatical == "s":
        return False  # «فقدان», «عدوان»
    norm, after = view.norm(phrase.head), phrase.head + 1
    if after < len(view.tokens) and view.norm(after).startswith("اثن"):
        return False  # «مواطنين اثنين»
    if norm.endswith("ين") and phrase.entry is not None and phrase.grammatical in ("p", "dp"):
        return norm.endswith(normal(phrase.entry.noun) + "ين")  # not «قوانين», «شياطين»
    return norm.endswith(("ون", "ان")) and len(norm) > 4 and not norm.endswith(_OWN_NUN)


def _nunated(view: View, phrase: Phrase) -> bool:
    """«طفلا», «جنديين»: tanwin and the nun of the dual are lost before a genitive; only a number may follow a dual."""
    word = view.words[phrase.head]
    if phrase.grammatical in ("d", "dp") and word.norm.endswith("ين"):
        return phrase.end >= len(view.words) or not view.words[phrase.end].number
    return len(word.norm) > 3 and any(n.accusative and n.entry is phrase.entry for n in word.nouns)


def _hit_next(view: View, phrase: Phrase, j: int, verbal: bool) -> bool:
    """Whether behind a weapon or a strike stands what it hits, not whose it is."""
    if verbal and (phrase.kind in _STRIKERS or _raid(phrase)) and _object_starts(view, j):
        return True  # «أصاب صاروخ ناقلة»
    by_count = phrase.prep == "ب" and phrase.count is not None  # «استهدفت بأربع غارات ورشة»
    hitting = phrase.event is not None and (by_count or (verbal and _hits(view, phrase)))
    return hitting and _struck(phrase, view.words[j].classes)  # «استهدفت غارة المسعفين»


def _held_next(view: View, phrase: Phrase, j: int) -> bool:
    """«نظم طلاب وقفة»: behind a verb that carries an event, indefinite people and the event."""
    word = view.words[j]
    if not phrase.kind.startswith("person") or phrase.grammatical != "p" or word.definite or word.pre or word.nouns:
        return False
    if not phrase.start or not any(isinstance(n.entry, EventNoun) and n.entry.code in _HELD for n in word.events):
        return False
    return any(f.klass == "light" and "event" in f.object for u in view.words[phrase.start - 1].verbs for f in u.frames)


def _hits(view: View, phrase: Phrase) -> bool:
    """Whether an event noun stands behind a verb of hitting («استهدفت غارة»), not one of trying or going on."""
    if phrase.event is None or not phrase.start:
        return False
    return any(use.lemma in _HITTING_VERBS for use in view.words[phrase.start - 1].verbs)


def _struck(phrase: Phrase, classes: frozenset[str]) -> bool:
    """Whether what stands behind a strike of a certain kind can only be hit by it, not carry it out."""
    assert phrase.event is not None
    return phrase.event.code in _STRIKES and bool(classes & _HARMLESS) and not classes & _ARMED


def _object_starts(view: View, j: int) -> bool:
    """Whether an indefinite thing, person or a place starts here."""
    word = view.words[j]
    if word.number or view.tokens[j].kind == "number":
        return True
    if j in view.places and j not in view.names:
        return True
    kinds = {n.entry.klass for n in word.nouns if isinstance(n.entry, Noun) and not n.definite}
    return bool(kinds & _HIT) or any(n.entry.noun in GATHERINGS for n in word.nouns)  # «استهدفت مسيرة حفل تخريج»
