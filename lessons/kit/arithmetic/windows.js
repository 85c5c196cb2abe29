/** Windows: which cells of the input one cell of the output reads, how often each pixel is read, in what order. */

import { GeometryError, outputSize, paddingSides, placeRefusal, sourceIndex } from "./geometry.js";
import { gridOf, hasCell, placeOf, valueAt } from "./grid.js";

/** @import { Along, Refusal } from "./geometry.js" */

/**
 * @typedef {{ kernel_size: Pair, stride?: Pair, padding?: Pair | "same" | "valid", dilation?: Pair, padding_mode?: string,
 *   bias?: number }} Settings the arguments of nn.Conv2d, by PyTorch's names; padding_mode: "zeros", "reflect", "replicate"
 *   or "circular"
 * @typedef {{ inputSize: number, outputSize: number, kernelSize: number, stride: number, dilation: number,
 *   before: number, mode: string }} Axis how windows lie on one axis; `before` is the padding before the first pixel
 */

/** Return the pair that one number stands for. @param {number} side @returns {Pair} */
export const pairOf = (side) => [side, side];

/** Return what a function gives of the height and of the width. @template Each @param {(axis: 0 | 1) => Each} along @returns {[Each, Each]} */
export const bothAxes = (along) => [along(0), along(1)];

/**
 * Return one axis of a layer's settings.
 * @param {number} input_size @param {number} axis 0 is the height
 * @param {{ kernel_size: readonly number[], stride?: readonly number[] | null, padding?: readonly number[] | string,
 *   dilation?: readonly number[], ceil_mode?: boolean }} settings
 */
export function alongAxis(input_size, axis, settings) {
  const { kernel_size, stride, padding = [0, 0], dilation = [1, 1], ceil_mode } = settings;
  const sides = typeof padding === "string" ? padding : padding[axis];
  const kernel = { kernel_size: kernel_size[axis], dilation: dilation[axis] };
  return { input_size, ...kernel, stride: stride?.[axis], padding: sides, ceil_mode };
}

/**
 * Return what refuses the height, or else the width, or null. `values.axis` says which.
 * @param {number} height @param {number} width
 * @param {(inputSize: number, axis: number) => Refusal | null} refusalOf @returns {Refusal | null}
 */
export function eitherRefusal(height, width, refusalOf) {
  const [down, across] = [refusalOf(height, 0), refusalOf(width, 1)];
  const [refused, axis] = down ? [down, "height"] : [across, "width"];
  return refused && { reason: refused.reason, values: { ...refused.values, axis } };
}

/**
 * Return why these settings have no output on an input of this size, or null. `values.axis` is "height" or
 * "width".
 * @param {number} height @param {number} width @param {Settings} settings
 */
export const windowRefusal = (height, width, settings) =>
  eitherRefusal(height, width, (inputSize, axis) =>
    placeRefusal({ ...alongAxis(inputSize, axis, settings), padding_mode: settings.padding_mode }),
  );

/**
 * Return how windows lie on both axes, rows first; refuses settings without an output.
 * @param {number} height @param {number} width
 * @param {Parameters<typeof alongAxis>[2] & { padding_mode?: string }} settings
 * @param {Refusal | null} refused @param {(along: Along) => number} sizeAlong @returns {[Axis, Axis]}
 */
export function layOut(height, width, settings, refused, sizeAlong) {
  if (refused) throw new GeometryError(refused);
  const lay = (/** @type {number} */ inputSize, /** @type {number} */ axis) => {
    const along = alongAxis(inputSize, axis, settings);
    const { kernel_size: kernelSize, stride, padding, dilation } = along;
    const [before] = paddingSides(padding, kernelSize, dilation);
    const size = { inputSize, outputSize: sizeAlong(along), kernelSize };
    return { ...size, stride: stride ?? 1, dilation, before, mode: settings.padding_mode ?? "zeros" };
  };
  return [lay(height, 0), lay(width, 1)];
}

/** Return how the windows of a convolution lie. @param {number} height @param {number} width @param {Settings} settings */
export const windowAxes = (height, width, settings) =>
  layOut(height, width, settings, windowRefusal(height, width, settings), outputSize);

/** Return the height and width of the output, in this order. @param {number} height @param {number} width @param {Settings} settings @returns {Pair} */
export function outputShape(height, width, settings) {
  const [rows, columns] = windowAxes(height, width, settings);
  return [rows.outputSize, columns.outputSize];
}

/**
 * Return where the kernel's cell `kernelIndex` lies on the input for one output cell.
 * @param {Axis} axis @param {number} outputIndex @param {number} kernelIndex @returns {number}
 */
export const inputIndex = (axis, outputIndex, kernelIndex) =>
  outputIndex * axis.stride - axis.before + kernelIndex * axis.dilation;

/**
 * Return the cells that the output cell (row, column) reads, row by row, in input coordinates: in the padding `row` or
 * `column` lies outside the input, `sourceRow` and `sourceColumn` say which pixel stands there, -1 for a plain zero.
 * @param {Settings} settings @param {number} row @param {number} column
 * @param {{height: number, width: number}} input the input or its size: the far padding depends on it
 */
