// @ts-check
/** The cells of the four grids: what stands in each, and how it is coloured. */

import { formatNumber } from "../kit/arithmetic/rounding.js";
import { numberPaint, signedPaint } from "../kit/scale.js";
import { BRIGHTEST, cellOf, outputLimit } from "./numbers.js";

/**
 * @typedef {import("../kit/arithmetic/grid.js").Grid} Grid
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("../kit/address.js").Settings} Settings
 * @typedef {import("../kit/grid.js").Cell} Cell
 * @typedef {import("./numbers.js").Numbers} Numbers
 * @typedef {import("../kit/arithmetic/convolution.js").Step} Step
 */

const WEIGHT_LIMIT = 2; // a weight of 1 then has the middle blue, and a 5x5 of larger ones would still differ

/** @param {Grid} grid @param {(value: number, at: number) => Cell} cell @returns {Cell[][]} */
function rowsOf({ height, width, values }, cell) {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => cell(values[row * width + column], row * width + column)),
  );
}

/** The input with its padding as one grid. @param {Numbers} now @param {Settings} chosen @param {Kit} kit @returns {Cell[][]} */
export function inputCells({ input, reads, kernel, padding }, chosen, kit) {
  const [top, left] = cellOf(chosen).map((place) => place * chosen.stride);
  const size = input.height + 2 * padding;
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => {
      const [weightRow, weightColumn] = [y - top, x - left];
      const inWindow =
        Math.min(weightRow, weightColumn) >= 0 && Math.max(weightRow, weightColumn) < kernel.height;
      const weight = inWindow ? kernel.values[weightRow * kernel.width + weightColumn] : 0;
      const below = inWindow ? `×${formatNumber(weight)}` : "";
      const [row, column] = [y - padding, x - padding];
      const inside = row >= 0 && column >= 0 && row < input.height && column < input.width;
      if (!inside) return { text: "0", kind: "pad", below, hint: kit.label("conv.padding_cell") };
      const at = row * input.width + column;
      const text = formatNumber(input.values[at]);
      if (reads.values[at] === 0) return { text, kind: "never", hint: kit.label("conv.never_read") };
      return { text, below, paint: numberPaint(input.values[at], BRIGHTEST, kit.theme) };
    }),
  );
}

/** @param {Numbers} now @param {Kit} kit @returns {Cell[][]} */
export function kernelCells({ kernel }, kit) {
  return rowsOf(kernel, (value) => ({
    text: formatNumber(value),
    paint: signedPaint(value, WEIGHT_LIMIT, kit.theme),
  }));
}

/** @param {Numbers} now @param {Step} step @param {Kit} kit @returns {Cell[][]} */
export function productCells({ kernel }, { window, products }, kit) {
  return rowsOf(products, (value, at) => ({
    text: formatNumber(value),
    below: `${formatNumber(window.values[at])}×${formatNumber(kernel.values[at])}`,
    paint: signedPaint(value, WEIGHT_LIMIT * BRIGHTEST, kit.theme),
  }));
}

/** The output as far as the window has come. @param {Numbers} now @param {Settings} chosen @param {Kit} kit @returns {Cell[][]} */
export function outputCells(now, chosen, kit) {
  const limit = outputLimit(now, chosen);
  return rowsOf(now.output, (value, at) => {
    if (at >= chosen.step) return { text: "", hint: kit.label("conv.not_yet") };
    return { text: formatNumber(value), paint: signedPaint(value, limit, kit.theme) };
  });
}
