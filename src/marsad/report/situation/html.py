"""The report as a page that stands alone: fonts and pictures inside, no script, nothing loaded."""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING

from marsad.report.situation.document import Document, Picture
from marsad.report.situation.drawing import draw
from marsad.report.situation.fonts import FILES, subset
from marsad.report.situation.speech import Speech

if TYPE_CHECKING:
    from jinja2 import Template


def render(document: Document) -> bytes:
    """The page as UTF-8."""
    speech = Speech.of(document)

    drawn: dict[str, str] = {}

    def picture(block: Picture) -> str:
        if block.name not in drawn:
            drawn[block.name] = base64.b64encode(draw(block.drawing, speech, "svg")).decode()
        return drawn[block.name]

    context = {
        "doc": document, "dir": "rtl" if document.rtl else "ltr", "label": document.labels, "picture": picture,
        "digits": lambda value: speech.figures(str(value)), "day": speech.short_day, "fonts": (),
    }  # fmt: skip
    letters = "".join(sorted(set(_template().render(**context))))
    context["fonts"] = [(weight, base64.b64encode(subset(weight, letters)).decode()) for weight in FILES]
    return _template().render(**context).encode("utf-8", "replace")


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader

    loader = PackageLoader("marsad.report")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template("situation.html")
