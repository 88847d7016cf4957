"""The places that a report names: a survey of the whole before the first choice, then each in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from marsad.geography.gazetteer import Gazetteer
from marsad.geography.geocoder import Surroundings
from marsad.language.ar.lexicon import Noun
from marsad.reading.clauses import Clause
from marsad.reading.phrase import Phrase
from marsad.reading.view import View

# Heads behind which any word is a name, and those whose names may be everyday words elsewhere («حي الثورة»).
_SETTLEMENTS = frozenset("مدينة بلدة قرية محافظة مديرية ناحية قضاء ولاية محلية".split())
_KIN = frozenset({"ابو", "ابي", "ابا", "ام", "بن", "ابن", "عبد"})  # before a part of somebody's name
_POINTED_TO = frozenset("مدينة بلدة قرية ضيعة مخيم حي جزيرة عاصمة".split())
_PARTS = frozenset("حي منطقة مخيم جبهة محور معسكر".split())


# What is meant by the bare noun, whatever towns are called so.
_BARE_PLACES = frozenset(
    "مدينة بلدة قرية ناحية قضاء محافظة منطقة حي مخيم إقليم ولاية مديرية محلية بلد بلاد حدود أرض مكان ساحل تل جبل واد وادي سوق "
    "شارع جسر مطار ميناء قصر قلعة سد معبر دوار بحر نهر جزيرة خط محور برج مزرعة معسكر قاعدة بوابة".split()
)
# Buildings, streets and squares of one name stand in every town («مستشفى السلام»).
COMMON_SITES = frozenset("مستشفى مشفى مدرسة جامع مسجد كنيسة فندق حديقة سوق شارع ساحة ميدان دوار".split())
_TOWARDS = frozenset({"في", "داخل", "قرب", "على", "إلى", "نحو"})
_TALKS = frozenset({"negotiation", "agreement", "statement"})
_HERE = 0.5  # of the countries that a report names: the one that it is about
_TOWN, _CITY = 20_000, 100_000  # people


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place phrase with a name, where it stands in the report, and the list that it is a member of."""

    start: int
    view: View
    phrase: Phrase
    listed: Phrase | None
    depth: int  # 0 where it is what its phrase names, more where it only says in what or whose that lies
    venue: bool = False  # told behind an event («مؤتمر برلين»)
    talks: bool = False  # told behind talks («محادثات أستانة»): no place that «المنطقة» means
    clause: int = -1  # the clause in which it stands by itself, -1 where it only tells more of somebody or something


def survey(views: Iterable[View], around: Surroundings) -> None:
    """Note the countries and the unmistakable places of the whole report, before the first choice."""
    for view in views:
        for match in view.names.values():
            use = next((u for u in match.value if u.manner in ("country", "full") and u.body.country), None)
            if use is not None and (use.manner == "country" or len({u.body.country for u in match.value}) == 1):
                around.countries[use.body.country] += 1
        for i, place in view.places.items():
            if view.norm(i - 1) in _KIN:
                continue
            name = view.names.get(i)
            if (
                name is not None
                and name.end >= place.end
                and all(u.manner in ("full", "ambiguous") for u in name.value)
            ):
                continue  # «أبو عبيدة» speaks, whatever village has that name
            if _mistakable(view, i, place.end) or _of_any_town(view, i, place.end):
                continue
            first = place.value[0]
            if len(place.value) == 1 and first.level != "country":
                around.add(first)
            elif len({p.country for p in place.value}) == 1:
                around.countries[first.country] += 1


def _mistakable(view: View, i: int, end: int) -> bool:
    """Whether a place name that starts at a token is a single word that means something else as well."""
    word = view.words[i]
    known = word.nouns or word.events or word.verbs or word.modifiers
    return end == i + 1 and bool(known or view.folded[i] in view.knowledge.gazetteer.ambiguous)


def _of_any_town(view: View, i: int, end: int) -> bool:
    """Whether a place name begins with the word for a building or street: it says nothing of the country."""
    heads = (n.entry.noun for n in view.words[i].nouns)
    return end > i + 1 and any(head in COMMON_SITES for head in heads)


def attested(views: Iterable[View], gazetteer: Gazetteer) -> frozenset[str]:
    """The ambiguous names that a report uses with the head of a place («مدينة الأبيض»): there they are places."""
    found = set()
    for view in views:
        for i, match in view.places.items():
            form, word = view.folded[i], view.words[i]
            if not i or form not in gazetteer.ambiguous or match.end > i + 1 or match.conj or match.prep:
                continue
            uses = view.words[i - 1].nouns
            if not uses or uses[0].definite or uses[0].suffix or not isinstance(uses[0].entry, Noun):
                continue
            if any(n.entry.klass in ("place-head", "area-head") for n in word.nouns):
                continue  # «مطارات البلاد»
            if uses[0].entry.noun in _SETTLEMENTS or (uses[0].entry.noun in _PARTS and not (word.nouns or word.events)):
                found.add(form)
    return frozenset(found)


