/** Max and average pooling of one map, as PyTorch computes them. */

import { zeros } from "./grid.js";
import { divisorOf, poolAxes } from "./pool_windows.js";
import { pixelsRead } from "./windows.js";

/** @import { Grid } from "./grid.js" */
/** @import { PoolingSettings } from "./pool_windows.js" */

/**
 * Return the largest value of every window, and where it stands: `winners` holds `row * width + column` in the
 * input, the first of equals; -1 where a window reads no pixel at all. A NaN wins its window.
 * @param {Grid} input
 * @param {PoolingSettings} settings
 * @returns {{values: Grid, winners: Int32Array}}
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

/** Where the largest value of one window stands, -1 without pixels. @param {Grid} input @param {number[]} rows @param {number[]} columns */
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
 * @param {Grid} input
 * @param {PoolingSettings} settings
 * @returns {Grid}
 */
export function averagePool(input, settings) {
  const axes = poolAxes(input.height, input.width, settings);
  const [rows, columns] = axes.map(pixelsRead);
  const averages = zeros(rows.length, columns.length);
  for (let cell = 0; cell < averages.values.length; cell++) {
    const [row, column] = [Math.floor(cell / averages.width), cell % averages.width];
    let sum = 0;
    for (const y of rows[row]) {
      for (const x of columns[column]) {
        sum += input.values[y * input.width + x];
      }
    }
    const pixels = rows[row].length * columns[column].length;
    averages.values[cell] = sum / divisorOf(settings, axes, row, column, pixels);
  }
  return averages;
}
