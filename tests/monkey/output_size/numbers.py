"""Every size, start and unread pixel of the output-size figure beside torch's."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from playwright.sync_api import Page
from torch import nn

from tests.browser.figures import Reading
from tests.monkey.comparing import Comparison
from tests.monkey.scene import Scene

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


def _whole(kind: str, place: int, shown: object, expected: int) -> Comparison:
    return Comparison(kind, (1, place), str(shown).replace("-", "−"), 100.0 * expected)


def _sizes(shown: dict[str, Json], made: list[int]) -> Iterator[Comparison]:
    said = numbers_in(shown["size"])
    said = said * 2 if len(said) == 1 else said
    code = numbers_in(shown["code"])[2:]
    for at, size in enumerate(made):
        yield _whole("size", at, said[at], size)
        yield _whole("code", at, code[at], size)


def _windows(shown: dict[str, Json], reads: torch.Tensor) -> Iterator[Comparison]:
    """Compare where each window starts that does so on a pixel: it is the first that torch reads there."""
    for start in shown["starts"]:
        number, pixel = numbers_in(start)
        yield _whole("start", number, pixel, int(reads[number - 1].nonzero()[0]) + 1)
    unread = [at + 1 for at in range(reads.shape[1]) if not bool(reads[:, at].any())]
    seen: list[int] = []
    if shown["first"]:  # where only a part of the row is drawn, it may be all padding
        first, last = numbers_in(shown["first"])[0], numbers_in(shown["last"])[0]
        seen = [pixel for pixel in unread if first <= pixel <= last]
    drawn = [numbers_in(name)[0] for name in shown["never"]]
    yield _whole("unread", 0, len(drawn), len(seen))
    for at, pixel in enumerate(seen):
        yield _whole("unread", at + 1, drawn[at] if at < len(drawn) else 0, pixel)


def compare(scene: Scene) -> Iterator[Comparison]:
    """Give every number that can be seen beside torch's; where torch refuses, its words."""
    words = scene.page.locator("[data-figure=output_size] .torch-words")
    words.filter(has_not_text=scene.label("call.asking")).wait_for(state="attached")
    shown, layer = read(scene.page), Layer.of(scene.now)
    made = layer.run()
    if shown["size"] == "?":
        yield _whole("hidden", 0, int(shown["windows"] <= 2), 1)
        return
    if isinstance(made, str):
        assert shown["refusal"] == made
        yield _whole("refusal", 0, int(shown["size"] == "–"), 1)
        return
    assert shown["refusal"] == ""
    yield from _sizes(shown, made)
    yield _whole("worked", 0, numbers_in(shown["worked"][-1])[-1], made[layer.axis])
    reads = layer.reads()
    if reads is not None:
        yield from _windows(shown, reads)
