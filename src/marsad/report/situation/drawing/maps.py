"""The map: land, borders, events by kind and number, who holds what, names, legend, scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import cos, log10, radians, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from marsad import resources
from marsad.report.situation.document import Held, Map, Spot
from marsad.report.situation.drawing.charts import FAMILIES
from marsad.report.situation.fonts import FAMILY
from marsad.report.situation.speech import Speech

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

_LAND, _SEA, _BORDER, _DIVISION, _INK = "#f6f4ee", "#dfe8ec", "#8b8f92", "#c9c6bb", "#1f2933"
HOLDERS = ("#3d6fa5", "#c0a03c", "#7a9e4e", "#a5637e", "#5fa3a3", "#8d6a4a", "#7c7caa", "#b0b0b0", "#94795d", "#5c7a5c")
_WIDTH, _TALLEST, _LEAST, _LINE = 7.0, 4.9, 3.2, 0.2  # inches
_SIDE = 8.0  # points: of a square
_LEAST_DEGREES = 0.5  # no map shows less
_MARGIN = 0.14
_DIVIDED = 250  # places whose circles are divided among families
_NAMES, _TRIED = 22, 60  # names that are set, and that are tried: each takes its time
# Where a name may stand beside its point, the best place first: points to the right and up, and how it is set there.
_AROUND = (
    (9, 3, "left", "center"), (-9, 3, "right", "center"), (0, 9, "center", "bottom"), (0, -10, "center", "top"),
    (12, 10, "left", "bottom"), (-12, 10, "right", "bottom"), (12, -12, "left", "top"), (-12, -12, "right", "top"),
    (0, -20, "center", "top"), (0, 17, "center", "bottom"), (20, 0, "left", "center"), (-20, 0, "right", "center"),
)  # fmt: skip
_Circle = tuple[float, float, float]  # longitude and latitude of its centre, radius in points
_KM = 111.2  # a degree of latitude


class _Frame(NamedTuple):
    """What is shown, in degrees."""

    west: float
    south: float
    east: float
    north: float


@cache
def _borders() -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    """Level and points (longitude, latitude) of every line."""
    out = []
    for row in resources.table("gazetteer/borders.tsv"):
        points = (point.split(",") for point in row["line"].split(" "))
        out.append((row["level"], tuple((float(lon), float(lat)) for lat, lon in points)))
    return tuple(out)


def draw_map(figure: Figure, drawing: Map, speech: Speech) -> None:
    """Draw it into an empty figure, the legend below."""
    frame, height = _frame([*((s.lon, s.lat) for s in drawing.spots), *((h.lon, h.lat) for h in drawing.held)])
    rows = max((len(drawing.families) + 1) // 2, (len(drawing.holders) + 2) // 2) + 1
    strip = _LINE * rows + 0.12
    figure.set_size_inches(_WIDTH, height + strip)
    share = strip / (height + strip)
    axes: Axes = figure.add_axes((0.004, share, 0.992, 0.995 - share))
    axes.set_facecolor(_SEA)
    axes.set_xlim(frame.west, frame.east)
    axes.set_ylim(frame.south, frame.north)
    axes.set_aspect("auto")  # the frame has the shape of the picture
    axes.set_xticks([])
    axes.set_yticks([])
    _land(axes, frame)
    unit = _unit(drawing.spots, height)
    circles = _events(axes, drawing.spots, unit)
    squares = _held(axes, drawing, {(x, y): radius for x, y, radius in circles})
    _legend(figure, drawing, speech, share)
    scale = _scale(axes, frame, speech, dict(drawing.labels)["km"])
    figure.canvas.draw()
    renderer: Any = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    taken = [*(artist.get_window_extent(renderer) for artist in scale), *_boxes(axes, [*circles, *squares])]
    _names(axes, _places(drawing), taken, renderer, _NAMES, {"fontsize": 8, "zorder": 8})
    faint = {"fontsize": 9, "zorder": 4, "color": "#8b887c"}
    _names(axes, _divisions(frame, speech), taken, renderer, _NAMES, faint)


def _frame(points: Sequence[tuple[float, float]]) -> tuple[_Frame, float]:
    """The part of the world that holds the points, and the height of the picture in inches."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    middle = radians((south + north) / 2)
    span = max(east - west, north - south, _LEAST_DEGREES)
    west, east = west - _MARGIN * span - 0.02, east + _MARGIN * span + 0.02
    south, north = south - _MARGIN * span - 0.02, north + _MARGIN * span + 0.02
    wide, tall = (east - west) * cos(middle), north - south
    height = min(_TALLEST, max(_LEAST, _WIDTH * tall / wide))
    if _WIDTH / height > wide / tall:
        more = (tall * _WIDTH / height - wide) / cos(middle) / 2
        west, east = west - more, east + more
    else:
        more = (wide * height / _WIDTH - tall) / 2
        south, north = south - more, north + more
    return _Frame(west, south, east, north), height


