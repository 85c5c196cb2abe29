"""The functions, methods and layers the doctor reads; layers are made on torch's meta device: no numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from copy import deepcopy

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.doctor.stopping import listed
from cnn_core.layer_call import LAYERS, LayerCall

WITH_SIZES = listed("functions_for_1_to_3_axes")
OF_F = listed("functional")
OF_TORCH = listed("torch")
OF_A_TENSOR = listed("tensor_methods")
NUMBERS_OF_A_TENSOR: Mapping[str, Callable[..., object]] = {
    "size": Tensor.size,
    "dim": Tensor.dim,
    "ndimension": Tensor.dim,
    "numel": Tensor.numel,
    "nelement": Tensor.numel,
}
"""Methods that give whole numbers, not tensors."""
MAKE_TENSORS = frozenset(listed("make_tensors"))
DEVICE_ONLY = frozenset(("to", "cpu", "cuda", "type_as"))
IN_PLACES = frozenset(("chunk", "split", "unbind", "tile", "repeat"))
"""These give as many tensors as they are told."""

FUNCTIONS: Mapping[str, Mapping[str, Callable[..., object]]] = {
    "F": {
        name: getattr(F, name)
        for name in [f"{name}{axes}d" for name in WITH_SIZES for axes in (1, 2, 3)] + [*OF_F]
    },
    "torch": {name: getattr(torch, name) for name in OF_TORCH},
    "Tensor": {name: getattr(Tensor, name) for name in OF_A_TENSOR},
}
IN_TORCH: Mapping[str, frozenset[str]] = {
    "F": frozenset(dir(F)),
    "torch": frozenset(dir(torch)),
    "Tensor": frozenset(dir(Tensor)),
}
"""Every name there is: what is none of them does not exist, what is not read is refused."""
DTYPES: Mapping[str, torch.dtype] = {name: getattr(torch, name) for name in listed("types")}

BUILTINS: Mapping[str, Callable[..., object]] = {
    "int": int,
    "float": float,
    "bool": bool,
    "len": len,
    "max": max,
    "min": min,
    "abs": abs,
    "round": round,
    "sum": sum,
    "tuple": tuple,
    "list": list,
    "str": str,
    "dict": dict,
    "isinstance": isinstance,
}

MAX_POOL = ("kernel_size", "stride", "padding", "dilation", "ceil_mode", "return_indices")
AVG_POOL = ("kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override")
ARGUMENTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    **{f"max_pool{axes}d": (f"MaxPool{axes}d", MAX_POOL) for axes in (1, 2, 3)},
    **{f"avg_pool{axes}d": (f"AvgPool{axes}d", AVG_POOL) for axes in (1, 2, 3)},
    **{f"adaptive_avg_pool{axes}d": (f"AdaptiveAvgPool{axes}d", ("output_size",)) for axes in (1, 2, 3)},
    **{f"adaptive_max_pool{axes}d": (f"AdaptiveMaxPool{axes}d", ("output_size",)) for axes in (1, 2, 3)},
    "relu": ("ReLU", ("inplace",)),
    "relu_": ("ReLU", ()),
    "relu6": ("ReLU6", ("inplace",)),
    "leaky_relu": ("LeakyReLU", ("negative_slope", "inplace")),
    "elu": ("ELU", ("alpha", "inplace")),
    "gelu": ("GELU", ("approximate",)),
    "silu": ("SiLU", ("inplace",)),
    "sigmoid": ("Sigmoid", ()),
    "tanh": ("Tanh", ()),
    "dropout": ("Dropout", ("p",)),
    "dropout2d": ("Dropout2d", ("p",)),
    "flatten": ("Flatten", ("start_dim", "end_dim")),
    "celu": ("CELU", ("alpha", "inplace")),
    "softmax": ("Softmax", ("dim",)),
    "softmin": ("Softmin", ("dim",)),
    "log_softmax": ("LogSoftmax", ("dim",)),
}
"""The layer that does the same as a function, and the function's arguments in order, without the input."""


def as_layer(name: str, args: tuple[object, ...], kwargs: Mapping[str, object]) -> LayerCall | None:
    """Return the layer that a function's call amounts to, None where there is none.

    >>> as_layer("max_pool2d", (2,), {}).code
    'nn.MaxPool2d(kernel_size=2)'
    """
    if name not in ARGUMENTS:
        return None
    layer, names = ARGUMENTS[name]
    given = dict(zip(names, args, strict=False)) | {
        key: value for key, value in kwargs.items() if key in names
    }
    if name == "flatten":
        given = {"start_dim": 0} | given
    return LayerCall(layer, (), {key: value for key, value in given.items() if key != "inplace"})


