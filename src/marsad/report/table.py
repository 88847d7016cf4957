"""The table in a terminal: one block a claim.

Right-to-left text is left in logical order inside Unicode isolates (FSI … PDI), which terminals with bidirectional
display (GNOME Terminal and others on VTE, Konsole, mlterm, iTerm2) show right; lines of the Arabic interface start
with a right-to-left mark. `bidi="off"` leaves the isolates out for files and for programs that do not know them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from marsad.model import Claim, Reading, Readings
from marsad.report.words import arrow, number_text, place_text, source_text, time_text, type_label, words

_FSI, _PDI, _RLM = "\u2068", "\u2069", "\u200f"
_WIDTH = 100


class Table:
    """Renders readings for a terminal in `ar` or `en`."""

    def __init__(self, language: str, *, colour: bool, bidi: str = "on", brief: bool = False) -> None:
        self.language, self.colour, self.isolate, self.brief = language, colour, bidi == "on", brief
        self.labels = words(language)

    def render(self, readings: Readings) -> Iterator[str]:
        """The lines of all reports, then the contradictions."""
        numbers = {c.id: k for k, c in enumerate(readings.claims, 1)}
        for reading in readings:
            yield from self._report(reading, numbers)
        yield from self._contradictions(readings, numbers)

    def _value(self, text: str) -> str:
        text = " ".join(text.split())
        return f"{_FSI}{text}{_PDI}" if self.isolate else text

    def _line(self, text: str) -> str:
        return f"{_RLM}{text}" if self.isolate and self.language == "ar" else text

    def _bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def _report(self, reading: Reading, numbers: dict[str, int]) -> Iterator[str]:
        report = reading.report
        head = [report.id[:24], report.outlet or "", report.published or "", report.title or ""]
        yield self._line(self._bold(" · ".join(self._value(h) for h in head if h)))
        for issue in reading.issues:
            yield self._line(f"  {self.labels['label.issues']}: {issue}")
        if not reading.claims:
            yield self._line(f"  {self.labels['label.no_claims']}")
        for claim in reading.claims:
            if self.brief:
                yield self._short(claim, numbers)
            else:
                yield ""
                yield from self._claim(claim, numbers)
        yield ""

    def _short(self, claim: Claim, numbers: dict[str, int]) -> str:
        """One line: type and status, who → whom, where, when, how many, who says so."""
        language, label = self.language, self.labels
        fields = [
            f"{type_label(claim.type, language)} ({label['status.' + claim.status]})",
            arrow(claim, language) if claim.actors or claim.targets else "",
            claim.place.span.text if claim.place else "",
            time_text(claim.time) if claim.time else "",
            "، ".join(number_text(q, label) for q in claim.numbers),
            source_text(tuple(s for s in claim.sources if s.role != "outlet"), language, label),
        ]
        return self._line(f"  [{numbers[claim.id]}] " + " | ".join(self._value(f) for f in fields if f))

    def _claim(self, claim: Claim, numbers: dict[str, int]) -> Iterator[str]:
        label = self.labels
        kind = f"{type_label(claim.type, self.language)} · {label['status.' + claim.status]}"
        yield self._line(self._bold(f"[{numbers[claim.id]}] {kind}") + f"   {claim.id}")
        fields = [(label["label.who"], arrow(claim, self.language))] if claim.actors or claim.targets else []
        if claim.place:
            fields.append((label["label.where"], place_text(claim.place, self.language)))
        if claim.time:
            fields.append((label["label.when"], time_text(claim.time)))
        if claim.numbers:
            fields.append((label["label.numbers"], " · ".join(number_text(q, label) for q in claim.numbers)))
        fields.append((label["label.source"], source_text(claim.sources, self.language, label)))
        for name, value in fields:
            yield self._line(f"    {name}: {self._value(value)}")
        yield from self._evidence(claim)

    def _evidence(self, claim: Claim) -> Iterator[str]:
        text, start = claim.evidence.text, claim.evidence.start
        a, b = claim.trigger.start - start, claim.trigger.end - start
        marked = f"{text[:a]}⟦{text[a:b]}⟧{text[b:]}" if 0 <= a <= b <= len(text) else text
        lines = textwrap.wrap(" ".join(marked.split()), _WIDTH - 6, break_long_words=True) or [""]
        yield self._line(f"    {self.labels['label.evidence']}:")
        for line in lines:
            if self.colour:
                line = line.replace("⟦", "\x1b[7m").replace("⟧", "\x1b[0m")
            yield self._line(f"      {_FSI if self.isolate else ''}{line}{_PDI if self.isolate else ''}")

    def _contradictions(self, readings: Readings, numbers: dict[str, int]) -> Iterator[str]:
        found = readings.contradictions
        if not found:
            yield self._line(self.labels["label.no_contradictions"])
            return
        yield self._line(self._bold(f"{self.labels['label.contradictions']}: {len(found)}"))
        for c in found:
            why = c.explanation_ar if self.language == "ar" else c.explanation_en
            pair = f"[{numbers.get(c.first, '?')}] × [{numbers.get(c.second, '?')}]"
            yield self._line(f"  {pair} {self.labels['attribute.' + c.attribute]}: {self._value(why)}")
