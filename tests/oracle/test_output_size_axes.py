"""One axis counted: its size, its refusals and the pixels that are never read are torch's."""

import random
from pathlib import Path

import pytest

from tests.facts.said_by_torch import reads
from tests.oracle import twin
from tests.oracle.planted import Fault, caught
from tests.oracle.test_output_size import FEW, MODEL, Json
from tests.oracle.test_signatures import torch_of
from tests.oracle.twin import LESSONS

REFUSED = 2000


def random_axes(chance: random.Random) -> list[Json]:
    """Return the settings of height and width, legal or not."""
    layer = chance.choice(["Conv2d", "MaxPool2d"])
    shared = {
        "layer": layer,
        "dilation": chance.randint(1, 3),
        "ceil_mode": layer == "MaxPool2d" and chance.random() < 0.5,
    }
    is_same = layer == "Conv2d" and chance.random() < 0.2
    return [
        shared
        | {
            "input_size": chance.randint(1, 12),
            "kernel_size": chance.randint(1, 5),
            "stride": chance.randint(1, 4),
            "padding": "same" if is_same else chance.randint(0, 3),
        }
        for _ in "hw"
    ]


def torch_shape(axes: list[Json]) -> list[int] | None:
    """Return the size that torch gives; None where it refuses."""
    pairs = {name: tuple(axis[name] for axis in axes) for name in ("kernel_size", "stride", "padding")}
    settings: dict[str, Json] = pairs | {"dilation": axes[0]["dilation"]}
    if axes[0]["padding"] == "same":
        settings["padding"] = "same"
    own = "1, 1" if axes[0]["layer"] == "Conv2d" else f"ceil_mode={axes[0]['ceil_mode']}"
    sides = (axis["input_size"] for axis in axes)
    made = torch_of(f"nn.{axes[0]['layer']}({own}, **{settings})", (1, 1, *sides)).output
    return None if made is None else [*made[2:]]


@pytest.mark.slow
def test_sizes_are_torchs_and_what_torch_refuses_has_none() -> None:
    chance = random.Random("refusals")
    cases = [random_axes(chance) for _ in range(REFUSED)]
    calls = [("countAxis", [axis]) for case in cases for axis in case]
    counted = twin.answers(calls, LESSONS / MODEL)
    refused = set[str]()
    for case, down, across in zip(cases, counted[::2], counted[1::2], strict=True):
        reasons = [axis["refused"]["reason"] for axis in (down, across) if axis["refused"]]
        sizes = None if reasons else [down["size"], across["size"]]
        assert sizes == torch_shape(case), case
        refused |= set(reasons)
    assert len(refused) == 4


def never_read(axis: Json) -> list[int]:
    """Return the pixels without a gradient, when all weights are ones."""
    names = ("input_size", "kernel_size", "stride", "padding", "dilation")
    return [at for at, column in enumerate(reads(*(axis[name] for name in names)).T) if not column.any()]


def test_pixels_that_are_never_read_have_no_gradient() -> None:
    chance = random.Random("unread")
    axes = [axis for _ in range(FEW) for axis in random_axes(chance)]
    axes = [axis | {"layer": "Conv2d", "ceil_mode": False} for axis in axes if axis["padding"] != "same"]
    counted = twin.answers([("countAxis", [axis]) for axis in axes], LESSONS / MODEL)
    possible = [(axis, given) for axis, given in zip(axes, counted, strict=True) if not given["refused"]]
    assert len(possible) > FEW
    for axis, given in possible:
        assert given["unread"] == never_read(axis), axis


