"""Average linkage: claims in groups whose members fit together on average, the best pairs first.

Works on one neighbourhood at a time: claims that no chain of fitting pairs leads to can change nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from marsad.events.decisions import Ties

# Hundredths of log-odds from which groups join. Cross-validated on gold/train, B-cubed with gold / read claims:
# -50 .906 .889, -25 .909 .887, 0 .905 .887, 50 .903 .880; below 0 more is found, above it less is mixed up.
THRESHOLD = -25
_ABSENT = -300  # a pair whose types cannot be one occurrence, or that is hopeless by place and time
CAP = 600  # no pair decides alone over a group
_BITS = 24  # of the number of a claim in a neighbourhood
_MASK = (1 << _BITS) - 1


def linkage(
    count: int,
    links: Iterable[tuple[int, int, int]],
    score: Callable[[int, int], int | None],
    ties: Ties | None = None,
) -> list[list[int]]:
    """The numbers 0 … count - 1 in groups.

    Args:
        count: how many claims there are, in an order that depends on them alone.
        links: pairs that fit (score from THRESHOLD), with their scores.
        score: the score of any pair, None where it is absent.
        ties: what people decided on the claims. What they joined is put together only at the end: how well other
            claims fit is judged by what the claims say.
    """
    groups = [[i] for i in range(count)]
    sums: dict[tuple[int, int], tuple[int, int, int]] = {}  # first members of two groups: sum, members counted of each
    own: dict[int, int] = {}
    order = []
    for i, j, value in links:
        if i > j:
            i, j = j, i
        own[i << _BITS | j] = value = min(CAP, value)
        order.append((CAP - value) << 2 * _BITS | i << _BITS | j)
    order.sort()

    def fit(i: int, j: int) -> int:
        if i > j:
            i, j = j, i
        value = own.get(i << _BITS | j)
        if value is None:
            value = score(i, j)
        return _ABSENT if value is None else max(-CAP, min(CAP, value))

    def total(a: list[int], b: list[int]) -> int:
        """The sum of all pairs of two groups; what was counted before is not counted again."""
        if a[0] > b[0]:
            a, b = b, a
        known, n, m = sums.get((a[0], b[0]), (0, 0, 0))
        known += sum(fit(x, y) for x in a[n:] for y in b)
        known += sum(fit(x, y) for x in a[:n] for y in b[m:])
        sums[a[0], b[0]] = known, len(a), len(b)
        return known

    for pair in order:
        a, b = groups[pair >> _BITS & _MASK], groups[pair & _MASK]
        if a is b:
            continue
        if len(b) > len(a):
            a, b = b, a
        if total(a, b) >= THRESHOLD * len(a) * len(b):
            if ties is not None:
                if not ties.allow(a, b):
                    continue
                ties.join(a, b)
            a += b
            for x in b:
                groups[x] = a
    found = {id(group): group for group in groups}.values()
    return ties.closed(found) if ties is not None else [sorted(group) for group in found]
