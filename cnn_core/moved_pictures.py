"""Pictures of 28x28 moved, turned or shuffled: what the lesson "Why CNN?" does to them, all in hundredths."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

SIDE = 28
PIXELS = SIDE * SIDE
DIRECTIONS_SEED = 0  # of the direction in which each held-out picture is moved
SHUFFLE_SEED = 0
ANGLE_DIGITS = 12  # a quarter turn's cosine is 0, in every language's library

Pixels = NDArray[np.float64]
Whole = NDArray[np.int64]


def moved(pixels: Pixels, down: Whole, right: Whole) -> Pixels:
    """Return each picture moved by whole pixels of its own; zeros come in, what leaves the frame is lost.

    Args:
        pixels: any numbers; 0 is background.
        down: pixels, negative is up.
        right: pixels, negative is left.

    Shape:
        pixels (N, 28, 28), down and right (N,) -> (N, 28, 28).

    >>> moved(np.eye(28)[None], np.array([2]), np.array([0]))[0, 2, 0]
    np.float64(1.0)
    """
    reach = int(max(np.abs(down).max(initial=0), np.abs(right).max(initial=0)))
    framed = np.pad(pixels, ((0, 0), (reach, reach), (reach, reach)))
    rows = (np.arange(SIDE) + reach - down[:, None])[:, :, None]
    columns = (np.arange(SIDE) + reach - right[:, None])[:, None, :]
    return framed[np.arange(len(pixels))[:, None, None], rows, columns]


@cache
def directions(pictures: int) -> tuple[float, ...]:
    """Return a direction for each picture, the same ones at every call, as an angle from 0 to 2 pi.

    >>> directions(2) == directions(2)
    True
    """
    generator = np.random.default_rng(DIRECTIONS_SEED)
    return tuple(generator.uniform(0, 2 * math.pi, pictures).tolist())


def moved_any_way(pixels: Pixels, distance: int) -> Pixels:
    """Return every picture moved by one distance, each in its own direction, rounded to whole pixels.

    Args:
        pixels: pictures.
        distance: pixels, 0 leaves all where they are.

    Shape:
        (N, 28, 28) -> (N, 28, 28).

    >>> moved_any_way(np.ones((3, 28, 28)), 0).sum()
    np.float64(2352.0)
    """
    ways = np.array(directions(len(pixels)))
    down = np.rint(distance * np.sin(ways)).astype(np.int64)
    right = np.rint(distance * np.cos(ways)).astype(np.int64)
    return moved(pixels, down, right)


def turned(pixels: Pixels, degrees: int) -> Pixels:
    """Return pictures turned clockwise about their middle, each pixel a mix of the four it falls between.

    Formula: bilinear, zeros outside, rounded half away from zero to hundredths

    Args:
        pixels: 0 (background) to 1, in hundredths.
        degrees: clockwise.

    Shape:
        (N, 28, 28) -> (N, 28, 28).

    Source: torch.nn.functional.grid_sample(mode="bilinear", padding_mode="zeros", align_corners=True).

    >>> turned(np.eye(28)[None], 90)[0, 0, 27]
    np.float64(1.0)
    """
    if degrees == 0:
        return pixels
    radians = degrees * math.pi / 180
    cosine, sine = round(math.cos(radians), ANGLE_DIGITS), round(math.sin(radians), ANGLE_DIGITS)
    middle = (SIDE - 1) / 2
    y, x = np.mgrid[0:SIDE, 0:SIDE] - middle
    rows, columns = cosine * y - sine * x + middle, sine * y + cosine * x + middle
    top, left = np.floor(rows).astype(np.int64), np.floor(columns).astype(np.int64)
    below, beside = rows - top, columns - left
    hundredths = np.pad(np.rint(pixels * 100), ((0, 0), (SIDE, SIDE), (SIDE, SIDE)))
    at = hundredths[:, top + SIDE, left + SIDE] * (1 - below) * (1 - beside)
    at = at + hundredths[:, top + SIDE, left + 1 + SIDE] * (1 - below) * beside
    at = at + hundredths[:, top + 1 + SIDE, left + SIDE] * below * (1 - beside)
    at = at + hundredths[:, top + 1 + SIDE, left + 1 + SIDE] * below * beside
    return np.floor(at + (0.5 + 1e-9)) / 100


@cache
def shuffle() -> tuple[int, ...]:
    """Return one fixed order of the 784 pixels: shuffled pixel `i` is pixel `shuffle()[i]` of the picture.

    >>> sorted(shuffle()) == list(range(784))
    True
    """
    return tuple(np.random.default_rng(SHUFFLE_SEED).permutation(PIXELS).tolist())


def shuffled(pixels: Pixels) -> Pixels:
    """Return pictures with their pixels in the one fixed other order; no value is lost.

    Shape:
        (N, 28, 28) -> (N, 28, 28).

    >>> shuffled(np.arange(784.0).reshape(1, 28, 28)).max()
    np.float64(783.0)
    """
    return pixels.reshape(len(pixels), PIXELS)[:, list(shuffle())].reshape(-1, SIDE, SIDE)
