/** What may help when PyTorch refuses: for each reason the smallest changes. */

import { fixesOf } from "../../kit/layer_form/torch_words.js";
import { borderOf, refusalOf, spanOf } from "./layer.js";
import { table } from "./limits.js";

/** @import { Settings } from "./limits.js" */
/** @typedef {Partial<Settings>} Changes */

/** @param {number} a @param {number} b @returns {number} */
const commonDivisor = (a, b) => (b === 0 ? a : commonDivisor(b, a % b));

/** @param {Settings} chosen @returns {Changes[]} */
function otherGroups({ in_channels, out_channels, groups }) {
  const common = commonDivisor(in_channels, out_channels);
  /** @param {number} channels */
  const rounded = (channels) => Math.ceil(channels / groups) * groups;
  const more = { in_channels: rounded(in_channels), out_channels: rounded(out_channels) };
  return [{ groups: 1 }, ...(common > 1 ? [{ groups: common }] : []), ...(groups > 1 ? [more] : [])];
}

/** Half of what the kernel spans keeps the size at stride 1. @param {Settings} chosen @returns {[number, number]} */
function half(chosen) {
  const [down, across] = spanOf(chosen);
  return [Math.floor(down / 2), Math.floor(across / 2)];
}

/** The kernel spans more than there is. @param {Settings} chosen @returns {Changes[]} */
function smaller(chosen) {
  const { kernel_size, dilation, size } = chosen;
  const [span, border] = [spanOf(chosen), borderOf(chosen)];
  /** @param {0 | 1} axis */
  const needed = (axis) => Math.max(Math.ceil((span[axis] - Number(size)) / 2), border[axis], 0);
  /** @param {0 | 1} axis */
  const fitting = (axis) =>
    Math.min(Math.floor((Number(size) + 2 * border[axis] - 1) / dilation[axis]) + 1, kernel_size[axis]);
  return [
    { padding: [needed(0), needed(1)] },
    { dilation: [1, 1] },
    { kernel_size: [fitting(0), fitting(1)] },
  ];
}

/** @param {number} most that the picture allows @returns {Changes[]} */
const lessPadding = (most) => [{ padding: [most, most] }, { padding_mode: "zeros" }];

/** @type {import("../../kit/layer_form/torch_words.js").Candidates<Settings>} */
const CANDIDATES = {
  no_such_layer: () => [{ written: "names" }],
  slipped_argument: () => [{ written: "names" }],
  groups_do_not_divide: otherGroups,
  same_padding_with_stride: (chosen) => [{ stride: [1, 1] }, { padding: half(chosen) }],
  stride_not_positive: () => [{ stride: [1, 1] }, { stride: [2, 2] }],
  dilation_not_positive: () => [{ dilation: [1, 1] }],
  padding_negative: () => [{ padding: [0, 0] }],
  kernel_larger_than_input: smaller,
  reflect_padding_too_large: (_, { largest_padding }) => lessPadding(Number(largest_padding)),
  circular_padding_too_large: (_, { largest_padding }) => lessPadding(Number(largest_padding)),
};

/** What helps where it is refused. @param {Settings} chosen */
export const suggestedFixes = (chosen) => fixesOf(table, chosen, refusalOf, CANDIDATES);
