"""The mathematics of convolutional networks that torch does not give; usable from a notebook."""

from importlib import import_module
from typing import TYPE_CHECKING

from cnn_core.geometry import effective_kernel_size, output_shape, output_size
from cnn_core.pooling_geometry import pooled_shape, pooled_size
from cnn_core.refusals import GeometryError
from cnn_core.rounding import format_number, round_half_away, round_result

if TYPE_CHECKING:
    from cnn_core.convolution import ConvolutionStep, LayerMatrix, as_matrix, convolution_step
    from cnn_core.layer_call import LayerCall
    from cnn_core.pictures import PictureError, Prepared, Step, prepare
    from cnn_core.pooling import PoolingStep, gradient_shares, pooling_step, pooling_steps
    from cnn_core.receptive_field import Field, input_cells, receptive_fields
    from cnn_core.shapes import Failure, Mend, Shapes, shapes_of
    from cnn_core.windows import WindowCell, never_read, reads_per_pixel, window_cells

__all__ = [
    "ConvolutionStep",
    "Failure",
    "Field",
    "GeometryError",
    "LayerCall",
    "LayerMatrix",
    "Mend",
    "PictureError",
    "PoolingStep",
    "Prepared",
    "Shapes",
    "Step",
    "WindowCell",
    "as_matrix",
    "convolution_step",
    "effective_kernel_size",
    "format_number",
    "gradient_shares",
    "input_cells",
    "never_read",
    "output_shape",
    "output_size",
    "pooled_shape",
    "pooled_size",
    "pooling_step",
    "pooling_steps",
    "prepare",
    "reads_per_pixel",
    "receptive_fields",
    "round_half_away",
    "round_result",
    "shapes_of",
    "window_cells",
]

# What needs torch or numpy is loaded when it is first asked for, so that `import cnn_core` costs nothing.
_LOADED_LATER = {
    name: module
    for module, names in {
        "convolution": ("ConvolutionStep", "LayerMatrix", "as_matrix", "convolution_step"),
        "layer_call": ("LayerCall",),
        "pictures": ("PictureError", "Prepared", "Step", "prepare"),
        "pooling": ("PoolingStep", "gradient_shares", "pooling_step", "pooling_steps"),
        "receptive_field": ("Field", "input_cells", "receptive_fields"),
        "shapes": ("Failure", "Mend", "Shapes", "shapes_of"),
        "windows": ("WindowCell", "never_read", "reads_per_pixel", "window_cells"),
    }.items()
    for name in names
}


def __getattr__(name: str) -> object:
    """Return a public name whose module has not been loaded yet."""
    if name not in _LOADED_LATER:
        raise AttributeError(f"module 'cnn_core' has no attribute {name!r}")
    found: object = getattr(import_module(f"cnn_core.{_LOADED_LATER[name]}"), name)
    globals()[name] = found
    return found
