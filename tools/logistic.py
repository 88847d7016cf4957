"""Ridge logistic regression over named signs: small enough to read, and its weights are data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Row = tuple[tuple[str, ...], bool]


def fit(rows: Sequence[Row], ridge: float) -> dict[str, float]:
    """Weights by sign, and `bias`: Newton's method on the penalised log likelihood."""
    names = sorted({s for said, _ in rows for s in said})
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1
    for row, (said, _) in enumerate(rows):
        x[row, [index[s] for s in said]] = 1
    y = np.array([right for _, right in rows], float)
    penalty = np.full(len(names) + 1, ridge)
    penalty[-1] = 1e-3
    w = np.zeros(len(names) + 1)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (y - p) - penalty * w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, map(float, w[:-1]), strict=True)) | {"bias": float(w[-1])}


def probability(weights: dict[str, float], said: Sequence[str]) -> float:
    """What the weights make of a row."""
    return float(1 / (1 + np.exp(-weights["bias"] - sum(weights.get(s, 0.0) for s in said))))
