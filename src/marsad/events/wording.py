"""What the user is told about a contradiction: the question, and the answer of each account, in two languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from marsad import ontology, resources
from marsad.events.accounts import Account
from marsad.events.phrases import stem, stems
from marsad.events.voices import speaker
from marsad.model import Claim, Mention, Quantity

_LANGUAGES = ("en", "ar")
_COMMA = {"en": ", ", "ar": "، "}
_IN = {"en": " in ", "ar": " في "}
_BEFORE = re.compile(r"(\w+)\s+$")  # the word before a trigger
# Up to three words behind it, none that begins a new clause and no preposition at the end.
_BEHIND = re.compile(r"(?:[ \t]+(?!و?[أإ]ن\b|و\b|ثم\b|لكن\b)\w+(?!\w)){1,3}(?<! في)(?<! من)(?<! على)(?<! إلى)(?<! عن)")
_UNNAMED = {"en": "the report", "ar": "التقرير"}


@dataclass(frozen=True, slots=True)
class Answer:
    """How one account answers: its value in each language, and the words of the report that say so."""

    account: Account
    value: dict[str, str]
    words: str
    kind: str = ""

    @classmethod
    def of_deed(cls, account: Account) -> Answer:
        """The type of what it tells of, with who did it."""
        claim = account.claim
        value = {
            language: _join(ontology.types()[claim.type].label(language), _names(claim.actors, language), language)
            for language in _LANGUAGES
        }
        return cls(account, value, _told(claim))

    @classmethod
    def of_type(cls, account: Account) -> Answer:
        """The type alone."""
        label = ontology.types()[account.claim.type].label
        return cls(account, {language: label(language) for language in _LANGUAGES}, _told(account.claim))

    @classmethod
    def of_actors(cls, account: Account) -> Answer:
        """Those who did it or hold it."""
        value = {language: _names(account.claim.actors, language) for language in _LANGUAGES}
        return cls(account, value, _told(account.claim))

    @classmethod
    def of_targets(cls, account: Account) -> Answer:
        """Those to whom it was done."""
        value = {language: _names(account.claim.targets, language) for language in _LANGUAGES}
        return cls(account, value, _told(account.claim))

    @classmethod
    def of_number(cls, account: Account, quantity: Quantity) -> Answer:
        """One of its figures."""
        figure = _figure(quantity)
        words = quantity.span.text or account.claim.trigger.text
        return cls(account, dict.fromkeys(_LANGUAGES, figure), words, quantity.kind)

    def who(self, language: str) -> str:
        """Who says so."""
        return said_by(self.account.claim, language)


def said_by(claim: Claim, language: str) -> str:
    """Who says so: the innermost speaker, else the outlet."""
    source = speaker(claim) or next(iter(claim.sources), None)
    if source is None:
        return _UNNAMED[language]
    name = source.mention.name_en if language == "en" else source.mention.span.text
    return name or source.mention.span.text or source.mention.name_ar or _UNNAMED[language]


def explain(question: str, yes: Answer, no: Answer) -> tuple[str, str]:
    """The explanation of a contradiction in English and in Arabic."""
    template, labels = _templates()[question], _labels()
    said = []
    for language in _LANGUAGES:
        kind = yes.kind if yes.kind == no.kind else "killed-or-injured"
        said.append(
            template[language].format(
                who=yes.who(language), value=yes.value[language], words=_line(yes.words),
                who2=no.who(language), value2=no.value[language], words2=_line(no.words),
                party=_names(no.account.claim.actors, language), place=_where(yes, no, language),
                kind=labels[kind][language] if kind in labels else "",
            )
        )  # fmt: skip
    return said[0], said[1]


@cache
def _templates() -> Mapping[str, Mapping[str, str]]:
    templates: Mapping[str, Mapping[str, str]] = resources.tree("events/phrases.toml")["say"]
    return templates


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    labels: Mapping[str, Mapping[str, str]] = resources.tree("interface/words.toml")["number"]
    return labels


def _where(yes: Answer, no: Answer, language: str) -> str:
    place = yes.account.claim.place or no.account.claim.place
    if place is None:
        return ""
    name = (place.name_en if language == "en" else place.name_ar) or place.span.text
    return f"{_IN[language]}{name}"


def _names(mentions: Sequence[Mention], language: str) -> str:
    names = ((m.name_en if language == "en" else m.span.text) or m.span.text for m in mentions)
    return _COMMA[language].join(dict.fromkeys(names))


def _join(label: str, names: str, language: str) -> str:
    return f"{label}{' by ' if language == 'en' else ': '}{names}" if names else label


def _line(text: str) -> str:
    return " ".join(text.split())


def _told(claim: Claim) -> str:
    """The trigger with the words around it that say how it ended: «لم تخسر أي موقع», «الهجوم أخفق»."""
    evidence, start = claim.evidence.text, claim.trigger.start - claim.evidence.start
    end = start + len(claim.trigger.text)
    if start < 0 or evidence[start:end] != claim.trigger.text:
        return claim.trigger.text
    before = _BEFORE.search(evidence[:start])
    behind = _BEHIND.match(evidence[end:])
    if before is not None and stem(before.group(1)) in stems("negated") | stems("foiled"):
        start = before.start(1)
    return evidence[start : end + (behind.end() if behind is not None else 0)].rstrip()


def _figure(q: Quantity) -> str:
    """«12», «≥ 15», «30–35»; a figure that the report calls approximate has a tilde."""
    if q.low == q.high:
        value = f"{q.low:g}"
    elif q.high is None:
        value = f"≥ {q.low:g}"
    elif q.low is None:
        value = f"≤ {q.high:g}"
    else:
        value = f"{q.low:g}–{q.high:g}"
    return f"~{value}" if q.approx else value
