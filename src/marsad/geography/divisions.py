"""Divisions of imported rows: by the codes and names that other tables give them, else by the places around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from math import cos, radians

from marsad import resources
from marsad.geography.spelling import latin_key, loose
from marsad.language.ar.script import is_arabic, normal

_AROUND = 3  # places nearest to a point, which must agree on its governorate
_AROUND_DEGREES = 0.225  # 25 km

Placed = tuple[float, float, str]  # latitude, longitude, governorate


@dataclass(slots=True)
class Divisions:
    """The embedded divisions by the codes and names that other tables give them, the countries, and settled land."""

    codes: dict[str, str] = field(default_factory=dict)
    named: dict[tuple[str, str], str] = field(default_factory=dict)  # by country or governorate and key of a name
    countries: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    cells: dict[str, dict[tuple[int, int], list[Placed]]] = field(default_factory=dict)  # quarters of a degree

    @classmethod
    def load(cls) -> Divisions:
        """The divisions of admin.tsv."""
        out = cls()
        for row in resources.table("gazetteer/admin.tsv"):
            if row["level"] == "country":
                if row["lat"]:
                    out.countries[row["code"]] = (float(row["lat"]), float(row["lon"]), float(row["radius_km"] or 300))
                continue
            for code in (row["code"], row["pcode"], row["geonames"]):
                if code:
                    out.codes[code] = row["code"]
            for key in _keys((row["name_ar"], row["name_en"], *row["alt_ar"].split("|"), *row["alt_en"].split("|"))):
                out.named.setdefault((row["parent"] or row["country"], key), row["code"])
            parts = row["code"].split(".")
            if row["level"] == "admin2" and len(parts) == 3:  # the first level has its GeoNames code in those below it
                out.codes.setdefault(".".join(parts[:2]), row["parent"])
        for row in resources.table("gazetteer/places.tsv"):
            lat, lon = float(row["lat"]), float(row["lon"])
            out.cells.setdefault(row["country"], {}).setdefault(_cell(lat, lon), []).append((lat, lon, row["admin1"]))
        return out

    def first(self, code: str, names: Sequence[str], country: str, lat: float, lon: float) -> str:
        """The governorate of a row: by its code, by its name, else by the places around it; empty where unknown."""
        return self.codes.get(code) or self._by_name(country, names) or self._around(lat, lon, country)

    def second(self, code: str, names: Sequence[str], first: str) -> str:
        """The district of a row in its governorate, by its code or its name; empty where unknown."""
        return self.codes.get(code) or self._by_name(first, names)

    def _by_name(self, parent: str, names: Sequence[str]) -> str:
        return next((code for key in _keys(names) if (code := self.named.get((parent, key), ""))), "")

    def _around(self, lat: float, lon: float, country: str) -> str:
        """The governorate that the nearest places agree on."""
        north, east = _cell(lat, lon)
        known = self.cells.get(country, {})
        narrow = cos(radians(lat))
        near = [
            ((p[0] - lat) ** 2 + ((p[1] - lon) * narrow) ** 2, p[2])
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for p in known.get((north + i, east + j), ())
        ]
        nearest = [n for n in nsmallest(_AROUND, near) if n[0] <= _AROUND_DEGREES**2]
        return nearest[0][1] if len(nearest) == _AROUND and len({n[1] for n in nearest}) == 1 else ""

    def settled(self, lat: float, lon: float, country: str, cells: int) -> bool:
        """Whether the embedded table has a place of the country within some quarters of a degree of a point."""
        north, east = _cell(lat, lon)
        around = range(-cells, cells + 1)
        known = self.cells.get(country, {})
        return any((north + i, east + j) in known for i in around for j in around)


def _keys(names: Iterable[str]) -> list[str]:
    """The keys under which the spellings of some names fall together."""
    arabic = [loose(normal(name).removeprefix("مركز ").removeprefix("قضاء ")) for name in names if is_arabic(name)]
    return [key for key in (*arabic, *(latin_key(name) for name in names if name and not is_arabic(name))) if key]


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat * 4 // 1), int(lon * 4 // 1)
