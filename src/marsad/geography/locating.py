"""A string that tells a place becomes a point with a radius, or an honest "not known", with the reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.errors import InputError
from marsad.geography.along import AREAS, ROADS, along
from marsad.geography.areas import middle, part_of
from marsad.geography.expressions import Parser, Part
from marsad.geography.gazetteer import Gazetteer, GazetteerPlace
from marsad.geography.geocoder import Anchor, Surroundings, distance_km
from marsad.geography.heads import Head
from marsad.geography.lookup import Names
from marsad.geography.namesakes import Evidence, pick
from marsad.model import Level, Place, Span

_RANK = {"site": 0, "neighbourhood": 1, "town": 2, "district": 3, "governorate": 4, "country": 5}
_SMALL = frozenset({"site", "neighbourhood", "town", "district"})
_SITE_KM = 15.0  # a stretch of a road that reaches farther is an area
_ROAD_KM = 60  # between two places whose names stand together
_APART_KM = 25  # places of one name that lie within this of each other are a town and its district
_ONE_END_KM = 15.0  # how far off a point between a known and an unknown place may be
# What is often called after a place, a person or a day elsewhere: its name alone is no evidence of where it lies.
_CALLED_AFTER = frozenset({"شارع", "مسجد", "جامع", "مدرسة", "دوار", "ساحة", "ميدان", "جادة", "حديقة", "كتيبة", "صالة", "برج",
                           "فندق", "مطعم", "صيدلية", "محل", "منزل", "بيت", "معهد", "كلية", "مكتب", "مقر", "عمارة", "بناية",
                           "جامعة", "روضة", "جولة", "سينما", "مخبز", "فرن", "بنك", "مصرف", "كراج", "محطة", "مخيم", "مزرعة",
                           "مستشفى", "مشفى"})  # fmt: skip
_FEATURES = frozenset({"جسر", "باب", "تل", "جبل", "برج", "قلعه", "قصر", "خان", "وادي", "عين", "سد"})
_OF_THE_TOWN = frozenset({"مستشفى", "مشفى"})  # bear the name of the town that they stand in


@dataclass(frozen=True, slots=True)
class Located:
    """What a string was found to mean: the place or None, the reasons in the order of the decisions."""

    text: str
    place: Place | None
    reasons: tuple[str, ...]
    within: Place | None = None  # the wider place that is known where the place itself is not
    score: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """The object that `marsad geocode --format json` prints, without the id."""
        return {
            "place": self.place.to_dict() if self.place else None,
            "within": self.within.to_dict() if self.within else None,
            "score": round(self.score, 2),
            "reasons": list(self.reasons),
        }


@dataclass(slots=True)
class _Work:
    """The parts of one string and what was found out about them."""

    text: str
    parts: list[Part]
    around: Surroundings
    near: Anchor | None
    country: str
    reasons: list[str]


class Geocoder:
    """Strings to places over one gazetteer; the same tables and the same choice as in reading."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.parser = Parser(gazetteer)

    def located(self, text: str, country: str = "", near: str | tuple[float, float] | None = None) -> Located:
        """As `locate`, with the country checked and `near` a point or the name of a place.

        Raises:
            InputError: there is no such country, or `near` is no place.
        """
        return self.locate(text, self.country(country), self.point(near, country))

    def country(self, code: str) -> str:
        """An ISO country code, checked; empty for none."""
        if code and code.upper() not in self.gazetteer.countries:
            raise InputError(f"{code!r} is no ISO country code", hint="Two letters, e.g. SY")
        return code.upper()

    def point(self, near: str | tuple[float, float] | None, country: str = "") -> tuple[float, float] | None:
        """The point that `near` tells: «36.2,37.1», or the name of a place."""
        if not near:
            return None
        numbers = near if not isinstance(near, str) else _coordinates(near)
        if numbers is not None:
            if not (abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180):
                raise InputError(
                    f"{numbers[0]:g},{numbers[1]:g} is no point on Earth", hint="Latitude, longitude in degrees"
                )
            return numbers
        place = self.locate(str(near), country.upper()).place
        if place is None or place.lat is None or place.lon is None:
            raise InputError(f"near {near!r}: that place is not known", hint="Give latitude,longitude")
        return place.lat, place.lon

    def locate(self, text: str, country: str = "", near: tuple[float, float] | None = None) -> Located:
        """The place that a string means.

        Args:
            text: a name, or an expression such as «50 كم شمال شرق حلب».
            country: ISO code of the country that is spoken of, where known.
            near: a point that the place lies near to, where known.
        """
        parts = self.parser.parse(text, country)
        anchor = Anchor(near[0], near[1], "", 60.0, 200.0) if near is not None else None
        around = Surroundings()
        if country:
            around.countries[country] += 2
        work = _Work(text, parts, around, anchor, country, [])
        if not parts:
            return Located(text, None, ("no name of a place in it",))
        for part in parts:
            self._tell(part, work)
        if (located := self._along(work)) is not None:
            return located
        if any(part.between for part in parts[:-1]):
            return self._between(work) or Located(text, None, (*work.reasons, "no middle between the two"))
        return self._between(work) or self._compose(work)

    def _tell(self, part: Part, work: _Work) -> None:
        """Say how many places bear a name, and how they were found."""
        if not part.found:
            abroad = len(self.gazetteer.named(part.form)) if part.form else 0
            note = f"in no table of {work.country}, {abroad} elsewhere" if abroad else "in no table"
            work.reasons.append(f"{_name(work, part)}: {note}")
            return
        how = {"name": "by name", "spelling": "spelt otherwise", "slip": "with a slip", "latin": "in Latin letters"}
        total = len(part.found)
        work.reasons.append(f"{_name(work, part)}: {total} place{'s' * (total > 1)} {how[part.how]}")

    # -- composition ----------------------------------------------------------------------------------------------

    def _along(self, work: _Work) -> Located | None:
        """«M5 between X and Y», «the road of A and B near X»: a stretch of a road."""
        found = along(work.parts, self.gazetteer.roads, Names(self.gazetteer, work.country))
        if found is None:
            return None
        road, (lat, lon, radius), places, named = found
        own = self.gazetteer.place(road.id) if named else None
        told = " and ".join(p.name_en or p.name_ar for p in places)
        work.reasons.append(f"on the road {road.id}" + (f": at {told}" if told else ""))
        admin1 = {p.admin1 for p in places}
        place = Place(
            _span(work, work.parts[0], work.parts[-1]), own.id if own else None, own.name_ar if own else None,
            own.name_en if own else None, lat, lon, "site" if radius <= _SITE_KM else "district", radius, road.country,
            (admin1.pop() or None) if len(admin1) == 1 else None, None,
        )  # fmt: skip
        return Located(work.text, place, tuple(work.reasons), score=1.0)

    def _between(self, work: _Work) -> Located | None:
        """«بين X و Y», «طريق X - Y»: the middle of the two."""
        for i, first in enumerate(work.parts[:-1]):
            second = work.parts[i + 1]
            road = first.head is not None and first.head.noun in ROADS
            if not (first.between or (road and second.relation in ("beside", "and"))):
                continue
            ends = self._ends(first, second, work)
            if ends is None:
                continue
            a, b, score = ends
            point = middle((a.lat, a.lon), (b.lat, b.lon))
            if point is None:
                continue
            lat, lon, radius = point
            if a is b:
                radius = _ONE_END_KM
                work.reasons.append(f"only one of the two is known: {a.name_en or a.name_ar}")
            else:
                work.reasons.append(f"the middle between {a.name_ar} and {b.name_ar}")
            place = Place(
                _span(work, first, second), None, None, None, lat, lon, "site" if road else "district", radius,
                a.country, a.admin1 or None, None,
            )  # fmt: skip
            return Located(work.text, place, tuple(work.reasons), score=score)
        return None

    def _ends(self, first: Part, second: Part, work: _Work) -> tuple[GazetteerPlace, GazetteerPlace, float] | None:
        """The two places between which something lies; of namesakes the one near the other end, one alone twice."""
        best = [self._best(part, work, []) for part in (first, second)]
        for here, there, part in ((0, 1, second), (1, 0, first)):
            known = best[here]
            if known is not None and best[there] is None:
                near = min(
                    (p for p in part.found if p.level in _SMALL),
                    key=lambda p: distance_km(p.lat, p.lon, known[0].lat, known[0].lon), default=None,
                )  # fmt: skip
                close = near is not None and distance_km(near.lat, near.lon, known[0].lat, known[0].lon) <= _ROAD_KM
                best[there] = (near, known[1]) if near is not None and close else known
        if best[0] is None or best[1] is None:
            return None
        return best[0][0], best[1][0], min(best[0][1], best[1][1])

    def _compose(self, work: _Work) -> Located:
        """The most specific part with the others as what it lies in or near."""
        order = self._order(work)
        fallback: Located | None = None
        for rank_, part in enumerate(order):
            # what contradicts all else, or is one of many of its name, says nothing of where the others lie
            others = [o for o in order if o is not part and o not in order[:rank_]]
            if not part.found:
                continue
            if self._only_called_after(part):
                work.reasons.append(f"{_name(work, part)}: may be called after a place elsewhere")
                continue
            best = self._best(part, work, list(self._anchors(part, others)), self._divisions(others))
            if best is None:
                continue
            chosen, score = best
            if rank_ == 0 or not self._missing(order[:rank_]):
                return Located(work.text, self._place(part, chosen, work), tuple(work.reasons), score=score)
            fallback = self._around(part, order[:rank_], chosen, score, work)
            if fallback.place is not None:
                return fallback
        return fallback or Located(work.text, None, tuple(work.reasons))

    @staticmethod
    def _order(work: _Work) -> list[Part]:
        """The parts from the most specific to the widest; among equals as they stand."""

        def width(part: Part) -> int:
            if part.head is not None and part.head.noun in AREAS and part.found:
                return 4 if any(p.level == "governorate" for p in part.found) else 3
            if not part.found:
                return 0
            if part.head is not None and part.head.klass != "area-head" and part.head.level:
                return _RANK[part.head.level]
            return min(_RANK[p.level] for p in part.found)

        first = work.parts[0]
        if len(work.parts) > 1 and first.found and width(first) < 3:
            return work.parts  # «X، Y», «X في Y»: the first is meant
        return sorted(work.parts, key=lambda p: 0 if not p.found else 1 if width(p) < 3 else 2 + width(p))

    @staticmethod
    def _missing(before: Sequence[Part]) -> bool:
        """Whether a part that is more specific was not found."""
        return any(True for _ in before)

    @staticmethod
    def _only_called_after(part: Part) -> bool:
        head = part.head
        if head is None or head.noun not in _CALLED_AFTER:
            return False
        if part.form.split(" ")[0] in _FEATURES and " " in part.form:
            return False  # «دوار جسر الحج»: what a bridge or a gate is called stands once
        if head.noun in _OF_THE_TOWN and any(p.level == "town" for p in part.found):
            return False
        return head.level == "site" or not any(p.level in ("site", "neighbourhood") for p in part.found)

    @staticmethod
    def _divisions(others: Sequence[Part]) -> frozenset[str]:
        """The codes of the governorates and districts that are named with a part."""
        return frozenset(p.id for other in others for p in other.found if p.level in ("governorate", "district"))

    @staticmethod
    def _anchors(part: Part, others: Sequence[Part]) -> Iterator[Anchor]:
        """The points that a part must lie near, by the other parts."""
        for other in others:
            found = [p for p in other.found if p.level != "country"]
            if not found or len(found) > 6:
                continue
            if len({p.country for p in found}) == 1 and (wide := [p for p in found if p.level == "governorate"]):
                reach = max(40.0, 1.2 * wide[0].radius_km)
                yield Anchor(wide[0].lat, wide[0].lon, wide[0].country, reach, 2 * reach)
            elif _one_place(found):
                seat = next((p for p in found if p.level == "town"), found[0])
                reach = (20.0 if _inside(part, other) else 40.0) + max(p.radius_km for p in found)
                yield Anchor(seat.lat, seat.lon, "", reach, 2 * reach)

    def _best(
        self, part: Part, work: _Work, anchors: list[Anchor], divisions: frozenset[str] = frozenset()
    ) -> tuple[GazetteerPlace, float] | None:
        """The place of a part; None where namesakes lie apart and nothing decides between them."""
        if not part.found:
            return None
        if work.near is not None:
            anchors = [*anchors, work.near]
        evidence = Evidence(anchors, divisions, work.around)
        best = pick(self.gazetteer, part, _name(work, part), evidence, work.reasons)
        return None if best is None else (self.gazetteer.refined(best[0]), best[1])

    # -- results --------------------------------------------------------------------------------------------------

    def _place(self, part: Part, chosen: GazetteerPlace, work: _Work) -> Place:
        lat, lon, radius = chosen.lat, chosen.lon, max(chosen.radius_km, chosen.precision_km)
        level: Level = chosen.level
        for head in part.heads:
            if head.klass == "area-head":
                radius = max(radius, head.radius_km if head.noun != "منطقة" else 5.0)
        if part.bearing:
            # «أطراف مدينة إدلب الغربية» is the edge of the city, «غرب إدلب» reaches into its countryside
            city = any(h.level == "town" or h.noun == "أطراف" for h in part.heads)
            lat, lon, radius = part_of(chosen, [chosen] if city else part.found, part.bearing, part.distance_km)
            level = "district" if level in ("governorate", "country") else level
            work.reasons.append(f"moved to the side that is named: {' '.join(part.bearing)}")
        elif part.distance_km is not None:
            radius = max(radius, part.distance_km)
        elif part.head is not None and chosen.level == "town":
            level, radius = _by_head(part.head, level, radius)
        return Place(
            _span(work, part, part), chosen.id, chosen.name_ar or None, chosen.name_en or None, lat, lon, level, radius,
            chosen.country, chosen.admin1 or None, chosen.admin2 or None,
        )  # fmt: skip

    def _around(
        self, part: Part, missing: Sequence[Part], chosen: GazetteerPlace, score: float, work: _Work
    ) -> Located:
        """A name that no table knows in (or near) a place that one knows: its point, with a radius that says so."""
        first = missing[0]
        wide = self._place(part, chosen, work)
        head = first.head
        inside = head is not None and (head.level in ("site", "neighbourhood") or head.klass != "place-head")
        seat = next((p for p in part.found if p.level == "town"), None)
        if chosen.level in ("governorate", "country") and seat is not None and inside:
            chosen = seat
        if chosen.level in ("governorate", "country"):
            work.reasons.append(f"known only to lie in {chosen.name_en or chosen.name_ar}")
            return Located(work.text, None, tuple(work.reasons), within=wide)
        radius = max(chosen.radius_km, chosen.precision_km, 3.0) if inside else max(15.0, chosen.radius_km)
        lat, lon = chosen.lat, chosen.lon
        if part.bearing or first.distance_km is not None:
            lat, lon, radius = part_of(chosen, part.found, part.bearing or first.bearing, part.distance_km)
        work.reasons.append(f"{_name(work, first)} is not known: the point of {chosen.name_en or chosen.name_ar}")
        place = Place(
            _span(work, first, first), None, None, None, lat, lon, "site" if inside else "town", radius,
            chosen.country, chosen.admin1 or None, chosen.admin2 or None,
        )  # fmt: skip
        return Located(work.text, place, tuple(work.reasons), within=wide, score=score)


