"""Which events are asked for: by day, area, actor, type, status and agreement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad import ontology
from marsad.events.event import Event
from marsad.events.phrases import words
from marsad.events.spots import RANK
from marsad.geography.geocoder import distance_km
from marsad.model import Mention, Place

_SPOT_KM = 2.0  # reach of an area whose radius is not known


@dataclass(frozen=True, slots=True)
class Selection:
    """What an event must be to be shown; what is None or empty is not asked. Days are ISO 8601, both inclusive."""

    since: str | None = None
    until: str | None = None
    area: Place | None = None
    actor: str | None = None
    type: str | None = None
    status: str | None = None
    agreement: str | None = None

    def of(self, events: Iterable[Event]) -> list[Event]:
        """The events that are asked for, in their order."""
        return [event for event in events if self.fits(event)]

    def fits(self, event: Event) -> bool:
        """Whether an event is asked for; one without days or place is none of a period or an area."""
        if self.type is not None and self.type not in (event.type, ontology.families()[event.type]):
            return False
        if self.status not in (None, event.status) or self.agreement not in (None, event.agreement):
            return False
        if self.since or self.until:
            start, end = event.days
            last, first = end or start, start or end
            if last is None or first is None or last < (self.since or last) or first > (self.until or first):
                return False
        if self.area is not None and not (event.place is not None and within(event.place, self.area)):
            return False
        return self.actor is None or any(named(m, self.actor) for m in (*event.actors, *event.targets))


def within(place: Place, area: Place) -> bool:
    """Whether a place lies in an area: by division, else by the area's point and radius; nothing lies in a smaller place.

    A place lies in itself.
    """
    if place.id is not None and place.id == area.id:
        return True
    if area.level == "country":
        return place.country == area.country
    if area.level == "governorate":
        return place.admin1 == area.id and place.level != "country"
    if RANK[place.level or "town"] > RANK[area.level or "town"]:
        return False
    if None in (place.lat, place.lon, area.lat, area.lon):
        return False
    reach = area.radius_km or _SPOT_KM
    return distance_km(place.lat or 0.0, place.lon or 0.0, area.lat or 0.0, area.lon or 0.0) <= reach


def named(mention: Mention, name: str) -> bool:
    """Whether a mention is asked for by an id, a camp, or words that all stand in one of its names."""
    if name in (mention.id, mention.side):
        return True
    asked = words(name)
    names = (mention.span.text, mention.name_ar or "", mention.name_en or "")
    return bool(asked) and any(asked <= words(one) for one in names)
