"""The colour picture of the lesson: a shipped photo as hundredths of red, green and blue."""

import base64
import io
from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from cnn_core.datasets import sample_pictures, to_pixels

SAMPLE = "coffee"
SIDE = 56
"""Pixels: the figure averages them down to the smaller sizes."""


@cache
def as_data() -> dict[str, Any]:
    """Return the picture as JSON values: its side, and its bytes channel by channel, each 0 to 100."""
    file = next(each.data for each in sample_pictures() if each.id == SAMPLE)
    image = ImageOps.fit(Image.open(io.BytesIO(file)).convert("RGB"), (SIDE, SIDE), Image.Resampling.BOX)
    hundredths = np.rint(to_pixels(np.asarray(image)) * 100).astype(np.uint8)
    channels = np.ascontiguousarray(hundredths.transpose(2, 0, 1))
    return {"side": SIDE, "hundredths": base64.b64encode(channels.tobytes()).decode()}
