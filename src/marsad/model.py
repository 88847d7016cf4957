"""The central types: a report goes in, claims come out; an event is a view of claims.

All are immutable. Offsets are code points of the report's text as received, half-open.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["happened", "ongoing", "failed", "prevented", "planned", "threatened", "possible", "not-happened"]
Role = Literal["outlet", "relay", "speaker"]
Precision = Literal["hour", "day", "week", "month", "year", "range", "unresolved"]
Level = Literal["site", "neighbourhood", "town", "district", "governorate", "country"]
NumberKind = Literal[
    "killed", "injured", "killed-or-injured", "displaced", "captured", "missing", "attacks",
    "vehicles", "weapons", "places", "troops", "area-km2", "distance-km", "other",
]  # fmt: skip
Verdict = Literal["same", "different", "maybe", "merge", "split", "undo"]
State = Literal["holds", "partly", "overruled", "undone", "gone", "conflicts"]
Attribute = Literal["occurrence", "outcome", "actor", "target", "place", "time", "number", "control"]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str)
STATUSES: tuple[str, ...] = Status.__args__  # type: ignore[attr-defined]


def content_hash(*parts: object) -> str:
    """A short id that depends on nothing but the parts: the same input gives the same id.

    >>> content_hash("a", 1) == content_hash("a", 1) != content_hash("a", 2)
    True
    """
    return hashlib.sha256(_ENCODER.encode(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Report:
    """One text as received, with what is known about its publication."""

    text: str
    id: str
    sha256: str
    language: str = "ar"
    published: str | None = None  # ISO 8601 date or instant
    outlet: str | None = None
    title: str | None = None
    url: str | None = None

    @classmethod
    def of(
        cls,
        text: str,
        *,
        id: str | None = None,
        language: str | None = None,
        published: str | None = None,
        outlet: str | None = None,
        title: str | None = None,
        url: str | None = None,
    ) -> Report:
        """A report whose id, where none is given, is the sha256 of its text."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(
            text=text, id=id or digest, sha256=digest, language=language or "ar",
            published=published, outlet=outlet, title=title, url=url,
        )  # fmt: skip

    @property
    def published_on(self) -> datetime.date | None:
        """The publication day, or None."""
        return datetime.date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the report's text."""

    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text}

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Span:
        """The span of any object that bears one."""
        return cls(d["start"], d["end"], d["text"])


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor as the text names it, with the body of the actor list it stands for, where known."""

    span: Span
    id: str | None = None
    name_ar: str | None = None
    name_en: str | None = None
    kind: str | None = None
    side: str | None = None
    antecedents: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        out = self.span.to_dict() | {"id": self.id, "kind": self.kind, "side": self.side}
        names = {k: v for k, v in (("ar", self.name_ar), ("en", self.name_en)) if v}
        if names:
            out["name"] = names
        if self.antecedents:
            out["antecedents"] = list(self.antecedents)
        return out

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Mention:
        """The mention that `to_dict` wrote."""
        name = d.get("name", {})
        return cls(Span.from_dict(d), d["id"], name.get("ar"), name.get("en"), d["kind"], d["side"],
                   tuple(d.get("antecedents", ())))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain from the outlet inwards to the one who asserts."""

    role: Role
    mention: Mention
    cue: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return self.mention.to_dict() | {"role": self.role, "cue": self.cue}

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Source:
        """The link that `to_dict` wrote."""
        return cls(d["role"], Mention.from_dict(d), d["cue"])


