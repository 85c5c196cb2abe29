/** Small inputs with a name: each shows one thing that a map of a picture shows only by luck. */

import { fromRows } from "../../kit/arithmetic/grid.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

const PAIRS = [0, 0, 1, 1, 0, 0, 1, 1, 0, 0];

/** @type {Record<string, number[][]>} */
const ROWS = {
  window4: [
    [1, 3],
    [5, 2],
  ],
  tie4: [
    [1, 5],
    [5, 2],
  ],
  negative4: [
    [-1, -4],
    [-2, -3],
  ],
  mixed: [
    [-2, 2, 1, -3],
    [-2, 2, -1, 3],
    [4, -4, -1, -2],
    [-4, 4, -3, -1],
  ],
  pairs: [PAIRS, PAIRS],
  ones4: Array.from({ length: 4 }, () => [1, 1, 1, 1]),
  spot: Array.from({ length: 7 }, (_, row) =>
    Array.from({ length: 7 }, (_, column) => (row === 3 && column === 3 ? 9 : 1)),
  ),
};

/** @param {string} name @returns {Grid} */
export function namedInput(name) {
  return fromRows(ROWS[name]);
}