def _land(axes: Axes, frame: _Frame) -> None:
    """Land, and the lines on it, all alike: none says more than another."""
    from matplotlib.patches import Polygon

    for level, points in _borders():
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) < frame.west or min(xs) > frame.east or max(ys) < frame.south or min(ys) > frame.north:
            continue
        if level == "country":
            land = _clipped(points, frame)
            if land:
                axes.add_patch(Polygon(land, closed=True, facecolor=_LAND, edgecolor="none", zorder=1))
            axes.plot([*xs, xs[0]], [*ys, ys[0]], color=_BORDER, linewidth=0.9, zorder=3, dashes=(5, 1.5, 1, 1.5))
        else:
            axes.plot(xs, ys, color=_DIVISION, linewidth=0.6, zorder=2)


def _clipped(points: Sequence[tuple[float, float]], frame: _Frame) -> list[tuple[float, float]]:
    """A closed outline within the frame (Sutherland and Hodgman): what lies outside would only make the file large."""
    left = list(points)
    for axis, bound, sign in ((0, frame.west, 1), (0, frame.east, -1), (1, frame.south, 1), (1, frame.north, -1)):
        out: list[tuple[float, float]] = []
        for a, b in zip([*left[-1:], *left[:-1]], left, strict=True):
            inside_a, inside_b = sign * (a[axis] - bound) >= 0, sign * (b[axis] - bound) >= 0
            if inside_a != inside_b:
                share = (bound - a[axis]) / (b[axis] - a[axis])
                out.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
            if inside_b:
                out.append(b)
        left = out
    return left


def _unit(spots: Sequence[Spot], height: float) -> float:
    """The radius in points of a circle of one event."""
    most = max((s.events for s in spots), default=1)
    return max(3.2, min(5.0, 0.055 * height * 72 / sqrt(most)))


def _events(axes: Axes, spots: Sequence[Spot], unit: float) -> list[_Circle]:
    """A circle a place, its area the number of events, a sector a family; gives centre and radius in points.

    Of very many places each has the colour of its leading family: sectors are drawn one by one.
    """
    ordered = sorted(spots, key=lambda s: (-s.events, s.lat, s.lon))
    out = [(spot.lon, spot.lat, unit * sqrt(spot.events)) for spot in ordered]
    simple: dict[str, list[_Circle]] = {}
    for spot, (x, y, radius) in zip(ordered, out, strict=True):
        if len(spot.families) == 1 or len(spots) > _DIVIDED:
            simple.setdefault(max(spot.families, key=lambda one: one[1])[0], []).append((x, y, radius))
            continue
        start = 0.25
        for family, n in spot.families:
            _sector(axes, x, y, radius, start, n / spot.events, FAMILIES[family])
            start += n / spot.events
    for family, circles in simple.items():
        _circles(axes, circles, facecolors=FAMILIES[family], alpha=0.85, linewidths=0, zorder=5)
    _circles(axes, out, facecolors="none", edgecolors="white", linewidths=0.8, zorder=6)
    return out


def _circles(axes: Axes, circles: Sequence[_Circle], **style: Any) -> None:
    """Circles of one style."""
    if circles:
        xs, ys, radii = zip(*circles, strict=True)
        axes.scatter(xs, ys, s=[(2 * radius) ** 2 for radius in radii], marker="o", **style)


