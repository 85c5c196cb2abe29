"""cnn_core gives torch's numbers, and the comparison would notice if it did not."""

from pathlib import Path
from types import ModuleType

import pytest

import cnn_core
from tests.oracle import sweeps
from tests.oracle.case import mismatches
from tests.oracle.planted import Fault, copy_of_core
from tests.oracle.python_side import ADAPTERS, answer

NEVER_REFUSED = {
    "receptive_fields",
    # the way back: what came forward was legal
    *("max_pool_backward", "linear_backward", "relu_backward", "cross_entropy", "half_squared_error"),
    *("batch_gradients", "picture_gradients"),
}

CONV_PADDING_ONCE = Fault("geometry.py", "return padding, padding", "return padding, 0")
CONV_CEIL = Fault(
    "geometry.py", "(padded_size - effective) // stride", "-((effective - padded_size) // stride)"
)
POOL_PADDING_ONCE = Fault(
    "pooling_geometry.py", "room = input_size + 2 * padding", "room = input_size + padding"
)
POOL_CEIL = Fault("pooling_geometry.py", "room // step", "-(-room // step)")
BIAS_DROPPED = Fault("convolution.py", "float(sums.sum()) + bias", "float(sums.sum())")
FIELD_PADDING_DROPPED = Fault("receptive_field.py", "start - before * jump", "start")

FAULTS = {
    "output_size": [CONV_PADDING_ONCE, CONV_CEIL],
    "output_shape": [CONV_PADDING_ONCE, CONV_CEIL],
    "reads_per_pixel": [CONV_PADDING_ONCE, CONV_CEIL],
    "window_cells": [CONV_PADDING_ONCE],
    "channel_step": [CONV_PADDING_ONCE, BIAS_DROPPED],
    "as_matrix": [CONV_PADDING_ONCE, CONV_CEIL],
    "pooled_size": [POOL_PADDING_ONCE, POOL_CEIL],
    "pooling_steps": [POOL_PADDING_ONCE, POOL_CEIL],
    "gradient_shares": [POOL_PADDING_ONCE, POOL_CEIL],
    "receptive_fields": [FIELD_PADDING_DROPPED],
    "input_cells": [CONV_PADDING_ONCE, POOL_PADDING_ONCE],
}


def first_mismatch(core: ModuleType, name: str) -> str | None:
    cases = sweeps.cases(name)
    return next(mismatches((answer(core, name, case.arguments) for case in cases), cases), None)


def test_every_function_has_its_faults() -> None:
    assert set(ADAPTERS) == set(FAULTS)


@pytest.mark.parametrize("name", ADAPTERS)
def test_core_agrees_with_torch(name: str) -> None:
    assert first_mismatch(cnn_core, name) is None


@pytest.mark.slow
@pytest.mark.alike("name", "fault", keep=4)
@pytest.mark.parametrize(
    ("name", "fault"), [(name, fault) for name, faults in FAULTS.items() for fault in faults]
)
def test_planted_fault_is_caught(name: str, fault: Fault, tmp_path: Path) -> None:
    with copy_of_core(tmp_path, fault) as faulty:
        assert first_mismatch(faulty, name)


@pytest.mark.parametrize("name", sweeps.SWEEPS)
def test_sweep_holds_many_legal_and_illegal_settings(name: str) -> None:
    cases = sweeps.cases(name)
    legal = sum(case.expected is not None for case in cases)
    assert len(cases) == sweeps.CASES
    assert legal >= sweeps.CASES // 2
    assert len(cases) - legal >= (0 if name in NEVER_REFUSED else sweeps.CASES // 20)
