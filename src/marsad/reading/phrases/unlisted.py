"""Names that no table has, shown to be places by what stands behind them («في ميلقا غربي كايس»)."""

from __future__ import annotations

import re

from marsad.reading.phrase import Phrase
from marsad.reading.phrases.containment import opens_division, situates
from marsad.reading.phrases.words import PLACE_HEADS, is_given_name, is_of_class
from marsad.reading.view import View

_LEADING = frozenset({"في", "داخل", "قرب", "على", "إلى", "نحو", "باتجاه", "صوب"})
_AWAY = frozenset({"بعد", "مسافه", "الحدود", "حدود", "مشارف", "مقربه", "اطراف"})
KILOMETRES = frozenset("كم كلم كيلومتر كيلومترا كيلومترات".split())
# Verbal nouns of the derived stems in normal form: «تدشين», «إضعاف», «اختيار», «انتظار», «استغلال».
_VERBAL_NOUN = re.compile(r"ت..ي.|ا..ا.|ا...ا.|است..ا.")


def is_verbal_noun(norm: str) -> bool:
    """Whether a word that no table has has the form of a verbal noun («تسويق», «اختتام»): it names no place."""
    return _VERBAL_NOUN.fullmatch(norm.removeprefix("ال")) is not None


def name_by_where(view: View, phrase: Phrase, prep: str) -> None:
    """Make an unknown name behind a preposition of place a place, if the words behind it say where it lies."""
    if phrase.kind != "name" or prep not in _LEADING or phrase.number is not None or phrase.owner is not None:
        return
    if all(unknown(view, i) for i in range(phrase.core, phrase.end)) and says_where(view, phrase.end):
        phrase.kind, phrase.definite = "place", True
        phrase.place_span = (phrase.core, phrase.end)


def unknown(view: View, i: int) -> bool:
    """Whether no table knows the word at token i: as far as can be told it is a name."""
    word, norm = view.words[i], view.norm(i)
    known = word.nouns or word.events or word.verbs or word.modifiers or word.adjective or word.participles or word.tags
    if known or word.settles or word.number or word.prep or i in view.times or is_given_name(view, i):
        return False
    return not is_verbal_noun(norm) and norm.removeprefix("ال") not in view.knowledge.no_places


def says_where(view: View, j: int) -> bool:
    """Whether token j begins to say where the place before it lies: by a side, a distance, a division."""
    if j + 1 >= len(view.tokens) or view.words[j].conj:
        return False
    norm, follow = view.norm(j), view.norm(j + 1)
    if norm in view.knowledge.directions or (norm[:1] == "ب" and norm[1:] in view.knowledge.directions):
        return _place_begins(view, j + 1)
    if norm == "علي":
        return follow in _AWAY
    if view.tokens[j].raw == "(":
        return follow in view.knowledge.directions
    if follow in KILOMETRES:
        return True
    if (match := view.places.get(j)) is not None and match.prep == "ب":
        return True
    division = view.words[j].pre == "ب" and is_of_class(view.words[j], PLACE_HEADS)
    return division or opens_division(view, j) or situates(view, j)


def _place_begins(view: View, j: int) -> bool:
    """Whether a place begins at token j, sides before it left out («شمال غرب …»)."""
    while j < len(view.tokens) and view.norm(j).removeprefix("ال") in view.knowledge.directions:
        j += 1
    return j < len(view.tokens) and (j in view.places or is_of_class(view.words[j], PLACE_HEADS))
