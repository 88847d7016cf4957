"""Time expressions in Arabic text, resolved against the day of publication.

Weekdays look back from that day («الأحد» in a report of a Tuesday is two days ago); a week runs from Sunday to
Saturday, as in the region. Without a publication day only absolute dates are resolved.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from marsad.language.ar.numerals import Numerals
from marsad.language.ar.script import normal
from marsad.language.ar.tokens import Token
from marsad.model import Precision

_NUMERIC = re.compile(r"^(\d{1,4})$")
_EARLIEST, _LATEST = 1900, 2100
_SINCE_REACH = 11  # tokens between «منذ» and its date


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Tokens [start, end) and the days they stand for; `since` = from then on; `part` = a time of day only."""

    start: int
    end: int
    first: date | None
    last: date | None
    precision: Precision
    since: bool = False
    part: bool = False


@dataclass(slots=True)
class _Atoms:
    """What has been read of one expression so far."""

    offset: int | None = None  # days from publication
    weekdays: list[int] | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    hijri_month: int | None = None
    relative: str = ""  # last this next
    edge: str = ""  # start middle end
    unit: str = ""  # week month year of «الشهر الماضي»
    count: float | None = None
    night: bool = False
    part: bool = False
    now: bool = False
    vague: bool = False
    direction: str = ""  # ago since during

    def empty(self) -> bool:
        return not (
            self.offset is not None or self.weekdays or self.month or self.year or self.hijri_month
            or self.unit or self.part or self.now or self.vague
        )  # fmt: skip


