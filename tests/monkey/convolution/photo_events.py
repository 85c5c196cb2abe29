"""What hands can do to the sliding window when its input is a photo, a sample or the visitor's own."""

from functools import cache
from io import BytesIO

import torch
from PIL import Image
from torch import Tensor

from lessons.convolution import photo
from tests.browser import hands
from tests.browser.figures import Reading, grid
from tests.monkey.scene import Foretold, Scene
from tests.monkey.torch_layer import Layer

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
    if name in photo.SAMPLES:
        return torch.from_numpy(photo.sample(name)).double()
    size = (reading.settings["height"], reading.settings["width"])
    own = (torch.from_numpy(photo.grey(own_file(number))).double() for number in range(len(OWN_SIZES)))
    return next((pixels for pixels in own if pixels.shape == size), None) if name == photo.OWN else None


def is_photo(reading: Reading) -> bool:
    """Return whether the input is a photo."""
    return reading.query["input"] in {*photo.SAMPLES, photo.OWN}


def steps_of(reading: Reading) -> tuple[int, int, int]:
    """Return the step, how many there are, and how many a row has, by the address."""
    layer = Layer.of(reading.query)
    size = (reading.settings["height"], reading.settings["width"])
    height, width = layer.output(torch.zeros(size), torch.zeros(layer.kernel_size)).shape
    return reading.settings["step"], height * width, width


def choose_a_photo(scene: Scene) -> Foretold:
    """Choose one of the samples."""
    wanted = scene.random.choice(photo.SAMPLES)
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
    height, width = photo.grey(own_file(number)).shape
    scene.page.wait_for_function(ARRIVED, arg=[str(height), str(width)])
    return {"input": photo.OWN, "height": str(height), "width": str(width)}


def press_on_a_map(scene: Scene) -> Foretold:
    """Press the overview or the output of a photo; on numbers, choose a photo."""
    if not is_photo(scene.now):
        return choose_a_photo(scene)
    scene.pause()
    hands.fold_settings(scene.page, scene.language)
    pressed = grid(scene.page, scene.label(scene.random.choice(["fig.input", "fig.output"])))
    box = pressed.bounding_box()
    assert box
    across, down = (scene.random.random() * (box[side] - 1) for side in ("width", "height"))
    pressed.click(position={"x": across, "y": down})
    return None
