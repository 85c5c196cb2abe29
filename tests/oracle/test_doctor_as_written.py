"""Models as people write them, and their slips, run by torch here and now: the doctor says the same."""

import json
import random
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import torch

from cnn_core.doctor import diagnose
from tests.oracle.test_doctor import run_by_torch
from tests.sample import CASES

RUNS = json.loads(Path(__file__).with_name("doctor_as_written.json").read_text(encoding="utf-8"))
PICTURE = (1, 1, 28, 28)
CONV = "self.conv = nn.Conv2d(1, 6, 5)"


def net(init: str, forward: str, imports: str = "") -> str:
    """Return a class as it is written, from the lines of its two methods."""
    inside = ("\n".join(f"        {line}" for line in part.split("\n")) for part in (init, forward))
    start, end = inside
    return (
        f"{imports}class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n{start}\n"
        f"    def forward(self, x):\n{end}\n"
    )


DENSE = (
    "class Block(nn.Module):\n    def __init__(self, cin):\n        super().__init__()\n"
    "        self.norm = nn.BatchNorm2d(cin)\n        self.conv = nn.Conv2d(cin, 8, 3, padding=1)\n"
    "    def forward(self, x):\n        return torch.cat([x, self.conv(self.norm(x))], 1)\n"
    "net = nn.Sequential(Block(16), Block(16))"
)

