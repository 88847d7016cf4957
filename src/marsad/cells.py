"""Cells of tables that people open in spreadsheets: nothing in them runs, nothing in them turns its neighbours round."""

from __future__ import annotations

import re

# A spreadsheet takes a cell that begins so for a formula; the last four are the full-width forms of the first.
_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LINE = re.compile("\r\n?")  # a bare return is not quoted in CSV, and ends a row there
# Control characters that XML forbids, and those that embed or override the direction of what follows. The marks
# U+200E, U+200F and the joiners stay: they belong to the spelling of mixed text.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def cell(value: object) -> str:
    """A cell of CSV: several values joined by `; `, nothing that a spreadsheet would run.

    >>> cell(["=1+1", "a"]), cell(-1.5), cell(None)
    ("'=1+1; a", '-1.5', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        if isinstance(value, float):
            return f"{value:.12g}"
        if isinstance(value, int):
            return str(value)
        if not value:
            return ""
    text = joined(value)
    return f"'{text}" if text.startswith(_ACTS) else text


def joined(value: object) -> str:
    """The text of a value, several joined by `; `, without unsafe characters."""
    if not isinstance(value, str):
        if value is None:
            return ""
        value = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return value if value.isprintable() else _UNSAFE.sub("", _LINE.sub("\n", value))
