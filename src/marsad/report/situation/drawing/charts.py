"""Bars that lie, and columns by day; both run from right to left in Arabic."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from marsad.report.situation.document import Bars, Columns
from marsad.report.situation.speech import Speech

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FAMILIES = {
    "battle": "#b4451f", "remote": "#d99a1c", "civilians": "#77459b", "strategic": "#6b7a85", "demonstration": "#2a62b0",
    "humanitarian": "#0f7a5c",
}  # fmt: skip
_ACCENT, _LIGHT, _INK = "#0a6770", "#e8ecef", "#1f2933"
_WIDTH = 7.0  # inches: the text width of a page
_NAME = 34  # characters of a line of a bar's name


def bars(figure: Figure, drawing: Bars, speech: Speech) -> None:
    """A bar a line, with its value, and its interval where it has one."""
    rtl, shown = speech.language == "ar", drawing.bars
    names = ["\n".join(textwrap.wrap(b.name, _NAME)[:3]) for b in shown]
    lines = sum(max(1.25, 0.85 + 0.55 * (1 + name.count("\n"))) for name in names)
    figure.set_size_inches(_WIDTH, 0.55 + 0.26 * lines)
    axes: Axes = figure.subplots()
    axes.barh(range(len(shown)), [b.value for b in shown], height=0.55, color=_ACCENT, zorder=2)
    most = max(max(b.value, b.high or 0, b.low or 0) for b in shown) or 1.0
    for k, bar in enumerate(shown):
        end = bar.value
        text = speech.number(bar.value)
        if drawing.intervals and bar.low is not None and (bar.high is None or bar.high != bar.low):
            end = max(bar.value, most * 1.04 if bar.high is None else bar.high)
            axes.plot([bar.low, end], [k, k], color=_INK, linewidth=1.1, zorder=3, solid_capstyle="butt")
            for x in (bar.low, *(() if bar.high is None else (bar.high,))):
                axes.plot([x, x], [k - 0.14, k + 0.14], color=_INK, linewidth=1.1, zorder=3)
            if bar.high is None:  # or more: the line ends in an arrow
                axes.plot([end], [k], marker="<" if rtl else ">", color=_INK, markersize=4, zorder=3)
            text = speech.estimate(bar.low, bar.value, bar.high)
        axes.annotate(
            text, (end, k), xytext=(-6 if rtl else 6, 0), textcoords="offset points", va="center",
            ha="right" if rtl else "left", fontsize=8, zorder=4,
        )  # fmt: skip
    axes.set_yticks(range(len(shown)), names)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlim(0, most * 1.42)
    _frame(axes, speech, drawing.axis, horizontal=True)
    figure.set_layout_engine("tight", pad=0.5)


def columns(figure: Figure, drawing: Columns, speech: Speech) -> None:
    """A column a day, the kinds of events on top of each other, with a legend above."""
    rtl = speech.language == "ar"
    figure.set_size_inches(_WIDTH, 2.7)
    axes: Axes = figure.subplots()
    base = [0] * len(drawing.days)
    for stack in drawing.stacks:
        axes.bar(
            range(len(base)), stack.values, bottom=base, width=0.62, color=FAMILIES[stack.family], label=stack.name,
            zorder=2, edgecolor="white", linewidth=0.6,
        )  # fmt: skip
        base = [b + v for b, v in zip(base, stack.values, strict=True)]
    for k, total in enumerate(base):
        if total and len(base) <= 31:
            axes.annotate(
                speech.number(total), (k, total), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=8
            )
    step = max(1, -(-len(base) // 14))
    axes.set_xticks(range(0, len(base), step), drawing.days[::step])
    axes.set_xlim(-0.6, len(base) - 0.4)
    axes.set_ylim(0, max(base) * 1.15 + 0.3)
    _frame(axes, speech, drawing.axis, horizontal=False)
    handles, names = axes.get_legend_handles_labels()
    step = -1 if rtl else 1
    legend = axes.legend(
        handles[::step], names[::step], loc="lower right" if rtl else "lower left",
        bbox_to_anchor=(1.0 if rtl else 0.0, 1.0), ncols=len(names), frameon=False,
        fontsize=7.5, handlelength=0.9, handleheight=0.9, borderaxespad=0.2, columnspacing=1.0, markerfirst=not rtl,
    )  # fmt: skip
    legend.set_zorder(5)
    figure.set_layout_engine("tight", pad=0.5)


def _frame(axes: Axes, speech: Speech, label: str, horizontal: bool) -> None:
    """Quiet axes whose values are whole numbers in our digits; from the right in Arabic."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    rtl = speech.language == "ar"
    value = axes.xaxis if horizontal else axes.yaxis
    value.set_major_locator(MaxNLocator(nbins=5, integer=True))
    value.set_major_formatter(FuncFormatter(lambda x, _: speech.number(x)))
    axes.grid(axis="x" if horizontal else "y", color=_LIGHT, linewidth=0.7, zorder=0)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    if rtl:
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.yaxis.set_label_position("right")
    axes.spines["right" if rtl else "left"].set_visible(horizontal)
    axes.spines["bottom"].set_visible(not horizontal)
    if horizontal:
        axes.set_xlabel(label, fontsize=8, loc="right" if rtl else "left")
    else:
        axes.set_ylabel(label, fontsize=8)