READ = {
    "a size that is computed": net(
        "size = math.floor((28 - 3) / 1 + 1)\nk = 3\nif isinstance(k, int):\n    k = (k, k)\n"
        "opts = dict(kernel_size=k)\nself.conv = nn.Conv2d(1, 4, **opts)\n"
        "self.fc = nn.Linear(int(math.prod((4, size, size))), 10)",
        "return self.fc(self.conv(x).flatten(1))",
        "import math\n",
    ),
    "a tensor of numbers": net(
        "self.k = nn.Parameter(torch.tensor([[1.0, 2.0], [0.0, 1.0]]).view(1, 1, 2, 2))",
        "return F.conv2d(x, self.k) * torch.tensor(2.0)",
    ),
    "the values of a maximum": net(CONV, "return torch.max(self.conv(x), 1).values"),
    "a pooling of torch's own, a static method": net(
        "self.act = self.made(nn.ReLU)", "return self.act(torch.max_pool2d(x, 2, stride=1))"
    )
    + "    @staticmethod\n    def made(kind):\n        return kind()\n",
    "a condition on layers": net(
        f"self.down = nn.Sequential()\nself.act = nn.ReLU\n{CONV}",
        "if self.down:\n    x = x[0]\nx = self.conv(x)\nreturn self.act()(x) if self.act else x",
    ),
}
SLIPS = {
    "a comma makes a tuple": net(f"{CONV},", "return self.conv(x)"),
    "shape is called": net("self.fc = nn.Linear(784, 10)", "return self.fc(x.view(x.shape(0), -1))"),
    "size is indexed": net("self.fc = nn.Linear(784, 10)", "return self.fc(x.view(x.size[0], -1))"),
    "super is not called": net(CONV, "return self.conv(x)").replace("super().__init__()", "super().__init__"),
    "return outside": net(CONV, "x = self.conv(x)") + "    return x\n",
    "forward in __init__": net(f"{CONV}\n\ndef forward(self, x):\n    return self.conv(x)", "").rsplit(
        "    def", 1
    )[0],
    "forward takes nothing": net(CONV, "return self.conv(x)").replace("(self, x)", "(self)"),
    "a pair for a tensor": net(
        "self.pool = nn.MaxPool2d(2, return_indices=True)", "x = self.pool(x)\nreturn x.flatten(1)"
    ),
    "values and indices for a tensor": net(CONV, "return self.conv(x.max(dim=1)).flatten(1)"),
    "values and indices flattened": net(CONV, "x = self.conv(x).max(dim=1)\nreturn x.flatten(1)"),
    "two sizes to infer": net(CONV, "return self.conv(x).view(-1, -1)"),
    "a layer for a tensor": net(CONV, "return F.relu(self.conv)"),
    "the code itself refuses": net(CONV, "if x.shape[1] != 3:\n    raise ValueError('no colour')\nreturn x"),
    "an axis too many": "net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.Softmax(dim=2))",
    "no axis to join along": net(
        "self.a, self.b = nn.Conv2d(3, 4, 1), nn.Conv2d(3, 8, 1)", "return torch.cat([self.a(x), self.b(x)])"
    ),
    "no list to join": net(CONV, "return torch.cat(x, x, dim=1)"),
    "a matrix on its side": net(
        "self.w = nn.Parameter(torch.zeros(10, 784))", "return x.view(x.size(0), -1) @ self.w"
    ),
    "a model that no line makes": net("self.fc = nn.Linear(784, n)", "return self.fc(x.flatten(1))").replace(
        "(self):", "(self, n):"
    ),
    "a keyword that no line gives": net(
        "self.fc = nn.Linear(784, n)", "return self.fc(x.flatten(1))"
    ).replace("(self):", "(self, *, n):"),
    "weights of channels without their axes": net("", "return x * x.mean((2, 3))"),
    "a ModuleList that is called": net("self.layers = nn.ModuleList([nn.ReLU()])", "return self.layers(x)"),
    "a list that is called": net("self.layers = [nn.ReLU()]", "return self.layers(x)"),
    "out and in": "net = nn.Sequential(nn.Conv2d(8, 1, 3), nn.Flatten())",
    "groups of a norm": "net = nn.Sequential(nn.Conv2d(1, 10, 3), nn.GroupNorm(4, 10))",
    "a norm for other cells": "net = nn.Sequential(nn.Conv2d(1, 8, 3), nn.LayerNorm([8, 28, 28]))",
    "channels of a transposed one": "net = nn.Sequential(nn.ConvTranspose2d(32, 8, 2, stride=2))",
    "channels put first, then a view": net(
        "self.conv, self.pool = nn.Conv2d(3, 8, 3), nn.MaxPool2d(2)",
        "x = self.pool(self.conv(x.permute(0, 3, 1, 2)))\nreturn x.view(x.size(0), -1)",
    ),
    "a row with its channels last": "nn.Sequential(nn.Conv1d(1, 16, 5), nn.Flatten(), nn.Linear(16 * 96, 2))",
    "pooled beyond the map": "net = nn.Sequential(nn.AvgPool2d(16), nn.Flatten(), nn.Linear(3, 10))",
    "a block that is given another count": DENSE,
    "as in Keras": "net = nn.Sequential()\nnet.add(nn.Conv2d(1, 5, 5))\nnet.add(nn.ReLU())",
    "a page's fences": "```python\nnet = nn.Sequential(nn.Flatten())\n```",
    "a prompt": ">>> net = nn.Sequential(nn.Flatten())",
}
# What is put into them, where it is no picture.
GIVEN = {
    "no axis to join along": (2, 3, 8, 8),
    "channels of a transposed one": (1, 16, 8, 8),
    "channels put first, then a view": (4, 32, 32, 3),
    "weights of channels without their axes": (2, 3, 8, 8),
    "a row with its channels last": (8, 100, 1),
    "pooled beyond the map": (1, 3, 8, 8),
    "a block that is given another count": (2, 16, 8, 8),
}
RAISED = (RuntimeError, ValueError, TypeError, AttributeError, IndexError, SyntaxError)
NOT_MENDED = ("the code itself refuses",)  # what is meant only the code's author knows
# Layers whose settings or input do not suit: the words are the CPU's, though only shapes are computed.
ODD = {
    "nn.Conv{d}d({c}, {o}, {k}, stride={s}, padding={p})": (1, 2, 3),
    "nn.ConvTranspose{d}d({c}, {o}, {k}, stride={s}, padding={p}, output_padding={q})": (1, 2, 3),
    "nn.Conv2d(4, {o}, 3, groups={c}, padding={w!r})": (2,),
    "nn.MaxPool{d}d({k}, stride={s}, padding={p}, ceil_mode={b})": (1, 2, 3),
    "nn.AvgPool{d}d({k}, stride={s}, padding={p})": (1, 2, 3),
    "nn.AdaptiveAvgPool{d}d({k})": (1, 2, 3),
    "nn.BatchNorm{d}d({c})": (1, 2, 3),
    "nn.InstanceNorm{d}d({c}, affine={b})": (1, 2, 3),
    "nn.GroupNorm({o}, {c})": (2,),
    "nn.LayerNorm({n})": (2,),
    "nn.Linear({n}, 10)": (2,),
    "nn.Flatten({p})": (2,),
    "nn.Softmax({p})": (2,),
    "nn.PixelShuffle({s})": (2,),
    "nn.Upsample(scale_factor={f}, mode={m!r})": (2,),
    "nn.ReflectionPad{d}d({o})": (1, 2, 3),
}
CHOICES = {
    "c": (1, 3, 4, 8),
    "o": (1, 2, 4, 8),
    "k": (1, 2, 3, 5, 9, (2, 3), (1, 2, 3)),
    "s": (1, 2, 3, (1, 2), 0),
    "p": (0, 0, 1, 2),
    "q": (0, 0, 1, 2),
    "w": ("same", "valid", 1),
    "b": (True, False),
    "n": (8, 64, 256),
    "f": (2, 0.5, (2, 3)),
    "m": ("nearest", "bilinear", "linear"),
}
SHAPES = (
    *((2, 4, 8, 8), (4, 8, 8), (2, 3, 8), (2, 8), (8,)),
    *((2, 4, 4, 8, 8), (1, 8, 5, 7), (2, 4, 1, 1), (1, 1, 1, 1)),
)


