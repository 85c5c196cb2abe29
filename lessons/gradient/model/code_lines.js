/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { isDigit } from "./digit.js";
import { inputOf, kernelOf } from "./given.js";

const OTHERS = 39; // all but the two grids and what a state adds
const UPDATES = 7;
const NUDGE = 4;
const OF_DIGIT = 46;

/** @param {import("./given.js").Settings} chosen */
export function codeLines(chosen) {
  if (isDigit(chosen)) return OF_DIGIT;
  const grids = inputOf(chosen).height + kernelOf(chosen).height;
  const nudge = chosen.view === "nudge" && Number(chosen.nudge) !== 0 ? NUDGE : 0;
  return OTHERS + grids + (chosen.updates > 0 ? UPDATES : 0) + nudge;
}
