/** A convolution as PyTorch computes it (the kernel is not flipped), on one channel or several. */

import { GeometryError } from "./geometry.js";
import { zeros } from "./grid.js";
import { coveredPixels, windowAxes, windowCells } from "./windows.js";

/** @import { Settings } from "./windows.js" */

/**
 * @typedef {ReturnType<typeof convolutionStep>} Step what the window reads, the products with the kernel, their sum, and the
 *   output after the bias
 */

const FOUR = 4;

/** @param {Grid} kernel @param {Settings} settings */
function checkKernel(kernel, { kernel_size: [height, width] }) {
  if (kernel.height === height && kernel.width === width) return;
  const given = `${kernel.height} x ${kernel.width}`;
  throw new TypeError(`a kernel of ${given} is not kernel_size ${height} x ${width}`);
}

/**
 * Return the part of the input that the windows cover, its padding filled in.
 * @param {Grid} input @param {import("./windows.js").Axis} rows @param {import("./windows.js").Axis} columns
 * @returns {Grid}
 */
function covered(input, rows, columns) {
  const [down, across] = [rows, columns].map(coveredPixels);
  const filled = zeros(down.length, across.length);
  down.forEach((sourceRow, row) => {
    if (sourceRow < 0) return;
    for (let column = 0; column < across.length; column++) {
      if (across[column] >= 0)
        filled.values[row * across.length + column] = input.values[sourceRow * input.width + across[column]];
    }
  });
  return filled;
}

/**
 * Return the weights that are not zero, in the kernel's order, and how far the pixel of each lies behind the
 * window's first one. Zeros fill them up to a multiple of four.
 * @param {Grid} kernel @param {(down: number, across: number) => number} reach
 */
function tapsOf(kernel, reach) {
  const places = Array.from(kernel.values.keys()).filter((at) => kernel.values[at] !== 0);
  const length = FOUR * Math.ceil(places.length / FOUR);
  const taps = { weights: new Float64Array(length), reaches: new Int32Array(length) };
  places.forEach((at, tap) => {
    taps.weights[tap] = kernel.values[at];
    taps.reaches[tap] = reach(Math.floor(at / kernel.width), at % kernel.width);
  });
  return taps;
}

/**
 * Add the products of all taps to one row of sums: four at a time, which is three times as fast as one, and in
 * the kernel's order, so that every sum is rounded as a sum written by hand.
 * @param {Float64Array} sums @param {Float64Array} pixels
 * @param {number} corner of the row's first window
 * @param {number} stride @param {{ weights: Float64Array, reaches: Int32Array }} taps
 */
function addProducts(sums, pixels, corner, stride, { weights, reaches }) {
  for (let tap = 0; tap < weights.length; tap += FOUR) {
    const [w0, w1, w2, w3] = [weights[tap], weights[tap + 1], weights[tap + 2], weights[tap + 3]];
    const [r0, r1, r2, r3] = [reaches[tap], reaches[tap + 1], reaches[tap + 2], reaches[tap + 3]];
    for (let column = 0, at = corner; column < sums.length; column++, at += stride) {
      const half = sums[column] + pixels[at + r0] * w0 + pixels[at + r1] * w1;
      sums[column] = half + pixels[at + r2] * w2 + pixels[at + r3] * w3;
    }
  }
}

/**
 * Return the whole output of one kernel on one channel: at each place the sum of the products, plus the bias.
 * @param {Grid} input @param {Grid} kernel @param {Settings} settings @returns {Grid}
 */
export function convolve(input, kernel, settings) {
  checkKernel(kernel, settings);
  const [rows, columns] = windowAxes(input.height, input.width, settings);
  const { width, values } = covered(input, rows, columns);
  const taps = tapsOf(kernel, (down, across) => down * rows.dilation * width + across * columns.dilation);
  const { bias = 0 } = settings;
  const output = zeros(rows.outputSize, columns.outputSize);
  for (let row = 0; row < output.height; row++) {
    const sums = output.values.subarray(row * output.width, (row + 1) * output.width);
    addProducts(sums, values, row * rows.stride * width, columns.stride, taps);
    for (let column = 0; column < sums.length; column++) sums[column] = sums[column] + bias;
  }
  return output;
}

