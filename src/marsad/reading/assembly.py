"""Frames become claims: split by place, filled from their surroundings, merged, named by content."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from marsad import ontology
from marsad.model import Claim, Mention, Place, Quantity, Report, Source, Span, TimeRef, content_hash
from marsad.reading.draft import Draft
from marsad.reading.frame import FIGHTING, Frame
from marsad.reading.occasion import Occasions
from marsad.reading.phrase import Phrase
from marsad.reading.places import fill_points
from marsad.reading.resolve import Resolver
from marsad.reading.speakers import speaking
from marsad.reading.view import View
from marsad.reading.voice import Chain, Voice

_FINE = {"site": 0, "neighbourhood": 0, "town": 1, "district": 2, "governorate": 3, "country": 4, None: 5}
_VIOLENT = frozenset({"battle", "remote", "civilians"})
_THING_COUNTS = frozenset({"vehicles", "weapons", "places", "troops", "area-km2", "displaced", "captured"})
# Types of which a bare noun without any argument says too little to be a claim.
# Nouns and verbs of attack that leave open what kind it was.
_UNSPECIFIC = frozenset(
    {"هجوم", "استهداف", "عملية", "قصف", "ضربة", "استهدف", "حادث", "حادثة", "اعتداء", "هجمة", "عدوان"}
)
_HOSTS = frozenset({"استضاف", "استقبل", "احتضن", "آوى", "استضافة", "استقبال"})
_FEW = 2  # up to so many, people told one after the other are one toll
_MEANS_REACH = 3  # sentences
_MUTE = frozenset({"abstract", "event", "place", "weapon", "number", "structure"})
_NEEDS_ARGUMENT = frozenset(
    {"presence", "control", "territory-gain", "mobilization", "siege", "negotiation", "return", "aid", "arrest", "agreement",
     "displacement", "protest", "group-change", "property-destruction", "territory-handover", "weapon-interception"}
)  # fmt: skip


@dataclass(slots=True)
class Assembler:
    """Collects the drafts of one report."""

    report: Report
    resolver: Resolver
    drafts: list[Draft] = field(default_factory=list)
    day_of_report: TimeRef | None = None  # «حصاد يوم الأحد 02-10-2022»

    def sentence(self, view: View, number: int, frames: list[Frame], chains: list[Chain], headline: bool) -> None:
        """Add the drafts of one sentence."""
        new: list[Draft] = []
        _drop_topics(frames)
        if headline and self.day_of_report is None and not any(f.code for f in frames):
            self._headline_day(view)
        for frame in frames:
            if frame.merged is not None or frame.dropped or not frame.code or frame.code == "-":
                continue
            if frame.code not in ontology.families():
                continue
            chain = chains[frame.clause].at(frame.head) if frame.clause < len(chains) else Chain()
            reason = self._reject(frame) or self._silent(frame, chain)
            if reason:
                frame.dropped = reason
                continue
            new += self._drafts(view, number, frame, chain, headline)
        told = {f.clause for f in frames if _names_event(f)}
        for draft in new:
            draft.refers = draft.frame.clause in told and not _names_event(draft.frame)
        self._share(view, new, frames)
        for draft in new:
            self._point_back(draft)
            self._at_structure(draft)
        self.drafts += [d for d in new if not d.dropped]

    def _headline_day(self, view: View) -> None:
        """A round-up names its day in the headline; its items do not repeat it. A bare date line is the page's."""
        if not view.knowledge.lexicon.calendar.is_round_up(view.tokens):
            return
        for expression in view.times.values():
            if expression.precision == "day" and expression.first and not expression.since:
                self.day_of_report = self.resolver.time(view, expression)

    def _reject(self, frame: Frame) -> str:
        """Why a frame makes no claim, empty where it does."""
        if "hypothetical" in frame.marks:
            return "hypothetical"
        if "generic" in frame.marks:
            return "generic mention"
        own_places = frame.places if "loose place" not in frame.marks else []
        arguments = bool(frame.actors or frame.targets or own_places or frame.patients)
        if frame.code == "property-destruction" and frame.phrase is not None and not frame.phrase.definite:
            arguments = arguments or bool(frame.marks & {"result", "consequence", "via:وقوع"})
        if not arguments and (
            frame.code in _NEEDS_ARGUMENT
            or (frame.phrase is not None and frame.phrase.count is None and "light" not in " ".join(frame.marks))
        ):
            return "event noun without any argument"
        if frame.code in ("territory-gain", "territory-handover"):
            held = [p for p in frame.targets if p.kind in ("structure", "military-post")]
            if not held and not any(
                p.place_span or p.places or (p.place_head is not None and p.place_head.level == "site")
                for p in frame.places
            ):
                told = frame.verb is not None or (
                    frame.phrase is not None and any(m.startswith("aspect") for m in frame.marks)
                )
                if not (told and frame.actors and "relative" not in frame.marks and "purpose" not in frame.marks):
                    return "no named place changes hands"
        if (
            frame.phrase is not None
            and frame.phrase.definite
            and frame.klass in ("event", "reference")
            and not arguments
            and not frame.status
            and frame.phrase.count is None
        ):
            return "points back without adding anything"
        reason = self._misfit(frame)
        if reason:
            return reason
        if frame.code == "control" and not any(p.place_span or p.places for p in frame.places):
            return "control of nothing named"
        if frame.phrase is not None and frame.phrase.prep == "بموجب":
            return "named as a ground only"
        if (
            frame.phrase is not None
            and frame.phrase.prep == "بعد"
            and frame.phrase.definite
            and frame.phrase.owner is None
            and not frame.patients
        ):
            return "names a time only"
        described = (
            frame.verb is not None
            and frame.verb.form.tense == "imperfect"
            and not (frame.targets or frame.places or frame.patients or frame.times)
        )
        if described and frame.code in ("clash", "attack") and "relative" in frame.marks:
            return "describes a body"
        if "purpose" in frame.marks and frame.phrase is not None and frame.status not in ("planned",):
            return "named as a purpose only"
        if frame.verb is not None and frame.verb.form.person == "1p":
            if frame.code in ("statement", "demand") or frame.verb.form.tense != "past":
                return "words of a quotation"
        if frame.klass == "speech" and not frame.actors and frame.verb is None:
            return "speech noun without a speaker"
        return ""

    @staticmethod
    def _misfit(frame: Frame) -> str:
        """Why the words in a frame's roles cannot be what its type needs, empty where they can."""
        armed = [
            p
            for p in (*frame.actors, *frame.targets)
            if p.kind
            in (
                "force",
                "person-armed",
                "vehicle",
                "weapon",
                "actor",
                "country",
                "military-post",
                "air-platform",
                "group",
                "people-adjective",
                "explosive",
            )
        ]
        people = [
            p
            for p in (*frame.actors, *frame.targets)
            if p.kind in ("people", "person-civilian", "number", "relative", "people-adjective", "name")
        ]
        if frame.klass == "casualty" and not frame.patients and not frame.targets:
            return "a toll that counts nobody"
        if frame.code == "mobilization" and not armed:
            return "nothing armed is moved"
        if frame.code in ("displacement", "return") and not people and not frame.patients and frame.phrase is None:
            return "nobody moves"
        if frame.code == "negotiation" and not any(
            p.kind in ("person-official", "actor", "country", "org-head") for p in (*frame.actors, *frame.targets)
        ):
            return "no bodies or officials meet"
        if frame.code == "group-change" and not any(
            p.kind in ("force", "actor", "person-armed", "person-official", "org-head", "country", "group")
            for p in (*frame.actors, *frame.targets)
        ):
            return "no group or office changes"
        return ""

    @staticmethod
    def _silent(frame: Frame, chain: Chain) -> str:
        """Why a speech act makes no claim: nobody is there who could speak («القصف يهدد المدنيين»)."""
        if frame.klass == "pledge":
            voice = chain.voices[-1] if chain.voices else None
            pledging = ("actor", "country", "person-official", "org-head", "name", "force", "person-armed")
            return "" if voice is not None and voice.phrase.kind in pledging else "nobody pledges"
        if frame.code not in ontology.SPEECH or frame.klass != "speech":
            return ""
        if frame.passive:
            return "" if frame.targets or frame.addressees or frame.code == "accusation" else "nobody speaks to nobody"
        if frame.verb is not None:
            return "" if chain.own is not None else "nobody speaks"
        if frame.code == "accusation" or any(p.kind not in _MUTE for p in frame.actors):
            return ""
        return "nobody speaks"

    # -- one frame ----------------------------------------------------------------------------------------------

    def _drafts(self, view: View, number: int, frame: Frame, chain: Chain, headline: bool) -> list[Draft]:
        status = self._status(frame, chain)
        start, end = view.span(frame.start, frame.end)
        speech = frame.code in ontology.SPEECH and frame.klass == "speech"
        voices = chain.voices
        base = Draft(
            view, frame, number, frame.code, status, (start, end), frame.rule, voices=voices, headline=headline,
            definite=frame.phrase is not None and frame.phrase.definite and frame.phrase.owner is None,
            steps=list(frame.steps),
        )  # fmt: skip
        military = ontology.families()[frame.code] in _VIOLENT or frame.code in (
            "mobilization",
            "weapon-interception",
            "presence",
            "control",
        )
        base.actors = self._mentions(view, frame.actors, military)
        targets = [*frame.targets, *frame.addressees]
        if frame.entry_lemma() not in FIGHTING:  # whose dead these are does not say whom the fight was aimed at
            targets += [
                p.phrase
                for p in frame.patients
                if p.phrase is not None and _nameable(view, p.phrase) and not any(p.phrase is t for t in targets)
            ]
        base.targets = self._mentions(view, [t for t in targets if _tells_who(t)], military)
        base.numbers = self._numbers(view, frame)
        if frame.times:
            best = min(frame.times, key=lambda t: (t.first is None and not t.part, abs(t.start - frame.head)))
            base.time = self.resolver.time(view, best, frame.code in ontology.STATES, status == "ongoing")
            base.hour_only = best.part
        if speech:
            self._spoken(base, frame, chain)
        elif base.type in ontology.SPEECH and not base.actors and chain.voices:
            base.actors = [self.resolver.mention(chain.voices[-1].view, chain.voices[-1].phrase, military=False)]
        self._threat(base)
        return self._by_place(view, base, frame)

    def _spoken(self, draft: Draft, frame: Frame, chain: Chain) -> None:
        """A speech act: its speaker is its actor and its source."""
        own = chain.own if frame.verb is not None else None
        if own is not None:
            if not any(p is own.phrase for p in frame.actors):
                draft.actors = [self.resolver.mention(own.view, own.phrase, military=False)]
            said = {m.span for m in draft.actors}
            draft.targets = [m for m in draft.targets if m.span not in said]
            return
        spoken = [p for p in frame.actors if speaking(draft.view, p, True)]
        if spoken:
            draft.voices = (*draft.voices, Voice(draft.view, spoken[0], draft.view.tokens[frame.head].raw, "say"))
        elif draft.voices and not frame.passive:
            draft.actors = [self.resolver.mention(draft.voices[-1].view, draft.voices[-1].phrase, military=False)]

    def _threat(self, draft: Draft) -> None:
        """What a speaker says that his own side may do is a threat («أردوغان: تركيا قد تشن عملية»)."""
        if draft.status not in ("possible", "planned", "threatened") or not draft.voices or not draft.actors:
            return
        if ontology.families()[draft.type] not in _VIOLENT:
            return
        speaker = self.resolver.body_of(draft.voices[-1].phrase)
        own = [b for m in draft.actors if (b := self.resolver.knowledge.names.bodies.get(m.id or "")) is not None]
        if speaker is not None and any(b is speaker or (b.country and b.country == speaker.country) for b in own):
            draft.note("claim", "taken", draft.type, "announced by the side that would do it: a threat")
            draft.type, draft.status = "threat", "happened"

    def _mentions(self, view: View, phrases: list[Phrase], military: bool) -> list[Mention]:
        out: list[Mention] = []
        for phrase in phrases:
            if phrase.kind in ("number", "place") and phrase.owner is None and phrase.place_head is None:
                continue
            mention = self.resolver.mention(view, phrase, military)
            if mention.span.text and not any(m.span == mention.span for m in out):
                out.append(mention)
        return out

    def _by_place(self, view: View, base: Draft, frame: Frame) -> list[Draft]:
        """One draft a coordinated place; the toll stays with the first."""
        groups: list[list[Phrase]] = []
        taken: set[int] = set()
        for phrase in frame.places:
            if id(phrase) in taken:
                continue
            group = [p for p in phrase.all() if any(p is q for q in frame.places)]
            taken |= {id(p) for p in group}
            groups.append(group)
        resolved = []
        for group in groups:
            places = [(p, self.resolver.places.place(view, p)) for p in group]
            named = [(p, q) for p, q in places if q is not None]
            if named:
                resolved.append(named)
        if not resolved and frame.entry_lemma() in _HOSTS:
            home = next((a for a in frame.actors if a.kind == "country" and a.place_span), None)
            if home is not None:
                base.place = self.resolver.places.place(view, home)
        if not resolved:
            return [base]
        best = min(resolved, key=lambda g: _fineness(g[0][1]))
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
                    features={},
                )
            )
            draft.place, draft.own_place = place, True
            out.append(draft)
        return out

    @staticmethod
    def _status(frame: Frame, chain: Chain) -> str:
        if frame.klass == "speech" and chain.own is not None:
            return frame.status or "happened"  # what is denied is the content, not that he denies
        if chain.status == "not-happened":
            return "happened" if frame.status == "not-happened" else "not-happened"
        if chain.status == "possible" and not frame.status:
            return "possible"
        if frame.code == "weapon-interception" and frame.status == "failed":
            return "happened"  # the interception came off; the attack is another event
        status = frame.status or ("ongoing" if frame.code in ontology.STATES else "happened")
        return status

    def _numbers(self, view: View, frame: Frame) -> list[Quantity]:
        out: list[Quantity] = []
        counted: dict[int, Quantity] = {}
        for patient in frame.patients:
            if patient.zero:
                out.append(self.resolver.zero(view, view.span(frame.start, frame.end)))
                continue
            quantity = self.resolver.quantity(view, patient)
            if quantity is not None and not any(q.span == quantity.span and q.kind == quantity.kind for q in out):
                out.append(quantity)
                counted[id(patient.phrase)] = quantity
        out = self._sums(frame, out, counted)
        if frame.phrase is not None and frame.phrase.count is not None and frame.klass == "event":
            attacks = self.resolver.count(view, frame.phrase, "attacks")
            if attacks is not None:
                out.append(attacks)
        for phrase in (*frame.targets, *frame.means):
            kind = phrase.entry.count if phrase.entry is not None else ""
            if kind in _THING_COUNTS and phrase.count is not None:
                quantity = self.resolver.count(view, phrase, kind)
                if quantity is not None:
                    out.append(quantity)
        return out

    def _sums(self, frame: Frame, found: list[Quantity], counted: dict[int, Quantity]) -> list[Quantity]:
        """«طفلة ووالدتها»: people named one by one are counted together."""
        for patient in frame.patients:
            if patient.phrase is None or not patient.phrase.members:
                continue
            parts = [counted[id(p)] for p in patient.phrase.all() if id(p) in counted]
            few = all(q.low == q.high and q.low is not None and q.low <= _FEW for q in parts)
            if len(parts) < 2 or not few or len({q.kind for q in parts}) > 1:
                continue
            total = sum(q.low or 0 for q in parts)
            start, end = parts[0].span.start, parts[-1].span.end
            span = Span(start, end, self.report.text[start:end])
            whole = replace(parts[0], span=span, low=total, high=total, who=span.text)
            found = [whole if q is parts[0] else q for q in found if q is parts[0] or not any(q is p for p in parts)]
        return found

    # -- neighbours ---------------------------------------------------------------------------------------------

    def _share(self, view: View, new: list[Draft], frames: list[Frame]) -> None:
        """Places and times of the same sentence reach the claims that have none of their own."""
        placed = [d for d in new if d.place is not None]
        for draft in new:
            if draft.place is None:
                self._share_place(draft, placed)

    def _share_place(self, draft: Draft, placed: list[Draft]) -> None:
        """The place of a claim beside it in the sentence, else of the one who tells it («مصادر في بلدة …»)."""
        if placed:
            near = min(
                placed, key=lambda d: (d.frame.clause != draft.frame.clause, abs(d.frame.head - draft.frame.head))
            )
            draft.place = near.place
            draft.note("place", "carried", near.place.span.text if near.place else "", "from the same sentence")
            return
        for voice in reversed(draft.voices):
            owner = voice.phrase.owner
            if voice.view is not draft.view or owner is None or owner.kind != "place" or not owner.place_span:
                continue
            place = self.resolver.places.place(draft.view, owner)
            if place is not None and _FINE[place.level] <= _FINE["town"]:
                draft.place = place
                draft.note("place", "carried", place.span.text, "where its source is")
                return

    def _at_structure(self, draft: Draft) -> None:
        """A deed against a structure with a name («محطة …», «المطبعة») is placed there, near the place carried to it."""
        if draft.own_place:
            return
        span = self.resolver.places.structure(draft.view, draft.frame.targets)
        if span is None:
            return
        near = draft.place
        draft.place = (
            replace(near, span=span, id=None, name_ar=None, name_en=None, level="site")
            if near is not None
            else Place(span, level="site")
        )
        draft.note("place", "found", span.text, "a structure with a name among its targets")

    def _point_back(self, draft: Draft) -> None:
        """An event noun that was told before takes what it lacks from there («القصف»، «الهجوم»)."""
        if draft.type == "casualties" and not draft.headline:
            self._toll_of(draft)
        family = ontology.families()[draft.type]
        draft.anchor = self._anchor(draft, family)
        anchor = draft.anchor
        if anchor is not None and draft.definite and not draft.own_place:
            draft.place = draft.place or anchor.place
            if not draft.actors:
                draft.actors = list(anchor.actors)
        if (
            anchor is not None
            and draft.definite
            and draft.type != anchor.type
            and draft.frame.entry_lemma() in _UNSPECIFIC
        ):
            if anchor.sentence < draft.sentence or anchor.frame.head < draft.frame.head:
                draft.note("claim", "carried", anchor.type, "type of the attack that it points back to")
                draft.type = anchor.type
        if draft.place is None:
            for earlier in reversed(self.drafts):
                if earlier.place is not None and draft.sentence - earlier.sentence <= 6:
                    draft.place = earlier.place
                    draft.note("place", "carried", earlier.place.span.text, "from the sentence before")
                    break

    def _anchor(self, draft: Draft, family: str) -> Draft | None:
        """The claim that a draft points back to: by its noun, by its kind, by its place."""
        families = ontology.families()
        nearest = None
        for earlier in reversed(self.drafts):
            if (earlier.headline and not draft.headline) or draft.sentence - earlier.sentence > 8:
                continue
            violent = families[earlier.type] in _VIOLENT and family in _VIOLENT
            if draft.definite and violent and draft.frame.phrase is not None:
                if _pointed(draft) and (not draft.own_place or self._same_place(draft, earlier)):
                    return earlier  # «هذا القصف»: the one just told
                if earlier.frame.entry_lemma() == draft.frame.entry_lemma() and _several(earlier) == _several(draft):
                    return earlier
                if nearest is None and (not draft.own_place or self._same_place(draft, earlier)):
                    nearest = earlier
            elif families[earlier.type] == family and (
                (draft.definite and not draft.own_place) or self._same_place(draft, earlier)
            ):
                return nearest or earlier
        return nearest

    def _toll_of(self, draft: Draft) -> None:
        """A toll without a cause of its own belongs to the attack told in the sentences before."""
        families = ontology.families()
        for earlier in reversed(self.drafts):
            if draft.sentence - earlier.sentence > 2 or earlier.headline:
                return
            if families[earlier.type] not in _VIOLENT or earlier.status not in ("happened", "ongoing"):
                continue
            if earlier.type in ("territory-gain", "territory-handover", "siege", "control"):
                continue
            if draft.own_place and not self._same_place(draft, earlier):
                return
            if draft.time is not None and earlier.time is not None and draft.time.start != earlier.time.start:
                return
            draft.note("claim", "carried", earlier.type, "toll of the attack told before")
            draft.type, draft.place, draft.anchor = earlier.type, draft.place or earlier.place, earlier
            draft.actors = draft.actors or list(earlier.actors)
            draft.definite = True
            draft.own_place = False
            return

    @staticmethod
    def _same_place(a: Draft, b: Draft) -> bool:
        if a.place is None or b.place is None:
            return False
        if a.place.id and b.place.id:
            return a.place.id == b.place.id
        return a.place.span.text.strip() == b.place.span.text.strip()

    # -- the report as a whole ----------------------------------------------------------------------------------

    def finish(self) -> list[Draft]:
        """Drop what is told twice, fold tolls, keep the order of the text."""
        for draft in self.drafts:
            if draft.time is None and self.day_of_report is not None and not draft.headline:
                draft.time = self.day_of_report
                draft.note("time", "carried", self.day_of_report.span.text, "the day that the headline names")
        self._carry_means()
        self._carry_actors()
        Occasions(self.drafts, self.report.published_on).carry_days()
        self._places_ahead()
        self._headlines()
        self._repeats()
        self._fold()
        return [d for d in self.drafts if not d.dropped]

    def _headlines(self) -> None:
        """A headline's claim that the body tells again is dropped."""
        families = ontology.families()
        body = [d for d in self.drafts if not d.headline]
        for draft in self.drafts:
            violent = families[draft.type] in _VIOLENT or draft.type == "casualties"
            if draft.headline and any(
                families[b.type] == families[draft.type]
                or (violent and (families[b.type] in _VIOLENT or b.type == "casualties"))
                for b in body
            ):
                draft.dropped = "the body tells it again"

    def _places_ahead(self) -> None:
        """A lead that names no place means the place of the details that follow."""
        families = ontology.families()
        for k, draft in enumerate(self.drafts):
            if draft.place is not None or draft.dropped:
                continue
            ahead = [d for d in self.drafts[k + 1 :] if d.place is not None and not d.dropped]
            alike = [d for d in ahead if families[d.type] == families[draft.type] and d.sentence - draft.sentence <= 4]
            if alike or ahead:
                draft.place = (alike or ahead)[0].place
                draft.note("place", "carried", (alike or ahead)[0].frame.rule, "from the details that follow")

    def _carry_means(self) -> None:
        """«غارات … القصف استهدف …»: a strike whose weapon is not told is of the kind that its actor just used."""
        for k, draft in enumerate(self.drafts):
            if draft.type != "shelling" or "open means" not in draft.frame.marks:
                continue
            for earlier in reversed(self.drafts[:k]):
                if draft.sentence - earlier.sentence > _MEANS_REACH:
                    break
                if earlier.type not in ("airstrike", "shelling") or "open means" in earlier.frame.marks:
                    continue
                if earlier.type == "airstrike" and (not draft.actors or _shares_actor(draft, earlier)):
                    draft.type = "airstrike"
                    draft.frame.marks.discard("open means")
                    draft.note("claim", "carried", "airstrike", "weapon of the strikes told before")
                break

    def _carry_actors(self) -> None:
        """Strikes told in a row are of one actor until another is named; damage is done by the strike before it.

        Measured on train among strikes without an actor: of the same type one sentence on, the carried actor was
        right in 24 of 33; for damage in 12 of 13.
        """
        families = ontology.families()
        last: Draft | None = None
        for draft in self.drafts:
            if draft.dropped or draft.headline:
                continue
            if draft.actors:
                last = draft if families[draft.type] in _VIOLENT else last
                continue
            if last is None or draft.status not in ("happened", "ongoing"):
                continue
            gap = draft.sentence - last.sentence
            strike = draft.type in ("shelling", "airstrike") and draft.type == last.type
            damage = draft.type == "property-destruction" and families[last.type] == "remote"
            if (strike and gap <= (2 if draft.definite else 1)) or (damage and gap <= 2):
                draft.actors = list(last.actors)
                draft.note("actors", "carried", last.actors[0].span.text, "from the strike told before")

    def _repeats(self) -> None:
        """A claim told again by the same voice, with the same toll and no other place, is one claim."""
        for k, draft in enumerate(self.drafts):
            if draft.dropped or not draft.numbers:
                continue
            toll = {(q.kind, q.low, q.high) for q in draft.numbers}
            for earlier in self.drafts[:k]:
                if earlier.dropped or earlier.type != draft.type or earlier.status != draft.status:
                    continue
                if toll != {(q.kind, q.low, q.high) for q in earlier.numbers}:
                    continue
                if earlier.voice_key == draft.voice_key and (
                    draft.place is None or not draft.own_place or self._same_place(draft, earlier)
                ):
                    draft.dropped = "told before by the same voice"
                    break

    def _fold(self) -> None:
        """A second mention by the same voice that adds only a toll goes into the first."""
        families = ontology.families()
        kept: list[Draft] = []
        for draft in self.drafts:
            if draft.dropped:
                continue
            anchor = draft.anchor
            while anchor is not None and anchor.into is not None:
                anchor = anchor.into
            for earlier in reversed(kept[-8:]):
                if families[earlier.type] != families[draft.type] or earlier.voice_key != draft.voice_key:
                    continue
                if (
                    anchor is earlier
                    and draft.definite
                    and (not draft.own_place or self._same_place(draft, earlier))
                    and draft.status == earlier.status
                ):
                    if not draft.numbers and not draft.targets:
                        draft.dropped = "points back without adding anything"
                    else:
                        self._give(draft, earlier)
                    break
                same = (
                    earlier.type == draft.type and earlier.status == draft.status and self._same_place(draft, earlier)
                )
                bare = not draft.actors and not draft.targets and not draft.numbers
                if same and bare and earlier.sentence == draft.sentence and not draft.own_place:
                    self._give(draft, earlier)
                    break
            else:
                kept.append(draft)

    @staticmethod
    def _give(draft: Draft, earlier: Draft) -> None:
        draft.dropped, draft.into = "folded into the claim before", earlier
        for q in draft.numbers:
            if not any(q.kind == p.kind and (q.low, q.high) == (p.low, p.high) for p in earlier.numbers):
                earlier.numbers.append(q)
        for m in draft.targets:
            if not any(m.span.text == t.span.text for t in earlier.targets):
                earlier.targets.append(m)
        earlier.actors = earlier.actors or list(draft.actors)
        earlier.note("claim", "taken", draft.view.tokens[draft.frame.head].raw, "toll told later")


