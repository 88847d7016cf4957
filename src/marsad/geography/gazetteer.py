"""The embedded gazetteer: places by name, with coordinates, level and radius."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from marsad import resources
from marsad.language.ar.phrases import PhraseTable
from marsad.language.ar.script import normal
from marsad.model import Level

_JOINED = ("كفر", "معر", "دير", "تل", "خان", "عين", "بيت")  # first words that are often written with the next
_SPELT_FREELY = frozenset({"town", "neighbourhood", "site"})
_OTHER_SCRIPTS = frozenset({"IR", "TR", "IL"})  # their names are transcribed, not spelt


def spellings(name: str) -> tuple[str, ...]:
    """Other ways to write a name: its parts joined or apart, a final ا for ة and the reverse.

    >>> spellings("كفرنبل"), spellings("كفر تعال"), spellings("حلفايا")
    (('كفر نبل',), ('كفرتعال',), ('حلفايه',))
    """
    form = normal(name)
    first, _, rest = form.partition(" ")
    if rest:
        return (first + rest,) if first in _JOINED and " " not in rest and not rest.startswith("ال") else ()
    out = [f"{part} {form[len(part) :]}" for part in _JOINED if form.startswith(part) and len(form) - len(part) > 2]
    if len(form) > 4 and form.endswith("ا"):
        out.append(form[:-1] + "ه")
    elif len(form) > 5 and form.endswith("ه"):
        out.append(form[:-1] + "ا")  # not of short names: «جديدة» would be found in «جديدا»
    return tuple(out)


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One row of places.tsv or admin.tsv."""

    id: str
    name_ar: str
    name_en: str
    lat: float
    lon: float
    level: Level
    radius_km: float
    country: str
    admin1: str
    admin2: str
    population: int


class Gazetteer:
    """All embedded places; `phrases` finds their names in tokens."""

    def __init__(self) -> None:
        self.phrases: PhraseTable[GazetteerPlace] = PhraseTable()
        self.ambiguous = {normal(row["name"]) for row in resources.table("gazetteer/ambiguous.tsv")}
        self.by_id: dict[str, GazetteerPlace] = {}
        self.countries: dict[str, GazetteerPlace] = {}  # by ISO code
        for row in resources.table("gazetteer/admin.tsv"):
            level: Level = (
                "country"
                if row["level"] == "country"
                else ("governorate" if row["level"] in ("admin1", "governorate") else "district")
            )
            self._add(row, row["code"], level, "")
        for row in resources.table("gazetteer/places.tsv"):
            self._add(row, row["id"], cast(Level, row["level"]), row["population"])

    def _add(self, row: dict[str, str], id: str, level: Level, population: str) -> None:
        if not row["lat"]:
            return
        place = GazetteerPlace(
            id, row["name_ar"], row["name_en"], float(row["lat"]), float(row["lon"]), level,
            float(row["radius_km"] or 10), row["country"], row.get("admin1", row.get("parent", "")),
            row.get("admin2", ""), int(population or 0),
        )  # fmt: skip
        self.by_id[id] = place
        if level == "country":
            self.countries[place.country] = place
        for name in (row["name_ar"], *resources.split(row["alt_ar"])):
            if name:
                self.phrases.add(name, place)
                if place.level in _SPELT_FREELY and place.country not in _OTHER_SCRIPTS:
                    for variant in spellings(name):
                        self.phrases.add(variant, place)

    def named(self, name: str) -> list[GazetteerPlace]:
        """All places of a name."""
        return self.phrases.get(name)

    def spelt(self, norm: str) -> list[GazetteerPlace]:
        """The places of a one-word name (in the normal form) written with or without its article."""
        return self.phrases.get(norm.removeprefix("ال") if norm.startswith("ال") else "ال" + norm)
