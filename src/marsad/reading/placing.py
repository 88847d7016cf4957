"""Claims without a place of their own take one from their sentence: a neighbour's, one that nobody took, a structure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marsad.model import Place
from marsad.reading.draft import NEAREST, Draft
from marsad.reading.frames.loose_places import no_scene, of_somebody
from marsad.reading.phrase import Phrase
from marsad.reading.places import PlaceResolver
from marsad.reading.view import View
from marsad.reading.voice import Voice

_FINE = {"site": 0, "neighbourhood": 0, "town": 1, "district": 2, "governorate": 3, "country": 4, None: 5}
_WITH = "مع"  # before a country that is talked with
_SAID = frozenset({"demand", "statement", "threat"})
_OF_NO_PLACE = frozenset({"statement", "threat", "warning"})  # seldom about the place told of before (one in four)
_IN_REPLY = frozenset({"ردا", "انتقاما", "ثارا"})
_CALLS = frozenset({"اتصال", "اتصل", "مكالمة", "مهاتفة", "هاتف"})
_WARDS = frozenset({"مستشفى", "مشفى"})
LEAVING = frozenset({"displacement", "territory-handover"})
ARRIVING = frozenset(
    {"وصل", "وصول", "لجأ", "لجوء", "تدفق", "استقبل", "استقبال"}
)  # who does so is told of where he comes to
TOWARDS = frozenset({"إلى", "نحو", "باتجاه", "صوب", "ل"})
_REACH = 3  # sentences
_DEAD = frozenset({"killed", "injured", "killed-or-injured"})
_MANY = 1000  # so many die in a war, not in one attack
_Loose = tuple[int, Phrase, Place]  # a place with its phrase and the number of its clause


def from_where(new: list[Draft], before: list[Draft]) -> list[Draft]:
    """«… ونزح السكان باتجاه أربيل والسليمانية»: who leaves does so where the deeds told with it were, if that is told."""
    out: list[Draft] = []
    for draft in new:
        if not draft.towards or draft.place is None or draft.place.id is None or draft.place.level == "country":
            out.append(draft)
            continue
        told = [d for d in new if d.own_place and not d.towards] or [
            d for d in before[-NEAREST:] if draft.sentence - d.sentence <= _REACH and d.place is not None
        ]
        if told and any(d.frame is draft.frame for d in out):
            continue  # one of several places to which they go, and from one place
        if told:
            near = min(told, key=lambda d: (draft.sentence - d.sentence, abs(d.frame.head - draft.frame.head)))
            assert near.place is not None
            _carry(draft, near.place, "where they left from, told with it")
            draft.own_place = draft.towards = False
        out.append(draft)
    return out


def share(places: PlaceResolver, view: View, new: list[Draft]) -> None:
    """Places of a sentence reach its claims that have none of their own."""
    placed = [d for d in new if d.place is not None and not d.towards]
    taken = [p for d in new for q in d.frame.places if (p := places.place(view, q)) is not None]
    told = [v.phrase for d in new for v in d.voices if v.view is view]
    loose = [p for p in _loose(places, view, {p.span.start for p in taken}) if not _of_speaker(p[1], told)]
    for draft in new:
        if draft.place is None:
            _share(places, draft, placed, loose)


def fineness(place: Place) -> tuple[int, float]:
    """How exactly a place is told: by its level, areas by their reach as well."""
    rank = _FINE[place.level]
    return rank, (place.radius_km or 0.0) if rank > _FINE["town"] else 0.0


def _loose(places: PlaceResolver, view: View, taken: set[int]) -> list[_Loose]:
    """The places that a sentence names by themselves and that no claim of it has, else those that it points back to."""
    named = [n for n in places.named_in(view) if n.clause >= 0 and not n.depth]
    venues = {id(n.phrase) for n in named if n.venue}
    for told in (
        [(n.clause, n.phrase) for n in named if n.phrase.prep != _WITH and (n.phrase.kind == "place" or n.venue)],
        places.mentioned_in(view),
    ):
        found = [
            (clause, phrase, places.place(view, phrase)) for clause, phrase in told if not _elsewhere(view, phrase)
        ]
        out = [
            (clause, phrase, place)
            for clause, phrase, place in found
            if place is not None and place.span.start not in taken and place.level != "country"
            if _located(phrase) or id(phrase) in venues or not (_FINE[place.level] == 0 or places.is_capital(place))
        ]
        if out:
            return out
    return []


def _of_speaker(phrase: Phrase, speakers: list[Phrase]) -> bool:
    """«قال مسؤول محلي في بلدة …»: where he who tells it sits, not where it was."""
    return any(s.start <= phrase.start <= max(s.end, s.own_end) for s in speakers)


def _located(phrase: Phrase) -> bool:
    """Whether a name shows by itself that it is a place: «سارة قريطم» may be somebody, «بغداد» a government."""
    return bool(phrase.prep or phrase.place_head or phrase.direction or phrase.within or phrase.near)


def _of_topic(places: PlaceResolver, draft: Draft) -> Place | None:
    """«دعت … إلى هدنة في الحديدة بعد غارة على …»: what is asked for, and not what was told of beside it."""
    frame = draft.frame
    if frame.klass != "speech":
        return None
    found = (places.place(draft.view, p) for topic in frame.topics for p in topic.places)
    return next((p for p in found if p is not None and p.level != "country"), None)


def _elsewhere(view: View, phrase: Phrase) -> bool:
    """«نقل إلى مستشفى …»: where the wounded are brought; «من الأراضي اليمنية»: from where it was fired."""
    head = phrase.place_head
    ward = head is not None and head.noun in _WARDS and phrase.prep == "إلى"
    return ward or no_scene(view, phrase) or of_somebody(view, phrase)


def is_answered(view: View, head: int) -> bool:
    """«قصف البلدة ردا على اغتيال القيادي»: what is answered was done elsewhere."""
    return any(view.norm(head - k) in _IN_REPLY for k in range(1, 5))


def _share(places: PlaceResolver, draft: Draft, placed: list[Draft], loose: list[_Loose]) -> None:
    """The place of a claim beside it in the sentence, else of the one who tells it («مصادر في بلدة …»)."""
    frame = draft.frame
    if frame.entry_lemma() in _CALLS or is_answered(draft.view, frame.head):
        return
    topic = _of_topic(places, draft)
    if topic is not None:
        _carry(draft, topic, "where what is spoken of is")
        return
    own = [told for told in loose if told[0] == frame.clause]
    beside = [d for d in placed if d.frame.clause == frame.clause]
    if placed and not (draft.type == "threat" and _by_body(draft)):
        near = min(beside or placed, key=lambda d: abs(d.frame.head - frame.head))
        assert near.place is not None
        _carry(draft, near.place, "from the same sentence")
        return
    if not draft.definite and _of_the_source(places, draft):
        return  # «إحدى الغارات»: where it was has been told
    if loose:
        _, _, place = min(own or loose, key=lambda told: (told[1].direction, abs(told[1].core - frame.head)))
        _carry(draft, place, "named in the same sentence")


def _of_the_source(places: PlaceResolver, draft: Draft, capitals: bool = False) -> bool:
    """Who speaks in a town speaks of it; of a capital, whose spokesmen speak of the whole country, only if need be."""
    for voice in reversed(draft.voices):
        if voice.view is not draft.view:
            continue
        place = _seat(places, voice)
        if place is not None and _FINE[place.level] <= _FINE["town"] and (capitals or not places.is_capital(place)):
            _carry(draft, place, "where its source is")
            return True
    return False


def _seat(places: PlaceResolver, voice: Voice) -> Place | None:
    """Where a source says that it is: «مصادر في بلدة …», «وزارة الصحة في صنعاء»."""
    owner, view = voice.phrase.owner, voice.view
    if owner is not None and owner.kind == "place" and owner.place_span:
        return places.place(view, owner)
    for named in places.named_in(view):
        span = named.phrase.place_span
        if span is not None and voice.phrase.core < span[0] and span[1] == voice.phrase.own_end:
            if view.norm(span[0] - 1) == "في":
                return places.place(view, named.phrase)
    return None


def from_afar(draft: Draft) -> bool:
    """«ودعت الأمم المتحدة إلى …»: what a known body asks for, pledges or threatens is not said to be about a place."""
    if draft.frame.entry_lemma() in _CALLS or _of_years(draft):
        return True
    return draft.anchor is None and (draft.type in _OF_NO_PLACE or _by_body(draft))


def _by_body(draft: Draft) -> bool:
    """Whether it is what a known body asks for, pledges or threatens."""
    bodies = [m for m in draft.actors if m.id and not m.id.startswith("generic:")]
    return draft.type in _SAID and bool(bodies) and draft.anchor is None


def _of_years(draft: Draft) -> bool:
    """Whether a claim tells of a whole war, or of what became of a body over the years: of no place told before."""
    if draft.definite or draft.anchor is not None:
        return False
    if "sum" in draft.frame.marks:
        return True  # «قتل 19 في هجمات منذ بداية الأزمة»
    return draft.type == "group-change" or any((q.low or 0) >= _MANY and q.kind in _DEAD for q in draft.numbers)


def _carry(draft: Draft, place: Place, why: str) -> None:
    draft.place = place
    draft.note("place", "carried", place.span.text, why)


def behind(places: PlaceResolver, draft: Draft) -> None:
    """A claim in a report that told of no claim's place before takes what was named last, most exactly."""
    named = places.named_before(draft.view)
    if named and not from_afar(draft):
        _carry(draft, min(named, key=fineness), "named before")
    elif not named and not _of_the_source(places, draft, capitals=True):
        for told in places.named_in(draft.view):
            inner = told.depth == 0 and told.phrase.kind == "place" and told.phrase.prep in ("في", "ب", "داخل")
            place = places.place(told.view, told.phrase) if inner else None
            if place is not None and place.level != "country":
                _carry(draft, place, "where somebody in the sentence is")  # «الجماعة الناشطة في سيناء»
                return


def by_dateline(places: PlaceResolver, views: Iterable[View], drafts: list[Draft]) -> None:
    """«حمص – استهدف …»: where a report names no other place, its claims are of the town that it is dated from."""
    if not drafts or any(d.place is not None for d in drafts):
        return
    place = next((p for p in map(places.of_dateline, views) if p is not None), None)
    for draft in drafts:
        if place is not None and not from_afar(draft):
            _carry(draft, place, "where the report is dated from")


def at_structure(places: PlaceResolver, draft: Draft) -> None:
    """A deed against a structure with a name («محطة …», «المطبعة») is placed there, near the place carried to it."""
    if draft.own_place and (draft.place is None or draft.place.level == "site" or len(draft.frame.places) > 1):
        return
    span = places.structure(draft.view, draft.frame.targets)
    if span is None:
        return
    near = draft.place
    draft.place = (
        replace(near, span=span, id=None, name_ar=None, name_en=None, level="site")
        if near is not None
        else Place(span, level="site")
    )
    draft.note("place", "found", span.text, "a structure with a name among its targets")
