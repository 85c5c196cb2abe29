"""Stills of the sliding window: the right numbers, no words, the same bytes every time."""

import io
import itertools
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import GifImagePlugin, Image
from torch.nn import functional

from cnn_core.geometry import as_pair
from cnn_core.refusals import GeometryError
from cnn_core.rounding import format_number
from lessons.convolution.scene import Scene, short
from lessons.convolution.sliding import Sliding, State
from lessons.convolution.stills import MOST_FRAMES, file_of, slide, steps_of, still
from lessons.kit.export import motion
from lessons.kit.export.drawing import Box, Drawing, Text
from lessons.kit.grid.scale import STEP
from lessons.kit.settings.setting import Rows
from tests.browser.server import ROOT

pytestmark = pytest.mark.slow

HEART = tuple(
    tuple(map(float, row))
    for row in ("0220220", "2322222", "2322222", "2222222", "0222220", "0022200", "0002000")
)
EDGES = ((1.0, 0.0, -1.0),) * 3
START = State(HEART, EDGES, padding=1, bias=1, step=23)
ALLOWED = re.compile(r"[\d\s.,+−×=Σ/]*|nn\.Conv2d\([^가-힣]*\)")


def grid(chance: random.Random, height: int, width: int, lowest: int, unit: int) -> Rows:
    return tuple(tuple(chance.randint(lowest, 9) / unit for _ in range(width)) for _ in range(height))


def random_states(count: int) -> list[State]:
    """Return states of every kind that fit."""
    chance, found = random.Random(5), list[State]()
    while len(found) < count:
        pixels = grid(chance, chance.randint(3, 12), chance.randint(3, 12), 0, 1)
        weights = grid(chance, chance.randint(1, 5), chance.randint(1, 5), -9, chance.choice([1, 100]))
        state = State(
            pixels,
            weights,
            stride=(chance.randint(1, 3), chance.randint(1, 3)),
            padding=(chance.randint(0, 2), chance.randint(0, 2)),
            dilation=chance.randint(1, 2),
            padding_mode=chance.choice(["zeros", "reflect", "replicate", "circular"]),
            bias=chance.randint(-3, 3),
        )
        try:
            height, width = state.output_shape
        except GeometryError:
            continue
        found.append(replace(state, step=chance.randint(1, height * width)))
    return found


def by_torch(state: State) -> torch.Tensor:
    """Return the output by torch's plain functions, not by the layer the stills use."""
    (down, across), mode = as_pair(state.padding, "padding"), state.padding_mode
    pixels = torch.tensor([[state.input]], dtype=torch.float64)
    sides = (across, across, down, down)
    padded = functional.pad(pixels, sides, "constant" if mode == "zeros" else mode)
    kernel = torch.tensor([[state.kernel]], dtype=torch.float64)
    bias = torch.tensor([state.bias], dtype=torch.float64)
    return functional.conv2d(padded, kernel, bias, state.stride, dilation=state.dilation)[0, 0]


def numbers_in(drawing: Drawing, left: float, top: float, right: float, bottom: float) -> list[str]:
    """Return the texts whose middle lies in a part of a drawing, row by row."""
    texts = [shape for shape in drawing.shapes if isinstance(shape, Text) and shape.anchor == "middle"]
    inside = [text for text in texts if left < text.x < right and top < text.y < bottom]
    return [text.text for text in sorted(inside, key=lambda text: (text.y, text.x))]


def colours_of(image: Image.Image) -> set[tuple[int, ...]]:
    return {
        tuple(pixel) for pixel in np.unique(np.asarray(image.convert("RGB")).reshape(-1, 3), axis=0).tolist()
    }


def animated(file: bytes) -> GifImagePlugin.GifImageFile:
    image = Image.open(io.BytesIO(file))
    assert isinstance(image, GifImagePlugin.GifImageFile)
    return image


@pytest.mark.parametrize("state", random_states(40), ids=str)
def test_the_output_stands_there_as_far_as_the_step_has_come(state: State) -> None:
    scene = Scene(Sliding(state))
    place = scene.output
    shown = numbers_in(scene.draw(state.step), place.x, place.y, place.right, place.bottom)
    expected = [format_number(float(value)) for value in by_torch(state).flatten()[: state.step]]
    # Numbers too long for a small cell are left out all together, never some of them.
    assert shown in (expected, []) if place.cell < 24 else shown == expected


@pytest.mark.parametrize("state", random_states(40), ids=str)
def test_the_written_sum_and_result_are_those_of_the_step(state: State) -> None:
    sliding = Sliding(state)
    made = sliding.step(state.step)
    texts = Scene(sliding).draw(state.step).texts()
    total = float(made.products.sum())
    result = format_number(by_torch(state).flatten()[state.step - 1].item())
    assert texts[-2 if texts[-1].endswith(f"/ {sliding.output.size}") else -1] == result
    assert any(text.endswith(f"= {format_number(total)}") for text in texts)
    assert any(text.startswith(f"{format_number(total)} ") and text.endswith("=") for text in texts)


