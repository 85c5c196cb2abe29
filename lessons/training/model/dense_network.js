/**
 * The dense net of lesson 1 with ten classes, forward and backward: every pixel into each of 128 units, ReLU, a linear
 * layer. Most pixels of a digit are black: a product with 0 adds nothing, so only the others are gone through.
 */

import { crossEntropy, linearBackward } from "../../kit/arithmetic/backward.js";
import { linear } from "../../kit/arithmetic/scores.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/**
 * @typedef {object} Parameters views into one array: writing into it changes them
 * @property {Float64Array} weights of the units, 784 each
 * @property {Float64Array} biases
 * @property {Float64Array} outWeights of the classes, 128 each
 * @property {Float64Array} outBias
 *
 * @typedef {object} Pass
 * @property {number[]} ink the pixels that are not black
 * @property {Float64Array} hidden the units after ReLU
 * @property {number[]} scores
 */

export const DENSE = { pixels: 28 ** 2, units: 128, classes: 10 };
const { pixels: PIXELS, units: UNITS, classes: CLASSES } = DENSE;

/** @param {Float64Array} flat 1.weight, 1.bias, 3.weight, 3.bias of nn.Sequential @returns {Parameters} */
export function parametersOf(flat) {
  const [bias, out, last] = [UNITS * PIXELS, UNITS * (PIXELS + 1), UNITS * (PIXELS + 1 + CLASSES)];
  return {
    weights: flat.subarray(0, bias),
    biases: flat.subarray(bias, out),
    outWeights: flat.subarray(out, last),
    outBias: flat.subarray(last),
  };
}

/** @param {Parameters} parameters @param {Grid} picture 0 black to 1 white @returns {Pass} */
export function forward({ weights, biases, outWeights, outBias }, { values }) {
  const ink = [...values.keys()].filter((at) => values[at] !== 0);
  const hidden = new Float64Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) {
    let sum = biases[unit];
    for (const at of ink) sum += weights[unit * PIXELS + at] * values[at];
    hidden[unit] = Math.max(sum, 0);
  }
  return { ink, hidden, scores: linear(hidden, outWeights, outBias) };
}

/**
 * Add one picture's gradients to `into`, times `share`.
 * @param {Parameters} parameters
 * @param {Grid} picture
 * @param {Pass} pass what `forward` gave for it
 * @param {number} target the right class, from 0
 * @param {Parameters} into
 * @param {{ share: number, lossOf: typeof crossEntropy }} how
 */
export function backward({ outWeights }, { values }, { ink, hidden, scores }, target, into, how) {
  const { loss, gradient } = how.lossOf(scores, target);
  const incoming = gradient.map((each) => each * how.share);
  const behind = linearBackward(hidden, outWeights, incoming);
  for (let at = 0; at < behind.weights.length; at++) into.outWeights[at] += behind.weights[at];
  for (let at = 0; at < incoming.length; at++) into.outBias[at] += incoming[at];
  for (let unit = 0; unit < UNITS; unit++) {
    const back = behind.features[unit];
    if (hidden[unit] <= 0 || back === 0) continue; // ReLU lets nothing back
    into.biases[unit] += back;
    for (const at of ink) into.weights[unit * PIXELS + at] += back * values[at];
  }
  return { loss };
}
