/** Which cells of the digit's grids and maps a step rings: what it reads, and the dot that comes of it. */

/** @import { Area } from "../../kit/grid/marks.js" */
/** @import { Settings } from "../model/given.js" */
/** @typedef {Partial<Record<import("./cells.js").Name, Area>>} Rings */

const [KERNEL, MAP, POOL, CLASSES] = [5, 24, 2, 10];

/** An area from a place on, within a map. @param {number} row from 0 @param {number} column @param {number} size @param {number} [side] of the map @returns {Area} */
function square(row, column, size, side = Number.MAX_SAFE_INTEGER) {
  const [top, left] = [Math.max(row, 0), Math.max(column, 0)];
  const [bottom, right] = [row, column].map((from) => Math.min(from + size, side));
  return { row: top, column: left, height: bottom - top, width: right - left };
}

/** @param {Settings} chosen @returns {{ tiles: Rings, dots: Rings }} */
export function digitMarks({ layer, parameter, row, column }) {
  const [y, x] = [row - 1, column - 1];
  const cell = square(y, x, 1);
  const window = square(POOL * y, POOL * x, POOL);
  const [only, whole] = [square(0, 0, 1), square(0, 0, MAP)];
  if (layer === "score") return { tiles: { score: cell, loss: only }, dots: { score: cell } };
  if (layer === "features") {
    const scores = { row: 0, column: 0, height: CLASSES, width: 1 };
    return { tiles: { pool: cell }, dots: { pool: cell, score: scores } };
  }
  if (layer === "pool")
    return { tiles: { active: window, pool: cell }, dots: { active: window, pool: cell } };
  if (layer === "relu")
    return {
      tiles: { input: square(y, x, KERNEL), conv: cell, active: cell },
      dots: { conv: cell, active: cell },
    };
  if (layer === "pixel") {
    const readers = square(y - KERNEL + 1, x - KERNEL + 1, KERNEL, MAP);
    return { tiles: { input: cell }, dots: { input: cell, conv: readers } };
  }
  if (layer !== "conv") return { tiles: {}, dots: {} };
  if (parameter === "bias") return { tiles: { bias: only }, dots: { bias: only, conv: whole } };
  return { tiles: { input: square(y, x, MAP), kernel: cell }, dots: { kernel: cell, conv: whole } };
}
