/** What a pooling reads and gives: the windows of every output cell, laid on the map with its padding. */

import { adaptiveWindow } from "../../kit/arithmetic/geometry.js";
import { gridOf } from "../../kit/arithmetic/grid.js";
import { poolAxes, poolingSteps } from "../../kit/arithmetic/pooling.js";
import { inputIndex } from "../../kit/arithmetic/windows.js";
import { layerOf, outputOf, poolingOf, strideOf } from "./limits.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { PoolingStep } from "../../kit/arithmetic/pooling.js" */
/** @import { Area } from "../../kit/grid/cell.js" */
/** @import { Settings } from "./limits.js" */
/**
 * @typedef {object} Numbers
 * @property {Grid} map
 * @property {readonly [number, number]} border cells of padding above and left
 * @property {readonly [number, number]} shown rows and columns that are drawn: the map, its padding, what hangs over
 * @property {PoolingStep[][]} steps of every output cell
 * @property {PoolingStep} step that is looked at
 * @property {readonly [row: number, column: number]} cell of the output, from 0
 * @property {Area} window of this step, in the cells that are drawn
 * @property {readonly [row: number, column: number][]} taps the cells of the window that a dilation leaves, as drawn
 * @property {Set<number>} read pixels that some window reads
 */

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

/** Row and column of the step, from 0. @param {Settings} chosen @returns {[number, number]} */
export function cellOf(chosen) {
  const [, columns] = outputOf(chosen) ?? [1, 1];
  return [Math.floor((chosen.step - 1) / columns), (chosen.step - 1) % columns];
}

/** How far a window reaches. @param {Settings} chosen @param {0 | 1} axis */
const spanOf = ({ kernel_size, dilation, layer }, axis) =>
  (layer === "MaxPool2d" ? dilation[axis] : 1) * (kernel_size[axis] - 1) + 1;

/** The window of an output cell on one axis, in the cells that are drawn. @param {Settings} chosen @param {0 | 1} axis @param {number} place @returns {[start: number, length: number]} */
export function windowAlong(chosen, axis, place) {
  const size = axis === 0 ? chosen.height : chosen.width;
  if (chosen.layer === "AdaptiveAvgPool2d") {
    const read = adaptiveWindow(size, chosen.output_size[axis], place);
    return [read[0], read.length];
  }
  return [place * strideOf(chosen)[axis], spanOf(chosen, axis)];
}

/** Rows and columns that are drawn: a last window may hang over the padding. @param {Settings} chosen @param {0 | 1} axis @param {number} places */
function drawn(chosen, axis, places) {
  const size = axis === 0 ? chosen.height : chosen.width;
  if (chosen.layer === "AdaptiveAvgPool2d") return size;
  const [start, length] = windowAlong(chosen, axis, places - 1);
  return Math.max(size + 2 * chosen.padding[axis], start + length);
}

/** The cells of the window that are read, where they are drawn. @param {Settings} chosen @param {readonly [number, number]} cell */
function tapsOf(chosen, [row, column]) {
  const layer = layerOf(chosen);
  if ("output_size" in layer) return [];
  const axes = poolAxes(chosen.height, chosen.width, layer);
  const [rows, columns] = axes.map((axis, at) =>
    Array.from(
      { length: axis.kernelSize },
      (_, kernel) => inputIndex(axis, at === 0 ? row : column, kernel) + chosen.padding[at],
    ),
  );
  return rows.flatMap((y) => columns.map((x) => /** @type {[number, number]} */ ([y, x])));
}

/** Everything the figure shows of these settings, or null while PyTorch refuses. @param {Settings} chosen @returns {Numbers | null} */
export function compute(chosen) {
  const out = outputOf(chosen);
  if (!out) return null;
  const map = mapOf(chosen);
  const steps = poolingSteps(layerOf(chosen), map);
  const cell = cellOf(chosen);
  const border = chosen.layer === "AdaptiveAvgPool2d" ? [0, 0] : chosen.padding;
  const [top, height] = windowAlong(chosen, 0, cell[0]);
  const [left, width] = windowAlong(chosen, 1, cell[1]);
  return {
    map,
    border: [border[0], border[1]],
    shown: [drawn(chosen, 0, out[0]), drawn(chosen, 1, out[1])],
    steps,
    step: steps[cell[0]][cell[1]],
    cell,
    window: { row: top, column: left, height, width },
    taps: tapsOf(chosen, cell),
    read: new Set(steps.flat().flatMap(({ cells }) => cells)),
  };
}

/** How many windows there are, and how many in a row. @param {Settings} _chosen @param {Numbers | null} now @returns {[number, number] | null} */
export function steps(_chosen, now) {
  return now && [now.steps.length * now.steps[0].length, now.steps[0].length];
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
