/** The settings of the neuron figure; its picture and weights: whole numbers, so that every sum can be done by hand. */

import { fromRows } from "../../kit/arithmetic/grid.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { randomFrom } from "../../kit/quiz/shuffle.js";
import { readCells, settingsOf } from "../../kit/settings/table.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

export const SIDE = 5; // of the picture
export const KERNEL_SIZE = 3;
export const PLACES = SIDE - KERNEL_SIZE + 1; // of the window, along one axis
export const PIXELS = SIDE ** 2;
export const OUTPUTS = PLACES ** 2;
export const WEIGHTS = KERNEL_SIZE ** 2;

/** Row and column of a place in a grid of that width. @param {number} index @param {number} width @returns {[row: number, column: number]} */
export const placeOf = (index, width) => [Math.floor(index / width), index % width];

export const table = await tableOf("neuron");

/**
 * @typedef {{ input: string, kernel: string, bias: number, relu: number, shared: number, seed: number, down: number,
 *   right: number, step: number, weight: number }} Settings input: the picture, the note's or its cells; kernel: the nine
 *   shared weights by name, or their cells; shared: 1 where every output has the same nine weights, 0 where each has its
 *   own, by seed; down, right: how far the picture is moved; step: which output, from 1; weight: which of its nine
 *   weights is lit everywhere, from 1
 */

export const settings = settingsOf(table);

/** Of the note's window only the sum is known: the products of the one in the middle with the cross add up to 8, too. */
const PICTURE = fromRows([
  [1, 0, 2, 1, 0],
  [0, 2, 0, 1, 2],
  [2, 1, 3, 0, 1],
  [1, 0, 1, 2, 0],
  [0, 1, 2, 0, 1],
]);

/** @type {Record<string, number[]>} */
const NAMED = {
  cross: [1, 0, 1, 0, 1, 0, 1, 0, 1],
  vertical_edges: [1, 0, -1, 1, 0, -1, 1, 0, -1],
  laplacian: [0, 1, 0, 1, -4, 1, 0, 1, 0],
  count: [1, 2, 3, 4, 5, 6, 7, 8, 9],
};

/** How far the numbers of a grid go. @param {"input" | "kernel"} name @returns {[number, number]} */
export const limitsOf = (name) => table.settings[name].range ?? [0, 0];

/** The picture where it lay first. @param {{ input: string }} chosen @returns {Grid} */
export function inputOf({ input }) {
  return readCells(input, limitsOf("input")) ?? { ...PICTURE, values: PICTURE.values.slice() };
}

/** The nine shared weights. @param {{ kernel: string }} chosen @returns {Grid} */
export function kernelOf({ kernel }) {
  return readCells(kernel, limitsOf("kernel")) ?? namedKernel(kernel);
}

/** @param {string} name @returns {Grid} */
export function namedKernel(name) {
  return { height: KERNEL_SIZE, width: KERNEL_SIZE, values: Float64Array.from(NAMED[name]) };
}

/** The nine weights of each output: the same ones. @param {Grid} kernel @param {number} outputs */
export function sharedWeights({ values }, outputs) {
  const weights = [...values];
  return Array.from({ length: outputs }, () => weights);
}

const [SMALLEST, LARGEST] = [-1, 3]; // mostly above zero, so that ReLU leaves something to compare

/** The nine weights of each output: its own, the same for the same seed. @param {number} seed @param {number} outputs @param {number} weights */
export function ownWeights(seed, outputs, weights) {
  const random = randomFrom(seed);
  const weight = () => SMALLEST + Math.floor(random() * (LARGEST - SMALLEST + 1));
  return Array.from({ length: outputs }, () => Array.from({ length: weights }, weight));
}

/** The picture moved; zeros come in from where nothing was. @param {Grid} picture @param {number} down @param {number} right @returns {Grid} */
export function movedPicture(picture, down, right) {
  const { height, width, values } = picture;
  const moved = values.map((_, at) => {
    const [row, column] = [Math.floor(at / width) - down, (at % width) - right];
    const isInside = row >= 0 && column >= 0 && row < height && column < width;
    return isInside ? values[row * width + column] : 0;
  });
  return { height, width, values: moved };
}
