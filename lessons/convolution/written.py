"""What is written beside the grids: the sum of the products, and the layer as a line of PyTorch."""

from collections.abc import Iterator

from cnn_core.convolution import ConvolutionStep
from cnn_core.geometry import as_pair
from cnn_core.rounding import format_number
from lessons.convolution.sliding import State
from lessons.kit.export.drawing import Box, Shape, Text
from lessons.kit.export.number_grid import DIGIT_WIDTH
from lessons.kit.grid.scale import LINE, STEP, Colours, as_rgb, ink_on

HEIGHT = 132
NARROW = 250  # px
MOST_LINES = 3
LINE_HEIGHT = 20
SIZE, RESULT_SIZE = 13, 18
CODE_WIDTH = 0.603  # of the size, in DejaVu Sans Mono


def signed(value: float) -> str:
    """Return a further term of a sum: " − 2" or " + 0"."""
    return f"− {format_number(-value)}" if value < 0 else f"+ {format_number(value)}"


def sum_lines(products: list[float], total: float, width: float) -> list[str]:
    """Return the sum term by term in lines of that many pixels; only the total if it would take too many."""
    characters = int(width / (DIGIT_WIDTH * SIZE))
    terms = [*map(signed, products), f"= {format_number(total)}"]
    if products:
        terms[0] = format_number(products[0])
    lines = [""]
    for term in terms:
        if lines[-1] and len(lines[-1]) + 1 + len(term) > characters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {term}".strip()
    return lines if products and len(lines) <= MOST_LINES else [f"Σ = {format_number(total)}"]


def sum_of(
    step: ConvolutionStep, colour: Colours, corner: tuple[float, float], width: float
) -> Iterator[Shape]:
    """Return the sum, and below it sum + bias = output in the output's colour; where it is narrow in two."""
    x, y = corner
    total = float(step.channel_sums.sum())
    is_narrow = width < NARROW
    terms = [] if is_narrow else list(map(float, step.products.flatten()))
    for number, line in enumerate(sum_lines(terms, total, width)):
        yield Text(x, y + 10 + number * LINE_HEIGHT, line, SIZE, anchor="start")
    middle = y + (1 if is_narrow else MOST_LINES) * LINE_HEIGHT + 40
    yield Box(x, middle - 34, width, 1, LINE)
    left = f"{format_number(total)} {signed(step.bias)} ="
    result, ground = format_number(step.output), as_rgb(colour)
    box_width = max(44.0, DIGIT_WIDTH * RESULT_SIZE * len(result) + 14)
    room = width if is_narrow else width - box_width - 10
    size = min(16.0, room / (DIGIT_WIDTH * len(left)))
    yield Text(x, middle, left, size, anchor="start")
    box_left = x + 4 if is_narrow else x + DIGIT_WIDTH * size * len(left) + 10
    top = middle + (25 if is_narrow else -23)
    yield Box(box_left - 3, top, box_width + 6, 46, ground, STEP, 3)
    yield Text(box_left + box_width / 2, top + 23, result, RESULT_SIZE, ink_on(ground), bold=True)


def argument(value: int | tuple[int, int]) -> str:
    """Return a setting as PyTorch takes it: one number for both axes where it can."""
    down, across = as_pair(value, "setting")
    return str(down) if down == across else f"({down}, {across})"


def code(state: State) -> str:
    """Return the layer in PyTorch's words; what is rarely set stands there only if it is."""
    settings = {
        "kernel_size": argument(state.kernel_size),
        "stride": argument(state.stride),
        "padding": argument(state.padding),
    }
    if argument(state.dilation) != "1":
        settings["dilation"] = argument(state.dilation)
    if state.padding_mode != "zeros":
        settings["padding_mode"] = f'"{state.padding_mode}"'
    if state.bias == 0:
        settings["bias"] = "False"
    return f"nn.Conv2d(1, 1, {', '.join(f'{name}={value}' for name, value in settings.items())})"
