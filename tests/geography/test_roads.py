"""Roads as lines: a point of a road near a place, a stretch between two, the whole."""

from __future__ import annotations

import pytest

from marsad.geography.gazetteer import Gazetteer
from marsad.geography.geocoder import distance_km
from marsad.geography.locating import Geocoder
from marsad.geography.roads import Road, Roads


@pytest.fixture(scope="module")
def coder() -> Geocoder:
    return Geocoder(Gazetteer())


@pytest.mark.parametrize(
    ("text", "country", "lat", "lon", "least", "most"),
    [
        ("على الطريق M5 بين سراقب ومعرة النعمان", "SY", 35.756, 36.741, 10, 20),
        ("بين سراقب ومعرة النعمان على طريق إم 5", "SY", 35.756, 36.741, 10, 20),
        ("الطريق الدولي M5 قرب سراقب", "SY", 35.864, 36.806, 5, 5),
        ("طريق حلب - دمشق الدولي قرب معرة النعمان", "SY", 35.648, 36.677, 5, 5),
        ("الطريق الدولي حلب-اللاذقية قرب أريحا", "SY", 35.814, 36.61, 5, 5),
        ("10 كم جنوب سراقب على طريق M5", "SY", 35.79, 36.77, 5, 5),
        ("أوتوستراد دمشق - حمص", "SY", 34.04, 36.73, 60, 90),
        ("طريق الـM4 في ريف إدلب", "SY", 35.82, 36.64, 30, 60),
        ("طريق بغداد الموصل قرب بيجي", "IQ", 34.93, 43.49, 5, 5),
        ("طريق صنعاء - مأرب", "YE", 15.74, 44.76, 60, 90),
        ("طريق الصادرات بين أم درمان وبارا", "SD", 14.98, 31.07, 100, 180),
        ("الطريق الساحلي بين سرت ورأس لانوف", "LY", 30.93, 17.62, 80, 120),
        ("شارع صلاح الدين قرب دير البلح", "PS", 31.41, 34.36, 5, 5),
        ("طريق بيروت - دمشق", "LB", 33.75, 35.91, 30, 60),
    ],
)
def test_a_point_on_a_road(
    coder: Geocoder, text: str, country: str, lat: float, lon: float, least: float, most: float
) -> None:
    found = coder.locate(text, country)
    assert found.place is not None, found.reasons
    assert found.place.lat is not None
    assert found.place.lon is not None
    assert distance_km(found.place.lat, found.place.lon, lat, lon) < 6
    assert least <= (found.place.radius_km or 0) <= most
    assert any("on the road" in reason for reason in found.reasons)


def test_the_town_beside_a_road_stays_the_town(coder: Geocoder) -> None:
    found = coder.locate("سراقب على الطريق M5", "SY").place
    assert found is not None
    assert found.id == "geonames:164816"


def test_a_whole_road_is_an_area_with_a_name(coder: Geocoder) -> None:
    found = coder.locate("M5", "SY").place
    assert found is not None
    assert (found.id, found.level) == ("marsad:sy-m5-highway", "district")
    assert (found.radius_km or 0) > 100


def test_a_place_far_from_a_road_says_nothing_of_it(coder: Geocoder) -> None:
    found = coder.locate("الطريق M5 قرب الرقة", "SY").place
    assert found is None or found.id == "geonames:172955"


def test_lines_have_bends_and_lie_near_their_names() -> None:
    roads = Roads()
    assert len(roads.all) >= 30
    for road in roads.all:
        assert len(road.line) >= 2
        assert road.km > 20
    m5 = roads.by_id["marsad:sy-m5-highway"]
    assert len(m5.line) >= 15
    assert m5.nearest((34.73, 36.71))[0] < 5  # Homs
    assert m5.nearest((35.95, 39.0))[0] > 100  # Raqqa


def test_a_stretch_reaches_to_its_ends() -> None:
    road = Road("road:x", "SY", ((35.0, 36.0), (36.0, 36.0), (36.0, 37.0)), 1.0)
    stretch = road.between((35.0, 36.0), (36.0, 37.0))
    assert stretch is not None
    for end in ((35.0, 36.0), (36.0, 37.0)):
        assert distance_km(stretch.lat, stretch.lon, *end) <= stretch.radius_km + 1
    assert road.between((35.0, 36.0), (37.0, 39.0)) is None
    assert road.at_place((35.5, 36.05), 2, wide=False) == (35.5, 36.0, 5.0)
    assert road.at_place((35.5, 38.0), 2, wide=False) is None
    assert road.inside((35.5, 36.0), 20) is not None
    assert road.inside((30.0, 36.0), 20) is None
