"""How the report speaks: labels, digits, days, intervals and names in Arabic or English."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from marsad import resources
from marsad.model import Mention, Place
from marsad.report.situation.document import Digits, Document
from marsad.report.words import Part, Parts, words

_ARABIC_INDIC = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
_RLM = "\u200f"  # between the parts of a date in figures, as Unicode CLDR has it: the day stands at the right
_ASIDE = re.compile(r"\s*\((?:by country|operator|unspecified)[^)]*\)$")  # notes of the list of generic names


@cache
def _texts() -> dict[str, Any]:
    return resources.tree("interface/report.toml")


@cache
def _camps() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in resources.table("actors/sides.tsv")}


class Speech:
    """The words of one language. `digits` are `arab` (٠١٢) or `latn` (012); English has the latter only."""

    def __init__(self, language: str, digits: Digits = "arab") -> None:
        self.language = language
        self.digits: Digits = digits if language == "ar" else "latn"
        own = {f"{part}.{key}": pair[language] for part, rows in _texts().items() for key, pair in rows.items()}
        self.labels: dict[str, str] = {**words(language), **{f"report.{key}": text for key, text in own.items()}}
        self.comma = "، " if language == "ar" else ", "

    @classmethod
    def of(cls, document: Document) -> Speech:
        """How a document speaks."""
        return cls(document.language, document.digits)

    def __call__(self, key: str, **values: object) -> str:
        """A text of the report, e.g. `section.map`, its gaps filled in; numbers in the digits of the report."""
        filled = {k: self.number(v) if isinstance(v, (int, float)) else v for k, v in values.items()}
        return self.labels[f"report.{key}"].format(**filled)

    def label(self, key: str) -> str:
        """A word that tables and pages share, e.g. `status.happened`."""
        return self.labels[key]

    def figures(self, text: str) -> str:
        """A text with its Latin digits in those of the report.

        >>> Speech("ar").figures("1,234.5")
        '١٬٢٣٤٫٥'
        """
        return text.translate(_ARABIC_INDIC) if self.digits == "arab" else text

    def number(self, value: float) -> str:
        """A number with separators."""
        return self.figures(f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}")

    def interval(self, low: float, high: float | None) -> str:
        """The bounds of a count.

        >>> Speech("en").interval(4, 35), Speech("en").interval(12, None), Speech("en").interval(3, 3)
        ('4–35', 'at least 12', '3')
        """
        if high is None:
            return self("interval.least", low=low)
        return self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"

    def estimate(self, low: float, best: float, high: float | None) -> str:
        """An interval with its best value, where it is one: «4–35 (best 8)»."""
        bounds = self.interval(low, high)
        open_at_best = high is None and low == best
        return bounds if low == high or open_at_best else f"{bounds} ({self('interval.best', best=best)})"

    def day(self, iso: str | None) -> str:
        """A day in words: «28 January 2020», «٢٨ كانون الثاني/يناير ٢٠٢٠»."""
        if not iso:
            return self("interval.not_known")
        day = datetime.date.fromisoformat(iso[:10])
        return self.figures(f"{day.day} {self(f'month.{day.month:02}')} {day.year}")

    def short_day(self, iso: str | None) -> str:
        """A day for tables: «28 Jan 2020», «٢٨/١/٢٠٢٠»."""
        if not iso:
            return "–"
        day = datetime.date.fromisoformat(iso[:10])
        if self.language == "ar":
            return self.figures(f"{day.day}{_RLM}/{day.month}{_RLM}/{day.year}")
        return f"{day.day} {self(f'month.{day.month:02}')[:3]} {day.year}"

    def axis_day(self, iso: str) -> str:
        """A day for the axis of a chart: «28/1»."""
        day = datetime.date.fromisoformat(iso)
        if self.language == "ar":
            return self.figures(f"{day.day}{_RLM}/{day.month}")
        return f"{day.day} {self(f'month.{day.month:02}')[:3]}"

    def month(self, iso: str) -> str:
        """A month: «January 2020»."""
        return f"{self(f'month.{iso[5:7]}')} {self.figures(iso[:4])}"

    def axis_month(self, iso: str) -> str:
        """A month for the axis of a chart: «Jan 2020», «١/٢٠٢٠»."""
        if self.language == "ar":
            return self.figures(f"{int(iso[5:7])}{_RLM}/{iso[:4]}")
        return f"{self(f'month.{iso[5:7]}')[:3]} {iso[:4]}"

    def days(self, start: str | None, end: str | None) -> str:
        """The days of an event for tables; one of them may be open."""
        if start == end or end is None or start is None:
            return self.short_day(end or start)
        return f"{self.short_day(start)} – {self.short_day(end)}"

    def camp(self, side: str | None) -> str:
        """The name of a camp; empty where it is not known."""
        row = _camps().get(side or "")
        return "" if row is None else self.figures(row["name_ar" if self.language == "ar" else "name_en"])

    def place(self, place: Place | None) -> str:
        """The name of a place in the language of the report, else as it is written."""
        if place is None:
            return ""
        return (place.name_ar if self.language == "ar" else place.name_en) or place.span.text

    def division(self, code: str | None) -> str:
        """The name of a governorate or district; empty where it is not known."""
        row = _divisions().get(code or "")
        return "" if row is None else row["name_ar" if self.language == "ar" else "name_en"]

    def listed_name(self, who: Mention) -> str | None:
        """The name that the lists have for a body; None for one that they do not know."""
        name = who.name_ar if self.language == "ar" else who.name_en
        return _ASIDE.sub("", name) if name else None

    def joined(self, members: Iterable[Parts]) -> Parts:
        """Several parts with commas between them."""
        out: Parts = []
        for member in members:
            out += [Part(self.comma, "label"), *member] if out else member
        return out


@cache
def _divisions() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in resources.table("gazetteer/admin.tsv")}
