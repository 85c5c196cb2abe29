"""What the figure has told, checked: a view, a shape, calls with numbers. No text of it is ever executed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.input_shape.snippets import NAMES

VIEWS = ("build", "mend", "memory", "file", "drill")
DTYPES = ("float32", "float64", "uint8", "int64")
MOST_ARGUMENTS = {"permute": 5, "reshape": 5, "view": 5, "flatten": 2, "unsqueeze": 1, "contiguous": 0}
LONGEST = 256
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


def _whole(value: object, lowest: int, highest: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise ValueError(f"{value!r} is no whole number from {lowest} to {highest}")
    return value


def _one_of(value: object, names: tuple[str, ...]) -> str:
    if value not in names:
        raise ValueError(f"{value!r} is none of {names}")
    return str(value)


def _shape(value: object) -> tuple[int, ...]:
    if not isinstance(value, str) or not SHAPE.fullmatch(value):
        raise ValueError(f"{value!r} is no shape")
    return tuple(_whole(int(each), 1, LONGEST) for each in value.split(","))


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
    known = all(name in MOST_ARGUMENTS and len(args) <= MOST_ARGUMENTS[name] for name, args in calls)
    if len(calls) != len(parts) or len(calls) > MOST_CALLS or not known:
        raise ValueError(f"{text!r} is no chain of calls")
    return tuple(calls)


def state_of(told: Mapping[str, Any]) -> State:
    """Return the state that a figure has told as JSON values; what it leaves out is what it starts with.

    Raises:
        ValueError: it is not a state of the figure: whoever sent it did not use the figure.
    """
    start = State()
    return State(
        view=_one_of(told.get("view", start.view), VIEWS),
        shape=_shape(told.get("shape", "1,28,28")),
        dtype=_one_of(told.get("dtype", start.dtype), DTYPES),
        in_channels=_whole(told.get("in_channels", start.in_channels), 1, 64),
        kernel_size=_whole(told.get("kernel_size", start.kernel_size), 1, 11),
        padding=_whole(told.get("padding", start.padding), 0, 5),
        snippet=_one_of(told.get("snippet", start.snippet), NAMES),
        mend=_whole(told.get("mend", 0), 0, MENDS),
        calls=calls_of(told.get("ops", "permute:2,0,1")),
        steps=(
            bool(_whole(told.get("permute", 0), 0, 1)),
            bool(_whole(told.get("scale", 0), 0, 1)),
            bool(_whole(told.get("batch", 0), 0, 1)),
        ),
    )
