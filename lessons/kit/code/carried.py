"""Numbers that code carries itself, hundredths or bytes in one text, so that it runs wherever torch is."""

import base64
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language


def _written(value: float) -> str:
    return str(int(value) if value == int(value) else value)


def lines_of(rows: Sequence[Sequence[float]], indent: str = "") -> list[str]:
    """Return one line a row, each number as wide as the widest.

    Args:
        rows: of equal length, at least one number.
        indent: of the line that the bracket before them stands in.

    >>> lines_of([(1, -2), (3.5, 0)])
    ['    [  1,  -2],', '    [3.5,   0],']
    """
    cells = [[_written(value) for value in row] for row in rows]
    width = max(len(cell) for row in cells for cell in row)
    return [f"{indent}    [{', '.join(cell.rjust(width) for cell in row)}]," for row in cells]


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
    shape = ", ".join(map(str, hundredths.shape))
    comment = _comment(hundredths.ravel() / HUNDREDTHS, language)
    return f'{target} = numbers("{_packed(hundredths.astype("<i2").tobytes())}", {shape})  # {comment}'


def carried_bytes(pixels: NDArray[np.uint8], language: Language, *, per: int = 1) -> tuple[str, str]:
    """Return code that gives the bytes of a picture back, and a comment that says which numbers they become.

    Needs `import base64, zlib`.

    Args:
        pixels: 0 to 255, of any shape, row by row.
        language: of the comment.
        per: what the line around the code divides them by.

    >>> code, comment = carried_bytes(np.arange(4, dtype=np.uint8), "en")
    >>> list(eval(code)), comment
    ([0, 1, 2, 3], '4 numbers: 0, 1 … 3')
    """
    code = f'zlib.decompress(base64.b64decode("{_packed(pixels.tobytes())}"))'
    return code, _comment(pixels.ravel() / per if per > 1 else pixels.ravel(), language)


def _packed(numbers: bytes) -> str:
    return base64.b64encode(zlib.compress(numbers, 9)).decode()


def _comment(numbers: NDArray[Any], language: Language) -> str:
    """Return how many numbers there are, and the first and the last of them."""
    first = ", ".join(map(str, numbers[:SHOWN].tolist()))
    return label("torch.carried", language, n=f"{len(numbers):,}", first=first, last=numbers[-1].item())
