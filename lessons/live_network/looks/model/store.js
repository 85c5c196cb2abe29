/** What the figures of the folds draw from, as data.py packs it: there before the first of them is drawn. */

import { dataOf, madeOnce } from "../../../kit/figure/fetched.js";
import { silhouettesOf, unpacked } from "../../../kit/silhouettes/unpacking.js";

/** @import { Grid } from "../../../kit/arithmetic/grid.js" */
/** @import { Silhouettes } from "../../../kit/silhouettes/unpacking.js" */
/**
 * @typedef {{ units: Grid[], patches: Record<string, Patches> }} Seen the dense net's strongest units; pieces by the map
 *   whose channels they excite: "conv", "deep"
 *
 * @typedef {object} Patches pieces of pictures, in hundredths
 * @property {Int16Array} pieces of every channel, six each
 * @property {number[][]} responses what they call forth
 * @property {number} size of a piece, in pixels
 */

const SIDE = 28;

/** @type {Silhouettes & Seen} */
let known;

/** @param {Record<string, { pieces: string, responses: number[][], size: number }>} packed */
async function patchesOf(packed) {
  const coming = Object.entries(packed).map(async ([name, each]) => {
    const pieces = await unpacked(each.pieces);
    return /** @type {const} */ ([name, { ...each, pieces }]);
  });
  return Object.fromEntries(await Promise.all(coming));
}

/** @param {Int16Array} weights @returns {Grid[]} */
const unitsOf = (weights) =>
  Array.from({ length: weights.length / SIDE ** 2 }, (_, unit) => {
    const values = Float64Array.from(weights.subarray(unit * SIDE ** 2, (unit + 1) * SIDE ** 2));
    return { height: SIDE, width: SIDE, values };
  });

/** Until all of it has come. */
export const ready = madeOnce(async () => {
  const sent = await dataOf("live_network");
  const [silhouettes, units, patches] = await Promise.all([
    silhouettesOf(sent),
    unpacked(sent.units),
    patchesOf(sent.patches),
  ]);
  known = { ...silhouettes, units: unitsOf(units), patches };
});

export const seen = () => known;
