"""Every wrong rule has a name, a number it gives, and settings where it is wrong."""

import random
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from cnn_core import GeometryError, receptive_fields
from cnn_core.misconceptions import SUBJECTS, diagnose

WINDOW = ((2, 0, 1), (1, 3, 0), (0, 1, 2))
KERNEL = ((1, 0, 1), (0, 1, 0), (1, 0, 2))

NOTE = (("Conv2d", 5, 5, 1, 0), ("MaxPool2d", None, 2, None, 0))
PADDED = (("Conv2d", 4, 3, 1, 1), ("MaxPool2d", None, 2, None, 0))

# question, wrong rule, settings, the number this rule gives (worked out by hand), the right one
EXAMPLES: list[tuple[str, str, tuple[Any, ...], object, object]] = [
    ("output_size", "padding_once", (32, 5, 1, 2), 30, 32),
    ("output_size", "padding_ignored", (32, 5, 1, 2), 28, 32),
    ("output_size", "forgot_plus_one", (28, 5), 23, 24),
    ("output_size", "ceil_not_floor", (64, 7, 2), 30, 29),
    ("output_size", "keeps_fraction", (64, 7, 2), 29.5, 29),
    ("output_size", "bracket_precedence", (227, 11, 4), 225, 55),
    ("output_size", "dilation_ignored", (28, 3, 1, 0, 2), 26, 24),
    ("output_size", "dilation_times_kernel", (28, 3, 1, 0, 2), 23, 24),
    ("output_size", "stride_ignored", (64, 7, 2), 58, 29),
    ("output_size", "stride_as_kernel", (28, 5), 5, 24),
    ("output_size", "size_kept_by_default", (28, 5), 28, 24),
    ("output_size", "truncated_to_zero", (2, 3, 2), 1, None),
    ("output_shape", "axes_swapped", ((32, 64), 3), (62, 30), (30, 62)),
    ("output_shape", "pairs_swapped", ((32, 64), 3, (1, 2), 1), (16, 64), (32, 32)),
    ("pooled_size", "pool_stride_is_one", (24, 2), 23, 12),
    ("pooled_size", "pool_stride_is_two", (24, 3), 11, 8),
    ("pooled_size", "pooling_always_halves", (24, 2, 1), 12, 23),
    ("pooled_size", "ceil_mode_ignored", (7, 2, None, 0, True), 3, 4),
    ("pooled_size", "subtract_kernel_only", (10, 2), 8, 5),
    ("flatten_size", "flatten_size_before_pool", (1, 28, NOTE), 2880, 720),
    ("flatten_size", "channels_forgotten", (1, 28, NOTE), 144, 720),
    ("flatten_size", "maps_only", (1, 28, NOTE), 5, 720),
    ("flatten_size", "one_side_only", (1, 28, NOTE), 60, 720),
    ("flatten_size", "pool_stride_is_one", (1, 28, NOTE), 2645, 720),
    ("flatten_size", "padding_ignored", (1, 8, PADDED), 36, 64),
    ("flatten_size", "forgot_plus_one", (1, 28, NOTE), 605, 720),
    ("flatten_size", "size_kept_by_default", (1, 28, NOTE), 980, 720),
    ("flatten_size", "ceil_not_floor", (1, 27, NOTE), 720, 605),
    ("flatten_size", "outputs_multiply", (3, 28, NOTE), 2160, 720),
    ("maps", "outputs_multiply", (3, 6), 18, 6),
    ("maps", "rgb_in_rgb_out", (3, 6), 3, 6),
    ("maps", "filters_make_one_map", (3, 6), 1, 6),
    ("parameters", "bias_forgotten", (1, 5, 5, 28), 125, 130),
    ("parameters", "bias_per_input_channel", (3, 8, 5, 28), 624, 608),
    ("parameters", "bias_per_weight", (1, 5, 5, 28), 250, 130),
    ("parameters", "bias_per_pixel", (1, 5, 5, 28), 3005, 130),
    ("parameters", "one_kernel_per_filter", (3, 8, 5, 28), 208, 608),
    ("parameters", "groups_ignored", (8, 8, 3, 28, 8), 584, 80),
    ("parameters", "weights_not_shared", (1, 5, 5, 28), 74_880, 130),
    ("parameters", "params_depend_on_image_size", (1, 5, 5, 28), 2_260_800, 130),
    ("cell", "kernel_flipped", (WINDOW, KERNEL), 10, 10),
    ("cell", "kernel_flipped", (((1, 0), (0, 0)), ((1, 2), (3, 4))), 4, 1),
    ("cell", "kernel_transposed", (((0, 1), (0, 0)), ((1, 2), (3, 4))), 3, 2),
    ("cell", "bias_forgotten", (WINDOW, KERNEL, -3), 10, 7),
    ("cell", "bias_per_product", (WINDOW, KERNEL, -3), -17, 7),
    ("cell", "window_sum_only", (WINDOW, KERNEL, 1), 11, 11),
    ("cell", "window_sum_only", (((1, 2), (3, 4)), ((1, 1), (1, 0))), 10, 6),
    ("cell", "kernel_sum_only", (WINDOW, KERNEL), 6, 10),
    ("cell", "products_are_output", (WINDOW, KERNEL), 2, 10),
    ("receptive_field", "receptive_field_is_kernel_size", (((3, 1), (3, 1)),), 3, 5),
    ("receptive_field", "receptive_field_is_first_kernel", (((5, 1), (2, 2)),), 5, 6),
    ("receptive_field", "receptive_fields_multiply", (((5, 1), (2, 2)),), 10, 6),
    ("receptive_field", "receptive_fields_add", (((3, 1), (3, 1)),), 6, 5),
    ("receptive_field", "strides_before_ignored", (((3, 2), (3, 1)),), 5, 7),
]


