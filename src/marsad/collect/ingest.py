"""Ingest: sources become reports in the store, each kept once however often one starts again."""

from __future__ import annotations

import datetime
import io
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from marsad.collect import making
from marsad.collect.bookmarks import Bookmarks
from marsad.collect.making import Defaults, Known, Task
from marsad.collect.workers import spread
from marsad.errors import InputError, MarsadError
from marsad.sources.documents import Bad, Link, Settings, Source, Spot
from marsad.sources.fetch import Fetcher
from marsad.sources.readers import Reader, reader_for
from marsad.store.items import Item, Kept, Page, Trouble
from marsad.store.store import Store

_CHUNK = 16  # documents that go to a worker together
_BATCH = 64  # reports of one transaction
_HOPELESS = 50  # bad parts without a good one, after which a source is given up
# Pages that a list, feed or sitemap leads to are not asked for again within this time, after a kill least of all.
_FRESH = datetime.timedelta(hours=1)
_LONG = 32 << 20  # bytes of a file whose keeping is told
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
    doing: str = ""  # what takes long beside reading
    pages_done: int = 0
    pages_all: int = 0

    @property
    def share(self) -> float | None:
        """How much of the work is done, as far as it is known: of the addresses where there are some, else of the files."""
        done, all_ = (self.pages_done, self.pages_all) if self.pages_all else (self.bytes_done, self.bytes_all)
        return min(done / all_, 1.0) if all_ else None


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
        self._bookmarks = Bookmarks(store, self.settings, self.defaults)

    def run(self, names: Iterable[str]) -> Tally:
        """Take in files, folders and addresses."""
        tasks = self._tasks(list(names))
        work = partial(making.made, defaults=self.defaults)
        items: list[Item | Kept] = []
        since = time.monotonic()
        for results in spread(work, self._chunks(tasks), self.workers):
            self._bookmarks.done()
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

    def _keep(self, items: list[Item | Kept]) -> None:
        troubles, self._troubles = self._troubles, []
        marks = self._bookmarks.moved()
        if not items and not troubles and not marks:
            return
        outcome = self.store.keep(items, troubles, marks)
        new = set(outcome.new)
        self.tally.new += len(new)
        self.tally.copies += len(outcome.copies)
        self.tally.known += len(outcome.known)
        self.tally.bad += len(troubles)
        read = [i for i in items if isinstance(i, Item) and i.kept.report.id in new]
        self.tally.claims += sum(len(item.reading.claims) for item in read)

    def _chunks(self, tasks: Iterable[Task]) -> Iterator[list[Task | Known]]:
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

    def _open(self, chunk: list[Task]) -> list[Task | Known]:
        """What is still to do: without what is kept already, and reports that came from elsewhere need no reading."""
        open_tasks = self._bookmarks.begin(chunk)
        self.tally.known += len(chunk) - len(open_tasks)
        if self._source is not None:
            self.tally.bytes_done = self._before + self._source.used
        texts = {k: one for k, task in enumerate(open_tasks) if (one := making.told(task, self.defaults)) is not None}
        have = self.store.have_reports(one.report.id for one in texts.values())
        return [
            Known(texts[k]) if k in texts and texts[k].report.id in have else task for k, task in enumerate(open_tasks)
        ]

    def _tasks(self, names: list[str]) -> Iterator[Task]:
        files: list[tuple[Path, bool]] = []
        addresses: deque[_Address] = deque()
        for name in names:
            if name.startswith(("http://", "https://")):
                addresses.append(_Address(name))
                self.tally.pages_all += 1
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
                original, _ = self.store.keep_original(file, str(path), told=self._copying(path))
            self.tally.doing = ""
        except OSError as error:
            self._refuse(str(path), "", error.strerror or str(error), "", None, named)
            return
        self._source = Source(str(path), self.store.originals.path(original))
        yield from self._read(self._source, original, named, addresses, 0)

    def _copying(self, path: Path) -> Callable[[int], None]:
        """Says how much of a file has been hashed or written."""

        def told(size: int) -> None:
            self.tally.doing = f"{path.name}: {size >> 20} MB kept" if size >= _LONG else ""
            self.told(self.tally)

        return told

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
        mark = self._bookmarks.open(original, source.url)
        self.tally.known += mark.passed
        if mark.whole:
            return
        reader = reader_for(source)
        # Where its reader can begin anywhere, it begins with the last document that was kept.
        position = mark.passed - 1 if mark.number else 0
        begun = replace(source, begin=Spot(mark.byte, mark.number)) if mark.number else source
        good = bad = links = 0
        try:
            for found in reader.read(begun, self.settings):
                good += not isinstance(found, Bad)
                if isinstance(found, Bad):
                    bad += 1
                    if bad > _HOPELESS and not good:
                        raise InputError(f"none of its first {_HOPELESS} parts could be read", where=source.name)
                    self._troubles.append(Trouble(source.name, found.member, found.reason, reader.name, original))
                elif isinstance(found, Link):
                    links += 1
                    self._follow(found, source, reader, depth, addresses)
                else:
                    position += 1
                    if position > mark.passed:
                        document = replace(found, linked=link.about) if link is not None else found
                        yield Task(document, source.name, original, mark.settings, reader.name, position)
            if not good and not bad and not mark.passed:
                raise InputError("holds nothing to read", where=source.name)
        except MarsadError as error:
            reason = error.message if isinstance(error, InputError) else str(error)
            if isinstance(error, InputError) and error.hint:
                reason = f"{reason}. {error.hint}"
            self._refuse(source.name, "", reason, reader.name, original, named and not good)
        else:
            if not links:  # what a list leads to is asked for every time
                self._bookmarks.end(mark, position)

    def _follow(self, link: Link, source: Source, reader: Reader, depth: int, addresses: deque[_Address]) -> None:
        if depth >= self.settings.limits.depth:
            reason = f"{link.address} is not followed: {depth} lists lead to it"
            self._troubles.append(Trouble(source.name, link.member, reason, reader.name))
        else:
            addresses.append(_Address(link.address, depth + 1, link))
            self.tally.pages_all += 1

    def _address(self, address: _Address, addresses: deque[_Address]) -> Iterator[Task]:
        self.tally.pages_done += 1
        if address.url in self._asked:
            return
        self._asked.add(address.url)
        named = address.link is None
        known = self.store.remembered.page(address.url)
        try:
            page = known if _fresh(known) and not named else self._fetched(address.url, known)
        except InputError as error:
            reason = f"{error.message}. {error.hint}" if error.hint else error.message
            self._refuse(address.url, "", reason, "fetch", None, named)
            return
        source = Source(address.url, self.store.originals.path(page.original), page.url, page.charset, page.media)
        yield from self._read(source, page.original, named, addresses, address.depth, address.link)

    def _fetched(self, address: str, known: Page) -> Page:
        """What an address gives now."""
        answer = self.fetcher.fetch(address, etag=known.etag, modified=known.modified)
        if answer.changed or not known.original:
            body = io.BytesIO(answer.body)
            kept, _ = self.store.keep_original(body, address, act="fetched", media=answer.media, address=answer.url)
            page = Page(kept, answer.etag, answer.modified, answer.media, None, answer.url, answer.charset)
        else:
            etag, modified = answer.etag or known.etag, answer.modified or known.modified
            page = replace(known, etag=etag, modified=modified)
        self.store.remembered.set_page(address, page)
        return page

    def _refuse(self, source: str, member: str, reason: str, reader: str, original: str | None, named: bool) -> None:
        self._troubles.append(Trouble(source, member, reason, reader, original))
        if named:
            self.tally.unread.append(f"{source}: {reason}")


def _fresh(known: Page) -> bool:
    """Whether an address was fetched so lately that a list that leads to it does not have it fetched again."""
    if not known.original or known.fetched_at is None:
        return False
    age = datetime.datetime.now(datetime.UTC) - datetime.datetime.fromisoformat(known.fetched_at)
    return age < _FRESH
