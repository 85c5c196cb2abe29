/** A convolution as the matrix of a dense layer: almost all zeros, and the same few weights everywhere. */

import { sources, windowAxes } from "./windows.js";

/** @import { Settings } from "./windows.js" */

/**
 * Return one kernel on one channel as the sparse matrix of a dense layer, its weights shared by index: entry n stands at
 * (rows[n], columns[n]) and holds weight number weightIndex[n] of the kernel. A row is an output number, a column an input
 * number, both in the order of nn.Flatten.
 * @param {number} height @param {number} width @param {Settings} settings
 */
export function asMatrix(height, width, settings) {
  const [down, across] = windowAxes(height, width, settings).map(sources);
  const entries = down.flatMap((readRows, row) =>
    across.flatMap((readColumns, column) =>
      Array.from(readRows).flatMap((y, kernelRow) =>
        Array.from(readColumns, (x, kernelColumn) => ({
          row: row * across.length + column,
          column: y < 0 || x < 0 ? -1 : y * width + x,
          weight: kernelRow * readColumns.length + kernelColumn,
        })).filter((entry) => entry.column >= 0),
      ),
    ),
  );
  return {
    ...{ height: down.length * across.length, width: height * width },
    rows: entries.map(({ row }) => row),
    columns: entries.map(({ column }) => column),
    weightIndex: entries.map(({ weight }) => weight),
  };
}
