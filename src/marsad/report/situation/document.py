"""What a report is made of: sections of plain blocks, and a numbered list of evidence. It knows no format.

Text is a list of parts as in `marsad.report.words`: words of reports stand apart from ours, so that every format
escapes them and keeps their direction. A part of kind `ref` holds the number of a piece of evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from marsad.report.words import Parts

Digits = Literal["arab", "latn"]  # of Arabic reports: ٠١٢ or 012
Width = Literal["narrow", "normal", "wide"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a `note` is set small."""

    parts: Parts
    style: Literal["text", "note", "lead"] = "text"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Parts, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One key figure: its name, the figure, the interval, the figure before."""

    name: str
    value: str
    interval: str
    base: str
    refs: Parts = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cards:
    """Key figures beside each other."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; figures are set at its end."""

    name: str
    width: Width = "normal"
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heads; `caption` says what it shows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Parts, ...], ...]
    shown: bool = True  # a table of the values of a picture is folded away where the format can


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, its value, and the interval around it (`high` None: or more)."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars that lie, the first on top."""

    bars: tuple[Bar, ...]
    axis: str
    intervals: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """One kind of event in a chart by day: its family, its name, its number each day."""

    family: str
    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by day, the kinds on top of each other."""

    days: tuple[str, ...]
    stacks: tuple[Stack, ...]
    axis: str


@dataclass(frozen=True, slots=True)
class Spot:
    """The events at one point: how many of each family."""

    lat: float
    lon: float
    name: str
    families: tuple[tuple[str, int], ...]

    @property
    def events(self) -> int:
        """All of them."""
        return sum(n for _, n in self.families)


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a point, by the names of the map's legend; several are rival accounts."""

    lat: float
    lon: float
    name: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """Events and points of control; `families` and `labels` are the words of the legend."""

    spots: tuple[Spot, ...]
    held: tuple[Held, ...]
    families: tuple[tuple[str, str], ...]
    holders: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]


Drawing = Bars | Columns | Map


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart or map with its caption, its alternative text, and its values as a table."""

    name: str
    drawing: Drawing
    caption: str
    alternative: str
    values: Table | None = None


Block = Paragraph | Heading | Bullets | Cards | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A section; `id` is its anchor."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a statement: who says them, where and when, and in which claim. `url` is http(s) or None."""

    number: int
    words: str
    outlet: str
    speaker: str
    published: str
    report: str
    claim: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report in one language (`ar` or `en`).

    `labels` are its words by key; `withheld` is how often a private person's name was taken out.
    """

    language: str
    digits: Digits
    title: str
    about: tuple[tuple[str, Parts], ...]
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    labels: dict[str, str]
    withheld: int = 0

    @property
    def rtl(self) -> bool:
        """Whether it runs from right to left."""
        return self.language == "ar"
