"""An event in English sentences and headings, made of its values: names of the lists, no words of the reports."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache

from marsad import ontology, resources
from marsad.events.estimates import Estimate
from marsad.events.event import Event
from marsad.export.days import Days, date_en, written_en
from marsad.export.parties import names_en, said_by
from marsad.export.places import UNKNOWN_COUNTRY, Country, division, name_en
from marsad.model import Place
from marsad.withholding import MARK

_HARM = ("killed", "injured", "killed-or-injured", "captured", "missing", "displaced")
_STATUS = {
    "ongoing": ", going on", "failed": ", which failed", "prevented": ", which was prevented", "planned": ", planned",
    "threatened": ", threatened", "possible": ", held for possible", "not-happened": ", which did not happen",
}  # fmt: skip
_MOST = 5  # names in one sentence


def notes(event: Event, days: Days | None, place: Place | None, country: Country | None) -> str:
    """What, when, where, by whom, to whom; the figures; who says so and who denies it; how many reports.

    Rule: values of the event as it stands, intervals of figures as they are, voices in their order.
    """
    where = [w for w in _where(place, country) if w]
    what = f"{ontology.types()[event.type].label_en.lower()}{_STATUS.get(event.status, '')}"
    when = written_en(days) if days is not None else _open(event)
    at = f", in {', '.join(dict.fromkeys(where))}" if where else ""
    parts = [f"{when}: {what}{at}."]
    called = country.name if country is not None else UNKNOWN_COUNTRY
    for label, mentions in (("By", event.actors), ("Against", event.targets)):
        names = [n for n in names_en(mentions, called) if not n.startswith("Unidentified (")]
        if names:
            parts.append(f"{label}: {_list(names)}.")
    if reported := figures(event):
        parts.append(f"Reported: {reported}.")
    for label, stance in (("According to", "confirms"), ("Denied by", "denies"), ("Expected by", "expects")):
        voices = list(dict.fromkeys(said_by(t.who) for t in event.testimonies if t.stance == stance))
        if voices:
            parts.append(f"{label} {_list(voices)}.")
    reports, voices_ = event.n_reports, event.n_independent
    parts.append(f"{reports} report{'s' * (reports != 1)}, {voices_} independent voice{'s' * (voices_ != 1)}.")
    return " ".join(parts)


def _open(event: Event) -> str:
    """When, of an event whose time is open."""
    start, end = (datetime.date.fromisoformat(day[:10]) if day else None for day in event.days)
    if start is not None:
        return f"Since {date_en(start)}"
    return f"Until {date_en(end)}" if end is not None else "On a day that is not told"


def _where(place: Place | None, country: Country | None) -> tuple[str, str, str]:
    """Place, governorate and country by name, empty where not known."""
    named = country.name if country is not None else ""
    return (name_en(place), division(place.admin1), named) if place is not None else ("", "", named)


def title(event: Event, days: Days | None, place: Place | None) -> str:
    """«Armed clash (failed), Maarat al-Numan, 28 January 2020»: a heading of an event."""
    kind = ontology.types()[event.type].label_en
    status = "" if event.status == "happened" else f" ({event.status.replace('-', ' ')})"
    where = name_en(place) if place is not None else ""
    when = date_en(days.first) if days is not None and days.told else ""
    return ", ".join(part for part in (f"{kind}{status}", where, when) if part)


def title_ar(event: Event, place: Place | None) -> str:
    """The same in Arabic; its day as in ISO 8601, which no reordering of the line takes apart."""
    status = "" if event.status == "happened" else f" ({_status_ar()[event.status]})"
    where = (place.name_ar or place.span.text) if place is not None else ""
    parts = (f"{ontology.types()[event.type].label_ar}{status}", where if where != MARK else "", event.days[0] or "")
    return "، ".join(filter(None, parts))


@cache
def _status_ar() -> dict[str, str]:
    return {code: words["ar"] for code, words in resources.tree("interface/words.toml")["status"].items()}


def accounts(event: Event) -> list[str]:
    """What one value for each field hides: `status: …`, `agreement: …`, `voices: …`, each contradiction."""
    return [
        f"status: {event.status}", f"agreement: {event.agreement}", f"voices: {event.n_independent}",
        *(f"contradiction in {c.attribute}: claims {c.first}, {c.second}" for c in event.contradictions),
    ]  # fmt: skip


def figures(event: Event) -> str:
    """The figures of people, as intervals."""
    return "; ".join(figure(n) for n in event.numbers if n.kind in _HARM)


def figure(n: Estimate) -> str:
    """«killed 4 to 35», «injured children 10 or more»."""
    kind = f"{n.kind.replace('-', ' ')}{f' {n.group}' if n.group else ''}"
    if n.high is None:
        return f"{kind} {n.low:.12g} or more"
    return f"{kind} {n.low:.12g}" if n.low == n.high else f"{kind} {n.low:.12g} to {n.high:.12g}"


def _list(names: Iterable[str]) -> str:
    names = list(names)
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
