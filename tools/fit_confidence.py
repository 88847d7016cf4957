"""What each sign of a claim says of its being right: writes src/marsad/data/reading/confidence.tsv.

    fit_confidence.py GOLD_DIR [GOLD_DIR …]     # e.g. ../shared/gold/train tests/gold/sentences

Every claim that the reader would make without a threshold is right where it matches a gold claim by type and place in
the text. Prints figures of five-fold cross-validation (each report judged by weights fitted on the others): the
reliability of the confidence in tenths, and what a threshold does to precision, recall and F1. The gold stays where
it is; only the weights go into the project.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from logistic import Row, fit, probability
from marsad.model import Reading
from marsad.pipeline import reader
from marsad.reading.reader import Reader
from scoring import load, match

TABLE = Path(__file__).resolve().parent.parent / "src" / "marsad" / "data" / "reading" / "confidence.tsv"
RIDGES = (4.0, 8.0, 16.0)
RIDGE = 8.0  # the best of RIDGES by log loss
FOLDS = 5
LEAST_SEEN = 3  # a sign of fewer claims gets no weight
HEAD = """\
# What a sign of a claim says of its being right: log-odds, to be added up; `bias` is where every claim starts.
# `claims`: claims of the training set that bear the sign; `right`: the share of them that are right.
# Fitted by tools/fit_confidence.py on annotated reports, compiled for marsad; Apache-2.0; Date: 2026-11-22.
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """The claims of a report, and how many the gold has."""

    rows: tuple[Row, ...]
    gold: int


def samples(folder: Path) -> list[Sample]:
    """One for each report of a set."""
    read = Reader(reader("none").knowledge, least=0.0)
    out = []
    for document in load(folder):
        report = document.report()
        found = read.read(report, explain=True)
        claims = Reading(report, found.claims).to_dict()["claims"]
        pairs = match(document, claims)
        right = {j for i, j in pairs.items() if document.claims[i]["type"] == claims[j]["type"]}
        rows = tuple((found.signs[c["id"]], j in right) for j, c in enumerate(claims))
        out.append(Sample(rows, len(document.claims)))
    return out


def known(rows: list[Row]) -> list[Row]:
    """Without the signs seen too seldom."""
    seen = Counter(chain.from_iterable(said for said, _ in rows))
    return [(tuple(s for s in said if seen[s] >= LEAST_SEEN), right) for said, right in rows]


def cross_validate(sets: list[Sample], ridge: float) -> list[tuple[float, bool]]:
    out = []
    for fold in range(FOLDS):
        weights = fit(known([r for k, s in enumerate(sets) if k % FOLDS != fold for r in s.rows]), ridge)
        out += [
            (probability(weights, said), ok) for k, s in enumerate(sets) if k % FOLDS == fold for said, ok in s.rows
        ]
    return out


def show(judged: list[tuple[float, bool]], gold: int) -> None:
    for tenth in range(10):
        members = [ok for p, ok in judged if tenth / 10 <= p < (tenth + 1) / 10 or (tenth == 9 and p == 1)]
        if members:
            print(f"  {tenth / 10:.1f}–{(tenth + 1) / 10:.1f}  {len(members):5}  {sum(members) / len(members):.2f}")
    for least in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        kept = [ok for p, ok in judged if p >= least]
        precision, recall = sum(kept) / len(kept), sum(kept) / gold
        print(
            f"  from {least:.2f}: P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"
        )


def table(weights: dict[str, float], seen: list[Row]) -> str:
    """The data file."""
    claims = Counter(chain.from_iterable(said for said, _ in seen))
    right = Counter(chain.from_iterable(said for said, ok in seen if ok))
    claims["bias"], right["bias"] = len(seen), sum(ok for _, ok in seen)
    lines = [HEAD + "sign\tweight\tclaims\tright"]
    lines += [f"{s}\t{weights[s]:.2f}\t{claims[s]}\t{right[s] / claims[s]:.2f}" for s in sorted(weights)]
    return "\n".join(lines) + "\n"


def main() -> None:
    sets = [sample for folder in sys.argv[1:] for sample in samples(Path(folder))]
    gold = sum(s.gold for s in sets)
    if not any(s.rows for s in sets):
        sys.exit("fit_confidence.py: name folders of annotated reports to learn from, e.g. tests/gold/sentences")
    for ridge in RIDGES:
        judged = cross_validate(sets, ridge)
        loss = float(np.mean([-np.log(max(1e-9, p if ok else 1 - p)) for p, ok in judged]))
        print(f"ridge {ridge}: log loss {loss:.4f} over {len(judged)} claims")
        if ridge == RIDGE:
            show(judged, gold)
    seen = known([row for s in sets for row in s.rows])
    TABLE.write_text(table(fit(seen, RIDGE), seen), encoding="utf-8")


if __name__ == "__main__":
    main()
