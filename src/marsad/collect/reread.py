"""Reread: after an upgrade, new readings beside the old ones; and what changed between two versions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from marsad.collect.workers import spread
from marsad.errors import InputError
from marsad.model import Reading, Report
from marsad.pipeline import reader
from marsad.store.items import Version
from marsad.store.store import Store

_CHUNK = 16
_BATCH = 128
# What of a claim is compared, and how two claims are told to be on the same words.
_COMPARED = ("type", "status", "actors", "targets", "place", "time", "numbers", "sources")


def reread(store: Store, *, workers: int = 1, told: Callable[[int, int], object] = lambda done, of: None) -> int:
    """Read all reports that this version has not read; gives how many. Starting again goes on where it was."""
    total = store.unread()
    done = 0
    batch: dict[int, Reading] = {}
    for results in spread(_read, _chunks(store), workers):
        batch.update(results)
        done += len(results)
        if len(batch) >= _BATCH:
            store.reread(batch)
            batch = {}
        told(done, total)
    if batch:
        store.reread(batch)
    return done


def _chunks(store: Store) -> Iterator[list[tuple[int, Report]]]:
    after = 0
    while members := store.to_read(after, _CHUNK):
        yield members
        after = members[-1][0]


def _read(member: tuple[int, Report]) -> tuple[int, Reading]:
    number, report = member
    found = reader().read(report)
    return number, Reading(report, found.claims, issues=found.issues)


@dataclass(frozen=True, slots=True)
class Change:
    """What one version read otherwise than another: a claim gone, new, or changed in some slots."""

    report: str
    kind: str  # gone, new, changed
    trigger: str
    type: str
    slots: tuple[tuple[str, Any, Any], ...] = ()  # name, before, after


def chosen(store: Store, words: str | None, default: int) -> Version:
    """The version that `words` begin (`0.1.0+3f2a` or `0.1.0+3f2a9c01/data`), else the one at a place of the list.

    Raises:
        InputError: no version, or more than one, begins so.
    """
    known = [version for version, _ in store.versions()]
    if words is None:
        if len(known) < 2:
            raise InputError("has been read by one version only", where="the store", hint="marsad reread reads again")
        return known[default]
    fits = [v for v in known if f"{v.software}/{v.data}".startswith(words)]
    if len(fits) != 1:
        shown = ", ".join(f"{v.software}/{v.data}" for v in known)
        raise InputError(f"{len(fits)} versions begin so", where=words, hint=f"There are: {shown}")
    return fits[0]


def differences(
    store: Store, old: Version, new: Version, told: Callable[[int, int], object] = lambda done, of: None
) -> Iterator[Change]:
    """What changed from one version to another, report by report."""
    count = min(n for version, n in store.versions() if version in (old, new))
    for number, (report, before, after) in enumerate(store.both_readings(old, new), 1):
        told(number, count)
        yield from _changes(report, [json.loads(b) for b in before], [json.loads(a) for a in after])


def _changes(report: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Change]:
    """Claims are paired by their id, then by the words that tell them, in the order of the text."""
    open_after = {c["id"]: c for c in after}
    rest = [c for c in before if not open_after.pop(c["id"], None)]
    for old in rest:
        at = (old["trigger"]["start"], old["trigger"]["end"])
        same = [c for c in open_after.values() if (c["trigger"]["start"], c["trigger"]["end"]) == at]
        new = next((c for c in same if c["type"] == old["type"]), same[0] if same else None)
        if new is None:
            yield Change(report, "gone", old["trigger"]["text"], old["type"])
            continue
        del open_after[new["id"]]
        slots = tuple((name, short(old[name]), short(new[name])) for name in _COMPARED if old[name] != new[name])
        yield Change(report, "changed", old["trigger"]["text"], new["type"], slots)
    for new in open_after.values():
        yield Change(report, "new", new["trigger"]["text"], new["type"])


def short(value: Any) -> Any:
    """A slot in few words: the words of the text, with the id, bounds or days that they were given."""
    if isinstance(value, list):
        return [short(member) for member in value]
    if isinstance(value, dict):
        known = value.get("id") or value.get("from") or value.get("kind") or value.get("role")
        more = f" {value['low']}–{value['high']}" if "low" in value else ""
        return f"{value.get('text', '')} = {known}{more}" if known or more else value.get("text", "")
    return value
