"""A visitor's picture: what comes out of `prepare`, step by step."""

import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

import cnn_core
from cnn_core.datasets import load_dataset, sample_pictures, to_pixels
from cnn_core.network import load_weights
from cnn_core.pictures import MESSAGES, REMARKS, STEPS, WAYS, PictureError, Prepared, prepare
from cnn_core.pictures.filtering import closing, label_regions
from cnn_core.pictures.framing import is_framed
from cnn_core.training import predictions
from tests.bench.simulated_paper import Scene, photograph, saved
from tests.cnn_core.test_pictures_files import refusal

PHOTOS = {"cat", "camera", "coffee", "rocket", "coins", "brick", "text"}
SAMPLES = {sample.id: sample.data for sample in sample_pictures()}


def enlarged(digit: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    side = len(digit) * factor
    return np.array(Image.fromarray(digit).resize((side, side), Image.Resampling.BICUBIC))


def read(prepared: list[Prepared], weights: str = "digits") -> NDArray[np.int64]:
    return predictions(load_weights(weights), np.stack([each.pixels for each in prepared]))


@pytest.mark.parametrize("way", [None, *WAYS])
@pytest.mark.parametrize("sample", sorted(SAMPLES))
def test_what_comes_out_keeps_its_promises(sample: str, way: str | None) -> None:
    prepared = prepare(SAMPLES[sample], way)
    names = [step.name for step in prepared.steps]
    assert names[:2] == ["original", "grey"]
    assert names[-1] == "resized"
    assert len(set(names)) == len(names)
    assert set(names) <= set(STEPS)
    assert set(prepared.remarks) <= set(REMARKS)
    for step in prepared.steps:
        assert step.picture.dtype == np.uint8
        assert 1 <= min(step.picture.shape[:2]) <= max(step.picture.shape[:2]) <= 320
        assert step.picture.ndim == 2 or step.picture.shape[2:] == (3,)
    assert prepared.pixels.shape == (28, 28)
    assert prepared.pixels.dtype == np.float64
    assert 0 <= prepared.pixels.min() <= prepared.pixels.max() <= 1
    assert np.array_equal(prepared.pixels, np.rint(prepared.pixels * 100) / 100)
    assert prepared.way == (way or ("photo" if sample in PHOTOS else "drawing"))


@pytest.mark.slow
def test_digits_of_mnist_pass_unchanged_bright_or_dark() -> None:
    for digit in load_dataset("digits").x_test[:50]:
        assert np.array_equal(prepare(saved(digit, "PNG")).pixels, to_pixels(digit))
        inverted = prepare(saved(255 - digit, "PNG"))
        assert np.array_equal(inverted.pixels, to_pixels(digit))
        assert inverted.remarks == ("inverted", "already_framed")


@pytest.mark.slow
def test_every_digit_of_mnist_counts_as_framed() -> None:
    digits = load_dataset("digits")
    assert all(is_framed(digit) for digit in (*digits.x_train, *digits.x_test))


@pytest.mark.slow
@pytest.mark.alike("ink")
@pytest.mark.parametrize("ink", ["bright", "dark", "transparent"])
def test_enlarged_digits_are_read_as_well_as_clean_ones(ink: str) -> None:
    digits = load_dataset("digits")
    large = [enlarged(digit, 7) for digit in digits.x_test[:50]]
    if ink == "transparent":
        files = [saved(np.dstack([np.zeros_like(each)] * 3 + [each]), "PNG") for each in large]
    else:
        files = [saved(each if ink == "bright" else 255 - each, "PNG") for each in large]
    clean = predictions(load_weights("digits"), to_pixels(digits.x_test[:50]))
    right = (read([prepare(file) for file in files]) == digits.y_test[:50]).mean()
    assert right >= (clean == digits.y_test[:50]).mean() - 0.03


@pytest.mark.slow
def test_drawn_silhouettes_are_read_by_the_other_network() -> None:
    cats_dogs = load_dataset("cats_dogs")
    prepared = [prepare(saved(255 - enlarged(each, 8), "PNG"), "drawing") for each in cats_dogs.x_test[:50]]
    assert (read(prepared, "cats_dogs") == cats_dogs.y_test[:50]).mean() >= 0.85


@pytest.mark.parametrize("ground", [0, 255])
def test_a_shape_wider_than_a_stroke_stays_whole(ground: int) -> None:
    image = Image.new("L", (300, 240), ground)
    ImageDraw.Draw(image).ellipse((60, 30, 240, 210), fill=255 - ground)
    pixels = prepare(saved(np.array(image), "PNG")).pixels
    assert pixels[14, 14] == 1
    assert pixels[0].max() == 0
    assert 280 < pixels.sum() < 340  # a disc 20 pixels wide covers 314


def test_thin_strokes_are_widened_and_wide_ones_left() -> None:
    widths: list[float] = []
    for width in (2, 4, 8, 24):
        image = Image.new("L", (200, 200), 255)
        ImageDraw.Draw(image).ellipse((30, 30, 170, 170), outline=0, width=width)
        area = float(prepare(saved(np.array(image), "PNG"), "drawing").pixels.sum())
        widths.append(10 - (100 - area / np.pi) ** 0.5)  # of a ring that is 20 pixels wide outside
    assert widths[:3] == pytest.approx([2.4] * 3, abs=0.3)
    assert widths[3] == pytest.approx(24 / 141 * 20, abs=0.3)


def test_the_sign_lands_framed_wherever_it_stood() -> None:
    for left, top in ((20, 20), (180, 30), (90, 140)):
        image = Image.new("L", (300, 240), 240)
        ImageDraw.Draw(image).line((left, top, left + 60, top, left + 20, top + 80), fill=20, width=9)
        pixels = prepare(saved(np.array(image), "PNG")).pixels
        rows, columns = np.nonzero(pixels > 0.1)
        assert 19 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 21
        centres = [float((pixels.sum(axis=1 - axis) * np.arange(28)).sum() / pixels.sum()) for axis in (0, 1)]
        assert centres == pytest.approx([14, 14], abs=0.75)


def test_dust_and_the_edge_of_the_table_are_left_out() -> None:
    image = Image.new("L", (300, 240), 230)
    draw = ImageDraw.Draw(image)
    draw.line((120, 60, 180, 60, 140, 180), fill=20, width=12)
    clean = prepare(saved(np.array(image), "PNG")).pixels
    draw.rectangle((0, 0, 25, 240), fill=10)
    draw.ellipse((250, 200, 256, 206), fill=0)
    assert np.abs(prepare(saved(np.array(image), "PNG"), "drawing").pixels - clean).mean() < 0.01


def test_a_photo_keeps_its_middle_square_and_its_brightness() -> None:
    picture = np.zeros((56, 112), dtype=np.uint8)
    picture[:28, 28:84] = 255
    picture[:, :28] = 128
    prepared = prepare(saved(picture, "PNG"), "photo")
    assert np.array_equal(prepared.pixels, np.repeat([[1.0], [0.0]], 14, axis=0) * np.ones((1, 28)))
    assert "inverted" not in prepared.remarks


def test_a_small_photo_is_not_resized_twice() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (28, 28), dtype=np.uint8)
    prepared = prepare(saved(noise, "PNG"))
    assert prepared.way == "photo"
    assert np.array_equal(prepared.pixels, to_pixels(noise))


