/** Pooling as PyTorch computes it: which pixels each window reads, what comes of them, and what each gets of the gradient. */

import { adaptiveWindow, pooledSize, poolingRefusal } from "./geometry.js";
import { fromRows, placeOf, zeros } from "./grid.js";
import { alongAxis, eitherRefusal, inputIndex, layOut, pixelsRead } from "./windows.js";

/** @import { Axis } from "./windows.js" */

/**
 * @typedef {{ kernel_size: Pair, stride?: Pair | null, padding?: Pair, dilation?: Pair, ceil_mode?: boolean,
 *   count_include_pad?: boolean, divisor_override?: number | null }} PoolingSettings the arguments of nn.MaxPool2d, which alone
 *   has a dilation, and of nn.AvgPool2d, which alone has the last two; no stride, or null, is the kernel's size
 */

/** Return how the windows of a pooling lie on both axes; refuses settings without an output. @param {number} height @param {number} width @param {PoolingSettings} settings */
export function poolAxes(height, width, settings) {
  const whole = { ...settings, stride: settings.stride ?? settings.kernel_size };
  const { divisor_override } = whole;
  const byZero = divisor_override === 0 ? { reason: "divisor_zero", values: { divisor_override } } : null;
  const refused = eitherRefusal(height, width, (size, axis) => poolingRefusal(alongAxis(size, axis, whole)));
  return layOut(height, width, whole, refused ?? byZero, pooledSize);
}

/**
 * Return how many cells of one axis an average divides by when padding counts: the window up to the end of the
 * padding, but never what ceil_mode lets hang over it.
 * @param {Axis} axis @param {number} output @returns {number}
 */
function cellsCounted(axis, output) {
  const start = inputIndex(axis, output, 0);
  return Math.min(start + axis.kernelSize, axis.inputSize + axis.before) - start;
}

/**
 * Return what an average pooling divides the sum of one window by.
 * @param {PoolingSettings} settings @param {[Axis, Axis]} axes @param {number} row @param {number} column
 * @param {number} pixels how many pixels this window reads, padding left out
 * @returns {number}
 */
function divisorOf(settings, [rows, columns], row, column, pixels) {
  const { count_include_pad = true, divisor_override = null } = settings;
  if (divisor_override !== null) return divisor_override;
  return count_include_pad ? cellsCounted(rows, row) * cellsCounted(columns, column) : pixels;
}

/**
 * A layer by PyTorch's name, with its arguments.
 *
 * @typedef {{name: "MaxPool2d" | "AvgPool2d"} & PoolingSettings} PoolingLayer
 * @typedef {{name: "AdaptiveAvgPool2d" | "AdaptiveMaxPool2d", output_size: readonly [number | null, number | null]}} AdaptiveLayer
 */

/**
 * Return for every output index the pixels it reads, down and across; what is padding reads none.
 * @param {PoolingLayer | AdaptiveLayer} layer @param {Grid} input @returns {number[][][]}
 */
function layerReads(layer, { height, width }) {
  if (!("output_size" in layer)) return poolAxes(height, width, layer).map(pixelsRead);
  return [height, width].map((inputSize, axis) => {
    const length = layer.output_size[axis] ?? inputSize;
    return Array.from({ length }, (_, index) => adaptiveWindow(inputSize, length, index));
  });
}

/**
 * Return the largest value of every window, and where it stands: `winners` holds `row * width + column` in the
 * input, the first of equals; -1 where a window reads no pixel at all. A NaN wins its window.
 * @param {Grid} input @param {PoolingSettings} settings @returns {{values: Grid, winners: Int32Array}}
 */
export function maxPool(input, settings) {
  const [rows, columns] = poolAxes(input.height, input.width, settings).map(pixelsRead);
  const values = zeros(rows.length, columns.length);
  const winners = new Int32Array(values.values.length).fill(-1);
  values.values.fill(Number.NEGATIVE_INFINITY);
  for (let cell = 0; cell < winners.length; cell++) {
    const [row, column] = placeOf(cell, values.width);
    const winner = firstLargest(input, rows[row], columns[column]);
    if (winner < 0) continue;
    winners[cell] = winner;
    values.values[cell] = input.values[winner];
  }
  return { values, winners };
}

