/** The way through the CNN, map by map: what a cell of each sees of the maps before it and of the picture. */

import { inputCells } from "../../kit/arithmetic/receptive_field.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Layer } from "../../kit/arithmetic/layers.js" */
/** @import { Area } from "../../kit/grid/marks.js" */
/**
 * @typedef {"picture" | "conv" | "pool" | "deep"} Place
 * @typedef {{ place: Place, row: number, column: number }} Cell
 */

/** @type {Layer} */
const CONV = { name: "Conv2d", kernel_size: [5, 5], stride: [1, 1], padding: [4, 4], dilation: [1, 1] };
/** @type {Layer} */
const POOL = { name: "MaxPool2d", kernel_size: [2, 2], stride: [2, 2] };
/** @type {Layer} */
const DEEP = { name: "Conv2d", kernel_size: [5, 5], stride: [1, 1], padding: [0, 0], dilation: [1, 1] };

/** @type {readonly Place[]} */
export const PLACES = ["picture", "conv", "pool", "deep"];
/** @type {Record<Place, number>} */
export const SIZE = { picture: 28, conv: 32, pool: 16, deep: 12 };
/** The layer that leads from a place to the next. */
const LAYERS = [CONV, POOL, DEEP];
/** How many units a one is worth in each map: pixels and weights are hundredths. @type {Record<Place, number>} */
export const UNIT = { picture: 100, conv: 10_000, pool: 10_000, deep: 1_000_000 };

/** The box around the cells that are seen. @param {Grid} seen @returns {Area} */
function boxOf({ height, width, values }) {
  const rows = Array.from({ length: height }, (_, row) => row).filter((row) =>
    values.subarray(row * width, (row + 1) * width).includes(1),
  );
  const first = values.subarray(rows[0] * width, (rows[0] + 1) * width);
  const [left, right] = [first.indexOf(1), first.lastIndexOf(1)];
  return { row: rows[0], column: left, height: rows.length, width: right - left + 1 };
}

/** What a cell sees of an earlier place, null if that comes later. @param {Cell} cell @param {Place} place @returns {Area | null} */
export function seenBy({ place: own, row, column }, place) {
  const [from, to] = [PLACES.indexOf(place), PLACES.indexOf(own)];
  if (from > to) return null;
  if (from === to) return { row, column, height: 1, width: 1 };
  return boxOf(inputCells(LAYERS.slice(from, to), SIZE[place], SIZE[place], row, column));
}

/** The place of a map's largest number. @param {Grid} map */
export function peakOf({ width, values }) {
  let best = 0;
  for (let at = 1; at < values.length; at++) if (values[at] > values[best]) best = at;
  return { row: Math.floor(best / width), column: best % width };
}

/** An area of five by five around a cell, inside the map. @param {Place} place @param {number} row @param {number} column @returns {Area} */
export function around(place, row, column) {
  const within = (/** @type {number} */ at) => Math.min(Math.max(at - 2, 0), SIZE[place] - 5);
  return { row: within(row), column: within(column), height: 5, width: 5 };
}
