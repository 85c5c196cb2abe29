/** The cells of every grid of the neuron figure: what stands in each, and how it is coloured. */

import { toRows } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { numberPaint, signedPaint } from "../../kit/grid/scale.js";
import { PIXELS, PLACES, SIDE } from "../model/limits.js";
import { weightAt } from "../model/numbers.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Cell } from "../../kit/grid/cell.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/numbers.js" */
/** @typedef {ReturnType<typeof import("../model/numbers.js").neuronOf>} Neuron */

const BRIGHTEST = 3;
const HALF = 2; // the heaviest weight has the middle colour, so that products can be stronger

/** @param {number} value @param {Kit} kit @returns {Cell} */
const pixelCell = (value, kit) => ({
  text: formatNumber(value),
  paint: numberPaint(value, BRIGHTEST, kit.theme),
});

/** @param {number} weight @param {Numbers} now @param {Kit} kit */
export const weightPaint = (weight, { heaviest }, kit) => signedPaint(weight, HALF * heaviest, kit.theme);

/** @template Item @param {Item[]} items @param {number} width */
function folded(items, width) {
  return Array.from({ length: items.length / width }, (_, row) =>
    items.slice(row * width, (row + 1) * width),
  );
}

/** The picture, the weights of one output on it. @param {Numbers} now @param {number} output @param {Kit} kit @returns {Cell[][]} */
export function windowCells({ picture, weights }, output, kit) {
  const cells = Array.from(picture.values, (value, pixel) => {
    const weight = weightAt(output, pixel);
    const below = weight < 0 ? "" : `×${formatNumber(weights[output][weight])}`;
    return { ...pixelCell(value, kit), below };
  });
  return folded(cells, SIDE);
}

/** The products as they are written: 2×1. @param {Numbers} now @param {Neuron} neuron @param {Kit} kit @returns {Cell[][]} */
export function productCells({ heaviest }, { window, kernel, products }, kit) {
  return toRows(products).map((row, y) =>
    row.map((product, x) => {
      const at = y * products.width + x;
      const [pixel, weight] = [window.values[at], kernel.values[at]].map((value) => formatNumber(value));
      return {
        text: `${pixel}×${weight}`,
        hint: `= ${formatNumber(product)}`,
        paint: signedPaint(product, HALF * heaviest * BRIGHTEST, kit.theme),
        kind: product === 0 ? "nothing" : "",
      };
    }),
  );
}

/** Each pixel of the window, and the weight on the edge it has. @param {Neuron} neuron @param {Kit} kit @returns {Cell[][]} */
export function neuronCells({ window, kernel }, kit) {
  return Array.from(window.values, (value, at) => [
    pixelCell(value, kit),
    { text: `×${formatNumber(kernel.values[at])}`, kind: "edge-weight" },
  ]);
}

/** All pixels in one row. @param {Numbers} now @param {Kit} kit @returns {Cell[][]} */
export const flatCells = ({ picture }, kit) => [Array.from(picture.values, (value) => pixelCell(value, kit))];

/** One row an output, one column a pixel. @param {Numbers} now @param {Kit} kit @returns {Cell[][]} */
export function matrixCells(now, kit) {
  const gap = { text: "·", kind: "gap", hint: kit.label("neuron.no_edge_short") };
  return now.weights.map((row, output) =>
    Array.from({ length: PIXELS }, (_, pixel) => {
      const weight = weightAt(output, pixel);
      if (weight < 0) return gap;
      return { text: formatNumber(row[weight]), paint: weightPaint(row[weight], now, kit), kind: "edge" };
    }),
  );
}

/** @param {Numbers} now @param {Kit} kit @returns {Cell[]} */
const outputs = ({ outputs: values, limit }, kit) =>
  values.map((value) => ({ text: formatNumber(value), paint: signedPaint(value, limit, kit.theme) }));

/** One below the other, as rows of the matrix give them. @param {Numbers} now @param {Kit} kit @returns {Cell[][]} */
export const columnCells = (now, kit) => outputs(now, kit).map((cell) => [cell]);

/** Folded to a map; when the picture is moved, with what should have come along. @param {Numbers} now @param {Settings} chosen @param {Kit} kit @returns {Cell[][]} */
export function outputCells(now, { down, right }, kit) {
  const isMoved = down !== 0 || right !== 0;
  const cells = outputs(now, kit).map((cell, at) => {
    const came = now.came[at];
    if (!isMoved || came === null) return cell;
    return { ...cell, below: `${came === now.outputs[at] ? "=" : "≠"} ${formatNumber(came)}` };
  });
  return folded(cells, PLACES);
}
