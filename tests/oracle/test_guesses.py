"""What a figure calls the right guess, torch does: the option that a visitor sees, in states by chance."""

import random
import re
import shutil
from collections.abc import Callable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from lessons.gradient.code import POOL_SIZE
from lessons.gradient.code import TABLE as GRADIENT
from lessons.kit.i18n.labels import TABLE
from lessons.kit.settings.table import Settings, Table, call_of
from tests.oracle import torch_says
from tests.oracle.planted import Fault, plant
from tests.oracle.test_gradient import ways
from tests.oracle.test_signatures import Torch, torch_of
from tests.oracle.twin import LESSONS, told
from tests.settings_states import TABLES, drawn

Json = Any
STATES = 120
LEAST = 15  # of them are asked about
NETWORK = [nn.Conv2d(1, 5, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]


Truth = Callable[[Json], str | float | None]
TRUTH: dict[str, Truth] = {}
FAULTS: dict[str, tuple[str, str]] = {}


def asked(right: str, wrong: str) -> Callable[[Truth], Truth]:
    """Take what follows as the truth of the lesson of its name, in whose question this is planted."""

    def take(truth: Truth) -> Truth:
        TRUTH[truth.__name__], FAULTS[truth.__name__] = truth, (right, wrong)
        return truth

    return take


def settings_of(table: Table, state: Json) -> Settings:
    """Return what Python is asked of a state."""
    return table.validate({each.name: state[each.name] for each in table.asked})


def layer_of(lesson: str, state: Json, *size: int) -> Torch:
    """Return what torch says of the layer of a state, and of what it makes of one map."""
    table = TABLES[lesson]
    return torch_of(call_of(table, settings_of(table, state)).code, (1, 1, *size))


@asked("tuple(shape);", "tuple([...shape].reverse());")
def conv2d(state: Json) -> str:
    """Return the shape of `weight`."""
    return str(layer_of("conv2d", state, 9, 9).weight)


@asked("rule: null, value: right.output", "rule: null, value: right.sum")
def convolution(state: Json) -> float:
    """Return what comes out at the next window."""
    names = ("stride", "padding", "dilation")
    layer = {name: [state[name]] * 2 for name in names}
    layer |= {"kernel_size": state["kernel_size"], "padding_mode": state["padding_mode"]}
    picture, kernel = (torch.tensor(state[name], dtype=torch.float64) for name in ("input", "kernel"))
    output = torch_says.convolution(picture[None], kernel[None, None], layer)
    assert output is not None
    return output.flatten()[state["step"]].item() + state["bias"]


@asked('below: "shrink", above: "grow"', 'below: "grow", above: "shrink"')
def gradient(state: Json) -> str:
    """Return what the loss does when the score, or the number that is looked at, grows a little."""
    way, _ = ways(settings_of(GRADIENT, state))
    layer, row, column = (state[name] for name in ("layer", "row", "column"))
    conv = "kernel" if state["parameter"] == "weight" else "bias"
    name = {"loss": "score", "linear": "weights", "conv": conv, "pixel": "input"}[layer]
    place = {0: (), 1: (POOL_SIZE * (row - 1) + column - 1,), 2: (row - 1, column - 1)}
    found = way.back((name,))[name]
    falls = found[place[found.ndim]].item() < 0
    if layer == "loss":
        return "predict.grad_shrink" if falls else "predict.grad_grow"
    return "predict.grad_less" if falls else "predict.grad_more"


@asked("text: say(choice),", "text: choice.rule ? say(choice) : tuple(shape),")
def input_shape(state: Json) -> str:
    """Return the shape that comes out, or that torch refuses."""
    x = torch.zeros([int(each) for each in state["shape"].split(",")], dtype=getattr(torch, state["dtype"]))
    names = ("in_channels", "kernel_size", "padding")
    layer = nn.Conv2d(out_channels=5, **{name: state[name] for name in names})
    shape = torch_says.unless_refused(lambda: tuple(layer(x).shape))
    return "RuntimeError" if shape is None else str(shape)


@asked("right: String(MAPS * POOLED ** 2)", "right: String(MAPS * POOLED)")
def live_network(state: Json) -> str:
    """Return the shape behind the layer of the pin, or how many numbers are flattened."""
    depth = ("conv", "relu", "pool", "score").index(state["layer"]) + 1
    shape = nn.Sequential(*NETWORK[:depth])(torch.zeros(1, 1, 28, 28)).shape[1:]
    return "×".join(map(str, shape))


@asked("option(null, [...out])", "option(null, [...out].reverse())")
def maxpool2d(state: Json) -> str:
    """Return the size that comes out."""
    shape = layer_of("maxpool2d", state, state["height"], state["width"]).output
    return "refused" if shape is None else "×".join(map(str, shape[2:]))


@asked('[chosen.shared ? null : "still_shared"', '[chosen.shared ? "still_shared" : null')
def neuron(state: Json) -> float:
    """Return how many weights there are to learn: of the one kernel, or of a kernel at every place."""
    size = nn.Conv2d(1, 1, 3).weight.numel()
    return size if state["shared"] else F.unfold(torch.ones(1, 1, 5, 5), 3).numel()


@asked("formatNumber(axis.size)", "formatNumber(axis.size + 1)")
def output_size(state: Json) -> float | None:
    """Return the size along the axis that is shown."""
    shape = layer_of("output_size", state, state["height"], state["width"]).output
    return None if shape is None else shape[2 if state["axis"] == "height" else 3]


@asked('largest === all ? "all"', 'largest > 0 ? "all"')
def pooling(state: Json) -> str:
    """Return how many maxima stay when the input moves by one pixel."""
    settings = {name: state[name] for name in ("kernel_size", "stride", "padding")}
    layer = nn.MaxPool2d(**settings, ceil_mode=bool(state["ceil_mode"]))
    x = torch.tensor(state["input"], dtype=torch.float64)[None]
    moved: Tensor = layer(F.pad(x, (1, -1)))
    is_same = (moved - layer(x)).abs() < 1e-9
    return f"predict.stays_{'all' if is_same.all() else 'some' if is_same.any() else 'none'}"


ASKS = re.compile(r"^export (?:const|function) question\b", re.MULTILINE)
# By the lesson, the module that asks.
ASKING = {
    path.parents[1].name: path.relative_to(LESSONS).as_posix()
    for path in LESSONS.glob("*/model/*.js")
    if ASKS.search(path.read_text(encoding="utf-8"))
}
# Reasons that states by chance hardly meet, or that stand under an exercise.
RARE = re.compile(
    r"predict\.(move|turn|shuffle)_(?!right)\w+_why|conv2d\.predict_one_kernel\w+|size\.why_(?!right)\w+"
    r"|shape\.drill_(batch|size|channels|error|order|axis|last|all)_\w+"
)
NO_GOING_ON = re.compile(r"(?!PyTorch|ReLU)[A-Z][a-z]|[^.;]*: ")
MEASURED = {"why_cnn", "training"}  # `tests/javascript/` holds their guesses to what was counted
NO_GUESS = {"doctor"}
# Where the guess is open.
HERE: dict[str, dict[str, tuple[Json, ...]]] = {
    "gradient": {"view": ("step",), "layer": ("loss", "linear", "conv", "pixel")},
    "pooling": {"shift": (0,)},
}


@cache
def guesses(lessons: Path = LESSONS) -> dict[str, list[Json]]:
    """Return what is asked in each state, by lesson."""
    chance = random.Random("guesses")
    wanted: dict[str, list[Json]] = {name: [{}] for name in TRUTH}
    for name, states in wanted.items():
        for _ in range(STATES):
            here = {each: chance.choice(open_at) for each, open_at in HERE.get(name, {}).items()}
            states.append(drawn(TABLES[name], chance) | here)
    return dict(zip(TRUTH, told("guesses", wanted, lessons), strict=True))


def wrongly_told(name: str, lessons: Path = LESSONS) -> list[Json]:
    """Return the states of which another option than torch's is called right."""
    told = [each for each in guesses(lessons)[name] if each["right"] or each["wrong"]]
    assert len(told) > LEAST, name
    return [each for each in told if not _is_right(each, TRUTH[name](_shown(each)))]


def _shown(each: Json) -> Json:
    """Return a state as it is chosen, grids with their numbers in place of their names."""
    grids = {name: each["state"][name] for name in ("input", "kernel") if name in each["state"]}
    return {**each["chosen"], **grids}


def _is_right(each: Json, truth: str | float | None) -> bool:
    numbers = [text.replace("−", "-") for text in each["right"]]
    if isinstance(truth, str) or truth is None:
        return each["right"] == [truth]
    return len(numbers) == 1 and abs(float(numbers[0]) - truth) < 0.00501


def test_the_guess_of_every_lesson_is_held() -> None:
    assert ASKING.keys() - NO_GUESS - MEASURED == TRUTH.keys()


@pytest.mark.parametrize("name", TRUTH)
def test_the_right_guess_is_what_torch_gives_and_each_option_is_another(name: str) -> None:
    assert wrongly_told(name) == []
    options = [[*each["right"], *each["wrong"]] for each in guesses()[name]]
    if name != "gradient":  # whose options differ in what fills a label
        assert [each for each in options if len({*each}) < len(each)] == []


def reasons() -> set[str]:
    """Return the labels that follow "Not 25:" or "Not quite:"."""
    said = {name for each in chain(*guesses().values()) for why in each["reasons"] for name in why.split()}
    within = {"size.or", "predict.grad_try"}  # they stand behind another reason
    return (said | {name for name in TABLE if RARE.fullmatch(name)}) - within


def test_the_reason_of_a_wrong_guess_goes_on_with_the_sentence() -> None:
    """A first word with a colon stands before it: no capital follows, and no second colon."""
    told = {name: TABLE[name]["en"] for name in reasons()}
    assert len(told) > 40
    assert {name: text for name, text in told.items() if NO_GOING_ON.match(text)} == {}


def test_another_right_guess_is_found_in_every_lesson(tmp_path: Path) -> None:
    shutil.copytree(LESSONS, tmp_path / "lessons", ignore=shutil.ignore_patterns("*.py", "*.css", "*.md"))
    for name, (right, wrong) in FAULTS.items():
        plant(tmp_path / "lessons", Fault(ASKING[name], right, wrong))
    assert [name for name in TRUTH if not wrongly_told(name, tmp_path / "lessons")] == []
