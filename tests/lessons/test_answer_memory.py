"""The largest state that a figure can ask about takes little memory."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from tests.lessons.test_asked_code import answered
from tests.settings_states import TABLES


class Held(TorchDispatchMode):
    """Counts the bytes that torch lays out in memory for what it is asked."""

    bytes = 0

    def __torch_dispatch__(
        self,
        func: Callable[..., object],
        types: object,
        args: tuple[object, ...] = (),
        kwargs: dict[str, object] | None = None,
    ) -> object:
        """Do what is asked and add the memory behind the answer."""
        given = func(*args, **(kwargs or {}))
        if isinstance(given, Tensor) and given.device.type == "cpu":
            self.bytes += given.untyped_storage().nbytes()
        return given


def held_by(ask: Callable[[], object]) -> int:
    """Return how many bytes torch lays out for this."""
    with Held() as mode:
        ask()
    return mode.bytes


def largest_tensor(**changes: object) -> object:
    """Ask for the code of the largest layer on such a tensor."""
    start = {setting.name: setting.default for setting in TABLES["input_shape"].asked}
    layer: dict[str, object] = {"in_channels": 64, "kernel_size": 11, "padding": 5}
    return answered("input_shape", start | layer | changes)


def largest_layer() -> dict[str, object]:
    """Return the state of /output-size in which most is computed."""
    pairs = {"kernel_size": [16, 16], "stride": [1, 1], "padding": [8, 8]}
    return {"layer": "Conv2d", "height": 256, "width": 256, **pairs, "dilation": 1, "ceil_mode": 0}


LARGEST: dict[str, Callable[[], object]] = {
    "input_shape": lambda: largest_tensor(shape="64,64,256,256"),
    "input_shape, refused": lambda: largest_tensor(shape="64,63,256,256", dtype="float64"),
    "output_size": lambda: answered("output_size", largest_layer()),
}
MOST_BYTES = 10_000_000


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_state_of_a_figure_takes_little_memory(name: str) -> None:
    assert held_by(LARGEST[name]) < MOST_BYTES


def test_the_counter_counts() -> None:
    assert held_by(lambda: torch.zeros(1000)) == 4000
