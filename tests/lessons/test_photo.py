"""What the sliding window gets of a photo, without a browser."""

import io
import re

import numpy as np
import pytest
from PIL import Image

from cnn_core.datasets import sample_pictures
from lessons.convolution import settings
from tests.browser.server import ROOT


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("name", settings.SAMPLES)
def test_the_figure_knows_a_samples_size_before_its_pixels(name: str) -> None:
    script = (ROOT / "lessons" / "convolution" / "model" / "photos.js").read_text(encoding="utf-8")
    found = re.search(rf"\b{name}: {{ height: (\d+), width: (\d+)", script)
    assert found, f"photos.js has no {name}"
    assert tuple(map(int, found.groups())) == settings.sample(name).shape


def test_the_figure_offers_the_same_samples() -> None:
    script = (ROOT / "lessons" / "convolution" / "model" / "photos.js").read_text(encoding="utf-8")
    assert tuple(re.findall(r"(\w+): { height: \d+", script)) == settings.SAMPLES
    assert f'OWN_PHOTO = "{settings.OWN}"' in script
    assert set(settings.SAMPLES) <= {sample.id for sample in sample_pictures()}


@pytest.mark.parametrize("size", [(900, 600), (600, 900), (257, 12), (256, 256), (31, 17), (1, 1)])
def test_a_picture_keeps_its_shape_and_is_at_most_256_long(size: tuple[int, int]) -> None:
    pixels = settings.grey(png(Image.new("L", size, 128)))
    scale = min(1, 256 / max(size))
    expected = [max(1, round(side * scale)) for side in reversed(size)]
    assert np.abs(np.array(pixels.shape) - expected).max() <= 1
    assert max(pixels.shape) <= 256
    assert set(pixels.flat) == {50}


def test_pixels_are_hundredths_of_grey() -> None:
    pixels = settings.grey(png(Image.fromarray(np.array([[0, 76, 128, 255]], dtype=np.uint8))))
    assert pixels.tolist() == [[0, 30, 50, 100]]
    colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], dtype=np.uint8)
    assert settings.grey(png(Image.fromarray(colours))).tolist() == [[30, 59, 11]]
