/** A grid of numbers as one text for the address: "2,0,1;1,3,0", rows apart by semicolons. */

import { gridOf } from "../arithmetic/grid.js";

/** @import { Grid } from "../arithmetic/grid.js" */

/** @param {Grid} grid */
export function writeCells({ height, width, values }) {
  const rows = Array.from({ length: height }, (_, row) =>
    values.slice(row * width, (row + 1) * width).join(","),
  );
  return rows.join(";");
}

/**
 * The grid a text stands for; null unless every cell is a number with at most two decimals within the limits.
 * @param {string} text @param {[number, number]} limits @returns {Grid | null}
 */
export function readCells(text, [lowest, highest]) {
  const rows = text.split(";").map((row) => row.split(","));
  const width = rows[0].length;
  const isNumber = /^-?\d{1,3}(\.\d{1,2})?$/;
  const isGood = (/** @type {string} */ cell) =>
    isNumber.test(cell) && Number(cell) >= lowest && Number(cell) <= highest;
  if (!rows.every((row) => row.length === width && row.every(isGood))) return null;
  return { height: rows.length, width, values: Float64Array.from(rows.flat(), Number) };
}

/** The same cells in another size: cut off, or with zeros added, at the right and below. @param {Grid} grid @param {number} height @param {number} width */
export function resized(grid, height, width) {
  return gridOf(height, width, (row, column) =>
    row < grid.height && column < grid.width ? grid.values[row * grid.width + column] : 0,
  );
}

/** A number as people write it: −.5, +2 or 2,5; null unless it is one that a cell can be. @param {string} typed @param {[number, number]} limits */
export function readTyped(typed, limits) {
  const plain = typed
    .replace("−", "-")
    .replace(",", ".")
    .replace(/^\+/, "")
    .replace(/^(-?)\./, "$10.");
  const cells = readCells(plain, limits);
  return cells?.values.length === 1 ? cells.values[0] : null;
}
