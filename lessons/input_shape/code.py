"""PyTorch code for exactly what the figure shows, with what it prints: torch says it."""

from pathlib import Path

import torch
from torch import nn

from lessons.input_shape import data, snippets
from lessons.input_shape.snippets import Ran, guarded
from lessons.kit.ask.question import Answer, Cost, about_settings
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Settings, Table

TABLE = Table.read(Path(__file__).with_name("settings.json"))
OUT_CHANNELS = 5
SMALL = (8, 8, 3)
SMALL_COUNT = 8 * 8 * 3
FILE_STEPS = ("permute", "scale", "batch")


def _answer(code: list[str], printed: list[str], error: str = "", message: str = "") -> Answer:
    return {"code": code, "printed": printed, "error": error, "message": message}


def shape_of(chosen: Settings) -> tuple[int, ...]:
    """Return the shape of the tensor that is built."""
    return tuple(map(int, chosen.text("shape").split(",")))


def _input_code(chosen: Settings) -> str:
    shape, dtype = ", ".join(map(str, shape_of(chosen))), chosen.text("dtype")
    if dtype in ("uint8", "int64"):
        comma = "," if "," not in shape else ""
        return f"x = torch.randint(256, ({shape}{comma}), dtype=torch.{dtype})"
    return f"x = torch.rand({shape})" if dtype == "float32" else f"x = torch.rand({shape}).double()"


def _convolved(chosen: Settings, device: str) -> str:
    """Return the shape that comes out of the layer; the zeros that go in are all one number in memory."""
    sizes = (chosen.number("in_channels"), OUT_CHANNELS, chosen.number("kernel_size"))
    layer = nn.Conv2d(*sizes, padding=chosen.number("padding"), device=device)
    x = torch.zeros((), dtype=getattr(torch, chosen.text("dtype")), device=device).expand(shape_of(chosen))
    with torch.no_grad():
        return str(tuple(layer(x).shape))


def built(chosen: Settings) -> tuple[str, str]:
    """Return the kind of error, "" for none, and what torch says of the tensor: a shape or its words.

    Only the shape is asked for, so nothing is computed: 64 pictures of 64 channels took 2.3 GB and a minute.
    What does not fit is given to a real layer as well, which refuses it before it computes, in the words that
    a reader will meet; those of the meta device differ.
    """
    try:
        return "", _convolved(chosen, "meta")
    except RuntimeError:
        try:
            return "", _convolved(chosen, "cpu")
        except RuntimeError as error:
            return type(error).__name__, str(error)


def _build(chosen: Settings, _language: Language) -> Answer:
    padding = f", padding={chosen.number('padding')}" if chosen.number("padding") else ""
    sizes = f"{chosen.number('in_channels')}, {OUT_CHANNELS}, {chosen.number('kernel_size')}"
    error, said = built(chosen)
    code = [
        *("import torch", "from torch import nn", ""),
        _input_code(chosen),
        f"conv = nn.Conv2d({sizes}{padding})",
        *guarded(["print(tuple(conv(x).shape))"], error),
    ]
    return _answer(code, said.splitlines(), error, said if error else "")


def _of_ran(ran: Ran, language: Language) -> Answer:
    return _answer(ran.written(language), ran.printed, ran.error, ran.message)


def _mend(chosen: Settings, language: Language) -> Answer:
    named = (each for each in snippets.all_ran() if each[0]["name"] == chosen.text("snippet"))
    _, broken, tried = next(named)
    return _of_ran((broken, *tried)[chosen.number("mend")], language)


def _file(chosen: Settings, language: Language) -> Answer:
    key = "".join(str(chosen.number(step)) for step in FILE_STEPS)
    return _of_ran(data.combinations()[key][1], language)


def calls_of(ops: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return the calls of a chain such as "permute:2,0,1.view:-1", which the table has checked."""
    parts = (part.partition(":") for part in filter(None, ops.split(".")))
    return [(name, tuple(map(int, filter(None, numbers.split(","))))) for name, _, numbers in parts]


def _memory(chosen: Settings, language: Language) -> Answer:
    calls, given = calls_of(chosen.text("ops")), torch.arange(SMALL_COUNT).reshape(SMALL)
    error, message = "", ""
    try:
        for name, numbers in calls:
            given = getattr(given, name)(*numbers)
    except (RuntimeError, IndexError) as refused:
        error, message = type(refused).__name__, str(refused)
    chain = "".join(f".{name}({', '.join(map(str, numbers))})" for name, numbers in calls)
    comment = label("torch.places", language)
    lines = [f"y = x{chain}", "print(tuple(y.shape), y.stride(), y.is_contiguous())"]
    code = [
        *("import torch", ""),
        f"x = torch.arange({SMALL_COUNT}).reshape{SMALL}  # {comment}",
        *guarded(lines, error),
    ]
    said = message or f"{tuple(given.shape)} {given.stride()} {given.is_contiguous()}"
    return _answer(code, said.splitlines(), error, message)


def _drill(_chosen: Settings, language: Language) -> Answer:
    return _answer(["# " + label("torch.drill_hidden", language)], [])


ANSWERS = {"build": _build, "mend": _mend, "memory": _memory, "file": _file, "drill": _drill}


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that does what the figure shows, what it prints, and torch's own words if it refuses.

    Args:
        chosen: what the figure shows; of a drill, once it is answered, what its question shows.
        language: of the comments.
    """
    return ANSWERS[chosen.text("view")](chosen, language)


def cost(chosen: Settings) -> Cost:
    """Return what an answer costs: the weights of a layer, for only its shape is asked for."""
    weights = OUT_CHANNELS * chosen.number("in_channels") * chosen.number("kernel_size") ** 2
    return Cost(numbers=weights + SMALL_COUNT)


QUESTIONS = (about_settings("code", TABLE, cost, answer),)
