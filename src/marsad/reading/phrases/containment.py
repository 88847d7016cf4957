"""Wider places and neighbours behind a place."""

from __future__ import annotations

from marsad.language.ar.lexicon import Noun
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.words import PLACE_HEADS, blocked, is_of_class
from marsad.reading.view import View

# «الواقعة في», «القريبة من»: words that join a place to a wider one or to its neighbour.
_SITUATED = frozenset("واقعه واقع واقعتين واقعتان متاخمه محاذيه مجاوره قريبه قريب".split())
_NEIGHBOUR = frozenset("متاخمه محاذيه مجاوره قريبه قريب".split())
# What says of a town that it is the first or the second of a wider place («ود مدني عاصمة ولاية الجزيرة»).
_ORDERS = frozenset({"ثاني", "ثالث", "ثانيه"})
_SEATS = _ORDERS | frozenset("عاصمه مركز حاضره كبري اكبر كبريات ابرز اهم".split())
_SITUATED_PREPS = frozenset({"في", "ب", "ل", "من", "إلى", "على", "ضمن", "داخل", "قرب"})
_SIDES = frozenset({"ريف", "جهة"})
_DIVISIONS = frozenset("محافظة ولاية مديرية قضاء ناحية محلية ريف مقاطعة لواء عزلة".split())
_NEAR = frozenset("قرب بالقرب بمحاذاه بجوار جوار قباله بجانب مقابل".split())


def contain(parser: Parser, phrase: Phrase) -> None:
    """The wider places that follow a place phrase («بريف إدلب», «، غربي حلب»), and what it is said to be near."""
    inner = phrase
    for _ in range(4):
        found = _wider(parser, inner, phrase.end)
        if found is None:
            _take_near(parser, phrase)
            return
        if found.prep == "قرب" and phrase.place_span:
            phrase.near, phrase.end = phrase.near or found, found.end
            continue
        found.prep = ""
        last = inner
        while last.within is not None and not last.direction:
            last = last.within
        if last is not found:
            last.within = found
        phrase.end = found.end
        if phrase.place_span is None and inner is phrase:
            parser.coordinate(found)  # «مناطق في قريتي … و…»: the names are what is meant
            phrase.members, found.members, phrase.end = found.members, [], found.end
        inner = phrase.members[-1] if phrase.members else found


def _wider(parser: Parser, inner: Phrase, j: int) -> Phrase | None:
    """The wider place at token j, behind a place phrase."""
    view = parser.view
    if j < len(view.tokens) and view.tokens[j].raw in "،," and (_is_direction(view, j + 1) or _seat(view, j + 1)):
        j += 1
    if j >= len(view.tokens) or j in view.times or view.words[j].conj:
        return None
    lead = _leads_wider(view, inner, j)
    if lead is None:
        return None
    prep, k = lead
    if k >= len(view.tokens) or k in view.times:
        return None
    wider = parser.simple(k, "", "prep")
    if wider is None or wider.kind not in ("place", "country"):
        return None
    named = bool(wider.places or wider.place_span or wider.direction)
    plain = wider.place_head is not None and wider.definite and (inner.place_span or prep == "ل")
    if not (named or plain or (wider.near or wider.within)) or (wider.prep and not prep and wider.prep != "ب"):
        return None
    if prep == "من" and not named:
        return None
    near = prep == "قرب" or view.norm(j).removeprefix("ال") in _NEIGHBOUR
    wider.prep = "قرب" if near else wider.prep
    return wider


