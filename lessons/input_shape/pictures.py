"""The pictures that the snippets read: a digit, a photo, and the photo as its file holds it."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.datasets import DATA_FOLDER, SAMPLE_FILES, load_dataset
from lessons.kit.code.carried import carried_bytes
from lessons.kit.i18n.language import Language

SQUARE = (43, 0, 214, 171)
"""The part of the photo around the cup: left, upper, right, lower."""
SIDE = 28


@cache
def digit() -> NDArray[np.uint8]:
    """Return a digit of MNIST, (28, 28), bytes; nobody may write into it."""
    pixels = load_dataset("digits").x_test[0].copy()
    pixels.flags.writeable = False
    return pixels


@cache
def whole_photo() -> Image.Image:
    """Return the photo of a cup as it lies in its file: 256 wide, 171 high, RGB."""
    with Image.open(DATA_FOLDER / "photos" / SAMPLE_FILES["coffee"]) as photo:
        return photo.convert("RGB")


@cache
def photo() -> Image.Image:
    """Return the cup alone, 28 x 28, RGB."""
    return whole_photo().crop(SQUARE).resize((SIDE, SIDE))


WIDE = (48, 32)
"""(width, height), as PIL has it: no square, so that no axis is mistaken for another."""


@cache
def wide_photo() -> Image.Image:
    """Return the whole photo, 48 wide and 32 high, RGB."""
    return whole_photo().resize(WIDE)


def photo_of(*, is_wide: bool) -> Image.Image:
    """Return the whole photo, or the cup alone."""
    return wide_photo() if is_wide else photo()


def digit_code(language: Language) -> str:
    """Return a line of code that makes the digit from pixels of its own; it needs base64, zlib and NumPy."""
    code, comment = carried_bytes(digit(), language)
    return f"digit = np.frombuffer(bytearray({code}), np.uint8).reshape({SIDE}, {SIDE})  # {comment}"


def photo_code(shown: Image.Image, language: Language) -> str:
    """Return a line of code that makes an RGB photo from pixels of its own; it needs base64, zlib and PIL."""
    code, comment = carried_bytes(np.array(shown), language)
    return f'photo = Image.frombytes("RGB", {shown.size}, {code})  # {comment}'
