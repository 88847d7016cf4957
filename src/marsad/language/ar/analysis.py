"""How a written word is taken apart: clitics off, the rest looked up among the inflected forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from marsad.language.ar.clitics import SUFFIXES, guess, prefixes, stems
from marsad.language.ar.entries import EventNoun, Modifier, Noun, Settling, VerbFrame
from marsad.language.ar.nominals import before_pronoun_only
from marsad.language.ar.numerals import Numerals
from marsad.language.ar.phrases import variants
from marsad.language.ar.readings import NounUse, VerbUse, Word
from marsad.language.ar.script import normal
from marsad.language.ar.verbs import VerbForm

_VERB_SUFFIXES = ("هما", "هم", "هن", "ها", "نا", "ني", "كم", "ه")
_FIRST_PERSON = ("ي", "ك")  # «والدي»; elsewhere the letters are those of an adjective («مدفعي»)
_BEFORE_PRONOUNS = {
    "علي": "على", "الي": "إلى", "من": "من", "في": "في", "عن": "عن", "ب": "ب", "ل": "ل", "مع": "مع", "بين": "بين",
    "ضد": "ضد", "خلال": "خلال", "اثناء": "خلال", "وراء": "داخل", "تحت": "داخل", "فوق": "داخل", "امام": "قرب",
    "اثر": "خلال",
}  # fmt: skip


@dataclass(slots=True)
class Forms:
    """What each form (in the normal form) can be: (entry, number, used before a suffix or genitive only) of a noun."""

    nouns: dict[str, list[tuple[Noun | EventNoun, str, bool]]] = field(default_factory=dict)
    maqsura: dict[str, list[tuple[Noun | EventNoun, str, bool]]] = field(default_factory=dict)  # «قرا» of «قراهم»
    verbs: dict[str, list[VerbForm]] = field(default_factory=dict)
    modifiers: dict[str, list[Modifier]] = field(default_factory=dict)
    settles: dict[str, list[Settling]] = field(default_factory=dict)
    participles: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    adjectives: set[str] = field(default_factory=set)
    tags: dict[str, set[str]] = field(default_factory=dict)  # of function words
    preps: dict[str, str] = field(default_factory=dict)  # the names of prepositions


@dataclass(slots=True)
class Analyser:
    """Finds all readings of written words."""

    forms: Forms
    frames: Mapping[str, tuple[VerbFrame, ...]]
    numerals: Numerals

    def word(self, norm: str, feminine: bool = False) -> Word:
        """All readings of a written word (in the normal form); `feminine`: its last letter is ة."""
        verbs = tuple(self._verb_uses(norm))
        uses = list(self._noun_uses(norm))
        tags, prep, conj = self._function(norm)
        if conj == "ف" and prep and any(not v.conj for v in verbs):
            tags, prep, conj = set(), "", ""  # «فتحت» is no "so under"
        if feminine and (own := [u for u in uses if u.suffix != "ه"]):
            uses = own  # «أسرة», «آلية»: neither "his capture" nor "to him"
            if "prep-pron" in tags:
                tags, prep = set(), ""
        modifiers, participle = self._adjectives(norm)
        settles = self._settling(norm)
        if modifiers or settles:
            # «إرهابية» is an adjective, not "its terrorist"
            uses = [u for u in uses if u.suffix != "ه"]
        conj_guess, pre, definite = guess(norm)
        best = uses[0] if uses else None
        if best is not None:
            conj_guess, pre, definite = best.conj, best.prep, best.definite and not best.suffix
        elif verbs and not definite and not modifiers and not participle:
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
            for form in self.forms.verbs.get(stem, ()):
                if (lead and form.tense == "past") or (form.joins and not suffix):
                    continue
                if suffix and not form.joins and stem.endswith("وا"):
                    continue
                if form in seen:
                    continue
                seen.add(form)
                yield VerbUse(
                    form.lemma, self.frames[form.lemma + form.measure], form, conj, lead == "س", lead == "ل", suffix
                )

        found = list(uses(rest, ""))
        if not found or rest.endswith(("ه", "ها")):
            for suffix in _VERB_SUFFIXES:
                if rest.endswith(suffix) and len(rest) - len(suffix) >= 2:
                    found += uses(rest[: -len(suffix)], suffix)
        yield from found

    def _short_place_head(self, norm: str) -> Iterator[tuple[str, str, str]]:
        """«وحي», «وتل» in lists of places; other nouns of two letters behind «و» are rather words of three."""
        if len(norm) == 3 and norm[0] == "و":
            if any(isinstance(e, Noun) and e.klass == "place-head" for e, *_ in self.forms.nouns.get(norm[1:], ())):
                yield norm[1:], "و", ""

    def _noun_uses(self, norm: str) -> Iterator[NounUse]:
        seen: set[tuple[Noun | EventNoun, str, str]] = set()
        for rest, conj, prep in chain(prefixes(norm), self._short_place_head(norm)):
            # «إلقاء» begins with no article
            article = norm.startswith("لل", len(conj)) and rest.startswith("ال")  # «للقاء» is no «لإلقاء»
            definite = rest.startswith("ال") and len(rest) > 3 and (article or rest not in self.forms.nouns)
            for stem, suffix in stems(rest[2:] if definite else rest, definite):
                found = self.forms.nouns.get(stem, ())
                if suffix and not found:
                    found = self.forms.maqsura.get(stem, ())
                for entry, number, joins in found:
                    if suffix in _FIRST_PERSON and not (isinstance(entry, Noun) and entry.klass == "relative"):
                        continue
                    if definite and (joins or (number == "s" and stem == f"{normal(entry.noun)}ا")):
                        continue  # «الوطني» is no dual, «الخطأ» no line: with the article stand neither such forms
                    if joins and not suffix and not stem.endswith(("و", "ي", "ا", "تا", "تي")):
                        continue
                    if joins and not suffix and before_pronoun_only(entry, stem):
                        continue
                    if suffix and number == "s" and stem == f"{normal(entry.noun)}ا" and len(stem) > 3:
                        number = "d"  # «شقيقاه»: two; the accusative of one writes no alif there
                    if (entry, conj, prep) in seen:
                        continue
                    seen.add((entry, conj, prep))
                    accusative = not suffix and not definite and stem.endswith("ا") and number == "s"
                    yield NounUse(entry, number, conj, prep, definite or bool(suffix), suffix, accusative)
            if seen:
                return

    def _adjectives(self, norm: str) -> tuple[tuple[Modifier, ...], tuple[tuple[str, str], ...]]:
        for rest, _, _ in prefixes(norm):
            # «ألماني» begins with no article
            article = rest.startswith("ال") and len(rest) > 4 and rest not in self.forms.modifiers
            stem = rest[2:] if article else rest
            modifiers = self.forms.modifiers.get(stem)
            participle = self.forms.participles.get(stem)
            if modifiers or participle:
                return tuple(modifiers or ()), tuple(participle or ())
        return (), ()

    def _is_adjective(self, norm: str) -> bool:
        return any(rest.removeprefix("ال") in self.forms.adjectives for rest, _, prep in prefixes(norm) if not prep)

    def _settling(self, norm: str) -> tuple[Settling, ...]:
        for rest in (norm, norm.removeprefix("ال"), *(r.removeprefix("ال") for r, _, _ in prefixes(norm))):
            if rest in self.forms.settles:
                return tuple(self.forms.settles[rest])
        return ()

    def _function(self, norm: str) -> tuple[set[str], str, str]:
        """The tags of a function word, the preposition that it is, the conjunction before it."""
        tags, preps = self.forms.tags, self.forms.preps
        for conj in ("", "و", "ف"):
            if not norm.startswith(conj):
                continue
            rest = norm[len(conj) :]
            if rest in tags or rest in preps:
                return set(tags.get(rest, ())), preps.get(rest, ""), conj
            if conj and not rest:
                return {"conj"}, "", conj
            if rest[:1] in "بلك" and "dem" in tags.get(rest[1:], ()):  # «بذلك», «لهذا»
                return {"part"}, "", conj
            for suffix in SUFFIXES:  # «عليها», «منهم», «فيه»
                base = _BEFORE_PRONOUNS.get(rest[: -len(suffix)]) if rest.endswith(suffix) else None
                if base:
                    return {"prep-pron"}, base, conj
        return set(), "", ""
