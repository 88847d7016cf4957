"""Reading one report: from raw text to claims, on one page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.language.ar.script import is_arabic
from marsad.language.ar.tokens import sentences
from marsad.model import Claim, Mention, Report, Source, Span, Step
from marsad.reading.assembly import Assembler, to_claim
from marsad.reading.attribution import Attribution
from marsad.reading.chunker import chunk
from marsad.reading.clauses import clauses
from marsad.reading.confidence import LEAST, confidence, reasons, signs, surroundings
from marsad.reading.context import Context
from marsad.reading.dateline import without_dateline
from marsad.reading.dating import SentenceTimes
from marsad.reading.draft import Draft
from marsad.reading.frames.builder import build_frames
from marsad.reading.left_behind import with_objects_back
from marsad.reading.named_places import attested, expected
from marsad.reading.names import Body
from marsad.reading.page import kept
from marsad.reading.places import PlaceResolver
from marsad.reading.placing import by_dateline
from marsad.reading.resolve import Resolver
from marsad.reading.view import Knowledge, View
from marsad.reading.voice import Voice


@dataclass(frozen=True, slots=True)
class Found:
    """The claims of one report, with what could not be read, and how each claim came about."""

    claims: tuple[Claim, ...]
    issues: tuple[str, ...]
    steps: dict[str, tuple[Step, ...]]
    signs: dict[str, tuple[str, ...]]  # what its confidence is made of, by claim


@dataclass(slots=True)
class Reader:
    """Reads reports. The knowledge is loaded once; each report starts afresh."""

    knowledge: Knowledge
    least: float = LEAST  # confidence below which a draft is no claim

    def read(self, report: Report, explain: bool = False) -> Found:
        """The claims of one report; what the reader failed on stands in its issues."""
        try:
            return self._read(report, explain)
        except Exception as error:  # one report may not stop a run of thousands
            return Found((), (f"the report {_defect(error)}",), {}, {})

    def _read(self, report: Report, explain: bool) -> Found:
        if not is_arabic(report.text):
            return Found((), ("no Arabic text found: marsad reads Arabic",), {}, {})
        outlet = self.knowledge.names.outlet(report.outlet)
        places = PlaceResolver(self.knowledge, report)
        resolver = Resolver(self.knowledge, report, places)
        if outlet is not None:
            if outlet.country:
                places.around.countries[outlet.country] += 1
            resolver.theatre = outlet.side(report.published[:10] if report.published else None) or ""
        context = Context(report.published_on)
        assembler = Assembler(report, resolver, context)
        voices = Attribution()
        told = list(kept(list(sentences(report.text)), self.knowledge.lexicon))
        today = self.knowledge.lexicon.calendar.day_of_report((k.sentence.tokens for k in told), report.published_on)
        views = [(View(self.knowledge, line.sentence, today), line) for line in told]
        places.survey(view for view, _ in views)
        resolver.survey(view for view, _ in views)
        known = attested((view for view, _ in views), self.knowledge.gazetteer)
        known |= expected((view for view, _ in views), places.around)
        for view, _ in views:
            view.attested = known
        issues = [] if report.published else ["no publication date: relative dates are unresolved"]
        for number, (whole, line) in enumerate(views):
            try:
                view = without_dateline(whole)
                parts = with_objects_back(clauses(chunk(view)))
                frames = build_frames(view, parts, line.headline or line.flash)
                SentenceTimes(view, parts, frames).assign()
                places.sentence(view, parts)
                chains = voices.assign(view, parts)
                assembler.sentence(view, number, frames, chains, line.headline)
            except Exception as error:  # it may cost this sentence, not the others
                issues.append(f"the sentence at character {whole.sentence.start} {_defect(error)}")
        claims: dict[str, Claim] = {}
        steps, told_by = {}, {}
        drafts = context.finish()
        by_dateline(places, (view for view, _ in views), drafts)
        for draft, around in zip(drafts, surroundings(drafts), strict=True):
            names = tuple(signs(draft, around))
            sure = confidence(names)
            if sure < self.least:
                continue
            claim = to_claim(report, draft, self._sources(report, outlet, resolver, voices, draft), sure)
            if claim.id in claims:
                continue
            claims[claim.id] = claim
            if explain:
                why = (*draft.steps, *places.why(draft.place), *reasons(names))
                steps[claim.id], told_by[claim.id] = why, names
        return Found(tuple(claims.values()), tuple(issues), steps, told_by)

    def _sources(
        self, report: Report, outlet: Body | None, resolver: Resolver, voices: Attribution, draft: Draft
    ) -> tuple[Source, ...]:
        chain: list[Source] = []
        if report.outlet:
            body = outlet
            mention = Mention(
                Span(0, 0, ""), body.id if body else None, body.name_ar if body else report.outlet,
                body.name_en if body else None, "media",
                body.side(report.published[:10] if report.published else None) if body else None,
            )  # fmt: skip
            chain.append(Source("outlet", mention))
        for voice in draft.voices:
            chain.append(self._source(resolver, voices, voice))
        return tuple(chain)

    @staticmethod
    def _source(resolver: Resolver, voices: Attribution, voice: Voice) -> Source:
        mention = resolver.mention(voice.view, voice.phrase, military=False)
        fuller = voices.antecedent(voice)
        also = fuller.phrase if fuller is not None else voice.name
        mention = _with_name(resolver, voice, mention)
        if also is not None:
            other = resolver.mention((fuller or voice).view, also, military=False)
            mention = Mention(
                mention.span, mention.id or other.id, mention.name_ar or other.name_ar, mention.name_en or other.name_en,
                mention.kind or other.kind, mention.side or other.side,
                tuple(dict.fromkeys((other.span.text, *other.antecedents, *mention.antecedents))),
            )  # fmt: skip
        if voice.phrase.members:  # «سكان ومسؤول أمني»
            start, end = voice.view.span(voice.phrase.core, voice.phrase.end)
            mention = replace(mention, antecedents=(*mention.antecedents, resolver.report.text[start:end]))
        if voice.again is not None:
            start, end = voice.again
            words = Span(start, end, resolver.report.text[start:end])
            mention = replace(mention, span=words, antecedents=(mention.span.text, *mention.antecedents))
        return Source(voice.role, mention, voice.cue)


def _defect(error: Exception) -> str:
    return f"could not be read ({type(error).__name__}: a defect of marsad, please report it)"


def _with_name(resolver: Resolver, voice: Voice, mention: Mention) -> Mention:
    """«الناطق باسم الجيش العقيد …»: the name behind an office by itself as well."""
    phrase = voice.phrase
    span = phrase.name_span
    if span is None or span[0] <= phrase.core or span[1] - span[0] < 2:
        return mention
    start, end = voice.view.span(*span)
    return replace(mention, antecedents=(*mention.antecedents, resolver.report.text[start:end]))
