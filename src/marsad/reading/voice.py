"""A voice and a chain of voices: who is behind what a clause says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from marsad.reading.phrase import Phrase
from marsad.reading.view import View


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker or relay: the phrase in its sentence, the reporting words, and what it does with the content."""

    view: View
    phrase: Phrase
    cue: str
    says: str
    role: Literal["speaker", "relay"] = "speaker"
    short: bool = False  # «المصدر», «الوكالة»: stands for one named before
    again: tuple[int, int] | None = None  # «المصدر نفسه»: where a voice named before is taken up in these words
    name: Phrase | None = None  # the person behind an office («مدير المشفى، سمير حداد»)

    def as_relay(self) -> Voice:
        """The same voice as one that hands on what another says."""
        return Voice(self.view, self.phrase, self.cue, self.says, "relay", self.short, self.again, self.name)


@dataclass(slots=True)
class Chain:
    """The voices behind a clause, from the outermost relay to the speaker, and what denial or doubt they add.

    `until` is the token where an inserted remark ends («ثلاثة أشخاص، قالت مصادر إنهم مدنيون، في قصف …»); behind it
    `after` holds.
    """

    voices: tuple[Voice, ...] = ()
    status: str = ""  # denial → not-happened, doubt → possible
    until: int = 0
    after: Chain | None = None
    since: int = 0  # the verb of saying; what stands before it («في ذكرى سقوط … قال») is not said
    before: Chain | None = None
    own: Voice | None = None  # the speaker of the clause's own verb of saying

    def at(self, token: int) -> Chain:
        """The chain that holds at a token of the clause."""
        if self.until and token >= self.until and self.after is not None:
            return self.after
        if self.before is not None and token < self.since:
            return self.before
        return self
