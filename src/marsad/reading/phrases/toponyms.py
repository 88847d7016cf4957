"""Where the name of a place begins and ends."""

from __future__ import annotations

from marsad.geography.gazetteer import GazetteerPlace
from marsad.language.ar.lexicon import Noun, Word
from marsad.language.ar.phrases import Match
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.directions import is_side
from marsad.reading.phrases.words import (
    PLACE_HEADS,
    best_verb,
    blocked,
    conjunction,
    in_short_quotation,
    is_of_class,
    own_waw,
    without_waw,
)
from marsad.reading.view import View

ROADS = frozenset({"طريق", "أوتوستراد", "أوتستراد", "أتوستراد", "خط"})
# Places of which one is meant by the bare noun («المدينة»): never the name of another.
_GENERAL_HEADS = frozenset(
    "مدينة بلدة قرية ناحية قضاء محافظة منطقة حي مخيم إقليم ولاية مديرية محلية بلاد بلد دولة وطن حدود أرض أراضي مكان".split()
)
# Parts of names after which the name always goes on: «جبل النبي شعيب», «وادي أبو جمعة».
_KIN = frozenset("ابو ابي ابا ام بن ابن بني ال عبد النبي الشيخ سيدي ولد اولاد الانبا انبا مار القديس القديسه".split())
_OWNED, _SHORTEST_OWNED = ("ها", "هم", "هما", "كم"), 5  # pronouns behind a word that no table has
# Nouns with article that name no place.
_UNNAMING = frozenset({"people", "person-civilian", "person-armed", "force", "abstract"})
_SETTLEMENTS = frozenset("مدينة بلدة قرية ناحية قضاء محافظة حي".split())
# Heads behind which any noun with article is a name («حي الشرطة», «شارع العمال»).
_QUARTERS = frozenset({"حي", "حارة", "شارع", "ميدان", "ساحة", "دوار", "جبل", "تل", "تلة", "تبة", "وادي"})
# Heads behind which a place noun is a name («حي المطار», «قرية القلعة»).
_NAMING_HEADS = frozenset(
    "حي حارة قرية بلدة ضيعة مزرعة عزبة ناحية قضاء مديرية عزلة محلة ضاحية مخيم شارع دوار ميدان ساحة جولة معبر مستوطنة جبهة "
    "محور طريق مفرق حاجز جبل تل تلة تبة وادي".split()
)


def toponym(view: View, j: int, listed: bool = False, head: Phrase | None = None) -> tuple[int, list[GazetteerPlace]]:
    """The end of the place name at j and the gazetteer's places of that name; `listed`: «و» may lead it."""
    if j >= len(view.tokens) or view.tokens[j].kind not in ("word", "latin"):
        return j, []
    match, word = view.places.get(j), view.words[j]
    if match is not None and match.conj == "ف" and len(view.folded[j]) < 4:
        return j, []  # «مراكز فتح»: no place «تح»
    if match is None and blocked(view, j):
        return j, []
    title = in_short_quotation(view, j)
    if (match is None or match.end == j + 1) and not title:
        named = _head_as_name(view, j, head)
        if named is not None:
            return (j + 1, list(match.value) if match is not None else []) if named else (j, [])
    if view.tokens[j].opens:
        quoted = _quoted_name(view, j, match)
        if quoted is not None:
            return quoted
    part = (without_waw(view, j) if listed else view.norm(j)) in view.knowledge.toponym_parts
    part = part and _continues_name(view, j + 1)
    if match is not None and not (match.prep or (match.conj and not listed) or (part and match.end == j + 1)):
        return match.end, list(match.value)
    if part:
        end = j + 2
        if _continues_name(view, end) and (
            view.norm(j + 1) in _KIN or (view.norm(j + 1) in view.knowledge.toponym_parts and view.words[end].definite)
        ):
            end += 1
        return end, []
    if word.pre == "ك" and not word.definite and head is not None and _settles(head):
        return j + 1, view.knowledge.gazetteer.spelt(view.norm(j))  # «قرية كشان»: no "like Shan"
    if blocked(view, j) or (word.definite and (word.pre or (word.conj and not listed))):
        return j, []
    if is_of_class(word, PLACE_HEADS) and view.norm(j) not in view.knowledge.toponym_parts:
        return j, []
    if j in view.names and view.names[j].end > j + 1:
        return j, []
    if title:
        return _quotation_end(view, j), []
    if match is None and (_agrees_in_accusative(view, j) or _names_nothing(view, j) or _no_name(view, j)):
        return j, []
    if _is_known_word(word, match is not None, head):
        return j, []
    end = _second_word(view, j + 1, head)
    return end, view.knowledge.gazetteer.spelt(view.norm(j)) if end == j + 1 and not listed else []


