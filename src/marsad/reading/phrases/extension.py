"""What follows a head: genitives, adjectives, names, brackets and belonging, taken in one after the other."""

from __future__ import annotations

from marsad.language.ar.lexicon import Noun
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.adjectives import is_nisba_form, take_adjective
from marsad.reading.phrases.apposition import take_apposition, take_bracket
from marsad.reading.phrases.belonging import take_belonging, take_partitive
from marsad.reading.phrases.genitives import take_genitive
from marsad.reading.phrases.numbers import bounded_number_starts
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.verbs import verb_reading
from marsad.reading.phrases.words import blocked, own_waw, unknown_behind_preposition
from marsad.reading.view import View

# What strikes, right behind its verb, and what it may hit.
_STRIKERS = frozenset({"weapon", "explosive", "air-platform", "vehicle"})
_HIT = frozenset(
    {"structure", "vehicle", "military-post", "person-civilian", "person-armed", "place-head", "area-head"}
)


def extend(parser: Parser, phrase: Phrase, verbal: bool = False) -> None:
    """Take in genitives, adjectives, names in apposition, brackets and belonging."""
    view = parser.view
    size = len(view.tokens)
    steps = 0
    open_genitive = (
        phrase.kind not in ("actor", "country", "place", "people-adjective", "name", "number")
        and not phrase.definite
        and not phrase.closed
        and not _full_plural(view, phrase.head)
    )
    complete = not open_genitive
    while phrase.end < size and steps < 14:
        steps += 1
        j = phrase.end
        token, word = view.tokens[j], view.words[j]
        if token.kind == "mark":
            if token.raw == "(" and take_bracket(view, phrase, j):
                continue
            break
        if (
            word.conj
            and steps > 1
            and phrase.event is not None
            and (word.settles or is_nisba_form(view, j))
            and word.definite == phrase.definite
        ):
            phrase.end = j + 1  # «قصف صاروخي ومدفعي»
            continue
        if j in view.times or (word.conj and not (j in view.names and not view.names[j].conj) and not own_waw(view, j)):
            break
        if take_belonging(parser, phrase, j) or take_partitive(parser, phrase, j):
            open_genitive = open_genitive and phrase.owner is None
            continue
        if open_genitive and phrase.event is not None and not word.pre and bounded_number_starts(view, j):
            if take_genitive(parser, phrase, j) is None:
                break
            open_genitive, complete = False, True
            continue
        if blocked(view, j) or unknown_behind_preposition(view, j):
            break
        if take_adjective(view, phrase, j):
            open_genitive = open_genitive and phrase.definite  # «غارات جوية» takes no genitive any more
            complete = complete or not open_genitive
            continue
        verb = verb_reading(view, j, "open" if open_genitive else "np")
        if verb is not None:
            break
        if open_genitive:
            if verbal and phrase.kind in _STRIKERS and _object_starts(view, j):
                break  # «أصاب صاروخ ناقلة»: what it hits, not whose it is
            inner = take_genitive(parser, phrase, j)
            if inner is None:
                break
            open_genitive = False
            complete = True
            continue
        if complete and take_apposition(view, phrase, j):
            continue
        break


def _full_plural(view: View, i: int) -> bool:
    """«مجهولون», «مدنيان»: an ending in nun is lost before a genitive, so none follows."""
    norm = view.norm(i)
    return (
        norm.endswith(("ون", "ان"))
        and len(norm) > 4
        and not norm.endswith(
            (
                "سكان",
                "ميدان",
                "عنوان",
                "ديوان",
                "جثمان",
                "برلمان",
                "لسان",
                "انسان",
                "مكان",
                "طيران",
                "قانون",
                "شوون",
                "زيتون",
                "بستان",
                "خزان",
                "ضمان",
                "امان",
                "طوفان",
            )
        )
    )


def _object_starts(view: View, j: int) -> bool:
    """Whether an indefinite thing, person or a place starts here."""
    word = view.words[j]
    if word.number or view.tokens[j].kind == "number":
        return True
    if j in view.places and j not in view.names:
        return True
    kinds = {n.entry.klass for n in word.nouns if isinstance(n.entry, Noun) and not n.definite}
    return bool(kinds & _HIT)
