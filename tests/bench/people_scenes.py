"""Digits of MNIST in pictures as people make them, on tables, cropped, in forms: drawn, none photographed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from tests.bench.simulated_paper import SCENES, Grey, photograph, saved

Digit = NDArray[np.uint8]
LUMA = np.array((0.299, 0.587, 0.114))


@dataclass(frozen=True)
class Made:
    """A file, and what it holds: the labels of its signs from left to right; none where nothing was drawn."""

    file: bytes
    labels: tuple[int, ...] = ()


def coverage(digit: Digit, side: int, crisp: bool) -> Grey:
    """How much of each pixel the ink covers, 0 to 1; crisp as a pen leaves it, or soft as it was enlarged."""
    large = Image.fromarray(digit).resize((side, side), Image.Resampling.BICUBIC)
    strokes = np.asarray(large, np.float64) / 255
    return np.clip((strokes - 0.25) / 0.5, 0, 1) if crisp else strokes


def cut_to_ink(digit: Digit, margin: int = 0) -> Digit:
    """The digit without its dark frame, a margin left around it."""
    rows, columns = (np.flatnonzero((digit > 0).any(axis=axis)) for axis in (1, 0))
    return np.pad(digit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], margin)


def ink_on(paper: Grey, strokes: Grey, place: tuple[int, int], ink: float) -> None:
    """Draw strokes into a paper at (top, left)."""
    top, left = place
    under = paper[top : top + strokes.shape[0], left : left + strokes.shape[1]]
    seen = strokes[: under.shape[0], : under.shape[1]]
    under += (ink - under) * seen


def blurred(grey: Grey, radius: float) -> Grey:
    whole = Image.fromarray(np.clip(np.rint(grey), 0, 255).astype(np.uint8))
    return np.asarray(whole.filter(ImageFilter.GaussianBlur(radius)), np.float64)


def photographed(grey: Grey, rng: np.random.Generator, uneven: float = 0.15) -> bytes:
    """A JPEG as a phone takes it: light that falls off, a soft lens, noise."""
    y, x = np.mgrid[0 : grey.shape[0], 0 : grey.shape[1]] / max(grey.shape) - 0.5
    angle = rng.uniform(0, 2 * np.pi)
    lit = grey * (1 + rng.uniform(0, 2 * uneven) * (x * np.cos(angle) + y * np.sin(angle)))
    noisy = blurred(lit, rng.uniform(0.3, 1.2)) + rng.normal(0, rng.uniform(1, 6), grey.shape)
    return saved(noisy, "JPEG", quality=int(rng.integers(70, 93)))


def sheet(digit: Digit, rng: np.random.Generator, shape: tuple[int, int]) -> Grey:
    """A sheet with a digit somewhere on it."""
    height, width = shape
    paper = np.full((height, width), rng.uniform(195, 252))
    side = int(min(height, width) * rng.uniform(0.4, 0.8))
    place = int(rng.uniform(0.1, 0.9) * (height - side)), int(rng.uniform(0.1, 0.9) * (width - side))
    ink_on(paper, coverage(digit, side, crisp=bool(rng.random() < 0.5)), place, rng.uniform(5, 80))
    return paper


def table(shape: tuple[int, int], rng: np.random.Generator, wooden: bool) -> Grey:
    """A table darker than paper: of one grey, or with the grain of wood along one side."""
    grey = rng.uniform(25, 150)
    if not wooden:
        return np.full(shape, grey)
    grain = rng.normal(0, 1, (shape[0], max(2, shape[1] // int(rng.integers(40, 200)))))
    drawn = Image.fromarray(grain.astype(np.float32)).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    streaks = blurred(128 + 40 * np.asarray(drawn, np.float64), rng.uniform(0.5, 3))
    streaks = (streaks - streaks.mean()) / streaks.std() * rng.uniform(5, 18)
    boards = 1 - 0.3 * (np.arange(shape[0]) % int(rng.uniform(80, 300)) < 3)[:, None]
    wood = (grey + streaks) * boards
    return (wood if rng.random() < 0.5 or shape[0] != shape[1] else wood.T).clip(0, 175)


def laid(paper: Grey, ground: Grey, corners: Grey) -> Grey:
    """A sheet laid on a table so that its corners lie at the four places (x, y), clockwise from top left."""
    height, width = paper.shape
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
    rows = [
        row
        for (x, y), (u, v) in zip(corners, flat, strict=True)
        for row in ([x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y])
    ]
    warp = tuple(np.linalg.solve(np.array(rows), flat.ravel()))
    size = (ground.shape[1], ground.shape[0])
    lying = [
        np.asarray(
            Image.fromarray(each).transform(
                size, Image.Transform.PERSPECTIVE, warp, Image.Resampling.BILINEAR
            )
        )
        for each in (paper.astype(np.float32), np.ones(paper.shape, np.float32))
    ]
    inside = lying[1] > 0.99
    return np.where(inside, lying[0], ground)


def on_table(digit: Digit, rng: np.random.Generator, wooden: bool, tilt: tuple[float, float]) -> bytes:
    """A whole sheet inside the frame, 50 to 95 % of its sides, turned by `tilt` degrees either way."""
    long, short = ((640, 480), (800, 600), (1000, 750), (1280, 960))[int(rng.integers(4))]
    shape = (short, long) if rng.random() < 0.5 else (long, short)
    share = rng.uniform(0.5, 0.95)
    half = np.array((shape[1], shape[0])) * share / 2
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    if tilt[1] > 8:  # seen from the side as well
        corners *= 1 - rng.uniform(0, 0.12, (4, 2))
    angle = np.deg2rad(rng.uniform(*tilt) * rng.choice((-1, 1)))
    corners = corners @ np.array(((np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))))
    room = np.array((shape[1], shape[0])) / 2 - 4
    corners *= min(1.0, float((room / np.abs(corners).max(axis=0)).min()))
    space = room - np.abs(corners).max(axis=0)
    centre = np.array((shape[1], shape[0])) / 2 + rng.uniform(-1, 1, 2) * space
    across, down = np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[3] - corners[0])
    paper = sheet(digit, rng, (int(down), int(across)))
    return photographed(laid(paper, table(shape, rng, wooden), corners + centre), rng)


def soft_crop(digit: Digit, rng: np.random.Generator) -> bytes:
    side, cut = int(rng.uniform(120, 420)), cut_to_ink(digit)
    square = Image.fromarray((coverage(cut, side, crisp=False) * 255).astype(np.uint8))
    width, height = (max(8, side * each // max(cut.shape)) for each in cut.shape[::-1])
    strokes = np.asarray(square.resize((width, height)), np.float64)
    strokes = np.pad(strokes / 255, int(side * rng.uniform(0, 15 / 280)))
    paper, ink = rng.uniform(215, 255), rng.uniform(0, 70)
    return saved(paper + (ink - paper) * strokes, ("PNG", "JPEG")[int(rng.integers(2))], quality=85)


def small_crop(digit: Digit, rng: np.random.Generator) -> bytes:
    """As small as USPS, scikit-learn or an icon: 16 to 32 pixels."""
    cut = Image.fromarray(cut_to_ink(digit, int(rng.integers(0, 3))))
    side = int(rng.integers(16, 33))
    width = side if rng.random() < 0.5 else max(6, round(side * cut.width / max(cut.size)))
    height = side if width == side else max(6, round(side * cut.height / max(cut.size)))
    strokes = np.asarray(cut.resize((width, height), Image.Resampling.BICUBIC), np.float64) / 255
    paper, ink = (255.0, 0.0) if rng.random() < 0.7 else (0.0, 255.0)
    return saved(paper + (ink - paper) * strokes, "PNG")


def in_a_box(digit: Digit, rng: np.random.Generator) -> bytes:
    """In a printed frame of 2 to 6 pixels, as on forms; sometimes with empty boxes beside it."""
    box = int(rng.uniform(180, 460))
    boxes = int(rng.choice((1, 1, 1, 3)))
    margin = int(box * rng.uniform(0.04, 0.3))
    picture = Image.new("L", (box * boxes + 2 * margin, box + 2 * margin), int(rng.uniform(225, 256)))
    draw, line, width = ImageDraw.Draw(picture), int(rng.uniform(0, 110)), int(rng.integers(2, 7))
    for at in range(boxes):
        left = margin + at * box
        draw.rectangle((left, margin, left + box, margin + box), outline=line, width=width)
    grey = np.array(picture, np.float64)
    side = int(box * rng.uniform(0.5, 0.85))
    spare = box - side
    top, left = (margin + int(spare * rng.uniform(0.3, 0.7)) for _ in range(2))
    left += int(rng.integers(boxes)) * box
    ink_on(grey, coverage(digit, side, crisp=bool(rng.random() < 0.5)), (top, left), rng.uniform(0, 70))
    if rng.random() < 0.4:
        turned = Image.fromarray(grey.astype(np.uint8)).rotate(
            rng.uniform(-4, 4), Image.Resampling.BILINEAR, fillcolor=int(grey[1, 1])
        )
        grey = np.array(turned, np.float64)
    return photographed(grey, rng) if rng.random() < 0.4 else saved(grey, "PNG")


def tiny(digit: Digit, rng: np.random.Generator) -> bytes:
    """A digit of 1.6 to 3 % of a large sheet's width."""
    width = int(rng.choice((1333, 1600, 2400, 4000)))
    paper = np.full((width * 3 // 4, width), rng.uniform(225, 255))
    side = max(20, int(width * rng.uniform(0.016, 0.03) * (28 / 20 if rng.random() < 0.5 else 1)))
    place = int(rng.uniform(0.1, 0.85) * paper.shape[0]), int(rng.uniform(0.1, 0.85) * width)
    ink_on(paper, coverage(digit, side, crisp=bool(rng.random() < 0.5)), place, rng.uniform(0, 60))
    return photographed(paper, rng, 0.05) if rng.random() < 0.5 else saved(paper, "PNG")


def coloured(digit: Digit, rng: np.random.Generator) -> bytes:
    """Ink of the paper's own grey and another colour."""
    while True:
        ink, paper = rng.uniform(0, 255, (2, 3))
        paper += (ink - paper) @ LUMA  # the same grey
        if paper.min() >= 0 and paper.max() <= 255 and np.abs(ink - paper).max() > 90:
            break
    side = int(rng.uniform(150, 420))
    strokes = np.pad(coverage(digit, side, crisp=True), int(side * rng.uniform(0, 0.4)))[..., None]
    colours = paper + (ink - paper) * strokes + rng.normal(0, rng.uniform(0, 3), strokes.shape)
    return saved(colours, ("PNG", "JPEG")[int(rng.integers(2))], quality=90)


def touching(digit: Digit, rng: np.random.Generator) -> bytes:
    """A digit cut by nothing but touching the border, and a free dot."""
    cut = cut_to_ink(digit)
    height = int(rng.uniform(150, 300))
    size = (max(20, height * cut.shape[1] // cut.shape[0]), height)
    strokes = np.asarray(Image.fromarray(cut).resize(size, Image.Resampling.BICUBIC), np.float64) / 255
    picture = np.full((height + 60, size[0] + int(rng.uniform(100, 260))), rng.uniform(220, 255))
    ink_on(
        picture, np.clip((strokes - 0.25) / 0.5, 0, 1), (int(rng.integers(0, 2)) * 60, 0), rng.uniform(0, 50)
    )
    radius = int(rng.uniform(8, 16))
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    dot = (y - picture.shape[0] / 2) ** 2 + (x - picture.shape[1] + 2 * radius) ** 2 < radius**2
    picture[dot] = 10
    return saved(picture, "PNG")


def _one(make: Callable[[Digit, np.random.Generator], bytes]) -> "Maker":
    return lambda digits, labels, rng: Made(make(digits[0], rng), (int(labels[0]),))


def several(digits: NDArray[np.uint8], labels: NDArray[np.uint8], rng: np.random.Generator) -> Made:
    """Two to four digits in a row, well apart."""
    count, side = int(rng.integers(2, 5)), int(rng.uniform(90, 220))
    paper = np.full(
        (int(side * rng.uniform(1.1, 1.8)), int(side * 1.45 * count + side * 0.4)), rng.uniform(215, 255)
    )
    ink = rng.uniform(0, 70)
    for at in range(count):
        top = int(rng.uniform(0, paper.shape[0] - side))
        left = int(side * (0.2 + 1.45 * at + rng.uniform(0, 0.3)))
        ink_on(paper, coverage(digits[at], side, crisp=True), (top, left), ink)
    file = photographed(paper, rng) if rng.random() < 0.5 else saved(paper, "PNG")
    return Made(file, tuple(int(label) for label in labels[:count]))


def nothing(_: NDArray[np.uint8], __: NDArray[np.uint8], rng: np.random.Generator) -> Made:
    """Noise, fog or a texture: nothing like a drawing."""
    shape = (int(rng.uniform(120, 500)), int(rng.uniform(120, 500)))
    kind, mean = int(rng.integers(3)), rng.uniform(90, 170)
    if kind == 0:
        picture = mean + rng.normal(0, rng.uniform(20, 70), shape)
    elif kind == 1:
        rough = rng.normal(0, 1, (int(rng.integers(4, 9)), int(rng.integers(4, 9)))).astype(np.float32)
        fog = np.asarray(
            Image.fromarray(rough).resize((shape[1], shape[0]), Image.Resampling.BICUBIC), np.float64
        )
        picture = mean + fog * rng.uniform(12, 40) + rng.normal(0, 2, shape)
    else:
        y, x = np.mgrid[0 : shape[0], 0 : shape[1]] / rng.uniform(4, 20)
        weave = np.sin(x * rng.uniform(0.5, 2) + y) * np.cos(y * rng.uniform(0.5, 2))
        picture = mean + weave * rng.uniform(15, 60) + rng.normal(0, 5, shape)
    return Made(saved(picture, "PNG"))


Maker = Callable[[NDArray[np.uint8], NDArray[np.uint8], np.random.Generator], Made]
# kind -> how it is made, and the share that is to be right.
KINDS: dict[str, tuple[Maker, float]] = {
    **{name: (_one(partial(photograph, scene)), wanted) for name, (scene, wanted) in SCENES.items()},
    "sheet on a plain table": (_one(lambda digit, rng: on_table(digit, rng, False, (0, 4))), 21 / 24),
    "sheet on a wooden table": (_one(lambda digit, rng: on_table(digit, rng, True, (0, 4))), 21 / 24),
    "tilted sheet": (
        _one(lambda digit, rng: on_table(digit, rng, bool(rng.random() < 0.5), (4, 12))),
        21 / 24,
    ),
    "soft crop": (_one(soft_crop), 34 / 40),
    "small crop, 16 to 32 pixels": (_one(small_crop), 34 / 40),
    "printed box": (_one(in_a_box), 26 / 30),
    "small on a large sheet": (_one(tiny), 26 / 30),
    "several signs": (several, 26 / 30),
    "ink as bright as the paper": (_one(coloured), 26 / 30),
    "touching the border, a dot": (_one(touching), 26 / 30),
    "noise, fog, texture": (nothing, 1.0),
}
