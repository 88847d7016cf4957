"""Text → sentences of tokens. A token is a word, a number or a mark, with its place in the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from marsad.language.ar.script import ARABIC_LETTERS, INVISIBLE, MARKS, normal

_LETTER = f"[{ARABIC_LETTERS}]"
_IN_WORD = f"[{ARABIC_LETTERS}{MARKS}{INVISIBLE}]"
_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
# Letters that an outlet has pulled apart with dots or stars to get past filters: «حـ.ـزب», «القا-عدة».
_SPLIT = "(?:\u0640[.,،*•\\-]+\u0640?|[.*•]+\u0640)"
_TOKEN = re.compile(
    f"(?P<word>{_LETTER}{_IN_WORD}*(?:{_SPLIT}{_IN_WORD}+)*)"
    # what social media leave in a text: addresses, handles, runs of three or more hashtags
    r"|(?P<junk>https?://\S+|www\.\S+|pic\.twitter\.com/\S+|@[\w.]+|(?:#[^\s#]+\s*){3,}|[#_])"
    f"|(?P<number>{_DIGIT}+(?:[.,٫٬،]{_DIGIT}+)*)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f\u0400-\u04ff][A-Za-z0-9\u00c0-\u024f\u0400-\u04ff_'’.\-]*)"
    r"|(?P<line>\n)"
    r"|(?P<mark>\S)"  # other white space matches nothing and is passed over
)
QUOTES = frozenset("\"“”„‟«»‹›'‘’‚‛`´″＂")
_OPEN = frozenset("«“„‟‹‘‚‛")
_END = frozenset(".!?؟؛…")
# Behind an Arabic semicolon they still tell the cause or consequence of what stands before it.
_GOES_ON = frozenset(
    "جراء جرا اثر نتيجه بسبب بفعل مما ما بزعم بدعوي بحجه بذريعه بهدف وذلك اثناء خلال بعدما عندما حين".split()
)
_INVISIBLE = re.compile(f"[{INVISIBLE}{MARKS}]")


@dataclass(slots=True)
class Token:
    """A word, number or mark. `norm` is the normal form; quotes are no tokens but flags of their neighbours."""

    start: int
    end: int
    raw: str
    norm: str
    kind: str  # word number latin mark
    quoted: bool = False  # inside quotation marks
    opens: bool = False  # a quotation mark stands right before
    closes: bool = False  # a quotation mark stands right after
    space: bool = True  # white space (or the start of the line) stands before


@dataclass(slots=True)
class Sentence:
    """A sentence: its tokens and its stretch of the raw text; `line` counts lines from 0."""

    start: int
    end: int
    line: int
    tokens: list[Token]
    ended: bool  # by a full stop or its like, not by the line's end alone


_INITIAL = re.compile(r"[ \u00a0]?[\u0621-\u064a]\.")
_ABBREVIATIONS = frozenset(("د", "م", "أ", "ا", "ق", "ت", "ص", "ب", "ه"))


def tokenize(text: str) -> Iterator[Token | None]:
    """The tokens of a text in order; None at each line's end. Every token slices the text."""
    inside = pending = False
    last: Token | None = None
    space, behind = True, 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        raw = match.group()
        start, end = match.span()
        if start != behind:
            space = True
        behind = end
        if kind == "word":
            norm = word_form(raw)
        elif kind == "junk":
            space = True
            continue
        elif kind == "line":
            inside = pending = False
            last, space = None, True
            yield None
            continue
        elif kind == "mark":
            if raw in QUOTES:
                # Outlets type quotes the wrong way round («”داعش“») or with spaces inside: where none is open one
                # opens; an open one is closed by anything but an opening shape after white space.
                opening = not inside or (raw in _OPEN and space and not pending)
                if opening:
                    inside = pending = True
                else:
                    inside = pending = False
                    if last is not None:
                        last.closes = True
                continue
            if _INVISIBLE.match(raw):
                continue
            norm = raw
        else:
            assert kind is not None
            norm = normal(raw)
        last = Token(start, end, raw, norm, kind, inside, pending, False, space)
        pending = space = False
        yield last


@lru_cache(maxsize=1 << 13)
def word_form(raw: str) -> str:
    """The normal form of a word as it is written, without the dots and stars that pull its letters apart."""
    return re.sub("[.,،*•\\-]", "", normal(raw))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text.

    A line's end always ends one; so do full stop, question and exclamation mark and Arabic semicolon, but not a
    point inside a number, after an abbreviation («د.») or where the next word follows without space inside a word, nor a
    semicolon before the cause of what was told.
    """
    line = 0
    tokens: list[Token] = []
    for token in tokenize(text):
        if tokens and tokens[-1].raw == "؛" and (token is None or token.norm not in _GOES_ON):
            yield Sentence(tokens[0].start, tokens[-1].end, line, tokens, True)
            tokens = []
        if token is None:
            if tokens:
                yield Sentence(tokens[0].start, tokens[-1].end, line, tokens, False)
                tokens = []
            line += 1
            continue
        tokens.append(token)
        if token.kind == "mark" and token.raw in _END and token.raw != "؛":
            before = tokens[-2] if len(tokens) > 1 else None
            if token.raw == "." and before is not None and before.kind == "word" and before.end == token.start:
                if before.norm in _ABBREVIATIONS or _is_initial(text, tokens):
                    continue
            yield Sentence(tokens[0].start, token.end, line, tokens, True)
            tokens = []
    if tokens:
        yield Sentence(tokens[0].start, tokens[-1].end, line, tokens, False)


def _is_initial(text: str, tokens: list[Token]) -> bool:
    """«ح. ع.»: whether the last word and full stop are one of two initials; not «المنطقة ج.»."""
    if len(tokens[-2].norm) != 1:
        return False
    second = len(tokens) > 3 and tokens[-3].raw == "." and len(tokens[-4].norm) == 1
    return second or _INITIAL.match(text, tokens[-1].end) is not None