class Calendar:
    """The time words of `lexicon/ar/time.toml`, ready to be found in tokens."""

    def __init__(self, tree: dict[str, Any], numerals: Numerals) -> None:
        self.numerals = numerals
        self.phrases: dict[tuple[str, ...], tuple[str, Any]] = {}
        for section, kind in (
            ("weekdays", "weekday"), ("months", "month"), ("hijri_months", "hijri"), ("days", "offset"),
        ):  # fmt: skip
            for value, words in tree[section].items():
                for w in words:
                    self._add(w, kind, int(value))
        for w in tree["now"]["words"]:
            self._add(w, "now", 0)
        for w in tree["day_parts"]["words"]:
            self._add(w, "part", w)
        for w in tree["vague"]["words"]:
            self._add(w, "vague", 0)
        self.units = {normal(w): unit for unit, words in tree["units"].items() for w in words if unit != "0"}
        self.duals = {normal(w) for w in tree["dual_units"]["words"]}
        self.relative = {normal(w): k for k, ws in tree["relative"].items() for w in ws}
        self.edges = {normal(w): k for k, ws in tree["edges"].items() for w in ws}
        self.night = {normal(w) for w in tree["day_parts"]["night"]}
        self.longest = max(map(len, self.phrases))
        self._first = {k[0] for k in self.phrases}
        self._leads: dict[str, bool] = {}

    def _add(self, words: str, kind: str, value: Any) -> None:
        key = tuple(normal(w) for w in words.split())
        self.phrases.setdefault(key, (kind, value))
        if kind in ("part", "offset") and not key[-1].startswith("ال"):
            self.phrases.setdefault((*key[:-1], "ال" + key[-1]), (kind, value))

    # -- finding ------------------------------------------------------------------------------------------------

    @staticmethod
    def _strip(norm: str) -> Iterator[str]:
        """The word, then the word without conjunction and preposition (the article is kept)."""
        yield norm
        rest = norm
        if len(rest) > 3 and rest[0] in "وف":
            rest = rest[1:]
            yield rest
        if len(rest) > 4 and rest.startswith("لل"):
            yield "ال" + rest[2:]
        elif len(rest) > 3 and rest[0] in "بلك":
            yield rest[1:]

    def _leading(self, norm: str) -> bool:
        """Whether a time expression may start with this word."""
        known = self._leads.get(norm)
        if known is None:
            known = any(
                w in self._first or w in self.edges or w in ("منذ", "قبل", "خلال", "عام", "العام", "سنه", "هذا",
                                                              "هذه", "الساعه", "مدار", "مدي", "الاسبوع", "الشهر",
                                                              "نحو")
                or w in self.units or w.removeprefix("ال") in self.units or w.removeprefix("ال") in self.numerals.ordinals
                for w in self._strip(norm)
            )  # fmt: skip
            if len(self._leads) < 100_000:
                self._leads[norm] = known
        return known

    def find(self, tokens: Sequence[Token], published: date | None) -> list[TimeExpression]:
        """All time expressions of a sentence, left to right, none overlapping."""
        out = []
        i, since = 0, -99
        while i < len(tokens):
            token = tokens[i]
            if (token.kind == "word" and self._leading(token.norm)) or token.kind == "number":
                found = self._at(tokens, i, published)
                if found:
                    # «منذ اندلاعها في آذار 2011»: an event stands between the word and its date
                    if found.first and not found.since and found.start - since <= _SINCE_REACH:
                        found = replace(found, start=since, last=None, since=True)
                        since = -99
                    out.append(found)
                    i = found.end
                    continue
            if token.norm in ("منذ", "ومنذ"):
                since = i
            elif token.kind == "mark" and token.raw not in "()":
                since = -99
            i += 1
        return out

    def _at(self, tokens: Sequence[Token], i: int, published: date | None) -> TimeExpression | None:
        atoms = _Atoms()
        j, last = i, i
        while j < len(tokens):
            step = self._atom(tokens, j, atoms, first=j == i)
            if step:
                j += step
                last = j
                continue
            # «اليوم، الاثنين», «اليوم (الخميس)», «آذار / مارس», «يوليو (تموز)», «ليل الجمعة وفجر السبت»
            if last > i and tokens[j].kind == "mark" and tokens[j].raw in "،,(/)-–":
                ahead = j + 1
                if ahead < len(tokens) and self._joins(tokens, ahead, atoms, tokens[j].raw):
                    j = ahead
                    continue
                if tokens[j].raw == ")" and tokens[i:j] and any(t.raw == "(" for t in tokens[i:j]):
                    last = j = j + 1
                    continue
            if last > i and tokens[j].norm in ("من", "في") and j + 1 < len(tokens):
                if self._joins(tokens, j + 1, atoms, tokens[j].norm):
                    j += 1
                    continue
            break
        if atoms.empty():
            return None
        return self._resolve(tokens, i, last, atoms, published)

    def _joins(self, tokens: Sequence[Token], j: int, atoms: _Atoms, mark: str) -> bool:
        """Whether the atom after a mark belongs to the same expression."""
        token = tokens[j]
        if mark in ("من", "في") and not (atoms.day or atoms.part or atoms.now or atoms.edge):
            return False
        if token.kind == "number":
            follows = tokens[j + 1].norm if j + 1 < len(tokens) else ""
            return bool(atoms.month and mark in "/-" and len(token.norm) == 4) or (
                mark not in "-–"
                and (
                    self._phrase(tokens, j + 1)[1] == "month"
                    or (bool(atoms.offset is not None or atoms.weekdays) and follows in ("/", "-"))
                )
            )
        size, kind, value = self._phrase(tokens, j)
        if not size:
            return False
        if kind == "month":
            return mark in ("/", "(", "من", "-") and (atoms.month in (None, value))
        if kind == "weekday":
            if mark in "-–":
                return bool(atoms.weekdays) and atoms.night
            return not atoms.weekdays and (
                atoms.offset is not None or (mark in ("من", "في") and atoms.part) or atoms.now
            )
        if kind == "offset":
            return (mark in ("من", "في") and atoms.part) or (mark in "،,(" and atoms.part and atoms.offset is None)
        return kind == "part" and mark in ("من", "في") and atoms.part

    def _phrase(self, tokens: Sequence[Token], i: int) -> tuple[int, str, Any]:
        """The longest phrase of the table at token i: (length in tokens, kind, value); length 0 for none."""
        if i >= len(tokens) or tokens[i].kind != "word":
            return 0, "", None
        for first in self._strip(tokens[i].norm):
            if first not in self._first:
                continue
            for size in range(min(self.longest, len(tokens) - i), 0, -1):
                key = (first, *(t.norm for t in tokens[i + 1 : i + size]))
                hit = self.phrases.get(key)
                if hit:
                    return size, hit[0], hit[1]
        return 0, "", None

    def _atom(self, tokens: Sequence[Token], i: int, a: _Atoms, first: bool) -> int:
        """Read one atom at token i into a; the number of tokens it takes, 0 for none."""
        token = tokens[i]
        if token.kind == "number":
            return self._number(tokens, i, a, first)
        if token.kind != "word":
            return 0
        size, kind, value = self._phrase(tokens, i)
        if size and first and kind == "vague":
            a.vague = True
            return size
        if size and kind == "now" and not (a.offset is not None or a.weekdays or a.month):
            # «الساعة 12:40 بعد منتصف الليل» and «منذ ساعات» but not «الساعات الماضية»
            if token.norm not in ("الساعه", "اللحظه") or (i + 1 < len(tokens) and tokens[i + 1].kind == "number"):
                a.now = True
                if token.norm == "الساعه":
                    while i + size < len(tokens) and (
                        tokens[i + size].kind == "number" or tokens[i + size].raw in ":."
                    ):
                        size += 1
                return size
        if size and kind == "part" and value not in ("خلال", "ساعات", "يوم", "آخر", "وسط"):
            a.part = True
            if tokens[i + size - 1].norm.removeprefix("ال") in self.night:
                a.night = True
            return size
        if size and kind == "part" and value in ("يوم", "ساعات"):
            if i + size < len(tokens) and self._phrase(tokens, i + size)[1] in ("weekday", "offset", "part", "month"):
                return size
            if value == "يوم" and i + 1 < len(tokens) and tokens[i + 1].kind == "number":
                if self._number(tokens, i + 1, _Atoms(), True):
                    return size
        if size and kind == "offset" and a.offset is None and not a.month:
            a.offset = value
            return size
        if size and kind == "weekday" and (not a.weekdays or a.night) and a.month is None:
            a.weekdays = [*(a.weekdays or []), value]
            return size
        if size and kind == "month":
            if a.month is None and not a.hijri_month and (a.day or not first or self._month_alone(tokens, i, size)):
                a.month = value
                return size
            if a.month == value:
                return size
        if size and kind == "hijri" and a.day and not a.month and not a.hijri_month:
            a.hijri_month = value
            return size
        return self._words(tokens, i, a, first)

    def _month_alone(self, tokens: Sequence[Token], i: int, size: int) -> bool:
        """A bare month name counts after a preposition or with a year or «الماضي» behind it."""
        before = tokens[i - 1].norm if i else ""
        after = tokens[i + size] if i + size < len(tokens) else None
        if before in ("في", "منذ", "خلال", "شهر", "حتي", "من", "اواخر", "مطلع", "بدايه", "نهايه", "منتصف"):
            return True
        if after is None:
            return False
        return (
            (after.kind == "number" and len(after.norm) == 4)
            or after.norm.removeprefix("ال") in self.relative
            or after.norm in ("عام", "من", "سنه")
            or after.raw in "/("
        )  # fmt: skip

    def _number(self, tokens: Sequence[Token], i: int, a: _Atoms, first: bool) -> int:
        """A day of the month, a year, or a numeric date."""
        text = tokens[i].norm
        if not _NUMERIC.match(text):
            parts = re.split(r"[.,]", text)  # 02.10.2022
            if len(parts) == 3 and self._numeric(a, parts):
                return 1
            return 0
        value = int(text)
        marks = [t.raw for t in tokens[i + 1 : i + 4 : 2]]
        if len(marks) == 2 and marks[0] in "/-." and marks[0] == marks[1] and i + 4 < len(tokens):
            second, third = tokens[i + 2], tokens[i + 4]
            if second.kind == third.kind == "number" and self._numeric(a, [text, second.norm, third.norm]):
                return 5
        ahead = i + 1
        if ahead < len(tokens) and (tokens[ahead].raw == "/" or tokens[ahead].norm in ("من", "شهر")):
            ahead += 1
        size, kind, month = self._phrase(tokens, ahead)
        if size and kind == "month" and 1 <= value <= 31 and a.day is None and a.month is None:
            a.day, a.month = value, month
            end = ahead + size
            if end + 1 < len(tokens) and tokens[end].raw == "/" and tokens[end + 1].kind == "number":
                year = tokens[end + 1].norm
                if len(year) == 4 and _EARLIEST <= int(year) <= _LATEST:
                    a.year = int(year)
                    end += 2
            return end - i
        if size and kind == "hijri" and 1 <= value <= 30 and a.day is None:
            a.day, a.hijri_month = value, month
            return ahead + size - i
        if a.hijri_month and a.year is None and 1300 <= value <= 1500:
            a.year = value
            after = tokens[i + 1] if i + 1 < len(tokens) else None
            return 2 if after is not None and after.norm in ("ه", "هجريه", "هـ") else 1
        if len(text) == 4 and _EARLIEST <= value <= _LATEST and a.year is None:
            if a.month or a.unit == "year" or (first and self._year_alone(tokens, i)):
                a.year = value
                if i + 1 < len(tokens) and tokens[i + 1].norm in ("م", "ميلاديه"):
                    return 2
                return 1
        return 0

    @staticmethod
    def _year_alone(tokens: Sequence[Token], i: int) -> bool:
        before = tokens[i - 1].norm if i else ""
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after is not None and after.kind == "word" and not after.norm.startswith(("و", "ف")):
            counted = after.norm not in ("م", "من", "في", "علي", "عندما", "حين", "حيث", "بعد", "الي", "حتي", "ان", "ب")
            if counted and before != "منذ":
                return False
        return before in ("في", "منذ", "خلال", "حتي", "بين", "عام", "العام", "سنه", "من")

    @staticmethod
    def _numeric(a: _Atoms, parts: list[str]) -> bool:
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

    def _words(self, tokens: Sequence[Token], i: int, a: _Atoms, first: bool) -> int:
        """Atoms that are no phrase of the table: year words, edges, periods with their adjectives, ordinals, counts."""
        norm = tokens[i].norm
        stems = list(self._strip(norm))
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        for w in stems:
            bare = w.removeprefix("ال")
            if w in ("عام", "العام", "سنه", "السنه") and after is not None and after.kind == "number":
                if len(after.norm) == 4 and a.year is None and after.norm.isdigit():
                    a.year = int(after.norm) if _EARLIEST <= int(after.norm) <= _LATEST else None
                    return 2 if a.year else 0
            if bare in self.relative and (a.month or a.weekdays or a.unit or a.year or a.day) and not a.relative:
                a.relative = self.relative[bare]
                return 1
            if w in ("هذا", "هذه") and after is not None and after.norm.removeprefix("ال") in self.units:
                unit = self.units[after.norm.removeprefix("ال")]
                if unit in ("week", "month", "year") and after.norm.startswith("ال"):
                    a.unit, a.relative = unit, "this"
                    return 2
            if w in self.edges and after is not None and not a.edge and not a.month:
                if self._phrase(tokens, i + 1)[1] == "month" or after.norm in (
                    "الشهر",
                    "العام",
                    "الاسبوع",
                    "عام",
                    "شهر",
                    "السنه",
                ):
                    a.edge = self.edges[w]
                    return 1
            if w == "شهر" and self._phrase(tokens, i + 1)[1] == "month":
                a.month = self._phrase(tokens, i + 1)[2]
                return 1 + self._phrase(tokens, i + 1)[0]
            if w in ("منذ", "قبل", "خلال", "مدار", "مدي") and first:
                step = self._span(tokens, i, a, w)
                if step:
                    return step
            if w in ("الاسبوع", "الشهر", "العام", "السنه") and not a.unit and after is not None:
                adjective = after.norm.removeprefix("ال")
                if adjective in self.relative or a.edge:
                    a.unit = self.units[bare]
                    if adjective in self.relative:
                        a.relative = self.relative[adjective]
                        return 2
                    return 1
            if bare in self.numerals.ordinals and a.day is None and after is not None:
                return self._ordinal(tokens, i, a, self.numerals.ordinals[bare])
        return 0

    def _ordinal(self, tokens: Sequence[Token], i: int, a: _Atoms, value: int) -> int:
        """«الأول من يوليو», «الخامس والعشرين من كانون الأول», «الثالث عشر من آذار»."""
        j = i + 1
        word, conj = self.numerals.bare(tokens[j].norm)
        if conj and word in self.numerals.tens:
            value += self.numerals.tens[word]
            j += 1
        elif self.numerals.units.get(word) == 10:
            value += 10
            j += 1
        if j + 1 < len(tokens) and tokens[j].norm in ("من", "شهر"):
            size, kind, month = self._phrase(tokens, j + 1)
            if size and kind == "month" and value <= 31:
                a.day, a.month = value, month
                return j + 1 + size - i
        return 0

    def _span(self, tokens: Sequence[Token], i: int, a: _Atoms, word: str) -> int:
        """«منذ ثلاثة أيام», «قبل أسبوعين», «خلال الـ 48 ساعة الماضية», «على مدار اليومين الماضيين», «منذ بداية العام»."""
        j = i + 1
        direction = {"منذ": "since", "قبل": "ago"}.get(word, "during")
        if direction == "since" and self._starts_date(tokens, j):
            a.direction = "since"
            return 1
        while j < len(tokens) and tokens[j].norm in (
            "ال",
            "نحو",
            "حوالي",
            "قرابه",
            "اكثر",
            "من",
            "ما",
            "يقارب",
            "زهاء",
            "اخر",
            "عده",
        ):
            j += 1
        if j >= len(tokens):
            return 0
        norm = tokens[j].norm
        number = self.numerals.find(tokens, j) if self.numerals.starts(tokens[j]) else None
        if number and not number.vague and number.end < len(tokens):
            unit = self.units.get(tokens[number.end].norm.removeprefix("ال"))
            if unit and number.low is not None:
                a.count, a.unit, a.direction = number.low, unit, direction
                end = number.end + 1
                if end < len(tokens) and tokens[end].norm.removeprefix("ال") in self.relative:
                    end += 1
                return end - i
            return 0
        bare = norm.removeprefix("ال")
        if norm in self.duals or bare in self.duals:
            unit = self.units.get(norm) or self.units.get(bare)
            a.count, a.unit, a.direction = 2, unit or "", direction
        elif bare in self.units:
            unit = self.units[bare]
            following = tokens[j + 1].norm.removeprefix("ال") if j + 1 < len(tokens) else ""
            plural = bare in ("ساعات", "ايام", "اسابيع", "اشهر", "شهور", "سنوات", "اعوام")
            if plural:
                if not (following in self.relative or following == "قليله" or direction != "during"):
                    return 0
                # «خلال الساعات الماضية» is since yesterday; longer plurals have no day
                if unit == "hour":
                    a.count, a.unit, a.direction = (
                        (24, "hour", direction) if direction == "during" else (0, "hour", direction)
                    )
                else:
                    a.vague, a.direction = True, direction
            elif direction in ("ago", "since") and following not in self.relative and not norm.startswith("ال"):
                a.count, a.unit, a.direction = 1, unit, direction
            elif norm.startswith("ال") and tokens[j - 1].norm in ("قرابه", "نحو", "حوالي", "يقارب"):
                a.count, a.unit, a.direction = 1, unit, direction
            else:
                return 0
        else:
            return 0
        end = j + 1
        while end < len(tokens) and tokens[end].norm.removeprefix("ال") in {*self.relative, "قليله"}:
            end += 1
        return end - i

    def _starts_date(self, tokens: Sequence[Token], i: int) -> bool:
        if i >= len(tokens):
            return False
        if tokens[i].kind == "number":
            probe = _Atoms()
            return bool(self._number(tokens, i, probe, True))
        if not self._leading(tokens[i].norm):
            return False
        size, kind, _ = self._phrase(tokens, i)
        if size:
            return kind in ("weekday", "offset", "month") or (kind == "part" and self._starts_date(tokens, i + size))
        return bool(self._atom(tokens, i, _Atoms(), True))

    # -- resolving ----------------------------------------------------------------------------------------------

    def _resolve(
        self, tokens: Sequence[Token], start: int, end: int, a: _Atoms, today: date | None
    ) -> TimeExpression | None:
        days = self._days(a, today)
        since = a.direction == "since"
        if days is None:
            part = a.part and not (a.weekdays or a.offset is not None or a.month or a.year or a.unit)
            return TimeExpression(start, end, None, today if since else None, "unresolved", since, part)
        first, last, precision = days
        return TimeExpression(start, end, first, None if since and a.count is None else last, precision, since)

    def _days(self, a: _Atoms, today: date | None) -> tuple[date, date, Precision] | None:
        if a.hijri_month:
            return self._hijri(a)
        if a.day and a.month:
            return self._calendar_day(a, today)
        if a.month or a.year:
            return self._month_or_year(a, today)
        if today is None:
            return None
        if a.weekdays or a.offset is not None:
            return self._near_day(a, today)
        if a.unit and a.count is not None:
            return self._counted(a, today)
        if a.unit in ("week", "month", "year"):
            return self._period(a, today)
        if a.now:
            return today, today, "day"
        return None

    @staticmethod
    def _hijri(a: _Atoms) -> tuple[date, date, Precision] | None:
        if not (a.day and a.year and a.hijri_month):
            return None
        from hijridate import Hijri

        try:
            day = Hijri(a.year, a.hijri_month, a.day).to_gregorian()
        except (ValueError, OverflowError):
            return None
        found = date(day.year, day.month, day.day)
        return found, found, "day"

    @staticmethod
    def _calendar_day(a: _Atoms, today: date | None) -> tuple[date, date, Precision] | None:
        assert a.day
        assert a.month
        if a.year is None and today is None:
            return None
        years = [a.year] if a.year else [today.year, today.year - 1, today.year + 1] if today else []
        found = []
        for year in years:
            try:
                found.append(date(year, a.month, a.day))
            except ValueError:
                continue
        if not found:
            return None
        if a.year is None and today is not None:
            # the nearest past one; a few days ahead are a planned day or a report dated too early
            limit = today + timedelta(days=60 if a.relative == "next" else 3)
            past = [d for d in found if d <= limit]
            day = max(past) if past else found[0]
        else:
            day = found[0]
        return day, day, "day"

    @staticmethod
    def _month_or_year(a: _Atoms, today: date | None) -> tuple[date, date, Precision] | None:
        if not a.month:
            assert a.year
            return date(a.year, 1, 1), date(a.year, 12, 31), "year"
        year = a.year
        if year is None:
            if today is None:
                return None
            year = today.year if a.month <= today.month else today.year - 1
            if a.relative == "last" and a.month == today.month:
                year -= 1
            if a.relative == "next" and a.month < today.month:
                year += 1
        last = calendar.monthrange(year, a.month)[1]
        first_day, last_day = {"start": (1, 10), "middle": (11, 20), "end": (21, last)}.get(a.edge, (1, last))
        return date(year, a.month, first_day), date(year, a.month, last_day), "month"

    @staticmethod
    def _near_day(a: _Atoms, today: date) -> tuple[date, date, Precision]:
        if not a.weekdays:
            assert a.offset is not None
            day = today + timedelta(days=a.offset)
            return day, day, "day"

        def back(weekday: int) -> date:
            return today - timedelta(days=(today.isoweekday() - weekday) % 7)

        day = back(a.weekdays[0])
        if a.relative == "next" or (a.offset is not None and a.offset > 0):
            day += timedelta(days=7)
        elif a.relative == "last" and (today - day).days <= 1:
            day -= timedelta(days=7)
        elif a.offset is not None and (today + timedelta(days=a.offset)).isoweekday() == a.weekdays[0]:
            day = today + timedelta(days=a.offset)
        if len(a.weekdays) > 1:  # «ليلة الاثنين - الثلاثاء»
            return day, day + timedelta(days=1), "range"
        return day, day, "day"

    @staticmethod
    def _counted(a: _Atoms, today: date) -> tuple[date, date, Precision]:
        assert a.count is not None
        count = int(a.count)
        if a.unit == "hour":
            day = today - timedelta(days=-(-count // 24) if count > 12 or a.direction == "during" else 0)
        elif a.unit in ("day", "week"):
            day = today - timedelta(days=min(count, 40_000) * (7 if a.unit == "week" else 1))
        else:
            months = count * {"month": 1, "year": 12, "decade": 120}[a.unit]
            index = today.year * 12 + today.month - 1 - min(months, 12 * 1500)
            year, month = max(1, index // 12), index % 12 + 1
            day = date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
        if a.direction == "ago":
            precision: Precision = {"hour": "day", "day": "day", "week": "week", "month": "month"}.get(a.unit, "year")  # type: ignore[assignment]
            return day, day, precision
        return day, today, "range" if day != today else "day"

    @staticmethod
    def _period(a: _Atoms, today: date) -> tuple[date, date, Precision]:
        shift = {"last": -1, "next": 1}.get(a.relative, 0)
        if a.unit == "week":
            first = today - timedelta(days=today.isoweekday() % 7 - 7 * shift)
            return first, first + timedelta(days=6) if shift else min(first + timedelta(days=6), today), "week"
        if a.unit == "month":
            index = today.year * 12 + today.month - 1 + shift
            year, month = index // 12, index % 12 + 1
            last = calendar.monthrange(year, month)[1]
            low, high = {"start": (1, 10), "middle": (11, 20), "end": (21, last)}.get(a.edge, (1, last))
            return date(year, month, low), date(year, month, high), "month"
        year = today.year + shift
        months = {"start": (1, 3), "middle": (5, 8), "end": (10, 12)}.get(a.edge, (1, 12))
        end = date(year, months[1], calendar.monthrange(year, months[1])[1])
        return date(year, months[0], 1), min(end, today) if shift == 0 else end, "year"
