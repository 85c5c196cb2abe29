"""What the convolution lesson says in numbers is what torch computes."""

from functools import partial

import pytest
import torch
import torch.nn.functional as F

from tests.lessons.spoken import both_say
from tests.oracle.asked import asked

START = asked("convolution")[0]["state"]
HEART = torch.tensor([[START["input"]]]).float()
EDGES = torch.tensor([[START["kernel"]]]).float()
COUNT = torch.arange(1.0, 10).reshape(1, 1, 3, 3)
SOBEL = torch.tensor([[[[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]]])
ONES = torch.ones(1, 1, 5, 5)


said = partial(both_say, "convolution")


def reads(size: int, stride: int, dilation: int = 1) -> torch.Tensor:
    x = torch.zeros(1, 1, size, size, requires_grad=True)
    F.conv2d(x, torch.ones(1, 1, 3, 3), stride=stride, dilation=dilation).sum().backward()
    assert x.grad is not None
    return x.grad[0, 0]


def test_a_colour_picture_has_27_products_and_one_bias() -> None:
    layer = torch.nn.Conv2d(3, 1, 3)
    assert said("saw", str(layer.weight.numel()))
    assert layer.bias is not None
    assert layer.bias.numel() == 1


def test_an_impulse_turns_the_kernel_round() -> None:
    impulse = torch.zeros(1, 1, 5, 5)
    impulse[0, 0, 2, 2] = 1
    trace = F.conv2d(impulse, COUNT, padding=1)[0, 0, 1:4, 1:4]
    assert torch.equal(trace, COUNT[0, 0].flip(0, 1))
    assert trace.flatten().tolist() == list(range(9, 0, -1))
    assert said("flip", "9", "180°")


def test_stride_2_leaves_16_of_49() -> None:
    assert F.conv2d(HEART, EDGES, padding=1).numel() == 49
    assert F.conv2d(HEART, EDGES, padding=1, stride=2).numel() == 16
    assert said("stride", "49", "16")


def test_stride_3_never_reads_13_pixels_and_dilation_leaves_gaps_inside() -> None:
    unread = reads(7, 3) == 0
    assert int(unread.sum()) == 13
    assert unread[-1].all()
    assert unread[:, -1].all()
    assert not unread[:-1, :-1].any()
    assert (reads(7, 2, dilation=2) == 0)[1:-1, 1:-1].any()
    assert said("stride", "13", "7×7")


def test_a_corner_is_read_once_and_the_middle_nine_times() -> None:
    counts = reads(5, 1)
    assert (int(counts[0, 0]), int(counts[2, 2])) == (1, 9)


def test_zeros_are_not_neutral_but_the_other_modes_are_silent() -> None:
    output = F.conv2d(ONES, SOBEL, padding=1)[0, 0]
    left = ", ".join(str(int(value)) for value in output[:, 0])
    assert said("padding", left)
    assert torch.equal(output[:, -1], -output[:, 0])
    for mode in ("reflect", "replicate", "circular"):
        assert not F.conv2d(F.pad(ONES, (1, 1, 1, 1), mode=mode), SOBEL).any()
        assert said("padding", mode)


@pytest.mark.parametrize(("step", "value"), [(15, "−8"), (21, "6"), (18, "0")])
def test_edges_of_the_heart(step: int, value: str) -> None:
    output = F.conv2d(HEART, EDGES, padding=1).flatten()
    assert int(output[step - 1]) == int(value.replace("−", "-"))
    assert said("silent", value, f"?padding=1&kernel_size=3&bias=0&step={step}")


def test_a_kernel_that_adds_up_to_1_leaves_a_flat_area() -> None:
    flat = torch.full((1, 1, 7, 7), 2.0)
    sharpen = torch.tensor([[[[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]]]])
    assert torch.equal(F.conv2d(flat, sharpen), torch.full((1, 1, 5, 5), 2.0))
    assert not F.conv2d(flat, EDGES).any()


def test_the_cell_of_the_formula() -> None:
    assert int(F.conv2d(HEART, EDGES, torch.ones(1), padding=1)[0, 0, 3, 1]) == -1
    assert said("formula", "y_{3,1} = 1 + (-2) = -1", "?padding=1&kernel_size=3&bias=1&step=23")
