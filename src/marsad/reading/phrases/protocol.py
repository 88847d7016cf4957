"""What the modules of this folder ask of the parser that runs them: phrases stand inside phrases."""

from __future__ import annotations

from typing import Protocol

from marsad.reading.phrase import Phrase
from marsad.reading.view import View


class Parser(Protocol):
    """Builds the noun phrases of one sentence."""

    view: View

    def simple(self, i: int, prep: str = "", before: str = "start") -> Phrase | None:
        """One noun phrase without coordination."""

    def coordinate(self, first: Phrase) -> None:
        """Take in the phrases joined to this one."""
