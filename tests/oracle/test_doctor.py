"""The doctor against torch: the same shapes, lines, counts and words on models as people write them."""

import json
import random
import warnings
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.doctor import Diagnosis, diagnose
from cnn_core.doctor.silent import SILENT
from cnn_core.doctor.stopping import listed
from cnn_core.layer_call import LayerCall
from tests.oracle.test_shapes import said_by_torch, stack
from tests.oracle.torch_says import refusal
from tests.sample import CASES

HERE = Path(__file__).with_name("doctor_corpus.json")


@cache
def items() -> tuple[dict[str, Any], ...]:
    """Return the models, each with its source, its input and its truth."""
    return tuple(json.loads(HERE.read_text(encoding="utf-8")))


def shape_of(item: dict[str, Any]) -> tuple[int, ...]:
    """Return the input of a model; what has none gets a picture."""
    return tuple(item["input"] or (1, 1, 28, 28))


def model_of(source: str) -> nn.Module:
    """Return the model of a text of ours, which is run: never a visitor's.

    Raises:
        whatever torch or Python raise.
    """
    names: dict[str, Any] = {"__name__": "corpus", "torch": torch, "nn": nn, "F": F}
    before = set(names)
    if source.lstrip().startswith("nn."):
        source = f"last = {source.lstrip()}"
    exec(compile(source, "corpus", "exec"), names)
    made = [value for name, value in names.items() if name not in before and isinstance(value, nn.Module)]
    classes = [value for value in names.values() if isinstance(value, type) and issubclass(value, nn.Module)]
    return made[-1] if made else classes[-1]()


def run_by_torch(source: str, shape: tuple[int, ...]) -> tuple[object, int]:
    """Return what leaves the model of a text of ours, and its parameters."""
    model = model_of(source)
    with torch.no_grad():
        output: object = model(torch.zeros(shape))
    parameters = sum(parameter.numel() for parameter in model.parameters())
    return (tuple(output.shape) if isinstance(output, Tensor) else output), parameters


BY_ID = {item["id"]: item for item in items()}
# The truth was made by running them; the doctor names what it does not read.
REFUSED = {
    "modulelist-loop": ("for", 7),
    "vgg-config-loop": ("for", 6),
    "two-inputs": ("forward(self, a, b)", 5),
    "seq-power-bomb": ("**", 1),
    "seq-hub": ("torchvision.models.resnet18", 2),
    "decorator-bomb": ("@", 1),
}
# Spaces copied from a page are read as spaces, and it is said.
READ_ALL_THE_SAME = {"nbsp"}
KNOWN = [item["id"] for item in items() if item["truth"] and item["id"] not in {*REFUSED, *READ_ALL_THE_SAME}]
BROKEN = [name for name in KNOWN if BY_ID[name]["truth"]["fail"]]
MENDED = [name for name in BY_ID if BY_ID[name].get("mend") and name not in READ_ALL_THE_SAME]


def found(name: str) -> Diagnosis:
    return diagnose(BY_ID[name]["source"], shape_of(BY_ID[name]))


def as_list(value: object) -> object:
    return json.loads(json.dumps(value))


def test_every_model_has_a_name_of_its_own() -> None:
    assert len(BY_ID) == len(items()) == 79


@pytest.mark.parametrize("name", KNOWN)
def test_lines_shapes_and_parameters_are_torchs(name: str) -> None:
    diagnosis, truth = found(name), BY_ID[name]["truth"]
    steps = [(step.line, step.made, step.op, as_list(step.shape)) for step in diagnosis.steps]
    assert steps == [(row["line"], row.get("made"), row["op"], row["shape"]) for row in truth["rows"]]
    assert diagnosis.parameters == truth["params"]
    assert as_list(diagnosis.output) == truth["output"]
    shapes = {row["line"]: row["shape"] for row in truth["rows"]}
    assert {line.number: as_list(line.shape) for line in diagnosis.lines if line.shape} == shapes


