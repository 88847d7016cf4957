"""What of a page is the report: headline and body, without menus, related stories, captions and repeats."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.language.ar.tokens import Sentence

_HEADLINE_TOKENS = 26


def kept(sentences: list[Sentence]) -> Iterator[tuple[Sentence, bool]]:
    """The sentences of the report in order, each with whether it is a headline."""
    lines: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        lines.setdefault(sentence.line, []).append(sentence)
    seen: set[tuple[str, ...]] = set()
    first = min(lines, default=0)
    for line, members in lines.items():
        key = tuple(t.norm for s in members for t in s.tokens if t.kind != "mark")
        if key in seen and len(key) > 3:
            continue
        seen.add(key)
        headline = line == first and len(lines) > 1 and len(members) == 1 and not members[0].ended and len(members[0].tokens) <= _HEADLINE_TOKENS
        for sentence in members:
            yield sentence, headline
