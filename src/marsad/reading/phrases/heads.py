"""The head of a noun phrase: a name, a compound, a place, an event, a thing, people, an unknown word."""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.geography.gazetteer import GazetteerPlace
from marsad.geography.geocoder import distance_km
from marsad.language.ar.lexicon import EventNoun, Noun, NounUse, Word
from marsad.language.ar.phrases import Match
from marsad.reading.names import NameUse
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.directions import direction_phrase
from marsad.reading.phrases.homographs import checkpoint, edge, thing_not_event
from marsad.reading.phrases.name_heads import name_holds, of_members
from marsad.reading.phrases.place_heads import place_phrase
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.toponyms import head_before_name, joins_ends
from marsad.reading.phrases.unlisted import unknown
from marsad.reading.phrases.words import PLACE_HEADS, best_verb, is_given_name, is_of_class
from marsad.reading.selection import fits
from marsad.reading.view import View

_INSIDE = frozenset({"في", "داخل", "قرب"})
_SEATED = _INSIDE | {"إلى", "نحو", "باتجاه"}
_LEADING_TO = _INSIDE | {"ب", "على", "إلى", "من", "نحو"}
_OCCUPIER = "احتلال"
_DOING_AWAY = "قضاء"
_CAMP = "مخيم"  # «مخيم نوروز»: of a name that no table has as well
_BESIDE_KM = 40.0
_NAMED_GROUND = frozenset({"person-civilian", "structure"})  # what a place name behind it makes a place


@dataclass(slots=True)
class _Spot:
    """A token where a head may stand: its readings, the names that start there, and what leads it."""

    i: int
    word: Word
    name: Match[list[NameUse]] | None
    place: Match[list[GazetteerPlace]] | None
    use: NounUse | None
    event: NounUse | None
    prep: str
    conj: str
    counted: bool


def head_at(parser: Parser, i: int, start: int, prep: str, conj: str, counted: bool) -> Phrase | None:
    """The head of a phrase at token i, with the name that starts there; `counted`: behind a number or quantifier."""
    view = parser.view
    word, name, place = view.words[i], view.names.get(i), view.places.get(i)
    if name and place:
        if place.end > name.end:
            name = None
        elif prep in _SEATED and place.end == name.end and not place.prep and _only_body(name):
            name = None  # «في بروكسل»: the city, not who sits there
        elif prep and name.prep and not place.prep:
            name = None  # «على بليون»: no second preposition
    if name and word.event is not None and word.event.entry.noun == _DOING_AWAY and not _district(view, i, word.event):
        name = None
    spot = _Spot(i, word, name, place, edge(view, i) or word.noun, word.event, prep, conj, counted)
    phrase = Phrase(
        start, i + 1, i, prep=prep or word.pre, conj=conj or word.conj, core=i, definite=word.definite,
        quoted=view.tokens[i].quoted,
    )  # fmt: skip
    for rule in _RULES if name or place or i in view.compounds else _RULES_WITHOUT_NAMES:
        found = rule(parser, spot, phrase)
        if found is not None:
            return found
    return _adjective_or_unknown(view, spot, phrase)


