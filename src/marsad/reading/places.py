"""Place phrases of one report become places: the name, the point, its reach; short mentions find what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from marsad.geography.gazetteer import GazetteerPlace
from marsad.geography.geocoder import Anchor, Surroundings, choose, distance_km, moved
from marsad.language.ar.lexicon import Noun
from marsad.language.ar.script import normal
from marsad.model import Level, Place, Report, Span
from marsad.reading.clauses import Clause
from marsad.reading.phrase import Phrase, name_tokens
from marsad.reading.view import Knowledge, View

# Heads of short mentions and the level of what they may stand for where it was named without a head.
_ANY_AREA = frozenset({"منطقة", "مكان", "محيط", "أطراف", "جوار", "ريف", "موقع", "أجواء", "ضواحي", "مشارف"})
_TOWNS = frozenset({"مدينة", "بلدة", "قرية", "ضيعة"})
_CITIES = frozenset({"مدينة", "بلدة"})
_GOVERNORATES = frozenset({"محافظة", "ولاية", "إقليم", "مقاطعة"})
_COUNTRIES = frozenset({"بلاد", "بلد", "دولة", "وطن"})
_BORDERS = frozenset({"حدود", "شريط حدودي", "منطقة حدودية"})
_HOMES = frozenset({"منزل", "بيت", "شقة", "مزرعة", "دار", "أرض", "مبنى", "بناء", "عمارة", "محل", "ممتلكات"})
# The direction that a word names, as (north, east).
_BEARINGS = {"شمال": (1, 0), "جنوب": (-1, 0), "شرق": (0, 1), "غرب": (0, -1)}
# How far the middle of «the north of X» lies from the point of X: of a capital that lends its name to a governorate,
# of another town, of a site in km; of a governorate and a country as a part of its radius.
_BEARING_KM = {"capital": 30.0, "district": 10.0, "town": 6.0, "neighbourhood": 2.0, "site": 3.0}
_SIDE_REACH_KM = 180.0
_BEARING_PART = {"governorate": 0.5, "country": 0.6}


@dataclass(frozen=True, slots=True)
class _Named:
    """A place phrase with a name, where it stands in the report, and the list that it is a member of."""

    start: int
    view: View
    phrase: Phrase
    listed: Phrase | None
    depth: int  # 0 where it is what its phrase names, more where it only says in what or whose that lies


@dataclass(slots=True)
class PlaceResolver:
    """Turns place phrases into places; remembers in the order of the text what was named."""

    knowledge: Knowledge
    report: Report
    around: Surroundings = field(default_factory=Surroundings)
    _named: list[_Named] = field(default_factory=list)
    _unlisted: dict[str, Place] = field(default_factory=dict)  # by name, those that no table knows
    _structures: dict[str, Span] = field(default_factory=dict)  # by noun, those with a name
    _done: dict[int, Place | None] = field(default_factory=dict)
    _busy: set[int] = field(default_factory=set)

    # -- what a report names --------------------------------------------------------------------------------------

    def survey(self, views: Iterable[View]) -> None:
        """Note the countries and the unmistakable places of the whole report, before the first choice."""
        gazetteer = self.knowledge.gazetteer
        for view in views:
            for match in view.names.values():
                use = next((u for u in match.value if u.manner in ("country", "full") and u.body.country), None)
                if use is not None and (use.manner == "country" or len({u.body.country for u in match.value}) == 1):
                    self.around.countries[use.body.country] += 1
            for i, place in view.places.items():
                word = view.words[i]
                form = view.folded[i]
                if place.end == i + 1 and (
                    word.nouns or word.events or word.verbs or word.modifiers or form in gazetteer.ambiguous
                ):
                    continue
                first = place.value[0]
                if len(place.value) == 1 and first.level != "country":
                    self.around.add(first)
                elif len({p.country for p in place.value}) == 1:
                    self.around.countries[first.country] += 1

    def sentence(self, view: View, clauses: Sequence[Clause]) -> None:
        """Note the named places of a sentence in the order of the text."""
        found: dict[int, _Named] = {}
        for clause in clauses:
            for phrase in clause.phrases():
                for named in self._walk(view, phrase, 0):
                    found.setdefault(id(named.phrase), named)
        taken = {i for n in found.values() for i in range(*(n.phrase.place_span or (0, 0)))}
        for i, match in view.places.items():
            if i not in taken and any(n.start <= i < n.end and n.end > i + 1 for n in view.names.values()):
                # «لجان مقاومة الفاشر»: a place in the name of a body may be what «المدينة» means
                inner = Phrase(i, match.end, i, "place", core=i, definite=True, own_end=match.end)
                inner.places, inner.place_span = list(match.value), (i, match.end)
                found[id(inner)] = _Named(view.tokens[i].start, view, inner, None, 2)
        self._named += sorted(found.values(), key=lambda n: n.start)

    def _walk(self, view: View, phrase: Phrase, depth: int) -> Iterator[_Named]:
        for member in phrase.all():
            city = member.kind == "country" and (member.prep or phrase is not member) and member.places
            own = (member.kind == "place" or city) and member.place_span is not None
            if own:
                start = view.tokens[member.core].start
                yield _Named(start, view, member, phrase if phrase.members else None, depth)
            for inner in (member.within, member.owner, member.near):
                if inner is not None and inner is not member:
                    yield from self._walk(view, inner, depth + 1 if own else depth)

    # -- one phrase -----------------------------------------------------------------------------------------------

    def place(self, view: View, phrase: Phrase) -> Place | None:
        """The place of a phrase; None for a phrase that names none and points to none named before."""
        key = id(phrase)
        if key in self._done:
            return self._done[key]
        if key in self._busy:
            return None
        self._busy.add(key)
        place = self._place(view, phrase)
        self._busy.discard(key)
        self._done[key] = place
        return place

    def _place(self, view: View, phrase: Phrase) -> Place | None:
        tokens = name_tokens(phrase)
        if tokens is None:
            inner = phrase.within
            if inner is not None and (inner.place_span is not None or inner.place_head is not None):
                return self.place(view, inner)
            return self._earlier(view, phrase)
        if phrase.direction and not phrase.places and phrase.within is not None:
            return self._side(view, phrase, tokens)
        if not phrase.places and any(m.iso for m in phrase.modifiers):
            return self._country_area(view, phrase, tokens)
        wider = list(self._wider(view, phrase))
        head = phrase.place_head
        level = head.level if head is not None and head.level and not phrase.direction else ""
        if head is not None and head.noun == "ريف" and not any(p.level == "governorate" for p in phrase.places):
            level = "district"  # «ريف جسر الشغور»
        chosen = None
        if phrase.places:
            anchors = [] if phrase.direction else list(self._anchors(view, phrase))
            sided = bool(phrase.bearing) and any(p.level == "governorate" for p in phrase.places)
            chosen = choose(phrase.places, anchors, self.around, "governorate" if sided else level)
        span = Span(*self._offsets(view, tokens))
        place = self._known(span, phrase, chosen, level) if chosen else self._unknown(span, phrase, wider, level)
        if chosen is not None:
            self.around.add(chosen)
        return place

    def _side(self, view: View, phrase: Phrase, tokens: tuple[int, int]) -> Place | None:
        """«جنوبي البلدة», «شرق البلاد»: a side of what a short mention stands for."""
        inner = self.place(view, phrase.within) if phrase.within is not None else None
        span = Span(*self._offsets(view, tokens))
        if inner is None or inner.lat is None or inner.lon is None:
            return Place(span, level="district")
        north = sum(_BEARINGS[b][0] for b in phrase.bearing)
        east = sum(_BEARINGS[b][1] for b in phrase.bearing)
        level, radius = inner.level or "town", inner.radius_km or 10.0
        km = phrase.distance_km or (
            _BEARING_PART[level] * radius if level in _BEARING_PART else _BEARING_KM.get(level, _BEARING_KM["town"])
        )
        lat, lon = moved(inner.lat, inner.lon, north, east, km)
        kind = {"country": "governorate", "governorate": "district"}.get(level, level)
        return replace(inner, span=span, id=None, lat=lat, lon=lon, level=_level(kind), radius_km=max(km, 2.0))

    def _offsets(self, view: View, tokens: tuple[int, int]) -> tuple[int, int, str]:
        start, end = name_offsets(view, *tokens)
        match = view.places.get(tokens[0])
        if match is not None and not match.prep and not match.conj and tokens[0] not in view.glued:
            start = view.tokens[tokens[0]].start  # «بعقوبة»: the first letter is its own
        return start, end, self.report.text[start:end]

    def _anchors(self, view: View, phrase: Phrase) -> Iterator[Anchor]:
        """The points that a place must lie near, by the wider places and neighbours that are named with it."""
        for outer in (phrase.within, phrase.near):
            if outer is None or outer is phrase or _of_the_country(outer) or (not outer.places and outer.modifiers):
                continue
            place = self.place(view, outer)
            if place is None or place.lat is None or place.lon is None:
                continue
            if outer.bearing:  # «شمال غرب بغداد» may be far away
                reach = max(60.0, 1.5 * (place.radius_km or 0.0))
                yield Anchor(place.lat, place.lon, place.country or "", reach, 2 * max(_SIDE_REACH_KM, reach))
            elif outer is phrase.near:
                reach = 60.0 + (place.radius_km or 0.0)
                yield Anchor(place.lat, place.lon, "", reach, 2 * reach)
            else:
                yield Anchor.of(place.lat, place.lon, place.country or "", place.level or "", place.radius_km or 0.0)

    def _wider(self, view: View, phrase: Phrase) -> Iterator[Place]:
        """The wider places that a phrase stands in, then what it is said to be near."""
        for outer in (phrase.within, phrase.near):
            place = self.place(view, outer) if outer is not None and outer is not phrase else None
            if place is not None:
                yield place

    def _known(self, span: Span, phrase: Phrase, chosen: GazetteerPlace, level: str) -> Place:
        head = phrase.place_head
        lat, lon, radius = chosen.lat, chosen.lon, max(chosen.radius_km, (head.radius_km if head else None) or 0.0)
        if level == "district" and chosen.level == "town":
            radius = 15.0
        if phrase.bearing:
            lat, lon, radius = self._part(phrase, chosen)
            wide = chosen.level in ("district", "governorate") or any(p.level == "governorate" for p in phrase.places)
            level = "governorate" if chosen.level == "country" else "district" if wide else chosen.level
        return Place(
            span, chosen.id, chosen.name_ar, chosen.name_en, lat, lon, _level(level) or chosen.level, radius,
            chosen.country, chosen.admin1 or None, chosen.admin2 or None,
        )  # fmt: skip

    @staticmethod
    def _part(phrase: Phrase, chosen: GazetteerPlace) -> tuple[float, float, float]:
        """Point and radius of «شمال حلب», «ريف إدلب الجنوبي»: a part of the place, or the land on that side of it."""
        north = sum(_BEARINGS[b][0] for b in phrase.bearing)
        east = sum(_BEARINGS[b][1] for b in phrase.bearing)
        seat = next((p for p in phrase.places if _is_seat(p, chosen)), None)
        wide = next((p for p in phrase.places if p.level == "governorate" and p.country == chosen.country), None)
        if phrase.distance_km is not None:
            point = moved(
                *((seat.lat, seat.lon) if seat else (chosen.lat, chosen.lon)), north, east, phrase.distance_km
            )
            return *point, max(3.0, 0.2 * phrase.distance_km)
        if chosen.level == "country" or (chosen.level == "governorate" and seat is None):
            km = _BEARING_PART[chosen.level] * chosen.radius_km
            return *moved(chosen.lat, chosen.lon, north, east, km), max(30.0, 0.6 * chosen.radius_km)
        base = seat if seat is not None and wide is not None else chosen
        km = _BEARING_KM["capital" if wide is not None else base.level]
        km = min(km, _BEARING_PART["governorate"] * wide.radius_km) if wide is not None else km
        return *moved(base.lat, base.lon, north, east, km), km if wide is not None else 1.5 * km

    def _unknown(self, span: Span, phrase: Phrase, wider: list[Place], level: str) -> Place:
        """A name that no table knows: the wider place gives the point, its reach the radius."""
        kind: str = level or ("site" if phrase.kind != "place" else "town")
        outer = next((p for p in wider if p.lat is not None), None)
        if phrase.within is not None and phrase.near is not None and len(wider) == 2:
            outer = _between(*wider) or outer
        key = normal(span.text).removeprefix("ال")
        if outer is None:
            known = self._unlisted.get(key)
            return replace(known, span=span) if known is not None else Place(span, level=_level(kind))
        self._unlisted[key] = place = Place(
            span, None, None, None, outer.lat, outer.lon, _level(kind), max(outer.radius_km or 0.0, 15.0),
            outer.country, outer.admin1, None,
        )  # fmt: skip
        return place

    def _country_area(self, view: View, phrase: Phrase, tokens: tuple[int, int]) -> Place:
        """«الأراضي العراقية», «الحدود السورية»: an area told by its country only; a border lies where the report is."""
        iso = next(m.iso for m in phrase.modifiers if m.iso)
        country = self.knowledge.gazetteer.countries.get(iso)
        span = Span(*self._offsets(view, tokens))
        head = phrase.place_head
        capital = self._capital(iso) if head is not None and head.noun == "عاصمة" else None
        if capital is not None:
            return Place(
                span, capital.id, capital.name_ar, capital.name_en, capital.lat, capital.lon, "town", capital.radius_km, iso,
                capital.admin1 or None, None,
            )  # fmt: skip
        if head is not None and head.noun in _BORDERS:
            sides = [m.word for m in phrase.modifiers if m.iso][:2]
            both = (
                self.knowledge.gazetteer.named("الحدود " + " ".join(f"ال{w}ة" for w in sides))
                if len(sides) == 2
                else []
            )
            if both:
                return self._known(span, replace(phrase, bearing=()), both[0], "")
            last = self._last(view, phrase)
            if last is not None and last.lat is not None:
                return Place(span, None, None, None, last.lat, last.lon, "district", 40.0, iso, None, None)
        if country is None:
            return Place(span, level="district", country=iso)
        return Place(
            span, None, None, None, country.lat, country.lon, "district", country.radius_km, iso, None, None,
        )  # fmt: skip

    def structure(self, view: View, phrases: Iterable[Phrase]) -> Span | None:
        """The first structure with a name of its own among phrases («مطبعة …»), or one named before («المطبعة»)."""
        for phrase in phrases:
            if phrase.kind not in ("structure", "military-post") or phrase.entry is None or phrase.grammatical != "s":
                continue
            noun = phrase.entry.noun
            if noun in _HOMES:
                continue
            if self._has_name(view, phrase):
                span = Span(*self._offsets(view, (phrase.core, phrase.own_end)))
                self._structures[noun] = span
                return span
            if phrase.definite and phrase.owner is None and noun in self._structures:
                return self._structures[noun]
        return None

    @staticmethod
    def _has_name(view: View, phrase: Phrase) -> bool:
        owner = phrase.owner
        if owner is not None:
            return owner.kind in ("name", "structure", "org-head", "place") and owner.definite and not owner.prep
        last = phrase.own_end - 1
        if last <= phrase.core or phrase.definite:
            return False
        word, norm = view.words[last], view.norm(last)
        uses = (
            word.nouns,
            word.events,
            word.verbs,
            word.modifiers,
            word.settles,
            word.participles,
            word.tags,
            word.pre,
        )
        known = any(uses) or norm[0] in "لب"
        return not known and not norm.endswith(("ي", "يه", "ه", "ات")) and view.tokens[last].kind == "word"

    def _capital(self, iso: str) -> GazetteerPlace | None:
        row = self.knowledge.names.countries.get(iso)
        names = row["capital_ar"].split("|") if row is not None else []
        found = [p for name in names for p in self.knowledge.gazetteer.named(name) if p.country == iso]
        return max((p for p in found if p.level == "town"), key=lambda p: p.population, default=None)

    # -- short mentions -------------------------------------------------------------------------------------------

    def _earlier(self, view: View, phrase: Phrase) -> Place | None:
        """«المدينة», «المنطقة», «أطرافها»: the place named before that it stands for."""
        head = phrase.place_head
        if head is None or not (phrase.definite or phrase.suffix):
            return None
        if head.noun in _COUNTRIES and not phrase.suffix:
            if phrase.grammatical == "s" or view.norm(phrase.core).endswith("البلاد"):
                return self._the_country(view, phrase)
            end = phrase.own_end or phrase.end
            several = Span(*self._offsets(view, (phrase.core, end)))
            return Place(several, level="country") if end > phrase.core + 1 else None  # «الدول المجاورة»
        found = self._side_of_last(view, phrase) if phrase.bearing else self._antecedent(view, phrase, head)
        if found is None:
            return None
        start, end = name_offsets(view, phrase.core, phrase.own_end or phrase.end)
        span = Span(start, end, self.report.text[start:end])
        return replace(found, span=span, name_ar=found.name_ar or found.span.text)

    def _side_of_last(self, view: View, phrase: Phrase) -> Place | None:
        """«الريف الشمالي»: of the governorate, or of the town, that was named last."""
        start = view.tokens[phrase.core].start
        for named in reversed(self._named):
            if named.start >= start or not named.phrase.places:
                continue
            levels = {p.level for p in named.phrase.places}
            if "governorate" in levels or named.phrase.place_head is not None:
                chosen = self.place(named.view, named.phrase)
                row = self.knowledge.gazetteer.by_id.get(chosen.id or "") if chosen is not None else None
                if chosen is None or row is None or row.level == "country":
                    continue
                side = replace(phrase, places=named.phrase.places)
                lat, lon, radius = self._part(side, row)
                return replace(chosen, lat=lat, lon=lon, radius_km=radius, level="district")
        return None

    def _the_country(self, view: View, phrase: Phrase) -> Place | None:
        """«البلاد»: the country of the last place named, else the one that the report speaks of most."""
        last = self._last(view, phrase)
        ranked = [c for c, _ in self.around.countries.most_common() if c in self.knowledge.gazetteer.countries]
        if (
            last is not None
            and last.country in self.knowledge.gazetteer.countries
            and self.around.share(last.country) > 0.2
        ):
            ranked.insert(0, last.country)
        if not ranked:
            return None
        row = self.knowledge.gazetteer.countries[ranked[0]]
        span = Span(*self._offsets(view, (phrase.core, phrase.own_end or phrase.end)))
        return Place(
            span, row.id, row.name_ar, row.name_en, row.lat, row.lon, "country", row.radius_km, row.country, None, None
        )

    def _antecedent(self, view: View, phrase: Phrase, head: Noun) -> Place | None:
        start = view.tokens[phrase.core].start
        several = phrase.grammatical in ("p", "d", "dp") and not phrase.suffix
        before = [n for n in reversed(self._named) if n.start < start]
        for named in sorted(before, key=lambda n: min(n.depth, 2)):
            if several and named.listed is None:
                continue
            if not (phrase.suffix or self._may_be(named, head)):
                continue
            first = named.listed if several and named.listed is not None else named.phrase
            found = self.place(named.view, first)
            if found is not None and self._level_fits(found, named.phrase, head, bool(phrase.suffix)):
                return found
        if head.noun in _GOVERNORATES:
            return self._governorate(view, phrase)
        return None

    @staticmethod
    def _may_be(named: _Named, head: Noun) -> bool:
        """Whether a name may have been what the head of a short mention speaks of, by the head that it had."""
        other = named.phrase.place_head
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

    @staticmethod
    def _level_fits(found: Place, phrase: Phrase, head: Noun, suffix: bool) -> bool:
        if suffix or head.noun in _ANY_AREA:
            return found.level != "country"
        if phrase.place_head is not None and phrase.place_head.noun == head.noun:
            return True
        if head.noun in _TOWNS:
            return found.level == "town"
        return bool(head.level) and found.level == head.level and head.level != "site"

    def _governorate(self, view: View, phrase: Phrase) -> Place | None:
        """«المحافظة» where none was named: that of the last place named."""
        last = self._last(view, phrase)
        row = self.knowledge.gazetteer.by_id.get(last.admin1 or "") if last is not None else None
        if last is None or row is None:
            return None
        return Place(
            last.span, row.id, row.name_ar, row.name_en, row.lat, row.lon, "governorate", row.radius_km, row.country,
            None, None,
        )  # fmt: skip

    def _last(self, view: View, phrase: Phrase) -> Place | None:
        """The last place with a point that was named before a phrase."""
        start = view.tokens[phrase.core].start
        for named in reversed(self._named):
            if named.start < start:
                found = self.place(named.view, named.phrase)
                if found is not None and found.lat is not None and found.level != "country":
                    return found
        return None


def name_offsets(view: View, first: int, last: int) -> tuple[int, int]:
    """The stretch of raw text of tokens [first, last) without the clitics written with the first."""
    start, end = view.span(first, last)
    word, token = view.words[first], view.tokens[first]
    # «وقوات», «لقوات», «بقصف»: the clitic is no part of the name; «للجيش» keeps its letters
    cut = 1 if first in view.glued else 0
    for clitic in (word.conj if not cut else "", word.pre if word.pre != "ك" else ""):
        if clitic and token.norm[cut : cut + len(clitic)] == clitic and len(token.norm) - cut > 3:
            if clitic == "ل" and token.norm[cut:].startswith("لل"):
                break
            cut += len(clitic)
    if cut and token.raw[:cut] == token.norm[:cut]:
        start += cut
    return start, end


def fill_points(places: list[Place], wide: Place | None) -> list[Place]:
    """The members of one list; those that no table knows take a rough point from the others («قرى أ وب وج»)."""
    known = next((p for p in places if p.lat is not None and p.level in ("town", "neighbourhood", "site")), wide)
    if known is None:
        return places
    return [
        p if p.lat is not None
        else replace(
            p, lat=known.lat, lon=known.lon, radius_km=max(20.0, known.radius_km or 0.0), country=known.country,
            admin1=known.admin1,
        )
        for p in places
    ]  # fmt: skip


def _between(a: Place, b: Place) -> Place | None:
    """The middle of the road between two places that lie within a day's drive."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    gap = distance_km(a.lat, a.lon, b.lat, b.lon)
    if gap > 200:
        return None
    return replace(a, lat=round((a.lat + b.lat) / 2, 4), lon=round((a.lon + b.lon) / 2, 4), radius_km=max(5.0, gap / 2))


def _is_seat(town: GazetteerPlace, chosen: GazetteerPlace) -> bool:
    """Whether a town is the one after which a governorate is called."""
    if town.level != "town" or town.country != chosen.country:
        return False
    return (
        chosen.level != "governorate"
        or distance_km(town.lat, town.lon, chosen.lat, chosen.lon) < 1.5 * chosen.radius_km
    )


def _of_the_country(phrase: Phrase | None) -> bool:
    """Whether a phrase is «البلاد» or a side of it: which country that is, is a guess."""
    while phrase is not None and phrase.direction and phrase.within is not None:
        phrase = phrase.within
    return (
        phrase is not None
        and phrase.place_span is None
        and phrase.place_head is not None
        and phrase.place_head.noun in _COUNTRIES
    )


def _level(level: str) -> Level | None:
    return level or None  # type: ignore[return-value]
