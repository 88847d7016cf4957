"""The page: each report with its claims marked in the text, beside the claims; stands alone, loads nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from marsad.model import Claim, Contradiction, Reading, Readings, Span, content_hash
from marsad.report.words import fields, numbered, type_label, words

if TYPE_CHECKING:
    from jinja2 import Template

# Where spans overlap, the first of these gives the mark.
KINDS = ("trigger", "place", "number", "time", "source", "actor", "target")
# Above this number of claims the rules that light up a claim's words would slow the browser down (1,000: not felt).
MOST_LINKED = 1_000
MOST_OTHERS = 20  # claims of one event that each of them links to; the rest is counted
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # no characters of HTML


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the report's text, what it is to the claims that rest on it, and which these are."""

    text: str
    kind: str  # one of KINDS, or "" for none
    claims: tuple[int, ...]  # it is a trigger or fills a slot of these
    evidence: tuple[int, ...]  # it lies in the evidence of these
    ends: tuple[int, ...]  # the triggers of these end here


def pieces(text: str, claims: list[tuple[int, Claim]]) -> list[Piece]:
    """The text cut at every span that a claim rests on; together the pieces are the text."""
    spans: list[tuple[int, int, str, int]] = []
    ends: defaultdict[int, set[int]] = defaultdict(set)
    for number, claim in claims:
        for kind, span in _spans(claim):
            if 0 <= span.start < span.end <= len(text):
                spans.append((span.start, span.end, kind, number))
                if kind == "trigger":
                    ends[span.end].add(number)
    cuts = sorted({0, len(text), *(s for s, *_ in spans), *(e for _, e, *_ in spans)})
    by_start = sorted(spans)
    out: list[Piece] = []
    active: list[tuple[int, int, str, int]] = []
    k = 0
    for a, b in pairwise(cuts):
        while k < len(by_start) and by_start[k][0] <= a:
            active.append(by_start[k])
            k += 1
        active = [s for s in active if s[1] > a]
        present = {s[2] for s in active}
        kind = next((one for one in KINDS if one in present), "")
        slots = tuple(sorted({s[3] for s in active if s[2] != "evidence"}))
        evidence = tuple(sorted({s[3] for s in active if s[2] == "evidence"}))
        out.append(Piece(text[a:b], kind, slots, evidence, tuple(sorted(ends.get(b, ())))))
    return out


def _spans(claim: Claim) -> list[tuple[str, Span]]:
    out = [("evidence", claim.evidence), ("trigger", claim.trigger)]
    out += [("actor", m.span) for m in claim.actors]
    out += [("target", m.span) for m in claim.targets]
    out += [(kind, value.span) for kind, value in (("place", claim.place), ("time", claim.time)) if value is not None]
    out += [("number", q.span) for q in claim.numbers]
    out += [("source", s.mention.span) for s in claim.sources]
    return out


def fit(html: str) -> str:
    """The HTML without characters that HTML does not have; in their place stands U+FFFD."""
    return _UNFIT.sub("\ufffd", html)


def render(readings: Readings, language: str = "ar", fragment: bool = False) -> str:
    """The HTML of a call's readings; a fragment carries its style but no page frame."""
    reports, first = numbered(readings)
    label = words(language)
    # Several fragments may stand in one notebook: their anchors are told apart.
    prefix = f"m{content_hash(*first)[:6]}-" if fragment else ""
    links = _Links(readings, reports, first, label)
    count = sum(map(len, reports))
    context = {
        "language": language, "label": label, "fragment": fragment, "prefix": prefix,
        "linked": range(1, count + 1) if count <= MOST_LINKED else (),
        "counts": [("reports", len(readings)), ("claims", count), ("contradictions", len(readings.contradictions))],
        "contradictions": [links.contradiction(c, language) for c in readings.contradictions],
        "reports": [
            _report(reading, claims, links, language, label) for reading, claims in zip(readings, reports, strict=True)
        ],
    }  # fmt: skip
    return fit(_template().render(context))


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader

    loader = PackageLoader("marsad.report")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template("claims.html")


class _Links:
    """Which claims tell of one event, and which contradict each other, by their numbers."""

    def __init__(
        self, readings: Readings, reports: list[list[tuple[int, Claim]]], first: dict[str, int], label: dict[str, str]
    ) -> None:
        self.first, self.label = first, label
        self.events: defaultdict[str, list[int]] = defaultdict(list)
        self.against: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for claims in reports:
            for number, claim in claims:
                if claim.event:
                    self.events[claim.event].append(number)
        for c in readings.contradictions:
            one, two = first.get(c.first), first.get(c.second)
            if one and two:
                self.against[one].append((two, label["attribute." + c.attribute]))
                self.against[two].append((one, label["attribute." + c.attribute]))

    def contradiction(self, c: Contradiction, language: str) -> dict[str, Any]:
        """A contradiction with the numbers of its claims; its explanation at the halves that «;» parts."""
        why = c.explanation_ar if language == "ar" else c.explanation_en
        return {
            "first": self.first.get(c.first), "second": self.first.get(c.second),
            "attribute": self.label["attribute." + c.attribute],
            "sides": [side.strip() for side in re.split("[؛;] ", why, maxsplit=1)],
        }  # fmt: skip

    def same_event(self, number: int, claim: Claim) -> list[int]:
        """The other claims of its event."""
        return [n for n in self.events.get(claim.event or "", ()) if n != number]


def _report(
    reading: Reading, claims: list[tuple[int, Claim]], links: _Links, language: str, label: dict[str, str]
) -> dict[str, Any]:
    return {
        "report": reading.report,
        "issues": reading.issues,
        "pieces": pieces(reading.report.text, claims),
        "claims": [
            {
                "number": number, "claim": c, "type": type_label(c.type, language),
                "status": label["status." + c.status], "fields": fields(c, language, label),
                "event": links.same_event(number, c)[:MOST_OTHERS],
                "more": max(0, len(links.same_event(number, c)) - MOST_OTHERS),
                "against": links.against.get(number, [])[:MOST_OTHERS],
                "more_against": max(0, len(links.against.get(number, [])) - MOST_OTHERS),
            }
            for number, c in claims
        ],
    }  # fmt: skip