def test_an_outline_without_ink_is_taken_for_a_photo() -> None:
    halves = np.repeat(np.array([[0, 255]], dtype=np.uint8), 60, axis=1).repeat(90, axis=0)
    assert prepare(saved(halves, "PNG")).way == "photo"
    slope = np.tile(np.linspace(0, 255, 120).astype(np.uint8), (90, 1))
    assert prepare(saved(slope, "PNG")).way == "photo"


@pytest.mark.parametrize("width", [200, 400, 640])
def test_broad_fog_is_taken_for_a_photo_and_a_broad_stroke_is_not(width: int) -> None:
    y, x = np.mgrid[0:120, 0:width] / np.array((120.0, width))[:, None, None]
    from_the_middle = np.hypot(x - 0.5, y - 0.5)
    fog = 150 - 80 * np.exp(-((from_the_middle / 0.2) ** 2))
    prepared = prepare(saved(fog.astype(np.uint8), "PNG"))
    assert (prepared.way, prepared.seen.is_fog) == ("photo", True)
    disc = np.where(from_the_middle < 0.2, 70, 150)
    assert prepare(saved(disc.astype(np.uint8), "PNG")).way == "drawing"


@pytest.mark.slow
@pytest.mark.parametrize("cell", [8, 11, 16])
def test_an_even_texture_is_no_blank_paper(cell: int) -> None:
    y, x = np.indices((300, 260)) // cell
    grain = np.random.default_rng(cell).normal(0, 3, (300, 260))
    assert prepare(saved((140 + 22 * ((x + y) % 2) + grain).astype(np.uint8), "PNG")).way == "photo"


