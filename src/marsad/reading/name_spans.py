"""Where names stand in the text of a report: without the clitics that are written with them."""

from __future__ import annotations

from marsad.model import Span
from marsad.reading.phrase import Phrase
from marsad.reading.view import View

_LABELS = frozenset({"terrorist", "takfiri", "extremist", "putschist"})


def name_offsets(view: View, first: int, last: int) -> tuple[int, int]:
    """The stretch of raw text of tokens [first, last) without the clitics written with the first."""
    start, end = view.span(first, last)
    word, token = view.words[first], view.tokens[first]
    # «وقوات», «لقوات», «بقصف»: the clitic is no part of the name; «للجيش» keeps its letters
    cut = 1 if first in view.glued else 0
    for clitic in (word.conj if not cut else "", word.pre if word.pre != "ك" else ""):
        if clitic and token.norm[cut : cut + len(clitic)] == clitic and len(token.norm) - cut > 3:
            if clitic == "ل" and token.norm[cut:].startswith("لل"):
                break
            cut += len(clitic)
    if cut and token.raw[:cut] == token.norm[:cut]:
        start += cut
    return start, end


def name_span(view: View, tokens: tuple[int, int], text: str) -> Span:
    """The name of a place at these tokens, in the text of its report."""
    start, end = name_offsets(view, *tokens)
    match = view.places.get(tokens[0])
    if match is not None and not match.prep and not match.conj and tokens[0] not in view.glued:
        start = view.tokens[tokens[0]].start  # «بعقوبة»: the first letter is its own
    elif match is not None and tokens[0] not in view.glued:
        token, cut = view.tokens[tokens[0]], match.conj + match.prep
        if token.raw.startswith(cut) and not token.raw.startswith("لل", len(match.conj)):
            start = token.start + len(cut)  # «ببغداد»
    return Span(start, end, text[start:end])


def ends_as_name(view: View, phrase: Phrase, end: int) -> bool:
    """«تنظيم … الموالي ل…»: behind the name of a body no more need be said of whose it is."""
    after = phrase.name_span[1] if phrase.name_span is not None else end
    own = all(n.manner == "full" and not n.body.id.startswith("generic:") for n in phrase.names)
    if after >= end or not view.words[after].definite or not own:
        return False
    return any(m.belonging for m in view.words[after].modifiers)


def without_label(view: View, start: int, end: int) -> int:
    """«داعش الإرهابي», «ميليشيا … الانقلابية»: what its enemies call a body is no part of its name."""
    while end - start > 1 and any(m.people in _LABELS for m in view.words[end - 1].modifiers):
        if end - start == 2 and view.words[start].nouns:
            return end  # «الجماعة الإرهابية»
        end -= 1
    return end
