"""A claim in the making, before ids and grouping."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.model import Mention, Place, Quantity, Step, TimeRef
from marsad.reading.frame import Frame
from marsad.reading.view import View
from marsad.reading.voice import Voice

_REPORTER = "مراسل"
NEAREST = 64  # deeds that a claim is compared with, before and behind it: keeps the work linear


@dataclass(slots=True)
class Draft:
    """One claim in the making. Offsets are code points of the report."""

    view: View
    frame: Frame
    sentence: int
    type: str
    status: str
    trigger: tuple[int, int]
    rule: str
    actors: list[Mention] = field(default_factory=list)
    targets: list[Mention] = field(default_factory=list)
    place: Place | None = None
    time: TimeRef | None = None
    numbers: list[Quantity] = field(default_factory=list)
    voices: tuple[Voice, ...] = ()
    headline: bool = False
    definite: bool = False  # an event noun with article: it may point back
    anchor: Draft | None = None  # the claim whose event it points back to
    into: Draft | None = None  # the claim that took it in
    own_place: bool = False
    towards: bool = False  # of people or forces that leave: its place is only where they go
    hour_only: bool = False  # its time is a mere time of day («فجرا»), or counted from the day told before
    shift: int = 0  # so many days from that
    refers: bool = False  # its clause names an event told before («خلال تلك المواجهات»)
    steps: list[Step] = field(default_factory=list)
    dropped: str = ""

    def note(self, slot: str, outcome: str, text: str, why: str) -> None:
        """Keep how a slot was filled, for `explain`."""
        self.steps.append(Step(slot, outcome, text, why))  # type: ignore[arg-type]

    @property
    def voice_key(self) -> str:
        """Who asserts it, for comparing: the normal form of the innermost speaker, empty for the outlet."""
        if not self.voices:
            return ""
        voice = self.voices[-1]
        return "".join(
            [t.norm for t in voice.view.tokens[voice.phrase.core : voice.phrase.own_end or voice.phrase.end]]
        )

    def told_by_voice_of(self, other: Draft) -> bool:
        """Whether one speaker tells both; by a shorter name («المرصد السوري …», then «المرصد») only where this tells a toll."""
        one, two = (d.voice_key.removeprefix("ال") for d in (self, other))
        if one.startswith(_REPORTER) and two.startswith(_REPORTER):
            return True  # «مراسلنا», then «مراسل الوكالة في حلب»: those of one outlet
        if not one and self.numbers and two.startswith(_REPORTER):
            return True  # the outlet adds a toll to what its reporter told
        return one == two or bool(self.numbers and one and two and (one in two or two in one))