/**
 * Return one step of a convolution, for the output cell (row, column).
 * @param {Grid} input @param {Grid} kernel @param {Settings} settings @param {number} row
 * @param {number} column
 */
export function convolutionStep(input, kernel, settings, row, column) {
  checkKernel(kernel, settings);
  const window = zeros(kernel.height, kernel.width);
  const products = zeros(kernel.height, kernel.width);
  let sum = 0;
  windowCells(settings, row, column, input).forEach(({ sourceRow, sourceColumn }, index) => {
    const value = sourceRow < 0 ? 0 : input.values[sourceRow * input.width + sourceColumn];
    window.values[index] = value;
    products.values[index] = value * kernel.values[index];
    sum += products.values[index];
  });
  return { window, products, sum, output: sum + (settings.bias ?? 0) };
}

/**
 * Return the numbers of the input channels that one filter reads: with groups only those of its own group.
 * @param {number} inChannels @param {number} outChannels @param {number} outChannel @param {number} [groups]
 * @returns {number[]}
 */
export function channelsRead(inChannels, outChannels, outChannel, groups = 1) {
  if (groups < 1 || inChannels % groups !== 0 || outChannels % groups !== 0) {
    const values = { groups, in_channels: inChannels, out_channels: outChannels };
    throw new GeometryError({ reason: "groups_do_not_divide", values });
  }
  const size = inChannels / groups;
  const first = Math.floor(outChannel / (outChannels / groups)) * size;
  return Array.from({ length: size }, (_, offset) => first + offset);
}

/**
 * Return the channels a filter reads, refusing an input with another number of channels than its weights.
 * @param {Grid[]} inputs @param {Grid[][]} weights @param {number} outChannel @param {number} groups
 * @returns {Grid[]}
 */
function inputsOf(inputs, weights, outChannel, groups) {
  const inChannels = weights[outChannel].length * groups;
  if (inputs.length !== inChannels) {
    const values = { in_channels: inChannels, channels: inputs.length };
    throw new GeometryError({ reason: "in_channels_differ", values });
  }
  return channelsRead(inChannels, weights.length, outChannel, groups).map((channel) => inputs[channel]);
}

/**
 * Return the map that each channel gives to one filter, and their sum with the bias: its output map.
 * @param {Grid[]} inputs the channels that the filter reads
 * @param {Grid[]} kernels one for each of them
 * @param {Settings} settings its `bias` is not used
 * @param {number} bias @returns {{maps: Grid[], output: Grid}}
 */
export function filterMaps(inputs, kernels, settings, bias) {
  const maps = inputs.map((input, channel) => convolve(input, kernels[channel], { ...settings, bias: 0 }));
  const values = maps[0].values.map((_, cell) => maps.reduce((sum, map) => sum + map.values[cell], 0) + bias);
  return { maps, output: { ...maps[0], values } };
}

/**
 * Return every output map of a layer.
 * @param {Grid[]} inputs one grid a channel
 * @param {Grid[][]} weights for each filter one kernel for each channel of its group
 * @param {Settings} settings its `bias` is not used
 * @param {number[]} biases one number a filter
 * @param {number} [groups] @returns {Grid[]}
 */
export const convolveChannels = (inputs, weights, settings, biases, groups = 1) =>
  weights.map((kernels, outChannel) => {
    const read = inputsOf(inputs, weights, outChannel, groups);
    return filterMaps(read, kernels, settings, biases[outChannel]).output;
  });

/**
 * Return one step of one filter of a layer, for the output cell (row, column): of every channel it reads a step and its sum,
 * then the bias, once.
 * @param {Grid[]} inputs one grid a channel
 * @param {Grid[][]} weights for each filter one kernel for each channel of its group
 * @param {Settings} settings its `bias` is not used
 * @param {number[]} biases one number a filter
 * @param {number} groups @param {number} outChannel @param {number} row @param {number} column
 */
export function channelStep(inputs, weights, settings, biases, groups, outChannel, row, column) {
  const channels = inputsOf(inputs, weights, outChannel, groups).map((input, channel) =>
    convolutionStep(input, weights[outChannel][channel], { ...settings, bias: 0 }, row, column),
  );
  const channelSums = channels.map((step) => step.sum);
  const bias = biases[outChannel];
  return { channels, channelSums, bias, output: channelSums.reduce((total, sum) => total + sum, 0) + bias };
}
