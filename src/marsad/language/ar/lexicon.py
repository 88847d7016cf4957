"""The Arabic lexicon: every word's possible readings, from tables that inflect lemmas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from marsad import resources
from marsad.language.ar.dates import Calendar
from marsad.language.ar.numerals import Numerals
from marsad.language.ar.phrases import PhraseTable, Variant, variants
from marsad.language.ar.script import normal
from marsad.language.ar.verbs import VerbForm, inflect, participles, verbal_nouns

_SUFFIXES = ("هما", "هم", "هن", "ها", "نا", "كم", "ه", "ي", "ك")
_VERB_SUFFIXES = ("هما", "هم", "هن", "ها", "نا", "ني", "كم", "ه")
_FIRST_PERSON = ("ي", "ك")  # «والدي»; elsewhere the letters are those of an adjective («مدفعي»)
_CACHE_LIMIT = 200_000  # words; a year of one outlet's reports has about 150,000 different ones


@dataclass(frozen=True, slots=True, eq=False)
class Valency:
    """What each preposition brings: roles in order of preference, and whether the frame needs it."""

    roles: Mapping[str, tuple[str, ...]]
    required: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, cell: str, names: Mapping[str, str]) -> Valency:
        """From `على!:place|ب:means,place`; `names` tells the name of a preposition («باتجاه» is «نحو»)."""
        roles: dict[str, tuple[str, ...]] = {}
        required = set()
        for part in resources.split(cell):
            prep, _, value = part.partition(":")
            name = names.get(normal(prep.rstrip("!")), prep.rstrip("!"))
            if prep.endswith("!"):
                required.add(name)
            if name == prep.rstrip("!") or name not in roles:
                roles[name] = tuple(value.split(","))
        return cls(roles, frozenset(required))


@dataclass(frozen=True, slots=True)
class Condition:
    """Where a frame of a verb is meant: classes of subject and object, tense, voice."""

    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    tense: str = ""
    passive: bool = False
    no_object: bool = False
    preps: tuple[tuple[str, tuple[str, ...]], ...] = ()  # what a preposition must bring

    @classmethod
    def parse(cls, cell: str) -> Condition:
        """From `past|subject=people+casualty|ب=words|no-object`."""
        words = resources.split(cell)
        classes = dict(w.split("=", 1) for w in words if "=" in w)
        return cls(
            tuple(classes.get("subject", "").split("+")) if "subject" in classes else (),
            tuple(classes.get("object", "").split("+")) if "object" in classes else (),
            next((w for w in words if w in ("past", "imperfect")), ""),
            "passive" in words, "no-object" in words,
            tuple((k, tuple(v.split("+"))) for k, v in classes.items() if k not in ("subject", "object")),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class VerbFrame:
    """One row of verbs.tsv."""

    lemma: str
    frame: str
    klass: str
    code: str
    status: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    preps: Valency
    says: str
    when: Condition = Condition()

    @property
    def name(self) -> str:
        return f"verb:{self.lemma}/{self.frame}"


@dataclass(frozen=True, slots=True, eq=False)
class EventNoun:
    """One row of event_nouns.tsv."""

    noun: str
    klass: str
    code: str
    status: str
    genitive: str
    preps: Valency
    gender: str

    @property
    def name(self) -> str:
        return f"noun:{self.noun}"


@dataclass(frozen=True, slots=True, eq=False)
class Noun:
    """One row of nouns.tsv."""

    noun: str
    klass: str
    count: str
    level: str
    radius_km: float | None
    means: str
    gender: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """An adjective of a country or people («سوري», «كردي»), or of belonging («تابع»)."""

    word: str
    iso: str = ""
    people: str = ""
    belonging: bool = False
    english: str = ""


@dataclass(frozen=True, slots=True)
class Settling:
    """One row of modifiers.tsv: a word or phrase that settles the type of an event noun; `-` makes it none."""

    word: str
    applies: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True, eq=False)
class Collocation:
    """One row of collocations.tsv."""

    verb: str
    preposition: str
    noun: str
    of: str  # "subject" where the noun is the subject, else empty
    code: str
    status: str
    subject: tuple[str, ...]
    preps: Valency


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """One row of cues.tsv; `parts` are the words around «…»."""

    cue: str
    kind: str
    effect: str
    scope: str


@dataclass(frozen=True, slots=True)
class VerbUse:
    """A word read as a verb."""

    lemma: str
    frames: tuple[VerbFrame, ...]
    form: VerbForm
    conj: str
    future: bool
    purpose: bool
    suffix: str


@dataclass(frozen=True, slots=True)
class NounUse:
    """A word read as a noun: `number` is s, d, p or dp (dual or plural)."""

    entry: Noun | EventNoun
    number: str
    conj: str
    prep: str
    definite: bool
    suffix: str
    accusative: bool


@dataclass(frozen=True, slots=True)
class Word:
    """All readings of one written word."""

    norm: str
    ways: tuple[Variant, ...]
    verbs: tuple[VerbUse, ...]
    nouns: tuple[NounUse, ...]
    events: tuple[NounUse, ...]
    modifiers: tuple[Modifier, ...]
    settles: tuple[Settling, ...]
    participles: tuple[tuple[str, str], ...]  # (lemma, voice)
    tags: frozenset[str]
    prep: str  # the preposition that the word is
    number: bool
    conj: str
    pre: str  # a preposition written together with the word
    definite: bool
    accusative: bool
    plural: bool
    adjective: bool  # a common adjective, no name


@dataclass(slots=True)
class _Forms:
    nouns: dict[str, list[tuple[Noun | EventNoun, str, bool]]] = field(default_factory=dict)
    maqsura: dict[str, list[tuple[Noun | EventNoun, str, bool]]] = field(default_factory=dict)  # «قرا» of «قراهم»
    verbs: dict[str, list[VerbForm]] = field(default_factory=dict)
    modifiers: dict[str, list[Modifier]] = field(default_factory=dict)
    settles: dict[str, list[Settling]] = field(default_factory=dict)
    participles: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    adjectives: set[str] = field(default_factory=set)


class Lexicon:
    """The tables of `data/lexicon/ar`, inflected; loaded once, shared by all readings."""

    def __init__(self) -> None:
        self.numerals = Numerals(resources.tree("lexicon/ar/numerals.toml"))
        self.calendar = Calendar(resources.tree("lexicon/ar/time.toml"), self.numerals)
        self.frames: dict[str, tuple[VerbFrame, ...]] = {}
        self.cues: PhraseTable[Cue] = PhraseTable()
        self.collocations: dict[str, list[Collocation]] = {}
        self.lasting: set[str] = set()  # adjectives that say that an event goes on («مستمر»)
        self.verb_of: dict[str, str] = {}  # the verb with collocations of a verbal noun
        # nouns of several words: (entry, number, definite)
        self.compounds: PhraseTable[tuple[Noun | EventNoun, str, bool]] = PhraseTable()
        self._forms = _Forms()
        self._tags: dict[str, set[str]] = {}
        self._preps: dict[str, str] = {}
        self._words: dict[str, Word] = {}
        self._load_function_words()  # the names of prepositions, before the tables that use them
        self._load_verbs()
        self._load_nouns()
        self._load_modifiers()
        self._load_cues()

    # -- loading ------------------------------------------------------------------------------------------------

    def _load_verbs(self) -> None:
        rows: dict[str, list[VerbFrame]] = {}
        shapes: dict[tuple[str, str, str], None] = {}
        for row in resources.table("lexicon/ar/verbs.tsv"):
            frame = VerbFrame(
                row["lemma"], row["frame"], row["class"], row["code"], row["status"],
                resources.split(row["subject"]), resources.split(row["object"]), Valency.parse(row["preps"], self._preps), row["says"],
                Condition.parse(row["when"]),
            )  # fmt: skip
            rows.setdefault(frame.lemma, []).append(frame)
            shapes[frame.lemma, row["imperfect"], row["form"]] = None
        self.frames = {lemma: tuple(frames) for lemma, frames in rows.items()}
        for lemma, imperfect, form in shapes:
            for norm, verb_form in inflect(lemma, imperfect, form):
                self._forms.verbs.setdefault(norm, []).append(verb_form)
            for norm, voice in participles(lemma, imperfect, form):
                for inflected in _adjective_forms(norm):
                    self._forms.participles.setdefault(inflected, []).append((lemma, voice))
        for row in resources.table("lexicon/ar/collocations.tsv"):
            entry = Collocation(
                row["verb"], row["preposition"], normal(row["noun"]), row["of"], row["code"], row["status"],
                resources.split(row["subject"]), Valency.parse(row["preps"], self._preps),
            )  # fmt: skip
            self.collocations.setdefault(row["verb"], []).append(entry)
        self.verb_of = {
            noun: lemma for lemma, _, form in shapes if lemma in self.collocations for noun in verbal_nouns(lemma, form)
        }

    def _load_nouns(self) -> None:
        for row in resources.table("lexicon/ar/event_nouns.tsv"):
            entry = EventNoun(
                row["noun"], row["class"], row["code"], row["status"], row["genitive"],
                Valency.parse(row["preps"], self._preps), row["gender"],
            )  # fmt: skip
            self._add_noun(entry, row["plurals"])
        for row in resources.table("lexicon/ar/nouns.tsv"):
            radius = float(row["radius_km"]) if row["radius_km"] else None
            noun = Noun(row["noun"], row["class"], row["count"], row["level"], radius, row["means"], row["gender"])
            self._add_noun(noun, row["plurals"])

    def _add_noun(self, entry: Noun | EventNoun, plurals: str) -> None:
        if " " in entry.noun:
            for number, phrase in (("s", entry.noun), *(("p", p) for p in resources.split(plurals))):
                for form in _definite_forms(phrase):
                    self.compounds.add(form, (entry, number, form.startswith("ال")))
            return
        for form, number, joins in _noun_forms(entry, resources.split(plurals)):
            uses = self._forms.nouns.setdefault(form, [])
            if (entry, number, joins) not in uses:
                uses.append((entry, number, joins))
        for number, word in (("s", entry.noun), *(("p", plural) for plural in resources.split(plurals))):
            if word.endswith("ى") and len(word) > 3:
                self._forms.maqsura.setdefault(f"{normal(word)[:-1]}ا", []).append((entry, number, True))

    def _load_modifiers(self) -> None:
        def add(word: str, modifier: Modifier, more: Iterable[str] = ()) -> None:
            for form in (*_adjective_forms(normal(word)), *map(normal, more)):
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
        self.settling_phrases: PhraseTable[Settling] = PhraseTable()
        for row in resources.table("lexicon/ar/modifiers.tsv"):
            settling = Settling(row["word"], resources.split(row["applies_to"]), row["code"])
            if " " in row["word"]:
                self.settling_phrases.add(row["word"], settling)
                continue
            for form in _adjective_forms(normal(row["word"])):
                self._forms.settles.setdefault(form, []).append(settling)
        for word in resources.tree("lexicon/ar/function.toml")["belonging"]["words"]:
            add(word, Modifier(word, belonging=True))
            if word.endswith("ي"):  # «موال» beside «موالي»
                add(word[:-1], Modifier(word, belonging=True))

    def _load_function_words(self) -> None:
        tree = resources.tree("lexicon/ar/function.toml")
        for name, words in tree["prepositions"].items():
            for w in words:
                self._preps.setdefault(normal(w), name)
        for section, tag in (
            ("complementizers", "comp"), ("relatives", "rel"), ("subordinators", "sub"), ("conjunctions", "conj"),
            ("demonstratives", "dem"), ("pronouns", "pron"), ("negations", "neg"), ("particles", "part"),
            ("titles", "title"),
        ):  # fmt: skip
            for w in tree[section]["words"]:
                self._tags.setdefault(normal(w), set()).add(tag)

        for w in tree["adjectives"]["words"]:
            self._forms.adjectives |= set(_adjective_forms(normal(w)))

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

    # -- looking up ---------------------------------------------------------------------------------------------

    def word(self, norm: str) -> Word:
        """All readings of a written word (in the normal form)."""
        known = self._words.get(norm)
        if known is None:
            if len(self._words) >= _CACHE_LIMIT:
                self._words.clear()
            known = self._words[norm] = self._analyse(norm)
        return known

    def _analyse(self, norm: str) -> Word:
        verbs = tuple(self._verb_uses(norm))
        uses = list(self._noun_uses(norm))
        tags, prep, conj = self._function(norm)
        modifiers, participle = self._adjectives(norm)
        settles = self._settling(norm)
        if modifiers or settles:
            # «إرهابية» is an adjective, not "its terrorist"
            uses = [u for u in uses if u.suffix != "ه"]
        _, conj_guess, pre, definite = _cut(norm)
        best = uses[0] if uses else None
        if best is not None:
            conj_guess, pre, definite = best.conj, best.prep, best.definite and not best.suffix
        elif modifiers or participle:
            pass
        elif verbs and not definite:
            conj_guess, pre = verbs[0].conj, ""
        counts, joined = self.numerals.bare(norm)
        if counts and joined and best is None:
            conj_guess = norm[0]  # «وثلاثة»
        return Word(
            norm, variants(norm), verbs,
            tuple(u for u in uses if isinstance(u.entry, Noun)),
            tuple(u for u in uses if isinstance(u.entry, EventNoun)),
            modifiers, settles, participle, frozenset(tags), prep, bool(counts),
            conj or conj_guess, pre, definite,
            accusative=len(norm) > 3 and norm.endswith("ا"),
            plural=len(norm) > 4 and norm.endswith(("ات", "ون", "ين")),
            adjective=self._is_adjective(norm),
        )  # fmt: skip

    def _verb_uses(self, norm: str) -> Iterator[VerbUse]:
        for conj in ("", "و", "ف"):
            if not norm.startswith(conj) or len(norm) - len(conj) < 2:
                continue
            rest = norm[len(conj) :]
            yield from self._verb_stem(rest, conj, "")
            if rest[:1] in ("س", "ل") and len(rest) > 3:
                yield from self._verb_stem(rest[1:], conj, rest[0])

    def _verb_stem(self, rest: str, conj: str, lead: str) -> Iterator[VerbUse]:
        def uses(stem: str, suffix: str) -> Iterator[VerbUse]:
            seen: set[VerbForm] = set()
            for form in self._forms.verbs.get(stem, ()):
                if (lead and form.tense == "past") or (form.joins and not suffix):
                    continue
                if suffix and not form.joins and stem.endswith("وا"):
                    continue
                if form in seen:
                    continue
                seen.add(form)
                yield VerbUse(form.lemma, self.frames[form.lemma], form, conj, lead == "س", lead == "ل", suffix)

        found = list(uses(rest, ""))
        if not found or rest.endswith(("ه", "ها")):
            for suffix in _VERB_SUFFIXES:
                if rest.endswith(suffix) and len(rest) - len(suffix) >= 2:
                    found += uses(rest[: -len(suffix)], suffix)
        yield from found

    def _noun_uses(self, norm: str) -> Iterator[NounUse]:
        seen: set[tuple[Noun | EventNoun, str, str]] = set()
        for rest, conj, prep in _prefixes(norm):
            # «إلقاء» begins with no article
            definite = rest.startswith("ال") and len(rest) > 3 and rest not in self._forms.nouns
            for stem, suffix in _stems(rest[2:] if definite else rest, definite):
                found = self._forms.nouns.get(stem, ())
                if suffix and not found:
                    found = self._forms.maqsura.get(stem, ())
                for entry, number, joins in found:
                    if suffix in _FIRST_PERSON and not (isinstance(entry, Noun) and entry.klass == "relative"):
                        continue
                    if joins and not suffix and not stem.endswith(("و", "ي", "ا", "تا", "تي")):
                        continue
                    if (entry, conj, prep) in seen:
                        continue
                    seen.add((entry, conj, prep))
                    accusative = not suffix and not definite and stem.endswith("ا") and number == "s"
                    yield NounUse(entry, number, conj, prep, definite or bool(suffix), suffix, accusative)
            if seen:
                return

    def _adjectives(self, norm: str) -> tuple[tuple[Modifier, ...], tuple[tuple[str, str], ...]]:
        for rest, _, _ in _prefixes(norm):
            # «ألماني» begins with no article
            article = rest.startswith("ال") and len(rest) > 4 and rest not in self._forms.modifiers
            stem = rest[2:] if article else rest
            modifiers = self._forms.modifiers.get(stem)
            participle = self._forms.participles.get(stem)
            if modifiers or participle:
                return tuple(modifiers or ()), tuple(participle or ())
        return (), ()

    def _is_adjective(self, norm: str) -> bool:
        return any(rest.removeprefix("ال") in self._forms.adjectives for rest, _, prep in _prefixes(norm) if not prep)

    def _settling(self, norm: str) -> tuple[Settling, ...]:
        for rest in (norm, norm.removeprefix("ال"), *(r.removeprefix("ال") for r, _, _ in _prefixes(norm))):
            if rest in self._forms.settles:
                return tuple(self._forms.settles[rest])
        return ()

    def _function(self, norm: str) -> tuple[set[str], str, str]:
        for conj in ("", "و", "ف"):
            rest = norm[len(conj) :]
            if norm.startswith(conj) and (rest in self._tags or rest in self._preps):
                return set(self._tags.get(rest, ())), self._preps.get(rest, ""), conj
            if conj and norm.startswith(conj) and not rest:
                return {"conj"}, "", conj
            # «بذلك», «لهذا»
            if norm.startswith(conj) and rest[:1] in "بلك" and "dem" in self._tags.get(rest[1:], ()):
                return {"part"}, "", conj
            # «عليها», «منهم», «فيه»
            if norm.startswith(conj) and len(rest) > 1:
                for suffix in _SUFFIXES:
                    if rest.endswith(suffix) and len(rest) > len(suffix):
                        base = {"علي": "على", "الي": "إلى", "من": "من", "في": "في", "عن": "عن", "ب": "ب", "ل": "ل",
                                "مع": "مع", "بين": "بين", "ضد": "ضد"}.get(rest[: -len(suffix)])  # fmt: skip
                        if base:
                            return {"prep-pron"}, base, conj
        return set(), "", ""


def _prefixes(norm: str) -> Iterator[tuple[str, str, str]]:
    """(rest, conjunction, preposition) of every way to cut a nominal; «لل» becomes «ل» + «ال»."""
    yield norm, "", ""
    for conj in ("", "و", "ف"):
        if not norm.startswith(conj):
            continue
        rest = norm[len(conj) :]
        if conj and len(rest) > 2:
            yield rest, conj, ""
        if len(rest) == 3 and rest[0] in "بلك":
            yield rest[1:], conj, rest[0]  # «بشن»
        if len(rest) > 3:
            if rest.startswith("لل"):
                yield "ال" + rest[2:], conj, "ل"
                yield rest[1:], conj, "ل"
            elif rest[0] in "بلك":
                yield rest[1:], conj, rest[0]


def _stems(rest: str, definite: bool) -> Iterator[tuple[str, str]]:
    """(stem, pronoun suffix) of a nominal without article."""
    yield rest, ""
    if definite:
        return
    for suffix in _SUFFIXES:
        if rest.endswith(suffix) and len(rest) - len(suffix) >= 2:
            stem = rest[: -len(suffix)]
            yield stem, suffix
            if stem[-1] in "ؤئ":
                yield f"{stem[:-1]}ء", suffix


def _cut(norm: str) -> tuple[str, str, str, bool]:
    """A guess for a word of no table: (stem, conjunction, preposition, definite)."""
    rest, conj = norm, ""
    if len(rest) > 4 and rest.startswith(("وال", "فال", "وبال", "ولل", "وب", "ول")) and rest[0] in "وف":
        if rest[1:3] == "ال" or rest[1:3] in ("لل",) or rest[1:4] == "بال":
            rest, conj = rest[1:], rest[0]
    if rest.startswith("بال") and len(rest) > 4:
        return rest[3:], conj, "ب", True
    if rest.startswith("كال") and len(rest) > 5:
        return rest[3:], conj, "ك", True
    if rest.startswith("لل") and len(rest) > 4:
        return rest[2:], conj, "ل", True
    if rest.startswith("ال") and len(rest) > 4:
        return rest[2:], conj, "", True
    return rest, conj, "", False


def _noun_forms(entry: Noun | EventNoun, plurals: tuple[str, ...]) -> Iterator[tuple[str, str, bool]]:
    """(form, number, used before a suffix or genitive only) of a noun in the normal form."""
    base = normal(entry.noun)
    feminine = entry.noun.endswith("ة")
    if (
        base.endswith(("ون", "ين")) and entry.noun.endswith("ون") and not plurals and len(base) > 4
    ):  # «آخرون»: a plural by itself
        for ending in ("ون", "ين"):
            yield base[:-2] + ending, "p", False
        return
    stem = base[:-1] if feminine else base
    yield base, "s", False
    if feminine:
        yield f"{stem}ت", "s", True
    elif not base.endswith(("ا", "ي")) or entry.noun.endswith("ي"):
        yield f"{base}ا", "s", False
        if entry.noun.endswith("ء"):
            yield base, "s", False
    mark = "ت" if feminine else ""
    sound = _sound_masculine(entry, base, plurals)
    dual = "dp" if sound else "d"
    yield f"{stem}{mark}ان", "d", False
    yield f"{stem}{mark}ين", dual, False
    if feminine:  # before a genitive; the masculine ones («قتيلا») fall together with the accusative
        yield f"{stem}تا", "d", False
        yield f"{stem}تي", "d", False
    elif isinstance(entry, Noun) and (len(base) > 3 or entry.klass in ("place-head", "area-head")):
        yield f"{base}ي", "p" if sound else "d", True
    if sound:
        yield f"{base}ون", "p", False
        yield f"{base}و", "p", True
    for plural in plurals:
        form = normal(plural)
        if form.endswith(("ون", "ين")) and form[:-2] == base:
            continue
        yield form, "p", False
        if form.endswith(("ون", "ين")) and plural.endswith(("ون", "ين")) and len(form) > 5:
            yield f"{form[:-2]}ين", "p", False
            yield f"{form[:-2]}ون", "p", False
            yield f"{form[:-2]}و", "p", True
            yield f"{form[:-2]}ي", "p", True
        elif not form.endswith(("ا", "ي", "ات")):
            yield f"{form}ا", "p", False
    if feminine and not plurals:
        yield f"{stem}ات", "p", False


def _definite_forms(phrase: str) -> Iterator[str]:
    """A phrase of several words without and with the article («سيارة مفخخة», «السيارة المفخخة», «قذيفة الهاون»)."""
    words = phrase.split(" ")
    yield phrase
    if not words[0].startswith("ال"):
        if not words[0].endswith(("ة", "ات", "ا", "ى", "ء")) and len(words) == 2 and not words[1].startswith("ال"):
            yield f"{words[0]}ا {words[1]}"  # «سلالا غذائية»
        rest = [w if w.startswith(("ال", "ب", "ل")) else "ال" + w for w in words[1:]]
        yield " ".join([words[0], *rest])
        yield " ".join(["ال" + words[0], *rest])


def _sound_masculine(entry: Noun | EventNoun, base: str, plurals: tuple[str, ...]) -> bool:
    if any(normal(p) in (f"{base}ون", f"{base}ين") for p in plurals):
        return True
    return not plurals and isinstance(entry, Noun) and entry.klass.startswith("person") and entry.gender == "m"


def _adjective_forms(base: str) -> Iterator[str]:
    """The forms of an adjective by gender, number and case, without article."""
    if base.endswith("ه") and len(base) > 3:
        yield base
        return
    yield base
    for ending in ("ه", "ا", "ون", "ين", "ان", "تان", "تين", "ات", "و", "تي"):
        yield base + ending
