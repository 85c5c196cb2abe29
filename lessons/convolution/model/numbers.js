/** The numbers of the convolution figure, without a page: what its settings compute. */

import { convolutionStep, convolve } from "../../kit/arithmetic/convolution.js";
import { fromRows, largestOf, latest, mapped } from "../../kit/arithmetic/grid.js";
import { pairOf, readsPerPixel, windowCells } from "../../kit/arithmetic/windows.js";
import { cellOf, inputOf, isOnItsWay, kernelOf } from "./limits.js";
import { photoOf } from "./presets.js";

/** @import { Settings } from "./limits.js" */
/** @typedef {ReturnType<typeof compute>} Numbers */

const LEAST_BRIGHT = 3;
const TENTHS = 10;

/** The same settings as the arithmetic takes them. @param {Settings} chosen */
export function layer({ kernel_size, stride, padding, dilation, padding_mode, bias }) {
  const pairs = { stride: pairOf(stride), padding: pairOf(padding), dilation: pairOf(dilation) };
  return { kernel_size, ...pairs, padding_mode, bias }; // in this order: a question is known by it
}

/** The input with its padding filled in: a 1×1 kernel of 1 lets it through as it is. @param {Grid} input @param {Settings} chosen */
const withPadding = (input, { padding, padding_mode }) =>
  convolve(input, fromRows([[1]]), { kernel_size: [1, 1], padding: pairOf(padding), padding_mode });

/** As large as any sum of this kernel over such an input could be: the colours stay while cells are edited. @param {Grid} kernel @param {number} brightest @param {number} bias */
function possibleLimit(kernel, brightest, bias) {
  const sums = [1, -1].map((sign) =>
    kernel.values.reduce((sum, weight) => sum + Math.max(sign * weight, 0), 0),
  );
  return Math.max(Math.ceil(Math.max(...sums) * brightest) + Math.abs(bias), 1);
}

/** What stays while weights and bias move. */
const readings = latest(
  (/** @type {Settings} */ chosen) => {
    const input = inputOf(chosen);
    const reads = readsPerPixel(input.height, input.width, layer(chosen));
    return {
      input,
      padded: withPadding(input, chosen), // the input with its padding filled in
      reads, // how often each input pixel is read
      mostReads: reads.values.reduce((most, count) => Math.max(most, count), 0),
      unread: reads.values.reduce((unread, count) => unread + (count === 0 ? 1 : 0), 0), // pixels never read
    };
  },
  ({ input, height, width, padding_mode, padding, kernel_size, dilation, stride }) => [
    ...[photoOf(input), input, height, width, padding_mode, padding, ...kernel_size, dilation, stride],
  ],
);

/** The sums before the bias is added, so that its slider adds and no more. @type {(chosen: Settings) => Grid} */
const sums = latest(
  (chosen) => convolve(readings(chosen).input, kernelOf(chosen), { ...layer(chosen), bias: 0 }),
  (chosen) => [readings(chosen), chosen.kernel, chosen.seed],
);

/** All numbers of the figure but those of the step: moving the window computes nothing anew. */
export const compute = latest(
  (/** @type {Settings} */ chosen) => {
    const [before, kernel] = [readings(chosen), kernelOf(chosen)];
    const { input } = before;
    const isPhoto = photoOf(chosen.input) !== null;
    const brightest = isPhoto ? 1 : Math.max(LEAST_BRIGHT, ...input.values);
    const output = mapped(sums(chosen), (sum) => sum + chosen.bias);
    return {
      ...before,
      kernel,
      output,
      brightest, // of the input: 1 in a photo, else at least 3
      heaviest: largestOf([kernel]), // weight of the kernel, by size
      /** How far the colours of the output reach, no output is beyond: of a photo to the largest sum, rounded up, for what is possible is hardly ever there, and would leave the map pale. */
      limit: isPhoto
        ? Math.max(Math.ceil(largestOf([output]) * TENTHS), 1) / TENTHS
        : possibleLimit(kernel, brightest, chosen.bias),
    };
  },
  ({ step: _, reads: __, kernel_size: k, ...others }) => [
    photoOf(others.input),
    ...k,
    ...Object.values(others),
  ],
);

/** The same, or null while a photo is on its way. @param {Settings} chosen */
export const computeIfHere = (chosen) => (isOnItsWay(chosen) ? null : compute(chosen));

/** One stop of the window. @param {Numbers} numbers @param {Settings} chosen */
export const stepOf = ({ input, kernel }, chosen) =>
  convolutionStep(input, kernel, layer(chosen), ...cellOf(chosen));

/** The cells of the padded grid under a window, row by row. @param {Numbers} numbers @param {Settings} chosen @param {number} row of the output @param {number} column @returns {[number, number][]} */
export function windowOf({ input }, chosen, row, column) {
  const [cells, border] = [windowCells(layer(chosen), row, column, input), chosen.padding];
  return cells.map((cell) => [cell.row + border, cell.column + border]);
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
