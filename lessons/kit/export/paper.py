"""A drawing as PNG or PDF: matplotlib, by its object interface and without a screen.

It is imported only when a file is asked for, so no page waits for it.
"""

import io
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lessons.kit.export.drawing import BASELINE, Box, Drawing, Pixels, Shape, Stroke, Text
from lessons.kit.grid.scale import SURFACE, Rgb

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

Kind = Literal["png", "pdf"]

DOTS_PER_INCH = 200
PIXELS_PER_INCH = 96
POINTS_PER_PIXEL = 72 / PIXELS_PER_INCH
ALIGNMENT: dict[str, Any] = {"start": "left", "middle": "center", "end": "right"}
# Without the date and the program's version the same state gives the same bytes.
NO_METADATA: dict[Kind, dict[str, None]] = {
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
# Many visitors, two cores: one file after another keeps memory and the other visitors' pages steady.
one_at_a_time = threading.Lock()


@cache
def font_file(*, bold: bool = False, code: bool = False) -> Path:
    """Return the font that matplotlib brings along: the same digits on every machine."""
    import matplotlib as mpl

    name = "DejaVuSansMono.ttf" if code else "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(mpl.get_data_path(), "fonts", "ttf", name)


@cache
def _font(*, bold: bool, code: bool) -> "FontProperties":
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=font_file(bold=bold, code=code))


def _colour(colour: Rgb) -> tuple[float, float, float]:
    red, green, blue = (channel / 255 for channel in colour)
    return red, green, blue


def _draw_box(axes: "Axes", box: Box, order: int) -> None:
    from matplotlib.patches import Rectangle

    inset = box.edge_width / 2 if box.edge else 0
    rectangle = Rectangle(
        (box.x + inset, box.y + inset),
        box.width - 2 * inset,
        box.height - 2 * inset,
        facecolor=_colour(box.fill) if box.fill else "none",
        edgecolor=_colour(box.edge) if box.edge else "none",
        linewidth=box.edge_width * POINTS_PER_PIXEL,
        linestyle=(0, (3, 2.5)) if box.dashed else "solid",
        joinstyle="miter",
        zorder=order,
    )
    axes.add_patch(rectangle)


def _draw_text(axes: "Axes", text: Text, order: int) -> None:
    axes.text(
        text.x,
        text.y + BASELINE * text.size,
        text.text,
        fontproperties=_font(bold=text.bold, code=text.code),
        fontsize=text.size * POINTS_PER_PIXEL,
        color=_colour(text.colour),
        horizontalalignment=ALIGNMENT[text.anchor],
        verticalalignment="baseline",
        parse_math=False,
        zorder=order,
    )


def _draw_stroke(axes: "Axes", stroke: Stroke, order: int) -> None:
    from matplotlib.lines import Line2D

    width, colour = stroke.width * POINTS_PER_PIXEL, _colour(stroke.colour)
    line = Line2D(
        (stroke.x, stroke.to_x), (stroke.y, stroke.to_y), linewidth=width, color=colour, zorder=order
    )
    line.set_solid_capstyle("butt")
    axes.add_line(line)


def _draw_pixels(axes: "Axes", picture: Pixels, order: int) -> None:
    extent = (picture.x, picture.x + picture.width, picture.y + picture.height, picture.y)
    axes.imshow(picture.colours, extent=extent, interpolation="nearest", aspect="auto", zorder=order)


def _draw_shape(axes: "Axes", shape: Shape, order: int) -> None:
    match shape:
        case Box():
            _draw_box(axes, shape, order)
        case Text():
            _draw_text(axes, shape, order)
        case Stroke():
            _draw_stroke(axes, shape, order)
        case Pixels():
            _draw_pixels(axes, shape, order)


def _figure(drawing: Drawing) -> "Figure":
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    size = (drawing.width / PIXELS_PER_INCH, drawing.height / PIXELS_PER_INCH)
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH, facecolor=_colour(SURFACE))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    for order, shape in enumerate(drawing.shapes):
        _draw_shape(axes, shape, order)
    axes.set(xlim=(0, drawing.width), ylim=(drawing.height, 0))
    return figure


def on_paper(drawing: Drawing, kind: Kind) -> bytes:
    """Return a drawing as a PNG of 200 dots an inch, or as a PDF."""
    with one_at_a_time:
        file = io.BytesIO()
        _figure(drawing).savefig(file, format=kind, dpi=DOTS_PER_INCH, metadata=NO_METADATA[kind])
        return file.getvalue()
