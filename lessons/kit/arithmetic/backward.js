/** The way back: a convolution, ReLU, max pooling, a linear layer, and the losses with their gradients. */

import { at, placeOf, zeros } from "./grid.js";
import { exp, softmax } from "./scores.js";
import { sources, windowAxes } from "./windows.js";

/** @import { Settings } from "./windows.js" */

/**
 * One use of a weight, or one reading of a pixel: where it stood and what it hands back. Rows and columns count
 * from 0; `outRow` and `outColumn` are the window's place on the output, `kernelRow` and `kernelColumn` the
 * weight, `row` and `column` the pixel, -1 where it is a zero of the padding; `factor` is the pixel for a weight, the
 * weight for a pixel, `gradient` what came back to the window's output cell.
 *
 * @typedef {ReturnType<typeof uses>[number]} Use
 */

/**
 * Add to `weight` and, where it is wanted, to `input` what one map's gradient hands back. Windows whose cell got
 * nothing are passed over: behind max pooling these are most.
 * @param {Grid} input @param {Grid} kernel @param {Settings} settings
 * @param {Grid} incoming the gradient at the output, one number a window
 * @param {{weight: Float64Array, input: Float64Array | null}} into as long as the kernel and the input
 * @returns {number} what the bias gets: the sum over all windows
 */
export function addConvolutionGradients(input, kernel, settings, incoming, into) {
  const axes = windowAxes(input.height, input.width, settings);
  checkSize(incoming, axes);
  const [rows, columns] = axes.map(sources);
  let bias = 0;
  for (let cell = 0; cell < incoming.values.length; cell++) {
    const gradient = incoming.values[cell];
    if (gradient === 0) continue;
    bias += gradient;
    const [row, column] = placeOf(cell, incoming.width);
    addWindow(input, kernel, gradient, rows[row], columns[column], into);
  }
  return bias;
}

/**
 * Add to each weight the pixel it stood on in one window, times the window's gradient, and paste the kernel, as it
 * stands, times that gradient onto the pixels.
 * @param {Grid} input @param {Grid} kernel @param {number} gradient
 * @param {Int32Array} down the rows of the window, -1 for a plain zero
 * @param {Int32Array} across its columns
 * @param {{weight: Float64Array, input: Float64Array | null}} into
 */
function addWindow({ width, values: pixels }, { values: weights }, gradient, down, across, into) {
  for (let y = 0, weight = 0; y < down.length; y++) {
    const first = down[y] * width;
    for (let x = 0; x < across.length; x++, weight++) {
      if (first < 0 || across[x] < 0) continue;
      const pixel = first + across[x];
      into.weight[weight] += gradient * pixels[pixel];
      if (into.input) into.input[pixel] += gradient * weights[weight];
    }
  }
}

/** @param {Grid} incoming @param {import("./windows.js").Axis[]} axes */
function checkSize({ height, width }, [rows, columns]) {
  if (height === rows.outputSize && width === columns.outputSize) return;
  const wanted = `${rows.outputSize} x ${columns.outputSize}`;
  throw new TypeError(`a gradient of ${height} x ${width} does not fit an output of ${wanted}`);
}

/**
 * Return the gradients of one kernel on one channel.
 * @param {Grid} input @param {Grid} kernel
 * @param {Settings} settings its `bias` is not used
 * @param {Grid} incoming the gradient at the output
 * @returns {{weight: Grid, bias: number, input: Grid}} each in the shape of what it belongs to
 */
export function convolutionBackward(input, kernel, settings, incoming) {
  const weight = zeros(kernel.height, kernel.width);
  const pixels = zeros(input.height, input.width);
  const into = { weight: weight.values, input: pixels.values };
  const bias = addConvolutionGradients(input, kernel, settings, incoming, into);
  return { weight, bias, input: pixels };
}

/**
 * Return every use of a weight, window by window in the order of the output.
 * @param {Grid} input @param {Grid} kernel @param {Settings} settings @param {Grid} incoming
 * @param {"pixel" | "weight"} factor what the gradient is multiplied by
 */
function uses(input, kernel, settings, incoming, factor) {
  const [rows, columns] = windowAxes(input.height, input.width, settings).map(sources);
  return Array.from(incoming.values).flatMap((gradient, cell) => {
    const [outRow, outColumn] = placeOf(cell, incoming.width);
    return Array.from(kernel.values, (weight, tap) => {
      const [kernelRow, kernelColumn] = placeOf(tap, kernel.width);
      const place = [rows[outRow][kernelRow], columns[outColumn][kernelColumn]];
      const [row, column] = Math.min(...place) < 0 ? [-1, -1] : place;
      const pixel = row < 0 ? 0 : at(input, row, column);
      const by = factor === "pixel" ? pixel : weight;
      const where = { outRow, outColumn, kernelRow, kernelColumn, row, column };
      return { ...where, factor: by, gradient, product: by * gradient };
    });
  });
}

/**
 * Return the products that add up to one weight's gradient: one for each window, pixel times gradient.
 * @param {Grid} input @param {Grid} kernel @param {Settings} settings @param {Grid} incoming
 * @param {number} kernelRow @param {number} kernelColumn @returns {Use[]}
 */
export const weightProducts = (input, kernel, settings, incoming, kernelRow, kernelColumn) =>
  uses(input, kernel, settings, incoming, "pixel").filter(
    (use) => use.kernelRow === kernelRow && use.kernelColumn === kernelColumn,
  );

/**
 * Return the products that add up to one pixel's gradient: one for each window that reads it, weight times
 * gradient. In the order of the windows the weights come turned by half: the first window reads the pixel with
 * its last weight.
 * @param {Grid} input @param {Grid} kernel @param {Settings} settings @param {Grid} incoming
 * @param {number} row @param {number} column @returns {Use[]}
 */
export const pixelReaders = (input, kernel, settings, incoming, row, column) =>
  uses(input, kernel, settings, incoming, "weight").filter((use) => use.row === row && use.column === column);

/**
 * Return what ReLU lets back: nothing where the number before it was not above 0. At 0 PyTorch chooses 0.
 * @param {Grid} before the numbers that went into ReLU
 * @param {Grid} incoming @returns {Grid}
 */
export function reluBackward(before, incoming) {
  const { height, width, values } = incoming;
  const passed = new Float64Array(values.length);
  for (let at = 0; at < passed.length; at++) if (!(before.values[at] <= 0)) passed[at] = values[at];
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
  for (let cell = 0; cell < winners.length; cell++)
    if (winners[cell] >= 0) values[winners[cell]] += incoming[cell];
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
export const halfSquaredError = (score, target) => ({
  loss: (score - target) ** 2 / 2,
  gradient: score - target,
});
