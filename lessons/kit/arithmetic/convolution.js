/** A convolution as PyTorch computes it (the kernel is not flipped): all of it, or one step to look at. */

import { zeros } from "./grid.js";
import { coveredPixels, windowAxes, windowCells } from "./windows.js";

/** @import { Grid } from "./grid.js" */
/** @import { Settings } from "./windows.js" */

/**
 * One step: what the window reads, the products with the kernel, their sum, and the output after the bias.
 *
 * @typedef {{window: Grid, products: Grid, sum: number, output: number}} Step
 */

const FOUR = 4;

/** @param {Grid} kernel @param {Settings} settings */
function checkKernel(kernel, { kernel_size: [height, width] }) {
  if (kernel.height !== height || kernel.width !== width) {
    throw new TypeError(
      `a kernel of ${kernel.height} x ${kernel.width} is not kernel_size ${height} x ${width}`,
    );
  }
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
      if (across[column] >= 0) {
        filled.values[row * across.length + column] = input.values[sourceRow * input.width + across[column]];
      }
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
    for (let column = 0; column < sums.length; column++) {
      sums[column] = sums[column] + bias;
    }
  }
  return output;
}

/**
 * Return one step of a convolution, for the output cell (row, column).
 * @param {Grid} input @param {Grid} kernel @param {Settings} settings @param {number} row
 * @param {number} column @returns {Step}
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
