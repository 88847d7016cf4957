"""On which day an event stands in a format that asks for one."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from marsad.events.event import Event

_WEEK = 7
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both inclusive; `told` is False where they are those of the publication."""

    first: datetime.date
    last: datetime.date
    told: bool = True

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> datetime.date:
        """The day in the middle, of two the earlier."""
        return self.first + (self.last - self.first) // 2


def days_of(event: Event) -> Days | None:
    """The days of an event; of one that tells none those of the week up to its first publication.

    None where it has neither, and where its time is open at one end: it happened on some day of years.
    """
    start, end = event.days
    if start and end:
        return Days(datetime.date.fromisoformat(start[:10]), datetime.date.fromisoformat(end[:10]))
    if start or end:
        return None
    published = min((t.report.published[:10] for t in event.told if t.report.published), default=None)
    if published is None:
        return None
    last = datetime.date.fromisoformat(published)
    return Days(last - (_WEEK - 1) * _DAY, last, told=False)


def written_en(days: Days) -> str:
    """«On 5 May 2020», «Between 3 and …», in English."""
    first, last = map(date_en, (days.first, days.last))
    if not days.told:
        return f"In the week up to {last}"
    return f"On {first}" if days.count == 1 else f"Between {first} and {last}"


def date_en(day: datetime.date) -> str:
    """«5 May 2020»."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = ("January February March April May June July August September October November December").split()
