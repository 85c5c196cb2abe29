"""A grid of coloured numbers in a drawing: where its cells stand, and what is drawn for each kind of cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from lessons.kit.export.drawing import Box, Pixels, Shape, Stroke, Text, strip
from lessons.kit.grid.scale import LINE, MUTED, NEVER, PAD, SURFACE, Colours, Rgb, as_rgb, ink_on, ramp

Place = tuple[int, int]

LARGEST_DIGIT = 16.0
SMALLEST_TEXT = 5.0  # px; smaller digits are left out, the colour stays
DIGIT_WIDTH = 0.64  # of the size, in DejaVu Sans
TWO_LINES = 33  # px: a second line needs that much
SECOND_LINE = 9.5
HATCH = 7  # px between the lines of a pixel that is never read


@dataclass(frozen=True)
class Grid:
    """Cells of one size; (x, y) is the grid's top left corner."""

    x: float
    y: float
    rows: int
    columns: int
    cell: float

    @property
    def width(self) -> float:
        return self.columns * self.cell

    @property
    def height(self) -> float:
        return self.rows * self.cell

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def corner(self, place: Place) -> tuple[float, float]:
        """Return the top left corner of a cell."""
        return self.x + place[1] * self.cell, self.y + place[0] * self.cell

    def fitting(self, texts: Iterable[str], largest: float) -> float:
        """Return the one size in which all these texts fit into a cell, 0 if it could not be read."""
        longest = max(map(len, texts), default=1)
        size = min(largest, self.cell * 0.5, (self.cell - 3) / (DIGIT_WIDTH * max(longest, 1)))
        return size if size >= SMALLEST_TEXT else 0

    def digits(self, texts: Iterable[str]) -> float:
        """Return the size of the grid's numbers."""
        return self.fitting(texts, LARGEST_DIGIT)

    def box(self, place: Place, fill: Rgb | None, edge: Rgb = LINE, *, dashed: bool = False) -> Box:
        """Return one cell's ground."""
        return Box(*self.corner(place), self.cell, self.cell, fill, edge, dashed=dashed)

    def written(self, place: Place, text: str, size: float, colour: Rgb, below: str = "") -> Iterator[Shape]:
        """Return what is written in a cell: a number, and what made it below if there is room."""
        left, top = self.corner(place)
        x, y = left + self.cell / 2, top + self.cell / 2
        second = self.fitting([below], SECOND_LINE) if below and self.cell >= TWO_LINES else 0
        if size and text:
            yield Text(x, y - (0.5 * size if second else 0), text, size, colour)
        if second:
            yield Text(x, y + 0.62 * size, below, second, colour)

    def number_cell(
        self, place: Place, text: str, size: float, colour: Colours, below: str = "", edge: Rgb = LINE
    ) -> Iterator[Shape]:
        """Return a number on its colour."""
        ground = as_rgb(colour)
        yield self.box(place, ground, edge)
        yield from self.written(place, text, size, ink_on(ground), below)

    def padding_cell(self, place: Place, text: str, size: float, below: str = "") -> Iterator[Shape]:
        """Return a cell of the padding: a dashed edge, apart from the next, or dashes would blur."""
        x, y = self.corner(place)
        yield Box(x, y, self.cell, self.cell, SURFACE)
        yield Box(x + 1, y + 1, self.cell - 2, self.cell - 2, None, PAD, dashed=True)
        yield from self.written(place, text, size, MUTED, below)

    def hatched_cell(self, place: Place, text: str, size: float) -> Iterator[Shape]:
        """Return a pixel that is never read: hatched, its number on a plain patch."""
        yield self.box(place, SURFACE)
        (left, top), side = self.corner(place), self.cell
        for offset in np.arange(HATCH, 2 * side, HATCH):
            start, end = max(offset - side, 0.0), min(float(offset), side)
            yield Stroke(left + start, top + offset - start, left + end, top + offset - end, NEVER)
        if size:
            half_width, half = DIGIT_WIDTH * size * len(text) / 2 + 1, size * 0.5
            x, y = left + side / 2, top + side / 2
            yield Box(x - half_width, y - half, 2 * half_width, 2 * half, SURFACE)
        yield from self.written(place, text, size, MUTED)

    def outline(self, first: Place, size: Place, colour: Rgb, thickness: float) -> Iterator[Shape]:
        """Return an outline on the inside of some cells."""
        width, height = size[1] * self.cell, size[0] * self.cell
        yield Box(*self.corner(first), width, height, None, colour, thickness)

    def ring(self, first: Place, size: Place, colour: Rgb) -> Iterator[Shape]:
        """Return the outline that says "now": 3 px with a halo of the surface on both sides."""
        left, top = self.corner(first)
        width, height = size[1] * self.cell, size[0] * self.cell
        for around, shade in ((4.5, SURFACE), (3.0, colour)):
            side = 2 * around
            thickness = 6.0 if shade == SURFACE else 3.0
            yield Box(left - around, top - around, width + side, height + side, None, shade, thickness)

    def frame(self) -> Iterator[Shape]:
        """Return the edge of the whole grid."""
        yield Box(self.x, self.y, self.width, self.height, None, LINE)

    def pixels(self, colours: Colours) -> Pixels:
        """Return the grid as a picture, for cells too small for digits."""
        return Pixels(self.x, self.y, self.width, self.height, colours)


def legend(x: float, y: float, width: float, limit: str) -> Iterator[Shape]:
    """Return what the colours mean from -limit over 0 to +limit."""
    room = DIGIT_WIDTH * 12 * (len(limit) + 1) + 6
    left, length = x + room, width - 2 * room
    yield strip(left, y, length, 10, ramp(256))
    yield Box(left, y, length, 10, None, LINE)
    yield Text(left - 6, y + 5, f"−{limit}", 12, MUTED, anchor="end")
    yield Text(left + length + 6, y + 5, f"+{limit}", 12, MUTED, anchor="start")
    yield Stroke(left + length / 2, y + 10, left + length / 2, y + 14, MUTED)
    yield Text(left + length / 2, y + 21, "0", 12, MUTED)
