"""Counted stretches of time: «منذ ثلاثة أيام», «خلال الـ 48 ساعة الماضية», «قبل أسبوعين», «الساعات الماضية»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.language.ar.days import Atoms
from marsad.language.ar.timewords import TimeWords
from marsad.language.ar.tokens import Token

_LONGEST_ROW = 100  # days


@dataclass(slots=True)
class SpanReader:
    """Reads a count with its unit into the atoms of an expression."""

    words: TimeWords

    def read(self, tokens: Sequence[Token], i: int, a: Atoms, word: str) -> int:
        """«منذ ثلاثة أيام», «قبل أسبوعين», «خلال الـ 48 ساعة الماضية», «على مدار اليومين الماضيين», «منذ بداية العام»."""
        j = i + 1
        direction = {"منذ": "since", "قبل": "ago"}.get(word, "during")
        while j < len(tokens) and tokens[j].norm in self.words.about:
            a.more = a.more or tokens[j].norm in ("اكثر", "يزيد")
            j += 1
        if j >= len(tokens):
            return 0
        end = self._counted(tokens, j, a, direction) or self._unit(tokens, j, a, direction)
        if not end:
            return 0
        while end < len(tokens) and (
            tokens[end].norm in ("قليله", "القليله", "واحد") or self.words.adjective(tokens[end].norm)
        ):
            a.relative = self.words.adjective(tokens[end].norm) or a.relative
            end += 1
        if direction == "during" and a.unit == "hour" and a.count and a.count % 24 and not a.relative:
            a.count, a.unit, a.direction = None, "", ""  # «طردوهم خلال 14 ساعة»: how long it took
            return 0
        return end - i

    def _counted(self, tokens: Sequence[Token], j: int, a: Atoms, direction: str) -> int:
        """«ثلاثة أيام», «الـ 48 ساعة», «الأيام الثلاثة», «أسبوعين»: the end of a count with its unit, 0 for none."""
        norm = tokens[j].norm
        bare = norm.removeprefix("ال")
        number = self.words.numerals.find(tokens, j) if self.words.numerals.starts(tokens[j]) else None
        if number and not number.vague and number.end < len(tokens):
            unit = self.words.units.get(tokens[number.end].norm.removeprefix("ال"))
            if unit and number.low is not None:
                a.count, a.unit, a.direction = number.low, unit, direction
                return number.end + 1
            return 0
        if norm.startswith("ال") and bare in self.words.units:
            inner = j + 1
            while inner < len(tokens) and tokens[inner].norm == "ال":
                inner += 1
            starts = inner < len(tokens) and self.words.numerals.starts(tokens[inner])
            several = bare in self.words.plurals or (inner < len(tokens) and tokens[inner].norm.startswith("ال"))
            number = self.words.numerals.find(tokens, inner) if starts and several else None  # «خلال الأسبوع 86 شاحنة»
            if number and number.low is not None and not number.vague:
                a.count, a.unit, a.direction = number.low, self.words.units[bare], direction
                return number.end
        if norm in self.words.duals or bare in self.words.duals:
            a.count, a.unit, a.direction = 2, self.words.units.get(norm) or self.words.units.get(bare) or "", direction
            return j + 1
        return 0

    def _unit(self, tokens: Sequence[Token], j: int, a: Atoms, direction: str) -> int:
        """«الساعات الماضية», «أسبوع», «قرابة الأسبوع», «الأيام القليلة المقبلة»: a unit without a number."""
        norm = tokens[j].norm
        bare = norm.removeprefix("ال")
        unit = self.words.units.get(bare)
        if unit is None:
            return 0
        following = tokens[j + 1].norm.removeprefix("ال") if j + 1 < len(tokens) else ""
        if bare in self.words.plurals:
            if not (following in self.words.relative or following == "قليله" or direction != "during"):
                return 0
            if unit == "hour":  # «خلال الساعات الماضية» is since yesterday; longer plurals have no day
                a.count, a.unit = (24 if direction == "during" else 0), "hour"
            else:
                a.vague = True
            a.direction = direction
            return j + 1
        after = self.words.phrase(tokens, j + 1)[1]
        single = following not in self.words.relative and not norm.startswith("ال") and not following.isdigit()
        single = single and after not in ("month", "hijri") and (direction != "during" or unit != "day")
        if direction == "during" and norm.startswith("ال") and bare in self.words.periods and not after:
            if following not in self.words.relative:  # «خلال الأسبوع»
                a.unit, a.relative = unit, "this"
                return j + 1
        if single or (norm.startswith("ال") and tokens[j - 1].norm in self.words.about):
            a.count, a.unit, a.direction = 1, unit, direction
            return j + 1
        return 0

    def in_a_row(self, tokens: Sequence[Token], i: int, a: Atoms) -> int:
        """«(لليوم) الثالث على التوالي», «(لليوم) الـ12 تواليا»: from so many days ago until today; its tokens, 0 for none."""
        bare = tokens[i].norm.removeprefix("ال")
        end = i + 1 if bare else i + 2  # «الـ» and «12» are two tokens
        number = bare or (tokens[i + 1].norm if i + 1 < len(tokens) else "")
        count = self.words.numerals.ordinals.get(number, 0) or (int(number) if number.isdecimal() else 0)
        row = [t.norm for t in tokens[end : end + 2]]
        size = 1 if row[:1] == ["تواليا"] else 2 if row == ["علي", "التوالي"] else 0
        if not size or not 1 < count < _LONGEST_ROW:
            return 0
        a.count, a.unit, a.direction = count - 1, "day", "during"
        return end - i + size

    def recent(self, tokens: Sequence[Token], i: int) -> bool:
        """«الأيام الثلاثة الماضية», «الـ24 ساعة الأخيرة»: a unit or count with an adjective of the past close behind."""
        bare = tokens[i].norm.removeprefix("ال")
        counted = not bare and i + 1 < len(tokens) and tokens[i + 1].kind == "number"
        past = any(self.words.adjective(t.norm) == "last" for t in tokens[i + 1 : i + 4])
        return past and (counted or bare in self.words.units)
