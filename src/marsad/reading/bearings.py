"""Sides of places in reports: where «شمال حلب», «ريف إدلب الجنوبي», «جنوبي البلدة» lie and how far they reach."""

from __future__ import annotations

from dataclasses import replace

from marsad.geography import areas
from marsad.geography.areas import BEARING_KM, BEARING_PART
from marsad.geography.gazetteer import GazetteerPlace
from marsad.geography.geocoder import moved
from marsad.model import Level, Place, Span
from marsad.reading.phrase import Phrase


def side_of_place(span: Span, phrase: Phrase, inner: Place | None) -> Place:
    """«جنوبي البلدة», «شرق البلاد»: a side of what a short mention stands for."""
    if inner is None or inner.lat is None or inner.lon is None:
        return Place(span, level="district")
    north, east = areas.direction(phrase.bearing)
    level, radius = inner.level or "town", inner.radius_km or 10.0
    km = phrase.distance_km or (
        BEARING_PART[level] * radius if level in BEARING_PART else BEARING_KM.get(level, BEARING_KM["town"])
    )
    lat, lon = moved(inner.lat, inner.lon, north, east, km)
    kind = {"country": "governorate", "governorate": "district"}.get(level, level)
    return replace(inner, span=span, id=None, lat=lat, lon=lon, level=as_level(kind), radius_km=max(km, 2.0))


def part_of(phrase: Phrase, chosen: GazetteerPlace) -> tuple[float, float, float]:
    """Point and radius of «شمال حلب», «ريف إدلب الجنوبي»: a part of the place, or the land on that side of it."""
    return areas.part_of(chosen, phrase.places, phrase.bearing, phrase.distance_km)


def as_level(level: str) -> Level | None:
    """A level of the tables as one of the model; None for none."""
    return level or None  # type: ignore[return-value]
