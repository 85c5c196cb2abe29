/** Numbers that can be typed into the cells of a grid. */

import { formatNumber } from "../arithmetic/rounding.js";
import { readTyped } from "../settings/table.js";
import { NumberGrid } from "./grid.js";

/** @import { Kit } from "../dom/kit.js" */
/** @typedef {[row: number, column: number, first: string]} Opened a cell, and what has been typed into it already */

/**
 * Take another number for a cell; what is none within the limits is refused.
 * @param {Kit} kit
 * @param {NumberGrid} grid
 * @param {Opened} cell
 * @param {{ limits: [number, number], isWhole?: boolean, refused: string, remark: (saying: string) => void }} asked `refused`:
 *   the label that says which numbers can be typed
 * @param {(number: number) => void} take
 */
export function typeNumber(kit, grid, cell, { limits, isWhole = false, refused, remark }, take) {
  const [row, column, first] = cell;
  grid.edit(row, column, first, kit.label("set.sign"), (typed) => {
    const number = readTyped(typed, limits);
    const [lowest, highest] = limits.map((limit) => formatNumber(limit));
    const isGood = number !== null && (!isWhole || Number.isInteger(number));
    if (isGood) take(number);
    else remark(kit.label(refused, { lowest, highest }));
  });
}

/** Arrows walk it; a press, Enter or the first digit opens a cell. @param {ReturnType<typeof import("./pointer.js").createPointer>} pointer @param {{ pause: () => void, onHover: (row: number, column: number) => void, onLeave: () => void }} hands @param {(...cell: Opened) => void} edit */
export function createTypedGrid(pointer, { pause, onHover, onLeave }, edit) {
  /** @param {number} row @param {number} column */
  const open = (row, column, first = "") => {
    pause();
    pointer.goTo(row, column);
    edit(row, column, first);
  };
  const { onArrow, onEnd } = pointer;
  const onEdit = (/** @type {string} */ first) => open(...pointer.at(), first);
  return new NumberGrid({
    onArrow,
    onEnd,
    onHover,
    onLeave,
    onPress: (row, column) => open(row, column),
    onEdit,
  });
}
