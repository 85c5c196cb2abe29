"""Drawings one after another as a GIF: Pillow draws and writes them."""

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from lessons.kit.export.drawing import BASELINE, Box, Drawing, Moment, Pixels, Shape, Stroke, Text
from lessons.kit.export.paper import font_file, one_at_a_time
from lessons.kit.grid.scale import MUTED, STEP, SURFACE, TEXT, ramp

STEP_MILLISECONDS = 600  # as the figure plays at 1x
LAST_MILLISECONDS = 1800
LONGEST_SIDE = 720
COLOURS = 127  # and one that is transparent
RAMP_COLOURS = 33
INKS = (SURFACE, TEXT, MUTED, STEP, (0, 0, 0))
SAMPLES = 5
DASH, SPACE = 4, 3
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


@cache
def _font(size: float, *, bold: bool, code: bool) -> ImageFont.FreeTypeFont:
    # Pillow's own layout: with Raqm, where it is installed, the same text could fall on other pixels.
    file = font_file(bold=bold, code=code)
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _draw_box(canvas: ImageDraw.ImageDraw, box: Box) -> None:
    left, top = round(box.x), round(box.y)
    right, bottom = round(box.x + box.width) - 1, round(box.y + box.height) - 1
    if right < left or bottom < top:
        return
    if not box.dashed:
        canvas.rectangle((left, top, right, bottom), box.fill, box.edge, round(box.edge_width))
        return
    for start in range(left, right, DASH + SPACE):
        end = min(start + DASH - 1, right)
        canvas.line((start, top, end, top), box.edge)
        canvas.line((start, bottom, end, bottom), box.edge)
    for start in range(top, bottom, DASH + SPACE):
        end = min(start + DASH - 1, bottom)
        canvas.line((left, start, left, end), box.edge)
        canvas.line((right, start, right, end), box.edge)


def _draw_text(canvas: ImageDraw.ImageDraw, text: Text) -> None:
    font = _font(round(text.size * 2) / 2, bold=text.bold, code=text.code)
    place = (text.x, text.y + BASELINE * text.size)
    canvas.text(place, text.text, text.colour, font, anchor=ANCHORS[text.anchor])


def _draw_pixels(image: Image.Image, picture: Pixels) -> None:
    size = (max(round(picture.width), 1), max(round(picture.height), 1))
    # Smaller than the picture's own pixels: averaged, so that a fine line does not vanish.
    way = Image.Resampling.BOX if size[0] < picture.colours.shape[1] else Image.Resampling.NEAREST
    image.paste(Image.fromarray(picture.colours).resize(size, way), (round(picture.x), round(picture.y)))


def _draw(image: Image.Image, shapes: Iterable[Shape]) -> None:
    canvas = ImageDraw.Draw(image)
    for shape in shapes:
        match shape:
            case Box():
                _draw_box(canvas, shape)
            case Text():
                _draw_text(canvas, shape)
            case Stroke():
                canvas.line((shape.x, shape.y, shape.to_x, shape.to_y), shape.colour, round(shape.width))
            case Pixels():
                _draw_pixels(image, shape)


def frames(ground: Drawing, moments: Iterable[Moment]) -> Iterator[Image.Image]:
    """Return the pictures of a movement, one a moment, in full colour."""
    lasting = Image.new("RGB", (ground.width, ground.height), SURFACE)
    _draw(lasting, ground.shapes)
    for moment in moments:
        _draw(lasting, moment.lasting)
        frame = lasting.copy()
        _draw(frame, moment.passing)
        yield frame


def _samples(moments: Sequence[Moment]) -> list[Moment]:
    """Return a few moments, each with all that has come to last before it."""
    places = sorted({round(part * (len(moments) - 1) / (SAMPLES - 1)) for part in range(SAMPLES)})
    return [
        Moment([shape for moment in moments[: place + 1] for shape in moment.lasting], moments[place].passing)
        for place in places
    ]


def _packed(image: Image.Image) -> NDArray[np.int32]:
    red, green, blue = np.moveaxis(np.asarray(image, np.int32), -1, 0)
    return (red << 16) | (green << 8) | blue


class Palette:
    """The colours of an animation: the commonest ones exactly, others as the nearest of these."""

    def __init__(self, samples: list[Image.Image]) -> None:
        pixels = np.concatenate([_packed(each).ravel() for each in samples])
        shades, counts = np.unique(pixels, return_counts=True)
        commonest = shades[np.argsort(-counts, kind="stable")]
        # Beside a large photo neither digits nor the strip of the scale are common: they always belong.
        always = np.concatenate([ramp(RAMP_COLOURS), np.array(INKS, np.uint8)])[None]
        wanted = np.concatenate([_packed(Image.fromarray(always)).ravel(), commonest])
        self.shades = np.array(list(dict.fromkeys(wanted.tolist())))[:COLOURS]
        # Which colour of the palette stands for each that a screen can show; -1 as long as nobody asked.
        self.places = np.full(1 << 24, -1, np.int16)
        self.places[self.shades] = np.arange(len(self.shades))

    def colours(self) -> NDArray[np.uint8]:
        """Return the colours, one a row."""
        return np.stack([self.shades >> 16, self.shades >> 8 & 255, self.shades & 255], -1).astype(np.uint8)

    def apply(self, frame: Image.Image) -> Image.Image:
        """Return a frame in the colours of this palette."""
        packed = _packed(frame)
        unknown = np.unique(packed[self.places[packed] < 0])
        wanted = np.stack([unknown >> 16, unknown >> 8 & 255, unknown & 255], -1)
        distances = ((wanted[:, None] - self.colours()[None].astype(int)) ** 2).sum(-1)
        self.places[unknown] = distances.argmin(-1)
        image = Image.fromarray(self.places[packed].astype(np.uint8), "P")
        image.putpalette(self.colours().tobytes())
        return image


def animation(ground: Drawing, moments: Sequence[Moment]) -> bytes:
    """Return a movement over one ground as a GIF that starts again by itself; its last frame stays longer."""
    with one_at_a_time:
        palette = Palette(list(frames(ground, _samples(moments))))
        reduced = (palette.apply(frame) for frame in frames(ground, moments))
        file = io.BytesIO()
        next(reduced).save(
            file,
            "GIF",
            save_all=True,
            append_images=reduced,
            duration=[*[STEP_MILLISECONDS] * (len(moments) - 1), LAST_MILLISECONDS],
            loop=0,
            # What does not change between two frames is transparent in the second: it packs into nothing.
            optimize=True,
            transparency=COLOURS,
            palette=palette.colours().tobytes(),
        )
        return file.getvalue()
