// @ts-check
/** What can be set in the neuron figure, how it stands in the address, and what Python hears of it. */

import { whole } from "../kit/settings/address.js";
import { KERNELS, NOTE, PIXEL_LIMITS, WEIGHT_LIMITS, wholeCells } from "./weights.js";

/**
 * @typedef {import("../kit/settings/address.js").Setting} Setting
 *
 * @typedef {object} Settings
 * @property {string} input the picture: the note's, or its cells
 * @property {string} kernel the nine shared weights by name, or their cells
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

/** A name, or the cells themselves. @param {readonly string[]} names the first is the start @param {number} side @param {[number, number]} limits @returns {Setting} */
function nameOrCells(names, side, limits) {
  /** @param {string} text */
  const read = (text) => (names.includes(text) || wholeCells(text, side, limits) ? text : null);
  return { initial: names[0], names, read, keep: (value) => read(value) ?? names[0] };
}

/** @type {Record<string, Setting>} */
export const settings = {
  input: nameOrCells([NOTE], SIDE, PIXEL_LIMITS),
  kernel: nameOrCells(KERNELS, KERNEL_SIZE, WEIGHT_LIMITS),
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
