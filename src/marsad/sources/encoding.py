"""Bytes become text: the encoding is detected and said, or the bytes are refused with the place of the trouble."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from marsad.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# Eight-bit encodings of Arabic, the commoner one first.
_EIGHT_BIT = (("cp1256", "windows-1256"), ("iso-8859-6", "ISO-8859-6"))
# Formats that people hand over by mistake.
_FORMATS = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP, Word or EPUB file"), (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x1f\x8b", "a gzip file"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"),
)  # fmt: skip
_HINT = "Give a text, HTML or JSON lines file"
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC_WORD = re.compile("[\u0621-\u0652\u0671-\u06d3]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
# Arabic in UTF-8 is a run of pairs; in windows-1256 no word looks like that.
_UTF8_RUN = re.compile(rb"(?:[\xd8-\xdb][\x80-\xbf]){3}")
_SAMPLE = 100_000
_ENOUGH = 0.8  # share of the words beyond ASCII that are wholly Arabic: news 1.0; Russian, French, German below 0.3


def decode(raw: bytes, where: str, declared: str | None = None) -> tuple[str, str | None]:
    """The text of some bytes and, where they are not UTF-8, a sentence that says how they were read.

    Args:
        raw: the bytes of one file.
        where: its name, for messages.
        declared: the encoding that an HTML page names; used where the bytes are not UTF-8.

    Raises:
        InputError: the bytes are binary, or UTF-8 and another encoding in one file, or of no encoding known here.
    """
    for start, name in _FORMATS:
        if raw.startswith(start):
            raise InputError(f"is {name}, not text", where=where, hint="Save the text of the report as .txt")
    for bom, name in _BOMS:
        if raw.startswith(bom):
            try:
                text = raw.decode(name)
            except UnicodeDecodeError as error:
                raise InputError(f"marked as {name} but broken at byte {error.start}", where=where) from None
            return _sound(text, where), None if name == "utf-8-sig" else f"{where}: read as {name.upper()}"
    if raw.count(b"\x00") > len(raw) / 100 or raw.count(b"\x06") > len(raw) / 4:
        return _utf16(raw, where)
    try:
        return _sound(raw.decode("utf-8"), where), None
    except UnicodeDecodeError as error:
        return _eight_bit(raw, where, error.start, declared)


def _sound(text: str, where: str) -> str:
    """The text, where it has no NUL and few other control characters."""
    spot = text.find("\x00")
    if spot >= 0:
        line = text.count("\n", 0, spot) + 1
        raise InputError("holds a NUL byte, as binary and damaged files do", where=f"{where}:{line}", hint=_HINT)
    if _binary(text[:_SAMPLE]):
        raise InputError("looks like a binary file, not text", where=where, hint=_HINT)
    return text


def _binary(sample: str) -> bool:
    return len(_CONTROL.findall(sample)) > max(10, len(sample) / 50)


def _utf16(raw: bytes, where: str) -> tuple[str, str | None]:
    """UTF-16 without a byte-order mark: one of the two orders gives Arabic and ASCII and nothing odd."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        known = sum(" " <= c <= "~" or c in "\t\r\n\xa0\xab\xbb" or "\u0600" <= c <= "\u06ff" for c in sample)
        if known >= 0.9 * len(sample):
            return _sound(text, where), f"{where}: read as {name.upper()} (no byte-order mark)"
    raise InputError("looks like a binary file, not text", where=where, hint=_HINT)


def _arabic(text: str) -> float:
    """The share of the words beyond ASCII that are wholly Arabic."""
    words = list(islice((w.group() for w in _WORD.finditer(text) if not w.group().isascii()), _SAMPLE))
    return sum(_ARABIC_WORD.fullmatch(w) is not None for w in words) / len(words) if words else 0.0


def _eight_bit(raw: bytes, where: str, broken: int, declared: str | None) -> tuple[str, str | None]:
    """Bytes that are not UTF-8 from `broken` on."""
    if _binary(raw[:_SAMPLE].decode("latin-1")):
        raise InputError("looks like a binary file, not text", where=where, hint=_HINT)
    run = _UTF8_RUN.search(raw)
    if run:
        mostly = _high(raw.decode("utf-8", "ignore").encode()) * 2 > _high(raw)
        raise InputError(
            f"mixed encoding: this line is {'not ' if mostly else ''}UTF-8, most of the file is{'' if mostly else ' not'}",
            where=f"{where}:{_line(raw, broken if mostly else run.start())}", hint="Save the whole file as UTF-8 again",
        )  # fmt: skip
    found: list[tuple[float, str, str]] = []
    for name, label in _EIGHT_BIT:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        score = _arabic(text)
        if score >= _ENOUGH and (not found or score > found[0][0]):
            found = [(score, label, text)]
    if found:
        return _sound(found[0][2], where), f"{where}: not UTF-8; read as {found[0][1]}"
    if declared:
        try:
            return _sound(raw.decode(declared), where), f"{where}: not UTF-8; read as {declared}, as the page says"
        except (UnicodeDecodeError, LookupError):
            pass
    raise InputError(
        f"not UTF-8 (byte {broken}) and no Arabic in windows-1256 or ISO-8859-6 either",
        where=f"{where}:{_line(raw, broken)}", hint="Convert the file to UTF-8",
    )  # fmt: skip


def _high(raw: bytes) -> int:
    return len(raw.translate(None, bytes(range(128))))


def _line(raw: bytes, spot: int) -> int:
    return raw.count(b"\n", 0, spot) + 1


def declared_encoding(raw: bytes) -> str | None:
    """The eight-bit encoding that an HTML page names in its head.

    >>> declared_encoding(b'<html><head><meta charset="windows-1256">')
    'windows-1256'
    """
    named = rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?((?:windows|iso-8859|cp|mac)[\w-]{0,20})"
    found = re.search(named, raw[:4096], re.IGNORECASE)
    return found.group(1).decode("ascii") if found else None
