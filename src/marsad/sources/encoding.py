"""Bytes become text: the encoding is detected and said, or the bytes are refused with the place of the trouble."""

from __future__ import annotations

import codecs
import re

from marsad.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_ARABIC = re.compile("[\u0621-\u064a]")
_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")
_SAMPLE = 20_000


def decode(raw: bytes, where: str) -> tuple[str, str | None]:
    """The text of some bytes and, where they are not UTF-8, a sentence that says how they were read.

    Raises:
        InputError: the bytes are binary, or UTF-8 and another encoding in one file.
    """
    for bom, name in _BOMS:
        if raw.startswith(bom):
            try:
                text = raw.decode(name)
            except UnicodeDecodeError as error:
                raise InputError(f"marked as {name} but broken at byte {error.start}", where=where) from None
            return text, None if name == "utf-8-sig" else f"{where}: read as {name.upper()}"
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(raw, where, error)
    if "\x00" in text:
        return _unmarked_utf16(raw, where)
    return text, None


def _unmarked_utf16(raw: bytes, where: str) -> tuple[str, str | None]:
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if not _ODD.search(text[:_SAMPLE]) and _share(text) > 0.3:
            return text, f"{where}: read as {name.upper()} (no byte-order mark)"
    raise InputError("looks like a binary file, not text", where=where, hint="Give a text, HTML or JSON lines file")


def _share(text: str) -> float:
    sample = re.sub(r"\s", "", text[:_SAMPLE])
    return len(_ARABIC.findall(sample)) / len(sample) if sample else 0.0


def _other(raw: bytes, where: str, error: UnicodeDecodeError) -> tuple[str, str | None]:
    if raw.count(b"\x00") > len(raw) / 100:
        return _unmarked_utf16(raw, where)
    line = raw.count(b"\n", 0, error.start) + 1
    # Arabic letters in UTF-8 are pairs that start with D8…DB: where many are sound, only a part is broken.
    pairs = len(re.findall(rb"[\xd8-\xdb][\x80-\xbf]", raw))
    high = sum(b >= 0x80 for b in raw[: 1 << 20])
    if pairs * 2 > 0.6 * high * max(1.0, len(raw) / (1 << 20)) and pairs > 8:
        raise InputError(
            "mixed encoding: most of the file is UTF-8 but not all of it", where=f"{where}:{line}",
            hint="Save that line as UTF-8 again",
        )  # fmt: skip
    for name in ("cp1256", "iso-8859-6"):
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if _share(text) > 0.3 and not _ODD.search(text[:_SAMPLE]):
            label = "windows-1256" if name == "cp1256" else name.upper()
            return text, f"{where}: not UTF-8; read as {label}"
    control = sum(b < 9 or 13 < b < 32 for b in raw[:_SAMPLE])
    if control > len(raw[:_SAMPLE]) / 50:
        raise InputError("looks like a binary file, not text", where=where, hint="Give a text, HTML or JSON lines file")
    raise InputError(
        f"not UTF-8 (byte {error.start}) and no Arabic in windows-1256 or ISO-8859-6 either", where=f"{where}:{line}",
        hint="Convert the file to UTF-8",
    )  # fmt: skip
