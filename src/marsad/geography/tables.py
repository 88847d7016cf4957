"""Tables of places that a user imports: GeoNames dumps, OCHA COD-AB tables, any CSV; each gives rows of one kind."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.errors import InputError
from marsad.geography import xlsx
from marsad.language.ar.script import is_arabic

_MOST = 2_000_000_000  # bytes of one unpacked table
csv.field_size_limit(1_000_000)
GEONAMES_COLUMNS = (
    "geonameid name asciiname alternatenames latitude longitude feature_class feature_code country cc2 admin1 admin2 "
    "admin3 admin4 population elevation dem timezone modified"
).split()
# What a column may be called, for each of ours; {n} is the level of a COD-AB table.
_CALLED: dict[str, tuple[str, ...]] = {
    "id": ("pcode", "code", "id", "geonameid", "place_code", "placecode"),
    "name_ar": ("name_ar", "name_arabic", "arabic", "namear", "ar_name", "arabic_name", "الاسم"),
    "name_en": ("name_en", "name_english", "name", "nameen", "en_name", "english_name", "featurenam"),
    "alt": ("alternatenames", "alt_names", "alternate_names", "alt", "aliases", "featurealt"),
    "lat": ("lat", "latitude", "y", "lat_y", "latitude_y", "center_lat", "centroid_lat", "y_coord", "point_y"),
    "lon": ("lon", "long", "lng", "longitude", "x", "lon_x", "longitude_x", "center_lon", "centroid_lon", "x_coord", "point_x"),
    "level": ("level", "type", "feature_code", "place_type"),
    "country": ("country", "country_code", "countrycode", "iso2", "iso", "cc"),
    "admin1": ("admin1_pcode", "admin1pcode", "adm1_pcode", "admin1", "admin1_code"),
    "admin2": ("admin2_pcode", "admin2pcode", "adm2_pcode", "admin2", "admin2_code"),
    "population": ("population", "pop", "pop_total"),
}  # fmt: skip
COLUMNS = tuple(_CALLED)
_COD = re.compile(r"adm(?:in)?(\d)_?(pcode|name_?ar|name_?en|ar|en|name)$")


@dataclass(frozen=True, slots=True)
class Row:
    """One place of a table as it stands there; `where` says the file and row."""

    where: str
    id: str
    names_ar: tuple[str, ...]
    names_en: tuple[str, ...]
    lat: str
    lon: str
    level: str
    country: str
    admin1: str
    admin2: str
    population: str
    admin1_names: tuple[str, ...] = ()
    admin2_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How a table is to be read where it does not say so itself."""

    columns: Mapping[str, str]
    encoding: str = "utf-8"
    sheet: str | None = None


def read(path: Path, options: Options) -> tuple[str, Iterator[Row], int | None]:
    """The kind of a table (geonames, geojson, table), its rows, and about how many they are where that is known.

    Raises:
        InputError: the file is no table that can be read.
    """
    if not path.is_file():
        raise InputError("no such file" if not path.exists() else "is no file", where=str(path))
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return "table", _records(path, xlsx.rows(path, options.sheet), options), None
    if suffix in (".geojson", ".json"):
        features = _collection(path, options)
        return "geojson", _features(path, features, options), len(features)
    if suffix == ".zip":
        lines = _lines(str(path), _unpacked(path), options.encoding)
        return "geonames", _geonames(str(path), lines), len(lines)
    lines = _lines(str(path), path.read_bytes(), options.encoding)
    first = next((text for _, text in lines), "")
    if first.count("\t") == len(GEONAMES_COLUMNS) - 1 and first.split("\t")[0].isdigit():
        return "geonames", _geonames(str(path), lines), len(lines)
    return "table", _records(path, _csv(lines, first), options), len(lines)


# -- text ------------------------------------------------------------------------------------------------------------


def _lines(where: str, data: bytes, encoding: str) -> list[tuple[int, str]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") and encoding == "utf-8":
        encoding = "utf-16"
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except LookupError:
        raise InputError(f"there is no encoding {encoding!r}", where=where) from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            f"is no {encoding} text",
            where=f"{where}:{line}",
            hint="Save it as UTF-8, or name its encoding, e.g. --encoding windows-1256",
        ) from None
    if "\0" in text:
        raise InputError("is no text", where=where)
    return [(n, line) for n, line in enumerate(io.StringIO(text, newline=None), 1) if line.strip()]


