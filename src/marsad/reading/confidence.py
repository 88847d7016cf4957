"""How sure a claim is: signs of a draft that speak for or against it, weighed as fitted on annotated reports.

Every sign has a name and a weight in `data/reading/confidence.tsv` (tools/fit_confidence.py); their sum in log-odds
is the confidence, so that of the claims of 0.8 about four in five are right. A sign without a weight says nothing.
Learned from claims of annotated reports and from sentences of which people said that they tell no event: deeds named in
passing, in opinion and in history look much like deeds of the day, word by word, but are told less fully and stand in
other company. Names and other content words are no signs: who did it must not tell whether it is believed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from marsad import ontology, resources
from marsad.model import Step
from marsad.reading.draft import Draft
from marsad.reading.view import View

LEAST = 0.15  # below it a draft is no claim (cross-validated: docs/quality.md)
_CROWDED = 3
_SHOWN = 5
_LENGTH = 12  # words a step
_LONGEST = 5  # steps
_POOR, _GOOD = 0.8, 1.4  # how fully the deeds of other sentences are told, from 0 to 3 on average


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the other drafts of a report say about one."""

    in_clause: int
    in_sentence: int
    same_type_before: bool
    same_trigger_before: bool
    beside: str  # how fully the best told of the others in its sentence is told; `none`: it stands alone
    company: str  # how fully those of other sentences are told: `none`, `poor`, `fair`, `good`
    sentence: tuple[str, ...]  # signs of its sentence


def surroundings(drafts: Sequence[Draft]) -> Iterator[Surroundings]:
    """One for each draft, in order."""
    clauses = Counter((d.sentence, d.frame.clause) for d in drafts)
    told: dict[int, list[int]] = {}
    kinds: dict[int, tuple[str, ...]] = {}
    fullness = [_fullness(d) for d in drafts]
    for draft, full in zip(drafts, fullness, strict=True):
        told.setdefault(draft.sentence, []).append(full)
        if draft.sentence not in kinds:
            kinds[draft.sentence] = tuple(_sentence(draft.view))
    total = sum(fullness)
    types: set[str] = set()
    triggers: set[str] = set()
    for draft, full in zip(drafts, fullness, strict=True):
        lemma = draft.frame.entry_lemma()
        own = told[draft.sentence]
        beside = sorted(own)[-2 if full == max(own) else -1] if len(own) > 1 else None
        yield Surroundings(
            clauses[draft.sentence, draft.frame.clause], len(own), draft.type in types, lemma in triggers,
            "none" if beside is None else str(beside), _company(total - sum(own), len(drafts) - len(own)),
            kinds[draft.sentence],
        )  # fmt: skip
        types.add(draft.type)
        triggers.add(lemma)


def _fullness(draft: Draft) -> int:
    """How fully a deed is told, from 0 to 3: a toll or both parties, a time, a place."""
    told = bool(draft.numbers) or bool(draft.actors and draft.targets)
    return told + bool(draft.frame.times) + draft.own_place


def _company(total: int, count: int) -> str:
    if not count:
        return "none"
    return "poor" if total < _POOR * count else "fair" if total < _GOOD * count else "good"


def signs(draft: Draft, around: Surroundings) -> Iterator[str]:
    """The names of the signs that a draft bears."""
    frame = draft.frame
    head = "verb" if frame.verb is not None else "noun"
    yield f"type:{draft.type}"
    yield f"class:{head}-{frame.klass}"
    yield f"word:{frame.entry_lemma()}:{draft.type}"
    yield f"status:{draft.status}"
    who = f"{'a' if draft.actors else '-'}{'t' if draft.targets else '-'}{'n' if draft.numbers else '-'}"
    yield f"has:{who}"
    yield f"{head}-has:{who}"
    where = "own" if draft.own_place else "carried" if draft.place is not None else "none"
    yield f"place:{where}"
    yield f"{ontology.families()[draft.type]}-place:{where}"
    yield f"time:{'own' if frame.times else 'carried' if draft.time is not None else 'none'}"
    yield f"source:{'named' if draft.voices else 'none'}"
    if draft.headline:
        yield "headline"
    yield from (f"mark:{mark.split(':')[0]}" for mark in sorted(frame.marks - {"open means"}))
    yield from _grammar(draft)
    if around.in_clause >= _CROWDED:
        yield "crowded-clause"
    if around.in_sentence > _CROWDED:
        yield "crowded-sentence"
    if around.same_type_before:
        yield "again:type"
    if around.same_trigger_before:
        yield "again:word"
        yield f"again:word-{who}"
    yield f"beside:{around.beside}"
    yield f"company:{around.company}"
    yield from around.sentence


def _sentence(view: View) -> Iterator[str]:
    """What kind of sentence it is."""
    yield f"length:{min(_LONGEST, len(view.tokens) // _LENGTH)}"
    norms = {t.norm for t in view.tokens}
    digits = [norm for norm in norms if norm.isdecimal()]
    if digits:
        yield "sentence:digits"
    if any(len(norm) == 4 for norm in digits):
        yield "sentence:year"
    if "؟" in norms or "?" in norms:
        yield "sentence:question"
    if "«" in norms or '"' in norms:
        yield "sentence:quote"


def _grammar(draft: Draft) -> Iterator[str]:
    frame = draft.frame
    if frame.verb is not None:
        yield f"verb:{frame.verb.form.tense}"
        if frame.passive:
            yield "verb:passive"
        if frame.verb.form.person in ("1s", "1p", "2ms", "2mp"):
            yield "verb:of-a-speaker"
    phrase = frame.phrase
    if phrase is not None:
        shape = "definite" if phrase.definite else "indefinite"
        yield f"noun:{shape}{'-of' if phrase.owner is not None else ''}"
        yield f"prep:{phrase.prep or 'none'}"
        if phrase.count is not None:
            yield "noun:counted"


@cache
def _weights() -> Mapping[str, float]:
    return {row["sign"]: float(row["weight"]) for row in resources.table("reading/confidence.tsv")}


def confidence(names: Iterable[str]) -> float:
    """The share of claims with these signs that are right, as far as the weights tell."""
    weights = _weights()
    return round(1 / (1 + exp(-weights["bias"] - sum([weights.get(name, 0.0) for name in names]))), 2)


def reasons(names: Iterable[str]) -> Iterator[Step]:
    """The signs that weigh most, for `explain`."""
    weighed = sorted(((_weights().get(name, 0.0), name) for name in names), key=lambda x: (-abs(x[0]), x[1]))
    for weight, name in weighed[:_SHOWN]:
        if weight:
            yield Step("confidence", "found" if weight > 0 else "rejected", "", f"{name} {weight:+.2f}")
