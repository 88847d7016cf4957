"""The record of a source: how many of its claims others confirm, contest or deny. Numbers with their base, no verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from marsad import ontology
from marsad.events.event import Event, Testimony
from marsad.language.ar.script import normal
from marsad.model import Mention


@dataclass(slots=True)
class Record:
    """What became of the events that one speaker or outlet tells of.

    `alone`: nobody else tells of them; `confirmed`: another voice confirms them, `across`: one of another known camp;
    `contested`: another voice denies or excludes what it says; `denials`: events that it denies itself.
    """

    who: Mention
    camp: str | None
    events: int = 0
    alone: int = 0
    confirmed: int = 0
    across: int = 0
    contested: int = 0
    denials: int = 0
    families: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """Its name in the lists, else its words."""
        return self.who.name_ar or self.who.span.text

    @property
    def silent(self) -> tuple[str, ...]:
        """Families of events that it never tells of."""
        return tuple(dict.fromkeys(f for f in ontology.families().values() if not self.families[f]))

    def to_dict(self) -> dict[str, Any]:
        return {
            "source": self.who.to_dict(), "camp": self.camp, "events": self.events, "alone": self.alone,
            "confirmed": self.confirmed, "confirmed_across_camps": self.across, "contested": self.contested,
            "denials": self.denials, "families": dict(self.families), "never": list(self.silent),
        }  # fmt: skip


def records(events: Iterable[Event]) -> list[Record]:
    """The records of all speakers and outlets with a name, those that tell of most events first."""
    found: dict[str, Record] = {}
    seen: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for testimony in event.testimonies:
            who = testimony.who
            key = source_key(who)
            if who is None or not key or event.id in seen[key]:
                continue
            seen[key].add(event.id)
            _count(found.setdefault(key, Record(who, testimony.camp)), event, testimony)
    return sorted(found.values(), key=lambda r: (-r.events, r.who.id or r.who.span.text or r.who.name_ar or ""))


def source_key(who: Mention | None) -> str:
    """Of a body of the lists, or an outlet by its name; sources without a name have no record."""
    if who is None or (who.id or "").startswith("generic:"):
        return ""
    if who.id:
        return who.id
    return f"outlet:{normal(who.name_ar or '')}" if who.kind == "media" and who.name_ar else ""


def _count(record: Record, event: Event, own: Testimony) -> None:
    others = [t for t in event.testimonies if t is not own]
    record.events += 1
    record.families[ontology.families()[event.type]] += 1
    record.denials += own.stance == "denies"
    record.alone += not others
    agreeing = [t for t in others if t.stance == own.stance]
    record.confirmed += bool(agreeing)
    record.across += any(t.camp and own.camp and t.camp != own.camp for t in agreeing)
    mine = {told.claim.id for told in own.told}
    excluded = any(mine & {c.first, c.second} for c in event.contradictions)
    record.contested += excluded or any(t.stance != own.stance and "denies" in (t.stance, own.stance) for t in others)
