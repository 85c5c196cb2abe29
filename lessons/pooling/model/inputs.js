/** The map of a picture: what Python has sent, the first layer of the live network, and a piece of what comes out. */

import { convolve } from "../../kit/arithmetic/convolution.js";
import { fromRows } from "../../kit/arithmetic/grid.js";
import { latest } from "../../kit/arithmetic/latest.js";
import { roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { remembered } from "../../kit/dom/remembered.js";
import { lastPicture } from "../../kit/pictures/last_picture.js";

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

/**
 * @typedef {object} Sent all in whole hundredths
 * @property {number[]} three the pixels of a written 3, 28×28
 * @property {number[][]} kernels 5 of 25 weights
 * @property {number[]} biases
 *
 * @typedef {{ input: string, map: number, shift: number }} Asked
 */

export const LAST = "last";
export const THREE = "three";
export const MAP_SIDE = 24;
export const PIECE = 8;
const [SIDE, KERNEL] = [28, 5];
const HUNDREDTH = 100;
const TENTHS = 1000; // ten-thousandths in a tenth
const TENTH = 10;

/** What Python has sent last. @type {Map<"sent", Sent>} */
const memory = remembered();

/** Take in what Python has sent. @param {Sent} all */
export function takePictures(all) {
  memory.set("sent", all);
}

/** What numbers of a picture depend on: what Python has sent, and the visitor's last picture. */
export const pictures = () => [memory.get("sent"), lastPicture()];

/** @param {string} input */
export const isPicture = (input) => input === LAST || input === THREE;

/** The pixels of an input, moved to the right; zeros come in. @param {string} input @param {number} shift @returns {Grid} */
function pixelsOf(input, shift) {
  const pixels = (input === LAST ? lastPicture() : null) ?? memory.get("sent")?.three ?? [];
  const values = Float64Array.from({ length: SIDE ** 2 }, (_, at) => {
    const column = (at % SIDE) - shift;
    return column < 0 ? 0 : (pixels[at - shift] ?? 0);
  });
  return { height: SIDE, width: SIDE, values };
}

/** @param {Asked} asked @returns {Grid} */
function computed({ input, map, shift }) {
  const sent = memory.get("sent");
  const values = Float64Array.from(sent?.kernels[map - 1] ?? new Array(KERNEL ** 2).fill(0));
  const bias = (sent?.biases[map - 1] ?? 0) * HUNDREDTH;
  const kernel = { height: KERNEL, width: KERNEL, values };
  const exact = convolve(pixelsOf(input, shift), kernel, { kernel_size: [KERNEL, KERNEL], bias });
  return { ...exact, values: exact.values.map((value) => roundHalfAway(value / TENTHS) / TENTH) };
}

/** @param {Asked} asked */
const dependsOn = ({ input, map, shift }) => [...pictures(), input, map, shift];
const [still, moved] = [latest(computed, dependsOn), latest(computed, dependsOn)];

/** The map after Conv2d, rounded to tenths so that every sum over it can be done by hand: 24×24. @param {Asked} asked @returns {Grid} */
export function mapOf(asked) {
  return asked.shift === 0 ? still(asked) : moved(asked);
}

/** A piece of a map. @param {Grid} map @param {number} row of its corner, from 0 @param {number} column @returns {Grid} */
export function pieceOf({ width, values }, row, column) {
  const cells = Float64Array.from({ length: PIECE ** 2 }, (_, at) => {
    const [y, x] = [row + Math.floor(at / PIECE), column + (at % PIECE)];
    return values[y * width + x];
  });
  return { height: PIECE, width: PIECE, values: cells };
}
