"""The walk over the pooling page is itself tested: a fault that the browser gets is found by a short one."""

import pytest
from playwright.sync_api import Browser

from tests.monkey.test_planted import mismatches
from tests.oracle.planted import Fault

EVENTS = 4
FAULTS = {
    "ties go to the last": Fault(
        "kit/arithmetic/pooling_step.js", "value > values[best]", "value >= values[best]"
    ),
    "what hangs over is counted": Fault(
        "kit/arithmetic/pool_windows.js",
        "Math.min(start + axis.kernelSize, axis.inputSize + axis.before) - start",
        "axis.kernelSize",
    ),
    "ceil for floor": Fault(
        "kit/arithmetic/pooling_geometry.js", "Math.floor(room / step)", "Math.ceil(room / step)"
    ),
    "not moved": Fault("lessons/*/pooling/maps.js", "pixels[at - shift]", "pixels[at]"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_found(browser: Browser, base_url: str, name: str) -> None:
    start: dict[str, str | int] = {"input": "three", "map": 3, "kernel_size": 3, "stride": 2, "padding": 1}
    # With ceil_mode this floor has nothing to drop; without it nothing hangs over.
    start |= {"shift": 2, "ceil_mode": int(name != "ceil for floor")}
    assert mismatches(browser, base_url, FAULTS[name], ("pooling",), EVENTS, **start) != []
