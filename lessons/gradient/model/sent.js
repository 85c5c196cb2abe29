/** The note's network as it is shipped, and the digit that the live view opens with: fetched once a document. */

import { dataOf } from "../../kit/figure/fetched.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/**
 * @typedef {{ parameters: number[], pixels: number[], label: number }} Data by Python, in hundredths
 * @typedef {{ flat: Float64Array, picture: Grid, label: number }} Sent
 */

const HUNDRED = 100;
export const PICTURE = 28; // pixels a side
/** @type {Sent | null} */
let known = null;

/** @param {readonly number[]} hundredths @returns {Grid} */
export const pictureOf = (hundredths) => ({
  height: PICTURE,
  width: PICTURE,
  values: Float64Array.from(hundredths, (each) => each / HUNDRED),
});

/** @param {Data} data */
export function receive({ parameters, pixels, label }) {
  const flat = Float64Array.from(parameters, (each) => each / HUNDRED);
  known = { flat, picture: pictureOf(pixels), label };
}

/** Until it has come. */
export async function ready() {
  if (!known) receive(await dataOf("gradient"));
}

/** Null before. */
export const sent = () => known;
