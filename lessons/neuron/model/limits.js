/** The settings of the neuron figure; its picture and weights: whole numbers, so that every sum can be done by hand. */

import { digitsOf, squareOf } from "../../kit/arithmetic/grid.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { chanceFrom } from "../../kit/quiz/shuffle.js";
import { rangeOf, readCells, settingsOf } from "../../kit/settings/table.js";

export const SIDE = 5; // of the picture
export const KERNEL_SIZE = 3;
export const PLACES = SIDE - KERNEL_SIZE + 1; // of the window, along one axis
export const PIXELS = SIDE ** 2;
export const OUTPUTS = PLACES ** 2;
export const WEIGHTS = KERNEL_SIZE ** 2;

export const table = await tableOf("neuron");

/**
 * input: the picture, the note's or its cells; kernel: the nine shared weights by name, or their cells; shared: 1 where every
 * output has the same nine weights, 0 where each has its own, by seed; down, right: how far the picture is moved; step:
 * which output, from 1; weight: which of its nine weights is lit everywhere, from 1.
 * @typedef {ChosenIn<typeof import("../settings.json")>} Settings
 */

export const settings = settingsOf(table);

/** Of the note's window only the sum is known: the products of the one in the middle with the cross add up to 8, too. */
const PICTURE = digitsOf("10210", "02012", "21301", "10120", "01201");

/** @type {Record<string, number[]>} */
const NAMED = {
  cross: [1, 0, 1, 0, 1, 0, 1, 0, 1],
  vertical_edges: [1, 0, -1, 1, 0, -1, 1, 0, -1],
  laplacian: [0, 1, 0, 1, -4, 1, 0, 1, 0],
  count: [1, 2, 3, 4, 5, 6, 7, 8, 9],
};

/** The picture where it lay first. @param {{ input: string }} chosen @returns {Grid} */
export const inputOf = ({ input }) =>
  readCells(input, rangeOf(table, "input")) ?? { ...PICTURE, values: PICTURE.values.slice() };

/** The nine shared weights. @param {{ kernel: string }} chosen @returns {Grid} */
export const kernelOf = ({ kernel }) => readCells(kernel, rangeOf(table, "kernel")) ?? namedKernel(kernel);

/** @param {string} name @returns {Grid} */
export const namedKernel = (name) => squareOf(NAMED[name]);

const [SMALLEST, LARGEST] = [-1, 3]; // mostly above zero, so that ReLU leaves something to compare

/** The nine weights of each output: the shared ones, or its own, the same for the same seed. @param {Settings} chosen */
export function weightsOf({ shared, kernel, seed }) {
  const { whole } = chanceFrom(seed);
  const weight = () => whole(SMALLEST, LARGEST);
  const same = [...kernelOf({ kernel }).values];
  return Array.from({ length: OUTPUTS }, () => (shared ? same : Array.from({ length: WEIGHTS }, weight)));
}
