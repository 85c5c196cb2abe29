// @ts-check
/** The names of the broken snippets, as addresses have them; snippets.json holds the snippets. */

export const SNIPPETS = [
  "two_axes",
  "channels_last",
  "colour_into_grey",
  "bytes",
  "doubles",
  "numpy_array",
  "pil_picture",
  "no_such_layer",
  "bias_slipped",
  "same_with_stride",
  "kernel_too_large",
  "pool_padding",
  "pooled_away",
  "flatten_size",
  "no_flatten",
  "batch_forgotten",
  "target_batch",
  "sizes_differ",
  "view_after_permute",
  "wrong_count",
  "shape_called",
  "norm_unbatched",
  "stack_sizes",
];
