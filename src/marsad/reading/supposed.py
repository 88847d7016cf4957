"""Who somebody, or whose something, is only held to be: «من يشتبه في أنهم متشددون», «طائرات يعتقد أنها إسرائيلية»."""

from __future__ import annotations

from marsad.reading.phrase import Chunk
from marsad.reading.view import View

HELD_TO_BE = frozenset({"يشتبه", "يعتقد", "يظن", "يرجح", "يشك"})
_OF_STATES = frozenset({"air-platform", "weapon", "force", "vehicle"})


def held_to_be(view: View, i: int) -> int:
    """The token behind «يشتبه في أنهم», «يعتقد أنهم» at i; 0 where there is none."""
    if view.norm(i) not in HELD_TO_BE:
        return 0
    j = i + 1 + bool(i + 1 < len(view.tokens) and view.words[i + 1].prep)
    return j + 1 if view.norm(j).removeprefix("ب") in ("انهم", "انه", "انها") else 0


def whose_held(view: View, out: list[Chunk], i: int) -> Chunk | None:
    """«يعتقد أنها إسرائيلية» behind «طائرات»: whose they are held to be, as if the adjective stood right behind them."""
    last = out[-1].phrase if out and (j := held_to_be(view, i)) else None
    if last is None or last.kind not in _OF_STATES or last.modifiers or j >= len(view.words) or view.words[j].definite:
        return None
    whose = next((m for m in view.words[j].modifiers if m.iso), None)
    if whose is None or view.words[j].pre or view.words[j].conj:
        return None
    last.modifiers.append(whose)
    return Chunk("part", i, j + 1, text=view.norm(i))