def _settles(head: Phrase) -> bool:
    """Whether a head is that of one settlement, by its bare noun: the name comes next."""
    bare = not (head.definite or head.suffix) and head.grammatical == "s"
    return bare and head.entry is not None and head.entry.noun in _SETTLEMENTS


def _quoted_name(
    view: View, j: int, match: Match[list[GazetteerPlace]] | None
) -> tuple[int, list[GazetteerPlace]] | None:
    """The name that begins with quotation marks at token j and ends with them or before «و»."""
    body = view.names.get(j)
    if body is not None and match is None and any(n.manner in ("full", "short") for n in body.value):
        return j, []  # «مناطق سيطرة "الجيش الوطني"»
    end, tokens = j + 1, view.tokens
    while end < len(tokens) and not tokens[end - 1].closes and end - j < 5 and not conjunction(view, end):
        end += 1
    if tokens[end - 1].closes or (end < len(tokens) and end > j + 1 and conjunction(view, end)):
        return end, list(match.value) if match is not None and match.end == end else []
    return None


def _quotation_end(view: View, j: int) -> int:
    """The end of the quotation around token j, four tokens on at most."""
    end, tokens = j + 1, view.tokens
    while end < len(tokens) and tokens[end].quoted and not tokens[end - 1].closes and end - j < 4:
        end += 1
    return end


def _agrees_in_accusative(view: View, j: int) -> bool:
    """«مخيما عشوائيا»: an adjective of an accusative; behind «بلدة» a word in alif is a name («بلدة دردغيا»)."""
    word = view.words[j]
    if not word.accusative or word.definite:
        return False
    return view.norm(j - 1).endswith("ا") or bool(word.nouns or word.modifiers or word.settles or word.adjective)


def _no_name(view: View, j: int) -> bool:
    """«منطقة كانت تسيطر», «منطقة هذه», «جويًا», «زواجها»: a form that no unlisted name has."""
    word, raw = view.words[j], view.tokens[j].raw
    if "dem" in word.tags or raw.endswith(("ًا", "اً")):
        return True
    if len(raw) > _SHORTEST_OWNED and raw.endswith(_OWNED):
        return True  # «مقابل زواجها»
    past = [u for u in word.verbs if u.form.tense == "past"]
    return bool(past) and not word.nouns and (raw.startswith("أ") or all(u.form.person != "3ms" for u in past))


def _names_nothing(view: View, j: int) -> bool:
    """«طريق الإمداد», «أجزاء كبرى»: a word of the list of those that name no place."""
    norm = view.norm(j)
    comma = j and view.tokens[j - 1].raw in "،,"
    if norm.startswith("م" if comma else "مت") and norm.endswith("ا"):
        return True  # «متوعدا», «، مضيفا»: a participle in the accusative
    bare = norm.removeprefix("ال")
    return bare in view.knowledge.no_places or bare.removeprefix("و") in view.knowledge.no_places  # «مكان وزمان»


def _is_known_word(word: Word, listed: bool, head: Phrase | None) -> bool:
    """Whether a word behind a head is an everyday word and no name; `listed`: the gazetteer has it."""
    may_be_name = listed or _takes_any_name(head)
    if not word.definite:
        if word.nouns or word.events or (word.verbs and best_verb(word.verbs).form.tense != "past"):
            return True
    elif is_of_class(word, _UNNAMING):
        return not (may_be_name and head is not None and head.entry is not None and head.entry.noun in _QUARTERS)
    if (word.events or (word.nouns and word.definite)) and not may_be_name:
        return True  # «محاور القتال», «محيط النقطة التركية»; but «شارع الاستقلال»
    return bool(word.modifiers) and not (word.definite and _takes_any_name(head))  # «حي الجمهوري»


def _second_word(view: View, j: int, head: Phrase | None) -> int:
    """The end of a name whose first word ends at j: «دوار الكرة الأرضية»; adjectives that only describe stay out."""
    if not _takes_any_name(head) or j >= len(view.tokens) or blocked(view, j) or not view.words[j - 1].definite:
        return j
    word, norm = view.words[j], view.norm(j)
    known = word.nouns or word.events or word.modifiers or word.participles or word.settles or word.conj or word.pre
    bare = norm.removeprefix("ال")
    if known or not word.definite or j in view.places or j in view.names:
        return j
    if is_side(view, bare):
        return j
    return j if description_end(view, j) > j or bare.removesuffix("ه") in view.knowledge.place_adjectives else j + 1


