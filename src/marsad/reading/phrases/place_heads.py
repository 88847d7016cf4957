"""Places by a head noun or a direction."""

from __future__ import annotations

from marsad.language.ar.lexicon import Noun
from marsad.reading.phrase import Phrase, name_tokens
from marsad.reading.phrases.place_tails import side_of, take_tail
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.toponyms import description_end, opened_list, toponym
from marsad.reading.phrases.words import blocked
from marsad.reading.view import View

_KILOMETRES = frozenset("كم كلم كيلومتر كيلومترا كيلومترات كيلو".split())
_LANDS = frozenset({"أرض", "أراضي", "منطقة"})


def place_phrase(parser: Parser, phrase: Phrase) -> Phrase:
    """A place head («مدينة», «قرى», «محيط», «ريف») with the names after it."""
    view = parser.view
    assert phrase.entry is not None
    phrase.place_head = phrase.entry
    j = phrase.end
    plain = phrase.definite and not phrase.suffix
    # «قرى وبلدات», «بلدات وقرى»
    while j < len(view.tokens) and (k := _head_after_and(view, j)):
        j = k
        phrase.grammatical = "p"
    if plain:
        # «المدينة», «الأحياء السكنية», «المنطقة الشرقية»: no name of its own
        phrase.kind = "place"
        phrase.end = j
        take_tail(view, phrase)
        if _take_apposed_name(view, phrase):
            return phrase
        if phrase.end > j:
            if any(m.iso for m in phrase.modifiers):
                phrase.place_span = (phrase.core, phrase.end)
            return phrase
        if (
            view.norm(j).startswith("ال")
            and j < len(view.tokens)
            and not blocked(view, j)
            and (view.words[j].modifiers or not view.words[j].nouns)
            and not view.words[j].conj
        ):
            phrase.end = j + 1
        return phrase
    if phrase.suffix:
        phrase.kind = "place"
        return phrase
    described = description_end(view, j)
    if described > j:
        # «مناطق متفرقة», «أحياء سكنية»: no name of its own
        phrase.kind, phrase.end, phrase.closed = "place", described, True
        return phrase
    j = opened_list(view, j, phrase)
    end, places = toponym(view, j, head=phrase)
    if end > j:
        phrase.kind = "place"
        phrase.places = places
        phrase.place_span = (j, end)
        phrase.end = end
        take_tail(view, phrase)
        return phrase
    if j < len(view.tokens) and not blocked(view, j):
        inner = parser.simple(j, "", "genitive")
        if (
            inner is not None
            and not inner.prep
            and inner.kind in ("place", "country")
            and (inner.places or inner.place_head or inner.place_span)
        ):
            phrase.kind = "place"
            phrase.places = inner.places
            phrase.place_span = name_tokens(inner)
            phrase.bearing, phrase.near = inner.bearing, inner.near
            phrase.within = inner.within if inner.place_span else inner
            phrase.grammatical = inner.grammatical if inner.grammatical in ("p", "d") else phrase.grammatical
            phrase.end = inner.end
            phrase.owner = None
            if phrase.entry.noun in _LANDS and inner.place_head is not None:
                phrase.place_head = inner.place_head
            phrase.names = inner.names if inner.kind == "country" else []
            if (
                phrase.entry.klass == "place-head"
                and inner.place_head is not None
                and phrase.entry.level in ("", "district")
                and inner.place_span
            ):
                phrase.within = inner.within
            take_tail(view, phrase)
            return phrase
        if (
            inner is not None
            and not inner.prep
            and inner.kind
            in ("actor", "force", "people", "person-civilian", "people-adjective", "event", "abstract", "structure",
                "military-post", "group", "org-head", "person-armed")
        ):  # fmt: skip
            phrase.kind = "place"
            phrase.owner = inner
            phrase.end = inner.end
            return phrase
    phrase.kind = "place"
    phrase.end = max(phrase.end, j)
    return phrase


def _head_after_and(view: View, j: int) -> int:
    """The token after a second place head joined by «و» («قرى وبلدات»), 0 for none."""
    k = j + 1 if view.norm(j) == "و" else j
    if k >= len(view.tokens):
        return 0
    word = view.words[k]
    if not (word.conj or k > j):
        return 0
    heads = [n for n in word.nouns if isinstance(n.entry, Noun) and n.entry.klass in ("place-head", "area-head")]
    if not heads or heads[0].definite:
        return 0
    follow = k + 1
    if follow < len(view.tokens) and heads[0].number in ("p", "d", "dp"):
        return follow
    return 0


def _take_apposed_name(view: View, phrase: Phrase) -> bool:
    """«العاصمة العراقية بغداد», «المدينة الساحلية سرت»: the name behind a head with article and its adjectives."""
    j = phrase.end
    match = view.places.get(j)
    if match is None or match.conj or match.prep or j in view.times or phrase.grammatical != "s":
        return False
    if not any(p.level in ("town", "neighbourhood", "district", "governorate") for p in match.value):
        return False
    if match.end == j + 1 and view.folded[j] in view.knowledge.gazetteer.ambiguous:
        return False
    phrase.places, phrase.place_span, phrase.end = list(match.value), (j, match.end), match.end
    take_tail(view, phrase)
    return True


def direction_phrase(parser: Parser, i: int, phrase: Phrase) -> Phrase | None:
    """«شمال غربي سوريا», «غربي إدلب», «وسط مدينة بنغازي»: a direction word before a place."""
    view = parser.view
    directions = view.knowledge.directions
    norm = view.norm(i)
    word = view.words[i]
    bare = norm
    for cut in (word.conj, word.pre):
        if cut and bare.startswith(cut) and bare not in directions:
            bare = bare[len(cut) :]
    prep = phrase.prep
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
    phrase.place_head = None
    phrase.place_span = (i, inner.place_span[1]) if inner.place_span else (i, inner.end)
    phrase.within = inner
    phrase.end = inner.end
    phrase.definite = True
    return phrase


def _told_distance(view: View, i: int) -> float | None:
    """The kilometres told before a direction: «60 كيلومترا شمال …»."""
    if i < 2 or view.norm(i - 1) not in _KILOMETRES:
        return None
    number = view.knowledge.lexicon.numerals.find(view.tokens, i - 2)
    return number.low if number is not None and number.end == i - 1 else None
