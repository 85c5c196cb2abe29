"""What the output-size page shows at one moment, and the layer that its address names."""

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from playwright.sync_api import Page
from torch import nn

from tests.browser.figures import Reading

Json = Any
Answer = TypeVar("Answer")
READ = """() => {
  const shadows = [...document.querySelectorAll("*")].map(one => one.shadowRoot).filter(Boolean);
  const root = shadows.map(each => each.querySelector("[data-figure=output_size]")).find(Boolean);
  const texts = selector => [...root.querySelectorAll(selector)].map(one => one.textContent);
  const named = selector => [...root.querySelectorAll(selector)].map(one => one.getAttribute("aria-label"));
  return {
    size: texts(".size")[0],
    code: texts(".result-shape")[0],
    worked: texts(".worked b"),
    windows: texts(".start").length,
    starts: named(".start:not(.before)"),
    never: named(".px.never"),
    first: named(".px.pixel")[0],
    last: named(".px.pixel").at(-1),
    refusal: texts(".torch-words")[0],
  };
}"""


def quietly(ask: Callable[["Layer"], Answer]) -> Callable[["Layer"], Answer]:
    """Ask torch without its remark on 'same' padding of an even kernel."""

    def asked(layer: "Layer") -> Answer:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return ask(layer)

    return asked


def numbers_in(text: str) -> list[int]:
    """Return the whole numbers of a text."""
    return [int(number) for number in re.findall(r"\d+", text)]


@dataclass(frozen=True)
class Layer:
    """The layer and the picture that an address names; pairs are (height, width)."""

    name: str
    height: int
    width: int
    kernel_size: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int] | str
    dilation: int
    ceil_mode: bool
    axis: int

    @classmethod
    def of(cls, reading: Reading) -> "Layer":
        """Return what the address names."""
        query = reading.query

        def pair(name: str) -> tuple[int, int]:
            sides = [int(side) for side in query[name].split(",")]
            return sides[0], sides[-1]

        same = query["padding"] == "same"
        return cls(
            query["layer"],
            int(query["height"]),
            int(query["width"]),
            pair("kernel_size"),
            pair("stride"),
            "same" if same else pair("padding"),
            int(query["dilation"]),
            query["ceil_mode"] == "1",
            0 if query["axis"] == "height" else 1,
        )

    @quietly
    def run(self) -> list[int] | str:
        """Return the output's height and width by torch, or what torch says instead."""
        settings: dict[str, Json] = {"kernel_size": self.kernel_size, "stride": self.stride}
        settings |= {"padding": self.padding, "dilation": self.dilation}
        try:
            layer = (
                nn.Conv2d(1, 1, **settings)
                if self.name == "Conv2d"
                else nn.MaxPool2d(**settings, ceil_mode=self.ceil_mode)
            )
            return list(layer(torch.zeros(1, 1, self.height, self.width)).shape[2:])
        except (RuntimeError, ValueError) as error:
            return str(error)

    @quietly
    def reads(self) -> torch.Tensor | None:
        """Return for every window of the drawn axis which pixels torch reads; of Conv2d only."""
        if self.name != "Conv2d":
            return None
        size = (self.height, self.width)[self.axis]
        padding = self.padding if isinstance(self.padding, str) else self.padding[self.axis]
        kernel = torch.ones(1, 1, self.kernel_size[self.axis])
        rows = torch.eye(size)[:, None]  # one pixel is 1 in each: who answers has read it
        out = nn.functional.conv1d(
            rows, kernel, stride=self.stride[self.axis], padding=padding, dilation=self.dilation
        )
        return out[:, 0].T != 0


def read(page: Page) -> dict[str, Json]:
    """Return what stands on the stage."""
    return page.evaluate(READ)
