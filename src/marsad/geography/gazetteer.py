"""The gazetteer: places by name, with coordinates, level and radius; the embedded table and imported ones over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, radians, sqrt
from typing import Protocol, cast

from marsad import resources
from marsad.geography.roads import Roads
from marsad.geography.spelling import latin_key, loose, slips, spellings
from marsad.language.ar.phrases import Match, Opening, PhraseTable, Variant, fold
from marsad.language.ar.script import normal
from marsad.language.ar.tokens import tokenize
from marsad.model import Level

_SPELT_FREELY = frozenset({"town", "neighbourhood", "site"})
_OTHER_SCRIPTS = frozenset({"IR", "TR", "IL"})  # their names are transcribed, not spelt
_SEAT = 6000  # people, about, of the seat of a sub-district
_SAME_KM = 2.0  # points of two tables that lie nearer than this are one place
_ROUGH_KM = 3.0  # a point that may be off by this much gives way to a better one
_SHORT = 4  # letters; of a place that is known to lie nearby a shorter name is compared by a slip
_SMALL = _SPELT_FREELY  # levels of which a row of two tables may be one place


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One row of places.tsv, of admin.tsv or of an imported table."""

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
    precision_km: float = 2.0
    imported: bool = False

    @property
    def prominence(self) -> int:
        """About how many people know it by its bare name: its inhabitants; GeoNames has places without any only as seats."""
        return self.population or (_SEAT if self.id.startswith("geonames:") else 0)


class Imported(Protocol):
    """Tables that a user has imported: places by the keys of their names."""

    def longest(self, first: str) -> int:
        """The number of words of the longest name that starts with a folded word; 0 for none."""

    def named(self, form: str) -> list[GazetteerPlace]:
        """The places of a name in folded words."""

    def loosely(self, key: str) -> list[GazetteerPlace]:
        """The places of a loose key."""

    def any_loosely(self, keys: Sequence[str]) -> list[GazetteerPlace]:
        """The places of any of several loose keys."""

    def in_latin(self, key: str) -> list[GazetteerPlace]:
        """The places of a Latin key."""

    def get(self, id: str) -> GazetteerPlace | None:
        """The place of an id."""

    def ordinary(self) -> set[str]:
        """The names that are also ordinary words: places only where something says so."""


class PlaceNames(PhraseTable[GazetteerPlace]):
    """The names of places, of the embedded table and of the imported ones."""

    def __init__(self, imported: Imported | None = None) -> None:
        super().__init__()
        self.imported = imported

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word) or (self.imported is not None and self.imported.longest(cast(str, word)) > 0)

    def get(self, phrase: str) -> list[GazetteerPlace]:
        """The places of a name."""
        found = super().get(phrase)
        if self.imported is None:
            return found
        return joined(found, self.imported.named(folded_form(phrase)))

    def opening(self, ways: Sequence[Variant]) -> tuple[Opening, ...]:
        """The ways to read a word with which a name may start."""
        return (
            super().opening(ways) if self.imported is None else tuple(self._opening(w) for w in ways if w.form in self)
        )

    def at(self, folded: Sequence[str], i: int, ways: Sequence[Opening]) -> list[Match[list[GazetteerPlace]]]:
        """Matches that start at the word i of a sentence, the longest first, the fewest clitics cut first."""
        if self.imported is None:
            return super().at(folded, i, ways)
        found: list[Match[list[GazetteerPlace]]] = []
        second = folded[i + 1] if i + 1 < len(folded) else ""
        for form, conj, prep, longer, _ in ways:
            longest = max(*longer.get(second, ()), self.imported.longest(form), 1)
            for size in range(min(longest, len(folded) - i), 0, -1):
                key = " ".join((form, *folded[i + 1 : i + size]))
                values = joined(self._values.get(key, []), self.imported.named(key))
                if values:
                    found.append(Match(i, i + size, values, conj, prep))
                    break
        return found


