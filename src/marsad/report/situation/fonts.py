"""The bundled fonts: IBM Plex Sans Arabic, with Latin letters (SIL Open Font License)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file, files
from pathlib import Path

FAMILY = "IBM Plex Sans Arabic"
FILES = {400: "IBMPlexSansArabic-Regular.ttf", 600: "IBMPlexSansArabic-SemiBold.ttf"}


@contextmanager
def paths() -> Iterator[list[Path]]:
    """The fonts as files on disk."""
    with ExitStack() as stack:
        root = files("marsad") / "data" / "fonts"
        yield [stack.enter_context(as_file(root / name)) for name in FILES.values()]


def subset(weight: int, text: str) -> bytes:
    """The font of a weight with what the letters of a text need, as WOFF; its reserved name is left out, as it has to be."""
    from fontTools import subset as cutting
    from fontTools.ttLib import TTFont

    with paths() as known:
        font = TTFont(known[list(FILES).index(weight)], recalcTimestamp=False)
    options = cutting.Options(layout_features=["*"], name_IDs=[0, 13, 14], notdef_outline=True, hinting=False)
    options.drop_tables = [*options.drop_tables, "meta"]
    cutter = cutting.Subsetter(options)
    cutter.populate(text=text + " …0123456789")
    cutter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
