// @ts-check
/** The numbers of the convolution figure, without a page: settings, what they compute, and the sentence of a step. */

import { convolutionStep, convolve } from "../kit/arithmetic/convolution.js";
import { fromRows } from "../kit/arithmetic/grid.js";
import { formatNumber } from "../kit/arithmetic/rounding.js";
import { readsPerPixel } from "../kit/arithmetic/windows.js";

/**
 * @typedef {import("../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {import("../kit/address.js").Settings} Settings
 *
 * @typedef {object} Numbers
 * @property {Grid} input
 * @property {Grid} kernel
 * @property {Grid} output
 * @property {Grid} reads how often each input pixel is read
 * @property {number} padding
 * @property {number} stride
 */

/** A heart: flat inside, edges in every direction, and two brighter cells to tell left from right. */
export const HEART = fromRows([
  [0, 2, 2, 0, 2, 2, 0],
  [2, 3, 2, 2, 2, 2, 2],
  [2, 3, 2, 2, 2, 2, 2],
  [2, 2, 2, 2, 2, 2, 2],
  [0, 2, 2, 2, 2, 2, 0],
  [0, 0, 2, 2, 2, 0, 0],
  [0, 0, 0, 2, 0, 0, 0],
]);
export const BRIGHTEST = 3;

/** @type {Record<string, import("../kit/address.js").Setting>} */
export const settings = {
  kernel_size: { initial: 3, limits: () => [1, 5] },
  stride: { initial: 1, limits: () => [1, 4] },
  padding: { initial: 1, limits: () => [0, 2] },
  bias: { initial: 1, limits: () => [-9, 9] },
  step: { initial: 23, limits: (chosen) => [1, stepsOf(chosen)] },
};

/** How many places the window has along one axis of the heart. @param {Settings} chosen */
function placesOf({ kernel_size, stride, padding }) {
  return Math.floor((HEART.height + 2 * padding - kernel_size) / stride) + 1;
}

/** @param {Settings} chosen */
function stepsOf(chosen) {
  return placesOf(chosen) ** 2;
}

/** The output cell of a step, from 0. @param {Settings} chosen @returns {[row: number, column: number]} */
export function cellOf(chosen) {
  const places = placesOf(chosen);
  return [Math.floor((chosen.step - 1) / places), (chosen.step - 1) % places];
}

/** The step at an output cell, from 1. @param {Settings} chosen @param {number} row @param {number} column */
export function stepAt(chosen, row, column) {
  const places = placesOf(chosen);
  return Math.min(row, places - 1) * places + Math.min(column, places - 1) + 1;
}

/**
 * When a setting changes the window stays on its output cell, as far as there still is one.
 * @param {Settings} before
 * @param {Settings} wanted
 */
export function follow(before, wanted) {
  if (wanted.step !== before.step) return wanted;
  return { ...wanted, step: stepAt(wanted, ...cellOf(before)) };
}

/** Vertical edges: +1 in the first column, -1 in the last; a single cell is 1. @param {number} size */
export function verticalEdges(size) {
  const row = Array.from({ length: size }, (_, column) => (column === 0 ? 1 : column === size - 1 ? -1 : 0));
  return fromRows(Array.from({ length: size }, () => row));
}

/** The same settings as the arithmetic takes them. @param {Settings} chosen */
export function layer({ kernel_size, stride, padding, bias }) {
  /** @param {number} size @returns {[number, number]} */
  const pair = (size) => [size, size];
  return { kernel_size: pair(kernel_size), stride: pair(stride), padding: pair(padding), bias };
}

/** @param {Settings} chosen @returns {Numbers} */
export function compute(chosen) {
  const kernel = verticalEdges(chosen.kernel_size);
  return {
    input: HEART,
    kernel,
    output: convolve(HEART, kernel, layer(chosen)),
    reads: readsPerPixel(HEART.height, HEART.width, layer(chosen)),
    padding: chosen.padding,
    stride: chosen.stride,
  };
}

/** One stop of the window. @param {Numbers} numbers @param {Settings} chosen */
export function stepOf({ input, kernel }, chosen) {
  return convolutionStep(input, kernel, layer(chosen), ...cellOf(chosen));
}

/** How far the colours of the output reach: no sum of this kernel over these inputs is larger. @param {Numbers} numbers @param {Settings} chosen */
export function outputLimit({ kernel }, { bias }) {
  const positive = kernel.values.filter((weight) => weight > 0).length;
  const negative = kernel.values.filter((weight) => weight < 0).length;
  return Math.max(positive, negative) * BRIGHTEST + Math.abs(bias);
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
