"""Mends of shapes: what cnn_core.mends knows of a stack of layers, written into the text."""

from __future__ import annotations

import ast
import math
from bisect import bisect_left
from collections.abc import Iterator
from typing import cast

from torch import Tensor

from cnn_core.doctor.causes import reason_of
from cnn_core.doctor.places import (
    Failing,
    at_callers,
    factors_of,
    failing,
    inserted,
    removed,
    shape_given,
    with_settings,
)
from cnn_core.doctor.reading import Candidate, Reading, source_of
from cnn_core.doctor.remarks import batch_step
from cnn_core.doctor.slips import (
    called_layer,
    in_a_list,
    joined_along,
    one_of_several,
    other_axis,
    transposed,
    with_axes,
)
from cnn_core.doctor.source import Source
from cnn_core.doctor.values import Shape, Site
from cnn_core.geometry import output_size
from cnn_core.layer_call import LayerCall
from cnn_core.mends import Change
from cnn_core.mends.calls import half_of_kernel
from cnn_core.pooling_geometry import pooled_size
from cnn_core.refusals import GeometryError

MOST_CONVOLUTIONS = 3
MOST_SIZES = 8


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Return changes of layers, their order and the input that may mend the shapes."""
    failed = failing(reading)
    source = source_of(reading)
    reason, error = reason_of(reading), reading.error
    if failed is not None:
        yield from kept_batch(reading, source)
        yield from _other_way_round(source, failed, reason)
        for change in failed.changes:
            yield from _written(source, failed, change)
            yield from _at_callers(source, failed, change)
    if reason in ("channels_differ", "num_features_differ") and failed is not None:
        yield from _other_out_channels(source, failed)
    if reason == "features_differ" and failed is not None:
        yield from _other_padding(source, failed)
        yield from _other_input(reading, failed)
    if reason in ("view_invalid", "view_not_contiguous", "two_inferred"):
        yield from _reshaped(reading, source, reason)
    if reason == "cat_sizes_differ" and error is not None:
        yield from joined_along(source, error)
    if error is not None and error.node is not None and reason in SLIPS:
        yield from SLIPS[reason](source, error, error.node)
    if reason in ("sizes_differ", "cat_sizes_differ", "stack_sizes_differ"):
        yield from _alike(source, reading)
    if reason == "one_value_a_channel" and len(reading.input_shape) > 1:
        yield Candidate("input", reading.text, (2, *reading.input_shape[1:]))


SLIPS = {
    "cat_takes_a_list": in_a_list,
    "layer_instead_of_tensor": called_layer,
    "matrices_differ": transposed,
    "no_such_axis": other_axis,
    "not_a_tensor": one_of_several,
    "sizes_differ": with_axes,
}


def _written(source: Source, failed: Failing, change: Change) -> Iterator[Candidate]:
    """Return a change of the stack as a change of the text, or of the input."""
    old, new = failed.place.stack, change.stack
    if change.source is not failed.place.source:
        if isinstance(change.source, Tensor) and change.source.shape != shape_given(failed.place.source):
            yield Candidate("input", source.text, tuple(change.source.shape))
        return
    at = next(
        (index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a.code != b.code),
        min(len(old), len(new)),
    )
    more = len(new) - len(old)
    if at == len(old) == len(new):
        return
    text: str | None = source.text
    if more < 0 and [site.node for site in failed.sites].count(failed.sites[at].node) > 1:
        return  # the steps of a block that is called several times
    if more < 0:
        text = removed(source, failed.sites[at])
        kind = "removed"
    elif more > 0:
        kind = "inserted"
        if old[at:] != new[at + more :]:
            return  # two changes at once are found one after the other
        for call in new[at : at + more]:
            text = inserted(source, failed.sites[at], call)
    else:
        kind = "name" if old[at].name != new[at].name else "argument"
        text = with_settings(source, failed.sites[at], old[at], new[at], factors_of(failed, at))
    if text is not None:
        yield Candidate(kind, text)


def _at_callers(source: Source, failed: Failing, change: Change) -> Iterator[Candidate]:
    """Return a changed setting of the layer that breaks where a block of the text was given it."""
    at = failed.place.index
    if len(change.stack) == len(failed.place.stack) and change.stack[at].name == failed.place.call.name:
        for text in at_callers(source, failed.sites[at], failed.place.call, change.stack[at]):
            yield Candidate("argument", text)


def kept_batch(reading: Reading, source: Source) -> Iterator[Candidate]:
    """`torch.flatten(x)` and `x.view(-1, 400)` may mix pictures: keep the first axis."""
    step = batch_step(reading.steps, reading.input_shape)
    if step is None or step.site.node is None:
        return
    yield from _flattened_but_the_batch(source, step.site, step.op)


def _flattened_but_the_batch(source: Source, site: Site, op: str) -> Iterator[Candidate]:
    node = site.node
    if node is None or not isinstance(node.func, ast.Attribute):
        return
    if op == "flatten":
        end = source.range_of(node)[1] - 1
        has_arguments = bool(node.args or node.keywords)
        yield Candidate("argument", source.replaced((end, end, ", 1" if has_arguments else "1")))
        return
    owner = source.of(node.func.value)
    start, end = source.range_of(node.func)[1], source.range_of(node)[1]
    if isinstance(node.func.value, ast.Name) and owner != "torch":
        yield Candidate("argument", source.replaced((start, end, f"({owner}.size(0), -1)")))
    elif owner != "torch":
        dot = source.range_of(node.func.value)[1]
        yield Candidate("function", source.replaced((dot, end, ".flatten(1)")))


def _reshaped(reading: Reading, source: Source, reason: str) -> Iterator[Candidate]:
    error = reading.error
    if error is None or error.site is None or error.site.node is None:
        return
    node = error.site.node
    if reason == "view_not_contiguous" and isinstance(node.func, ast.Attribute):
        end = source.range_of(node.func)[1]
        yield Candidate("name", source.replaced((end - len("view"), end, "reshape")))
        return
    yield from _flattened_but_the_batch(source, error.site, error.op)


def _other_way_round(source: Source, failed: Failing, reason: str | None) -> Iterator[Candidate]:
    """`nn.Linear(10, 128)` is given 128 numbers: what goes in and what comes out have changed places."""
    if reason not in ("channels_differ", "features_differ"):
        return
    call, arguments = failed.place.call, failed.place.call.arguments
    for kind in ("features", "channels"):
        into, out = arguments.get(f"in_{kind}"), arguments.get(f"out_{kind}")
        if into is not None and into != out and out in shape_given(failed.place.reached):
            changed = call.changed(**{f"in_{kind}": out, f"out_{kind}": into})
            text = with_settings(source, failed.sites[-1], call, changed, ())
            if text is not None:
                yield Candidate("swapped", text)


def _other_out_channels(source: Source, failed: Failing) -> Iterator[Candidate]:
    """Let the convolution before give as many channels as the layer reads."""
    call, place = failed.place.call, failed.place
    wanted = call.arguments.get("in_channels", call.arguments.get("num_features"))
    for at in range(place.index - 1, -1, -1):
        before = place.stack[at]
        if before.name.startswith("Conv"):
            changed = before.changed(out_channels=wanted)
            text = with_settings(source, failed.sites[at], before, changed, ())
            if text is not None:
                yield Candidate("argument", text)
            return


def _other_padding(source: Source, failed: Failing) -> Iterator[Candidate]:
    """Keep more of the picture: the map that is flattened is smaller than the layer was built for."""
    side = _wanted_side(failed)
    if side is None:
        return
    before = failed.place.stack[: _flattened_at(failed)]
    given = shape_given(failed.place.source)[-1]
    convolutions = [
        at for at, call in enumerate(before) if call.name == "Conv2d" and call.argument("padding") == 0
    ]
    for at in convolutions:
        call = before[at]
        half = half_of_kernel(call)
        for padding in range(1, half + 1) if isinstance(half, int) else ():
            changed = call.changed(padding=padding)
            if side_after((*before[:at], changed, *before[at + 1 :]), given) == side:
                text = with_settings(source, failed.sites[at], call, changed, ())
                if text is not None:
                    yield Candidate("padding", text)
                break


def _other_input(reading: Reading, failed: Failing) -> Iterator[Candidate]:
    """Return the smallest square picture, larger than the one there is, that the layer was built for."""
    side, shape = _wanted_side(failed), reading.input_shape
    if side is None or shape[-1] != shape[-2]:
        return
    before = failed.place.stack[: _flattened_at(failed)]
    sizes = range(shape[-1] + 1, shape[-1] * 2 + MOST_SIZES)
    at = bisect_left(sizes, side, key=lambda size: side_after(before, size) or 0)
    if at < len(sizes):
        yield Candidate("input", reading.text, (*shape[:-2], sizes[at], sizes[at]))


def _flattened_at(failed: Failing) -> int:
    names = [call.name for call in failed.place.stack[: failed.place.index]]
    return len(names) - 1 - names[::-1].index("Flatten") if "Flatten" in names else 0


def _wanted_side(failed: Failing) -> int | None:
    """Return the side of the square maps that a Linear was built for, where it is larger."""
    wanted, factors = failed.place.call.argument("in_features"), factors_of(failed, failed.place.index)
    if not isinstance(wanted, int) or len(factors) != 3 or 0 in factors or wanted % factors[0]:
        return None
    side = math.isqrt(wanted // factors[0])
    return side if side * side * factors[0] == wanted and side > max(factors[1:]) else None


def side_after(stack: tuple[LayerCall, ...], size: int) -> int | None:
    """Return the height of the map that leaves a stack, by arithmetic; None without a formula.

    >>> side_after((LayerCall("Conv2d", (1, 6, 5)), LayerCall("ReLU"), LayerCall("MaxPool2d", (2,))), 28)
    12
    """
    for call in stack:
        try:
            if call.name == "Conv2d":
                names = ("kernel_size", "stride", "padding", "dilation")
                size = output_size(size, *(_first(call.argument(name)) for name in names))
            elif call.name in ("MaxPool2d", "AvgPool2d"):
                kernel = _first(call.argument("kernel_size"))
                stride = _first(call.argument("stride") or kernel)
                ceil_mode = bool(call.argument("ceil_mode"))
                size = pooled_size(
                    size, kernel, stride, _first(call.argument("padding")), ceil_mode=ceil_mode
                )
            elif call.window_axes is not None and not call.name.startswith("BatchNorm"):
                return None
        except (GeometryError, TypeError):
            return None
    return size


def _first(value: object) -> int:
    found = cast("tuple[object, ...]", value)[0] if isinstance(value, tuple) else value
    if not isinstance(found, int):
        raise TypeError(f"{value} is no number")
    return found


def _alike(source: Source, reading: Reading) -> Iterator[Candidate]:
    """Two maps that are put together differ: let a convolution before keep size, channels or both."""
    error = reading.error
    if error is None or error.site is None:
        return
    shapes = [shape_given(getattr(each, "tensor", None)) for each in _flat(error.site.given)]
    shapes = [shape for shape in shapes if len(shape) in (3, 4)]
    steps = [
        step
        for step in reversed(reading.steps)
        if step.site.call is not None and "Conv" in step.site.call.name
    ]
    for step in steps[: MOST_CONVOLUTIONS + 1]:
        call = step.site.call
        if call is None:
            continue
        for changed in _kept_sizes(call, shapes):
            text = with_settings(source, step.site, call, changed, ())
            if text is not None and text != source.text:
                yield Candidate("argument", text)


def _kept_sizes(call: LayerCall, shapes: list[Shape]) -> Iterator[LayerCall]:
    channels = {shape[-3] for shape in shapes} - {call.argument("out_channels")}
    if call.name == "ConvTranspose2d":
        yield call.changed(output_padding=1)
        return
    if call.name != "Conv2d":
        return
    if call.argument("padding") == 0 and call.argument("kernel_size") != 1:
        yield call.changed(padding=half_of_kernel(call))
    if call.argument("stride") != 1:
        yield call.changed(stride=1)
    for number in sorted(channels):
        yield call.changed(out_channels=number)


def _flat(values: tuple[object, ...]) -> list[object]:
    flat: list[object] = []
    for value in values:
        inside = isinstance(value, tuple | list)
        flat += _flat(tuple(cast("list[object]", value))) if inside else [value]
    return flat
