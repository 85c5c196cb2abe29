"""The laboratory in PyTorch: the net of the chosen row answers the picture on the screen."""

import numpy as np
import torch

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import moved, shuffled, turned
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.why_cnn.nets import SAMPLES, SHOWN_SEED
from lessons.why_cnn.state import State

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


def shares_of(state: State) -> list[float]:
    """Return the shares of cat and dog that the chosen net gives the picture, computed by torch."""
    index = SAMPLES[state.picture]
    picture = turned(held_out()[0][index : index + 1], state.rotate)
    picture = moved(picture, np.array([state.down]), np.array([state.right]))
    picture = shuffled(picture) if state.shuffle else picture
    net = with_weights(state.net, load_hundredths(state.net, SHOWN_SEED, state.practised))
    with torch.no_grad():
        return net(torch.tensor(picture)[:, None]).softmax(1)[0].tolist()


def _changes(state: State, language: Language) -> list[str]:
    degrees, way = label("torch.why_degrees", language), label("torch.why_way", language)
    by = f"np.array([{state.down}]), np.array([{state.right}])"
    lines = [f"pixels = turned(pixels, {state.rotate})  # {degrees}"] if state.rotate else []
    lines += [f"pixels = moved(pixels, {by})  # {way}"] if state.right or state.down else []
    lines += ["pixels = shuffled(pixels)  # " + label("torch.why_order", language)] if state.shuffle else []
    return lines


def code_of(state: State, language: Language) -> str:
    """Return code that gives the picture to the net of the chosen row and prints cat's and dog's share.

    Args:
        state: what the figure shows.
        language: of the comments.
    """
    is_own = state.picture == OWN
    changes = _changes(state, language)
    used = [name for name in ("moved", "shuffled", "turned") if any(f"{name}(" in line for line in changes)]
    imports = [f"from cnn_core.moved_pictures import {', '.join(used)}"] if used else []
    imports += ["from cnn_core.three_nets import load_hundredths"]
    if is_own:
        picture = ["pixels = np.random.rand(1, 28, 28)  # " + label("torch.picture", language)]
    else:
        imports = ["from cnn_core.moved_accuracy import held_out", *imports]
        which, comment = SAMPLES[state.picture], label("torch.held_out", language)
        picture = ["pixels, _ = held_out()", f"pixels = pixels[{which}:{which + 1}]  # {comment}"]
    head = ["import numpy as np"] if is_own or "moved" in used else []
    lines = [*head, "import torch", "from torch import nn", "# " + label("torch.repository", language)]
    lines += [*imports, "", *picture, *changes]
    lines += [f"x = torch.tensor(pixels)[:, None]  # {label('torch.axes', language)}", "net = nn.Sequential("]
    lines += [f"    {each}" for each in LAYERS[state.net]]
    lines += [").double()"]
    call = f'load_hundredths("{state.net}", seed={SHOWN_SEED}, practice="{state.practised}")'
    lines += [f"weights = {call}"]
    lines += ["net.load_state_dict({name: torch.tensor(each / 100) for name, each in weights.items()})"]
    lines += ["with torch.no_grad():", "    cat, dog = net(x).softmax(1)[0]"]
    lines += [f"print(round(cat.item(), {DECIMALS}), round(dog.item(), {DECIMALS}))"]
    if not is_own:
        lines.append("# " + " ".join(str(round(each, DECIMALS)) for each in shares_of(state)))
    return "\n".join(lines)