@dataclass(frozen=True, slots=True)
class Place:
    """A place mention and the point it stands for; `radius_km` says how far off the point may be."""

    span: Span
    id: str | None = None
    name_ar: str | None = None
    name_en: str | None = None
    lat: float | None = None
    lon: float | None = None
    level: Level | None = None
    radius_km: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None

    def to_dict(self) -> dict[str, Any]:
        out = self.span.to_dict() | {
            "id": self.id, "lat": self.lat, "lon": self.lon, "level": self.level,
            "radius_km": self.radius_km, "country": self.country,
            "admin1": self.admin1, "admin2": self.admin2,
        }  # fmt: skip
        names = {k: v for k, v in (("ar", self.name_ar), ("en", self.name_en)) if v}
        if names:
            out["name"] = names
        return out

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Place:
        """The place that `to_dict` wrote."""
        name = d.get("name", {})
        keys = ("lat", "lon", "level", "radius_km", "country", "admin1", "admin2")
        return cls(Span.from_dict(d), d["id"], name.get("ar"), name.get("en"), *(d[key] for key in keys))


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time expression and the days it covers, both ends inclusive; None where open or unresolved."""

    span: Span
    start: str | None
    end: str | None
    precision: Precision

    def to_dict(self) -> dict[str, Any]:
        return self.span.to_dict() | {"from": self.start, "to": self.end, "precision": self.precision}

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> TimeRef:
        """The time that `to_dict` wrote."""
        return cls(Span.from_dict(d), d["from"], d["to"], d["precision"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with its kind; `high` None means "or more", `low` None "at most"."""

    span: Span
    kind: NumberKind
    low: float | None
    high: float | None
    approx: bool = False
    who: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return self.span.to_dict() | {
            "kind": self.kind, "low": self.low, "high": self.high, "approx": self.approx, "who": self.who,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Quantity:
        """The count that `to_dict` wrote."""
        return cls(Span.from_dict(d), d["kind"], d["low"], d["high"], d["approx"], d["who"])


@dataclass(frozen=True, slots=True)
class Claim:
    """One event or state that one source says did, did not or may happen."""

    id: str
    type: str
    status: Status
    trigger: Span
    evidence: Span
    actors: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    place: Place | None
    time: TimeRef | None
    numbers: tuple[Quantity, ...]
    sources: tuple[Source, ...]
    confidence: float
    rule: str
    event: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "type": self.type, "status": self.status,
            "trigger": self.trigger.to_dict(), "evidence": self.evidence.to_dict(),
            "actors": [m.to_dict() for m in self.actors], "targets": [m.to_dict() for m in self.targets],
            "place": self.place.to_dict() if self.place else None,
            "time": self.time.to_dict() if self.time else None,
            "numbers": [q.to_dict() for q in self.numbers],
            "sources": [s.to_dict() for s in self.sources],
            "confidence": self.confidence, "rule": self.rule, "event": self.event,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Claim:
        """The claim that `to_dict` wrote."""
        return cls(
            d["id"], d["type"], d["status"], Span.from_dict(d["trigger"]), Span.from_dict(d["evidence"]),
            tuple(map(Mention.from_dict, d["actors"])), tuple(map(Mention.from_dict, d["targets"])),
            Place.from_dict(d["place"]) if d["place"] else None, TimeRef.from_dict(d["time"]) if d["time"] else None,
            tuple(map(Quantity.from_dict, d["numbers"])), tuple(map(Source.from_dict, d["sources"])),
            d["confidence"], d["rule"], d["event"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims of one call that cannot both be right, and in what."""

    first: str
    second: str
    attribute: Attribute
    explanation_en: str
    explanation_ar: str

    def to_dict(self) -> dict[str, Any]:
        return {"claims": [self.first, self.second], "attribute": self.attribute, "explanation": self.explanation_en}


Mark = tuple[int, int, str, int]  # where a claim's trigger starts and ends, its type, where its place starts (else -1)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim that somebody decided on, so that it is found again when other software reads its report anew.

    `sentence` is where its evidence starts and ends; `others` are the claims that stood beside it there.
    """

    report: str
    sha256: str
    claim: str
    mark: Mark
    words: str
    sentence: tuple[int, int]
    others: tuple[Mark, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "report": self.report, "sha256": self.sha256, "claim": self.claim, "mark": list(self.mark),
            "words": self.words, "sentence": list(self.sentence), "others": [list(m) for m in self.others],
        }  # fmt: skip

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Anchor:
        """The anchor that `to_dict` wrote."""
        return cls(d["report"], d["sha256"], d["claim"], tuple(d["mark"]), d["words"], tuple(d["sentence"]),
                   tuple(map(tuple, d["others"])))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on claims, and how it stands among all decisions.

    All of one group are one occurrence (same, merge, maybe), or each of one group is another than each of the other
    (different, split). `claims` are those of the readings at hand, None where a claim is gone.
    """

    number: int
    kind: Verdict
    by: str
    at: str  # ISO 8601, UTC
    reason: str
    anchors: tuple[tuple[Anchor, ...], ...] = ()
    undoes: int | None = None
    claims: tuple[tuple[str | None, ...], ...] = ()
    state: State = "holds"
    because_of: tuple[int, ...] = ()  # the decisions that undo, overrule or contradict it

    def to_dict(self) -> dict[str, Any]:
        groups = zip(self.anchors, self.claims, strict=True)
        return {
            "decision": self.number, "kind": self.kind, "by": self.by, "at": self.at, "reason": self.reason,
            "undoes": self.undoes, "state": self.state, "because_of": list(self.because_of),
            "claims": [[
                {"claim": now, "was": a.claim, "report": a.report, "sha256": a.sha256, "start": a.mark[0],
                 "end": a.mark[1], "type": a.mark[2], "words": a.words} for a, now in zip(*group, strict=True)
            ] for group in groups],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to a claim: which slot, what happened, with which words, and why."""

    slot: str
    outcome: Literal["found", "taken", "rejected", "carried"]
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One report with the claims found in it; `issues` says in words what could not be read or resolved."""

    report: Report
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...] = ()
    issues: tuple[str, ...] = ()
    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)  # claim id → how it came about

    def to_dict(self) -> dict[str, Any]:
        """The object that `claims.schema.json` describes."""
        r = self.report
        return {
            "document": {
                "id": r.id, "language": r.language, "outlet": r.outlet, "published": r.published,
                "title": r.title, "url": r.url, "sha256": r.sha256,
            },
            "claims": [c.to_dict() for c in self.claims],
            "contradictions": [c.to_dict() for c in self.contradictions],
            "issues": list(self.issues),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Readings(Sequence[Reading]):
    """The readings of one call, grouped and compared together; `decisions` are what people decided on their claims."""

    members: tuple[Reading, ...]
    decisions: tuple[Decision, ...] = ()

    def __len__(self) -> int:
        return len(self.members)

    def __getitem__(self, index: Any) -> Any:
        return self.members[index]

    def __iter__(self) -> Iterator[Reading]:
        return iter(self.members)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims in the order of the reports and of the text."""
        return tuple(c for r in self.members for c in r.claims)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """All contradictions, within and between the reports."""
        return tuple(c for r in self.members for c in r.contradictions)

    def to_dicts(self) -> list[dict[str, Any]]:
        """One object a report, as `claims.schema.json` says."""
        return [r.to_dict() for r in self.members]
