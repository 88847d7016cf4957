"""`marsad geocode`: strings, JSON lines, bad lines."""

from __future__ import annotations

import json

import pytest
from shell import Marsad


def test_a_name_and_an_expression(marsad: Marsad) -> None:
    done = marsad("geocode", "كفرنبل", "50 كم شمال شرق حلب", "--country", "SY", "--bidi", "off")
    assert (done.code, done.err) == (0, "")
    assert "Kafr Nabl · town · 35.6138, 36.5645 ± 5 km · Syria › Idlib › Maarat al-Numan · geonames:168661" in done.out
    assert "moved to the side that is named" in done.out


def test_not_known_is_told(marsad: Marsad) -> None:
    done = marsad("geocode", "غفقشص", "--bidi", "off")
    assert done.code == 0
    assert "not known" in done.out


def test_json_lines(marsad: Marsad) -> None:
    lines = [
        {"id": "a", "text": "كفرنبل", "country": "SY"},
        {"id": 7, "text": "الطيبة", "country": "SY", "near": "درعا"},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    done = marsad("geocode", "-", "--format", "json", stdin=text.encode())
    first, second = [json.loads(line) for line in done.out.splitlines()]
    assert (first["id"], first["place"]["id"], first["place"]["country"]) == ("a", "geonames:168661", "SY")
    assert first["reasons"]
    assert second["id"] == 7
    assert second["place"]["admin1"] == "SY-DR"


def test_a_file_of_json_lines(marsad: Marsad) -> None:
    with open("places.jsonl", "w", encoding="utf-8") as file:
        file.write('{"id": "1", "text": "سراقب"}\n')
    [line] = marsad("geocode", "--format", "json", "places.jsonl").out.splitlines()
    assert json.loads(line)["place"]["name"]["en"] == "Saraqib"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "is no JSON object"),
        (b"[1]", "is no JSON object"),
        (b'{"text": 5}', '"text" is missing'),
        (b'{"text": "x", "country": "ZZ"}', "no ISO country code"),
        (b'{"text": "x", "country": 5}', "is no string"),
        (b"[" * 90_000, "is no JSON object"),
    ],
)
def test_a_bad_line_among_good_ones_is_skipped(marsad: Marsad, line: bytes, told: str) -> None:
    good = '{"id": "1", "text": "سراقب"}\n'.encode()
    done = marsad("geocode", "-", "--format", "json", stdin=good + line + b"\n" + good)
    assert done.code == 0
    assert len(done.out.splitlines()) == 2
    assert f"skipped standard input:2: {told}" in done.err or (told in done.err and "standard input:2" in done.err)
    assert "1 bad lines skipped, 2 geocoded" in done.err


def test_only_bad_lines(marsad: Marsad) -> None:
    assert marsad("geocode", "-", stdin=b"{\n").code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("حلب", "--country", "ZZ"), "'ZZ' is no ISO country code"),
        (("حلب", "--near", "غفقشص"), "that place is not known"),
        (("missing.jsonl",), "missing.jsonl: cannot be read"),
    ],
)
def test_what_is_refused(marsad: Marsad, arguments: tuple[str, ...], told: str) -> None:
    done = marsad("geocode", *arguments)
    assert done.code == 2
    assert told in done.err


def test_other_encodings_are_told(marsad: Marsad) -> None:
    done = marsad("geocode", "-", stdin='{"text": "حلب"}'.encode("windows-1256"))
    assert done.code == 2
    assert "standard input:1: is no UTF-8" in done.err
