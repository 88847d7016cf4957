"""Text for terminals: parts kept apart by direction, nothing in them that acts on the terminal.

Right-to-left text is left in logical order inside Unicode isolates, which terminals with bidirectional display (GNOME
Terminal and others on VTE, Konsole, mlterm, iTerm2) show right; lines of the Arabic interface start with a
right-to-left mark. `bidi="off"` leaves all of these out, for files and for programs that do not know them.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping

from marsad.model import Claim, Reading
from marsad.report.words import Part, Parts

_FSI, _LRI, _RLI, _PDI, _RLM = "\u2068", "\u2066", "\u2067", "\u2069", "\u200f"
# Escape sequences of a report would act on the terminal, its bidi controls on our isolates.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OPEN, _CLOSE = "⟦", "⟧"


class Terminal:
    """Writes lines for a terminal in `ar` or `en`."""

    def __init__(self, language: str, *, colour: bool = False, bidi: str = "on") -> None:
        self.colour, self.isolate, self.rtl = colour, bidi == "on", language == "ar"

    def line(self, text: str) -> str:
        """A line in the direction of the interface."""
        return f"{_RLM}{text}" if self.isolate and self.rtl else text

    def bold(self, text: str) -> str:
        """The text in bold, where there is colour."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def words(self, text: str) -> str:
        """Words of a report on one line, in their own direction."""
        return self._isolated(clean(text), _FSI)

    def value(self, text: str) -> str:
        """Numbers, codes and the like, left to right."""
        return self._isolated(clean(text), _LRI)

    def sentence(self, text: str) -> str:
        """A sentence of the interface that quotes words of a report."""
        return self._isolated(clean(text), _RLI if self.rtl else _LRI)

    def field(self, parts: Parts) -> str:
        """A field of several parts."""
        return "".join(self._part(part) for part in parts)

    def _part(self, part: Part) -> str:
        if part.kind == "label":
            return part.text
        return self.words(part.text) if part.kind == "words" else self.value(part.text)

    def _isolated(self, text: str, mark: str) -> str:
        return f"{mark}{text}{_PDI}" if self.isolate else text

    def head(self, reading: Reading, claims: bool, labels: Mapping[str, str]) -> Iterator[str]:
        """The lines above the claims of a report: what it is, what was odd with it, and where it has none."""
        report = reading.report
        about = [report.id[:24], report.outlet or "", report.published or "", report.title or ""]
        yield self.line(self.bold(" · ".join(self.words(a) for a in about if a)))
        for issue in reading.issues:
            yield self.line(f"  {labels['label.issues']}: {self.words(issue)}")
        if not claims:
            yield self.line(f"  {labels['label.no_claims']}")

    def title(self, number: int, claim: Claim, label: str) -> str:
        """What stands above a claim."""
        return self.bold(f"[{number}] {label}") + f"   {claim.id}"

    def evidence(self, claim: Claim, width: int) -> Iterator[str]:
        """The words that a claim rests on, its trigger marked."""
        evidence, trigger = claim.evidence, claim.trigger
        return self.paragraph(evidence.text, trigger.start - evidence.start, trigger.end - evidence.start, width)

    def paragraph(self, text: str, start: int, end: int, width: int) -> Iterator[str]:
        """Words of a report over several lines, text[start:end] marked."""
        if 0 <= start < end <= len(text):
            text = f"{text[:start]}{_OPEN}{text[start:end]}{_CLOSE}{text[end:]}"
        inside = False
        for line in textwrap.wrap(clean(text), width, break_long_words=True) or [""]:
            shown = line
            if self.colour:
                shown = ("\x1b[7m" if inside else "") + line.replace(_OPEN, "\x1b[7m").replace(_CLOSE, "\x1b[0m")
                inside = line.rfind(_OPEN) > line.rfind(_CLOSE) or (inside and _CLOSE not in line)
                shown += "\x1b[0m" if inside else ""
            yield self._isolated(shown, _FSI)


def clean(text: str) -> str:
    """A text on one line, without what acts on a terminal or on the direction of what follows.

    >>> clean("قصف\\x1b[31m  \\u202eحلب\\n")
    'قصف\ufffd[31m حلب'
    """
    return " ".join(_BIDI.sub("", _CONTROL.sub("\ufffd", text)).split())
