// @ts-check
/** The numbers of the live network, without a page: which cell is pinned, and how its number came about. */

import { whole } from "../kit/address.js";
import { convolutionStep } from "../kit/arithmetic/convolution.js";
import { maxPool } from "../kit/arithmetic/pooling.js";
import { formatNumber } from "../kit/arithmetic/rounding.js";

/**
 * @typedef {import("../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {import("../kit/address.js").Settings} Settings
 *
 * @typedef {object} Received what Python sends: whole hundredths, and ten-thousandths for what it computed
 * @property {number[]} pixels
 * @property {number[][]} kernels
 * @property {number[]} biases
 * @property {number[][]} conv
 * @property {number[][]} pool
 *
 * @typedef {object} Network every layer as grids
 * @property {Grid} input 28x28
 * @property {Grid[]} kernels 5 of 5x5
 * @property {number[]} biases
 * @property {Grid[]} conv 5 of 24x24
 * @property {Grid[]} pool 5 of 12x12
 * @property {number} limit how far the one scale of all maps reaches
 */

export const MAPS = 5;
export const KERNEL_SIZE = 5;
export const POOL_SIZE = 2;
export const WEIGHT_LIMIT = 0.6; // of the kernels' colours: the largest shipped weight is just above one half
const CONV_SIZE = 24;
const HUNDREDTH = 100;
const TEN_THOUSANDTH = 10_000; // a pixel times a weight

/** @type {Record<string, import("../kit/address.js").Setting>} */
export const settings = {
  map: whole(2, () => [1, MAPS]),
  row: whole(16, () => [1, CONV_SIZE]),
  column: whole(16, () => [1, CONV_SIZE]),
};

/** A square grid of whole numbers of a unit. @param {number[]} whole @param {number} unit @returns {Grid} */
function square(whole, unit) {
  const side = Math.sqrt(whole.length);
  return { height: side, width: side, values: Float64Array.from(whole, (value) => value / unit) };
}

/** @param {Received} data @returns {Network} */
export function networkOf({ pixels, kernels, biases, conv, pool }) {
  const largest = Math.max(...conv.flat().map(Math.abs)) / TEN_THOUSANDTH;
  return {
    input: square(pixels, HUNDREDTH),
    kernels: kernels.map((kernel) => square(kernel, HUNDREDTH)),
    biases: biases.map((bias) => bias / HUNDREDTH),
    conv: conv.map((map) => square(map, TEN_THOUSANDTH)),
    pool: pool.map((map) => square(map, TEN_THOUSANDTH)),
    limit: Math.max(Math.ceil(largest), 1),
  };
}

/** The four cells that one pooled cell is the largest of. @param {Settings} chosen */
export function fourOf({ row, column }) {
  const [pooledRow, pooledColumn] = [row, column].map((place) => Math.floor((place - 1) / POOL_SIZE));
  return {
    row: pooledRow * POOL_SIZE,
    column: pooledColumn * POOL_SIZE,
    height: POOL_SIZE,
    width: POOL_SIZE,
  };
}

/** How the pinned cell's number came about. @param {Network} network @param {Settings} chosen */
export function pinned({ input, kernels, biases, conv }, chosen) {
  const map = chosen.map - 1;
  const layer = { kernel_size: pair(KERNEL_SIZE), bias: biases[map] };
  const step = convolutionStep(input, kernels[map], layer, chosen.row - 1, chosen.column - 1);
  const area = fourOf(chosen);
  const four = cut(conv[map], area);
  const { values, winners } = maxPool(four, { kernel_size: pair(POOL_SIZE) });
  return {
    step,
    bias: biases[map],
    kernel: kernels[map],
    four,
    area,
    largest: values.values[0],
    winner: winners[0],
  };
}

/** Some cells of a grid as a grid. @param {Grid} grid @param {import("../kit/marks.js").Area} area @returns {Grid} */
export function cut({ width, values }, area) {
  const cells = Array.from({ length: area.height * area.width }, (_, at) => {
    const [row, column] = [Math.floor(at / area.width), at % area.width];
    return values[(area.row + row) * width + area.column + column];
  });
  return { height: area.height, width: area.width, values: Float64Array.from(cells) };
}

/** What the sentence of a pinned cell says, as the values of its label. @param {ReturnType<typeof pinned>} pin */
export function say({ step, bias, largest }) {
  return {
    s: formatNumber(step.sum),
    b: formatNumber(bias),
    o: formatNumber(step.output),
    m: formatNumber(largest),
  };
}

/** @param {number} size @returns {[number, number]} */
function pair(size) {
  return [size, size];
}
