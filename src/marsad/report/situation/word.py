"""The report as a Word document: real headings, tables and links; right to left where the language is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

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
from marsad.report.situation.drawing import draw
from marsad.report.situation.fonts import FAMILY
from marsad.report.situation.speech import Speech
from marsad.report.words import Part, Parts

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.text.paragraph import Paragraph as Line
    from docx.text.run import Run

_FALLBACK = "Arial"  # Word takes it where the fonts of the report are not installed
_ACCENT, _SOFT, _INK = "0A6770", "56636D", "1F2933"
_MARGIN_CM, _TEXT_CM = 1.9, 17.2
_SHARES = {"narrow": 1.0, "normal": 1.7, "wide": 3.0}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows: nothing tells when it was made


def render(document: Document) -> bytes:
    """The file; the same document gives the same bytes."""
    return _same_each_time(_Writer(document).write())


def _same_each_time(file: File) -> bytes:
    """The bytes of a file without the time at which it was packed."""
    packed, out = io.BytesIO(), io.BytesIO()
    file.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


class _Writer:
    """Writes one document. `rtl` texts get the marks that Word needs: on paragraphs, runs and tables."""

    def __init__(self, document: Document) -> None:
        import docx

        self.document, self.speech, self.rtl = document, Speech.of(document), document.rtl
        self.file = docx.Document()
        self.anchors = 0

    def write(self) -> File:
        self._set_up()
        self._heading(self.document.title, 0)
        for name, value in self.document.about:
            line = self._line([Part(f"{name}: ", "strong"), *value])
            self._tight(line)
        for section in self.document.sections:
            self._heading(section.title, 1)
            for block in section.blocks:
                self._block(block, section.title)
        if self.document.evidence:
            self._heading(self.speech("section.evidence"), 1)
            for one in self.document.evidence:
                self._evidence(one)
        return self.file

    # -- the file --

    def _set_up(self) -> None:
        from docx.shared import Cm, Pt, RGBColor

        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
        if self.rtl:
            _mark(section._sectPr, "w:bidi")
        language = {"ar": "ar-SA", "en": "en-GB"}
        for name, size, colour in (
            ("Normal", 9.5, _INK), ("Title", 20.0, _INK), ("Heading 1", 13.5, _ACCENT), ("Heading 2", 11.0, _INK),
            ("List Bullet", 9.5, _INK),
        ):  # fmt: skip
            style: Any = self.file.styles[name]
            style.font.name, style.font.size, style.font.color.rgb = FAMILY, Pt(size), RGBColor.from_string(colour)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
                fonts.attrib.pop(_name(key), None)
            for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(_name(key), FAMILY)
            _mark(style.element.rPr, "w:szCs", str(int(size * 2)))
            _mark(style.element.rPr, "w:lang", language[self.document.language], bidi="ar-SA")
        title = self.file.styles["Title"].element.pPr
        title.remove(title.find(_name("w:pBdr")))  # its line runs through Arabic letters
        properties = self.file.core_properties
        properties.title, properties.author, properties.language = (
            self.document.title[:255],
            "marsad",
            self.document.language,
        )
        properties.comments = properties.keywords = ""

    # -- blocks --

    def _block(self, block: Block, title: str) -> None:
        if isinstance(block, Paragraph):
            self._line(block.parts, small=block.style == "note")
        elif isinstance(block, Heading):
            self._fill(self._directed(self.file.add_heading("", 2)), block.parts)
        elif isinstance(block, Bullets):
            for item in block.items:
                self._fill(self._directed(self.file.add_paragraph(style="List Bullet")), item)
        elif isinstance(block, Cards):
            self._cards(block)
        elif isinstance(block, Table):
            self._table(block, block.caption != title)
        elif isinstance(block, Picture):
            self._picture(block)

    def _heading(self, text: str, level: int) -> None:
        self._fill(self._directed(self.file.add_heading("", level)), [Part(text, "label")])

    def _line(self, parts: Parts, small: bool = False) -> Line:
        line = self._directed(self.file.add_paragraph())
        self._fill(line, parts, small)
        return line

    def _directed(self, line: Line, rtl: bool | None = None) -> Line:
        """A paragraph in the direction of the language, or of Arabic words."""
        if self.rtl if rtl is None else rtl:
            _mark(line._p.get_or_add_pPr(), "w:bidi")
        return line

    def _tight(self, line: Line) -> None:
        from docx.shared import Pt

        line.paragraph_format.space_after = line.paragraph_format.space_before = Pt(1)

    def _cards(self, block: Cards) -> None:
        columns = 3
        table = self._grid(-(-len(block.cards) // columns), columns, [_TEXT_CM / columns] * columns)
        for k, card in enumerate(block.cards):
            cell = table.cell(k // columns, k % columns)
            lines: tuple[tuple[Parts, bool], ...] = (
                ([Part(card.name, "label")], False), ([Part(card.value, "strong")], False),
                ([Part(card.interval, "label")], True), ([Part(card.base, "label")], True), (card.refs, False),
            )  # fmt: skip
            self._cell(cell, [line for line in lines if line[0] and line[0][0].text])
            _shade(cell, "EEF4F4")
            self._enlarge(cell.paragraphs[1])
        self._gap()

    def _enlarge(self, line: Line) -> None:
        from docx.shared import Pt, RGBColor

        for run in line.runs:
            run.font.size, run.font.color.rgb = Pt(18), RGBColor.from_string(_ACCENT)
            _mark(run._r.get_or_add_rPr(), "w:szCs", "36")

    def _table(self, table: Table, named: bool) -> None:
        if named:
            line = self._line([Part(table.caption, "strong")])
            line.paragraph_format.keep_with_next = True
        total = sum(_SHARES[c.width] for c in table.columns)
        grid = self._grid(
            1 + len(table.rows), len(table.columns), [_TEXT_CM * _SHARES[c.width] / total for c in table.columns]
        )
        for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
            self._cell(cell, [([Part(column.name, "strong")], True)])
        _mark(grid.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        for row, members in zip(grid.rows[1:], table.rows, strict=True):
            _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
            for cell, parts in zip(row.cells, members, strict=True):
                self._cell(cell, [(parts, True)] if parts else [])
        self._gap()

    def _grid(self, rows: int, columns: int, widths: Sequence[float]) -> Any:
        """A table with lines below its rows; its first column stands at the right in Arabic."""
        from docx.shared import Cm

        table = self.file.add_table(rows, columns)
        table.autofit = False
        properties = table._tbl.tblPr
        if self.rtl:
            _mark(properties, "w:bidiVisual")
        borders = _mark(properties, "w:tblBorders")
        for side in ("bottom", "insideH"):
            _mark(borders, f"w:{side}", "single", sz="4", space="0", color="DFE4E8")
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        return table

    def _cell(self, cell: Any, lines: Iterable[tuple[Parts, bool]]) -> None:
        """Paragraphs into a cell, each with whether it is small."""
        first = True
        for parts, small in lines:
            line = cell.paragraphs[0] if first else cell.add_paragraph()
            first = False
            quote = bool(parts) and parts[0].kind == "quote"
            self._tight(self._directed(line, True if quote else None))
            self._fill(line, parts, small)
        if first:
            self._directed(cell.paragraphs[0])

    def _gap(self) -> None:
        self._tight(self._directed(self.file.add_paragraph()))

    def _picture(self, picture: Picture) -> None:
        from docx.shared import Cm

        line = self._line([Part(picture.caption, "strong")])
        line.paragraph_format.keep_with_next = True
        held = self._directed(self.file.add_paragraph())
        shape = held.add_run().add_picture(io.BytesIO(draw(picture.drawing, self.speech, "png")), width=Cm(_TEXT_CM))
        about = shape._inline.docPr
        about.set("descr", picture.alternative)
        about.set("title", picture.caption)
        about.set("name", picture.name)
        if picture.values is not None:
            self._table(picture.values, False)

    def _evidence(self, one: Evidence) -> None:
        line = self._directed(self.file.add_paragraph(), True)
        self._bookmark(line, f"e{one.number}")
        line.paragraph_format.keep_with_next = True
        self._tight(line)
        number = Part(self.speech.figures(str(one.number)) + "  ", "strong")
        self._fill(line, [number, Part(one.words, "quote")])
        told = [t for t in (one.speaker, one.outlet) if t]
        parts = self.speech.joined([[Part(text, "words")] for text in told])
        if one.published:
            parts += [Part(" · " if parts else "", "label"), Part(self.speech.short_day(one.published), "number")]
        ids = Part(f"  {one.report[:24]} {one.claim}", "value")
        source = self._line(
            [*parts, Part(" ", "label"), *([Part(one.url + " ", "value")] if one.url else []), ids], True
        )
        self._tight(source)

    # -- text --

    def _fill(self, line: Line, parts: Parts, small: bool = False) -> None:
        for part in parts:
            if part.kind == "ref":
                self._link(line, part.text, small)
            elif part.text:
                text = f"«{part.text}» " if part.kind == "quote" else part.text
                self._style(line.add_run(text), part, small)

    def _style(self, run: Run, part: Part, small: bool) -> None:
        from docx.shared import Pt, RGBColor

        properties = run._r.get_or_add_rPr()
        if part.kind == "strong":
            run.bold = True
            _mark(properties, "w:bCs")
        if small:
            run.font.size = Pt(8.5)
            _mark(properties, "w:szCs", "17")
            run.font.color.rgb = RGBColor.from_string(_SOFT if part.kind != "quote" else _INK)
        if _runs_right(part.text, part.kind == "value" or (part.kind == "label" and not self.rtl)):
            _mark(properties, "w:rtl")

    def _link(self, line: Line, number: str, small: bool) -> None:
        """A reference that leads to its evidence."""
        from docx.oxml import OxmlElement
        from docx.shared import RGBColor

        link = OxmlElement("w:hyperlink")
        link.set(_name("w:anchor"), f"e{number}")
        run = line.add_run(f"[{self.speech.figures(number)}]")
        self._style(run, Part(number, "label"), True)
        run.font.color.rgb = RGBColor.from_string(_ACCENT)
        if self.rtl:
            _mark(run._r.get_or_add_rPr(), "w:rtl")
        line._p.remove(run._r)
        link.append(run._r)
        line._p.append(link)

    def _bookmark(self, line: Line, name: str) -> None:
        from docx.oxml import OxmlElement

        self.anchors += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(_name("w:id"), str(self.anchors))
            if tag == "w:bookmarkStart":
                mark.set(_name("w:name"), name)
            line._p.append(mark)


def _runs_right(text: str, left: bool) -> bool:
    """Whether a run is to be marked as right to left: where it has Arabic letters or digits, and is no code."""
    return not left and any("\u0590" <= char <= "\u08ff" for char in text)


def _shade(cell: Any, colour: str) -> None:
    _mark(cell._tc.get_or_add_tcPr(), "w:shd", "clear", color="auto", fill=colour)


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)


# Word wants the members of these in an order of their own; python-docx keeps that of those it knows itself.
_AFTER = {
    "w:bidi": ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
               "w:jc", "w:textAlignment", "w:outlineLvl", "w:rPr", "w:sectPr", "w:docGrid", "w:rtlGutter"),
    "w:bidiVisual": ("w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout",
                     "w:tblCellMar", "w:tblLook"),
    "w:tblBorders": ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
    "w:bCs": ("w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:lang", "w:rtl"),
    "w:szCs": ("w:highlight", "w:u", "w:rtl", "w:cs", "w:lang"),
    "w:rtl": ("w:cs", "w:lang"),
    "w:lang": (),
}  # fmt: skip


def _mark(parent: Any, tag: str, value: str | None = None, **more: str) -> Any:
    """A property of an element, once, where Word looks for it."""
    from docx.oxml import OxmlElement

    found = parent.find(_name(tag))
    if found is None:
        found = OxmlElement(tag)
        later = next((child for child in parent if child.tag in {_name(t) for t in _AFTER.get(tag, ())}), None)
        if later is None:
            parent.append(found)
        else:
            later.addprevious(found)
    if value is not None:
        found.set(_name("w:val"), value)
    for key, text in more.items():
        found.set(_name(f"w:{key}"), text)
    return found
