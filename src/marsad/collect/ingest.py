"""Ingest: sources become reports in the store, each kept once however often one starts again."""

from __future__ import annotations

import io
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from marsad.collect import making
from marsad.collect.making import Defaults, Task
from marsad.collect.workers import spread
from marsad.errors import InputError, MarsadError
from marsad.sources.documents import Bad, Document, Link, Settings, Source
from marsad.sources.fetch import Answer, Fetcher
from marsad.sources.readers import Reader, reader_for
from marsad.store.items import Item, Trouble
from marsad.store.store import Store

_CHUNK = 16  # documents that go to a worker together
_BATCH = 64  # reports of one transaction
_HOPELESS = 50  # bad parts without a good one, after which a source is given up
_SECONDS = 2.0  # after which a batch is kept although it is not full


@dataclass(slots=True)
class Tally:
    """What came of an ingest so far."""

    sources: int = 0
    new: int = 0
    copies: int = 0
    known: int = 0
    bad: int = 0
    claims: int = 0
    unread: list[str] = field(default_factory=list)  # sources named by the user of which nothing could be read
    bytes_done: int = 0
    bytes_all: int = 0


@dataclass(slots=True)
class _Address:
    """An address to fetch; `about` is what its source says of it."""

    url: str
    depth: int = 0
    link: Link | None = None


