"""The laboratory in PyTorch: the net of the chosen row answers the picture on the screen."""

import numpy as np
import torch
from numpy.typing import NDArray

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import moved, shuffled, turned
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.kit.code.carried import carried, head
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.why_cnn.nets import SAMPLES, SHOWN_SEED
from lessons.why_cnn.state import State

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


def picture_of(state: State) -> NDArray[np.float64]:
    """Return a sample as the nets read it: turned, then moved, then perhaps shuffled; (28, 28)."""
    index = SAMPLES[state.picture]
    picture = turned(held_out()[0][index : index + 1], state.rotate)
    picture = moved(picture, np.array([state.down]), np.array([state.right]))
    return (shuffled(picture) if state.shuffle else picture)[0]


def shares_of(state: State) -> list[float]:
    """Return the shares of cat and dog that the chosen net gives the picture, computed by torch."""
    net = with_weights(state.net, load_hundredths(state.net, SHOWN_SEED, state.practised))
    with torch.no_grad():
        return net(torch.tensor(picture_of(state))[None, None]).softmax(1)[0].tolist()


def code_of(state: State, language: Language) -> str:
    """Return code that gives the picture to the net of the chosen row and prints cat's and dog's share.

    It carries picture and weights itself and needs nothing but torch.

    Args:
        state: what the figure shows.
        language: of the comments.
    """
    is_own = state.picture == OWN
    weights = load_hundredths(state.net, SHOWN_SEED, state.practised)
    lines = head(language)
    if is_own:
        lines += ["pixels = torch.rand(28, 28).double()  # " + label("torch.picture", language)]
    else:
        lines += [carried(picture_of(state), target="pixels", language=language)]
    lines += [f"x = pixels[None, None]  # {label('torch.axes', language)}", "net = nn.Sequential("]
    lines += [f"    {each}" for each in LAYERS[state.net]]
    lines += [").double()", "with torch.no_grad():"]
    for name, values in weights.items():
        layer, kind = name.split(".")
        lines += [carried(values, target=f"    net[{layer}].{kind}[:]", language=language)]
    lines += ["    cat, dog = net(x).softmax(1)[0]"]
    lines += [f"print(round(cat.item(), {DECIMALS}), round(dog.item(), {DECIMALS}))"]
    if not is_own:
        lines.append("# " + " ".join(str(round(each, DECIMALS)) for each in shares_of(state)))
    return "\n".join(lines)