@pytest.mark.parametrize("name", BROKEN)
def test_line_and_words_of_an_error_are_torchs(name: str) -> None:
    failure, truth = found(name).failure, BY_ID[name]["truth"]["fail"]
    assert failure is not None
    first = [said.split("\n")[0] for said in (failure.message, truth["message"])]
    assert first[0] == first[1]
    assert (failure.kind, failure.line, failure.stage) == (truth["type"], truth["line"], truth["stage"])
    assert failure.speaker in ("torch", "Python")
    if "layer_line" in truth:
        assert failure.layer_line == truth["layer_line"]
    assert "?" not in failure.en  # what a sentence does not know it writes as a question mark


@pytest.mark.parametrize("name", [name for name in KNOWN if not BY_ID[name]["truth"]["fail"]])
def test_what_runs_is_said_to_run(name: str) -> None:
    diagnosis = found(name)
    assert diagnosis.failure is None
    if name != "class-os":  # it has lines that nobody may run
        assert diagnosis.verdict == "runs"
    assert any(remark.reason in SILENT for remark in diagnosis.remarks) == ("silent" in BY_ID[name])


@pytest.mark.parametrize("name", MENDED)
def test_the_corpus_own_mend_is_offered_and_every_offered_mend_runs_in_torch(name: str) -> None:
    item, diagnosis = BY_ID[name], found(name)
    offered = [(mend.fix.output, mend.fix.parameters) for mend in diagnosis.mends]
    for mend in (item["mend"], *item.get("other_mends", ())):
        assert (tuple(mend["output"]), mend["params"]) in offered
    for mend in diagnosis.mends:
        shape = mend.fix.input_shape or shape_of(item)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert run_by_torch(mend.fix.text, shape) == (mend.fix.output, mend.fix.parameters)


ORDERED = "from collections import OrderedDict"
NET = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 28)
    def forward(self, x):
        return {output}
