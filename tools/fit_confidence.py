"""What each sign of a claim says of its being right: writes src/marsad/data/reading/confidence.tsv.

    fit_confidence.py GOLD_DIR [GOLD_DIR …] [--judged DIR] [--corpus DIR]   # `make learn GOLD=DIR` runs it on all

Every claim that the reader would make without a threshold is right where it matches a gold claim by type and place in
the text. DIR holds single sentences of which people said whether they tell an assault or a protest (assault.tsv,
protest.tsv: id, label, text; labels: yes, easy no, difficult no), or in which they marked the words that do
(assault_spans.jsonl, protest_spans.jsonl); there a claim of the category is right where they said yes. Of the project's corpus every third case is
learned from (all would outweigh the reports): plain short sentences that stand alone and do tell a deed. Prints figures of five-fold cross-validation (each report judged by weights fitted on the others), against
the rules alone: the reliability of the confidence in tenths, and what a threshold does to precision, recall and F1.
The gold stays where it is; only the weights go into the project.
"""

from __future__ import annotations

import argparse
import csv
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from logistic import Row, fit, probability
from marsad import ontology
from marsad.model import Reading, Report
from marsad.pipeline import reader
from marsad.reading.reader import Reader
from scoring import load, match

TABLE = Path(__file__).resolve().parent.parent / "src" / "marsad" / "data" / "reading" / "confidence.tsv"
RIDGES = (4.0, 8.0, 16.0)
RIDGE = 8.0  # the best of RIDGES by log loss
FOLDS = 5
THIRD = 3
PUBLISHED = "2024-05-14"  # of cases that name no day, as in tests/test_corpus.py
LEAST_SEEN = 3  # a sign of fewer claims gets no weight
THRESHOLDS = (0.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
# What the public sentence-level gold counts as an assault or a protest.
CATEGORIES = {
    "assault": frozenset(
        code for code, family in ontology.families().items() if family in ("battle", "remote", "civilians")
    )
    - {"siege"}
    | {"property-destruction"},
    "protest": frozenset({"protest", "riot"}),
}
# Of the protest sentences so few are a yes (46 of 1,047, so were they drawn) that demonstrators would be disbelieved
# everywhere: a sign that no text bears takes this up. The assault sentences help best without one.
SAMPLING = {"protest": ("sample:protest",), "protest marked": ("sample:protest",)}
DONE = frozenset({"happened", "ongoing", "failed"})
HEAD = """\
# What a sign of a claim says of its being right: log-odds, to be added up; `bias` is where every claim starts.
# `claims`: claims of the training set that bear the sign; `right`: the share of them that are right.
# Fitted by tools/fit_confidence.py on annotated reports, compiled for marsad; Apache-2.0; Date: 2026-11-22.
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """The claims of a report or of a judged sentence, and how many the gold has.

    `told`: a sentence tells an event of the `category` (1 or 0); for a report the number of its gold claims.
    """

    rows: tuple[Row, ...]
    told: int
    category: str = ""


def annotated(folder: Path, read: Reader) -> Iterable[Sample]:
    """One for each report of a set."""
    for document in load(folder):
        report = document.report()
        found = read.read(report, explain=True)
        claims = Reading(report, found.claims).to_dict()["claims"]
        pairs = match(document, claims)
        right = {j for i, j in pairs.items() if document.claims[i]["type"] == claims[j]["type"]}
        yield Sample(tuple((found.signs[c["id"]], j in right) for j, c in enumerate(claims)), len(document.claims))


def judged(folder: Path, read: Reader) -> Iterable[Sample]:
    """One for each sentence of the tables in a folder: its claims of the category asked for."""
    for category, types in CATEGORIES.items():
        with (folder / f"{category}.tsv").open(encoding="utf-8") as file:
            told = {row["text"]: row["label"] == "yes" for row in csv.DictReader(file, delimiter="\t", quoting=3)}
        marked = [json.loads(line)["text"] for line in (folder / f"{category}_spans.jsonl").open(encoding="utf-8")]
        groups = ((category, told), (f"{category} marked", {text: True for text in marked if text not in told}))
        for group, sentences in groups:
            for text, yes in sentences.items():
                found = read.read(Report.of(text), explain=True)
                of_it = [c for c in found.claims if c.type in types and c.status in DONE]
                yield Sample(tuple((found.signs[c.id], yes) for c in of_it), int(yes), group)


def cases(folder: Path, read: Reader) -> Iterable[Sample]:
    """One for every third case of the corpus that is about whole claims and read rightly."""
    trees = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    about = [
        c for tree in trees for c in tree["case"] if c.get("layer", tree.get("layer")) == "reading" and "known" not in c
    ]
    for case in about[::THIRD]:
        expected = {code for e in case.get("expect", ()) for code in np.atleast_1d(e.get("type", []))}
        found = read.read(Report.of(case["text"], published=case.get("published", PUBLISHED) or None), explain=True)
        yield Sample(
            tuple((found.signs[c.id], True) for c in found.claims if c.type in expected), len(expected), "corpus"
        )


def learned(sample: Sample) -> list[Row]:
    """The rows of a sample as they are learned from."""
    return [(said + SAMPLING.get(sample.category, ()), right) for said, right in sample.rows]


def known(rows: list[Row]) -> list[Row]:
    """Without the signs seen too seldom."""
    seen = Counter(chain.from_iterable(said for said, _ in rows))
    return [(tuple(s for s in said if seen[s] >= LEAST_SEEN), right) for said, right in rows]


def cross_validate(samples: Sequence[Sample], ridge: float) -> list[tuple[float, ...]]:
    """The confidence of each claim of each sample, by weights fitted on the other folds."""
    out: list[tuple[float, ...]] = [()] * len(samples)
    for fold in range(FOLDS):
        weights = fit(known([r for k, s in enumerate(samples) if k % FOLDS != fold for r in learned(s)]), ridge)
        for k in range(fold, len(samples), FOLDS):
            out[k] = tuple(probability(weights, said) for said, _ in samples[k].rows)
    return out


def figures(right: int, told: int, gold: int) -> str:
    """Precision, recall and F1."""
    precision, recall = right / max(1, told), right / max(1, gold)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * right / max(1, told + gold):.3f}"


def show(samples: Sequence[Sample], sure: Sequence[tuple[float, ...]]) -> None:
    """The reliability of the confidence, and what each threshold does; 0 is the rules alone."""
    reports = [(s, p) for s, p in zip(samples, sure, strict=True) if not s.category]
    claims = [(p, ok) for s, ps in reports for p, (_, ok) in zip(ps, s.rows, strict=True)]
    for tenth in range(10):
        members = [ok for p, ok in claims if tenth / 10 <= p < (tenth + 1) / 10 or (tenth == 9 and p == 1)]
        if members:
            print(f"  {tenth / 10:.1f}–{(tenth + 1) / 10:.1f}  {len(members):5}  {sum(members) / len(members):.2f}")
    for least in THRESHOLDS:
        kept = [ok for p, ok in claims if p >= least]
        line = f"  from {least:.2f}: reports {figures(sum(kept), len(kept), sum(s.told for s, _ in reports))}"
        for category in (*CATEGORIES, *(f"{c} marked" for c in CATEGORIES)):
            hits = [
                (any(p >= least for p in ps), s.told)
                for s, ps in zip(samples, sure, strict=True)
                if s.category == category
            ]
            if hits:
                line += f"  {category} " + figures(
                    sum(h and t for h, t in hits), sum(h for h, _ in hits), sum(t for _, t in hits)
                )
        print(line)


def table(weights: dict[str, float], seen: list[Row]) -> str:
    """The data file."""
    claims = Counter(chain.from_iterable(said for said, _ in seen))
    right = Counter(chain.from_iterable(said for said, ok in seen if ok))
    claims["bias"], right["bias"] = len(seen), sum(ok for _, ok in seen)
    lines = [HEAD + "sign\tweight\tclaims\tright"]
    borne = sorted(s for s in weights if not s.startswith("sample:"))
    lines += [f"{s}\t{weights[s]:.2f}\t{claims[s]}\t{right[s] / claims[s]:.2f}" for s in borne]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD_DIR", help="a folder of annotated reports")
    parser.add_argument("--judged", type=Path, metavar="DIR", help="a folder of judged sentences")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="the folder of the corpus")
    asked = parser.parse_args()
    read = Reader(reader("none").knowledge, least=0.0)
    samples = [sample for folder in asked.gold for sample in annotated(folder, read)]
    if asked.judged:
        samples += judged(asked.judged, read)
    if asked.corpus:
        samples += cases(asked.corpus, read)
    if not any(s.rows for s in samples):
        parser.error("no annotated reports in these folders; name some, e.g. tests/gold/sentences")
    for ridge in RIDGES:
        sure = cross_validate(samples, ridge)
        pairs = [(p, ok) for s, ps in zip(samples, sure, strict=True) for p, (_, ok) in zip(ps, s.rows, strict=True)]
        loss = float(np.mean([-np.log(max(1e-9, p if ok else 1 - p)) for p, ok in pairs]))
        print(f"ridge {ridge}: log loss {loss:.4f} over {len(pairs)} claims")
        if ridge == RIDGE:
            show(samples, sure)
    seen = known([row for s in samples for row in learned(s)])
    TABLE.write_text(table(fit(seen, RIDGE), seen), encoding="utf-8")


if __name__ == "__main__":
    main()