class Gazetteer:
    """All places; `phrases` finds their names in tokens."""

    @resources.loading()
    def __init__(self, imported: Imported | None = None) -> None:
        self.imported = imported
        self.phrases = PlaceNames(imported)
        self.ambiguous = {normal(row["name"]) for row in resources.table("gazetteer/ambiguous.tsv")}
        if imported is not None:
            self.ambiguous |= imported.ordinary()
        self.by_id: dict[str, GazetteerPlace] = {}
        self.countries: dict[str, GazetteerPlace] = {}  # by ISO code
        self._refined: dict[str, GazetteerPlace] = {}
        self._names: list[tuple[str, str, GazetteerPlace]] = []  # Arabic names, Latin names
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
            float(row["radius_km"] or 10), row["country"], *_divisions(row, id, level), int(population or 0),
            float(row.get("precision_km", "") or 2),
        )  # fmt: skip
        self.by_id[id] = place
        if level == "country":
            self.countries[place.country] = place
        names = (row["name_ar"], *resources.split(row["alt_ar"]))
        self._names.append(("|".join(names), f"{row['name_en']}|{row['alt_en']}", place))
        for name in names:
            if name:
                self.phrases.add(name, place)
                if place.level in _SPELT_FREELY and place.country not in _OTHER_SCRIPTS:
                    for variant in spellings(name):
                        self.phrases.add(variant, place)

    def place(self, id: str) -> GazetteerPlace | None:
        """The place of an id, of the embedded table or an imported one."""
        return self.by_id.get(id) or (self.imported.get(id) if self.imported is not None else None)

    def named(self, name: str) -> list[GazetteerPlace]:
        """All places of a name."""
        return self.phrases.get(name)

    def spelt(self, norm: str) -> list[GazetteerPlace]:
        """The places of a one-word name (in the normal form) written with or without its article."""
        return self.phrases.get(norm.removeprefix("ال") if norm.startswith("ال") else "ال" + norm)

    def loosely(self, key: str) -> list[GazetteerPlace]:
        """The places of a loose key (`spelling.loose`)."""
        found = self._loose.get(key, [])
        return joined(found, self.imported.loosely(key)) if self.imported is not None else found

    def one_slip_away(self, key: str) -> list[GazetteerPlace]:
        """The small places whose loose key is one likely slip away from a key."""
        keys = list(dict.fromkeys(slips(key)))
        found = {p.id: p for other in keys for p in self._loose.get(other, ())}
        if self.imported is not None and keys:
            found |= {p.id: p for p in self.imported.any_loosely(keys) if p.id not in found}
        return [p for p in found.values() if p.level in _SMALL]

    def in_latin(self, name: str) -> list[GazetteerPlace]:
        """The places of a name in Latin letters, by its consonants."""
        key = latin_key(name)
        if not key:
            return []
        found = self._latin.get(key, [])
        return joined(found, self.imported.in_latin(key)) if self.imported is not None else found

    def refined(self, place: GazetteerPlace) -> GazetteerPlace:
        """A place whose point is rough with that of the one imported place nearby that is spelt much like it."""
        if self.imported is None or place.imported or place.precision_km < _ROUGH_KM or place.level not in _SMALL:
            return place
        if place.id not in self._refined:
            keys = _keys_near(place)
            found = [p for p in self.imported.any_loosely(keys) if p.level in _SMALL and p.country == place.country]
            near = [p for p in found if _gap_km(place, p) <= place.precision_km + 1]
            one = near and all(_gap_km(near[0], p) <= _SAME_KM for p in near)
            self._refined[place.id] = (
                replace(place, lat=near[0].lat, lon=near[0].lon, precision_km=near[0].precision_km) if one else place
            )
        return self._refined[place.id]

    @cached_property
    def roads(self) -> Roads:
        """The main roads as lines."""
        return Roads()

    @cached_property
    def _loose(self) -> dict[str, list[GazetteerPlace]]:
        # made when first asked for: reading does not need it
        out: dict[str, list[GazetteerPlace]] = {}
        for arabic, _, place in self._names:
            if place.country in _OTHER_SCRIPTS and place.level != "country":
                continue
            for key in {loose(normal(name)) for name in arabic.split("|") if name}:
                out.setdefault(key, []).append(place)
        return out

    @cached_property
    def _latin(self) -> dict[str, list[GazetteerPlace]]:
        out: dict[str, list[GazetteerPlace]] = {}
        for _, english, place in self._names:
            for key in {latin_key(name) for name in english.split("|") if name}:
                out.setdefault(key, []).append(place)
        return out


def _divisions(row: dict[str, str], id: str, level: Level) -> tuple[str, str]:
    """The codes of the governorate and the district of a row; a division lies in itself, a country in none."""
    if level == "country":
        return "", ""
    if "parent" not in row:
        return row["admin1"], row["admin2"]
    return (id, "") if level == "governorate" else (row["parent"], id)


def folded_form(name: str) -> str:
    """The folded words of a name, as `Imported.named` takes them."""
    return " ".join(fold(normal(t.raw)) for t in tokenize(name) if t is not None and t.kind != "mark")


def joined(embedded: list[GazetteerPlace], imported: list[GazetteerPlace]) -> list[GazetteerPlace]:
    """The places of two tables; a place of both keeps its row of the first with the point of the second."""
    if not imported:
        return embedded
    out, left = [], list(imported)
    for place in embedded:
        twins = [other for other in left if _same(place, other)]
        left = [other for other in left if other not in twins]
        twin = min(twins, key=lambda t: t.precision_km, default=place)
        # divisions stay where they are: ours stand at their seat, where reports mean them, theirs at their middle
        out.append(
            replace(place, lat=twin.lat, lon=twin.lon, precision_km=twin.precision_km)
            if twin.precision_km <= place.precision_km and place.level in _SMALL
            else place
        )
    for place in left:
        if not any(_same(kept, place) for kept in out):  # a place of two imported tables
            out.append(place)
    return out


def _same(place: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Whether rows of two tables with one name are one place: small, and as near as their points may be off."""
    if place.country != other.country or (place.level != other.level and not {place.level, other.level} <= _SMALL):
        return False
    near_km = 2 * place.radius_km if place.level not in _SMALL else _SAME_KM + 2 * place.precision_km
    return _gap_km(place, other) <= near_km


def _gap_km(place: GazetteerPlace, other: GazetteerPlace) -> float:
    """How far two places lie from each other, for short distances."""
    north = 111.2 * (place.lat - other.lat)
    east = 111.2 * (place.lon - other.lon) * cos(radians(place.lat))
    return sqrt(north * north + east * east)


def _keys_near(place: GazetteerPlace) -> list[str]:
    """The loose keys that a name may have elsewhere: its own, one slip away, without its first word («مزرعة يعرب»)."""
    words = normal(place.name_ar).split()
    keys = [loose(" ".join(words)), *([loose(" ".join(words[1:]))] if len(words) > 1 else [])]
    return list(dict.fromkeys([*keys, *(slip for key in keys for slip in slips(key, _SHORT))]))
