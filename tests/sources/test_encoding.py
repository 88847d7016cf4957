"""Bytes become text, or are refused with the place of the trouble."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.sources.encoding import declared_encoding, decode

NEWS = "قصفت المدفعية، أمس، قرية كفرنبل «بريف» إدلب؛ وفق مصادر؟ لا غير.\nوقُتل ٣ مدنيين."
PLAIN = "قصفت المدفعية، أمس، قرية كفرنبل. وقتل 3 مدنيين؛ لا غير؟"  # all in ISO-8859-6


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [NEWS, "كفرنبل", "Kafr Nabl", '{"text": "' + NEWS + '"}', "<p>" + NEWS + "</p>"])
def test_utf16_without_a_mark(encoding: str, text: str) -> None:
    found, note = decode(text.encode(encoding), "f")
    assert found == text
    assert note == f"f: read as {encoding.upper()} (no byte-order mark)"


@pytest.mark.parametrize(
    ("mark", "encoding", "told"),
    [
        (codecs.BOM_UTF8, "utf-8", None),
        (codecs.BOM_UTF16_LE, "utf-16-le", "f: read as UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "f: read as UTF-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "f: read as UTF-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "f: read as UTF-32"),
    ],
)
def test_byte_order_marks(mark: bytes, encoding: str, told: str | None) -> None:
    assert decode(mark + NEWS.encode(encoding), "f") == (NEWS, told)


@pytest.mark.parametrize(
    ("encoding", "label", "text"),
    [
        ("cp1256", "windows-1256", NEWS.replace("٣", "3")),
        ("cp1256", "windows-1256", PLAIN),
        ("cp1256", "windows-1256", "Reuters: " + PLAIN + " (ANHA) {}" * 50),
        ("iso-8859-6", "ISO-8859-6", PLAIN),
    ],
)
def test_eight_bits(encoding: str, label: str, text: str) -> None:
    assert decode(text.encode(encoding), "f") == (text, f"f: not UTF-8; read as {label}")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Артиллерия обстреляла деревню Кафр-Набль вчера вечером", "cp1251"),
        ("L'artillerie a bombardé le village de Kafr Nabl à l'été, où trois civils ont péri", "latin-1"),
        ("Für die größte Überraschung sorgten schöne Bären", "latin-1"),
        ("Το πυροβολικό βομβάρδισε το χωριό", "cp1253"),
        ("התותחנים הפגיזו את הכפר", "cp1255"),
        ("İstanbul'da şiddetli çatışmalar çıktı, üç kişi öldü", "cp1254"),
    ],
)
def test_other_scripts_are_not_taken_for_arabic(text: str, encoding: str) -> None:
    with pytest.raises(InputError, match=r"^f:1: not UTF-8 \(byte \d+\) and no Arabic"):
        decode(text.encode(encoding), "f")


def test_mixed_encodings_name_the_line_that_differs() -> None:
    good, bad = (
        NEWS.replace("\n", " ").replace("٣", "3").encode(),
        NEWS.replace("\n", " ").replace("٣", "3").encode("cp1256"),
    )
    with pytest.raises(InputError, match=r"^f:3: mixed encoding: this line is not UTF-8, most of the file is\."):
        decode(b"\n".join([good, b"plain", bad, good]), "f")
    with pytest.raises(InputError, match=r"^f:4: mixed encoding: this line is UTF-8, most of the file is not\."):
        decode(b"\n".join([bad, b"plain", bad, good, bad]), "f")
    with pytest.raises(InputError, match=r"^f:2: mixed encoding: this line is not UTF-8"):
        decode(good + b"\ncaf\xe9\n" + good, "f")


def test_what_a_page_declares_decides_where_nothing_else_does() -> None:
    page = "<html><head><meta charset='windows-1252'></head><p>Où était l'armée?</p></html>"
    raw = page.encode("cp1252")
    assert declared_encoding(raw) == "windows-1252"
    assert decode(raw, "f", "windows-1252") == (page, "f: not UTF-8; read as windows-1252, as the page says")
    assert decode(page.encode(), "f", "windows-1252") == (page, None)  # the bytes know better
    with pytest.raises(InputError, match="Convert the file to UTF-8"):
        decode(raw, "f", "windows-99")


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b"<META http-equiv=Content-Type content='text/html; charset=ISO-8859-6'>", "ISO-8859-6"),
        (b'<meta charset="utf-8">', None),
        (b'<meta charset="unicode_escape">', None),
        (b"<p>charset=windows-1256</p>", None),
    ],
)
def test_declared_encoding(head: bytes, declared: str | None) -> None:
    assert declared_encoding(b"<html><head>" + head) == declared


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n")))
@settings(max_examples=200)
def test_utf8_comes_back_as_it_was(text: str) -> None:
    if not text.startswith(("\ufeff", "%PDF", "PK\x03")):
        assert decode(text.encode(), "f") == (text, None)


@given(st.binary(max_size=2000))
@settings(max_examples=300)
def test_any_bytes_are_text_or_an_input_error(raw: bytes) -> None:
    try:
        text, note = decode(raw, "f")
    except InputError as error:
        text, note = "", str(error)
    assert "\x00" not in text
    assert note is None or note.startswith(("f: ", "f:"))
