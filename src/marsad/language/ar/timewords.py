"""The time words of `lexicon/ar/time.toml`, ready to be looked up."""

from __future__ import annotations

from calendar import month_abbr, month_name
from collections.abc import Iterator, Sequence
from typing import Any

from marsad.language.ar.numerals import Numerals
from marsad.language.ar.perword import PerWord
from marsad.language.ar.script import normal
from marsad.language.ar.tokens import Token

# Words with which an expression may start besides those of the tables.
_LEADS = frozenset({"منذ", "قبل", "بعد", "خلال", "عام", "العام", "سنه", "عامي", "اعوام", "هذا", "ال", "هذه", "الساعه", "مدار", "مدي", "غضون", "نصف", "نحو"})  # fmt: skip

_WORDS = frozenset({"word", "latin"})  # kinds of tokens
_NO_PHRASE: tuple[int, str, Any] = (0, "", None)


class TimeWords:
    """Phrases with their kind and value, and the words that link, open and colour them."""

    def __init__(self, tree: dict[str, Any], numerals: Numerals) -> None:
        self.numerals = numerals
        self.phrases: dict[tuple[str, ...], tuple[str, Any]] = {}
        self._add_phrases(tree)
        self.units = {
            normal(w): unit for unit, words in tree["units"].items() for w in words if unit not in ("0", "plurals")
        }
        self.minutes = {normal(w) for w in tree["units"]["0"]}
        self.duals = {normal(w) for w in tree["dual_units"]["words"]}
        self.relative = {normal(w): k for k, ws in tree["relative"].items() for w in ws}
        self.edges = {normal(w): k for k, ws in tree["edges"].items() for w in ws}
        self.night = {normal(w) for w in tree["day_parts"]["night"]}
        self.whole_night = {normal(w) for w in tree["day_parts"]["whole_night"]}
        self.after_midnight = set(tree["day_parts"]["after_midnight"])
        self.part_adjectives = {normal(w) for w in tree["day_parts"]["adjectives"]}
        self.bound = {normal(w) for w in tree["day_parts"]["bound"]}
        self.about = {normal(w) for w in tree["links"]["about"]}
        self.plurals = {normal(w) for w in tree["units"]["plurals"]}
        self.periods = {w for w in self.units if w in ("اسبوع", "شهر", "عام", "سنه")}
        self.turning = {tuple(normal(w) for w in words.split()) for words in tree["turns"]["words"]}
        self._turning_first = {words[0] for words in self.turning}
        self.round_up = {normal(w) for w in tree["round_up"]["words"]}
        self.ordinary = {normal(w) for w in tree["same_day"]["ordinary"]}
        self.halves = {normal(w) for w in tree["links"]["halves"]}
        self.until = {normal(w) for w in tree["links"]["until"]}
        self.counting = {normal(w) for w in tree["links"]["counting"]}
        self.no_event = {normal(w) for w in tree["links"]["no_event"]}
        self.counted_from = {normal(w) for w in tree["links"]["counted_from"]}
        self.lasting = {normal(w) for w in tree["links"]["lasting"]}
        self.took = {normal(w) for w in tree["links"]["took"]}
        self.eras = {normal(w) for w in tree["links"]["eras"]}
        self.issued = {normal(w) for w in tree["links"]["issued"]}
        self.superlatives = {normal(w) for w in tree["superlatives"]["words"]}
        self.titles = {normal(w) for w in tree["titles"]["words"]}
        self.that = {normal(w) for w in tree["same_day"]["before"]}
        self.during = {normal(w) for w in tree["day_parts"]["during"]}
        hours = tree["hours"]
        self.hours = {normal(w) for w in hours["words"]} | set(numerals.ordinals)
        self.ten = {normal(w) for w in hours["ten"]}
        self.fractions = {normal(w) for w in hours["fractions"]}
        self.less = {normal(w) for w in hours["less"]}
        self.seasons = {normal(w): int(n) for n, ws in tree["seasons"].items() for w in ws}
        self.same = {normal(w) for w in tree["same_day"]["words"]}
        self._sizes: dict[str, tuple[int, ...]] = {}  # of the phrases by their first word, the longest first
        for key in self.phrases:
            sizes = {len(key), *self._sizes.get(key[0], ())}
            self._sizes[key[0]] = tuple(sorted(sizes, reverse=True))
        self.leading = PerWord(self._is_leading)  # whether a time expression may start with a word
        self._first_of_days = {key[0] for key, (kind, _) in self.phrases.items() if kind == "offset"}
        self.counting_days = PerWord(self._is_counting_days)  # whether a phrase like «أمس» may start with a word
        self._starts = PerWord(self._starts_of)

    def _add_phrases(self, tree: dict[str, Any]) -> None:
        """The phrases that a time expression is made of, with their kinds."""
        for section, kind in (
            ("weekdays", "weekday"), ("months", "month"), ("hijri_months", "hijri"), ("days", "offset"),
            ("told", "told"),
        ):  # fmt: skip
            for value, words in tree[section].items():
                for w in words:
                    self._add(w, kind, int(value))
        for w in tree["now"]["words"]:
            self._add(w, "now", 0)
        for w in tree["present"]["words"]:
            self._add(w, "now", 1)
        for w in tree["day_parts"]["words"]:
            self._add(w, "part", w)
        for w in tree["day_parts"]["pairs"]:
            self._add(w, "pair", 0)
        for w in tree["never"]["words"]:
            self._add(w, "never", 0)
        for value, words in tree["turning_points"].items():
            for w in words:
                self._add(f"منذ {w}", "turning", value)
        for w in tree["vague"]["words"]:
            self._add(w, "vague", 0)
        for value in range(1, 13):  # dates under embedded posts
            self._add(month_name[value], "month", value)
            self._add(month_abbr[value], "month", value)

    def _add(self, words: str, kind: str, value: Any) -> None:
        key = tuple(normal(w) for w in words.split())
        self.phrases.setdefault(key, (kind, value))
        if kind in ("part", "offset") and not key[-1].startswith("ال"):
            self.phrases.setdefault((*key[:-1], "ال" + key[-1]), (kind, value))

    def is_round_up(self, tokens: Sequence[Token]) -> bool:
        """Whether a headline is that of a round-up («حصاد يوم الأحد»)."""
        return any(w.removeprefix("ال") in self.round_up for t in tokens for w in self.strip(t.norm))

    def turns(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence begins with words that leave the event told before («من جهة أخرى», «وكان قد»)."""
        words = [t.norm for t in tokens[:4] if t.kind == "word"]
        if not words:
            return False
        heads = {words[0], words[0].removeprefix("و")} & self._turning_first
        return any((head, *words[1:size]) in self.turning for head in heads for size in range(1, len(words) + 1))

    @staticmethod
    def strip(norm: str) -> Iterator[str]:
        """The word, then the word without conjunction and preposition (the article is kept)."""
        yield norm
        rest = norm
        if len(rest) > 2 and rest[0] in "وف":
            rest = rest[1:]
            yield rest
        if len(rest) > 4 and rest.startswith("لل"):
            yield "ال" + rest[2:]
        elif len(rest) > 3 and rest[0] in "بلك":
            yield rest[1:]

    def _is_leading(self, norm: str) -> bool:
        return any(self._opens(w) or self._opens(w.removeprefix("ال")) for w in self.strip(norm))

    def _is_counting_days(self, norm: str) -> bool:
        return any(w in self._first_of_days for w in self.strip(norm))

    def _opens(self, w: str) -> bool:
        return (
            w in self._sizes or w in self.edges or w in self.seasons or w in _LEADS or w in self.units
            or w in self.numerals.ordinals
        )  # fmt: skip

    def phrase(self, tokens: Sequence[Token], i: int) -> tuple[int, str, Any]:
        """The longest phrase of the table at token i: (length in tokens, kind, value); length 0 for none."""
        if i >= len(tokens) or tokens[i].kind not in _WORDS:
            return _NO_PHRASE
        for first in self._starts[tokens[i].norm]:
            for size in self._sizes[first]:
                rest = [t.norm for t in tokens[i + 1 : i + size]] if size > 1 else ()
                hit = self.phrases.get((first, *rest))
                if hit and i + size <= len(tokens):
                    return size, hit[0], hit[1]
        return _NO_PHRASE

    def _starts_of(self, norm: str) -> tuple[str, ...]:
        """The ways to read a word with which a phrase of the table starts."""
        return tuple(w for w in self.strip(norm) if w in self._sizes)

    def adjective(self, norm: str) -> str:
        """last, this or next for an adjective of a period, empty for another word."""
        found: str = self.relative.get(norm.removeprefix("ال"), "")
        return found
