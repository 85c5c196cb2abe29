"""The functions and tensor methods the doctor reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from cnn_core.doctor.stopping import listed
from cnn_core.layer_call import LayerCall

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
DTYPES: Mapping[str, torch.dtype] = {
    name: getattr(torch, name)
    for name in ("float32", "float", "float16", "float64", "double", "long", "int64", "uint8")
}

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
    "softmax": ("Softmax", ("dim",)),
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
