"""PyTorch code for exactly what the figure shows; its last lines are what it prints."""

from functools import lru_cache

import torch
from torch import nn

from lessons.input_shape import file_steps, pictures, snippets
from lessons.input_shape.state import State
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language

OUT_CHANNELS = 5
SMALL = (8, 8, 3)
SMALL_COUNT = 8 * 8 * 3
IMPORTS = ("import torch", "from torch import nn", "")
OF_NAMES = {
    "F.": "import torch.nn.functional as F",
    "np.": "import numpy as np",
}


def _guarded(lines: list[str], error: str) -> list[str]:
    """Return lines as they are, or with torch's error caught and printed."""
    if not error:
        return lines
    return ["try:", *(f"    {line}" for line in lines), f"except {error} as error:", "    print(error)"]


def _commented(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


def _input_code(state: State) -> str:
    shape = ", ".join(map(str, state.shape))
    if state.dtype in ("uint8", "int64"):
        comma = "," if len(state.shape) == 1 else ""
        return f"x = torch.randint(256, ({shape}{comma}), dtype=torch.{state.dtype})"
    return f"x = torch.rand({shape})" if state.dtype == "float32" else f"x = torch.rand({shape}).double()"


def _convolved(state: State, device: str) -> str:
    """Return the shape that comes out of the layer; the zeros that go in are all one number in memory."""
    sizes = (state.in_channels, OUT_CHANNELS, state.kernel_size)
    layer = nn.Conv2d(*sizes, padding=state.padding, device=device)
    x = torch.zeros((), dtype=getattr(torch, state.dtype), device=device).expand(state.shape)
    with torch.no_grad():
        return str(tuple(layer(x).shape))


@lru_cache(maxsize=256)
def built(state: State) -> tuple[str, str]:
    """Return the kind of error, "" for none, and what torch says of the tensor: a shape or its words.

    Only the shape is asked for, so nothing is computed: 64 pictures of 64 channels took 2.3 GB and a minute.
    What does not fit is given to a real layer as well, which refuses it before it computes, in the words that
    a reader will meet; those of the meta device differ.
    """
    try:
        return "", _convolved(state, "meta")
    except RuntimeError:
        try:
            return "", _convolved(state, "cpu")
        except RuntimeError as error:
            return type(error).__name__, str(error)


def _build(state: State) -> list[str]:
    padding = f", padding={state.padding}" if state.padding else ""
    error, said = built(state)
    call = ["print(tuple(conv(x).shape))"]
    return [
        *IMPORTS,
        _input_code(state),
        f"conv = nn.Conv2d({state.in_channels}, {OUT_CHANNELS}, {state.kernel_size}{padding})",
        *_guarded(call, error),
        *_commented(said),
    ]


def _sources(code: str, language: Language, photo: tuple[str, ...]) -> list[str]:
    """Return the imports that code needs, and the lines that make its pictures."""
    lines = ["import torch", "from torch import nn"]
    lines += [line for name, line in OF_NAMES.items() if name in code]
    made: list[str] = []
    if "photo" in code:
        lines.append("from PIL import Image")
        made += photo
    if "digit" in code:
        lines.append("from cnn_core.datasets import load_dataset")
        made.append(pictures.DIGIT_CODE)
    comment = ["# " + label("torch.repository", language)] if made else []
    return [*lines, "", *comment, *made]


def _printing(line: str, result: str) -> str:
    """Return the last line of a snippet so that it prints what comes out: a shape, or the value itself."""
    if line.startswith("x.shape["):
        return f"print(({line}))"  # two numbers, as the tuple that they are
    return f"print(tuple(({line}).shape))" if result.startswith("(") else f"print({line})"


def _ran(ran: snippets.Ran, language: Language, photo: tuple[str, ...]) -> list[str]:
    *lines, last = ran.code.split("\n")
    body = _guarded([*lines, _printing(last, ran.result)], ran.error)
    return [*_sources(ran.code, language, photo), *body, *_commented(ran.message or ran.result)]


def _mend(state: State, language: Language) -> list[str]:
    item, broken, tried = next(each for each in snippets.all_ran() if each[0]["name"] == state.snippet)
    ran = tried[state.mend - 1] if 0 < state.mend <= len(item["mends"]) else broken
    return _ran(ran, language, (pictures.OPEN_CODE, pictures.PHOTO_CODE))


def _file(state: State, language: Language) -> list[str]:
    key = "".join(str(int(step)) for step in state.steps)
    ran = file_steps.combinations()[key][1]
    return _ran(ran, language, (pictures.OPEN_CODE, pictures.WIDE_CODE))


@lru_cache(maxsize=256)
def _called(state: State) -> tuple[str, str]:
    """Return the kind of error, or "", and what the chain of calls prints."""
    result = torch.arange(SMALL_COUNT).reshape(SMALL)
    try:
        for name, args in state.calls:
            result = getattr(result, name)(*args)
    except (RuntimeError, IndexError) as error:
        return type(error).__name__, str(error)
    return "", f"{tuple(result.shape)} {result.stride()} {result.is_contiguous()}"


def _memory(state: State, language: Language) -> list[str]:
    error, said = _called(state)
    chain = "".join(f".{name}({', '.join(map(str, args))})" for name, args in state.calls)
    comment = label("torch.places", language)
    call = [f"y = x{chain}", "print(tuple(y.shape), y.stride(), y.is_contiguous())"]
    return [
        "import torch",
        "",
        f"x = torch.arange({SMALL_COUNT}).reshape{SMALL}  # {comment}",
        *_guarded(call, error),
        *_commented(said),
    ]


def code_of(state: State, language: Language) -> str:
    """Return code that does what the figure shows and prints what torch says.

    Args:
        state: what the figure shows.
        language: of the comments.
    """
    if state.view == "drill":
        return "# " + label("torch.drill_hidden", language)
    lines = {
        "build": lambda: _build(state),
        "mend": lambda: _mend(state, language),
        "memory": lambda: _memory(state, language),
        "file": lambda: _file(state, language),
    }
    return "\n".join(lines[state.view]())
