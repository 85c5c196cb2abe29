"""The laboratory in PyTorch: the net of the chosen row answers the picture on the screen."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import moved, shuffled, turned
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.kit.ask.cost import Cost, cost_of_windows
from lessons.kit.ask.question import Answer, about_settings
from lessons.kit.code.carried import carried, head
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Settings, Table
from lessons.why_cnn.data import SAMPLES, SHOWN_SEED

TABLE = Table.read(Path(__file__).with_name("settings.json"))
OWN = "own"
DECIMALS = 4
CONVOLUTIONS = (
    "nn.ZeroPad2d(4), nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2),",
    "nn.Conv2d(8, 32, 5), nn.ReLU(),",
)
LAYERS = {
    "dense": ("nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2)",),
    "flatten": (*CONVOLUTIONS, "nn.Flatten(), nn.Linear(4608, 2)"),
    "global": (*CONVOLUTIONS, "nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(32, 2)"),
}


def practised(chosen: Settings) -> str:
    """Return what the nets on the screen were trained on."""
    return "shuffled" if chosen.number("shuffle") else chosen.text("practice")


def picture_of(chosen: Settings) -> NDArray[np.float64]:
    """Return a sample as the nets read it: turned, then moved, then perhaps shuffled; (28, 28)."""
    index = SAMPLES[chosen.text("picture")]
    picture = turned(held_out()[0][index : index + 1], chosen.number("rotate"))
    picture = moved(picture, np.array([chosen.number("down")]), np.array([chosen.number("right")]))
    return (shuffled(picture) if chosen.number("shuffle") else picture)[0]


def shares_of(chosen: Settings) -> list[float]:
    """Return the shares of cat and dog that the chosen net gives the sample, computed by torch."""
    name = chosen.text("net")
    net = with_weights(name, load_hundredths(name, SHOWN_SEED, practised(chosen)))
    with torch.no_grad():
        return net(torch.tensor(picture_of(chosen))[None, None]).softmax(1)[0].tolist()


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that gives the picture to the net of the chosen row and prints cat's and dog's share.

    It carries picture and weights itself and needs nothing but torch. What it prints for a drawing, whose
    pixels stay in the browser, nobody knows.

    Args:
        chosen: what the figure shows.
        language: of the comments.
    """
    is_own, net = chosen.text("picture") == OWN, chosen.text("net")
    weights = load_hundredths(net, SHOWN_SEED, practised(chosen))
    lines = head(language)
    if is_own:
        lines += ["pixels = torch.rand(28, 28).double()  # " + label("torch.picture", language)]
    else:
        lines += [carried(picture_of(chosen), target="pixels", language=language)]
    lines += [f"x = pixels[None, None]  # {label('torch.axes', language)}", "net = nn.Sequential("]
    lines += [f"    {each}" for each in LAYERS[net]]
    lines += [").double()", "with torch.no_grad():"]
    for name, values in weights.items():
        layer, kind = name.split(".")
        lines += [carried(values, target=f"    net[{layer}].{kind}[:]", language=language)]
    lines += ["    cat, dog = net(x).softmax(1)[0]"]
    lines += [f"print(round(cat.item(), {DECIMALS}), round(dog.item(), {DECIMALS}))"]
    shares = [] if is_own else [" ".join(str(round(each, DECIMALS)) for each in shares_of(chosen))]
    return {"code": lines, "printed": shares}


def cost(_chosen: Settings) -> Cost:
    """Return what an answer costs: no net does more than the second convolution would at every cell."""
    return cost_of_windows((16, 16), (5, 5), (0, 0), (8, 32))


QUESTIONS = (about_settings("code", TABLE, cost, answer),)
