"""What is asked of the events in an address: filters, and which page of a list."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from marsad import observatory, ontology
from marsad.model import STATUSES, Place
from marsad.pipeline import geocoder

AGREEMENTS = ("single-source", "corroborated", "corroborated-across-camps", "contested", "denied")
FIELDS = ("since", "until", "area", "actor", "type", "status", "agreement")
_LONGEST = 200  # characters of a filter
_MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters as they were given, the selection that they mean, and what is wrong with which (keys of `error`)."""

    given: Mapping[str, str]
    selection: observatory.Asked
    problems: Mapping[str, str]
    page: int = 1


def asked(values: Mapping[str, str], places: Callable[[], Mapping[str, Place]]) -> Asked:
    """What the query of an address asks for; a filter that is not understood is told and not applied.

    Args:
        values: the query.
        places: gives those of the events, by name: these are meant before others of that name.
    """
    given = {name: values[name].strip()[:_LONGEST] for name in FIELDS if values.get(name, "").strip()}
    problems: dict[str, str] = {}
    for name in ("since", "until"):
        if name in given and day(given[name]) is None:
            problems[name] = "no_date"
    if "since" in given and "until" in given and not problems and given["since"] > given["until"]:
        problems["until"] = "order"
    codes = {
        "type": {*ontology.types(), *ontology.families().values()}, "status": STATUSES, "agreement": AGREEMENTS,
    }  # fmt: skip
    problems |= {name: "no_code" for name, known in codes.items() if name in given and given[name] not in known}
    name = given.get("area", "")
    area = (places().get(name) or geocoder().located(name, "", None).place) if name else None
    if "area" in given and area is None:
        problems["area"] = "no_place"
    used = {name: value for name, value in given.items() if name not in problems}
    selection = observatory.Asked(
        used.get("since"), used.get("until"), area, used.get("actor"), used.get("type"), used.get("status"),
        used.get("agreement"),
    )  # fmt: skip
    number = values.get("page", "1")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else 0
    if not 1 <= page <= _MOST_PAGES:
        problems["page"], page = "asked", 1
    return Asked(given, selection, problems, page)


def day(value: str) -> str | None:
    """A day (ISO 8601), or None where it is none."""
    try:
        return value if datetime.date.fromisoformat(value).isoformat() == value else None
    except ValueError:
        return None


def back(iso: str, days: int) -> str:
    """A day so many days before."""
    return (datetime.date.fromisoformat(iso) - datetime.timedelta(days=days)).isoformat()
