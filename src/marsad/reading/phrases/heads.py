"""The head of a noun phrase: a name, a compound, a place, an event, a thing, people, an unknown word."""

from __future__ import annotations

from marsad.geography.gazetteer import GazetteerPlace
from marsad.language.ar.lexicon import EventNoun, Noun, NounUse, Word
from marsad.language.ar.phrases import Match
from marsad.reading.names import NameUse
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.place_heads import direction_phrase, place_phrase
from marsad.reading.phrases.protocol import Parser
from marsad.reading.phrases.toponyms import head_before_name, joins_ends
from marsad.reading.phrases.words import best_noun, best_verb
from marsad.reading.view import View

_MARCHES = frozenset(
    {
        "حاشده",
        "جماهيريه",
        "سلميه",
        "شعبيه",
        "نسائيه",
        "طلابيه",
        "تضامنيه",
        "غاضبه",
        "عوده",
        "اعلام",
        "راجله",
        "سياره",
        "كبري",
        "مليونيه",
    }
)
INSIDE = frozenset({"في", "داخل", "قرب"})


def head_at(parser: Parser, i: int, start: int, prep: str, conj: str, counted: bool) -> Phrase | None:
    """The head of a phrase at token i, with the name that starts there."""
    view = parser.view
    word = view.words[i]
    token = view.tokens[i]
    name, place = view.names.get(i), view.places.get(i)
    use = best_noun(word.nouns)
    event = best_noun(word.events)
    pre = word.pre
    phrase = Phrase(
        start,
        i + 1,
        i,
        prep=prep or pre,
        conj=conj or word.conj,
        core=i,
        definite=word.definite,
        quoted=token.quoted,
    )
    if name and place and place.end > name.end:
        name = None
    if name and place and prep in INSIDE and place.end == name.end and not place.prep and _only_body(name):
        name = None  # «في بروكسل»: the city, not who sits there
    if name and use is not None and _plain_noun(name.value, name.end == i + 1):
        # «الهيئة», «الحركة», «مصادر محلية»: what kind of thing it is, the noun says; which one, the report
        phrase.entry, phrase.kind = use.entry, use.entry.klass  # type: ignore[assignment]
        _apply_use(phrase, use)
        phrase.names = list(name.value)
        phrase.end, phrase.closed = name.end, name.end > i + 1
        return phrase if phrase.kind not in ("place-head", "area-head") else place_phrase(parser, phrase)
    if name and _name_holds(view, i, name, use, event):
        phrase.kind = "actor" if any(n.manner != "country" for n in name.value) else "country"
        if all(n.body.kind == "civilians" for n in name.value):
            phrase.kind = "people"
            phrase.grammatical = "p"
        phrase.names, phrase.name_span = list(name.value), (i, name.end)
        phrase.end, phrase.definite = name.end, True
        phrase.prep, phrase.conj = prep or name.prep, conj or name.conj
        if phrase.kind == "country" and place:
            phrase.places, phrase.place_span = list(place.value), (i, place.end)
        elif place and all(n.manner in ("country", "capital") for n in name.value):
            phrase.kind = "country"
            phrase.places, phrase.place_span = list(place.value), (i, place.end)
        if use is not None and isinstance(use.entry, Noun):
            phrase.entry = use.entry
        return phrase
    compound = view.compounds.get(i)
    if (
        compound is not None
        and (place is None or place.end <= compound.end)
        and not (name and name.end >= compound.end)
    ):
        entry, number, definite = compound.value[0]
        phrase.end, phrase.grammatical, phrase.definite, phrase.closed = compound.end, number, definite, True
        phrase.prep, phrase.conj = prep or compound.prep, conj or compound.conj
        if isinstance(entry, EventNoun):
            phrase.kind, phrase.event = "event", entry
        else:
            phrase.kind, phrase.entry = entry.klass, entry
            if phrase.kind in ("place-head", "area-head"):
                return place_phrase(parser, phrase)
        return phrase
    direction = direction_phrase(parser, i, phrase)
    if direction:
        return direction
    if place and place.end > i + 1 and head_before_name(view, i, place.end):
        place = None  # «مدينة البيضاء» is one of several towns of that name, whatever the table spells out
    if place and place.end > i + 1 and joins_ends(view, i, place.end):
        place = None
    if place and _place_holds(view, i, place, use, event, prep or place.prep or pre, counted):
        phrase.kind = "place"
        phrase.places, phrase.place_span = list(place.value), (i, place.end)
        phrase.end, phrase.definite = place.end, True
        phrase.prep, phrase.conj = prep or place.prep, conj or place.conj
        return phrase
    families = counted and use is not None and use.number == "p" and event is not None and event.number == "s"
    if event is not None and not families and (use is None or not _thing_not_event(view, i, use)):
        assert isinstance(event.entry, EventNoun)
        phrase.kind, phrase.event = "event", event.entry
        _apply_use(phrase, event)
        return phrase
    if use is not None:
        assert isinstance(use.entry, Noun)
        use = _settled_by_next(view, i, word, use)
        assert isinstance(use.entry, Noun)
        phrase.entry, phrase.kind = use.entry, use.entry.klass
        _apply_use(phrase, use)
        if phrase.kind in ("place-head", "area-head"):
            return place_phrase(parser, phrase)
        return phrase
    if (word.modifiers and not word.participles) or (word.modifiers and word.modifiers[0].iso):
        phrase.kind = "people-adjective"
        phrase.modifiers = [m for m in word.modifiers if not m.belonging]
        phrase.grammatical = "p" if word.plural else "s"
        if not phrase.modifiers:
            return None
        return phrase
    if word.verbs and not token.quoted and not name and not place:
        form = best_verb(word.verbs).form
        if form.tense == "imperfect" or form.person != "3ms":
            return None
    known = word.adjective and not token.quoted
    phrase.kind = "name" if token.kind in ("word", "latin") and not known else "unknown"
    return phrase


