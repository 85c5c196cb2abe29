"""What hands can do to the input's shape; its shapes, strides, places, values and words beside torch's."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import zip_longest
from typing import Any

import numpy as np
import torch
from PIL import Image
from playwright.sync_api import Page
from torch import Tensor, nn

from cnn_core.datasets import DATA_FOLDER, SAMPLE_FILES
from lessons.input_shape import snippets
from lessons.input_shape.code import TABLE
from tests.browser import actions
from tests.browser.figures import read_figure
from tests.browser.in_page import ask
from tests.browser.server import ROOT
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import Comparison, holds, whole
from tests.monkey.scene import Event, Foretold, Planted, Scene, Walked
from tests.oracle import test_input_shape

LONGEST = {"N": 64, "C": 64, "H": 256, "W": 256}
ARGUMENTS = {
    "permute": ("2, 0, 1", "0, 2, 1", "1, 0"),
    "reshape": ("3, 64", "-1", "5, 5"),
    "view": ("-1", "8, 24", "3, -1"),
    "flatten": ("1", "", "-1"),
    "unsqueeze": ("0", "-1", "9"),
    "contiguous": ("",),
}
MOST_CALLS = 4
ELEMENTS = TABLE.settings["at"].range[1] + 1


def on(view: str, act: Callable[..., Foretold], *given: object) -> Callable[[Scene], Foretold]:
    """Return the same act, after the view was brought on the stage in which it is done."""

    def do(scene: Scene) -> Foretold:
        if scene.now.query["view"] != view:
            actions.button(scene.page, f"shape.view_{view}").click()
            scene.now = read_figure(scene.page)
        return act(scene, *given)

    do.__name__ = f"{act.__name__}_of_{view}"
    return do


def change_an_axis(scene: Scene) -> Foretold:
    """Press + or − of an axis: one that falls below 1 is gone, if it is the first."""
    lengths = [int(each) for each in scene.now.query["shape"].split(",")]
    names = list("NCHW")[-len(lengths) :]
    name, (sign, by) = scene.random.choice("NCHW"), scene.random.choice([("+", 1), ("−", -1)])
    actions.push(actions.stepper(scene.page, sign, name))
    if name not in names:
        if sign == "+" and "NCHW".index(name) == 3 - len(lengths):
            lengths.insert(0, 1)
        return {"shape": ",".join(map(str, lengths))}
    at = names.index(name)
    wanted = lengths[at] + by
    if wanted == 0 and at == 0 and len(lengths) > 1:
        del lengths[0]
    elif 1 <= wanted <= LONGEST[name]:
        lengths[at] = wanted
    return {"shape": ",".join(map(str, lengths))}


def type_a_shape(scene: Scene) -> Foretold:
    """Type a shape, or what is none: then the old one stays."""
    before = scene.now.query["shape"]
    lengths = [scene.random.randint(1, 32) for _ in range(scene.random.randint(1, 4))]
    text = ", ".join(map(str, lengths))
    is_shape = scene.chance(0.8)
    field = scene.page.get_by_role("textbox", name="shape")
    field.fill(text if is_shape else f"{text}, x")
    field.press("Enter")
    field.blur()
    return {"shape": text.replace(" ", "") if is_shape else before}


def press_a_mend(scene: Scene) -> Foretold:
    """Run a mend; the one that is run is taken back."""
    at = scene.random.randint(1, 3)
    scene.page.locator(".mend").nth(at - 1).click()
    return {"mend": "0" if scene.now.query["mend"] == str(at) else str(at)}


def add_an_operation(scene: Scene) -> Foretold:
    """Choose an operation, type its numbers, add it; a fifth one is too many."""
    before = scene.now.query.get("ops", "")
    name = scene.random.choice(list(ARGUMENTS))
    numbers = scene.random.choice(ARGUMENTS[name])
    actions.choice(scene.page, "shape.operation").select_option(name)
    if name != "contiguous":
        scene.page.get_by_role("textbox", name=scene.label("shape.numbers")).fill(numbers)
    actions.button(scene.page, "shape.add").click()
    calls = [*filter(None, before.split(".")), f"{name}:{numbers}".replace(" ", "").removesuffix(":")]
    return {"ops": ".".join(calls) if len(calls) <= MOST_CALLS else before}


def take_one_back(scene: Scene) -> Foretold:
    calls = [each for each in scene.now.query.get("ops", "").split(".") if each]
    actions.push(actions.button(scene.page, "set.undo"))
    return {"ops": ".".join(calls[:-1])} if len(calls) > 1 else None


def follow_another_number(scene: Scene) -> Foretold:
    """Drag the slider to a place and then to one of its ends."""
    end = scene.random.choice([0.0, 1.0])
    track = actions.slider(scene.page, "shape.element")
    actions.drag_thumb(scene.page, track, scene.random.random(), end)
    times = scene.random.randint(1, 9) if scene.chance(0.7) else 0
    for _ in range(times):
        actions.push(actions.stepper(scene.page, "−" if end else "+", "shape.element"))
    return {"at": str(ELEMENTS - 1 - times if end else times)}


def answer_the_drill(scene: Scene) -> Foretold:
    """Answer a question of the drill, or go on to the next one."""
    settings = scene.now.settings
    # The questions below the lesson have a button of this name, too.
    following = scene.page.locator(".drill-foot .next-question")
    if following.is_visible():
        following.click()
        last = settings["question"] == TABLE.settings["question"].range[1]
        seed = settings["seed"] % TABLE.settings["seed"].range[1] + 1 if last else settings["seed"]
        return {"question": str(1 if last else settings["question"] + 1), "seed": str(seed)}
    pills = scene.page.locator(".drill .pills button")
    pills.nth(scene.random.randrange(pills.count())).click()
    return scene.holding()


def _follows(scene: Scene, name: str, value: str) -> Foretold:
    """Another snippet stands there as it was written; another seed brings ten questions from the first on."""
    if name == "snippet" and value != scene.now.query["snippet"]:
        return {name: value, "mend": "0"}
    is_other_seed = name == "seed" and value != scene.now.query["seed"]
    return {name: value} | ({"question": "1"} if is_other_seed else {})


EVENTS = (
    Event(1, by_settings.press_a_choice, (by_settings.simply, "", "tabs")),
    Event(3, on("build", change_an_axis)),
    Event(2, on("build", type_a_shape)),
    Event(3, on("build", by_settings.press_a_stepper)),
    Event(1, on("build", by_settings.choose_from_a_list)),
    Event(1, on("build", gestures.answer_the_question)),
    Event(3, on("mend", by_settings.choose_from_a_list, _follows)),
    Event(4, on("mend", press_a_mend)),
    Event(2, on("memory", by_settings.choose_from_a_list)),
    Event(4, on("memory", add_an_operation)),
    Event(2, on("memory", take_one_back)),
    Event(2, on("memory", follow_another_number)),
    Event(2, on("file", by_settings.turn_a_switch)),
    Event(3, on("drill", answer_the_drill)),
    Event(1, on("drill", by_settings.press_a_stepper, _follows)),
    Event(1, gestures.open_a_deep_link),
    Event(0.5, gestures.open_an_illegal_link),
)


PICTURE = ROOT / "lessons" / "input_shape" / "model" / "numbers.js"
STEPS: dict[str, Callable[[Tensor], Tensor]] = {
    "permute": lambda x: x.permute(2, 0, 1),
    "scale": lambda x: x.float() / 255,
    "batch": lambda x: x[None],
}
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


def said_by_torch(page: Page) -> str:
    """Return torch's words once torch has been asked, without the names below their tokens."""
    words = page.locator(".view .words").first
    words.filter(has_not_text=actions.say(page, "call.asking")).wait_for()
    return str(ask(words, "walked.withoutSmall"))


