"""The laboratory in PyTorch: the net of the chosen row answers the picture on the screen."""

from functools import cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import SIDE, moved, shuffled, turned
from cnn_core.three_nets import PADDING, WIDE_PADDING, load_hundredths, with_weights
from lessons.kit.ask.question import Answer, Cost, cost_of_windows
from lessons.kit.code.carried import carried, head
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import WHITE, Drawn, about_drawn, read_drawn
from lessons.kit.settings.table import Settings, Table
from lessons.kit.silhouettes.packing import SAMPLES, SHOWN_SEED

TABLE = Table.read(Path(__file__).with_name("settings.json"))
OWN = "own"
DECIMALS = 4
CONVOLUTIONS = "nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2),", "nn.Conv2d(8, 32, 5), nn.ReLU(),"
USUAL, WIDE = (
    (f"nn.ZeroPad2d({room}), {CONVOLUTIONS[0]}", CONVOLUTIONS[1]) for room in (PADDING, WIDE_PADDING)
)
MAX, MEAN = (f"nn.Adaptive{kind}Pool2d(1), nn.Flatten(), nn.Linear(32, 2)" for kind in ("Max", "Avg"))
LAYERS = {
    "dense": ("nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2)",),
    "flatten": (*USUAL, "nn.Flatten(), nn.Linear(4608, 2)"),
    "global": (*USUAL, MAX),
    "wide": (*WIDE, MAX),
    "average": (*USUAL, MEAN),
}


def practised(chosen: Settings) -> str:
    """Return what the nets on the screen were trained on."""
    return "shuffled" if chosen.number("shuffle") else chosen.text("practice")


def net_of(chosen: Settings) -> str:
    """Return which net stands in the chosen row."""
    return chosen.text("third" if chosen["net"] == "global" else "net")


def picture_of(drawn: Drawn) -> NDArray[np.float64]:
    """Return a picture as the nets read it: turned, then moved, then perhaps shuffled; (28, 28)."""
    chosen, own = drawn
    if chosen["picture"] == OWN:
        pixels = np.frombuffer(own, np.uint8).reshape(1, SIDE, SIDE) / WHITE
    else:
        pixels = held_out()[0][[SAMPLES[chosen.text("picture")]]]
    picture = turned(pixels, chosen.number("rotate"))
    picture = moved(picture, np.array([chosen.number("down")]), np.array([chosen.number("right")]))
    return (shuffled(picture) if chosen.number("shuffle") else picture)[0]


def shares_of(chosen: Settings, own: bytes = b"") -> list[float]:
    """Return the shares of cat and dog that the chosen net gives the picture, computed by torch."""
    name = net_of(chosen)
    net = with_weights(name, load_hundredths(name, SHOWN_SEED, practised(chosen)))
    with torch.no_grad():
        return net(torch.tensor(picture_of((chosen, own)))[None, None]).softmax(1)[0].tolist()


@cache
def weight_lines(net: str, practice: str, language: Language) -> tuple[str, ...]:
    """Return the lines that carry a net's weights: to pack them takes nine tenths of an answer."""
    lines: list[str] = []
    for name, values in load_hundredths(net, SHOWN_SEED, practice).items():
        layer, kind = name.split(".")
        lines.append(carried(values, target=f"    net[{layer}].{kind}[:]", language=language))
    return tuple(lines)


def answer(drawn: Drawn, language: Language) -> Answer:
    """Return code that gives the picture to the net of the chosen row and prints cat's and dog's share.

    It carries picture and weights itself and needs nothing but torch.

    Args:
        drawn: what the figure shows.
        language: of the comments.
    """
    chosen, net = drawn[0], net_of(drawn[0])
    lines = [*head(language), carried(picture_of(drawn), target="pixels", language=language)]
    lines += [f"x = pixels[None, None]  # {label('torch.axes', language)}", "net = nn.Sequential("]
    lines += [f"    {each}" for each in LAYERS[net]]
    lines += [").double()", "with torch.no_grad():", *weight_lines(net, practised(chosen), language)]
    lines += ["    cat, dog = net(x).softmax(1)[0]"]
    lines += [f"print(round(cat.item(), {DECIMALS}), round(dog.item(), {DECIMALS}))"]
    return {"code": lines, "printed": [" ".join(str(round(each, DECIMALS)) for each in shares_of(*drawn))]}


def _read(body: bytes) -> Drawn:
    return read_drawn(body, TABLE, lambda chosen: SIDE**2 if chosen["picture"] == OWN else 0)


def cost(_chosen: Settings) -> Cost:
    """Return what an answer costs: no net does more than the second convolution would at every cell."""
    return cost_of_windows((16, 16), (5, 5), (0, 0), (8, 32))


QUESTIONS = (about_drawn("code", _read, cost, answer),)
