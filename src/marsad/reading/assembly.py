"""Frames become claims: split by place, filled from their surroundings, merged, named by content."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from marsad import ontology
from marsad.model import Claim, Mention, Place, Report, Source, Span, content_hash
from marsad.reading import denied
from marsad.reading.context import Context, long_before
from marsad.reading.denied import deed_of, fill
from marsad.reading.draft import Draft
from marsad.reading.frame import Frame
from marsad.reading.phrase import Phrase, is_armed
from marsad.reading.phrases.toponyms import ROADS
from marsad.reading.places import fill_points
from marsad.reading.placing import ARRIVING, LEAVING, TOWARDS, at_structure, behind, fineness, from_where, share
from marsad.reading.quantities import quantities
from marsad.reading.rejection import reject
from marsad.reading.resolve import Resolver
from marsad.reading.silence import drop_topics, silent
from marsad.reading.speakers import speaking
from marsad.reading.spokesmen import body_of_arms
from marsad.reading.targets import HOSTS, residents, whom
from marsad.reading.view import View
from marsad.reading.voice import Chain, Voice

_VIOLENT = frozenset({"battle", "remote", "civilians"})
_OWN = ("بلاده", "بلادها", "قواته", "قواتها", "جيشه", "قواتنا", "جيشنا", "مقاتليه", "مقاتلينا")
# Bodies that speak for the arms of their country.
_RULING = frozenset({"government", "state-forces", "external-forces", "official", "police", "intelligence"})
_ANYBODY = frozenset({"جهه", "جماعه", "طرف", "تنظيم", "مجموعه", "فصيل", "احد"})
_OF_CROWDS = frozenset({"protest", "riot"})  # whose doers are told by a number: «خرج المئات»
_BODIES = frozenset({"actor", "name", "people", "people-adjective", "force"})
_BETWEEN = frozenset("،,")
_THEIRS = frozenset({"ه", "ها", "هم", "نا"})


@dataclass(slots=True)
class Assembler:
    """Collects the drafts of one report."""

    report: Report
    resolver: Resolver
    context: Context

    def sentence(self, view: View, number: int, frames: list[Frame], chains: list[Chain], headline: bool) -> None:
        """Add the drafts of one sentence."""
        new: list[Draft] = []
        drop_topics(frames)
        if headline and self.context.day_of_report is None and not any(f.code for f in frames):
            self._headline_day(view)
        for frame in frames:
            if frame.merged is not None or frame.dropped or not frame.code or frame.code == "-":
                continue
            deed = deed_of(frame, number, [*self.context.drafts, *new]) if frame.klass == "denial" else None
            if deed is not None:
                frame.code = deed.type
            if frame.code not in ontology.families():
                continue
            chain = chains[frame.clause].at(frame.head) if frame.clause < len(chains) else Chain()
            if frame.told_by is not None:
                chain = Chain((Voice(view, frame.told_by, "", "announce"),))
            chain = chain if chain.voices else _of_accuser(view, frames, frame)
            reason = "" if deed is not None else reject(frame, self._status(frame, chain)) or silent(frame, chain)
            if reason:
                frame.dropped = reason
                continue
            new += fill(self._drafts(view, number, frame, chain, headline), deed)
        told = {f.clause for f in frames if _names_event(f)}
        for draft in new:
            draft.refers = draft.frame.clause in told and not _names_event(draft.frame)
        new = from_where(new, self.context.drafts)
        named = (n.phrase.core for n in self.resolver.places.named_in(view))
        denied.place(new, self.context.drafts, min(named, default=len(view.tokens)))
        share(self.resolver.places, view, new)
        for draft in new:
            self.context.point_back(draft)
            if draft.place is None and not long_before(draft, self.context.published):
                behind(self.resolver.places, draft)
            at_structure(self.resolver.places, draft)
            if not draft.dropped:
                self.context.drafts.append(draft)  # the next one may point back to it

    def _headline_day(self, view: View) -> None:
        """A round-up names its day in the headline; its items do not repeat it. A bare date line is the page's."""
        if not view.knowledge.lexicon.calendar.is_round_up(view.tokens):
            return
        for expression in view.times.values():
            if expression.precision == "day" and expression.first and not expression.since:
                self.context.day_of_report = self.resolver.time(view, expression)

    # -- one frame ----------------------------------------------------------------------------------------------

    def _drafts(self, view: View, number: int, frame: Frame, chain: Chain, headline: bool) -> list[Draft]:
        status = self._status(frame, chain)
        start, end = view.span(frame.start, frame.end)
        said = frame.klass == "speech" or (frame.roles()[:1] == ("speaker",) and frame.code != "statement")
        speech = frame.code in ontology.SPEECH and said
        voices = chain.voices
        base = Draft(
            view, frame, number, frame.code, status, (start, end), frame.rule, voices=voices, headline=headline,
            definite=frame.phrase is not None and frame.phrase.definite and frame.phrase.owner is None,
            steps=list(frame.steps),
        )  # fmt: skip
        military = ontology.families()[frame.code] in _VIOLENT or frame.code in (
            "mobilization",
            "property-destruction",
            "weapon-interception",
            "presence",
            "control",
        )
        if frame.actors and all(_nobody(view, a) for a in frame.actors):
            frame.actors = []  # «ولم تتبن أي جهة الهجوم»
        base.actors = self._mentions(view, frame.actors, military, voices, crowd=frame.code in _OF_CROWDS)
        if frame.code == "presence" and not frame.actors:
            base.actors += self._mentions(view, residents(frame), military)
        hurt = {id(p.phrase) for p in frame.patients}
        base.targets = self._mentions(view, whom(view, frame), military, hurt=hurt)
        base.numbers = quantities(self.resolver, view, frame)
        if frame.times:
            best = min(frame.times, key=lambda t: (t.first is None and not t.part, abs(t.start - frame.head)))
            base.time = self.resolver.time(view, best, frame.code in ontology.STATES, status == "ongoing")
            base.hour_only, base.shift = best.part, best.shift
        if speech or ("own part" in frame.marks and not base.actors):
            self._spoken(base, frame, chain)
        elif base.type in ontology.SPEECH and not base.actors and chain.voices:
            base.actors = [self._speaker(chain.voices[-1])]
        elif not base.actors:
            self._ourselves(base, frame)
        self._threat(base)
        return self._by_place(view, base, frame)

    def _ourselves(self, draft: Draft, frame: Frame) -> None:
        """«القسام: قصفنا تجمعا …»: an armed body that says "we" did it; not residents, nor those who treat the hurt."""
        first = frame.verb is not None and frame.verb.form.person == "1p" and frame.klass == "event"
        if not first or frame.passive or frame.roles()[:1] != ("actor",) or not draft.voices:
            return
        voice = draft.voices[-1]
        who = voice.phrase if voice.phrase.kind == "actor" or voice.phrase.owner is None else voice.phrase.owner
        if not is_armed(who):
            who = body_of_arms(voice.view, voice.phrase) or who  # «المتحدث باسم الجيش: دمرنا …»
        if is_armed(who):
            draft.actors = [self.resolver.mention(voice.view, who, military=True)]
            draft.note("actors", "found", draft.actors[0].span.text, "who says «we»")

    def _spoken(self, draft: Draft, frame: Frame, chain: Chain) -> None:
        """A speech act: its speaker is its actor and its source."""
        own = chain.own if frame.verb is not None else None
        if own is not None and _nobody(own.view, own.phrase):
            draft.voices = tuple(v for v in draft.voices if v.phrase is not own.phrase)
            draft.actors = []
            return
        if own is not None:
            speaker = self._speaker(own)
            if any(p is own.phrase for p in frame.actors):
                draft.actors = [speaker if m.span == speaker.span else m for m in draft.actors]
            else:
                joined = self._mentions(own.view, own.phrase.members, military=False)
                draft.actors = [speaker, *joined]  # «نفى الحزب والحركة»
            said = {m.span for m in draft.actors}
            if own.name is not None:
                said.add(self.resolver.mention(own.view, own.name, military=False).span)
            draft.targets = [m for m in draft.targets if m.span not in said]
            return
        spoken = [p for p in frame.actors if speaking(draft.view, p, True)]
        if spoken:
            draft.voices = (*draft.voices, Voice(draft.view, spoken[0], draft.view.tokens[frame.head].raw, "say"))
        elif draft.voices and not frame.passive:
            draft.actors = [self._speaker(draft.voices[-1])]

    def _speaker(self, voice: Voice) -> Mention:
        """Who speaks, with the name beside his office («رئيس الحكومة، سمير حداد، …»)."""
        mention = self.resolver.mention(voice.view, voice.phrase, military=False)
        if voice.name is None:
            return mention
        name = self.resolver.mention(voice.view, voice.name, military=False).span.text
        return replace(mention, antecedents=(name, *mention.antecedents))

    def _threat(self, draft: Draft) -> None:
        """What a speaker says that his own side may do is a threat («أردوغان: تركيا قد تشن عملية», «سنضرب»)."""
        if draft.status not in ("possible", "planned", "threatened") or not draft.voices:
            return
        if ontology.families()[draft.type] not in _VIOLENT:
            return
        speaker = self.resolver.body_of(draft.voices[-1].phrase)
        own = [b for m in draft.actors if (b := self.resolver.knowledge.names.bodies.get(m.id or "")) is not None]
        ours = draft.frame.verb is not None and draft.frame.verb.form.person == "1p"
        ours = ours or any(m.span.text.startswith(_OWN) for m in draft.actors)
        if ours or (
            speaker is not None
            and any(
                b is speaker or (speaker.kind in _RULING and b.country and b.country == speaker.country) for b in own
            )
        ):
            draft.note("claim", "taken", draft.type, "announced by the side that would do it: a threat")
            draft.type, draft.status = "threat", "happened"
            if ours:
                draft.actors = [self._speaker(draft.voices[-1])]

    def _mentions(
        self,
        view: View,
        phrases: list[Phrase],
        military: bool,
        voices: tuple[Voice, ...] = (),
        crowd: bool = False,
        hurt: Container[int] = (),
    ) -> list[Mention]:
        out: list[Mention] = []
        for phrase in (one for p in phrases for one in _each(p)):
            if (
                phrase.kind in (("place",) if crowd else ("number", "place"))
                and phrase.owner is None
                and phrase.place_head is None
            ):
                continue
            person = id(phrase) in hurt and not phrase.definite  # «أصيب سوري»: no army
            mention = self.resolver.mention(view, phrase, military, person)
            if voices and phrase.suffix in _THEIRS and voices[-1].phrase is not phrase:
                mention = replace(mention, antecedents=(*mention.antecedents, *self._whose(voices[-1])))
            if mention.span.text and not any(m.span == mention.span for m in out):
                out.append(mention)
        return out

    def _whose(self, voice: Voice) -> list[str]:
        """Whom the pronoun of «قواته» takes up in the words of a speaker: himself, or the body that he speaks for."""
        found: list[str] = []
        whose: Phrase | None = voice.phrase
        while whose is not None:
            found.append(self.resolver.mention(voice.view, whose, military=False).span.text)
            whose = whose.owner
        return found

    def _by_place(self, view: View, base: Draft, frame: Frame) -> list[Draft]:
        """One draft a coordinated place; the toll stays with the first."""
        groups: list[list[Phrase]] = []
        taken: set[int] = set()
        for phrase in frame.places:
            if id(phrase) in taken:
                continue
            group = [p for p in phrase.all() if any(p is q for q in frame.places)]
            taken |= {id(p) for p in group}
            before = groups[-1][-1] if groups else None
            if before is not None and _goes_on(view, before, phrase):
                groups[-1] += group  # «في حي … وعلى أطراف بلدة …», «في قرى …، وفي بلدة …»
            else:
                groups.append(group)
        resolved = []
        for group in groups:
            places = [(p, self.resolver.places.place(view, p)) for p in group]
            named = [(p, q) for p, q in places if q is not None]
            if named:
                resolved.append(named)
        if not resolved and frame.entry_lemma() in HOSTS:
            home = next((a for a in frame.actors if a.kind == "country" and a.place_span), None)
            if home is not None:
                base.place = self.resolver.places.place(view, home)
        if not resolved:
            return [base]
        if frame.code in LEAVING:
            left = [g for g in resolved if g[0][0].prep not in TOWARDS]
            arrived = [g for g in resolved if g[0][0].prep in TOWARDS] if frame.entry_lemma() in ARRIVING else []
            base.towards = not (left or arrived)
            resolved = arrived or left or resolved
        best = min(resolved, key=lambda g: _exactness(frame, *g[0]))
        if len(best) > 1:
            # «المركز وأطرافه»: what is told by a pronoun is no place of its own
            best = [(p, q) for p, q in best if not p.suffix] or best
        wide = next((q for g in resolved for _, q in g if q.lat is not None), None)
        out = []
        for k, place in enumerate(fill_points([q for _, q in best], wide)):
            draft = (
                base
                if k == 0
                else replace(
                    base,
                    numbers=[],
                    steps=list(base.steps),
                    actors=list(base.actors),
                    targets=list(base.targets),
                )
            )
            draft.place, draft.own_place = place, True
            out.append(draft)
        return out

    @staticmethod
    def _status(frame: Frame, chain: Chain) -> str:
        if frame.klass == "denial":
            return "not-happened"
        if frame.klass == "speech" and chain.own is not None:
            return frame.status or "happened"  # what is denied is the content, not that he denies
        if chain.status == "not-happened":
            twice = frame.status == "not-happened" and "untrue" not in frame.marks  # «نفت صحة ما لا أساس له»
            return "happened" if twice else "not-happened"
        known = "relative" in frame.marks and frame.verb is not None and frame.verb.form.tense == "past"
        if chain.status == "possible" and not frame.status and not known:  # «رجح أن ينفذه داعش الذي سيطر على …»
            return "possible"
        if frame.code == "weapon-interception" and frame.status == "failed":
            return "happened"  # the interception came off; the attack is another event
        status = frame.status or ("ongoing" if frame.code in ontology.STATES else "happened")
        return status


