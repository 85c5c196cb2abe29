"""Lines 1 to 40 of the sheet about gradients (`learning/facts.md`), each held by a test of this table."""

from importlib import import_module

CONVOLUTION = "tests.facts.test_way_back_convolution"
OTHERS = "tests.facts.test_way_back"
LIVE = "tests.facts.test_way_back_live"
LINES: dict[int, tuple[str, ...]] = {
    1: (CONVOLUTION, "test_a_gradient_has_the_shape_of_its_number"),
    2: (CONVOLUTION, "test_backward_starts_from_one_number"),
    3: (CONVOLUTION, "test_what_is_used_several_times_gets_the_sum"),
    4: (CONVOLUTION, "test_grad_stays_none_on_what_is_no_leaf"),
    5: (CONVOLUTION, "test_the_bias_gets_the_sum_over_places_and_batch"),
    6: (CONVOLUTION, "test_a_weight_gets_gradient_times_the_pixel_that_it_stood_on"),
    7: (CONVOLUTION, "test_the_weights_gradient_is_a_correlation_of_picture_and_gradient"),
    8: (LIVE, "test_of_576_products_42_are_not_0"),
    9: (CONVOLUTION, "test_a_window_pastes_the_kernel_as_it_stands"),
    10: (CONVOLUTION, "test_the_pixels_gather_with_the_kernel_turned_by_half"),
    11: (CONVOLUTION, "test_the_matrix_is_turned_over_on_the_way_back"),
    12: (CONVOLUTION, "test_torch_calls_it_a_transposed_convolution"),
    13: (CONVOLUTION, "test_a_pixel_that_is_never_read_gets_0"),
    14: (CONVOLUTION, "test_padding_that_copies_hands_back_to_what_it_copies"),
    15: (CONVOLUTION, "test_pixels_between_the_taps_get_nothing"),
    16: (CONVOLUTION, "test_groups_hear_only_their_own_channels"),
    17: (CONVOLUTION, "test_a_filter_hears_only_its_own_map"),
    18: (CONVOLUTION, "test_a_kernel_that_is_alike_after_half_a_turn_hides_the_turning"),
    19: (OTHERS, "test_relu_lets_pass_and_scales_nothing"),
    20: (OTHERS, "test_at_exactly_0_the_slope_is_a_choice"),
    21: (LIVE, "test_cells_of_the_shipped_net_stand_at_0"),
    22: (OTHERS, "test_a_filter_that_is_never_above_0_gets_nothing"),
    23: (OTHERS, "test_the_winner_gets_all_and_of_a_tie_the_first"),
    24: (OTHERS, "test_amax_shares_a_tie"),
    25: (OTHERS, "test_four_cells_not_above_0_let_nothing_through"),
    26: (OTHERS, "test_relu_and_max_pooling_change_places"),
    27: (OTHERS, "test_an_average_shares_and_padding_may_take_its_part"),
    28: (OTHERS, "test_a_global_average_gives_every_cell_the_same"),
    29: (OTHERS, "test_dropout_lets_back_what_it_let_through"),
    30: (OTHERS, "test_a_linear_weight_gets_its_input_times_what_came_back"),
    31: (OTHERS, "test_scores_get_probability_minus_one_hot"),
    32: (OTHERS, "test_the_mean_divides_by_the_batch_and_the_sum_does_not"),
    33: (OTHERS, "test_mse_divides_by_all_numbers_and_half_the_square_has_the_difference"),
    34: (OTHERS, "test_ten_equal_scores_start_at_2_3026"),
    35: (OTHERS, "test_who_is_sure_and_right_learns_little"),
    36: (OTHERS, "test_ten_times_the_nudge_misses_by_a_hundred_times"),
    37: (LIVE, "test_a_large_nudge_of_the_live_net_misses"),
    38: (LIVE, "test_float32_is_too_coarse_for_a_small_nudge"),
    39: (OTHERS, "test_at_a_kink_only_one_side_obeys"),
    40: (
        LIVE,
        "test_a_bias_moved_up_meets_kinks_and_moved_down_obeys",
        "test_background_pixels_stand_at_kinks_and_inked_ones_do_not",
    ),
}


def test_every_line_is_held_and_every_test_holds_one() -> None:
    assert list(LINES) == list(range(1, 41))
    for where in (CONVOLUTION, OTHERS, LIVE):
        tests = {name for name in vars(import_module(where)) if name.startswith("test_")}
        assert tests == {test for module, *named in LINES.values() if module == where for test in named}
