"""The same sliding window as most Streamlit apps have it: st.slider, st.pyplot, a rerun for every change.

It is only measured beside ours: `python -m tests.bench.bench_figure`.
"""

import matplotlib.pyplot as plt
import numpy as np
import streamlit as st
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

ROWS = ("0220220", "2322222", "2322222", "2222222", "0222220", "0022200", "0002000")
HEART = np.array([[float(digit) for digit in row] for row in ROWS])

Numbers = NDArray[np.float64]


def show_numbers(axes: Axes, title: str, numbers: Numbers, colours: str) -> None:
    """Show a grid with its numbers."""
    axes.imshow(numbers, cmap=colours)
    axes.set_title(title)
    axes.set_xticks([])
    axes.set_yticks([])
    for (row, column), value in np.ndenumerate(numbers):
        if not np.isnan(value):
            axes.text(column, row, f"{value:g}", ha="center", va="center")


def draw(kernel_size: int, stride: int, padding: int, step: int) -> Figure:
    """Draw input, kernel and the output as far as the step has come."""
    layer = torch.nn.Conv2d(1, 1, kernel_size, stride, padding)
    kernel = torch.zeros(kernel_size, kernel_size)
    kernel[:, 0], kernel[:, -1] = 1, -1
    layer.weight.data[0, 0] = kernel
    layer.bias = torch.nn.Parameter(torch.ones(1))
    with torch.no_grad():
        output = layer(torch.tensor(HEART, dtype=torch.float32)[None])[0].double().numpy()
    output.reshape(-1)[step:] = np.nan
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(12, 4))
    padded = np.pad(HEART, padding)
    show_numbers(left, "Input", padded, "Greys_r")
    width = output.shape[1]
    row, column = divmod(min(step, output.size) - 1, width)
    corner = (column * stride - 0.5, row * stride - 0.5)
    left.add_patch(Rectangle(corner, kernel_size, kernel_size, fill=False, edgecolor="red", linewidth=3))
    show_numbers(middle, "Kernel", kernel.double().numpy(), "coolwarm")
    show_numbers(right, "Output", output, "coolwarm")
    return figure


def main() -> None:
    """Lay out the page."""
    st.title("Convolution")
    kernel_size = st.slider("Kernel size", 1, 5, 3)
    stride = st.slider("Stride", 1, 4, 1)
    padding = st.slider("Padding", 0, 2, 1)
    step = st.slider("Step", 1, 49, 23)
    play = st.button("Play")
    place = st.empty()
    for now in range(1, 50) if play else [step]:
        figure = draw(kernel_size, stride, padding, now)
        place.pyplot(figure)
        plt.close(figure)


if __name__ == "__main__":  # as which Streamlit runs a script
    main()