def _role(parser: Parser, spot: _Spot, phrase: Phrase) -> Phrase | None:
    """«الهيئة», «الحركة», «مصادر محلية»: what kind of thing it is, the noun says; which one, the report."""
    if spot.name is None or spot.use is None or not _plain_noun(spot.name.value, spot.name.end == spot.i + 1):
        return None
    if spot.use.entry.klass == "military-post" and of_members(parser.view, spot.i):
        return None  # «عناصر من القاعدة»: no base
    if spot.use.entry.klass in _NAMED_GROUND and spot.name.end == spot.i + 1:
        ground = _settled_by_next(parser.view, spot, spot.use).entry
        if isinstance(ground, Noun) and ground.klass in PLACE_HEADS:
            spot.name = None  # «مزارع قرية …»: farms, no farmers; «مستشفى الثورة»
            return None
    names, end = parser.view.names, spot.name.end
    if any(k in names and names[k].end > end for k in range(spot.i + 1, end)):
        spot.name = None  # «عناصر الجيش الوطني»: a longer name begins inside
        return None
    phrase.names = list(spot.name.value)
    compound = parser.view.compounds.get(spot.i)
    compound = compound if compound is not None and compound.end >= end else None  # «طائرة مسيرة مفخخة»
    phrase.end, phrase.closed = compound.end if compound is not None else end, end > spot.i + 1
    whole = compound.value[0][0] if compound is not None else None
    if spot.use.entry.klass in PLACE_HEADS and all(n.body.id == "generic:warring-parties" for n in phrase.names):
        return replace(phrase, kind="force", grammatical="d")  # «الجانبان»: no two edges of a place
    if spot.use.entry.klass in PLACE_HEADS and phrase.closed:
        return replace(phrase, kind="force", grammatical="p")  # «قطاع طرق»: no sector
    headed = _headed(parser, phrase, spot.use)
    if isinstance(whole, Noun) and whole.klass == headed.kind:
        headed.entry = whole  # «طائرات مسيرة» are counted as drones, not as aircraft
    if headed.kind == "person-civilian" and fits(("armed",), headed):
        headed.kind = "person-armed"  # «رجال الشرطة»
    return headed


def _name(parser: Parser, spot: _Spot, phrase: Phrase) -> Phrase | None:
    """A name of the list: «حزب الله», «روسيا»."""
    name, place = spot.name, spot.place
    if name is None or not name_holds(parser.view, spot.i, name, spot.use, spot.event):
        return None
    phrase.kind = "actor" if any(n.manner != "country" for n in name.value) else "country"
    body = spot.use is not None and spot.use.entry.klass in ("force", "org-head")  # «حزب الأمة», of the civil camp
    people = not body and all(n.body.kind == "civilians" for n in name.value)
    if people:
        phrase.kind, phrase.grammatical = "people", "p"
    phrase.names, phrase.name_span = list(name.value), (spot.i, name.end)
    phrase.end, phrase.definite = name.end, spot.word.definite or not people
    phrase.prep, phrase.conj = spot.prep or name.prep, spot.conj or name.conj
    if place and (phrase.kind == "country" or any(n.manner in ("country", "capital") for n in name.value)):
        phrase.kind = "country"
        phrase.places, phrase.place_span = list(place.value), (spot.i, place.end)
    if spot.use is not None and isinstance(spot.use.entry, Noun):
        phrase.entry = spot.use.entry
        if not people:
            phrase.grammatical = spot.use.number
    return phrase


def _compound(parser: Parser, spot: _Spot, phrase: Phrase) -> Phrase | None:
    """A noun of several words: «عبوة ناسفة», «إطلاق نار»."""
    compound, name, place = parser.view.compounds.get(spot.i), spot.name, spot.place
    if compound is None or (place and place.end > compound.end) or (name and name.end >= compound.end):
        return None
    if any(k in parser.view.names and parser.view.names[k].end > compound.end for k in range(spot.i + 1, compound.end)):
        return None  # «عناصر الأمن الباكستاني»: a longer name begins inside
    entry, number, definite = compound.value[0]
    if place and place.end == compound.end and isinstance(entry, Noun) and entry.klass in PLACE_HEADS:
        return None  # «المنطقة الخضراء»: one that has a name in the table
    phrase.end, phrase.grammatical, phrase.definite, phrase.closed = compound.end, number, definite, True
    phrase.prep, phrase.conj = spot.prep or compound.prep, spot.conj or compound.conj
    if isinstance(entry, EventNoun):
        phrase.kind, phrase.event = "event", entry
        return phrase
    phrase.kind, phrase.entry = entry.klass, entry
    return place_phrase(parser, phrase) if phrase.kind in PLACE_HEADS else phrase


def _direction(parser: Parser, spot: _Spot, phrase: Phrase) -> Phrase | None:
    """A direction before a place: «شمال حلب»."""
    return direction_phrase(parser, spot.i, phrase)


