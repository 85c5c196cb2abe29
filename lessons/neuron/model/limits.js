/** The settings of the neuron figure, none of which limits another. */

import { tableOf } from "../../kit/figure/fetched.js";
import { settingsOf } from "../../kit/settings/table.js";

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

export const settings = settingsOf(table);
