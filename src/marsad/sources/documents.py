"""What readers take and give: a source on disk becomes documents, links to follow, and what was bad and why."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from marsad.errors import InputError

_START = 8192
# What a source says of a report, by the names of `FIELDS`.
About = Mapping[str, str | None]
FIELDS = ("id", "published", "outlet", "author", "title", "url", "language")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a source may hold: what is over is refused, not read halfway."""

    line: int = 16 << 20  # bytes of a line, a message, an element
    page: int = 20 << 20  # bytes of a page or text file
    unpacked: int = 200 << 20  # bytes that one member of an archive unpacks to
    members: int = 100_000  # of a zip file
    text: int = 2_000_000  # characters of a report
    depth: int = 3  # sitemaps that name sitemaps


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a reader can begin in a source: at a byte, which is that of its `number`th part."""

    byte: int
    number: int


@dataclass(frozen=True, slots=True)
class Document:
    """One report as its source has it: text, or the bytes of a page from which the text is taken later."""

    member: str
    text: str | None = None
    page: bytes | None = None
    charset: str | None = None
    about: About = field(default_factory=dict)
    linked: About = field(default_factory=dict)  # what the list or feed says that led to a page; the page comes first
    notes: tuple[str, ...] = ()
    spot: Spot | None = None  # where it begins, of readers that can begin there


@dataclass(frozen=True, slots=True)
class Link:
    """An address to fetch, with what the source says of the page behind it."""

    member: str
    address: str
    about: About = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bad:
    """A part of a source that could not be read, and why."""

    member: str
    reason: str


Found = Document | Link | Bad


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user says of all sources of a call."""

    columns: Mapping[str, str] = field(default_factory=dict)  # field → column of tables
    follow: bool = False  # fetch the page behind each item of a feed
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Source:
    """The bytes of a file or of an answer from the web, on disk."""

    name: str  # for people: the path or address
    path: Path
    url: str | None = None
    charset: str | None = None  # as the server says
    media: str | None = None
    begin: Spot | None = None  # one of the spots that its reader gave
    _opened: list[BinaryIO] = field(default_factory=list, repr=False, compare=False)

    @cached_property
    def start(self) -> bytes:
        """The first bytes."""
        with self.open() as file:
            return file.read(_START)

    @cached_property
    def unpacked_start(self) -> bytes:
        """The first bytes, unpacked where the file is packed by gzip."""
        if not self.start.startswith(b"\x1f\x8b"):
            return self.start
        try:
            return zlib.decompressobj(31).decompress(self.start, _START)
        except zlib.error:
            return b""

    @cached_property
    def size(self) -> int:
        """How many bytes there are."""
        return self.path.stat().st_size

    def open(self) -> BinaryIO:
        """The bytes from the start."""
        file = self.path.open("rb")
        self._opened[:] = [file]
        return file

    @property
    def used(self) -> int:
        """How many bytes have been read, for showing progress."""
        file = self._opened[0] if self._opened else None
        return file.tell() if file is not None and not file.closed else self.size

    def ends(self, *endings: str) -> bool:
        """Whether the name (or the path of the address) ends so."""
        return self.name.partition("?")[0].lower().endswith(endings)

    def read(self, limit: int) -> bytes:
        """All of it.

        Raises:
            InputError: it is larger than allowed, or empty.
        """
        if self.size > limit:
            raise InputError(f"{self.size >> 20} MB, more than the {limit >> 20} MB allowed", where=self.name)
        with self.open() as file:
            raw = file.read(limit + 1)
        if not raw.strip():
            raise InputError("the file is empty", where=self.name)
        return raw


def lines(file: BinaryIO, limit: int, begin: Spot | None = None) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a file with their numbers from 1; None for one that is too long, of which no more is held."""
    number = begin.number - 1 if begin is not None else 0
    if begin is not None:
        file.seek(begin.byte)
    while line := file.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line
