"""Numbers in Arabic text: digits and words, vague counts, bounds and ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marsad.language.ar.perword import PerWord
from marsad.language.ar.script import normal
from marsad.language.ar.tokens import Token

_GROUPED = re.compile(r"\d{1,3}(?:[.,،٬]\d{3})+$")
_DECIMAL = re.compile(r"\d+[.,٫،]\d{1,2}$")


_QUANTITY = ("كميه", "كميات")


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression: tokens [start, end), its interval and whether it is approximate.

    `low` None means "at most", `high` None "or more". `core` is where the number itself starts, after words such
    as «أكثر من». `ordinal` marks «الثالث».
    """

    start: int
    end: int
    low: float | None
    high: float | None
    approx: bool = False
    core: int = 0
    vague: bool = False


class Numerals:
    """The number words of `lexicon/ar/numerals.toml`, ready to be found in tokens."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.units: dict[str, int] = {}
        self.tens: dict[str, int] = {}
        self.hundreds: dict[str, int] = {}
        self.multipliers: dict[str, int] = {}
        self.duals: dict[str, int] = {}
        self.ordinals: dict[str, int] = {}
        for name in ("units", "tens", "hundreds", "multipliers", "duals", "ordinals"):
            for value, words in tree[name].items():
                getattr(self, name).update({normal(w): int(value) for w in words})
        self.vague = {tuple(map(normal, k.split())): tuple(v) for k, v in tree["vague"].items()}
        self.bounds: dict[tuple[str, ...], str] = {}
        self.after: dict[tuple[str, ...], str] = {}
        for name, words in tree["bounds"].items():
            into = self.after if name.endswith("_after") else self.bounds
            for w in words:
                into[tuple(map(normal, w.split()))] = name.removesuffix("_after")
        self._bounds_from: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # the other words of each, by the first
        for phrase, bound in self.bounds.items():
            self._bounds_from.setdefault(phrase[0], []).append((phrase[1:], bound))
        self._first_after = {k[0] for k in self.after}
        self.words: dict[str, str] = {}
        for kind in ("ordinals", "multipliers", "hundreds", "tens", "units", "duals"):
            self.words.update(dict.fromkeys(getattr(self, kind), kind))
        self._starts = (
            set(self.units) | set(self.tens) | set(self.hundreds) | set(self.multipliers) | set(self.duals)
            | {k[0] for k in self.vague}
        )  # fmt: skip
        self._bare = PerWord(self._bare_of)
        self._starting = PerWord(self._may_start)
        self._opening = PerWord(self._opening_of)

    def bare(self, norm: str) -> tuple[str, bool]:
        """A number word without clitics and article, and whether it had a conjunction; ("", False) if it is none."""
        return self._bare[norm]

    def _bare_of(self, norm: str) -> tuple[str, bool]:
        out = ("", False)
        if norm.endswith(_QUANTITY):
            return out  # «كمية» is no «ك» + «مية»
        for conj in ("", "و", "ف"):
            if not norm.startswith(conj):
                continue
            rest = norm[len(conj) :]
            for cut in ("", "ال", "ب", "ل", "بال", "لل", "ك"):
                if rest.startswith(cut) and rest[len(cut) :] in self._starts:
                    out = (rest[len(cut) :], bool(conj))
                    break
            if out[0]:
                break
        return out

    def starts(self, token: Token) -> bool:
        """Whether a number expression may start here."""
        return token.kind == "number" or (token.kind == "word" and self._starting[token.norm])

    def _may_start(self, norm: str) -> bool:
        return bool(self.bare(norm)[0] or self._opening[norm])

    def bounded(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether words that bound a number start here («وأكثر من 50», «نحو 30»)."""
        return self._bound(tokens, i) is not None

    def _opening_of(self, norm: str) -> str:
        """The first word of a bound that a word is, with or without a clitic; empty for none."""
        if norm in self._bounds_from:
            return norm
        return norm[1:] if len(norm) > 2 and norm[0] in "وبل" and norm[1:] in self._bounds_from else ""

    def find(self, tokens: Sequence[Token], i: int) -> Number | None:
        """The longest number expression that starts at token i, with its bounds."""
        start = i
        kinds: set[str] = set()
        low: float | None
        high: float | None
        for _ in range(3):
            bound = self._bound(tokens, i)
            if bound is None:
                break
            kinds.add(bound[0])
            i += bound[1]
        if i < len(tokens) and tokens[i].norm in ("ما", "بين") and i + 1 < len(tokens):
            found = self._between(tokens, i)
            if found:
                low, high, end = found
                return Number(start, end, low, high, "approx" in kinds, i)
        core = self._core(tokens, i)
        if core is None:
            return None
        low, high, end, vague = core
        ranged = self._range(tokens, end)
        if ranged and not vague and ranged[0] > (low or 0):
            high, end = ranged
        behind = self.bound_behind(tokens, end)
        if behind:
            kinds.add(behind[0])
            end += behind[1]
        if "low" in kinds:
            high = None
        elif "high" in kinds:
            low = None
        return Number(start, end, low, high, "approx" in kinds, i, vague)

    def bound_behind(self, tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
        """The bound that stands behind what it bounds, as (kind, tokens): «على الأقل», «تقريبا»."""
        if not 0 <= i < len(tokens) or tokens[i].norm not in self._first_after:
            return None
        for words, kind in self.after.items():
            if tuple(t.norm for t in tokens[i : i + len(words)]) == words:
                end = i + len(words)
                # «30 قتيلا وأكثر من 50 جريحا»: the bound of the next number
                more = words[-1].endswith("اكثر") and end < len(tokens) and tokens[end].norm == "من"
                return None if more else (kind, len(words))
        return None

    def _bound(self, tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
        first = self._opening[tokens[i].norm] if i < len(tokens) else ""
        if not first:
            return None
        best: tuple[str, int] | None = None
        for rest, kind in self._bounds_from[first]:
            if best is None or len(rest) >= best[1]:
                if not rest or tuple([t.norm for t in tokens[i + 1 : i + 1 + len(rest)]]) == rest:
                    best = (kind, len(rest) + 1)
        if best is None:
            return None
        follow = i + best[1]
        if follow < len(tokens) and (self.starts(tokens[follow]) or tokens[follow].norm in ("ال", "بين")):
            return best
        return None

    def _between(self, tokens: Sequence[Token], i: int) -> tuple[float, float, int] | None:
        """«ما بين 10 و15», «بين عشرة وعشرين»."""
        i += 2 if tokens[i].norm == "ما" and tokens[i + 1].norm == "بين" else 1
        if tokens[i - 1].norm != "بين":
            return None
        # Words join by «و» themselves («عشرة وعشرين» could be thirty): here the first number is one word.
        first = self._core(tokens[: i + 1], i) or self._core(tokens, i)
        if first is None or first[0] is None:
            return None
        j = first[2]
        if j < len(tokens) and tokens[j].norm == "و":
            j += 1
        elif j >= len(tokens) or not (tokens[j].norm.startswith("و") or tokens[j].norm == "الي"):
            return None
        elif tokens[j].norm == "الي":
            j += 1
        second = self._core(tokens, j)
        if second is None or second[1] is None or first[0] > second[1]:
            return None
        return first[0], second[1], second[2]

    def _range(self, tokens: Sequence[Token], i: int) -> tuple[float, int] | None:
        """«10-15», «10 إلى 15»."""
        if i + 1 >= len(tokens) or tokens[i].norm not in ("-", "–", "الي"):
            return None
        second = self._core(tokens, i + 1)
        return (second[1], second[2]) if second and second[1] is not None and not second[3] else None

    def _core(self, tokens: Sequence[Token], i: int) -> tuple[float | None, float | None, int, bool] | None:
        """(low, high, end, vague) of the bare number at i."""
        if i >= len(tokens):
            return None
        token = tokens[i]
        if token.kind == "number":
            value = self._digits(token.norm)
            if value is None:
                return None
            return self._multiplied(tokens, i + 1, value)
        if token.kind != "word":
            return None
        for size in (2, 1):
            key: tuple[str, ...] = (self.bare(tokens[i].norm)[0] or tokens[i].norm,)
            if size == 2:
                if i + 1 >= len(tokens):
                    continue
                key += (tokens[i + 1].norm,)
            if key in self.vague:
                low, high = self.vague[key]
                return low, high, i + size, True
        return self._words(tokens, i)

    @staticmethod
    def _digits(text: str) -> float | None:
        if _GROUPED.match(text):
            return float(re.sub(r"\D", "", text))
        if _DECIMAL.match(text):
            return float(re.sub(r"[,٫،]", ".", text))
        return float(text) if text.isdigit() and len(text) < 13 else None

    def _multiplied(self, tokens: Sequence[Token], i: int, value: float) -> tuple[float, float, int, bool]:
        """«6,6 مليون», «35 ألف», «مليون و200 ألف»."""
        total = 0.0
        while i < len(tokens):
            word, conj = self.bare(tokens[i].norm)
            if word in self.multipliers and not conj:
                value *= self.multipliers[word]
                i += 1
                j = i + 1 if i < len(tokens) and tokens[i].norm == "و" else i
                follow = None
                if j < len(tokens) and tokens[j].kind == "number" and j > i:
                    follow = self._digits(tokens[j].norm)
                if follow is not None and follow < value and value >= 1000:
                    total, value, i = total + value, follow, j + 1
                    continue
            break
        return total + value, total + value, i, False

    def _words(self, tokens: Sequence[Token], i: int) -> tuple[float, float, int, bool] | None:
        """Number words: «خمسة وعشرون», «مئة وخمسون ألفا», «أحد عشر», «ألفان»."""
        total = current = 0
        seen: list[str] = []
        start = i
        while i < len(tokens):
            token = tokens[i]
            word, conj = self.bare(token.norm) if token.kind == "word" else ("", False)
            if token.norm == "و" and seen and i + 1 < len(tokens) and self.bare(tokens[i + 1].norm)[0]:
                i += 1
                continue
            if not word or (seen and not conj and not self._continues(word, seen[-1])):
                break
            if word in self.duals and not (word in self.multipliers and seen):
                if seen and not conj:
                    break
                total += current + self.duals[word]
                current, kind = 0, "duals"
            elif word in self.multipliers:
                if conj and seen:
                    total, current = total + current, 1
                total += (current or 1) * self.multipliers[word]
                current, kind = 0, "multipliers"
            elif word in self.hundreds:
                value = self.hundreds[word]
                unit = seen[-1] == "units" and not conj if seen else False
                current = current * value if unit and value == 100 else current + value
                kind = "hundreds"
            elif word in self.tens:
                if seen and seen[-1] == "tens":
                    break
                current += self.tens[word]
                kind = "tens"
            elif word in self.units:
                value = self.units[word]
                if seen and seen[-1] in ("units", "tens") and not (value == 10 and seen[-1] == "units"):
                    break
                current += value
                kind = "units"
            else:
                break
            seen.append(kind)
            i += 1
            # «مليون و200 ألف»
            if kind == "multipliers" and i + 1 < len(tokens) and tokens[i].norm == "و":
                if tokens[i + 1].kind == "number" and (rest := self._digits(tokens[i + 1].norm)):
                    more = self._multiplied(tokens, i + 2, rest)
                    if more[0] < total:
                        return total + more[0], total + more[0], more[2], False
        if i == start:
            return None
        # «أحد المدنيين», «إحدى القرى» are "one of", a count of one; «أحد» as Sunday is sorted out by dates.
        return float(total + current), float(total + current), i, False

    def _continues(self, word: str, last: str) -> bool:
        """Whether a number word may follow another without «و»: «خمسة عشر», «خمس مئة», «مئة ألف»."""
        if word in self.multipliers:
            return last in ("units", "tens", "hundreds")
        if word in self.hundreds:
            return last == "units" and self.hundreds[word] == 100
        return self.units.get(word) == 10 and last == "units"
