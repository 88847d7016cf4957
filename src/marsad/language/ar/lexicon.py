"""The Arabic lexicon: every word's possible readings, from tables that inflect lemmas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from marsad import resources
from marsad.language.ar.analysis import Analyser, Forms
from marsad.language.ar.dates import Calendar
from marsad.language.ar.entries import (
    Collocation,
    Condition,
    Cue,
    EventNoun,
    Modifier,
    Noun,
    Settling,
    Valency,
    VerbFrame,
)
from marsad.language.ar.nominals import adjective_forms, definite_forms, dual_forms, noun_forms
from marsad.language.ar.numerals import Numerals
from marsad.language.ar.perword import PerWord
from marsad.language.ar.phrases import PhraseTable
from marsad.language.ar.readings import NounUse, VerbUse, Word
from marsad.language.ar.script import normal
from marsad.language.ar.verbs import inflect, participles, verbal_nouns

# The one door to the lexicon: its entries and readings are imported from here.
__all__ = [
    "Collocation", "Condition", "Cue", "EventNoun", "Lexicon", "Modifier", "Noun", "NounUse", "Settling", "Valency",
    "VerbFrame", "VerbUse", "Word",
]  # fmt: skip


_UNCHANGED = ("ون", "ه", "ا", "ء", "ي")  # endings of plurals that bear no alif as an object


def _told_apart(shapes: Iterable[tuple[str, str, str]]) -> set[str]:
    """Lemmas that have verbs of several measures with different imperfects («وقع»: يقع, يوقع)."""
    found: dict[str, set[str]] = {}
    for lemma, imperfect, _ in shapes:
        found.setdefault(lemma, set()).add(imperfect)
    return {lemma for lemma, imperfects in found.items() if len(imperfects) > 1}


class Lexicon:
    """The tables of `data/lexicon/ar`, inflected; loaded once, shared by all readings."""

    @resources.loading()
    def __init__(self) -> None:
        self.numerals = Numerals(resources.tree("lexicon/ar/numerals.toml"))
        self.calendar = Calendar(resources.tree("lexicon/ar/time.toml"), self.numerals)
        self.frames: dict[str, tuple[VerbFrame, ...]] = {}
        self.cues: PhraseTable[Cue] = PhraseTable()
        self.collocations: dict[str, list[Collocation]] = {}
        self.objects_of: dict[str, list[str]] = {}  # the nouns with which a verb has a meaning of its own as objects
        self.lasting: set[str] = set()  # adjectives that say that an event goes on («مستمر»)
        self.verb_of: dict[str, str] = {}  # the verb with collocations of a verbal noun
        # nouns of several words: (entry, number, definite)
        self.compounds: PhraseTable[tuple[Noun | EventNoun, str, bool]] = PhraseTable()
        self.settling_phrases: PhraseTable[Settling] = PhraseTable()  # «طويل المدى»
        self._forms = Forms()
        self._words = PerWord(self._analysed)  # a word that ends in ة and no pronoun «ه» is kept with its ة
        self._load_function_words()  # the names of prepositions, before the tables that use them
        self._load_verbs()
        self._load_nouns()
        self._load_modifiers()
        self._load_cues()
        self._analyser = Analyser(self._forms, self.frames, self.numerals)

    # -- loading ------------------------------------------------------------------------------------------------

    def _load_verbs(self) -> None:
        rows: dict[str, list[VerbFrame]] = {}
        shapes: dict[tuple[str, str, str], None] = {}
        for row in resources.table("lexicon/ar/verbs.tsv"):
            frame = VerbFrame(
                row["lemma"], row["frame"], row["class"], row["code"], row["status"],
                resources.split(row["subject"]), resources.split(row["object"]), Valency.parse(row["preps"], self._forms.preps), row["says"],
                Condition.parse(row["when"]),
            )  # fmt: skip
            rows.setdefault(frame.lemma, []).append(frame)
            rows.setdefault(f"{frame.lemma}/{row['form']}", []).append(frame)
            shapes[frame.lemma, row["imperfect"], row["form"]] = None
        self.frames = {lemma: tuple(frames) for lemma, frames in rows.items()}
        told_apart = _told_apart(shapes)
        for lemma, imperfect, form in shapes:
            for norm, verb_form in inflect(lemma, imperfect, form):
                if lemma in told_apart and verb_form.tense != "past":
                    verb_form = replace(verb_form, measure=f"/{form}")  # «ويقع قرب حماة»: nothing is signed
                self._forms.verbs.setdefault(norm, []).append(verb_form)
            for norm, voice in participles(lemma, imperfect, form):
                for inflected in adjective_forms(norm):
                    self._forms.participles.setdefault(inflected, []).append((lemma, voice))
        self._load_collocations(shapes)

    def _load_collocations(self, shapes: Iterable[tuple[str, str, str]]) -> None:
        for row in resources.table("lexicon/ar/collocations.tsv"):
            entry = Collocation(
                row["verb"], row["preposition"], normal(row["noun"]), row["of"], row["code"], row["status"],
                resources.split(row["subject"]), Valency.parse(row["preps"], self._forms.preps),
            )  # fmt: skip
            self.collocations.setdefault(row["verb"], []).append(entry)
            if not entry.preposition and not entry.of:
                self.objects_of.setdefault(entry.verb, []).append(entry.noun)
        for entries in self.collocations.values():
            entries.sort(key=lambda e: e.noun.startswith("@"))  # a noun outranks its class
        self.verb_of = {
            noun: lemma for lemma, _, form in shapes if lemma in self.collocations for noun in verbal_nouns(lemma, form)
        }

    def _load_nouns(self) -> None:
        for row in resources.table("lexicon/ar/event_nouns.tsv"):
            entry = EventNoun(
                row["noun"], row["class"], row["code"], row["status"], row["genitive"],
                Valency.parse(row["preps"], self._forms.preps), row["gender"],
            )  # fmt: skip
            self._add_noun(entry, row["plurals"])
        for row in resources.table("lexicon/ar/nouns.tsv"):
            radius = float(row["radius_km"]) if row["radius_km"] else None
            noun = Noun(row["noun"], row["class"], row["count"], row["level"], radius, row["means"], row["gender"])
            self._add_noun(noun, row["plurals"])

    def _add_noun(self, entry: Noun | EventNoun, plurals: str) -> None:
        if " " in entry.noun:
            for number, phrase in (("s", entry.noun), *(("p", p) for p in resources.split(plurals))):
                for form in definite_forms(phrase):
                    self.compounds.add(form, (entry, number, form.startswith("ال")))
            for form in dual_forms(entry.noun):
                self.compounds.add(form, (entry, "d", form.startswith("ال")))
            return
        for form, number, joins in noun_forms(entry, resources.split(plurals)):
            uses = self._forms.nouns.setdefault(form, [])
            if (entry, number, joins) not in uses:
                uses.append((entry, number, joins))
        for number, word in (("s", entry.noun), *(("p", plural) for plural in resources.split(plurals))):
            if word.endswith("ى") and len(word) > 3:
                self._forms.maqsura.setdefault(f"{normal(word)[:-1]}ا", []).append((entry, number, True))

    def _load_modifiers(self) -> None:
        def add(word: str, modifier: Modifier, more: Iterable[str] = ()) -> None:
            several = [normal(plural) for plural in more]
            objects = [f"{plural}ا" for plural in several if not plural.endswith(_UNCHANGED)]  # «مقاتلين روسا»
            for form in (*adjective_forms(normal(word)), *several, *objects):
                members = self._forms.modifiers.setdefault(form, [])
                if modifier not in members:
                    members.append(modifier)

        for row in resources.table("actors/countries.tsv"):
            for adjective in resources.split(row["adjective_ar"]):
                modifier = Modifier(adjective, iso=row["iso"], english=row["name_en"])
                add(adjective, modifier, resources.split(row["demonym_plurals_ar"]))
        for row in resources.table("lexicon/ar/peoples.tsv"):
            modifier = Modifier(row["adjective_ar"], people=row["name_en"], english=row["name_en"])
            add(row["adjective_ar"], modifier, resources.split(row["plurals_ar"]))
        for row in resources.table("lexicon/ar/modifiers.tsv"):
            settling = Settling(row["word"], resources.split(row["applies_to"]), row["code"])
            if " " in row["word"]:
                self.settling_phrases.add(row["word"], settling)
                continue
            for form in adjective_forms(normal(row["word"])):
                self._forms.settles.setdefault(form, []).append(settling)
        for word in resources.tree("lexicon/ar/function.toml")["belonging"]["words"]:
            add(word, Modifier(word, belonging=True))
            if word.endswith("ي"):  # «موال» beside «موالي»
                add(word[:-1], Modifier(word, belonging=True))

    def _load_function_words(self) -> None:
        tree = resources.tree("lexicon/ar/function.toml")
        for name, words in tree["prepositions"].items():
            for w in words:
                self._forms.preps.setdefault(normal(w), name)
        for section, tag in (
            ("complementizers", "comp"), ("relatives", "rel"), ("subordinators", "sub"), ("conjunctions", "conj"),
            ("demonstratives", "dem"), ("pronouns", "pron"), ("negations", "neg"), ("particles", "part"),
            ("titles", "title"),
        ):  # fmt: skip
            for w in tree[section]["words"]:
                self._forms.tags.setdefault(normal(w), set()).add(tag)

        for w in tree["adjectives"]["words"]:
            self._forms.adjectives |= set(adjective_forms(normal(w)))

    def _load_cues(self) -> None:
        for row in resources.table("lexicon/ar/cues.tsv"):
            cue = Cue(row["cue"], row["kind"], row["effect"], row["scope"])
            self.cues.add(row["cue"].split("…")[0], cue)
            if cue.kind == "continuing" and " " not in cue.cue:
                self.lasting.add(normal(cue.cue))

    @cached_property
    def noun_entries(self) -> tuple[Noun | EventNoun, ...]:
        """Every noun of the tables once."""
        return tuple({entry: None for uses in self._forms.nouns.values() for entry, _, _ in uses})

    def word(self, norm: str, feminine: bool = False) -> Word:
        """All readings of a written word (in the normal form); `feminine`: its last letter is ة, no pronoun «ه»."""
        return self._words[f"{norm[:-1]}ة" if feminine else norm]

    def _analysed(self, word: str) -> Word:
        return self._analyser.word(normal(word), word.endswith("ة"))
