"""PyTorch code for exactly the network of the figure, with the gradient of everything on the screen."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn

from lessons.gradient import digit_code
from lessons.kit.ask.question import Answer, Cost, Question, cost_of_windows, read_json
from lessons.kit.code.carried import lines_of
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import MOST_BYTES_WITH_NET
from lessons.kit.settings.table import Settings, Table

TABLE = Table.read(Path(__file__).with_name("settings.json"))
DECIMALS, EXACT = 4, 9
THOUSAND = 1000
POOL_SIZE = 2
NUDGED = ("linear", "conv", "pixel")


@dataclass(frozen=True)
class Given:
    """What the figure gives a network whose picture has that many pixels a side: model/given.js."""

    kernel_size: int
    bias: int
    weights: tuple[int, int, int, int]


GIVEN = {6: Given(3, 0, (-1, 1, 2, 1)), 5: Given(2, -2, (-2, -1, -1, 1))}


def given(chosen: Settings) -> Given:
    """Return what stands in the network beside picture and kernel.

    Raises:
        InvalidSettings: the picture has no size of the figure's, the kernel another one, or what is nudged
            lies outside.
    """
    side = len(chosen.rows("input")) if not isinstance(chosen["input"], str) else 0
    if side not in GIVEN:
        raise TABLE.settings["input"].refusal()
    TABLE.hold_size(chosen, "input", (side, side))
    TABLE.hold_size(chosen, "kernel", (GIVEN[side].kernel_size, GIVEN[side].kernel_size))
    sides = {"linear": POOL_SIZE, "conv": GIVEN[side].kernel_size, "pixel": side}
    last = sides.get(chosen.text("layer"), side)
    for name in ("row", "column"):
        if chosen.number(name) > last:
            raise TABLE.settings[name].refusal()
    return GIVEN[side]


@dataclass(frozen=True)
class Network:
    """The figure's network in torch, and its picture (1, 1, side, side), all in float64."""

    x: Tensor
    conv: nn.Conv2d
    linear: nn.Linear
    pool: nn.Module
    target: int

    @classmethod
    def of(cls, chosen: Settings) -> "Network":
        """Return the network of a state before any step."""
        numbers = given(chosen)
        x = torch.tensor([[chosen.rows("input")]], dtype=torch.float64).requires_grad_()
        conv = nn.utils.skip_init(nn.Conv2d, 1, 1, numbers.kernel_size, dtype=torch.float64)
        linear = nn.utils.skip_init(nn.Linear, 4, 1, bias=False, dtype=torch.float64)
        assert isinstance(conv, nn.Conv2d)
        assert isinstance(linear, nn.Linear)
        conv.weight.data[0, 0] = torch.tensor(chosen.rows("kernel"), dtype=torch.float64)
        conv.get_parameter("bias").data[0] = numbers.bias
        linear.weight.data[0] = torch.tensor(numbers.weights, dtype=torch.float64)
        pool = nn.MaxPool2d(POOL_SIZE) if chosen.text("pool") == "max" else nn.AvgPool2d(POOL_SIZE)
        return cls(x, conv, linear, pool, chosen.number("target"))

    @property
    def parameters(self) -> list[Tensor]:
        """Return kernel, bias and weights."""
        return [self.conv.weight, self.conv.get_parameter("bias"), self.linear.weight]

    def layers(self) -> list[Tensor]:
        """Return before, active, pooled, score and loss."""
        before: Tensor = self.conv(self.x)
        active = before.relu()
        pooled: Tensor = self.pool(active)
        score: Tensor = self.linear(pooled.flatten(1))
        return [before, active, pooled, score, ((score - self.target) ** 2 / 2).sum()]

    def update(self, rate: float) -> None:
        """Make one step of SGD."""
        gradients = torch.autograd.grad(self.layers()[-1], self.parameters)
        for parameter, gradient in zip(self.parameters, gradients, strict=True):
            parameter.data -= rate * gradient

    def nudge(self, chosen: Settings) -> None:
        """Move the one number that a state nudges."""
        row, column = chosen.number("row") - 1, chosen.number("column") - 1
        by, layer = float(chosen.text("nudge")), chosen.text("layer")
        if layer == "pixel":
            self.x.data[0, 0, row, column] += by
        elif layer == "linear":
            self.linear.weight.data[0, POOL_SIZE * row + column] += by
        elif chosen.text("parameter") == "bias":
            self.conv.get_parameter("bias").data[0] += by
        else:
            self.conv.weight.data[0, 0, row, column] += by


def is_nudged(chosen: Settings) -> bool:
    """Return whether one number of the figure is moved."""
    moved = chosen.text("view") == "nudge" and chosen.text("layer") in NUDGED
    return moved and float(chosen.text("nudge")) != 0


def shown(values: Tensor) -> list[float]:
    """Return numbers as the code prints them; + 0 makes -0 a 0.

    Rounded twice: what lies halfway on paper does so in float64 but for its last bits, which vary.
    """
    numbers = cast("list[float]", values.flatten().tolist())
    return [round(round(each, EXACT), DECIMALS) + 0 for each in numbers]


def _nudge_line(chosen: Settings) -> str:
    row, column = chosen.number("row") - 1, chosen.number("column") - 1
    cell = f"[0, 0, {row}, {column}]"
    place = {
        "pixel": f"x{cell}",
        "linear": f"linear.weight[0, {POOL_SIZE * row + column}]",
        "conv": "conv.bias[0]" if chosen.text("parameter") == "bias" else f"conv.weight{cell}",
    }
    return f"    {place[chosen.text('layer')]} += {float(chosen.text('nudge')):g}"


