"""A sentence with everything the tables say about its words: the ground on which phrases are built."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from marsad import resources
from marsad.geography.gazetteer import Gazetteer, GazetteerPlace
from marsad.language.ar.dates import TimeExpression
from marsad.language.ar.lexicon import Cue, EventNoun, Lexicon, Noun, Word
from marsad.language.ar.perword import PerWord
from marsad.language.ar.phrases import Match, Opening, fold
from marsad.language.ar.script import normal
from marsad.language.ar.tokens import Sentence, Token, word_form
from marsad.reading.names import Names, NameUse

_LEADING = frozenset({"agent", "cause", "part", "source-prep", "consequence", "denial"})  # kinds of cues
_EGYPTIAN = frozenset({"فى", "التى", "الذى", "هى", "أى", "وفى"})

# Behind these «بغداد اليوم» is no medium.
_LOCATING = frozenset(
    "في وفي العاصمه العراقيه السوريه اليمنيه الليبيه السودانيه المصريه مدينه محافظه وسط شمال جنوب شرق غرب شمالي جنوبي شرقي غربي "
    "قرب علي الي داخل نحو ريف".split()
)


class Entry(NamedTuple):
    """A written word: its readings, its folded form, and its ways with which names, places and phrases may start."""

    word: Word
    folded: str
    opens: bool  # whether any of them may start
    names: tuple[Opening, ...]
    places: tuple[Opening, ...]
    compounds: tuple[Opening, ...]
    cues: tuple[Opening, ...]


_NO_WORD = Entry(
    Word("", (), (), (), (), (), (), (), frozenset(), "", False, "", "", False, False, False, False), "", False, (), (), (), (),
)  # fmt: skip


class _Outside(dict[int, str]):
    """The normal forms of tokens by their number; empty outside the sentence."""

    def __missing__(self, i: int) -> str:
        return ""


class Knowledge:
    """Lexicon, names and gazetteer, loaded once and shared; holds no state of any report."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.entries = PerWord(self._entry)  # by the word as it is written
        self.lexicon = Lexicon()
        self.names = Names()
        self.gazetteer = gazetteer or Gazetteer()
        tree = resources.tree("lexicon/ar/function.toml")
        self.toponym_parts = {normal(w) for w in tree["toponym_parts"]["words"]}
        self.place_adjectives = {normal(w) for w in tree["place_adjectives"]["words"]}
        self.no_places = {normal(w) for w in tree["no_places"]["words"]}
        self.given_names = {normal(w) for w in tree["given_names"]["words"]}
        self.directions = {normal(w) for w in tree["directions"]["words"]}
        # with what may be written before them: no other word can be a direction
        self.direction_forms = {c + p + w for c in ("", "و", "ف") for p in ("", "ب", "ل", "ك") for w in self.directions}

    def _entry(self, raw: str) -> Entry:
        norm = word_form(raw)
        word = self.lexicon.word(norm, feminine=raw.endswith("ة") and norm.endswith("ه"))
        tables = (self.names.phrases, self.gazetteer.phrases, self.lexicon.compounds, self.lexicon.cues)
        names, places, compounds, cues = (table.opening(word.ways) for table in tables)
        return Entry(word, fold(norm), bool(names or places or compounds or cues), names, places, compounds, cues)


_TAKEN = frozenset({"arrest", "abduction"})
_NUMBERED = frozenset({"force", "place-head", "structure", "military-post", "weapon", "air-platform", "name"})


