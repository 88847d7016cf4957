"""A frame: one predicate that evokes an event, with the phrases in its roles, before it becomes a claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.language.ar.dates import TimeExpression
from marsad.language.ar.lexicon import EventNoun, VerbFrame, VerbUse
from marsad.model import Step
from marsad.reading.phrase import Phrase

DAY_OF_SAYING = "day of saying"  # a mark: its day is only that on which it was told
# Fights of two sides, where the dead of one are no target of the claim.
FIGHTING = frozenset({"اشتباك", "معركة", "مواجهة", "قتال", "اقتتال"})


@dataclass(slots=True)
class Patient:
    """People killed, hurt, held, displaced: the phrase that counts them and the kind of count."""

    phrase: Phrase | None
    kind: str
    zero: bool = False


@dataclass(slots=True)
class Frame:
    """One predicate of a sentence and its roles."""

    head: int  # token of the predicate
    start: int  # trigger tokens [start, end)
    end: int
    rule: str
    code: str
    status: str
    klass: str
    clause: int
    entry: VerbFrame | EventNoun
    phrase: Phrase | None = None
    verb: VerbUse | None = None
    actors: list[Phrase] = field(default_factory=list)
    targets: list[Phrase] = field(default_factory=list)
    places: list[Phrase] = field(default_factory=list)
    means: list[Phrase] = field(default_factory=list)
    patients: list[Patient] = field(default_factory=list)
    addressees: list[Phrase] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    causes: list[Phrase] = field(default_factory=list)
    topics: list[Frame] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)  # negated, hypothetical, generic, background, headline …
    merged: Frame | None = None
    dropped: str = ""  # why it makes no claim
    steps: list[Step] = field(default_factory=list)
    passive: bool = False
    told_by: Phrase | None = None  # the genitive of the noun of saying before it («إعلان الجيش الانسحاب»)

    @classmethod
    def of_words(cls, start: int, end: int, rule: str, entry: EventNoun, clause: int, mark: str) -> Frame:
        """A frame that words evoke without a predicate of the tables, with an entry made for it."""
        return cls(start, start, end, rule, entry.code, entry.status, entry.klass, clause, entry, marks={mark})

    def note(self, slot: str, outcome: str, text: str, why: str) -> None:
        """Keep how a slot was filled, for `explain`."""
        self.steps.append(Step(slot, outcome, text, why))  # type: ignore[arg-type]

    def add_times(self, times: list[TimeExpression]) -> None:
        """Take over the times that it does not have yet."""
        self.times += [t for t in times if t not in self.times]

    def entry_lemma(self) -> str:
        """The lemma of its verb or noun."""
        return self.entry.lemma if isinstance(self.entry, VerbFrame) else self.entry.noun

    def roles(self) -> tuple[str, ...]:
        """What the subject of its verb may be, empty for a noun."""
        return self.entry.subject if isinstance(self.entry, VerbFrame) else ()

    def target(self) -> Frame:
        """The frame that this one was merged into, at the end of the chain."""
        frame = self
        while frame.merged is not None:
            frame = frame.merged
        return frame

    def merge_into(self, other: Frame, why: str) -> None:
        """Give everything to another frame, which then stands for both."""
        other = other.target()
        if other is self:
            return
        self.merged = other
        for name in ("actors", "targets", "places", "means", "times", "addressees"):
            into = getattr(other, name)
            into += [x for x in getattr(self, name) if not any(x is y for y in into)]
        other.patients += self.patients
        other.causes += self.causes
        other.marks |= self.marks & {"hypothetical", "generic", "in protest"}
        other.note("claim", "taken", self.rule, why)
