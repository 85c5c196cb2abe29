"""The JavaScript twin gives torch's numbers, and the comparison would notice if it did not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cnn_core
from tests.oracle import sweeps, twin
from tests.oracle.case import TOLERANCE, Case, mismatches
from tests.oracle.planted import Fault, copy_of_twin
from tests.oracle.python_side import ADAPTERS, answer

Json = Any
FEW = 500  # so many cases are enough to catch a fault

TWINS = {
    "output_size": "outputSize",
    "output_shape": "outputShape",
    "reads_per_pixel": "readsPerPixel",
    "window_cells": "windowCells",
    "convolve": "convolve",
    "convolution_step": "convolutionStep",
    "convolve_channels": "convolveChannels",
    "channel_step": "channelStep",
    "as_matrix": "asMatrix",
    "pooled_size": "pooledSize",
    "max_pool": "maxPool",
    "average_pool": "averagePool",
    "pooling_steps": "poolingSteps",
    "gradient_shares": "gradientShares",
    "input_cells": "inputCells",
    "convolve_channels_backward": "convolveChannelsBackward",
    "weight_products": "weightProducts",
    "pixel_readers": "pixelReaders",
    "pooling_backward": "poolingBackward",
    "max_pool_backward": "maxPoolBackward",
    "relu_backward": "reluBackward",
    "linear_backward": "linearBackward",
    "cross_entropy": "crossEntropy",
    "half_squared_error": "halfSquaredError",
    "batch_gradients": "batchGradients",
    "picture_gradients": "pictureGradients",
}

CONV_PADDING_ONCE = Fault("geometry.js", "return [padding, padding];", "return [padding, 0];")
CONV_CEIL = Fault("geometry.js", "Math.floor(room / stride)", "Math.ceil(room / stride)")
POOL_PADDING_ONCE = Fault("pooling_geometry.js", "inputSize + 2 * padding - eff", "inputSize + padding - eff")
POOL_CEIL = Fault("pooling_geometry.js", "Math.floor(room / step)", "Math.ceil(room / step)")
LAST_OF_TIES = Fault("pooling.js", "value > largest ||", "value >= largest ||")
HANGING_OVER = Fault(
    "pool_windows.js",
    "Math.min(start + axis.kernelSize, axis.inputSize + axis.before) - start",
    "axis.kernelSize",
)
BIAS_DROPPED = Fault("convolution.js", " + bias;", ";")
STEP_BIAS_DROPPED = Fault("convolution.js", " + (settings.bias ?? 0)", "")
LAYER_BIAS_DROPPED = Fault("channels.js", "map.values[cell], 0) + bias", "map.values[cell], 0)")
CHANNEL_BIAS_DROPPED = Fault("channels.js", "sum, 0) + bias }", "sum, 0) }")
BACKWARD = "convolution_backward.js"
KERNEL_TURNED = Fault(
    BACKWARD, "gradient * weights[weight];", "gradient * weights[weights.length - 1 - weight];"
)
BIAS_MEAN = Fault(BACKWARD, "return bias;", "return bias / incoming.values.length;")
LAST_WINDOW_STAYS = Fault(BACKWARD, "pixels[first + across[x]] +=", "pixels[first + across[x]] =")
PIXEL_FORGOTTEN = Fault(BACKWARD, "gradient * pixels[first + across[x]];", "gradient;")
READ_TWICE = Fault(BACKWARD, "use.row === row && use.column === column", "use.row === row")
LOSER_FED = Fault("pooling_step.js", "gradient.values[winner] +=", "gradient.values[cells[0]] +=")
AVERAGE_UNDIVIDED = Fault("pooling_step.js", "incoming[at] / divisor;", "incoming[at];")
WINNER_OVERWRITTEN = Fault("backward.js", "values[winners[cell]] +=", "values[winners[cell]] =")
LOSING_CELL = Fault("backward.js", "values[winners[cell]] += ", "values[Math.max(0, winners[cell] - 1)] += ")
RELU_OPEN_AT_ZERO = Fault("backward.js", "(before.values[at] <= 0)", "(before.values[at] < 0)")
FEATURES_SWAPPED = Fault("backward.js", "gradient * features[at];", "gradient * weights[weight];")
ONE_HOT_FORGOTTEN = Fault("backward.js", "share - 1 : share", "share : share")
WHOLE_SQUARE = Fault("backward.js", "(score - target) ** 2 / 2", "(score - target) ** 2")

FAULTS = {
    "output_size": [CONV_PADDING_ONCE, CONV_CEIL],
    "output_shape": [CONV_PADDING_ONCE, CONV_CEIL],
    "reads_per_pixel": [CONV_PADDING_ONCE, CONV_CEIL],
    "window_cells": [CONV_PADDING_ONCE],
    "convolve": [CONV_PADDING_ONCE, CONV_CEIL, BIAS_DROPPED],
    "convolution_step": [CONV_PADDING_ONCE, STEP_BIAS_DROPPED],
    "convolve_channels": [CONV_PADDING_ONCE, CONV_CEIL, LAYER_BIAS_DROPPED],
    "channel_step": [CONV_PADDING_ONCE, CHANNEL_BIAS_DROPPED],
    "as_matrix": [CONV_PADDING_ONCE, CONV_CEIL],
    "pooled_size": [POOL_PADDING_ONCE, POOL_CEIL],
    "max_pool": [POOL_PADDING_ONCE, POOL_CEIL],
    "average_pool": [POOL_PADDING_ONCE, POOL_CEIL, HANGING_OVER],
    "pooling_steps": [POOL_PADDING_ONCE, POOL_CEIL, LAST_OF_TIES, HANGING_OVER],
    "gradient_shares": [POOL_PADDING_ONCE, POOL_CEIL, LAST_OF_TIES],
    "input_cells": [CONV_PADDING_ONCE, POOL_PADDING_ONCE],
    "convolve_channels_backward": [KERNEL_TURNED, BIAS_MEAN, LAST_WINDOW_STAYS, PIXEL_FORGOTTEN],
    "weight_products": [CONV_PADDING_ONCE],
    "pixel_readers": [CONV_PADDING_ONCE, READ_TWICE],
    "pooling_backward": [LAST_OF_TIES, LOSER_FED, AVERAGE_UNDIVIDED],
    "max_pool_backward": [WINNER_OVERWRITTEN, LOSING_CELL],
    "relu_backward": [RELU_OPEN_AT_ZERO],
    "linear_backward": [FEATURES_SWAPPED],
    "cross_entropy": [ONE_HOT_FORGOTTEN],
    "half_squared_error": [WHOLE_SQUARE],
    "batch_gradients": [BIAS_MEAN, LOSING_CELL, RELU_OPEN_AT_ZERO],
    "picture_gradients": [KERNEL_TURNED, BIAS_MEAN, LOSING_CELL, ONE_HOT_FORGOTTEN],
}


def channel_step(step: Json) -> Json:
    windows = [channel["window"]["values"] for channel in step["channels"]]
    products = [channel["products"]["values"] for channel in step["channels"]]
    return [windows, products, step["channelSums"], step["bias"], step["output"]]


def as_matrix(matrix: Json) -> Json:
    """Return the whole matrix with the weights 1, 2, 3 ...; entries on one place add up."""
    height, width = matrix["height"], matrix["width"]
    dense = dict.fromkeys(range(height * width), 0)
    for row, column, weight in zip(matrix["rows"], matrix["columns"], matrix["weightIndex"], strict=True):
        cell = row * width + column
        dense[cell] = dense.get(cell, 0) + weight + 1  # an entry outside makes the answer too long
    return [height, width, *dense.values()]


def pooling_steps(steps: Json) -> Json:
    flat = [step for row in steps for step in row]
    return [[step["output"] for step in flat], [step.get("divisor", step.get("winner")) for step in flat]]


def weight_products(uses: Json) -> Json:
    return [use["product"] for use in uses]


def pixel_readers(uses: Json) -> Json:
    """Return by output cell what its window hands back; a copying padding reads a pixel more than once."""
    sums: dict[tuple[int, int], float] = {}
    for use in uses:
        place = use["outRow"], use["outColumn"]
        sums[place] = sums.get(place, 0) + use["product"]
    return [[*place, back] for place, back in sorted(sums.items()) if abs(back) > TOLERANCE]


def picture_gradients(answer: Json) -> Json:
    layers = answer["layers"]
    maps = [grid["values"] for name in ("pool", "active", "conv") for grid in layers[name]]
    return [layers["loss"], layers["scores"], maps, layers["input"]["values"], answer["gradients"]]


# How an answer is read when its parts do not stand in the order of torch's.
READ: dict[str, Callable[[Json], Json]] = {
    "channel_step": channel_step,
    "as_matrix": as_matrix,
    "pooling_steps": pooling_steps,
    "weight_products": weight_products,
    "pixel_readers": pixel_readers,
    "picture_gradients": picture_gradients,
}


def run(name: str, arguments: list[list[Json]], folder: Path = twin.ARITHMETIC) -> list[dict[str, Json]]:
    answers = twin.run([(TWINS[name], values) for values in arguments], folder)
    if name not in READ:
        return answers
    return [{"answer": READ[name](given["answer"])} if "answer" in given else given for given in answers]


def first_mismatch(name: str, cases: list[Case], folder: Path = twin.ARITHMETIC) -> str | None:
    return next(mismatches(run(name, [case.arguments for case in cases], folder), cases), None)


def cases(name: str) -> list[Case]:
    """Return the cases of a sweep that the twin is asked: its matrix is that of one channel."""
    one = {"in_channels": 1, "out_channels": 1, "groups": 1}
    return [case for case in sweeps.cases(name) if name != "as_matrix" or case.arguments[-1] == one]


def test_every_sweep_is_put_to_the_twin() -> None:
    in_python_alone = {"receptive_fields"}
    assert set(TWINS) == set(FAULTS) == set(sweeps.SWEEPS) - in_python_alone


@pytest.mark.parametrize("name", TWINS)
def test_twin_agrees_with_torch(name: str) -> None:
    assert first_mismatch(name, cases(name)) is None


@pytest.mark.parametrize("name", sorted(set(TWINS) & set(ADAPTERS)))
def test_twin_refuses_in_the_words_of_python(name: str) -> None:
    refused = [case.arguments for case in cases(name) if case.expected is None]
    assert run(name, refused) == [answer(cnn_core, name, arguments) for arguments in refused]


@pytest.mark.parametrize(
    "arguments", [[5, 2.5], [5, 3, 1.5], [5, 3, 1, 0.5], [5, 3, 1, "full"], [5.5, 3], [5, 3, 1, 0, -1]]
)
def test_twin_refuses_what_is_no_number_of_cells_as_python_does(arguments: list[Json]) -> None:
    (refused,) = run("output_size", [arguments])
    assert "refused" in refused
    assert refused == answer(cnn_core, "output_size", arguments)


@pytest.mark.slow
@pytest.mark.alike("name", "fault", keep=4)
@pytest.mark.parametrize(
    ("name", "fault"), [(name, fault) for name, faults in FAULTS.items() for fault in faults]
)
def test_planted_fault_is_caught(name: str, fault: Fault, tmp_path: Path) -> None:
    few = cases(name)[:FEW]
    assert first_mismatch(name, few, copy_of_twin(twin.ARITHMETIC, tmp_path, fault))