def _network_lines(chosen: Settings) -> list[str]:
    numbers, size = given(chosen), given(chosen).kernel_size
    pool = "MaxPool2d" if chosen.text("pool") == "max" else "AvgPool2d"
    return [
        "import torch",
        "from torch import nn",
        "",
        "x = torch.tensor([[[",
        *lines_of(chosen.rows("input")),
        "]]], dtype=torch.float64).requires_grad_()",
        f"conv = nn.Conv2d(1, 1, {size}).double()",
        "linear = nn.Linear(4, 1, bias=False).double()",
        "with torch.no_grad():",
        "    conv.weight[0, 0] = torch.tensor([",
        *lines_of(chosen.rows("kernel"), "    "),
        "    ], dtype=torch.float64)",
        f"    conv.bias[0] = {numbers.bias}",
        f"    linear.weight[0] = torch.tensor({list(numbers.weights)}, dtype=torch.float64)",
        "",
        "def forward():",
        "    before = conv(x)",
        "    active = before.relu()",
        f"    pooled = nn.{pool}(2)(active)",
        "    score = linear(pooled.flatten(1))",
        f"    return before, active, pooled, score, ((score - {chosen.number('target')}) ** 2 / 2).sum()",
        "",
        "def shown(values):",
        f"    return [round(round(each, {EXACT}), {DECIMALS}) + 0 for each in values.flatten().tolist()]",
        "",
    ]


def _update_lines(chosen: Settings, language: Language) -> list[str]:
    rate, updates = chosen.number("rate") / THOUSAND, chosen.number("updates")
    if updates == 0:
        return []
    return [
        "parameters = [conv.weight, conv.bias, linear.weight]",
        f"optimizer = torch.optim.SGD(parameters, lr={rate:g})",
        f"for _ in range({updates}):  # {label('torch.grad_steps', language)}",
        "    forward()[-1].backward()",
        "    optimizer.step()",
        "    optimizer.zero_grad()",
        "x.grad = None",
    ]


def _back_lines(chosen: Settings, language: Language) -> list[str]:
    names = ("keep", "kernel", "maps", "rest", "pixels", "same")
    says = {name: label(f"torch.grad_{name}", language) for name in names}
    lines = [
        "before, active, pooled, score, loss = forward()",
        f"for each in (before, active, pooled, score):  # {says['keep']}",
        "    each.retain_grad()",
        "loss.backward()",
        "print(shown(score), shown(loss))",
        f"print(shown(score.grad), shown(linear.weight.grad), shown(pooled.grad))  # {says['rest']}",
        f"print(shown(active.grad), shown(before.grad))  # {says['maps']}",
        f"print(shown(conv.weight.grad), shown(conv.bias.grad))  # {says['kernel']}",
        f"print(shown(nn.functional.conv2d(x, before.grad)))  # {says['same']}",
        f"print(shown(x.grad))  # {says['pixels']}",
    ]
    if not is_nudged(chosen):
        return lines
    said = label("torch.grad_nudged", language)
    return [*lines, "with torch.no_grad():", _nudge_line(chosen), f"print(shown(forward()[-1]))  # {said}"]


def printed(chosen: Settings) -> list[str]:
    """Return what the code of a state prints, line by line."""
    with torch.enable_grad():
        network = Network.of(chosen)
        for _ in range(chosen.number("updates")):
            network.update(chosen.number("rate") / THOUSAND)
        before, active, pooled, score, loss = network.layers()
        kernel, bias, weights = network.parameters
        asked = [score, weights, pooled, active, before, kernel, bias, network.x]
        found = [shown(each) for each in torch.autograd.grad(loss, asked)]
        lines = [
            f"{shown(score)} {shown(loss)}",
            f"{found[0]} {found[1]} {found[2]}",
            f"{found[3]} {found[4]}",
            f"{found[5]} {found[6]}",
            f"{found[5]}",
            f"{found[7]}",
        ]
        if is_nudged(chosen):
            network.nudge(chosen)
            lines.append(str(shown(network.layers()[-1])))
    return lines


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that goes the way of the figure forward and back, and prints every gradient.

    Args:
        chosen: what the figure shows.
        language: of the comments.
    """
    lines = [*_network_lines(chosen), *_update_lines(chosen, language), *_back_lines(chosen, language)]
    return {"code": lines, "printed": printed(chosen)}


def cost(chosen: Settings) -> Cost:
    """Return what an answer costs at most: every step goes forward and back once.

    Raises:
        InvalidSettings: it is no state of the figure.
    """
    size = given(chosen).kernel_size
    side = len(chosen.rows("input"))
    once = cost_of_windows((side, side), (size, size), (0, 0), (4, 1))
    return Cost(once.numbers, once.multiplications * (chosen.number("updates") + 2))


def _read(body: bytes) -> Settings:
    """Return the state that is asked about: of a small network, or of the digit with its picture."""
    asked = read_json(body)
    if not isinstance(asked, dict):
        return TABLE.validate(asked)
    values = cast("dict[str, object]", asked)
    return digit_code.read(values, TABLE) if values.get("input") == "digit" else TABLE.validate(values)


def _cost(chosen: Settings) -> Cost:
    return COST_OF_DIGIT if chosen["input"] == "digit" else cost(chosen)


def _answer(chosen: Settings, language: Language) -> Answer:
    said = (digit_code.answer if chosen["input"] == "digit" else answer)(chosen, language)
    return {"state": dict(chosen), **said}


# The note's network does not change its size: forward and back it is three times 0.4 million products.
COST_OF_DIGIT = Cost(numbers=10_000, multiplications=1_200_000)
QUESTIONS = (Question("code", _read, _cost, _answer, most_bytes=MOST_BYTES_WITH_NET),)
