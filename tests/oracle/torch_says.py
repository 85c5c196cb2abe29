"""What torch float64 gives for one setting; `None` where torch refuses."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

Json = Any
Settings = dict[str, Json]
Answer = TypeVar("Answer")


def unless_refused(compute: Callable[[], Answer]) -> Answer | None:
    """Return what `compute` gives, or None when torch refuses the settings."""
    try:
        return compute()
    except (RuntimeError, ValueError):
        return None


def refusal(call: Callable[[], object]) -> str:
    """Return torch's own words when it refuses, "" when it does not."""
    try:
        call()
    except (RuntimeError, ValueError, TypeError, AttributeError, IndexError) as error:
        return str(error)
    return ""


def as_tensor(rows: Json) -> Tensor:
    """Return rows (or channels of rows, or filters of channels of rows) as a tensor."""
    return torch.tensor(rows, dtype=torch.float64)


def numbers_of(values: Tensor) -> list[float]:
    """Return the numbers of a tensor in order."""
    return cast("list[float]", values.flatten().tolist())


def flat(grid: Tensor) -> list[float]:
    """Return a grid as [height, width, values ...], the way the twin's grids are compared."""
    return [*grid.shape, *numbers_of(grid)]


def arguments(settings: Settings) -> Settings:
    """Return JSON's lists as the tuples torch wants."""
    return {
        name: tuple(cast("list[int]", value)) if isinstance(value, list) else value
        for name, value in settings.items()
        if name != "name"
    }


class Unfilled(nn.Conv2d):
    """torch's own layer without its random numbers: they take most of the time it takes to make one."""

    def reset_parameters(self) -> None:
        """Leave the numbers to the sweep."""


def layer(settings: Settings, weight: Tensor, bias: Tensor | None = None, groups: int = 1) -> nn.Conv2d:
    """Return torch's own Conv2d with these settings and numbers."""
    made = Unfilled(
        weight.shape[1] * groups,
        weight.shape[0],
        groups=groups,
        bias=bias is not None,
        dtype=torch.float64,
        **arguments({name: value for name, value in settings.items() if name != "bias"}),
    )
    made.weight = nn.Parameter(weight)
    made.bias = None if bias is None else nn.Parameter(bias)
    return made


def has_negative_padding(settings: Settings) -> bool:
    """Return whether padding is negative: torch crops silently in three of the four modes, we refuse."""
    return not isinstance(settings["padding"], str) and min(settings["padding"]) < 0


def convolution(
    image: Tensor, weight: Tensor, settings: Settings, bias: Tensor | None = None, groups: int = 1
) -> Tensor | None:
    """Return the output of torch's layer: (out_channels, height, width)."""
    if has_negative_padding(settings):
        return None
    made = unless_refused(lambda: layer(settings, weight, bias, groups))
    output = made and unless_refused(lambda: cast(Tensor, made(image[None])))
    return None if output is None else output[0].detach()


def padding_around(settings: Settings) -> tuple[int, int, int, int]:
    """Return left, right, top and bottom padding as torch's layer works it out."""
    made = layer(settings, torch.zeros(1, 1, *settings["kernel_size"], dtype=torch.float64))
    left, right, top, bottom = made._reversed_padding_repeated_twice  # pyright: ignore[reportPrivateUsage]
    return left, right, top, bottom


def padded(values: Tensor, settings: Settings) -> Tensor:
    """Return a (channels, height, width) map as the layer pads it before its windows slide."""
    mode = "constant" if settings["padding_mode"] == "zeros" else settings["padding_mode"]
    return F.pad(values[None], padding_around(settings), mode=mode)


def windows(values: Tensor, settings: Settings) -> Tensor:
    """Return every window of a padded map: (channels * cells of the window, output cells)."""
    sliding = {name: tuple(settings[name]) for name in ("kernel_size", "stride", "dilation")}
    return F.unfold(values, sliding["kernel_size"], sliding["dilation"], 0, sliding["stride"])[0]


def reads(height: int, width: int, settings: Settings) -> Tensor:
    """Return how often each pixel is read: the gradient of the summed output of an all-ones kernel."""
    picture = torch.zeros(1, 1, height, width, dtype=torch.float64, requires_grad=True)
    made = layer(settings, torch.ones(1, 1, *settings["kernel_size"], dtype=torch.float64))
    cast(Tensor, made(picture)).sum().backward()
    assert picture.grad is not None
    return picture.grad[0, 0]


def pooling(settings: Settings) -> nn.Module:
    """Return torch's own pooling layer."""
    return getattr(nn, settings["name"])(**arguments(settings))


def pool(feature_map: Tensor, settings: Settings) -> Tensor | None:
    """Return the output of torch's pooling of one map."""
    return unless_refused(lambda: cast(Tensor, pooling(settings)(feature_map[None, None]))[0, 0])


def winners(feature_map: Tensor, settings: Settings) -> Tensor:
    """Return where torch says the maxima stand, -1 where a window lies in the padding alone.

    There torch 2.13 returns an index outside the picture.
    """
    found = pooling({**settings, "return_indices": True})(feature_map[None, None])
    values, places = cast("tuple[Tensor, Tensor]", found)
    return places[0, 0].where(values[0, 0] > -torch.inf, torch.tensor(-1))


def gradient(feature_map: Tensor, settings: Settings) -> Tensor:
    """Return the gradient of the summed output with respect to the map."""
    source = feature_map.clone().requires_grad_()
    output = cast(Tensor, pooling(settings)(source[None, None]))
    output[output > -torch.inf].sum().backward()
    assert source.grad is not None
    return source.grad
