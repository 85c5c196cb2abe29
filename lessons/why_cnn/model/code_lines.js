// @ts-check
/** How long the code of a state is, so that its place is as high before it comes; code.py writes it. */

import { OWN } from "./limits.js";

const IMPORTS = 4; // torch, nn, what needs the repository, the weights
const NET = 8; // the input, the net and its weights, what it answers, the print
/** Lines of layers. @type {Record<import("./limits.js").NetName, number>} */
const LAYERS = { dense: 1, flatten: 2, global: 3 };
const SAMPLE = 4; // its import, itself, what the code prints
const DRAWING = 1; // whose pixels stay where they are

/** @param {import("./limits.js").Settings} chosen */
export function codeLines({ picture, right, down, rotate, shuffle, net }) {
  const isMoved = right !== 0 || down !== 0;
  const changes = [rotate !== 0, isMoved, shuffle === 1].filter(Boolean).length;
  const numpy = picture === OWN || isMoved ? 1 : 0;
  const changing = changes > 0 ? 1 + changes : 0; // imported, then done one by one
  return numpy + IMPORTS + changing + 1 + (picture === OWN ? DRAWING : SAMPLE) + NET + LAYERS[net];
}
