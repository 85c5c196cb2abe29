"""Faults, and copies of the code in which one is planted, so that the oracle itself can be tested."""

import importlib
import shutil
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

import cnn_core
from tests.oracle.twin import LESSONS, StoppedError


class Fault(NamedTuple):
    """One change of one module: where `right` stands, `wrong` is put."""

    module: str
    right: str
    wrong: str

    def in_kit(self) -> "Fault":
        """Return the same fault of the arithmetic, as it is planted in a copy of all lessons."""
        return self._replace(module=f"kit/arithmetic/{self.module}")


def plant(folder: Path, fault: Fault) -> None:
    """Change a copy; a fault that finds no place is a mistake of the test."""
    text = (folder / fault.module).read_text(encoding="utf-8")
    found = text.count(fault.right)
    assert found == 1, f"{fault.right!r} stands {found} times in {fault.module}"
    (folder / fault.module).write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")


def copy_of_twin(original: Path, folder: Path, fault: Fault) -> Path:
    """Return a folder of JavaScript modules with one fault."""
    copied = folder / original.name
    shutil.copytree(original, copied, ignore=shutil.ignore_patterns("__pycache__", "*.css", "*.py"))
    plant(copied, fault)
    return copied


def caught(
    faults: Mapping[str, Fault] | Sequence[Fault],
    notices: Callable[[Path], object],
    original: Path = LESSONS,
    *,
    keep: int = 2,
) -> Callable[..., None]:
    """Return the test that `notices` says yes of every copy of JavaScript in which one of the faults is."""
    named = faults if isinstance(faults, Mapping) else {fault.wrong: fault for fault in faults}

    @pytest.mark.slow
    @pytest.mark.alike("name", keep=keep)
    @pytest.mark.parametrize("name", named)
    def test(name: str, tmp_path: Path) -> None:
        try:
            is_noticed = notices(copy_of_twin(original, tmp_path, named[name]))
        except StoppedError as stopped:  # for some states a fault is more than a wrong answer
            is_noticed = "SyntaxError" not in str(stopped)
        assert is_noticed

    return test


@contextmanager
def copy_of_core(folder: Path, fault: Fault) -> Generator[ModuleType]:
    """Give `cnn_core` with one fault, imported from a copy; the real one comes back afterwards."""
    original = Path(str(cnn_core.__file__)).parent
    shutil.copytree(original, folder / "cnn_core", ignore=shutil.ignore_patterns("data", "__pycache__"))
    plant(folder / "cnn_core", fault)
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "cnn_core"}
    for name in kept:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module("cnn_core")
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.split(".")[0] == "cnn_core"]:
            del sys.modules[name]
        sys.modules.update(kept)


CONV_PADDING_ONCE = Fault("geometry.js", "return [padding, padding];", "return [padding, 0];")
CONV_CEIL = Fault("geometry.js", "Math.floor(room / (stride", "Math.ceil(room / (stride")
POOL_PADDING_ONCE = Fault("geometry.js", "padded = input_size + 2 * Number", "padded = input_size + Number")
POOL_CEIL = Fault("geometry.js", "Math.floor(room / step)", "Math.ceil(room / step)")
LAST_OF_TIES = Fault("pooling.js", "value > largest ||", "value >= largest ||")
HANGING_OVER = Fault(
    "pooling.js",
    "Math.min(start + axis.kernelSize, axis.inputSize + axis.before) - start",
    "axis.kernelSize",
)
LAYER_BIAS_DROPPED = Fault("convolution.js", "map.values[cell], 0) + bias", "map.values[cell], 0)")
CHANNEL_BIAS_DROPPED = Fault("convolution.js", "sum, 0) + bias }", "sum, 0) }")
MOVED_THE_OTHER_WAY = Fault("kit/arithmetic/grid.js", "row - down", "row + down")
BACKWARD = "backward.js"
KERNEL_TURNED = Fault(
    BACKWARD, "gradient * weights[weight];", "gradient * weights[weights.length - 1 - weight];"
)
BIAS_MEAN = Fault(BACKWARD, "return bias;", "return bias / incoming.values.length;")
LAST_WINDOW_STAYS = Fault(BACKWARD, "into.input[pixel] +=", "into.input[pixel] =")
PIXEL_FORGOTTEN = Fault(BACKWARD, "gradient * pixels[pixel];", "gradient;")
READ_TWICE = Fault(BACKWARD, "use.row === row && use.column === column", "use.row === row")
LOSER_FED = Fault("pooling.js", "gradient.values[winner] +=", "gradient.values[cells[0]] +=")
AVERAGE_UNDIVIDED = Fault("pooling.js", "incoming[at] / divisor;", "incoming[at];")
WINNER_OVERWRITTEN = Fault("backward.js", "values[winners[cell]] +=", "values[winners[cell]] =")
LOSING_CELL = Fault("backward.js", "values[winners[cell]] += ", "values[Math.max(0, winners[cell] - 1)] += ")
RELU_OPEN_AT_ZERO = Fault("backward.js", "(before.values[at] <= 0)", "(before.values[at] < 0)")
FEATURES_SWAPPED = Fault("backward.js", "gradient * features[at];", "gradient * weights[weight];")
ONE_HOT_FORGOTTEN = Fault("backward.js", "share - 1 : share", "share : share")
WHOLE_SQUARE = Fault("backward.js", "(score - target) ** 2 / 2", "(score - target) ** 2")

