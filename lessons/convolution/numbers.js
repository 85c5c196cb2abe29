// @ts-check
/** The numbers of the convolution figure, without a page: what its settings compute, and the sentence of a step. */

import { convolutionStep, convolve } from "../kit/arithmetic/convolution.js";
import { fromRows } from "../kit/arithmetic/grid.js";
import { formatNumber } from "../kit/arithmetic/rounding.js";
import { readsPerPixel, windowCells } from "../kit/arithmetic/windows.js";
import { cellOf, inputOf, kernelOf } from "./settings.js";

/**
 * @typedef {import("../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {import("./settings.js").Settings} Settings
 *
 * @typedef {object} Numbers
 * @property {Grid} input
 * @property {Grid} padded the input with its padding filled in
 * @property {Grid} kernel
 * @property {Grid} output
 * @property {Grid} reads how often each input pixel is read
 * @property {number} brightest of the input, at least 3
 * @property {number} heaviest weight of the kernel, by size
 * @property {number} limit how far the colours of the output reach: no sum of this kernel over these inputs is larger
 */

const LEAST_BRIGHT = 3;

/** The same settings as the arithmetic takes them. @param {Settings} chosen */
export function layer({ kernel_size, stride, padding, dilation, padding_mode, bias }) {
  /** @param {number} size @returns {[number, number]} */
  const pair = (size) => [size, size];
  const [height, width] = kernel_size;
  return {
    kernel_size: /** @type {[number, number]} */ ([height, width]),
    stride: pair(stride),
    padding: pair(padding),
    dilation: pair(dilation),
    padding_mode,
    bias,
  };
}

/** The input with its padding filled in: a 1×1 kernel of 1 lets it through as it is. @param {Grid} input @param {Settings} chosen */
function withPadding(input, { padding, padding_mode }) {
  return convolve(input, fromRows([[1]]), { kernel_size: [1, 1], padding: [padding, padding], padding_mode });
}

/** @param {Settings} chosen @returns {Numbers} */
export function compute(chosen) {
  const [input, kernel] = [inputOf(chosen), kernelOf(chosen)];
  const brightest = Math.max(LEAST_BRIGHT, ...input.values);
  const sums = [1, -1].map((sign) =>
    kernel.values.reduce((sum, weight) => sum + Math.max(sign * weight, 0), 0),
  );
  return {
    input,
    padded: withPadding(input, chosen),
    kernel,
    output: convolve(input, kernel, layer(chosen)),
    reads: readsPerPixel(input.height, input.width, layer(chosen)),
    brightest,
    heaviest: Math.max(...kernel.values.map(Math.abs)),
    limit: Math.max(Math.ceil(Math.max(...sums) * brightest) + Math.abs(chosen.bias), 1),
  };
}

/** One stop of the window. @param {Numbers} numbers @param {Settings} chosen */
export function stepOf({ input, kernel }, chosen) {
  return convolutionStep(input, kernel, layer(chosen), ...cellOf(chosen));
}

/** The cells of the padded grid under a window, row by row. @param {Numbers} numbers @param {Settings} chosen @param {number} row of the output @param {number} column @returns {[number, number][]} */
export function windowOf({ input }, chosen, row, column) {
  return windowCells(layer(chosen), row, column, input).map((cell) => [
    cell.row + chosen.padding,
    cell.column + chosen.padding,
  ]);
}

/** The output cells that read one cell of the padded grid. @param {Numbers} numbers @param {Settings} chosen @param {number} row @param {number} column @returns {[number, number][]} */
export function readersOf({ output }, { kernel_size, stride, dilation }, row, column) {
  /** @param {number} place @param {number} size @param {number} outputs */
  const along = (place, size, outputs) =>
    Array.from({ length: size }, (_, weight) => (place - weight * dilation) / stride).filter(
      (reader) => Number.isInteger(reader) && reader >= 0 && reader < outputs,
    );
  const down = along(row, kernel_size[0], output.height);
  const across = along(column, kernel_size[1], output.width);
  return down.flatMap((y) => across.map((x) => /** @type {[number, number]} */ ([y, x])));
}

/** What the sentence of a step says, as the values of its label. @param {Numbers} numbers @param {Settings} chosen */
export function say(numbers, chosen) {
  const [row, column] = cellOf(chosen);
  const { sum, output } = stepOf(numbers, chosen);
  return {
    r: row + 1,
    c: column + 1,
    n: numbers.kernel.values.length,
    s: formatNumber(sum),
    b: formatNumber(chosen.bias),
    o: formatNumber(output),
  };
}