NORM = "Sequential(nn.Flatten(), nn.Linear(64, 10), nn.BatchNorm1d(10))"
ODD_SETTINGS = (
    *(
        "LeakyReLU('0.1')",
        "ELU('a')",
        "GELU('tanhh')",
        "GELU(0)",
        "CELU(0)",
        "Softmax(4)",
        "ReLU(device='cpu')",
    ),
    *("BatchNorm2d(1, eps=0)", "BatchNorm2d(1, momentum='a')", "BatchNorm2d(1).to('cpu', torch.float64)"),
    *("Unfold(2, padding=-1)", "Conv2d(1, 4, 3, dtype=torch.float64)", "LayerNorm(8, dtype=torch.half)"),
    *("Sequential(nn.Conv2d(1, 4, 3, bias=False)).half()", "Linear(8, 2).double()"),
    *("LazyConv2d(4, 3, padding=-1)", "ConvTranspose2d(1, 4, 3, output_padding=-1)"),
)
ODD_CALLS = ("F.celu(x, 0)", "F.gelu(x.long())", "x.long().softmax(1)", "x @ x.double()", "x.long().mean()")
SUIT_ALL_THE_SAME = (
    *("LeakyReLU(-1)", "ELU(0)", "GELU('tanh')", "ReLU('a')", "Dropout(0)", "BatchNorm2d(1, momentum=None)"),
    *("Conv2d(1, 4, 3, device='cpu')", "Sequential(nn.Conv2d(1, 4, 3)).double().float()", "ReLU().half()"),
    *(f"{norm}.{way}" for norm in (NORM, "LazyBatchNorm2d()") for way in ("eval()", "train(mode=False)")),
)


@pytest.mark.parametrize("item", RUNS, ids=lambda item: item["name"])
def test_a_model_that_is_written_in_peoples_ways_has_torchs_output(item: dict[str, str]) -> None:
    shape = tuple(int(size) for size in item["input"])
    found = diagnose(item["source"], shape)
    assert found.verdict == "runs", found.refusals or found.failure
    assert (found.output, found.parameters) == as_doctor(run_by_torch(item["source"], shape))


@pytest.mark.parametrize("name", READ)
def test_what_is_computed_from_numbers_is_read(name: str) -> None:
    found = diagnose(READ[name], PICTURE)
    assert (found.output, found.parameters) == as_doctor(run_by_torch(READ[name], PICTURE))


def as_doctor(ran: tuple[object, int]) -> tuple[object, int]:
    """Return what torch gave as the doctor says it: of several tensors their shapes."""
    output, parameters = ran
    parts = cast("tuple[object, ...]", output) if isinstance(output, tuple) else ()
    shapes = tuple(tuple(each.shape) for each in parts if isinstance(each, torch.Tensor))
    return shapes or cast(object, output), parameters


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_has_torchs_words_its_line_and_mends_that_run(name: str) -> None:
    source, shape = SLIPS[name], GIVEN.get(name, PICTURE)
    found = diagnose(source, shape)
    assert found.failure is not None
    with pytest.raises(RAISED) as raised:
        run_by_torch(source, shape)
    said = raised.value.msg if isinstance(raised.value, SyntaxError) else str(raised.value)
    assert found.failure.message.split("\n")[0] == said.split("\n")[0]
    frames = traceback.extract_tb(raised.value.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == "corpus"]
    if lines and "Sequential" not in source:  # in a Sequential it is the line of the layer
        assert found.failure.line == lines[-1]
    assert found.failure.reason != "torch_refuses"
    assert bool(found.mends) != (name in NOT_MENDED)
    for mend in found.mends:
        ran = run_by_torch(mend.fix.text, mend.fix.input_shape or shape)
        assert (mend.fix.output, mend.fix.parameters) == ran


