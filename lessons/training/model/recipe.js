/**
 * What a run starts from and what it holds its filters to. The readable recipe is that of `cnn_core.training`: a small
 * start, a sum of 0 after every step, biases held at 0, a price on differences between neighbouring weights, and
 * pictures that jump by a pixel. The plain one imposes nothing.
 */

import { NOTE, parametersOf } from "../../kit/arithmetic/note_network.js";
import { NETS, sizeOf } from "./nets.js";
import { createRandom } from "./random.js";

/**
 * @typedef {object} Setup all that decides how a run goes
 * @property {import("./nets.js").NetName} net
 * @property {number} moved how many pixels the digits are moved at most, those that are practised and the new ones
 * @property {number} lr
 * @property {number} batchSize
 * @property {number} seed of the start, the order, the moves and the labels
 * @property {import("./optimizers.js").OptimizerName} optimizer
 * @property {boolean} isReadable never of the dense net
 * @property {boolean} zeroesGradients false: those of the batches before stay and add up
 * @property {boolean} isShuffled false: in the order of the classes
 * @property {boolean} hasSoftmax in front of the loss, which takes it once more
 * @property {boolean} hasRandomLabels
 * @property {number} digits practised, the first ones
 */

const START_SCALE = 0.3;
const ROUGHNESS_PENALTY = 0.02;
const { kernelSize: SIDE, filters: FILTERS } = NOTE;
const AREA = SIDE ** 2;
export const SNAPPED = 1e-12; // what is nearer to 0 is a rounding error of filters that sum to 0

/** Take the mean off every filter. @param {Float64Array} weights of the net */
export function projectToZeroMean(weights) {
  for (const { values } of parametersOf(weights).kernels) {
    let sum = 0;
    for (const weight of values) sum += weight;
    const mean = sum / AREA;
    for (let at = 0; at < AREA; at++) values[at] -= mean;
  }
}

/** As torch starts a layer: evenly within 1 / √fan_in. @param {import("./nets.js").NetName} net @param {() => number} uniform */
function drawn(net, uniform) {
  const numbers = NETS[net].parts.flatMap((part) => {
    const bound = 1 / Math.sqrt(part.fanIn);
    return Array.from({ length: sizeOf(part) }, () => (2 * uniform() - 1) * bound);
  });
  return Float64Array.from(numbers);
}

/** The weights before the first update. @param {Pick<Setup, "net" | "seed" | "isReadable">} setup */
export function startOf({ net, seed, isReadable }) {
  const weights = drawn(net, createRandom(seed, "start").uniform);
  if (!isReadable) return weights;
  const kernels = weights.subarray(0, FILTERS * AREA);
  kernels.forEach((weight, at) => {
    kernels[at] = weight * START_SCALE;
  });
  parametersOf(weights).biases.fill(0);
  projectToZeroMean(weights);
  return weights;
}

/**
 * What the recipe adds to the gradients: that of the penalty, and none for the biases of the filters.
 * @param {Float64Array} weights
 * @param {Float64Array} gradients
 */
export function imposeOnGradients(weights, gradients) {
  const into = parametersOf(gradients);
  parametersOf(weights).kernels.forEach(({ values }, filter) => {
    const sums = into.kernels[filter].values;
    /** @param {number} at @param {number} neighbour */
    const pull = (at, neighbour) => {
      const slope = 2 * ROUGHNESS_PENALTY * (values[at] - values[neighbour]);
      sums[at] += slope;
      sums[neighbour] -= slope;
    };
    for (let at = 0; at < AREA; at++) {
      if (at % SIDE < SIDE - 1) pull(at, at + 1);
      if (at + SIDE < AREA) pull(at, at + SIDE);
    }
  });
  into.biases.fill(0);
}
