/** How long the code of a run is, so that its place is as high before it comes; code.py writes it. */

import { reachOf } from "./batches.js";
import { setupOf } from "./limits.js";

const PLAIN = 18; // a blank line among them
const MOVED = 3;
const READABLE = 4;

/** @param {import("./limits.js").Settings} chosen */
export function codeLines(chosen) {
  const setup = setupOf(chosen);
  const more = (reachOf(setup) ? MOVED : 0) + (setup.isReadable ? READABLE : 0);
  return PLAIN + more - (setup.zeroesGradients ? 0 : 1) + 1; // and what it prints
}