@pytest.mark.parametrize(
    "layer",
    [
        *("nn.Conv2d({c}, 6, 3)", "nn.Conv2d({c}, 1, 3)", "nn.ConvTranspose2d({c}, 6, 2, stride=2)"),
        *("nn.GroupNorm(1, {c})", "nn.InstanceNorm2d({c})", "nn.LayerNorm(12)"),
        *("nn.MaxPool2d(2)", "nn.AvgPool2d(2)", "nn.AdaptiveAvgPool2d(1)", "nn.AdaptiveMaxPool2d(2)"),
        *("nn.ReflectionPad2d(1)", "nn.ReplicationPad2d(1)", "nn.ZeroPad2d(1)", "nn.PixelShuffle(2)"),
        *("nn.Upsample(scale_factor=2)", "nn.ReLU()", "nn.Softmax(1)", "nn.PReLU()", "nn.Linear(12, 2)"),
    ],
)
@pytest.mark.parametrize("order", ["0, 3, 1, 2", "0, 3, 2, 1"])
@pytest.mark.parametrize("channels", [1, 8])
def test_a_view_of_maps_whose_channels_lie_last_is_refused_where_the_cpu_refuses_it(
    layer: str, order: str, channels: int
) -> None:
    source = net(
        f"self.layer = {layer.format(c=channels)}",
        f"return self.layer(x.permute({order})).view(x.size(0), -1)",
    )
    found = diagnose(source, (4, 12, 12, channels))
    try:
        wanted: object = run_by_torch(source, (4, 12, 12, channels))[0]
    except RuntimeError as error:
        wanted = str(error).strip()
    assert (found.failure.message if found.failure else found.output) == wanted


# No maps at all, norms of one number, of other channels, of a map without a batch; odd settings and types.
NEVER_SUIT = (
    *((f"nn.{layer}", (2, 1, 8, 8)) for layer in ODD_SETTINGS),
    *((net("", f"return {code}"), (2, 1, 8, 8)) for code in ODD_CALLS),
    *(
        (f"m = nn.{NORM}{more}", (1, 1, 8, 8))
        for more in ("", "\nm.eval()\nm.train()", ".eval().train(True)")
    ),
    ("nn.Conv2d(1, 0, 3)", (1, 1, 8, 8)),
    ("nn.ConvTranspose2d(1, 0, 3)", (1, 1, 8, 8)),
    *(("nn.BatchNorm2d(4)", shape) for shape in ((1, 4, 1, 1), (2, 3, 5, 5), (4, 5, 5))),
)


def odd() -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the code of a layer and the shape that is put in."""
    yield from NEVER_SUIT
    yield from ((f"nn.{layer}", (1, 1, 8, 8)) for layer in SUIT_ALL_THE_SAME)
    chance = random.Random("odd")
    for _ in range(CASES // 10):
        pattern = chance.choice(list(ODD))
        settings = {name: chance.choice(values) for name, values in CHOICES.items()}
        code = pattern.format(d=chance.choice(ODD[pattern]), **settings)
        yield code, chance.choice(SHAPES)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Initializing zero-element")
def test_layers_that_do_not_suit_break_with_the_cpus_words() -> None:
    failed = 0
    for code, shape in odd():
        found = diagnose(code, shape)
        ours = found.failure.message.split("\n")[0] if found.failure else found.output
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                wanted: object = run_by_torch(code, shape)[0]
        except (RuntimeError, ValueError, TypeError, IndexError) as error:
            wanted = str(error).strip().split("\n")[0]
            failed += 1
        assert ours == wanted, (code, shape)
    assert failed > CASES // 40 + len(NEVER_SUIT)
