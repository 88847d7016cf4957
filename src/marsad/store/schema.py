"""The tables of the store. The same on SQLite and PostgreSQL; `migrations` builds them.

Rows of the tables in `LEDGER` are written once and have one line each in the custody log, which holds the digest of
the row. The other tables are made from them or hold settings, and may be built anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Column, Double, Integer, MetaData, Table, Text

METADATA = MetaData()
_TYPES = {"int": Integer, "big": BigInteger, "real": Double, "": Text}


def _columns(words: str) -> Iterator[Column[Any]]:
    """Columns from `name:type`, text where no type stands; `*` for those of the key, `?` for those that may be empty.

    >>> [(c.name, c.nullable, c.primary_key) for c in _columns("number:int* title?")]
    [('number', False, True), ('title', True, False)]
    """
    for word in words.split():
        name, _, kind = word.rstrip("*?").partition(":")
        yield Column(name, _TYPES[kind], primary_key=word.endswith("*"), nullable=word.endswith("?"))


def _table(name: str, columns: str) -> Table:
    return Table(name, METADATA, *_columns(columns))


migrations = _table("migrations", "name* applied_at")
originals = _table("originals", "sha256* size:big name media? address? kept_at")
reports = _table(
    "reports",
    "number:int* id text sha256 language published? outlet? author? title? url? given_id? original? member reader notes "
    "kept_at software data",
)
appearances = _table("appearances", "number:int* report:int original member seen_at")
readings = _table("readings", "number:int* report:int software data read_at issues")
claims = _table("claims", "reading:int* position:int* id type status place? place_name? time_from? time_to? body")
parties = _table("parties", "reading:int* position:int* role* place:int* body? name")
copies = _table("copies", "report:int* first:int share:real differs")
decisions = _table("decisions", "number:int* made_at who kind subject body software data")
issues = _table("issues", "number:int* at source member reason reader original?")
log = _table("log", "seq:int* at act kind key digest detail software data before hash")
sketches = _table("sketches", "hash:big* report:int*")
names = _table("names", "kind* name*")
mappings = _table("mappings", "name* columns")
watches = _table("watches", "name* next_at last_at? last_result? failures:int")
pages = _table("pages", "address* fetched_at original etag? modified? url? charset?")
bookmarks = _table("bookmarks", "original* settings* software passed:int byte:big number:int whole:int")
# What follows is a view of the claims of the last readings, kept by `marsad.observatory` and built anew at any time.
grouping = _table(
    "grouping", "number:int* version revision:int reading:int decision:int homes:int whole:int changed_at?"
)
grouped = _table(
    "grouped",
    "report:int* position:int* reading:int id type status rank:int event home:int? day:int? first:int? last:int? row:int? "
    "col:int? name?",
)
events = _table(
    "events",
    "number:int* id claim type family status agreement day_from? day_to? day sorting first_day? last_day? place? lat:real? "
    "lon:real? radius_km:real? level? country? admin1? deaths:real? weight:real confirmed:int claims:int reports:int "
    "outlets:int voices:int contradictions:int first_seen updated deaths_low:real? deaths_high:real? place_ar? place_en?",
)
event_bodies = _table("event_bodies", "event:int* body")
event_parties = _table("event_parties", "event:int* role* place:int* body? side? name:int")
party_names = _table("party_names", "number:int* body name_ar name_en kind side words")
event_voices = _table(
    "event_voices",
    "event:int* source* family camp? alone:int confirmed:int across:int contested:int denials:int",
)
voice_names = _table("voice_names", "source* body")
disputes = _table("disputes", "number:int* first second report:int attribute english arabic")
ties = _table("ties", "one* other* same:int* decision:int")


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
