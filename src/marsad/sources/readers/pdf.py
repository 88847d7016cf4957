"""PDF files with a text layer: one report a file."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator

from marsad.errors import InputError
from marsad.sources.documents import Document, Found, Settings, Source

_PAGES = 2_000
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")


def accepts(source: Source) -> bool:
    """By how it starts."""
    return source.start.lstrip().startswith(b"%PDF")


def read(source: Source, settings: Settings) -> Iterator[Found]:
    """The text of all pages."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is broken is told by us
    if source.size > settings.limits.unpacked:
        raise InputError(f"is larger than {settings.limits.unpacked >> 20} MB", where=source.name)
    try:
        with source.open() as file:
            reader = PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError("is locked with a password", where=source.name)
            if len(reader.pages) > _PAGES:
                raise InputError(f"has more than {_PAGES} pages", where=source.name)
            text = "\n".join(page.extract_text() for page in reader.pages)
            stated = reader.metadata
            title, author = (stated.title, stated.author) if stated else (None, None)
    except InputError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise InputError(f"is no sound PDF: {error or type(error).__name__}", where=source.name) from None
    text = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    if not text.strip():
        raise InputError("has no text layer", where=source.name, hint="It is a scan: read it with an OCR program first")
    yield Document("", text=text, about={"title": title or None, "author": author or None, "url": source.url})
