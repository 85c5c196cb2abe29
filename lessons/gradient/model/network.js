/** The small network forward and back, and what one step of SGD makes of it. */

import { halfSquaredError, linearBackward, reluBackward } from "../../kit/arithmetic/backward.js";
import { convolve } from "../../kit/arithmetic/convolution.js";
import { convolutionBackward } from "../../kit/arithmetic/convolution_backward.js";
import { poolingBackward, poolingSteps } from "../../kit/arithmetic/pooling_step.js";
import { contributions, linear, relu } from "../../kit/arithmetic/scores.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { PoolingStep } from "../../kit/arithmetic/pooling_step.js" */
/**
 * @typedef {object} Parameters what is learned
 * @property {Grid} kernel
 * @property {number} bias
 * @property {Grid} weights one for each pooled number
 *
 * @typedef {object} Pass the way forward
 * @property {Grid} input
 * @property {Parameters} parameters
 * @property {Grid} conv
 * @property {Grid} active
 * @property {PoolingStep[]} windows of the pooling
 * @property {Grid} pool
 * @property {number[]} parts what each pooled number adds to the score
 * @property {number} score
 * @property {number} loss
 *
 * @typedef {object} Gradients one for every number of the way forward, in its place
 * @property {number} loss
 * @property {number} score
 * @property {Grid} weights
 * @property {Grid} pool
 * @property {Grid} active
 * @property {Grid} conv
 * @property {Grid} kernel
 * @property {number} bias
 * @property {Grid} input
 */

export const SIDE = 2; // of a pooling window

/** @param {Grid} kernel @param {number} [bias] @returns {import("../../kit/arithmetic/windows.js").Settings} */
export const layerOf = ({ height, width }, bias = 0) => ({ kernel_size: [height, width], bias });

/** @param {"max" | "average"} pool @returns {import("../../kit/arithmetic/layers.js").PoolingLayer} */
const poolingOf = (pool) => ({ name: pool === "max" ? "MaxPool2d" : "AvgPool2d", kernel_size: [SIDE, SIDE] });

/** @param {Grid} input @param {Parameters} parameters @param {"max" | "average"} pool @param {number} target @returns {Pass} */
export function forward(input, parameters, pool, target) {
  const { kernel, bias, weights } = parameters;
  const conv = convolve(input, kernel, layerOf(kernel, bias));
  const active = relu(conv);
  const steps = poolingSteps(poolingOf(pool), active);
  const windows = steps.flat();
  const values = Float64Array.from(windows, ({ output }) => output);
  const [score] = linear(values, weights.values, [0]);
  return {
    ...{ input, parameters, conv, active, windows, score },
    pool: { height: steps.length, width: steps[0].length, values },
    parts: [...contributions(values, weights.values, 0)],
    loss: halfSquaredError(score, target).loss,
  };
}

/** @param {Pass} pass @param {"max" | "average"} pool @param {number} target @returns {Gradients} */
export function backward({ input, parameters, conv, active, pool: pooled, score }, pool, target) {
  const { gradient } = halfSquaredError(score, target);
  const { weights, features } = linearBackward(pooled.values, parameters.weights.values, [gradient]);
  const ofActive = poolingBackward(poolingOf(pool), active, features);
  const ofConv = reluBackward(conv, ofActive);
  const {
    weight,
    bias,
    input: pixels,
  } = convolutionBackward(input, parameters.kernel, layerOf(parameters.kernel), ofConv);
  return {
    ...{ loss: 1, score: gradient, bias, input: pixels, kernel: weight, conv: ofConv, active: ofActive },
    weights: { ...parameters.weights, values: weights },
    pool: { ...pooled, values: features },
  };
}

/** Against the gradient: what one step of SGD leaves. @param {Parameters} parameters @param {Gradients} gradients @param {number} rate @returns {Parameters} */
export function updated({ kernel, bias, weights }, gradients, rate) {
  /** @param {Grid} grid @param {Grid} gradient */
  const moved = (grid, { values }) => ({
    ...grid,
    values: grid.values.map((each, at) => each - rate * values[at]),
  });
  return {
    kernel: moved(kernel, gradients.kernel),
    bias: bias - rate * gradients.bias,
    weights: moved(weights, gradients.weights),
  };
}
