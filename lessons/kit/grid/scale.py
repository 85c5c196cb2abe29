"""Colours of numbers on paper: the light theme of scale.js, rule for rule (a test compares the two)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Rgb = tuple[int, int, int]
Colours = NDArray[np.uint8]
"""Colours along the last axis: red, green, blue, 0 to 255."""

POSITIVE = ("#fbfaf8", "#d2e3f6", "#86b4e6", "#3477c4", "#0f4486")
NEGATIVE = ("#fbfaf8", "#fbe0c8", "#efa860", "#c8640f", "#843a02")
DARKEST, BRIGHTEST = "#b9b4ac", "#ffffff"

# What is no number: the design sheet's tokens of the same names.
STEP = (168, 0, 112)
TEXT = (47, 45, 43)
MUTED = (95, 91, 86)
SURFACE = (255, 255, 255)
LINE = (220, 216, 212)
PAD = (138, 133, 126)
NEVER = (119, 114, 107)


def parse(hexes: tuple[str, ...]) -> NDArray[np.float64]:
    """Return colours written as "#rrggbb", one a row."""
    return np.array([tuple(bytes.fromhex(each[1:])) for each in hexes], np.float64)


def _rounded(numbers: NDArray[np.float64]) -> Colours:
    # As JavaScript's Math.round: a half goes up.
    whole = np.floor(numbers)
    return (whole + (numbers - whole >= 0.5)).astype(np.uint8)


def _mix(start: NDArray[np.float64], end: NDArray[np.float64], part: NDArray[np.float64]) -> Colours:
    return _rounded(start + (end - start) * part[..., None])


def signed_colours(values: ArrayLike, limit: float) -> Colours:
    """Return the colours of numbers on a scale from -limit to +limit: blue above zero, orange below.

    Args:
        values: numbers of any shape; what is beyond the limit has the colour of the limit.
        limit: 0 or more.
    """
    numbers = np.asarray(values, np.float64)
    stops = np.stack([parse(POSITIVE), parse(NEGATIVE)])
    sign = (numbers < 0).astype(int)
    steps = stops.shape[1] - 1
    place = np.minimum(np.abs(numbers) / limit, 1) * steps if limit > 0 else np.zeros_like(numbers)
    below = np.minimum(np.floor(place).astype(int), steps - 1)
    return _mix(stops[sign, below], stops[sign, below + 1], place - below)


def number_colours(values: ArrayLike, maximum: float) -> Colours:
    """Return the brightness of input numbers between 0 and `maximum`."""
    part = np.clip(np.asarray(values, np.float64) / maximum, 0, 1)
    darkest, brightest = parse((DARKEST, BRIGHTEST))
    return _mix(darkest, brightest, part)


def grey_colours(values: ArrayLike) -> Colours:
    """Return the true brightness of pixels, 0 black to 1 white."""
    levels = np.clip(np.asarray(values, np.float64), 0, 1) * 255
    return np.repeat(_rounded(levels)[..., None], 3, axis=-1)


def as_rgb(colour: Colours) -> Rgb:
    """Return one colour as three whole numbers."""
    red, green, blue = (int(channel) for channel in colour)
    return red, green, blue


def ink_on(background: Rgb) -> Rgb:
    """Return pure black or pure white, whichever contrasts more.

    Source: relative luminance and contrast ratio, WCAG 2.2.
    """

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in background)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    return (0, 0, 0) if light / 0.05 >= 1.05 / light else (255, 255, 255)


def ramp(width: int) -> Colours:
    """Return the legend's colours from -limit to +limit, `width` of them."""
    return signed_colours(np.linspace(-1, 1, width), 1)
