"""Colours of any depth as eight bits: grey of 1, 16 and 32 bits, palettes, CMYK, transparency."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

WHITE_OF_16_BITS = 65535


def to_eight_bit(image: Image.Image) -> Image.Image:
    """Return the picture in one of the modes L, LA, RGB and RGBA, no value clipped.

    Args:
        image: a loaded picture of any mode of Pillow but I and F (see `from_unknown_range`).

    >>> deep = Image.fromarray(np.array([[0, 32896, 65535]], dtype=np.uint16))
    >>> np.asarray(to_eight_bit(deep)).tolist()
    [[0, 128, 255]]
    """
    if image.mode.startswith("I;16"):  # Pillow's own conversion would clip at 255
        return Image.fromarray((np.asarray(image) // np.uint16(257)).astype(np.uint8))
    if "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA"):
        return image
    if image.mode == "LAB":  # Pillow has no conversion; the first channel is the lightness
        return image.getchannel(0)
    return image.convert("L" if image.mode == "1" else "RGB")


def from_unknown_range(image: Image.Image) -> Image.Image:
    """Return 32 bit whole or floating numbers as grey, white the smallest customary one that holds them.

        white = 1 (floating numbers only), 255, 65535, or the largest number

    Where numbers are below 0 there is no customary black either: the smallest is black, the largest white.

    Args:
        image: of mode I or F.

    >>> scan = Image.fromarray(np.array([[0.0, 0.5, 1.0]], dtype=np.float32))
    >>> np.asarray(from_unknown_range(scan)).tolist()
    [[0, 128, 255]]
    """
    numbers: NDArray[np.float64] = np.nan_to_num(np.asarray(image, np.float64), nan=0, posinf=0, neginf=0)
    customary = (255, WHITE_OF_16_BITS) if image.mode == "I" else (1, 255, WHITE_OF_16_BITS)
    if float(numbers.min()) < 0:
        numbers = (numbers - numbers.min()) / max(float(np.ptp(numbers)), 1e-9) * 255
    largest = float(numbers.max())
    white = next((white for white in customary if largest <= white), largest)
    return Image.fromarray(np.rint(numbers.clip(0) * (255 / white)).astype(np.uint8))


def lay_on_ground(image: Image.Image) -> Image.Image:
    """Return the picture opaque: laid on black or white, whichever is further from the ink that can be seen.

    Args:
        image: of mode L, LA, RGB or RGBA.

    >>> lay_on_ground(Image.new("RGBA", (1, 1), (0, 0, 0, 0))).getpixel((0, 0))
    (255, 255, 255)
    """
    if image.mode in ("L", "RGB"):
        return image.convert("RGB")
    image = image.convert("RGBA")
    alpha = np.asarray(image.getchannel("A"), np.float64)
    grey = np.asarray(image.convert("RGB").convert("L"), np.float64)
    ink = float((grey * alpha).sum() / max(float(alpha.sum()), 1.0))
    ground = Image.new("RGBA", image.size, "white" if ink < 128 else "black")
    return Image.alpha_composite(ground, image).convert("RGB")
