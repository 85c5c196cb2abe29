/** Where the keyboard stands in a grid, and numbers that can be typed into its cells. */

import { hasCell } from "../arithmetic/grid.js";
import { formatNumber } from "../arithmetic/rounding.js";
import { readTyped, writeCells } from "../settings/table.js";
import { NumberGrid } from "./grid.js";

/** A cell that arrows move inside a grid. @param {readonly [height: number, width: number] | (() => readonly [height: number, width: number])} size @param {(row: number, column: number) => void} onMove */
export function createPointer(size, onMove) {
  let [row, column] = [0, 0];
  /** @param {number} y @param {number} x */
  const goTo = (y, x) => {
    const [height, width] = typeof size === "function" ? size() : size;
    [row, column] = [Math.min(Math.max(y, 0), height - 1), Math.min(Math.max(x, 0), width - 1)];
    onMove(row, column);
  };
  return {
    ...{ goTo, onMove },
    /** Stand there without a move. @param {number} y @param {number} x */
    standAt(y, x) {
      [row, column] = [y, x];
    },
    at: () => /** @type {[number, number]} */ ([row, column]),
    onArrow: (/** @type {number} */ down, /** @type {number} */ across) => goTo(row + down, column + across),
    onEnd: (/** @type {number} */ end) => goTo(row, end),
  };
}

/** Light the same place in grids of one size. @param {NumberGrid[]} grids @param {number} row @param {number} column */
export function linkAll(grids, row, column) {
  for (const grid of grids) {
    grid.point(row, column);
    grid.link([[row, column]]);
  }
}

/**
 * Move the window over the output cells: arrows inside them, Home and End to the ends of a row.
 * @param {Kit} kit @param {() => void} pause @param {{ placesOf: (chosen: any) => readonly [down: number, across: number],
 *   cellOf: (chosen: any) => [row: number, column: number], stepAt: (chosen: any, row: number, column: number) => number }} walk
 * @param {object} [beside] what is set with the step
 */
export function walkSteps(kit, pause, { placesOf, cellOf, stepAt }, beside) {
  /** @param {number} row @param {number} column */
  const goTo = (row, column) => {
    pause();
    kit.set({ ...beside, step: stepAt(kit.settings(), row, column) });
  };
  return {
    goTo,
    onArrow(/** @type {number} */ down, /** @type {number} */ across) {
      const [height, width] = placesOf(kit.settings());
      const [row, column] = cellOf(kit.settings());
      if (hasCell({ height, width }, row + down, column + across)) goTo(row + down, column + across);
    },
    onEnd: (/** @type {number} */ end) => goTo(cellOf(kit.settings())[0], end),
  };
}

/**
 * Moves of a place that is counted from 1: a press goes there, arrows by a cell, with Shift by `far`, Home and End to the ends
 * of its row; how far it can go is for its setting to say.
 * @param {() => { row: number, column: number }} here @param {(place: { row: number, column: number }) => void} goTo @param {number} far
 */
export const placeMoves = (here, goTo, far) => ({
  onPoint: (/** @type {number} */ row, /** @type {number} */ column) =>
    goTo({ row: row + 1, column: column + 1 }),
  onArrow(/** @type {number} */ down, /** @type {number} */ across, /** @type {boolean} */ isFar) {
    const [{ row, column }, by] = [here(), isFar ? far : 1];
    goTo({ row: row + by * down, column: column + by * across });
  },
  onEnd: (/** @type {number} */ end) => goTo({ row: here().row, column: end + 1 }),
});

/** @typedef {[grid: NumberGrid, row: number, column: number, first: string]} Opened a cell, and what has been typed into it already */

/**
 * Type another number into a setting that is cells; what is none within the limits is refused.
 * @param {Kit} kit @param {{ sentence: { remark: (saying: string) => void } }} hands @param {Opened} opened
 * @param {{ name: string, cells: Grid, limits: [number, number], at?: number, isWhole?: boolean, beside?: object }} asked at:
 *   of the cells, where the grid shows others around them; beside: what is set with it
 */
export function typeCell(kit, { sentence }, [grid, row, column, first], asked) {
  const { name, cells, limits, at = row * cells.width + column, isWhole = false, beside } = asked;
  grid.edit(row, column, first, kit.label("set.sign"), (typed) => {
    const number = readTyped(typed, limits);
    if (number !== null && (!isWhole || Number.isInteger(number)))
      return kit.set({ ...beside, [name]: writeCells({ ...cells, values: cells.values.with(at, number) }) });
    const [lowest, highest] = limits.map((limit) => formatNumber(limit));
    const refused = isWhole ? "set.edit_whole_refused" : "set.edit_refused";
    sentence.remark(kit.label(refused, { lowest, highest }));
  });
}

/** Arrows walk it as pointing does; a press, Enter or the first digit opens a cell. @param {ReturnType<typeof createPointer>} pointer @param {() => void} pause @param {() => void} onLeave @param {(opened: Opened) => void} edit */
export function createTypedGrid(pointer, pause, onLeave, edit) {
  /** @param {number} row @param {number} column */
  const open = (row, column, first = "") => {
    pause();
    pointer.goTo(row, column);
    edit([grid, row, column, first]);
  };
  const { onArrow, onEnd, onMove: onHover } = pointer;
  const onEdit = (/** @type {string} */ first) => open(...pointer.at(), first);
  /** @type {NumberGrid} */
  const grid = new NumberGrid({ onArrow, onEnd, onHover, onLeave, onPress: open, onEdit });
  return grid;
}
