/** A convolution as the matrix of a dense layer: almost all zeros, and the same few weights everywhere. */

import { channelsRead } from "./channels.js";
import { sources, windowAxes } from "./windows.js";

/** @import { Settings } from "./windows.js" */

/**
 * Entry n of the matrix stands at (rows[n], columns[n]) and holds weight number weightIndex[n] of the flattened
 * weights. A row is an output number, a column an input number, both in the order of nn.Flatten.
 *
 * @typedef {{height: number, width: number, rows: Int32Array, columns: Int32Array, weightIndex: Int32Array}} LayerMatrix
 */

/**
 * Return output cell, input cell and kernel cell of every pixel that one kernel reads on one channel.
 * @param {Int32Array[]} down @param {Int32Array[]} across
 * @param {number} width of the input
 * @returns {[number, number, number][]}
 */
function places(down, across, width) {
  return down.flatMap((readRows, row) =>
    across.flatMap((readColumns, column) =>
      Array.from(readRows).flatMap((sourceRow, kernelRow) =>
        Array.from(readColumns, (sourceColumn, kernelColumn) => {
          const kernel = kernelRow * readColumns.length + kernelColumn;
          const source = sourceRow < 0 || sourceColumn < 0 ? -1 : sourceRow * width + sourceColumn;
          return /** @type {[number, number, number]} */ ([row * across.length + column, source, kernel]);
        }).filter(([, source]) => source >= 0),
      ),
    ),
  );
}

/**
 * Return a convolution as the sparse matrix of a dense layer, its weights shared by index.
 * @param {number} height @param {number} width @param {Settings} settings
 * @param {{in_channels: number, out_channels: number, groups?: number}} channels @returns {LayerMatrix}
 */
export function asMatrix(height, width, settings, { in_channels, out_channels, groups = 1 }) {
  const [down, across] = windowAxes(height, width, settings).map(sources);
  const found = places(down, across, width);
  const outputCells = down.length * across.length;
  const kernelCells = settings.kernel_size[0] * settings.kernel_size[1];
  /** @type {[number[], number[], number[]]} */
  const [rows, columns, weightIndex] = [[], [], []];
  for (let outChannel = 0; outChannel < out_channels; outChannel++) {
    const read = channelsRead(in_channels, out_channels, outChannel, groups);
    read.forEach((channel, number) => {
      const firstWeight = (outChannel * read.length + number) * kernelCells;
      for (const [output, source, kernel] of found) {
        rows.push(outChannel * outputCells + output);
        columns.push(channel * height * width + source);
        weightIndex.push(firstWeight + kernel);
      }
    });
  }
  return {
    height: out_channels * outputCells,
    width: in_channels * height * width,
    rows: Int32Array.from(rows),
    columns: Int32Array.from(columns),
    weightIndex: Int32Array.from(weightIndex),
  };
}
