/** What one cell of a deep map can see: the pixels of its receptive field. */

import { gridOf } from "./grid.js";
import { layerReads } from "./layers.js";

/** @import { Grid } from "./grid.js" */
/** @import { Layer, Reads } from "./layers.js" */

/**
 * Return which pixels one cell of the last layer's output can see: 1 where it can, 0 elsewhere.
 * @param {Layer[]} layers
 * @param {number} height of the input
 * @param {number} width of the input
 * @param {number} row @param {number} column @returns {Grid}
 */
export function inputCells(layers, height, width, row, column) {
  /** @type {[Reads, Reads][]} */
  const reads = [];
  let [tall, wide] = [height, width];
  for (const layer of layers) {
    const [down, across] = layerReads(layer, tall, wide);
    [tall, wide] = [down.length, across.length];
    reads.push([down, across]);
  }
  if (!(row >= 0 && row < tall && column >= 0 && column < wide)) {
    throw new RangeError(`no cell (${row}, ${column}) in ${tall} x ${wide}`);
  }
  let [rows, columns] = [new Set([row]), new Set([column])];
  for (const [down, across] of reads.reverse()) {
    rows = new Set([...rows].flatMap((index) => down[index]));
    columns = new Set([...columns].flatMap((index) => across[index]));
  }
  return gridOf(height, width, (y, x) => Number(rows.has(y) && columns.has(x)));
}
