"""Copies: found by their sketches as reports come in, and kept as copies of the first with what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from marsad.language.ar.stems import Stem, stems
from marsad.language.ar.tokens import sentences
from marsad.model import Report
from marsad.store.items import Item
from marsad.store.rows import compact, report_of
from marsad.store.schema import copies, reports, sketches
from marsad.store.sketch import is_copy, shared

# A hash that stands in so many reports is a footer or a set phrase: it tells nothing, and is stored no more.
_COMMON = 100
_CANDIDATES = 6
_LEAST = 2  # hashes in common, where a text has more than a few
_FEW = 4
_OF_ROOT = 0.3


def find(connection: Connection, item: Item) -> tuple[dict[str, Any] | None, list[int]]:
    """The row of `copies` for a new text (without its number), or None; and the hashes worth storing for it."""
    sketch, report = item.sketch, item.kept.report
    if not sketch:
        return None, []
    common: Counter[int] = Counter()
    held: Counter[int] = Counter()
    for h, number in connection.execute(select(sketches.c.hash, sketches.c.report).where(sketches.c.hash.in_(sketch))):
        common[number] += 1
        held[h] += 1
    storing = [h for h in sketch if held[h] < _COMMON]
    least = _LEAST if len(sketch) > _FEW else 1
    likely = sorted((n for n, count in common.items() if count >= least), key=lambda n: (-common[n], n))[:_CANDIDATES]
    if not likely:
        return None, storing
    for first, old in _texts(connection, likely):
        of_new, of_old = shared(item.stems, [s.text for s in stems(old.text)])
        if is_copy(of_new, of_old):
            number = connection.scalar(select(copies.c.first).where(copies.c.report == first))
            for root, text in _texts(connection, [number] if number is not None else []):
                # A copy of a copy is one of the first, as long as a good part of it is.
                of_root, _ = shared(item.stems, [s.text for s in stems(text.text)])
                if of_root >= _OF_ROOT:
                    first, old, of_new = root, text, of_root
            return _row(report, first, old, of_new), storing
    return None, storing


def _texts(connection: Connection, numbers: Sequence[int]) -> list[tuple[int, Report]]:
    """Reports by number, the lowest first: a copy is kept as one of the first, not of another copy."""
    wanted = select(reports).where(reports.c.number.in_(numbers)).order_by(reports.c.number)
    return [(row["number"], report_of(row)) for row in connection.execute(wanted).mappings()] if numbers else []


def _row(new: Report, first: int, old: Report, share: float) -> dict[str, Any]:
    differs = differences(new.text, old.text)
    if new.title != old.title:
        differs["title"] = [old.title, new.title]
    return {"first": first, "share": round(share, 4), "differs": compact(differs)}


def remember(connection: Connection, number: int, hashes: Sequence[int]) -> None:
    """Store the hashes of a report."""
    if hashes:
        connection.execute(insert(sketches), [{"hash": h, "report": number} for h in hashes])


def differences(new: str, old: str) -> dict[str, Any]:
    """Where two texts differ: spans of sentences that only the new (`added`) or only the old one has (`missing`).

    >>> differences("قصف الجيش حلب. قتل ثلاثة.", "قصف الجيش حلب.")
    {'added': [[15, 25]], 'missing': [], 'moved': False}
    """
    mine, theirs = _sentences(new), _sentences(old)
    both_mine = [k for k in mine if k in theirs]
    both_theirs = [k for k in theirs if k in mine]
    return {
        "added": [span for key, span in mine.items() if key not in theirs],
        "missing": [span for key, span in theirs.items() if key not in mine],
        "moved": both_mine != both_theirs,
    }


def _sentences(text: str) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for sentence in sentences(text):
        words: list[Stem] = list(stems(text[sentence.start : sentence.end]))
        if words:
            found.setdefault(tuple(w.text for w in words), [sentence.start, sentence.end])
    return found
