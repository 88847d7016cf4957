"""What each sign of one occurrence is worth: writes src/marsad/data/events/signs.tsv.

    fit_signs.py GOLD_DIR [GOLD_DIR …]     # e.g. ../shared/gold/train

Logistic regression over the pairs of claims that grouping looks at, once with the gold claims and once with the
claims that the reader finds in the same texts (those that match a gold one), so that the weights hold for flawless
and for real input. A ridge keeps rare signs small. The gold stays where it is; only the weights go into the project.
Prints cross-validated figures: each fifth of the reports judged by weights fitted on the others.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from gold_claims import claims as gold_claims
from logistic import Row, fit
from marsad.events.accounts import Account, accounts
from marsad.events.candidates import Neighbours, of_report
from marsad.events.linkage import THRESHOLD, linkage
from marsad.events.scores import UNIT
from marsad.events.signs import CROSSED, signs
from marsad.model import Reading
from marsad.pipeline import read_reports
from scoring import load, match

TABLE = Path(__file__).resolve().parent.parent / "src" / "marsad" / "data" / "events" / "signs.tsv"
RIDGE = 4.0  # log loss of 5-fold cross-validation on gold/train: 1 .128, 2 .126, 4 .123, 8 .122; B-cubed best at 4
FOLDS = 5
MEANT = {
    CROSSED: -3.0
}  # by what it means, not by how often: an attack of one on another is none of the other on the one
REACH_DAYS = 3  # claims of days farther apart are no examples
HEAD = """\
# What a sign of two claims being one occurrence is worth: log-odds, to be added up; `bias` is where every pair starts.
# `pairs`: pairs of the training set that bear the sign; `together`: the share of them that are one occurrence.
# `parties:crossed` is set by meaning; the others are fitted.
# Fitted by tools/fit_signs.py on annotated reports, compiled for marsad; Apache-2.0; Date: 2026-11-22.
"""


@dataclass(slots=True)
class Sample:
    """The accounts of a set, their pairs with their signs, and the occurrence of each account where it is known."""

    accounts: list[Account]
    pairs: list[tuple[int, int]]
    signs: list[tuple[str, ...]]
    labels: dict[int, str]

    def truth(self, pair: tuple[int, int]) -> bool | None:
        a, b = (self.labels.get(i) for i in pair)
        return None if a is None or b is None else a == b


def samples(folder: Path) -> list[Sample]:
    """The set with gold claims and with predicted ones."""
    documents = load(folder)
    gold = [gold_claims(d) for d in documents]
    made = [Reading(d.report(), tuple(c for _, c in pairs)) for d, pairs in zip(documents, gold, strict=True)]
    known = [{k: d.claims[n]["occurrence"] for k, (n, _) in enumerate(p)} for d, p in zip(documents, gold, strict=True)]
    read = list(read_reports((d.report() for d in documents), data_dir="none"))
    found = [
        {j: d.claims[i]["occurrence"] for i, j in match(d, r.to_dict()["claims"]).items()}
        for d, r in zip(documents, read, strict=True)
    ]
    return [_sample(made, known), _sample(read, found)]


def _sample(readings: Sequence[Reading], known: Sequence[dict[int, str]]) -> Sample:
    members = accounts(readings)
    labels, k = {}, 0
    for reading, names in zip(readings, known, strict=True):
        labels |= {k + n: name for n, name in names.items()}
        k += len(reading.claims)
    pairs, found = [], []
    for i, j in sorted(_candidates(members)):
        said = signs(members[i], members[j])
        if said:
            pairs.append((i, j))
            found.append(said)
    return Sample(members, pairs, found, labels)


def _candidates(members: Sequence[Account]) -> set[tuple[int, int]]:
    """The pairs of one report, and those near each other in place and time."""
    near, number = Neighbours(), {one: i for i, one in enumerate(members)}
    reports: dict[int, list[Account]] = defaultdict(list)
    for one in members:
        near.add(one)
        reports[one.report].append(one)
    pairs = list(chain.from_iterable(map(of_report, reports.values())))
    for one in members:
        found = chain.from_iterable(bucket for _, bucket in near.of(one, REACH_DAYS))
        pairs += [(one, other) for other in found if other.report != one.report]
    return {(min(number[a], number[b]), max(number[a], number[b])) for a, b in pairs}


def rows(sets: Sequence[Sample], fold: int | None = None) -> list[Row]:
    """The labelled pairs, without those that touch a report of the fold."""
    out = []
    for sample in sets:
        for pair, said in zip(sample.pairs, sample.signs, strict=True):
            together = sample.truth(pair)
            if together is not None and not (fold is not None and _touches(sample, pair, fold)):
                out.append((said, together))
    return out


def _touches(sample: Sample, pair: tuple[int, int], fold: int) -> bool:
    return any(sample.accounts[i].report % FOLDS == fold for i in pair)


def bcubed(sample: Sample, scores: dict[tuple[int, int], float]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the groups that the scores give."""
    worth = {pair: round(score * UNIT) for pair, score in scores.items()}
    links = [(*pair, value) for pair, value in worth.items() if value >= THRESHOLD]
    groups = linkage(len(sample.accounts), links, lambda i, j: worth.get((i, j)))
    events = {i: n for n, members in enumerate(groups) for i in members}
    gold: dict[str, set[int]] = {}
    got: dict[int, set[int]] = {}
    for i, name in sample.labels.items():
        gold.setdefault(name, set()).add(i)
        got.setdefault(events[i], set()).add(i)
    total = len(sample.labels)
    p = sum(len(gold[n] & got[events[i]]) / len(got[events[i]]) for i, n in sample.labels.items()) / total
    r = sum(len(gold[n] & got[events[i]]) / len(gold[n]) for i, n in sample.labels.items()) / total
    return p, r, 2 * p * r / (p + r)


