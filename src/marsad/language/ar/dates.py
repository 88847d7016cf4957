"""Time expressions in Arabic text, found and resolved against the day of publication (see days.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from marsad.language.ar.days import Atoms, TimeExpression, resolve
from marsad.language.ar.numerals import Numerals
from marsad.language.ar.timeatoms import AtomReader
from marsad.language.ar.timewords import TimeWords
from marsad.language.ar.tokens import Token

__all__ = ["Calendar", "TimeExpression"]

_FARTHEST_SHIFT = 3  # days between the date given and the one that the words fix
_PAIR_DAYS = 3  # «أمس واليوم», «الأربعاء والخميس»
_SINCE = frozenset({"منذ", "ومنذ"})
_SINCE_REACH = 11  # tokens between «منذ» and its date


class Calendar:
    """Finds the time expressions of a sentence."""

    def __init__(self, tree: dict[str, Any], numerals: Numerals) -> None:
        self.words = TimeWords(tree, numerals)
        self.atoms = AtomReader(self.words)

    def is_round_up(self, tokens: Sequence[Token]) -> bool:
        """Whether a headline is that of a round-up («حصاد يوم الأحد»)."""
        return self.words.is_round_up(tokens)

    def is_superlative(self, norm: str) -> bool:
        """Whether a word says that there was none like it («أعنف», «الأكبر»)."""
        return any(w in self.words.superlatives for w in self.words.strip(norm))

    def days_after(self, tokens: Sequence[Token], i: int) -> int:
        """The days counted behind «بعد» at token i («بعد يومين من الهجوم»), 0 for hours or no count."""
        atoms = Atoms()
        self.atoms.spans.read(tokens, i, atoms, "قبل")
        return atoms.days() or 0

    def turns(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence begins with words that leave the event told before («من جهة أخرى», «وكان قد»)."""
        return self.words.turns(tokens)

    def day_of_report(self, sentences: Iterable[Sequence[Token]], published: date | None) -> date | None:
        """The day from which the report counts: where «أمس الاثنين» fits another day than the one given, that day.

        Catalogues often date a report by its event. All such words of the report must agree on one day close by.
        """
        if published is None:
            return None
        shifts: set[int] = set()
        for tokens in sentences:
            for i, token in enumerate(tokens[:-1]):
                if not self.words.counting_days[token.norm]:
                    continue
                size, kind, offset = self.words.phrase(tokens, i)
                if kind != "offset" or not -2 <= offset <= 0:
                    continue
                j = i + size + (tokens[i + size].raw in "،,(" if i + size < len(tokens) else 0)
                if self.words.phrase(tokens, j)[1] != "weekday":
                    continue
                weekday = self.words.phrase(tokens, j)[2]
                shift = (weekday - offset - published.isoweekday()) % 7
                shifts.add(shift - 7 if shift > _FARTHEST_SHIFT else shift)
        if len(shifts) != 1 or abs(min(shifts)) > _FARTHEST_SHIFT:
            return published
        return published + timedelta(days=min(shifts))

    def find(self, tokens: Sequence[Token], published: date | None) -> list[TimeExpression]:
        """All time expressions of a sentence, left to right, none overlapping."""
        out: list[TimeExpression] = []
        leading = self.words.leading
        starts = [i for i, t in enumerate(tokens) if t.kind == "number" or (t.kind != "mark" and leading[t.norm])]
        if not starts:
            return out
        behind, since = 0, -99
        for i in range(len(tokens)) if any(tokens[i].norm in _SINCE for i in starts) else starts:
            if i < behind:
                continue
            token = tokens[i]
            if token.kind == "number" or (token.kind != "mark" and leading[token.norm]):
                size, kind, _ = self.words.phrase(tokens, i)
                if kind == "never":
                    behind = i + size
                    continue
                told = self._titled(tokens, i) or _of_a_clause(tokens, i + size, kind)
                found = None if told else self._at(tokens, i, published)
                if found and out and _spells_out(tokens, out[-1], found):
                    out[-1] = replace(out[-1], end=found.end)
                    behind = found.end
                    continue
                if found:
                    # «منذ اندلاعها في آذار 2011»: an event stands between the word and its date
                    if out and _told_closer(tokens, out[-1], found):  # «منذ اندلاع الحرب في أبريل»
                        since = out.pop().start
                    if found.first and not found.since and found.start - since <= _SINCE_REACH:
                        found = replace(found, start=since, last=None, since=True)
                        since = -99
                    out.append(found)
                    behind = found.end
                    continue
            if token.norm in _SINCE:
                since = i
            elif token.kind == "mark" and token.raw not in "()":
                since = -99
        return self._ranges(tokens, out)

    def _ranges(self, tokens: Sequence[Token], found: list[TimeExpression]) -> list[TimeExpression]:
        """«من ليلة الخميس ولغاية أمس الجمعة», «منذ بداية الشهر حتى اليوم», «بين 2017 و2020» are one stretch each."""
        out: list[TimeExpression] = []
        for e in found:
            whole = self._stretch(tokens, out[-1], e) if out else None
            if whole is None:
                out.append(e)
            else:
                out[-1] = whole
        return out

    def _stretch(self, tokens: Sequence[Token], a: TimeExpression, b: TimeExpression) -> TimeExpression | None:
        """The stretch from one expression to the next, None where the words between do not make one of them."""
        end = b.last or b.first
        if a.first is None or b.first is None or end is None or b.since:
            return None
        if a.first > end and a.precision in ("day", "month"):
            a = self._earlier(a, b)
        if a.first is None or a.first >= end:
            return None
        between = [t.norm for t in tokens[a.end : b.start] if t.raw not in "،,"]  # «من السابع، وحتى العاشر»
        before = tokens[a.start - 1].norm.removeprefix("و") if a.start else ""
        and_it = between == ["و"] or (not between and tokens[b.start].norm[0] == "و")
        until = len(between) == 1 and between[0].removeprefix("و") in self.words.until
        several = before == "بين" or tokens[a.start].norm.removeprefix("ال") in ("عامي", "اعوام")
        joined = b.start - a.end == 1 and tokens[a.end].raw in "/-–"  # «ليل أمس/ فجر اليوم»
        days = a.precision == b.precision == "day" and (b.first - a.first).days <= _PAIR_DAYS
        if (
            (until and (a.since or before in ("من", "منذ", "بين", "خلال")))
            or (and_it and (several or (days and not between)))
            or (joined and days)
        ):
            night = a.precision == "range" and a.last is not None and not a.since
            first = a.last if night else a.first  # «من ليلة الخميس»: the evening of that day
            return TimeExpression(a.start, b.end, first, end, "range")
        return None

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
            step = self.atoms.read(tokens, j, atoms, first=j == i)
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
            if last == j and atoms.part and tokens[j].norm in self.words.part_adjectives:
                last = j = j + 1  # «ساعات الصباح الأولى»
                continue
            if last > i and tokens[j].norm in ("من", "في", "علي") and j + 1 < len(tokens):
                if self._joins(tokens, j + 1, atoms, tokens[j].norm):
                    j += 1
                    continue
            break
        if atoms.empty() or self._from_another(tokens, i, last, atoms):
            return None
        return resolve(i, last, atoms, published)

    def _from_another(self, tokens: Sequence[Token], i: int, end: int, a: Atoms) -> bool:
        """«بعد ساعات قليلة من الهجوم», «قبل يومين على …»: counted from another event, not from today."""
        lead = next((w for w in self.words.strip(tokens[i].norm) if w in ("بعد", "قبل", "قبيل")), "")
        if not lead or not (a.vague or a.now or a.told or a.count is not None):
            return False
        while end < len(tokens) and tokens[end].norm in ("قليله", "عده", "واحد", "فقط", "معدوده"):
            end += 1
        after = tokens[end].norm if end < len(tokens) else ""
        if after not in self.words.counting:
            return False
        behind = tokens[end + 1].norm if end + 1 < len(tokens) else ""
        if behind in self.words.no_event:
            return False  # «قبل يومين من قبل …», «قبل يومين على يد …»
        # «قبل يومين على مدخل المدينة» is a place, «قبل يومين على وصولهم» an event
        return after == "من" or lead == "بعد" or behind in self.words.counted_from or behind.endswith(("هم", "ها"))

    def _joins(self, tokens: Sequence[Token], j: int, atoms: Atoms, mark: str) -> bool:
        """Whether the atom after a mark belongs to the same expression."""
        token = tokens[j]
        if mark in ("من", "في") and atoms.month and not atoms.year and token.norm.removeprefix("ال") in ("عام", "سنه"):
            return True  # «آب من العام الماضي»
        earlier = atoms.vague and mark == "من"  # «في وقت سابق من اليوم»
        if mark in ("من", "في") and not (atoms.day or atoms.part or atoms.now or atoms.edge or earlier):
            return False
        if token.kind == "number" and mark != "علي":
            follows = tokens[j + 1].norm if j + 1 < len(tokens) else ""
            return bool(atoms.month and mark in "/-" and len(token.norm) == 4) or (
                mark not in "-–"
                and (
                    self.words.phrase(tokens, j + 1)[1] == "month"
                    or (bool(atoms.offset is not None or atoms.weekdays) and follows in ("/", "-"))
                )
            )
        size, kind, value = self.words.phrase(tokens, j)
        if not size:
            return False
        if mark == "علي":
            return kind == "weekday" and atoms.night and len(atoms.weekdays or ()) == 1  # «ليل الخميس على الجمعة»
        if kind == "month":
            return mark in ("/", "(", "من", "-") and (atoms.month in (None, value))
        if kind == "weekday":
            if mark in "-–/":
                return bool(atoms.weekdays) and (atoms.night or mark == "/")
            return not atoms.weekdays and (
                atoms.offset is not None or (mark in ("من", "في") and atoms.part) or atoms.now
            )
        if kind == "offset":
            return (
                earlier
                or (mark in ("من", "في") and atoms.part)
                or (mark in "،,(" and atoms.part and atoms.offset is None)
            )
        return kind == "part" and mark in ("من", "في") and (atoms.part or atoms.now or earlier)

    def _titled(self, tokens: Sequence[Token], i: int) -> bool:
        """«مراسل "اليوم"», «حركة 14 آذار»: a day's name in the name of something else."""
        token = tokens[i]
        if token.opens and token.closes and self.words.phrase(tokens, i)[1] in ("offset", "weekday"):
            return True
        return (
            (token.kind == "number" or token.norm[0] not in "وفبل")
            and i > 0
            and tokens[i - 1].norm in self.words.titles
        )


def _of_a_clause(tokens: Sequence[Token], end: int, kind: str) -> bool:
    """«في اليوم الذي يلقي فيه …»: the day is told by what happened on it."""
    return kind in ("now", "offset") and end < len(tokens) and tokens[end].norm in ("الذي", "التي")


def _told_closer(tokens: Sequence[Token], since: TimeExpression, day: TimeExpression) -> bool:
    """Whether a date right behind «في» says when an unresolved «منذ …» began."""
    open_since = since.since and since.first is None and day.first is not None
    return open_since and day.start - since.end <= 1 and "في" in (tokens[since.end].norm, tokens[day.start].norm)


def _spells_out(tokens: Sequence[Token], since: TimeExpression, day: TimeExpression) -> bool:
    """Whether a date behind «في» is that of the event which «منذ» counts from («منذ سقوط نظام الأسد في ديسمبر 2024»)."""
    if not since.since or since.first is None or day.first is None or day.last is None or day.start - since.end > 1:
        return False
    return "في" in (tokens[since.end].norm, tokens[day.start].norm) and day.first <= since.first <= day.last
