"""The report as a page that stands alone: fonts and pictures inside, no script, nothing loaded."""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING, Any

from marsad.report.situation.document import Document, Map, Picture
from marsad.report.situation.drawing import Format, draw
from marsad.report.situation.fonts import FILES, subset
from marsad.report.situation.speech import Speech

if TYPE_CHECKING:
    from jinja2 import Template

_MIME: dict[Format, str] = {"png": "image/png", "svg": "image/svg+xml"}


def render(document: Document) -> bytes:
    """The page as UTF-8."""
    speech = Speech.of(document)

    drawn: dict[str, str] = {}

    def picture(block: Picture) -> str:
        if block.name not in drawn:
            drawn[block.name] = base64.b64encode(draw(block.drawing, speech, _format(block))).decode()
        return drawn[block.name]

    context: dict[str, Any] = {
        "doc": document, "dir": "rtl" if document.rtl else "ltr", "label": document.labels, "picture": picture, "mime": lambda p: _MIME[_format(p)],
        "digits": lambda value: speech.figures(str(value)), "day": speech.short_day, "fonts": (),
    }  # fmt: skip
    letters = "".join(sorted(set(_template().render(**context))))
    context["fonts"] = [(weight, base64.b64encode(subset(weight, letters)).decode()) for weight in FILES]
    return _template().render(**context).encode("utf-8", "replace")


def _format(picture: Picture) -> Format:
    """Charts as lines that stay sharp; a map has too many of them."""
    return "png" if isinstance(picture.drawing, Map) else "svg"


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader

    loader = PackageLoader("marsad.report")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
        "situation.html"
    )
