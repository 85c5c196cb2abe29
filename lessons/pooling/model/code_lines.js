/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { sizeOf } from "./limits.js";

const IMPORTS = 3;
const AROUND = 2; // the lines in which a grid of typed numbers begins and ends
const OTHERS = 6; // the batch, both layers, both outputs, the print, what it prints

/** @param {import("./limits.js").Settings} chosen */
export function codeLines(chosen) {
  const weights = chosen.layer === "conv" ? 1 + AROUND + chosen.kernel_size : 0;
  return IMPORTS + AROUND + sizeOf(chosen)[0] + weights + OTHERS;
}
