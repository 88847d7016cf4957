"""A sketch of a text by which its copies are found, also when they were cut, edited or put in another order.

The shingles (runs of four words of the normal form) whose hash divides by a power of two are kept, the power chosen so
that about thirty remain: the share of one text that stands in another can be told from what they have in common
(Broder's sketch for containment). Texts too short for shingles are found only when their words are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

_WIDTH = 4
_AIM = 32
_SHORT = 12  # words


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The hashes by which a text is looked up, signed 64-bit, sorted."""
    if len(words) < _SHORT:
        return (_hash(" ".join(words)),) if words else ()
    hashes = {_hash(" ".join(words[i : i + _WIDTH])) for i in range(len(words) - _WIDTH + 1)}
    every = 1
    while len(hashes) > _AIM * every:
        every *= 2
    return tuple(sorted(h for h in hashes if h % every == 0) or sorted(hashes)[:2])


def shared(new: Sequence[str], old: Sequence[str]) -> tuple[float, float]:
    """The share of the new text that stands in the old one, and of the old one that stands in the new."""
    if min(len(new), len(old)) < _SHORT:
        same = float(list(new) == list(old))
        return same, same
    a, b = _shingles(new), _shingles(old)
    both = len(a & b)
    return both / len(a), both / len(b)


def is_copy(of_new: float, of_old: float) -> bool:
    """Whether a text of these shares is a copy: most of it is the other's, or it holds nearly all of the other."""
    return of_new >= 0.5 or (of_old >= 0.75 and of_new >= 0.3)


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    # Runs of three, shorter than those of the sketch: an edited word spoils fewer of them.
    return set(zip(words, words[1:], words[2:], strict=False))


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
