/** The numbers of the pooling figure, without a page: two outputs side by side, and what each step says. */

import { convolve } from "../../kit/arithmetic/convolution.js";
import { largestOf, latest, placeOf, zeros } from "../../kit/arithmetic/grid.js";
import { gradientShares, poolingSteps } from "../../kit/arithmetic/pooling.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { pairOf, windowCells } from "../../kit/arithmetic/windows.js";
import {
  cellOf,
  flagsOf,
  inputOf,
  isPicture,
  mapOf,
  pictures,
  placesOf,
  sizeOf,
  weightsOf,
} from "./limits.js";

/** @import { Settings } from "./limits.js" */
/**
 * @typedef {import("../../kit/arithmetic/pooling.js").PoolingStep} Step cells, values, output; a winner or a divisor
 * @typedef {"max" | "average" | "conv"} Kind
 * @typedef {ReturnType<typeof outputOf>} Output @typedef {ReturnType<typeof compute>} Numbers
 */

const LEAST_LIMIT = 2;
const NOISE = 1e-9; // sums of tenths and hundredths that are alike on paper differ less

/** @param {Settings} chosen */
const windowOf = ({ kernel_size, stride, padding }) => ({
  ...{ kernel_size: pairOf(kernel_size), stride: pairOf(stride), padding: pairOf(padding) },
});

/** @param {Settings} chosen @param {Grid} input @param {"Max" | "Avg"} name */
function pooled(chosen, input, name) {
  /** @type {import("../../kit/arithmetic/pooling.js").PoolingLayer | import("../../kit/arithmetic/pooling.js").AdaptiveLayer} */
  const layer =
    chosen.layer === "global"
      ? { name: `Adaptive${name}Pool2d`, output_size: [1, 1] }
      : { name: `${name}Pool2d`, ...windowOf(chosen), ...flagsOf(chosen) };
  return { steps: poolingSteps(layer, input).flat(), shares: gradientShares(layer, input) };
}

/** The strided convolution, step by step. @param {Settings} chosen @param {Grid} input */
function convolved(chosen, input) {
  const [weights, layer] = [weightsOf(chosen), windowOf(chosen)];
  const shares = zeros(input.height, input.width);
  const output = convolve(input, weights, layer);
  /** @type {Step[]} */
  const steps = Array.from(output.values, (value, at) => {
    const window = windowCells(layer, ...placeOf(at, output.width), input);
    const cells = window.flatMap(({ inPadding, row, column, kernelRow, kernelColumn }) => {
      if (inPadding) return [];
      const cell = row * input.width + column;
      shares.values[cell] += weights.values[kernelRow * weights.width + kernelColumn];
      return [cell];
    });
    return { cells, values: cells.map((cell) => input.values[cell]), output: value };
  });
  return { steps, shares };
}

/** One of the two: its steps row by row, what comes out and what came before the input was moved, how many cells are other numbers than then, and how much of the gradient each cell of the input gets. @param {Settings} chosen @param {Kind} kind @param {Grid} input @param {Grid} before */
function outputOf(chosen, kind, input, before) {
  const compute = (/** @type {Grid} */ grid) =>
    kind === "conv" ? convolved(chosen, grid) : pooled(chosen, grid, kind === "max" ? "Max" : "Avg");
  const { steps, shares } = compute(input);
  const [height, width] = placesOf(chosen);
  /** @param {Step[]} all */
  const asGrid = (all) => ({ height, width, values: Float64Array.from(all, ({ output }) => output) });
  const [values, was] = [asGrid(steps), asGrid(compute(before).steps)];
  const changed = values.values.filter((value, at) => isOther(value, was.values[at])).length;
  return { kind, steps, values, was, changed, shares };
}

/** The sum of what a window reads, as by hand. @param {Step} step */
export const sumOf = ({ values }) => values.reduce((sum, value) => sum + value, 0);

/** A number of the input, and so a maximum, or a sum of such: tenths, or hundredths where they were typed, all its digits. @param {number} value */
export function exact(value) {
  const digits = [0, 1, 2, 3].find(
    (count) => Math.abs(value * 10 ** count - Math.round(value * 10 ** count)) < 1e-6,
  );
  return formatNumber(value, { digits: digits ?? 4 });
}

/** How the numbers of an output are written: a maximum is one of the input, the others are results. @param {Kind} kind */
export const writerOf = (kind) =>
  kind === "max" ? exact : (/** @type {number} */ value) => formatNumber(value);

/** Whether two results differ by more than binary noise. @param {number} one @param {number} other */
export const isOther = (one, other) => one !== other && Math.abs(one - other) > NOISE;

/** The input with its padding, and with what a last window hangs over. @param {Settings} chosen @param {Grid} input @returns {[height: number, width: number]} */
function drawnSize(chosen, { height, width }) {
  if (chosen.layer === "global") return [height, width];
  const { kernel_size, stride, padding } = chosen;
  const [down, across] = placesOf(chosen).map((places) => (places - 1) * stride + kernel_size);
  return [Math.max(height + 2 * padding, down), Math.max(width + 2 * padding, across)];
}

/** All numbers of the figure; moving the window computes nothing anew. */
export const compute = latest(
  (/** @type {Settings} */ chosen) => {
    const [input, before] = [inputOf(chosen), inputOf(chosen, 0)];
    const average = outputOf(chosen, "average", input, before);
    const other = outputOf(chosen, chosen.layer === "conv" ? "conv" : "max", input, before);
    const coloured = isPicture(chosen.input) ? mapOf({ ...chosen, shift: 0 }) : before;
    const reads = zeros(input.height, input.width);
    for (const cell of average.steps.flatMap(({ cells }) => cells)) reads.values[cell] += 1;
    return {
      input,
      map: isPicture(chosen.input) ? mapOf(chosen) : null, // of the picture
      weights: weightsOf(chosen), // of the strided convolution
      outputs: /** @type {const} */ ([other, average]),
      reads, // how many windows read each cell
      limit: Math.ceil(largestOf([coloured], LEAST_LIMIT)), // of the colours
      drawn: drawnSize(chosen, input),
    };
  },
  ({ step: _, gradient: __, ...others }) => [...pictures(), ...Object.values(others)],
);

/** The cells under the window, as they lie in the grid that is drawn. @param {Settings} chosen @param {number} row of the output @param {number} column @returns {Area} */
export function windowArea(chosen, row, column) {
  if (chosen.layer === "global") {
    const [height, width] = sizeOf(chosen);
    return { row: 0, column: 0, height, width };
  }
  const { kernel_size, stride } = chosen;
  return { row: row * stride, column: column * stride, height: kernel_size, width: kernel_size };
}

/** How many rings of padding are drawn. @param {Settings} chosen */
export const borderOf = ({ layer, padding }) => (layer === "global" ? 0 : padding);

/** One step of both outputs. @param {Numbers} numbers @param {Settings} chosen */
export function stepsOf({ outputs }, chosen) {
  const [row, column] = cellOf(chosen);
  return outputs.map(({ steps, values }) => steps[row * values.width + column]);
}
