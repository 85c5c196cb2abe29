// @ts-check
/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { isTrained, MAPS } from "./filters.js";
import { isNote } from "./limits.js";
import { OWN, shownPicture } from "./received.js";

const HAND_OVER = 2; // what comes before a picture's lines: an empty line, and where they are to run
const OF_TORCH = 2; // imports
const AROUND = 4; // x, conv, no_grad, its bias

/** How many lines bring the picture, imports among them. @param {string} sample @param {string} way */
function pictureLines(sample, way) {
  if (sample === OWN) return 1;
  if (sample.startsWith("digit_")) return 4;
  if (/^(cat|dog)_\d$/.test(sample)) return way === "photo" ? 4 : 9;
  return 4;
}

/** @param {import("./limits.js").Settings} chosen */
export function codeLines(chosen) {
  const { source = OWN, way = "drawing" } = shownPicture() ?? {};
  const [trained, known] = [isTrained(chosen.filters), source !== OWN];
  const weights = trained ? 3 : 2 + 2 * MAPS; // their import, their call, and where they are taken
  const place = trained || known ? HAND_OVER : 1;
  const moved = chosen.down || chosen.right ? 1 : 0;
  const scores = chosen.scores ? 4 : 0; // linear, its weight and bias, what it gives
  const printed = (isNote(chosen) ? 2 : 1) + (known ? 1 : 0);
  const layers = 2 + (chosen.relu ? 1 : 0);
  const lines = OF_TORCH + place + pictureLines(source, way) + AROUND + weights;
  return lines + moved + scores + layers + 2 * printed;
}
