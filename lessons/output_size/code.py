"""PyTorch code for exactly the layer of the figure, with what it prints: torch says it."""

from pathlib import Path

from lessons.kit.ask.question import Answer, Cost, about_settings, cost_of_windows
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.layer_form.torch_says import torch_says
from lessons.kit.settings.table import Settings, Table, call_of

TABLE = Table.read(Path(__file__).with_name("settings.json"))


def _shape(chosen: Settings) -> tuple[int, int, int, int]:
    return 1, 1, chosen.number("height"), chosen.number("width")


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that builds the layer, runs it and prints the shape, or torch's refusal.

    Args:
        chosen: what the figure shows, by PyTorch's names.
        language: of the comments.
    """
    call = call_of(TABLE, chosen)
    said = torch_says(call, _shape(chosen))
    runs = [f"layer = {call.code}", "print(tuple(layer(image).shape))"]
    if said.message:
        runs = ["try:", *(f"    {line}" for line in runs)]
        runs += ["except (RuntimeError, ValueError) as refused:", "    print(refused)"]
    axes = label("size.axes", language)
    image = f"image = torch.zeros{_shape(chosen)}  # {axes}"
    code = ["import torch", "from torch import nn", "", image, *runs]
    return {"code": code, "printed": [said.message or str(said.shape)], "message": said.message}


def cost(chosen: Settings) -> Cost:
    """Return what an answer costs: the layer runs once.

    Raises:
        InvalidSettings: a pooling with padding='same', which the figure cannot have.
    """
    is_same = chosen["padding"] == "same"
    if is_same and chosen.text("layer") == "MaxPool2d":
        raise TABLE.settings["padding"].refusal()
    (tall, wide), dilation = chosen.pair("kernel_size"), chosen.number("dilation")
    size = (chosen.number("height"), chosen.number("width"))
    padding = (dilation * tall, dilation * wide) if is_same else chosen.pair("padding")
    return cost_of_windows(size, (tall, wide), padding)


QUESTIONS = (about_settings("code", TABLE, cost, answer),)
