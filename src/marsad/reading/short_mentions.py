"""Short mentions of places («المدينة», «البلاد», «الريف الشمالي», «أطرافها») and what they stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

from marsad.geography.gazetteer import GazetteerPlace
from marsad.geography.geocoder import Surroundings
from marsad.language.ar.lexicon import Noun
from marsad.model import Place, Span
from marsad.reading.bearings import part_of
from marsad.reading.name_spans import name_offsets, name_span
from marsad.reading.named_places import NamedPlace
from marsad.reading.phrase import Phrase
from marsad.reading.view import Knowledge, View

# Heads of short mentions and the level of what they may stand for where it was named without a head.
_ANY_AREA = frozenset({"منطقة", "مكان", "محيط", "أطراف", "جوار", "ريف", "موقع", "أجواء", "ضواحي", "مشارف"})
_TOWNS = frozenset({"مدينة", "بلدة", "قرية", "ضيعة"})
_CITIES = frozenset({"مدينة", "بلدة"})
_GOVERNORATES = frozenset({"محافظة", "ولاية", "إقليم", "مقاطعة"})
_LANDMARKS = frozenset("مطار ميناء مرفأ كورنيش معبر جسر سد مصفاة سوق قلعة دوار".split())
_CITY, _FEW = "مدينة", 1000  # people
_CAPITAL, _GROUND = "عاصمة", "أرض"
_JUST_TOLD = 3  # named places among which «البلدة» looks first for one called so
_NEARBY = 12  # named places among which «العاصمة» is looked for
_COUNTRIES = frozenset({"بلاد", "بلد", "دولة", "وطن"})


@dataclass(slots=True)
class ShortMentions:
    """Finds what the short mentions of one report stand for among the places `named` before."""

    knowledge: Knowledge
    text: str
    around: Surroundings
    resolve: Callable[[View, Phrase], Place | None]  # the place of a phrase with a name
    named: list[NamedPlace]

    def place(self, view: View, phrase: Phrase) -> Place | None:
        """«المدينة», «المنطقة», «أطرافها»: the place named before that it stands for."""
        head = phrase.place_head
        if head is None or not (phrase.definite or phrase.suffix):
            return None
        if head.noun == _GROUND and phrase.grammatical == "s" and not phrase.suffix and not phrase.bearing:
            return None  # «على الأرض»
        if head.noun in _COUNTRIES and not phrase.suffix:
            if phrase.grammatical == "s" or view.norm(phrase.core).endswith("البلاد"):
                return self._the_country(view, phrase)
            end = phrase.own_end or phrase.end
            several = name_span(view, (phrase.core, end), self.text)
            return Place(several, level="country") if end > phrase.core + 1 else None  # «الدول المجاورة»
        if head.noun == _CAPITAL and not phrase.suffix and not phrase.bearing:
            found = self._the_capital(view, phrase) or self._antecedent(view, phrase, head)
        else:
            found = self._side_of_last(view, phrase) if phrase.bearing else self._antecedent(view, phrase, head)
        if found is None and head.noun == "قطاع" and phrase.grammatical == "s":
            found = self._the_strip()
        if found is None:
            return self._landmark(view, phrase, head)
        start, end = name_offsets(view, phrase.core, phrase.own_end or phrase.end)
        span = Span(start, end, self.text[start:end])
        return replace(found, span=span, name_ar=found.name_ar or found.span.text)

    def _landmark(self, view: View, phrase: Phrase, head: Noun) -> Place | None:
        """«المطار», «الجسر»: one that no name was told of, where the report is."""
        if head.noun not in _LANDMARKS or phrase.grammatical != "s" or phrase.suffix:
            return None
        span = name_span(view, (phrase.core, phrase.own_end or phrase.end), self.text)
        last = self.last(view, phrase)
        if last is None:
            return Place(span, level="site")
        return replace(last, span=span, id=None, name_ar=None, name_en=None, level="site")

    def _side_of_last(self, view: View, phrase: Phrase) -> Place | None:
        """«الريف الشمالي»: of the governorate, or of the town, that was named last."""
        start = view.tokens[phrase.core].start
        for named in reversed(self.named):
            if named.start >= start or not named.phrase.places:
                continue
            levels = {p.level for p in named.phrase.places}
            if "governorate" in levels or named.phrase.place_head is not None:
                chosen = self.resolve(named.view, named.phrase)
                row = self.knowledge.gazetteer.place(chosen.id or "") if chosen is not None else None
                if chosen is None or row is None or row.level == "country":
                    continue
                side = replace(phrase, places=named.phrase.places)
                lat, lon, radius = part_of(side, row)
                return replace(chosen, lat=lat, lon=lon, radius_km=radius, level="district")
        return None

    def _the_capital(self, view: View, phrase: Phrase) -> Place | None:
        """«العاصمة»: the one named before, as such or by its name, else that of the country that the report speaks of."""
        start = view.tokens[phrase.core].start
        for named in islice(reversed(self.named), _NEARBY):
            head = named.phrase.place_head
            if named.start >= start:
                continue
            if head is not None and head.noun == _CAPITAL:
                return self.resolve(named.view, named.phrase)
            if all(p.level == "neighbourhood" for p in named.phrase.places) or named.phrase.direction:
                continue
            place = self.resolve(named.view, named.phrase)
            seat = capital(self.knowledge, place.country) if place is not None and place.country else None
            if place is not None and seat is not None and seat.id == place.id:
                return place
        country = next(iter(self._countries(view, phrase)), None)
        row = capital(self.knowledge, country) if country is not None else None
        return at(row, Span(0, 0, row.name_ar)) if row is not None else None

    def _the_strip(self) -> Place | None:
        """«القطاع» where none was named: that of Gaza, in a report on Palestine."""
        rows = [r for r in self.knowledge.gazetteer.named("قطاع غزة") if self.around.countries[r.country]]
        return at(rows[0], Span(0, 0, rows[0].name_ar)) if rows else None

    def _countries(self, view: View, phrase: Phrase) -> list[str]:
        """The countries that a report speaks of, the likeliest for «البلاد» here first."""
        last = self.last(view, phrase)
        ranked = [c for c, _ in self.around.countries.most_common() if c in self.knowledge.gazetteer.countries]
        if (
            last is not None
            and last.country in self.knowledge.gazetteer.countries
            and self.around.share(last.country) > 0.35
        ):
            ranked.insert(0, last.country)
        return ranked

    def _the_country(self, view: View, phrase: Phrase) -> Place | None:
        """«البلاد»: the country of the last place named, else the one that the report speaks of most."""
        ranked = self._countries(view, phrase)
        if not ranked:
            return None
        row = self.knowledge.gazetteer.countries[ranked[0]]
        span = name_span(view, (phrase.core, phrase.own_end or phrase.end), self.text)
        return Place(
            span, row.id, row.name_ar, row.name_en, row.lat, row.lon, "country", row.radius_km, row.country, None, None
        )

    def _antecedent(self, view: View, phrase: Phrase, head: Noun) -> Place | None:
        """The last place named before that the head fits; of a plural the list."""
        start = view.tokens[phrase.core].start
        several = phrase.grammatical in ("p", "d", "dp") and not phrase.suffix
        before = [n for n in reversed(self.named) if n.start < start and not n.talks]
        if head.noun in _TOWNS and not several:
            before = self._beside(view, before, head) or _called(before, head) or before
        city = head.noun == _CITY and not several
        for named in sorted(before, key=lambda n: (city and _village(n), _nearness(n, head))):
            if several and named.listed is None:
                continue
            if not (phrase.suffix or _may_be(named, head)):
                continue
            first = named.listed if several and named.listed is not None else _of_head(named.phrase, head)
            found = self.resolve(named.view, first)
            if found is not None and _level_fits(found, first, head, bool(phrase.suffix)):
                return found
        if head.noun in _GOVERNORATES:
            return self._governorate(view, phrase)
        return None

    def _beside(self, view: View, before: list[NamedPlace], head: Noun) -> list[NamedPlace]:
        """The town named last in the same sentence by itself («في الأبيض … مواقع في المدينة»); capitals speak."""
        for named in before:
            if named.view is not view:
                return []
            seated = named.depth and named.phrase.prep == "في"  # «المجلس المحلي في نوى … في المدينة»
            if (
                (named.depth and not seated)
                or named.phrase.kind != "place"
                or named.phrase.direction
                or not _may_be(named, head)
            ):
                continue
            row = max(named.phrase.places, key=lambda p: p.population, default=None)
            if row is None or row.level not in ("town", "district", "governorate"):
                continue
            seat = capital(self.knowledge, row.country)
            return [] if seat is not None and any(p.id == seat.id for p in named.phrase.places) else [named]
        return []

    def _governorate(self, view: View, phrase: Phrase) -> Place | None:
        """«المحافظة» where none was named: that of the last place named that lies in one."""
        last = self.last(view, phrase, divided=True)
        row = self.knowledge.gazetteer.place(last.admin1 or "") if last is not None else None
        if last is None or row is None:
            return None
        return Place(
            last.span, row.id, row.name_ar, row.name_en, row.lat, row.lon, "governorate", row.radius_km, row.country,
            row.admin1 or None, None,
        )  # fmt: skip

    def last(self, view: View, phrase: Phrase, divided: bool = False) -> Place | None:
        """The last place with a point that was named before a phrase; `divided`: one that lies in a governorate."""
        start = view.tokens[phrase.core].start
        for named in reversed(self.named):
            if named.start < start:
                found = self.resolve(named.view, named.phrase)
                if found is None or found.lat is None or found.level == "country" or (divided and not found.admin1):
                    continue
                return found
        return None


def _village(named: NamedPlace) -> bool:
    """Whether a name that stands without a head is only of places that few people know: no «المدينة»."""
    phrase = named.phrase
    return phrase.place_head is None and all(p.prominence < _FEW for p in phrase.places if p.level == "town")


def _called(before: list[NamedPlace], head: Noun) -> list[NamedPlace]:
    """Those among named places that the report once gave this very head («مدينة معرة النعمان … معرة النعمان»)."""
    near = before if head.noun == _CITY else before[:_JUST_TOLD]
    names = {_name(n) for n in near if (h := _of_head(n.phrase, head).place_head) is not None and h.noun == head.noun}
    return [n for n in before if _name(n) in names]


def _name(named: NamedPlace) -> str:
    start, end = named.phrase.place_span or (0, 0)
    return "".join(named.view.norm(i) for i in range(start, end))


def _nearness(named: NamedPlace, head: Noun) -> int:
    """How deep a name lies in others; one with the very head of the short mention counts as told a step further out."""
    other = _of_head(named.phrase, head).place_head
    side = named.phrase.direction and named.phrase.bearing  # «سراقب، شرق إدلب، … دخلتها»
    return max(0, min(named.depth, 2) + bool(side) - (other is not None and other.noun == head.noun))


def _of_head(phrase: Phrase, head: Noun) -> Phrase:
    """The place itself where a phrase names a part of it: of «أطراف مدينة …» what «المدينة» takes up."""
    inner = phrase.inner_head
    return replace(phrase, place_head=inner) if inner is not None and inner.noun == head.noun else phrase


def _may_be(named: NamedPlace, head: Noun) -> bool:
    """Whether a name may have been what the head of a short mention speaks of, by the head that it had."""
    other = _of_head(named.phrase, head).place_head
    if named.phrase.direction:
        return head.noun in _ANY_AREA
    if other is None:
        return True
    return (
        other.noun == head.noun
        or head.noun in _ANY_AREA
        or (head.noun in _CITIES and other.noun in _CITIES)
        or (head.level == other.level and head.level in ("district", "governorate"))
    )


def _level_fits(found: Place, phrase: Phrase, head: Noun, suffix: bool) -> bool:
    """Whether a place is of the kind that the head of a short mention says."""
    if suffix or head.noun in _ANY_AREA:
        return found.level != "country"
    if phrase.place_head is not None and phrase.place_head.noun == head.noun:
        return True
    if head.noun in _TOWNS:
        return found.level == "town"
    if head.noun in _GOVERNORATES and found.id is not None and found.id != found.admin1:
        return False  # «شبه جزيرة سيناء» is no «المحافظة»
    return bool(head.level) and found.level == head.level and head.level != "site"


def capital(knowledge: Knowledge, iso: str) -> GazetteerPlace | None:
    """The capital of a country by its ISO code."""
    row = knowledge.names.countries.get(iso)
    names = row["capital_ar"].split("|") if row is not None else []
    found = [p for name in names for p in knowledge.gazetteer.named(name) if p.country == iso]
    return max((p for p in found if p.level == "town"), key=lambda p: p.population, default=None)


def at(row: GazetteerPlace, span: Span) -> Place:
    """A row of the gazetteer as the place that a span names."""
    return Place(
        span, row.id, row.name_ar, row.name_en, row.lat, row.lon, row.level, row.radius_km, row.country,
        row.admin1 or None, row.admin2 or None,
    )  # fmt: skip


def is_of_the_country(phrase: Phrase | None) -> bool:
    """Whether a phrase is «البلاد» or a side of it: which country that is, is a guess."""
    while phrase is not None and phrase.direction and phrase.within is not None:
        phrase = phrase.within
    return (
        phrase is not None
        and phrase.place_span is None
        and phrase.place_head is not None
        and phrase.place_head.noun in _COUNTRIES
    )
