"""The numbers of the input's shape beside torch's: shapes, strides, places in memory, values, words."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import zip_longest
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from cnn_core.datasets import DATA_FOLDER, SAMPLE_FILES
from lessons.input_shape import snippets
from tests.browser.server import ROOT
from tests.monkey.comparing import Comparison, whole
from tests.monkey.scene import Scene

PICTURE = ROOT / "lessons" / "input_shape" / "model" / "numbers.js"
STEPS: dict[str, Callable[[Tensor], Tensor]] = {
    "permute": lambda x: x.permute(2, 0, 1),
    "scale": lambda x: x.float() / 255,
    "batch": lambda x: x[None],
}
WORDS = """words => {
  const copy = words.cloneNode(true);
  for (const name of copy.querySelectorAll("small")) name.remove();
  return copy.textContent;
}"""
WHOLE_NUMBER = re.compile(r"\d+")


@cache
def small_picture() -> Tensor:
    """Return the house of the page, (8, 8, 3), from the letters and colours it is written in."""
    text = PICTURE.read_text(encoding="utf-8")
    colours = {
        found[1]: [int(each) for each in found[2].split(",")]
        for found in re.finditer(r"^  (\w): \[([\d, ]+)\]", text, re.MULTILINE)
    }
    rows = re.findall(r'"([a-z]{8})"', text.partition("const ROWS")[2].partition(";")[0])
    return torch.tensor([[colours[letter] for letter in row] for row in rows])


def _numbers(kind: str, shown: str, wanted: str) -> Iterator[Comparison]:
    """Compare all whole numbers of two texts, one by one; one too many or too few counts as none."""
    pairs = zip_longest(WHOLE_NUMBER.findall(shown), WHOLE_NUMBER.findall(wanted), fillvalue="")
    for found, number in pairs:
        yield whole(kind, found or "nothing", int(number) if number else -1)


def _sentence(scene: Scene) -> tuple[str, str]:
    """Return the lead of the sentence, and the sentence."""
    line = scene.page.locator(".sentence .now")
    return line.locator(".lead").text_content() or "", line.locator("span").text_content() or ""


def _said(scene: Scene) -> str:
    """Return torch's words once torch has been asked, without the names below their tokens."""
    words = scene.page.locator(".view .words").first
    words.filter(has_not_text=scene.label("call.asking")).wait_for()
    return str(words.evaluate(WORDS))


def _built(scene: Scene) -> Iterator[Comparison]:
    query, said = scene.now.query, _said(scene)
    if said == "?":
        return
    layer = nn.Conv2d(int(query["in_channels"]), 5, int(query["kernel_size"]), padding=int(query["padding"]))
    x = torch.zeros([int(each) for each in query["shape"].split(",")], dtype=getattr(torch, query["dtype"]))
    try:
        with torch.no_grad():
            wanted = scene.label("shape.it_runs", result=str(tuple(layer(x).shape)))
    except RuntimeError as error:
        wanted = f"RuntimeError: {error}"
    yield whole("torch's words of a tensor", int(said == wanted), 1)
    yield from _numbers("numbers of torch's words", said, wanted)


def _mended(scene: Scene) -> Iterator[Comparison]:
    query, said = scene.now.query, _said(scene)
    item = next(each for each in snippets.items() if each["name"] == query["snippet"])
    mend = int(query["mend"])
    ran = snippets.ran(item, item["mends"][mend - 1] if mend else None)
    wanted = f"{ran.error}: {ran.message}" if ran.error else scene.label("shape.it_runs", result=ran.result)
    yield whole("torch's words of a snippet", int(said == wanted), 1)
    yield from _numbers("numbers of torch's words", said, wanted)


def _called(query: dict[str, str]) -> list[Tensor]:
    """Return the picture after each call, up to the first that torch refuses."""
    results = [small_picture()]
    for part in filter(None, query.get("ops", "").split(".")):
        name, _, args = part.partition(":")
        try:
            results.append(getattr(results[-1], name)(*(int(each) for each in args.split(",") if each)))
        except (RuntimeError, IndexError):
            break
    return results


def _in_memory(scene: Scene) -> Iterator[Comparison]:
    results = _called(scene.now.query)
    rows = scene.now.tables[scene.label("shape.calls")][1:]
    yield whole("calls", len(rows), len(results))
    for (_, shape, strides, _), result in zip(rows, results, strict=False):
        yield from _numbers("shape", shape, str(tuple(result.shape)))
        yield from _numbers("strides", strides, str(result.stride()))
    last, at = results[-1], int(scene.now.query["at"])
    index = [int(each) for each in np.unravel_index(at, last.shape)]
    place = sum(each * stride for each, stride in zip(index, last.stride(), strict=True))
    lead, text = _sentence(scene)
    if scene.now.alert or scene.now.status:
        return
    yield from _numbers("shape", lead, str(tuple(last.shape)))
    found = [int(each) for each in WHOLE_NUMBER.findall(text)]
    products = [each for pair in zip(index, last.stride(), strict=True) for each in pair]
    value = int(last[tuple(index)])
    for number, wanted in zip_longest(found, [*index, *products, place, value], fillvalue=-1):
        yield whole("a number in memory", number, wanted)


def _file(scene: Scene) -> Iterator[Comparison]:
    with Image.open(DATA_FOLDER / "photos" / SAMPLE_FILES["coffee"]) as photo:
        x: Any = torch.from_numpy(np.array(photo.convert("RGB").resize((48, 32))))
    shapes = [(48, 32), (32, 48, 3), tuple(x.shape)]
    for name, step in STEPS.items():
        if scene.now.query[name] == "1":
            x = step(x)
            shapes.append(tuple(x.shape))
    rows = scene.now.tables[scene.label("shape.file_steps")][1:]
    yield whole("steps", len(rows), len(shapes))
    for row, shape in zip(rows, shapes, strict=False):
        yield from _numbers("shape of a step", row[2], str(shape))
    try:
        with torch.no_grad():
            wanted = scene.label("shape.it_runs", result=str(tuple(nn.Conv2d(3, 5, 5)(x).shape)))
    except RuntimeError as error:
        wanted = f"RuntimeError: {error}"
    yield whole("torch's words of a file", int(_said(scene) == wanted), 1)


def _drilled(scene: Scene) -> Iterator[Comparison]:
    """Once answered, the line of code says what comes out: run it."""
    line = scene.page.locator(".code-line .line :is(.shape, code)").all_text_contents()
    before, code, after = line
    if after == "?":
        return
    shape, _, dtype = before.partition(") ")
    lengths = [int(each) for each in WHOLE_NUMBER.findall(shape)]
    x = torch.zeros(lengths, dtype=getattr(torch, dtype or "float32"))
    try:
        with torch.no_grad():
            wanted = str(tuple(eval(code, {"nn": nn, "x": x}).shape))
    except (RuntimeError, IndexError):
        wanted = scene.label("shape.an_error")
    yield whole("an answer of the drill", int(after == wanted), 1)
    yield from _numbers("an answer of the drill", after, wanted)


def compare(scene: Scene) -> Iterator[Comparison]:
    """Compare every number of the view that is on the stage."""
    views = {"build": _built, "mend": _mended, "memory": _in_memory, "file": _file, "drill": _drilled}
    return views[scene.now.query["view"]](scene)
