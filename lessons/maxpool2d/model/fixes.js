/** What may help when PyTorch refuses a pooling: for each reason the smallest changes. */

import { fixesOf } from "../../kit/layer_form/torch_words.js";
import { refusalOf } from "./layer.js";
import { table } from "./limits.js";

/** @import { Settings } from "./limits.js" */
/** @typedef {Partial<Settings>} Changes */

/** Padding up to half of the kernel, and a kernel that is twice the padding. @param {Settings} chosen @returns {Changes[]} */
function halved({ kernel_size, padding }) {
  /** @param {0 | 1} axis */
  const most = (axis) => Math.min(padding[axis], Math.floor(kernel_size[axis] / 2));
  /** @param {0 | 1} axis */
  const wide = (axis) => Math.max(2 * padding[axis], kernel_size[axis]);
  return [{ padding: [most(0), most(1)] }, { kernel_size: [wide(0), wide(1)] }];
}

/** @param {Settings} chosen @returns {Changes[]} */
function smaller({ kernel_size, dilation, layer, height, width }) {
  const apart = layer === "MaxPool2d" ? dilation : [1, 1];
  /** @param {0 | 1} axis @param {number} size */
  const fitting = (axis, size) => Math.min(Math.floor((size - 1) / apart[axis]) + 1, kernel_size[axis]);
  return [
    { dilation: [1, 1] },
    { kernel_size: [fitting(0, height), fitting(1, width)] },
    { kernel_size: [fitting(0, height), fitting(1, width)], padding: [0, 0] },
  ];
}

/** @type {import("../../kit/layer_form/torch_words.js").Candidates<Settings>} */
const CANDIDATES = {
  padding_over_half_kernel: halved,
  padding_over_half_span: () => [{ dilation: [1, 1] }, { padding: [0, 0] }],
  pooling_larger_than_input: smaller,
  // No stride is the kernel's size.
  stride_not_positive: ({ kernel_size }) => [{ stride: "None" }, { stride: kernel_size }, { stride: [1, 1] }],
  dilation_not_positive: () => [{ dilation: [1, 1] }],
  padding_negative: ({ padding }) => [{ padding: [Math.max(padding[0], 0), Math.max(padding[1], 0)] }],
  divisor_zero: () => [{ divisor_override: "None" }, { divisor_override: 1 }],
};

/** What helps where it is refused. @param {Settings} chosen */
export const suggestedFixes = (chosen) => fixesOf(table, chosen, refusalOf, CANDIDATES);
