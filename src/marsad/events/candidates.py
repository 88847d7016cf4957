"""Which claims are worth a comparison: those near in place and time, whatever else there is.

Claims lie in sites (places of one name and point); a site knows the sites beside it, and its claims by days, type and
status, so that one look at such a bucket spares many at its claims. Whether two claims meet depends on these two
alone, not on how many others there are or when they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from math import floor
from typing import TypeVar

from marsad.events.accounts import Traits
from marsad.events.scores import HOPELESS, most_by_type, of_statuses, of_times, of_types, worth
from marsad.events.spots import Spot, relation

_Some = TypeVar("_Some", bound=Traits)
Bucket = list[Traits]
CELL_DEGREES = 0.1  # about 11 km: points of neighbouring cells are beside each other
LONG_DAYS = 7  # a longer time does not point to one occurrence
_RECENT_DAYS = 2  # undated news tell of the days before their publication
_WITHIN = 60  # claims of one report are compared with so many of those that follow
_When = tuple[tuple[int, int] | None, int | None]


class _Site:
    """The claims of one spot by the day on which their window begins, and the sites beside it with their worth."""

    __slots__ = ("beside", "days", "spot")

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        self.beside: list[tuple[_Site, int]] = []
        self.days: dict[int | None, dict[_When, dict[tuple[str, str], Bucket]]] = {}


class Neighbours:
    """Claims by place and time. Those without a place meet only claims of their own report."""

    def __init__(self) -> None:
        self._sites: dict[Spot, _Site] = {}
        self._names: dict[frozenset[str], list[_Site]] = defaultdict(list)
        self._cells: dict[tuple[int, int], list[_Site]] = defaultdict(list)

    def add(self, one: Traits) -> None:
        """Let a claim be found."""
        if one.spot is None:
            return
        site = self._sites.get(one.spot) or self._settled(one.spot)
        window, when = window_of(one), (one.days, one.published)
        whens = site.days.setdefault(window[0] if window else None, {})
        whens.setdefault(when, {}).setdefault((one.type, one.status), []).append(one)

    def remove(self, one: Traits) -> None:
        """Let a claim that was added be found no more."""
        if one.spot is None:
            return
        site, window, when = self._sites[one.spot], window_of(one), (one.days, one.published)
        day, kind = window[0] if window else None, (one.type, one.status)
        whens = site.days[day]
        whens[when][kind].remove(one)
        if not whens[when][kind]:
            del whens[when][kind]
        if not whens[when]:
            del whens[when]
        if not whens:
            del site.days[day]

    def of(self, one: Traits, reach: int, least: int = HOPELESS) -> Iterator[tuple[int, Bucket]]:
        """The claims near one, by bucket, each with what its type, place, time and status are worth.

        Args:
            one: a claim. Buckets are told as if they held claims of other reports only.
            reach: days that may lie between the two.
            least: buckets worth less are left out.
        """
        if one.spot is None:
            return
        site = self._sites.get(one.spot) or self._settled(one.spot)
        bias, types, statuses, most = worth()["bias"], of_types(), of_statuses(), most_by_type()
        times: dict[_When, int] = {}
        window = window_of(one)
        for other, place in site.beside:
            for when, buckets in _whens(other, window, reach):
                time = times.get(when)
                if time is None:
                    time = times[when] = of_times(one, next(iter(buckets.values()))[0])
                base = bias + place + time
                if base + most < least:
                    continue
                for (kind, status), bucket in buckets.items():
                    fit = types.get((one.type, kind))
                    if fit is not None and (total := base + fit + statuses[one.status, status]) >= least:
                        yield total, bucket

    def _settled(self, spot: Spot) -> _Site:
        """A new site, known to those beside it: of the same name, or with a point in a cell beside its own."""
        site = self._sites[spot] = _Site(spot)
        here = list(self._names[spot.name])
        self._names[spot.name].append(site)
        place = spot.place
        if place.lat is not None and place.lon is not None:
            row, column = floor(place.lat / CELL_DEGREES), floor(place.lon / CELL_DEGREES)
            for cell in product((row - 1, row, row + 1), (column - 1, column, column + 1)):
                here += self._cells.get(cell, ())
            self._cells[row, column].append(site)
        for other in dict.fromkeys((site, *here)):
            fit = worth().get(relation(spot, other.spot), 0)
            site.beside.append((other, fit))
            if other is not site:
                other.beside.append((site, fit))
        return site


def of_report(members: Sequence[_Some]) -> Iterator[tuple[_Some, _Some]]:
    """The pairs of claims of one report that are compared: of a very long one each with the next ones."""
    ordered = sorted(members, key=lambda one: one.rank)
    for k, one in enumerate(ordered):
        for other in ordered[k + 1 : k + 1 + _WITHIN]:
            yield one, other


def window_of(one: Traits) -> tuple[int, int] | None:
    """The days of which a claim may be, as ordinals; None where nothing says."""
    if one.days is not None and one.days[1] - one.days[0] < LONG_DAYS:
        return one.days
    return None if one.published is None else (one.published - _RECENT_DAYS, one.published)


def _whens(
    site: _Site, window: tuple[int, int] | None, reach: int
) -> Iterator[tuple[_When, dict[tuple[str, str], Bucket]]]:
    """The buckets of a site by their times, as far as these lie within reach."""
    if window is None:
        yield from site.days.get(None, {}).items()
        return
    first, last = window[0] - reach, window[1] + reach
    for day in range(first - LONG_DAYS + 1, last + 1):
        whens = site.days.get(day)
        if whens is None:
            continue
        for when, buckets in whens.items():
            if day >= first or _end(when) >= first:
                yield when, buckets


def _end(when: _When) -> int:
    """The last day of the window of claims of one time."""
    days, published = when
    return days[1] if days is not None and days[1] - days[0] < LONG_DAYS else published or 0
