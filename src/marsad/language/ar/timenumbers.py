"""Numbers in dates: days of a month, years, numeric dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.language.ar.days import Atoms
from marsad.language.ar.timewords import TimeWords
from marsad.language.ar.tokens import Token

_NUMERIC = re.compile(r"^(\d{1,4})$")
_EARLIEST, _LATEST = 1900, 2100
_EARLIEST_HIJRI, _LATEST_HIJRI = 1300, 1500
_LONGEST_MONTH, _LONGEST_HIJRI_MONTH = 31, 30


def is_year(text: str) -> bool:
    """Whether a number can be a year of our time."""
    return len(text) == 4 and text.isdigit() and _EARLIEST <= int(text) <= _LATEST


def is_hijri_year(text: str) -> bool:
    """Whether a number can be a Hijri year of our time."""
    return len(text) == 4 and text.isdigit() and _EARLIEST_HIJRI <= int(text) <= _LATEST_HIJRI


@dataclass(slots=True)
class NumberReader:
    """Reads numbers into the atoms of an expression."""

    words: TimeWords

    def read(self, tokens: Sequence[Token], i: int, a: Atoms, first: bool) -> int:
        """A day of the month, a year, or a numeric date: how many tokens it takes, 0 for none."""
        text = tokens[i].norm
        if not _NUMERIC.match(text):
            parts = re.split(r"[.,]", text)  # 02.10.2022
            return int(len(parts) == 3 and self._numeric(a, parts))
        step = self._slashed(tokens, i, a)
        if not step and a.day is None and a.month is None and 1 <= int(text) <= _LONGEST_MONTH:
            step = (
                self.day_of_period(tokens, i + 1, a, int(text))
                or self._days_of_month(tokens, i, a, int(text))
                or self._day_of_month(tokens, i, a, int(text))
            )
        return step or self._year(tokens, i, a, first)

    def _slashed(self, tokens: Sequence[Token], i: int, a: Atoms) -> int:
        """«12/2/2024», «يوم 26/12»."""
        marks = [t.raw for t in tokens[i + 1 : i + 4 : 2]]
        numbers = [t.norm for t in tokens[i : i + 5 : 2] if t.kind == "number"]
        if len(marks) == 2 and marks[0] in "/-." and marks[0] == marks[1] and len(numbers) == 3:
            if self._numeric(a, numbers):
                return 5
        dated = a.weekdays or a.offset is not None or (i and tokens[i - 1].norm in ("بتاريخ", "تاريخ", "يوم"))
        if dated and marks[:1] == ["/"] and len(numbers) > 1 and all(n.isdigit() for n in numbers[:2]):
            day, month = int(numbers[0]), int(numbers[1])
            if 1 <= month <= 12 and 1 <= day <= _LONGEST_MONTH:
                a.day, a.month = day, month
                return 3
        return 0

    def _day_of_month(self, tokens: Sequence[Token], i: int, a: Atoms, value: int) -> int:
        """«12 شباط», «5 من شهر آب», «12 شباط/2024», «7 محرم»."""
        ahead = i + 1
        while ahead < min(i + 3, len(tokens)) and (tokens[ahead].raw == "/" or tokens[ahead].norm in ("من", "شهر")):
            ahead += 1
        size, kind, month = self.words.phrase(tokens, ahead)
        end = ahead + size
        if kind == "hijri" and value <= _LONGEST_HIJRI_MONTH:
            a.day, a.hijri_month = value, month
            return end - i
        if kind != "month":
            return 0
        a.day, a.month = value, month
        if end + 1 < len(tokens) and tokens[end].raw == "/" and is_year(tokens[end + 1].norm):
            a.year = int(tokens[end + 1].norm)
            end += 2
        return end - i

    def _year(self, tokens: Sequence[Token], i: int, a: Atoms, first: bool) -> int:
        """A year behind a month, an edge or a season, or one that stands for itself («في 2018»)."""
        text = tokens[i].norm
        if a.year is not None:
            return 0
        after = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        if a.hijri_month and is_hijri_year(text):
            a.year = int(text)
            return 2 if after in ("ه", "هجريه", "هـ") else 1
        if not is_year(text):
            return 0
        if a.month or a.edge or a.season or a.unit == "year" or (first and self._year_alone(tokens, i)):
            a.year = int(text)
            return 2 if after in ("م", "ميلاديه") else 1
        return 0

    def day_of_period(self, tokens: Sequence[Token], j: int, a: Atoms, value: int) -> int:
        """«12 من الشهر الجاري»: how many tokens the number with «من الشهر …» behind it (at j) takes."""
        words = [t.norm for t in tokens[j : j + 3]]
        if len(words) == 3 and words[0] == "من" and words[1] == "الشهر":
            relative = self.words.adjective(words[2]) or ("this" if words[2] in self.words.same else "")
            if relative:
                a.day, a.unit, a.relative = value, "month", relative
                return 4
        return 0

    def _days_of_month(self, tokens: Sequence[Token], i: int, a: Atoms, value: int) -> int:
        """«من 3 إلى 7 أيلول», «5 و8 آب»: two days of one month."""
        if i + 3 >= len(tokens) or tokens[i + 2].kind != "number" or not tokens[i + 2].norm.isdigit():
            return 0
        link = tokens[i + 1].norm
        nights = a.night and (link == "علي" or tokens[i + 1].raw == "/")  # «ليلة 2 على 3 شباط»
        if not nights and link != "و" and link not in self.words.until and tokens[i + 1].raw not in "-–":
            return 0
        size, kind, month = self.words.phrase(tokens, i + 3)
        second = int(tokens[i + 2].norm)
        if not size or kind != "month" or not value < second <= 31:
            return 0
        a.day, a.last_day, a.month = value, second, month
        return 3 + size

    @staticmethod
    def _year_alone(tokens: Sequence[Token], i: int) -> bool:
        before = tokens[i - 1].norm.removeprefix("و") if i else ""
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if before == "" and i >= 3 and tokens[i - 2].kind == "number" and tokens[i - 3].norm in ("بين", "وبين", "عامي"):
            return True  # «بين 2017 و2020»
        if after is not None and after.kind == "word" and not after.norm.startswith(("و", "ف")):
            counted = after.norm not in ("م", "من", "في", "علي", "عندما", "حين", "حيث", "بعد", "الي", "حتي", "ان", "ب")
            if counted and before != "منذ":
                return False
        if before == "" and i >= 3 and tokens[i - 3].norm.removeprefix("ال") in ("عامي", "اعوام"):
            return True
        return before in ("في", "منذ", "خلال", "حتي", "بين", "عام", "العام", "سنه", "من", "الي")

    @staticmethod
    def _numeric(a: Atoms, parts: list[str]) -> bool:
        try:
            numbers = [int(p) for p in parts]
        except ValueError:
            return False
        if len(parts[0]) == 4:
            year, month, day = numbers
        else:
            day, month, year = numbers
        if month > 12 >= day:
            day, month = month, day
        if year < 100:
            year += 2000
        if not (_EARLIEST <= year <= _LATEST and 1 <= month <= 12 and 1 <= day <= 31):
            return False
        a.day, a.month, a.year = day, month, year
        return True

    @staticmethod
    def english(tokens: Sequence[Token], i: int, a: Atoms, month: int) -> int:
        """«August 30, 2021», as under an embedded post."""
        numbers = [t.norm for t in tokens[i + 1 : i + 4] if t.kind == "number"]
        if len(numbers) == 2 and len(numbers[1]) == 4 and numbers[0].isdigit() and 1 <= int(numbers[0]) <= 31:
            a.day, a.month, a.year = int(numbers[0]), month, int(numbers[1])
            return 4 if tokens[i + 2].kind == "mark" else 3
        return 0
