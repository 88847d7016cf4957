"""What the pages read: the kept events of a store, taken up anew when something was added to it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

from marsad.events.control import STATUSES, TYPES, Holdings
from marsad.model import Place
from marsad.observatory import Asked, Observatory, Outline, Tally
from marsad.store import Store

T = TypeVar("T")
_SECONDS = 1.0  # within which the store is not asked again whether something was added
_PATIENCE = 2.0  # seconds that a page waits for what another one takes up
_AT_ONCE = 4  # pages that are made at the same time; more would only take each other's turns
_MOST_REMEMBERED = 500


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a store has come: the revision of its events, and how many reports it holds."""

    revision: int
    reports: int


class Archive:
    """A store as the pages read it, from several threads: each has one open for itself."""

    def __init__(self, store: str) -> None:
        self.store = store
        self.stand = Stand(-1, 0)  # as last seen
        self._free: SimpleQueue[Store | None] = SimpleQueue()
        for _ in range(_AT_ONCE):
            self._free.put(None)
        self._taking, self._lock = threading.Lock(), threading.Lock()
        self._due = 0.0
        self._remembered: dict[Hashable, Future[Any]] = {}

    @contextmanager
    def seen(self) -> Iterator[Observatory]:
        """The events as they stand, at most a second old where not much is being added.

        Raises:
            StoreError: the store cannot be opened.
        """
        store = self._free.get()
        try:
            store = store or Store.open(self.store)
            observatory = Observatory(store)
            self._take_up(observatory)
            yield observatory
        finally:
            self._free.put(store)

    def _take_up(self, observatory: Observatory) -> None:
        """Some of what was added since; who asks meanwhile waits for it, but not long."""
        if time.monotonic() < self._due or not self._taking.acquire(
            timeout=_PATIENCE if self.stand.revision >= 0 else -1
        ):
            return
        try:
            if time.monotonic() >= self._due:
                revision = observatory.step()
                stand = self.stand if revision == self.stand.revision else Stand(revision, observatory.reports())
                with self._lock:
                    if stand is not self.stand:
                        self.stand, self._remembered = stand, {}
                    self._due = time.monotonic() + _SECONDS
        finally:
            self._taking.release()

    def look(self) -> Stand:
        """How far the store has come, at most a second ago."""
        if time.monotonic() >= self._due:
            with self.seen():
                pass
        return self.stand

    def changed(self) -> None:
        """Something was added: the next page shows it."""
        with self._lock:
            self._due = 0.0

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made under a key; made once for each revision of the events, whoever asks meanwhile waits for it."""
        with self._lock:
            known = self._remembered
            found = known.get(key)
            mine = found is None
            if found is None:
                if len(known) >= _MOST_REMEMBERED:
                    del known[next(iter(known))]
                found = known[key] = Future()
        if mine:
            try:
                found.set_result(make())
            except BaseException as error:
                with self._lock:
                    known.pop(key, None)
                found.set_exception(error)
                raise
        result: T = found.result()
        return result


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered for readers who may see alike (`whose`), and for no others."""

    archive: Archive
    whose: str

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """As `Archive.remembered`."""
        return self.archive.remembered((self.whose, key), make)

    def places(self, seen: Observatory) -> Mapping[str, Place]:
        """The places of the events by name; a name that two of them share is none."""
        return self.remembered("places", lambda: _named(seen.places()))

    def tally(self, seen: Observatory, asked: Asked) -> Tally:
        """How many events are asked for."""
        return self.remembered(("tally", asked), lambda: seen.tally(asked))

    def holdings(self, seen: Observatory) -> Holdings[Outline]:
        """Who holds which place."""
        asked = Asked(types=TYPES, statuses=STATUSES)
        return self.remembered("holdings", lambda: Holdings(list(seen.outlines(asked))))


def _named(places: Sequence[Place]) -> Mapping[str, Place]:
    named: dict[str, dict[str, Place]] = {}
    for place in places:
        for name in (place.name_ar, place.name_en):
            if name and place.id is not None:
                named.setdefault(name, {}).setdefault(place.id, place)
    return {name: next(iter(found.values())) for name, found in named.items() if len(found) == 1}
