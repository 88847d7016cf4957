"""What follows the name of a place and belongs to it: sides, adjectives, the other end of a road."""

from __future__ import annotations

from marsad.geography.gazetteer import GazetteerPlace
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.toponyms import toponym
from marsad.reading.view import View


def take_tail(view: View, phrase: Phrase) -> None:
    """Adjectives and wider places behind a place name: «الشرقي», «بريف إدلب», «، غربي حلب», «الواقعة في»."""
    ways = 0
    while phrase.end < len(view.tokens) and ways < 5:
        ways += 1
        j = phrase.end
        token, word = view.tokens[j], view.words[j]
        if (
            token.raw in "-–"
            and phrase.place_head is not None
            and phrase.place_span
            and phrase.place_head.level == "site"
        ):
            end, places = toponym(view, j + 1)  # «طريق دمشق - درعا»
            if end > j + 1:
                start, middle = phrase.place_span
                phrase.within = _road_end(start, middle, phrase.places)
                phrase.near = _road_end(j + 1, end, places)
                phrase.place_span, phrase.places, phrase.end = (start, end), [], end
                continue
        bare = token.norm.removeprefix("ال")
        if (
            word.definite
            and not word.conj
            and not word.pre
            and (bare in view.knowledge.directions or bare.removesuffix("ه") in view.knowledge.directions)
        ):
            phrase.end = j + 1
            phrase.bearing += (side_of(bare),) if side_of(bare) else ()
            if phrase.place_span and phrase.place_span[1] == j:
                phrase.place_span = (phrase.place_span[0], j + 1)
            while (
                phrase.end < len(view.tokens)
                and view.norm(phrase.end).removeprefix("و").removeprefix("ال").removesuffix("ه")
                in view.knowledge.directions
                and view.norm(phrase.end).removeprefix("و").startswith("ال")
            ):
                side = side_of(view.norm(phrase.end).removeprefix("و"))
                phrase.bearing += (side,) if side and not view.norm(phrase.end).startswith("و") else ()
                phrase.end += 1
                if phrase.place_span:
                    phrase.place_span = (phrase.place_span[0], phrase.end)
            continue
        if (
            token.raw in "-–"
            and any(m.iso for m in phrase.modifiers)
            and j + 1 < len(view.tokens)
            and any(m.iso for m in view.words[j + 1].modifiers)
        ):
            phrase.modifiers += [m for m in view.words[j + 1].modifiers if m.iso]
            phrase.end = j + 2  # «الحدود السورية - العراقية»
            continue
        if word.definite and not word.conj and not word.pre and word.modifiers and not word.nouns:
            phrase.modifiers += [m for m in word.modifiers if not m.belonging]
            phrase.end = j + 1
            continue
        break


def _road_end(start: int, end: int, places: list[GazetteerPlace]) -> Phrase:
    """One of the two places that a road joins."""
    phrase = Phrase(start, end, start, "place", core=start, definite=True, own_end=end)
    phrase.places, phrase.place_span = places, (start, end)
    return phrase


def side_of(norm: str) -> str:
    """The side that a word of direction names: «شمالي», «الشمالية» → شمال; empty for «وسط»."""
    stem = norm.removeprefix("ال")[:3]
    return {"شما": "شمال", "جنو": "جنوب", "شرق": "شرق", "غرب": "غرب"}.get(stem, "")
