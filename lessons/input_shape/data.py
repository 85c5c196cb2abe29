"""What the figure shows that only Python and torch know, in both languages."""

from functools import cache
from itertools import product
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from lessons.input_shape import snippets
from lessons.input_shape.snippets import Ran, run
from lessons.kit.i18n.language import LANGUAGES

ALWAYS = ("x = np.array(photo)", "x = torch.from_numpy(x)")
STEPS = {"permute": "x = x.permute(2, 0, 1)", "scale": "x = x.float() / 255", "batch": "x = x[None]"}
CALL = ("conv = nn.Conv2d(3, 5, 5)", "conv(x)")


def lines_of(taken: dict[str, bool]) -> tuple[str, ...]:
    """Return the lines that the photo goes through up to the layer, with the steps that are taken."""
    return (*ALWAYS, *(line for name, line in STEPS.items() if taken[name]))


def _range_of(thing: object) -> str:
    numbers: NDArray[Any] = thing.numpy() if isinstance(thing, Tensor) else np.array(cast("Any", thing))
    low, high = numbers.min(), numbers.max()
    return f"{low} – {high}" if numbers.dtype == np.uint8 else f"{low:.2f} – {high:.2f}"


def _row(code: str, thing: Image.Image | NDArray[Any] | Tensor, order: str) -> dict[str, str]:
    """Return one line of the table: what a step has given."""
    is_image = isinstance(thing, Image.Image)
    return {
        "code": code,
        "kind": "PIL.Image" if is_image else type(thing).__name__,
        "shape": str(tuple(thing.size if is_image else thing.shape)),
        "order": order,
        "dtype": thing.mode if is_image else str(thing.dtype),
        "range": _range_of(thing),
    }


def _rows(taken: dict[str, bool]) -> list[dict[str, str]]:
    photo = snippets.wide_photo()
    names: dict[str, Any] = {"np": np, "torch": torch, "photo": photo}
    rows, order = [_row("photo.size", photo, "W, H")], "H, W, C"
    for line in lines_of(taken):
        exec(line, names)
        if line == STEPS["permute"]:
            order = "C, H, W"
        elif line == STEPS["batch"]:
            order = f"N, {order}"
        rows.append(_row(line, names["x"], order))
    return rows


def _run(taken: dict[str, bool]) -> Ran:
    return run("\n".join((*lines_of(taken), *CALL)), is_wide=True)


@cache
def combinations() -> dict[str, tuple[list[dict[str, str]], Ran]]:
    """Return, for each choice of steps such as "101", the rows of the table and what the layer said."""
    flags = product((False, True), repeat=len(STEPS))
    chosen = [dict(zip(STEPS, each, strict=True)) for each in flags]
    return {"".join(str(int(on)) for on in each.values()): (_rows(each), _run(each)) for each in chosen}


def _file_steps() -> dict[str, Any]:
    """Return all combinations for the figure, and the pictures on their bricks by name."""
    shelf: dict[str, str] = {}
    found = {key: {"rows": rows, **ran.as_data(shelf)} for key, (rows, ran) in combinations().items()}
    return {"combinations": found, "pictures": {name: pixels for pixels, name in shelf.items()}}


@cache
def as_data() -> dict[str, Any]:
    """Return the snippets by language, the steps of the file and torch's version as JSON values."""
    version = torch.__version__.split("+")[0]
    told = {language: snippets.as_data(language) for language in LANGUAGES}
    return {
        "snippets": {language: each["snippets"] for language, each in told.items()},
        "pictures": told["en"]["pictures"],
        "file": _file_steps(),
        "torch": version,
    }
