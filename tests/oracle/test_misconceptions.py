"""Every wrong rule of /output-size gives the number that was worked out by hand, and is named for it."""

from tests.oracle import twin
from tests.oracle.test_output_size import LESSONS, MODEL, Json

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
    ("output_shape", "axes_swapped", [[32, 64], [3, 3]], [62, 30], [30, 62]),
    ("output_shape", "pairs_swapped", [[32, 64], [3, 3], [1, 2], [1, 1]], [16, 64], [32, 32]),
    ("pooled_size", "pool_stride_is_one", [24, 2], 23, 12),
    ("pooled_size", "pool_stride_is_two", [24, 3], 11, 8),
    ("pooled_size", "pooling_always_halves", [24, 2, 1], 12, 23),
    ("pooled_size", "ceil_mode_ignored", [7, 2, None, 0, True], 3, 4),
    ("pooled_size", "subtract_kernel_only", [10, 2], 8, 5),
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


def test_rules_give_the_numbers_worked_out_by_hand() -> None:
    calls: list[tuple[str, list[Json]]] = []
    for subject, _, settings, wrong, right in WORKED:
        calls.append(("givenByRules", [subject, *settings]))
        calls += [("diagnose", [answer, subject, *settings]) for answer in (wrong, right, 1234)]
    answers = iter(given["answer"] for given in twin.run(calls, LESSONS / MODEL))
    known = set[tuple[str, str]]()
    for subject, rule, _, wrong, _ in WORKED:
        given, named, *nobodys = (next(answers) for _ in range(4))
        assert given[rule] == wrong, rule
        assert rule in named
        assert nobodys == [[], []]
        known |= {(subject, name) for name in given}
    assert known == {(subject, rule) for subject, rule, *_ in WORKED}
