/** A convolution as PyTorch computes it (the kernel is not flipped): all of it, or one step to look at. */

import { zeros } from "./grid.js";
import { sources, windowAxes, windowCells } from "./windows.js";

/** @typedef {import("./grid.js").Grid} Grid */
/** @typedef {import("./windows.js").Settings} Settings */

/**
 * One step: what the window reads, the products with the kernel, their sum, and the output after the bias.
 *
 * @typedef {{window: Grid, products: Grid, sum: number, output: number}} Step
 */

/**
 * @param {Grid} kernel
 * @param {Settings} settings
 */
function checkKernel(kernel, { kernel_size: [height, width] }) {
  if (kernel.height !== height || kernel.width !== width) {
    throw new TypeError(
      `a kernel of ${kernel.height} x ${kernel.width} is not kernel_size ${height} x ${width}`,
    );
  }
}

/**
 * Return the sum of the products of one window, row by row.
 *
 * @param {Grid} input
 * @param {Grid} kernel
 * @param {Int32Array} rows
 * @param {Int32Array} columns
 * @returns {number}
 */
function sumOfProducts(input, kernel, rows, columns) {
  let sum = 0;
  for (let kernelRow = 0; kernelRow < rows.length; kernelRow++) {
    if (rows[kernelRow] < 0) {
      continue;
    }
    const start = rows[kernelRow] * input.width;
    for (let kernelColumn = 0; kernelColumn < columns.length; kernelColumn++) {
      if (columns[kernelColumn] >= 0) {
        sum +=
          input.values[start + columns[kernelColumn]] *
          kernel.values[kernelRow * kernel.width + kernelColumn];
      }
    }
  }
  return sum;
}

/**
 * Return the whole output of one kernel on one channel: at each place the sum of the products, plus the bias.
 *
 * @param {Grid} input
 * @param {Grid} kernel
 * @param {Settings} settings
 * @returns {Grid}
 */
export function convolve(input, kernel, settings) {
  checkKernel(kernel, settings);
  const [rows, columns] = windowAxes(input.height, input.width, settings).map(sources);
  const { bias = 0 } = settings;
  const output = zeros(rows.length, columns.length);
  rows.forEach((readRows, row) => {
    columns.forEach((readColumns, column) => {
      output.values[row * output.width + column] = sumOfProducts(input, kernel, readRows, readColumns) + bias;
    });
  });
  return output;
}

/**
 * Return one step of a convolution, for the output cell (row, column).
 *
 * @param {Grid} input
 * @param {Grid} kernel
 * @param {Settings} settings
 * @param {number} row
 * @param {number} column
 * @returns {Step}
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