def _of_accuser(view: View, frames: list[Frame], frame: Frame) -> Chain:
    """«ألقت الحكومة باللوم على … في هجوم»: what somebody is blamed for is told by who blames him."""
    for blame in frames:
        if blame.code == "accusation" and blame.klass == "event" and blame.verb is not None and blame.head < frame.head:
            if blame.actors and any(t.target() is frame for t in blame.topics):
                return Chain((Voice(view, blame.actors[0], view.tokens[blame.head].raw, "say"),))
    return Chain()


def _each(phrase: Phrase) -> list[Phrase]:
    """«قبيلتي … و…», «حركتي … و…»: of a dual the two whom its genitive names."""
    whose = phrase.owner if phrase.grammatical in ("d", "dp") and not phrase.members else None
    if whose is None or not whose.members or any(p.kind not in _BODIES for p in whose.all()):
        return [phrase]
    return whose.all()


def _goes_on(view: View, before: Phrase, phrase: Phrase) -> bool:
    """Whether «و» joins a place to the one before it, with a comma between them at most."""
    if phrase.start < before.end or not _joined(view, phrase.start):
        return False
    between = range(before.end, phrase.start)
    return len(between) <= 1 and all(view.norm(i) in _BETWEEN or "prep-pron" in view.words[i].tags for i in between)


