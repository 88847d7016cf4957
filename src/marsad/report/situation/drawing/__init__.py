"""Charts and map drawn with matplotlib, in one style and with the bundled fonts; the same data give the same bytes."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from marsad.report.situation.document import Bars, Columns, Drawing
from marsad.report.situation.speech import Speech

Format = Literal["png", "svg"]
_DPI = 200
# Nothing of the machine or the moment goes into a file.
_METADATA = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}


def draw(drawing: Drawing, speech: Speech, format: Format) -> bytes:
    """A picture as PNG (200 dpi) or SVG whose text is paths."""
    with _quiet():
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        from marsad.report.situation.drawing.charts import bars, columns
        from marsad.report.situation.drawing.maps import draw_map

        with _style():
            figure = Figure()
            FigureCanvasAgg(figure)
            if isinstance(drawing, Bars):
                bars(figure, drawing, speech)
            elif isinstance(drawing, Columns):
                columns(figure, drawing, speech)
            else:
                draw_map(figure, drawing, speech)
            out = io.BytesIO()
            figure.savefig(out, format=format, dpi=_DPI, metadata=_METADATA[format])
    return out.getvalue()


@contextmanager
def _quiet() -> Iterator[None]:
    """Matplotlib keeps to itself that it looks for fonts, or has nowhere to note them."""
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


@contextmanager
def _style() -> Iterator[None]:
    """Our fonts, sizes and colours for the time of one picture; letters that a font lacks are no reason to warn."""
    import matplotlib
    from matplotlib import font_manager

    from marsad.report.situation.fonts import FAMILY, paths

    with paths() as files:
        known = {entry.fname for entry in font_manager.fontManager.ttflist}
        for file in files:
            if str(file) not in known:
                font_manager.fontManager.addfont(str(file))
        settings: Any = {
            "font.family": [FAMILY, "DejaVu Sans"], "font.size": 8.5, "axes.edgecolor": "#c3ccd3", "axes.linewidth": 0.7,
            "axes.labelcolor": "#5f6c76", "xtick.color": "#5f6c76", "ytick.color": "#1f2933", "text.color": "#1f2933",
            "xtick.major.size": 0, "ytick.major.size": 0, "text.parse_math": False,
            "svg.fonttype": "path", "svg.hashsalt": "marsad",
            "axes.unicode_minus": False, "hatch.linewidth": 0.6,
        }  # fmt: skip
        with matplotlib.rc_context(settings), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            yield
