"""What the figure has told, checked: a view, a shape, calls with numbers. No text of it is ever executed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.input_shape.snippets import NAMES
from lessons.kit.page.told_values import ON_OFF, one_of, whole

VIEWS = ("build", "mend", "memory", "file", "drill")
DTYPES = ("float32", "float64", "uint8", "int64")
ARGUMENTS = {
    "permute": range(1, 6),
    "reshape": range(1, 6),
    "view": range(1, 6),
    "flatten": range(3),
    "unsqueeze": range(1, 2),
    "contiguous": range(1),
}
LONGEST = (64, 64, 256, 256)  # N, C, H, W
MOST_CALLS = 4
MENDS = 3
SHAPE = re.compile(r"\d{1,3}(,\d{1,3}){0,3}")
CALL = re.compile(r"(?P<name>[a-z]+)(?::(?P<args>-?\d{1,4}(?:,-?\d{1,4})*))?")

Call = tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class State:
    """One state of the figure, by the names of its settings."""

    view: str = "build"
    shape: tuple[int, ...] = (1, 28, 28)
    dtype: str = "float32"
    in_channels: int = 1
    kernel_size: int = 5
    padding: int = 0
    snippet: str = "channels_last"
    mend: int = 0
    calls: tuple[Call, ...] = (("permute", (2, 0, 1)),)
    steps: tuple[bool, bool, bool] = (False, False, False)
    """Whether the photo is permuted, scaled, made a batch."""


def _shape(value: object) -> tuple[int, ...]:
    if not isinstance(value, str) or not SHAPE.fullmatch(value):
        raise ValueError("no shape")
    lengths = [int(each) for each in value.split(",")]
    longest = LONGEST[-len(lengths) :]
    return tuple(whole(each, (1, most)) for each, most in zip(lengths, longest, strict=True))


def calls_of(text: object) -> tuple[Call, ...]:
    """Return the calls of a chain such as "permute:2,0,1.view:-1": names of ours, whole numbers.

    Raises:
        ValueError: it is no such chain.
    """
    if not isinstance(text, str):
        raise ValueError("a chain is a text")
    parts = text.split(".") if text else []
    found = [CALL.fullmatch(part) for part in parts]
    calls = [
        (match["name"], tuple(map(int, match["args"].split(","))) if match["args"] else ())
        for match in found
        if match
    ]
    known = all(len(args) in ARGUMENTS.get(name, ()) for name, args in calls)
    if len(calls) != len(parts) or len(calls) > MOST_CALLS or not known:
        raise ValueError("no chain of calls")
    return tuple(calls)


def state_of(told: Mapping[str, Any]) -> State:
    """Return the state that a figure has told as JSON values; what it leaves out is what it starts with.

    Raises:
        ValueError: it is not a state of the figure: whoever sent it did not use the figure.
    """
    start = State()
    return State(
        view=one_of(told.get("view", start.view), VIEWS),
        shape=_shape(told.get("shape", "1,28,28")),
        dtype=one_of(told.get("dtype", start.dtype), DTYPES),
        in_channels=whole(told.get("in_channels", start.in_channels), (1, 64)),
        kernel_size=whole(told.get("kernel_size", start.kernel_size), (1, 11)),
        padding=whole(told.get("padding", start.padding), (0, 5)),
        snippet=one_of(told.get("snippet", start.snippet), NAMES),
        mend=whole(told.get("mend", 0), (0, MENDS)),
        calls=calls_of(told.get("ops", "permute:2,0,1")),
        steps=(
            bool(whole(told.get("permute", 0), ON_OFF)),
            bool(whole(told.get("scale", 0), ON_OFF)),
            bool(whole(told.get("batch", 0), ON_OFF)),
        ),
    )