def _joined(view: View, i: int) -> bool:
    return view.norm(i) == "و" or bool(view.words[i].conj)


def _exactness(frame: Frame, phrase: Phrase, place: Place) -> tuple[int, bool, float]:
    """How exactly a place of a deed is told; an area is told no less exactly than the town in front of the sentence."""
    rank, reach = fineness(place)
    if place.level == "district" and not phrase.bearing:
        rank -= 1  # «وفي كركوك، انفجر لغم … في ناحية الرشاد»
    road = phrase.place_head is not None and phrase.place_head.noun.split()[0] in ROADS
    if road and any(q.end == phrase.start and q.place_span and q.start > frame.head for q in frame.places):
        rank += 1  # «في مدينة … على طريق …»: the road only says more of the town
    # «وفي درعا، … باتجاه بلدة عتمان»: of two towns the one in front is the wider; «على الطريق … عند معبر …»
    return rank, road or phrase.prep == "بين" or _in_front(frame, phrase), reach


def _in_front(frame: Frame, phrase: Phrase) -> bool:
    """«وفي درعا، …»: the setting that a sentence begins with."""
    return phrase.start < frame.head and phrase.prep in ("في", "ب", "إلى")


def _nobody(view: View, phrase: Phrase) -> bool:
    """«أي جهة», «أية جماعة»: none at all, behind a negation."""
    return phrase.start > 0 and view.norm(phrase.start - 1) in ("اي", "ايه") and view.norm(phrase.core) in _ANYBODY


