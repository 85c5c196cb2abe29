/** Two convolutions in a row, and the one kernel that does the same where nothing stands between them. */

import { convolve } from "../../kit/arithmetic/convolution.js";
import { fromRows } from "../../kit/arithmetic/grid.js";
import { namedKernel } from "../model/weights.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @typedef {{ first: string, second: string, between: "nothing" | "relu" }} Chosen */

export const PICTURE = fromRows([
  [0, 0, 1, 0, 2, 0, 1],
  [0, 2, 3, 1, 0, 1, 0],
  [1, 3, 2, 0, 1, 2, 0],
  [0, 1, 0, 3, 2, 1, 1],
  [2, 0, 1, 2, 3, 0, 2],
  [0, 1, 2, 0, 1, 1, 0],
  [1, 0, 0, 2, 0, 3, 1],
]);

/** @param {Grid} grid */
const layer = ({ height, width }) => ({ kernel_size: /** @type {[number, number]} */ ([height, width]) });

/**
 * The kernel that does in one step what two do in a row: K[m] = Σ second[j] · first[m − j]. It is the first one,
 * padded, under the second one turned round.
 * @param {Grid} first @param {Grid} second
 */
export function combined(first, second) {
  const turned = { ...second, values: Float64Array.from(second.values).reverse() };
  const padding = /** @type {[number, number]} */ ([second.height - 1, second.width - 1]);
  return convolve(first, turned, { ...layer(second), padding });
}

/** @param {Grid} grid @returns {Grid} */
const rectified = (grid) => ({ ...grid, values: grid.values.map((value) => Math.max(value, 0)) });

/** Both ways. @param {Chosen} chosen */
export function compute({ first, second, between }) {
  const [one, two] = [first, second].map((name) => namedKernel(name));
  const map = convolve(PICTURE, one, layer(one));
  const middle = between === "relu" ? rectified(map) : map;
  const inTwo = convolve(middle, two, layer(two));
  const kernel = combined(one, two);
  const inOne = convolve(PICTURE, kernel, layer(kernel));
  const same = inOne.values.filter((value, at) => value === inTwo.values[at]).length;
  return { one, two, middle, inTwo, kernel, inOne, same };
}
