"""Where torch's meta device need not be asked, and where it is not believed: what the CPU alone refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.doctor.functions import weights_of
from cnn_core.doctor.stopping import listed
from cnn_core.doctor.values import Site, tensors_in
from cnn_core.layer_call import LayerCall
from cnn_core.layers import CELL_BY_CELL

MOST_IN_MEMORY = 10**7
MOST_COMPUTED = 10**4
"""Numbers up to which a step is tried for their types, where it may really be computed."""
ACTIVATION_FUNCTIONS = (
    F.relu,
    torch.relu,
    torch.sigmoid,
    torch.tanh,
    Tensor.relu,
    F.gelu,
    F.silu,
    F.leaky_relu,
)
PRODUCTS = frozenset(("matmul", "mm", "bmm", "einsum", "linear"))
TAKE_ALL_TYPES = frozenset(
    name
    for key in ("keep_what_a_cell_sees", "rearrange", "put_two_together", "join_cell_by_cell")
    for name in listed(key)
)


def is_cell_by_cell(
    function: Callable[..., object], values: list[object], named: dict[str, object], call: LayerCall | None
) -> bool:
    """Return whether a layer or function changes no shape: torch's meta device takes 1 to 4 ms to say so.

    It is asked where a setting is written that it may refuse: a number is none, but for a GELU or a norm.
    """
    given = values[0] if len(values) == 1 and not named else None
    if not isinstance(given, Tensor) or not given.is_floating_point():
        return False
    written = [*call.args, *call.kwargs.values()] if call else []
    if isinstance(function, nn.BatchNorm2d):  # more than one number a channel, and as many channels as it has
        fits = given.ndim == 4 and given.shape[1] == function.num_features < given.numel()
        return fits and given.is_contiguous() and len(written) == 1 and function.weight.dtype == given.dtype
    if isinstance(function, CELL_BY_CELL) and not isinstance(function, nn.Dropout2d):  # it refuses one axis
        most = 0 if isinstance(function, nn.GELU) else len(written)
        return len(written) <= most and all(isinstance(value, int | float) for value in written)
    return function in ACTIVATION_FUNCTIONS


def types_in(site: Site) -> set[torch.dtype]:
    """Return the types of the numbers that a call is given, and of the weights that it has."""
    made = site.call.made if site.call else None
    weights = {each.dtype for each in weights_of(made)} if made else set[torch.dtype]()
    return weights | {each.tensor.dtype for each in tensors_in(site.given)}


def is_doubtful(site: Site, output: object, op: str) -> bool:
    """Return whether the CPU may refuse what the meta device took, and is not asked too much."""
    given = tensors_in(site.given)
    if not given:
        return False
    left = [output] if isinstance(output, Tensor) else []
    numbers = max(each.numel() for each in [*left, *(each.tensor for each in given)])
    is_empty = isinstance(output, Tensor) and output.numel() == 0 < given[0].tensor.numel()
    if is_empty or (site.call and _is_refused(site.call, given[0].tensor)):
        return numbers <= MOST_IN_MEMORY
    types, made = types_in(site), site.call.made if site.call else None
    are_floats, is_product = all(each.is_floating_point for each in types), op in PRODUCTS or op[:4] == "conv"
    if op in TAKE_ALL_TYPES or (len(types) == 1 and (are_floats or is_product)):
        return False
    is_weighted = is_product or (made is not None and not isinstance(made, nn.RMSNorm))
    return numbers <= (MOST_IN_MEMORY if is_weighted and are_floats else MOST_COMPUTED)


def numbers_of(call: LayerCall, name: str) -> tuple[float, ...]:
    """Return an argument of a layer as the numbers it is made of, one or one an axis; none for a word."""
    value = call.argument(name)
    items = cast("tuple[object, ...]", value) if isinstance(value, tuple | list) else (value,)
    return tuple(item for item in items if isinstance(item, int | float) and not isinstance(item, bool))


def _is_refused(call: LayerCall, given: Tensor) -> bool:
    """Return whether the CPU alone refuses a layer.

    These are numbers that are too small, too many of them, an axis that is not there, and of a transposed
    convolution other channels than it reads, or an output_padding of its stride or more.
    """
    if call.name in ("Softmax", "Softmin"):
        return any(not -given.ndim <= axis < given.ndim for axis in numbers_of(call, "dim"))
    if call.name in ("CELU", "Unfold"):
        return call.argument("alpha") == 0 or any(number < 0 for number in numbers_of(call, "padding"))
    if "Conv" not in call.name:
        return False
    axes = int(call.name[-2])
    least = {
        "out_channels": 1,
        "kernel_size": 1,
        "stride": 1,
        "dilation": 1,
        "padding": 0,
        "output_padding": 0,
    }
    numbers = {name: numbers_of(call, name) for name in least}
    return (
        any(number < least[name] for name, found in numbers.items() for number in found)
        or any(len(found) not in (0, 1, axes) for found in numbers.values())
        or (call.name.startswith("ConvT") and given.shape[-1 - axes :][:1] != (call.argument("in_channels"),))
        or any(more >= max(step, spread) for more, step, spread in _by_axis(call, axes))
    )


def _by_axis(call: LayerCall, axes: int) -> Iterator[tuple[float, ...]]:
    """Return output_padding, stride and dilation, axis by axis; nothing for a layer that has none."""
    found = [numbers_of(call, name) for name in ("output_padding", "stride", "dilation")]
    return zip(*(each * axes if len(each) == 1 else each for each in found), strict=False)
