"""What people decided, for people: a block a decision; and as rows of a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TextIO

from marsad.cells import cell
from marsad.model import Decision
from marsad.report.terminal import Terminal
from marsad.report.words import decision_parts, type_label, words

COLUMNS = (
    "decision", "at", "by", "kind", "state", "because_of", "undoes", "reason", "claims", "gone", "reports", "words",
)  # fmt: skip
_SHOWN = 6  # claims of a decision that are told one by one


def csv_rows(decisions: Iterable[Decision], file: TextIO) -> None:
    """Write decisions as CSV, one row each; several values of a cell are joined by `; `."""
    table = csv.writer(file, lineterminator="\n")
    table.writerow(COLUMNS)
    for d in decisions:
        anchors, claims = list(chain.from_iterable(d.anchors)), list(chain.from_iterable(d.claims))
        gone = [a.claim for a, now in zip(anchors, claims, strict=True) if now is None]
        row = (d.number, d.at, d.by, d.kind, d.state, d.because_of, d.undoes, d.reason, [c for c in claims if c], gone,
               list(dict.fromkeys(a.report for a in anchors)), [a.words for a in anchors])  # fmt: skip
        table.writerow([cell(value) for value in row])


class DecisionTable:
    """Renders decisions for a terminal in `ar` or `en`."""

    def __init__(self, language: str, *, colour: bool, bidi: str = "on") -> None:
        self.language, self.labels = language, words(language)
        self.terminal = Terminal(language, colour=colour, bidi=bidi)

    def render(self, decisions: Iterable[Decision]) -> Iterator[str]:
        """Each decision with the claims that it is about, and how many there are."""
        show, label, count = self.terminal, self.labels, 0
        for decision in decisions:
            count += 1
            state = label["state." + decision.state]
            others = show.value(", ".join(map(str, decision.because_of)))
            head = show.field(decision_parts(decision, self.language))
            yield show.line(f"{head} · {state}" + (f" ({others})" if decision.because_of else ""))
            yield from self._claims(decision)
            yield ""
        yield show.line(f"{count} {label['label.decisions']}")

    def _claims(self, decision: Decision) -> Iterator[str]:
        show = self.terminal
        for group, now in zip(decision.anchors, decision.claims, strict=True):
            for anchor, claim in list(zip(group, now, strict=True))[:_SHOWN]:
                kind, place = type_label(anchor.mark[2], self.language), show.value(anchor.report[:16])
                here = show.value(claim or f"{anchor.claim} ✗")
                yield show.line(f"    {here} · {kind} · {show.words(anchor.words)} · {place}")
            if len(group) > _SHOWN:
                yield show.line(f"    … +{len(group) - _SHOWN}")