export function windowCells(settings, row, column, input) {
  const [rows, columns] = windowAxes(input.height, input.width, settings);
  if (!(row >= 0 && row < rows.outputSize && column >= 0 && column < columns.outputSize))
    throw new RangeError(`no output cell (${row}, ${column})`);
  return Array.from({ length: rows.kernelSize * columns.kernelSize }, (_, at) => {
    const [kernelRow, kernelColumn] = placeOf(at, columns.kernelSize);
    const [y, x] = [inputIndex(rows, row, kernelRow), inputIndex(columns, column, kernelColumn)];
    const inPadding = !hasCell(input, y, x);
    const source = [sourceIndex(y, input.height, rows.mode), sourceIndex(x, input.width, columns.mode)];
    const [sourceRow, sourceColumn] = Math.min(...source) < 0 ? [-1, -1] : source;
    return { row: y, column: x, kernelRow, kernelColumn, inPadding, sourceRow, sourceColumn };
  });
}

const MOST_KEPT = 200; // of what is laid out
/** @type {Map<string, any>} */
const kept = new Map();

/**
 * Lay something out along an axis, or return what was: in training the same windows are asked for a hundred thousand
 * times. Nobody may change it.
 * @template Laid @param {string} name @param {Axis} axis @param {() => Laid} lay @returns {Laid}
 */
function laidOut(name, axis, lay) {
  const { inputSize, outputSize, kernelSize, stride, dilation, before, mode } = axis;
  const key = `${name} ${inputSize} ${outputSize} ${kernelSize} ${stride} ${dilation} ${before} ${mode}`;
  if (!kept.has(key)) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, lay());
  }
  return kept.get(key);
}

/** Return for every output index of one axis the pixels under the kernel's cells, -1 for a plain zero. @param {Axis} axis @returns {Int32Array[]} */
export const sources = (axis) =>
  laidOut("sources", axis, () =>
    Array.from({ length: axis.outputSize }, (_, output) =>
      Int32Array.from({ length: axis.kernelSize }, (_, kernel) =>
        sourceIndex(inputIndex(axis, output, kernel), axis.inputSize, axis.mode),
      ),
    ),
  );

/** Return the pixel at each index of one axis from the first that a window covers to the last, -1 for a plain zero. @param {Axis} axis @returns {Int32Array} */
export function coveredPixels(axis) {
  const first = inputIndex(axis, 0, 0);
  const last = inputIndex(axis, axis.outputSize - 1, axis.kernelSize - 1);
  return laidOut("covered", axis, () =>
    Int32Array.from({ length: last - first + 1 }, (_, at) =>
      sourceIndex(first + at, axis.inputSize, axis.mode),
    ),
  );
}

/** Return for every output index of one axis the pixels its window reads, padding left out. @param {Axis} axis @returns {number[][]} */
export const pixelsRead = (axis) =>
  laidOut("read", axis, () => sources(axis).map((row) => Array.from(row).filter((source) => source >= 0)));

/** Return how often each index of one axis is read. @param {Axis} axis @returns {number[]} */
function readsPerIndex(axis) {
  const reads = new Array(axis.inputSize).fill(0);
  for (const pixel of pixelsRead(axis).flat()) reads[pixel] += 1;
  return reads;
}

/**
 * Return how often the windows read each pixel: the reads of its row times the reads of its column.
 * @param {number} height @param {number} width @param {Settings} settings @returns {Grid}
 */
export function readsPerPixel(height, width, settings) {
  const [rows, columns] = windowAxes(height, width, settings).map(readsPerIndex);
  return gridOf(height, width, (row, column) => rows[row] * columns[column]);
}

/**
 * Return the weight that lies on a cell of the padded grid while the window fills an output cell, null beside the window.
 * @param {Grid} kernel @param {readonly number[]} place row and column of the output cell @param {number} stride
 * @param {number} dilation @param {number} row @param {number} column of the padded grid
 */
export function weightOn(kernel, place, stride, dilation, row, column) {
  const [y, x] = [row, column].map((each, axis) => (each - place[axis] * stride) / dilation);
  const isOn = Number.isInteger(y) && Number.isInteger(x) && hasCell(kernel, y, x);
  return isOn ? valueAt(kernel, y, x) : null;
}

/** @template Settings @param {(chosen: Settings) => readonly [down: number, across: number]} placesOf how many places there are */
export function walkOver(placesOf) {
  return {
    placesOf,
    /** How many steps there are, and how many in a row. @param {Settings} chosen @returns {[number, number]} */
    steps(chosen) {
      const [down, across] = placesOf(chosen);
      return [down * across, across];
    },
    /** The output cell of a step. @param {Settings & { step: number }} chosen @returns {[row: number, column: number]} */
    cellOf: (chosen) => placeOf(chosen.step - 1, placesOf(chosen)[1]),
    /** The step at an output cell; a cell beyond the output counts as the last. @param {Settings} chosen @param {number} row @param {number} column */
    stepAt(chosen, row, column) {
      const [down, across] = placesOf(chosen);
      return Math.min(row, down - 1) * across + Math.min(column, across - 1) + 1;
    },
  };
}
