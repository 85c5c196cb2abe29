/** Max and average pooling of one map, as PyTorch computes them. */

import { fromRows, zeros } from "./grid.js";
import { poolAxes } from "./pool_windows.js";
import { poolingSteps } from "./pooling_step.js";
import { pixelsRead } from "./windows.js";

/** @import { Grid } from "./grid.js" */
/** @import { PoolingSettings } from "./pool_windows.js" */

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
export function firstLargest({ width, values }, rows, columns) {
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