def judge(sample: Sample, weights: dict[str, float]) -> dict[tuple[int, int], float]:
    return {
        pair: weights["bias"] + sum(weights.get(s, 0.0) for s in said)
        for pair, said in zip(sample.pairs, sample.signs, strict=True)
    }


def cross_validate(sets: Sequence[Sample]) -> None:
    """Print B-cubed with weights that have not seen the report judged."""
    folds = [fit(rows(sets, fold), RIDGE) for fold in range(FOLDS)]
    loss, count = 0.0, 0
    for name, sample in zip(("gold claims", "read claims"), sets, strict=False):
        judged = [judge(sample, w) for w in folds]
        scores = {pair: judged[max(sample.accounts[i].report % FOLDS for i in pair)][pair] for pair in sample.pairs}
        for pair, score in scores.items():
            together = sample.truth(pair)
            if together is not None:
                loss += float(np.log1p(np.exp(-score if together else score)))
                count += 1
        print(f"cross-validated, {name}: P {{:.3f}} R {{:.3f}} F1 {{:.3f}}".format(*bcubed(sample, scores)))
    print(f"log loss {loss / count:.4f} over {count} pairs")


def table(weights: dict[str, float], seen: Sequence[Row]) -> str:
    """The data file."""
    pairs = Counter(chain.from_iterable(said for said, _ in seen))
    together = Counter(chain.from_iterable(said for said, yes in seen if yes))
    pairs["bias"], together["bias"] = len(seen), sum(yes for _, yes in seen)
    lines = [HEAD + "sign\tweight\tpairs\ttogether"]
    for sign in sorted(weights):
        lines.append(f"{sign}\t{weights[sign]:.2f}\t{pairs[sign]}\t{together[sign] / pairs[sign]:.2f}")
    return "\n".join(lines) + "\n"


def main() -> None:
    sets = [sample for folder in sys.argv[1:] for sample in samples(Path(folder))]
    cross_validate(sets)
    seen = rows(sets)
    TABLE.write_text(table(fit(seen, RIDGE) | MEANT, seen), encoding="utf-8")


if __name__ == "__main__":
    main()
