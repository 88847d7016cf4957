"""Strings to places: forms of names, head words, sides, namesakes, and what is honestly not known."""

from __future__ import annotations

import pytest

from marsad.errors import InputError
from marsad.geography.gazetteer import Gazetteer
from marsad.geography.geocoder import distance_km
from marsad.geography.locating import Geocoder, Located


@pytest.fixture(scope="module")
def coder() -> Geocoder:
    return Geocoder(Gazetteer())


def km_off(found: Located, lat: float, lon: float) -> float:
    assert found.place is not None, found.reasons
    assert found.place.lat is not None
    assert found.place.lon is not None
    return distance_km(found.place.lat, found.place.lon, lat, lon)


IDLIB, ALEPPO, SARAQIB = (35.93, 36.63), (36.2, 37.16), (35.86, 36.8)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("كفرنبل", 35.614, 36.565),
        ("كفر نبل", 35.614, 36.565),
        ("مدينة كفرنبل،", 35.614, 36.565),
        ("«كَفْرَنْبِل»", 35.614, 36.565),
        ("البو كمال", 34.45, 40.92),
        ("أبو كمال", 34.45, 40.92),
        ("ﺣﻠﺐ", *ALEPPO),
        ("قامشلي", 37.05, 41.23),
        ("معرة التعمان", 35.65, 36.67),  # one letter dotted otherwise
        ("Deir Ezzor city", 35.34, 40.14),
        ("Kafr Nabl", 35.614, 36.565),
        ("معرة النعمان / إدلب", 35.65, 36.67),
        ("سراقب - ريف إدلب", *SARAQIB),
        ("ريف إدلب، سراقب", *SARAQIB),
        ("حي الشيخ مقصود في مدينة حلب", 36.24, 37.15),
        ("بمدينة سراقب", *SARAQIB),
        ("سراقبإدلب", *SARAQIB),  # the space was lost
    ],
)
def test_forms_of_a_name(coder: Geocoder, text: str, lat: float, lon: float) -> None:
    assert km_off(coder.locate(text, "SY"), lat, lon) < 5


@pytest.mark.parametrize(
    ("text", "lat", "lon", "least", "most"),
    [
        ("50 كم شمال شرق حلب", 36.52, 37.56, 5, 20),
        ("شمال مدينة سراقب", 35.9, 36.8, 3, 15),
        ("بين سراقب وأريحا", 35.84, 36.71, 5, 20),
        ("طريق سراقب - أريحا", 35.84, 36.71, 5, 20),
        ("محيط سراقب", *SARAQIB, 4, 10),
        ("على بعد نحو 20 كيلومترا جنوب إدلب", 35.75, 36.63, 3, 6),
        ("أطراف مدينة إدلب الغربية", 35.93, 36.57, 5, 12),
        ("بين سراقب وغفقشص", *SARAQIB, 10, 20),
    ],
)
def test_points_told_from_others_have_a_radius(
    coder: Geocoder, text: str, lat: float, lon: float, least: float, most: float
) -> None:
    found = coder.locate(text, "SY")
    assert km_off(found, lat, lon) < 8
    assert found.place is not None
    assert found.place.radius_km is not None
    assert least <= found.place.radius_km <= most


def test_the_countryside_is_an_area(coder: Geocoder) -> None:
    south, whole = coder.locate("ريف إدلب الجنوبي", "SY").place, coder.locate("ريف إدلب", "SY").place
    assert south is not None
    assert whole is not None
    assert south.lat is not None
    assert whole.lat is not None
    assert south.lat < whole.lat - 0.1
    assert (whole.radius_km or 0) >= 40


def test_a_name_that_no_table_knows_lies_in_the_town_named_with_it(coder: Geocoder) -> None:
    found = coder.locate("مسجد الفضيلة المجهول، سراقب", "SY")
    assert found.place is not None
    assert found.place.id is None
    assert found.place.level == "site"
    assert km_off(found, *SARAQIB) < 1
    assert any("is not known" in reason for reason in found.reasons)


def test_in_a_governorate_alone_it_is_not_known_but_the_governorate_is(coder: Geocoder) -> None:
    found = coder.locate("قرية زخرفستان، محافظة حماة", "SY")
    assert found.place is None
    assert found.within is not None
    assert found.within.id == "SY-HM"


def test_namesakes_need_support(coder: Geocoder) -> None:
    assert coder.locate("الطيبة", "SY").place is None
    assert km_off(coder.locate("الطيبة، درعا", "SY"), 32.56, 36.24) < 5
    assert km_off(coder.locate("الطيبة", "SY", near=(32.6, 36.2)), 32.56, 36.24) < 5
    assert km_off(coder.located("الطيبة", "SY", "درعا"), 32.56, 36.24) < 5
    assert km_off(coder.located("الطيبة", "SY", "32.6, 36.2"), 32.56, 36.24) < 5


def test_the_well_known_one_needs_none(coder: Geocoder) -> None:
    assert km_off(coder.locate("دوما", "SY"), 33.57, 36.4) < 3


