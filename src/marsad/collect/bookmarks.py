"""Bookmarks: how far each source has been kept, so that starting again goes on where it was.

Documents are counted in the order in which their reader gives them. A bookmark moves in the transaction that keeps the
reports before it, and never past a document that is still being read.
"""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, replace

from marsad import version
from marsad.collect.making import Defaults, Task
from marsad.sources.documents import Settings, Spot
from marsad.store.items import Bookmark
from marsad.store.log import digest
from marsad.store.store import Store

_Key = tuple[str, str]  # original, settings


class Bookmarks:
    """The bookmarks of one run."""

    def __init__(self, store: Store, settings: Settings, defaults: Defaults) -> None:
        self._store, self._software = store, version.intake()
        self._said = [asdict(settings), asdict(defaults)]
        self._under_way: deque[list[Task]] = deque()
        self._marks: dict[_Key, Bookmark] = {}  # of the sources at work
        self._ends: dict[_Key, int] = {}  # how many documents they have, of those whose reader has given all
        self._moved: set[_Key] = set()
        self._by_member: set[_Key] = set()  # begun by readers of another version

    def open(self, original: str, url: str | None) -> Bookmark:
        """How far an original has been kept; its start where these readers have not begun with it.

        The same bytes under other settings, or from another address, are other reports.
        """
        key = (original, digest([*self._said, url])[:16])
        mark = self._marks[key] = self._known(key)
        return mark

    def _known(self, key: _Key) -> Bookmark:
        known = self._store.remembered.bookmark(*key)
        if known is not None and known.software == self._software:
            return known
        if known is not None:
            self._by_member.add(key)
        return Bookmark(*key, self._software)

    def begin(self, chunk: list[Task]) -> list[Task]:
        """Those of some documents that are still to do; another process may have kept some of them meanwhile."""
        self._under_way.append(chunk)
        still: list[Task] = []
        for key in dict.fromkeys(_key(task) for task in chunk):
            passed = self._known(key).passed
            mine = [task for task in chunk if _key(task) == key and task.position > passed]
            if key in self._by_member:
                # What was kept from there stays what it is, although other readers may make more or less of it.
                have = self._store.have(key[0], [task.document.member for task in mine])
                mine = [task for task in mine if task.document.member not in have]
            still += mine
        return still

    def done(self) -> None:
        """The documents that were begun first are made: they are kept with the next transaction."""
        for task in self._under_way.popleft():
            spot = task.document.spot or Spot(0, 0)
            mark = Bookmark(*_key(task), self._software, task.position, spot.byte, spot.number)
            self._marks[_key(task)] = mark
            self._moved.add(_key(task))

    def end(self, mark: Bookmark, documents: int) -> None:
        """The reader of a source has given all of it."""
        key = (mark.original, mark.settings)
        self._ends[key] = documents
        self._moved.add(key)

    def moved(self) -> list[Bookmark]:
        """The bookmarks that go with the next transaction."""
        moved = []
        for key in self._moved:
            mark = self._marks[key]
            if self._ends.get(key) == mark.passed:
                mark = replace(mark, whole=1)
                del self._marks[key], self._ends[key]
            moved.append(mark)
        self._moved = set()
        return moved


def _key(task: Task) -> _Key:
    return task.original, task.settings
