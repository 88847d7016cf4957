"""Clauses become frames: predicates with their actors, targets, places, means, tolls."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from marsad.language.ar.lexicon import EventNoun, Noun, Valency, VerbFrame, VerbUse
from marsad.language.ar.script import normal
from marsad.ontology import SPEECH
from marsad.reading.arguments import Arguments
from marsad.reading.clauses import Clause
from marsad.reading.frame import FIGHTING, Frame, Patient
from marsad.reading.phrase import ACTOR_KINDS, ARMED, PEOPLE, Phrase, agentive
from marsad.reading.view import View

LOCATIVE = frozenset({"في", "ب", "قرب", "داخل", "على", "نحو", "إلى", "من", "بين"})
_CASUALTY = {"killing": "killed", "injury": "injured"}
# What the patient of other types is counted as.
_COUNTED = {
    "arrest": "captured", "abduction": "captured", "displacement": "displaced", "return": "displaced",
    "civilian-attack": "killed",
}  # fmt: skip
# Types whose «subject» may itself be an event noun: «القصف استهدف …», «الانفجار دمر …»
_ABSORBED = frozenset(
    {
        "attack",
        "shelling",
        "airstrike",
        "clash",
        "explosion",
        "remote-explosive",
        "killing",
        "injury",
        "civilian-attack",
    }
)
_RECIPROCAL = frozenset({"clash", "agreement", "negotiation"})


def _tells_where(phrase: Phrase) -> bool:
    """Whether a phrase says where something is: a place with a name, by itself or by what it lies in; «في دمشق»."""
    if phrase.kind == "country":
        return phrase.prep in ("في", "ب", "داخل", "قرب") and phrase.place_span is not None
    return (
        phrase.kind == "place"
        and phrase.prep in _WHERE
        and bool(phrase.place_span or (phrase.within is not None and phrase.within.place_span))
    )


def _stems(norm: str, prep: str) -> set[str]:
    """A word without preposition, article and the endings of adjectives."""
    bare = norm[len(prep) :] if prep and norm.startswith(prep) and prep != "ل" else norm
    bare = bare.removeprefix("لل").removeprefix("ال")
    return {bare, *(bare.removesuffix(end) for end in ("ه", "ات", "ين", "ون", "ا"))}


@dataclass(slots=True)
class FrameBuilder:
    """Builds the frames of one sentence."""

    view: View
    clauses: list[Clause]
    headline: bool = False
    frames: list[Frame] = field(default_factory=list)
    _of_phrase: dict[int, Frame] = field(default_factory=dict)
    _clause_frames: dict[int, Frame] = field(default_factory=dict)
    _taken: set[int] = field(default_factory=set)  # phrases that a participle has used up
    _arguments: Arguments = field(init=False)

    def build(self) -> list[Frame]:
        """All frames in the order of the text, merged ones included."""
        self._arguments = Arguments(self.clauses, self._holds, self._blames, self._comma_before, self._collocates)
        for index in range(len(self.clauses)):
            self._reclaim(index)
        for index, clause in enumerate(self.clauses):
            self._nouns(index, clause)
            self._stationed(index, clause)
            self._held(index, clause)
        self._joint_tolls()
        for index, clause in enumerate(self.clauses):
            self._verb(index, clause)
            self._prepositions(index, clause)
        for index, clause in enumerate(self.clauses):
            self._pledge(index, clause)
        self._ceasefires()
        self._casualties()
        self._control()
        self._circumstances()
        self._loose_places()
        for index, clause in enumerate(self.clauses):
            self._status(index, clause)
        for frame in self.frames:
            if (
                frame.code == "mobilization"
                and frame.merged is None
                and frame.actors
                and all(a.kind in ("number", "people", "person-civilian") for a in frame.actors)
            ):
                # «تحرك مئات الآلاف باتجاه الحدود»: people without arms
                frame.code = "displacement"
                frame.patients += [Patient(a, "displaced") for a in frame.actors]
                frame.actors = []
            frame.code = frame.code if frame.merged else self.settle(frame)
        self.frames.sort(key=lambda f: f.head)
        return self.frames

    def _reclaim(self, index: int) -> None:
        """«أدت غارة على مدرسة تؤوي نازحين إلى مقتل …»: the toll that a result verb waits for, behind a relative clause."""
        clause = self.clauses[index]
        wanted = {p for f in clause.frames() if f.klass == "result" for p in f.preps.required}
        if not wanted or wanted & {p.prep for p in clause.prepositional}:
            return
        for later in self.clauses[index + 1 : index + 3]:
            if later.link != "rel":
                return
            for k, chunk in enumerate(later.chunks):
                phrase = chunk.phrase
                if phrase is None or phrase.prep not in wanted or not _consequence(phrase):
                    continue
                moved = later.chunks[k:]
                later.chunks, clause.chunks = later.chunks[:k], clause.chunks + moved
                for other in (c.phrase for c in moved if c.phrase is not None and c.phrase.prep):
                    later.prepositional = [p for p in later.prepositional if p is not other]
                    clause.prepositional.append(other)
                return

    # -- nouns --------------------------------------------------------------------------------------------------

    def _nouns(self, index: int, clause: Clause) -> None:
        for phrase in clause.phrases():
            self._phrase(index, phrase)
        if clause.verb is None:
            for phrase in clause.before:
                if (
                    phrase.kind == "casualty"
                    and not phrase.definite
                    and phrase.entry is not None
                    and phrase.entry.count in ("killed", "injured", "killed-or-injured")
                ):
                    self._toll(index, phrase)

    def _stationed(self, index: int, clause: Clause) -> None:
        """«القوات المتمركزة في معسكر …»: presence told by a participle."""
        chunks = clause.chunks
        for first, second in pairwise(chunks):
            body, place = first.phrase, second.phrase
            if (
                body is None
                or place is None
                or place.kind not in ("place", "military-post", "structure")
                or place.prep not in ("في", "ب", "على", "داخل", "قرب")
            ):
                continue
            last = self.view.words[body.end - 1]
            if not any(m.belonging and m.word in _STATIONED for m in last.modifiers) or not agentive(body):
                continue
            entry = EventNoun("تمركز", "event", "presence", "ongoing", "actor", Valency({}), "m")
            frame = Frame(
                body.end - 1,
                body.end - 1,
                body.end,
                "participle:stationed",
                "presence",
                "ongoing",
                "event",
                index,
                entry,
                marks={"stationed"},
            )
            frame.actors.append(body)
            self.fill(frame, ("place",), place, "where it is stationed")
            if frame.places:
                self.frames.append(frame)
                self._taken.add(id(place))

    def _held(self, index: int, clause: Clause) -> None:
        """«بلدة … الخاضعة للمعارضة», «حي … الواقع تحت سيطرة …»: control told by a participle behind a place."""
        phrases = clause.phrases()
        for k, phrase in enumerate(phrases):
            spots = [p for p in phrases[: k + 1] if p.kind == "place"]
            if not spots:
                continue
            at = next((i for i in range(phrase.head, phrase.end) if self._participle_of_control(i)), None)
            if at is None:
                continue
            holder = next((p for p in phrases[k:] if p.start > at), None)
            if holder is None or holder.start - at > 2:
                continue
            power = holder.owner if holder.event is not None and holder.event.noun in _POWER else holder
            if power is None or not agentive(power):
                continue
            entry = EventNoun("خضوع", "event", "control", "ongoing", "place", Valency({}), "m")
            frame = Frame(
                at, at, at + 1, "participle:held", "control", "ongoing", "event", index, entry, marks={"held"}
            )  # fmt: skip
            self._add(frame, frame.actors, "actors", power, "who holds it")
            self.fill(frame, ("place",), spots[-1], "what is held")
            if frame.places:
                self.frames.append(frame)
                self._taken.add(id(holder))
                if holder.event is not None and (noun := self._event_of(holder)) is not None:
                    noun.merge_into(frame, "noun of control")

    def _participle_of_control(self, i: int) -> bool:
        norm = self.view.norm(i).removeprefix("و").removeprefix("ال")
        if norm in ("خاضع", "خاضعه", "خاضعين"):
            return self.view.words[i + 1].pre == "ل" if i + 1 < len(self.view.words) else False
        return norm in ("واقع", "واقعه") and self.view.norm(i + 1) == "تحت"

    def _toll(self, index: int, phrase: Phrase) -> None:
        """«3 قتلى وجريحان بقصف …»: a toll without a verb."""
        for member in phrase.all():
            if member.kind != "casualty" or id(member) in self._of_phrase:
                continue
            code = "injury" if member.entry is not None and member.entry.count == "injured" else "killing"
            entry = EventNoun(
                member.entry.noun if member.entry else "", "casualty", code, "", "patient", Valency({}), "m"
            )
            frame = Frame(
                member.head,
                member.head,
                member.head + 1,
                f"noun:{entry.noun}",
                code,
                "",
                "casualty",
                index,
                entry,
                member,
            )
            frame.patients.append(Patient(member, ""))
            self._of_phrase[id(member)] = frame
            self.frames.append(frame)

    def _phrase(self, index: int, phrase: Phrase) -> None:
        for member in phrase.all():
            if member.event is not None:
                self._noun(index, member)
            elif member.owner is not None:
                self._phrase(index, member.owner)
            if member.within is not None and member.within.event is not None:
                self._phrase(index, member.within)

    def _noun(self, index: int, phrase: Phrase) -> Frame | None:
        """The frame of an event noun; nouns such as «استمرار، وقوع، محاولة» hand on to the event behind them."""
        if id(phrase) in self._of_phrase:
            return self._of_phrase[id(phrase)]
        entry = phrase.event
        assert entry is not None
        inner = phrase.owner
        if inner is not None and inner.event is not None and entry.klass in ("aspect", "foil", "reference"):
            frame = self._noun(index, inner)
            if frame is not None:
                self._hand_on(entry, frame, phrase)
                self._of_phrase[id(phrase)] = frame
                for member in inner.members:
                    if member.event is not None and (more := self._noun(index, member)):
                        self._hand_on(entry, more, phrase)
                return frame
        if inner is not None and inner.event is None:
            entry = self._masdar_collocation(index, entry, phrase, inner)
        settled = self._settled(phrase, entry.code)
        code = (settled or entry.code) if entry.noun != "سقوط" else self._fallen(inner)
        frame = Frame(
            phrase.head, phrase.head, self._trigger_end(phrase), entry.name, code, entry.status,
            "event" if entry.klass == "reference" and code else entry.klass, index, entry, phrase,
        )  # fmt: skip
        if settled:
            frame.marks.add("settled")
        self._of_phrase[id(phrase)] = frame
        self.frames.append(frame)
        if inner is not None and inner.event is None:
            self._genitive(frame, entry, inner)
        elif inner is not None:
            other = self._noun(index, inner)
            if other is not None and entry.klass == "casualty":
                frame.causes.append(inner)
        if phrase.owner is None or phrase.adjective_actor is not None:
            self._adjective_actor(frame, phrase)
        return frame

    def _masdar_collocation(self, index: int, entry: EventNoun, phrase: Phrase, inner: Phrase) -> EventNoun:
        """«إطلاق صواريخ», «إلقاء براميل», «فتح طريق»: the meaning that the verb has with this object."""
        lexicon = self.view.knowledge.lexicon
        for item in lexicon.collocations.get(lexicon.verb_of.get(normal(entry.noun), ""), ()):
            held = inner.all()
            if item.preposition:  # «خروج المحطة عن الخدمة»
                held = [
                    p
                    for p in self.clauses[index].prepositional
                    if p.prep == item.preposition and 0 <= p.start - phrase.end <= 1
                ]
            if not any(self._is(member, item.noun) for member in held):
                continue
            if item.code == "-":
                return replace(entry, klass="reference", code="")
            klass = "casualty" if item.code in _CASUALTY else "event"
            genitive = entry.genitive if entry.genitive in ("target", "patient", "place") else "means"
            genitive = (item.subject[0] if item.subject else genitive) if item.preposition else genitive
            preps = item.preps if item.preps.roles else entry.preps
            return replace(
                entry, klass=klass, code=item.code, status=item.status or entry.status, genitive=genitive, preps=preps
            )
        return entry

    def _fallen(self, inner: Phrase | None) -> str:
        """What «سقوط» is, by what falls: shells, an aircraft, people, a place."""
        kind = inner.kind if inner is not None else ""
        if kind in ("weapon", "explosive"):
            return "shelling"
        if kind == "air-platform":
            assert inner is not None
            unmanned = any("مسير" in self.view.norm(i) for i in range(inner.start, inner.end))
            return "airstrike" if unmanned else ""
        return "territory-gain" if kind == "place" else "killing" if kind == "casualty" else ""

    def _hand_on(self, entry: EventNoun, frame: Frame, phrase: Phrase) -> None:
        if entry.klass == "foil":
            frame.marks.add("foiled")
        if entry.noun == "حكم":
            frame.dropped = "a sentence of a court"
        if entry.noun in _BREACHES and frame.code == "agreement":
            frame.code, frame.status = "clash", ""
        if entry.klass == "foil" or entry.status:
            frame.status = entry.status or "failed"
            frame.note("status", "taken", entry.noun, f"noun:{entry.noun} says {frame.status}")
        frame.start = min(frame.start, phrase.head)
        frame.marks.add(f"via:{entry.noun}")

    def _trigger_end(self, phrase: Phrase) -> int:
        end = phrase.head + 1
        while (
            end < phrase.end
            and end < phrase.head + 3
            and (self.view.words[end].modifiers or self.view.words[end].settles)
            and not self.view.words[end].nouns
        ):
            end += 1
        return end

    def _settled(self, phrase: Phrase, code: str) -> str:
        """The code by the words that settle it («قصف جوي», «هجوم انتحاري», «معركة انتخابية»); empty where none does."""
        if not code:
            return ""
        for i in range(phrase.head + 1, min(phrase.head + 5, len(self.view.words))):
            word = self.view.words[i]
            direct = i == phrase.head + 1
            for match in self.view.knowledge.lexicon.settling_phrases.at(
                self.view.tokens, self.view.folded, i, word.ways
            ):
                for settling in match.value:
                    if (code in settling.applies or code == settling.code) and (direct or settling.code != "-"):
                        return settling.code
            for settling in word.settles:
                fits = code in settling.applies or code == settling.code
                if fits and (direct or (settling.code != "-" and i < phrase.end)):
                    return settling.code
            if self.view.tokens[i].kind == "mark":
                break
        return ""

    def _genitive(self, frame: Frame, entry: EventNoun, inner: Phrase) -> None:
        for member in inner.all():
            if entry.noun in _NAMED and (member.quoted or member.kind == "name"):
                frame.code = "clash" if frame.code == "attack" else frame.code
                continue  # «عملية "غصن الزيتون"»
            role = entry.genitive
            if role == "auto":
                role = "actor" if agentive(member) else "target"
            if role == "event" and entry.klass in ("aspect", "foil", "reference"):
                role = "actor" if agentive(member) else "target"
            self.fill(frame, (role,), member, "genitive")

    def _adjective_actor(self, frame: Frame, phrase: Phrase) -> None:
        """«غارات إسرائيلية»: the adjective is the actor; of talks, protests and tolls it is none."""
        if frame.code in (
            "negotiation",
            "agreement",
            "protest",
            "displacement",
            "return",
            "casualties",
            "aid",
            "",
            "killing",
            "injury",
        ):
            return
        for i in range(phrase.head + 1, phrase.end):
            word = self.view.words[i]
            modifier = next((m for m in word.modifiers if m.iso), None) or next(
                (m for m in word.modifiers if m.people), None
            )
            if modifier is None or (
                phrase.owner is not None and phrase.owner.start <= i < phrase.owner.end and phrase.owner.kind != "event"
            ):
                continue
            if not modifier.iso and modifier.people not in _ACTING_PEOPLES:
                continue
            actor = Phrase(i, i + 1, i, "people-adjective", core=i, modifiers=[modifier], definite=word.definite)
            frame.actors.append(actor)
            frame.note("actors", "found", self.view.tokens[i].raw, "adjective of the event noun")
            end = i + 1
            # «قصف روسي سوري», «أميركي-بريطاني»
            if end < phrase.end and any(m.iso for m in self.view.words[end].modifiers):
                continue
            return

    # -- verbs --------------------------------------------------------------------------------------------------

    def _verb(self, index: int, clause: Clause) -> None:
        if clause.verb is None or clause.use is None:
            return
        frame, subject, objects, clause.verb.passive = self._arguments.read(clause)
        clause.frame, clause.subject, clause.objects = frame, subject, objects
        if (
            clause.use.lemma == "شارك"
            and clause.negation is not None
            and subject is not None
            and agentive(subject)
            and not objects
        ):
            # «القوات التركية لم تشارك»: a denial of having fought
            denied = self._new(index, clause, clause.frames()[0], "clash")
            denied.klass = "event"
            self.fill(denied, ("actor",), subject, "subject of شارك")
            return
        if frame is None:
            return
        if clause.link == "rel" and clause.antecedent is not None and not clause.use.suffix:
            self._resumptive(clause, frame)
        klass = frame.klass
        if klass != "casualty" and not (klass == "speech" and frame.code):
            found = self._collocation(
                clause, frame, objects if not clause.verb.passive else [subject] if subject else [], subject
            )
            events = [
                e
                for o in (
                    *objects,
                    subject,
                    *(p for p in clause.prepositional if "event" in frame.preps.roles.get(p.prep, ())),
                )
                if o is not None and (e := self._event_of(o)) is not None
            ]
            if found is not None and klass in ("light", "aspect") and events and found.code != "-":
                found = None  # «شن هجوما»: the noun is the event
            if found is not None:
                if found.code != "-":
                    self._event(index, clause, found, subject, objects, settled=True)
                    self._join_own_noun(index, objects)
                return
        if klass == "light":
            self._light(index, clause, frame, subject, objects)
        elif klass == "foil":
            self._foil(index, clause, frame, subject, objects)
        elif klass == "result":
            self._result(index, clause, frame, subject, objects)
        elif klass == "aspect":
            self._aspect(index, clause, frame, subject, objects)
        elif klass in ("event", "casualty") or (klass == "speech" and frame.code):
            self._event(index, clause, frame, subject, objects)

    def _ceasefires(self) -> None:
        """«اتفاق لوقف إطلاق النار»: the ceasefire is what is agreed, no second agreement."""
        for frame in self.frames:
            if frame.code != "agreement" or frame.merged is not None or not frame.entry_lemma().startswith("وقف"):
                continue
            whole = [f for f in self.frames if f.code == "agreement" and f.merged is None and f.clause == frame.clause]
            first = min(whole, key=lambda f: f.head)
            if first is not frame:
                frame.merge_into(first, "what is agreed")

    def _pledge(self, index: int, clause: Clause) -> None:
        """«قال المتحدث إن القوات لن تنسحب»: what a speaker says will or will not be, where no event is named."""
        use, negation = clause.use, clause.negation
        if use is None or clause.link != "comp" or any(f.clause == index and f.code for f in self.frames):
            return
        never = negation is not None and negation.text.endswith("لن")
        if not (never or use.future) or clause.verb is None or clause.klass("speech", "casualty"):
            return
        entry = clause.frame or clause.frames()[0]
        frame = self._new(index, clause, entry, "statement")
        frame.klass, frame.rule, frame.status = "pledge", "verb:pledge", "happened"
        frame.start = negation.start if never and negation is not None else frame.start

    @staticmethod
    def _resumptive(clause: Clause, frame: VerbFrame) -> None:
        """«التي تسيطر عليها الحكومة»: the antecedent stands behind the preposition with the pronoun."""
        assert clause.antecedent is not None
        for prep in clause.pronouns:
            if prep in frame.preps.roles and not any(p.prep == prep for p in clause.prepositional):
                taken_up = replace(clause.antecedent, prep=prep, members=[])
                clause.prepositional.append(taken_up)
                clause.resumed = taken_up
                return

    def _join_own_noun(self, index: int, objects: list[Phrase]) -> None:
        """«ألقت القبض على», «تستعيد السيطرة على»: verb and object are one deed."""
        main = self._clause_frames.get(index)
        for phrase in objects:
            noun = self._event_of(phrase)
            if main is not None and noun is not None and noun is not main and noun.code in (main.code, ""):
                main.end = max(main.end, noun.end) if noun.start - main.end <= 1 else main.end
                noun.merge_into(main, "the verb's own noun")

    def _holds(self, phrase: Phrase | None) -> str:
        """Whether a phrase names an event («event») or a toll («casualty»); empty where neither."""
        frame = self._event_of(phrase)
        return "" if frame is None else "casualty" if frame.klass == "casualty" else "event"

    def _collocates(self, lemma: str, phrase: Phrase) -> bool:
        items = self.view.knowledge.lexicon.collocations.get(lemma, ())
        return any(not i.preposition and not i.of and self._is(phrase, i.noun) for i in items)

    def _blames(self, phrase: Phrase) -> bool:
        return self.view.norm(phrase.head).removeprefix("ال").startswith(("مسوول", "مسؤول"))

    def _comma_before(self, phrase: Phrase) -> bool:
        return self.view.tokens[phrase.start - 1].raw in "،,"

    def _event_of(self, phrase: Phrase | None) -> Frame | None:
        """The frame of the event noun that a phrase holds («سلسلة غارات», «عملية قصف»)."""
        if phrase is None:
            return None
        if id(phrase) in self._of_phrase:
            return self._of_phrase[id(phrase)].target()
        if (
            phrase.owner is not None
            and phrase.event is None
            and phrase.kind in ("group", "abstract", "number", "casualty")
        ):
            return self._event_of(phrase.owner)
        return None

    def _light(
        self, index: int, clause: Clause, entry: VerbFrame, subject: Phrase | None, objects: list[Phrase]
    ) -> None:
        """«شن هجوما», «تعرضت القرية لقصف», «قصف نفذته القوات», «تم استهداف»: the noun is the event."""
        candidates: list[Phrase] = [*objects]
        for phrase in clause.prepositional:
            if "event" in entry.preps.roles.get(phrase.prep, ()):
                candidates.append(phrase)
        if subject is not None and ("event" in entry.subject or not candidates):
            candidates.append(subject)
        events = [(p, f) for p in candidates for m in p.all() if (f := self._event_of(m)) is not None]
        if not events:
            return
        for phrase, frame in events:
            frame.marks.add(f"light:{entry.lemma}")
            frame.note("claim", "taken", entry.lemma, entry.name)
            if frame.code == "territory-gain" and entry.lemma in _HELD:
                frame.code, frame.status = "control", "ongoing"
            watched = entry.subject[:1] == ("speaker",)  # «رصد المرصد غارات»: whoever saw it did not do it
            if subject is not None and subject is not phrase and self._event_of(subject) is None and not watched:
                hurt = frame.klass == "casualty" and "target" in entry.subject  # «تعرضت ممرضة لإصابات»
                self.fill(frame, ("patient",) if hurt else entry.subject, subject, "subject of " + entry.lemma)
            for other in objects:
                if other is not phrase and self._event_of(other) is None:
                    self.fill(frame, entry.object, other, "object of " + entry.lemma)
            self._clause_times(frame, clause)
            frame.verb = frame.verb or clause.use
            frame.clause = min(frame.clause, index) if frame.clause == index else frame.clause
            if entry.status and not frame.status:
                frame.status = entry.status

    def _foil(
        self, index: int, clause: Clause, entry: VerbFrame, subject: Phrase | None, objects: list[Phrase]
    ) -> None:
        """«أحبط الجيش هجوما»: the defender is the subject; the act in the object has failed."""
        candidates = [*objects, *(p for p in clause.prepositional if "event" in entry.preps.roles.get(p.prep, ()))]
        passive = clause.verb is not None and clause.verb.passive
        if passive and subject is not None:
            candidates.insert(0, subject)
            subject = None
        for phrase in candidates:
            frame = self._event_of(phrase)
            if frame is not None:
                frame.status = entry.status or "failed"
                if frame.code == "aid":  # «منعت القوات إدخال المساعدات»: who obstructs aid acts
                    frame.status = "prevented"
                    if subject is not None:
                        self.fill(frame, ("actor",), subject, "subject of " + entry.lemma)
                    return
                frame.start = (
                    min(frame.start, clause.verb.start)
                    if clause.verb and abs(clause.verb.start - frame.head) < 4
                    else frame.start
                )
                frame.note("status", "taken", entry.lemma, entry.name)
                frame.marks.add("foiled")
                if subject is not None:
                    self.fill(frame, ("target",), subject, "defender, subject of " + entry.lemma)
                self._clause_times(frame, clause)
                return
        if not objects:
            return
        # «صد الجيش مجموعات حاولت التسلل»: the object is the attacker
        frame = self._new(index, clause, entry, "clash")
        frame.status = entry.status or "failed"
        for phrase in objects[:1]:
            self.fill(frame, ("actor",), phrase, "attacker, object of " + entry.lemma)
        if subject is not None:
            self.fill(frame, ("target",), subject, "defender, subject of " + entry.lemma)
        if not frame.actors:
            frame.dropped = "foil verb without an attack or an attacker"

    def _result(
        self, index: int, clause: Clause, entry: VerbFrame, subject: Phrase | None, objects: list[Phrase]
    ) -> None:
        """«ما أدى إلى مقتل …», «أوقع 3 قتلى», «خلف أضرارا»: the toll goes to the event."""
        event = self._event_of(subject) if subject is not None else None
        if event is None:
            event = self._governing(index)
        results: list[Phrase] = []
        for prep, roles in entry.preps.roles.items():
            if "patient" in roles or "event" in roles or "target" in roles:
                results += [p for p in clause.prepositional if p.prep == prep]
        results += [o for o in objects if o is not subject]
        if subject is not None and not results and event is not self._event_of(subject):
            results.append(subject)
        if "patient" in entry.subject and subject is not None:
            results = [subject]
            event = self._event_of(
                next((p for p in clause.prepositional if p.prep in ("cause", "في", "نتيجة")), None)
            ) or self._governing(index)
        for phrase in results:
            for member in phrase.all():
                frame = self._event_of(member)
                if frame is not None:
                    frame.marks.add("result")
                    if event is not None and frame is not event:
                        self._consequence(frame, event)
                elif event is not None:
                    self._patient(event, member, "")

    def _consequence(self, frame: Frame, event: Frame) -> None:
        """Tolls are folded into the event; damage and flight are claims of their own with its actors."""
        if frame.klass == "casualty" or frame.code in ("killing", "injury", "casualties"):
            if event.klass == "speech" or event.code in ("", "presence", "control", "negotiation", "statement"):
                return
            if not frame.patients and frame.phrase is not None and frame.phrase.suffix in ("ه", "ها", "هما", "هم"):
                victim = next(
                    (
                        t
                        for t in event.targets
                        if t.kind in PEOPLE | ARMED or t.kind in ("name", "person-official", "person-source")
                    ),
                    None,
                )
                if victim is not None:
                    victim.count = victim.count or ((1, 1) if frame.phrase.suffix in ("ه", "ها") else None)
                    frame.patients.append(Patient(victim, _CASUALTY.get(frame.code, "")))
            frame.merge_into(event, "toll of the event")
            return
        if frame.code in ("property-destruction", "displacement") and not frame.actors:
            frame.causes += [event.phrase] if event.phrase is not None else []
            frame.marks.add("consequence")
            frame.actors += [a for a in event.actors if a not in frame.actors]
            frame.places += [p for p in event.places if not frame.places]

    def _governing(self, index: int) -> Frame | None:
        """The event on which a clause of result hangs: the last one told before it in the sentence."""
        best = None
        start = self.clauses[index].chunks[0].start if self.clauses[index].chunks else 0
        for frame in self.frames:
            real = frame.target()
            if frame.head < start and real.code and real.klass != "speech" and not real.dropped:
                if real.code not in ("control", "presence", "statement"):
                    if best is None or frame.head > best.head or best.klass == "casualty":
                        if not (real.klass == "casualty" and best is not None and best.klass != "casualty"):
                            best = real
        return best

    def _aspect(
        self, index: int, clause: Clause, entry: VerbFrame, subject: Phrase | None, objects: list[Phrase]
    ) -> None:
        """«واصلت الطائرات قصفها», «حاول المسلحون التسلل», «تجددت الاشتباكات»."""
        candidates = [*objects, *(p for p in clause.prepositional if "event" in entry.preps.roles.get(p.prep, ()))]
        if subject is not None and self._event_of(subject) is not None:
            candidates.append(subject)
        for phrase in candidates:
            for member in phrase.all():
                frame = self._event_of(member)
                if frame is None:
                    continue
                if entry.status:
                    frame.status = entry.status
                    frame.note("status", "taken", entry.lemma, entry.name)
                frame.marks.add(f"aspect:{entry.lemma}")
                if subject is not None and self._event_of(subject) is None:
                    # «تمكن الجيش من صد هجوم»: who foils an attack is its target
                    role = "target" if "foiled" in frame.marks else "actor"
                    self.fill(frame, (role,), subject, "subject of " + entry.lemma)
                for other in objects:
                    if frame.code in ("displacement", "return") and self._event_of(other) is None:
                        self.fill(frame, ("patient",), other, "object of " + entry.lemma)
                self._clause_times(frame, clause)
        if entry.code and not any(self._event_of(c) for c in candidates):
            self._event(index, clause, entry, subject, objects)

    def _event(
        self,
        index: int,
        clause: Clause,
        entry: VerbFrame,
        subject: Phrase | None,
        objects: list[Phrase],
        settled: bool = False,
    ) -> None:
        """A verb that evokes an event by itself."""
        use = clause.use
        assert use is not None
        assert clause.verb is not None
        if not settled and entry.klass in ("speech", "casualty"):
            collocated = self._collocation(
                clause, entry, objects if not clause.verb.passive else [subject] if subject else [], subject
            )
            if collocated is not None:
                if collocated.code == "-":
                    return
                entry = collocated
        passive = clause.verb.passive
        event = self._event_of(subject) if subject is not None else None
        code = entry.code
        if event is not None and not passive and (code in _ABSORBED or entry.klass == "casualty"):
            # «القصف استهدف القرية», «هجوم أصاب المبنى»: the noun stays the event
            for phrase in objects:
                self._object(event, entry, phrase)
            self._clause_times(event, clause)
            event.marks.add(f"absorbed:{entry.lemma}")
            event.note("claim", "taken", entry.lemma, "verb of an event noun: " + entry.name)
            self._of_clause(index, event)
            return
        carrier = self._carrier(subject) if not passive and code in _ABSORBED else None
        if carrier is not None and clause.link == "rel":
            for phrase in objects:
                self._object(carrier, entry, phrase)
            self._clause_times(carrier, clause)
            carrier.note("claim", "taken", entry.lemma, "verb of its means: " + entry.name)
            self._of_clause(index, carrier)
            return
        if (
            code == "control"
            and clause.link == "rel"
            and clause.antecedent is not None
            and clause.antecedent.kind != "place"
        ):
            return  # «المواقع التي تسيطر عليها الحكومة» names whose they are
        frame = self._new(index, clause, entry, code)
        frame.passive = passive
        if passive:
            if subject is not None:
                self._object(frame, entry, subject)
        else:
            if subject is not None:
                if event is not None and "event" not in entry.subject:
                    frame.causes.append(subject)
                    frame.actors += event.actors
                else:
                    self.fill(frame, entry.subject, subject, "subject of " + entry.lemma)
            if use.suffix and not objects and clause.link != "rel":
                self._suffix_object(index, frame, entry)
            for phrase in objects:
                self._object(frame, entry, phrase)
        if entry.klass == "speech":
            self._topics(frame, clause, objects)

    def _topics(self, frame: Frame, clause: Clause, objects: list[Phrase]) -> None:
        """«عبر عن قلقه», «أبدى استنكاره»: the noun tells which speech act it is."""
        roles = frame.entry.preps.roles
        for phrase in (*objects, *(p for p in clause.prepositional if "topic" in roles.get(p.prep, ()))):
            topic = self._event_of(phrase)
            if topic is None:
                continue
            frame.topics.append(topic)
            if topic.klass == "speech" and frame.code == "statement" and topic.merged is None:
                frame.code = topic.code or frame.code
                topic.merge_into(frame, "topic of the speech act")

    def _carrier(self, phrase: Phrase | None) -> Frame | None:
        """The attack whose means a phrase is («قصف بطائرة استهدفت …»)."""
        if phrase is None or phrase.kind not in ("weapon", "explosive", "air-platform", "actor", "vehicle"):
            return None
        for frame in reversed(self.frames):
            if (
                any(phrase is m for m in (*frame.means, *frame.actors))
                and frame.phrase is not None
                and frame.klass == "event"
                and frame.merged is None
            ):
                return frame
        return None

    def _suffix_object(self, index: int, frame: Frame, entry: VerbFrame) -> None:
        """«استهدفها», «فقتلوه»: the object was named before; here the last thing that could be it."""
        for clause in reversed(self.clauses[: index + 1]):
            for phrase in reversed(clause.phrases()):
                if phrase.start < frame.head and phrase.kind in (
                    "place",
                    "person-civilian",
                    "person-armed",
                    "vehicle",
                    "structure",
                    "military-post",
                    "people",
                    "relative",
                ):
                    self.fill(frame, entry.object or ("target",), phrase, "pronoun")
                    return

    def _object(self, frame: Frame, entry: VerbFrame, phrase: Phrase) -> None:
        topic = self._event_of(phrase)
        if topic is not None:
            if topic.klass == "casualty" and frame.klass != "speech":
                topic.merge_into(frame, "toll in the object")
            return
        roles = entry.object or ("target",)
        if entry.klass == "casualty" or (frame.code in _CASUALTY and entry.klass != "event"):
            for member in phrase.all():
                self._patient(frame, member, _CASUALTY.get(frame.code, ""))
            return
        self.fill(frame, roles, phrase, "object of " + entry.lemma)

    def _new(self, index: int, clause: Clause, entry: VerbFrame, code: str) -> Frame:
        assert clause.verb is not None
        frame = Frame(
            clause.verb.start, clause.verb.start, clause.verb.end, entry.name, code, entry.status, entry.klass, index, entry,
            verb=clause.use,
        )  # fmt: skip
        if clause.link == "rel":
            frame.marks.add("relative")
        self.frames.append(frame)
        self._of_clause(index, frame)
        self._clause_times(frame, clause)
        return frame

    def _of_clause(self, index: int, frame: Frame) -> None:
        self._clause_frames[index] = frame

    def _clause_times(self, frame: Frame, clause: Clause) -> None:
        frame.times += [t for t in clause.times if t not in frame.times]

    def _collocation(
        self, clause: Clause, entry: VerbFrame, objects: list[Phrase], subject: Phrase | None
    ) -> VerbFrame | None:
        """The frame that a verb has with this very object («أطلق النار», «أطلق صاروخا», «أطلق سراح»)."""
        for item in self.view.knowledge.lexicon.collocations.get(entry.lemma, ()):
            if item.preposition:
                phrases = [p for p in clause.prepositional if p.prep == item.preposition and id(p) not in self._taken]
            elif item.of == "subject":
                phrases = [subject] if subject is not None else []
            else:
                phrases = objects
            for phrase in phrases:
                if any(self._is(member, item.noun) for member in phrase.all()):
                    preps = item.preps if item.preps.roles else entry.preps
                    klass = "casualty" if item.code in _CASUALTY else "event"
                    if entry.klass == "speech" and item.code in SPEECH:
                        klass = "speech"
                    return VerbFrame(
                        entry.lemma, f"{entry.frame}+{item.noun}", klass,
                        item.code, item.status or entry.status, item.subject or entry.subject,
                        entry.object or ("target", "place", "means"), preps, entry.says,
                    )  # fmt: skip
        return None

    def _is(self, phrase: Phrase, noun: str) -> bool:
        if phrase.kind in ("group", "number") and phrase.owner is not None:
            return self._is(phrase.owner, noun)  # «عددا كبيرا من البراميل»
        if phrase.kind == "vehicle" and phrase.owner is not None and noun == "@aid-item":
            return self._is(phrase.owner, noun)  # «شاحنة مساعدات»
        if noun.startswith("@"):
            return phrase.kind == noun[1:]
        entry = phrase.entry or phrase.event
        if entry is not None:
            return normal(entry.noun) == noun or normal(entry.noun).startswith(noun + " ")
        norm = self.view.norm(phrase.head)
        return norm in (noun, "ال" + noun, noun + "ا")

    # -- prepositions -------------------------------------------------------------------------------------------

    def _prepositions(self, index: int, clause: Clause) -> None:
        """Give each prepositional phrase to the nearest predicate that calls for it."""
        active: list[Frame] = []
        main = self._clause_frames.get(index)
        if clause.link == "rel" and clause.antecedent is not None:
            event = self._event_of(clause.antecedent)
            if event is not None and main is None:
                active.append(event)
        if (
            main is not None
            and clause.verb is not None
            and not any(c.phrase for c in clause.chunks if c.start < clause.verb.start)
        ):
            active.append(main)
        placed = main in active
        last_event: Phrase | None = None
        last_led: Phrase | None = None
        for chunk in clause.chunks:
            if chunk.kind == "verb":
                last_led = None
            if chunk.kind == "verb" and main is not None and not placed:
                active.append(main)
                placed = True
            phrase = chunk.phrase
            if phrase is None:
                if chunk.kind == "time" and chunk.time is not None and active and main is None:
                    active[-1].target().times.append(chunk.time)
                continue
            if phrase.prep:
                self._attach(index, clause, phrase, active)
                last_led = phrase
            elif phrase.conj and last_led is not None and _alike(last_led, phrase):
                self._attach(index, clause, replace(phrase, prep=last_led.prep), active)
            elif last_event is not None and phrase.event is None and not phrase.conj:
                if clause.verb is None or last_event.suffix or last_event.owner is not None:
                    self._masdar_object(last_event, phrase)
            event = self._event_of(phrase)
            if event is not None:
                for member in phrase.all():
                    found = self._event_of(member)
                    if found is not None and not any(found is a for a in active):
                        active.append(found)
                last_event = phrase
            else:
                last_event = None
        if clause.resumed is not None and main is not None:
            self._attach(index, clause, clause.resumed, [main])
        for other in self.frames:
            if other.clause == index and clause.times and not other.times and not other.merged:
                self._clause_times(other, clause)

    def _masdar_object(self, event_phrase: Phrase, phrase: Phrase) -> None:
        """«قصف قوات النظام بلدة آفس»: the verbal noun's object."""
        frame = self._event_of(event_phrase)
        if frame is None or not isinstance(frame.entry, EventNoun) or frame.klass != "event":
            return
        if (
            frame.actors
            and not frame.targets
            and not frame.places
            and phrase.kind
            in (
                "place",
                "military-post",
                "structure",
                "vehicle",
                "force",
                "person-armed",
                "person-civilian",
                "people",
                "actor",
            )
        ):
            self.fill(frame, ("target", "place"), phrase, "object of the verbal noun")

    def _attach(self, index: int, clause: Clause, phrase: Phrase, active: list[Frame]) -> None:
        prep = phrase.prep
        event = self._event_of(phrase)
        frames = [f.target() for f in reversed(active) if not f.target().dropped]
        if prep == "part" or id(phrase) in self._taken:
            return
        if event is not None and self._light_noun(frames, prep, event):
            return
        if event is not None and prep in ("ب", "عبر") and event.klass == "event" and event.code in _ABSORBED:
            striker = next(
                (
                    f
                    for f in frames
                    if f.code in _ABSORBED
                    and f.klass == "event"
                    and f is not event
                    and (f.verb is not None or f.entry_lemma() in _STRIKE)
                ),
                None,
            )
            if striker is not None and not event.targets:
                if striker.code == "attack" or event.code == "airstrike":
                    striker.code = event.code
                if event.phrase is not None and striker.phrase is None:
                    striker.phrase = replace(event.phrase, definite=False)
                event.merge_into(striker, "means of the verb")
                return
        if event is not None and prep == "ب" and event.phrase is phrase:
            outer = next(
                (f for f in frames if f.klass == "event" and f is not event and f.entry_lemma() == event.entry_lemma()),
                None,
            )
            if outer is not None and not outer.targets:
                event.merge_into(outer, "the same attack named again")
                return
        if (
            event is not None
            and prep == "في"
            and event.code in ("attack", "clash")
            and not (event.phrase and event.phrase.definite)
        ):
            outer = next(
                (
                    f
                    for f in frames
                    if f.klass == "event"
                    and f.code in _ABSORBED | {"suicide-bombing"}
                    and f.clause == index
                    and f is not event
                ),
                None,
            )
            if outer is not None and not outer.targets:
                event.merge_into(outer, "the same attack named again")
                return
        if event is not None and prep in ("cause", "ب", "في", "بعد", "من", "خلال", "عن"):
            casualty = next((f for f in frames if f.klass == "casualty" and f is not event), None)
            if casualty is not None:
                for member in [f for f in frames if f.klass == "casualty" and f is not event]:
                    if member.code in ("killing", "injury", "casualties", ""):
                        member.causes.append(phrase)
                return
            if prep == "cause" and frames and event.code not in ("",):
                result = next(
                    (f for f in frames if f.code in ("property-destruction", "displacement", "protest")), None
                )
                if result is not None:
                    result.causes.append(phrase)
                    result.actors += (
                        [a for a in event.actors if a not in result.actors]
                        if result.code == "property-destruction"
                        else []
                    )
                    return
        if prep == "agent":
            frame = next((f for f in frames if f.klass != "speech"), None) or self._governing_any(index)
            if frame is not None:
                self.fill(frame, ("actor",), phrase, "agent")
            return
        for frame in frames:
            roles = frame.entry.preps.roles.get(prep)
            if not roles:
                continue
            if (
                prep in ("ل", "بحق")
                and isinstance(frame.entry, EventNoun)
                and frame.entry.genitive == "target"
                and event is None
            ):
                owner = frame.phrase.owner if frame.phrase is not None else None
                if owner is not None and agentive(owner) and any(owner is t for t in frame.targets):
                    # «استهداف مسيرة تركية للمدنيين»: before a ل phrase the genitive is who does it
                    frame.targets = [t for t in frame.targets if t is not owner]
                    self._add(frame, frame.actors, "actors", owner, "genitive before «ل»")
            if roles == ("event",) and event is not None:
                if frame.klass == "speech":
                    frame.topics.append(event)
                return
            if not frame.code and frame.klass in ("event", "reference") and prep in ("في", "ب", "على", "قرب"):
                continue
            if "auto" in roles:
                roles = ("actor",) if agentive(phrase) else ("target", "place")
            usable = tuple(
                r
                for r in roles
                if r in ("actor", "target", "place", "means", "patient", "addressee", "from", "origin", "destination")
            )
            if event is not None and not usable:
                continue
            if event is not None:
                continue
            if usable and self.fill(frame, usable, phrase, f"«{prep}» of {frame.rule}"):
                return
        if event is not None:
            if prep == "ل" and event.phrase is phrase and not event.marks and event.status == "":
                event.marks.add("purpose")
            return
        target = next((f for f in frames if f.klass != "speech"), None) or (
            self._governing_any(index) if not clause.klass("speech") else None
        )
        if target is None:
            return
        if (
            prep in LOCATIVE
            and phrase.kind in ("place", "country")
            and (phrase.places or phrase.place_span or phrase.place_head)
        ):
            if prep == "من" and target.code not in ("territory-handover", "displacement"):
                target.note("place", "rejected", self._text(phrase), "origin")
                return
            self.fill(target, ("place",), phrase, f"«{prep}», location")
        elif (
            prep in ("في", "ب", "قرب", "داخل")
            and phrase.kind in ("structure", "military-post")
            and not target.places
            and (
                phrase.name_span
                or (phrase.owner is not None and not phrase.owner.prep and phrase.owner.kind in _PROPER)
            )
        ):
            place = phrase.owner if phrase.owner is not None and phrase.owner.kind == "place" else phrase
            place.place_span = place.place_span or (phrase.core, phrase.own_end)
            target.places.append(place)
            target.note("place", "found", self._text(phrase), f"«{prep}», a named building or post")
        elif prep == "عبر" and phrase.kind == "place" and phrase.place_span:
            self.fill(target, ("place",), phrase, "«عبر», the way")
        elif (prep in ("ب", "عبر") and phrase.kind in ("weapon", "explosive", "vehicle", "air-platform")) or (
            prep == "في" and phrase.kind in ("weapon", "explosive") and target.klass == "casualty"
        ):
            self.fill(target, ("means",), phrase, f"«{prep}», means")
        elif prep == "مع" and target.code in _RECIPROCAL:
            self.fill(target, ("actor",), phrase, "«مع», other party")
        elif prep == "ضد":
            self.fill(target, ("target",), phrase, "«ضد»")

    @staticmethod
    def _light_noun(frames: list[Frame], prep: str, event: Frame) -> bool:
        """«تعرض مركز المدينة لقصف», «قيام القوات باستهداف»: the first noun hands on what it has to the second."""
        for frame in frames[:2]:
            roles = frame.entry.preps.roles.get(prep)
            if not roles or frame.klass != "aspect" or roles[0] != "event" or frame.phrase is None:
                continue
            undergoes = frame.entry_lemma() == "تعرض"
            event.targets += [t for t in (*frame.targets, *frame.actors) if undergoes]
            event.actors += [] if undergoes else frame.actors
            event.places += frame.places
            event.times += [t for t in frame.times if t not in event.times]
            event.status = frame.status or event.status
            frame.dropped = "light noun"
            event.marks |= frame.marks
            event.note("claim", "taken", frame.entry_lemma(), frame.rule)
            return True
        return False

    def _governing_any(self, index: int) -> Frame | None:
        """The nearest event of the clauses on which this one hangs."""
        i = index
        seen = 0
        while i >= 0 and seen < 3:
            frame = self._clause_frames.get(i)
            if frame is not None and frame.klass != "speech":
                return frame.target()
            own = [f for f in self.frames if f.clause == i and f.klass != "speech" and f.code]
            if own:
                return own[-1].target()
            if self.clauses[i].link not in ("rel", "and", "part"):
                return None
            i = self.clauses[i].parent
            seen += 1
        return None

    # -- roles --------------------------------------------------------------------------------------------------

    def fill(self, frame: Frame, roles: tuple[str, ...], phrase: Phrase, why: str) -> bool:
        """Put a phrase (and its coordinated members) into the best of the roles; False where none takes it."""
        done = False
        for member in phrase.all():
            done = self._fill_one(frame, roles, member, why) or done
        return done

    def _fill_one(self, frame: Frame, roles: tuple[str, ...], phrase: Phrase, why: str) -> bool:
        if (
            phrase.kind == "name"
            and (roles == ("place",) or (roles[:1] == ("place",) and frame.code in _TERRITORY))
            and self._toponymic(phrase)
        ):
            phrase.kind, phrase.place_span = "place", (phrase.core, phrase.own_end)
        if (
            frame.code in _TERRITORY
            and "place" in roles
            and phrase.kind in ("structure", "military-post")
            and (phrase.owner is not None or phrase.own_end - phrase.core > 1)
        ):
            phrase.kind, phrase.place_span = "place", (phrase.core, phrase.own_end)  # «السيطرة على فندق النوران»
        named = bool(phrase.places or phrase.place_span)
        if (
            phrase.kind in ("name", "unknown")
            and phrase.own_end - phrase.core < 2
            and not phrase.quoted
            and not phrase.modifiers
            and phrase.number is None
        ):
            if not (roles and roles[0] in ("speaker", "addressee")):
                frame.note(roles[0] if roles else "target", "rejected", self._text(phrase), "a single unknown word")
                return False
        for role in roles:
            if (
                role in ("place", "target", "destination", "origin")
                and phrase.kind in ("place", "country")
                and (role == "place" or "place" in roles or (named and phrase.kind == "place"))
            ):
                if phrase.kind == "country" and "target" in roles and frame.code not in ("displacement", "presence"):
                    continue
                if role == "origin" and frame.code not in ("territory-handover",):
                    frame.note("place", "rejected", self._text(phrase), why + ": origin")
                    return True
                if not any(phrase is p for p in frame.places):
                    frame.places.append(phrase)
                    frame.note("place", "found", self._text(phrase), why)
                return True
            if role == "actor" and (
                agentive(phrase)
                or (
                    phrase.kind in ("name", "people", "person-civilian", "media-head", "person-source", "casualty")
                    and phrase.kind not in ("place",)
                )
            ):
                if phrase.kind in ("casualty",) and frame.code not in ("protest",):
                    continue
                self._add(frame, frame.actors, "actors", phrase, why)
                return True
            if role == "actor" and phrase.kind == "number" and frame.code in _MOVING:
                self._add(frame, frame.actors, "actors", phrase, why)
                return True
            if role == "actor" and phrase.kind in ("weapon", "explosive"):
                self._add(frame, frame.means, "means", phrase, why)
                if phrase.owner is not None and agentive(phrase.owner):
                    self._add(frame, frame.actors, "actors", phrase.owner, "whose weapon it is")  # «رصاص الجيش»
                return True
            if role == "target" and phrase.kind == "people-adjective" and phrase.grammatical != "p":
                continue
            if role == "target" and phrase.kind not in ("abstract", "time-unit", "measure", "event"):
                if phrase.kind == "weapon" and frame.code not in ("weapon-interception", "property-destruction"):
                    self._add(frame, frame.means, "means", phrase, why)
                    return True
                self._add(frame, frame.targets, "targets", phrase, why)
                return True
            if role == "means" and phrase.kind in ("weapon", "explosive", "vehicle", "air-platform", "force", "number"):
                if phrase.kind == "force" and not (phrase.entry and phrase.entry.means):
                    continue
                self._add(frame, frame.means, "means", phrase, why)
                return True
            if role == "patient" and phrase.kind not in ("abstract", "event", "place"):
                self._patient(frame, phrase, "")
                return True
            if role in ("addressee", "speaker") and phrase.kind not in ("event", "abstract"):
                (frame.addressees if role == "addressee" else frame.actors).append(phrase)
                return True
            if role == "from" and agentive(phrase):
                self._add(frame, frame.targets, "targets", phrase, why)
                return True
        return False

    def _toponymic(self, phrase: Phrase) -> bool:
        """Whether an unknown word may be a place name: no adjective of number or order, no word with a pronoun."""
        view, knowledge = self.view, self.view.knowledge
        norm, word = view.norm(phrase.core), view.words[phrase.core]
        if any(stem in knowledge.place_adjectives or stem in knowledge.no_places for stem in _stems(norm, word.pre)):
            return False
        if phrase.prep in ("ل", "عن", "مع", "ك") or word.participles or word.modifiers:
            return False
        if norm.endswith(("هما", "يها", "تها", "تهم", "يهم", "وا")):
            return False
        if norm.endswith("ا") and (bare := knowledge.lexicon.word(norm[:-1])) and (bare.settles or bare.modifiers):
            return False  # «دوليا»
        single = phrase.own_end - phrase.core == 1
        follow = view.words[phrase.own_end] if phrase.own_end < len(view.words) else None
        if (
            single
            and not norm.startswith("ال")
            and follow is not None
            and follow.definite
            and not follow.pre
            and not follow.conj
        ):
            return False  # «موارد النفط»
        return norm.startswith("ال") or not norm.endswith("ه") or not single

    def _add(self, frame: Frame, into: list[Phrase], slot: str, phrase: Phrase, why: str) -> None:
        if not any(phrase is p for p in into):
            into.append(phrase)
            frame.note(slot, "found", self._text(phrase), why)

    def _patient(self, frame: Frame, phrase: Phrase, kind: str) -> None:
        entry = phrase.entry
        if isinstance(entry, Noun) and entry.klass == "casualty" and entry.count:
            told = kind or _CASUALTY.get(frame.code, "")
            kind = told if told and phrase.definite else entry.count  # «استشهاد أحد الجرحى»
        kind = (
            kind
            or _CASUALTY.get(frame.code, "")
            or _CASUALTY.get(frame.entry.code, "")  # «مقتل … تحت التعذيب»: settled, but a killing still
            or _COUNTED.get(frame.code, "")
        )
        if not any(p.phrase is phrase for p in frame.patients):
            frame.patients.append(Patient(phrase, kind))
            frame.note("numbers", "found", self._text(phrase), f"counted as {kind or 'target'}")

    def _text(self, phrase: Phrase) -> str:
        a, b = self.view.span(phrase.start, phrase.end)
        return (
            self.view.tokens[phrase.start].raw
            if b <= a
            else " ".join(t.raw for t in self.view.tokens[phrase.start : phrase.end])
        )

    # -- tolls and status ---------------------------------------------------------------------------------------

    def _casualties(self) -> None:
        """Fold tolls into the events that caused them."""
        for frame in self.frames:
            if frame.merged or frame.klass != "casualty":
                continue
            for phrase in frame.causes:
                event = self._event_of(phrase)
                if event is not None and event is not frame and "sum" in event.marks:
                    frame.merge_into(event, "toll of the same deeds")
                    break
                if (
                    event is not None
                    and event is not frame
                    and event.klass != "casualty"
                    and event.code not in ("", "statement", "negotiation", "presence")
                ):
                    if self._aggregate(event, frame):
                        event.merge_into(frame, "deeds that the toll sums up")
                        frame.marks.add("sum")
                    else:
                        frame.merge_into(event, "toll of its cause")
                    break
        self._joint_tolls()
        self._following_tolls()
        for index, clause in enumerate(self.clauses):
            if clause.verb is None:
                continue
            main = self._clause_frames.get(index)
            if main is None or main.merged or main.klass != "casualty":
                continue
            for phrase in clause.prepositional:
                event = self._event_of(phrase)
                if (
                    event is not None
                    and event.klass != "casualty"
                    and phrase.prep in ("cause", "ب", "في", "بعد", "خلال")
                    and event.code not in ("", "negotiation", "statement")
                ):
                    main.merge_into(event, "toll of its cause")
                    break

        for frame in self.frames:
            if frame.merged is None and frame.klass == "casualty" and not frame.dropped:
                self._later_cause(frame)
        self._joined_tolls()

    def _loose_places(self) -> None:
        """A deed without a place takes one of its clause, or of the next, that no other deed of the sentence has."""
        live = [f for f in self.frames if f.merged is None and not f.dropped and f.code not in ("", "-")]
        self._special_places(live)
        taken = self._taken | {id(p) for f in live for p in f.places}
        loose = [
            (index, phrase)
            for index, clause in enumerate(self.clauses)
            for phrase in clause.phrases()
            if _tells_where(phrase) and id(phrase) not in taken
        ]
        for frame in sorted(live, key=lambda f: f.head) if loose else ():
            if any(p.place_span or p.places or p.place_head for p in frame.places):
                continue
            near = [
                (i, p)
                for i, p in loose
                if i == frame.clause
                or (p.start > frame.head and self._goes_on(frame, i) and not self._says(frame, i))
                or (i == self.clauses[frame.clause].parent and 0 <= frame.head - p.end <= 2)
            ]
            if frame.klass == "speech":
                near = [(i, p) for i, p in near if p.prep in ("في", "ب", "داخل") and p.start > frame.head]
            if frame.code not in _FROM:
                near = [(i, p) for i, p in near if p.prep != "من"]
            if not near:
                continue
            _, phrase = min(
                near, key=lambda x: (x[1].prep == "من", x[1].start < frame.head, abs(x[1].start - frame.head))
            )
            if any(frame.head < f.head < phrase.start and f is not frame for f in live):
                continue
            loose = [(i, p) for i, p in loose if p is not phrase]
            frame.places += phrase.all()
            frame.marks.add("loose place")
            frame.note("place", "found", self._text(phrase), f"«{phrase.prep}», beside it")

    def _special_places(self, live: list[Frame]) -> None:
        """«قرى ريف إدلب، خاصة بلدتي …»: the places told more exactly belong to the deed before."""
        for clause in self.clauses:
            first = clause.chunks[0].phrase if clause.chunks else None
            if clause.link != "sub" or clause.text not in _ESPECIALLY or first is None or not first.place_span:
                continue
            before = [f for f in live if f.head < first.start and f.places]
            if before:
                before[-1].places += first.all()

    def _says(self, frame: Frame, index: int) -> bool:
        """Whether a frame or a clause tells who says what: their places stay with them."""
        return frame.klass == "speech" or self.clauses[index].klass("speech")

    def _goes_on(self, frame: Frame, index: int) -> bool:
        """Whether the clauses behind a frame up to another one only tell more of it."""
        between = self.clauses[frame.clause + 1 : index + 1]
        return 0 < len(between) <= 2 and all(
            c.link in ("rel", "and", "part", "comp") or (c.link == "sub" and c.text in _WHILE) for c in between
        )

    def _aggregate(self, event: Frame, toll: Frame) -> bool:
        """Whether a toll sums up many deeds («في هجمات متفرقة», «في 28 انفجارا», «هجمات … خلال الأشهر الماضية»)."""
        phrase = event.phrase
        if phrase is None or event.entry_lemma() in FIGHTING:
            return False
        many = phrase.count is not None and (phrase.count[0] or 0) >= _MANY
        plural = phrase.grammatical == "p"
        scattered = plural and any(
            self.view.norm(i).startswith(("متفرق", "منفصل", "مختلف"))
            for i in range(phrase.head + 1, min(phrase.end + 1, len(self.view.words)))
        )
        times = [*event.times, *toll.times]
        long = plural and any(t.first and t.last and (t.last - t.first).days >= _LONG_DAYS for t in times)
        return many or scattered or long

    def _circumstances(self) -> None:
        """«أثناء تمشيط المنطقة»: beside another event of the sentence a deed named as a time is no claim."""
        live = [f for f in self.frames if f.merged is None and not f.dropped and f.code and f.klass == "event"]
        for frame in live:
            if frame.phrase is None or frame.phrase.prep != "خلال" or frame.patients:
                continue
            before = [o for o in live if o is not frame and o.head < frame.head and not o.dropped]
            if before or any(o.merged is not None and o.head < frame.head for o in self.frames):
                frame.dropped = "named as a circumstance only"
                if self.view.norm(frame.phrase.start) == "ابان":
                    self._taken |= {id(p) for p in frame.places}  # another time's place
                elif before and not any(_tells_where(p) or p.place_span for p in before[-1].places):
                    before[-1].places += frame.places

    def _joined_tolls(self) -> None:
        """«… إلى مقتل طفل يبلغ من العمر 15 عاما، وإصابة ثلاثة»: a second toll goes where the first went."""
        tolls = sorted((f for f in self.frames if f.klass == "casualty"), key=lambda f: f.head)
        for first, second in pairwise(tolls):
            conj = (
                second.phrase.conj if second.phrase is not None else second.verb.conj if second.verb is not None else ""
            )
            if second.merged is None and not second.dropped and conj and second.clause - first.clause <= 2:
                if first.merged is not None or (first.patients and second.patients and not second.places):
                    second.merge_into(first, "toll joined to the one before")

    def _control(self) -> None:
        """«نفذت القوات عملية … بعد تطويق البلدة ومداهمة المنازل»: verbal nouns without an actor take the clause's."""
        for frame in self.frames:
            if frame.merged or frame.dropped or frame.actors or frame.phrase is None or frame.klass != "event":
                continue
            clause = self.clauses[frame.clause]
            if (
                frame.phrase.suffix
                and isinstance(frame.entry, EventNoun)
                and frame.entry.genitive in ("actor", "auto", "place")
            ):
                # «أعلنت قسد سيطرتها على …»: the pronoun is the clause's subject
                owner = next(
                    (
                        c.subject
                        for c in reversed(self.clauses[: frame.clause + 1])
                        if c.subject is not None and agentive(c.subject)
                    ),
                    None,
                )
                if owner is not None:
                    self._add(frame, frame.actors, "actors", owner, "pronoun of the verbal noun")
                    continue
            if frame.phrase.prep not in ("بعد", "ب", "عبر", "خلال", "من", "") or (
                frame.phrase.definite and frame.phrase.owner is None
            ):
                continue
            leader = clause.phrases()[0] if clause.phrases() else None
            main = next(
                (
                    f
                    for f in self.frames
                    if f.clause == frame.clause
                    and f is not frame
                    and f.actors
                    and f.head < frame.head
                    and f.klass == "event"
                ),
                None,
            )
            joined = any(frame.phrase is m for p in clause.phrases() for m in p.members)
            if (
                main is not None
                and leader is not None
                and (frame.phrase.prep or joined)
                and frame.code not in ("presence", "displacement", "protest")
            ):
                frame.actors += main.actors
                frame.note("actors", "carried", "", "subject of the clause")

    def _following_tolls(self) -> None:
        """«هاجموا نقطة تفتيش … فقتلوا خمسة», «قتل جندي عندما انفجر لغم»: the toll of the deed beside it."""
        for index, clause in enumerate(self.clauses):
            frame = self._clause_frames.get(index)
            if frame is None or frame.klass != "casualty" or frame.merged is not None or clause.use is None:
                continue
            if clause.use.conj == "ف" and (event := self._governing(index)) is not None and event.klass == "event":
                frame.merge_into(event, "toll that follows")
                continue
            following = self.clauses[index + 1 :]
            sub = next((k for k, c in enumerate(following, index + 1) if c.link == "sub" and c.text in _WHEN), None)
            if sub is not None and all(c.klass("casualty") or c.link == "rel" for c in self.clauses[index + 1 : sub]):
                event = self._clause_frames.get(sub)
                if event is not None and event.klass == "event" and event.code in _ABSORBED:
                    frame.merge_into(event, "toll of the deed in «عندما»")

    def _joint_tolls(self) -> None:
        """«مقتل وإصابة العشرات», «قتل وجرح عدد من …»: the first of the two has no people of its own."""
        tolls = sorted((f for f in self.frames if f.klass == "casualty" and f.merged is None), key=lambda f: f.head)
        for first, second in pairwise(tolls):
            if not first.patients and second.patients and second.head - first.head <= 2:
                for patient in second.patients:
                    patient.kind = "killed-or-injured"
                first.merge_into(second, "joint toll")

    def _later_cause(self, frame: Frame) -> None:
        """«قتل فلان، وهو …، في ضربة استهدفت منزله»: the cause comes after an aside."""
        if frame.code == "injury" and not frame.patients and frame.phrase is not None and frame.phrase.prep == "ب":
            frame.dropped = "manner of an injury"
            return
        for other in sorted(self.frames, key=lambda f: f.head):
            if (
                other.head <= frame.head
                or other.phrase is None
                or other.merged is not None
                or other.klass not in ("event", "reference")
            ):
                continue
            if other.phrase.prep in ("في", "ب", "cause", "خلال") and other.code in _ABSORBED | {
                "suicide-bombing",
                "grenade",
                "chemical-attack",
                "shelling",
            }:
                between = self.clauses[frame.clause + 1 : other.clause + 1]
                if other.clause == frame.clause or all(
                    (c.link in ("rel", "sub", "part") or (c.link == "and" and c.klass("casualty")))
                    and not (c.frame and c.frame.klass == "speech")
                    for c in between
                ):
                    frame.merge_into(other, "toll of its cause, told later")
                    return

    def _status(self, index: int, clause: Clause) -> None:
        frame = self._clause_frames.get(index)
        own = [frame] if frame is not None else []
        if clause.negation is not None:
            self._negate(index, clause)
        for f in {id(x): x for x in (*own, *(g for g in self.frames if g.clause == index and not g.merged))}.values():
            # a cue speaks of what follows it; those of a whole sentence («يذكر أن») of everything
            kinds = {
                c.kind
                for start, c in clause.cues
                if (start < f.head or c.scope == "sentence" or c.kind == "continuing")
                and (c.kind != "doubt" or c.effect != "none")
            }
            if "hypothetical" in kinds or (clause.link == "sub" and clause.text in _HYPOTHETICAL):
                f.marks.add("hypothetical")
            if "possibility" in kinds and f.klass != "speech":
                f.status = "threatened" if f.code == "threat" else "possible"
            elif "future" in kinds and f.klass != "speech":
                f.status = "planned"
            elif "doubt" in kinds and f.klass != "speech":
                f.status = "possible"
            elif "denial" in kinds:
                f.status = "not-happened"
            elif f.status in ("", "happened") and f.klass == "event" and ("continuing" in kinds or self._lasting(f)):
                f.status = "ongoing"
            elif "attempt" in kinds:
                f.status = "failed"
            if "generic" in kinds:
                f.marks.add("generic")
        use = clause.use
        if use is None:
            return
        carried = [f for f in self.frames if {f"light:{use.lemma}", f"aspect:{use.lemma}"} & f.marks and not f.merged]
        for f in carried:
            self._tense(f, index, clause, use)
        if frame is not None and not frame.merged and not any(frame is f for f in carried):
            self._tense(frame, index, clause, use)

    def _tense(self, frame: Frame, index: int, clause: Clause, use: VerbUse) -> None:
        """What the tense of its verb says about an event: planned, going on, possible."""
        be = any(a.lemma in _PAST_BE for a in clause.auxiliaries)
        own = frame.verb is use and frame.phrase is None
        if use.future or any(c.text in ("سوف",) for c in clause.chunks):
            frame.status = frame.status or "planned"
        elif use.purpose:
            struck = own and any(
                m.kind in ("weapon", "explosive") for m in frame.means
            )  # «لتسقط القذائف»: what came of it
            if frame.klass != "casualty" and own and not struck:
                frame.status = frame.status or "planned"
                frame.marks.add("purpose")
        elif (
            use.form.tense == "imperfect"
            and not be
            and frame.status in ("", "happened")
            and not self.headline
            and clause.negation is None
            and frame.klass in ("event", "reference")
            and frame.code not in SPEECH
            and (own or self._lasts(frame, index, clause))
            and not _subjunctive(clause)
        ):
            done = any(c.kind == "part" and c.text == "قد" for c in clause.chunks)
            frame.status = "possible" if done else "ongoing"
        for aux in clause.auxiliaries:
            if any(f.klass == "aspect" and f.status for f in aux.frames) and not frame.status:
                frame.status = next(f.status for f in aux.frames if f.status)
        if index and frame.status in ("", "happened") and _subjunctive(clause):
            self._wished(frame, self.clauses[index - 1])

    @staticmethod
    def _wished(frame: Frame, governing: Clause) -> None:
        """«من المتوقع أن تشن», «يخشى من أن», «طالب بأن», «يجب أن»: what the word before «أن» makes of the event."""
        use = governing.use
        cue = next(
            (c for _, c in governing.cues if c.kind in ("possibility", "future", "doubt") and c.effect != "none"), None
        )
        if cue is not None:
            frame.status = cue.effect
        elif use is not None and use.lemma in _SHOULD:
            frame.dropped = "what should be"
        elif governing.frame is not None and governing.frame.says in ("demand", "threaten"):
            frame.dropped = "topic of a speech act"
        elif use is not None:
            frame.status = next((f.status for f in use.frames if f.klass == "aspect" and f.status), "") or frame.status

    def _lasts(self, frame: Frame, index: int, clause: Clause) -> bool:
        """Whether a light verb in the imperfect tells of the present: not as a mere circumstance of a past deed."""
        if clause.verb is None or clause.verb.participle or frame.klass == "casualty":
            return False
        if clause.link == "rel" and not clause.text and frame.clause != index:
            governing = self.clauses[frame.clause].use  # «تعرضت لقصف تشنه …»
            return governing is None or governing.form.tense == "imperfect"
        return True

    def _lasting(self, frame: Frame) -> bool:
        """«المعارك المتواصلة», «قصف مستمر», «منذ أسابيع»: words at the noun that say that it goes on."""
        words = self.view.knowledge.lexicon.lasting
        phrase = frame.phrase
        if phrase is not None:
            last = min(phrase.owner.start if phrase.owner is not None else phrase.end + 1, frame.head + 5)
            if any(self.view.norm(i).removeprefix("ال") in words for i in range(frame.head + 1, last)):
                return True
            if frame.code in _STRIVING and phrase.prep != "بعد" and any(self._for(t.start) for t in frame.times):
                return True
        return any(t.since and t.first is None for t in frame.times)

    def _for(self, i: int) -> bool:
        """«منذ أسابيع»: "for weeks" beside a noun, where no number makes it "ago"."""
        return self.view.norm(i).removeprefix("و") == "منذ" and self.view.norm(i + 1) in _SPANS

    def _negate(self, index: int, clause: Clause) -> None:
        negation = clause.negation
        assert negation is not None
        frame = self._clause_frames.get(index)
        if clause.use is not None and clause.use.lemma in _STILL:
            return
        if frame is not None and clause.verb is not None and 0 <= clause.verb.start - negation.end <= 1:
            if frame.klass == "casualty" and not frame.actors:
                frame.dropped = "no casualties"
                self._zero(index, frame)
                return
            frame.status = "not-happened"
            frame.note("status", "taken", negation.text, "negation")
            return
        if frame is None and self._negate_light(index, clause):
            return
        for phrase in clause.phrases():
            if 0 <= phrase.start - negation.end <= 2:
                for member in phrase.all():
                    event = self._of_phrase.get(id(member))
                    target = event
                    if event is None and member.kind == "casualty":
                        self._zero(index, None)
                        return
                    if event is None or target is None:
                        continue
                    if (
                        event.klass == "casualty"
                        or event.code in ("killing", "injury", "casualties")
                        or (member.owner is not None and member.owner.kind == "casualty")
                    ):
                        event.dropped = "no casualties"
                        self._zero(index, event)
                        return
                    if event.code:
                        event.status = "not-happened"
                        event.note("status", "taken", negation.text, "negation")
                    return
        if clause.verb is not None and (clause.klass("casualty") or any(p.kind == "casualty" for p in clause.after)):
            self._zero(index, None)

    def _negate_light(self, index: int, clause: Clause) -> bool:
        """«لم يتم التوصل إلى اتفاق»: the negation is that of the noun's event."""
        assert clause.negation is not None
        if clause.use is None or clause.verb is None or not 0 <= clause.verb.start - clause.negation.end <= 1:
            return False
        carried = [f for f in self.frames if f.clause == index and f.code and f"light:{clause.use.lemma}" in f.marks]
        for frame in carried:
            if frame.klass == "casualty":
                frame.dropped = "no casualties"
                self._zero(index, frame)
            else:
                frame.status = "not-happened"
                frame.note("status", "taken", clause.negation.text, "negation of " + clause.use.lemma)
        return bool(carried)

    def _zero(self, index: int, skip: Frame | None) -> None:
        """«دون إصابات»: a toll of zero of the event told before."""
        own = [
            f.target()
            for f in self.frames
            if f.target() is not skip and not f.target().dropped and f.target().code and f.target().klass == "event"
        ]
        head = skip.head if skip is not None else self.clauses[index].chunks[-1].end
        before = [f for f in own if f.head <= head]
        if before and not any(p.zero for p in before[-1].patients):
            before[-1].patients.append(Patient(None, "killed-or-injured", True))

    # -- settling the type --------------------------------------------------------------------------------------

    def settle(self, frame: Frame) -> str:
        """The type of a frame whose words leave it open, by means, actor and target."""
        code = frame.code
        if code not in (
            "attack",
            "killing",
            "injury",
            "explosion",
            "shelling",
            "civilian-attack",
            "clash",
            "casualties",
            "remote-explosive",
        ):
            return code
        if "sum" in frame.marks:
            return "casualties"
        means = self._means_code(frame)
        armed_target = any(self._armed(t) for t in frame.targets) or any(
            p.phrase is not None and self._armed(p.phrase) for p in frame.patients
        )
        civil_target = any(self._civil(t) for t in frame.targets) or any(
            p.phrase is not None and self._civil(p.phrase) for p in frame.patients
        )
        if not means and "settled" not in frame.marks and code in ("shelling", "attack"):
            frame.marks.add("open means")
        if code == "shelling":
            return "airstrike" if means == "airstrike" else means if means in ("chemical-attack",) else "shelling"
        if code in ("explosion", "remote-explosive") and self._by_suicide(frame):
            return "suicide-bombing"
        if code == "explosion":
            return means if means in ("suicide-bombing", "airstrike", "grenade") else "remote-explosive"
        if means and means != "clash" and code in ("attack", "killing", "injury"):
            return means
        if code == "clash":
            if frame.actors and all(self._crowd(a) for a in frame.actors):
                return "riot"
            return means if means in ("suicide-bombing",) else "clash"
        if code == "attack":
            if civil_target and not armed_target:
                state = any(
                    n.body.kind in ("state-forces", "external-forces", "coalition", "government")
                    for a in frame.actors
                    for n in a.names
                ) or any(a.kind == "country" for a in frame.actors)
                strike = frame.entry_lemma() in _STRIKE or (state and frame.entry_lemma() not in _FIRING)
                return "shelling" if strike else "civilian-attack"
            if frame.entry_lemma() in _STRIKE and not (
                armed_target and any(a.kind in ("person-armed", "people-adjective") for a in frame.actors)
            ):
                return "shelling"
            return "clash"
        if code in ("killing", "injury"):
            if not frame.actors:
                return means or "casualties"
            return "clash" if armed_target and not civil_target else "civilian-attack"
        return code

    def _by_suicide(self, frame: Frame) -> bool:
        """«سيارة مفخخة يقودها انتحاري»: the bomber is told behind the bomb."""
        for i in range(frame.head + 1, min(frame.head + 8, len(self.view.words))):
            word = self.view.words[i]
            if self.view.tokens[i].raw in "،,؛":
                return False
            if any(isinstance(n.entry, Noun) and n.entry.means == "suicide-bombing" for n in word.nouns):
                return True
        return False

    def _means_code(self, frame: Frame) -> str:
        """The type that weapons and platforms tell; an aircraft that fires a missile makes an air strike."""
        found = [m for p in (*frame.means, *frame.actors) if (m := self._phrase_means(p))]
        return next((m for m in _MEANS_FIRST if m in found), found[0] if found else "")

    def _phrase_means(self, phrase: Phrase) -> str:
        inner: Phrase | None = phrase
        while inner is not None:
            if inner.entry is not None and inner.entry.means:
                return inner.entry.means
            for i in range(inner.core, min(inner.end, inner.core + (1 if inner.kind == "force" else 3))):
                compound = self.view.compounds.get(i)
                nouns = [use[0] for use in compound.value] if compound else [n.entry for n in self.view.words[i].nouns]
                for entry in nouns:
                    if isinstance(entry, Noun) and entry.means:
                        return entry.means
            inner = inner.owner if inner.kind in ("group", "event", "number") else None
        return ""

    def _armed(self, phrase: Phrase) -> bool:
        if phrase.kind in ARMED or phrase.kind == "military-post":
            return True
        if phrase.kind == "actor":
            return any(
                n.body.kind in ("state-forces", "rebel-group", "militia", "external-forces", "coalition", "police")
                for n in phrase.names
            )
        if phrase.owner is not None and phrase.kind in ("vehicle", "number", "casualty", "person-official", "group"):
            return self._armed(phrase.owner)
        return phrase.kind == "person-official" and phrase.entry is not None and phrase.entry.means == "armed"

    @staticmethod
    def _crowd(phrase: Phrase) -> bool:
        """Protesters and residents: their attack is a riot."""
        core = phrase.owner if phrase.kind == "group" and phrase.owner is not None else phrase
        crowd = core.kind in ("person-civilian", "people") or (phrase.kind == "group" and phrase.owner is None)
        return crowd and not any(n.body.kind not in ("civilians",) for n in core.names)

    @staticmethod
    def _civil(phrase: Phrase) -> bool:
        return phrase.kind in PEOPLE or phrase.kind in ("name", "person-official", "person-source", "people-adjective")


