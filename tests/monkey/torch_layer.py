"""One layer of torch, on one channel in float64, with the settings that an address holds."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass(frozen=True)
class Layer:
    """The arguments of nn.Conv2d by their names."""

    kernel_size: tuple[int, int]
    stride: int
    padding: int
    dilation: int
    padding_mode: str

    @staticmethod
    def of(query: dict[str, str]) -> "Layer":
        """Return the layer that an address asks for."""
        sides = [int(side) for side in query["kernel_size"].split(",")]
        stride, padding, dilation = (int(query[name]) for name in ("stride", "padding", "dilation"))
        return Layer((sides[0], sides[-1]), stride, padding, dilation, query["padding_mode"])

    def padded(self, picture: Tensor) -> Tensor:
        """Return a (height, width) picture as (1, 1, height, width) with its padding."""
        mode = "constant" if self.padding_mode == "zeros" else self.padding_mode
        return F.pad(picture[None, None], [self.padding] * 4, mode=mode)

    def output(self, picture: Tensor, kernel: Tensor, bias: Tensor | None = None) -> Tensor:
        """Return the output as (height, width). RuntimeError for what torch does not take."""
        padded = self.padded(picture)
        return F.conv2d(padded, kernel[None, None], bias, self.stride, 0, self.dilation)[0, 0]

    def windows(self, picture: Tensor) -> Tensor:
        """Return what every window reads: (cells of the window, output cells)."""
        return F.unfold(self.padded(picture), self.kernel_size, self.dilation, 0, self.stride)[0]

    def reads(self, height: int, width: int) -> Tensor:
        """Return how often each pixel is read: the gradient of the summed output of a kernel of ones."""
        picture = torch.zeros(height, width, dtype=torch.float64, requires_grad=True)
        self.output(picture, torch.ones(self.kernel_size, dtype=torch.float64)).sum().backward()
        assert picture.grad is not None
        return picture.grad
