"""`verify`: does the store still hold what was written, all of it and nothing else?

The log is walked line by line, each row compared with the digest that its line holds, each original with its sha256;
then come rows and files that no line tells of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Text, cast, select

from marsad.errors import StoreError
from marsad.store import rows
from marsad.store.log import START, Head, head, line_hash
from marsad.store.originals import Originals
from marsad.store.schema import LEDGER, log, originals
from marsad.store.store import Store

_CHUNK = 500
_SEAL = re.compile(r"marsad-seal:(\d{1,12}):([0-9a-f]{64})")
_ACTS = {"original": {"imported", "fetched"}, "report": {"kept"}, "appearance": {"seen again"}, "reading": {"read"},
         "copy": {"found a copy"}, "decision": {"decided"}, "issue": {"refused"}}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: `what` is changed, removed, inserted or cut."""

    where: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.where} was {self.what}: {self.why}"


def seal(head: Head) -> str:
    """The head of the log as it is filed elsewhere."""
    return f"marsad-seal:{head.seq}:{head.hash}"


def unseal(words: str) -> Head:
    """The head that a seal names.

    Raises:
        StoreError: it is no seal.
    """
    found = _SEAL.search(words)
    if not found:
        raise StoreError("is no seal", where=words[:80], hint="marsad seal prints one: marsad-seal:NUMBER:HASH")
    return Head(int(found[1]), found[2])


def verify(
    store: Store, seals: Sequence[Head] = (), told: Callable[[int, int], object] = lambda done, of: None
) -> Iterator[Finding]:
    """What was changed, removed, inserted or cut, in the order of the log; nothing where all is as it was.

    Args:
        store: the store.
        seals: heads of the log that were noted earlier.
        told: is told how many lines of the log have been checked, of how many.
    """
    with store.database.reading() as connection:
        end = head(connection).seq
        yield from _log(connection, store.originals, {s.seq: s for s in seals}, lambda done: told(done, end))
        for kind in LEDGER:
            yield from _strays(connection, kind)
        yield from _stray_files(connection, store.originals)


def _log(
    connection: Connection, files: Originals, seals: Mapping[int, Head], told: Callable[[int], object]
) -> Iterator[Finding]:
    last = Head(0, START)
    while True:
        lines = connection.execute(
            select(log).where(log.c.seq > last.seq).order_by(log.c.seq).limit(_CHUNK)
        ).mappings().all()  # fmt: skip
        if not lines:
            break
        now = {kind: rows.digests(connection, kind, [x["key"] for x in lines if x["kind"] == kind]) for kind in LEDGER}
        for line in lines:
            yield from _line(line, last, seals)
            if line["kind"] in LEDGER:
                yield from _row(line, now[line["kind"]])
            if line["kind"] == "original":
                yield from _file(files, line["key"])
            last = Head(line["seq"], line["hash"])
            told(last.seq)
    for number in sorted(seals):
        if number > last.seq:
            yield Finding(
                f"log line {last.seq + 1}", "cut", f"the log ends at line {last.seq}, the seal is of {number}"
            )
            break


def _line(line: rows.Stored, last: Head, seals: Mapping[int, Head]) -> Iterator[Finding]:
    where = f"log line {line['seq']} ({line['act']} {line['kind']} {line['key'][:16]})"
    if line["seq"] != last.seq + 1:
        yield Finding(f"log line {last.seq + 1}", "removed", f"line {line['seq']} follows line {last.seq}")
    elif line_hash(line) != line["hash"]:
        yield Finding(where, "changed", "its hash is not that of its words")
    elif line["before"] != last.hash:
        yield Finding(where, "inserted or changed", f"it does not carry the hash of line {last.seq}")
    elif line["seq"] in seals and seals[line["seq"]].hash != line["hash"]:
        yield Finding(where, "changed", "the seal names another hash: the log was written anew up to here")
    elif line["kind"] in LEDGER and line["act"] not in _ACTS[line["kind"]]:
        yield Finding(where, "inserted", f"no {line['kind']} comes of an act «{line['act']}»")


def _row(line: rows.Stored, now: Mapping[str, str]) -> Iterator[Finding]:
    where = f"{line['kind']} {line['key'][:64]}"
    if line["key"] not in now:
        yield Finding(where, "removed", f"line {line['seq']} of the log tells of it")
    elif now[line["key"]] != line["digest"]:
        yield Finding(where, "changed", f"it is not what line {line['seq']} of the log vouches for")


def _file(files: Originals, sha256: str) -> Iterator[Finding]:
    where = f"original file {sha256}"
    try:
        found = files.check(sha256)
    except OSError as error:
        yield Finding(where, "made unreadable", error.strerror or str(error))
        return
    if found is None:
        yield Finding(where, "removed", "there is no such file")
    elif found[0] != sha256:
        yield Finding(where, "changed", f"its {found[1]} bytes have another sha256")


def _strays(connection: Connection, kind: str) -> Iterator[Finding]:
    """Rows that no line of the log tells of."""
    of = LEDGER[kind]
    key = of.table.c[of.key]
    line = select(log.c.seq).where(log.c.kind == kind, log.c.key == cast(key, Text)).exists()
    for stray in connection.scalars(select(key).where(~line).order_by(key)):
        yield Finding(f"{kind} {stray}", "inserted", "no line of the log tells of it")
    for table, column in of.parts:
        owner = select(key).where(key == table.c[column]).exists()
        for stray in connection.scalars(select(table.c[column]).where(~owner).distinct()):
            yield Finding(f"{table.name} of {kind} {stray}", "inserted", f"there is no such {kind}")


def _stray_files(connection: Connection, files: Originals) -> Iterator[Finding]:
    for name in files.names():
        known = connection.scalar(select(originals.c.sha256).where(originals.c.sha256 == name))
        if known is None:
            yield Finding(f"original file {name}", "inserted", "the store does not tell of it")
