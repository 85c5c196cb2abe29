/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { asked } from "./limits.js";
import { outcomeOf, runOf } from "./numbers.js";
import { ranOf } from "./ran.js";

const BUILT = 7; // two imports and a line between, the tensor, the layer, its output, what it prints
const CALLED = 6; // an import and a line between, the picture, the calls, their result, what it prints
const REFUSED = 3; // try, except, print
const HIDDEN = 1;

/** @param {import("./limits.js").Settings} chosen @param {import("./ran.js").Data} data */
export function codeLines(chosen, data) {
  const now = asked(chosen);
  if (now.view === "build") return BUILT + (outcomeOf(now).shape ? 0 : REFUSED);
  if (now.view === "memory") return CALLED + (runOf(now).error ? REFUSED : 0);
  return now.view === "drill" ? HIDDEN : ranOf(data, now).lines;
}
