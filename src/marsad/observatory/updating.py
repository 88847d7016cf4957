"""Bringing the kept events up to date: what came, was read anew or decided, a transaction for each few thousand readings.

Whenever it stops, what is kept are the events of all readings up to one of them, as grouping these at once would give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from marsad import version
from marsad.errors import StoreError
from marsad.events.accounts import Traits
from marsad.events.decisions import NONE, Decisions, settle
from marsad.events.partial import Partial
from marsad.model import Contradiction, Decision, Reading
from marsad.observatory.kept import CHUNK, Kept, lies
from marsad.observatory.rebuilding import Views, clear
from marsad.observatory.views import State
from marsad.store import Store, log
from marsad.store.deciding import recorded
from marsad.store.latest import latest, numbered
from marsad.store.schema import decisions, disputes, grouped, grouping, readings, ties

_READINGS = 2_000  # of one transaction: some seconds in which nobody else writes
Told = Callable[[int, int], object]


def state(store: Store) -> State:
    """How far what is kept is up to date."""
    with store.database.reading() as connection:
        kept = _state(connection)
        waiting = connection.scalar(select(func.count()).select_from(readings).where(*_waiting(kept["reading"]))) or 0
        waiting += (connection.scalar(select(func.max(decisions.c.number))) or 0) - kept["decision"]
        count = connection.scalar(select(func.count(grouped.c.report.distinct()))) or 0
    whole = bool(kept["whole"]) and kept["version"] == _version(store)
    return State(kept["revision"], count, waiting, whole, kept["changed_at"])


def current(store: Store) -> bool:
    """Whether nothing came since the last update."""
    with store.database.reading() as connection:
        kept = _state(connection)
        last = connection.scalar(select(func.max(readings.c.number))) or 0
        decided = connection.scalar(select(func.max(decisions.c.number))) or 0
    done = (kept["version"], kept["whole"], kept["reading"], kept["decision"])
    return done == (_version(store), 1, last, decided)


def step(store: Store) -> int:
    """Take up a transaction's worth of what waits; gives the revision then.

    Of a store that may only be read what was grouped is all there is, whichever version did it.

    Raises:
        StoreError: it may only be read, and was not grouped to its end.
    """
    sealed = store.database.sealed
    if not sealed and not current(store):
        store.database.write(lambda connection: _step(connection, store))
    with store.database.reading() as connection:
        kept = _state(connection)
    if sealed and not kept["whole"]:
        hint = "Copy it to where you may write, and serve the copy"
        raise StoreError(
            "may only be read, and its events are not grouped", where=store.database.place.shown, hint=hint
        )
    return int(kept["revision"])


def bring_up_to_date(store: Store, told: Told) -> None:
    """Take up all that waits; all there is, where another version grouped it."""
    of = done = 0
    while not current(store):
        if not of:
            with store.database.reading() as connection:
                kept = _state(connection)
                since = kept["reading"] if kept["version"] == _version(store) else 0
                of = connection.scalar(select(func.count()).select_from(readings).where(*_waiting(since))) or 0
            told(0, of)
        done += store.database.write(lambda connection: _step(connection, store), derived=True)
        told(min(done, of), of)


def _version(store: Store) -> str:
    return f"{version.grouping()}/{store.version.data}"


def _state(connection: Connection) -> Mapping[str, Any]:
    row = connection.execute(select(grouping)).mappings().first()
    empty = {"version": "", "revision": 0, "reading": 0, "decision": 0, "homes": 0, "whole": 0, "changed_at": None}
    return dict(row) if row is not None else empty


def _waiting(last: int) -> tuple[Any, ...]:
    """The last readings of their reports behind a number."""
    newer = readings.alias()
    later = select(newer.c.number).where(newer.c.report == readings.c.report, newer.c.number > readings.c.number)
    return readings.c.number > last, ~later.exists()


def _step(connection: Connection, store: Store) -> int:
    """Take up the next readings and all decisions; how many readings."""
    kept = dict(_state(connection))
    if kept["version"] != _version(store):
        clear(connection)
        kept |= {"version": _version(store), "reading": 0, "decision": 0, "homes": 0, "whole": 0}
    chosen = select(readings.c.number).where(*_waiting(kept["reading"])).order_by(readings.c.number).limit(_READINGS)
    numbers = list(connection.scalars(chosen))
    decided = connection.scalar(select(func.max(decisions.c.number))) or 0
    if not numbers and kept["whole"] and decided == kept["decision"]:
        return 0  # another process was first
    if numbers or decided != kept["decision"]:
        kept["homes"] = _Step(connection, kept["decision"]).take(numbers, kept["homes"])
    last = connection.scalar(select(func.max(readings.c.number))) or 0
    rest = len(numbers) == _READINGS
    kept |= {
        "reading": numbers[-1] if rest else last,
        "decision": decided,
        "whole": 0 if rest and numbers[-1] < last else 1,
    }
    kept |= {"revision": kept["revision"] + 1, "changed_at": log.now(), "number": 1}
    connection.execute(delete(grouping))
    connection.execute(insert(grouping), [kept])
    return len(numbers)


class _Step:
    """One transaction's work."""

    def __init__(self, connection: Connection, decision: int) -> None:
        self._connection, self._decision = connection, decision
        self._kept = Kept(connection)
        self._reading: dict[int, int] = {}  # of a new report

    def take(self, numbers: Sequence[int], homes: int) -> int:
        """Group some readings, and what is decided; gives the number of the last neighbourhood."""
        made, held = self._decided()
        found = Partial(self._kept, held)
        new = dict(numbered(self._connection, numbers))
        self._reading = self._numbers(numbers)
        old = {row.report for row in self._kept.where(select(grouped.c.report), grouped.c.report, new)}
        for report, reading in new.items():
            found.change(report, reading, report in old)
        found.touch(self._other_ties(held))
        settled = found.settle()
        touched, homes = self._write(found, settled, new, homes)
        gone = {c.id for r in old for c in self._kept.readings[r].claims}
        self._kept.readings |= new
        ids, told = found.contradictions(settled)
        touched |= self._disputes(ids | gone, told)
        touched |= self._events_of({one.id for one in settled} | gone | self._newly_decided(made))
        Views(self._connection, self._kept, made).rebuild(touched)
        return homes

    def _numbers(self, numbers: Iterable[int]) -> dict[int, int]:
        rows = self._kept.where(select(readings.c.number, readings.c.report), readings.c.number, numbers)
        return {row.report: row.number for row in rows}

    def _decided(self) -> tuple[tuple[Decision, ...], Decisions]:
        said = recorded(self._connection)
        if not said:
            return (), NONE
        return settle(said, latest(self._connection, {a.report for d in said for group in d.anchors for a in group}))

    def _other_ties(self, held: Decisions) -> set[str]:
        """Keep what decisions ask of pairs; the claims of which they ask something else than before."""
        before = {(row.one, row.other, row.same): row.decision for row in self._connection.execute(select(ties))}
        now = {(*pair, 1): n for pair, n in held.same.items()} | {(*pair, 0): n for pair, n in held.different.items()}
        if before != now:
            self._connection.execute(delete(ties))
            if now:
                rows = [{"one": a, "other": b, "same": same, "decision": n} for (a, b, same), n in now.items()]
                self._connection.execute(insert(ties), rows)
        return {claim for one, other, _ in before.keys() ^ now.keys() for claim in (one, other)}

    def _newly_decided(self, made: Iterable[Decision]) -> set[str]:
        """The claims of decisions that are new, or undone by a new one."""
        made = list(made)
        undone = {d.undoes for d in made if d.number > self._decision}
        new = [d for d in made if d.number > self._decision or d.number in undone]
        return {claim for d in new for group in d.claims for claim in group if claim is not None}

    def _write(
        self, found: Partial, settled: Iterable[Traits], new: Mapping[int, Reading], homes: int
    ) -> tuple[set[str], int]:
        """Keep what was found of claims; the events that were theirs before, or are now."""
        connection, touched = self._connection, set[str]()
        for row in self._kept.where(select(grouped.c.event), grouped.c.report, new):
            touched.add(row.event)
        ordered = sorted(new)
        for k in range(0, len(ordered), CHUNK):
            connection.execute(delete(grouped).where(grouped.c.report.in_(ordered[k : k + CHUNK])))
        at: dict[Traits, tuple[int, int]] = {}
        for number in {one.report for one in settled}:
            at.update({one: (found.report[number], k) for k, one in enumerate(found.members(number))})
        names: dict[int, int] = {}
        inserts, updates = [], []
        for one in settled:
            report, position = at[one]
            home = found.home(one)
            if home and id(home) not in names:
                homes = names[id(home)] = homes + 1
            values = {"event": found.event(one), "home": names[id(home)] if home else None, "day": found.day(one)}
            touched.add(found.event(one))
            if report in new:
                about = {"report": report, "position": position, "reading": self._reading[report], "id": one.id,
                         "type": one.type, "status": one.status, "rank": one.rank}  # fmt: skip
                inserts.append(about | values | lies(one))
            else:
                touched.add(self._kept.events[report, position])
                updates.append({f"_{k}": v for k, v in values.items()} | {"_report": report, "_position": position})
        _many(connection, grouped, inserts, updates)
        return touched, homes

    def _disputes(self, ids: set[str], told: list[tuple[int, Contradiction]]) -> set[str]:
        """Keep the contradictions of some claims; the events of those that are others than before."""
        connection = self._connection
        before: dict[int, tuple[Any, ...]] = {}
        for column in (disputes.c.first, disputes.c.second):
            before.update({row.number: tuple(row[1:]) for row in self._kept.where(select(disputes), column, ids)})
        now = [(c.first, c.second, report, c.attribute, c.explanation_en, c.explanation_ar) for report, c in told]
        if sorted(before.values()) == sorted(now):
            return set()
        changed: set[tuple[Any, ...]] = set(before.values()) ^ set(now)
        numbers = sorted(before)
        for k in range(0, len(numbers), CHUNK):
            connection.execute(delete(disputes).where(disputes.c.number.in_(numbers[k : k + CHUNK])))
        last = connection.scalar(select(func.max(disputes.c.number))) or 0
        columns = [c.name for c in disputes.columns]
        if now:
            rows = [dict(zip(columns, (n, *values), strict=True)) for n, values in enumerate(now, last + 1)]
            connection.execute(insert(disputes), rows)
        return self._events_of({claim for values in changed for claim in values[:2]})

    def _events_of(self, ids: Iterable[str]) -> set[str]:
        return {row.event for row in self._kept.where(select(grouped.c.event), grouped.c.id, ids)}


def _many(connection: Connection, table: Any, inserts: list[dict[str, Any]], updates: list[dict[str, Any]]) -> None:
    if inserts:
        connection.execute(insert(table), inserts)
    if updates:
        statement = update(table).where(
            table.c.report == bindparam("_report"), table.c.position == bindparam("_position")
        )  # fmt: skip
        values: dict[str, Any] = {name: bindparam(f"_{name}") for name in ("event", "home", "day")}
        connection.execute(statement.values(values), updates)
