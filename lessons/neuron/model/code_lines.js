/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { KERNEL_SIZE, SIDE, WEIGHTS } from "./sizes.js";

const IMPORTS = 3;
const AROUND = 2; // the lines in which a grid of typed numbers begins and ends
const OTHERS = 4; // the layer or its windows, the output, the print, what it prints
const NO_GRAD = 2; // the line itself, and the bias below it

/** @param {import("./limits.js").Settings} chosen */
export function codeLines({ shared }) {
  const weights = shared ? NO_GRAD + KERNEL_SIZE : WEIGHTS;
  return IMPORTS + SIDE + AROUND + weights + AROUND + OTHERS;
}