def test_what_lies_between_places_far_apart_is_not_known(coder: Geocoder) -> None:
    assert coder.locate("بين حلب ودرعا", "SY").place is None


def test_without_a_country_fame_has_to_be_great(coder: Geocoder) -> None:
    assert coder.locate("طرابلس").place is None
    assert km_off(coder.locate("الموصل"), 36.34, 43.12) < 10


def test_the_country_keeps_others_out(coder: Geocoder) -> None:
    assert km_off(coder.locate("طرابلس", "LY"), 32.89, 13.18) < 20
    assert km_off(coder.locate("طرابلس", "LB"), 34.43, 35.84) < 10
    assert coder.locate("طرابلس", "YE").place is None


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "،،،", "؟", "في", "شارع بغداد",  # called after a city elsewhere
        "مسجد عمر بن الخطاب", "غفقشص", "كلمة " * 80, "12345", "\x00\x1b[31m", "٣٠ كم",
    ],
)  # fmt: skip
def test_abstains(coder: Geocoder, text: str) -> None:
    found = coder.locate(text, "SY")
    assert found.place is None
    assert found.reasons


def test_short_names_are_never_compared_by_a_slip(coder: Geocoder) -> None:
    assert coder.locate("سراغب", "SY").place is None  # five letters, one of them otherwise


def test_every_answer_has_a_radius_a_level_and_reasons(coder: Geocoder) -> None:
    for text in ("حلب", "الشيخ مقصود", "سوريا", "الفرات", "معبر باب الهوى", "محافظة إدلب", "M5"):
        found = coder.locate(text, "SY")
        assert found.reasons
        if found.place is not None:
            assert found.place.radius_km
            assert found.place.radius_km > 0
            assert found.place.level


def test_what_cannot_be_is_told(coder: Geocoder) -> None:
    with pytest.raises(InputError, match="no ISO country code"):
        coder.located("حلب", "ZZ")
    with pytest.raises(InputError, match="not known"):
        coder.located("حلب", "SY", "غفقشص")
    with pytest.raises(InputError, match="no point on Earth"):
        coder.located("حلب", "SY", "136.2,37.1")


def test_the_same_string_gives_the_same_answer(coder: Geocoder) -> None:
    assert coder.locate("ريف حلب الشمالي", "SY").to_dict() == coder.locate("ريف حلب الشمالي", "SY").to_dict()


def test_reading_and_geocoding_agree() -> None:
    import marsad

    for name in ("كفرنبل", "سراقب", "دوما"):
        claim = marsad.read(f"قصفت المدفعية مدينة {name}.").claims[0]
        place = marsad.geocode(f"مدينة {name}").place
        assert claim.place is not None
        assert place is not None
        assert (claim.place.id, claim.place.lat) == (place.id, place.lat)


@pytest.mark.parametrize(
    ("text", "country", "admin1"),
    [
        ("محافظة إدلب", "SY", "SY-ID"), ("سراقب", "SY", "SY-ID"), ("ريف حلب الشمالي", "SY", "SY-HL"),
        ("الموصل", "IQ", "IQ-NI"), ("محافظة الأنبار", "IQ", "IQ-AN"), ("ولاية شمال دارفور", "SD", "SD-DN"),
    ],
)  # fmt: skip
def test_the_governorate_is_named(coder: Geocoder, text: str, country: str, admin1: str) -> None:
    place = coder.locate(text, country).place
    assert place is not None
    assert place.admin1 == admin1


def test_divisions_lie_in_themselves_and_countries_in_none(coder: Geocoder) -> None:
    rows = coder.gazetteer.by_id
    assert (rows["SY-ID"].admin1, rows["SY-ID"].admin2) == ("SY-ID", "")
    assert (rows["SY"].admin1, rows["SY"].admin2) == ("", "")
    for row in rows.values():
        assert not row.admin1 or row.admin1 != row.country
        if row.level == "district" and row.id.startswith(row.country + "."):
            assert row.id in (row.admin1, row.admin2)
        if row.admin1:
            assert rows[row.admin1].level == "governorate"


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("معرةالنعمان", 35.65, 36.67),  # the space is lost, ة ends a word
        ("ديرالزور", 35.34, 40.14),
        ("لباب", 36.37, 37.52),  # the article as it is heard
        ("مشفى سراقب", *SARAQIB),
        ("قرب مدرسة مجهولة على طريق سراقب", *SARAQIB),
        ("مسجد في مدينة أعزاز", 36.59, 37.04),
    ],
)
def test_lost_spaces_and_what_stands_in_a_town(coder: Geocoder, text: str, lat: float, lon: float) -> None:
    assert km_off(coder.locate(text, "SY"), lat, lon) < 6


def test_the_name_as_it_is_written_comes_first(coder: Geocoder) -> None:
    assert km_off(coder.locate("كفريا", "SY"), 35.99, 36.68) < 3  # not «كفرية» of Latakia
