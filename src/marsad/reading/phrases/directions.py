"""Places told by a direction («شمال غربي …»), and the sides that words name."""

from __future__ import annotations

from marsad.reading.phrase import Phrase
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.words import blocked
from marsad.reading.view import View

_KILOMETRES = frozenset("كم كلم كيلومتر كيلومترا كيلومترات كيلو".split())


def direction_phrase(parser: Parser, i: int, phrase: Phrase) -> Phrase | None:
    """«شمال غربي سوريا», «غربي إدلب», «وسط مدينة بنغازي»: a direction word before a place."""
    view = parser.view
    directions = view.knowledge.directions
    norm = view.norm(i)
    if norm not in view.knowledge.direction_forms:
        return None
    word = view.words[i]
    bare = norm
    for cut in (word.conj, word.pre):
        if cut and bare.startswith(cut) and bare not in directions:
            bare = bare[len(cut) :]
    prep = phrase.prep
    if _is_name(view, i):
        return None
    if bare not in directions:
        if len(norm) > 4 and norm[0] in "بوف" and norm[1:] in directions:
            prep, bare = (prep or "ب") if norm[0] == "ب" else prep, norm[1:]
        else:
            return None
    k = i + 1
    while k < len(view.tokens) and (
        view.norm(k) in directions or (view.norm(k).removeprefix("ال") in directions and view.words[k].definite)
    ):
        k += 1
    if k >= len(view.tokens) or (
        blocked(view, k) and not (view.norm(k) in ("من", "في") and bare in ("شمالا", "جنوبا", "شرقا", "غربا"))
    ):
        return None
    inner = parser.simple(k, "", "genitive")
    if inner is None or inner.kind not in ("place", "country") or inner.prep:
        return None
    phrase.kind, phrase.direction = "place", True
    phrase.prep = prep
    phrase.distance_km = _told_distance(view, i)
    phrase.bearing = tuple(b for x in (bare, *(view.norm(x) for x in range(i + 1, k))) if (b := side_of(x)))
    phrase.places = inner.places
    phrase.place_span = (i, inner.place_span[1]) if inner.place_span else (i, inner.end)
    phrase.within = inner
    phrase.end = inner.end
    phrase.definite = True
    return phrase


def _is_name(view: View, i: int) -> bool:
    """«غرب دارفور», «شمال العراق»: a division or region that goes by a direction, as the gazetteer has it."""
    match = view.places.get(i)
    return match is not None and match.end > i + 1 and any(p.level in ("governorate", "district") for p in match.value)


def _told_distance(view: View, i: int) -> float | None:
    """The kilometres told before a direction: «60 كيلومترا شمال …»."""
    if i < 2 or view.norm(i - 1) not in _KILOMETRES:
        return None
    number = view.knowledge.lexicon.numerals.find(view.tokens, i - 2)
    return number.low if number is not None and number.end == i - 1 else None


def side_of(norm: str) -> str:
    """The side that a word of direction names: «شمالي», «الشمالية» → شمال; empty for «وسط»."""
    stem = norm.removeprefix("ال")[:3]
    return {"شما": "شمال", "جنو": "جنوب", "شرق": "شرق", "غرب": "غرب"}.get(stem, "")


def is_side(view: View, bare: str) -> bool:
    """Whether a word without its article says a side: «شرقي», «شرقية»."""
    directions = view.knowledge.directions
    return bare in directions or bare.removesuffix("ه") in directions
