"""Why no drawing was found: each refusal names the cause that the scene was made of."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from cnn_core.pictures import CHOICES, MESSAGES, PictureError, prepare
from tests.bench.people_scenes import LUMA, blurred
from tests.bench.simulated_paper import saved
from tests.cnn_core.test_pictures_files import refusal

Scene = tuple[bytes, dict[str, object]]
SEEDS = range(3)


def some_size(rng: np.random.Generator) -> tuple[int, int]:
    return int(rng.uniform(120, 700)), int(rng.uniform(120, 700))


def stroke(shape: tuple[int, int], width: int) -> NDArray[np.bool_]:
    """A 7 over most of a picture."""
    height, right = shape
    image = Image.new("1", (right, height))
    x, y = right / 4, height / 5
    ImageDraw.Draw(image).line((x, y, 3 * x, y, 1.6 * x, 4 * y), fill=1, width=width)
    return np.array(image)


def one_colour(rng: np.random.Generator) -> Scene:
    colours = np.full((*some_size(rng), 3), rng.integers(0, 256, 3))
    return saved(colours, ("PNG", "JPEG")[rng.integers(2)], quality=85), {}


def transparent(_: np.random.Generator) -> Scene:
    return saved(Image.new("RGBA", (90, 60))), {}


def all_frames_empty(rng: np.random.Generator) -> Scene:
    frames = [Image.new("RGB", (90, 60), (230 + each, 235, 235)) for each in range(int(rng.integers(2, 6)))]
    return saved(frames[0], save_all=True, append_images=frames[1:]), {}


def first_frame_empty(rng: np.random.Generator) -> Scene:
    drawn = Image.fromarray(np.where(stroke(some_size(rng), 12), 20, 235).astype(np.uint8))
    blank = Image.new("L", drawn.size, 235)
    return saved(blank, save_all=True, append_images=[drawn]), {"without": ("frame",)}


def hairline(rng: np.random.Generator) -> Scene:
    """A line of a pixel on a sheet as a scanner gives it."""
    shape = int(rng.uniform(1600, 2100)), int(rng.uniform(1600, 2100))
    paper = rng.uniform(225, 250) + rng.normal(0, rng.uniform(0, 1), shape)
    paper[stroke(shape, 1)] -= rng.uniform(70, 100)
    return saved(paper, "BMP"), {}


def tiny(rng: np.random.Generator) -> Scene:
    """A dot of a few pixels on a large sheet."""
    paper = rng.uniform(225, 250) + rng.normal(0, rng.uniform(0, 1.5), (1000, 1300))
    top, left, side = int(rng.uniform(200, 800)), int(rng.uniform(200, 1100)), int(rng.integers(2, 4))
    paper[top : top + side, left : left + side] -= rng.uniform(60, 120)
    return saved(paper, "BMP"), {}


def as_bright_as_its_ground(rng: np.random.Generator) -> Scene:
    shape = some_size(rng)
    while True:
        ink, paper = rng.uniform(0, 255, 3), rng.uniform(0, 255, 3)
        paper += (ink - paper) @ LUMA
        if paper.min() >= 0 and paper.max() <= 255 and np.abs(ink - paper).max() > 90:
            break
    return saved(np.where(stroke(shape, 12)[..., None], ink, paper), "PNG"), {"without": ("channel",)}


def faint(rng: np.random.Generator) -> Scene:
    """A pencil hardly darker than the paper, or chalk hardly brighter, however the light falls."""
    shape = some_size(rng)
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]] / max(shape)
    light = rng.uniform(120, 180) + rng.uniform(-40, 40) * x + rng.uniform(-40, 40) * y
    ink = stroke(shape, max(8, max(shape) // 28)) * rng.uniform(7, 10) * rng.choice((-1, 1))
    return saved(light + ink, "PNG"), {"way": "drawing"}


def only_light(rng: np.random.Generator) -> Scene:
    """Light that falls off, or a soft shadow."""
    shape = some_size(rng)
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]] / max(shape)
    falls = 120 + rng.uniform(40, 90) * x + rng.uniform(-60, 60) * y
    shadow = 40 / (1 + np.exp((x - 0.5) * rng.uniform(4, 8)))
    return saved(falls + (shadow if rng.random() < 0.5 else 0), "PNG"), {"way": "drawing"}


def blank_paper(rng: np.random.Generator) -> Scene:
    grain = rng.uniform(150, 240) + rng.normal(0, rng.uniform(1, 4), some_size(rng))
    return saved(grain, "JPEG", quality=85), {}


def ink_weaker_than_the_grain(rng: np.random.Generator) -> Scene:
    shape = some_size(rng)
    grain = rng.normal(0, 6, shape)
    return saved(200 + grain - 9 * stroke(shape, 6), "PNG"), {"way": "drawing"}


def noise(rng: np.random.Generator) -> Scene:
    return saved(rng.integers(0, 256, some_size(rng)), "PNG"), {"way": "drawing"}


def texture(rng: np.random.Generator) -> Scene:
    """More dots than anyone looks at one by one."""
    seeds = np.where(rng.random((240, 320)) < 0.02, 255.0, 0.0)
    return saved(np.where(blurred(seeds, 1.5) > 20, 30, 230), "PNG"), {"way": "drawing"}


CAUSES: dict[str, tuple[Callable[[np.random.Generator], Scene], ...]] = {
    "no_drawing_one_colour": (one_colour, transparent),
    "no_drawing_empty_frames": (all_frames_empty, first_frame_empty),
    "no_drawing_too_fine": (hairline, tiny),
    "no_drawing_equal_brightness": (as_bright_as_its_ground,),
    "no_drawing_faint": (faint,),
    "no_drawing_only_light": (only_light,),
    "no_drawing_blank": (blank_paper, ink_weaker_than_the_grain),
    "no_drawing_restless": (noise, texture),
}


@pytest.mark.slow
@pytest.mark.parametrize("reason", CAUSES)
def test_a_refusal_names_the_true_cause(reason: str) -> None:
    named: list[tuple[str, int, str]] = []
    for make in CAUSES[reason]:
        for seed in SEEDS:
            file, reading = make(np.random.default_rng(seed))
            named.append((make.__name__, seed, refusal(file, **reading).reason))
    assert [each for each in named if each[2] != reason] == []


@pytest.mark.parametrize("steps", range(11, 15))
def test_what_differs_too_little_is_not_said_to_differ_by_what_is_enough(steps: int) -> None:
    paper = np.full((240, 320), 235, np.uint8)
    paper[stroke(paper.shape, 14)] = 235 - steps
    assert steps < 12 or prepare(saved(paper)).way == "drawing"
    said: list[tuple[float, float]] = []
    for radius in np.arange(1, 6, 0.25):
        softer = Image.fromarray(paper).filter(ImageFilter.GaussianBlur(float(radius)))
        try:
            prepare(saved(softer))
        except PictureError as error:
            said.append((float(error.values["contrast"]), float(error.values["least"])))
    assert all(differs < enough for differs, enough in said)


def test_every_cause_has_its_scenes() -> None:
    assert set(CAUSES) == {reason for reason in MESSAGES if reason.startswith("no_drawing")}


@pytest.mark.slow
@pytest.mark.parametrize("reason", CAUSES)
def test_whatever_the_cause_the_picture_can_be_read_as_a_photo(reason: str) -> None:
    for make in CAUSES[reason]:
        file, _ = make(np.random.default_rng(0))
        assert prepare(file, "photo", without=CHOICES).way == "photo"


@pytest.mark.slow
def test_the_fineness_of_a_hairline_and_the_colours_of_equal_brightness_are_measured() -> None:
    paper = np.full((2000, 2000), 235)
    paper[stroke((2000, 2000), 1)] = 140
    assert refusal(saved(paper)).values["n"] == pytest.approx(2000, rel=0.25)
    red, teal = (200, 60, 60), (20, 133, 133)
    coloured = np.where(stroke((240, 320), 12)[..., None], red, teal)
    equal = refusal(saved(coloured), without=("channel",)).values
    assert equal["in_colour"] == pytest.approx(180, abs=20)
    assert float(equal["contrast"]) < 12
