/** What comes behind the maps, backwards: ReLU, a linear layer, and the losses with their gradients. */

import { exp } from "./exponential.js";
import { softmax } from "./scores.js";

/** @import { Grid } from "./grid.js" */

/**
 * Return what ReLU lets back: nothing where the number before it was not above 0. At 0 PyTorch chooses 0.
 * @param {Grid} before the numbers that went into ReLU
 * @param {Grid} incoming @returns {Grid}
 */
export function reluBackward(before, incoming) {
  const { height, width, values } = incoming;
  const passed = new Float64Array(values.length);
  for (let at = 0; at < passed.length; at++) {
    if (!(before.values[at] <= 0)) passed[at] = values[at];
  }
  return { height, width, values: passed };
}

/**
 * Return what max pooling hands back: all to the winner of each window, as `maxPool` names it; a cell that wins
 * several windows adds up.
 * @param {{height: number, width: number}} size of the pooled map's input
 * @param {Int32Array} winners
 * @param {ArrayLike<number>} incoming one number a window
 * @returns {Grid}
 */
export function maxPoolBackward({ height, width }, winners, incoming) {
  const values = new Float64Array(height * width);
  for (let cell = 0; cell < winners.length; cell++) {
    if (winners[cell] >= 0) values[winners[cell]] += incoming[cell];
  }
  return { height, width, values };
}

/**
 * Return the gradients of a linear layer.
 * @param {ArrayLike<number>} features
 * @param {ArrayLike<number>} weights of all outputs, one after the other
 * @param {ArrayLike<number>} incoming one number an output
 * @returns {{weights: Float64Array, bias: Float64Array, features: Float64Array}}
 */
export function linearBackward(features, weights, incoming) {
  const ofWeights = new Float64Array(weights.length);
  const ofFeatures = new Float64Array(features.length);
  for (let output = 0, weight = 0; output < incoming.length; output++) {
    const gradient = incoming[output];
    for (let at = 0; at < ofFeatures.length; at++, weight++) {
      ofWeights[weight] = gradient * features[at];
      ofFeatures[at] += weights[weight] * gradient;
    }
  }
  return { weights: ofWeights, bias: Float64Array.from(incoming), features: ofFeatures };
}

/**
 * Return softmax with cross entropy as nn.CrossEntropyLoss computes it: -ln of the share of the right class, and
 * the gradient of the scores, shares minus one-hot.
 * @param {number[]} scores
 * @param {number} target the right class, from 0
 * @returns {{loss: number, shares: number[], gradient: number[]}}
 */
export function crossEntropy(scores, target) {
  const shares = softmax(scores);
  const largest = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + exp(score - largest), 0);
  const gradient = shares.map((share, at) => (at === target ? share - 1 : share));
  return { loss: Math.log(sum) + (largest - scores[target]), shares, gradient };
}

/**
 * Return half the squared difference, and the gradient of the score.
 * @param {number} score @param {number} target @returns {{loss: number, gradient: number}}
 */
export function halfSquaredError(score, target) {
  return { loss: (score - target) ** 2 / 2, gradient: score - target };
}
