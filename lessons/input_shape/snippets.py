"""The broken snippets and their mends: our own code, run by torch once, with torch's own words."""

import ast
import base64
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, cast

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn

from cnn_core.datasets import DATA_FOLDER, SAMPLE_FILES, load_dataset
from cnn_core.doctor.reading import tree_of
from cnn_core.seeding import seeded
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


PICTURE_AXES = ("N", "C", "H", "W")
ROW_AXES = ("N", "features")
MOST_PIXELS = 6000


@dataclass(frozen=True)
class Brick:
    """Axes in their order, each (name, length): a length is a number, or words such as "≥ 5" or "any"."""

    kind: str
    """The class: Tensor, ndarray, Image, or the layer's."""
    axes: tuple[tuple[str, int | str], ...]
    dtype: str = ""
    pixels: str = ""
    """The numbers of the first picture in the order of the axes, as bytes from dark to bright, in base64."""

    def as_data(self, shelf: dict[str, str]) -> dict[str, Any]:
        """Return it as JSON values; its picture goes to the shelf, once, and its place there stays."""
        pixels = shelf.setdefault(self.pixels, f"p{len(shelf)}") if self.pixels else ""
        return asdict(self) | {"pixels": pixels}


def _bytes_of(array: NDArray[Any]) -> str:
    """Return the first picture as bytes, if it is one: numbers up to 1 are stretched to 255."""
    first = array[0] if array.ndim == 4 else array
    if first.size > MOST_PIXELS or array.ndim < 2 or not 0 <= first.min() <= first.max() <= 255:
        return ""
    numbers = first.astype(np.float64) * (255 if first.max() <= 1 else 1)
    return base64.b64encode(numbers.clip(0, 255).round().astype(np.uint8).tobytes()).decode()


def brick_of(thing: object, *, is_row: bool = False) -> Brick | None:
    """Return what torch would read of an array, a picture or a tensor; None for anything else.

    Args:
        thing: a tensor, a NumPy array or a PIL picture.
        is_row: its last axis holds the features of a Linear layer, not columns.
    """
    kind = type(thing).__name__
    if isinstance(thing, Tensor):
        array: NDArray[Any] = thing.detach().numpy()
        dtype = str(thing.dtype).removeprefix("torch.")
    elif isinstance(thing, np.ndarray | Image.Image):
        array = np.array(cast("Any", thing))
        dtype = str(array.dtype)
    else:
        return None
    names = ROW_AXES[-array.ndim :] if is_row and array.ndim <= 2 else PICTURE_AXES[-array.ndim :]
    axes = tuple(zip(names, array.shape, strict=True)) if array.ndim else ()
    return Brick(kind, axes, dtype, "" if is_row else _bytes_of(array))


