"""«الأخير», «الأخيرة»: the body named last before them."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.language.ar.phrases import Match
from marsad.reading.names import NameUse
from marsad.reading.view import View

_NO_PARTY = frozenset({"media", "civilians", "official"})


def named_before(view: View, i: int) -> Iterator[tuple[Match[list[NameUse]], list[NameUse]]]:
    """The names before token i, the last first, that may be parties of its gender; not those within longer ones."""
    whole: list[tuple[int, Match[list[NameUse]]]] = []
    for start in sorted(k for k in view.names if k < i):
        if not whole or whole[-1][1].end <= start:
            whole.append((start, view.names[start]))
    for start, match in reversed(whole):
        # «جنود النظام» stand for the regime
        nouns = [n for n in view.words[start].nouns if not n.entry.klass.startswith("person")]
        feminine = any(n.entry.gender == "f" or n.number == "p" for n in nouns)
        masculine = any(n.entry.gender == "m" and n.number == "s" for n in nouns)
        if feminine != masculine and feminine != (view.norm(i) == "الاخيره"):
            continue
        uses = [use for use in match.value if use.body.kind not in _NO_PARTY]
        if uses:
            yield match, uses
