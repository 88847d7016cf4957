"""The tables of the store. The same on SQLite and PostgreSQL; `migrations` builds them.

Rows of the tables in `LEDGER` are written once and have one line each in the custody log, which holds the digest of
the row. The other tables are made from them (`appears` aside) or hold settings, and may be built anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Double, Integer, MetaData, Table, Text

METADATA = MetaData()


def _text(*names: str) -> list[Column[str]]:
    return [Column(name.rstrip("?"), Text, nullable=name.endswith("?")) for name in names]


migrations = Table("migrations", METADATA, Column("name", Text, primary_key=True), *_text("applied_at"))
originals = Table(
    "originals", METADATA,
    Column("sha256", Text, primary_key=True), Column("size", BigInteger, nullable=False),
    *_text("name", "media?", "address?", "kept_at"),
)  # fmt: skip
reports = Table(
    "reports", METADATA,
    Column("number", Integer, primary_key=True),
    *_text("id", "text", "sha256", "language", "published?", "outlet?", "author?", "title?", "url?", "given_id?",
           "original?", "member", "reader", "notes", "kept_at", "software", "data"),
)  # fmt: skip
appearances = Table(
    "appearances", METADATA,
    Column("number", Integer, primary_key=True), Column("report", Integer, nullable=False),
    *_text("original", "member", "seen_at"),
)  # fmt: skip
readings = Table(
    "readings", METADATA,
    Column("number", Integer, primary_key=True), Column("report", Integer, nullable=False),
    *_text("software", "data", "read_at", "issues"),
)  # fmt: skip
claims = Table(
    "claims", METADATA,
    Column("reading", Integer, primary_key=True), Column("position", Integer, primary_key=True),
    *_text("id", "type", "status", "place?", "place_name?", "time_from?", "time_to?", "body"),
)  # fmt: skip
parties = Table(
    "parties", METADATA,
    Column("reading", Integer, primary_key=True), Column("position", Integer, primary_key=True),
    Column("role", Text, primary_key=True), Column("place", Integer, primary_key=True),
    *_text("body?", "name"),
)  # fmt: skip
copies = Table(
    "copies", METADATA,
    Column("report", Integer, primary_key=True), Column("first", Integer, nullable=False),
    Column("share", Double, nullable=False), *_text("differs"),
)  # fmt: skip
decisions = Table(
    "decisions", METADATA,
    Column("number", Integer, primary_key=True), *_text("made_at", "who", "kind", "subject", "body", "software", "data"),
)  # fmt: skip
issues = Table(
    "issues", METADATA,
    Column("number", Integer, primary_key=True), *_text("at", "source", "member", "reason", "reader", "original?"),
)  # fmt: skip
log = Table(
    "log", METADATA,
    Column("seq", Integer, primary_key=True),
    *_text("at", "act", "kind", "key", "digest", "detail", "software", "data", "before", "hash"),
)  # fmt: skip
sketches = Table(
    "sketches", METADATA,
    Column("hash", BigInteger, primary_key=True), Column("report", Integer, primary_key=True),
)  # fmt: skip
mappings = Table("mappings", METADATA, Column("name", Text, primary_key=True), *_text("columns"))
watches = Table(
    "watches", METADATA,
    Column("name", Text, primary_key=True), *_text("next_at", "last_at?", "last_result?"),
    Column("failures", Integer, nullable=False),
)  # fmt: skip
pages = Table(
    "pages", METADATA,
    Column("address", Text, primary_key=True), *_text("fetched_at", "original", "etag?", "modified?"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row that the custody log vouches for; `parts` are tables whose rows belong to it, by their column."""

    table: Table
    key: str
    parts: tuple[tuple[Table, str], ...] = ()


LEDGER: Mapping[str, Kind] = {
    "original": Kind(originals, "sha256"),
    "report": Kind(reports, "number"),
    "appearance": Kind(appearances, "number"),
    "reading": Kind(readings, "number", ((claims, "reading"), (parties, "reading"))),
    "copy": Kind(copies, "report"),
    "decision": Kind(decisions, "number"),
    "issue": Kind(issues, "number"),
}
APPEND_ONLY = (*(k.table.name for k in LEDGER.values()), claims.name, parties.name, log.name)