def _place(parser: Parser, spot: _Spot, phrase: Phrase) -> Phrase | None:
    """A name of the gazetteer without a head: «دمشق»."""
    view, i, place = parser.view, spot.i, spot.place
    if place is None:
        return None
    if place.end > i + 1 and (head_before_name(view, i, place.end) or joins_ends(view, i, place.end)):
        spot.place = None  # «مدينة البيضاء» is one of several towns of that name, whatever the table spells out
        return None
    if spot.counted or (place.end == i + 1 and not _place_holds(view, spot, place)):
        return None
    phrase.kind = "place"
    phrase.places, phrase.place_span = list(place.value), (i, place.end)
    phrase.end, phrase.definite = place.end, True
    phrase.prep, phrase.conj = spot.prep or place.prep, spot.conj or place.conj
    return phrase


def _event(parser: Parser, spot: _Spot, phrase: Phrase) -> Phrase | None:
    """A noun of an event: «قصف»."""
    use, event = spot.use, spot.event
    if (
        event is None
        or checkpoint(parser.view, spot.i, spot.use, spot.prep)
        or _district(parser.view, spot.i, event)
        or (event.entry.noun == "أسر" and event.suffix)
    ):
        return None  # «منازل أسرهم»: families
    if use is not None:
        families = spot.counted and use.number == "p" and event.number == "s"
        march = spot.prep in ("خلال", "في") and isinstance(event.entry, EventNoun) and event.entry.code == "protest"
        if (
            families
            or (not march and thing_not_event(parser.view, spot.i, use))
            or _of_people(parser.view, spot.i, spot.word)
        ):
            return None
    assert isinstance(event.entry, EventNoun)
    if event.entry.noun == _OCCUPIER and event.definite and not event.suffix:
        phrase.kind = "force"  # «قصف للاحتلال»: whoever occupies
        _apply_use(phrase, event)
        return phrase
    phrase.kind, phrase.event = "event", event.entry
    _apply_use(phrase, event)
    return phrase


def _district(view: View, i: int, event: NounUse) -> bool:
    """«قضاء سنجار», «القضاء العراقي»: without «على» behind it no killing."""
    return event.entry.noun == _DOING_AWAY and not event.suffix and view.norm(i + 1) != "علي"


def _noun(parser: Parser, spot: _Spot, phrase: Phrase) -> Phrase | None:
    """A noun of people, things or places: «جندي», «مدينة»."""
    return None if spot.use is None else _headed(parser, phrase, _settled_by_next(parser.view, spot, spot.use))


def _adjective_or_unknown(view: View, spot: _Spot, phrase: Phrase) -> Phrase | None:
    """People told by an adjective («فلسطينيون»), or a word that no table has: a name, as far as can be told."""
    token, word = view.tokens[spot.i], spot.word
    if word.modifiers and (not word.participles or word.modifiers[0].iso):
        phrase.kind = "people-adjective"
        phrase.modifiers = [m for m in word.modifiers if not m.belonging]
        phrase.grammatical = "p" if word.plural else "d" if word.norm.endswith("يان") else "s"
        if phrase.grammatical == "d" and not word.definite:
            phrase.count = (2, 2)  # «أصيب فلسطينيان»
        phrase.accusative = word.norm.endswith("يا") and not word.definite
        return phrase if phrase.modifiers else None
    if word.verbs and not token.quoted and not spot.name and not spot.place:
        form = best_verb(word.verbs).form
        if form.tense == "imperfect" or form.person != "3ms":
            return None
    more = _more(view, spot.i)
    if more:
        phrase.kind, phrase.count = "group", (more, more)
        return phrase
    known = word.adjective and not token.quoted
    phrase.kind = "name" if token.kind in ("word", "latin") and not known else "unknown"
    return phrase


def _more(view: View, i: int) -> int:
    """How many more than those told before «آخر», «ثالث», «آخران» are where they stand alone, else 0."""
    norm = view.norm(i).removeprefix("و")
    if norm in ("اخران", "اخرتان", "اخريان"):
        return 2  # «وجرح آخران»
    if norm not in ("اخر", "اخري") and norm not in view.knowledge.lexicon.numerals.ordinals:
        return 0
    if i + 1 >= len(view.tokens) or view.tokens[i + 1].kind == "mark":
        return 1
    follow = view.words[i + 1]
    return int(bool(follow.prep or follow.pre or follow.conj or follow.verbs or follow.tags))


