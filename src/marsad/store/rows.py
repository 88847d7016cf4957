"""Values become rows, and rows their digests: what the custody log vouches for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from marsad.language.ar.stems import stems
from marsad.model import Claim, Mention, Reading, Report
from marsad.store.items import Kept, Trouble, Version
from marsad.store.log import digest
from marsad.store.schema import LEDGER

Row = dict[str, Any]
Stored = Mapping[Any, Any]  # a row as the database gives it
_CHUNK = 500


def report_row(kept: Kept, number: int, at: str, version: Version) -> Row:
    """A report as it is stored."""
    r = kept.report
    return {
        "number": number, "id": r.id, "text": r.text, "sha256": r.sha256, "language": r.language,
        "published": r.published, "outlet": r.outlet, "author": kept.author, "title": r.title, "url": r.url,
        "given_id": kept.given_id, "original": kept.original, "member": kept.member, "reader": kept.reader,
        "notes": compact(list(kept.notes)), "kept_at": at, "software": version.software, "data": version.data,
    }  # fmt: skip


def report_of(row: Stored) -> Report:
    """The report of a row."""
    return Report(
        row["text"], row["id"], row["sha256"], row["language"], row["published"], row["outlet"], row["title"], row["url"],
    )  # fmt: skip


def reading_rows(reading: Reading, number: int, report: int, at: str, version: Version) -> dict[str, list[Row]]:
    """A reading as it is stored: by table, the reading, its claims and their parties."""
    rows: dict[str, list[Row]] = {
        "readings": [{
            "number": number, "report": report, "software": version.software, "data": version.data, "read_at": at,
            "issues": compact(list(reading.issues)),
        }],
        "claims": [], "parties": [],
    }  # fmt: skip
    for position, claim in enumerate(reading.claims):
        rows["claims"].append(_claim_row(claim, number, position))
        for role, mentions in _parties(claim).items():
            for place, mention in enumerate(mentions):
                name = " ".join(dict.fromkeys(searched(x) for x in (mention.span.text, mention.name_ar or "") if x))
                rows["parties"].append(
                    {"reading": number, "position": position, "role": role, "place": place, "body": mention.id, "name": name}
                )  # fmt: skip
    rows["parties"].sort(key=lambda row: (row["position"], row["role"], row["place"]))  # as `_parts` reads them
    return rows


def _parties(claim: Claim) -> dict[str, Sequence[Mention]]:
    return {"actor": claim.actors, "target": claim.targets, "source": [s.mention for s in claim.sources]}


def _claim_row(claim: Claim, reading: int, position: int) -> Row:
    place, time = claim.place, claim.time
    names = dict.fromkeys(searched(x) for x in (place.span.text, place.name_ar or "") if x) if place else {}
    return {
        "reading": reading, "position": position, "id": claim.id, "type": claim.type, "status": claim.status,
        "place": place.id if place else None, "place_name": " ".join(names) or None,
        "time_from": time.start if time else None, "time_to": time.end if time else None,
        "body": compact(claim.to_dict()),
    }  # fmt: skip


def searched(words: str) -> str:
    """Words as stems between spaces, so that ` stem ` is found in them and nothing by half.

    >>> searched("مدينة حلب")
    ' مدينه حلب '
    """
    return "".join(f" {s.text}" for s in stems(words)) + " "


def issue_row(trouble: Trouble, number: int, at: str) -> Row:
    """A document that could not be read, as it is stored."""
    return {
        "number": number, "at": at, "source": trouble.source, "member": trouble.member, "reason": trouble.reason,
        "reader": trouble.reader, "original": trouble.original,
    }  # fmt: skip


def compact(value: Any) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def row_digest(row: Stored, parts: Iterable[Sequence[Stored]] = ()) -> str:
    """The digest of a row with the rows that belong to it."""
    return digest([dict(row), [[dict(p) for p in part] for part in parts]])


def digests(connection: Connection, kind: str, keys: Iterable[str]) -> dict[str, str]:
    """The digests that rows of a kind have now, by key; keys without a row are left out."""
    of = LEDGER[kind]
    numbered = str(of.table.c[of.key].type) == "INTEGER"
    wanted: list[Any] = [int(k) if numbered else k for k in keys if not numbered or k.isdecimal()]
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        rows = connection.execute(select(of.table).where(of.table.c[of.key].in_(chunk))).mappings()
        parts = [_parts(connection, table, column, chunk) for table, column in of.parts]
        for row in rows:
            key = row[of.key]
            found[str(key)] = row_digest(row, [part.get(key, []) for part in parts])
    return found


def _parts(connection: Connection, table: Table, column: str, keys: list[Any]) -> dict[Any, list[Stored]]:
    found: dict[Any, list[Stored]] = defaultdict(list)
    order = list(table.primary_key.columns)
    for row in connection.execute(select(table).where(table.c[column].in_(keys)).order_by(*order)).mappings():
        found[row[column]].append(row)
    return found
