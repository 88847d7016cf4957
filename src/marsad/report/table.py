"""The table in a terminal: one block, or one line, a claim."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.model import Claim, Reading, Readings
from marsad.report.terminal import Terminal
from marsad.report.words import (
    claim_label,
    fields,
    number_parts,
    numbered,
    source_parts,
    time_parts,
    type_label,
    who_parts,
    words,
)

_WIDTH = 94
_INDENT = "    "


class Table:
    """Renders readings for a terminal in `ar` or `en`."""

    def __init__(self, language: str, *, colour: bool, bidi: str = "on", brief: bool = False) -> None:
        self.language, self.brief = language, brief
        self.terminal = Terminal(language, colour=colour, bidi=bidi)
        self.labels = words(language)

    def render(self, readings: Readings) -> Iterator[str]:
        """The lines of all reports, then the contradictions."""
        reports, first = numbered(readings)
        for reading, claims in zip(readings, reports, strict=True):
            yield from self._report(reading, claims)
        yield from self._contradictions(readings, first)

    def _report(self, reading: Reading, claims: list[tuple[int, Claim]]) -> Iterator[str]:
        yield from self.terminal.head(reading, bool(claims), self.labels)
        for number, claim in claims:
            if self.brief:
                yield self._short(number, claim)
            else:
                yield ""
                yield from self._claim(number, claim)
        yield ""

    def _short(self, number: int, claim: Claim) -> str:
        """One line: type and status, who → whom, where, when, how many, who says so."""
        language, label, show = self.language, self.labels, self.terminal
        said = [s for s in claim.sources if s.role != "outlet"]
        shown = [
            f"{type_label(claim.type, language)} ({label['status.' + claim.status]})",
            show.field(who_parts(claim, language)),
            show.words(claim.place.span.text) if claim.place else "",
            show.field(time_parts(claim.time)) if claim.time else "",
            show.field(number_parts(claim.numbers, label)),
            show.field(source_parts(said, language, label)),
        ]
        return show.line(f"  [{number}] " + " | ".join(s for s in shown if s))

    def _claim(self, number: int, claim: Claim) -> Iterator[str]:
        label, language, show = self.labels, self.language, self.terminal
        yield show.line(show.title(number, claim, claim_label(claim, language, label)))
        for name, parts in fields(claim, language, label):
            yield show.line(f"{_INDENT}{label['label.' + name]}: {show.field(parts)}")
        yield show.line(f"{_INDENT}{label['label.evidence']}:")
        for line in show.evidence(claim, _WIDTH):
            yield show.line(f"{_INDENT}  {line}")

    def _contradictions(self, readings: Readings, first: dict[str, int]) -> Iterator[str]:
        found, show, label = readings.contradictions, self.terminal, self.labels
        if not found:
            yield show.line(label["label.no_contradictions"])
            return
        yield show.line(show.bold(f"{label['label.contradictions']}: {len(found)}"))
        for c in found:
            why = c.explanation_ar if self.language == "ar" else c.explanation_en
            pair = f"[{first.get(c.first, '?')}] × [{first.get(c.second, '?')}]"
            yield show.line(f"  {pair} {label['attribute.' + c.attribute]}: {show.sentence(why)}")
