/** The small networks, by name: a picture, what the layers hold, and what should come out. All whole numbers. */

import { fromRows } from "../../kit/arithmetic/grid.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @typedef {{ input: Grid, kernel: Grid, bias: number, weights: Grid, target: number }} Case */

const EDGES = fromRows([
  [1, 0, -1],
  [1, 0, -1],
  [1, 0, -1],
]);
const SMALL = {
  kernel: fromRows([
    [-1, -1],
    [1, 2],
  ]),
  bias: -2,
  weights: fromRows([
    [-2, -1],
    [-1, 1],
  ]),
  target: 3,
};

/** @type {Record<string, Case>} */
export const CASES = {
  heart: {
    input: fromRows([
      [0, 2, 0, 0, 3, 0],
      [1, 2, 3, 1, 1, 1],
      [2, 2, 3, 2, 2, 3],
      [0, 1, 3, 1, 1, 0],
      [0, 0, 2, 2, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ]),
    kernel: EDGES,
    bias: 0,
    weights: fromRows([
      [-1, 1],
      [2, 1],
    ]),
    target: 9,
  },
  // Every winner is alone and no winner stands at 0 with a neighbour: a nudge obeys its gradient.
  smooth: {
    input: fromRows([
      [2, 1, 3, 0, 2],
      [1, 0, 2, 3, 1],
      [1, 0, 1, 0, 0],
      [0, 1, 0, 0, 1],
      [3, 1, 0, 3, 3],
    ]),
    ...SMALL,
  },
  // A tie in one window, and a largest value of exactly 0 in another.
  kinks: {
    input: fromRows([
      [2, 1, 3, 0, 2],
      [1, 0, 0, 3, 1],
      [1, 0, 1, 0, 0],
      [0, 1, 0, 1, 1],
      [3, 1, 3, 3, 3],
    ]),
    ...SMALL,
  },
};

/** The case that an input is one of: by its name, or by the size of what was typed. @param {Grid | string} input */
export function caseOf(input) {
  if (typeof input === "string") return CASES[input];
  return input.height === CASES.heart.input.height ? CASES.heart : CASES.smooth;
}
