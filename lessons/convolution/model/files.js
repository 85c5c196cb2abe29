/** What a file of the sliding window is called. */

import { fileStem } from "../../kit/menu/download.js";

/** @import { Settings } from "./limits.js" */

/** Such as "convolution-k3-s1-p1". @param {Settings} chosen */
export function stemOf({ kernel_size, stride, padding, dilation }) {
  return fileStem("convolution", { kernel_size, stride, padding, ...(dilation > 1 ? { dilation } : {}) });
}