class Ingest:
    """One run of `marsad ingest`, or one round of `watch`."""

    def __init__(
        self,
        store: Store,
        *,
        settings: Settings | None = None,
        defaults: Defaults | None = None,
        fetcher: Fetcher | None = None,
        workers: int = 1,
        told: Callable[[Tally], None] = lambda tally: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self.store, self.workers, self.told, self.stop = store, workers, told, stop
        self.settings, self.defaults = settings or Settings(), defaults or Defaults()
        self.fetcher = fetcher or Fetcher()
        self.tally = Tally()
        self._troubles: list[Trouble] = []
        self._source: Source | None = None
        self._before = 0  # bytes of the files before this one
        self._asked: set[str] = set()

    def run(self, names: Iterable[str]) -> Tally:
        """Take in files, folders and addresses."""
        tasks = self._tasks(list(names))
        work = partial(making.made, defaults=self.defaults)
        items: list[Item] = []
        since = time.monotonic()
        for results in spread(work, self._chunks(tasks), self.workers):
            for made in results:
                if isinstance(made, Trouble):
                    self._troubles.append(made)
                else:
                    items.append(made)
            if len(items) >= _BATCH or time.monotonic() - since > _SECONDS:
                self._keep(items)
                items, since = [], time.monotonic()
            self.told(self.tally)
        self._keep(items)
        self.told(self.tally)
        return self.tally

    def _keep(self, items: list[Item]) -> None:
        troubles, self._troubles = self._troubles, []
        if not items and not troubles:
            return
        outcome = self.store.keep(items, troubles)
        new = set(outcome.new)
        self.tally.new += len(new)
        self.tally.copies += len(outcome.copies)
        self.tally.known += len(outcome.known)
        self.tally.bad += len(troubles)
        self.tally.claims += sum(len(i.reading.claims) for i in items if i.kept.report.id in new)

    def _chunks(self, tasks: Iterable[Task]) -> Iterator[list[Task]]:
        """The tasks that are still to do, some at a time."""
        chunk: list[Task] = []
        for task in tasks:
            if self.stop():
                break
            chunk.append(task)
            if len(chunk) >= _CHUNK:
                yield self._open(chunk)
                chunk = []
        yield self._open(chunk)

    def _open(self, chunk: list[Task]) -> list[Task]:
        """Without what is kept already."""
        open_tasks: list[Task] = []
        for original in dict.fromkeys(task.original for task in chunk):
            mine = [task for task in chunk if task.original == original]
            have = self.store.have(original, [task.document.member for task in mine])
            self.tally.known += len(have)
            open_tasks += [task for task in mine if task.document.member not in have]
        if self._source is not None:
            self.tally.bytes_done = self._before + self._source.used
        return open_tasks

    def _tasks(self, names: list[str]) -> Iterator[Task]:
        files: list[tuple[Path, bool]] = []
        addresses: deque[_Address] = deque()
        for name in names:
            if name.startswith(("http://", "https://")):
                addresses.append(_Address(name))
            else:
                files += self._files(name)
        self.tally.bytes_all = sum(path.stat().st_size for path, _ in files)
        for path, named in files:
            yield from self._file(path, named, addresses)
        while addresses and not self.stop():
            yield from self._address(addresses.popleft(), addresses)

    def _files(self, name: str) -> list[tuple[Path, bool]]:
        """The files that a name stands for, and whether it names one itself."""
        path = Path(name)
        try:
            if path.is_dir():
                return [(p, False) for p in self._walk(path)]
            if path.is_file():
                return [(path, True)]
            reason = "no such file" if not path.exists() else "is no file"
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
        self.tally.unread.append(f"{name}: {reason}")
        return []

    def _walk(self, folder: Path) -> Iterator[Path]:
        place = self.store.database.place
        own = {place.originals.resolve()}
        if place.sqlite:
            database = Path(place.url.database or "").resolve()
            own |= {database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))}
        for path in sorted(folder.iterdir()):
            if path.name.startswith(".") or path.resolve() in own or (path.is_symlink() and path.is_dir()):
                continue
            if path.is_dir():
                yield from self._walk(path)
            elif path.is_file():
                yield path

    def _file(self, path: Path, named: bool, addresses: deque[_Address]) -> Iterator[Task]:
        self._before += self._source.size if self._source is not None else 0
        self._source = None
        try:
            with path.open("rb") as file:
                original, _ = self.store.keep_original(file, str(path))
        except OSError as error:
            self._refuse(str(path), "", error.strerror or str(error), "", None, named)
            return
        source = Source(str(path), self.store.originals.path(original))
        self._source = source
        yield from self._read(source, original, named, addresses, 0)

    def _read(
        self,
        source: Source,
        original: str,
        named: bool,
        addresses: deque[_Address],
        depth: int,
        link: Link | None = None,
    ) -> Iterator[Task]:
        self.tally.sources += 1
        reader = reader_for(source)
        good = bad = 0
        try:
            for found in reader.read(source, self.settings):
                good += not isinstance(found, Bad)
                if isinstance(found, Bad):
                    bad += 1
                    if bad > _HOPELESS and not good:
                        raise InputError(f"none of its first {_HOPELESS} parts could be read", where=source.name)
                    self._troubles.append(Trouble(source.name, found.member, found.reason, reader.name, original))
                elif isinstance(found, Link):
                    self._follow(found, source, reader, depth, addresses)
                else:
                    yield Task(_filled(found, link), source.name, original, reader.name)
        except MarsadError as error:
            reason = error.message if isinstance(error, InputError) else str(error)
            if isinstance(error, InputError) and error.hint:
                reason = f"{reason}. {error.hint}"
            self._refuse(source.name, "", reason, reader.name, original, named and not good)

    def _follow(self, link: Link, source: Source, reader: Reader, depth: int, addresses: deque[_Address]) -> None:
        if depth >= self.settings.limits.depth:
            reason = f"{link.address} is not followed: {depth} lists lead to it"
            self._troubles.append(Trouble(source.name, link.member, reason, reader.name))
        else:
            addresses.append(_Address(link.address, depth + 1, link))

    def _address(self, address: _Address, addresses: deque[_Address]) -> Iterator[Task]:
        if address.url in self._asked:
            return
        self._asked.add(address.url)
        named = address.link is None
        try:
            known = self.store.page(address.url)
            answer = self.fetcher.fetch(address.url, etag=known.etag, modified=known.modified)
        except InputError as error:
            reason = f"{error.message}. {error.hint}" if error.hint else error.message
            self._refuse(address.url, "", reason, "fetch", None, named)
            return
        original = known.original if not answer.changed and known.original else self._kept(address, answer)
        self.store.keep_page(address.url, original, answer.etag or known.etag, answer.modified or known.modified)
        source = Source(
            address.url, self.store.originals.path(original), answer.url, answer.charset, answer.media or known.media
        )
        yield from self._read(source, original, named, addresses, address.depth, address.link)

    def _kept(self, address: _Address, answer: Answer) -> str:
        body = io.BytesIO(answer.body)
        return self.store.keep_original(body, address.url, act="fetched", media=answer.media, address=answer.url)[0]

    def _refuse(self, source: str, member: str, reason: str, reader: str, original: str | None, named: bool) -> None:
        self._troubles.append(Trouble(source, member, reason, reader, original))
        if named:
            self.tally.unread.append(f"{source}: {reason}")


def _filled(document: Document, link: Link | None) -> Document:
    """A document with what the list or feed that led to it says, where it does not say so itself."""
    if link is None:
        return document
    about = {**{k: v for k, v in link.about.items() if k != "id"}, **{k: v for k, v in document.about.items() if v}}
    return replace(document, about=about)