def test_the_window_shows_the_weights_where_it_lies() -> None:
    scene = Scene(Sliding(START))
    (top, left), place = scene.sliding.place(START.step), scene.input
    corner_x, corner_y = place.corner((top, left))
    texts = numbers_in(
        scene.draw(START.step), corner_x, corner_y, corner_x + 3 * place.cell, corner_y + 3 * place.cell
    )
    rows = [texts[start : start + 3] for start in range(0, 18, 3)]
    pixels = np.array(HEART)[top - 1 : top + 2, left - 1 : left + 2]
    for row in range(3):
        assert rows[2 * row] == [short(value) for value in pixels[row]]
        assert rows[2 * row + 1] == [f"×{short(weight)}" for weight in EDGES[row]]


def test_the_ring_says_which_cell_is_being_computed() -> None:
    scene = Scene(Sliding(START))
    rings = [shape for shape in scene.draw(23).shapes if isinstance(shape, Box) and shape.edge == STEP]
    x, y = scene.output.corner((3, 1))
    assert any((ring.x + 3, ring.y + 3, ring.width - 6) == (x, y, scene.output.cell) for ring in rings)


@pytest.mark.parametrize("state", [START, *random_states(30)], ids=str)
def test_bitmaps_hold_numbers_and_code_only(state: State) -> None:
    texts = Scene(Sliding(state)).draw(state.step).texts()
    assert [text for text in texts if not ALLOWED.fullmatch(text)] == []


def test_nothing_is_drawn_outside_the_sheet() -> None:
    for state in random_states(60):
        drawing = Scene(Sliding(state)).draw(state.step)
        for shape in drawing.shapes:
            assert 0 <= shape.x <= drawing.width
            assert 0 <= shape.y <= drawing.height
            if isinstance(shape, Box):
                assert shape.x + shape.width <= drawing.width
                assert shape.y + shape.height <= drawing.height


def test_a_still_is_a_picture_for_print() -> None:
    image = Image.open(io.BytesIO(still(START, "png")))
    assert round(image.info["dpi"][0]) == 200
    assert min(image.size) > 1000
    assert STEP in colours_of(image)
    assert still(START, "pdf").startswith(b"%PDF-")


@pytest.mark.parametrize("kind", ["png", "pdf", "gif"])
def test_the_same_state_gives_the_same_bytes_in_any_thread(kind: str) -> None:
    small = State(((1, 2, 3), (4, 5, 6), (7, 8, 9)), ((1, -1),), step=2)
    still.cache_clear()
    first = file_of(kind, small)
    others = list[bytes]()
    for _ in range(2):
        still.cache_clear()
        with ThreadPoolExecutor(2) as threads:
            asked = [threads.submit(file_of, kind, small) for _ in range(2)]
            others += [each.result() for each in asked]
    assert set(others) == {first}


def test_a_slide_shows_every_step_as_long_as_the_figure_at_1x() -> None:
    image = animated(slide(START))
    assert image.n_frames == 49
    assert max(image.size) <= motion.LONGEST_SIDE
    durations = list[int]()
    for frame in range(image.n_frames):
        image.seek(frame)
        durations.append(image.info["duration"])
    assert durations == [600] * 48 + [1800]
    assert len(slide(START)) < 500_000
    assert slide(START) == slide(replace(START, step=49))


def test_frames_of_a_slide_look_like_their_own_drawing() -> None:
    state = State(((1.0, 2.0, 0.0), (0.0, 3.0, 1.0), (2.0, 2.0, 2.0)), ((1.0, -1.0),), padding=(0, 1), bias=2)
    image, scene = animated(slide(state)), Scene(Sliding(state))
    for step in range(1, image.n_frames + 1):
        image.seek(step - 1)
        whole = next(motion.frames(scene.draw(step), [motion.Moment([], [])]))
        difference = np.abs(np.asarray(image.convert("RGB"), int) - np.asarray(whole, int))
        # Only the palette stands between the two.
        assert difference.max() < 100
        assert difference.mean() < 0.5


@pytest.mark.parametrize("height", [1, 12, 13, 149, 150, 151, 256])
def test_long_slides_advance_by_rows(height: int) -> None:
    for width in (1, 12, 256):
        steps = steps_of(height, width)
        assert len(steps) <= MOST_FRAMES
        assert steps[-1] == height * width
        assert all(before < after for before, after in itertools.pairwise(steps))
        if height * width > MOST_FRAMES:
            assert all(step % width == 0 for step in steps)
        else:
            assert steps == list(range(1, height * width + 1))


def test_a_photo_is_drawn_as_a_picture_in_its_true_brightness() -> None:
    pixels = np.linspace(0, 1, 200).round(2)
    state = State(tuple(tuple(pixels.tolist()) for _ in range(100)), EDGES, padding=1, step=9000)
    colours = colours_of(Image.open(io.BytesIO(still(state, "png"))))
    assert {(0, 0, 0), (255, 255, 255), (128, 128, 128)} <= colours
    assert animated(slide(state)).n_frames == 100


def test_drawing_leaves_torchs_random_numbers_to_the_answers() -> None:
    torch.manual_seed(1)
    before = torch.get_rng_state()
    assert Sliding(START).output.shape == (7, 7)
    assert torch.equal(torch.get_rng_state(), before)


def test_matplotlib_waits_until_it_is_needed_and_pyplot_is_never() -> None:
    code = (
        "import sys; from lessons.convolution import stills; from lessons.convolution.sliding import State\n"
        "assert 'matplotlib' not in sys.modules\n"
        "stills.still(State(((1.0,),), ((1.0,),)), 'png'); stills.slide(State(((1.0,),), ((1.0,),)))\n"
        "assert 'matplotlib' in sys.modules and 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
