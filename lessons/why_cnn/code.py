"""The laboratory in PyTorch: the net of the chosen row answers the picture on the screen."""

from pathlib import Path

import numpy as np
import torch

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import moved, shuffled, turned
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.kit.ask.cost import Cost, cost_of_windows
from lessons.kit.ask.question import Answer, about_settings
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Settings, Table
from lessons.why_cnn.data import SAMPLES, SHOWN_SEED

TABLE = Table.read(Path(__file__).with_name("settings.json"))
OWN = "own"
DECIMALS = 4
LAYERS = {
    "dense": ("nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2)",),
    "flatten": ("nn.Conv2d(1, 5, 5), nn.ReLU(), nn.MaxPool2d(2),", "nn.Flatten(), nn.Linear(720, 2)"),
    "global": (
        "nn.ZeroPad2d(4), nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2),",
        "nn.Conv2d(8, 32, 5), nn.ReLU(), nn.AdaptiveMaxPool2d(1),",
        "nn.Flatten(), nn.Linear(32, 2)",
    ),
}


def practised(chosen: Settings) -> str:
    """Return what the nets on the screen were trained on."""
    return "shuffled" if chosen.number("shuffle") else chosen.text("practice")


def shares_of(chosen: Settings) -> list[float]:
    """Return the shares of cat and dog that the chosen net gives the sample, computed by torch."""
    index, name = SAMPLES[chosen.text("picture")], chosen.text("net")
    picture = turned(held_out()[0][index : index + 1], chosen.number("rotate"))
    picture = moved(picture, np.array([chosen.number("down")]), np.array([chosen.number("right")]))
    picture = shuffled(picture) if chosen.number("shuffle") else picture
    net = with_weights(name, load_hundredths(name, SHOWN_SEED, practised(chosen)))
    with torch.no_grad():
        return net(torch.tensor(picture)[:, None]).softmax(1)[0].tolist()


def _changes(chosen: Settings, language: Language) -> list[str]:
    degrees, way = label("torch.why_degrees", language), label("torch.why_way", language)
    rotate, down, right = (chosen.number(name) for name in ("rotate", "down", "right"))
    by = f"np.array([{down}]), np.array([{right}])"
    lines = [f"pixels = turned(pixels, {rotate})  # {degrees}"] if rotate else []
    lines += [f"pixels = moved(pixels, {by})  # {way}"] if right or down else []
    if chosen.number("shuffle"):
        lines.append("pixels = shuffled(pixels)  # " + label("torch.why_order", language))
    return lines


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that gives the picture to the net of the chosen row and prints cat's and dog's share.

    What it prints for a drawing, whose pixels stay in the browser, nobody knows.

    Args:
        chosen: what the figure shows.
        language: of the comments.
    """
    is_own, net = chosen.text("picture") == OWN, chosen.text("net")
    changes = _changes(chosen, language)
    used = [name for name in ("moved", "shuffled", "turned") if any(f"{name}(" in line for line in changes)]
    imports = [f"from cnn_core.moved_pictures import {', '.join(used)}"] if used else []
    imports += ["from cnn_core.three_nets import load_hundredths"]
    if is_own:
        picture = ["pixels = np.random.rand(1, 28, 28)  # " + label("torch.picture", language)]
    else:
        imports = ["from cnn_core.moved_accuracy import held_out", *imports]
        which, comment = SAMPLES[chosen.text("picture")], label("torch.held_out", language)
        picture = ["pixels, _ = held_out()", f"pixels = pixels[{which}:{which + 1}]  # {comment}"]
    head = ["import numpy as np"] if is_own or "moved" in used else []
    lines = [*head, "import torch", "from torch import nn", "# " + label("torch.repository", language)]
    lines += [*imports, "", *picture, *changes]
    lines += [f"x = torch.tensor(pixels)[:, None]  # {label('torch.axes', language)}", "net = nn.Sequential("]
    lines += [f"    {each}" for each in LAYERS[net]]
    lines += [").double()"]
    call = f'load_hundredths("{net}", seed={SHOWN_SEED}, practice="{practised(chosen)}")'
    lines += [f"weights = {call}"]
    lines += ["net.load_state_dict({name: torch.tensor(each / 100) for name, each in weights.items()})"]
    lines += ["with torch.no_grad():", "    cat, dog = net(x).softmax(1)[0]"]
    lines += [f"print(round(cat.item(), {DECIMALS}), round(dog.item(), {DECIMALS}))"]
    shares = [] if is_own else [" ".join(str(round(each, DECIMALS)) for each in shares_of(chosen))]
    return {"code": lines, "printed": shares}


def cost(_chosen: Settings) -> Cost:
    """Return what an answer costs: no net does more than the second convolution would at every cell."""
    return cost_of_windows((16, 16), (5, 5), (0, 0), (8, 32))


QUESTIONS = (about_settings("code", TABLE, cost, answer),)