def _leads_wider(view: View, inner: Phrase, j: int) -> tuple[str, int] | None:
    """The preposition that leads to a wider place at token j and where its phrase begins; None for no lead."""
    word = view.words[j]
    follow = view.words[j + 1] if j + 1 < len(view.tokens) else None
    if word.prep in ("في", "ب") and "prep-pron" not in word.tags:
        return word.prep, j + 1
    if view.norm(j) == "وسط" and "prep-pron" not in word.tags:
        return "في", j + 1
    if word.prep == "من" and "prep-pron" not in word.tags and inner.place_span is None:
        return "من", j + 1  # «مناطق واسعة من ريف حلب»
    if word.pre == "ب" or (j in view.places and view.places[j].prep == "ب"):
        return "ب", j
    if (word.pre == "ل" or (j in view.places and view.places[j].prep == "ل")) and _open_area(inner):
        return "ل", j  # «الريف الشمالي لدير الزور»
    match = view.places.get(j)
    if inner.place_span is not None and (seat := _seat(view, j)):
        return "", seat
    if inner.place_span is not None and inner.grammatical == "s" and opens_division(view, j):
        return "", j  # «قرية … مديرية … محافظة …»
    if inner.place_span is None and match is not None and not (match.prep or match.conj):
        if match.end > j + 1 or view.folded[j] not in view.knowledge.gazetteer.ambiguous:
            return "", j  # «بمحاور القتال بوعطني والليثي»
    base = view.norm(j).removeprefix("ال")
    if any(m.belonging for m in word.modifiers) or base in _SITUATED:
        if follow is None or not (follow.prep in _SITUATED_PREPS or follow.pre in ("ب", "ل")):
            return None
        led = j + 2 if follow.prep else j + 1
        return follow.prep or follow.pre, led + 1 if follow.prep == "قرب" and view.norm(led) == "من" else led
    return ("", j) if view.norm(j) in view.knowledge.directions else None


def opens_division(view: View, j: int) -> bool:
    """«مديرية عبس», «ريفي الحصاحيصا»: the head of a division with its name, right behind the place that lies there."""
    if j + 1 >= len(view.tokens) or blocked(view, j + 1):
        return False
    word = view.words[j]
    heads = [n for n in word.nouns if isinstance(n.entry, Noun) and n.entry.noun in _DIVISIONS]
    return any(not (n.definite or n.conj or n.prep or n.suffix) and n.number in ("s", "d", "dp") for n in heads)


def situates(view: View, j: int) -> bool:
    """«الواقعة في», «القريبة من»: whether token j and the preposition behind it join a place to where it lies."""
    follow = view.words[j + 1] if j + 1 < len(view.tokens) else None
    if view.norm(j).removeprefix("ال") not in _SITUATED:
        return False
    return follow is not None and bool(follow.prep in _SITUATED_PREPS or follow.pre in ("ب", "ل"))


def _seat(view: View, j: int) -> int:
    """Where the wider place begins behind «عاصمة», «مركز», «كبرى», of which the place before is the seat; 0 for none."""
    if j + 1 >= len(view.tokens) or view.norm(j) not in _SEATS:
        return 0
    k = j + 1
    if view.norm(j) in _ORDERS and view.norm(k) in _SEATS:
        k += 1
    heads = is_of_class(view.words[k], PLACE_HEADS) if k < len(view.tokens) else False
    if view.norm(j) in ("عاصمه", "مركز", "حاضره"):
        return j if heads or k in view.places else 0
    return k if heads else 0


def _open_area(phrase: Phrase) -> bool:
    """«الريف الشمالي», «الأطراف الشرقية», «مدخل»: an area that is told by the place behind «ل»."""
    head = phrase.place_head
    return phrase.places == [] and head is not None and (head.klass == "area-head" or head.noun in _SIDES)


def _is_direction(view: View, j: int) -> bool:
    """«غربي», «بغرب»."""
    norm, directions = view.norm(j), view.knowledge.directions
    return norm in directions or (norm[:1] == "ب" and norm[1:] in directions)


def _take_near(parser: Parser, phrase: Phrase) -> None:
    """«بلدة … قرب …»: what a named town is near helps to find it and is no place of the event."""
    view = parser.view
    j = phrase.end
    if not phrase.place_span or phrase.near is not None or j + 1 >= len(view.tokens):
        return
    if all(p.level in ("governorate", "country") for p in phrase.places) and phrase.places:
        return
    if phrase.place_head is not None and phrase.place_head.noun == "ريف":
        return  # «في ريف … قرب قرية …»: the village
    word = view.words[j]
    if word.conj or word.prep != "قرب" or "prep-pron" in word.tags or view.norm(j) not in _NEAR:
        return
    k = j + 2 if view.norm(j + 1) == "من" else j + 1
    if k >= len(view.tokens) or k in view.times or blocked(view, k):
        return
    near = parser.simple(k, "", "prep")
    if near is None or near.kind not in ("place", "country") or near.prep or not near.place_span:
        return
    phrase.near, phrase.end = near, near.end
    contain(parser, near)
    phrase.end = max(phrase.end, near.end)
