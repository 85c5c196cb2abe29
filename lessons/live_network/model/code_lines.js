// @ts-check
/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { MAPS } from "./filters.js";
import { isNote } from "./limits.js";

const HEAD = 8; // imports, and what reads the numbers that the code carries
const AROUND = 5; // picture, x, conv, no_grad, its bias
const KERNELS = 2 + 2 * MAPS;

/** @param {import("./limits.js").Settings} chosen */
export function codeLines(chosen) {
  const moved = chosen.down || chosen.right ? 1 : 0;
  const scores = chosen.scores ? 4 : 0; // linear, its weight and bias, what it gives
  const printed = isNote(chosen) ? 3 : 2;
  const layers = 2 + (chosen.relu ? 1 : 0);
  return HEAD + AROUND + KERNELS + moved + scores + layers + 2 * printed;
}
