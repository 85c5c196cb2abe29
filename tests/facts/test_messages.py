"""PyTorch's own words, each with a mend that is run here once more, by itself."""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor, nn

from cnn_core.layer_call import LayerCall
from cnn_core.shapes import Mend, shapes_of
from tests.oracle.test_shapes import said_by_torch
from tests.oracle.torch_says import refusal


def conv(*args: object, **kwargs: object) -> LayerCall:
    return LayerCall("Conv2d", args, kwargs)


@dataclass(frozen=True)
class Said:
    """A mistake: the layers, the input, our name for the cause, and the first mend."""

    layers: list[nn.Module | LayerCall]
    source: Any
    cause: str
    mend: tuple[str, ...]


CONV = conv(1, 5, 5)
WITH_POOL: list[nn.Module | LayerCall] = [CONV, nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(720, 10)]
WITHOUT_FLATTEN: list[nn.Module | LayerCall] = [CONV, nn.MaxPool2d(2), nn.Linear(720, 10)]
WITHOUT_POOL: list[nn.Module | LayerCall] = [CONV, nn.Flatten(), nn.Linear(720, 10)]
PICTURE = (1, 1, 28, 28)
BATCH = torch.zeros(PICTURE)

SAID = {
    "1": Said([CONV], (28, 28), "axes_missing", ("x[None]",)),
    "2": Said([CONV], (1, 28, 28, 1), "channels_last", ("x.permute(0, 3, 1, 2)",)),
    "2 unbatched": Said([CONV], (28, 28, 1), "channels_last", ("x.permute(2, 0, 1)",)),
    "3": Said([CONV], (1, 3, 28, 28), "channels_differ", ("nn.Conv2d(3, 5, 5)",)),
    "4": Said([CONV], BATCH.byte(), "integer_pixels", ("x.float() / 255",)),
    "4 without bias": Said([conv(1, 5, 5, bias=False)], BATCH.byte(), "integer_pixels", ("x.float() / 255",)),
    "5": Said([CONV], BATCH.double(), "other_type", ("x.float()",)),
    "6": Said([conv(1, 1, 7)], (1, 1, 5, 5), "kernel_larger_than_input", ("nn.Conv2d(1, 1, 7, padding=1)",)),
    "7 the pool": Said(WITHOUT_POOL, PICTURE, "features_differ", ("nn.MaxPool2d(2)",)),
    "7 flatten": Said(WITHOUT_FLATTEN, PICTURE, "features_differ", ("nn.Flatten()",)),
    "7 batch": Said(WITH_POOL, (1, 28, 28), "features_differ", ("x[None]",)),
    "8": Said([LayerCall("Conv", (1, 1, 3))], PICTURE, "no_such_layer", ("nn.Conv2d(1, 1, 3)",)),
    "9": Said(
        [conv(1, 1, 3, stride=2, padding="same")],
        PICTURE,
        "same_padding_with_stride",
        ("nn.Conv2d(1, 1, 3, stride=2, padding=1)",),
    ),
    "10": Said(
        [nn.MaxPool2d(3, padding=2)], PICTURE, "padding_over_half_kernel", ("nn.MaxPool2d(3, padding=1)",)
    ),
    "11": Said([nn.MaxPool2d(2)], (1, 5, 1, 1), "pooling_larger_than_input", ("# without nn.MaxPool2d(2)",)),
    "12": Said(
        [conv(1, 1, 3, 1, 0, False)], PICTURE, "not_an_integer", ("nn.Conv2d(1, 1, 3, 1, 0, bias=False)",)
    ),
    "13": Said([conv(1, 1, 3)], np.zeros(PICTURE, np.float32), "not_a_tensor", ("torch.from_numpy(x)",)),
    "13 a PIL picture": Said(
        [conv(1, 1, 3)],
        Image.new("L", (28, 28)),
        "not_a_tensor",
        ("torch.from_numpy(np.array(x)).float() / 255", "x[None]"),
    ),
}


def made(source: object) -> Any:  # noqa: ANN401
    """Return zeros for a shape; anything else is the input itself."""
    return torch.zeros(cast("tuple[int, ...]", source)) if isinstance(source, tuple) else source


@pytest.mark.parametrize("number", SAID)
def test_torchs_words_have_this_cause_and_its_mend(number: str) -> None:
    said = SAID[number]
    failure = shapes_of(said.layers, said.source).failure
    assert failure is not None
    assert failure.message == said_by_torch(said.layers, made(said.source))[1]
    assert failure.reason == said.cause
    assert failure.mend is not None
    assert failure.mend.steps == said.mend


def mended(said: Said, mend: Mend, failing: int) -> tuple[list[nn.Module | LayerCall], Any]:
    """Return layers and input after a mend, by running its code: nothing of cnn_core.mends is used."""
    layers = list(said.layers)
    x: Any = made(said.source)
    for step in mend.steps:
        if step.startswith("# without"):
            del layers[failing]
        elif step.startswith("nn."):
            new: Any = eval(f"[{step}]", {"nn": nn})
            fails = LayerCall.of(layers[failing]).name
            instead = int(fails in (type(new[-1]).__name__, "Conv"))
            place = failing - 1 if step == "nn.MaxPool2d(2)" else failing  # the pool goes before the Flatten
            layers[place : place + instead] = new
        else:
            x = eval(step, {"x": x, "torch": torch, "np": np})
    return layers, x


@pytest.mark.parametrize("number", SAID)
def test_every_mend_runs_by_itself_and_gives_the_shapes_it_promises(number: str) -> None:
    said = SAID[number]
    failure = shapes_of(said.layers, said.source).failure
    assert failure is not None
    assert failure.mends
    for mend in failure.mends:
        assert said_by_torch(*mended(said, mend, failure.index)) == ([*mend.shapes], None)


def test_3_can_also_be_mended_by_one_grey_channel() -> None:
    failure = shapes_of([CONV], (1, 3, 28, 28)).failure
    assert failure is not None
    assert ("x.mean(-3, keepdim=True)",) in [mend.steps for mend in failure.mends]


def test_padding_modes_are_listed_as_a_set() -> None:
    """A set has no order: this message must never be matched word for word."""
    said = refusal(lambda: nn.Conv2d(1, 1, 3, padding_mode="mirror"))  # pyright: ignore[reportArgumentType]
    assert said.startswith("padding_mode must be one of {")
    assert all(f"'{mode}'" in said for mode in ("zeros", "reflect", "replicate", "circular"))


def test_trying_out_leaves_no_traces() -> None:
    norm = nn.BatchNorm2d(5)
    layers = [nn.Conv2d(1, 5, 5), norm, nn.Flatten(), LayerCall("Linear", (7, 2))]
    before, state = {name: value.clone() for name, value in norm.state_dict().items()}, torch.get_rng_state()
    assert shapes_of(layers, (2, 1, 28, 28)).failure is not None
    after: dict[str, Tensor] = norm.state_dict()
    assert all(torch.equal(after[name], value) for name, value in before.items())
    assert torch.equal(state, torch.get_rng_state())
