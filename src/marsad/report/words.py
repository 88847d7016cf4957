"""The words of tables and pages in Arabic and English.

A field is a list of parts, because right-to-left and left-to-right words stand beside each other in it: whoever shows
the field (terminal, page) keeps the parts apart by direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from marsad import ontology, resources
from marsad.model import Claim, Decision, Mention, Place, Quantity, Readings, Source, TimeRef


class Part(NamedTuple):
    """A stretch of a field: `words` of a report or list (any script), a `value` (left to right), a `label` of ours.

    In a situation report also a `number` (in the direction of the language), a `quote` (a sentence of a report, Arabic), a
    `strong` label, the number of a `ref`.
    """

    text: str
    kind: Literal["words", "value", "label", "number", "quote", "ref", "strong"]


Parts = list[Part]


def plain(parts: Parts) -> str:
    """The parts as one string."""
    return "".join(p.text for p in parts)


@cache
def _labels() -> dict[str, Any]:
    return resources.tree("interface/words.toml")


def words(language: str) -> dict[str, str]:
    """The labels of one language (`ar` or `en`) by key, e.g. `status.happened`."""
    return {f"{section}.{key}": pair[language] for section, rows in _labels().items() for key, pair in rows.items()}


def numbered(readings: Readings) -> tuple[list[list[tuple[int, Claim]]], dict[str, int]]:
    """The claims of each report with their numbers in this call, and the (first) number of each claim id."""
    reports: list[list[tuple[int, Claim]]] = []
    first: dict[str, int] = {}
    number = 0
    for reading in readings:
        reports.append([])
        for claim in reading.claims:
            number += 1
            reports[-1].append((number, claim))
            first.setdefault(claim.id, number)
    return reports, first


def type_label(code: str, language: str) -> str:
    """The label of an event type."""
    return ontology.types()[code].label(language)


def claim_label(claim: Claim, language: str, labels: dict[str, str]) -> str:
    """What happened and whether it did: «shelling · happened»."""
    return f"{type_label(claim.type, language)} · {labels['status.' + claim.status]}"


def fields(claim: Claim, language: str, labels: dict[str, str]) -> list[tuple[str, Parts]]:
    """The fields of a claim that hold something, by name and in the order shown; `label.NAME` is their label."""
    found = (
        ("who", who_parts(claim, language)),
        ("where", place_parts(claim.place, language) if claim.place else []),
        ("when", time_parts(claim.time) if claim.time else []),
        ("numbers", number_parts(claim.numbers, labels)),
        ("source", source_parts(claim.sources, language, labels)),
    )
    return [(name, parts) for name, parts in found if parts]


def mention_parts(mention: Mention, language: str) -> Parts:
    """The words of the text and, where the lists know the body and it reads otherwise, its name."""
    name = mention.name_ar if language == "ar" else mention.name_en
    return _named(mention.span.text or name or mention.name_ar or mention.name_en or "", name)


def _named(text: str, name: str | None) -> Parts:
    if not name or name == text:
        return [Part(text, "words")]
    return [Part(text, "words"), Part(" (", "label"), Part(name, "words"), Part(")", "label")]


def place_parts(place: Place, language: str) -> Parts:
    """Name, coordinates and radius."""
    out = _named(place.span.text, place.name_ar if language == "ar" else place.name_en)
    if place.lat is not None and place.lon is not None:
        radius = f" ± {place.radius_km:g} km" if place.radius_km is not None else ""
        out += [Part("  ", "label"), Part(f"{place.lat:.3f}, {place.lon:.3f}{radius}", "value")]
    return out


def time_parts(time: TimeRef) -> Parts:
    """The days, and the words that say so."""
    words = Part(f"«{time.span.text}»", "words")
    if time.start is None and time.end is None:
        return [words]
    days = time.start if time.start == time.end else f"{time.start or '…'} – {time.end or '…'}"
    return [Part(days or "", "value"), Part("  ", "label"), words]


def figure(low: float | None, high: float | None) -> str:
    """The bounds of a count.

    >>> figure(2, 4), figure(15, None), figure(1234567, 1234567), figure(2.5, 2.5), figure(None, None)
    ('2–4', '≥ 15', '1,234,567', '2.5', '?')
    """

    def one(value: float) -> str:
        return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"

    if low is not None and high is not None:
        return one(low) if low == high else f"{one(low)}–{one(high)}"
    return f"≥ {one(low)}" if low is not None else f"≤ {one(high)}" if high is not None else "?"


def number_parts(numbers: Iterable[Quantity], labels: dict[str, str]) -> Parts:
    """«killed: 2–4 · injured: ≥ 15»."""
    out: Parts = []
    for quantity in numbers:
        out.append(Part(f"{' · ' if out else ''}{labels['number.' + quantity.kind]}: ", "label"))
        out.append(Part(("≈ " if quantity.approx else "") + figure(quantity.low, quantity.high), "value"))
    return out


def source_parts(sources: Iterable[Source], language: str, labels: dict[str, str]) -> Parts:
    """The chain from the one who asserts to the outlet."""
    out: Parts = []
    for source in reversed(tuple(sources)):
        if out:
            out.append(_arrow(language))
        out += mention_parts(source.mention, language)
        if source.role != "speaker":
            out.append(Part(f" [{labels['role.' + source.role]}]", "label"))
    return out or [Part(labels["label.outlet_itself"], "label")]


def decision_parts(decision: Decision, language: str) -> Parts:
    """«3. one event · NAME · 2026-01-31T10:00 · «REASON»»: what was decided, by whom, when and why."""
    label = words(language)["verdict." + decision.kind]
    what = f"{decision.number}. {label}" + (f" {decision.undoes}" if decision.undoes is not None else "")
    dot = Part(" · ", "label")
    return [
        Part(what, "label"), dot, Part(decision.by, "words"), dot, Part(decision.at[:16], "value"), dot,
        Part("«", "label"), Part(decision.reason, "words"), Part("»", "label"),
    ]  # fmt: skip


def who_parts(claim: Claim, language: str) -> Parts:
    """«who → whom»; empty where the claim names neither."""
    return who_list(claim.actors, claim.targets, language)


def who_list(actors: Sequence[Mention], targets: Sequence[Mention], language: str) -> Parts:
    """«who → whom»; empty where there are neither."""
    if not actors and not targets:
        return []
    out = _list(actors, language) or [Part("?", "label")]
    return [*out, _arrow(language), *_list(targets, language)] if targets else out


def _arrow(language: str) -> Part:
    # Arrows do not turn with the direction of the line as brackets do.
    return Part(" ← " if language == "ar" else " → ", "label")


def _list(mentions: Iterable[Mention], language: str) -> Parts:
    out: Parts = []
    for mention in mentions:
        if out:
            out.append(Part("، " if language == "ar" else ", ", "label"))
        out += mention_parts(mention, language)
    return out
