"""Watch: sources asked again and again, for weeks.

When each is due is kept in the store, so that a restart asks nothing too early; a source that fails is asked ever more
rarely, up to a day; a signal to end is heard between two acts.
"""

from __future__ import annotations

import datetime
import random
import threading
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.collect.ingest import Ingest
from marsad.collect.making import Defaults
from marsad.errors import InputError, StoreError
from marsad.sources.documents import Settings
from marsad.sources.fetch import Fetcher
from marsad.store.items import Due
from marsad.store.store import Store

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LEAST_SECONDS = 60
_LONGEST_WAIT = 86400
_KEYS = {"name", "address", "every", "outlet", "language", "follow"}


@dataclass(frozen=True, slots=True)
class Watched:
    """One source of the file."""

    name: str
    address: str
    every: int  # seconds
    outlet: str | None = None
    language: str | None = None
    follow: bool = False


def sources(path: str) -> list[Watched]:
    """The sources of a TOML file: `[[source]]` with `name`, `address`, `every`, and what else is known.

    Raises:
        InputError: the file cannot be read, or says something that is not known; all errors at once.
    """
    try:
        tree = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError) as error:
        raise InputError(f"cannot be read: {getattr(error, 'strerror', None) or error}", where=path) from None
    listed = tree.get("source")
    if not isinstance(listed, list) or not listed or set(tree) != {"source"}:
        raise InputError("holds no [[source]] or something else beside them", where=path)
    found: list[Watched] = []
    wrong: list[str] = []
    for number, entry in enumerate(listed, 1):
        try:
            found.append(_watched(entry, {w.name for w in found}))
        except InputError as error:
            wrong.append(f"source {number}: {error}")
    if wrong:
        raise InputError("; ".join(wrong), where=path)
    return found


def _watched(entry: Any, names: set[str]) -> Watched:
    if not isinstance(entry, dict) or not set(entry) <= _KEYS:
        odd = sorted(set(entry) - _KEYS) if isinstance(entry, dict) else []
        raise InputError(f"{', '.join(odd) or 'this'} is not known", hint=f"Known: {', '.join(sorted(_KEYS))}")
    for key in ("name", "address", "every"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise InputError(f"{key} is missing or no text")
    for key in ("outlet", "language"):
        if not isinstance(entry.get(key, ""), str):
            raise InputError(f"{key} is no text")
    if not isinstance(entry.get("follow", False), bool):
        raise InputError("follow is not true or false")
    if entry["name"] in names:
        raise InputError(f"the name {entry['name']!r} is given twice")
    return Watched(
        entry["name"], entry["address"], seconds(entry["every"]), entry.get("outlet"), entry.get("language"),
        entry.get("follow", False),
    )  # fmt: skip


def seconds(words: str) -> int:
    """How long `15m`, `2h` or `1d` is.

    >>> seconds("15m")
    900
    """
    number, unit = words.strip()[:-1], words.strip()[-1:]
    if unit not in _UNITS or not number.isdecimal() or int(number) * _UNITS[unit] < _LEAST_SECONDS:
        raise InputError(f"{words!r} is no time of a minute or more", hint="Write 15m, 2h or 1d")
    return int(number) * _UNITS[unit]


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@dataclass(slots=True)
class Watch:
    """The watch over some sources."""

    store: Store
    watched: list[Watched]
    fetcher: Fetcher
    said: Callable[[str], None]
    stop: threading.Event = field(default_factory=threading.Event)
    now: Callable[[], datetime.datetime] = _now

    def run(self, *, once: bool = False) -> None:
        """Ask each source when it is due until the stop is set; with `once`, those that are due now."""
        while not self.stop.is_set():
            due = {entry.name: entry for entry in self.store.remembered.dues()}
            now = self.now()
            for one in self._ready(due, now):
                if self.stop.is_set():
                    return
                self._ask(one, due.get(one.name))
            if once:
                return
            due = {entry.name: entry for entry in self.store.remembered.dues()}
            waits = [(_instant(due[w.name]) - self.now()).total_seconds() for w in self.watched if w.name in due]
            self.stop.wait(min(max(min(waits, default=1), 1), _LEAST_SECONDS))

    def _ready(self, due: dict[str, Due], now: datetime.datetime) -> Iterable[Watched]:
        return [w for w in self.watched if w.name not in due or _instant(due[w.name]) <= now]

    def _ask(self, one: Watched, before: Due | None) -> None:
        ingest = Ingest(
            self.store, settings=Settings(follow=one.follow), defaults=Defaults(None, one.outlet, one.language),
            fetcher=self.fetcher, stop=self.stop.is_set,
        )  # fmt: skip
        failed: str | None = None
        try:
            tally = ingest.run([one.address])
            failed = tally.unread[0] if tally.unread else None
            result = failed or f"{tally.new} new, {tally.known} known, {tally.bad} bad"
        except (StoreError, OSError) as error:
            failed = result = str(error)
        if self.stop.is_set():
            return  # cut short: it is due again at once
        failures = (before.failures if before else 0) + 1 if failed else 0
        wait = min(one.every * 2**failures, max(_LONGEST_WAIT, one.every)) if failed else one.every
        # Some seconds more or less, so that many sources do not come due at one instant for ever.
        wait += random.uniform(0, wait * 0.05)
        next_at = (self.now() + datetime.timedelta(seconds=wait)).isoformat(timespec="seconds")
        self.store.remembered.set_due(
            Due(one.name, next_at, self.now().isoformat(timespec="seconds"), result, failures)
        )
        self.said(f"{one.name}: {result}; next {next_at}")


def _instant(due: Due) -> datetime.datetime:
    return datetime.datetime.fromisoformat(due.next_at)
