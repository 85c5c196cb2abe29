"""What hands can do to the input's shape: build, mend, reshape, open a file, drill."""

from playwright.sync_api import Locator

from lessons.input_shape.code import TABLE
from tests.browser import hands
from tests.browser.figures import read_figure
from tests.monkey import gestures
from tests.monkey.scene import Event, Foretold, Scene

LONGEST = {"N": 64, "C": 64, "H": 256, "W": 256}
LAYER = ("in_channels", "kernel_size", "padding")
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


def _show(scene: Scene, view: str) -> None:
    """Bring a view on the stage."""
    if scene.now.query["view"] != view:
        hands.button(scene.page, f"shape.view_{view}", scene.language).click()
        scene.now = read_figure(scene.page)


def _step(scene: Scene, sign: str, name: str) -> Locator:
    change = "set.increase" if sign == "+" else "set.decrease"
    return hands.button(scene.page, change, scene.language, name=name)


def choose_a_view(scene: Scene) -> Foretold:
    """Press one of the five tabs."""
    view = scene.random.choice(TABLE.settings["view"].choices)
    hands.button(scene.page, f"shape.view_{view}", scene.language).click()
    return {"view": view}


def change_an_axis(scene: Scene) -> Foretold:
    """Press + or − of an axis: one that falls below 1 is gone, if it is the first."""
    _show(scene, "build")
    lengths = [int(each) for each in scene.now.query["shape"].split(",")]
    names = list("NCHW")[-len(lengths) :]
    name, sign = scene.random.choice("NCHW"), scene.random.choice("+−")
    hands.push(_step(scene, sign, name))
    if name not in names:
        if sign == "+" and "NCHW".index(name) == 3 - len(lengths):
            lengths.insert(0, 1)
        return {"shape": ",".join(map(str, lengths))}
    at = names.index(name)
    wanted = lengths[at] + {"+": 1, "−": -1}[sign]
    if wanted == 0 and at == 0 and len(lengths) > 1:
        del lengths[0]
    elif 1 <= wanted <= LONGEST[name]:
        lengths[at] = wanted
    return {"shape": ",".join(map(str, lengths))}


def type_a_shape(scene: Scene) -> Foretold:
    """Type a shape, or what is none: then the old one stays."""
    _show(scene, "build")
    before = scene.now.query["shape"]
    lengths = [scene.random.randint(1, 32) for _ in range(scene.random.randint(1, 4))]
    text = ", ".join(map(str, lengths))
    is_shape = scene.chance(0.8)
    field = scene.page.get_by_role("textbox", name="shape")
    field.fill(text if is_shape else f"{text}, x")
    field.press("Enter")
    field.blur()
    return {"shape": text.replace(" ", "") if is_shape else before}


def change_the_layer(scene: Scene) -> Foretold:
    """Press + or − of one of the layer's arguments."""
    _show(scene, "build")
    name, sign = scene.random.choice(LAYER), scene.random.choice("+−")
    hands.push(_step(scene, sign, name))
    lowest, highest = TABLE.settings[name].range
    wanted = scene.now.settings[name] + {"+": 1, "−": -1}[sign]
    return {name: str(min(max(wanted, lowest), highest))}


def choose_a_type(scene: Scene) -> Foretold:
    """Choose the type of the numbers."""
    _show(scene, "build")
    dtype = scene.random.choice(TABLE.settings["dtype"].choices)
    hands.choice(scene.page, "shape.dtype", scene.language).select_option(dtype)
    return {"dtype": dtype}


def answer_the_question(scene: Scene) -> Foretold:
    """Answer what is asked about the tensor, skip it, or ask anew."""
    _show(scene, "build")
    return gestures.answer_the_question(scene)


def choose_a_snippet(scene: Scene) -> Foretold:
    """Choose another broken snippet: it stands there as it was written."""
    _show(scene, "mend")
    name = scene.random.choice(TABLE.settings["snippet"].choices)
    mend = scene.now.query["mend"] if name == scene.now.query["snippet"] else "0"
    hands.choice(scene.page, "shape.snippet", scene.language).select_option(name)
    return {"snippet": name, "mend": mend}


def press_a_mend(scene: Scene) -> Foretold:
    """Run a mend; the one that is run is taken back."""
    _show(scene, "mend")
    at = scene.random.randint(1, 3)
    scene.page.locator(".mend").nth(at - 1).click()
    return {"mend": "0" if scene.now.query["mend"] == str(at) else str(at)}


