"""JSON lines as `marsad read --format json` prints them: an object a report with the chosen of its claims."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from marsad.export.exporter import Exporter, Field
from marsad.model import Reading

FIELDS = (
    Field("document", "kept", "the report: id, language, outlet, published, title (`words`), url, sha256", "object"),
    Field(
        "claims", "kept", "those chosen, as claims.schema.json says; names see `masked`, evidence see `words`", "object"
    ),
    Field("contradictions", "kept", "those between claims that are chosen; explanation see `words`", "object"),
    Field("issues", "words", "what could not be read or resolved", "object"),
)
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def write(readings: Iterable[Reading], file: Path, left: Counter[str]) -> int:
    """A line a report."""
    count = 0
    with file.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as target:
        for reading in readings:
            target.write(_ENCODE(reading.to_dict()) + "\n")
            count += 1
    return count


JSONL = Exporter("jsonl", "JSON lines, an object a report with its claims", ".jsonl", FIELDS, write, "reports")
