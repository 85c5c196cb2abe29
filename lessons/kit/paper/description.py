"""What is on the screen, as the browser describes it: read, and held to be what a file can be drawn of.

Lengths are CSS pixels from the top left corner, colours "#rrggbb"; `lessons/kit/menu/svg.js` has the shapes.
"""

import base64
import io
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar, cast

from PIL import Image

from lessons.kit.ask.question import AskError, read_json

MOST_BYTES = 4_000_000
MOST_SIDE = 4000  # px, of the sheet
FURTHEST = 10_000.0  # px: what is cut off may begin out there
MOST_SHAPES = 20_000
MOST_FRAMES = 60
MOST_DRAWN = 200_000  # shapes of all frames together
MOST_LETTERS = 400  # of one text; a title may be as long
MOST_COORDINATES = 200_000  # of all lines together
MOST_DASHES = 8
MOST_COLOURS = 64  # of a ramp
MOST_PIXELS = 8_000_000  # of all pictures together
PNG = "data:image/png;base64,"
COLOUR = re.compile(r"#[0-9a-f]{6}")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Hatch:
    """Lines at 45 degrees."""

    colour: str


@dataclass(frozen=True)
class Ramp:
    """Colours from left to right."""

    colours: tuple[str, ...]


Fill = str | Hatch | Ramp | None


@dataclass(frozen=True)
class Stroke:
    """How an edge or a line is drawn; without a colour it is none."""

    colour: str | None
    width: float
    dash: tuple[float, ...]
    is_round: bool = False


