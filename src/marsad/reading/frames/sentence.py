"""The frames of one sentence while they are built: what all passes read and write."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.phrase import Phrase
from marsad.reading.view import View

_HOLDERS = frozenset({"group", "abstract", "number", "casualty"})  # «سلسلة غارات», «عدد من الهجمات»
_NO_CAUSE = frozenset({"control", "presence", "statement"})  # of a toll


@dataclass(slots=True)
class SentenceFrames:
    """The frames of one sentence, which phrase and which clause evoked them, and what is used up."""

    view: View
    clauses: list[Clause]
    headline: bool = False
    frames: list[Frame] = field(default_factory=list)
    of_phrase: dict[int, Frame] = field(default_factory=dict)  # by the id() of the phrase of an event noun
    of_clause: dict[int, Frame] = field(default_factory=dict)  # of its verb, by the number of the clause
    used: set[int] = field(default_factory=set)  # id() of phrases that a participle or another time has used up

    def event_of(self, phrase: Phrase | None) -> Frame | None:
        """The frame of the event noun that a phrase holds («سلسلة غارات», «عملية قصف»)."""
        while phrase is not None:
            frame = self.of_phrase.get(id(phrase))
            if frame is not None:
                return frame.target()
            if phrase.event is not None or phrase.kind not in _HOLDERS:
                return None
            phrase = phrase.owner
        return None

    def add_of_verb(self, index: int, entry: VerbFrame, code: str) -> Frame:
        """A new frame for the verb of a clause, with the times of the clause."""
        clause = self.clauses[index]
        assert clause.verb is not None
        frame = Frame(
            clause.verb.start, clause.verb.start, clause.verb.end, entry.name, code, entry.status, entry.klass, index, entry,
            verb=clause.use,
        )  # fmt: skip
        if clause.link == "rel":
            frame.marks.add("relative")
        self.frames.append(frame)
        self.of_clause[index] = frame
        frame.add_times(clause.times)
        return frame

    def last_event_before(self, index: int) -> Frame | None:
        """The event on which a clause of result hangs: the last one told before it in the sentence."""
        best: Frame | None = None
        chunks = self.clauses[index].chunks
        start = chunks[0].start if chunks else 0
        for frame in self.frames:
            real = frame.target()
            if frame.head >= start or not real.code or real.klass == "speech" or real.dropped:
                continue
            if real.code in _NO_CAUSE or any(m.startswith("names:") for m in real.marks):
                continue  # «قرب جبهة القتال، ما أدى إلى مقتل أربعة»
            if best is None or best.klass == "casualty" or (frame.head > best.head and real.klass != "casualty"):
                best = real
        return best

    def governing(self, index: int) -> Frame | None:
        """The nearest event of the clauses on which this one hangs."""
        for _ in range(3):
            if index < 0:
                return None
            frame = self.of_clause.get(index)
            if frame is not None and frame.klass != "speech":
                return frame.target()
            own = [f for f in self.frames if f.clause == index and f.klass != "speech" and f.code]
            if own:
                return own[-1].target()
            if self.clauses[index].link not in ("rel", "and", "part"):
                return None
            index = self.clauses[index].parent
        return None

    def text(self, phrase: Phrase) -> str:
        """The words of a phrase."""
        return (
            " ".join([t.raw for t in self.view.tokens[phrase.start : phrase.end]]) or self.view.tokens[phrase.start].raw
        )
