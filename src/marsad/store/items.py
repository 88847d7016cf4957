"""What goes into the store and what comes back: plain values, no database in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.model import Reading, Report, content_hash


@dataclass(frozen=True, slots=True)
class Kept:
    """A report with where it came from. Its id is made from what it says of itself, so that it is kept once."""

    report: Report
    original: str | None  # sha256 of the bytes it came in
    member: str  # where in the original: a line, a record, a message; empty where it is all of it
    reader: str
    author: str | None = None
    given_id: str | None = None
    notes: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        report: Report,
        *,
        original: str | None,
        member: str,
        reader: str,
        author: str | None = None,
        notes: tuple[str, ...] = (),
    ) -> Kept:
        """The report under the id of the store; the id it came with is kept beside it."""
        given = report.id if report.id != report.sha256 else None
        known = (report.sha256, report.url, report.outlet, report.published, report.title, author, given)
        new = Report(
            report.text, content_hash(*known), report.sha256, report.language, report.published, report.outlet,
            report.title, report.url,
        )  # fmt: skip
        return cls(new, original, member, reader, author, given, notes)


@dataclass(frozen=True, slots=True)
class Item:
    """A report ready to be kept: read, with its index words and its sketch for finding copies."""

    kept: Kept
    reading: Reading
    stems: tuple[str, ...]
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A document that could not be read, and why."""

    source: str
    member: str
    reason: str
    reader: str
    original: str | None = None


@dataclass(slots=True)
class Outcome:
    """What came of keeping some reports: ids of new ones, ids of those already there, ids of copies."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of an address: what it gave last, and by what its server tells that nothing changed."""

    original: str = ""  # empty where it was never fetched
    etag: str | None = None
    modified: str | None = None
    media: str | None = None
    fetched_at: str | None = None
    url: str | None = None  # behind redirects
    charset: str | None = None  # as its server said


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far an original has been kept under some settings by one version of the readers.

    `passed` reports of it are kept, refused or known, the last of which begins at `byte` and is the `number`th part
    (zero where its reader cannot begin there); `whole`: it has no more.
    """

    original: str
    settings: str
    software: str
    passed: int = 0
    byte: int = 0
    number: int = 0
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """When a watched source is asked next, and what came of it last."""

    name: str
    next_at: str
    last_at: str | None = None
    last_result: str | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """Which software and which data made something."""

    software: str
    data: str
