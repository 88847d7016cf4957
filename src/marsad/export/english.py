"""An event in English sentences, made of its values: names of the lists, no words of the reports."""

from __future__ import annotations

from collections.abc import Iterable

from marsad import ontology
from marsad.events.estimates import Estimate
from marsad.events.event import Event
from marsad.export.days import Days, written_en
from marsad.export.parties import names_en, said_by
from marsad.export.places import Country, division, name_en
from marsad.model import Place

_HARM = ("killed", "injured", "killed-or-injured", "captured", "missing", "displaced")
_STATUS = {
    "ongoing": ", going on", "failed": ", which failed", "prevented": ", which was prevented", "planned": ", planned",
    "threatened": ", threatened", "possible": ", held for possible", "not-happened": ", which did not happen",
}  # fmt: skip
_MOST = 5  # names in one sentence


def notes(event: Event, days: Days, place: Place, country: Country) -> str:
    """What, when, where, by whom, to whom; the figures; who says so and who denies it; how many reports.

    Rule: values of the event as it stands, intervals of figures as they are, voices in their order.
    """
    where = [name_en(place), division(place.admin1), country.name]
    what = f"{ontology.types()[event.type].label_en.lower()}{_STATUS.get(event.status, '')}"
    parts = [f"{written_en(days)}: {what}, in {', '.join(dict.fromkeys(w for w in where if w))}."]
    for label, mentions in (("By", event.actors), ("Against", event.targets)):
        names = [n for n in names_en(mentions, country.name) if not n.startswith("Unidentified (")]
        if names:
            parts.append(f"{label}: {_list(names)}.")
    figures = [figure(n) for n in event.numbers if n.kind in _HARM]
    if figures:
        parts.append(f"Reported: {'; '.join(figures)}.")
    for label, stance in (("According to", "confirms"), ("Denied by", "denies"), ("Expected by", "expects")):
        voices = list(dict.fromkeys(said_by(t.who) for t in event.testimonies if t.stance == stance))
        if voices:
            parts.append(f"{label} {_list(voices)}.")
    reports, voices_ = event.n_reports, event.n_independent
    parts.append(f"{reports} report{'s' * (reports != 1)}, {voices_} independent voice{'s' * (voices_ != 1)}.")
    return " ".join(parts)


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
