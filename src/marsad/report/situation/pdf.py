"""The report as PDF, set by Typst: tagged, with the bundled fonts, from nothing but the document.

What reports say goes to Typst as data (JSON), never as source, so that nothing in it can act as markup.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from marsad.report.situation.document import Block, Document, Evidence, Picture, Section, Table
from marsad.report.situation.drawing import draw
from marsad.report.situation.fonts import paths
from marsad.report.situation.speech import Speech

_STANDARD: Final = "ua-1"  # accessible: tagged, with alternative texts


def render(document: Document) -> bytes:
    """The file; the same document gives the same bytes."""
    import typst

    speech = Speech.of(document)
    with tempfile.TemporaryDirectory() as folder, paths() as fonts:
        root = Path(folder)
        template = (files("marsad.report") / "templates" / "situation.typ").read_text(encoding="utf-8")
        (root / "main.typ").write_text(template, encoding="utf-8")
        (root / "document.json").write_text(json.dumps(_data(document, speech), ensure_ascii=True), encoding="utf-8")
        for section in document.sections:
            for block in section.blocks:
                if isinstance(block, Picture):
                    (root / f"{block.name}.svg").write_bytes(draw(block.drawing, speech, "svg"))
        made = typst.compile(
            str(root / "main.typ"), root=str(root), font_paths=[str(fonts[0].parent)], ignore_system_fonts=True,
            format="pdf", pdf_standards=_STANDARD, timestamp=0,
        )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _data(document: Document, speech: Speech) -> dict[str, Any]:
    """What the template reads."""
    return {
        "language": document.language, "rtl": document.rtl, "digits": document.digits, "title": document.title,
        "period": "".join(part.text for part in document.about[0][1]), "about": document.about,
        "sections": [_section(section) for section in document.sections],
        "evidence_title": speech("section.evidence"),
        "evidence": [_evidence(one, speech) for one in document.evidence],
    }  # fmt: skip


def _section(section: Section) -> dict[str, Any]:
    return {"title": section.title, "blocks": [_block(block, section) for block in section.blocks]}


def _block(block: Block, section: Section) -> dict[str, Any]:
    if isinstance(block, Picture):
        return {
            "kind": "Picture", "file": f"{block.name}.svg", "caption": block.caption, "alternative": block.alternative,
            "values": asdict(block.values) if block.values is not None else None, "evident": _evident(block),
        }  # fmt: skip
    data = asdict(block) | {"kind": type(block).__name__}
    if isinstance(block, Table):
        data["named"] = block.caption != section.title
    return data


def _evident(picture: Picture) -> bool:
    """Whether the values of a picture lead to evidence; others are written in the picture already."""
    return picture.values is not None and any(p.kind == "ref" for row in picture.values.rows for c in row for p in c)


def _evidence(one: Evidence, speech: Speech) -> dict[str, Any]:
    told = (one.speaker, one.outlet, speech.short_day(one.published) if one.published else "")
    return {
        "number": one.number, "words": one.words, "from": [text for text in told if text], "url": one.url,
        "ids": f"{one.report[:24]} {one.claim}",
    }  # fmt: skip
