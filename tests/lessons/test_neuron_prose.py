"""What the neuron's page says in numbers is what torch computes."""

from functools import partial

import torch
from torch import nn

from cnn_core.matrix import as_matrix
from lessons.neuron.code import outputs_of
from tests.lessons.spoken import both_say
from tests.monkey.lessons.neuron_numbers import KERNELS, NOTE, TABLE

said = partial(both_say, "neuron")


def test_the_notes_window_gives_8_and_8_plus_bias_comes_out() -> None:
    picture, cross = (
        [row[at : at + size] for at in range(0, len(row), size)]
        for row, size in ((NOTE, 5), (KERNELS["cross"], 3))
    )
    start = {"input": picture, "kernel": cross, "shared": 1, "step": 5}
    for bias, relu, output in ((0, 0, 8), (-3, 0, 5), (-12, 1, 0), (-12, 0, -4)):
        assert outputs_of(TABLE.validate(start | {"bias": bias, "relu": relu}))[1, 1] == output
    assert said("saw", "[8](?bias=0&relu=0)", "−3", "−12", "−4")


def test_the_counts_are_those_of_the_layers() -> None:
    layer, dense = nn.Conv2d(1, 5, 5), nn.Linear(784, 2880)
    matrix = as_matrix(layer, (28, 28))
    weights, edges, distinct = dense.weight.numel(), len(matrix.rows), len(set(matrix.weight_index))
    counts = [sum(each.numel() for each in dense.parameters()), edges, distinct, edges // distinct]
    assert counts == [2_260_800, 72_000, 125, 576]
    assert sum(each.numel() for each in layer.parameters()) == 130
    assert said("counting", *(f"{count:,}" for count in counts), "130", "2,880 × 784")
    assert f"{100 * edges / weights:.2f}" == "3.19"
    assert said("counting", "3.19")


def test_nine_neurons_have_81_edges() -> None:
    assert len(as_matrix(nn.Conv2d(1, 1, 3), (5, 5)).rows) == 81
    assert said("sharing", "81")


def test_zero_padding_spoils_two_in_a_row_at_the_border_only() -> None:
    x, one, two = (torch.rand(1, 1, size, size, dtype=torch.float64) for size in (7, 3, 3))
    conv = nn.functional.conv2d
    kernel = conv(nn.functional.pad(one, (2, 2, 2, 2)), two.flip(2, 3))
    difference = (conv(conv(x, one, padding=1), two, padding=1) - conv(x, kernel, padding=2)).abs()[0, 0]
    assert difference[1:-1, 1:-1].max() < 1e-12
    assert difference.max() > 0.01
