"""What follows the name of a place and belongs to it: sides, adjectives, the other end of a road."""

from __future__ import annotations

from marsad.geography.gazetteer import GazetteerPlace
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.directions import is_side, side_of
from marsad.reading.phrases.toponyms import ROADS, toponym
from marsad.reading.view import View

_MAX_STEPS = 5


def take_tail(view: View, phrase: Phrase) -> None:
    """Take in what stands behind a place name and says more of it: «الشرقي», «- درعا», «السورية»."""
    for _ in range(_MAX_STEPS):
        if phrase.end >= len(view.tokens) or not (
            _take_other_end(view, phrase)
            or _take_both_ends(view, phrase)
            or _take_neighbour(view, phrase)
            or _take_side(view, phrase)
            or _take_second_country(view, phrase)
            or _take_modifier(view, phrase)
        ):
            return


def _take_other_end(view: View, phrase: Phrase) -> bool:
    """«طريق دمشق - درعا», «طريق دمشق درعا»."""
    j, head = phrase.end, phrase.place_head
    if head is None or head.level != "site" or not phrase.place_span:
        return False
    dash = view.tokens[j].raw in "-–"
    if not dash and not (head.noun.split()[0] in ROADS and phrase.places and _is_town(view, j)):
        return False
    second = j + 1 if dash else j
    end, places = toponym(view, second)
    if end <= second:
        return False
    start, middle = phrase.place_span
    phrase.within = _road_end(start, middle, phrase.places)
    phrase.near = _road_end(second, end, places)
    phrase.place_span, phrase.places, phrase.end = (start, end), [], end
    return True


def _is_town(view: View, j: int) -> bool:
    match = view.places.get(j)
    return match is not None and not (match.prep or match.conj) and any(p.level == "town" for p in match.value)


def _take_both_ends(view: View, phrase: Phrase) -> bool:
    """«الطريق الواصل بين حيس والخوخة»."""
    head, j = phrase.place_head, phrase.end
    if head is None or head.noun.split()[0] not in ROADS or phrase.place_span:
        return False
    while j < phrase.end + _MAX_STEPS and j + 1 < len(view.tokens) and view.norm(j).startswith("ال"):
        j += 1
    if j + 2 >= len(view.tokens) or view.norm(j) != "بين":
        return False
    middle, first = toponym(view, j + 1)
    if middle <= j + 1 or middle >= len(view.tokens):
        return False
    second = middle + 1 if view.norm(middle) == "و" else middle
    end, other = toponym(view, second, listed=True)
    if end <= second or (second == middle and not view.norm(middle).startswith("و")):
        return False
    phrase.within, phrase.near = _road_end(j + 1, middle, first), _road_end(second, end, other)
    phrase.place_span, phrase.places, phrase.end = (phrase.core, end), [], end
    return True


def _take_neighbour(view: View, phrase: Phrase) -> bool:
    """«الحدود مع سوريا»."""
    head, j = phrase.place_head, phrase.end
    if head is None or head.noun != "حدود" or phrase.place_span or view.norm(j) != "مع" or j + 1 >= len(view.tokens):
        return False
    name = view.names.get(j + 1)
    if name is None or not any(n.manner == "country" for n in name.value):
        return False
    phrase.place_span, phrase.end = (phrase.core, name.end), name.end
    return True


def _take_side(view: View, phrase: Phrase) -> bool:
    """«الشمالي», «الشمالي الغربي», «الشرقية والغربية»."""
    j = phrase.end
    word, bare = view.words[j], view.norm(j).removeprefix("ال")
    if not word.definite or word.conj or word.pre or not is_side(view, bare):
        return False
    phrase.end = j + 1
    phrase.bearing += (side_of(bare),) if side_of(bare) else ()
    if phrase.place_span and phrase.place_span[1] == j:
        phrase.place_span = (phrase.place_span[0], j + 1)
    while phrase.end < len(view.tokens):
        norm = view.norm(phrase.end)
        bare = norm.removeprefix("و")
        if not bare.startswith("ال") or bare.removeprefix("ال").removesuffix("ه") not in view.knowledge.directions:
            break
        side = side_of(bare)
        phrase.bearing += (side,) if side and not norm.startswith("و") else ()
        phrase.end += 1
        if phrase.place_span:
            phrase.place_span = (phrase.place_span[0], phrase.end)
    return True


def _take_second_country(view: View, phrase: Phrase) -> bool:
    """«الحدود السورية - العراقية»."""
    j = phrase.end
    if view.tokens[j].raw not in "-–" or j + 1 >= len(view.tokens) or not any(m.iso for m in phrase.modifiers):
        return False
    countries = [m for m in view.words[j + 1].modifiers if m.iso]
    if not countries:
        return False
    phrase.modifiers += countries
    phrase.end = j + 2
    return True


def _take_modifier(view: View, phrase: Phrase) -> bool:
    """«السورية», «المحررة»."""
    word = view.words[phrase.end]
    if not word.definite or word.conj or word.pre or not word.modifiers or word.nouns:
        return False
    if any(m.belonging for m in word.modifiers) and phrase.end + 1 < len(view.tokens):
        return False  # «التابعة لناحية …»
    phrase.modifiers += [m for m in word.modifiers if not m.belonging]
    phrase.end += 1
    return True


def _road_end(start: int, end: int, places: list[GazetteerPlace]) -> Phrase:
    """One of the two places that a road joins."""
    phrase = Phrase(start, end, start, "place", core=start, definite=True, own_end=end)
    phrase.places, phrase.place_span = places, (start, end)
    return phrase
