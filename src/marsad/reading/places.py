"""Place phrases of one report become places: the name, the point, its reach; short mentions find what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from marsad.geography.areas import middle
from marsad.geography.gazetteer import GazetteerPlace
from marsad.geography.geocoder import Anchor, Surroundings, distance_km, rank
from marsad.geography.roads import Road, Roads
from marsad.geography.spelling import loose
from marsad.language.ar.script import normal
from marsad.model import Level, Place, Report, Span, Step
from marsad.reading.bearings import as_level, part_of, side_of_place
from marsad.reading.clauses import Clause
from marsad.reading.dateline import town_of_dateline
from marsad.reading.name_spans import name_span
from marsad.reading.named_places import COMMON_SITES, NamedPlace, bare_place, named_places, short_mentions, survey
from marsad.reading.phrase import Phrase, name_tokens
from marsad.reading.short_mentions import ShortMentions, at, capital, is_of_the_country
from marsad.reading.structures import Structures
from marsad.reading.view import Knowledge, View

_TOLD = 3  # namesakes that `explain` lists
_SIDE_REACH_KM = 180.0
_PARTS_OF_TOWNS = frozenset({"neighbourhood", "site"})  # lie near the town named last, where nothing else is said
_TOWN_OR_PART = _PARTS_OF_TOWNS | {"town"}
_CALLED_AFTER = frozenset({"شارع", "ساحة", "ميدان", "دوار", "جولة", "جسر", "طريق", "أوتوستراد", "مفرق"})
_IN_TOWN_KM = 40.0  # a building is called after a town farther off, if after any
_HOME_SHARE, _MAIN_SHARE = 0.3, 0.5  # of the countries that a report names
_BORDERS = frozenset({"حدود", "شريط حدودي", "منطقة حدودية"})


@dataclass(slots=True)
class PlaceResolver:
    """Turns place phrases into places; remembers in the order of the text what was named."""

    knowledge: Knowledge
    report: Report
    around: Surroundings = field(default_factory=Surroundings)
    _named: list[NamedPlace] = field(default_factory=list)  # in the order of the text
    _structures: Structures = field(init=False)
    _mentions: tuple[View, list[tuple[int, Phrase]]] | None = None  # of the sentence noted last
    _unlisted: dict[str, Place] = field(default_factory=dict)  # by name, those that no table knows
    choices: dict[Span, tuple[int, list[tuple[float, GazetteerPlace]]]] = field(default_factory=dict)  # for `explain`
    _done: dict[int, tuple[Phrase, Place | None]] = field(default_factory=dict)  # by identity; keeps the phrase alive
    _busy: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._structures = Structures(self.report.text)

    def survey(self, views: Iterable[View]) -> None:
        """Note the countries and the unmistakable places of the whole report, before the first choice."""
        survey(views, self.around)
        outlet = self.knowledge.names.outlets_by_name.get(normal(self.report.outlet or ""))
        if outlet is not None and (outlet.country in self.around.countries or not self.around.countries):
            self.around.countries[outlet.country] += 1  # rather its own country than another

    def sentence(self, view: View, clauses: Sequence[Clause]) -> None:
        """Note the named places of a sentence in the order of the text."""
        self._named += named_places(view, clauses)
        self._mentions = view, short_mentions(clauses)

    def is_capital(self, place: Place) -> bool:
        """Whether a place is the seat of a government."""
        seat = capital(self.knowledge, place.country) if place.country else None
        return seat is not None and seat.id == place.id

    def named_before(self, view: View) -> list[Place]:
        """The places by themselves, not as details of others, of the last sentence before this one that names any."""
        start, last = view.tokens[0].start, None
        found: list[Place] = []
        for named in reversed(self._named):
            if named.start >= start or named.clause < 0 or named.depth or named.phrase.kind != "place":
                continue
            if last is not None and named.view is not last:
                break
            place = self.place(named.view, named.phrase)
            if place is not None and place.level != "country":
                found.append(place)
                last = named.view
        return found

    def _short_mentions(self) -> ShortMentions:
        # made when asked for: two objects that held each other would keep a report in memory until the collector runs
        return ShortMentions(self.knowledge, self.report.text, self.around, self.place, self._named)

    def of_dateline(self, view: View) -> Place | None:
        """The place that a report is dated from, by its sentence with the dateline."""
        span = town_of_dateline(view)
        return self.place(view, bare_place(view, *span)) if span is not None else None

    def named_in(self, view: View) -> list[NamedPlace]:
        """The named places of the sentence that was noted last."""
        return [n for n in self._named if n.view is view]

    def mentioned_in(self, view: View) -> list[tuple[int, Phrase]]:
        """The phrases of the sentence noted last that stand for one place named before, with their clauses."""
        return self._mentions[1] if self._mentions is not None and self._mentions[0] is view else []

    def structure(self, view: View, phrases: Iterable[Phrase]) -> Span | None:
        """The first structure with a name of its own among phrases («مطبعة …»), or one named before («المطبعة»)."""
        return self._structures.find(view, phrases)

    def place(self, view: View, phrase: Phrase) -> Place | None:
        """The place of a phrase; None for a phrase that names none and points to none named before."""
        key = id(phrase)
        if key in self._done:
            return self._done[key][1]
        if key in self._busy:
            return None
        self._busy.add(key)
        place = self._place(view, phrase)
        self._busy.discard(key)
        self._done[key] = phrase, place
        return place

    def _place(self, view: View, phrase: Phrase) -> Place | None:
        tokens = name_tokens(phrase)
        if tokens is None:
            inner = phrase.within
            if inner is not None and (inner.place_span is not None or inner.place_head is not None):
                return self.place(view, inner)
            return self._short_mentions().place(view, phrase)
        if phrase.direction and not phrase.places and phrase.within is not None:
            whole = self.place(view, phrase.within)
            return side_of_place(name_span(view, tokens, self.report.text), phrase, whole)
        if not phrase.places and any(m.iso for m in phrase.modifiers):
            return self._country_area(view, phrase, tokens)
        wider = list(self._wider(view, phrase))
        head = phrase.place_head
        level = head.level if head is not None and head.level and not phrase.direction else ""
        if head is not None and head.noun == "ريف" and not any(p.level == "governorate" for p in phrase.places):
            level = "district"  # «ريف جسر الشغور»
        span = name_span(view, tokens, self.report.text)
        chosen = None
        if self._called_after_town(view, phrase, wider):
            phrase = replace(phrase, places=[])
        elif not phrase.places and phrase.kind == "place":
            phrase = self._spelt_otherwise(phrase, span)
        if phrase.places:
            anchors = [] if phrase.direction else list(self._anchors(view, phrase))
            sided = bool(phrase.bearing) and any(p.level == "governorate" for p in phrase.places)
            named = phrase.inner_head  # of «أطراف بلدة …» what the name belongs to
            told = named.level if named is not None and named.level and not phrase.direction else level
            ranked = rank(phrase.places, anchors, self.around, "governorate" if sided else told)
            if not ranked and phrase.within is not None and not phrase.within.place_span and phrase.near is None:
                ranked = rank(phrase.places, [], self.around, level)  # «إدلب في الشمال»
            chosen = ranked[0][1] if ranked else None if anchors else self._unmistakable(phrase)
            if chosen is None and head is None and not (wider or phrase.direction):
                return None  # «أشجار زيتون»: of that name there are only villages elsewhere
            self.choices[span] = len(phrase.places), ranked
        place = self._known(span, phrase, chosen, level) if chosen else self._unknown(view, span, phrase, wider, level)
        if chosen is not None and (road := self.knowledge.gazetteer.roads.by_id.get(chosen.id)) is not None:
            place = _on_road(road, place, wider)
        if chosen is not None:
            self.around.add(chosen)
        return place

    def _called_after_town(self, view: View, phrase: Phrase, wider: Sequence[Place]) -> bool:
        """«شارع طرابلس» in another town, «طريق دمشق» on the way there: the town that it is called after is elsewhere.

        So is that of a building where something else lies closer: «مدرسة الوحدة شرقي مدينة الضالع».
        """
        head = phrase.inner_head or phrase.place_head
        if head is None or not phrase.places or phrase.direction:
            return False
        way, building = head.noun.split()[0] in _CALLED_AFTER, head.noun in COMMON_SITES
        if not (way or building):
            return False
        here = next((p for p in wider if p.lat is not None), None) or self._short_mentions().last(view, phrase)
        if here is None or here.lat is None or here.lon is None:
            return False
        reach = _IN_TOWN_KM + (here.radius_km or 0.0)
        if building and all(distance_km(p.lat, p.lon, here.lat, here.lon) > reach for p in phrase.places):
            return True
        if not way or here.level not in _TOWN_OR_PART or any(p.level in _PARTS_OF_TOWNS for p in phrase.places):
            return False
        return all(here.id != p.id for p in phrase.places)

    def why(self, place: Place | None) -> Iterator[Step]:
        """How the place of a claim was chosen among those of its name, for `explain`."""
        total, ranked = self.choices.get(place.span, (0, [])) if place is not None else (0, [])
        if place is not None and total:
            told = ", ".join(f"{row.id} {score:.1f}" for score, row in ranked[:_TOLD])
            others = f"; {total - len(ranked)} contradict what is named with it" if total > len(ranked) else ""
            yield Step("place", "found", place.span.text, f"places of the name: {total}; fit: {told or 'none'}{others}")

    def _spelt_otherwise(self, phrase: Phrase, span: Span) -> Phrase:
        """The phrase with the places of its name in another spelling, in the countries that the report speaks of."""
        key = loose(normal(span.text))
        found = (
            [p for p in self.knowledge.gazetteer.loosely(key) if self.around.share(p.country)] if len(key) > 3 else []
        )
        return replace(phrase, places=found) if found else phrase

    def _unmistakable(self, phrase: Phrase) -> GazetteerPlace | None:
        """«مطار طرابلس الدولي», «تاجوراء»: the only place of a name, however far from the others of the report's country."""
        only, span = phrase.places[0], phrase.place_span
        if len(phrase.places) > 1 or span is None or phrase.within is not None:
            return None
        least = _HOME_SHARE if span[1] - span[0] > 1 else _MAIN_SHARE
        return only if self.around.share(only.country) >= least else None

    def _anchors(self, view: View, phrase: Phrase) -> Iterator[Anchor]:
        """The points that a place must lie near, by the wider places and neighbours that are named with it."""
        for outer in (phrase.within, phrase.near):
            if outer is None or outer is phrase or is_of_the_country(outer) or (not outer.places and outer.modifiers):
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
                own = place.id if place.id and place.id == place.admin1 else ""
                yield Anchor.of(
                    place.lat, place.lon, place.country or "", place.level or "", place.radius_km or 0.0, own
                )

    def _wider(self, view: View, phrase: Phrase) -> Iterator[Place]:
        """The wider places that a phrase stands in, then what it is said to be near."""
        for outer in (phrase.within, phrase.near):
            place = self.place(view, outer) if outer is not None and outer is not phrase else None
            if place is not None:
                yield place

    def _known(self, span: Span, phrase: Phrase, chosen: GazetteerPlace, level: str) -> Place:
        head = phrase.place_head
        if level == "district" and chosen.level in _PARTS_OF_TOWNS and head is not None and head.noun == "منطقة":
            head, level = None, ""  # «منطقة جمعية الزهراء»: a quarter is no wider for being called an area
        lat, lon, radius = chosen.lat, chosen.lon, max(chosen.radius_km, (head.radius_km if head else None) or 0.0)
        if level == "district" and chosen.level == "town":
            radius = 15.0
        if phrase.bearing:
            lat, lon, radius = part_of(phrase, chosen)
            wide = chosen.level in ("district", "governorate") or any(p.level == "governorate" for p in phrase.places)
            level = "governorate" if chosen.level == "country" else "district" if wide else chosen.level
        return Place(
            span, chosen.id, chosen.name_ar, chosen.name_en, lat, lon, as_level(level) or chosen.level, radius,
            chosen.country, chosen.admin1 or None, chosen.admin2 or None,
        )  # fmt: skip

    def _unknown(self, view: View, span: Span, phrase: Phrase, wider: list[Place], level: str) -> Place:
        """A name that no table knows: the wider place gives the point, its reach the radius."""
        built = phrase.entry is not None and phrase.entry.klass in ("structure", "military-post")
        kind: str = level or ("site" if built or phrase.kind != "place" else "town")
        outer = next((p for p in wider if p.lat is not None), None)
        if outer is None and phrase.place_head is not None and phrase.place_head.noun in _BORDERS:
            outer = self._short_mentions().last(view, phrase)  # «الحدود مع سوريا»: a border lies where the report is
        if phrase.within is not None and phrase.near is not None and len(wider) == 2:
            outer = _between(self.knowledge.gazetteer.roads, *wider) or outer
        key = normal(span.text).removeprefix("ال")
        if outer is None:
            known = self._unlisted.get(key)
            if (
                known is None
                and kind in _PARTS_OF_TOWNS
                and (last := self._short_mentions().last(view, phrase)) is not None
            ):
                if last.level in ("town", "neighbourhood", "site"):
                    return replace(
                        last, span=span, id=None, name_ar=None, name_en=None, level=as_level(kind),
                        radius_km=max(15.0, last.radius_km or 0.0),
                    )  # fmt: skip
            return replace(known, span=span) if known is not None else Place(span, level=as_level(kind))
        self._unlisted[key] = place = Place(
            span, None, None, None, outer.lat, outer.lon, as_level(kind), max(outer.radius_km or 0.0, 15.0),
            outer.country, outer.admin1, None,
        )  # fmt: skip
        return place

    def _country_area(self, view: View, phrase: Phrase, tokens: tuple[int, int]) -> Place:
        """«الأراضي العراقية», «الحدود السورية»: an area told by its country only; a border lies where the report is."""
        iso = next(m.iso for m in phrase.modifiers if m.iso)
        country = self.knowledge.gazetteer.countries.get(iso)
        span = name_span(view, tokens, self.report.text)
        head = phrase.place_head
        seat = capital(self.knowledge, iso) if head is not None and head.noun == "عاصمة" else None
        if seat is not None:
            return at(seat, span)
        if head is not None and head.noun in _BORDERS:
            sides = [m.word for m in phrase.modifiers if m.iso][:2]
            both = (
                self.knowledge.gazetteer.named("الحدود " + " ".join(f"ال{w}ة" for w in sides))
                if len(sides) == 2
                else []
            )
            if both:
                return self._known(span, replace(phrase, bearing=()), both[0], "")
            last = self._short_mentions().last(view, phrase)
            if last is not None and last.lat is not None:
                return Place(span, None, None, None, last.lat, last.lon, "district", 40.0, iso, None, None)
        if country is None:
            return Place(span, level="district", country=iso)
        return Place(
            span, None, None, None, country.lat, country.lon, "district", country.radius_km, iso, None, None,
        )  # fmt: skip


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


def _between(roads: Roads, a: Place, b: Place) -> Place | None:
    """The middle of the road between two places; where none is known they must lie within a day's drive."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    ends = (a.lat, a.lon), (b.lat, b.lon)
    road = roads.joining(*ends)
    point = road.between(*ends) if road is not None else middle(*ends)
    return replace(a, lat=point[0], lon=point[1], radius_km=point[2]) if point is not None else None


def _on_road(road: Road, place: Place, wider: Sequence[Place]) -> Place:
    """The stretch of a road in or near the places that are named with it («M4 قرب أريحا»); the road where none is."""
    for outer in wider:
        if outer.lat is None or outer.lon is None:
            continue
        wide = outer.level in ("governorate", "district")
        stretch = road.at_place((outer.lat, outer.lon), outer.radius_km or 0.0, wide=wide)
        if stretch is not None:
            lat, lon, radius = stretch
            level: Level = "district" if wide else "site"
            return replace(place, lat=lat, lon=lon, radius_km=radius, level=level, admin1=outer.admin1)
    return place
