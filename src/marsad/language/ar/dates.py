"""Time expressions in Arabic text, found and resolved against the day of publication (see days.py)."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from marsad.language.ar.days import Atoms, TimeExpression, resolve
from marsad.language.ar.numerals import Numerals
from marsad.language.ar.script import normal
from marsad.language.ar.tokens import Token

__all__ = ["Calendar", "TimeExpression"]

_NUMERIC = re.compile(r"^(\d{1,4})$")
_TANWIN = "\u064b"  # «مساءً» is a time by itself
_FARTHEST_SHIFT = 3  # days between the date given and the one that the words fix
_PAIR_DAYS = 3  # «أمس واليوم», «الأربعاء والخميس»
_EARLIEST, _LATEST = 1900, 2100
_SINCE_REACH = 11  # tokens between «منذ» and its date


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
        for w in tree["day_parts"]["pairs"]:
            self._add(w, "pair", 0)
        for w in tree["never"]["words"]:
            self._add(w, "never", 0)
        for w in tree["vague"]["words"]:
            self._add(w, "vague", 0)
        self.units = {normal(w): unit for unit, words in tree["units"].items() for w in words if unit not in ("0", "plurals")}
        self.duals = {normal(w) for w in tree["dual_units"]["words"]}
        self.relative = {normal(w): k for k, ws in tree["relative"].items() for w in ws}
        self.edges = {normal(w): k for k, ws in tree["edges"].items() for w in ws}
        self.night = {normal(w) for w in tree["day_parts"]["night"]}
        self.whole_night = {normal(w) for w in tree["day_parts"]["whole_night"]}
        self.after_midnight = set(tree["day_parts"]["after_midnight"])
        self.part_adjectives = {normal(w) for w in tree["day_parts"]["adjectives"]}
        self.bound = {normal(w) for w in tree["day_parts"]["bound"]}
        self.about = {normal(w) for w in tree["links"]["about"]}
        self.plurals = {normal(w) for w in tree["units"]["plurals"]}
        self.periods = {w for w in self.units if w in ("اسبوع", "شهر", "عام", "سنه")}
        self.turning = {tuple(normal(w) for w in words.split()) for words in tree["turns"]["words"]}
        self.round_up = {normal(w) for w in tree["round_up"]["words"]}
        self.ordinary = {normal(w) for w in tree["same_day"]["ordinary"]}
        self.halves = {normal(w) for w in tree["links"]["halves"]}
        self.until = {normal(w) for w in tree["links"]["until"]}
        self.counting = {normal(w) for w in tree["links"]["counting"]}
        self.titles = {normal(w) for w in tree["titles"]["words"]}
        self.that = {normal(w) for w in tree["same_day"]["before"]}
        self.during = {normal(w) for w in tree["day_parts"]["during"]}
        self.seasons = {normal(w): int(n) for n, ws in tree["seasons"].items() for w in ws}
        self.same = {normal(w) for w in tree["same_day"]["words"]}
        for value in range(1, 13):  # dates under embedded posts
            self._add(month_name[value], "month", value)
            self._add(month_abbr[value], "month", value)
        self.longest = max(map(len, self.phrases))
        self._first = {k[0] for k in self.phrases}
        self._leads: dict[str, bool] = {}

    def _add(self, words: str, kind: str, value: Any) -> None:
        key = tuple(normal(w) for w in words.split())
        self.phrases.setdefault(key, (kind, value))
        if kind in ("part", "offset") and not key[-1].startswith("ال"):
            self.phrases.setdefault((*key[:-1], "ال" + key[-1]), (kind, value))

    def is_round_up(self, tokens: Sequence[Token]) -> bool:
        """Whether a headline is that of a round-up («حصاد يوم الأحد»)."""
        return any(w.removeprefix("ال") in self.round_up for t in tokens for w in self._strip(t.norm))

    def turns(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence begins with words that leave the event told before («من جهة أخرى», «وكان قد»)."""
        words = [t.norm for t in tokens[:4] if t.kind == "word"]
        if not words:
            return False
        heads = {words[0], words[0].removeprefix("و")}
        return any((head, *words[1:size]) in self.turning for head in heads for size in range(1, len(words) + 1))

    def day_of_report(self, sentences: Iterable[Sequence[Token]], published: date | None) -> date | None:
        """The day from which the report counts: where «أمس الاثنين» fits another day than the one given, that day.

        Catalogues often date a report by its event. All such words of the report must agree on one day close by.
        """
        if published is None:
            return None
        shifts: set[int] = set()
        for tokens in sentences:
            for i in range(len(tokens) - 1):
                size, kind, offset = self._phrase(tokens, i)
                if kind != "offset" or not -2 <= offset <= 0:
                    continue
                j = i + size + (tokens[i + size].raw in "،,(" if i + size < len(tokens) else 0)
                if self._phrase(tokens, j)[1] != "weekday":
                    continue
                weekday = self._phrase(tokens, j)[2]
                shift = (weekday - offset - published.isoweekday()) % 7
                shifts.add(shift - 7 if shift > _FARTHEST_SHIFT else shift)
        if len(shifts) != 1 or abs(min(shifts)) > _FARTHEST_SHIFT:
            return published
        return published + timedelta(days=min(shifts))

    # -- finding ------------------------------------------------------------------------------------------------

    @staticmethod
    def _strip(norm: str) -> Iterator[str]:
        """The word, then the word without conjunction and preposition (the article is kept)."""
        yield norm
        rest = norm
        if len(rest) > 2 and rest[0] in "وف":
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
                w in self._first or w in self.edges or w.removeprefix("ال") in self.seasons or w in ("منذ", "قبل", "خلال", "عام", "العام", "سنه", "عامي", "اعوام", "هذا", "ال",
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
            size, kind, _ = self._phrase(tokens, i)
            if kind == "never":
                i += size
                continue
            if (token.kind in ("word", "latin") and self._leading(token.norm)) or token.kind == "number":
                found = None if self._titled(tokens, i) else self._at(tokens, i, published)
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
        return self._ranges(tokens, out)

    def _ranges(self, tokens: Sequence[Token], found: list[TimeExpression]) -> list[TimeExpression]:
        """«من ليلة الخميس ولغاية أمس الجمعة», «منذ بداية الشهر حتى اليوم», «بين 2017 و2020» are one stretch each."""
        out: list[TimeExpression] = []
        for e in found:
            last = out[-1] if out else None
            if last is not None and last.first and e.last and last.first > e.last and last.precision in ("day", "month"):
                last = self._earlier(last, e)
            if last is not None and last.first and e.first and not e.since and last.first < (e.last or e.first):
                between = [t.norm for t in tokens[last.end : e.start]]
                before = tokens[last.start - 1].norm.removeprefix("و") if last.start else ""
                until = len(between) == 1 and between[0].removeprefix("و") in self.until
                pair = (
                    not between and last.precision == e.precision == "day" and tokens[e.start].norm[0] == "و"
                    and (e.first - last.first).days <= _PAIR_DAYS
                )  # fmt: skip
                if pair or (until and (last.since or before in ("من", "منذ", "بين", "خلال"))) or (
                    (before == "بين" or tokens[last.start].norm.removeprefix("ال") in ("عامي", "اعوام")) and (between == ["و"] or (not between and tokens[e.start].norm[0] == "و"))
                ):
                    night = last.precision == "range" and last.last is not None and not last.since
                    first = last.last if night else last.first  # «من ليلة الخميس»: the evening of that day
                    out[-1] = TimeExpression(last.start, e.end, first, e.last or e.first, "range")
                    continue
            out.append(e)
        return out

    @staticmethod
    def _earlier(first: TimeExpression, last: TimeExpression) -> TimeExpression:
        """The first end of a stretch before its last: «من كانون الثاني حتى آذار 2015», «من الاثنين إلى الخميس»."""
        if first.first is None or first.last is None or last.first is None:
            return first
        if (first.first - last.first).days < 7:
            week = timedelta(days=7)
            return replace(first, first=first.first - week, last=first.last - week)
        try:
            moved = [d.replace(year=last.first.year) for d in (first.first, first.last)]
        except ValueError:
            return first
        return replace(first, first=moved[0], last=moved[1])

    def _at(self, tokens: Sequence[Token], i: int, published: date | None) -> TimeExpression | None:
        atoms = Atoms()
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
            if last == j and atoms.part and tokens[j].norm in self.part_adjectives:
                last = j = j + 1  # «ساعات الصباح الأولى»
                continue
            if last > i and tokens[j].norm in ("من", "في") and j + 1 < len(tokens):
                if self._joins(tokens, j + 1, atoms, tokens[j].norm):
                    j += 1
                    continue
            break
        if atoms.empty() or self._from_another(tokens, i, last, atoms):
            return None
        return resolve(i, last, atoms, published)

    def _from_another(self, tokens: Sequence[Token], i: int, end: int, a: Atoms) -> bool:
        """«بعد ساعات قليلة من الهجوم», «قبل يومين على …»: counted from another event, not from today."""
        lead = next((w for w in self._strip(tokens[i].norm) if w in ("بعد", "قبل", "قبيل")), "")
        if not lead or not (a.vague or a.now or a.count is not None):
            return False
        while end < len(tokens) and tokens[end].norm in ("قليله", "عده", "واحد", "فقط", "معدوده"):
            end += 1
        after = tokens[end].norm if end < len(tokens) else ""
        return after in self.counting

    def _joins(self, tokens: Sequence[Token], j: int, atoms: Atoms, mark: str) -> bool:
        """Whether the atom after a mark belongs to the same expression."""
        token = tokens[j]
        if mark in ("من", "في") and atoms.month and not atoms.year and token.norm.removeprefix("ال") in ("عام", "سنه"):
            return True  # «آب من العام الماضي»
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
            if mark in "-–/":
                return bool(atoms.weekdays) and (atoms.night or mark == "/")
            return not atoms.weekdays and (
                atoms.offset is not None or (mark in ("من", "في") and atoms.part) or atoms.now
            )
        if kind == "offset":
            return (mark in ("من", "في") and atoms.part) or (mark in "،,(" and atoms.part and atoms.offset is None)
        return kind == "part" and mark in ("من", "في") and (atoms.part or atoms.now)

    def _phrase(self, tokens: Sequence[Token], i: int) -> tuple[int, str, Any]:
        """The longest phrase of the table at token i: (length in tokens, kind, value); length 0 for none."""
        if i >= len(tokens) or tokens[i].kind not in ("word", "latin"):
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

    def _atom(self, tokens: Sequence[Token], i: int, a: Atoms, first: bool) -> int:
        """Read one atom at token i into a; the number of tokens it takes, 0 for none."""
        token = tokens[i]
        if token.kind == "number":
            return self._number(tokens, i, a, first)
        if token.kind not in ("word", "latin"):
            return 0
        size, kind, value = self._phrase(tokens, i)
        if token.kind == "latin":
            return self._english(tokens, i, a, value) if kind == "month" and first else 0
        if size and first and kind == "vague":
            a.vague = True
            a.direction = "since" if "منذ" in self._strip(token.norm) else ""
            return size
        if size and kind == "now" and first and i and tokens[i - 1].norm in self.that:
            a.part = True  # «تلك الليلة»
            return size
        if size and kind == "now" and not (a.offset is not None or a.weekdays or a.month):
            # «الساعة 12:40 بعد منتصف الليل» and «منذ ساعات» but not «الساعات الماضية»
            hour = i + 1 < len(tokens) and (
                tokens[i + 1].kind == "number" or tokens[i + 1].norm.removeprefix("ال") in self.numerals.ordinals
            )
            if token.norm not in ("الساعه", "اللحظه") or hour:
                a.now = True
                if token.norm == "الساعه":
                    size += tokens[i + 1].kind == "word"
                    while i + size < len(tokens) and (
                        tokens[i + size].kind == "number" or tokens[i + size].raw in ":."
                    ):
                        size += 1
                return size
        if size and kind == "part" and value not in ("خلال", "ساعات", "يوم", "آخر", "وسط"):
            bound = normal(value) in self.bound and not token.raw.endswith(_TANWIN)
            if size == 1 and first and bound and not self._more(tokens, i + 1):
                # «فجر عناصر التنظيم …» is a verb, «خلال الليل» a time
                if not (token.norm.startswith("ال") and i and tokens[i - 1].norm in self.during):
                    return 0
            if token.norm.startswith("و") and (a.weekdays or a.offset is not None) and not a.night:
                return 0  # «مساء الثلاثاء وفجر الأربعاء» are two
            a.part = True
            head = tokens[i + size - 1].norm.removeprefix("ال")
            a.night = a.night or head in self.night
            a.whole_night = a.whole_night or head in self.whole_night
            a.after_midnight = a.after_midnight or value in self.after_midnight
            return size
        if size and kind == "pair" and self._phrase(tokens, i + size)[1] in ("weekday", "month"):
            a.several = True
            return size
        if size and kind == "part" and value in ("يوم", "ساعات"):
            if i + size < len(tokens) and self._phrase(tokens, i + size)[1] in ("weekday", "offset", "part", "month"):
                return size
            if value == "يوم" and i + 1 < len(tokens) and tokens[i + 1].kind == "number":
                if self._number(tokens, i + 1, Atoms(), True):
                    return size
        if size and kind == "offset" and a.offset is None and not a.month:
            after = tokens[i + size].norm if i + size < len(tokens) else ""
            if value == 0 and after in self.same:  # «في اليوم نفسه»: the day told of
                a.part = True
                return size + 1
            if value == 0 and first and i and tokens[i - 1].norm in self.that:  # «في ذلك اليوم»
                a.part = True
                return size
            if value == 0 and self._ordinary(tokens, i + size):
                return 0  # «اليوم العالمي», «اليوم التالي»
            a.offset = value
            return size
        another = a.night or (a.several and token.norm.startswith("و"))
        if size and kind == "weekday" and (not a.weekdays or another) and a.month is None:
            a.weekdays = [*(a.weekdays or []), value]
            return size
        if size and kind == "month":
            if a.month is None and not a.hijri_month and (a.day or a.several or not first or self._month_alone(tokens, i, size)):
                a.month = value
                return size
            if a.month == value and not token.norm.startswith("و"):
                return size
            if a.several and token.norm.startswith("و") and a.last_month is None:
                a.last_month = value
                return size
        if size and kind == "hijri" and not a.month and not a.hijri_month:
            if a.day or self._hijri_alone(tokens, i, size):
                a.hijri_month = value
                return size
        return self._words(tokens, i, a, first)

    def _ordinary(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a definite adjective follows «اليوم» and makes it an ordinary noun."""
        if i >= len(tokens) or tokens[i].kind != "word" or not tokens[i].space:
            return False
        norm = tokens[i].norm.removeprefix("ال")
        return norm != tokens[i].norm and (norm in self.numerals.ordinals or norm in self.ordinary)

    def _more(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a day, a weekday, a date or nothing at all follows a bare «فجر», «مساء»."""
        if i < len(tokens) and tokens[i].norm in ("من", "يوم"):
            i += 1
        if i >= len(tokens) or tokens[i].kind == "mark":
            return True  # «ومساء، سقطت …»
        return tokens[i].kind == "number" or self._phrase(tokens, i)[1] in ("weekday", "offset", "part", "month")

    @staticmethod
    def _english(tokens: Sequence[Token], i: int, a: Atoms, month: int) -> int:
        """«August 30, 2021», as under an embedded post."""
        numbers = [t.norm for t in tokens[i + 1 : i + 4] if t.kind == "number"]
        if len(numbers) == 2 and len(numbers[1]) == 4 and numbers[0].isdigit() and 1 <= int(numbers[0]) <= 31:
            a.day, a.month, a.year = int(numbers[0]), month, int(numbers[1])
            return 4 if tokens[i + 2].kind == "mark" else 3
        return 0

    def _titled(self, tokens: Sequence[Token], i: int) -> bool:
        """«مراسل "اليوم"», «حركة 14 آذار»: a day's name in the name of something else."""
        token = tokens[i]
        if token.opens and token.closes and self._phrase(tokens, i)[1] in ("offset", "weekday"):
            return True
        return (token.kind == "number" or token.norm[0] not in "وفبل") and i > 0 and tokens[i - 1].norm in self.titles

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
            or after.norm.removeprefix("ال") in self.relative
            or after.norm in ("عام", "من", "سنه")
            or after.raw in "/("
        )  # fmt: skip

    @staticmethod
    def _hijri_alone(tokens: Sequence[Token], i: int, size: int) -> bool:
        """A Hijri month without a day: «شهر رمضان», «رمضان الماضي», «رجب 1445»; the names are also people's."""
        after = tokens[i + size].norm if i + size < len(tokens) else ""
        before = tokens[i - 1].norm if i else ""
        return before == "شهر" or (len(after) == 4 and after.isdigit() and 1300 <= int(after) <= 1500)

    def _number(self, tokens: Sequence[Token], i: int, a: Atoms, first: bool) -> int:
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
        dated = a.weekdays or a.offset is not None or (i and tokens[i - 1].norm in ("بتاريخ", "تاريخ", "يوم"))
        if marks[:1] == ["/"] and dated and i + 2 < len(tokens):
            if tokens[i + 2].norm.isdigit() and 1 <= int(tokens[i + 2].norm) <= 12 and 1 <= value <= 31:
                a.day, a.month = value, int(tokens[i + 2].norm)
                return 3
        if a.day is None and a.month is None and 1 <= value <= 31:
            step = self._day_of_period(tokens, i + 1, a, value) or self._days_of_month(tokens, i, a, value)
            if step:
                return step
        ahead = i + 1
        while ahead < i + 3 and ahead < len(tokens) and (tokens[ahead].raw == "/" or tokens[ahead].norm in ("من", "شهر")):
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
            if a.month or a.edge or a.season or a.unit == "year" or (first and self._year_alone(tokens, i)):
                a.year = value
                if i + 1 < len(tokens) and tokens[i + 1].norm in ("م", "ميلاديه"):
                    return 2
                return 1
        return 0

    def _day_of_period(self, tokens: Sequence[Token], j: int, a: Atoms, value: int) -> int:
        """«12 من الشهر الجاري»: how many tokens the number with «من الشهر …» behind it (at j) takes."""
        words = [t.norm for t in tokens[j : j + 3]]
        if len(words) == 3 and words[0] == "من" and words[1] == "الشهر":
            relative = self._adjective(words[2]) or ("this" if words[2] in self.same else "")
            if relative:
                a.day, a.unit, a.relative = value, "month", relative
                return 4
        return 0

    def _days_of_month(self, tokens: Sequence[Token], i: int, a: Atoms, value: int) -> int:
        """«من 3 إلى 7 أيلول», «5 و8 آب»: two days of one month."""
        if i + 3 >= len(tokens) or tokens[i + 2].kind != "number" or not tokens[i + 2].norm.isdigit():
            return 0
        link = tokens[i + 1].norm
        if link != "و" and link not in self.until and tokens[i + 1].raw not in "-–":
            return 0
        size, kind, month = self._phrase(tokens, i + 3)
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

    def _words(self, tokens: Sequence[Token], i: int, a: Atoms, first: bool) -> int:
        """Atoms that are no phrase of the table: year words, edges, periods with their adjectives, ordinals, counts."""
        after = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        for w in self._strip(tokens[i].norm):
            bare = w.removeprefix("ال")
            if w == "قبل" and (a.weekdays or a.unit) and self._adjective(after) == "last":
                a.relative, a.twice = "last", True  # «الجمعة قبل الماضية»
                return 2
            if bare in self.relative and (a.month or a.hijri_month or a.weekdays or a.unit or a.year or a.day or a.season) and not a.relative:
                a.relative = self.relative[bare]
                return 1
            step = self._year(tokens, i, a, bare) or self._period(tokens, i, a, w)
            if not step and w == "شهر" and self._phrase(tokens, i + 1)[1] in ("month", "hijri"):
                size, kind, month = self._phrase(tokens, i + 1)
                if kind == "month":
                    a.month = month
                else:
                    a.hijri_month = month
                step = 1 + size
            if not step and first and w in ("منذ", "قبل", "خلال", "مدار", "مدي"):
                step = self._span(tokens, i, a, w)
            if not step and first and i and w.startswith("ال") and self._recent(tokens, i):
                step = max(self._span(tokens, i - 1, a, "في") - 1, 0)  # «في الساعات الماضية», «الـ24 ساعة الأخيرة»
            if not step and bare in self.numerals.ordinals and a.day is None and after:
                step = self._ordinal(tokens, i, a, self.numerals.ordinals[bare])
            if step:
                return step
        return 0

    def _recent(self, tokens: Sequence[Token], i: int) -> bool:
        """«الأيام الثلاثة الماضية», «الساعات القليلة الأخيرة»: a unit with an adjective of the past close behind."""
        bare = tokens[i].norm.removeprefix("ال")
        return (bare in self.units or (not bare and tokens[i + 1 : i + 2] and tokens[i + 1].kind == "number")) and any(self._adjective(t.norm) == "last" for t in tokens[i + 1 : i + 4])

    @staticmethod
    def _year(tokens: Sequence[Token], i: int, a: Atoms, bare: str) -> int:
        """«عام 2016», «عامي 2011 و2015» (the first of them)."""
        if bare not in ("عام", "سنه", "عامي", "اعوام") or i + 1 >= len(tokens) or a.year is not None:
            return 0
        year = tokens[i + 1].norm
        if len(year) == 4 and year.isdigit() and _EARLIEST <= int(year) <= _LATEST:
            a.year = int(year)
            return 2
        return 0

    def _period(self, tokens: Sequence[Token], i: int, a: Atoms, w: str) -> int:
        """«هذا الأسبوع», «الشهر الماضي», «مطلع العام», «نهاية آذار»: a unit with its adjective, or an edge before it."""
        after = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        bare = w.removeprefix("ال")
        unit = self.units.get(after.removeprefix("ال"), "")
        if w in ("هذا", "هذه") and unit in ("week", "month", "year") and after.startswith("ال"):
            a.unit, a.relative = unit, "this"
            return 2
        if w in self.edges and not a.edge and not a.month:
            year = len(after) == 4 and after.isdigit() and _EARLIEST <= int(after) <= _LATEST
            if year or self._phrase(tokens, i + 1)[1] == "month" or after.removeprefix("ال") in self.periods:
                a.edge = self.edges[w]
                return 1
        if bare in self.seasons and not a.month and not a.season:
            dated = after.removeprefix("ال") in ("عام", "سنه") or (len(after) == 4 and after.isdigit())
            if dated or (w.startswith("ال") and self._adjective(after)):
                a.season = self.seasons[bare]
                return 1
        if bare in self.periods and w.startswith("ال") and not a.unit:
            a.relative = a.relative or self._adjective(after)
            before_last = after == "قبل" and i + 2 < len(tokens) and self._adjective(tokens[i + 2].norm) == "last"
            if self._adjective(after) or a.edge or before_last:
                a.unit = self.units[bare]
                return 2 if self._adjective(after) else 1
        return 0

    def _ordinal(self, tokens: Sequence[Token], i: int, a: Atoms, value: int) -> int:
        """«الأول من يوليو», «الخامس والعشرين من كانون الأول», «الثالث عشر من آذار»."""
        j = i + 1
        word, conj = self.numerals.bare(tokens[j].norm)
        if conj and word in self.numerals.tens:
            value += self.numerals.tens[word]
            j += 1
        elif self.numerals.units.get(word) == 10:
            value += 10
            j += 1
        if i and tokens[i - 1].norm.removeprefix("ال") in self.halves:
            return 0  # «الأسبوع الأول من آب», «النصف الأول من آب»
        if value <= 31 and self._day_of_period(tokens, j, a, value):
            return j + 3 - i
        named = j
        while named < j + 2 and named < len(tokens) and tokens[named].norm in ("من", "شهر"):
            named += 1
        size, kind, month = self._phrase(tokens, named)
        if named > j and size and kind == "month" and value <= 31:
            a.day, a.month = value, month
            return named + size - i
        return 0

    def _span(self, tokens: Sequence[Token], i: int, a: Atoms, word: str) -> int:
        """«منذ ثلاثة أيام», «قبل أسبوعين», «خلال الـ 48 ساعة الماضية», «على مدار اليومين الماضيين», «منذ بداية العام»."""
        j = i + 1
        direction = {"منذ": "since", "قبل": "ago"}.get(word, "during")
        if direction == "since" and self._starts_date(tokens, j):
            a.direction = "since"
            return 1
        while j < len(tokens) and tokens[j].norm in self.about:
            a.more = a.more or tokens[j].norm in ("اكثر", "يزيد")
            j += 1
        if j >= len(tokens):
            return 0
        end = self._counted(tokens, j, a, direction) or self._unit(tokens, j, a, direction)
        if not end:
            return 0
        while end < len(tokens) and (tokens[end].norm in ("قليله", "القليله", "واحد") or self._adjective(tokens[end].norm)):
            a.relative = self._adjective(tokens[end].norm) or a.relative
            end += 1
        return end - i

    def _adjective(self, norm: str) -> str:
        """last, this or next for an adjective of a period, empty for another word."""
        return self.relative.get(norm.removeprefix("ال"), "")

    def _counted(self, tokens: Sequence[Token], j: int, a: Atoms, direction: str) -> int:
        """«ثلاثة أيام», «الـ 48 ساعة», «الأيام الثلاثة», «أسبوعين»: the end of a count with its unit, 0 for none."""
        norm = tokens[j].norm
        bare = norm.removeprefix("ال")
        number = self.numerals.find(tokens, j) if self.numerals.starts(tokens[j]) else None
        if number and not number.vague and number.end < len(tokens):
            unit = self.units.get(tokens[number.end].norm.removeprefix("ال"))
            if unit and number.low is not None:
                a.count, a.unit, a.direction = number.low, unit, direction
                return number.end + 1
            return 0
        if norm.startswith("ال") and bare in self.units:
            inner = j + 1
            while inner < len(tokens) and tokens[inner].norm == "ال":
                inner += 1
            starts = inner < len(tokens) and self.numerals.starts(tokens[inner])
            number = self.numerals.find(tokens, inner) if starts else None
            if number and number.low is not None and not number.vague:
                a.count, a.unit, a.direction = number.low, self.units[bare], direction
                return number.end
        if norm in self.duals or bare in self.duals:
            a.count, a.unit, a.direction = 2, self.units.get(norm) or self.units.get(bare) or "", direction
            return j + 1
        return 0

    def _unit(self, tokens: Sequence[Token], j: int, a: Atoms, direction: str) -> int:
        """«الساعات الماضية», «أسبوع», «قرابة الأسبوع», «الأيام القليلة المقبلة»: a unit without a number."""
        norm = tokens[j].norm
        bare = norm.removeprefix("ال")
        unit = self.units.get(bare)
        if unit is None:
            return 0
        following = tokens[j + 1].norm.removeprefix("ال") if j + 1 < len(tokens) else ""
        if bare in self.plurals:
            if not (following in self.relative or following == "قليله" or direction != "during"):
                return 0
            if unit == "hour":  # «خلال الساعات الماضية» is since yesterday; longer plurals have no day
                a.count, a.unit = (24 if direction == "during" else 0), "hour"
            else:
                a.vague = True
            a.direction = direction
            return j + 1
        after = self._phrase(tokens, j + 1)[1]
        single = following not in self.relative and not norm.startswith("ال") and not following.isdigit()
        single = single and after not in ("month", "hijri") and (direction != "during" or unit != "day")
        if direction == "during" and norm.startswith("ال") and bare in self.periods and not after and not following.isdigit():
            if following not in self.relative:  # «خلال الأسبوع»
                a.unit, a.relative = unit, "this"
                return j + 1
        if single or (norm.startswith("ال") and tokens[j - 1].norm in self.about):
            a.count, a.unit, a.direction = 1, unit, direction
            return j + 1
        return 0

    def _starts_date(self, tokens: Sequence[Token], i: int) -> bool:
        if i >= len(tokens):
            return False
        if tokens[i].kind == "number":
            probe = Atoms()
            return bool(self._number(tokens, i, probe, True))
        if not self._leading(tokens[i].norm):
            return False
        size, kind, _ = self._phrase(tokens, i)
        if size:
            return kind in ("weekday", "offset", "month") or (kind == "part" and self._starts_date(tokens, i + size))
        return bool(self._atom(tokens, i, Atoms(), True))
