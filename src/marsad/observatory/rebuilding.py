"""The views of events as they are kept: made anew for those whose claims or contradictions changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text

from marsad import ontology
from marsad.events.event import Event, Told, event, order
from marsad.events.phrases import words
from marsad.events.record import records, source_key
from marsad.language.ar.stems import stems
from marsad.model import Contradiction, Decision, Mention
from marsad.observatory.kept import CHUNK, Kept
from marsad.observatory.views import Outline
from marsad.report.situation.facts import weight
from marsad.store import index
from marsad.store.latest import numbered
from marsad.store.rows import compact
from marsad.store.schema import (
    disputes,
    event_bodies,
    event_parties,
    event_voices,
    events,
    grouped,
    party_names,
    reports,
    ties,
    voice_names,
)

_STANDS = ("holds", "partly")
_Name = tuple[str, str, str, str, str, str]


def clear(connection: Connection) -> None:
    """Forget all that is kept of events."""
    for table in (grouped, events, event_bodies, event_parties, party_names, event_voices, voice_names, disputes, ties):
        connection.execute(delete(table))
    connection.execute(text("DELETE FROM event_search"))


class Views:
    """The events of one transaction: their accounts from what is kept, and their rows."""

    def __init__(self, connection: Connection, kept: Kept, decided: Sequence[Decision]) -> None:
        self._connection, self._kept = connection, kept
        self._of_claim: dict[str, list[Decision]] = defaultdict(list)
        self._decided_at: dict[str, str] = {}
        undone = {d.undoes: d.at for d in decided if d.undoes is not None}
        for d in decided:
            for claim in dict.fromkeys(c for group in d.claims for c in group if c is not None):
                self._decided_at[claim] = max(self._decided_at.get(claim, ""), d.at, undone.get(d.number, ""))
                if d.state in _STANDS:
                    self._of_claim[claim].append(d)

    def events(self, ids: Iterable[str]) -> list[Event]:
        """Events with all their accounts, in no order; ids of none are passed over."""
        members: dict[str, list[tuple[int, int]]] = defaultdict(list)
        columns = (grouped.c.event, grouped.c.report, grouped.c.position, grouped.c.reading)
        missing: dict[int, int] = {}
        for row in self._kept.where(select(*columns), grouped.c.event, ids):
            members[row.event].append((row.report, row.position))
            if row.report not in self._kept.readings:
                missing[row.report] = row.reading
        self._kept.readings.update(numbered(self._connection, missing.values()))
        told = {name: [self._told(*at) for at in sorted(places)] for name, places in members.items()}
        owner = self._owners({t.claim.id for some in told.values() for t in some})
        by_claim = self._contradictions(owner)
        out = []
        for name, some in told.items():
            own = [t.claim.id for t in some if owner[t.claim.id] == name]
            against = {key: c for claim in own for key, c in by_claim.get(claim, ())}
            decided = {d.number: d for claim in own for d in self._of_claim.get(claim, ())}
            out.append(event(name, some, [against[k] for k in sorted(against)], [decided[k] for k in sorted(decided)]))
        return out

    def rebuild(self, ids: set[str]) -> None:
        """Make the rows of some events anew."""
        ordered = sorted(ids)
        for k in range(0, len(ordered), CHUNK):
            self._forget(ordered[k : k + CHUNK])
            self._keep(self.events(ordered[k : k + CHUNK]))

    def _told(self, report: int, position: int) -> Told:
        reading = self._kept.readings[report]
        return Told(reading.claims[position], reading.report)

    def _owners(self, ids: set[str]) -> dict[str, str]:
        """The event of each claim; of those of several copies that of the last report."""
        rows = self._kept.where(select(grouped.c.id, grouped.c.report, grouped.c.event), grouped.c.id, ids)
        return {row.id: row.event for row in sorted(rows, key=lambda row: row.report)}

    def _contradictions(self, ids: Iterable[str]) -> Mapping[str, list[tuple[Any, Contradiction]]]:
        """The contradictions of claims, each with what sorts them: what was said first comes first."""
        rows = {}
        for column in (disputes.c.first, disputes.c.second):
            rows.update({row.number: row for row in self._kept.where(select(disputes), column, ids)})
        said = self._said({claim for row in rows.values() for claim in (row.first, row.second)})
        out: dict[str, list[tuple[Any, Contradiction]]] = defaultdict(list)
        for row in rows.values():
            first = min(s for n, s in said[row.first] if n == row.report)
            key = (first, min(s for _, s in said[row.second]), row.attribute, row.english, row.number)
            found = Contradiction(row.first, row.second, row.attribute, row.english, row.arabic)
            for claim in dict.fromkeys((row.first, row.second)):
                out[claim].append((key, found))
        return out

    def _said(self, ids: set[str]) -> Mapping[str, list[tuple[int, tuple[str, str, int]]]]:
        """By claim: the numbers of its reports, and what sorts it among all claims."""
        wanted = select(
            grouped.c.id, grouped.c.rank, reports.c.number, reports.c.published, reports.c.id.label("report")
        )
        out: dict[str, list[tuple[int, tuple[str, str, int]]]] = defaultdict(list)
        for row in self._kept.where(wanted.join(reports, reports.c.number == grouped.c.report), grouped.c.id, ids):
            out[row.id].append((row.number, (row.published or "", row.report, row.rank)))
        return out

    def _forget(self, ids: Sequence[str]) -> None:
        run = self._connection.execute
        numbers = list(self._connection.scalars(select(events.c.number).where(events.c.id.in_(ids))))
        if not numbers:
            return
        for table in (event_bodies, event_parties, event_voices):
            run(delete(table).where(table.c.event.in_(numbers)))
        run(delete(events).where(events.c.number.in_(numbers)))
        key = "rowid" if self._connection.dialect.name == "sqlite" else "event"
        run(text(f"DELETE FROM event_search WHERE {key} = :n"), [{"n": n} for n in numbers])

    def _keep(self, made: Sequence[Event]) -> None:
        if not made:
            return
        kept_at = self._kept_at({t.report.id for e in made for t in e.told})
        number = self._connection.scalar(select(func.max(events.c.number))) or 0
        rows, bodies, parties, voices, search = [], [], [], [], []
        for one in made:
            number += 1
            heard = [kept_at[t.report.id] for t in one.told]
            decided = (self._decided_at.get(c.id, "") for c in one.claims)
            outline = Outline.of(one, min(heard), max([*heard, *decided]))
            rows.append(_row(number, outline, one))
            bodies.append({"event": number, "body": compact(outline.to_dict())})
            voices += [_voice(number, r) for r in records([one])]
            parties += [
                (number, role, place, m)
                for role, mentions in (("actor", one.actors), ("target", one.targets))
                for place, m in enumerate(mentions)
            ]
            search.append({"n": number, "s": self._stems(one)})
        self._insert(events, rows)
        self._insert(event_bodies, bodies)
        self._insert(event_voices, voices)
        self._parties(parties)
        self._sources(made)
        if self._connection.dialect.name == "sqlite":
            statement = "INSERT INTO event_search (rowid, stems) VALUES (:n, :s)"
        else:
            statement = "INSERT INTO event_search (event, stems) VALUES (:n, CAST(:s AS tsvector))"
        self._connection.execute(text(statement), search)

    def _insert(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    def _kept_at(self, ids: set[str]) -> dict[str, str]:
        rows = self._kept.where(select(reports.c.id, reports.c.kept_at), reports.c.id, ids)
        return {row.id: row.kept_at for row in rows}

    def _parties(self, parties: list[tuple[int, str, int, Mention]]) -> None:
        """Who takes part, by the number of the name."""
        numbers: dict[_Name, int] = {}
        named = [(event, role, place, m, _name(m)) for event, role, place, m in parties]
        wanted = dict.fromkeys(name for *_, name in named)
        for row in self._kept.where(select(party_names), party_names.c.words, {name[-1] for name in wanted}):
            numbers[tuple(row)[1:]] = row.number
        last = self._connection.scalar(select(func.max(party_names.c.number))) or 0
        columns = [c.name for c in party_names.columns]
        new = []
        for name in (name for name in wanted if name not in numbers):
            last += 1
            numbers[name] = last
            new.append(dict(zip(columns, (last, *name), strict=True)))
        self._insert(party_names, new)
        self._insert(event_parties, [
            {"event": event, "role": role, "place": place, "body": m.id, "side": m.side, "name": numbers[name]}
            for event, role, place, m, name in named
        ])  # fmt: skip

    def _sources(self, made: Iterable[Event]) -> None:
        """The names of those who speak."""
        wanted: dict[str, Mention] = {}
        for who in (t.who for e in made for t in e.testimonies):
            if who is not None and (key := source_key(who)):
                wanted.setdefault(key, who)
        known = {row.source for row in self._kept.where(select(voice_names.c.source), voice_names.c.source, wanted)}
        self._insert(voice_names, [
            {"source": key, "body": compact(who.to_dict())} for key, who in wanted.items() if key not in known
        ])  # fmt: skip

    def _stems(self, one: Event) -> str:
        """The words of an event for the index: sentences, each once, places and names."""
        said = dict.fromkeys(c.evidence.text for c in one.claims)
        named = (m.name_ar or "" for m in (*one.actors, *one.targets))
        place = (one.place.name_ar or "", one.place.span.text) if one.place else ()
        found = [s.text for s in chain.from_iterable(stems(t) for t in dict.fromkeys((*said, *named, *place)))]
        return index.row(self._connection, found)


def _row(number: int, one: Outline, whole: Event) -> dict[str, Any]:
    place, deaths = one.place, one.deaths
    return {
        "number": number, "id": one.id, "claim": one.claim, "type": one.type, "family": ontology.families()[one.type],
        "status": one.status, "agreement": one.agreement, "day_from": one.start, "day_to": one.end, "day": one.day or "",
        "sorting": "|".join(map(str, order(whole))), "first_day": one.start or one.end, "last_day": one.end or one.start,
        "place": place.id if place else None, "lat": place.lat if place else None, "lon": place.lon if place else None,
        "radius_km": place.radius_km if place else None, "level": place.level if place else None,
        "country": place.country if place else None, "admin1": place.admin1 if place else None,
        "deaths": deaths.best if deaths else None, "weight": -weight(whole)[0],
        "confirmed": int(one.confirmed), "claims": one.n_claims, "reports": one.n_reports, "outlets": one.n_outlets,
        "voices": one.n_independent, "contradictions": one.contradictions, "first_seen": one.first_seen,
        "updated": one.updated, "deaths_low": deaths.low if deaths else None, "deaths_high": deaths.high if deaths else None,
        "place_ar": (place.name_ar or place.span.text) if place else None,
        "place_en": (place.name_en or place.span.text) if place else None,
    }  # fmt: skip


def _voice(number: int, record: Any) -> dict[str, Any]:
    """What becomes of an event that one source tells of."""
    return {
        "event": number, "source": source_key(record.who), "family": next(iter(record.families)), "camp": record.camp,
        "alone": record.alone, "confirmed": record.confirmed, "across": record.across, "contested": record.contested,
        "denials": record.denials,
    }  # fmt: skip


def _name(mention: Mention) -> _Name:
    """Under which names somebody is found: the words of each, between spaces."""
    texts = dict.fromkeys((mention.span.text, mention.name_ar or "", mention.name_en or ""))
    found = "|".join(" " + " ".join(sorted(words(t))) + " " for t in texts if t)
    return (mention.id or "", mention.name_ar or mention.span.text, mention.name_en or "", mention.kind or "",
            mention.side or "", found)  # fmt: skip