@dataclass(slots=True)
class View:
    """One sentence: tokens, their readings, and the names, places, times and cues that start at each."""

    knowledge: Knowledge
    sentence: Sentence
    published: date | None
    tokens: list[Token] = field(init=False)
    words: list[Word] = field(init=False)
    folded: list[str] = field(init=False)
    names: dict[int, Match[list[NameUse]]] = field(init=False)
    places: dict[int, Match[list[GazetteerPlace]]] = field(init=False)
    times: dict[int, TimeExpression] = field(init=False)
    cues: dict[int, list[Match[list[Cue]]]] = field(init=False)
    compounds: dict[int, Match[list[tuple[Noun | EventNoun, str, bool]]]] = field(init=False)
    norm: Callable[[int], str] = field(init=False)  # the normal form of a token; empty outside the sentence
    vocabulary: frozenset[str] = field(init=False)  # all normal forms: passes that wait for certain words ask it first
    blocked: list[bool] = field(init=False)  # tokens that can be no part of a noun phrase
    turns: bool = field(init=False)  # its first words turn to another event («من جهة أخرى», «وكان»)

    attested: Set[str] = frozenset()  # ambiguous names that the report uses with the head of a place
    glued: set[int] = field(default_factory=set)  # words whose first letter turned out to be «و»

    def __post_init__(self) -> None:
        k = self.knowledge
        self.tokens = _out_of_brackets(self.sentence.tokens, k)
        entries = [k.entries[t.raw] if t.kind == "word" else _NO_WORD for t in self.tokens]
        self.words = [e.word for e in entries]
        for i, token in enumerate(self.tokens):
            if token.raw == "والي" and not self.writes_alif_for_ya:
                self.words[i] = replace(self.words[i], prep="", conj="")  # the governor, not «وإلى»
            elif token.norm == "خاصه" and i and self._describes(i - 1):
                self.words[i] = replace(self.words[i], tags=frozenset(), adjective=True)  # «وحدة إسرائيلية خاصة»
            elif token.raw == "إمام":
                self.words[i] = replace(self.words[i], prep="")  # of a mosque; the preposition is «أمام»
            elif token.norm == "بناء" and (i + 1 == len(self.tokens) or self.tokens[i + 1].norm != "علي"):
                self.words[i] = replace(self.words[i], prep="")  # a building; «بناء على»: by virtue of
        self.folded = folded = [e.folded or t.norm for e, t in zip(entries, self.tokens, strict=True)]
        self.names, self.places, self.cues, self.compounds = {}, {}, {}, {}
        for i, entry in enumerate(entries):
            if not entry.opens:
                continue
            _, _, _, names, places, compounds, cues = entry
            if names and (name := k.names.phrases.longest(folded, i, names)):
                self.names[i] = name
            if places and (place := k.gazetteer.phrases.longest(folded, i, places)):
                self.places[i] = place
            if compounds and (compound := k.lexicon.compounds.longest(folded, i, compounds)):
                if compound.end > i + 1:
                    self.compounds[i] = compound
            if cues:
                self.cues[i] = k.lexicon.cues.at(folded, i, cues)
        for i in [i for i in self.names if self._place_today(i)]:
            del self.names[i]
        for i in self.places:
            if self.tokens[i].raw.endswith("ة") and any(
                u.suffix for u in (*self.words[i].nouns, *self.words[i].events)
            ):
                self.words[i] = _without_pronouns(self.words[i])
        self.times = {
            t.start: t
            for t in k.lexicon.calendar.find(self.tokens, self.published)
            if not self._in_title(t.start) and self.tokens[t.start].raw != "إب"  # the town: August is «آب»
        }
        norms = [t.norm for t in self.tokens]
        self.norm, self.vocabulary = _Outside(enumerate(norms)).__getitem__, frozenset(norms)
        self.blocked = self._blocked()
        self.turns = k.lexicon.calendar.turns(self.tokens)

    def _describes(self, i: int) -> bool:
        """Whether an indefinite adjective of a country stands at token i."""
        word = self.words[i]
        return not word.definite and any(m.iso for m in word.modifiers)

    def _blocked(self) -> list[bool]:
        """For each token whether it is a function word, a time or a mark, and does not begin a longer name."""
        out = [token.kind == "mark" or word.closed for token, word in zip(self.tokens, self.words, strict=True)]
        for i, cues in self.cues.items():
            if not out[i] and any(c.kind in _LEADING and not m.prep for m in cues for c in m.value):
                out[i] = True
        for i, name in self.names.items():
            if name.end > i + 1:
                out[i] = False
        for i in self.times:
            out[i] = True
        return out

    def _place_today(self, i: int) -> bool:
        """«في بغداد اليوم»: a place and a day, though a medium is called so."""
        match = self.names[i]
        if match.end - i < 2 or i not in self.places or not any(use.body.kind == "media" for use in match.value):
            return False
        today = self.tokens[match.end - 1].norm == "اليوم" and not self.tokens[i].opens
        return today and (match.prep in ("ب", "في") or (i > 0 and self.tokens[i - 1].norm in _LOCATING))

    def _in_title(self, i: int) -> bool:
        """Whether token i stands inside the name of a medium («المصري اليوم»)."""
        return any(
            i - back in self.names
            and self.names[i - back].end > i
            and any(use.body.kind == "media" for use in self.names[i - back].value)
            for back in (1, 2)
        )

    @property
    def writes_alif_for_ya(self) -> bool:
        """Whether a final ي is written ى here, as in Egypt («فى»)."""
        return any(t.raw in _EGYPTIAN for t in self.tokens)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of raw text of tokens [start, end)."""
        return self.tokens[start].start, self.tokens[end - 1].end


def _out_of_brackets(tokens: list[Token], knowledge: Knowledge) -> list[Token]:
    """«قتل (15) مدنيا», «أسر (19)»: a number in brackets that counts what follows, or stands behind its verb."""
    whole: dict[int, Token] = {}
    for i in range(1, len(tokens) - 2):
        number = tokens[i + 1]
        if tokens[i].raw != "(" or tokens[i + 2].raw != ")" or number.kind != "number" or tokens[i - 1].kind != "word":
            continue
        before = knowledge.entries[tokens[i - 1].raw].word
        after = tokens[i + 3] if i + 3 < len(tokens) else None
        counted = _counted_next(before, knowledge.entries[after.raw].word if after and after.kind == "word" else None)
        of_them = i > 2 and tokens[i - 2].raw == "من" and bool(knowledge.entries[tokens[i - 3].raw].word.verbs)
        if counted or of_them or _done_to_so_many(before):
            whole[i] = replace(number, start=tokens[i].start, end=tokens[i + 2].end, space=tokens[i].space)
    inside = {i + k for i in whole for k in (1, 2)}
    return [whole.get(i, t) for i, t in enumerate(tokens) if i not in inside] if whole else tokens


def _counted_next(before: Word, after: Word | None) -> bool:
    """Whether an indefinite noun follows, and no numbered body or thing («اللواء (22) مشاة», «(24) عاما») goes before."""
    if after is None or after.definite or after.conj or after.prep or after.pre:
        return False
    one = [n for n in before.nouns if n.number == "s"]
    numbered = any(n.entry.klass in _NUMBERED for n in one) or (before.definite and bool(one or not before.nouns))
    return not numbered and any(n.entry.klass != "time-unit" for n in (*after.nouns, *after.events))


def _done_to_so_many(before: Word) -> bool:
    """«أصيب (9)», «أسر (19)»: whether a verb stands right before, which may look like a noun if it tells a toll."""
    toll = any(f.klass == "casualty" or f.code in _TAKEN for u in before.verbs for f in u.frames)
    return bool(before.verbs) and not before.definite and (toll or not before.nouns)


def _without_pronouns(word: Word) -> Word:
    """«حوارة»: a written ة is no pronoun, so it is the town and not «his talks»."""
    nouns, events = ([u for u in uses if not u.suffix] for uses in (word.nouns, word.events))
    return replace(word, nouns=tuple(nouns), events=tuple(events))
