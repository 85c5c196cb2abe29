// @ts-check
/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { refusalOf } from "./layer.js";

const IMPORTS = 3;
const CALL = 1;
const REFUSED = 5; // try, the call, except, print, and torch's message
const RUN = 5; // the call, two prints, what they print
const INDICES = 2;

/** @param {import("./limits.js").Settings} chosen */
export function codeLines(chosen) {
  const input = chosen.input === "map" ? chosen.height + 2 : 1;
  const indices = chosen.layer === "MaxPool2d" && chosen.return_indices ? INDICES : 0;
  return IMPORTS + input + CALL + (refusalOf(chosen) ? REFUSED : RUN + indices);
}
