"""The settings of the convolution figure: its table, what together is no state, and what a state costs."""

from pathlib import Path

from cnn_core.geometry import output_shape
from cnn_core.refusals import GeometryError
from lessons.kit.ask.cost import Cost, cost_of_windows
from lessons.kit.settings.setting import InvalidSettings
from lessons.kit.settings.table import Settings, Table

TABLE = Table.read(Path(__file__).with_name("settings.json"))
SAMPLES = ("cat", "camera", "coffee", "brick")
OWN = "photo"


def size_of(chosen: Settings) -> tuple[int, int]:
    """Return height and width of the input."""
    return chosen.number("height"), chosen.number("width")


def is_photo(chosen: Settings) -> bool:
    """Return whether the input is a photo, whose pixels are no numbers of the settings."""
    return chosen["input"] in {*SAMPLES, OWN}


def output_of(chosen: Settings) -> tuple[int, int]:
    """Return height and width of what comes out.

    Raises:
        InvalidSettings: the grids are not as large as the settings say, or nothing comes out.
    """
    TABLE.hold_size(chosen, "kernel", chosen.pair("kernel_size"))
    if not is_photo(chosen):
        TABLE.hold_size(chosen, "input", size_of(chosen))
    stride, padding, dilation = (chosen.number(name) for name in ("stride", "padding", "dilation"))
    windows = (chosen.pair("kernel_size"), stride, padding, dilation, chosen.text("padding_mode"))
    try:
        height, width = output_shape(size_of(chosen), *windows)
    except GeometryError as error:
        raise InvalidSettings("no_output") from error
    if chosen.number("step") > height * width:
        raise TABLE.settings["step"].refusal()
    return height, width


def cost(chosen: Settings) -> Cost:
    """Return what an answer costs; settings without one are refused here, before anything runs.

    Raises:
        InvalidSettings: they have none.
    """
    output_of(chosen)
    padding = chosen.number("padding")
    return cost_of_windows(size_of(chosen), chosen.pair("kernel_size"), (padding, padding))
