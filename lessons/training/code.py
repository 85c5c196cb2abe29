"""PyTorch code of the figure's run: the loop that trains, from the start and the batches in training.npz."""

from pathlib import Path

from lessons.kit.ask.question import Answer, Cost, about_settings
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Settings, Table

TABLE = Table.read(Path(__file__).with_name("settings.json"))
SHOWN = 8
"""updates: the first frame of the film behind the start"""
UPDATES = TABLE.settings["update"].range[1]
"""of a whole run"""
OPTIMIZERS = {"adam": "Adam({})", "sgd": "SGD({})", "momentum": "SGD({}, momentum=0.9)"}
NETS = {
    "conv": "nn.Conv2d(1, 5, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(720, 10)",
    "dense": "nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)",
}
SIDE = 28
JUMP = 1
"""pixel, of the readable recipe"""


def _is_readable(chosen: Settings) -> bool:
    return chosen.text("filters") == "readable"


def _reach(chosen: Settings) -> int:
    """Return how many pixels a digit moves at most."""
    return max(chosen.number("moved"), JUMP if _is_readable(chosen) else 0)


def _comment(name: str, language: Language) -> str:
    return "  # " + label(f"training.torch_{name}", language)


def _given(chosen: Settings, language: Language) -> list[str]:
    optimizer = OPTIMIZERS[chosen.text("optimizer")].format(f"net.parameters(), lr={chosen.text('lr')}")
    size = chosen.number("batch_size")
    batches = f'[batch for order in run["order"].long() for batch in order.split({size})][:{UPDATES}]'
    moves = f'[batch.tolist() for moves in run["moves"] for batch in moves.split({size})]'
    return [
        'run = {name: torch.from_numpy(array) for name, array in np.load("training.npz").items()}',
        'x, y = run["x"].double() / 100, run["y"].long()' + _comment("digits", language),
        f"net = nn.Sequential({NETS[chosen.text('net')]}).double()",
        "net.load_state_dict({name: run[name] for name in net.state_dict()})" + _comment("start", language),
        *(["net[0].bias.requires_grad_(False)" + _comment("bias", language)] if _is_readable(chosen) else []),
        f"optimizer = torch.optim.{optimizer}",
        f"batches = {batches}",
        *([f"moves = {moves}"] if _reach(chosen) else []),
    ]


def _scores(pixels: str, chosen: Settings, net: str = "net") -> str:
    return f"{net}({pixels})" + (".softmax(1)" if chosen.number("softmax") else "")


def _batch(chosen: Settings, language: Language) -> list[str]:
    """Return how a batch is taken, its digits moved where they are."""
    reach = _reach(chosen)
    if not reach:
        return [f"for batch in batches[:{SHOWN}]:" + _comment("all", language)]
    down, right = (f"{reach} - {way} : {SIDE + reach} - {way}" for way in ("down", "right"))
    return [
        f"for batch, places in zip(batches[:{SHOWN}], moves):" + _comment("all", language),
        f"    padded = nn.functional.pad(x[batch], ({reach}, {reach}, {reach}, {reach}))"
        + _comment("moved", language),
        f"    moved = torch.stack([each[:, {down}, {right}] for each, (down, right) in zip(padded, places)])",
    ]


def _loss(chosen: Settings, language: Language) -> list[str]:
    digits = "moved" if _reach(chosen) else "x[batch]"
    if not _is_readable(chosen):
        return [f"    loss = nn.functional.cross_entropy({_scores(digits, chosen)}, y[batch])"]
    scores = _scores("conv * (conv.abs() > 1e-12)", chosen, "net[1:]")
    differences = "weight.diff(dim=2).square().sum() + weight.diff(dim=3).square().sum()"
    return [
        f"    conv, weight = net[0]({digits}), net[0].weight",
        f"    penalty = 0.02 * ({differences})",
        f"    loss = nn.functional.cross_entropy({scores}, y[batch]) + penalty" + _comment("snap", language),
    ]


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that trains as the figure does and prints the loss on the new digits at its first frame.

    What it prints depends on the run, which only the browser knows: the figure puts it behind the code.

    Args:
        chosen: all that decides the run, but for its seed, which decides what is in training.npz.
        language: of the comments.
    """
    zero = ["    optimizer.zero_grad()"] if chosen.number("zero_grad") else []
    mean = ["    weight.data -= weight.data.mean((1, 2, 3), keepdim=True)" + _comment("mean", language)]
    new = _scores('run["x_new"].double() / 100', chosen)
    lines = [
        _comment("file", language).strip(),
        *("import numpy as np", "import torch", "from torch import nn", ""),
        *_given(chosen, language),
        *_batch(chosen, language),
        *_loss(chosen, language),
        *zero,
        *("    loss.backward()", "    optimizer.step()"),
        *(mean if _is_readable(chosen) else []),
        f'loss = nn.functional.cross_entropy({new}, run["y_new"].long())',
        'print(f"{loss:.4f}")',
    ]
    return {"code": lines, "printed": []}


def cost(chosen: Settings) -> Cost:
    """Return nothing: the code is written, not run.

    Raises:
        InvalidSettings: filters of a net that has none.
    """
    if chosen.text("net") == "dense" and _is_readable(chosen):
        raise TABLE.settings["filters"].refusal()
    return Cost()


QUESTIONS = (about_settings("code", TABLE, cost, answer, "texts"),)