"""


@pytest.mark.parametrize(
    ("source", "output", "code"),
    [
        ('m = nn.Sequential({"conv": nn.Conv2d(1, 8, 28)})', (1, 8, 1, 1), ORDERED),
        (
            f"{ORDERED}\nlayers = dict(conv=nn.Conv2d(1, 8, 28))\nm = nn.Sequential(layers)",
            (1, 8, 1, 1),
            "m = nn.Sequential(OrderedDict(layers))",
        ),
        (
            f"%matplotlib inline\n\nimport torch\n!pip install tqdm\n{NET.format(output='self.conv(x)')}m?",
            (1, 8, 1, 1),
            "import torch",
        ),
        (NET.format(output="self.conv(x).squeeze()"), (1, 8), "return self.conv(x).squeeze((2, 3))"),
        (
            NET.format(output="torch.squeeze(self.conv(x))"),
            (1, 8),
            "return torch.squeeze(self.conv(x), (2, 3))",
        ),
    ],
)
def test_a_mend_of_what_is_pasted_runs_in_torch(source: str, output: tuple[int, ...], code: str) -> None:
    first, *_ = diagnose(source, (1, 1, 28, 28)).mends
    assert (first.fix.output, first.fix.code) == (output, code)
    assert run_by_torch(first.fix.text, (1, 1, 28, 28)) == (output, first.fix.parameters)


@pytest.mark.parametrize("name", [name for name in BY_ID if BY_ID[name].get("receptive_fields")])
def test_receptive_fields_are_those_of_the_corpus(name: str) -> None:
    right = BY_ID[name]["receptive_fields"]
    assert [as_list(step.sees) for step in found(name).steps[: len(right)]] == right


@pytest.mark.parametrize(("name", "where"), REFUSED.items())
def test_what_is_not_read_is_named_with_its_line(name: str, where: tuple[str, int]) -> None:
    diagnosis = found(name)
    assert diagnosis.verdict == "not_read"
    assert [(said.word, said.line) for said in diagnosis.refusals] == [where]


def test_lines_that_nobody_may_run_are_named_and_the_model_is_read() -> None:
    said = [(refusal.word, refusal.line) for refusal in found("class-os").refusals]
    assert said == [("os.system", 5), ("open", 8)]
    assert [(remark.line, remark.word) for remark in found("seq-os").remarks] == [(2, "os.system")]
    training = [line.number for line in found("training-below").lines if line.state == "not_read"]
    assert training == [11, *range(13, 21)]
    assert found("nbsp").verdict == "runs"
    assert [remark.reason for remark in found("nbsp").remarks] == ["no_break_spaces"]


def test_nothing_and_no_model_are_said() -> None:
    assert found("seq-empty").verdict == "nothing"
    assert [said.reason for said in diagnose("x = 1", (1,)).refusals] == ["no_model"]


def source_of(layers: list[nn.Module | LayerCall]) -> str:
    """Return layers as a learner writes them, one a line."""
    calls = [LayerCall.of(layer).code for layer in layers]
    return "net = nn.Sequential(\n" + "".join(f"    {call},\n" for call in calls) + ")\n"


@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel lengths")
def test_random_stacks_have_torchs_shapes_failing_layer_and_words() -> None:
    chance = random.Random("doctor")
    failures = 0
    for _ in range(CASES // 4):
        layers, x = stack(chance)
        if not x.is_floating_point() or x.dtype.itemsize != 4:
            continue  # the doctor's input is float32
        diagnosis = diagnose(source_of(layers), tuple(x.shape))
        right, words = said_by_torch(layers, x)
        refusals = [refusal(LayerCall.of(layer).build) for layer in layers]
        unmade = next((number for number, said in enumerate(refusals) if said), None)
        if unmade is not None:  # a text makes all its layers before it calls one
            right, words = [], refusals[unmade]
        assert [step.shape for step in diagnosis.steps] == right
        assert (diagnosis.failure.message if diagnosis.failure else None) == words
        if diagnosis.failure:
            failures += 1
            assert diagnosis.failure.line == (len(right) if unmade is None else unmade) + 2
            assert diagnosis.failure.reason != "torch_refuses"
    assert failures > 0.2 * CASES // 4


LAYERS = [
    *listed("layers"),
    *(f"{name}{axes}d" for name in listed("layers_for_1_to_3_axes") for axes in (1, 2, 3)),
]
# What suits one layer or another.
ARGUMENTS = (
    *(
        "",
        "2",
        "4",
        "16",
        "4, 4, 3",
        "16, out_features=8",
        "dim=1, unflattened_size=(2, 2)",
        "(4, 5), kernel_size=2",
    ),
    *("2, kernel_size=2", "2, num_channels=4", "3, output_ratio=0.5", "2, value=1"),
)
INPUTS = ((2, 4, 16, 16), (2, 4, 16), (2, 4, 8, 8, 8), (2, 16), (1, 12, 12))
READ_NO_NUMBERS_ALONE = {"Bilinear", "Embedding"}  # two inputs; whole numbers


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.filterwarnings("ignore::UserWarning")  # a lazy layer is new, a softmax has no axis
def test_every_layer_that_is_read_has_torchs_shapes(name: str) -> None:
    count = 0
    for arguments, shape in product(ARGUMENTS, INPUTS):
        source = f"nn.{name}({arguments})"
        try:
            right = run_by_torch(source, shape)
        except (RuntimeError, ValueError, TypeError, IndexError, AssertionError):
            continue
        diagnosis = diagnose(source, shape)
        assert (diagnosis.lines[0].shape, diagnosis.parameters) == right, (source, shape)
        count += 1
    assert (count == 0) == (name in READ_NO_NUMBERS_ALONE)


def test_a_wrong_shape_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: a reader that swaps height and width."""
    from cnn_core.doctor import steps

    def swapped(output: Tensor) -> tuple[int, ...]:
        return tuple(output.shape[:-2]) + tuple(output.shape[-2:])[::-1]

    monkeypatch.setattr(steps, "_shape_of", swapped)
    with pytest.raises(AssertionError):
        test_lines_shapes_and_parameters_are_torchs("seq-kwargs")
