/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { compute } from "./numbers.js";

const RUN = 7; // two imports and a line between, the input, the layer, its output, what it prints
const REFUSED = 3; // try, except, print

/** @param {import("./limits.js").Settings} chosen */
export const codeLines = (chosen) => RUN + (compute(chosen).failing ? REFUSED : 0);
