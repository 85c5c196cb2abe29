"""What hands can do to the sliding window, over numbers and over a photo."""

from functools import cache
from io import BytesIO

import torch
from PIL import Image
from torch import Tensor

from lessons.convolution import settings
from lessons.kit.i18n.labels import label
from tests.browser import hands
from tests.browser.figures import Place, Reading, grid, shape
from tests.monkey import gestures
from tests.monkey.convolution import addresses
from tests.monkey.convolution.addresses import Layer
from tests.monkey.digits import hundredths, written
from tests.monkey.scene import Event, Foretold, Scene
from tests.settings_states import set_by

OWN_SIZES = ((60, 40), (300, 200), (33, 97))  # width and height: smaller and larger than what is shown
ARRIVED = """([height, width]) => {
  const asked = new URLSearchParams(location.search);
  return asked.get("input") === "photo" && asked.get("height") === height && asked.get("width") === width;
}"""


@cache
def own_file(number: int) -> bytes:
    """Return a PNG of a pattern in colour, another one for each number."""
    width, height = OWN_SIZES[number]
    noise = torch.Generator().manual_seed(number)
    pixels = torch.randint(0, 256, (height, width, 3), generator=noise, dtype=torch.uint8)
    file = BytesIO()
    Image.fromarray(pixels.numpy()).save(file, "PNG")
    return file.getvalue()


def pixels_of(reading: Reading) -> Tensor | None:
    """Return the grey pixels, in hundredths, of the photo that an address names; None if it names none.

    Of an own photo the address says no more than its size, which differs from file to file.
    """
    name = reading.query["input"]
    if name in settings.SAMPLES:
        return torch.from_numpy(settings.sample(name)).double()
    size = (reading.settings["height"], reading.settings["width"])
    own = (torch.from_numpy(settings.grey(own_file(number))).double() for number in range(len(OWN_SIZES)))
    return next((pixels for pixels in own if pixels.shape == size), None) if name == settings.OWN else None


def is_photo(reading: Reading) -> bool:
    """Return whether the input is a photo."""
    return reading.query["input"] in {*settings.SAMPLES, settings.OWN}


def steps_of(reading: Reading) -> tuple[int, int, int]:
    """Return the step, how many there are, and how many a row has, by the address."""
    layer = Layer.of(reading.query)
    size = (reading.settings["height"], reading.settings["width"])
    height, width = layer.output(torch.zeros(size), torch.zeros(layer.kernel_size)).shape
    return reading.settings["step"], height * width, width


def choose_a_photo(scene: Scene) -> Foretold:
    """Choose one of the samples."""
    wanted = scene.random.choice(settings.SAMPLES)
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, "set.input", scene.language).select_option(wanted)
    grid(scene.page, scene.label("conv.loupe")).wait_for()
    hands.wait_for_photo(scene.page)
    return {"input": wanted}


def bring_an_own_photo(scene: Scene) -> Foretold:
    """Hand over a file."""
    number = scene.random.randrange(len(OWN_SIZES))
    hands.unfold_settings(scene.page, scene.language)
    file = {"name": f"{number}.png", "mimeType": "image/png", "buffer": own_file(number)}
    scene.page.locator("input[type=file]").first.set_input_files([file])  # pyright: ignore[reportArgumentType]
    height, width = settings.grey(own_file(number)).shape
    scene.page.wait_for_function(ARRIVED, arg=[str(height), str(width)])
    return {"input": settings.OWN, "height": str(height), "width": str(width)}


def press_on_a_map(scene: Scene) -> Foretold:
    """Press the overview or the output of a photo; on numbers, choose a photo."""
    if not is_photo(scene.now):
        return choose_a_photo(scene)
    scene.pause()
    gestures.press_somewhere(
        scene, grid(scene.page, scene.label(scene.random.choice(["fig.input", "fig.output"])))
    )
    return None