def _unpacked(path: Path) -> bytes:
    """The one table in a zip file: CC.txt of GeoNames."""
    try:
        with zipfile.ZipFile(path) as pack:
            names = [i for i in pack.infolist() if i.filename.endswith(".txt") and "readme" not in i.filename.lower()]
            if len(names) != 1:
                raise InputError("holds no single .txt table", where=str(path), hint="Unpack it and name the table")
            if names[0].file_size > _MOST:
                raise InputError("unpacks to more than 2 GB", where=str(path))
            return pack.read(names[0])
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise InputError(
            f"is no whole zip file ({error})", where=str(path), hint="The download was cut off: fetch it again"
        ) from None


def _csv(lines: list[tuple[int, str]], first: str) -> Iterator[tuple[int, list[str]]]:
    delimiter = max("\t,;|", key=first.count)
    numbers = iter(lines)
    current = 0

    def texts() -> Iterator[str]:
        nonlocal current
        for number, text in numbers:
            current = number
            yield text

    reader = csv.reader(texts(), delimiter=delimiter)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InputError(f"is no CSV ({error})", where=f"line {current}") from None
        if cells is None:
            return
        yield current, cells


# -- GeoNames --------------------------------------------------------------------------------------------------------


def _geonames(where: str, lines: Sequence[tuple[int, str]]) -> Iterator[Row]:
    for number, line in lines:
        cells = line.rstrip("\n").split("\t")
        place = f"{where}:{number}"
        if len(cells) != len(GEONAMES_COLUMNS):
            raise InputError(
                f"{len(cells)} columns, a GeoNames dump has {len(GEONAMES_COLUMNS)}", where=place,
                hint="The file is cut off or another table: fetch it again",
            )  # fmt: skip
        value = dict(zip(GEONAMES_COLUMNS, cells, strict=True))
        names = [value["name"], value["asciiname"], *value["alternatenames"].split(",")]
        admin1 = f"{value['country']}.{value['admin1']}" if value["admin1"] else ""
        yield Row(
            place, value["geonameid"], _distinct(n for n in names if is_arabic(n)),
            _distinct(n for n in names if n and n.isascii()) or (value["name"],), value["latitude"], value["longitude"],
            f"{value['feature_class']}.{value['feature_code']}", value["country"], admin1,
            f"{admin1}.{value['admin2']}" if admin1 and value["admin2"] else "", value["population"],
        )  # fmt: skip


def alternate_names(path: Path, encoding: str = "utf-8") -> dict[str, list[str]]:
    """The Arabic names of an alternate-names table of GeoNames (a text or a zip file), by GeoNames id."""
    data = _unpacked(path) if path.suffix.lower() == ".zip" else path.read_bytes()
    out: dict[str, list[str]] = {}
    for number, line in _lines(str(path), data, encoding):
        cells = line.rstrip("\n").split("\t")
        if len(cells) < 4 or not cells[1].isdigit():
            raise InputError("is no row of an alternate-names table of GeoNames", where=f"{path}:{number}")
        if cells[2] == "ar" and is_arabic(cells[3]):
            out.setdefault(cells[1], []).append(cells[3])
    return out


# -- tables with a header --------------------------------------------------------------------------------------------


def _records(path: Path, rows: Iterator[tuple[int, list[str]]], options: Options) -> Iterator[Row]:
    try:
        _, header = next(rows)
    except StopIteration:
        raise InputError("is empty", where=str(path)) from None
    take = _take([h.strip() for h in header], options, str(path))
    for number, cells in rows:
        if cells and cells[0].startswith("#"):
            continue  # the row of HXL tags under the header
        if len(cells) > len(header):
            raise InputError(f"{len(cells)} cells, the header has {len(header)}", where=f"{path}:{number}")
        cells = [*cells, *[""] * (len(header) - len(cells))]
        if any(cells):
            yield take(f"{path}:{number}", cells)


