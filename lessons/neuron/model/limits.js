/** The settings of the neuron figure, none of which limits another, and what Python is asked of them. */

import { toRows } from "../../kit/arithmetic/grid.js";
import { askedOf, settingsOf } from "../../kit/settings/table.js";
import { compute } from "./numbers.js";
import { table } from "./table.js";
import { kernelOf } from "./weights.js";

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

/** The numbers themselves, whatever they are called: the picture where it lies, and the nine weights or those of each output. @param {Settings} chosen */
export function asked(chosen) {
  const { picture, weights } = compute(chosen);
  const kernel = chosen.shared ? toRows(kernelOf(chosen)) : weights;
  return { ...askedOf(table, chosen), input: toRows(picture), kernel };
}