def _least(kernel_size: object, padding: object) -> tuple[str, str]:
    """Return how high and wide an input must be at least."""
    kernels = cast("tuple[int, int]", (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size)
    paddings = cast("tuple[int, int] | str", (padding,) * 2 if isinstance(padding, int) else padding)
    if not isinstance(paddings, tuple):
        return "any", "any"
    down, across = (max(k - 2 * p, 1) for k, p in zip(kernels, paddings, strict=True))
    return f"≥ {down}", f"≥ {across}"


def taken_by(layer: nn.Module) -> Brick | None:
    """Return the shape that a layer takes: what is free is "any" or has a least length."""
    kind = type(layer).__name__
    if isinstance(layer, nn.Conv2d):
        down, across = _least(layer.kernel_size, layer.padding)
        axes = (("N", "any"), ("C", layer.in_channels), ("H", down), ("W", across))
    elif isinstance(layer, nn.MaxPool2d):
        down, across = _least(layer.kernel_size, layer.padding)
        axes = (("N", "any"), ("C", "any"), ("H", down), ("W", across))
    elif isinstance(layer, nn.BatchNorm2d):
        axes = (("N", "any"), ("C", layer.num_features), ("H", "any"), ("W", "any"))
    elif isinstance(layer, nn.Linear):
        axes = (("N", "any"), ("features", layer.in_features))
    else:
        return None
    weight = next(layer.parameters(), torch.zeros(0))
    return Brick(kind, axes, str(weight.dtype).removeprefix("torch."))


FILE = Path(__file__).with_name("snippets.json")
HEADS = ("scores", "linear")
"""Names in the snippets that stand for rows of features, not for pictures."""
OF_NAMES = {
    "zlib.": "import base64, zlib",
    "": "import torch",
    "nn.": "from torch import nn",
    "F.": "import torch.nn.functional as F",
    "np.": "import numpy as np",
    "Image.": "from PIL import Image",
}
"""What must be imported where code has a name; torch always."""


def guarded(lines: list[str], error: str) -> list[str]:
    """Return lines as they are, or with torch's error caught and printed."""
    if not error:
        return lines
    return ["try:", *(f"    {line}" for line in lines), f"except {error} as error:", "    print(error)"]


@dataclass(frozen=True)
class Ran:
    """What running code gave: torch's words or what came out, and what the layer had before it."""

    code: str
    error: str
    """The kind of error, such as RuntimeError; "" if it ran."""
    message: str
    result: str
    given: Brick | None
    takes: Brick | None
    is_wide: bool = False
    """Whether the photo, where there is one, is the whole one, not the cup."""

    @property
    def printed(self) -> list[str]:
        """Return the lines that the code prints."""
        return (self.message or self.result).splitlines()

    def _sources(self, language: Language) -> list[str]:
        """Return the imports that the code needs, and the lines that make its pictures."""
        made: list[str] = []
        if "photo" in self.code:
            made.append(photo_code(photo_of(is_wide=self.is_wide), language))
        if "digit" in self.code:
            made.append(digit_code(language))
        written = "\n".join([*made, self.code])
        imports = [line for name, line in OF_NAMES.items() if name in written]
        return [*imports, "", *made]

    def _printing(self, line: str) -> str:
        """Return the last line so that it prints what comes out: a shape, or the value itself."""
        if line.startswith("x.shape["):
            return f"print(({line}))"  # two numbers, as the tuple that they are
        return f"print(tuple(({line}).shape))" if self.result.startswith("(") else f"print({line})"

    def written(self, language: Language) -> list[str]:
        """Return code that runs by itself and prints what came out, or torch's words."""
        *lines, last = self.code.split("\n")
        return [*self._sources(language), *guarded([*lines, self._printing(last)], self.error)]

    def as_data(self, shelf: dict[str, str]) -> dict[str, Any]:
        """Return it as JSON values; pictures go to the shelf."""
        said = {"code": self.code, "error": self.error, "message": self.message, "result": self.result}
        bricks = {"given": self.given, "takes": self.takes}
        return said | {name: brick and brick.as_data(shelf) for name, brick in bricks.items()}


@cache
def items() -> tuple[dict[str, Any], ...]:
    """Return the snippets as they are written."""
    return tuple(json.loads(FILE.read_text(encoding="utf-8")))


def mended(item: dict[str, Any], mend: dict[str, Any]) -> list[str]:
    """Return the lines of a snippet after one of its mends."""
    lines = list(item["code"])
    lines[mend["line"] : mend["line"] + mend["instead"]] = [mend["code"]]
    return lines


def _parts(code: str) -> tuple[CodeType, CodeType]:
    """Return the statements, and the last line, whose value is what comes out."""
    tree = tree_of(code)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr), "a snippet ends with what comes out"
    return compile(tree, "snippet", "exec"), compile(ast.Expression(last.value), "snippet", "eval")


def _written(value: object) -> str:
    return str(tuple(value.shape)) if isinstance(value, Tensor) else repr(value)


def run(code: str, given: str = "x", takes: str | None = None, *, is_wide: bool = False) -> Ran:
    """Return what happens when torch runs a snippet of ours.

    Args:
        code: our own lines, never a visitor's; the last one is an expression.
        given: the name of what the failing line was given.
        takes: the name of the layer, or of the other tensor.
        is_wide: the snippet's photo is the whole one, not the cup, 28 x 28.
    """
    names: dict[str, Any] = {
        "torch": torch,
        "nn": nn,
        "F": F,
        "np": np,
        "Image": Image,
        "digit": digit().copy(),
        "photo": photo_of(is_wide=is_wide),
    }
    error, message, result = "", "", ""
    statements, last = _parts(code)
    try:
        with torch.no_grad(), seeded(0):
            exec(statements, names)
            result = _written(eval(last, names))
    except Exception as failed:  # noqa: BLE001 - whatever torch says is what the page shows
        error, message = type(failed).__name__, str(failed).strip()
    is_row = takes in HEADS or given in HEADS
    other = names.get(takes or "")
    taken = taken_by(other) if isinstance(other, nn.Module) else brick_of(other)
    return Ran(code, error, message, result, brick_of(names.get(given), is_row=is_row), taken, is_wide)


def ran(item: dict[str, Any], mend: dict[str, Any] | None = None) -> Ran:
    """Return what a snippet gives, as it is or after a mend."""
    lines = item["code"] if mend is None else mended(item, mend)
    return run("\n".join(lines), item["given"], item["takes"])


@cache
def all_ran() -> tuple[tuple[dict[str, Any], Ran, tuple[Ran, ...]], ...]:
    """Return each snippet with what it gave, and what each of its mends gave; torch runs them once."""
    return tuple((item, ran(item), tuple(ran(item, mend) for mend in item["mends"])) for item in items())


def as_data(language: Language) -> dict[str, Any]:
    """Return all snippets with what torch said of them, and the pictures on their bricks by name."""
    shelf: dict[str, str] = {}
    snippets = [
        {
            "name": item["name"],
            **item[language],
            "broken": broken.as_data(shelf),
            "mends": [
                {name: mend[name] for name in ("line", "verdict")}
                | {"change": mend["code"], "why": mend[language]}
                | after.as_data(shelf)
                for mend, after in zip(item["mends"], tried, strict=True)
            ],
        }
        for item, broken, tried in all_ran()
    ]
    return {"snippets": snippets, "pictures": {name: pixels for pixels, name in shelf.items()}}