def blank(light: str, seed: int) -> bytes:
    return photograph(Scene(light), np.zeros((28, 28), dtype=np.uint8), np.random.default_rng(seed))


@pytest.mark.slow
@pytest.mark.alike("light")
@pytest.mark.parametrize("light", ["even", "uneven"])
def test_blank_paper_is_refused(light: str) -> None:
    for seed in range(10):
        assert refusal(blank(light, seed)).reason in {"no_drawing_blank", "no_drawing_only_light"}


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_one_grey_is_refused_but_not_as_a_photo(grey: int) -> None:
    file = saved(np.full((40, 50), grey, dtype=np.uint8), "PNG")
    for way in (None, "drawing"):
        assert refusal(file, way=way).reason == "no_drawing_one_colour"
    prepared = prepare(file, "photo")
    assert prepared.remarks == ("flat",)
    assert np.ptp(prepared.pixels) == 0


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1, 1), (1, 500), (500, 1), (2, 2), (3, 400), (27, 29), (321, 113)])
@pytest.mark.parametrize("way", [None, *WAYS])
def test_any_size_is_prepared_or_refused(size: tuple[int, int], way: str | None) -> None:
    rng = np.random.default_rng(1)
    noise = rng.integers(0, 256, size, dtype=np.uint8)
    stripes = np.where(np.indices(size).sum(0) % 7 < 2, 20, 230).astype(np.uint8)
    for picture in (noise, stripes):
        try:
            assert prepare(saved(picture, "PNG"), way).pixels.shape == (28, 28)
        except PictureError as refused:
            assert refused.reason.startswith("no_drawing")  # noqa: PT017 - either is right


def test_an_unknown_way_is_refused() -> None:
    with pytest.raises(ValueError, match="way is one of"):
        prepare(SAMPLES["cat"], "painting")


def test_every_reason_has_a_message_and_every_message_a_use() -> None:
    sources = Path(cnn_core.__file__).parent.joinpath("pictures").glob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert {*re.findall(r'PictureError\(\s*"(\w+)"', code)} == set(MESSAGES)


def test_closing_leaves_slopes_and_shadow_edges_and_fills_strokes() -> None:
    y, x = np.mgrid[0:60, 0:80].astype(np.float64)
    slope = 100 + x + y / 2
    assert np.allclose(closing(slope, 9), slope)
    shadow = np.where(x > 40, 80.0, 200.0)
    assert np.array_equal(closing(shadow, 9), shadow)
    stroke = slope.copy()
    stroke[10:50, 30:36] = 0
    assert (closing(stroke, 9) - slope)[10:50, 30:36].max() < 20
    assert (closing(stroke, 9) > 90).all()


def flooded(mask: NDArray[np.bool_]) -> int:
    """The number of regions, counted by walking from pixel to pixel."""
    left = {(int(y), int(x)) for y, x in np.argwhere(mask)}
    count = 0
    while left:
        count += 1
        walk = [left.pop()]
        while walk:
            y, x = walk.pop()
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= near
            walk += near
    return count


def test_regions_agree_with_walking_from_pixel_to_pixel() -> None:
    rng = np.random.default_rng(4)
    for share in (0.0, 0.1, 0.3, 0.5, 0.9, 1.0):
        mask = rng.random((31, 47)) < share
        labels = label_regions(mask)
        assert np.array_equal(labels > 0, mask)
        assert labels.max() == flooded(mask)
        for number in range(1, int(labels.max()) + 1):
            assert flooded(labels == number) == 1