STEPPERS = [*set_by("stepper", "convolution"), "kernel_height", "kernel_width"]
CHOICES = {"kernel": addresses.KERNELS, "input": addresses.INPUTS, "padding_mode": addresses.MODES}
PLAYS_ON = 0.3  # how often a figure that plays is left playing


def _steps(scene: Scene) -> tuple[int, int, int]:
    step, total, _ = steps_of(scene.now)
    return step, 1, total


def _size(scene: Scene) -> Place:
    _, total, width = steps_of(scene.now)
    return total // width, width


def _outputs(scene: Scene) -> list[str]:
    return [scene.label("fig.output")]


def _walked(scene: Scene) -> list[str]:
    pixels = ["conv.loupe", "conv.window"] if is_photo(scene.now) else ["fig.input"]
    return [scene.label(name) for name in (*pixels, "fig.kernel", "fig.products")]


def _pointed(scene: Scene) -> list[str]:
    # On a narrow stage the window over a photo is there for screen readers alone.
    large = ["conv.loupe"] if is_photo(scene.now) else ["fig.input", "fig.output"]
    return [scene.label(name) for name in (*large, "fig.kernel", "fig.products")]


def _is_of_numbers(query: dict[str, str]) -> bool:
    """Return whether a link leads to an input of numbers: a photo is brought by an event of its own."""
    return query.get("input", "heart") in addresses.INPUTS or query["input"][0].isdigit()


def press_a_stepper(scene: Scene) -> Foretold:
    """Change one side of the input or of the kernel by one, unless a limit is reached."""
    name, sign = scene.random.choice(STEPPERS), scene.random.choice("+−")
    hands.unfold_settings(scene.page, scene.language)
    stepper = hands.stepper(scene.page, sign, name, scene.language)
    by = 0 if stepper.get_attribute("aria-disabled") == "true" else {"+": 1, "−": -1}[sign]
    hands.push(stepper)
    if name in ("height", "width"):
        return {name: str(scene.now.settings[name] + by)}
    sides = [int(side) for side in scene.now.query["kernel_size"].split(",")]
    sides = [sides[0] + by * (name == "kernel_height"), sides[-1] + by * (name == "kernel_width")]
    return {"kernel_size": str(sides[0]) if sides[0] == sides[1] else f"{sides[0]},{sides[1]}"}


def choose_by_name(scene: Scene) -> Foretold:
    """Choose a kernel, an input or a padding mode; a mode the settings do not allow is another matter."""
    name = scene.random.choice(list(CHOICES))
    wanted = scene.random.choice(CHOICES[name])
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, f"set.{name}", scene.language).select_option(wanted)
    return {name: wanted}


def _cells(scene: Scene, name: str, changed: Place, to: float) -> str:
    """Return the cells of a grid with one of them changed, as the address writes them."""
    border = scene.now.settings["padding"] if name == "fig.input" else 0
    cells = scene.now.grid(name)
    height, width = shape(cells)
    numbers = {place: hundredths(text) for place, text in cells.items()} | {changed: 100.0 * to}
    rows = [
        [written(numbers[row, column]) for column in range(1 + border, width + 1 - border)]
        for row in range(1 + border, height + 1 - border)
    ]
    return ";".join(",".join(row) for row in rows)


