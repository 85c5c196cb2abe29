// @ts-check
/** What a file of the sliding window is made from, and what it is called. */

import { toRows } from "../../kit/arithmetic/grid.js";
import { fileStem } from "../../kit/menu/download.js";
import { compute } from "./numbers.js";

/** @typedef {import("./limits.js").Settings} Settings */

/** The figure as plain numbers by PyTorch's names: Python draws from them. @param {Settings} chosen */
export function plainState(chosen) {
  const { input, kernel } = compute(chosen);
  const { stride, padding, dilation, padding_mode, bias, step } = chosen;
  return {
    input: toRows(input),
    kernel: toRows(kernel),
    stride,
    padding,
    dilation,
    padding_mode,
    bias,
    step,
  };
}

/** Such as "convolution-k3-s1-p1". @param {Settings} chosen */
export function stemOf({ kernel_size, stride, padding, dilation }) {
  return fileStem("convolution", { kernel_size, stride, padding, ...(dilation > 1 ? { dilation } : {}) });
}
