"""Imports: every kind of table, and every kind of bad one, which leaves the gazetteer as it was."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.errors import InputError
from marsad.geography import store
from marsad.geography.gazetteer import Gazetteer
from marsad.geography.importing import add
from marsad.geography.locating import Geocoder
from marsad.geography.store import FILE, ImportedTables
from marsad.geography.tables import Options

CSV = (
    "pcode,name_ar,name_en,lat,lon,admin1_pcode\n"
    "X1,تل المثال,Tal al-Mithal,35.8,36.7,SY07\n"
    "X2,قرية نموذجية - سراقب,Namudhajiyah - Saraqib,35.9,36.8,SY07\n"
)
GEONAMES = (
    "9001\tTall al Mithal\tTall al Mithal\tTel Mithal,تل المثال\t35.8\t36.7\tP\tPPL\tSY\t\t07\t170793\t\t\t1200\t\t400\tAsia/Damascus\t2020-01-01\n"
    "9002\tOld Place\tOld Place\tمكان قديم\t35.9\t36.7\tP\tPPLH\tSY\t\t07\t\t\t\t0\t\t400\tAsia/Damascus\t2020-01-01\n"
    "9003\tLatin Only\tLatin Only\t\t35.85\t36.75\tP\tPPL\tSY\t\t07\t\t\t\t0\t\t400\tAsia/Damascus\t2020-01-01\n"
)


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str, text: str | bytes = CSV) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return make


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def coder(data: Path) -> Geocoder:
    return Geocoder(Gazetteer(ImportedTables.open(data)))


def point(data: Path, text: str) -> tuple[float, float] | None:
    place = coder(data).locate(text, "SY").place
    return None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)


# -- what can be imported ------------------------------------------------------------------------------------------


def test_a_table_with_pcodes(made: Callable[..., Path], data: Path) -> None:
    table = add(made("villages.csv"), data, licence="CC BY-IGO")
    assert (table.name, table.kind, table.places, table.left_out) == ("villages", "table", 2, 0)
    place = coder(data).locate("تل المثال", "SY").place
    assert place is not None
    assert (place.id, place.lat, place.admin1, place.country) == ("villages:X1", 35.8, "SY-ID", "SY")
    assert point(data, "نموذجية") == (35.9, 36.8)  # without its head word and its parent
    assert point(data, "Namudhajiyah") == (35.9, 36.8)
    assert point(data, "تل مثال") is None  # spelt otherwise, and nothing says that this hamlet is meant
    assert point(data, "تل مثال، إدلب") == (35.8, 36.7)  # without its article


def test_columns_by_name_and_other_delimiters(made: Callable[..., Path], data: Path) -> None:
    text = "CODE;Ort;Breite;Laenge\nA;تل المثال;35.8;36.7\n"
    add(
        made("t.csv", text), data, country="SY",
        options=Options({"id": "CODE", "name_ar": "Ort", "lat": "Breite", "lon": "Laenge"}),
    )  # fmt: skip
    assert point(data, "تل المثال") == (35.8, 36.7)


def test_cod_levels(made: Callable[..., Path], data: Path) -> None:
    text = (
        "ADM3_EN\tADM3_AR\tADM3_PCODE\tADM1_EN\tADM1_PCODE\tADM0_PCODE\tcenter_lat\tcenter_lon\n"
        "Mithal\tناحية المثال\tSY070999\tIdleb\tSY07\tSY\t35.8\t36.7\n"
    )
    add(made("cod.tsv", text), data)
    place = coder(data).locate("ناحية المثال", "SY").place
    assert place is not None
    assert (place.level, place.admin1, place.radius_km) == ("district", "SY-ID", 15.0)


def test_windows_encoding_when_it_is_named(made: Callable[..., Path], data: Path) -> None:
    add(made("t.csv", CSV.encode("windows-1256")), data, options=Options({}, encoding="windows-1256"))
    assert point(data, "تل المثال") == (35.8, 36.7)


def test_geojson_points_and_areas(made: Callable[..., Path], data: Path) -> None:
    square = [[36.6, 35.7], [36.8, 35.7], [36.8, 35.9], [36.6, 35.9], [36.6, 35.7]]
    features = [
        {"type": "Feature", "properties": {"ADM4_PCODE": "SY0701", "ADM4_AR": "تل المثال"},
         "geometry": {"type": "Point", "coordinates": [36.7, 35.8]}},
        {"type": "Feature", "properties": {"ADM4_PCODE": "SY0702", "ADM4_AR": "مربع المثال"},
         "geometry": {"type": "Polygon", "coordinates": [square]}},
    ]  # fmt: skip
    add(made("t.geojson", json.dumps({"type": "FeatureCollection", "features": features})), data)
    assert point(data, "تل المثال") == (35.8, 36.7)
    assert point(data, "مربع المثال") == (35.8, 36.7)


def xlsx(path: Path, rows: list[list[str]], extra: str = "") -> Path:
    """A small workbook, with shared strings as spreadsheet programs write them."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strings = [cell for row in rows for cell in row]
    body, n = "", 0
    for r, row in enumerate(rows, 1):
        cells = ""
        for c, _ in enumerate(row):
            cells += f'<c r="{chr(65 + c)}{r}" t="s"><v>{n}</v></c>'
            n += 1
        body += f'<row r="{r}">{cells}</row>'
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "xl/workbook.xml",
            f'{extra}<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="Admin4" r:id="rId1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="p"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        shared = "".join(f"<si><t>{s}</t></si>" for s in strings)
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{shared}</sst>')
        book.writestr(
            "xl/worksheets/sheet1.xml", f'{extra}<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
        )
    return path


