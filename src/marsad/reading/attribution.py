"""Who says so: reporting verbs and phrases, how far their words reach, chains, and speakers carried on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from marsad.language.ar.lexicon import Noun, VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.content import CORE, LOOKING_BACK, asks_anonymity, looks_back
from marsad.reading.content import content as content_of
from marsad.reading.frames.carried_subjects import resumed_topic
from marsad.reading.named_speakers import (
    author_of,
    cited_phrase,
    earlier_subject,
    header_voice,
    led_in,
    name_beside,
    named_subject,
    quoted_by_relay,
    reporting_frame,
    thing_speaks,
    voice_of,
)
from marsad.reading.phrase import Chunk, Phrase
from marsad.reading.speakers import agrees, person_of, speaking, states
from marsad.reading.view import View
from marsad.reading.voice import Chain, Voice

_RELAYS = frozenset({"relay"})
_DENIES = {"deny": "not-happened", "doubt": "possible"}
# Participles and verbs that go on with what somebody is saying; their subject is the speaker, not whom he speaks of.
_GOING_ON = frozenset({"add", "say", "confirm", "announce", "relay", "claim", "admit"})
_HIS = ("قوله", "قولها", "قولهم", "زعمه", "زعمها", "زعمهم", "تعبيره", "تعبيرها", "تعبيرهم", "وصفه", "وصفها", "وصفهم")


@dataclass(slots=True)
class _Sentence:
    """What is known while the clauses of one sentence are gone through."""

    view: View
    clauses: list[Clause]
    chains: list[Chain]
    current: Chain | None = None
    main: Voice | None = None  # the first speaker of a main clause
    start: int = 0  # the clause where the content of `current` starts
    nominal: bool = False  # what `current` says is a noun of its own clause («أعلن مقتل …»), no sentence
    returns: tuple[int, Chain | None] | None = None  # an inserted remark and the chain behind it


class _Speech(NamedTuple):
    """A verb of saying: its clause, the frame that reports, and the chain in whose scope it stands."""

    number: int  # of its clause
    clause: Clause
    verb: Chunk
    frame: VerbFrame
    outer: Chain | None

    @property
    def inherited(self) -> tuple[Voice, ...]:
        """The voices in whose scope it stands."""
        return self.outer.voices if self.outer is not None else ()


def _same_noun(named: Noun, head: Noun) -> bool:
    """«مصادر عسكرية» and «المصادر»: a noun of several words is called by its first."""
    return named.noun.split()[0] == head.noun.split()[0]


def _turns_back(clause: Clause) -> bool:
    """«أعلن … انطلاق المعركة، وكان التنظيم سيطر …»: the outlet tells what was before."""
    verbs = [*clause.auxiliaries, *([clause.verb.verb] if clause.verb is not None and clause.verb.verb else [])]
    return any(v.lemma == "كان" and v.form.tense == "past" and v.conj for v in verbs)


@dataclass(slots=True)
class Attribution:
    """Follows who speaks through a report; one instance a report."""

    last: Voice | None = None
    quote_open: bool = False
    pending: Voice | None = None  # a sentence ended with «:»
    adding: Voice | None = None  # who «added» something in the sentence before: «كما …» goes on with it
    _named: list[Voice] = field(default_factory=list)

    def assign(self, view: View, clauses: list[Clause]) -> list[Chain]:
        """The chain of every clause of a sentence."""
        s = _Sentence(view, clauses, [Chain() for _ in clauses])
        if self.pending is not None or (self.last is not None and self._continues(view)):
            voice = self.pending or self.last
            s.current = Chain((voice,)) if voice is not None else None
        elif self.adding is not None and view.tokens and view.norm(0) == "كما":
            s.current = Chain((self.adding,))
        self.pending = self.adding = None
        for index, clause in enumerate(clauses):
            self._clause(s, index, clause)
        if s.main is not None:
            self.last = s.main
            self.adding = s.main if s.main.says == "add" else None
        tokens = view.tokens
        self.quote_open = bool(tokens and tokens[-1].quoted and not tokens[-1].closes)
        if tokens and tokens[-1].raw == ":" and s.current is not None and s.current.voices:
            self.pending = s.current.voices[-1]
        return s.chains

    def _clause(self, s: _Sentence, index: int, clause: Clause) -> None:
        if clause.link == "source":
            voice = self._source_phrase(s, index)
            frame = reporting_frame(clause)
            origin = quoted_by_relay(s.view, clause, frame) if frame is not None and frame.says in _RELAYS else None
            if origin is not None:  # «بحسب ما نقلته وسائل إعلام عن شهود»
                self._backwards(s, index, origin)
                self._remember(origin)
            if voice is not None:
                if s.current is not None and s.current.voices and index < s.start:
                    self._inwards(s, voice)
                elif _opens_what_follows(s.clauses, index):
                    s.current, s.start = Chain((voice,)), index
                    s.chains[index] = s.current
                else:
                    self._backwards(s, index, voice)
                self._remember(voice)
            return
        if clause.link == "colon" and s.current is None:
            voice = header_voice(s.view, s.clauses, index)
            if voice is not None:
                s.current, s.start = Chain((voice,)), index
                self._remember(voice)
        self._return(s, index, clause)
        frame = reporting_frame(clause)
        if frame is not None and not asks_anonymity(s.view, clause):
            self._speak(s, index, frame)
            return
        if clause.link == "main" and index and not clause.quoted:
            s.current = None
        elif s.nominal and clause.link == "and" and not clause.quoted and _turns_back(clause):
            s.current, s.nominal = None, False
        if s.current is not None and index >= s.start:
            s.chains[index] = s.current
        self._own_words(s, index, clause)

    def _own_words(self, s: _Sentence, index: int, clause: Clause) -> None:
        """«قصفت الفصائل البلدة، بحسب قولها»: the subject itself says so."""
        said = next(
            (c.cue for _, c in clause.cues if c.kind == "doubt" and c.effect == "none" and c.cue.endswith(_HIS)), ""
        )
        if not said or s.chains[index].voices:
            return
        person = "3fs" if said.endswith("ها") else "3mp" if said.endswith("هم") else "3ms"
        doer = earlier_subject(s.view, s.clauses, index + 1, person)
        if doer is not None:
            self._backwards(s, index, voice_of(s.view, doer, said, "claim"))

    @staticmethod
    def _return(s: _Sentence, index: int, clause: Clause) -> None:
        """Leave an inserted remark at the next comma."""
        if s.returns is None or index <= s.returns[0] + 1:
            return
        before = s.clauses[index - 1].chunks
        if before and before[-1].kind == "mark" and clause.link != "part":
            s.current, s.start = s.returns[1], index
            s.returns = None

    # -- speech verbs -------------------------------------------------------------------------------------------

    def _speak(self, s: _Sentence, index: int, frame: VerbFrame) -> None:
        """Open the scope of a reporting verb."""
        clause = s.clauses[index]
        assert clause.verb is not None
        outer = s.current if s.current is not None and index >= s.start else None
        if outer is not None and clause.link == "rel":
            denied = clause.text == "ما" and outer.status == "not-happened"  # «نفى ما أعلنته الحركة عن …»
            if denied or _is_news(clause.antecedent):
                s.chains[index] = outer  # «صحة الأنباء التي تتحدث عن …»: news speak for nobody
                return
        content = content_of(s.view, s.clauses, index, frame)
        if frame.says == "doubt" and content is not None and s.clauses[content].only_whose:
            return  # «طائرات يعتقد أنها روسية قصفت …»
        speech = _Speech(index, clause, clause.verb, frame, outer)
        voice = self._speaker(s, speech)
        origin = quoted_by_relay(s.view, clause, frame)
        if voice is None and origin is None:
            status = _doubted(clause, frame) if clause.verb.passive else ""
            s.chains[index] = chain = Chain(speech.inherited, status)
            if content is not None and status:
                s.current, s.start = chain, content
            return
        chain = Chain(self._voices(speech, voice, origin), _doubted(clause, frame))
        speaker = chain.voices[-1]
        own = Chain(chain.voices, chain.status, own=speaker)
        for v in chain.voices:
            self._remember(v)
        if s.main is None and clause.link in ("main", "colon", "and", "sub"):
            s.main = speaker
        if clause.link == "sub" and clause.text in LOOKING_BACK and index and content is None:
            self._backwards(s, index, speaker)
            return
        if looks_back(s.view, s.clauses, index, frame, content) and not s.chains[index - 1].voices:
            self._backwards(s, index, speaker)
            s.chains[index] = own
            return
        if content is None:
            if frame.code or frame.says in _DENIES or s.chains[index].voices:
                s.chains[index] = own
            elif outer is not None:
                s.chains[index] = outer
            return
        own.since, own.before = clause.verb.start, outer or Chain()
        s.chains[index] = own
        if index + 1 == content:
            self._limit(s, content, chain, outer)
            s.returns = (index, outer) if clause.link == "rel" else s.returns
        if index < s.start <= content:
            return  # inside an aside («قال مسؤولون طلبوا … إن»)
        s.current, s.start = chain, content
        s.nominal = content == index

    @staticmethod
    def _voices(speech: _Speech, voice: Voice | None, origin: Voice | None) -> tuple[Voice, ...]:
        """From the outermost relay to the speaker; `origin`: whom the speaker himself quotes."""
        if origin is not None:
            return (voice.as_relay(), origin) if voice is not None else (origin,)
        assert voice is not None
        if speech.frame.says in _RELAYS:
            return (voice.as_relay(),)
        around = speech.inherited if speech.clause.link == "comp" and not speech.clause.quoted else ()
        return (*(v.as_relay() for v in around if v.phrase is not voice.phrase), voice)

    @staticmethod
    def _limit(s: _Sentence, content: int, chain: Chain, outer: Chain | None) -> None:
        """A remark without a verb («قالت مصادر إنهم مدنيون، …») ends at its first comma."""
        clause = s.clauses[content]
        if clause.verb is not None or "subject" not in clause.pronouns:
            return
        comma = next((c.start for c in clause.chunks if c.kind == "mark" and c.text in "،,"), 0)
        if comma:
            chain.until, chain.after = comma, outer or Chain()

    # -- the speaker --------------------------------------------------------------------------------------------

    def _speaker(self, s: _Sentence, speech: _Speech) -> Voice | None:
        """Who speaks: the subject of the verb, else whom it takes up."""
        index, clause, verb, frame, _ = speech
        if verb.passive or frame.subject[:1] != ("speaker",):
            return None
        cue = s.view.tokens[verb.start].raw
        person = person_of(s.view, clause)
        phrase = named_subject(s.view, clause, person)
        if phrase is not None and phrase.suffix == "نا" and phrase.kind not in ("person-source", "media-head"):
            return None  # «وثقت فرقنا»: the outlet's own voice
        if phrase is not None and not frame.says and phrase.kind == "place" and phrase.place_span is not None:
            return None  # «سجلت محافظة ديالى مقتل 12»: where it was
        if phrase is not None:
            name = name_beside(s.view, clause, phrase)
            return replace(voice_of(s.view, author_of(s.view, clause, phrase), cue, frame.says), name=name)
        topic = resumed_topic(s.clauses, index)
        if topic is not None and speaking(s.view, topic, False) and agrees(s.view, person, topic, False):
            return voice_of(s.view, topic, cue, frame.says)
        if not frame.says and index > 1 and s.clauses[index - 1].link == "rel" and not verb.conj:
            resumed = s.clauses[index - 2].subject  # «وكانت المنظمة، التي …، وثقت»
            if resumed is not None and agrees(s.view, person, resumed, False):
                return voice_of(s.view, resumed, cue, frame.says)
        if person in ("1p", "1s") or not frame.says or thing_speaks(s.view, clause, person):
            return None
        return self._carried(s, speech, person)

    def _carried(self, s: _Sentence, speech: _Speech, person: str) -> Voice | None:
        """The speaker that a verb without one takes up: of the clause before, of the sentence, of the report."""
        index, clause, verb, frame, _ = speech
        cue = s.view.tokens[verb.start].raw
        spoken = [*reversed(speech.inherited), *([s.main] if s.main is not None else ())]
        deed = earlier_subject(s.view, s.clauses, index, person)
        if deed is not None and (clause.link == "comp" or frame.says == "demand"):
            return voice_of(s.view, deed, cue, frame.says)
        if deed is not None and deed.kind == "person-source" and not spoken and frame.says in _GOING_ON:
            return voice_of(s.view, deed, cue, frame.says)  # «حددت مصادر أمنية رقما أعلى إذ قالت إن …»
        joined = bool(verb.conj or verb.participle or led_in(clause))
        if frame.says in _GOING_ON or deed is None or (spoken and verb.participle):
            for voice in (*spoken, *(self._before() if joined or frame.lemma in CORE else ())):
                if agrees(voice.view, person, voice.phrase, False):
                    taken: Voice = replace(voice, cue=cue, says=frame.says, role="speaker")
                    return taken
        if deed is not None:
            return voice_of(s.view, deed, cue, frame.says)
        return None

    def _before(self) -> Iterator[Voice]:
        if self.last is not None:
            yield self.last
        yield from reversed(self._named[-4:])

    # -- source phrases -----------------------------------------------------------------------------------------

    def _source_phrase(self, s: _Sentence, index: int) -> Voice | None:
        """«وفق المرصد», «بحسب ما أفاد مصدر», «نقلا عن شهود»."""
        clause = s.clauses[index]
        cue, text = clause.chunks[0].cue, clause.chunks[0].text
        says = cue.effect if cue is not None and cue.effect else "say"
        if cue is not None and cue.kind == "same-source":
            taken_up = s.view.span(clause.chunks[0].start, clause.chunks[0].end)
            return replace(self.last, cue=text, again=taken_up) if self.last is not None else None
        phrase = cited_phrase(s.view, s.clauses, index)
        if phrase is not None:
            return voice_of(s.view, phrase, text, says)
        return replace(self.last, cue=text) if self.last is not None and text[-1:] == "ه" else None

    @staticmethod
    def _inwards(s: _Sentence, voice: Voice) -> None:
        """«قالت الصحيفة نقلا عن مصادر إن …»: the source named before «أن» is the inner one."""
        assert s.current is not None
        chain = Chain((*(v.as_relay() for v in s.current.voices), voice), s.current.status)
        for i, known in enumerate(s.chains):
            if known.own is not None and known.voices == s.current.voices:
                s.chains[i] = replace(known, voices=chain.voices)
        s.current = chain

    @staticmethod
    def _backwards(s: _Sentence, index: int, voice: Voice) -> None:
        """A source named behind what it says: it stands for the sentence, as relay where a speaker is named already."""
        for i in range(index - 1, -1, -1):
            chain = s.chains[i]
            if any(v.phrase is voice.phrase for v in chain.voices):
                continue
            voices = (voice.as_relay(), *chain.voices) if chain.voices else (voice,)
            s.chains[i] = replace(chain, voices=voices)
        s.chains[index] = s.chains[index] if s.chains[index].voices else Chain((voice,))
        if s.current is None and (index == 0 or s.clauses[index].link == "source"):
            s.current, s.start = Chain((voice,)), index

    # -- across sentences ---------------------------------------------------------------------------------------

    def _continues(self, view: View) -> bool:
        """Whether a quotation opened in the sentence before goes on here."""
        return self.quote_open and bool(view.tokens) and view.tokens[0].quoted and not view.tokens[0].opens

    def _remember(self, voice: Voice) -> None:
        self.last = voice
        if not any(v.phrase is voice.phrase for v in self._named):
            self._named.append(voice)

    def antecedent(self, voice: Voice) -> Voice | None:
        """The fuller speaker that «المصدر», «الوكالة», «المتحدث» stand for."""
        if not voice.short:
            return None
        head = voice.phrase.entry
        place = next((i for i, v in enumerate(self._named) if v.phrase is voice.phrase), len(self._named))
        if states(voice.phrase):  # «أضاف البيان»: whose it is was said before
            return next((v for v in reversed(self._named[:place]) if not states(v.phrase)), None)
        for named in reversed(self._named):
            if named.phrase is voice.phrase or named.short:
                continue
            if head is not None and named.phrase.entry is not None and _same_noun(named.phrase.entry, head):
                return named
            if head is not None and head.klass == "media-head" and named.phrase.kind == "actor":
                if any(n.body.kind == "media" for n in named.phrase.names):
                    return named
        return None


def _opens_what_follows(clauses: Sequence[Clause], index: int) -> bool:
    """«…، وحسب شهود فإن القصف …»: behind «و» and before «فإن» the source is that of what follows alone."""
    joined = index > 0 and clauses[index].chunks[0].conj == "و"
    follow = clauses[index + 1] if index + 1 < len(clauses) else None
    return joined and follow is not None and follow.link == "comp" and follow.text.startswith("فان")


def _is_news(phrase: Phrase | None) -> bool:
    """Whether a phrase is news or rumours, or what is true of them («الأنباء», «صحة الأنباء»)."""
    while phrase is not None:
        if phrase.event is not None:
            return phrase.event.klass == "speech"
        phrase = phrase.owner
    return False


def _doubted(clause: Clause, frame: VerbFrame) -> str:
    """What a verb of denial or doubt makes of what it tells; who does not deny it («ولم ينف») leaves it open."""
    status = _DENIES.get(frame.says, "")
    return "possible" if status and clause.negation is not None else status
