"""Which test holds which fact, for the lecture note, a visitor's picture and what is believed or asked."""

NOTE = "tests.facts.test_note"
PICTURE = "tests.facts.test_picture"
CONVOLUTION = "tests.facts.test_convolution"
POOLING = "tests.facts.test_pooling"
WORDS = "tests.facts.test_messages"
FILES = "tests.cnn_core.test_pictures_files"
SHAPE = "tests.lessons.test_input_shape_prose"
OF_THE_NOTE = "What the lecture note says"
A_PICTURE = "A visitor's picture"

OTHER_SECTIONS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (OF_THE_NOTE, '"DNN" reads pixels 0-255', CONVOLUTION, ("test_which_inputs_a_layer_takes",)),
    (
        OF_THE_NOTE,
        "A DNN misses the whole picture",
        NOTE,
        ("test_a_dense_unit_reads_every_pixel_and_a_cell_of_a_map_only_its_window",),
    ),
    (
        OF_THE_NOTE,
        "A CNN overcomes tilt and bad centring",
        NOTE,
        (
            "test_a_map_moves_along_and_does_not_turn_along",
            "test_what_the_shipped_nets_reach_on_moved_and_turned_pictures",
        ),
    ),
    (
        OF_THE_NOTE,
        "A CNN overcomes tilt and bad centring",
        "tests.cnn_core.test_moved_accuracy",
        ("test_room_keeps_the_curve_flat_while_nothing_leaves_the_picture",),
    ),
    (OF_THE_NOTE, "convolution, activation, pooling", NOTE, ("test_pooling_is_the_subsampling",)),
    (
        OF_THE_NOTE,
        'multiply and sum "(element-wise)"',
        CONVOLUTION,
        ("test_kernel_is_not_flipped", "test_rgb_is_the_sum_of_its_channels_and_one_bias"),
    ),
    (
        OF_THE_NOTE,
        "padding = a band around the picture",
        "tests.lessons.test_convolution_prose",
        ("test_zeros_are_not_neutral_but_the_other_modes_are_silent",),
    ),
    (
        OF_THE_NOTE,
        "`Conv2d(in, out, k, stride=1, padding=0, bias=True)`",
        NOTE,
        ("test_order_of_the_arguments_of_a_convolution",),
    ),
    (
        OF_THE_NOTE,
        "dilation and groups are rarely used",
        "tests.facts.test_live_network",
        ("test_a_depthwise_layer_needs_a_1x1_convolution_to_mix_channels",),
    ),
    (OF_THE_NOTE, "`nn.Conv(1, 1, 3)`", WORDS, ("test_torch_says_these_words",)),
    (OF_THE_NOTE, "the input is N x C x H x W", CONVOLUTION, ("test_which_inputs_a_layer_takes",)),
    (
        OF_THE_NOTE,
        "output size formula, drop the decimals",
        CONVOLUTION,
        (
            "test_formula_and_the_condition_for_an_error_on_9450_settings",
            "test_rectangular_sizes_follow_the_formula_on_each_axis",
        ),
    ),
    (
        OF_THE_NOTE,
        "`torch.Tensor(1, 1, 227, 227)`",
        NOTE,
        ("test_a_tensor_by_its_sizes_is_uninitialised_memory",),
    ),
    (
        OF_THE_NOTE,
        "weight of a perceptron = values of the filter",
        "tests.lessons.test_neuron_prose",
        ("test_the_notes_window_gives_8_and_8_plus_bias_comes_out",),
    ),
    (
        OF_THE_NOTE,
        "pooling replaces the fully connected layer",
        "tests.cnn_core.test_pooling_nets",
        (
            "test_early_the_net_without_pooling_is_ahead_and_trained_out_neither_clearly_is",
            "test_the_net_without_pooling_has_a_larger_last_layer",
        ),
    ),
    (
        OF_THE_NOTE,
        "pooling replaces the fully connected layer",
        POOLING,
        ("test_adaptive_average_of_1_is_global_pooling",),
    ),
    (
        OF_THE_NOTE,
        "average / max pooling, `MaxPool2d(k, stride=None)`",
        POOLING,
        ("test_stride_is_the_kernel_by_default", "test_max_pads_with_minus_infinity"),
    ),
    (
        OF_THE_NOTE,
        "28 -> 24 -> 12 with 5 channels",
        NOTE,
        ("test_the_notes_network_gives_5_maps_of_12_and_has_no_classifier",),
    ),
    (
        OF_THE_NOTE,
        "The five exercises: 55x55",
        "tests.oracle.test_output_size",
        ("test_the_notes_five_have_the_answers_of_facts_and_torch",),
    ),
    (
        A_PICTURE,
        "PIL `.size` is (W, H)",
        PICTURE,
        ("test_size_is_width_and_height_and_an_array_is_the_other_way_round",),
    ),
    (A_PICTURE, "PIL `.size` is (W, H)", FILES, ("test_grey_is_pillows_weighted_sum",)),
    (
        A_PICTURE,
        "Call `ImageOps.exif_transpose` before anything else",
        FILES,
        ("test_exif_turn_is_followed", "test_transparency_is_laid_on_the_opposite_of_the_ink"),
    ),
    (
        A_PICTURE,
        "16-bit grey (`I;16`) clips at 255",
        FILES,
        (
            "test_sixteen_bits_are_divided_by_257_and_not_clipped",
            "test_a_palette_gives_colours_and_not_indices",
        ),
    ),
    (A_PICTURE, "16-bit grey (`I;16`) clips at 255", PICTURE, ("test_other_modes_are_other_arrays",)),
    (
        A_PICTURE,
        "`np.asarray(pil)` is read-only",
        PICTURE,
        ("test_an_array_of_a_picture_cannot_be_written_and_its_division_is_double",),
    ),
    (
        A_PICTURE,
        "`np.asarray(pil)` is read-only",
        SHAPE,
        ("test_bytes_wrap_and_division_changes_the_type",),
    ),
    (
        A_PICTURE,
        "MNIST is white on black",
        PICTURE,
        ("test_digits_are_white_on_black_and_are_not_read_the_other_way_round",),
    ),
    (
        "What even good sources get wrong",
        "CS231n calls W=10, F=3, S=2 invalid",
        NOTE,
        (
            "test_what_cs231n_and_others_call_impossible_is_floored",
            "test_a_stride_is_no_parameter_that_training_could_move",
        ),
    ),
    (
        "What even good sources get wrong",
        "CS231n calls W=10, F=3, S=2 invalid",
        CONVOLUTION,
        ("test_when_all_pixels_are_read_equally_often",),
    ),
    (
        "Misconceptions that quizzes must meet",
        "RGB in gives RGB out",
        NOTE,
        ("test_every_misconception_is_met_by_a_wrong_option_of_a_question",),
    ),
    (
        "What beginners ask most",
        "how `view` works 190k",
        SHAPE,
        ("test_what_is_asked_most_is_answered_by_a_link",),
    ),
)
