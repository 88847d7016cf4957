"""What the pages read: the kept events of a store, taken up anew when something was added to it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from marsad.events.event import Event
from marsad.model import Place
from marsad.observatory import Observatory
from marsad.store import Store

_SECONDS = 1.0  # within which the store is not asked again whether something was added
_IDLE = 8  # open stores that wait for the next page


class Archive:
    """A store as the pages read it, from several threads: each has one open for itself."""

    def __init__(self, store: str) -> None:
        self.store = store
        self._idle: SimpleQueue[Store] = SimpleQueue()
        self._lock = threading.Lock()
        self._revision = -1
        self._due = 0.0
        self._named: tuple[int, Mapping[str, Place]] = (-1, {})
        self._telling: tuple[int, Sequence[Event]] = (-1, ())

    @contextmanager
    def seen(self) -> Iterator[Observatory]:
        """The events as they stand, at most a second old.

        Raises:
            StoreError: the store cannot be opened.
        """
        try:
            store = self._idle.get_nowait()
        except Empty:
            store = Store.open(self.store)
        try:
            observatory = Observatory(store)
            self._take_up(observatory)
            yield observatory
        except BaseException:
            store.close()
            raise
        if self._idle.qsize() < _IDLE:
            self._idle.put(store)
        else:
            store.close()

    def _take_up(self, observatory: Observatory) -> None:
        """What was added since; who asks meanwhile waits for it."""
        with self._lock:
            if time.monotonic() >= self._due:
                self._revision = observatory.refresh().revision
                self._due = time.monotonic() + _SECONDS

    def changed(self) -> None:
        """Something was added: the next page shows it."""
        with self._lock:
            self._due = 0.0

    def places(self, seen: Observatory) -> Mapping[str, Place]:
        """The places of the events by name; a name that two of them share is none."""
        revision, found = self._named
        if revision != self._revision:
            revision, found = self._revision, _named(seen.places())
            self._named = revision, found
        return found

    def of_control(self, seen: Observatory) -> Sequence[Event]:
        """The events that tell who holds which place."""
        revision, found = self._telling
        if revision != self._revision:
            revision, found = self._revision, seen.of_control(None)
            self._telling = revision, found
        return found


def _named(places: Sequence[Place]) -> Mapping[str, Place]:
    named: dict[str, dict[str, Place]] = {}
    for place in places:
        for name in (place.name_ar, place.name_en):
            if name and place.id is not None:
                named.setdefault(name, {}).setdefault(place.id, place)
    return {name: next(iter(found.values())) for name, found in named.items() if len(found) == 1}
