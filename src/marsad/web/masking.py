"""What readers see who may not see all: the record without the names of private persons, by the rule of `withholding`.

Reports and events come out as ones whose very text lacks the names, with the spans of their claims moved along: a page that
shows what it is given cannot show more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from marsad.events.event import Event, Testimony, Told
from marsad.model import Claim, Contradiction, Mention, Place, Reading, Report, Span
from marsad.observatory import Asked, Observatory, Outline, Point
from marsad.report.situation.speech import Speech
from marsad.store import Store
from marsad.withholding import MARK, PLACES, Withholding, is_public, is_public_place

_ALL = Asked()


@dataclass(frozen=True, slots=True)
class Cut:
    """A text without its names: where these stood in it, and what stands there now."""

    text: str
    cuts: Sequence[tuple[int, int]]
    name: str

    @classmethod
    def of(cls, raw: str, cuts: Sequence[tuple[int, int]], name: str) -> Cut:
        """The text `raw` with every cut (half-open, in order, apart) replaced by `name`."""
        parts, at = [], 0
        for start, end in cuts:
            parts += [raw[at:start], name]
            at = end
        return cls("".join([*parts, raw[at:]]), cuts, name)

    def at(self, offset: int, closing: bool = False) -> int:
        """Where an offset of the raw text lies now; within a name at its beginning, as the end of a span at its end."""
        moved = 0
        for start, end in self.cuts:
            if offset <= start:
                break
            if offset < end:
                return start + moved + (len(self.name) if closing else 0)
            moved += len(self.name) - (end - start)
        return offset + moved

    def span(self, span: Span, base: int = 0, to: int = 0) -> Span | None:
        """A span of the raw text, which began at `base`, in the text as it is now, which begins at `to`; None outside."""
        length = len(self.text) + sum(end - start - len(self.name) for start, end in self.cuts)
        if not base <= span.start < span.end <= base + length:
            return None
        start, end = self.at(span.start - base), self.at(span.end - base, closing=True)
        return Span(start + to, end + to, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Masking:
    """Masks what a page shows in one language."""

    withholding: Withholding
    speech: Mapping[str, Speech]  # by language

    def words(self, text: str) -> str:
        """Words of a report."""
        return self.withholding.text(text)

    def cut(self, text: str, claims: Sequence[Claim]) -> Cut:
        """The text of a report with these claims."""
        return self._cut(text, self.withholding.hidden(claims))

    def report(self, report: Report, claims: Sequence[Claim]) -> Report:
        """What is known of a report with these claims; without its text."""
        return self._report(report, "", self.withholding.hidden(claims))

    def outline(self, outline: Outline) -> Outline:
        """An event without its accounts."""
        place = self._place(outline.place) if outline.place else None
        return replace(outline, actors=self._all(outline.actors), targets=self._all(outline.targets), place=place)

    def reading(self, reading: Reading) -> Reading:
        """A report with its claims; offsets are those of the text that it has now."""
        report, hidden = reading.report, self.withholding.hidden(reading.claims)
        text = self._cut(report.text, hidden)
        claims = tuple(self._claim(c, text, 0, 0, hidden) for c in reading.claims)
        issues = tuple(self.withholding.text(issue, hidden) for issue in reading.issues)
        told = tuple(self._contradiction(c, hidden) for c in reading.contradictions)
        return Reading(self._report(report, text.text, hidden), claims, told, issues=issues)

    def event(self, event: Event) -> Event:
        """An event; of each report it has the sentences that tell of it, one after the other."""
        hidden = self.withholding.hidden(event.claims)
        made = self._told(event, hidden)
        return replace(
            event, place=self._place(event.place) if event.place else None, actors=self._all(event.actors),
            targets=self._all(event.targets),
            time=replace(event.time, span=self._words(event.time.span, hidden)) if event.time else None,
            testimonies=tuple(
                Testimony(tuple(made[id(t.report), t.claim.id] for t in one.told), one.camp, one.stance)
                for one in event.testimonies
            ),
            contradictions=tuple(self._contradiction(c, hidden) for c in event.contradictions),
            decisions=tuple(replace(d, by=MARK, reason=MARK) for d in event.decisions),
        )  # fmt: skip

    def mention(self, mention: Mention) -> Mention:
        """A body."""
        return self._mention(mention)

    def _told(self, event: Event, hidden: Collection[str]) -> dict[tuple[int, str], Told]:
        """The claims of an event with their reports, by both; a report stays one, since its readers count reports."""
        found: dict[int, list[Told]] = {}
        for one in event.told:
            found.setdefault(id(one.report), []).append(one)
        out: dict[tuple[int, str], Told] = {}
        for own, members in found.items():
            cuts: dict[tuple[int, int], tuple[Cut, int]] = {}  # by evidence: its text, and where that begins
            length = 0
            for one in members:
                evidence = one.claim.evidence
                if (evidence.start, evidence.end) not in cuts:
                    text = self._cut(evidence.text, hidden)
                    cuts[evidence.start, evidence.end] = text, length
                    length += len(text.text) + 1
            report = self._report(members[0].report, "\n".join(text.text for text, _ in cuts.values()), hidden)
            for one in members:
                text, to = cuts[one.claim.evidence.start, one.claim.evidence.end]
                claim = self._claim(one.claim, text, one.claim.evidence.start, to, hidden)
                out[own, one.claim.id] = Told(claim, report)
        return out

    def _cut(self, text: str, hidden: Collection[str]) -> Cut:
        return Cut.of(text, self.withholding.cuts(text, hidden), self.withholding.name)

    def _report(self, report: Report, text: str, hidden: Collection[str]) -> Report:
        title = self.withholding.text(report.title, hidden) if report.title else report.title
        return replace(report, text=text, title=title)

    def _claim(self, claim: Claim, text: Cut, base: int, to: int, hidden: Collection[str]) -> Claim:
        """A claim over a text that began at `base` of its report and begins at `to` of the one that is shown."""

        def moved(span: Span) -> Span:
            return text.span(span, base, to) or self._words(span, hidden)

        def mention(m: Mention) -> Mention:
            return self._mention(m, text.span(m.span, base, to))

        time, place = claim.time, claim.place
        return replace(
            claim, trigger=moved(claim.trigger), evidence=moved(claim.evidence), actors=tuple(map(mention, claim.actors)),
            targets=tuple(map(mention, claim.targets)),
            place=self._place(place, text.span(place.span, base, to)) if place else None,
            time=replace(time, span=moved(time.span)) if time else None,
            numbers=tuple(replace(q, span=moved(q.span), who=self._maybe(q.who, hidden)) for q in claim.numbers),
            sources=tuple(replace(s, mention=mention(s.mention), cue=self._maybe(s.cue, hidden)) for s in claim.sources),
        )  # fmt: skip

    def _all(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple(self._mention(m) for m in mentions)

    def _mention(self, m: Mention, span: Span | None = None) -> Mention:
        """A mention, where it stands now; what is not public has no name but its words that are none."""
        words = self.withholding.mention(m, m.span.text) if m.span.text else ""
        at = Span(span.start, span.end, words) if span else Span(0, 0, words)
        if is_public(m) or not m.span.text:  # no words: an outlet as its report names it
            return replace(m, span=at, antecedents=())
        return Mention(at, None, None, None, m.kind, m.side)

    def _place(self, place: Place, span: Span | None = None) -> Place:
        start, end = (span.start, span.end) if span else (0, 0)
        if is_public_place(place):
            return replace(place, span=Span(start, end, self.withholding.text(place.span.text)))
        names = {
            language: speech.division(place.admin2) or speech.division(place.admin1) or None
            for language, speech in self.speech.items()
        }
        words = self.withholding.text(place.span.text, self.withholding.names(place.span.text))
        return replace(place, span=Span(start, end, words), name_ar=names["ar"], name_en=names["en"])

    def _words(self, span: Span, hidden: Collection[str]) -> Span:
        return Span(0, 0, self.withholding.text(span.text, hidden))

    def _maybe(self, words: str | None, hidden: Collection[str]) -> str | None:
        return self.withholding.text(words, hidden) if words else words

    def _contradiction(self, c: Contradiction, hidden: Collection[str]) -> Contradiction:
        ar, en = (self.withholding.text(words, hidden) for words in (c.explanation_ar, c.explanation_en))
        return replace(c, explanation_ar=ar, explanation_en=en)


class Masked(Observatory):
    """The events of a store as they are shown to readers who may not see all."""

    def __init__(self, store: Store, masking: Masking) -> None:
        super().__init__(store)
        self.masking = masking

    def _outlines(self, connection: Connection, numbers: Sequence[int]) -> list[Outline]:
        """All outlines of a page come through here."""
        return [self.masking.outline(one) for one in super()._outlines(connection, numbers)]

    def outlines(self, asked: Asked = _ALL) -> Iterator[Outline]:
        """As `Observatory`, masked."""
        return map(self.masking.outline, super().outlines(asked))

    def points(self, asked: Asked = _ALL, *, limit: int = 10_000) -> Sequence[Point]:
        """As `Observatory`, masked."""
        return [
            one if one.place is not None or one.level in PLACES else replace(one, place_ar=MARK, place_en=MARK)
            for one in super().points(asked, limit=limit)
        ]  # fmt: skip

    def called(self, body: str, *, limit: int = 20) -> Sequence[tuple[str, int]]:
        """As `Observatory`, masked."""
        return [(self.masking.words(words), n) for words, n in super().called(body, limit=limit)]

    def reading(self, report: str) -> Reading:
        """As `Observatory`, masked."""
        return self.masking.reading(super().reading(report))

    def _events(self, connection: Connection, ids: Sequence[str]) -> Iterator[Event]:
        """All whole events come through here."""
        return map(self.masking.event, super()._events(connection, ids))