def _names_event(frame: Frame) -> bool:
    """Whether a frame is a violent event named with the article, without more to it («القصف», «تلك المواجهات»)."""
    phrase = frame.phrase
    return (
        phrase is not None
        and phrase.definite
        and phrase.owner is None
        and not frame.places
        and frame.klass in ("event", "reference")
        and (ontology.families().get(frame.code) in _VIOLENT or frame.code in ontology.PSEUDO_CODES)
    )


def to_claim(report: Report, draft: Draft, sources: tuple[Source, ...], confidence: float) -> Claim:
    """The claim of a draft; its id is a hash of its content."""
    start, end = draft.trigger
    a, b = draft.view.sentence.start, draft.view.sentence.end
    trigger, evidence = Span(start, end, report.text[start:end]), Span(a, b, report.text[a:b])
    place = draft.place
    identity = content_hash(
        report.sha256, draft.type, draft.status, start, end, place.span.start if place else None,
        place.span.text if place else None, [s.mention.span.text for s in sources],
    )  # fmt: skip
    return Claim(
        identity, draft.type, draft.status, trigger, evidence, tuple(draft.actors), tuple(draft.targets), place,  # type: ignore[arg-type]
        draft.time, tuple(draft.numbers), sources, confidence, draft.rule,
    )  # fmt: skip
