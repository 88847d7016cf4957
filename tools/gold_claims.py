"""Gold claims as the reader would give them: the input of grouping and contradictions when reading makes no mistakes.

The gold names actors, places and sources by their words. Here the reader's own tables settle which bodies and places
those words stand for, in the order of the text, so that what remains wrong is not the reading's fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from marsad.language.ar.tokens import sentences
from marsad.model import (
    Claim,
    Mention,
    Place,
    Quantity,
    Reading,
    Report,
    Source,
    Span,
    TimeRef,
    content_hash,
)  # fmt: skip
from marsad.pipeline import reader
from marsad.reading.phrase import Phrase
from marsad.reading.phrases import PhraseParser
from marsad.reading.places import PlaceResolver
from marsad.reading.resolve import Resolver
from marsad.reading.view import View
from scoring import Document

_RADIUS_KM = {"site": 2.0, "neighbourhood": 2.0, "town": 5.0, "district": 25.0, "governorate": 80.0, "country": 500.0}
_HEAD = {"neighbourhood": "حي", "town": "مدينة", "governorate": "محافظة"}
_AHEAD = 400  # characters: a name is looked for before the trigger or shortly behind it


def readings(documents: Sequence[Document]) -> list[Reading]:
    """One reading a document, its claims in the order of the text."""
    return [Reading(d.report(), tuple(c for _, c in claims(d))) for d in documents]


def claims(document: Document) -> list[tuple[int, Claim]]:
    """The claims of a document with their number in the gold, in the order of the text."""
    words = _Words(document.report())
    starts = {k: document.text.find(gold["trigger"]) for k, gold in enumerate(document.claims)}
    return [(k, words.claim(k, document.claims[k], at)) for k, at in sorted(starts.items(), key=lambda x: (x[1], x[0]))]


class _Words:
    """The words of one report and what they stand for."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.knowledge = reader("none").knowledge
        self.places = PlaceResolver(self.knowledge, report)
        self.resolver = Resolver(self.knowledge, report, self.places)
        views = [View(self.knowledge, s, report.published_on) for s in sentences(report.text)]
        self.places.survey(views)
        self.resolver.survey(views)
        self.sentences = [(s.start, s.end) for s in sentences(report.text)]
        self.outlet = self.knowledge.names.outlet(report.outlet)
        if self.outlet is not None:
            self.resolver.theatre = self.outlet.side(report.published[:10] if report.published else None) or ""
            if self.outlet.country:
                self.places.around.countries[self.outlet.country] += 1

    def claim(self, number: int, gold: dict[str, Any], at: int) -> Claim:
        start, end = next(((a, b) for a, b in self.sentences if a <= at < b), (at, at + len(gold["trigger"])))
        return Claim(
            content_hash(self.report.id, number), gold["type"], gold["status"],
            Span(at, at + len(gold["trigger"]), gold["trigger"]), Span(start, end, self.report.text[start:end]),
            tuple(self.mention(a, at) for a in gold["actors"]), tuple(self.mention(t, at) for t in gold["targets"]),
            self.place(gold["place"], at) if gold.get("place") else None, self.time(gold.get("time"), at),
            tuple(self.quantity(q, at) for q in gold.get("numbers") or ()), tuple(self.sources(gold.get("source"), at)),
            1.0, "gold",
        )  # fmt: skip

    def span(self, words: str, at: int) -> Span:
        """The occurrence of some words that is closest to a trigger."""
        spots, spot = [], self.report.text.find(words)
        while spot >= 0:
            spots.append(spot)
            spot = self.report.text.find(words, spot + 1)
        start = min(spots, key=lambda s: abs(s - at) + (1000 if s > at + _AHEAD else 0), default=0)
        return Span(start, start + len(words), words)

    def _phrases(self, words: str, prep: str = "") -> Iterator[tuple[View, Phrase]]:
        """The noun phrase that a few words make by themselves."""
        self.resolver.report = self.places.report = replace(self.report, text=words)
        for sentence in sentences(words):
            view = View(self.knowledge, sentence, self.report.published_on)
            for i in range(1 if prep else 0, len(view.tokens)):
                phrase = PhraseParser(view).parse(i, prep)
                if phrase is not None:
                    yield view, phrase
                    break
        self.resolver.report = self.places.report = self.report

    def mention(self, words: str, at: int, military: bool = True) -> Mention:
        span = self.span(words, at)
        for view, phrase in self._phrases(words):
            return replace(self.resolver.mention(view, phrase, military), span=span)
        return Mention(span)

    def place(self, gold: dict[str, Any], at: int) -> Place:
        span, found = self.span(gold["name"], at), None
        level = gold["level"]
        for head in ("", _HEAD.get(level, "")):  # «الباب» alone is a door, «مدينة الباب» is a town
            for view, phrase in self._phrases(f"في {head} {gold['name']}", "في"):
                found = self.places.place(view, phrase)
            if found is not None and found.id is not None:
                break
        if found is None:
            return Place(span, level=level, radius_km=_RADIUS_KM[level])
        return replace(found, span=span)

    def time(self, gold: dict[str, Any] | None, at: int) -> TimeRef | None:
        if not gold:
            return None
        first, last = (str(gold[k])[:10] if gold.get(k) else None for k in ("start", "end"))
        precision = "day" if first and first == last else "range" if first or last else "unresolved"
        return TimeRef(self.span(gold["text"], at), first, last, precision)  # type: ignore[arg-type]

    def quantity(self, gold: dict[str, Any], at: int) -> Quantity:
        who = gold.get("who")
        span = self.span(who, at) if who else Span(at, at, "")
        return Quantity(span, gold["kind"], gold.get("low"), gold.get("high"), bool(gold.get("approx")), who)

    def sources(self, gold: str | None, at: int) -> Iterator[Source]:
        body = self.outlet
        if self.report.outlet:
            names = (body.id, body.name_ar, body.name_en) if body else (None, self.report.outlet, None)
            yield Source("outlet", Mention(Span(0, 0, ""), *names, "media"))
        if gold:
            yield Source("speaker", self.mention(gold, at, military=False))
