/** One cell of a grid, how it is put on the page, and outlines over cells. */

import { formatNumber } from "../arithmetic/rounding.js";
import { make, setText } from "../dom/dom.js";
import { styleOf } from "./scale.js";

/**
 * @typedef {object} Cell
 * @property {string} text the number; "" where nothing has been computed yet
 * @property {string} [below] a second line, shown where the cell is large enough
 * @property {import("./scale.js").Paint} [paint]
 * @property {string} [kind] "pad", "never" or "tap", several with spaces
 * @property {string} [hint] what a screen reader adds to the number
 */

/** @param {Cell} a @param {Cell} b */
export function isAlike(a, b) {
  const isEqual = a.text === b.text && a.below === b.below && a.kind === b.kind && a.hint === b.hint;
  return isEqual && a.paint?.background === b.paint?.background;
}

/** @param {HTMLElement} element @param {Cell} cell */
export function patch(element, { text, below = "", paint, kind = "", hint }) {
  setText(element, text);
  element.className = `cell ${kind}`;
  element.style.cssText = paint ? styleOf(paint) : "";
  if (below) element.dataset.below = below;
  else delete element.dataset.below;
  if (hint) element.setAttribute("aria-description", hint);
  else element.removeAttribute("aria-description");
}

/** What stands in each cell of a grid, row by row. @template Each @param {Grid} grid @param {(value: number, at: number) => Each} cell */
export const cellsOf = (grid, cell) => rowsOf(grid, (_row, _column, at) => cell(grid.values[at], at));

/** Numbers as cells of a colour. @param {Grid} grid @param {(value: number) => import("./scale.js").Paint} paint @param {boolean} [leadingZero] @returns {Cell[][]} */
export const paintedCells = (grid, paint, leadingZero = false) =>
  cellsOf(grid, (value) => ({ text: formatNumber(value, { leadingZero }), paint: paint(value) }));

/** What stands in each cell of a field, row by row. @template Each @param {{ height: number, width: number }} size @param {(row: number, column: number, at: number) => Each} cellAt @returns {Each[][]} */
export const rowsOf = ({ height, width }, cellAt) =>
  Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => cellAt(row, column, row * width + column)),
  );

/** Put empty cells into a grid that is read, row by row. @param {HTMLElement} place @param {string} id of the grid @param {number} height @param {number} width */
export function createCells(place, id, height, width) {
  const cells = rowsOf({ height, width }, (row, column) =>
    make("div", { role: "gridcell", id: `${id}-${row}-${column}` }),
  );
  place.replaceChildren(...cells.map((row) => make("div", { role: "row" }, ...row)));
  return cells;
}

/** Count their rows and columns from that cell of a larger grid on. @param {HTMLElement[][]} cells @param {number} row @param {number} column */
export function numberCells(cells, row, column) {
  for (const [y, line] of cells.entries()) {
    line[0].parentElement?.setAttribute("aria-rowindex", String(row + y + 1));
    for (const [x, cell] of line.entries()) cell.setAttribute("aria-colindex", String(column + x + 1));
  }
}

/** @typedef {{ row: number, column: number, height: number, width: number }} Area counted in cells from 0 */

/** The part of an area that lies inside a grid; its height or width is 0 where nothing of it does. @param {Area} area @param {{ height: number, width: number }} grid @returns {Area} */
export function insideOf(area, grid) {
  const [row, column] = [Math.max(area.row, 0), Math.max(area.column, 0)];
  const [bottom, right] = [area.row + area.height, area.column + area.width];
  const height = Math.max(Math.min(bottom, grid.height) - row, 0);
  return { row, column, height, width: Math.max(Math.min(right, grid.width) - column, 0) };
}

export function createMarks() {
  const element = make("div.marks.drawn-over", { "aria-hidden": true });
  let newest = 0; // of all changes of size
  return {
    element,
    /** Lay the outline called `name` over some cells, or take it away. @param {string} name @param {Area | null} area */
    mark(name, area) {
      const found = element.querySelector(`.${name}`);
      const outline = found instanceof HTMLElement ? found : make("div", { class: `mark placed ${name}` });
      outline.hidden = area === null;
      if (!area) return;
      for (const [side, value] of Object.entries(area)) outline.style.setProperty(`--${side}`, String(value));
      if (!found) element.append(outline);
    },
    /** The cells have another size: an outline stands where they are, it does not glide there. */
    settle() {
      const call = ++newest;
      element.classList.add("still");
      const painted = () => element.classList.toggle("still", call !== newest);
      requestAnimationFrame(() => requestAnimationFrame(painted)); // the first comes before the paint
    },
  };
}