NOTE = [["Conv2d", 5, 5, 1, 0], ["MaxPool2d", None, 2, None, 0]]
PADDED = [["Conv2d", 4, 3, 1, 1], ["MaxPool2d", None, 2, None, 0]]
WORKED: list[tuple[str, str, list[Json], Json, Json]] = [
    ("output_size", "padding_once", [32, 5, 1, 2], 30, 32),
    ("output_size", "padding_ignored", [32, 5, 1, 2], 28, 32),
    ("output_size", "forgot_plus_one", [28, 5], 23, 24),
    ("output_size", "ceil_not_floor", [64, 7, 2], 30, 29),
    ("output_size", "keeps_fraction", [64, 7, 2], 29.5, 29),
    ("output_size", "bracket_precedence", [227, 11, 4], 225, 55),
    ("output_size", "dilation_ignored", [28, 3, 1, 0, 2], 26, 24),
    ("output_size", "dilation_times_kernel", [28, 3, 1, 0, 2], 23, 24),
    ("output_size", "stride_ignored", [64, 7, 2], 58, 29),
    ("output_size", "stride_as_kernel", [28, 5], 5, 24),
    ("output_size", "size_kept_by_default", [28, 5], 28, 24),
    ("output_size", "truncated_to_zero", [2, 3, 2], 1, None),
    ("output_size", "padding_once", [30, 3, 2, 2, 3], 13, 14),
    ("output_size", "padding_ignored", [30, 3, 2, 2, 3], 12, 14),
    ("output_size", "forgot_plus_one", [30, 3, 2, 2, 3], 13, 14),
    ("output_size", "dilation_ignored", [30, 3, 2, 2, 3], 16, 14),
    ("output_size", "stride_ignored", [30, 3, 2, 2, 3], 28, 14),
    ("output_size", "stride_as_kernel", [30, 3, 2, 2, 3], 10, 14),
    ("output_shape", "axes_swapped", [[32, 64], [3, 3]], [62, 30], [30, 62]),
    ("output_shape", "pairs_swapped", [[32, 64], [3, 3], [1, 2], [1, 1]], [16, 64], [32, 32]),
    ("pooled_size", "pool_stride_is_one", [24, 2], 23, 12),
    ("pooled_size", "pool_stride_is_two", [24, 3], 11, 8),
    ("pooled_size", "pooling_always_halves", [24, 2, 1], 12, 23),
    ("pooled_size", "ceil_mode_ignored", [7, 2, None, 0, True], 3, 4),
    ("pooled_size", "subtract_kernel_only", [10, 2], 8, 5),
    ("pooled_size", "pool_stride_is_one", [15, 3, None, 1, True], 15, 6),
    ("pooled_size", "pool_stride_is_two", [15, 3, None, 1, True], 8, 6),
    ("pooled_size", "ceil_mode_ignored", [15, 3, None, 1, True], 5, 6),
    ("flatten_size", "flatten_size_before_pool", [1, 28, NOTE], 2880, 720),
    ("flatten_size", "channels_forgotten", [1, 28, NOTE], 144, 720),
    ("flatten_size", "maps_only", [1, 28, NOTE], 5, 720),
    ("flatten_size", "one_side_only", [1, 28, NOTE], 60, 720),
    ("flatten_size", "pool_stride_is_one", [1, 28, NOTE], 2645, 720),
    ("flatten_size", "padding_ignored", [1, 8, PADDED], 36, 64),
    ("flatten_size", "forgot_plus_one", [1, 28, NOTE], 605, 720),
    ("flatten_size", "size_kept_by_default", [1, 28, NOTE], 980, 720),
    ("flatten_size", "ceil_not_floor", [1, 27, NOTE], 720, 605),
    ("flatten_size", "outputs_multiply", [3, 28, NOTE], 2160, 720),
]
"""subject, rule, settings, the number that the rule gives (worked out by hand), the right one"""


MISCONCEPTIONS = "output_size/model/misconceptions.js"
FAULTS = [
    Fault(MISCONCEPTIONS, "places(i + p - effectiveK", "places(i + 2 * p - effectiveK"),
    Fault(MISCONCEPTIONS, "places(i + 2 * p - k, s)", "places(i + 2 * p - k - 1, s)"),
]


def otherwise(lessons: Path = LESSONS) -> set[str]:
    """Return the rules that give another number than was worked out, or are not named, or are not there."""
    calls: list[tuple[str, list[Json]]] = []
    for subject, _, settings, wrong, right in WORKED:
        calls.append(("givenByRules", [subject, *settings]))
        calls += [("diagnose", [answer, subject, *settings]) for answer in (wrong, right, 1234)]
    answers = iter(twin.answers(calls, lessons / MODEL))
    found, known = set[str](), set[tuple[str, str]]()
    for subject, rule, _, wrong, _ in WORKED:
        given, named, *nobodys = (next(answers) for _ in range(4))
        if given[rule] != wrong or rule not in named or nobodys != [[], []]:
            found.add(rule)
        known |= {(subject, name) for name in given}
    return found | {rule for _, rule in known ^ {(subject, rule) for subject, rule, *_ in WORKED}}


def test_rules_give_the_numbers_worked_out_by_hand() -> None:
    assert otherwise() == set()


test_planted_fault_in_a_rule_is_caught = caught(FAULTS, otherwise)
