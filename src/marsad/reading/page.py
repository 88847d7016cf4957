"""What of a page is the report: headline and body, without menus, related stories, captions and repeats.

The rules for the noise cues stand at the head of cues.tsv. Besides them, three or more short lines without a full
stop below the last full sentence are headlines of other stories.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from marsad.language.ar.lexicon import Cue, Lexicon
from marsad.language.ar.phrases import Match, fold
from marsad.language.ar.tokens import Sentence, Token

HEADLINE_TOKENS = 30
_STORY_TOKENS = 24
_RELATED = 3
_OPENING = 3  # tokens in which «#عاجل |» stands
_TITLE_TOKENS = 5  # of a menu a line has no more
# From so many paragraphs with a full stop, and such a share of all, a line without one is told to be no paragraph.
_STOPPED = 2
_STOPPED_SHARE = 0.75
# A sentence of more tokens than this is cut, so that one endless line costs no more than many lines.
LONGEST_SENTENCE = 300


class Kept(NamedTuple):
    """A sentence of the report; headlines and captions stand above the first full sentence.

    `flash`: a line in the style of headlines, wherever it stands: its verbs in the present tell what was done.
    """

    sentence: Sentence
    headline: bool
    flash: bool


def kept(sentences: list[Sentence], lexicon: Lexicon) -> Iterator[Kept]:
    """The sentences of the report in order."""
    lines: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        lines.setdefault(sentence.line, []).append(sentence)
    order = list(lines)
    full = [n for n in order if _is_full(lines[n])]
    first_full, last_full = (full[0], full[-1]) if full else (-1, order[-1] if order else -1)
    tail = [n for n in order if n > last_full and not _is_item(lines[n])]
    related = (
        set(tail) if full and len(tail) >= _RELATED and all(_size(lines[n]) <= _STORY_TOKENS for n in tail) else set()
    )
    related |= _blocks(order, lines, full) | _unstopped(order, lines, full)
    seen: set[tuple[str, ...]] = set()
    skip_next = told = False
    for number in order:
        members = lines[number]
        key = tuple([t.norm for s in members for t in s.tokens if t.kind != "mark"])
        if number in related or (key in seen and len(key) > 3):
            continue
        seen.add(key)
        cue, whole = _noise(members, lexicon)
        if cue is not None:
            if cue.scope == "rest" and (number > first_full >= 0 or (not full and told)):
                return
            skip_next = whole
            continue
        if skip_next:
            skip_next = False
            if not _is_full(members):
                continue
        told = told or _size(members) > _TITLE_TOKENS
        short = not _stopped(members) and _size(members) <= HEADLINE_TOKENS
        headline = number < first_full and short
        flash = short or any(t.norm == "عاجل" for t in members[0].tokens[:_OPENING])
        for sentence in members:
            last = sentence is members[-1] and len(members) > 1 and not sentence.ended
            if _cut_off(sentence, lexicon, last):
                continue
            for piece in _pieces(sentence):
                yield Kept(piece, headline, flash)


def _blocks(order: list[int], lines: dict[int, list[Sentence]], full: list[int]) -> set[int]:
    """Runs of three or more short lines without a full stop, anywhere below the first full sentence or above the last."""
    out: set[int] = set()
    run: list[int] = []
    for number in [*order, -1]:
        short = (
            number >= 0
            and number not in full
            and _size(lines[number]) <= _STORY_TOKENS
            and not _is_item(lines[number])
            and not _stopped(lines[number])
        )
        if short:
            run.append(number)
            continue
        if len(run) >= _RELATED + 1 and full and (run[0] > full[0] or len(run) > 2 * _RELATED):
            out |= set(run)
        run = []
    return out


def _unstopped(order: list[int], lines: dict[int, list[Sentence]], full: list[int]) -> set[int]:
    """Short lines without a full stop inside or below a body whose paragraphs end with one: links and captions."""
    stopped = [n for n in full if _stopped(lines[n])]
    if len(stopped) < _STOPPED or len(stopped) < _STOPPED_SHARE * len(full):
        return set()
    return {
        n
        for n in order
        if n > full[0]
        and not _stopped(lines[n])
        and not any(_ends(lines[n], k) for k in range(len(lines[n])))
        and _size(lines[n]) <= _STORY_TOKENS
        and lines[n][-1].tokens[-1].raw not in ":،,"
        and not lines[n][0].tokens[0].norm.startswith("و")  # «وفي …»: a paragraph that was cut off
        and not _is_item(lines[n])
    }


def _size(members: list[Sentence]) -> int:
    return sum(len(s.tokens) for s in members)


def _is_full(members: list[Sentence]) -> bool:
    """Whether a line reads as running text: a full stop, or more words than a headline has."""
    if not any(t.kind != "mark" for s in members for t in s.tokens):
        return False  # «-----»
    stopped = any(_ends(members, k) and len(s.tokens) > 8 for k, s in enumerate(members))
    return stopped or _size(members) > HEADLINE_TOKENS


def _stopped(members: list[Sentence]) -> bool:
    """Whether a line ends with a full stop."""
    return _ends(members, len(members) - 1)


def _ends(members: list[Sentence], k: int) -> bool:
    """Whether a sentence of a line ends with a full stop, not with the dots that headlines set («.. » or «…»)."""
    sentence = members[k]
    if not sentence.ended or sentence.tokens[-1].raw == "…" or len(sentence.tokens) == 1:
        return False
    return k + 1 == len(members) or members[k + 1].start > sentence.end


def _is_item(members: list[Sentence]) -> bool:
    return members[0].tokens[0].raw in "-•*–—●▪"


def _noise(members: list[Sentence], lexicon: Lexicon) -> tuple[Cue | None, bool]:
    """The noise cue that a line starts with, and whether the line is nothing else."""
    tokens = [t for t in members[0].tokens if t.kind != "mark"]
    for match in _opening_cues(tokens, lexicon):
        for cue in match.value:
            if cue.kind != "noise":
                continue
            whole = match.end >= len(tokens) and len(members) == 1
            words = match.end
            colon = cue.cue.endswith(":")
            if colon:
                after = next((t.raw for t in members[0].tokens if t.start >= tokens[match.end - 1].end), "")
                if after != ":":
                    continue
            elif words == 1 and not whole:
                continue
            if cue.scope == "sentence" and len(members) > 1:
                continue
            return cue, whole
    return None, False


def _cut_off(sentence: Sentence, lexicon: Lexicon, last: bool) -> bool:
    """Whether a sentence inside a line starts with a noise cue: of several words, or the last, without a full stop («سمات …»)."""
    tokens = [t for t in sentence.tokens[:6] if t.kind != "mark"]
    return any(
        (m.end >= 2 or last) and any(c.kind == "noise" and not (m.end < 2 and c.cue.endswith(":")) for c in m.value)
        for m in _opening_cues(tokens, lexicon)
    )


def _opening_cues(tokens: list[Token], lexicon: Lexicon) -> list[Match[list[Cue]]]:
    """The cues that stand at the start of a row of words."""
    openings = lexicon.cues.opening(lexicon.word(tokens[0].norm).ways) if tokens else ()
    return lexicon.cues.at([fold(t.norm) for t in tokens], 0, openings) if openings else []


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """An overlong sentence in pieces, cut at a mark where there is one near."""
    tokens = sentence.tokens
    if len(tokens) <= LONGEST_SENTENCE:
        yield sentence
        return
    start = 0
    while start < len(tokens):
        end = min(start + LONGEST_SENTENCE, len(tokens))
        for k in range(end - 1, max(start + LONGEST_SENTENCE // 2, end - 60), -1):
            if tokens[k].kind == "mark":
                end = k + 1
                break
        part = tokens[start:end]
        yield Sentence(part[0].start, part[-1].end, sentence.line, part, sentence.ended and end == len(tokens))
        start = end
