"""The custody log: every act is a line that carries the hash of the line before.

A line holds what was done (`act`), to what (`kind` and `key`), and the digest of the row that the act made. Change,
remove, insert or swap anything and a hash no longer fits; what is cut from the end shows against a head noted
elsewhere (`marsad seal`).
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from marsad.store.items import Version
from marsad.store.schema import log

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Act:
    """One line to be: what was done to which row. `digest` is empty where the act made no row."""

    act: str
    kind: str
    key: str
    digest: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of the log."""

    seq: int
    hash: str


def now() -> str:
    """The instant, UTC, as the store writes it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")


def digest(value: Any) -> str:
    """The sha256 of a value in its one JSON form.

    >>> digest({"a": 1, "b": "x"}) == digest({"b": "x", "a": 1})
    True
    """
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(raw.encode()).hexdigest()


def line_hash(line: Mapping[str, Any]) -> str:
    """The hash of a line, over all of it and so over the hash before."""
    return digest([line[c.name] for c in log.columns if c.name != "hash"])


def head(connection: Connection) -> Head:
    """The last line, or the start of an empty log."""
    row = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
    return Head(row.seq, row.hash) if row else Head(0, START)


def append(connection: Connection, acts: Iterable[Act], version: Version) -> None:
    """Write lines to the end of the log. The caller holds the writers' lock."""
    last = head(connection)
    at = now()
    lines = []
    for act in acts:
        line: dict[str, Any] = {
            "seq": last.seq + 1, "at": at, "act": act.act, "kind": act.kind, "key": act.key, "digest": act.digest,
            "detail": act.detail, "software": version.software, "data": version.data, "before": last.hash,
        }  # fmt: skip
        line["hash"] = line_hash(line)
        last = Head(line["seq"], line["hash"])
        lines.append(line)
    if lines:
        connection.execute(insert(log), lines)
