/** What is pooled: small inputs with a name, or a piece of a picture's map, which the first layer of the live network gives. */

import { convolve } from "../../kit/arithmetic/convolution.js";
import { latest } from "../../kit/arithmetic/grid.js";
import { roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { remembered } from "../../kit/dom/storage.js";
import { rowsOf } from "../../kit/grid/cell.js";
import { KERNEL_SIZE, layerOf } from "../../kit/pictures/nets.js";
import { lastPicture } from "../../kit/pictures/upload.js";
import { moved, SIDE } from "../../kit/silhouettes/nets.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

/** Small inputs with a name, each of which shows one thing that a map of a picture shows only by luck: as an address writes cells. @type {Record<string, string>} */
export const WRITTEN = {
  window4: "1,3;5,2",
  tie4: "1,5;5,2",
  negative4: "-1,-4;-2,-3",
  mixed: "-2,2,1,-3;-2,2,-1,3;4,-4,-1,-2;-4,4,-3,-1",
  pairs: "0,0,1,1,0,0,1,1,0,0;0,0,1,1,0,0,1,1,0,0",
  ones4: "1,1,1,1;1,1,1,1;1,1,1,1;1,1,1,1",
  spot: "1,1,1,1,1,1,1;1,1,1,1,1,1,1;1,1,1,1,1,1,1;1,1,1,9,1,1,1;1,1,1,1,1,1,1;1,1,1,1,1,1,1;1,1,1,1,1,1,1",
};

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
const TENTHS = 1000; // ten-thousandths in a tenth
const TENTH = 10;
const MAPS = 5;
/** Before Python has sent anything. @type {Sent} */
const BLANK = {
  three: Array(SIDE ** 2).fill(0),
  kernels: Array(MAPS).fill(Array(KERNEL_SIZE ** 2).fill(0)),
  biases: Array(MAPS).fill(0),
};

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

/** @param {Asked} asked @returns {Grid} */
function computed({ input, map, shift }) {
  const { three, kernels, biases } = memory.get("sent") ?? BLANK;
  const pixels = (input === LAST && lastPicture()) || three;
  const picture = { height: SIDE, width: SIDE, values: Float64Array.from(pixels) };
  const kernel = { height: KERNEL_SIZE, width: KERNEL_SIZE, values: Float64Array.from(kernels[map - 1]) };
  const exact = convolve(moved(picture, 0, shift), kernel, layerOf(biases[map - 1]));
  return { ...exact, values: exact.values.map((value) => roundHalfAway(value / TENTHS) / TENTH) };
}

/** @param {Asked} asked */
const dependsOn = ({ input, map, shift }) => [...pictures(), input, map, shift];
const [inPlace, elsewhere] = [latest(computed, dependsOn), latest(computed, dependsOn)];

/** The map after Conv2d, rounded to tenths so that every sum over it can be done by hand: 24×24. @param {Asked} asked @returns {Grid} */
export const mapOf = (asked) => (asked.shift === 0 ? inPlace(asked) : elsewhere(asked));

/** A piece of a map. @param {Grid} map @param {number} row of its corner, from 0 @param {number} column @returns {Grid} */
export function pieceOf({ width, values }, row, column) {
  const size = { height: PIECE, width: PIECE };
  const cells = rowsOf(size, (y, x) => values[(row + y) * width + column + x]);
  return { ...size, values: Float64Array.from(cells.flat()) };
}
