/** The whole network for one picture, in whole numbers: maps are ten-thousandths, scores millionths. */

import { convolve } from "../../kit/arithmetic/convolution.js";
import { maxPool } from "../../kit/arithmetic/pooling.js";
import { linear, relu, softmax } from "../../kit/arithmetic/scores.js";
import { readerOf } from "../../kit/pictures/shipped.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

const KERNEL_SIZE = 5;
export const MAPS = 5;
export const SIDE = 28;

/**
 * @typedef {{ pixels: number[], net: import("../../kit/pictures/shipped.js").Net }} Data pixels 28x28 in hundredths
 *
 * @typedef {object} Network
 * @property {Grid[]} maps after Conv2d, in ten-thousandths
 * @property {Grid[]} pooled after ReLU and MaxPool2d
 * @property {number[]} shares of each class, softmax
 */

export const HUNDREDTH = 100;
export const TEN_THOUSANDTH = 10_000;
const MILLIONTH = 1_000_000;
const POOL_SIZE = 2;

/** @param {number} side @param {ArrayLike<number>} values @returns {Grid} */
const square = (side, values) => ({ height: side, width: side, values: Float64Array.from(values) });

/** @param {Data["net"]} net @returns {Grid[]} in hundredths */
export const kernelsOf = (net) => net.kernels.map((weights) => square(KERNEL_SIZE, weights));

/** @param {Data} data @returns {Network} */
export function compute({ pixels, net }) {
  const input = square(SIDE, pixels);
  const maps = kernelsOf(net).map((kernel, i) =>
    convolve(input, kernel, { kernel_size: [KERNEL_SIZE, KERNEL_SIZE], bias: net.biases[i] * HUNDREDTH }),
  );
  const pooled = maps.map((map) => maxPool(relu(map), { kernel_size: [POOL_SIZE, POOL_SIZE] }).values);
  const { weights, bias } = readerOf(net);
  const features = pooled.flatMap(({ values }) => [...values]);
  const scores = linear(
    features,
    weights,
    bias.map((each) => each * TEN_THOUSANDTH),
  );
  return { maps, pooled, shares: softmax(scores.map((score) => score / MILLIONTH)) };
}

/** The largest distance from zero in a map: the end of its colours. @param {Grid} map */
export const limitOf = ({ values }) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
