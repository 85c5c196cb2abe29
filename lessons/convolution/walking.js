// @ts-check
/** How the four grids answer: arrows move the window, a pressed output cell becomes the step, a weight lights its twins. */

import { createGrid } from "../kit/grid.js";
import { cellOf, settings, stepAt } from "./numbers.js";

/** @typedef {import("../kit/entry.js").Kit} Kit */

/** The grids on which arrow keys move the window. @param {Kit} kit @param {() => void} beforeMove */
function createWindowGrids(kit, beforeMove) {
  /** @param {number} row @param {number} column */
  const goTo = (row, column) => {
    beforeMove();
    kit.set({ step: stepAt(kit.settings(), row, column) });
  };
  /** @param {number} down @param {number} across */
  const onArrow = (down, across) => {
    const [row, column] = cellOf(kit.settings());
    const places = Math.sqrt(settings.step.limits(kit.settings())[1]);
    const [y, x] = [row + down, column + across];
    if (y >= 0 && x >= 0 && y < places && x < places) goTo(y, x);
  };
  /** @param {"first" | "last"} end of the row */
  const onEnd = (end) => goTo(cellOf(kit.settings())[0], end === "first" ? 0 : Number.MAX_SAFE_INTEGER);
  return { input: createGrid({ onArrow, onEnd }), output: createGrid({ onArrow, onEnd, onPress: goTo }) };
}

/** The four grids, wired together. @param {Kit} kit @param {() => void} beforeMove */
export function createGrids(kit, beforeMove) {
  const { input, output } = createWindowGrids(kit, beforeMove);
  let pointer = [0, 0];
  /** Outline one weight wherever it stands. @param {number} row @param {number} column */
  const link = (row, column) => {
    pointer = [row, column];
    const [top, left] = cellOf(kit.settings()).map((place) => place * kit.settings().stride);
    input.mark("linked", { row: top + row, column: left + column, height: 1, width: 1 });
    for (const grid of [kernel, products]) {
      grid.point(row, column);
      grid.mark("linked", { row, column, height: 1, width: 1 });
    }
  };
  const onLeave = () => {
    for (const grid of [input, kernel, products]) grid.mark("linked", null);
  };
  /** @param {number} down @param {number} across */
  const onArrow = (down, across) => {
    const last = kit.settings().kernel_size - 1;
    const [row, column] = [pointer[0] + down, pointer[1] + across];
    link(Math.min(Math.max(row, 0), last), Math.min(Math.max(column, 0), last));
  };
  const weights = { onHover: link, onPress: link, onLeave, onArrow };
  const [kernel, products] = [createGrid(weights), createGrid(weights)];
  return { input, kernel, products, output, unlink: onLeave };
}
