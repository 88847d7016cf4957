"""Noun phrases of one sentence: numbers, heads, what follows them, coordination, wider places."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.reading.phrase import Phrase
from marsad.reading.phrases.containment import contain
from marsad.reading.phrases.coordination import coordinate
from marsad.reading.phrases.extension import extend
from marsad.reading.phrases.heads import head_at
from marsad.reading.phrases.numbers import (
    bare_number,
    counted_from,
    number_at,
    number_prep,
    quantifier_at,
    take_bound_behind,
    take_fate,
    take_number_apart,
    take_whole,
    without_head,
)
from marsad.reading.phrases.unlisted import name_by_where
from marsad.reading.phrases.words import LATTER, blocked
from marsad.reading.view import View


@dataclass(slots=True)
class PhraseParser:
    """Builds noun phrases in one sentence."""

    view: View

    def parse(self, i: int, prep: str = "", before: str = "start") -> Phrase | None:
        """The noun phrase that starts at token i with everything coordinated with it."""
        first = self.simple(i, prep, before)
        if first is not None:
            name_by_where(self.view, first, prep)
            take_number_apart(self.view, first)
            take_fate(self.view, first)
            coordinate(self, first)
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
        if i >= len(view.tokens):
            return None
        head = _behind_demonstratives(view, i) if view.words[i].tags else i
        if head is None:
            return None
        conj = view.words[i].conj
        number, quantifier = number_at(view, head), None
        if number is not None:
            prep = prep or number_prep(view, number)
            head = counted_from(view, number)
            alone = without_head(view, i, head, number, prep, conj)
            if alone is not None:
                return take_whole(view, alone)
        else:
            quantifier = quantifier_at(view, head)
            if quantifier is not None:
                prep, head = prep or quantifier.prep, quantifier.end
                if head >= len(view.tokens):
                    return None
        if blocked(view, head) and (quantifier is not None or not (view.words[head].prep and head in view.names)):
            return None
        phrase = head_at(self, head, i, prep, conj, number is not None or quantifier is not None)
        if phrase is None:
            return bare_number(i, number, prep, conj) if number is not None else None
        if phrase.kind == "unknown" and _latter(view, phrase):
            phrase.kind = "force"
        if number is not None:
            phrase.number, phrase.approx, phrase.count = number, number.approx, (number.low, number.high)
        elif quantifier is not None:
            phrase.count = quantifier.count
        elif phrase.grammatical == "d" and (phrase.entry is not None or phrase.event is not None):
            phrase.count = (2, 2)
        extend(self, phrase, before == "verb")
        if phrase.end < len(view.tokens):
            take_bound_behind(view, phrase)
        phrase.own_end = phrase.own_end or phrase.end
        _take_cases(phrase)
        if _two_by_verb(view, phrase):
            phrase.count = (2, 2)
        return phrase


def _two_by_verb(view: View, phrase: Phrase) -> bool:
    """«شرطيين عراقيين قتلا»: whether a noun that may be many or two is two by the verb right behind it."""
    if phrase.grammatical not in ("p", "dp") or phrase.count is not None or phrase.definite or phrase.entry is None:
        return False
    if phrase.end >= len(view.words) or not view.norm(phrase.head).endswith("ين"):
        return False
    word = view.words[phrase.end]
    return bool(word.verbs) and not word.conj and all(v.form.person in ("3md", "3fd") for v in word.verbs)


def _take_cases(phrase: Phrase) -> None:
    """«12 حالة قتل», «9 حالات اختطاف»: so many events of the kind that the genitive names."""
    inner = phrase.owner
    if phrase.entry is None or phrase.entry.noun != "حالة" or inner is None:
        return
    if phrase.number is None and (phrase.grammatical != "p" or phrase.definite != inner.definite):
        return
    if inner.event is None or inner.prep or not inner.event.code:
        return
    phrase.kind, phrase.event, phrase.entry, phrase.owner = "event", inner.event, None, inner.owner
    phrase.head, phrase.cases = inner.head, True


def _latter(view: View, phrase: Phrase) -> bool:
    """«وردت الأخيرة بقصف …», «نفت الأخيرة»: the body named last, right behind its verb."""
    return phrase.head > 0 and view.norm(phrase.head) in LATTER and bool(view.words[phrase.head - 1].verbs)


def _behind_demonstratives(view: View, i: int) -> int | None:
    """The token behind «هذا», «السيد» and the like at token i; None where no phrase begins («هذا وأنشأ …»)."""
    start, size = i, len(view.tokens)
    word = view.words[i]
    while word.tags & {"dem", "title"} and i + 1 < size and (i != start or "dem" in word.tags or word.definite):
        i += 1
        word = view.words[i]
        if word.verbs and (word.conj or ("dem" in view.words[i - 1].tags and not word.definite)):
            return None  # «هذا وأنشأ …», «ردا على ذلك شن …»
    return i
