"""One frame of a description, drawn by matplotlib: alike for PDF, its text as text, and for a GIF.

Its renderers are used without artists in between, of which a frame would need a thousand.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast
from unicodedata import category

import numpy as np
from matplotlib import get_data_path
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray
from PIL import Image

from lessons.kit.paper.description import Box, Description, Hatch, Lines, Picture, Ramp, Shape, Stroke, Text

COURSE = "Course Hangul"
HANGUL = Path(__file__).with_name("CourseHangul.ttf")
"""All syllables, and Latin: NanumGothic under another name, as its licence, FONT-LICENSE.txt, wants it."""
BOLD = 700
UNKNOWN = "?"


@cache
def course_font() -> Path:
    """Return the file of the font that has both languages, known to matplotlib from now on as `COURSE`."""
    fontManager.addfont(HANGUL)
    (regular,) = (each for each in fontManager.ttflist if each.name == COURSE)
    fontManager.ttflist.append(replace(regular, weight=BOLD))  # what is bold has no other
    return HANGUL


@cache
def font(*, bold: bool = False, code: bool = False) -> FontProperties:
    """Return a font of both languages, of no size yet."""
    course_font()
    family = ["DejaVu Sans Mono" if code else "DejaVu Sans", COURSE]
    return FontProperties(family=family, weight=BOLD if bold else "normal")


@cache
def _letters() -> frozenset[int]:
    latin = FT2Font(str(Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")))
    hangul = FT2Font(str(course_font()))
    return frozenset({*latin.get_charmap(), *hangul.get_charmap()})


def writable(text: str) -> str:
    """Return a text with a question mark for each letter that no font has, without what joins letters."""
    seen = (each for each in text if category(each) != "Cf")
    return "".join(each if ord(each) in _letters() else UNKNOWN for each in seen)


PIXELS_PER_INCH = 96
MARGIN = 16  # px around what is drawn
MOST_KEPT = 20_000_000  # pixels of shapes that are drawn once
Tile = tuple[Image.Image, tuple[int, int]]
POINTS_PER_PIXEL = 72 / PIXELS_PER_INCH
HATCH = 7  # px between two lines
HATCH_STROKE = 1.5
HALO = 5
LINEAR = Image.Resampling.BILINEAR
ROUND = 0.448  # of a radius: how far from a corner the control points of a quarter of a circle lie


def rounded(box: Box) -> Outline:
    """Return the sides of a box and its corners."""
    (x, y), width, height = (box.x, box.y), box.width, box.height
    radius = min(box.radius, width / 2, height / 2)
    if radius <= 0:
        return Outline(
            [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)], closed=True
        )
    near = ROUND * radius
    corner = [(0, radius), (0, near), (near, 0), (radius, 0)]
    points = [(x + across, y + down) for across, down in corner]
    points += [(x + width - across, y + down) for across, down in reversed(corner)]
    points += [(x + width - across, y + height - down) for across, down in corner]
    points += [(x + across, y + height - down) for across, down in reversed(corner)]
    codes = [Outline.LINETO, *[Outline.CURVE4] * 3] * 4
    return Outline([*points, points[0]], [Outline.MOVETO, *codes[1:], Outline.CLOSEPOLY])


def along(lines: Sequence[Sequence[float]]) -> Outline:
    """Return lines, each given as the x and y of its points by turns."""
    points = [np.reshape(line, (-1, 2)) for line in lines]
    codes = [code for each in points for code in (Outline.MOVETO, *[Outline.LINETO] * (len(each) - 1))]
    return Outline(np.concatenate(points), codes)


def ramp(fill: Ramp) -> Image.Image:
    """Return colours as a picture, one a pixel."""
    colours = [[round(255 * channel) for channel in to_rgba(each)] for each in fill.colours]
    return Image.fromarray(np.array([colours], np.uint8))


def upwards(image: Image.Image) -> NDArray[np.uint8]:
    """Return the pixels of a picture from its lowest row to its topmost, as matplotlib takes them."""
    return np.array(image)[::-1].copy()


def hatching(box: Box) -> Iterator[tuple[float, ...]]:
    """Return the lines of a hatch inside a box."""
    for offset in np.arange(HATCH, box.width + box.height, HATCH):
        start, end = max(offset - box.height, 0.0), min(offset, box.width)
        yield box.x + start, box.y + offset - start, box.x + end, box.y + offset - end


class Pen:
    """Draws shapes in pixels of the screen, y downwards, with a renderer whose y goes upwards."""

    def __init__(self, renderer: RendererBase, height: int) -> None:
        self.renderer: Any = renderer
        self.scale = float(self.renderer.points_to_pixels(POINTS_PER_PIXEL))
        self.height = (height + 2 * MARGIN) * self.scale
        self.to_paper = Affine2D().translate(MARGIN, MARGIN).scale(self.scale, -self.scale)
        self.to_paper.translate(0, self.height)

    def draw(self, shape: Shape) -> None:
        """Draw one."""
        match shape:
            case Box():
                self._box(shape)
            case Text():
                self._text(shape)
            case Lines():
                if shape.lines:
                    fill = shape.fill if isinstance(shape.fill, str) else None
                    self._path(along(shape.lines), shape.stroke, fill, shape.opacity)
            case Picture():
                self._picture(shape)

    def _path(self, path: Outline, stroke: Stroke, fill: str | None = None, opacity: float = 1) -> None:
        pen = self.renderer.new_gc()
        pen.set_foreground(to_rgba(stroke.colour or "none"))
        pen.set_alpha(opacity)
        pen.set_linewidth(stroke.width * POINTS_PER_PIXEL if stroke.colour else 0)
        pen.set_dashes(0, [each * POINTS_PER_PIXEL for each in stroke.dash] or None)
        pen.set_capstyle("round" if stroke.is_round else "butt")
        pen.set_joinstyle("miter")
        self.renderer.draw_path(pen, path, self.to_paper, to_rgba(fill, opacity) if fill else None)
        pen.restore()

    def _box(self, box: Box) -> None:
        fill = box.fill if isinstance(box.fill, str) else None
        if fill or box.stroke.colour:
            self._path(rounded(box), box.stroke, fill)
        if isinstance(box.fill, Hatch) and (lines := tuple(hatching(box))):
            self._path(along(lines), Stroke(box.fill.colour, HATCH_STROKE, ()))
        if isinstance(box.fill, Ramp):
            size = (max(round(box.width), 1), 1)
            self._picture(Picture(box.x, box.y, box.width, box.height, ramp(box.fill).resize(size, LINEAR)))

    def _picture(self, picture: Picture) -> None:
        left, bottom = self.to_paper.transform((picture.x, picture.y + picture.height))
        width, height = picture.width * self.scale, picture.height * self.scale
        pen, image = self.renderer.new_gc(), picture.image
        if self.renderer.option_scale_image():
            place = Affine2D().scale(width, height)
            self.renderer.draw_image(pen, left, bottom, upwards(image), place)
        else:
            size = (max(round(width), 1), max(round(height), 1))
            # Smaller than the picture's own pixels: averaged, so that a fine line does not vanish.
            way = Image.Resampling.BOX if size[0] < image.width else Image.Resampling.NEAREST
            self.renderer.draw_image(pen, round(left), round(bottom), upwards(image.resize(size, way)))
        pen.restore()

    def _text(self, text: Text) -> None:
        letters, sized = writable(text.text), font(bold=text.is_bold, code=text.is_code).copy()
        sized.set_size(text.size * POINTS_PER_PIXEL)
        width, _, _ = self.renderer.get_text_width_height_descent(letters, sized, ismath=False)
        room = text.width * self.scale
        if room and width > room:
            sized.set_size(text.size * POINTS_PER_PIXEL * room / width)
            width = room
        left, baseline = self.to_paper.transform((text.x, text.y)) - (width / 2, 0)
        if text.halo:
            self._halo(letters, sized, text)
        pen = self.renderer.new_gc()
        pen.set_foreground(to_rgba(text.fill))
        if self.renderer.flipy():
            baseline = self.height - baseline
        self.renderer.draw_text(pen, left, baseline, letters, sized, 0)
        pen.restore()

    def _halo(self, letters: str, font: FontProperties, text: Text) -> None:
        outline = TextPath((0, 0), letters, font.get_size_in_points() / POINTS_PER_PIXEL, font)
        middle = outline.get_extents().width / 2 if letters.strip() else 0
        path = Affine2D().scale(1, -1).translate(text.x - middle, text.y).transform_path(outline)
        self._path(path, Stroke(text.halo, HALO, ()))


class Sheet(Artist):
    """All that the first frame of a description shows."""

    def __init__(self, description: Description) -> None:
        super().__init__()
        self.description = description

    def draw(self, renderer: RendererBase) -> None:
        """Draw it, from the lowest shape to the topmost."""
        pen = Pen(renderer, self.description.height)
        for place in self.description.frames[0]:
            pen.draw(self.description.shapes[place])


def figure_of(description: Description) -> Figure:
    """Return the first frame as a figure of matplotlib's, as large as it is on the screen."""
    width, height = (side + 2 * MARGIN for side in (description.width, description.height))
    figure = Figure((width / PIXELS_PER_INCH, height / PIXELS_PER_INCH), facecolor=description.background)
    figure.add_artist(Sheet(description))
    return figure


