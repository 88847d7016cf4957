"""Where an event is, as coded formats number it: countries, divisions by name, grid cells."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from marsad import resources
from marsad.model import Place
from marsad.withholding import MARK

UNKNOWN_COUNTRY = "country unknown"  # in names that a country tells apart
_CLOSE_KM = 10.0  # the point of a town may be off so far and still be that of the town
# The blocks of the Gleditsch-Ward numbers, by which UCDP assigns regions (UCDP GED codebook, `region`).
_REGIONS = ((2, 199, "Americas"), (200, 399, "Europe"), (400, 626, "Africa"), (630, 699, "Middle East"),
            (700, 999, "Asia"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """A country in the tables of others. `gwno` is its Gleditsch-Ward number, None where it has none."""

    iso3: str
    numeric: int
    name: str
    acled_region: str
    gwno: int | None

    @property
    def ucdp_region(self) -> str:
        """The region of UCDP, which goes by the numbers."""
        return next((name for low, high, name in _REGIONS if low <= (self.gwno or 0) <= high), "")


@cache
def countries() -> dict[str, Country]:
    """By ISO 3166-1 alpha-2."""
    names = divisions()
    return {
        row["iso"]: Country(row["iso3"], int(row["iso_numeric"]), names[row["iso"]], row["acled_region"],
                            int(row["gwno"]) if row["gwno"] else None)
        for row in resources.table("export/countries.tsv")
    }  # fmt: skip


@cache
def divisions() -> dict[str, str]:
    """English names of countries, governorates and districts by code."""
    return {row["code"]: row["name_en"] for row in resources.table("gazetteer/admin.tsv")}


@cache
def pcodes() -> dict[str, str]:
    """The p-codes of the humanitarian office of the UN (COD-AB) by code, of divisions that have one in the table."""
    return {row["code"]: row["pcode"] for row in resources.table("gazetteer/admin.tsv") if row["pcode"]}


def known(place: Place | None) -> tuple[Place, Country] | str:
    """The place with its country, or why it has no point that a coded format takes."""
    if place is None:
        return "no place is told"
    if place.lat is None or place.lon is None:
        return "its place has no point"
    country = countries().get(place.country or "")
    return (place, country) if country is not None else "its country is not known"


def name_en(place: Place) -> str:
    """The name in Latin letters where there is one, else as it is told; a withheld one by its division."""
    name = place.name_en or place.name_ar or place.span.text
    return divisions().get(place.admin1 or place.country or "", "") if name == MARK else name


def latin_name(place: Place) -> str:
    """The English name; of a place without one («east of the city») that of the division around it."""
    if place.name_en:
        return place.name_en
    return next((name for code in (place.admin2, place.admin1, place.country) if (name := division(code))), "")


def is_region(place: Place) -> bool:
    """Whether a place is a region of its own that lies in no governorate («the de-escalation zone»)."""
    return place.level == "district" and place.admin1 is None


def division(code: str | None) -> str:
    """The English name of a division; of one that is not known its code."""
    return divisions().get(code, code) if code else ""


def close(place: Place) -> bool:
    """Whether the point is that of a town or nearer."""
    return (place.radius_km or 0.0) <= _CLOSE_KM


def priogrid(lat: float, lon: float) -> int:
    """The cell of half a degree, counted from 1 in the south-west by rows.

    >>> priogrid(-89.9, -179.9), priogrid(36.2, 37.16), priogrid(90, 180)
    (1, 181875, 259200)
    """
    row, column = (min(math.floor((value + half) * 2), half * 4 - 1) for value, half in ((lat, 90), (lon, 180)))
    return row * 720 + column + 1