def _fineness(place: Place) -> tuple[int, float]:
    """How exactly a place is told: by its level, areas by their reach as well."""
    rank = _FINE[place.level]
    return rank, (place.radius_km or 0.0) if rank > _FINE["town"] else 0.0


def _nameable(view: View, phrase: Phrase) -> bool:
    """Whether a phrase that counts people also says who they are («آخرون», «ضحايا», «البقية» do not)."""
    if phrase.kind == "number" or view.norm(phrase.core).lstrip("و").startswith("اخر"):
        return False
    return phrase.kind not in ("casualty", "group") or phrase.owner is not None


def _tells_who(phrase: Phrase) -> bool:
    """Whether a target is more than «مواقع» alone."""
    bare = phrase.owner is None and phrase.own_end - phrase.core <= 1 and not phrase.names
    return not (bare and phrase.kind == "military-post" and not phrase.definite and phrase.grammatical == "p")


def _shares_actor(a: Draft, b: Draft) -> bool:
    return any(m.id == n.id if m.id else m.span.text == n.span.text for m in a.actors for n in b.actors)


def _pointed(draft: Draft) -> bool:
    phrase = draft.frame.phrase
    return phrase is not None and bool(draft.view.words[phrase.start].tags & {"dem"})


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


def _drop_topics(frames: list[Frame]) -> None:
    """What is demanded, threatened, blamed or warned of is told by the speech act, unless it has a toll or a day."""
    for frame in frames:
        if (
            frame.code not in ontology.SPEECH
            or frame.klass != "speech"
            or frame.code in ("statement", "responsibility")
        ):
            continue
        for topic in frame.topics:
            if topic.merged is not None or topic.klass == "speech":
                continue
            if frame.code in ("demand", "threat") or not (topic.patients or topic.times):
                topic.dropped = "topic of a speech act"


def _several(draft: Draft) -> bool:
    """Whether an event noun names more than one deed."""
    phrase = draft.frame.phrase
    return phrase is not None and (phrase.grammatical in ("p", "d", "dp") or phrase.number is not None)


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