def _ran(scene: Scene, layer: nn.Module, x: Tensor) -> str:
    """Return what must be said of a layer and a tensor: the shape that comes out, or torch's words."""
    try:
        with torch.no_grad():
            return scene.label("shape.it_runs", result=str(tuple(layer(x).shape)))
    except RuntimeError as error:
        return f"RuntimeError: {error}"


def _built(scene: Scene) -> Iterator[Comparison]:
    query, said = scene.now.query, said_by_torch(scene.page)
    if said == "?":
        return
    layer = nn.Conv2d(int(query["in_channels"]), 5, int(query["kernel_size"]), padding=int(query["padding"]))
    x = torch.zeros([int(each) for each in query["shape"].split(",")], dtype=getattr(torch, query["dtype"]))
    wanted = _ran(scene, layer, x)
    yield holds("torch's words of a tensor", said == wanted)


def _mended(scene: Scene) -> Iterator[Comparison]:
    query, said = scene.now.query, said_by_torch(scene.page)
    item = next(each for each in snippets.items() if each["name"] == query["snippet"])
    mend = int(query["mend"])
    ran = snippets.ran(item, item["mends"][mend - 1] if mend else None)
    wanted = f"{ran.error}: {ran.message}" if ran.error else scene.label("shape.it_runs", result=ran.result)
    yield holds("torch's words of a snippet", said == wanted)
    yield holds("code of a snippet", scene.page.locator(".snippet").text_content() == ran.code)


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
    wanted = _ran(scene, nn.Conv2d(3, 5, 5), x)
    yield holds("torch's words of a file", said_by_torch(scene.page) == wanted)


def compare(scene: Scene) -> Iterator[Comparison]:
    """Compare what a view shows; of a drill's question there is the line of PyTorch alone (`frame.py`)."""
    views = {"build": _built, "mend": _mended, "memory": _in_memory, "file": _file}
    view = scene.now.query["view"]
    return views[view](scene) if view in views else iter(())


PAGE = Walked(
    EVENTS,
    compare,
    {
        "strides of another axis": Planted(
            test_input_shape.FAULTS["strides of another axis"], "view=memory&ops=permute:2,0,1"
        )
    },
    beside="neuron",
)