def pdf_of(pages: Iterable[Figure], title: str) -> bytes:
    """Return figures as the pages of a PDF; the same ones give the same bytes."""
    file, matplotlib = io.BytesIO(), cast("Any", import_module("matplotlib"))
    about = {"Title": title, "CreationDate": None, "Creator": None, "Producer": None}
    whole_letters = {"pdf.fonttype": 42}  # to search and copy
    with matplotlib.rc_context(whole_letters), PdfPages(file, metadata=about) as document:
        for page in pages:
            document.savefig(page)
    return file.getvalue()


def frames(description: Description, longest_side: int) -> Iterator[Image.Image]:
    """Return all frames as pictures in full colour.

    Most of what a frame shows stands in the next one as well: it is drawn once and then laid on.
    """
    width, height = (side + 2 * MARGIN for side in (description.width, description.height))
    scale = min(1.0, longest_side / max(width, height))
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    canvas = RendererAgg(*size, scale * PIXELS_PER_INCH)
    pen, kept, room = Pen(canvas, description.height), dict[int, Tile](), MOST_KEPT
    for frame in description.frames:
        picture = Image.new("RGB", size, description.background)
        for place in frame:
            tile, corner = kept.get(place) or tile_of(pen, canvas, description.shapes[place])
            picture.paste(tile, corner, tile)
            if place not in kept and (room := room - tile.width * tile.height) > 0:
                kept[place] = tile, corner
        yield picture


def tile_of(pen: Pen, canvas: RendererAgg, shape: Shape) -> Tile:
    """Return a shape alone, and where its top left corner lies."""
    canvas.clear()
    pen.draw(shape)
    whole = Image.fromarray(np.asarray(canvas.buffer_rgba()))
    box = whole.getbbox() or (0, 0, 1, 1)
    return whole.crop(box), box[:2]