@pytest.mark.parametrize(("question", "rule", "settings", "wrong", "right"), EXAMPLES)
def test_rule_gives_the_number_worked_out_by_hand(
    question: str, rule: str, settings: tuple[Any, ...], wrong: object, right: object
) -> None:
    asked = SUBJECTS[question]
    assert asked.wrong[rule](*settings) == wrong
    if right is None:
        with pytest.raises(GeometryError):
            asked.right(*settings)
    else:
        assert asked.right(*settings) == right
    assert (rule in diagnose(wrong, question, *settings)) == (wrong != right)


def test_every_rule_has_an_example_where_it_is_wrong() -> None:
    rules = {(question, rule) for question, asked in SUBJECTS.items() for rule in asked.wrong}
    shown = {(question, rule) for question, rule, _, wrong, right in EXAMPLES if wrong != right}
    assert rules == shown
    assert len({rule for _, rule in rules}) >= 12


def test_right_answers_are_never_diagnosed() -> None:
    chance = random.Random("misconceptions")
    for _ in range(2000):
        settings = (chance.randint(6, 60), chance.randint(1, 5), chance.randint(1, 4), chance.randint(0, 3))
        right = SUBJECTS["output_size"].right(*settings)
        assert diagnose(right, "output_size", *settings) == []


def test_the_right_rules_are_torchs() -> None:
    chance = random.Random("right rules")
    for _ in range(200):
        groups = chance.choice([1, 2])
        read, made, size = groups * chance.randint(1, 3), groups * chance.randint(1, 3), chance.randint(1, 5)
        layer = nn.Conv2d(read, made, size, groups=groups)
        learned = sum(parameter.numel() for parameter in layer.parameters())
        assert SUBJECTS["parameters"].right(read, made, size, 28, groups) == learned
        assert SUBJECTS["maps"].right(read, made) == layer(torch.zeros(read, 9, 9)).shape[0]
        windows = [(chance.randint(1, 5), chance.randint(1, 3)) for _ in range(3)]
        field = receptive_fields([nn.MaxPool2d(kernel, stride) for kernel, stride in windows])[-1].size[0]
        assert SUBJECTS["receptive_field"].right(windows) == field
    window, kernel = torch.tensor(WINDOW), torch.tensor(KERNEL)
    assert SUBJECTS["cell"].right(WINDOW, KERNEL, 2) == F.conv2d(window[None, None], kernel[None, None]) + 2


def test_an_answer_of_no_rule_stays_without_a_name() -> None:
    assert diagnose(1234, "output_size", 28, 5) == []