@dataclass(frozen=True)
class Box:
    """A rectangle; its edge is centred on its sides."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill
    stroke: Stroke
    radius: float


@dataclass(frozen=True)
class Text:
    """A line of text: x is its middle, y its baseline, and it fits into its width."""

    x: float
    y: float
    width: float
    text: str
    size: float
    is_bold: bool
    is_code: bool
    fill: str
    halo: str | None


@dataclass(frozen=True)
class Lines:
    """Lines through points, or the area inside them."""

    lines: tuple[tuple[float, ...], ...]
    fill: Fill
    stroke: Stroke
    opacity: float


@dataclass(frozen=True)
class Picture:
    """A picture stretched over a place."""

    x: float
    y: float
    width: float
    height: float
    image: Image.Image


Shape = Box | Text | Lines | Picture


@dataclass(frozen=True)
class Description:
    """Frames, each as the places of its shapes in `shapes`, from the lowest to the topmost."""

    width: int
    height: int
    background: str
    title: str
    shapes: tuple[Shape, ...]
    frames: tuple[tuple[int, ...], ...]


def _refuse() -> NoReturn:
    raise AskError("not_drawn")


def _number(given: object, lowest: float = -FURTHEST, highest: float = FURTHEST) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not lowest <= given <= highest:
        _refuse()
    return float(given)


def _whole(given: object, highest: int) -> int:
    number = _number(given, 0, highest)
    return int(number) if number == int(number) else _refuse()


def _text(given: object) -> str:
    return given if isinstance(given, str) and len(given) <= MOST_LETTERS else _refuse()


def _flag(given: object) -> bool:
    return given if isinstance(given, bool) else _refuse()


def _colour(given: object) -> str:
    return given if isinstance(given, str) and COLOUR.fullmatch(given) else _refuse()


def _maybe(read: Callable[[object], Made], given: object) -> Made | None:
    return None if given is None else read(given)


def _list(given: object, most: int) -> list[object]:
    listed = cast("list[object]", given)
    return listed if isinstance(given, list) and len(listed) <= most else _refuse()


def _object(given: object) -> dict[str, Any]:
    return cast("dict[str, Any]", given) if isinstance(given, dict) else _refuse()


def _fill(given: object) -> Fill:
    if given is None or isinstance(given, str):
        return _maybe(_colour, given)
    pattern = _object(given)
    if pattern.keys() == {"hatch"}:
        return Hatch(_colour(pattern["hatch"]))
    if pattern.keys() == {"ramp"} and (colours := _list(pattern["ramp"], MOST_COLOURS)):
        return Ramp(tuple(map(_colour, colours)))
    _refuse()


def _stroke(given: dict[str, Any]) -> Stroke:
    dash = tuple(_number(float(each), 0) for each in _text(given.get("dash", "")).split()[:MOST_DASHES])
    if sum(dash) == 0:
        dash = ()  # as the screen has it
    width = _number(given.get("strokeWidth", 0), 0)
    return Stroke(_maybe(_colour, given.get("stroke")), width, dash, _flag(given.get("isRound", False)))


def _place(given: dict[str, Any]) -> tuple[float, float, float, float]:
    x, y = _number(given.get("x")), _number(given.get("y"))
    return x, y, _number(given.get("width"), 0), _number(given.get("height"), 0)


def _box(given: dict[str, Any]) -> Box:
    radius = _number(given.get("radius") or 0)
    return Box(*_place(given), _fill(given.get("fill")), _stroke(given), max(radius, 0))


def _words(given: dict[str, Any]) -> Text:
    x, y, width = _number(given.get("x")), _number(given.get("y")), _number(given.get("width"), 0)
    weight, family = _text(given.get("weight")), _text(given.get("family"))
    is_bold = weight == "bold" or (weight.isdecimal() and weight.isascii() and int(weight) >= 600)
    size, text = _number(given.get("size"), 1), _text(given.get("text"))
    fill, halo = _colour(given.get("fill")), _maybe(_colour, given.get("halo"))
    return Text(x, y, width, text, size, is_bold, "mono" in family, fill, halo)


def _lines(given: dict[str, Any]) -> Lines:
    lines = [_list(line, MOST_COORDINATES) for line in _list(given.get("lines"), MOST_COORDINATES)]
    if any(len(line) < 2 or len(line) % 2 for line in lines):
        _refuse()
    points = tuple(tuple(map(_number, line)) for line in lines)
    return Lines(points, _fill(given.get("fill")), _stroke(given), _number(given.get("opacity"), 0, 1))


def _picture(given: dict[str, Any]) -> Picture:
    """Return a picture, its size looked at before it is decoded."""
    href = given.get("href")
    if not isinstance(href, str) or not href.startswith(PNG):
        _refuse()
    try:
        file = base64.b64decode(href.removeprefix(PNG), validate=True)
        width, height = struct.unpack(">II", file[16:24])  # where every PNG has them
        if width * height > MOST_PIXELS:
            _refuse()
        image = Image.open(io.BytesIO(file), formats=["PNG"]).convert("RGBA")
    except (OSError, SyntaxError, ValueError, struct.error, zlib.error) as error:
        raise AskError("not_drawn") from error
    return Picture(*_place(given), image)


KINDS: dict[str, Callable[[dict[str, Any]], Shape]] = {
    "rect": _box,
    "text": _words,
    "lines": _lines,
    "image": _picture,
}


def _shapes(given: object) -> tuple[Shape, ...]:
    shapes, pixels, coordinates = list[Shape](), 0, 0
    for each in map(_object, _list(given, MOST_SHAPES)):
        kind = each.get("kind")
        shape = KINDS[kind](each) if isinstance(kind, str) and kind in KINDS else _refuse()
        pixels += shape.image.width * shape.image.height if isinstance(shape, Picture) else 0
        coordinates += sum(map(len, shape.lines)) if isinstance(shape, Lines) else 0
        if pixels > MOST_PIXELS or coordinates > MOST_COORDINATES:
            _refuse()
        shapes.append(shape)
    return tuple(shapes)


def read_description(body: bytes) -> Description:
    """Return what is to be drawn.

    Raises:
        AskError: it is no JSON, no such description, or more than a file is drawn of.
    """
    given = _object(read_json(body))
    if given.keys() != {"width", "height", "background", "title", "frames", "shapes"}:
        _refuse()
    try:
        shapes = _shapes(given["shapes"])
    except ValueError:  # a dash that is no number
        _refuse()
    frames = [_list(frame, MOST_SHAPES) for frame in _list(given["frames"], MOST_FRAMES)]
    if not frames or sum(map(len, frames)) > MOST_DRAWN:
        _refuse()
    places = tuple(tuple(_whole(each, len(shapes) - 1) for each in frame) for frame in frames)
    width, height = (_whole(given[side], MOST_SIDE) for side in ("width", "height"))
    if not width or not height:
        _refuse()
    return Description(width, height, _colour(given["background"]), _text(given["title"]), shapes, places)
