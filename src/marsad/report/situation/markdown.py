"""The report as Markdown (GitHub's kind): tables as pipes, pictures as what they say and their values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.report.situation.document import (
    Block,
    Bullets,
    Cards,
    Document,
    Evidence,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from marsad.report.situation.speech import Speech
from marsad.report.words import Part, Parts

# What has a meaning in the middle of a line (addresses become links by themselves), and at its start.
_MEANING = re.compile(r"([\\`*_\[\]<>#|~!&$@{}]|(?<=www)\.|:(?=//)|^[-+=]|(?<=^\d)[.)])", re.IGNORECASE)
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_FSI, _LRI, _PDI = "\u2068", "\u2066", "\u2069"


def render(document: Document) -> bytes:
    """The text as UTF-8."""
    return "".join(f"{line}\n" for line in _Writer(document).lines()).encode("utf-8", "replace")


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line.

    >>> escaped("a|b <i> [c](d) #1")
    'a\\\\|b \\\\<i\\\\> \\\\[c\\\\](d) \\\\#1'
    """
    return _MEANING.sub(r"\\\1", " ".join(text.split()))


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document, self.speech = document, Speech.of(document)
        self.foreign = _LATIN if document.rtl else _ARABIC  # letters of the other direction

    def lines(self) -> Iterator[str]:
        document = self.document
        if document.rtl:
            yield '<div dir="rtl" lang="ar">'
            yield ""
        yield f"# {escaped(document.title)}"
        yield ""
        for name, value in document.about:
            yield f"- **{escaped(name)}**: {self.parts(value)}"
        for section in document.sections:
            yield ""
            yield f'## <a id="{section.id}"></a>{escaped(section.title)}'
            for block in section.blocks:
                yield ""
                yield from self.block(block)
        if document.evidence:
            yield ""
            yield f'## <a id="evidence"></a>{escaped(self.speech("section.evidence"))}'
            yield ""
            for one in document.evidence:
                yield self.evidence(one)
        if document.rtl:
            yield ""
            yield "</div>"

    def block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph):
            text = self.parts(block.parts)
            yield f"*{text}*" if block.style == "note" and not text.endswith(" ") else text
        elif isinstance(block, Heading):
            yield f"### {self.parts(block.parts)}"
        elif isinstance(block, Bullets):
            for item in block.items:
                yield f"- {self.parts(item)}"
        elif isinstance(block, Cards):
            for card in block.cards:
                rest = [escaped(text) for text in (card.interval, card.base) if text]
                told = f" ({self.speech.comma.join(rest)})" if rest else ""
                yield f"- {escaped(card.name)}: **{escaped(card.value)}**{told} {self.parts(card.refs)}"
        elif isinstance(block, Table):
            yield from self.table(block)
        elif isinstance(block, Picture):
            yield f"**{escaped(block.caption)}**"
            yield ""
            yield escaped(block.alternative)
            if block.values is not None:
                yield ""
                yield from self.table(block.values)

    def table(self, table: Table) -> Iterator[str]:
        end = ":--" if self.document.rtl else "--:"  # the end of a line
        start = "--:" if self.document.rtl else ":--"
        yield f"| {' | '.join(escaped(c.name) for c in table.columns)} |"
        yield f"| {' | '.join(end if c.figures else start for c in table.columns)} |"
        for row in table.rows:
            yield f"| {' | '.join(self.parts(cell) for cell in row)} |"

    def evidence(self, one: Evidence) -> str:
        told = [one.speaker, one.outlet, self.speech.short_day(one.published) if one.published else ""]
        said = " · ".join(self.words(text) for text in told if text)
        ids = f"{one.report[:24]} {one.claim}"
        link = f" <{one.url.translate(_IN_LINK)}>" if one.url else ""
        number = escaped(self.speech.figures(str(one.number)))
        return f'- <a id="e{one.number}"></a>**{number}** «{self.words(one.words)}» — {said}{link} {_LRI}{escaped(ids)}{_PDI}'

    def parts(self, parts: Parts) -> str:
        return "".join(map(self.part, parts)).strip()

    def part(self, part: Part) -> str:
        if part.kind == "ref":
            return f"[\\[{escaped(self.speech.figures(part.text))}\\]](#e{part.text})"
        if part.kind == "words":
            return self.words(part.text)
        if part.kind == "quote":
            return f"«{self.words(part.text)}» "
        if part.kind == "value":
            return f"{_LRI}{escaped(part.text)}{_PDI}"
        text = _kept(part.text)
        return f"**{text}**" if part.kind == "strong" else text

    def words(self, text: str) -> str:
        """Words of a report; those of the other direction stand for themselves."""
        return f"{_FSI}{escaped(text)}{_PDI}" if self.foreign.search(text) else escaped(text)


# What would end an address or the line it stands on.
_IN_LINK = str.maketrans({char: f"%{ord(char):02X}" for char in "<> \\|\"'`()[]{}"})


def _kept(text: str) -> str:
    """A text with the spaces at its ends, which part it from its neighbours."""
    inner = escaped(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
