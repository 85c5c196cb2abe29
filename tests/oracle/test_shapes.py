"""shapes_of against torch: the same shapes, the same failing layer and the same words, on random stacks."""

import random
import warnings
from functools import cache
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from cnn_core.layer_call import LayerCall
from cnn_core.mends.inputs import other_axes
from cnn_core.shapes import Shapes, shapes_of
from tests.sample import CASES

SOME = 300  # failures whose mends are run
Stack = tuple[list[nn.Module | LayerCall], Tensor]


def stack(chance: random.Random) -> Stack:
    """Draw a small network whose numbers mostly fit, and an input whose axes and type mostly do."""
    channels = chance.choice([1, 1, 3])
    size = chance.randint(6, 14)
    layers: list[nn.Module | LayerCall] = []
    given = channels
    for _ in range(chance.randint(1, 2)):
        out = chance.randint(1, 4)
        read = given if chance.random() < 0.96 else chance.randint(1, 4)
        layers.append(LayerCall("Conv2d", (read, out, chance.randint(1, 5)), conv_options(chance)))
        given = out
        if chance.random() < 0.5:
            padding = {"padding": chance.randint(0, 2)} if chance.random() < 0.3 else {}
            layers.append(LayerCall("MaxPool2d", (chance.randint(1, 4),), padding))
    if chance.random() < 0.3:
        layers += [nn.Flatten()] if chance.random() < 0.8 else []
        layers.append(LayerCall("Linear", (chance.choice([8, 16, 36, given * 4]), 2)))
    return layers, source(chance, channels, size)


def conv_options(chance: random.Random) -> dict[str, object]:
    """Draw the rare arguments of a convolution, sometimes ones that torch refuses."""
    options: dict[str, object] = {}
    if chance.random() < 0.3:
        options["padding"] = chance.choice([0, 1, 2, 3, "same"])
    if chance.random() < 0.3:
        options["stride"] = chance.choice([1, 2, 3])
    if chance.random() < 0.2:
        options["dilation"] = chance.choice([1, 2])
    if chance.random() < 0.2:
        options["padding_mode"] = chance.choice(["zeros", "reflect", "circular"])
    if chance.random() < 0.2:
        options["bias"] = False
    return options


def source(chance: random.Random, channels: int, size: int) -> Tensor:
    """Draw an input: mostly a batch, sometimes one picture, channels last, a bare map, bytes or doubles."""
    shape = chance.choice(
        [(2, channels, size, size)] * 16 + [(channels, size, size), (1, size, size, channels), (size, size)]
    )
    dtype = chance.choice([torch.float32] * 18 + [torch.uint8, torch.float64])
    return torch.zeros(shape, dtype=dtype)


def said_by_torch(
    layers: list[nn.Module | LayerCall], source: object
) -> tuple[list[tuple[int, ...]], str | None]:
    """Return the shapes and the words of the first error, with torch alone."""
    x: Any = source
    shapes: list[tuple[int, ...]] = []
    for layer in layers:
        try:
            made: nn.Module = (
                getattr(nn, layer.name)(*layer.args, **layer.kwargs)
                if isinstance(layer, LayerCall)
                else layer
            )
            x = made(x)
        except (RuntimeError, ValueError, TypeError, AttributeError) as error:
            return shapes, str(error)
        shapes.append(tuple(x.shape))
    return shapes, None


@cache
def found() -> list[tuple[Stack, Shapes]]:
    chance = random.Random("shapes")
    drawn = [stack(chance) for _ in range(CASES)]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Using padding='same' with even kernel lengths")
        return [((layers, x), shapes_of(layers, x)) for layers, x in drawn]


@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel lengths")
def test_shapes_failing_layer_and_words_are_torchs() -> None:
    failures = 0
    for (layers, x), shapes in found():
        right, words = said_by_torch(layers, x)
        assert list(shapes.shapes) == right
        assert (shapes.failure.message if shapes.failure else None) == words
        failures += words is not None
    assert 0.3 * CASES < failures < 0.7 * CASES


@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel lengths")
def test_every_failure_has_a_cause_and_almost_every_one_a_mend() -> None:
    failures = [shapes.failure for _, shapes in found() if shapes.failure]
    assert [failure.message for failure in failures if failure.reason is None] == []
    some = failures[:SOME]
    assert sum(bool(failure.mends) for failure in some) > 0.95 * len(some)


def test_a_cause_that_is_not_found_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    import cnn_core.mends

    fewer = tuple(cause for cause in cnn_core.mends.CAUSES if cause is not other_axes)
    monkeypatch.setattr(cnn_core.mends, "CAUSES", fewer)
    failure = shapes_of([LayerCall("Conv2d", (1, 1, 3))], (9, 9)).failure
    assert failure is not None
    with pytest.raises(IndexError):
        assert failure.reason