def test_xlsx(tmp_path: Path, data: Path) -> None:
    rows = [line.split(",") for line in CSV.splitlines()]
    add(xlsx(tmp_path / "t.xlsx", rows), data)
    assert point(data, "تل المثال") == (35.8, 36.7)
    with pytest.raises(InputError, match=r"no sheet 'Other'.*Admin4"):
        add(tmp_path / "t.xlsx", data, options=Options({}, sheet="Other"))


def test_xlsx_with_entities_is_refused(tmp_path: Path, data: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(InputError, match=r"entities|workbook"):
        add(xlsx(tmp_path / "t.xlsx", [["pcode"]], bomb), data)


def test_a_dump_of_geonames(made: Callable[..., Path], data: Path) -> None:
    names = made("names.txt", "1\t9003\tar\tلاتيني\t\t\t\t\n2\t9003\ten\tLatin\t\t\t\t\n")
    table = add(made("SY.txt", GEONAMES), data, names=names)
    assert (table.kind, table.places, table.left_out) == ("geonames", 2, 1)  # the place that is no more
    assert "CC BY 4.0" in table.licence
    place = coder(data).locate("تل المثال", "SY").place
    assert place is not None
    assert (place.id, place.level) == ("geonames:9001", "town")
    assert point(data, "لاتيني") == (35.85, 36.75)


def test_how_far_an_import_has_come_is_told(made: Callable[..., Path], data: Path) -> None:
    geojson = {"features": [
        {"properties": {"name_ar": "تل المثال"}, "geometry": {"type": "Point", "coordinates": [36.7, 35.8]}}
    ]}  # fmt: skip
    told: list[tuple[str, int, int | None]] = []
    for name, text in (("t.csv", CSV), ("t.geojson", json.dumps(geojson))):
        told.clear()
        add(made(name, text), data, name=name, country="SY", told=lambda *step: told.append(step))
        steps = ["rows checked", "places written", "names compared with words", "spellings indexed"]
        assert list(dict.fromkeys(what for what, _, _ in told)) == steps
        assert all(0 < done <= (of or 0) for _, done, of in told)


def test_a_zipped_dump(made: Callable[..., Path], data: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as pack:
        pack.writestr("readme.txt", "about")
        pack.writestr("SY.txt", GEONAMES)
    assert add(tmp_path / "SY.zip", data).places == 2


# -- what lies over what -------------------------------------------------------------------------------------------


def test_a_place_of_both_tables_is_one(made: Callable[..., Path], data: Path) -> None:
    before = Geocoder(Gazetteer()).gazetteer.named("كفرنبل")
    add(made("t.csv", "pcode,name_ar,lat,lon\nSY1,كفرنبل,35.6141,36.5641\n"), data)
    [place] = Gazetteer(ImportedTables.open(data)).named("كفرنبل")
    assert place.id == before[0].id
    assert (place.lat, place.lon) == (35.6141, 36.5641)


def test_an_import_replaces_its_namesake_and_can_be_removed(made: Callable[..., Path], data: Path) -> None:
    add(made("t.csv"), data)
    assert add(made("t.csv", CSV.replace("X2,", "X3,")), data).places == 2
    assert [t.name for t in store.tables(data)] == ["t"]
    store.remove(data, "t")
    assert store.tables(data) == []
    assert ImportedTables.open(data) is None
    with pytest.raises(InputError, match="no imported table is called 't'"):
        store.remove(data, "t")


def test_reading_uses_imports(made: Callable[..., Path], data: Path) -> None:
    import marsad

    text = "قصفت المدفعية قرية زخرفوبان."
    bare = marsad.read(text, data_dir=data).claims[0].place
    assert bare is None or bare.lat is None
    add(made("t.csv", "pcode,name_ar,lat,lon\nSY1,زخرفوبان,35.8,36.7\n"), data)
    place = marsad.read(text, data_dir=data).claims[0].place
    assert place is not None
    assert (place.id, place.lat) == ("t:SY1", 35.8)
    embedded = marsad.read(text, data_dir="none").claims[0].place
    assert embedded is None or embedded.lat is None


def test_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert store.data_folder() == tmp_path / "marsad"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert store.data_folder() == Path.home() / ".local" / "share" / "marsad"


# -- bad input -----------------------------------------------------------------------------------------------------

BAD = [
    pytest.param("t.csv", "pcode,name_ar\nX1,تل\n", {}, "no coordinates.*--columns", id="no coordinates"),
    pytest.param("t.csv", "pcode,lat,lon\nX1,35.8,36.7\n", {"country": "SY"}, "has no names", id="no names"),
    pytest.param("t.csv", CSV + "X3,سراقب,Saraqib,36.7,35.8,SY07\n", {}, "t.csv:4: latitude 36.7 and longitude 35.8 are swapped", id="one swapped"),
    pytest.param("t.csv", "pcode,name_ar,lat,lon\nSY1,أ ب,45.2,15.4\nSY2,ج د,45.3,15.5\n",
                 {"country": "YE"}, "t.csv:2: .*swapped", id="swapped"),
    pytest.param("t.csv", "pcode,name_ar,lat,lon\nSY1,أ ب,136.8,35.9\n", {}, "no point on Earth", id="off the globe"),
    pytest.param("t.csv", "pcode,name_ar,lat,lon\nSY1,أ ب,5.8,15.9\nSY2,ج د,5.9,15.9\n", {}, "outside their country", id="elsewhere"),
    pytest.param("t.csv", CSV + "X1,سراقب,Saraqib,35.86,36.8,SY07\n", {}, "t.csv:4: the id 'X1' is there twice.*t.csv:2", id="id twice"),
    pytest.param("t.csv", CSV.encode("windows-1256"), {}, "no utf-8 text.*--encoding", id="encoding"),
    pytest.param("t.csv", CSV.encode("utf-16-le"), {}, "no utf-8 text|no text", id="utf-16 without a mark"),
    pytest.param("t.csv", CSV, {"options": Options({}, encoding="klingon")}, "no encoding 'klingon'", id="no such encoding"),
    pytest.param("t.csv", CSV, {"country": "ZZ"}, "'ZZ' is no ISO country code", id="unknown country"),
    pytest.param("t.csv", CSV.replace("SY07", ""), {}, "does not say its country", id="no country"),
    pytest.param("t.csv", "pcode,name_ar,lat,lon,country\nX,أ ب,35,36,Syria\n", {}, "'Syria' is no ISO", id="country spelt out"),
    pytest.param("t.csv", CSV.replace("35.8", "35°48'"), {}, "t.csv:2: its latitude .* is no number", id="degrees"),
    pytest.param("t.csv", CSV.replace("35.8", "nan"), {}, "is no number", id="nan"),
    pytest.param("t.csv", CSV.replace("35.8,36.7", ",").replace("35.9,36.8", ","), {}, "2 of 2 rows have no coordinates", id="all empty"),
    pytest.param("t.csv", CSV + "X3,a,b,c,d,e,f,g\n", {}, "8 cells, the header has 6", id="too many cells"),
    pytest.param("t.csv", "", {}, "is empty", id="empty"),
    pytest.param("t.csv", CSV, {"options": Options({"lat": "LAT"})}, "no column 'LAT'.*name_ar", id="no such column"),
    pytest.param("t.csv", CSV, {"options": Options({"latitude": "lat"})}, "no column 'latitude' to fill", id="no such field"),
    pytest.param("SY.txt", GEONAMES[:-60], {}, "SY.txt:3: .*columns, a GeoNames dump has 19.*cut off", id="dump cut off"),
    pytest.param("SY.zip", b"PK\x03\x04broken", {}, "no whole zip file", id="broken zip"),
    pytest.param("t.xlsx", b"PK\x03\x04broken", {}, "no readable .xlsx", id="broken workbook"),
    pytest.param("t.geojson", '{"features": [', {}, "no whole JSON", id="GeoJSON cut off"),
    pytest.param("t.geojson", "[" * 100_000, {}, "no whole JSON", id="deep JSON"),
    pytest.param("t.geojson", '{"features": [{"properties": {"name_ar": "أ"}, "geometry": {"type": "Point", "coordinates": ["x"]}}]}',
                 {"country": "SY"}, "no numbers", id="GeoJSON without numbers"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "given", "message"), BAD)
def test_bad_tables_leave_the_gazetteer_as_it_was(
    made: Callable[..., Path], data: Path, name: str, text: str | bytes, given: dict[str, object], message: str
) -> None:
    add(made("first/good.csv", "pcode,name_ar,lat,lon\nSY1,زخرفوبان,35.8,36.7\n"), data)
    before = hashlib.sha256((data / FILE).read_bytes()).hexdigest()
    with pytest.raises(InputError, match=f"(?s){message}"):
        add(made(name, text), data, **given)  # type: ignore[arg-type]
    assert hashlib.sha256((data / FILE).read_bytes()).hexdigest() == before


def test_a_first_bad_table_leaves_nothing(made: Callable[..., Path], data: Path) -> None:
    with pytest.raises(InputError):
        add(made("t.csv", ""), data)
    assert not (data / FILE).exists()


def test_one_id_in_two_tables(made: Callable[..., Path], data: Path) -> None:
    add(made("SY.txt", GEONAMES), data)
    with pytest.raises(InputError, match="geonames:9001 is in another imported table"):
        add(made("other.txt", GEONAMES), data)
    assert [t.name for t in store.tables(data)] == ["SY"]


def test_numbered_rows_where_the_code_is_no_id(made: Callable[..., Path], data: Path) -> None:
    add(made("t.csv", CSV.replace("X2", "X1")), data, options=Options({"id": ""}))
    assert point(data, "تل المثال") == (35.8, 36.7)


def test_a_broken_store_is_told(data: Path) -> None:
    data.mkdir()
    (data / FILE).write_bytes(b"no database" * 100)
    with pytest.raises(InputError, match="Remove it and import again"):
        ImportedTables.open(data)
    with pytest.raises(InputError, match="Remove it and import again"):
        store.tables(data)


# -- divisions and levels ------------------------------------------------------------------------------------------


def place_of(data: Path, id: str) -> tuple[str, str, str]:
    tables = ImportedTables.open(data)
    assert tables is not None
    place = tables.get(id)
    assert place is not None
    return place.admin1, place.admin2, place.level


def test_divisions_by_name_where_their_codes_are_not_known(made: Callable[..., Path], data: Path) -> None:
    text = (
        "pcode,name_ar,lat,lon,admin1_pcode,admin1_ar,admin2_pcode,admin2_ar,admin2_en\n"
        "C1,تل المثال,35.8,36.7,SY07,إدلب,SY0705,اريحا,Ariha\n"
        "C2,خربة المثال,36.4,36.9,,حلب,,,Afrin\n"
    )
    add(made("cod.csv", text), data, country="SY")
    assert place_of(data, "cod:C1") == ("SY-ID", "SY.12.8537261", "town")
    assert place_of(data, "cod:C2") == ("SY-HL", "SY.09.174184", "town")


def test_the_governorate_of_a_row_that_names_none_is_that_of_all_places_around(
    made: Callable[..., Path], data: Path
) -> None:
    text = "id,name_ar,lat,lon\nM,تل المثال,35.66,36.65\nN,بئر المثال,33.6,38.9\n"
    add(made("bare.csv", text), data, country="SY")
    assert place_of(data, "bare:M")[0] == "SY-ID"
    assert place_of(data, "bare:N")[0] == ""  # in the desert, far from any


def test_heads_and_parents_tell_the_level(made: Callable[..., Path], data: Path) -> None:
    text = (
        "id,name_ar,lat,lon\nA,حلب : حي المثال,36.2,37.15\nB,حلب : الأمثولة,36.21,37.16\nC,ناحية المثالية,36.3,37.2\n"
        "D,قرية النموذج,36.4,37.3\n"
    )
    add(made("heads.csv", text), data, country="SY")
    levels = [place_of(data, f"heads:{id}")[2] for id in "ABCD"]
    assert levels == ["neighbourhood", "neighbourhood", "district", "town"]
    assert point(data, "حي المثال") == (36.2, 37.15)
    assert point(data, "قرية النموذج") == (36.4, 37.3)


# -- how far an imported place is trusted ------------------------------------------------------------------------------


def test_a_quarter_or_a_noun_of_an_imported_table_needs_support(made: Callable[..., Path], data: Path) -> None:
    text = "id,name_ar,lat,lon,level\nA,الأمثولة,35.9,36.8,town\nB,ساحة نموذجية,36.2,37.16,neighbourhood\n"
    add(made("many.csv", text), data, country="SY")
    assert point(data, "الأمثولة") is None
    assert point(data, "قرية الأمثولة") == (35.9, 36.8)
    assert point(data, "الأمثولة، سراقب") == (35.9, 36.8)
    assert point(data, "ساحة نموذجية") is None
    assert point(data, "ساحة نموذجية في حلب") == (36.2, 37.16)


def test_one_place_of_two_imported_tables_is_no_namesake(made: Callable[..., Path], data: Path) -> None:
    for name, lat in (("one", 35.8), ("two", 35.81)):
        add(made(f"{name}.csv", f"id,name_ar,lat,lon\nA,تل المثال,{lat},36.7\n"), data, country="SY")
    assert point(data, "تل المثال") == (35.8, 36.7)
    assert len(coder(data).gazetteer.named("تل المثال")) == 1


def test_a_rough_point_gives_way_to_an_imported_one_spelt_alike(made: Callable[..., Path], data: Path) -> None:
    rough = next(p for p in Gazetteer().by_id.values() if p.id == "marsad:sy-yarub-farm")
    assert rough.precision_km >= 3
    lat, lon = round(rough.lat - 0.05, 4), round(rough.lon - 0.05, 4)
    add(made("near.csv", f"id,name_ar,lat,lon\nA,يعرب,{lat},{lon}\n"), data, country="SY")
    assert point(data, rough.name_ar) == (lat, lon)
