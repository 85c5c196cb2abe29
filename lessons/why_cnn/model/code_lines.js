// @ts-check
/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { OWN } from "./limits.js";

const HEAD = 8; // imports, and what reads the numbers that the code carries
const NET = 7; // the picture, the input, around the layers, what the net answers, the print
/** Lines of layers and of their numbers. @type {Record<import("./limits.js").NetName, number>} */
const LAYERS = { dense: 1 + 4, flatten: 3 + 6, global: 3 + 6 };

/** What the code prints for a drawing nobody knows. @param {import("./limits.js").Settings} chosen */
export function codeLines({ picture, net }) {
  return HEAD + NET + LAYERS[net] + (picture === OWN ? 0 : 1);
}