def _headed(parser: Parser, phrase: Phrase, use: NounUse) -> Phrase:
    """The phrase with this noun for its head; behind a head of places with their names."""
    assert isinstance(use.entry, Noun)
    phrase.entry, phrase.kind = use.entry, use.entry.klass
    _apply_use(phrase, use)
    if use.entry.noun == "فرد" and use.suffix in ("ها", "هم"):
        phrase.kind = "person-armed"  # «توغلت القوة ودهم أفرادها منزلا»
    return place_phrase(parser, phrase) if phrase.kind in PLACE_HEADS else phrase


def _apply_use(phrase: Phrase, use: NounUse) -> None:
    """Number, article and clitics of the reading of the head."""
    phrase.grammatical, phrase.definite, phrase.suffix = use.number, use.definite, use.suffix
    phrase.prep, phrase.conj = phrase.prep or use.prep, phrase.conj or use.conj
    phrase.accusative = use.accusative and not (use.definite or use.suffix)


def _only_body(name: Match[list[NameUse]]) -> bool:
    """Whether a name is one of bodies by their seat beside that of the place."""
    manners = {n.manner for n in name.value}
    return "full" not in manners and bool(manners & {"short", "loaded"})


def _of_people(view: View, i: int, word: Word) -> NounUse | None:
    """The reading as a group of a word that people behind «من» make one («حشود من المحتجين»: no massing of troops)."""
    if i + 2 >= len(view.tokens) or view.norm(i + 1) != "من":
        return None
    if not is_of_class(view.words[i + 2], ("person-civilian", "people")):
        return None
    return next((n for n in word.nouns if isinstance(n.entry, Noun) and n.entry.klass == "group"), None)


def _settled_by_next(view: View, spot: _Spot, use: NounUse) -> NounUse:
    """A noun of several classes («أطراف»: parties, outskirts) is a place where a place name follows."""
    j = spot.i + 1
    if len(spot.word.nouns) < 2 or j >= len(view.tokens):
        return use
    if spot.counted and use.entry.klass == "abstract" and use.number == "s" and view.norm(spot.i - 1) == "من":
        several = (o for o in spot.word.nouns if o.number == "p" and o.entry.klass != "abstract")
        return next((o for o in several if isinstance(o.entry, Noun)), use)  # «ثلاثة من حراسه»
    if group := _of_people(view, spot.i, spot.word):
        return group
    if (
        j not in view.places
        and view.norm(j) not in view.knowledge.toponym_parts
        and not is_of_class(view.words[j], ("place-head",))
        and not (use.entry.noun == _CAMP and use.number == "s" and not use.definite and unknown(view, j))
    ):
        return use
    entry = use.entry
    assert isinstance(entry, Noun)
    if (entry.klass in PLACE_HEADS or entry.klass == "force") and entry.noun not in ("طرف", "جبهة"):
        return use
    others = (o for o in spot.word.nouns if o.entry is not entry)
    return next((o for o in others if isinstance(o.entry, Noun) and o.entry.klass in PLACE_HEADS), use)


def _place_holds(view: View, spot: _Spot, place: Match[list[GazetteerPlace]]) -> bool:
    """Whether a gazetteer name of one word without a head word is meant as a place."""
    prep = spot.prep or place.prep or spot.word.pre
    form, ambiguous = view.folded[spot.i], view.knowledge.gazetteer.ambiguous
    cut = len(place.conj) + len(place.prep)
    if len(form) - cut <= 2:
        return False
    if spot.word.number and spot.i and view.words[spot.i - 1].definite:
        return False  # «الهجمات الخمس»
    if form[cut:] in view.attested and prep in _LEADING_TO:
        return True  # «مدينة الأبيض … في الأبيض»
    if _lies_near_next(view, place):
        return True
    glued = spot.event.prep if spot.event is not None else spot.use.prep if spot.use is not None else ""
    if glued and not place.prep and spot.i and view.words[spot.i - 1].prep:
        return True  # «في بعقوبة»: no second preposition
    his = spot.use is not None and spot.use.suffix == "ه" and view.tokens[spot.i].raw.endswith("ة")  # «مسكنة»
    if spot.event is not None or (
        spot.use is not None and not his and not (prep and _nominative_dual(view, spot.i, spot.use))
    ):
        return False
    if form in ambiguous or form.lstrip("و") in ambiguous or form[cut:] in ambiguous:
        return _led_to_place(view, spot.i, place, prep)
    # «داخل كوباني», «ببنغازي»: no adjective stands there
    return not spot.word.modifiers or (prep in _LEADING_TO and not place.prep) or place.prep == "ب"