_PROPER = frozenset({"actor", "org-head", "name", "country", "place", "media-head"})
_WHERE = (LOCATIVE - {"إلى", "بين"}) | {"", "ل"}
_FROM = frozenset({"shelling", "airstrike", "mobilization", "weapon-interception", "arrest", "abduction"})
_ESPECIALLY = frozenset({"خاصه", "لاسيما", "سيما", "خصوصا", "ولاسيما", "وخاصه", "وخصوصا"})
_WHILE = frozenset({"بينما", "عندما", "حين", "حينما"})


def _consequence(phrase: Phrase) -> bool:
    """Whether a phrase tells dead, hurt or damage («إلى مقتل», «عن وقوع أضرار»)."""
    inner: Phrase | None = phrase
    while inner is not None:
        if inner.kind == "casualty":
            return True
        if inner.event is not None and (inner.event.klass == "casualty" or inner.event.code in _DAMAGE):
            return True
        inner = inner.owner if inner.event is not None else None
    return False


_DAMAGE = frozenset({"property-destruction", "displacement"})
_SPOTS = frozenset({"place", "structure", "military-post"})


def _alike(first: Phrase, second: Phrase) -> bool:
    """Whether a phrase behind «و» goes on with the places that a preposition led («على الفندق ومحطة النقل»)."""
    if first.prep == "بين":
        return first.kind in ACTOR_KINDS and second.kind in ACTOR_KINDS  # «بين … من جهة، وقوات … من جهة أخرى»
    return first.kind in _SPOTS and second.kind in _SPOTS


