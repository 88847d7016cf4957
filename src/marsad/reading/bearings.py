"""Sides of places: where «شمال حلب», «ريف إدلب الجنوبي», «جنوبي البلدة» lie and how far they reach."""

from __future__ import annotations

from dataclasses import replace

from marsad.geography.gazetteer import GazetteerPlace
from marsad.geography.geocoder import distance_km, moved
from marsad.model import Level, Place, Span
from marsad.reading.phrase import Phrase

# The direction that a word names, as (north, east).
_BEARINGS = {"شمال": (1, 0), "جنوب": (-1, 0), "شرق": (0, 1), "غرب": (0, -1)}
# How far the middle of «the north of X» lies from the point of X: of a capital that lends its name to a governorate,
# of another town, of a site in km; of a governorate and a country as a part of its radius.
_BEARING_KM = {"capital": 30.0, "district": 10.0, "town": 6.0, "neighbourhood": 2.0, "site": 3.0}
_BEARING_PART = {"governorate": 0.5, "country": 0.6}


def side_of_place(span: Span, phrase: Phrase, inner: Place | None) -> Place:
    """«جنوبي البلدة», «شرق البلاد»: a side of what a short mention stands for."""
    if inner is None or inner.lat is None or inner.lon is None:
        return Place(span, level="district")
    north, east = _bearing(phrase)
    level, radius = inner.level or "town", inner.radius_km or 10.0
    km = phrase.distance_km or (
        _BEARING_PART[level] * radius if level in _BEARING_PART else _BEARING_KM.get(level, _BEARING_KM["town"])
    )
    lat, lon = moved(inner.lat, inner.lon, north, east, km)
    kind = {"country": "governorate", "governorate": "district"}.get(level, level)
    return replace(inner, span=span, id=None, lat=lat, lon=lon, level=as_level(kind), radius_km=max(km, 2.0))


def part_of(phrase: Phrase, chosen: GazetteerPlace) -> tuple[float, float, float]:
    """Point and radius of «شمال حلب», «ريف إدلب الجنوبي»: a part of the place, or the land on that side of it."""
    north, east = _bearing(phrase)
    seat = next((p for p in phrase.places if _is_seat(p, chosen)), None)
    wide = next((p for p in phrase.places if p.level == "governorate" and p.country == chosen.country), None)
    if phrase.distance_km is not None:
        point = moved(*((seat.lat, seat.lon) if seat else (chosen.lat, chosen.lon)), north, east, phrase.distance_km)
        return *point, max(3.0, 0.2 * phrase.distance_km)
    if chosen.level == "country" or (chosen.level == "governorate" and seat is None):
        km = _BEARING_PART[chosen.level] * chosen.radius_km
        return *moved(chosen.lat, chosen.lon, north, east, km), max(30.0, 0.6 * chosen.radius_km)
    base = seat if seat is not None and wide is not None else chosen
    km = _BEARING_KM["capital" if wide is not None else base.level]
    km = min(km, _BEARING_PART["governorate"] * wide.radius_km) if wide is not None else km
    return *moved(base.lat, base.lon, north, east, km), km if wide is not None else 1.5 * km


def _bearing(phrase: Phrase) -> tuple[int, int]:
    """The direction that the words of a phrase name, as (north, east)."""
    return sum(_BEARINGS[b][0] for b in phrase.bearing), sum(_BEARINGS[b][1] for b in phrase.bearing)


def _is_seat(town: GazetteerPlace, chosen: GazetteerPlace) -> bool:
    """Whether a town is the one after which a governorate is called."""
    if town.level != "town" or town.country != chosen.country:
        return False
    return (
        chosen.level != "governorate"
        or distance_km(town.lat, town.lon, chosen.lat, chosen.lon) < 1.5 * chosen.radius_km
    )


def as_level(level: str) -> Level | None:
    """A level of the tables as one of the model; None for none."""
    return level or None  # type: ignore[return-value]