def _take(header: list[str], options: Options, where: str) -> Callable[[str, Sequence[str]], Row]:
    """The function that makes a Row of cells, by the names of the columns."""
    lower = [h.lower().replace(" ", "_") for h in header]
    found: dict[str, int] = {}
    for ours, name in options.columns.items():
        if not name:
            continue  # there is no such column
        if name not in header:
            raise InputError(f"has no column {name!r}", where=where, hint=f"Its columns: {', '.join(header)}")
        found[ours] = header.index(name)
    for ours, names in _CALLED.items():
        if ours not in options.columns:
            at = next((lower.index(name) for name in names if name in lower), None)
            if at is not None:
                found[ours] = at
    levels = _units(lower)
    units = {} if "name_ar" in found or "name_en" in found else levels
    missing = [c for c in ("lat", "lon") if c not in found]
    if missing:
        raise InputError(
            f"has no coordinates (no column for {' and '.join(missing)})", where=where,
            hint=f"Name them with --columns lat=…,lon=…; its columns: {', '.join(header)}",
        )  # fmt: skip
    if "name_ar" not in found and "name_en" not in found and not units:
        raise InputError("has no names", where=where, hint="Name them with --columns name_ar=…,name_en=…")

    def take(place: str, cells: Sequence[str]) -> Row:
        def cell(column: str) -> str:
            return cells[found[column]].strip() if column in found else ""

        level, unit = cell("level"), {k: cell(k) for k in ("id", "name_ar", "name_en")}
        for depth in sorted(units, reverse=True):
            at = units[depth]
            if "pcode" in at and cells[at["pcode"]].strip():
                unit = {"id": "pcode", "name_ar": "ar", "name_en": "en"}
                unit = {k: cells[at[v]].strip() if v in at else "" for k, v in unit.items()}
                level = level or f"adm{depth}"
                break
        alt = [a.strip() for a in re.split("[|,;،]", cell("alt"))]
        return Row(
            place, unit["id"], _distinct([unit["name_ar"], *(a for a in alt if is_arabic(a))]),
            _distinct([unit["name_en"], *(a for a in alt if not is_arabic(a))]), cell("lat"), cell("lon"), level,
            cell("country"), cell("admin1"), cell("admin2"), cell("population"), called(1, cells), called(2, cells),
        )  # fmt: skip

    def called(depth: int, cells: Sequence[str]) -> tuple[str, ...]:
        at = levels.get(depth, {})
        return _distinct(cells[at[k]] for k in ("ar", "en") if k in at)

    return take


def _units(lower: Sequence[str]) -> dict[int, dict[str, int]]:
    """The columns of each level of a COD-AB table: {2: {"pcode": 5, "ar": 4, "en": 3}}."""
    units: dict[int, dict[str, int]] = {}
    for at, name in enumerate(lower):
        match = _COD.match(name)
        if match:
            kind = "pcode" if match[2] == "pcode" else "ar" if match[2].endswith("ar") else "en"
            units.setdefault(int(match[1]), {}).setdefault(kind, at)
    return {n: at for n, at in units.items() if "pcode" in at}


# -- GeoJSON ---------------------------------------------------------------------------------------------------------


def _collection(path: Path, options: Options) -> list[Any]:
    text = "".join(line for _, line in _lines(str(path), path.read_bytes(), options.encoding))
    try:
        tree = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"is no whole JSON ({error})", where=str(path), hint="The file may be cut off") from None
    features = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(features, list) or not features:
        raise InputError("is no GeoJSON collection of features", where=str(path))
    return features


def _features(path: Path, features: Sequence[Any], options: Options) -> Iterator[Row]:
    header = list(dict.fromkeys(k for f in features if isinstance(f, dict) for k in f.get("properties") or {}))
    take = _take([*header, "lat", "lon"], options, str(path))
    for number, feature in enumerate(features, 1):
        where = f"{path}: feature {number}"
        point = _centre(feature.get("geometry") if isinstance(feature, dict) else None, where)
        values = feature.get("properties") or {}
        cells = [str(values.get(k) if values.get(k) is not None else "") for k in header]
        yield take(where, [*cells, *(("", "") if point is None else (str(point[0]), str(point[1])))])


def _centre(geometry: Any, where: str) -> tuple[float, float] | None:
    """Latitude and longitude of a point, or of the middle of a polygon's largest ring."""
    if not isinstance(geometry, dict):
        return None
    kind = geometry.get("type")
    inner: Any = geometry.get("coordinates")
    try:
        if kind == "Point":
            return float(inner[1]), float(inner[0])
        if kind not in ("Polygon", "MultiPolygon"):
            raise InputError(f"a {kind} has no place of its own", where=where)
        rings = [inner[0]] if kind == "Polygon" else [polygon[0] for polygon in inner]
        return max((_middle(ring) for ring in rings), key=lambda m: m[0])[1:]
    except (TypeError, ValueError, IndexError, KeyError):
        raise InputError("its coordinates are no numbers", where=where) from None


def _middle(ring: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Area, latitude and longitude of the centroid of a ring."""
    area = lat = lon = 0.0
    for (x0, y0, *_), (x1, y1, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross
        lon += (x0 + x1) * cross
        lat += (y0 + y1) * cross
    if not area:
        return 0.0, float(ring[0][1]), float(ring[0][0])
    return abs(area), round(lat / (3 * area), 5), round(lon / (3 * area), 5)


def _distinct(names: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.strip() for n in names if n.strip()))
