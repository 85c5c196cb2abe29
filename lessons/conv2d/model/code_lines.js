/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { refusalOf } from "./layer.js";

const BEFORE = 4; // the imports, and the seed
const RUN = 11; // the call, four prints with what they need, what they print
const REFUSED = 5; // try, the call, the run, except, print
const OVERLOADS = 5; // lines in which torch says how it can be called

/** @param {import("./limits.js").Settings} chosen */
export function codeLines(chosen) {
  const refused = refusalOf(chosen);
  if (!refused) return BEFORE + RUN;
  return BEFORE + REFUSED + (refused.reason === "slipped_argument" ? OVERLOADS : 1);
}