def _sector(axes: Axes, x: float, y: float, radius: float, start: float, share: float, colour: str) -> None:
    """A sector of a circle as a marker, so that its size is that of the page."""
    import numpy
    from matplotlib.path import Path

    wedge = Path.wedge(360 * start, 360 * (start + share))
    # A marker is scaled by its largest coordinate; that of a sector of less than a quarter is below one.
    reach = float(numpy.abs(wedge.vertices).max()) or 1.0
    axes.scatter([x], [y], marker=wedge, s=(2 * radius * reach) ** 2, color=colour, alpha=0.85, linewidths=0, zorder=5)


def _held(axes: Axes, drawing: Map, radii: Mapping[tuple[float, float], float]) -> list[_Circle]:
    """A square a place, divided among those who are said to hold it; below the circle of its events."""
    colours = dict(zip(drawing.holders, HOLDERS * (1 + len(drawing.holders) // len(HOLDERS)), strict=False))
    out = []
    for one in drawing.held:
        x, y = round(one.lon, 3), round(one.lat, 3)
        below = radii.get((x, y))
        down = 0.0 if below is None else below + 0.75 * _SIDE
        _square(axes, one, [colours[name] for name in one.holders], down)
        px, py = axes.transData.transform((x, y))
        dots = _figure_of(axes).dpi / 72
        lon, lat = axes.transData.inverted().transform((px, py - down * dots))
        out.append((float(lon), float(lat), 0.75 * _SIDE))
    return out


def _figure_of(axes: Axes) -> Figure:
    """The figure that holds axes."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    return figure


def _square(axes: Axes, one: Held, colours: Sequence[str], down: float) -> None:
    from matplotlib.offsetbox import AnnotationBbox, DrawingArea
    from matplotlib.patches import Rectangle

    area = DrawingArea(_SIDE, _SIDE, 0, 0)
    for k, colour in enumerate(colours):
        width = _SIDE / len(colours)
        area.add_artist(Rectangle((k * width, 0), width, _SIDE, facecolor=colour, edgecolor="none"))
    area.add_artist(Rectangle((0, 0), _SIDE, _SIDE, facecolor="none", edgecolor=_INK, linewidth=0.9))
    box = AnnotationBbox(
        area, (one.lon, one.lat), xybox=(0, -down), boxcoords="offset points", frameon=False, pad=0, zorder=7,
    )  # fmt: skip
    axes.add_artist(box)


def _boxes(axes: Axes, circles: Sequence[_Circle]) -> list[Bbox]:
    """What circles take up, in pixels."""
    from matplotlib.transforms import Bbox

    dots = _figure_of(axes).dpi / 72
    out = []
    for x, y, radius in circles:
        px, py = axes.transData.transform((x, y))
        reach = 0.8 * radius * dots
        out.append(Bbox.from_extents(px - reach, py - reach, px + reach, py + reach))
    return out


def _places(drawing: Map) -> list[tuple[str, float, float]]:
    """The names to be set, those of most events first, with longitude and latitude."""
    sizes: dict[str, tuple[int, float, float]] = {}
    for spot in sorted(drawing.spots, key=lambda s: -s.events):
        n, lon, lat = sizes.get(spot.name, (0, spot.lon, spot.lat))
        sizes[spot.name] = (n + spot.events, lon, lat)
    for one in drawing.held:
        sizes.setdefault(one.name, (0, one.lon, one.lat))
    ordered = sorted(sizes.items(), key=lambda item: (-item[1][0], item[0]))
    return [(name, lon, lat) for name, (_, lon, lat) in ordered[:_TRIED]]


def _divisions(frame: _Frame, speech: Speech) -> list[tuple[str, float, float]]:
    """The names of first-level divisions whose point is shown."""
    out = []
    for row in resources.table("gazetteer/admin.tsv"):
        if row["level"] == "admin1" and row["lat"] and row["lon"]:
            lat, lon = float(row["lat"]), float(row["lon"])
            if frame.south < lat < frame.north and frame.west < lon < frame.east:
                name = row["name_ar" if speech.language == "ar" else "name_en"]
                out.append((speech("chart.division", name=name), lon, lat))
    return out


def _names(
    axes: Axes,
    names: Iterable[tuple[str, float, float]],
    taken: list[Bbox],
    renderer: Any,
    most: int,
    style: Mapping[str, Any],
) -> None:
    """Set names beside their points, where there is room for them; what they take up is added to `taken`."""
    from matplotlib import patheffects

    frame = axes.get_window_extent(renderer)
    halo = [patheffects.withStroke(linewidth=2.2, foreground="white", alpha=0.9)]
    shown = 0
    for name, lon, lat in names:
        for dx, dy, ha, va in _AROUND:
            text = axes.annotate(name, (lon, lat), xytext=(dx, dy), textcoords="offset points", ha=ha, va=va,
                                 path_effects=halo, **style)  # fmt: skip
            box = text.get_window_extent(renderer)
            inside = box.x0 > frame.x0 and box.x1 < frame.x1 and box.y0 > frame.y0 and box.y1 < frame.y1
            if inside and not any(box.overlaps(other) for other in taken):
                taken.append(box)
                shown += 1
                break
            text.remove()
        if shown >= most:
            break


def _legend(figure: Figure, drawing: Map, speech: Speech, share: float) -> None:
    """What circles and squares mean, below the map: events on the side where a line begins, holders on the other."""
    from matplotlib.lines import Line2D

    words = dict(drawing.labels)
    circles = [
        Line2D([], [], linestyle="none", marker="o", markersize=6, color=FAMILIES[family], label=name)
        for family, name in drawing.families
    ]
    squares = [
        Line2D([], [], linestyle="none", marker="s", markersize=6, markerfacecolor=HOLDERS[k % len(HOLDERS)],
               markeredgecolor=_INK, markeredgewidth=0.7, label=name)
        for k, name in enumerate(drawing.holders)
    ]  # fmt: skip
    if any(len(one.holders) > 1 for one in drawing.held):
        squares.append(
            Line2D([], [], linestyle="none", marker="s", markersize=6, fillstyle="left", markerfacecolor="#555555",
                   markerfacecoloralt="#dddddd", markeredgecolor=_INK, markeredgewidth=0.7, label=words["rivals"])
        )  # fmt: skip
    for handles, head, first in ((circles, "events_here", True), (squares, "control_points", False)):
        if handles:
            _block(figure, handles, words[head], share, first, speech.language == "ar")


def _block(figure: Figure, handles: list[Any], head: str, share: float, first: bool, rtl: bool) -> None:
    """One half of the legend."""
    from matplotlib.font_manager import FontProperties

    right = rtl == first
    half = -(-len(handles) // 2)
    if rtl and len(handles) > 1:  # its columns run from left to right: the first belongs at the right
        handles = [*handles[half:], *([_nothing()] if len(handles) % 2 else []), *handles[:half]]
    legend = figure.legend(
        handles=handles, loc="upper right" if right else "upper left", bbox_to_anchor=(0.998 if right else 0.002, share),
        fontsize=7.5, frameon=False, borderpad=0.3, labelspacing=0.35, handlelength=1.0, markerfirst=not rtl, ncols=2,
        alignment="right" if rtl else "left", title=head, columnspacing=1.4,
        title_fontproperties=FontProperties(family=[FAMILY], weight=600, size=7.5),
    )  # fmt: skip
    legend.set_zorder(10)


def _nothing() -> Any:
    """An empty line of a legend."""
    from matplotlib.lines import Line2D

    return Line2D([], [], linestyle="none", label=" ")


def _scale(axes: Axes, frame: _Frame, speech: Speech, unit: str) -> list[Any]:
    """A bar of a round number of kilometres, about a fifth of the width."""
    per_degree = _KM * cos(radians((frame.south + frame.north) / 2))
    wanted = (frame.east - frame.west) * per_degree / 5
    power = 10 ** int(log10(wanted))
    km = max(step * power for step in (1, 2, 5) if step * power <= wanted)
    width, rtl = km / per_degree / (frame.east - frame.west), speech.language == "ar"
    left = 0.03 if rtl else 0.97 - width
    [bar] = axes.plot([left, left + width], [0.03, 0.03], color=_INK, linewidth=2, transform=axes.transAxes, zorder=10,
                      solid_capstyle="butt")  # fmt: skip
    text = axes.text(left + width / 2, 0.04, f"{speech.number(km)} {unit}", ha="center", va="bottom", fontsize=7.5,
                     transform=axes.transAxes, zorder=10)  # fmt: skip
    return [bar, text]
