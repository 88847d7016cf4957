"""Places by a head noun: «مدينة», «قرى», «ريف», «محيط»."""

from __future__ import annotations

from marsad.language.ar.lexicon import Noun
from marsad.reading.phrase import Phrase, name_tokens
from marsad.reading.phrases.adjectives import of_event_before
from marsad.reading.phrases.place_tails import take_tail
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.toponyms import description_end, opened_list, road_name, toponym
from marsad.reading.phrases.unlisted import says_where
from marsad.reading.phrases.words import PLACE_HEADS, blocked
from marsad.reading.view import View

_QUARTERS = frozenset({"حي", "قرية", "بلدة"})
_LANDFORMS = frozenset("واد وادي جبل تل تلة تبة قرية حي عزلة".split())
_LANDS = frozenset({"أرض", "أراضي", "منطقة"})


# What may own an area or hold it: «مناطق المعارضة», «محيط المستشفى».
_OWNERS = frozenset(
    "actor force people person-civilian people-adjective event abstract structure military-post group org-head "
    "person-armed".split()
)


_SITUATED = frozenset({"الواقعه", "الواقع"})  # «المدينة الواقعة تحت سيطرة …»
_OLD_TOWNS = frozenset({"مدينة", "بلدة"})
_BUILDINGS = frozenset({"structure", "military-post"})


def place_phrase(parser: Parser, phrase: Phrase) -> Phrase:
    """A place head («مدينة», «قرى», «محيط», «ريف») with the names after it."""
    view = parser.view
    phrase.kind, phrase.place_head = "place", phrase.entry
    j = phrase.end
    # «قرى وبلدات», «بلدات وقرى»
    while j < len(view.tokens) and not phrase.definite and (k := _head_after_and(view, j)):
        j, phrase.grammatical = k, "p"
    if not phrase.suffix:
        if phrase.definite:
            _with_article(view, phrase, j)
        else:
            _take_name(parser, phrase, j)
    return phrase


def _with_article(view: View, phrase: Phrase, j: int) -> None:
    """«المدينة», «الأحياء السكنية», «المنطقة الشرقية»: no name of its own; but «العاصمة العراقية بغداد»."""
    phrase.end = j
    if phrase.entry is not None and phrase.entry.noun in _OLD_TOWNS and view.norm(j) == "القديمه":
        phrase.place_span, phrase.end = (phrase.core, j + 1), j + 1  # «البلدة القديمة»: a quarter of a town
        return
    take_tail(view, phrase)
    if _take_apposed_name(view, phrase):
        return
    if phrase.end > j:
        if any(m.iso for m in phrase.modifiers):
            phrase.place_span = (phrase.core, phrase.end)
    elif view.norm(j).startswith("ال") and not blocked(view, j):
        word = view.words[j]
        deed = bool(word.events) and not word.modifiers and word.norm[-1:] != "ه"  # «أدانت الدول الهجوم»; «المحاصرة»
        described = (word.modifiers or not word.nouns) and word.norm not in _SITUATED
        if described and not (word.conj or deed or of_event_before(view, phrase, j)):
            phrase.end = j + 1


def _take_name(parser: Parser, phrase: Phrase, j: int) -> None:
    """The name or the genitive behind a head without article."""
    view = parser.view
    if _plain_accusative(view, phrase.core):
        return  # «طريقا سريعا»: an ending that no genitive follows
    if _take_bracketed_name(view, phrase, j):
        return
    if _everyday_name(view, phrase, j):
        phrase.place_span, phrase.end = (j, j + 1), j + 1
        take_tail(view, phrase)
        return
    j = road_name(view, j, phrase)
    described = description_end(view, j)
    if described > j:
        phrase.end, phrase.closed = described, True  # «مناطق متفرقة», «أحياء سكنية»: no name of its own
        return
    j = opened_list(view, j, phrase)
    end, places = toponym(view, j, head=phrase)
    if end > j:
        phrase.places, phrase.place_span, phrase.end = places, (j, end), end
        take_tail(view, phrase)
        return
    ends = blocked(view, j) or _plain_accusative(view, j)  # «عقدت دول الجوار اجتماعا»
    inner = None if ends else parser.simple(j, "", "genitive")
    if inner is not None and not inner.prep:
        if inner.kind in ("place", "country") and (inner.places or inner.place_head or inner.place_span):
            _take_place(phrase, inner)
            take_tail(view, phrase)
            return
        if inner.kind in _OWNERS:
            phrase.owner, phrase.end = inner, inner.end
            home = inner.owner
            if inner.kind in _BUILDINGS and home is not None and home.kind == "place" and not home.prep:
                phrase.place_span, phrase.within = (inner.core, inner.end), home  # «محيط مستشفى …»
            return
    phrase.end = max(phrase.end, j)


