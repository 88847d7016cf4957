"""Who holds a place, for people: a line an asserted change, or who holds it on a day; and as rows of a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from marsad.cells import cell
from marsad.events.control import Entry, Standing
from marsad.events.event import Event
from marsad.model import Place
from marsad.report.terminal import Terminal
from marsad.report.words import mention_parts, words

COLUMNS = ("place", "day", "change", "who", "who_id", "camp", "agreement", "confirmed_by", "denied_by", "event")


def csv_rows(lines: Iterable[tuple[Place, Entry[Event]]], file: TextIO) -> None:
    """Write changes as CSV, one row each."""
    table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    table.writeheader()
    for place, entry in lines:
        who, told = entry.who, entry.to_dict()
        row: dict[str, object] = {
            "place": place.name_ar or place.span.text, "day": entry.day, "change": entry.change,
            "who": (who.name_ar or who.span.text) if who else None, "who_id": who.id if who else None,
            "camp": who.side if who else None, "agreement": entry.event.agreement, "confirmed_by": told["confirmed_by"],
            "denied_by": told["denied_by"], "event": entry.event.id,
        }  # fmt: skip
        table.writerow({name: cell(value) for name, value in row.items()})


class ControlTable:
    """Renders timelines and standings for a terminal in `ar` or `en`."""

    def __init__(self, language: str, *, colour: bool, bidi: str = "on") -> None:
        self.language, self.terminal, self.labels = (
            language,
            Terminal(language, colour=colour, bidi=bidi),
            words(language),
        )

    def timeline(self, place: Place, entries: Sequence[Entry[Event]]) -> Iterator[str]:
        """What is told of one place, the earliest first."""
        yield self.terminal.line(self.terminal.bold(self._name(place)))
        for entry in entries:
            yield self.terminal.line(f"  {self._change(entry)}")
        if not entries:
            yield self.terminal.line(f"  {self.labels['label.nothing_told']}")
        yield ""

    def standing(self, standing: Standing[Event]) -> Iterator[str]:
        """Who holds one place, and the rival versions."""
        show, label = self.terminal, self.labels
        yield show.line(show.bold(self._name(standing.place)))
        if standing.entry is None:
            yield show.line(f"  {label['label.nothing_told']}")
        else:
            contested = f" · {label['agreement.contested']}" if standing.contested else ""
            yield show.line(f"  {self._change(standing.entry)}{contested}")
        for rival in standing.rivals:
            yield show.line(f"    {label['label.rival']}: {self._change(rival)}")
        yield ""

    def _name(self, place: Place) -> str:
        name = place.name_ar if self.language == "ar" else place.name_en
        return self.terminal.words(name or place.span.text)

    def _change(self, entry: Entry[Event]) -> str:
        show, label = self.terminal, self.labels
        who = show.field(mention_parts(entry.who, self.language)) if entry.who else "?"
        told = entry.to_dict()
        comma = "، " if self.language == "ar" else ", "
        said = [
            f"{label['stance.' + stance]}: {comma.join(map(show.words, told[key]))}"
            for stance, key in (("confirms", "confirmed_by"), ("denies", "denied_by")) if told[key]
        ]  # fmt: skip
        parts = [show.value(entry.day), label["change." + entry.change], who, *said, entry.event.id]
        return " · ".join(parts)
