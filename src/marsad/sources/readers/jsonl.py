"""JSON lines: one report a line, with the same keys as `marsad read` takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from marsad.errors import InputError
from marsad.sources.documents import FIELDS, Bad, Document, Found, Settings, Source, Spot, lines
from marsad.sources.files import parse_line

_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"|\})')


def accepts(source: Source) -> bool:
    """By name or how it starts."""
    return source.ends(".jsonl", ".ndjson", ".json") or (not source.ends(".txt") and bool(_START.match(source.start)))


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """One document a line; a bad line is told and skipped."""
    with source.open() as file:
        end = source.begin.byte if source.begin is not None else 0
        for number, raw in lines(file, settings.limits.line, source.begin):
            member, spot, end = f"line {number}", Spot(end, number), file.tell()
            if raw is None:
                yield Bad(member, f"the line is longer than {settings.limits.line >> 20} MB")
                continue
            try:
                line = raw.decode("utf-8-sig").strip()
                if line:
                    yield replace(document(parse_line(line, ""), member), spot=spot)
            except UnicodeDecodeError as error:
                yield Bad(member, f"not UTF-8 (byte {error.start} of the line)")
            except InputError as error:
                yield Bad(member, error.message)


def document(values: dict[str, Any], member: str) -> Document:
    """The document of an object.

    Raises:
        InputError: a value of it is no string, or the text is missing.
    """
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError('"text" is missing, empty or no string')
    kept: dict[str, str | None] = {}
    for name in FIELDS:
        value = values.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and name == "id":
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise InputError(f'"{name}" is no string')
        kept[name] = value or None
    return Document(member, text=text, about=kept)
