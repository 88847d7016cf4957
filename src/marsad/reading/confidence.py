"""How sure a claim is: signs of a draft that speak for or against it, weighed as fitted on annotated reports.

Every sign has a name and a weight in `data/reading/confidence.tsv` (tools/fit_confidence.py); their sum in log-odds
is the confidence, so that of the claims of 0.8 about four in five are right. A sign without a weight says nothing.
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

LEAST = 0.40  # below it a mere mention is no claim (cross-validated on train: docs/quality.md)
_CROWDED = 3
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the other drafts of a report say about one."""

    in_clause: int
    in_sentence: int
    same_type_before: bool
    same_trigger_before: bool


def surroundings(drafts: Sequence[Draft]) -> Iterator[Surroundings]:
    """One for each draft, in order."""
    clauses = Counter((d.sentence, d.frame.clause) for d in drafts)
    sentences = Counter(d.sentence for d in drafts)
    types: set[str] = set()
    triggers: set[str] = set()
    for draft in drafts:
        lemma = draft.frame.entry_lemma()
        yield Surroundings(
            clauses[draft.sentence, draft.frame.clause], sentences[draft.sentence], draft.type in types, lemma in triggers
        )  # fmt: skip
        types.add(draft.type)
        triggers.add(lemma)


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


def mere_mention(draft: Draft) -> bool:
    """Whether a draft tells neither a number nor who did it to whom: such a one needs more confidence to be made."""
    return not draft.numbers and not (draft.actors and draft.targets)


def reasons(names: Iterable[str]) -> Iterator[Step]:
    """The signs that weigh most, for `explain`."""
    weighed = sorted(((_weights().get(name, 0.0), name) for name in names), key=lambda x: (-abs(x[0]), x[1]))
    for weight, name in weighed[:_SHOWN]:
        if weight:
            yield Step("confidence", "found" if weight > 0 else "rejected", "", f"{name} {weight:+.2f}")