def _take_bracketed_name(view: View, phrase: Phrase, j: int) -> bool:
    """«منطقة (جورجوري)»: a short bracket right behind a head without article is its name."""
    if j >= len(view.tokens) or view.tokens[j].raw != "(" or phrase.grammatical != "s":
        return False
    close = next((k for k in range(j + 1, min(j + 5, len(view.tokens))) if view.tokens[k].raw == ")"), 0)
    if close < j + 2 or any(view.tokens[k].kind != "word" for k in range(j + 1, close)):
        return False
    match = view.places.get(j + 1)
    phrase.places = list(match.value) if match is not None and match.end == close else []
    phrase.place_span, phrase.end = (j + 1, close), close + 1
    take_tail(view, phrase)
    return True


def _everyday_name(view: View, phrase: Phrase, j: int) -> bool:
    """«حي أمن», «قرية سلام»: an indefinite noun of ideas right behind the head of a quarter or village is its name.

    So is any noun behind a singular head if what follows says where that lies («وادي سر بوادي حضرموت»).
    """
    if j >= len(view.tokens) or phrase.entry is None:
        return False
    if phrase.grammatical != "s" and phrase.entry.noun != "واد":  # «وادي»: no dual
        return False
    lies = phrase.entry.noun in _LANDFORMS and says_where(view, j + 1)
    if not lies and phrase.entry.noun not in _QUARTERS:
        return False
    word = view.words[j]
    if j in view.places or j in view.names or blocked(view, j) or word.definite or word.conj or word.pre:
        return False
    uses = [n for n in word.nouns if isinstance(n.entry, Noun)]
    of_ideas = all(n.entry.klass in ("abstract", "force") and n.number == "s" and not n.suffix for n in uses)
    if uses and of_ideas and not word.events and phrase.entry.noun in _QUARTERS:
        return True
    told = [*word.nouns, *word.events]
    if not lies or not told or word.adjective or word.modifiers or description_end(view, j) > j:
        return False
    return all(n.number == "s" and not n.suffix for n in told)


def _take_place(phrase: Phrase, inner: Phrase) -> None:
    """«ريف مدينة …», «محيط قرى …»: the head goes by the name of the place behind it."""
    phrase.places, phrase.place_span = inner.places, name_tokens(inner)
    phrase.bearing, phrase.near = inner.bearing, inner.near
    phrase.inner_head = inner.inner_head or inner.place_head
    phrase.within = inner.within if inner.place_span else inner
    phrase.end = inner.end
    if inner.grammatical in ("p", "d"):
        phrase.grammatical = inner.grammatical
    if phrase.entry is not None and phrase.entry.noun in _LANDS and inner.place_head is not None:
        phrase.place_head = inner.place_head
    phrase.names = inner.names if inner.kind == "country" else []


def _plain_accusative(view: View, i: int) -> bool:
    """«طريقا»: the accusative of a noun, which shows that neither an article nor a genitive is there."""
    uses = (*view.words[i].nouns, *view.words[i].events)
    return view.norm(i).endswith("ا") and bool(uses) and all(n.accusative and not n.suffix for n in uses)


def _head_after_and(view: View, j: int) -> int:
    """The token after a second place head joined by «و» («قرى وبلدات»), 0 for none."""
    k = j + 1 if view.norm(j) == "و" else j
    if k >= len(view.tokens):
        return 0
    word = view.words[k]
    if not (word.conj or k > j):
        return 0
    heads = [n for n in word.nouns if isinstance(n.entry, Noun) and n.entry.klass in PLACE_HEADS]
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