def _lies_near_next(view: View, place: Match[list[GazetteerPlace]]) -> bool:
    """«حوارة جنوب نابلس», «الرشاد بكركوك»: an everyday word, but a place of that name lies where is told behind it."""
    j, size = place.end, len(view.tokens)
    if j >= size or (view.norm(j).removeprefix("ب") in view.knowledge.directions and j + 1 >= size):
        return False
    word = view.words[place.start]
    if word.verbs and not place.prep and place.start == 0:
        return False
    led = view.norm(j).removeprefix("ب") in view.knowledge.directions
    match = view.places.get(j + 1 if led else j)
    if match is None or match.conj or match.prep != ("" if led else "ب"):
        return False
    if led and view.norm(j).startswith("ب") and (place.prep or view.words[place.start - 1].prep) in _INSIDE:
        # «في العمارة بجنوب العراق»
        if any(q.level == "country" and any(p.country == q.country for p in place.value) for q in match.value):
            return True
    return any(
        distance_km(p.lat, p.lon, q.lat, q.lon) <= max(_BESIDE_KM, q.radius_km)
        for p in place.value
        for q in match.value
        if p.country == q.country and q.level != "country"
    )


def _nominative_dual(view: View, i: int, use: NounUse) -> bool:
    """«عمران»: a dual in «ان», which cannot stand behind a preposition."""
    return use.number == "d" and not use.suffix and view.norm(i).endswith("ان")


def _led_to_place(view: View, i: int, place: Match[list[GazetteerPlace]], prep: str) -> bool:
    """Whether an ambiguous name is a place by what leads to it («في القائم», «غرب الأبيض») and is no word of the tables."""
    word = view.words[i]
    if _goes_on_in_list(view, place) and prep in _LEADING_TO:
        return True
    settles = any(s.code != "-" for s in word.settles)
    if word.verbs or word.participles or word.adjective or settles or word.modifiers:
        return False
    if i and view.norm(i - 1).removeprefix("ب") in view.knowledge.directions:
        return True
    prep = prep or (view.words[i - 1].prep if i else "")
    if prep not in _LEADING_TO or is_given_name(view, i):
        return False
    definite = word.definite or view.folded[i].startswith("ال", len(place.conj) + len(place.prep))
    follow = view.words[i + 1] if i + 1 < len(view.tokens) else None
    if follow is not None and ("rel" in follow.tags or (place.prep == "ب" and follow.pre == "ل")):
        return False  # «إلى الحد الذي …», «بالسماح لوفد …»
    if follow is not None and follow.definite and not follow.conj and not follow.pre:
        if not definite or (follow.adjective and prep == "ب"):
            return False  # «في زخم المعارك», «بالشفاء العاجل»
    return definite or (prep in _INSIDE and not place.prep)


def _goes_on_in_list(view: View, place: Match[list[GazetteerPlace]]) -> bool:
    """«على المطلة وأفيفيم»: whether «و» and an unmistakable place follow."""
    match = view.places.get(place.end)
    if match is None or match.conj != "و" or match.prep:
        return False
    word = view.words[place.end]
    return match.end > place.end + 1 or not (word.nouns or word.events or word.verbs or word.modifiers)


def _plain_noun(uses: list[NameUse], single: bool) -> bool:
    """Whether a name of the list is no proper name: a role («مسلحون») or a short form («الهيئة»)."""
    if single and all(u.manner == "short" for u in uses):
        return True
    return all(u.body.id.startswith("generic:") for u in uses)


_RULES = (_role, _name, _compound, _direction, _place, _event, _noun)
_RULES_WITHOUT_NAMES = (_direction, _event, _noun)  # where no name, place or noun of several words starts
