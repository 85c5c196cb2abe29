"""Digits of MNIST as a phone might photograph them: simulated, no real photograph is in it."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.float64]

WORKING_SIDE = 112  # strokes are thinned at this size


@dataclass(frozen=True)
class Scene:
    """What a digit is drawn on, with what, and in which light."""

    light: str = "even"  # even, uneven or shadow (hard, on top of uneven)
    pen: str = "marker"  # marker (strokes as in MNIST) or thin (a fine line)
    surface: str = "paper"  # paper, squared (blue squares) or board (chalk on a dark board)
    ink: str = "black"  # black or blue
    tilt: float = 5.0  # degrees, either way
    tight: bool = False  # cropped so that the digit almost fills the picture


# Each scene, and the share that the recipe read when the course was planned; a plain resize reaches .13.
SCENES = {
    "even light, marker": (Scene(), 0.970),
    "uneven light, marker": (Scene("uneven"), 0.969),
    "uneven light, thin pen": (Scene("uneven", "thin"), 0.957),
    "hard shadow, marker": (Scene("shadow"), 0.926),
    "hard shadow, thin pen": (Scene("shadow", "thin"), 0.881),
    "chalk on a board": (Scene("uneven", surface="board"), 0.964),
    "squared paper": (Scene("uneven", surface="squared"), 0.950),
    "squared paper, thin pen": (Scene("uneven", "thin", surface="squared"), 0.950),
    "blue pen": (Scene("uneven", ink="blue"), 0.958),
    "cropped tightly": (Scene("uneven", tight=True), 0.936),
    "tilted 20 degrees": (Scene("uneven", tilt=20), 0.816),
}


def saved(picture: Image.Image | NDArray[np.generic], kind: str = "PNG", **options: Any) -> bytes:
    """Return a picture as a file; numbers become the nearest bytes."""
    if not isinstance(picture, Image.Image):
        picture = Image.fromarray(np.clip(np.rint(picture), 0, 255).astype(np.uint8))
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def photograph(scene: Scene, digit: NDArray[np.uint8], rng: np.random.Generator) -> bytes:
    """Return the digit as a JPEG file of the scene; places, sizes and strengths are drawn at random."""
    coverage = _coverage(digit, scene, rng)
    surface, ink = _reflectances(coverage.shape, scene, rng)
    reflected = surface * (1 - coverage[..., None]) + ink * coverage[..., None]
    colour = 255 * reflected * _light(scene.light, coverage.shape, rng)[..., None]
    colour += rng.normal(0, rng.uniform(3, 7), coverage.shape)[..., None]
    return saved(colour, "JPEG", quality=int(rng.integers(75, 93)))


def _coverage(digit: NDArray[np.uint8], scene: Scene, rng: np.random.Generator) -> Grey:
    """How much of each pixel is covered by ink, 0 to 1."""
    width, height = (400, 300) if rng.random() < 0.5 else (300, 400)
    size = int(rng.uniform(150, 280))
    if scene.pen == "thin":
        digit = _thin(digit)
    strokes = Image.fromarray(digit).resize((size, size), Image.Resampling.BICUBIC)
    tilt = scene.tilt * (rng.uniform(-1, 1) if scene.tilt <= 5 else rng.choice((-1, 1)))
    strokes = strokes.rotate(tilt, Image.Resampling.BILINEAR)
    sheet = Image.new("L", (width, height))
    sheet.paste(strokes, (int(rng.integers(0, width - size + 1)), int(rng.integers(0, height - size + 1))))
    if scene.tight:
        left, top, right, bottom = sheet.getbbox() or (0, 0, width, height)
        sheet = sheet.crop((left - 4, top - 4, right + 4, bottom + 4))
    sheet = sheet.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 1.2)))
    return np.clip((np.asarray(sheet, np.float64) / 255 - 0.25) / 0.5, 0, 1)


def _reflectances(shape: tuple[int, ...], scene: Scene, rng: np.random.Generator) -> tuple[Grey, Grey]:
    """The share of light that the bare surface and the ink throw back, for red, green and blue."""
    bright, dark = rng.uniform(0.8, 0.95), rng.uniform(0.12, 0.35)
    if scene.surface == "board":
        return np.full((*shape, 3), dark * 0.7), np.full(3, bright * 0.8)
    surface = np.full((*shape, 3), bright)
    if scene.surface == "squared":
        spacing = int(rng.integers(16, 30))
        surface[rng.integers(spacing) :: spacing] *= (0.75, 0.85, 0.95)
        surface[:, rng.integers(spacing) :: spacing] *= (0.75, 0.85, 0.95)
    ink = np.array((0.15, 0.2, 0.55)) if scene.ink == "blue" else np.full(3, dark)
    return surface, ink


def _light(light: str, shape: tuple[int, ...], rng: np.random.Generator) -> Grey:
    """How much light falls on each pixel, about 0.1 to 1."""
    if light == "even":
        return np.full(shape, rng.uniform(0.85, 1.0))
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]] / max(shape) - 0.5
    along, across = (x * np.cos(angle) + y * np.sin(angle) for angle in rng.uniform(0, 2 * np.pi, size=2))
    brightness = 0.7 + rng.uniform(0.3, 0.6) * along
    if light == "shadow":
        beyond = (across - rng.uniform(-0.25, 0.25)) / rng.uniform(0.002, 0.02)
        brightness *= 1 - rng.uniform(0.4, 0.6) / (1 + np.exp(-beyond.clip(-50, 50)))
    return brightness.clip(0.08, 1.05)


def _thin(digit: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The middle line of the strokes, drawn again with a pen of about a fortieth of the digit's size."""
    large = Image.fromarray(digit).resize((WORKING_SIDE, WORKING_SIDE), Image.Resampling.BICUBIC)
    line = Image.fromarray(_skeleton(np.asarray(large) > 110).astype(np.uint8) * 255)
    line = line.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.GaussianBlur(0.5))
    return np.array(line)


def _skeleton(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Zhang and Suen, A fast parallel algorithm for thinning digital patterns, CACM 27 (1984)."""
    mask = np.pad(mask, 1)
    moves = ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))  # north, then clockwise
    while True:
        before = mask.sum()
        for second in (False, True):
            ring = np.stack([np.roll(mask, move, (0, 1)) for move in moves])
            n, e, s, w = ring[::2]
            neighbours = ring.sum(0)
            turns = (~ring & np.roll(ring, -1, 0)).sum(0)
            open_sides = ~(n & e & w) & ~(n & s & w) if second else ~(n & e & s) & ~(e & s & w)
            mask = mask & ~((neighbours >= 2) & (neighbours <= 6) & (turns == 1) & open_sides)
        if mask.sum() == before:
            return mask[1:-1, 1:-1]