/** Return where the first of the largest values of one window stands, -1 without pixels; a NaN beats every number. @param {Grid} input @param {number[]} rows @param {number[]} columns */
function firstLargest({ width, values }, rows, columns) {
  let winner = -1;
  let largest = Number.NEGATIVE_INFINITY;
  for (let y = 0; y < rows.length; y++) {
    const first = rows[y] * width;
    for (let x = 0; x < columns.length; x++) {
      const value = values[first + columns[x]];
      if (winner < 0 || value > largest || Number.isNaN(value)) {
        largest = value;
        winner = first + columns[x];
      }
    }
  }
  return winner;
}

/**
 * Return the average of every window. Padding counts as zeros unless `count_include_pad` is false;
 * `divisor_override` divides every window alike.
 * @param {Grid} input @param {PoolingSettings} settings @returns {Grid}
 */
export function averagePool(input, settings) {
  const steps = poolingSteps({ name: "AvgPool2d", ...settings }, input);
  return fromRows(steps.map((row) => row.map(({ output }) => output)));
}

/**
 * `cells` are the pixels read, as `row * width + column`, padding left out, and `values` their numbers. Max
 * pooling has a `winner`, the first of equals, -1 when the window reads no pixel; average pooling a `divisor`.
 *
 * @typedef {{cells: number[], values: number[], output: number, winner?: number, divisor?: number}} PoolingStep
 */

/**
 * Return every step of a pooling, row by row. A layer with output size 1 is global pooling.
 * @param {PoolingLayer | AdaptiveLayer} layer @param {Grid} input @returns {PoolingStep[][]}
 */
export function poolingSteps(layer, input) {
  const [rows, columns] = layerReads(layer, input);
  const axes = layer.name === "AvgPool2d" ? poolAxes(input.height, input.width, layer) : null;
  const isLargest = layer.name === "MaxPool2d" || layer.name === "AdaptiveMaxPool2d";
  return rows.map((readRows, row) =>
    columns.map((readColumns, column) => {
      const cells = readRows.flatMap((y) => readColumns.map((x) => y * input.width + x));
      const values = cells.map((cell) => input.values[cell]);
      if (isLargest) {
        const winner = firstLargest(input, readRows, readColumns);
        return { cells, values, output: input.values[winner] ?? Number.NEGATIVE_INFINITY, winner };
      }
      const settings = /** @type {PoolingLayer} */ (layer);
      const divisor = axes ? divisorOf(settings, axes, row, column, cells.length) : cells.length;
      return { cells, values, output: values.reduce((sum, value) => sum + value, 0) / divisor, divisor };
    }),
  );
}

/**
 * Return what each pixel gets of the gradient at the output: the winner of a window all of it, the first of
 * equals; with average pooling everyone the same part.
 * @param {PoolingLayer | AdaptiveLayer} layer @param {Grid} input
 * @param {ArrayLike<number>} incoming one number a window, row by row
 * @returns {Grid}
 */
export function poolingBackward(layer, input, incoming) {
  const gradient = zeros(input.height, input.width);
  const steps = poolingSteps(layer, input).flat();
  steps.forEach(({ cells, winner, divisor }, at) => {
    if (divisor !== undefined) {
      for (const cell of cells) gradient.values[cell] += incoming[at] / divisor;
    } else if (winner !== undefined && winner >= 0) {
      gradient.values[winner] += incoming[at];
    }
  });
  return gradient;
}

/** Return what each pixel gets when 1 comes back to every output cell. @param {PoolingLayer | AdaptiveLayer} layer @param {Grid} input @returns {Grid} */
export function gradientShares(layer, input) {
  const windows = poolingSteps(layer, input).flat().length;
  return poolingBackward(layer, input, new Float64Array(windows).fill(1));
}
