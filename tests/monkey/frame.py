"""What stands around the grids of every lesson: its settings, its step, and its line of PyTorch."""

import re
from ast import literal_eval
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, cast

import torch
from torch import Tensor, nn

from tests.browser.figures import NUMBER, pattern_of
from tests.browser.in_page import ask
from tests.monkey.comparing import Comparison, holds
from tests.monkey.scene import Scene
from tests.settings_states import lines_of

WHOLE = re.compile(r"-?\d+(,-?\d+)?")
SHAPE = re.compile(r"(\([\d, ]*\))(?: (\w+))?")  # of a tensor, and its type where that is not float32
OF_ANY_TYPE = {"build", "mend", "file"}  # views of /input-shape whose line leaves the type out
ARGUMENTS = {"kernel_size", "stride", "padding", "dilation", "groups", "in_channels", "out_channels"}


def _numbers(written: str) -> list[int]:
    """Return what an address holds of a number, or of two; [] for words."""
    return [int(each) for each in written.split(",")] if WHOLE.fullmatch(written) else []


def _settings(scene: Scene, shown: dict[str, str]) -> Iterator[Comparison]:
    """Compare what stands beside a slider and between − and + with the address; of two axes either may."""
    held: dict[str, list[int]] = {}
    for name, line in lines_of(scene.now.lesson).items():
        called = scene.label(line["label"]) if "label" in line else name
        numbers = _numbers(scene.now.query.get(name, "")) if line["kind"] in ("whole", "pair") else []
        held[called] = [*held.get(called, []), *numbers]
    for called, text in shown.items():
        if text and held.get(called):
            said = re.findall(r"−?\d+", text)
            yield holds(f"setting {called}", bool(said) and int(said[-1].replace("−", "-")) in held[called])


def _steps(scene: Scene, seen: dict[str, Any]) -> Iterator[Comparison]:
    """Compare the step and how many there are with the line on which it is scrubbed."""
    if not seen["track"] or not all(seen["track"]):
        return
    step, steps = (int(each) for each in seen["track"])
    lead = pattern_of("play.count", scene.language).fullmatch(seen["lead"])
    for said in (re.findall(NUMBER, seen["count"].replace(",", "")), lead and [lead["i"], lead["n"]]):
        if said:
            yield holds("step of steps", [int(each) for each in said[:2]] == [step, steps])


def _layer(scene: Scene, before: str, code: str, after: str) -> Iterator[Comparison]:
    """Compare the shape that comes out of the layer, and its arguments with the address."""
    given = SHAPE.fullmatch(before)
    if not given or not re.match(r"(nn|x)\.\w+\(", code):
        return
    x = torch.zeros(literal_eval(given[1]), dtype=getattr(torch, given[2] or "float32"))
    layer, shape = None, ""
    with suppress(AttributeError, RuntimeError, ValueError, TypeError, IndexError):
        layer = made = eval(code, {"nn": nn, "x": x})  # our own page wrote it
        made = made if isinstance(made, Tensor) else made(x)
        several = cast("tuple[Tensor, ...]", made if isinstance(made, tuple) else (made,))
        shape = str(tuple(several[0].shape))
    is_shape, may_refuse = SHAPE.fullmatch(after) is not None, scene.now.query.get("view") in OF_ANY_TYPE
    if "?" not in after and (is_shape or not may_refuse):
        yield holds("shape that comes out", after == shape if shape else not is_shape)
    if scene.now.query.get("written") == "note":  # which has no names for them
        return
    for name in ARGUMENTS & lines_of(scene.now.lesson).keys():
        asked, given = _numbers(scene.now.query.get(name, "")), getattr(layer, name, None)
        if asked and isinstance(given, int | tuple):
            both = cast("tuple[int, ...]", given if isinstance(given, tuple) else (given,))
            yield holds(f"argument {name}", (2 * asked)[:2] == [*map(int, 2 * both)][:2])


def compare(scene: Scene) -> Iterator[Comparison]:
    seen: dict[str, Any] = ask(scene.page, "walked.around", scene.now.lesson.replace("-", "_"))
    yield from _settings(scene, dict(seen["settings"]))
    yield from _steps(scene, seen)
    yield from _layer(scene, *seen["line"])
    for low, zero, high in seen["legends"]:
        yield holds("ends of a scale", (low, zero) == (high.replace("+", "−"), "0"))
