"""The line on a page that says in Arabic when it was published: «نُشر في: 12 آذار/مارس 2024 - 14:30 بتوقيت غرينتش»."""

from __future__ import annotations

import datetime
import re
from functools import cache

from marsad import resources
from marsad.language.ar.script import normal

_DAY = r"(?P<day>[0-3]?\d)"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_CLOCK = (
    r"(?:[\s,،|\-–—/]*(?:الساعه\s*)?(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>ص|م|صباحا|مساء)?\b)?"
)
_ZONE = r"(?P<zone>[\s,(]*(?:بتوقيت\s*)?(?P<name>غرينتش|غرينيتش|جرينتش|GMT|UTC)(?:\s*(?P<sign>[+-])(?P<ahead>\d{1,2})(?::?(?P<part>\d\d))?)?)?"
# Words before the date that say that it is the one of publication.
_CUE = r"(?:(?:تاريخ\s+)?(?:ال)?نشر(?:\s+(?:في|بتاريخ|يوم))?|نشر(?:ت)?\s+(?:في|بتاريخ|يوم)|تاريخ\s+(?:النشر|الاضافه)|اخر تحديث|بتاريخ|حرر\s+في)\s*:?\s*"
_WEEKDAY = r"(?:(?:ال)?(?:اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت|احد)[\s,،\-]*)?"


@cache
def _months() -> dict[str, int]:
    table = resources.tree("lexicon/ar/time.toml")["months"]
    return {normal(name): int(number) for number, names in table.items() for name in names}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = f"(?P<month>{names})(?:\\s*[/()\\-]\\s*(?:{names})\\s*\\)?)?"
    tail = _CLOCK + _ZONE
    dates = (
        rf"{_DAY}[\s,/\-]+{month}[\s,،/\-]+{_YEAR}",
        rf"{_YEAR}-(?P<number>[01]?\d)-{_DAY}",
        rf"{_DAY}/(?P<number>[01]?\d)/{_YEAR}",
    )
    # With a cue anywhere in the line, or as the whole line.
    cued = tuple(re.compile(f"{_CUE}{_WEEKDAY}{d}{tail}") for d in dates)
    alone = tuple(re.compile(rf"\s*{_WEEKDAY}{d}{tail}\s*") for d in dates[:1])
    return cued + alone


def find(lines: list[str]) -> str | None:
    """The first instant of publication that a line states, ISO 8601; with a zone only where the line names one.

    >>> find(["حلب", "نُشر في: الثلاثاء 12 آذار/مارس 2024 - 14:30 بتوقيت غرينتش"])
    '2024-03-12T14:30+00:00'
    """
    for line in lines:
        if len(line) > 200 or not any(c.isdigit() for c in line):
            continue
        words = " ".join(normal(line).split())
        for number, pattern in enumerate(_patterns()):
            found = pattern.search(words) if number < 3 else pattern.fullmatch(words)
            made = _instant(found) if found else None
            if made:
                return made
    return None


def _instant(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    month = int(groups["number"]) if groups.get("number") else _months()[groups["month"]]
    try:
        day = datetime.date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None
    if not groups["hour"]:
        return day.isoformat()
    hour = int(groups["hour"])
    if groups["half"]:
        hour = hour % 12 + (12 if groups["half"].startswith("م") else 0)
    if hour > 23:
        return day.isoformat()
    clock = f"{day.isoformat()}T{hour:02}:{groups['minute']}"
    if not groups["name"]:
        return clock
    sign, ahead, part = groups["sign"] or "+", int(groups["ahead"] or 0), groups["part"] or "00"
    return f"{clock}{sign}{ahead:02}:{part}" if ahead <= 14 else clock
