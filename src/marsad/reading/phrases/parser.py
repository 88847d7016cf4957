"""Noun phrases of one sentence: numbers, heads, what follows them, coordination, wider places."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.language.ar.lexicon import VerbUse
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.containment import contain
from marsad.reading.phrases.coordination import coordinate
from marsad.reading.phrases.extension import extend
from marsad.reading.phrases.heads import head_at
from marsad.reading.phrases.numbers import (
    _place_starts,
    bare_number,
    counts_something,
    dead_or_hurt,
    led_word,
    number_prep,
    quantifier_length,
    take_bound_behind,
)
from marsad.reading.phrases.verbs import verb_reading
from marsad.reading.phrases.words import QUANTIFIERS, blocked
from marsad.reading.view import View


@dataclass(slots=True)
class PhraseParser:
    """Builds noun phrases in one sentence."""

    view: View

    def verb(self, i: int, before: str) -> VerbUse | None:
        """The verb reading of token i, if it is one here; see `verb_reading`."""
        return verb_reading(self.view, i, before)

    def parse(self, i: int, prep: str = "", before: str = "start") -> Phrase | None:
        """The noun phrase that starts at token i with everything coordinated with it."""
        first = self.simple(i, prep, before)
        if first is not None:
            self.coordinate(first)
        return first

    def coordinate(self, first: Phrase) -> None:
        """Take in the phrases joined to this one by «و», commas or «إضافة إلى»; lists of places go on through commas."""
        coordinate(self, first)

    def containment(self, phrase: Phrase) -> None:
        """The wider places that follow a place phrase («بريف إدلب», «، غربي حلب»), and what it is said to be near."""
        contain(self, phrase)

    def simple(self, i: int, prep: str = "", before: str = "start") -> Phrase | None:
        """One noun phrase without coordination."""
        view = self.view
        size = len(self.view.tokens)
        if i >= size:
            return None
        start = i
        word = view.words[i]
        conj = word.conj if view.tokens[i].kind == "word" else ""
        number = None
        count = None
        approx = False
        quantified = False
        while word.tags & {"dem", "title"} and i + 1 < size and (i != start or "dem" in word.tags or word.definite):
            i += 1
            word = view.words[i]
            if word.conj and word.verbs:
                return None  # «هذا وأنشأ …»
        lexicon = view.knowledge.lexicon
        if (
            i < size
            and view.tokens[i].kind in ("number", "word")
            and i not in view.times
            and lexicon.numerals.starts(view.tokens[i])
        ):
            number = lexicon.numerals.find(view.tokens, i)
            if (
                number
                and number.end == i + 1
                and view.tokens[i].kind == "word"
                and not counts_something(view, i, number.end)
            ):
                number = None
        if number:
            prep = prep or number_prep(
                view.tokens[number.start].norm, lexicon.numerals.bare(view.tokens[number.start].norm)[0]
            )
            count = (number.low, number.high)
            approx = number.approx
            i = number.end
            if i < size and view.norm(i) == "من" and not blocked(view, i + 1) and not _place_starts(view, i + 1):
                i += 1
            if i < size and view.norm(i) == "بين" and i + 1 < size:
                pair = dead_or_hurt(view, start, i, number, prep, conj)
                if pair:
                    return pair
            if i < size and view.words[i].verbs and not (view.words[i].nouns or view.words[i].events):
                return bare_number(start, number, prep, conj)  # «إف 16 استهدفت»
            if i >= size or blocked(view, i) or view.words[i].conj or led_word(view, i) or view.norm(i) == "و":
                return bare_number(start, number, prep, conj)
        else:
            step = quantifier_length(view, i)
            if step:
                if view.norm(i).lstrip("وفبلك") in ("احد", "احدي"):
                    count = (1, 1)
                quantified = True
                first = view.norm(i)
                prep = (
                    prep
                    or view.words[i].pre
                    or (first[0] if first[0] in "بل" and first not in QUANTIFIERS and first[1:] in QUANTIFIERS else "")
                )
                i += step
                if i >= size or blocked(view, i):
                    return None
        if blocked(view, i) and not (view.words[i].prep and i in view.names):
            return None
        phrase = head_at(self, i, start, prep, conj, bool(number) or quantified)
        if phrase is None:
            if number:
                return bare_number(start, number, prep, conj)
            return None
        phrase.number, phrase.approx = number, approx
        if count is not None:
            phrase.count = count
        elif not quantified and phrase.grammatical == "d" and (phrase.entry is not None or phrase.event is not None):
            phrase.count = (2, 2)
        extend(self, phrase, before == "verb")
        if number and phrase.end < size:
            take_bound_behind(view, phrase)
        phrase.own_end = phrase.end
        return phrase
