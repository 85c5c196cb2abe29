"""PyTorch code of the figure's run: the loop that trains, from the start and the batches in training.npz."""

from pathlib import Path

from lessons.kit.ask.cost import Cost
from lessons.kit.ask.question import Answer, about_settings
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Settings, Table

TABLE = Table.read(Path(__file__).with_name("settings.json"))
SHOWN = 8
"""updates: the first frame of the film behind the start"""
OPTIMIZERS = {"adam": "Adam({})", "sgd": "SGD({})", "momentum": "SGD({}, momentum=0.9)"}
NET = "nn.Sequential(nn.Conv2d(1, 5, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(720, 10))"
PLACE = ":, 1 - down : 29 - down, 1 - right : 29 - right"


def _comment(name: str, language: Language) -> str:
    return "  # " + label(f"training.torch_{name}", language)


def _given(chosen: Settings, language: Language, *, is_readable: bool) -> list[str]:
    optimizer = OPTIMIZERS[chosen.text("optimizer")].format(f"net.parameters(), lr={chosen.text('lr')}")
    size = chosen.number("batch_size")
    batches = f'[batch for order in run["order"].long() for batch in order.split({size})]'
    moves = f'[batch.tolist() for moves in run["moves"] for batch in moves.split({size})]'
    return [
        'run = {name: torch.from_numpy(array) for name, array in np.load("training.npz").items()}',
        'x, y = run["x"].double() / 100, run["y"].long()' + _comment("digits", language),
        f"net = {NET}.double()",
        "net.load_state_dict({name: run[name] for name in net.state_dict()})" + _comment("start", language),
        *(["net[0].bias.requires_grad_(False)" + _comment("bias", language)] if is_readable else []),
        f"optimizer = torch.optim.{optimizer}",
        f"batches = {batches}",
        *([f"moves = {moves}"] if is_readable else []),
    ]


def _scores(pixels: str, chosen: Settings, net: str = "net") -> str:
    return f"{net}({pixels})" + (".softmax(1)" if chosen.number("softmax") else "")


def _plain_loop(chosen: Settings, language: Language) -> list[str]:
    return [
        f"for batch in batches[:{SHOWN}]:" + _comment("all", language),
        f"    loss = nn.functional.cross_entropy({_scores('x[batch]', chosen)}, y[batch])",
    ]


def _readable_loop(chosen: Settings, language: Language) -> list[str]:
    scores = _scores("conv * (conv.abs() > 1e-12)", chosen, "net[1:]")
    differences = "weight.diff(dim=2).square().sum() + weight.diff(dim=3).square().sum()"
    return [
        f"for batch, places in zip(batches[:{SHOWN}], moves):" + _comment("all", language),
        "    padded = nn.functional.pad(x[batch], (1, 1, 1, 1))" + _comment("moved", language),
        f"    moved = torch.stack([each[{PLACE}] for each, (down, right) in zip(padded, places)])",
        "    conv, weight = net[0](moved), net[0].weight",
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
    is_readable = chosen.text("filters") == "readable"
    loop = _readable_loop(chosen, language) if is_readable else _plain_loop(chosen, language)
    zero = ["    optimizer.zero_grad()"] if chosen.number("zero_grad") else []
    mean = ["    weight.data -= weight.data.mean((1, 2, 3), keepdim=True)" + _comment("mean", language)]
    new = _scores('run["x_new"].double() / 100', chosen)
    lines = [
        *("import numpy as np", "import torch", "from torch import nn", ""),
        *_given(chosen, language, is_readable=is_readable),
        *loop,
        *zero,
        *("    loss.backward()", "    optimizer.step()"),
        *(mean if is_readable else []),
        f'loss = nn.functional.cross_entropy({new}, run["y_new"].long())',
        'print(f"{loss:.4f}")',
    ]
    return {"code": lines, "printed": []}


def cost(_chosen: Settings) -> Cost:
    """Return nothing: the code is written, not run."""
    return Cost()


QUESTIONS = (about_settings("code", TABLE, cost, answer, "texts"),)
