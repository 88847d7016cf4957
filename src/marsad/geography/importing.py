"""A table of places becomes an imported gazetteer: checked row by row, mapped to our levels and divisions, then stored."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from pathlib import Path

from marsad.errors import InputError
from marsad.geography import store
from marsad.geography.divisions import Divisions
from marsad.geography.gazetteer import GazetteerPlace
from marsad.geography.geocoder import distance_km
from marsad.geography.store import Named, Table, Told, untold
from marsad.geography.tables import COLUMNS, Options, Row, alternate_names, read
from marsad.language.ar.lexicon import Lexicon
from marsad.language.ar.script import MARKS, is_arabic
from marsad.language.ar.tokens import tokenize
from marsad.model import Level

LICENCES = {"geonames": "GeoNames (https://www.geonames.org), CC BY 4.0"}
_UNSTATED = "not stated"
_FAR = 2.5  # times a country's radius: a point so far from its middle is not in it
_FEW_SWAPPED = 0.02  # share of rows far from any place, near one when swapped: wells in the desert
_FEW_OUTSIDE = 0.05  # share of rows outside the country that a table may have
_LEVELS: dict[str, Level] = {
    "adm0": "country", "adm1": "governorate", "adm2": "district", "adm3": "district", "adm4": "town",
    "country": "country", "governorate": "governorate", "province": "governorate", "state": "governorate",
    "district": "district", "subdistrict": "district", "sub-district": "district", "neighbourhood": "neighbourhood",
    "neighborhood": "neighbourhood", "quarter": "neighbourhood", "camp": "neighbourhood", "site": "site",
    "town": "town", "city": "town", "village": "town", "locality": "town", "community": "town", "ppl": "town",
}  # fmt: skip
_CLASSES: dict[str, Level] = {
    "P": "town",
    "A": "district",
    "H": "site",
    "L": "site",
    "R": "site",
    "S": "site",
    "T": "site",
    "V": "site",
}
_RADIUS_KM: dict[str, float] = {
    "site": 1.0,
    "neighbourhood": 1.0,
    "town": 2.0,
    "district": 15.0,
    "governorate": 60.0,
    "country": 300.0,
}
_HEADS = re.compile("^(?:مدينة|مدينه|بلدة|بلده|قرية|قريه|حي|ناحية|منطقة|محافظة|مركز) (?=[\u0621-\u064a]{2})")
_LEVELS_OF_HEADS: dict[str, Level] = {
    "مدينة": "town", "بلدة": "town", "قرية": "town", "حي": "neighbourhood", "ناحية": "district", "منطقة": "district",
}  # fmt: skip
_DIRT = re.compile(f"[{MARKS}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def add(
    path: Path,
    folder: Path,
    *,
    name: str = "",
    country: str = "",
    licence: str = "",
    origin: str = "",
    options: Options | None = None,
    names: Path | None = None,
    told: Told = untold,
) -> Table:
    """Import a table into the folder's gazetteer, in place of an earlier one of its name.

    Args:
        path: a GeoNames dump (text or zip), a COD-AB table (CSV, XLSX, GeoJSON) or another CSV with coordinates.
        folder: the user's data folder.
        name: what the table is called; without one the name of the file.
        country: ISO code for rows that do not say theirs.
        licence: under which licence the table is.
        origin: where it comes from; without one the path.
        options: columns, encoding, sheet.
        names: an alternate-names table of GeoNames.
        told: is told how far each step has come.

    Raises:
        InputError: the table or a row of it is not as it must be; the gazetteer is unchanged.
    """
    options = options or Options({})
    unknown = [c for c in options.columns if c not in COLUMNS]
    if unknown:
        raise InputError(f"there is no column {unknown[0]!r} to fill", hint=f"Columns: {', '.join(COLUMNS)}")
    divisions = Divisions.load()
    if country and country not in divisions.countries:
        raise InputError(f"{country!r} is no ISO country code", hint="Two letters, e.g. SY")
    kind, rows, count = read(path, options)
    checker = _Checker(
        divisions, country, kind, name or path.stem, alternate_names(names, options.encoding) if names else {}
    )
    places = list(checker.places(_counted(rows, count, told)))
    if not places:
        raise InputError("holds no place with a name and coordinates", where=str(path))
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    table = Table(
        name or path.stem, kind, origin or str(path), _sha256(path), licence or LICENCES.get(kind, _UNSTATED), today,
        0, 0, checker.left_out,
    )  # fmt: skip
    return store.add(folder, table, places, _words(), told)


def _counted(rows: Iterable[Row], count: int | None, told: Told) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        told("rows checked", number, count)
        yield row


class _Checker:
    """Checks rows and makes places of them."""

    def __init__(
        self, divisions: Divisions, country: str, kind: str, name: str, alternates: dict[str, list[str]]
    ) -> None:
        self.divisions, self.country, self.kind, self.name = divisions, country, kind, name
        self.alternates = alternates
        self.seen: dict[str, str] = {}
        self.left_out = 0
        self.outside: list[str] = []
        self.swapped: list[InputError] = []

    def places(self, rows: Iterator[Row]) -> Iterator[Named]:
        """The places of the rows that have a name and a point."""
        total = 0
        for row in rows:
            total += 1
            place = self._place(row)
            if place is None:
                self.left_out += 1
            else:
                yield place
        if self.left_out * 2 > total:
            raise InputError(
                f"{self.left_out} of {total} rows have no coordinates or no name", where=self.name,
                hint="Name the columns with --columns, e.g. lat=LATITUDE,lon=LONGITUDE,name_ar=NAME",
            )  # fmt: skip
        if len(self.swapped) > _FEW_SWAPPED * total:
            raise self.swapped[0]
        if len(self.outside) > max(1, _FEW_OUTSIDE * total):
            raise InputError(
                f"{len(self.outside)} of {total} rows lie far outside their country", where=self.outside[0],
                hint="Check the coordinates and the country",
            )  # fmt: skip

    def _place(self, row: Row) -> Named | None:
        arabic = _names_ar((*row.names_ar, *self.alternates.get(row.id, ())))
        if not row.lat or not row.lon or not (arabic or row.names_en):
            return None
        lat, lon = _number(row.lat, "latitude", row.where), _number(row.lon, "longitude", row.where)
        country = self._country(row)
        self._check_point(lat, lon, country, row)
        id = (
            f"geonames:{row.id}" if self.kind == "geonames" else f"{self.name}:{row.id or row.where.rsplit(':', 1)[-1]}"
        )
        if id in self.seen:
            raise InputError(f"the id {row.id!r} is there twice", where=row.where, hint=f"First: {self.seen[id]}. "
                             "If that column is no id, say --columns id= and the rows are numbered")  # fmt: skip
        self.seen[id] = row.where
        level = _level(row.level)
        if level is None:
            return None
        if level == "town" and not row.level and row.names_ar:
            level = _level_of_name(row.names_ar[0])
        population = int(float(row.population)) if re.fullmatch(r"\d+(\.\d+)?", row.population) else 0
        radius = _RADIUS_KM[level] if population < 30_000 or level != "town" else 8.0 if population > 100_000 else 5.0
        first = self.divisions.first(row.admin1, row.admin1_names, country, lat, lon)
        place = GazetteerPlace(
            id, arabic[0] if arabic else "", row.names_en[0] if row.names_en else "", round(lat, 5), round(lon, 5), level,
            radius, country, first, self.divisions.second(row.admin2, row.admin2_names, first), population, 1.0,
        )  # fmt: skip
        return Named(place, arabic, _names_en(row.names_en))

    def _country(self, row: Row) -> str:
        """The country of a row: as it says, or by its p-codes, or as the caller says."""
        known = self.divisions.countries
        if row.country:
            code = row.country.upper()
            if code not in known:
                raise InputError(f"{row.country!r} is no ISO country code", where=row.where)
            return code
        code = next(
            (c[:2] for c in (row.id, row.admin1, row.admin2) if re.match("[A-Z]{2}[0-9.-]", c) and c[:2] in known), ""
        )
        if not (code or self.country):
            raise InputError("does not say its country", where=row.where, hint="Give --country, e.g. --country SY")
        return self.country or code

    def _check_point(self, lat: float, lon: float, country: str, row: Row) -> None:
        middle = self.divisions.countries.get(country)
        swapped = InputError(
            f"latitude {lat:g} and longitude {lon:g} are swapped", where=row.where,
            hint="Say which is which with --columns lat=…,lon=…",
        )  # fmt: skip
        near = middle is None or distance_km(lat, lon, middle[0], middle[1]) <= _FAR * middle[2]
        if middle is not None and not near and abs(lon) <= 90:
            if distance_km(lon, lat, middle[0], middle[1]) <= _FAR * middle[2]:
                raise swapped
        if abs(lat) > 90 or abs(lon) > 180:
            raise InputError(f"{lat:g}, {lon:g} is no point on Earth", where=row.where, hint="Degrees, WGS 84")
        if not near:
            self.outside.append(row.where)
        settled = self.divisions.settled
        if near and not settled(lat, lon, country, 1) and settled(lon, lat, country, 1):
            self.swapped.append(swapped)  # 36.7, 35.8 lies in the sea, 35.8, 36.7 in Idlib


def _words() -> store.Words:
    """What else the lexicon takes a name of one word for."""
    lexicon = Lexicon()

    def kind(form: str) -> str:
        word = lexicon.word(form)
        tokens = [t for t in tokenize(form) if t is not None]
        if word.tags or word.prep or any(lexicon.calendar.find(tokens, datetime.date(2000, 1, 1))):
            return "never"
        return "ordinary" if word.nouns or word.events or word.verbs or word.modifiers else ""

    return kind


def _level(text: str) -> Level | None:
    """Our level for theirs; None for what is no place any more."""
    if re.fullmatch(r"[A-Z]?\.[A-Z0-9]*", text):
        group, code = text.split(".")
        if (code.endswith("H") and group in "PA" and code not in ("PPLH",)) or code in ("PPLH", "PPLQ", "PPLW"):
            return None
        if code in ("ADM1",):
            return "governorate"
        if code.startswith("PCL"):
            return "country"
        return "neighbourhood" if code == "PPLX" else _CLASSES.get(group)
    word = text.lower().strip()
    if word.startswith(("capital", "ppl")):
        return "town"
    return _LEVELS.get(word, "town")


def _level_of_name(name: str) -> Level:
    """The level that a name tells where its row does not: «ناحية X», «حي X», «حلب : الأكرمية»."""
    head = _bare(" ".join(_DIRT.sub("", name).split())).partition(" ")[0]
    return _LEVELS_OF_HEADS.get(head, "neighbourhood" if ":" in name else "town")


def _names_ar(names: Sequence[str]) -> tuple[str, ...]:
    """The Arabic names, clean and without their head words, each also without what stands behind a dash or in brackets."""
    out: dict[str, None] = {}
    for name in names:
        clean = " ".join(_DIRT.sub("", name).split())
        bare = _bare(clean)
        for form in (bare, re.sub(r"[()/–—،,:-]+", " ", clean)):
            form = _HEADS.sub("", " ".join(form.split()))
            if len(form) > 1 and is_arabic(form):
                out[form] = None
    ordered = list(out)
    first = _HEADS.sub("", _bare(" ".join(_DIRT.sub("", names[0]).split()))) if names else ""
    return tuple(sorted(ordered, key=lambda n: n != first))


def _bare(name: str) -> str:
    """A name without its parent («حلب : الأكرمية»), and without what stands in brackets or behind a dash.

    >>> _bare("حلب : الأكرمية"), _bare("ابين- عفرين")
    ('الأكرمية', 'ابين')
    """
    name = name.rsplit(":", 1)[-1].strip()
    return re.split(r"\s*[(/]|\s*[-–—،,]\s*", name)[0] or name


def _names_en(names: Sequence[str]) -> tuple[str, ...]:
    out: dict[str, None] = {}
    for name in names:
        for form in (name, re.split(r"\s*[(/]|\s+-\s*", name.rsplit(":", 1)[-1])[0]):
            if form.strip():
                out[form.strip()] = None
    return tuple(out)


def _number(text: str, what: str, where: str) -> float:
    try:
        value = float(text.replace("٫", ".").strip())
    except ValueError:
        raise InputError(
            f"its {what} {text[:40]!r} is no number", where=where, hint="Decimal degrees, e.g. 36.2021"
        ) from None
    if not isfinite(value):
        raise InputError(f"its {what} {text!r} is no number", where=where)
    return value


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
