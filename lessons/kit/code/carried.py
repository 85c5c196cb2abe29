"""Numbers that code carries itself: whole hundredths in one text, so that it runs wherever torch is."""

import base64
import zlib

import numpy as np
from numpy.typing import NDArray

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language

HUNDREDTHS = 100
SHOWN = 2  # numbers at either end that the comment says


def head(language: Language) -> list[str]:
    """Return the lines that code which carries numbers begins with."""
    return [
        "import base64, zlib",
        "import torch",
        "from torch import nn",
        "",
        "def numbers(text, *shape):  # " + label("torch.hundredths", language),
        "    packed = bytearray(zlib.decompress(base64.b64decode(text)))",
        "    return torch.frombuffer(packed, dtype=torch.int16).double().reshape(shape) / 100",
        "",
    ]


def carried(numbers: NDArray[np.float64] | NDArray[np.int16], *, target: str, language: Language) -> str:
    """Return a line of code that gives these numbers back, exactly, and says which they are.

    Args:
        numbers: multiples of 0.01 as floats, or whole hundredths as int16, each less than 327.68.
        target: what they are assigned to.
        language: of the comment.

    >>> line = carried(np.array([[0.25, -1.0, 0.5]]), target="x", language="en")
    >>> line.split("(")[0], line.split("#")[1]
    ('x = numbers', ' 3 numbers: 0.25, -1.0 … 0.5')
    """
    hundredths = numbers if numbers.dtype == np.int16 else np.rint(np.asarray(numbers) * HUNDREDTHS)
    text = base64.b64encode(zlib.compress(hundredths.astype("<i2").tobytes(), 9)).decode()
    flat = [float(each) / HUNDREDTHS for each in (*hundredths.ravel()[:SHOWN], hundredths.ravel()[-1])]
    comment = label(
        "torch.carried",
        language,
        n=f"{hundredths.size:,}",
        first=", ".join(map(str, flat[:SHOWN])),
        last=flat[-1],
    )
    shape = ", ".join(map(str, hundredths.shape))
    return f'{target} = numbers("{text}", {shape})  # {comment}'