def type_into_a_cell(scene: Scene) -> Foretold:
    """Type another number into an input or kernel cell; sometimes one that is refused, sometimes Escape."""
    scene.pause()
    name, low, high = scene.random.choice([("fig.input", 0, 9), ("fig.kernel", -9, 9)])
    if is_photo(scene.now):
        name, low, high = "fig.kernel", -9, 9
    if name == "fig.input" and scene.now.query["reads"] == "1":
        return gestures.turn_a_switch(scene)
    border = scene.now.settings["padding"] if name == "fig.input" else 0
    height, width = shape(scene.now.grid(name))
    place = (
        scene.random.randint(1 + border, height - border),
        scene.random.randint(1 + border, width - border),
    )
    index = (place[0] - 1) * width + place[1] - 1
    cell = grid(scene.page, scene.label(name)).get_by_role("gridcell").nth(index)
    text = scene.random.choice(["99", "-10", "abc", "", "1.234"])
    is_good, is_taken = scene.chance(0.8), scene.chance(0.85)
    number = scene.random.randint(low * 100, high * 100) / scene.random.choice([1, 100])
    if is_good:
        text = f"{min(max(number, low), high):g}"
    hands.fold_settings(scene.page, scene.language)
    hands.type_into(scene.page, cell, text, take=is_taken)
    if not is_good or not is_taken or hundredths(scene.now.grid(name)[place]) == 100 * float(text):
        return scene.holding()
    return {name.partition(".")[2]: _cells(scene, name, place, float(text))}


def press_an_output_cell(scene: Scene) -> Foretold:
    """Make any output cell the step."""
    if is_photo(scene.now):
        return press_on_a_map(scene)
    return gestures.press_an_output(scene, _outputs)


def step_by_keys(scene: Scene) -> Foretold:
    """Press comma or full stop on a grid; brackets change the speed alone."""
    scene.pause()
    step, total, _ = steps_of(scene.now)
    key, to = scene.random.choice(
        [("Comma", step - 1), ("Period", step + 1), ("BracketLeft", step), ("BracketRight", step)]
    )
    grid(scene.page, scene.label("fig.input")).press(key)
    return {"step": str(min(max(to, 1), total))}


def choose_a_speed(scene: Scene) -> Foretold:
    """Choose how fast it plays."""
    hands.unfold_settings(scene.page, scene.language)
    speeds = hands.choice(scene.page, "play.speed", scene.language)
    speeds.select_option(scene.random.choice(["0.5", "1", "2", "4", "4", "4"]))
    return None if scene.now.is_playing else scene.holding()


def play(scene: Scene) -> Foretold:
    """Play by the button or by Space until the window has moved, then perhaps pause."""
    words = [label("play.pause", "en"), label("play.pause", "ko")]

    def toggle() -> None:
        if scene.chance(0.5):
            grid(scene.page, scene.label("fig.output")).press("Space")
        else:
            name = "play.pause" if scene.now.is_playing else "play.play"
            hands.button(scene.page, name, scene.language).click()

    if scene.now.is_playing:
        scene.pause()
        return None
    toggle()
    scene.page.wait_for_function(gestures.MOVED_ON, arg=[scene.now.query["step"], words])
    if not scene.chance(PLAYS_ON):
        grid(scene.page, scene.label("fig.output")).press("Period")
    return None


EVENTS = (
    Event(7, gestures.drag_a_slider),
    Event(9, gestures.press_plus_or_minus),
    Event(6, press_a_stepper),
    Event(7, gestures.use_keys_on_a_slider),
    Event(5, choose_by_name),
    Event(5, type_into_a_cell),
    Event(2, gestures.turn_a_switch),
    Event(6, gestures.walk_the_outputs, (_outputs, _size)),
    Event(3, gestures.walk_a_grid, (_walked,)),
    Event(6, press_an_output_cell),
    Event(4, gestures.point_at_a_cell, (_pointed,)),
    Event(4, gestures.step_by_buttons, (_steps,)),
    Event(4, step_by_keys),
    Event(4, gestures.scrub, (_steps,)),
    Event(2, choose_a_speed),
    Event(2, play),
    Event(2, gestures.answer_the_question),
    Event(1, choose_a_photo),
    Event(0.7, bring_an_own_photo),
    Event(2, press_on_a_map),
    Event(2, gestures.follow_a_link_in_the_text, (_is_of_numbers,)),
    Event(1, gestures.open_a_deep_link, (addresses.legal,)),
    Event(0.4, gestures.open_an_illegal_link),
)