FAULTS = {
    "output_shape": [CONV_PADDING_ONCE, CONV_CEIL],
    "reads_per_pixel": [CONV_PADDING_ONCE, CONV_CEIL],
    "window_cells": [CONV_PADDING_ONCE],
    "convolve_channels": [CONV_PADDING_ONCE, CONV_CEIL, LAYER_BIAS_DROPPED],
    "channel_step": [CONV_PADDING_ONCE, CHANNEL_BIAS_DROPPED],
    "max_pool": [POOL_PADDING_ONCE, POOL_CEIL],
    "pooling_steps": [POOL_PADDING_ONCE, POOL_CEIL, LAST_OF_TIES, HANGING_OVER],
    "gradient_shares": [POOL_PADDING_ONCE, POOL_CEIL, LAST_OF_TIES],
    "convolve_channels_backward": [KERNEL_TURNED, BIAS_MEAN, LAST_WINDOW_STAYS, PIXEL_FORGOTTEN],
    "weight_products": [CONV_PADDING_ONCE],
    "pixel_readers": [CONV_PADDING_ONCE, READ_TWICE],
    "pooling_backward": [LAST_OF_TIES, LOSER_FED, AVERAGE_UNDIVIDED],
    "max_pool_backward": [WINNER_OVERWRITTEN, LOSING_CELL],
    "cross_entropy": [ONE_HOT_FORGOTTEN],
    "batch_gradients": [BIAS_MEAN, LOSING_CELL, RELU_OPEN_AT_ZERO],
    "picture_gradients": [KERNEL_TURNED, BIAS_MEAN, LOSING_CELL, FEATURES_SWAPPED, ONE_HOT_FORGOTTEN],
}


# The same slips in cnn_core.
CORE_CONV_PADDING_ONCE = Fault("geometry.py", "return padding, padding", "return padding, 0")
CORE_CONV_CEIL = Fault(
    "geometry.py", "(padded_size - effective) // stride", "-((effective - padded_size) // stride)"
)
CORE_POOL_PADDING_ONCE = Fault(
    "pooling_geometry.py", "room = input_size + 2 * padding", "room = input_size + padding"
)
CORE_POOL_CEIL = Fault("pooling_geometry.py", "room // step", "-(-room // step)")
CORE_BIAS_DROPPED = Fault("convolution.py", "float(sums.sum()) + bias", "float(sums.sum())")
CORE_FIELD_PADDING_DROPPED = Fault("receptive_field.py", "start - before * jump", "start")
CORE_FAULTS = {
    "output_shape": [CORE_CONV_PADDING_ONCE, CORE_CONV_CEIL],
    "reads_per_pixel": [CORE_CONV_PADDING_ONCE, CORE_CONV_CEIL],
    "window_cells": [CORE_CONV_PADDING_ONCE],
    "channel_step": [CORE_CONV_PADDING_ONCE, CORE_BIAS_DROPPED],
    "as_matrix": [CORE_CONV_PADDING_ONCE, CORE_CONV_CEIL],
    "pooling_steps": [CORE_POOL_PADDING_ONCE, CORE_POOL_CEIL],
    "gradient_shares": [CORE_POOL_PADDING_ONCE, CORE_POOL_CEIL],
    "receptive_fields": [CORE_FIELD_PADDING_DROPPED],
    "input_cells": [CORE_CONV_PADDING_ONCE, CORE_POOL_PADDING_ONCE],
}
