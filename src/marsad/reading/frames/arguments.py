"""Who does what to whom: frame, voice, subject and objects of a clause, chosen together.

Without vowel signs voice is open, the order of subject and object is free, and a verb has several frames. Every
reading (frame, voice, subject, objects) gets a score from agreement, word order, what the roles of the frame can hold
and which prepositions are there; the best is taken. Weights by hand: 1 for a preference, 3 and more for grammar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.frames import collocations
from marsad.reading.frames.agreement import (
    PERSONS,
    agreement,
    doer_and_object,
    in_hands,
    nominative,
    not_itself,
    oblique,
)
from marsad.reading.frames.carried_subjects import PLURAL, carried_subject, resumed_topic, stands_before
from marsad.reading.frames.company import backs
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive, own_country, several_states
from marsad.reading.phrases.words import LATTER
from marsad.reading.selection import FORBIDDEN, STRICT, fits, suits
from marsad.reading.speakers import states

_SPOTS = frozenset({"place", "country", "structure", "military-post"})
_THINGS = frozenset({"weapon", "explosive", "air-platform", "vehicle"})
_VOICES = frozenset({"media-head", "person-source", "org-head", "country", "actor", "people-adjective"})
_PATIENTS = {"group": 0.6, "unknown": -0.3, "media-head": 0.0, "vehicle": -0.4}  # «خطف مسلحون حافلة»
_HOMOGRAPH = 1.0  # a verb of the same letters («يسقط» of أسقط) must fit better than the likelier one
_REFUSED = -1.5  # below this a verb says nothing that the tables know


class Scene(NamedTuple):
    """One way to read a clause."""

    frame: VerbFrame | None
    subject: Phrase | None
    objects: list[Phrase]
    passive: bool


_Option = tuple[float, Phrase | None, list[Phrase]]  # how well it fits, the subject, the objects


class _Cast(NamedTuple):
    """Subject and objects with the voice, and how well order and agreement bear them out."""

    score: float
    subject: Phrase | None
    objects: list[Phrase]
    passive: bool


@dataclass(slots=True)
class Arguments:
    """Reads the clauses of one sentence in order."""

    state: SentenceFrames
    # What was asked of the phrases of the clause that is read; every frame and cast asks it again.
    _held: dict[int, str] = field(default_factory=dict)
    _fits: dict[tuple[str, tuple[str, ...], int], float] = field(default_factory=dict)
    _owned: dict[tuple[str, int], bool] = field(default_factory=dict)

    def read(self, index: int) -> Scene:
        """The best reading of a clause with a verb, by the number of the clause."""
        clause = self.state.clauses[index]
        best, chosen = -99.0, Scene(None, None, [], False)
        self._held.clear()
        self._fits.clear()
        self._owned.clear()
        casts = list(self._casts(index))
        following = self.state.clauses[index + 1] if index + 1 < len(self.state.clauses) else None
        # of several the first: «رد بقصف القرية بالمدافع»; «تقدمت بغطاء جوي» tells how, not with what it came
        preps = {p.prep: p for p in reversed(clause.prepositional) if not backs(self.state.view, p)}
        present = {*preps, *_own_pronouns(clause), following.content_prep if following is not None else ""}
        present |= in_hands(self.state.view, clause.prepositional)
        frames = [
            (f, self._frame_score(f, clause, preps, following)) for f in clause.frames() if f.preps.required <= present
        ]
        for cast in casts:
            for frame, own in frames:
                score = cast.score + own + self._roles(frame, clause, cast)
                if score > best:
                    best, chosen = score, Scene(frame, cast.subject, cast.objects, cast.passive)
        if chosen.frame is None and casts:  # no frame has the prepositions that it needs
            cast = max(casts, key=lambda c: c.score)
            chosen = Scene(None, cast.subject, cast.objects, cast.passive)
        elif best < _REFUSED:
            chosen = chosen._replace(frame=None)
        return chosen

    # -- what the words tell --------------------------------------------------------------------------------------

    def _holds(self, phrase: Phrase | None) -> str:
        """Whether a phrase names an event («event») or a toll («casualty»); empty where neither."""
        known = self._held.get(id(phrase))
        if known is None:
            frame = self.state.event_of(phrase)
            known = "" if frame is None else "casualty" if frame.klass == "casualty" else "event"
            self._held[id(phrase)] = known
        return known

    def _blames(self, phrase: Phrase) -> bool:
        """«مسؤولية الهجوم»."""
        return self.state.view.norm(phrase.head).removeprefix("ال").startswith("مسؤول")

    def _written_passive(self, clause: Clause) -> bool:
        """«قُتل», «أُصيب», «استُهدف», «اعتُقل»: a damma of the passive over the first letter, or behind alif over the third."""
        if clause.verb is None or clause.use is None or clause.use.form.tense != "past":
            return False
        stem = self.state.view.tokens[clause.verb.start].raw[len(clause.use.conj) :]
        return stem.lstrip("\u064e")[1:2] == "\u064f" or (stem.startswith("ا") and stem[3:4] == "\u064f")

    def _comma_before(self, phrase: Phrase) -> bool:
        """Whether a comma parts a phrase from what it may belong to; not one that ends an aside of time."""
        view, comma = self.state.view, phrase.start - 1
        if view.tokens[comma].raw not in "،,":
            return False
        return not any(t.end == comma and view.tokens[i - 1].raw in "،," for i, t in view.times.items() if i)

    # -- who may be who -----------------------------------------------------------------------------------------

    def _casts(self, index: int) -> Iterator[_Cast]:
        clause = self.state.clauses[index]
        use = clause.use
        assert use is not None
        after = self._unbroken(clause)
        first = after[0] if after else None
        pre = stands_before(clause)
        if pre is not None and pre.event is not None and first is not None and clause.klass("speech"):
            pre = None if agentive(first) and not states(pre) else pre  # «وعلى صعيد مواجهاتها …، قالت القوات»
        relative = clause.antecedent if clause.link == "rel" else None
        resumed = [p for p in clause.pronouns if p != "subject"]
        told = "subject" in clause.pronouns and not _impersonal(clause)  # «إنه قتل»
        carried = carried_subject(self.state, clause, self._holds) if told or not _impersonal(clause) else None
        voices = ("active", "passive") if use.form.voice == "either" and not use.suffix else (use.form.voice,)
        transitive = any(f.object and f.object != ("none",) for f in clause.frames())  # «استُشهد» is said of who dies
        if len(voices) > 1 and transitive and self._written_passive(clause):
            voices = ("passive",)
        person = use.form.person
        options: list[_Option] = []
        if pre is not None:
            options.append((1.6 + agreement(person, pre, before=True), pre, after))
        if relative is not None and not use.suffix:
            apart = bool(resumed) or (clause.text.endswith("التي") and person == "3ms")  # «التي قتل أفرادها»
            apart = apart or (bool(relative.prep) and not agentive(relative) and doer_and_object(after))
            options.append((1.4 - 2.5 * apart + agreement(person, relative, before=True), relative, after))
        if (
            relative is not None
            and use.suffix
            and self._holds(relative) == "event"
            and not_itself(use.suffix, relative)
        ):
            options.append((1.0 + agreement(person, relative, before=True), relative, after))  # «هجوم استهدفهما»
        if first is not None and not first.conj:
            bonus = 0.4 - (1.0 if pre is not None and pre.kind not in _SPOTS else 0.0)
            bonus -= 1.2 if relative is not None and not use.suffix and not resumed else 0.0
            bonus -= 1.5 if told else 0.0
            bonus -= 2.0 if oblique(self.state.view, first) else 0.0
            bonus += 1.5 if self.state.view.norm(first.core) in LATTER else 0.0  # «…، ونفت الأخيرة ذلك»
            bonus -= 2.5 if clause.by_participle and clause.klass("speech") else 0.0  # «داعين الحكومة إلى»
            options.append((bonus + agreement(person, first, before=False), first, after[1:]))
        if first is not None and len(after) > 1 and pre is None and self._where_first(clause, first):
            people = after[1]  # «يقطن المخيم آلاف النازحين»: the place before who is there
            if people.kind in PERSONS and not people.conj:
                options.append((0.2 + agreement(person, people, before=False), people, [first, *after[2:]]))
        whose = first is not None and bool(first.suffix) and (first.kind == "casualty" or bool(self._holds(first)))
        if first is not None and whose and len(after) > 1 and not after[1].conj:
            # «لقي مصرعه 11 شخصا», «راح ضحيتها 150 قتيلا»: the object with the pronoun goes first
            options.append((0.4 + agreement(person, after[1], before=False), after[1], [first, *after[2:]]))
        if first is not None and self._deed_first(after) and pre is None and relative is None:
            # «تبنى الهجوم تنظيم …»: the deed before who did it
            options.append((agreement(person, after[1], before=False), after[1], [first, *after[2:]]))
        if carried is not None and pre is None and (relative is None or use.suffix or resumed):
            bonus = 0.4 if (clause.verb is not None and clause.verb.conj) or clause.goes_on else -1.5
            bonus -= 1.0 if doer_and_object(after) else 0.0
            bonus += 2.0 if told else 0.0
            bonus += 1.0 if person in PLURAL else 0.0
            options.append((bonus + agreement(person, carried, before=True), carried, after))
        topic = resumed_topic(self.state.clauses, index) if pre is None else None
        if topic is not None:
            options.append((1.4 + agreement(person, topic, before=True), topic, after))
        options.append((-0.3 if pre is None and relative is None else -1.5, None, after))
        yield from self._voiced(clause, options, voices, first, carried)

    def _voiced(
        self,
        clause: Clause,
        options: list[_Option],
        voices: tuple[str, ...],
        first: Phrase | None,
        carried: Phrase | None,
    ) -> Iterator[_Cast]:
        """Each choice of subject and objects in each voice."""
        assert clause.use is not None
        relative = clause.antecedent if clause.link == "rel" else None
        agent = any(p.prep == "agent" for p in clause.prepositional)
        taken_up = [relative] if relative is not None and clause.use.suffix else []
        dual = first if first is not None and not first.conj and nominative(self.state.view, first) else None
        bare = [[p for p in rest if p is not subject and not p.conj] for _, subject, rest in options]
        objects = [
            ((taken_up if subject is not relative else []) + rest)[:2]
            for (_, subject, _), rest in zip(options, bare, strict=True)
        ]
        for voice in voices:
            passive = voice == "passive"
            base = (-0.3 if voices != (voice,) else 0.0) if passive else 0.0
            if agent:
                base += 2.0 if passive else -0.5
            for (score, subject, _), rest, held in zip(options, bare, objects, strict=True):
                left = 2.5 * (dual is not None and subject is not dual)  # «فقتلت امرأتان»
                if subject is carried and passive and carried is not None:
                    # «باغت مسلحون … واستولوا على …»: armed people go on acting
                    left += 1.5 if agentive(carried) and not clause.klass("casualty") and subject is not first else 0.0
                if passive:
                    left += 2.0 if rest and subject is not first else 0.5 * len(rest[:2])
                yield _Cast(base + score - left, subject, held, passive)

    def _deed_first(self, after: list[Phrase]) -> bool:
        """Whether a deed with the article stands before whoever may have done it."""
        if len(after) < 2 or self._holds(after[0]) != "event" or not after[0].definite or after[0].owner is not None:
            return False
        return agentive(after[1]) and not (after[1].conj or after[1].prep) and after[1].event is None

    @staticmethod
    def _where_first(clause: Clause, first: Phrase) -> bool:
        """Whether a verb of being somewhere has the place before who is there."""
        return first.kind in _SPOTS and not first.conj and any(f.code == "presence" for f in clause.frames())

    def _unbroken(self, clause: Clause) -> list[Phrase]:
        """The phrases behind a verb up to one that a comma sets off without «و»; a light verb waits for its event."""
        light = clause.klass("light", "aspect")
        after = [p for p in clause.after if p.kind != "time-unit"]
        out = after[:1]
        for phrase in after[1:]:
            loose = phrase.kind in ("place", "military-post", "structure", "vehicle", "force", "person-armed")
            waits = (phrase.event is not None and light) or phrase.accusative
            counted = phrase.count is not None or oblique(self.state.view, phrase)
            waits = waits or (counted and clause.klass("event"))  # «اعتقلت القوات، ثلاثة أشخاص»
            seizing = phrase.event is not None and phrase.event.noun == "قبض"
            waits = waits or (seizing and clause.use is not None and clause.use.lemma == "ألقى")  # «ألقت …، القبض على»
            if _lacked(clause, phrase) or (self._comma_before(phrase) and not (phrase.conj or loose or waits)):
                break
            out.append(phrase)
        return out

    # -- what a frame asks --------------------------------------------------------------------------------------

    def _frame_score(
        self, frame: VerbFrame, clause: Clause, preps: Mapping[str, Phrase], following: Clause | None
    ) -> float:
        """How well prepositions and tense suit a frame."""
        use = clause.use
        assert use is not None
        score = 1.5 * len(frame.preps.required) - (frame.lemma != use.lemma) * _HOMOGRAPH
        for prep, roles in frame.preps.roles.items():
            if prep in preps:
                score += 0.3 if roles[0] != "none" else -0.6
                if roles[0] == "event":
                    held = self._holds(preps[prep])
                    score += -0.5 if not held else -2 if held == "casualty" else 1
                elif "event" in roles and frame.klass == "casualty" and self._holds(preps[prep]) == "event":
                    score += 1  # «أصيب ثمانية بقصف»: what hurt them
        for prep, classes in frame.when.preps:
            if prep in preps:
                score += 1.0 if fits(classes, preps[prep]) else FORBIDDEN if STRICT.issuperset(classes) else -4
        if frame.klass == "plain":
            score -= 0.5
        if frame.klass == "speech" and following is not None and following.opens_content(frame.preps.roles):
            score += 1.5
        if frame.klass == "event" and following is not None and following.content_prep in frame.preps.roles:
            score -= 2.0  # «رد القائد بأن رجاله …»: words, no deed
        if use.form.tense == "imperfect" and frame.code in ("control", "presence"):
            score += 0.6
        if frame.when.tense and frame.when.tense != use.form.tense.replace("jussive", "imperfect"):
            score -= 4
        return score

    def _roles(self, frame: VerbFrame, clause: Clause, cast: _Cast) -> float:
        """How well subject and objects suit the roles and conditions of a frame."""
        use = clause.use
        assert use is not None
        when = frame.when
        _, subject, objects, passive = cast
        transitive = bool(frame.object) and frame.object != ("none",)
        done: Phrase | None
        doer: Phrase | None
        score = 0.0
        if passive:
            if not transitive:
                return -3.0
            if frame.klass == "speech" and use.form.voice == "either":
                score -= 1.5  # who warns or demands is told more often than who is warned
            score += self._fit(frame, frame.object, subject) if subject is not None else -0.4
            if subject is not None and agentive(subject) and "patient" not in frame.object:
                score -= 0.5  # «يقاتل», «استهدف»: who can act, does, unless an object says otherwise
            done, doer = subject, None
            own = done is not None and self._own_object(frame, done)
        else:
            if when.passive:
                return FORBIDDEN
            if subject is not None:
                score += self._fit(frame, frame.subject, subject)
            elif "patient" in frame.subject:
                score -= 1.5  # nobody dies
            done, doer = (objects[0] if objects else None), subject
            if when.no_object and objects:
                score -= 2
            own = done is not None and self._own_object(frame, done)
            if done is not None:
                fit = self._fit(frame, frame.object, done) if transitive else self._idle(done)
                score += max(fit, 0) if self._own_object(frame, done) else fit  # «فقد أربعة حياتهم»
            elif transitive and subject is not None and _is_hit_vehicle(subject):
                score -= 3.0  # «استهدفت سيارة للشرطة في …»
            elif transitive and not use.suffix and frame.klass != "speech":
                score -= 0.2 if self._stands_in(frame, clause) else 2.0 if frame.klass == "casualty" else 0.9
            if len(objects) > 1 and transitive:
                score += 0.3 * max(self._fit(frame, frame.object, objects[1]), -1)
            if use.suffix and not transitive:
                score -= 2
        if when.subject:
            score += suits(when.subject, doer)
        if when.object and not own:
            score += suits(when.object, done)
            if done is None and frame.klass == "speech" and not use.suffix:
                score -= 0.9  # «هاجم الجيش من محورين»: whoever attacks in words attacks somebody
        if own:
            score += 1.2
        if frame.lemma == "حمل" and frame.code == "accusation" and not any(self._blames(p) for p in objects):
            score -= 4
        return score

    def _own_object(self, frame: VerbFrame, phrase: Phrase) -> bool:
        """Whether the verb has a meaning of its own with this object."""
        if frame.lemma not in self.state.view.knowledge.lexicon.objects_of:
            return False
        key = (frame.lemma, id(phrase))
        own = self._owned.get(key)
        if own is None:
            own = self._owned[key] = collocations.has_object_of_its_own(self.state, frame.lemma, phrase)
        return own

    def _stands_in(self, frame: VerbFrame, clause: Clause) -> bool:
        """Whether a preposition brings what the missing object would («استهدف بالمدفعية على …»)."""
        return any(role in frame.object for p in clause.prepositional for role in frame.preps.roles.get(p.prep, ())[:1])

    def _fit(self, frame: VerbFrame, roles: tuple[str, ...], phrase: Phrase) -> float:
        """How well a phrase fills the best of several roles."""
        if not roles:
            return -0.3
        key = (frame.klass, roles, id(phrase))
        score = self._fits.get(key)
        if score is None:
            score = self._fits[key] = max([self._one(frame, role, phrase) for role in roles])
        return score

    def _one(self, frame: VerbFrame, role: str, phrase: Phrase) -> float:
        kind = phrase.kind
        held = self._holds(phrase)
        if role == "event":
            return 1.6 if held else -1.4
        if held:
            deed = frame.klass in ("event", "casualty", "result")
            return {"actor": 0.4 if deed else -0.6, "speaker": -0.3, "topic": 0.4, "means": 0.3}.get(role, -0.8)
        if role == "actor":
            if frame.code == "arrest" and kind in ("person-civilian", "people"):
                return -1.5  # «كما اعتقلت الشبان …»
            if agentive(phrase) or own_country(phrase):
                return 1.2
            return {"weapon": 0.6, "explosive": 0.5, "vehicle": 0.0, "group": 0.1, "media-head": 0.1, "person-source": 0.1,
                    "structure": -0.8, "military-post": -0.8, "number": -0.3, "casualty": -0.5, "place": -1.5,
                    "abstract": -0.8, "measure": -1.5, "unknown": -0.3}.get(kind, 0.5)  # fmt: skip
        if role == "speaker":
            if kind in _VOICES or kind in PERSONS or kind == "force" or several_states(phrase):
                return 1.0 if phrase.number is None else -0.2
            return {"abstract": -0.5, "group": 0.0, "unknown": -0.2}.get(kind, -1.5)
        if role == "patient":
            if kind in PERSONS or kind in ("casualty", "number", "people-adjective", "person-source"):
                return 1.0
            return 0.7 if agentive(phrase) else _PATIENTS.get(kind, -2.0)
        if role in ("target", "from"):
            return {"abstract": -0.3, "measure": -0.8, "number": 0.2, "unknown": 0.0, "weapon": 0.2}.get(kind, 0.7)
        if role == "place":
            return {"place": 1.0, "country": 0.8, "structure": 0.6, "military-post": 0.6, "name": 0.2}.get(kind, -0.8)
        if role == "means":
            return 0.8 if kind in _THINGS or kind == "force" else {"number": 0.3, "aid-item": 0.8}.get(kind, -0.3)
        if role == "addressee":
            return 0.6 if agentive(phrase) or kind in PERSONS else -0.4
        return {"topic": 0.3 if kind == "abstract" else 0.1, "none": -0.8}.get(role, 0.0)

    @staticmethod
    def _idle(phrase: Phrase) -> float:
        """A bare phrase that no role takes up."""
        return (
            -0.2 if phrase.event is not None or phrase.kind in ("abstract", "measure", "place", "time-unit") else -0.7
        )


def _is_hit_vehicle(subject: Phrase) -> bool:
    """Whether a phrase is a vehicle told alone, which hits nobody unless it is an armoured one or carries a bomb."""
    entry = subject.entry
    return entry is not None and entry.klass == "vehicle" and not entry.means and not subject.modifiers


def _own_pronouns(clause: Clause) -> list[str]:
    """The prepositions with pronouns that may be the verb's, not those of a noun («نتيجة إطلاق نار عليهما»)."""
    others = [
        after.text
        for before, after in pairwise(clause.chunks)
        if after.kind == "pron" and before.phrase is not None and before.phrase.event is not None and before.phrase.prep
    ]
    return [p for p in clause.pronouns if p not in others]


def _impersonal(clause: Clause) -> bool:
    """«أعلنت اللجان أنه … قصفت القوات»: the «ه» behind «أن» stands for nobody where the verb is feminine."""
    person = clause.use.form.person if clause.use is not None else ""
    return clause.link == "comp" and clause.text.endswith("نه") and person == "3fs"


def _lacked(clause: Clause, phrase: Phrase) -> bool:
    """«أطلقوا صاروخين دون وقوع إصابات»: a negation behind the verb says without what."""
    verb = clause.verb
    return verb is not None and any(
        c.kind == "neg" and verb.end <= c.start and c.end == phrase.start for c in clause.chunks
    )
