"""Points that are told from other points: a side of a place, a distance from it, the middle between two."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.geography.gazetteer import GazetteerPlace
from marsad.geography.geocoder import distance_km, moved

# The direction that a word names, as (north, east).
BEARINGS = {"شمال": (1, 0), "جنوب": (-1, 0), "شرق": (0, 1), "غرب": (0, -1)}
# How far the middle of «the north of X» lies from the point of X: of a capital that lends its name to a governorate,
# of another town, of a site in km; of a governorate and a country as a part of its radius.
BEARING_KM = {"capital": 30.0, "district": 10.0, "town": 6.0, "neighbourhood": 2.0, "site": 3.0}
BEARING_PART = {"governorate": 0.5, "country": 0.6}
_ROAD_KM = 200  # farther apart, two places have no road «between» them


def direction(bearing: Sequence[str]) -> tuple[float, float]:
    """The vector (north, east) of the sides that words name.

    >>> direction(("شمال", "شرق"))
    (1, 1)
    """
    return sum(BEARINGS[b][0] for b in bearing), sum(BEARINGS[b][1] for b in bearing)


def part_of(
    chosen: GazetteerPlace, namesakes: Sequence[GazetteerPlace], bearing: Sequence[str], km: float | None
) -> tuple[float, float, float]:
    """Point and radius of «شمال حلب», «ريف إدلب الجنوبي»: a part of the place, or the land on that side of it.

    Args:
        chosen: the place that the name means.
        namesakes: all places of the name; a governorate among them makes «شمال حلب» reach into its countryside.
        bearing: the sides that are named.
        km: the distance that is told with them.
    """
    north, east = direction(bearing)
    seat = next((p for p in namesakes if is_seat(p, chosen)), None)
    wide = next((p for p in namesakes if p.level == "governorate" and p.country == chosen.country), None)
    if km is not None:
        point = moved(*((seat.lat, seat.lon) if seat else (chosen.lat, chosen.lon)), north, east, km)
        return *point, max(3.0, 0.2 * km)
    if chosen.level == "country" or (chosen.level == "governorate" and seat is None):
        km = BEARING_PART[chosen.level] * chosen.radius_km
        return *moved(chosen.lat, chosen.lon, north, east, km), max(30.0, 0.6 * chosen.radius_km)
    base = seat if seat is not None and wide is not None else chosen
    km = BEARING_KM["capital" if wide is not None else base.level]
    km = min(km, BEARING_PART["governorate"] * wide.radius_km) if wide is not None else km
    return *moved(base.lat, base.lon, north, east, km), km if wide is not None else 1.5 * km


def middle(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float] | None:
    """Point and radius of what lies between two points; None where they are no day's drive apart.

    >>> middle((36.0, 37.0), (36.2, 37.0))
    (36.1, 37.0, 11.1)
    """
    gap = distance_km(*a, *b)
    if gap > _ROAD_KM:
        return None
    return round((a[0] + b[0]) / 2, 4), round((a[1] + b[1]) / 2, 4), max(5.0, round(gap / 2, 1))


def is_seat(town: GazetteerPlace, chosen: GazetteerPlace) -> bool:
    """Whether a town is the one after which a governorate is called."""
    if town.level != "town" or town.country != chosen.country:
        return False
    return (
        chosen.level != "governorate"
        or distance_km(town.lat, town.lon, chosen.lat, chosen.lon) < 1.5 * chosen.radius_km
    )
