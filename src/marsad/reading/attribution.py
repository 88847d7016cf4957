"""Who says so: reporting verbs and phrases, how far their words reach, chains, and speakers carried on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.phrase import ACTOR_KINDS, Phrase
from marsad.reading.view import View

_SPEAKERS = ACTOR_KINDS | {"name", "person-civilian", "people", "relative", "unknown", "casualty"}
_RELAYS = frozenset({"relay"})
# Clauses that begin with these leave what the speaker says, unless a quotation is still open.
_BREAKS = frozenset({"فيما", "بينما", "لكن", "الا", "غير"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker or relay: the phrase in its sentence, the reporting words, and what it does with the content."""

    view: View
    phrase: Phrase
    cue: str
    says: str
    role: Literal["speaker", "relay"] = "speaker"
    short: bool = False  # «المصدر», «الوكالة»: stands for one named before


@dataclass(slots=True)
class Chain:
    """The voices behind a clause, from the outermost relay to the speaker, and what denial or doubt they add."""

    voices: tuple[Voice, ...] = ()
    status: str = ""  # denial → not-happened, doubt → possible


@dataclass(slots=True)
class Attribution:
    """Follows who speaks through a report; one instance a report."""

    last: Voice | None = None
    quote_open: bool = False
    _named: list[Voice] = field(default_factory=list)

    def assign(self, view: View, clauses: list[Clause]) -> list[Chain]:
        """The chain of every clause of a sentence."""
        chains = [Chain() for _ in clauses]
        current: Chain | None = None
        if self.last is not None and self._continues(view):
            current = Chain((self.last,))
        for index, clause in enumerate(clauses):
            if clause.link == "source":
                voice = self._source_phrase(view, clauses, index)
                if voice is not None:
                    self._backwards(chains, clauses, index, voice)
                    self._remember(voice)
                continue
            if clause.link == "colon" and current is None:
                voice = self._header(view, clauses, index)
                if voice is not None:
                    current = Chain((voice,))
                    self._remember(voice)
            speech = self._speech(clause)
            if speech is not None:
                current = self._speak(view, clauses, index, speech, current, chains)
                continue
            if clause.link == "sub" and clause.text in _BREAKS and not clause.quoted:
                current = None
            if clause.link == "main" and index and not clause.quoted:
                current = current if clause.quoted else None
            if current is not None:
                chains[index] = current
        self.quote_open = bool(view.tokens and view.tokens[-1].quoted and not view.tokens[-1].closes)
        return chains

    # -- speech verbs -------------------------------------------------------------------------------------------

    @staticmethod
    def _speech(clause: Clause) -> VerbFrame | None:
        if clause.verb is None:
            return None
        if clause.frame is not None:
            return clause.frame if clause.frame.klass == "speech" and clause.frame.says else None
        return next((f for f in clause.frames() if f.klass == "speech" and f.says), None)

    def _speak(
        self,
        view: View,
        clauses: list[Clause],
        index: int,
        frame: VerbFrame,
        current: Chain | None,
        chains: list[Chain],
    ) -> Chain | None:
        """Open the scope of a reporting verb."""
        clause = clauses[index]
        passive = clause.verb is not None and clause.verb.passive
        subject = None if passive else self._subject(clause)
        cue = view.tokens[clause.verb.start].raw if clause.verb else ""
        voice: Voice | None = None
        if subject is not None:
            voice = self._voice(view, subject, cue, frame.says)
        elif self.last is not None and (
            frame.says
            in (
                "add",
                "say",
                "confirm",
                "claim",
                "announce",
                "deny",
                "accuse",
                "warn",
                "demand",
                "admit",
                "threaten",
                "condemn",
            )
            or (clause.verb and clause.verb.participle)
        ):
            if current is None or not current.voices or (clause.verb and (clause.verb.participle or clause.verb.conj)):
                voice = replace(self.last, cue=cue, says=frame.says)
            else:
                voice = current.voices[-1]
        if voice is None:
            return current
        inside = clause.link in ("comp", "rel", "sub") and current is not None and current.voices and not clause.quoted
        if frame.says in _RELAYS:
            voice = replace(voice, role="relay")
            voices: tuple[Voice, ...] = (voice,)
            origin = self._relayed_from(view, clause)
            if origin is not None:
                voices = (voice, origin)
                self._remember(origin)
            else:
                self._remember(voice)
        else:
            outer = current.voices if inside and current is not None and clause.link == "comp" else ()
            outer = tuple(replace(v, role="relay") for v in outer if v.phrase is not voice.phrase)
            voices = (*outer, voice)
            self._remember(voice)
        status = {"deny": "not-happened", "doubt": "possible"}.get(frame.says, "")
        chain = Chain(voices, status)
        if clause.link == "sub" and clause.text in ("كما", "حسبما", "مثلما"):
            # «، كما قال المسؤول», «حسبما أفاد»: it looks back
            if index and not self._has_content(clauses, index):
                self._backwards(chains, clauses, index, voice)
                return current
        if not self._has_content(clauses, index) and self._looks_back(clauses, index):
            self._backwards(chains, clauses, index, voice)
            chains[index] = chain
            return current
        chains[index] = chain
        return chain

    @staticmethod
    def _subject(clause: Clause) -> Phrase | None:
        phrase = clause.subject
        if phrase is None:
            candidates = [p for p in clause.after if not p.prep] or [p for p in clause.before if not p.prep]
            phrase = candidates[0] if candidates else None
        if phrase is None or phrase.kind not in _SPEAKERS or phrase.event is not None:
            return None
        return phrase

    def _voice(self, view: View, phrase: Phrase, cue: str, says: str) -> Voice:
        short = phrase.definite and phrase.end - phrase.core == 1 and phrase.kind in (
            "person-source", "media-head", "org-head", "person-official") and not phrase.names  # fmt: skip
        return Voice(view, phrase, cue, says, short=short)

    def _relayed_from(self, view: View, clause: Clause) -> Voice | None:
        """«نقلت الوكالة عن مصدر قوله»."""
        for phrase in clause.prepositional:
            if phrase.prep == "عن" and phrase.kind in _SPEAKERS:
                return Voice(view, phrase, "عن", "say")
        return None

    @staticmethod
    def _has_content(clauses: list[Clause], index: int) -> bool:
        """Whether something said follows the reporting verb."""
        clause = clauses[index]
        if index + 1 < len(clauses) and clauses[index + 1].link in ("comp", "colon"):
            return True
        said = [p for p in (*clause.after, *clause.prepositional) if p is not clause.subject and p.event is not None]
        if said:
            return True
        return any(
            p.prep in ("ب", "عن", "إلى") and p.event is None and p.kind in ("abstract", "casualty", "number")
            for p in clause.prepositional
        )

    @staticmethod
    def _looks_back(clauses: list[Clause], index: int) -> bool:
        return index > 0 and index >= len(clauses) - 2

    # -- source phrases -----------------------------------------------------------------------------------------

    def _source_phrase(self, view: View, clauses: list[Clause], index: int) -> Voice | None:
        """«وفق المرصد», «بحسب ما أفاد مصدر», «نقلا عن شهود»."""
        clause = clauses[index]
        cue = clause.chunks[0].cue
        text = clause.chunks[0].text
        says = cue.effect if cue is not None and cue.effect else "say"
        if cue is not None and cue.kind == "same-source":
            return replace(self.last, cue=text) if self.last is not None else None
        phrases = [p for p in clause.phrases() if p.kind in _SPEAKERS and p.event is None]
        if clause.verb is not None:
            subject = self._subject(clause)
            phrases = [subject] if subject is not None else phrases
        following = clauses[index + 1] if index + 1 < len(clauses) else None
        if (
            not phrases
            and following is not None
            and following.link in ("and", "rel", "main", "sub")
            and self._speech(following)
        ):
            subject = self._subject(following)
            phrases = [subject] if subject is not None else []
        if not phrases:
            return replace(self.last, cue=text) if self.last is not None and text[-1:] == "ه" else None
        role: Literal["speaker", "relay"] = "speaker"
        return replace(self._voice(view, phrases[0], text, says), role=role)

    @staticmethod
    def _backwards(chains: list[Chain], clauses: list[Clause], index: int, voice: Voice) -> None:
        """A source named behind what it says: it stands for the sentence, as relay where a speaker is named already."""
        for i in range(index - 1, -1, -1):
            if chains[i].voices:
                if any(v.phrase is voice.phrase for v in chains[i].voices):
                    continue
                chains[i] = Chain((replace(voice, role="relay"), *chains[i].voices), chains[i].status)
            else:
                chains[i] = Chain((voice,), chains[i].status)
        first = index == 0
        for i in range(index, len(clauses)):
            if first or i == index:
                if not chains[i].voices:
                    chains[i] = Chain((voice,))

    def _header(self, view: View, clauses: list[Clause], index: int) -> Voice | None:
        """«المرصد السوري: مقتل …» at the head of a line."""
        before = clauses[index - 1] if index else None
        if before is None or before.verb is not None or index != 1:
            return None
        phrases = before.phrases()
        if (
            len(phrases) == 1
            and not phrases[0].prep
            and phrases[0].kind in _SPEAKERS
            and phrases[0].kind not in ("unknown", "name", "person-civilian")
            and phrases[0].event is None
        ):
            return self._voice(view, phrases[0], ":", "say")
        return None

    # -- across sentences ---------------------------------------------------------------------------------------

    def _continues(self, view: View) -> bool:
        """Whether a quotation opened in the sentence before goes on here."""
        return self.quote_open and bool(view.tokens) and view.tokens[0].quoted and not view.tokens[0].opens

    def _remember(self, voice: Voice) -> None:
        if voice.short:
            self.last = voice
            return
        self.last = voice
        self._named.append(voice)

    def antecedent(self, voice: Voice) -> Voice | None:
        """The fuller speaker that «المصدر», «الوكالة», «المتحدث» stand for."""
        if not voice.short:
            return None
        head = voice.phrase.entry
        for named in reversed(self._named):
            if named.phrase is voice.phrase:
                continue
            if head is not None and named.phrase.entry is not None and named.phrase.entry.noun == head.noun:
                return named
            if head is not None and head.klass == "media-head" and named.phrase.kind == "actor":
                if any(n.body.kind == "media" for n in named.phrase.names):
                    return named
        return None
