"""Claims without a place of their own take one from their sentence: a neighbour's, one that nobody took, a structure."""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Place
from marsad.reading.draft import NEAREST, Draft
from marsad.reading.named_places import NamedPlace
from marsad.reading.places import PlaceResolver
from marsad.reading.view import View
from marsad.reading.voice import Voice

_FINE = {"site": 0, "neighbourhood": 0, "town": 1, "district": 2, "governorate": 3, "country": 4, None: 5}
_ABOUT = frozenset({"مع", "عن", "بخصوص", "بشأن"})  # before a place that is talked of or with
LEAVING = frozenset({"displacement", "territory-handover"})
TOWARDS = frozenset({"إلى", "نحو", "باتجاه", "صوب", "ل"})
_REACH = 3  # sentences


def from_where(new: list[Draft], before: list[Draft]) -> list[Draft]:
    """«… ونزح السكان باتجاه أربيل والسليمانية»: who leaves does so where the deeds told with it were, if that is told."""
    out: list[Draft] = []
    for draft in new:
        if not draft.towards or draft.place is None or _FINE[draft.place.level] > _FINE["town"]:
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
            draft.own_place = False
        out.append(draft)
    return out


def share(places: PlaceResolver, view: View, new: list[Draft]) -> None:
    """Places of a sentence reach its claims that have none of their own."""
    placed = [d for d in new if d.place is not None]
    loose = _loose(places, view, placed)
    for draft in new:
        if draft.place is None:
            _share(places, draft, placed, loose)


def fineness(place: Place) -> tuple[int, float]:
    """How exactly a place is told: by its level, areas by their reach as well."""
    rank = _FINE[place.level]
    return rank, (place.radius_km or 0.0) if rank > _FINE["town"] else 0.0


def _loose(places: PlaceResolver, view: View, placed: list[Draft]) -> list[tuple[NamedPlace, Place]]:
    """The places that a sentence names by themselves and that no claim of it has."""
    taken = {d.place.span.start for d in placed if d.place is not None}
    out = []
    for named in places.named_in(view):
        phrase = named.phrase
        if named.clause < 0 or named.depth or phrase.kind != "place" or phrase.prep in _ABOUT:
            continue
        place = places.place(view, phrase)
        if place is not None and place.span.start not in taken and place.level != "country":
            out.append((named, place))
    return out


def _share(places: PlaceResolver, draft: Draft, placed: list[Draft], loose: list[tuple[NamedPlace, Place]]) -> None:
    """The place of a claim beside it in the sentence, else of the one who tells it («مصادر في بلدة …»)."""
    frame = draft.frame
    own = [(n, p) for n, p in loose if n.clause == frame.clause]
    beside = [d for d in placed if d.frame.clause == frame.clause]
    if placed:
        near = min(beside or placed, key=lambda d: abs(d.frame.head - frame.head))
        assert near.place is not None
        _carry(draft, near.place, "from the same sentence")
        return
    if _of_the_source(places, draft):
        return
    if loose:
        _, place = min(own or loose, key=lambda n: abs(n[0].phrase.core - frame.head))
        _carry(draft, place, "named in the same sentence")


def _of_the_source(places: PlaceResolver, draft: Draft) -> bool:
    for voice in reversed(draft.voices):
        if voice.view is not draft.view:
            continue
        place = _seat(places, voice)
        if place is not None and _FINE[place.level] <= _FINE["town"]:
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


def _carry(draft: Draft, place: Place, why: str) -> None:
    draft.place = place
    draft.note("place", "carried", place.span.text, why)


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