def _only_body(name: Match[list[NameUse]]) -> bool:
    """Whether a name is one of bodies by their seat beside that of the place."""
    manners = {n.manner for n in name.value}
    return "full" not in manners and bool(manners & {"short", "loaded"})


def _thing_not_event(view: View, i: int, use: NounUse) -> bool:
    """Whether a word that is thing and event («مسيرة»: drone, march; «مقاتلة») is the thing here."""
    if not isinstance(use.entry, Noun) or use.entry.klass not in (
        "weapon",
        "explosive",
        "casualty",
        "vehicle",
        "air-platform",
    ):
        return False
    after = view.words[i + 1] if i + 1 < len(view.tokens) else None
    return after is None or (
        not any(s.code == "protest" for s in after.settles) and view.norm(i + 1).removeprefix("ال") not in _MARCHES
    )


def _settled_by_next(view: View, i: int, word: Word, use: NounUse) -> NounUse:
    """A noun of several classes («أطراف»: parties, outskirts) is a place where a place name follows."""
    for other in word.nouns:
        if (
            isinstance(other.entry, Noun)
            and other.entry.klass in ("place-head", "area-head")
            and other.entry is not use.entry
        ):
            follow = view.words[i + 1] if i + 1 < len(view.tokens) else None
            if follow is not None and (
                i + 1 in view.places
                or view.norm(i + 1) in view.knowledge.toponym_parts
                or any(isinstance(n.entry, Noun) and n.entry.klass == "place-head" for n in follow.nouns)
            ):
                if use.entry.klass not in ("place-head", "area-head", "force") or use.entry.noun in ("طرف", "جبهة"):
                    return other
    return use


def _apply_use(phrase: Phrase, use: NounUse) -> None:
    phrase.grammatical, phrase.definite, phrase.suffix = use.number, use.definite, use.suffix
    phrase.prep, phrase.conj = phrase.prep or use.prep, phrase.conj or use.conj


def _name_holds(view: View, i: int, name: Match[list[NameUse]], use: NounUse | None, event: NounUse | None) -> bool:
    """Whether a name of the list that starts here is meant as a name."""
    if all(n.manner == "ambiguous" for n in name.value):
        return view.tokens[i].quoted or _after_media_head(view, i)
    if name.end > i + 1:
        return True
    if any(n.manner in ("country", "capital") for n in name.value):
        return True
    if any(n.manner == "loaded" for n in name.value):
        return True
    if event is not None and not view.tokens[i].quoted:
        return False
    bodies = [n.body for n in name.value]
    if all(b.kind == "media" for b in bodies):
        return (
            view.tokens[i].quoted
            or _after_media_head(view, i)
            or (use is None and not view.words[i].verbs and len(view.folded[i]) > 3)
        )
    if use is not None and any(n.manner == "full" for n in name.value) is False:
        return True
    return True


def _after_media_head(view: View, i: int) -> bool:
    if not i:
        return False
    return any(isinstance(n.entry, Noun) and n.entry.klass == "media-head" for n in view.words[i - 1].nouns)


def _place_holds(
    view: View,
    i: int,
    place: Match[list[GazetteerPlace]],
    use: NounUse | None,
    event: NounUse | None,
    prep: str,
    counted: bool,
) -> bool:
    """Whether a gazetteer name without a head word is meant as a place."""
    if counted:
        return False
    if place.end > i + 1:
        return not (use is not None and use.entry.klass in ("place-head",)) or True
    form = view.folded[i]
    ambiguous = view.knowledge.gazetteer.ambiguous
    plain = form in ambiguous or form.lstrip("و") in ambiguous or form[len(place.conj) + len(place.prep) :] in ambiguous
    if event is not None or use is not None or plain:
        return False
    if view.words[i].modifiers and (prep not in INSIDE or place.prep):
        return False  # «داخل كوباني»: no adjective stands there
    if place.prep and not prep:
        return True
    if len(form) - len(place.conj) - len(place.prep) <= 2:
        return False
    return True


def _plain_noun(uses: list[NameUse], single: bool) -> bool:
    """Whether a name of the list is no proper name: a role («مسلحون») or a short form («الهيئة»)."""
    if single and all(u.manner == "short" for u in uses):
        return True
    return all(u.body.id.startswith("generic:") for u in uses)
