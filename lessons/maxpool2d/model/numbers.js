/** What a pooling reads and gives: the windows of every output cell, laid on the map with its padding. */

import { adaptiveWindow, effectiveKernelSize } from "../../kit/arithmetic/geometry.js";
import { gridOf } from "../../kit/arithmetic/grid.js";
import { poolingSteps } from "../../kit/arithmetic/pooling.js";
import { cellOf, layerOf, outputOf, poolingOf, strideOf } from "./limits.js";

/** @import { PoolingStep } from "../../kit/arithmetic/pooling.js" */
/** @import { Settings } from "./limits.js" */
/** @typedef {NonNullable<ReturnType<typeof compute>>} Numbers */

// As a convolution leaves them: above and below 0, whole, so that every maximum and every sum can be done by hand.
// Its first seven rows and columns are the map of the start.
const SIGNED = [
  [-2, 6, 4, 1, -2, -4, 4, 2, 0],
  [-4, 6, 4, 1, -2, -4, 6, 1, -1],
  [-4, 3, 2, 1, 0, -1, 6, 0, -2],
  [-3, 1, 0, 1, 2, 1, 5, -1, 3],
  [-3, -1, 0, 1, 2, 3, 5, -2, 4],
  [-3, -3, 0, 1, 2, 5, 5, -3, 2],
  [-1, -3, -1, 1, 3, 5, 3, -4, 1],
  [0, 2, -2, 4, 1, -5, 2, 7, -6],
  [1, -1, 3, -3, 2, 0, -4, 5, 8],
];

/** The map that is pooled. @param {{ input: string, height: number, width: number }} chosen @returns {Grid} */
export const mapOf = ({ input, height, width }) =>
  gridOf(height, width, (row, column) => {
    if (input === "map") return SIGNED[row][column];
    return input === "ones" ? 1 : -1;
  });

/** How far apart the cells are that a window reads. @param {Settings} chosen @param {number} axis */
const apartOf = ({ dilation, layer }, axis) => (layer === "MaxPool2d" ? dilation[axis] : 1);

/** The window of an output cell on one axis, in the cells that are drawn. @param {Settings} chosen @param {number} axis @param {number} place @returns {[start: number, length: number]} */
export function windowAlong(chosen, axis, place) {
  if (chosen.layer === "AdaptiveAvgPool2d") {
    const size = axis === 0 ? chosen.height : chosen.width;
    const read = adaptiveWindow(size, chosen.output_size[axis], place);
    return [read[0], read.length];
  }
  const span = effectiveKernelSize(chosen.kernel_size[axis], apartOf(chosen, axis));
  return [place * strideOf(chosen)[axis], span];
}

/** Everything the figure shows of these settings, or null while PyTorch refuses. @param {Settings} chosen */
export function compute(chosen) {
  const out = outputOf(chosen);
  if (!out) return null;
  const isAdaptive = chosen.layer === "AdaptiveAvgPool2d";
  const map = mapOf(chosen);
  const steps = poolingSteps(layerOf(chosen), map);
  const cell = cellOf(chosen);
  const border = isAdaptive ? [0, 0] : chosen.padding;
  const [[top, height], [left, width]] = cell.map((place, axis) => windowAlong(chosen, axis, place));
  /** @param {number} axis @param {number} size */
  const drawn = (axis, size) => {
    const [start, length] = windowAlong(chosen, axis, out[axis] - 1);
    return Math.max(size + 2 * border[axis], start + length);
  };
  const [rows, columns] = [top, left].map((start, axis) =>
    Array.from({ length: chosen.kernel_size[axis] }, (_, at) => start + at * apartOf(chosen, axis)),
  );
  return {
    map,
    border, // cells of padding above and left
    shown: [drawn(0, chosen.height), drawn(1, chosen.width)], // rows and columns: the map, its padding, what hangs over
    steps, // of every output cell
    step: steps[cell[0]][cell[1]], // that is looked at
    cell, // of the output, from 0
    window: { row: top, column: left, height, width }, // of this step, in the cells that are drawn
    taps: isAdaptive ? [] : rows.flatMap((y) => columns.map((x) => [y, x])), // the cells of it that are read, as drawn
    read: new Set(steps.flat().flatMap(({ cells }) => cells)), // pixels that some window reads
  };
}

/** The output with the other ceil_mode. @param {Settings} chosen @param {0 | 1} ceil_mode @returns {PoolingStep[][] | null} */
export function stepsWith(chosen, ceil_mode) {
  const other = { ...chosen, ceil_mode };
  return outputOf(other) ? poolingSteps(layerOf(other), mapOf(other)) : null;
}

/** What the same window gives in another pooling; null where it is no such layer's. @param {Settings} chosen @param {"MaxPool2d" | "AvgPool2d"} name @param {number} count_include_pad @returns {PoolingStep | null} */
export function stepOf(chosen, name, count_include_pad) {
  const { layer, dilation } = chosen;
  const isSpread = layer === "MaxPool2d" && dilation.some((apart) => apart !== 1);
  if (layer === "AdaptiveAvgPool2d" || (isSpread && name === "AvgPool2d")) return null;
  const other = poolingOf(
    {
      ...chosen,
      count_include_pad,
      dilation: layer === "MaxPool2d" ? dilation : [1, 1],
      // Of a divisor of 0 nothing comes, and a maximum has none.
      divisor_override: layer === "AvgPool2d" ? chosen.divisor_override || "None" : "None",
    },
    name,
  );
  const [row, column] = cellOf(chosen);
  return poolingSteps(other, mapOf(chosen))[row]?.[column] ?? null;
}