_MEANS_FIRST = ("chemical-attack", "suicide-bombing", "airstrike")
_POWER = frozenset({"سيطرة", "نفوذ", "حكم", "احتلال", "إدارة", "قبضة"})
# From so many deeds, or over so many days, a toll is a sum and no part of one deed.
_MANY, _LONG_DAYS = 5, 7
_NAMED = frozenset({"عملية", "حملة", "معركة", "غزوة"})
_MOVING = frozenset({"mobilization", "displacement", "return", "protest"})  # of which a bare number may be who acts
_FIRING = frozenset({"إطلاق", "أطلق", "فتح", "رصاص", "إطلاقات", "رشق", "قنص"})  # of small arms
_SHOULD = frozenset({"وجب", "انبغى", "تعين"})
_STRIVING = frozenset({"shelling", "airstrike", "clash", "siege", "attack"})
_SPANS = frozenset({"ساعات", "اسابيع", "اشهر", "شهور", "سنوات", "اعوام"})
_BREACHES = frozenset({"خرق", "انتهاك"})  # «خرق وقف إطلاق النار»: fighting
_TERRITORY = frozenset({"territory-gain", "territory-handover", "control", "siege"})
_HELD = frozenset({"خضع", "وقع", "ظل", "بقي", "بات"})  # «تخضع لسيطرة …»: the place is held
_WHEN = frozenset({"عندما", "حين", "حينما", "بعدما", "بعد", "اثر", "جراء"})
_STATIONED = frozenset({"متمركز", "متمركزة", "منتشر", "متواجد", "موجود"})
_STILL = frozenset({"زال", "برح", "انفك", "فتئ"})  # «ما زال»: negated they say that it goes on
_HYPOTHETICAL = frozenset({"اذا", "لو", "ولو", "كلما", "طالما"})
_PAST_BE = frozenset({"كان"})
_ACTING_PEOPLES = frozenset({"Kurds", "Kurd", "Kurdish", "Islamist", "jihadist", "tribal"})
# Verbs and nouns of striking from a distance, where means and target leave the type open.
_STRIKE = frozenset({"استهدف", "استهداف", "ضرب", "ضربة", "طال", "أصاب", "رشق", "دك", "سقط", "سقوط", "أمطر"})


def _subjunctive(clause: Clause) -> bool:
    """«أن تشن», «بأن تنسحب»: the verb right behind «أن» tells what may, should or came to be, not what goes on."""
    if "subject" in clause.pronouns:
        return False
    behind = clause.link == "comp" and clause.text in ("ان", "بان")
    return (behind or bool(clause.content_prep)) and clause.verb is not None and clause.chunks[0] is clause.verb
