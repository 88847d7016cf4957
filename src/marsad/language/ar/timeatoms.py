"""The words of a time expression, one after the other, read into its atoms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from marsad.language.ar.days import Atoms
from marsad.language.ar.script import normal
from marsad.language.ar.timenumbers import NumberReader, is_hijri_year, is_year
from marsad.language.ar.timespans import SpanReader
from marsad.language.ar.timewords import TimeWords
from marsad.language.ar.tokens import Token

_TANWIN = "\u064b"  # «مساءً» is a time by itself
_RAMADAN = 9
_OPEN_PARTS = frozenset({"خلال", "ساعات", "يوم", "آخر", "وسط"})  # no time of day by themselves


class AtomReader:
    """Reads one atom at a time: weekday, day, part of the day, month, year, period, count."""

    def __init__(self, words: TimeWords) -> None:
        self.words = words
        self.numbers = NumberReader(words)
        self.spans = SpanReader(words)

    def read(self, tokens: Sequence[Token], i: int, a: Atoms, first: bool) -> int:
        """Read one atom at token i into a; the number of tokens it takes, 0 for none."""
        token = tokens[i]
        if token.kind == "number":
            return self.numbers.read(tokens, i, a, first)
        if token.kind not in ("word", "latin"):
            return 0
        size, kind, value = self.words.phrase(tokens, i)
        if token.kind == "latin":
            return self.numbers.english(tokens, i, a, value) if kind == "month" and first else 0
        step = 0
        if kind == "vague" and first:
            a.vague = True
            a.direction = "since" if "منذ" in self.words.strip(token.norm) else ""
            return size
        if kind == "turning" and first:
            a.known, a.direction = date.fromisoformat(value), "since"
            return size
        if kind == "told" and not a.dated():
            a.told, a.shift = True, value
            return size
        if kind == "now":
            step = self._now(tokens, i, a, size, first)
            a.present = a.present or bool(step and value)
        elif kind == "part":
            step = self._part(tokens, i, a, (size, value), first)
        elif kind == "pair" and self.words.phrase(tokens, i + size)[1] in ("weekday", "month"):
            a.several = True
            step = size
        elif kind == "offset" and a.offset is None and not a.month:
            step = self._offset(tokens, i, a, (size, value), first)
        elif kind in ("weekday", "month", "hijri"):
            step = self._named(tokens, i, a, first)
        return step or self._words(tokens, i, a, first)

    def _now(self, tokens: Sequence[Token], i: int, a: Atoms, size: int, first: bool) -> int:
        """«قبل قليل», «الآن», «الساعة 12:40»; «تلك الليلة» is the night told of."""
        token = tokens[i]
        if first and i and tokens[i - 1].norm in self.words.that:
            a.part = True
            return size
        if a.offset is not None or a.weekdays or a.month:
            return 0
        if token.norm not in ("الساعه", "اللحظه"):
            a.now = True
            return size
        if i + 1 >= len(tokens):
            return 0
        # «الساعة 12:40 بعد منتصف الليل» and «منذ ساعات» but not «الساعات الماضية»
        told = self._hour(tokens, i + 1)
        if tokens[i + 1].kind != "number" and not told:
            return 0
        a.now = a.clock = True
        size += told
        while i + size < len(tokens) and (tokens[i + size].kind == "number" or tokens[i + size].raw in ":."):
            size += 1
        return size

    def _hour(self, tokens: Sequence[Token], i: int) -> int:
        """Tokens of an hour in words: «الثالثة», «الحادية عشرة والنصف», «الخامسة إلا ربعا»."""
        words = self.words
        if tokens[i].norm.removeprefix("ال") not in words.hours:
            return 0
        size, rest = 1, [t.norm for t in tokens[i + 1 : i + 4]]
        if rest and rest[0] in words.ten:
            size, rest = size + 1, rest[1:]
        if rest and rest[0] in words.fractions:
            return size + 1
        if len(rest) > 1 and rest[0].startswith("و") and rest[1] in words.minutes:
            return size + 2  # «وعشرين دقيقة»
        return size + 2 if len(rest) > 1 and rest[0] in words.less else size

    def _part(self, tokens: Sequence[Token], i: int, a: Atoms, found: tuple[int, Any], first: bool) -> int:
        """«فجر», «مساء», «ليلة», «بعد منتصف الليل»; «يوم» and «ساعات» only before what they head."""
        token, (size, value) = tokens[i], found
        if value in _OPEN_PARTS:
            heads = value in ("يوم", "ساعات") and i + size < len(tokens)
            if heads and self.words.phrase(tokens, i + size)[1] in ("weekday", "offset", "part", "month"):
                return size
            if heads and value == "يوم" and tokens[i + 1].kind == "number":
                return size if self.numbers.read(tokens, i + 1, Atoms(), True) else 0
            return 0
        bound = normal(value) in self.words.bound and not token.raw.endswith(_TANWIN)
        if size == 1 and first and bound and not self._more(tokens, i + 1):
            # «فجر عناصر التنظيم …» is a verb, «خلال الليل» a time
            if not (token.norm.startswith("ال") and i and tokens[i - 1].norm in self.words.during):
                return 0
        if token.norm.startswith("و") and (a.weekdays or a.offset is not None) and not a.night:
            return 0  # «مساء الثلاثاء وفجر الأربعاء» are two
        a.part = True
        head = tokens[i + size - 1].norm.removeprefix("ال")
        a.night = a.night or head in self.words.night
        a.whole_night = a.whole_night or head in self.words.whole_night
        a.after_midnight = a.after_midnight or value in self.words.after_midnight
        return size

    def _offset(self, tokens: Sequence[Token], i: int, a: Atoms, found: tuple[int, Any], first: bool) -> int:
        """«أمس», «اليوم»; «ذلك اليوم» and «اليوم نفسه» are the day told of, «اليوم العالمي» is none."""
        size, value = found
        if value == 0:
            if i + size < len(tokens) and tokens[i + size].norm in self.words.same:
                a.part = True
                return size + 1
            if first and i and tokens[i - 1].norm in self.words.that:
                a.part = True
                return size
            if self._ordinary(tokens, i + size):
                row = self.spans.in_a_row(tokens, i + size, a) if first else 0
                return size + row if row else 0
        a.offset = value
        return size

    def _named(self, tokens: Sequence[Token], i: int, a: Atoms, first: bool) -> int:
        """A weekday or a month by its name."""
        size, kind, value = self.words.phrase(tokens, i)
        joined = tokens[i].norm.startswith("و")
        if kind == "weekday":
            if a.month is not None or (a.weekdays and not (a.night or (a.several and joined))):
                return 0
            a.weekdays = [*(a.weekdays or []), value]
            return size
        if kind == "hijri":
            if a.month or a.hijri_month or not (a.day or self._hijri_alone(tokens, i, size, value)):
                return 0
            a.hijri_month = value
            return size
        if a.month is None and not a.hijri_month:
            if a.day or a.several or not first or self._month_alone(tokens, i, size):
                a.month = value
                return size
        elif a.month == value and not joined:
            return size
        elif a.several and joined and a.last_month is None:
            a.last_month = value
            return size
        return 0

    def _ordinary(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a definite adjective follows «اليوم» and makes it an ordinary noun."""
        if i >= len(tokens) or tokens[i].kind != "word" or not tokens[i].space:
            return False
        norm = tokens[i].norm.removeprefix("ال")
        if not norm:
            return i + 1 < len(tokens) and tokens[i + 1].kind == "number"  # «اليوم الـ450»
        return norm != tokens[i].norm and (norm in self.words.numerals.ordinals or norm in self.words.ordinary)

    def _more(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a day, a weekday, a date or nothing at all follows a bare «فجر», «مساء»."""
        if i < len(tokens) and tokens[i].norm in ("من", "يوم"):
            i += 1
        if i >= len(tokens) or tokens[i].kind == "mark":
            return True  # «ومساء، سقطت …»
        if tokens[i].norm.removeprefix("ال") in self.words.numerals.ordinals:
            ordinal = self.words.numerals.ordinals[tokens[i].norm.removeprefix("ال")]
            return bool(self._ordinal(tokens, i, Atoms(), ordinal))  # «ليلة الثالث من فبراير»
        return tokens[i].kind == "number" or self.words.phrase(tokens, i)[1] in ("weekday", "offset", "part", "month")

    def _month_alone(self, tokens: Sequence[Token], i: int, size: int) -> bool:
        """A bare month name counts after a preposition or with a year or «الماضي» behind it."""
        before = tokens[i - 1].norm.removeprefix("و") if i else ""
        after = tokens[i + size] if i + size < len(tokens) else None
        if before in ("بين", "في", "منذ", "خلال", "شهر", "حتي", "من", "اواخر", "مطلع", "بدايه", "نهايه", "منتصف"):
            return True
        if after is None:
            return False
        return (
            (after.kind == "number" and len(after.norm) == 4)
            or after.norm.removeprefix("ال") in self.words.relative
            or after.norm in ("عام", "من", "سنه")
            or after.raw in "/("
        )  # fmt: skip

    @staticmethod
    def _hijri_alone(tokens: Sequence[Token], i: int, size: int, month: int) -> bool:
        """A Hijri month without a day: «شهر رمضان», «في رمضان», «رجب 1445»; the names are also people's."""
        after = tokens[i + size].norm if i + size < len(tokens) else ""
        before = tokens[i - 1].norm if i else ""
        led = month == _RAMADAN and before in ("في", "منذ", "خلال", "بدايه", "مطلع", "منتصف", "نهايه", "اواخر", "اوائل")
        return before == "شهر" or led or is_hijri_year(after)

    def _words(self, tokens: Sequence[Token], i: int, a: Atoms, first: bool) -> int:
        """Atoms that are no phrase of the table: year words, edges, periods with their adjectives, ordinals, counts."""
        after = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        for w in self.words.strip(tokens[i].norm):
            bare = w.removeprefix("ال")
            if w == "قبل" and (a.weekdays or a.unit) and self.words.adjective(after) == "last":
                a.relative, a.twice = "last", True  # «الجمعة قبل الماضية»
                return 2
            if (
                bare in self.words.relative
                and (a.month or a.hijri_month or a.weekdays or a.unit or a.year or a.day or a.season)
                and not a.relative
            ):
                a.relative = self.words.relative[bare]
                return 1
            step = self._year(tokens, i, a, bare) or self._period(tokens, i, a, w)
            if not step and first and bare == "نصف":
                step = self._half(tokens, i, a)
            if not step and w == "شهر" and self.words.phrase(tokens, i + 1)[1] in ("month", "hijri"):
                size, kind, month = self.words.phrase(tokens, i + 1)
                if kind == "month":
                    a.month = month
                else:
                    a.hijri_month = month
                step = 1 + size
            if not step and first and w in ("منذ", "قبل", "خلال", "مدار", "مدي", "غضون"):
                if w == "منذ" and self.starts_date(tokens, i + 1):
                    a.direction = "since"
                    return 1
                step = self.spans.read(tokens, i, a, w)
            if not step and first and w == "بعد":
                step = self._later(tokens, i, a)
            if not step and first and i and w.startswith("ال") and self.spans.recent(tokens, i):
                step = max(self.spans.read(tokens, i - 1, a, "في") - 1, 0)  # «في الساعات الماضية», «الـ24 ساعة الأخيرة»
            if not step and bare in self.words.numerals.ordinals and a.day is None and after:
                step = self._ordinal(tokens, i, a, self.words.numerals.ordinals[bare])
            if step:
                return step
        return 0

    def _later(self, tokens: Sequence[Token], i: int, a: Atoms) -> int:
        """«بعد ثلاث ساعات», «بعد خمسة أيام»: so many days after what was told before."""
        told = Atoms()
        step = self.spans.read(tokens, i, told, "قبل")
        days = told.days()
        if not step or days is None:
            return 0
        a.told, a.shift = True, days
        return step

    def _half(self, tokens: Sequence[Token], i: int, a: Atoms) -> int:
        """«النصف الأول من 2023», «النصف الثاني من العام الماضي»: the edge before the year."""
        ordinal = self.words.numerals.ordinals.get(tokens[i + 1].norm.removeprefix("ال")) if i + 3 < len(tokens) else 0
        if ordinal not in (1, 2) or tokens[i + 2].norm != "من":
            return 0
        after = tokens[i + 3].norm
        if not (is_year(after) or after.removeprefix("ال") in ("عام", "سنه")):
            return 0
        a.edge = f"half{ordinal}"
        return 3

    @staticmethod
    def _year(tokens: Sequence[Token], i: int, a: Atoms, bare: str) -> int:
        """«عام 2016», «عامي 2011 و2015» (the first of them)."""
        if bare not in ("عام", "سنه", "عامي", "اعوام") or i + 1 >= len(tokens) or a.year is not None:
            return 0
        year = tokens[i + 1].norm
        if is_year(year):
            a.year = int(year)
            return 2
        return 0

    def _period(self, tokens: Sequence[Token], i: int, a: Atoms, w: str) -> int:
        """«هذا الأسبوع», «الشهر الماضي», «مطلع العام», «نهاية آذار»: a unit with its adjective, or an edge before it."""
        after = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        bare = w.removeprefix("ال")
        unit = self.words.units.get(after.removeprefix("ال"), "")
        if w in ("هذا", "هذه") and unit in ("week", "month", "year") and after.startswith("ال"):
            a.unit, a.relative = unit, "this"
            return 2
        if w in self.words.edges and not a.edge and not a.month:
            if (
                is_year(after)
                or self.words.phrase(tokens, i + 1)[1] == "month"
                or after.removeprefix("ال") in self.words.periods
            ):
                a.edge = self.words.edges[w]
                return 1
        if bare in self.words.seasons and not a.month and not a.season:
            dated = after.removeprefix("ال") in ("عام", "سنه") or (len(after) == 4 and after.isdigit())
            if dated or (w.startswith("ال") and self.words.adjective(after)):
                a.season = self.words.seasons[bare]
                return 1
        if bare in self.words.periods and w.startswith("ال") and after in self.words.same and not a.month:
            a.vague = True  # «في الشهر نفسه»: of what was told before
            return 2
        if bare in self.words.periods and w.startswith("ال") and not a.unit:
            a.relative = a.relative or self.words.adjective(after)
            before_last = after == "قبل" and i + 2 < len(tokens) and self.words.adjective(tokens[i + 2].norm) == "last"
            if self.words.adjective(after) or a.edge or before_last:
                a.unit = self.words.units[bare]
                return 2 if self.words.adjective(after) else 1
        return 0

    def _ordinal(self, tokens: Sequence[Token], i: int, a: Atoms, value: int) -> int:
        """«الأول من يوليو», «الخامس والعشرين من كانون الأول», «الثالث عشر من آذار»."""
        j = i + 1
        if j == len(tokens):
            return 0
        word, conj = self.words.numerals.bare(tokens[j].norm)
        if conj and word in self.words.numerals.tens:
            value += self.words.numerals.tens[word]
            j += 1
        elif self.words.numerals.units.get(word) == 10:
            value += 10
            j += 1
        if j == len(tokens):
            return 0
        if tokens[j].norm == "علي" and j + 1 < len(tokens):  # «الثاني على الثالث من فبراير»
            second = self.words.numerals.ordinals.get(tokens[j + 1].norm.removeprefix("ال"))
            step = self._ordinal(tokens, j + 1, a, second) if second and j + 2 < len(tokens) else 0
            if step and a.day is not None and value < a.day:
                a.day, a.last_day = value, a.day
            return j + 1 - i + step if step else 0
        if i and tokens[i - 1].norm.removeprefix("ال") in self.words.halves:
            return 0  # «الأسبوع الأول من آب», «النصف الأول من آب»
        if value <= 31 and self.numbers.day_of_period(tokens, j, a, value):
            return j + 3 - i
        named = j
        while named < j + 2 and named < len(tokens) and tokens[named].norm in ("من", "شهر"):
            named += 1
        size, kind, month = self.words.phrase(tokens, named)
        if named > j and size and kind == "month" and value <= 31:
            a.day, a.month = value, month
            return named + size - i
        if named > j and size and kind == "hijri" and value <= 30 and not (i and tokens[i - 1].norm == "مدينه"):
            a.day, a.hijri_month = value, month  # «العاشر من رمضان» is also a town
            return named + size - i
        return 0

    def starts_date(self, tokens: Sequence[Token], i: int) -> bool:
        if i >= len(tokens):
            return False
        if tokens[i].kind == "number":
            probe = Atoms()
            return bool(self.numbers.read(tokens, i, probe, True))
        if not self.words.leading[tokens[i].norm]:
            return False
        size, kind, _ = self.words.phrase(tokens, i)
        if size:
            return kind in ("weekday", "offset", "month") or (kind == "part" and self.starts_date(tokens, i + size))
        return bool(self.read(tokens, i, Atoms(), True))
