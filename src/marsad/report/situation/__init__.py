"""The situation report: one document, built from events, written as HTML, PDF, Word or Markdown.

A format is one module with `render(document) -> bytes` and one line in `FORMATS`.
"""

from __future__ import annotations

from importlib import import_module

from marsad.errors import InputError
from marsad.report.situation.document import Document

FORMATS = {"html": "html", "md": "markdown", "pdf": "pdf", "docx": "word"}  # format: its module here
EXTRA = "report"  # what has to be installed with marsad


def render(document: Document, format: str) -> bytes:
    """The file of a document in one of `FORMATS`; the same document gives the same bytes.

    Raises:
        InputError: a package that the format needs is not installed.
    """
    try:
        made: bytes = import_module(f"{__name__}.{FORMATS[format]}").render(document)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("marsad"):
            raise
        raise InputError(
            f"{format} needs the package {error.name!r}", where="marsad report", hint=f"pip install 'marsad[{EXTRA}]'"
        ) from None
    return made
