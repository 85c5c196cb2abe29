/** Max and average pooling as PyTorch computes them: all of it, its steps, and where the gradient goes. */

import { fromRows, zeros } from "./grid.js";
import { divisorOf, layerReads, poolAxes } from "./layers.js";
import { pixelsRead } from "./windows.js";

/** @import { Grid } from "./grid.js" */
/** @import { PoolingSettings, AdaptiveLayer, PoolingLayer } from "./layers.js" */

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
    const down = rows[Math.floor(cell / values.width)];
    const winner = firstLargest(input, down, columns[cell % values.width]);
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
  const [rows, columns] = layerReads(layer, input.height, input.width);
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
      for (const cell of cells) {
        gradient.values[cell] += incoming[at] / divisor;
      }
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
