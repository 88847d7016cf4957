"""What a time expression says, as read word by word, and the days it stands for, seen from the day of publication.

Weekdays look back from that day («الأحد» in a report of a Tuesday is two days ago); a week runs from Sunday to
Saturday, as in the region. Without a publication day only absolute dates are resolved.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from marsad.model import Precision

Days = tuple[date, date, Precision]
_FARTHEST_AHEAD = 3  # days: a date a little ahead is a planned day or a report dated too early
_PLANNED_AHEAD = 60
_YEAR_EDGES = {"start": (1, 3), "middle": (5, 8), "end": (10, 12), "half1": (1, 6), "half2": (7, 12)}  # months
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7}
_MOST_DAYS, _MOST_MONTHS = 40_000, 18_000


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Tokens [start, end) and the days they stand for.

    `since` = from then on; `during` = in the course of so much time; `ahead` = to come; `present` = now; `part` = a time of the day
    told of, or so many days (`shift`) from it.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: Precision
    since: bool = False
    part: bool = False
    shift: int = 0
    ahead: bool = False
    during: bool = False
    present: bool = False
    night: bool = False  # the night of a day not told: «ليلا», «خلال الليل»

    def alone(self) -> TimeExpression:
        """The time itself that «منذ» counts from: the year 2016 of «منذ عام 2016»."""
        if not self.since or self.first is None:
            return self
        end = {"year": date(self.first.year, 12, 31), "month": _month_end(self.first)}.get(self.precision, self.first)
        return replace(self, last=end, since=False)


@dataclass(slots=True)
class Atoms:
    """What has been read of one expression so far."""

    offset: int | None = None  # days from publication
    weekdays: list[int] | None = None
    day: int | None = None
    last_day: int | None = None  # of «من 3 إلى 7 أيلول»
    month: int | None = None
    last_month: int | None = None  # of «شهري يونيو ويوليو»
    year: int | None = None
    hijri_month: int | None = None
    relative: str = ""  # last this next
    season: int = 0  # its first month
    twice: bool = False  # «قبل الماضي»
    edge: str = ""  # start middle end half1 half2
    unit: str = ""  # week month year of «الشهر الماضي»
    count: float | None = None
    more: bool = False  # «أكثر من» before the count
    night: bool = False
    several: bool = False  # «يومي الجمعة والسبت»
    whole_night: bool = False  # «ليلة السبت»
    after_midnight: bool = False
    part: bool = False
    now: bool = False
    clock: bool = False  # «الساعة 12:40»: of the day told of, else of today
    present: bool = False  # «حاليا»
    vague: bool = False
    known: date | None = None  # the day of an event that everybody knows: «منذ سقوط نظام الأسد»
    told: bool = False  # counted from the day told before: «بعد يومين», «قبل ذلك بيوم»
    shift: int = 0  # days from it
    direction: str = ""  # ago since during

    def empty(self) -> bool:
        """Whether nothing has been read yet."""
        return not (
            self.offset is not None or self.weekdays or self.month or self.year or self.hijri_month
            or self.unit or self.part or self.now or self.vague or self.season or self.told or self.known
        )  # fmt: skip

    def dated(self) -> bool:
        """Whether a day, month, year or period has been read, not only a time of day."""
        return bool(self.weekdays or self.offset is not None or self.month or self.year or self.unit)

    def days(self) -> int | None:
        """How many days a count of hours, days or weeks makes; None for another unit or no count."""
        if self.count is None or self.unit not in _DAYS:
            return None
        return int(self.count * _DAYS[self.unit])


def resolve(start: int, end: int, a: Atoms, today: date | None) -> TimeExpression:
    """The expression of tokens [start, end) with its days."""
    days = None if a.told and not a.dated() else days_of(a, today)
    since = a.direction == "since"
    if days is None:
        part = (a.part or a.told) and not a.dated()
        night = part and a.night and not a.after_midnight
        return TimeExpression(start, end, None, None, "unresolved", since, part, a.shift, night=night)
    first, last, precision = days
    if since and a.more:
        return TimeExpression(start, end, None, today, "range", since)
    last_day = None if since and a.count is None else last
    later = today is not None and first > today + timedelta(days=_FARTHEST_AHEAD)
    ahead = a.relative == "next" or (a.offset or 0) > 0 or later
    during = a.direction == "during" and a.count is not None
    return TimeExpression(
        start,
        end,
        first,
        last_day,
        precision,
        since,
        part=a.clock and not a.dated(),
        ahead=ahead,
        during=during,
        present=a.present,
    )


def days_of(a: Atoms, today: date | None) -> Days | None:
    """First and last day with their precision, None where the words fix none."""
    if a.known is not None:
        return a.known, a.known, "day"
    if a.hijri_month:
        return _hijri(a, today)
    if a.day and a.unit == "month" and today is not None:
        return _day_of_period(a, today)
    if a.day and a.month:
        return _calendar_day(a, today)
    if a.season:
        return _season(a, today)
    if a.month or a.year:
        return _month_or_year(a, today)
    if today is None:
        return None
    if a.weekdays or a.offset is not None:
        return _near_day(a, today)
    if a.unit and a.count is not None:
        return _counted(a, today)
    if a.unit in ("week", "month", "year"):
        return _period(a, today)
    if a.now:
        return today, today, "day"
    return None


def _hijri(a: Atoms, today: date | None) -> Days | None:
    """A day or month of the Hijri calendar; without a year the last one that has begun."""
    from hijridate import Gregorian, Hijri

    assert a.hijri_month
    years = [a.year] if a.year else []
    if not years and today is not None:
        this = Gregorian(today.year, today.month, today.day).to_hijri().year
        years = [this + (a.relative == "next"), this - 1]
    for year in years:
        try:
            first = Hijri(year, a.hijri_month, a.day or 1)
            length = first.month_length()
            day = first.to_gregorian()
        except (ValueError, OverflowError):
            return None
        start = date(day.year, day.month, day.day)
        if a.year or a.relative == "next" or (today is not None and start <= today):
            end = start if a.day else start + timedelta(days=length - 1)
            return start, end, "day" if a.day else "month"
    return None


def _calendar_day(a: Atoms, today: date | None) -> Days | None:
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
        limit = today + timedelta(days=_PLANNED_AHEAD if a.relative == "next" else _FARTHEST_AHEAD)
        past = [d for d in found if d <= limit]
        day = max(past) if past else found[0]
    else:
        day = found[0]
    if a.last_day is not None:
        return day, min(day.replace(day=1) + timedelta(days=a.last_day - 1), _month_end(day)), "range"
    return day, day, "day"


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _day_of_period(a: Atoms, today: date) -> Days | None:
    """«12 من الشهر الجاري»."""
    assert a.day
    first = _period(Atoms(unit="month", relative=a.relative), today)[0]
    try:
        day = first.replace(day=a.day)
    except ValueError:
        return None
    return day, day, "day"


def _season(a: Atoms, today: date | None) -> Days | None:
    """«صيف 2014», «الخريف الماضي»; winter ends in the year that it is called after."""
    year = a.year
    if year is None:
        if today is None:
            return None
        year = today.year
        if a.relative == "last" and date(year, a.season, 1) > today - timedelta(days=60):
            year -= 1
    start = date(year - (a.season == 12), a.season, 1)
    end = _month_end(start + timedelta(days=75))
    return start, end, "range"


def _month_or_year(a: Atoms, today: date | None) -> Days | None:
    if not a.month:
        assert a.year
        first_month, last_month = _YEAR_EDGES.get(a.edge, (1, 12))
        return date(a.year, first_month, 1), _month_end(date(a.year, last_month, 1)), "year"
    year = a.year
    if year is None and today is not None and a.unit == "year":  # «آب من العام الماضي»
        year = today.year + {"last": -1, "next": 1}.get(a.relative, 0)
    if year is None:
        if today is None:
            return None
        year = today.year if a.month <= today.month else today.year - 1
        if a.relative == "last" and a.month == today.month:
            year -= 1
        if a.relative == "next" and a.month < today.month:
            year += 1
    if a.last_month is not None:
        end = year + (a.last_month < a.month)
        last = calendar.monthrange(end, a.last_month)[1]
        return date(year, a.month, 1), date(end, a.last_month, last), "range"
    last = calendar.monthrange(year, a.month)[1]
    first_day, last_day = {"start": (1, 10), "middle": (11, 20), "end": (21, last)}.get(a.edge, (1, last))
    return date(year, a.month, first_day), date(year, a.month, last_day), "month"


def _near_day(a: Atoms, today: date) -> Days:
    if not a.weekdays:
        assert a.offset is not None
        day = today + timedelta(days=a.offset)
        return _night(a, day, today)

    day = today - timedelta(days=(today.isoweekday() - a.weekdays[0]) % 7)
    if a.relative == "next" or (a.offset is not None and a.offset > 0):
        day += timedelta(days=7)
    elif a.relative == "last" and (today - day).days <= 1:
        day -= timedelta(days=7)
    elif a.offset is not None and (today + timedelta(days=a.offset)).isoweekday() == a.weekdays[0]:
        day = today + timedelta(days=a.offset)
    if a.twice:
        day -= timedelta(days=7)
    if len(a.weekdays) > 1:  # «ليلة الاثنين - الثلاثاء», «يومي الجمعة والسبت»
        last = day + timedelta(days=(a.weekdays[-1] - a.weekdays[0]) % 7)
        if last > today and not a.relative and not a.night:
            day, last = day - timedelta(days=7), last - timedelta(days=7)
        if a.after_midnight:
            return last, last, "day"  # «بعد منتصف ليل الأحد - الاثنين»
        return day, last, "range"
    return _night(a, day, today)


def _night(a: Atoms, day: date, today: date) -> Days:
    """The night of a day: the one before «ليلة السبت», the one behind «بعد منتصف ليلة أمس»."""
    if a.after_midnight and a.night and day < today:
        return day, day + timedelta(days=1), "range"
    if a.whole_night and a.weekdays and not a.after_midnight:
        return day - timedelta(days=1), day, "range"
    return day, day, "day"


def _counted(a: Atoms, today: date) -> Days:
    assert a.count is not None
    count = int(a.count)
    if a.relative == "next":  # «خلال الساعات المقبلة»
        ahead = {"hour": -(-count // 24), "day": count, "week": 7 * count}.get(a.unit, 31 * count)
        first = today + timedelta(days=a.unit == "day")
        return first, today + timedelta(days=min(ahead, _MOST_DAYS)), "range"
    day = _before(a.unit, count, a.direction, today)
    if a.direction == "ago":
        precision: Precision = {"hour": "day", "day": "day", "week": "week", "month": "month"}.get(a.unit, "year")  # type: ignore[assignment]
        return day, day, precision
    if a.direction == "since" and a.unit in ("hour", "day"):
        return day, day, "day"  # «منذ يومين»: a deed of that day, or a state since then
    return day, today, "range" if day != today else "day"


def _before(unit: str, count: int, direction: str, today: date) -> date:
    """The day that lies so many units back."""
    if unit == "hour":
        return today - timedelta(days=-(-count // 24) if count > 12 or direction == "during" else 0)
    if unit in ("day", "week"):
        return today - timedelta(days=min(count, _MOST_DAYS) * (7 if unit == "week" else 1))
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    index = today.year * 12 + today.month - 1 - min(months, _MOST_MONTHS)
    year, month = max(1, index // 12), index % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _period(a: Atoms, today: date) -> Days:
    shift = {"last": -1, "next": 1}.get(a.relative, 0) * (1 + a.twice)
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
    months = _YEAR_EDGES.get(a.edge, (1, 12))
    end = date(year, months[1], calendar.monthrange(year, months[1])[1])
    return date(year, months[0], 1), min(end, today) if shift == 0 else end, "year"
