"""Which test holds which fact: the first words of every line of the fact sheet, and the tests that hold it.

The sheet is kept beside the repository; its lines stand here, shortened, so that the table can be read alone.
"""

from tests.facts.other_sections import OTHER_SECTIONS

CONVOLUTION = "tests.facts.test_convolution"
POOLING = "tests.facts.test_pooling"
LIVE = "tests.facts.test_live_network"
WORDS = "tests.facts.test_messages"

# section, first words of the line, where, tests
Line = tuple[str, str, str, tuple[str, ...]]

EVERY_MESSAGE = (
    "test_torch_says_these_words",
    "test_cause_is_found_and_the_smallest_mend_is_offered",
    "test_every_mend_runs_by_itself_and_gives_the_shapes_it_promises",
)

FACTS: tuple[Line, ...] = (
    (
        "Convolution",
        "o = floor((i + 2p - d(k-1) - 1) / s) + 1 per axis",
        CONVOLUTION,
        (
            "test_formula_and_the_condition_for_an_error_on_9450_settings",
            "test_rectangular_sizes_follow_the_formula_on_each_axis",
            "test_truncating_towards_zero_gives_1_where_torch_refuses",
        ),
    ),
    (
        "Convolution",
        "The error message names the *effective* kernel",
        CONVOLUTION,
        (
            "test_message_names_the_effective_kernel",
            "test_padding_may_exceed_the_kernel_and_dilation_1_is_touching",
        ),
    ),
    ("Convolution", "No flip: an impulse through", CONVOLUTION, ("test_kernel_is_not_flipped",)),
    (
        "Convolution",
        "`padding='same'` needs stride 1",
        CONVOLUTION,
        (
            "test_same_padding_needs_stride_1_and_takes_any_kernel_and_dilation",
            "test_same_padding_puts_the_odd_zero_right_and_bottom",
            "test_same_in_tensorflow_is_another_rule",
        ),
    ),
    (
        "Convolution",
        "`padding=(1, 2)` = 1 above and below",
        CONVOLUTION,
        ("test_a_pair_is_height_then_width_and_pad_counts_from_the_right",),
    ),
    (
        "Convolution",
        "reflect padding: p < input; circular: p <= input",
        CONVOLUTION,
        (
            "test_how_far_each_padding_mode_reaches",
            "test_negative_padding_is_an_error_with_zeros_and_a_silent_crop_with_the_rest",
        ),
    ),
    (
        "Convolution",
        "(1,28,28) works unbatched; (28,28) fails",
        CONVOLUTION,
        (
            "test_which_inputs_a_layer_takes",
            "test_stride_0_and_padding_minus_1_pass_the_constructor_and_fail_at_the_call",
        ),
    ),
    (
        "Convolution",
        "Which pixels are never read",
        CONVOLUTION,
        (
            "test_pixels_never_read_are_the_last_remainder",
            "test_gaps_inside_need_a_stride_over_the_kernel_or_a_dilation_with_few_places",
            "test_how_many_pixels_of_28_by_28_are_never_read",
        ),
    ),
    (
        "Convolution",
        "Reads per pixel = gradient of the summed output",
        CONVOLUTION,
        ("test_reads_are_the_gradient_of_the_summed_output", "test_when_all_pixels_are_read_equally_often"),
    ),
    (
        "Convolution",
        "Shift by one at stride 2",
        CONVOLUTION,
        (
            "test_shift_by_one_changes_a_convolution_of_stride_2_and_by_two_does_not",
            "test_a_zero_padded_border_changes_a_shift",
        ),
    ),
    (
        "Convolution",
        "Two convolutions in a row with nothing between",
        CONVOLUTION,
        ("test_two_convolutions_are_one_without_padding_and_in_the_interior_with_it",),
    ),
    (
        "Convolution",
        "An RGB convolution = the sum of the per-channel results",
        CONVOLUTION,
        ("test_rgb_is_the_sum_of_its_channels_and_one_bias", "test_outputs_do_not_multiply"),
    ),
    (
        "Convolution",
        "`Conv2d(1,5,5)` starts uniform",
        CONVOLUTION,
        ("test_fresh_numbers_are_uniform_within_a_fifth",),
    ),
    (
        "Convolution",
        "Exactness: a float64 loop against torch float32",
        CONVOLUTION,
        (
            "test_how_exact_a_float64_loop_is",
            "test_flat_grey_under_a_zero_sum_kernel_may_miss_zero_and_is_shown_as_zero",
        ),
    ),
    (
        "Pooling",
        "The default stride is the kernel size",
        POOLING,
        ("test_stride_is_the_kernel_by_default", "test_there_is_no_same_padding"),
    ),
    (
        "Pooling",
        "p <= floor(k/2) is enforced",
        POOLING,
        ("test_padding_is_at_most_half_the_kernel_whatever_the_dilation",),
    ),
    (
        "Pooling",
        "`ceil_mode`: add s-1 before flooring",
        POOLING,
        ("test_ceil_mode_adds_and_drops_as_told", "test_a_window_may_be_larger_than_the_input"),
    ),
    (
        "Pooling",
        "Max pads with minus infinity",
        POOLING,
        ("test_max_pads_with_minus_infinity", "test_nan_wins_a_window"),
    ),
    (
        "Pooling",
        "Average counts explicit padding by default",
        POOLING,
        (
            "test_average_counts_padding_but_never_the_overhang",
            "test_divisor_override_divides_every_window_and_overrides_both",
        ),
    ),
    (
        "Pooling",
        "Argument order: `MaxPool2d(k, stride, padding, dilation",
        POOLING,
        ("test_order_of_arguments", "test_calling_the_class_builds_a_layer"),
    ),
    (
        "Pooling",
        "Ties: `max_pool2d` sends the gradient to the first",
        POOLING,
        (
            "test_ties_send_the_gradient_to_the_first_and_amax_splits_it",
            "test_indices_count_in_the_unpadded_map",
        ),
    ),
    (
        "Pooling",
        "ReLU and max pooling commute exactly",
        POOLING,
        ("test_relu_commutes_with_max_pooling_only",),
    ),
    (
        "Pooling",
        "Max pooling is not shift-invariant",
        POOLING,
        ("test_max_pooling_is_not_shift_invariant",),
    ),
    (
        "Pooling",
        "`AdaptiveAvgPool2d(1)` is global average pooling",
        POOLING,
        ("test_adaptive_average_of_1_is_global_pooling",),
    ),
    (
        "The live network",
        "Conv2d(1,5,5): 5x1x5x5 + 5 = 130 parameters",
        LIVE,
        (
            "test_parameters_of_the_convolution_and_of_its_dense_twin",
            "test_the_dense_twin_is_almost_all_zeros_and_shares_125_weights",
        ),
    ),
    (
        "The live network",
        "With ReLU, flatten and Linear(720, 10): 7,340 parameters",
        LIVE,
        (
            "test_parameters_of_the_whole_network",
            "test_one_pooled_cell_can_see_6_by_6_and_its_gradient_touches_5_by_5",
        ),
    ),
    (
        "The live network",
        "A tiny net trains 6-18 times faster",
        LIVE,
        ("test_one_thread_changes_nothing_but_the_time_of_a_tiny_net",),
    ),
    (
        "The live network",
        "A batch and a single picture differ by 5e-7",
        LIVE,
        ("test_a_batch_and_a_single_picture_agree_within_a_tolerance_only",),
    ),
    (
        "The live network",
        "Accuracy is a promise only if",
        LIVE,
        ("test_six_seeds_of_the_digits_recipe_and_the_one_that_validation_chose",),
    ),
    (
        "The live network",
        "The shipped digits filters are *readable by design*",
        LIVE,
        ("test_what_was_imposed_on_the_filters_and_what_plain_and_random_ones_read",),
    ),
    (
        "The live network",
        "A depthwise layer (80 parameters instead of 584)",
        LIVE,
        ("test_a_depthwise_layer_needs_a_1x1_convolution_to_mix_channels",),
    ),
    (
        "The live network",
        "28 -> 14 by pooling: (2, 2), but also (3, 2, padding 1)",
        LIVE,
        (
            "test_the_stride_halves_a_map_whatever_the_window",
            "test_a_mean_is_the_same_wherever_in_its_window_a_spot_stands",
        ),
    ),
    (
        "The live network",
        "Dropping decimals of the note's whole formula",
        LIVE,
        ("test_only_a_truncated_quotient_gives_1_where_no_window_fits",),
    ),
    ("PyTorch's own words", "1. `Expected 3D (unbatched) or 4D", WORDS, EVERY_MESSAGE),
    ("PyTorch's own words", "2. `Given groups=1, weight of size [5, 1, 5, 5]", WORDS, EVERY_MESSAGE),
    (
        "PyTorch's own words",
        "3. `... expected input[1, 3, 28, 28] to have 1 channels",
        WORDS,
        (*EVERY_MESSAGE, "test_3_can_also_be_mended_by_one_grey_channel"),
    ),
    ("PyTorch's own words", "4. `Input type (unsigned char) and bias type", WORDS, EVERY_MESSAGE),
    ("PyTorch's own words", "5. `Input type (double) and bias type", WORDS, EVERY_MESSAGE),
    ("PyTorch's own words", "6. `Calculated padded input size per channel", WORDS, EVERY_MESSAGE),
    (
        "PyTorch's own words",
        "7. `mat1 and mat2 shapes cannot be multiplied",
        WORDS,
        (*EVERY_MESSAGE, "test_7_can_also_be_mended_by_counting_again"),
    ),
    ("PyTorch's own words", "8. `module 'torch.nn' has no attribute 'Conv'`", WORDS, EVERY_MESSAGE),
    ("PyTorch's own words", "9. `padding='same' is not supported for strided", WORDS, EVERY_MESSAGE),
    ("PyTorch's own words", "10. `pad should be at most half of effective kernel", WORDS, EVERY_MESSAGE),
    ("PyTorch's own words", "11. `Given input size: (5x1x1)", WORDS, EVERY_MESSAGE),
    ("PyTorch's own words", "12. `conv2d() received an invalid combination", WORDS, EVERY_MESSAGE),
    ("PyTorch's own words", "13. the same `TypeError: conv2d() received", WORDS, EVERY_MESSAGE),
    (
        "PyTorch's own words",
        "Messages that list the allowed padding modes",
        WORDS,
        (
            "test_padding_modes_are_listed_as_a_set",
            "test_three_grey_pictures_are_silently_read_as_one_rgb_picture",
            "test_channels_last_can_run_silently",
            "test_permute_is_not_reshape",
        ),
    ),
    *OTHER_SECTIONS,
)