def _by_head(head: Head, level: Level, radius: float) -> tuple[Level, float]:
    """Level and radius of what a head word calls after a town: «ريف X», «ناحية X», «محور X», «مطار X»."""
    if head.noun == "ريف":
        return "district", max(15.0, radius)
    if head.klass == "place-head" and head.level in ("district", "site"):
        return head.level, max(head.radius_km, radius)
    return level, radius


def _coordinates(text: str) -> tuple[float, float] | None:
    """Latitude and longitude written as two numbers with a comma."""
    match = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*[,،]\s*(-?\d+(?:\.\d+)?)\s*", text)
    return (float(match[1]), float(match[2])) if match else None


def _one_place(found: Sequence[GazetteerPlace]) -> bool:
    """Whether the places of a name are one: a town and the districts that are called after it."""
    first = found[0]
    return all(distance_km(first.lat, first.lon, p.lat, p.lon) <= _APART_KM for p in found[1:])


def _inside(part: Part, other: Part) -> bool:
    """Whether a part is said to lie in the other («X في Y»)."""
    return other.relation == "in" and other.start > part.start


def _span(work: _Work, first: Part, last: Part) -> Span:
    return Span(first.start, last.end, work.text[first.start : last.end])


def _name(work: _Work, part: Part) -> str:
    return f"«{work.text[part.start : part.end]}»"
