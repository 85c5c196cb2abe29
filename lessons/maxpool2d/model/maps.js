/** The maps that are pooled: whole numbers, so that every maximum and every sum can be done by hand. */

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

// As a convolution leaves them: above and below 0. Its first seven rows and columns are the map of the start.
const SIGNED = [
  [-2, 6, 4, 1, -2, -4, 4, 2, 0],
  [-4, 6, 4, 1, -2, -4, 6, 1, -1],
  [-4, 3, 2, 1, 0, -1, 6, 0, -2],
  [-3, 1, 0, 1, 2, 1, 5, -1, 3],
  [-3, -1, 0, 1, 2, 3, 5, -2, 4],
  [-3, -3, 0, 1, 2, 5, 5, -3, 2],
  [-1, -3, -1, 1, 3, 5, 3, -4, 1],
  [0, 2, -2, 4, 1, -5, 2, 7, -6],
  [1, -1, 3, -3, 2, 0, -4, 5, 8],
];

/** @type {Record<string, (row: number, column: number) => number>} */
export const MAPS = {
  map: (row, column) => SIGNED[row][column],
  minus_ones: () => -1,
  ones: () => 1,
};

/** @param {{ input: string, height: number, width: number }} chosen @returns {Grid} */
export function mapOf({ input, height, width }) {
  const values = Float64Array.from({ length: height * width }, (_, at) =>
    MAPS[input](Math.floor(at / width), at % width),
  );
  return { height, width, values };
}
