"""A drawing as a list of shapes, in pixels from the top left corner: what both renderers draw alike."""

from dataclasses import dataclass, field

import numpy as np

from lessons.kit.grid.scale import MUTED, TEXT, Colours, Rgb

BASELINE = 0.365
"""Half the height of a digit, as a part of the text's size: so far below its middle a number stands."""


@dataclass(frozen=True)
class Box:
    """A rectangle with a filling, an edge on its inside, or both."""

    x: float
    y: float
    width: float
    height: float
    fill: Rgb | None = None
    edge: Rgb | None = None
    edge_width: float = 1
    dashed: bool = False


@dataclass(frozen=True)
class Text:
    """Numbers and code, never words: bitmaps are the same in every language. (x, y) is its middle."""

    x: float
    y: float
    text: str
    size: float
    colour: Rgb = TEXT
    bold: bool = False
    code: bool = False
    anchor: str = "middle"
    """Which part of it stands at x: "start", "middle" or "end"."""


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: Rgb = MUTED
    width: float = 1


@dataclass(frozen=True)
class Pixels:
    """A picture stretched over a rectangle; its pixels stay squares. Equal by identity."""

    x: float
    y: float
    width: float
    height: float
    colours: Colours = field(compare=False)
    """(rows, columns, 3)"""


Shape = Box | Text | Stroke | Pixels


@dataclass(frozen=True)
class Drawing:
    """Shapes in the order in which they are drawn."""

    width: int
    height: int
    shapes: list[Shape]

    def texts(self) -> list[str]:
        """Return everything that is written, in order."""
        return [shape.text for shape in self.shapes if isinstance(shape, Text)]


@dataclass(frozen=True)
class Moment:
    """One frame of a movement: what is there from now on, and what only this frame shows above it."""

    lasting: list[Shape]
    passing: list[Shape]


def strip(x: float, y: float, width: float, height: float, colours: Colours) -> Pixels:
    """Return a row of colours as a bar."""
    return Pixels(x, y, width, height, np.asarray(colours)[None])
