// @ts-check
/** What can be set in the neuron figure, how it stands in the address, and what Python hears of it. */

import { oneOf, whole } from "../kit/stage/address.js";
import { KERNELS } from "./weights.js";

/**
 * @typedef {import("../kit/stage/address.js").Setting} Setting
 *
 * @typedef {object} Settings
 * @property {string} kernel the nine shared weights by name
 * @property {number} bias
 * @property {number} relu 0 or 1
 * @property {number} shared 1: every output has the same nine weights; 0: each has its own
 * @property {number} seed of the weights of their own
 * @property {number} down how far the picture is moved
 * @property {number} right
 * @property {number} step which output, from 1
 * @property {number} weight which of its nine weights is lit everywhere, from 1
 */

export const SIDE = 5; // of the picture
export const KERNEL_SIZE = 3;
export const PLACES = SIDE - KERNEL_SIZE + 1; // of the window, along one axis
export const PIXELS = SIDE ** 2;
export const OUTPUTS = PLACES ** 2;
export const WEIGHTS = KERNEL_SIZE ** 2;
export const MOST_BIAS = 12;
export const REACH = 2; // cells that the picture can be moved

/** @type {Record<string, Setting>} */
export const settings = {
  kernel: oneOf("cross", KERNELS),
  bias: whole(-3, () => [-MOST_BIAS, MOST_BIAS]),
  relu: whole(1, () => [0, 1]),
  shared: whole(1, () => [0, 1]),
  seed: whole(1, () => [1, 99]),
  down: whole(0, () => [-REACH, REACH]),
  right: whole(0, () => [-REACH, REACH]),
  step: whole(5, () => [1, OUTPUTS]),
  weight: whole(5, () => [1, WEIGHTS]),
};

/** Row and column of a place in a grid of that width. @param {number} index @param {number} width @returns {[row: number, column: number]} */
export const placeOf = (index, width) => [Math.floor(index / width), index % width];
