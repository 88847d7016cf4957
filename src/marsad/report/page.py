"""The page: each report with its claims marked in the text, beside the claims; stands alone, loads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from marsad.model import Claim, Reading, Readings
from marsad.report.words import arrow, number_text, place_text, source_text, time_text, type_label, words


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the report's text and the numbers of the claims whose trigger, or slot, it is."""

    text: str
    kind: str  # "", trigger, actor, target, place, time, number
    claims: tuple[int, ...]


def pieces(text: str, claims: list[tuple[int, Claim]]) -> list[Piece]:
    """The text cut at every span that a claim rests on."""
    spans: list[tuple[int, int, str, int]] = []
    for number, claim in claims:
        spans.append((claim.trigger.start, claim.trigger.end, "trigger", number))
        for kind, members in (("actor", claim.actors), ("target", claim.targets)):
            spans += [(m.span.start, m.span.end, kind, number) for m in members]
        for kind, value in (("place", claim.place), ("time", claim.time)):
            if value is not None:
                spans.append((value.span.start, value.span.end, kind, number))
        spans += [(q.span.start, q.span.end, "number", number) for q in claim.numbers]
    cuts = sorted({0, len(text), *(s for s, *_ in spans), *(e for _, e, *_ in spans)})
    order = ("trigger", "place", "number", "time", "actor", "target")
    by_start = sorted(spans)
    out: list[Piece] = []
    active: list[tuple[int, int, str, int]] = []
    k = 0
    for a, b in pairwise(cuts):
        while k < len(by_start) and by_start[k][0] <= a:
            active.append(by_start[k])
            k += 1
        active = [s for s in active if s[1] > a]
        kind = next((o for o in order if any(s[2] == o for s in active)), "")
        numbers = tuple(sorted({s[3] for s in active if s[2] == "trigger"} or {s[3] for s in active}))
        out.append(Piece(text[a:b], kind, numbers))
    return out


def render(readings: Readings, language: str = "ar", fragment: bool = False) -> str:
    """The HTML of a call's readings; a fragment carries its style but no page frame."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("marsad.report"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    numbers = {c.id: k for k, c in enumerate(readings.claims, 1)}
    label = words(language)
    context = {
        "language": language, "label": label, "fragment": fragment, "n_claims": len(numbers),
        "reports": [_report(r, numbers, language, label) for r in readings],
        "contradictions": [
            {
                "first": numbers.get(c.first), "second": numbers.get(c.second),
                "attribute": label["attribute." + c.attribute],
                "why": c.explanation_ar if language == "ar" else c.explanation_en,
            }
            for c in readings.contradictions
        ],
    }  # fmt: skip
    return environment.get_template("claims.html").render(context)


def _report(reading: Reading, numbers: dict[str, int], language: str, label: dict[str, str]) -> dict[str, object]:
    claims = [(numbers[c.id], c) for c in reading.claims]
    return {
        "report": reading.report,
        "issues": reading.issues,
        "pieces": pieces(reading.report.text, claims),
        "claims": [
            {
                "number": k, "claim": c, "type": type_label(c.type, language), "status": label["status." + c.status],
                "who": arrow(c, language) if c.actors or c.targets else "",
                "where": place_text(c.place, language) if c.place else "",
                "when": time_text(c.time) if c.time else "",
                "numbers": " · ".join(number_text(q, label) for q in c.numbers),
                "source": source_text(c.sources, language, label),
            }
            for k, c in claims
        ],
    }  # fmt: skip
