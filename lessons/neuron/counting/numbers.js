/** What sharing saves, counted in the matrix of a dense layer that gives the same map. */

import { asMatrix } from "../../kit/arithmetic/matrix.js";
import { roundHalfAway } from "../../kit/arithmetic/rounding.js";

/**
 * @typedef {{ picture_size: number, kernel_size: number, out_channels: number }} Sizes
 *
 * @typedef {object} Counts
 * @property {number} outputs cells of all maps
 * @property {number} pixels
 * @property {number} edges entries of the matrix that stand for a weight
 * @property {number} distinct weights among them
 * @property {number} uses of each weight
 * @property {number} percent of the matrix that the edges fill, two decimals
 * @property {{ weights: number, biases: number }} dense
 * @property {{ weights: number, biases: number }} own one weight an edge
 * @property {{ weights: number, biases: number }} shared
 */

/** Count the matrix of one map; those of the other maps lie below it, as large, with weights of their own. @param {Sizes} sizes @returns {Counts} */
export function countsOf({ picture_size, kernel_size, out_channels }) {
  const layer = { kernel_size: /** @type {[number, number]} */ ([kernel_size, kernel_size]) };
  const { height, width, weightIndex } = asMatrix(picture_size, picture_size, layer);
  const distinct = new Set(weightIndex).size;
  const [outputs, edges] = [height * out_channels, weightIndex.length * out_channels];
  return {
    outputs,
    pixels: width,
    edges,
    distinct: distinct * out_channels,
    uses: weightIndex.length / distinct,
    percent: roundHalfAway((100 * edges) / (outputs * width), 2),
    dense: { weights: outputs * width, biases: outputs },
    own: { weights: edges, biases: out_channels },
    shared: { weights: distinct * out_channels, biases: out_channels },
  };
}

/** @param {{ weights: number, biases: number }} counted */
export const parameters = ({ weights, biases }) => weights + biases;
