/** What one cell of a deep map can see: the receptive field of a stack of layers, and the pixels themselves. */

import { effectiveKernelSize, paddingSides } from "./geometry.js";
import { zeros } from "./grid.js";
import { layerReads } from "./layers.js";

/** @import { Grid } from "./grid.js" */
/** @import { Layer, Reads } from "./layers.js" */
/** @import { Pair } from "./windows.js" */

/**
 * The field of one cell after a layer, as [down, across]: `size` pixels wide, `jump` pixels between the fields of
 * neighbouring cells, `start` where the first one begins (negative: in the padding).
 *
 * @typedef {{size: Pair, jump: Pair, start: Pair}} Field
 */

/** Return the field of one axis, one layer further up. @param {Field} field @param {Layer} layer @param {0 | 1} axis */
function grown(field, layer, axis) {
  const [size, jump, start] = [field.size[axis], field.jump[axis], field.start[axis]];
  if (!("kernel_size" in layer)) return { size, jump, start };
  const kernelSize = layer.kernel_size[axis];
  const dilation = layer.dilation?.[axis] ?? 1;
  const pooled = layer.name !== "Conv2d";
  const stride = layer.stride?.[axis] ?? (pooled ? kernelSize : 1);
  const padding = typeof layer.padding === "string" ? layer.padding : (layer.padding?.[axis] ?? 0);
  return {
    size: size + (effectiveKernelSize(kernelSize, dilation) - 1) * jump,
    jump: jump * stride,
    start: start - paddingSides(padding, kernelSize, dilation)[0] * jump,
  };
}

/**
 * Return the receptive field after each layer of a stack, by arithmetic and for any input size.
 * @param {Layer[]} layers convolutions, poolings and layers that treat every cell by itself
 * @returns {Field[]}
 */
export function receptiveFields(layers) {
  /** @type {Field} */
  let field = { size: [1, 1], jump: [1, 1], start: [0, 0] };
  return layers.map((layer) => {
    if ("output_size" in layer) throw new TypeError(`${layer.name} has no window of a fixed size`);
    const [down, across] = [grown(field, layer, 0), grown(field, layer, 1)];
    field = {
      size: [down.size, across.size],
      jump: [down.jump, across.jump],
      start: [down.start, across.start],
    };
    return field;
  });
}

/**
 * Return which pixels one cell of the last layer's output can see: 1 where it can, 0 elsewhere.
 * @param {Layer[]} layers
 * @param {number} height of the input
 * @param {number} width of the input
 * @param {number} row
 * @param {number} column
 * @returns {Grid}
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
  const seen = zeros(height, width);
  for (const y of rows) {
    for (const x of columns) {
      seen.values[y * width + x] = 1;
    }
  }
  return seen;
}