def expected(views: Iterable[View], around: Surroundings) -> frozenset[str]:
    """The everyday words behind a preposition that are towns of the country that a report speaks of («في العمارة»)."""
    known = bool(around.countries)
    main = {country for country in around.countries if around.share(country) >= _HERE}
    found = set()
    for view in views:
        for i, match in view.places.items():
            if match.end > i + 1 or match.conj or match.prep or not i or view.words[i - 1].prep not in _TOWARDS:
                continue
            here = [p for p in match.value if p.country in main] if known else match.value
            if not here:
                continue
            word = view.words[i]
            read = word.nouns or word.events or word.verbs
            least = 0 if known and not read else _TOWN if known else _CITY
            state = known and any(p.level == "governorate" for p in here)
            if state or (max(p.population for p in here) >= least and _may_be_town(view, i, known)):
                found.add(view.folded[i])
    return frozenset(found)


def _may_be_town(view: View, i: int, known: bool) -> bool:
    """Whether an everyday word may be the name of a town where it stands: nothing goes on with it as such a word."""
    word = view.words[i]
    nouns = [n.entry for n in word.nouns]
    if word.closed or any(
        isinstance(n.entry, Noun) and n.entry.noun in _BARE_PLACES and n.number == "s" for n in word.nouns
    ):
        return False  # «إلى الآن», «في المدينة», «إلى الساحل»
    if not known and (nouns or word.events or word.verbs):
        return False
    follow = view.words[i + 1] if i + 1 < len(view.tokens) else None
    if follow is None or view.tokens[i + 1].kind == "mark" or i + 1 in view.times:
        return True
    if word.definite:
        return not (follow.definite and not follow.conj and not follow.pre and (follow.adjective or follow.modifiers))
    return bool(follow.prep or follow.pre or follow.conj or follow.closed)


def named_places(view: View, clauses: Sequence[Clause]) -> list[NamedPlace]:
    """The named places of a sentence in the order of the text."""
    found: dict[int, NamedPlace] = {}
    for index, clause in enumerate(clauses):
        for phrase in clause.phrases():
            for named in _walk(view, phrase, int(phrase.prep == "بين")):
                venue = phrase.kind == "event" and named.phrase is phrase.owner and not _backed(phrase)
                if venue or any(named.phrase is p for p in phrase.all()):
                    talks = venue and phrase.event is not None and phrase.event.code in _TALKS
                    named = replace(named, clause=index, venue=venue, talks=talks)
                found.setdefault(id(named.phrase), named)
    taken = {i for n in found.values() for i in range(*(n.phrase.place_span or (0, 0)))}
    for i, match in view.places.items():
        if (
            i not in taken
            and not _mistakable(view, i, match.end)
            and any(n.start <= i < n.end and n.end - n.start > 1 for n in view.names.values())
        ):
            # «لجان مقاومة الفاشر»: a place in the name of a body may be what «المدينة» means
            inner = bare_place(view, i, match.end)
            found[id(inner)] = NamedPlace(view.tokens[i].start, view, inner, None, 2)
    return sorted(found.values(), key=lambda n: n.start)


def bare_place(view: View, i: int, end: int) -> Phrase:
    """The phrase of a name of the gazetteer by itself."""
    phrase = Phrase(i, end, i, "place", core=i, definite=True, own_end=end)
    phrase.places, phrase.place_span = list(view.places[i].value), (i, end)
    return phrase


def short_mentions(clauses: Sequence[Clause]) -> list[tuple[int, Phrase]]:
    """The phrases that stand for one place named before («المدينة», «البلدة»), with the clause of each."""
    return [
        (index, phrase)
        for index, clause in enumerate(clauses)
        for phrase in clause.phrases()
        if phrase.kind == "place"
        and phrase.place_span is None
        and phrase.place_head is not None
        and phrase.place_head.noun in _POINTED_TO
        and phrase.definite
        and phrase.grammatical == "s"
        and not phrase.suffix
    ]


def _backed(phrase: Phrase) -> bool:
    """«مساندة بغداد»: the government that somebody backs."""
    return phrase.event is not None and phrase.event.klass == "reference" and phrase.event.genitive == "target"


def _walk(view: View, phrase: Phrase, depth: int, of_event: bool = False) -> Iterator[NamedPlace]:
    """The named places of a phrase, of its members, and of what they lie in, belong to or are near."""
    for member in phrase.all():
        city = member.kind == "country" and (member.prep or phrase is not member or of_event) and member.places
        own = (member.kind == "place" or city) and member.place_span is not None
        if own:
            start = view.tokens[member.core].start
            yield NamedPlace(start, view, member, phrase if phrase.members else None, depth)
        for inner in (member.within, member.owner, member.near):
            if inner is not None and inner is not member:
                yield from _walk(view, inner, depth + 1 if own else depth, member.kind == "event")
