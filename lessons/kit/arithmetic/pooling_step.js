/** One step of a pooling: what a window reads, what comes out, and where the gradient goes. */

import { zeros } from "./grid.js";
import { layerReads } from "./layers.js";
import { divisorOf, poolAxes } from "./pool_windows.js";
import { firstLargest } from "./pooling.js";

/** @import { Grid } from "./grid.js" */
/** @import { AdaptiveLayer, PoolingLayer } from "./layers.js" */

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