def _head_as_name(view: View, j: int, head: Phrase | None) -> bool | None:
    """Whether a place noun at j names what stands before it («حي المطار»: yes, «محيط المدينة»: no); else None."""
    uses = [
        n for n in view.words[j].nouns
        if isinstance(n.entry, Noun) and n.entry.klass in PLACE_HEADS and not n.suffix
    ]  # fmt: skip
    if not uses or view.norm(j) in view.knowledge.toponym_parts:
        return None
    if not uses[0].definite:
        return False if j not in view.places or uses[0].number == "p" or _name_may_begin(view, j + 1) else None
    if uses[0].entry.noun == "عاصمة":  # «محافظة العاصمة»
        return head is not None and head.entry is not None and head.entry.level == "governorate"
    if uses[0].number in ("d", "dp") and j in view.places and head is not None and _settles(head):
        return True  # «بلدة القريتين»
    if uses[0].entry.noun in _GENERAL_HEADS:
        return False
    if not _takes_any_name(head):
        return None
    return None if _name_may_begin(view, j + 1) else True


def _takes_any_name(head: Phrase | None) -> bool:
    """Whether any noun behind this head may be its name: «شارع الاستقلال», «حي الثورة»."""
    return head is not None and head.entry is not None and head.entry.noun in _NAMING_HEADS and head.grammatical == "s"


def _name_may_begin(view: View, j: int) -> bool:
    """Whether a place name may begin at j."""
    if j >= len(view.tokens) or blocked(view, j):
        return False
    word = view.words[j]
    if view.norm(j) in view.knowledge.directions or conjunction(view, j):
        return False
    return j in view.places or not (word.nouns or word.events or word.verbs or word.conj or word.pre)


def _continues_name(view: View, j: int) -> bool:
    """Whether token j can be the second word of a place name («تل جمعة», «كفر نوران»)."""
    if j >= len(view.tokens) or view.tokens[j].kind != "word" or view.norm(j) in ("في", "من", "علي", "الي", "بين"):
        return False
    word = view.words[j]
    if (word.conj and not own_waw(view, j)) or (word.pre and word.definite) or word.tags or j in view.times:
        return False
    if word.prep or view.norm(j) in view.knowledge.directions:
        return False  # «جبهة جديدة ضد», «تل شمال»
    if any((n.conj or n.prep) and isinstance(n.entry, Noun) and n.entry.klass == "place-head" for n in word.nouns):
        return False  # «آل الشيخ بمديرية …»
    return not any(u.form.tense != "past" for u in word.verbs) or bool(word.nouns)


def description_end(view: View, j: int) -> int:
    """The token after adjectives that describe places without naming them («مختلفة», «آهلة بالسكان»); else j."""
    words = view.knowledge.place_adjectives
    while j < len(view.tokens) and not in_short_quotation(view, j):
        norm = view.norm(j)
        stem = norm.removesuffix("ات") if norm.endswith("ات") else norm.removesuffix("ه").removesuffix("ين")
        if stem not in words and norm not in words:
            break
        if (j in view.places and view.places[j].end > j + 1) or j in view.times or _opens_name(view, j):
            break
        j += 1
        if view.norm(j) in ("بالسكان", "بالمدنيين", "بالاهالي", "سكانيا"):
            j += 1
    return j


def _opens_name(view: View, j: int) -> bool:
    """«جديدة يابوس»: an adjective that begins names, before a word that no table has."""
    if view.norm(j) not in view.knowledge.toponym_parts or not _continues_name(view, j + 1):
        return False
    word = view.words[j + 1]
    return not (word.nouns or word.events or word.verbs or word.modifiers or word.pre or word.adjective)


def road_name(view: View, j: int, phrase: Phrase) -> int:
    """Where the name of a road begins behind words that only describe it («طريق عام برج الملوك»); else j."""
    described = description_end(view, j)
    roads = phrase.entry is not None and phrase.entry.noun in ROADS
    return described if roads and described in view.places else j


def opened_list(view: View, j: int, phrase: Phrase) -> int:
    """The first name behind «قرى:» or «قرى (»; else j."""
    k = j
    while k < len(view.tokens) and view.tokens[k].raw in (":", "("):
        k += 1
    if k == j or k >= len(view.tokens) or phrase.grammatical == "s" or blocked(view, k):
        return j
    word = view.words[k]
    return k if k in view.places or not (word.nouns or word.events or word.verbs) else j


def joins_ends(view: View, i: int, end: int) -> bool:
    """«طريق الباب - الراعي»: a road by its two ends, though its beginning is a listed name as well."""
    roads = any(isinstance(n.entry, Noun) and n.entry.noun in ROADS for n in view.words[i].nouns)
    return roads and end + 1 < len(view.tokens) and view.tokens[end].raw in "-–" and i + 1 in view.places


def head_before_name(view: View, i: int, end: int) -> bool:
    """Whether the words [i, end) of a listed name are a general head and a name that is listed by itself."""
    after = view.places.get(i + 1)
    if after is None or after.end != end or after.conj or after.prep:
        return False
    return any(
        isinstance(n.entry, Noun) and n.entry.noun in _SETTLEMENTS and not n.definite for n in view.words[i].nouns
    )