META = torch.device("meta")
WITH_SIZES_1_TO_3 = listed("layers_for_1_to_3_axes")
OTHERS = listed("layers")
READ = frozenset([f"{name}{axes}d" for name in WITH_SIZES_1_TO_3 for axes in (1, 2, 3)] + [*OTHERS])
IN_NN = frozenset(dir(nn))
"""Every name of torch.nn: what is none of them does not exist, what is not read is refused."""

WHAT_TORCH_RAISES = (
    RuntimeError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    KeyError,
    AssertionError,
    ArithmeticError,
)


MOST_WEIGHTS = 10**6
MOST_KEPT = 512
_KEPT: dict[Hashable, nn.Module] = {}


def made(call: LayerCall) -> nn.Module:
    """Return the layer of a call on the meta device; a call that was made before gives the same layer.

    Raises:
        what torch raises when the layer cannot be made.

    >>> made(LayerCall("Conv2d", (1, 5, 5))).weight.device.type
    'meta'
    """
    key = call.code if _is_shared(call) else None
    if key in _KEPT:
        return _KEPT[key]
    with META:
        layer = LAYERS[call.name](*call.args, **call.kwargs)
    if key is not None:
        _keep(key, layer)
    return layer


def _is_shared(call: LayerCall) -> bool:
    """Return whether a layer is the same for all that write it: not one that waits for its input."""
    written = (*call.args, *call.kwargs.values())
    return not (call.name.startswith("Lazy") or any(isinstance(value, Tensor) for value in written))


def _keep(key: Hashable, layer: nn.Module) -> None:
    if len(_KEPT) >= MOST_KEPT:
        _KEPT.clear()
    _KEPT[key] = layer


def in_mode(call: LayerCall, layer: nn.Module, training: bool, dtype: torch.dtype | None) -> nn.Module:
    """Return a layer that trains or not, its weights of a type: another one, for all that write it share it.

    >>> call = LayerCall("BatchNorm1d", (5,))
    >>> in_mode(call, made(call), False, None).training, made(call).training
    (False, True)
    """
    is_of_type = dtype is None or all(each.dtype is dtype for each in weights_of(layer))
    if layer.training is training and is_of_type:
        return layer
    if not _is_shared(call):
        return layer.train(training).to(dtype)
    key = call.code, training, dtype
    if key not in _KEPT:
        _keep(key, deepcopy(layer).train(training).to(dtype))
    return _KEPT[key]


def weights_of(layer: nn.Module) -> list[Tensor]:
    """Return the numbers with a point that a layer keeps."""
    return [each for each in (*layer.parameters(), *layer.buffers()) if each.is_floating_point()]


def on_the_cpu(layer: nn.Module) -> nn.Module:
    """Return a copy of a layer on the CPU with any numbers; large weights are one number, laid out."""
    copy = deepcopy(layer)
    for name, parameter in layer.named_parameters(recurse=False):
        is_large = parameter.numel() > MOST_WEIGHTS
        one = torch.empty(() if is_large else parameter.shape, dtype=parameter.dtype)
        setattr(copy, name, nn.Parameter(one.expand(parameter.shape), requires_grad=False))
    for name, buffer in layer.named_buffers(recurse=False):
        setattr(copy, name, torch.zeros(buffer.shape, dtype=buffer.dtype))
    return copy


def parameters_of(layer: nn.Module) -> int | None:
    """Return how many parameters a layer has; None while a lazy layer waits for its input."""
    try:
        return sum(parameter.numel() for parameter in layer.parameters())
    except ValueError:
        return None


def multiplications_of(layer: nn.Module, given: Tensor, output: Tensor) -> int:
    """Return how many products of a weight and a number the whole output takes, additions not counted.

    Formula: a cell of a convolution takes (in_channels / groups) * kernel cells, of a Linear in_features.

    >>> conv = made(LayerCall("Conv2d", (1, 5, 5)))
    >>> multiplications_of(conv, torch.zeros(1, 28, 28), torch.zeros(5, 24, 24))
    72000
    """
    if "Conv" not in type(layer).__name__ and not isinstance(layer, nn.Linear):
        return 0
    weight = layer.weight
    assert isinstance(weight, Tensor)
    each = math.prod(weight.shape[1:])
    return (given if "Transpose" in type(layer).__name__ else output).numel() * each