def choose_an_example(scene: Scene) -> Foretold:
    """Choose one of the chains that are offered."""
    _show(scene, "memory")
    ops = scene.random.choice(TABLE.settings["ops"].choices)
    hands.choice(scene.page, "shape.examples", scene.language).select_option(ops)
    return {"ops": ops}


def add_an_operation(scene: Scene) -> Foretold:
    """Choose an operation, type its numbers, add it; a fifth one is too many."""
    _show(scene, "memory")
    before = scene.now.query.get("ops", "")
    name = scene.random.choice(list(ARGUMENTS))
    numbers = scene.random.choice(ARGUMENTS[name])
    hands.choice(scene.page, "shape.operation", scene.language).select_option(name)
    if name != "contiguous":
        scene.page.get_by_role("textbox", name=scene.label("shape.numbers")).fill(numbers)
    hands.button(scene.page, "shape.add", scene.language).click()
    calls = [*filter(None, before.split(".")), f"{name}:{numbers}".replace(" ", "").removesuffix(":")]
    return {"ops": ".".join(calls) if len(calls) <= MOST_CALLS else before}


def take_one_back(scene: Scene) -> Foretold:
    """Take the last operation away."""
    _show(scene, "memory")
    calls = [each for each in scene.now.query.get("ops", "").split(".") if each]
    hands.push(hands.button(scene.page, "shape.undo", scene.language))
    return {"ops": ".".join(calls[:-1])} if len(calls) > 1 else None


def follow_another_number(scene: Scene) -> Foretold:
    """Drag the slider to a place and then to one of its ends."""
    _show(scene, "memory")
    end = scene.random.choice([0.0, 1.0])
    track = scene.page.get_by_role("slider", name=scene.label("shape.element"), exact=True)
    hands.drag_thumb(scene.page, track, scene.random.random(), end)
    if scene.chance(0.7):
        name = scene.label("shape.element")
        times = scene.random.randint(1, 9)
        for _ in range(times):
            hands.push(_step(scene, "−" if end else "+", name))
        return {"at": str(ELEMENTS - 1 - times if end else times)}
    return {"at": str(ELEMENTS - 1 if end else 0)}


def take_a_step_of_the_file(scene: Scene) -> Foretold:
    """Switch a step on or off."""
    _show(scene, "file")
    name = scene.random.choice(["permute", "scale", "batch"])
    scene.page.get_by_role("switch", name=scene.label(f"shape.step_{name}"), exact=True).click()
    return {name: str(1 - scene.now.settings[name])}


def answer_the_drill(scene: Scene) -> Foretold:
    """Answer a question of the drill, or go on to the next one."""
    _show(scene, "drill")
    settings = scene.now.settings
    # The questions below the lesson have a button of this name, too.
    following = scene.page.locator(".drill-foot .next-question")
    if following.is_visible():
        following.click()
        last = settings["question"] == TABLE.settings["question"].range[1]
        seed = settings["seed"] % TABLE.settings["seed"].range[1] + 1 if last else settings["seed"]
        return {"question": str(1 if last else settings["question"] + 1), "seed": str(seed)}
    pills = scene.page.locator(".drill-pills button")
    pills.nth(scene.random.randrange(pills.count())).click()
    return scene.holding()


def change_the_drill(scene: Scene) -> Foretold:
    """Press + of the seed: ten other questions, from the first on."""
    _show(scene, "drill")
    hands.push(_step(scene, "+", scene.label("shape.seed")))
    return {"seed": str(min(scene.now.settings["seed"] + 1, 9999)), "question": "1"}


EVENTS = (
    Event(1, choose_a_view),
    Event(3, change_an_axis),
    Event(2, type_a_shape),
    Event(3, change_the_layer),
    Event(1, choose_a_type),
    Event(1, answer_the_question),
    Event(3, choose_a_snippet),
    Event(4, press_a_mend),
    Event(2, choose_an_example),
    Event(4, add_an_operation),
    Event(2, take_one_back),
    Event(2, follow_another_number),
    Event(2, take_a_step_of_the_file),
    Event(3, answer_the_drill),
    Event(1, change_the_drill),
    Event(1, gestures.open_a_deep_link),
    Event(0.5, gestures.open_an_illegal_link),
)
