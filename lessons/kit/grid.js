// @ts-check
/** A grid of numbers that can be read, pointed at and walked by arrow keys; its box never changes size. */

import { arrowKeys, make } from "./dom.js";
import { createMarks } from "./marks.js";

/**
 * @typedef {object} Cell
 * @property {string} text the number; "" where nothing has been computed yet
 * @property {string} [below] a second line, shown where the cell is large enough
 * @property {import("./scale.js").Paint} [paint]
 * @property {string} [kind] "pad", "never", "ask" or "linked", several with spaces
 * @property {string} [hint] what a screen reader adds to the number
 *
 * @typedef {import("./marks.js").Area} Area
 *
 * @typedef {object} GridView
 * @property {HTMLElement} element
 * @property {(name: string, rows: Cell[][]) => void} show
 * @property {(name: string, area: Area | null) => void} mark lay an outline over some cells
 * @property {(box: number) => void} fit
 * @property {(row: number, column: number) => void} point say which cell the keyboard is on
 * @property {(area: Area) => DOMRect} rectOf where some cells lie on the screen, also while an outline still moves
 */

const LARGEST_CELL = 66;
const TWO_LINES = 36; // px: a second line needs that much
let grids = 0;

/** The size of a digit in a cell of that many pixels: the design sheet, section 2. @param {number} cell @param {boolean} hasDecimals */
function digitSize(cell, hasDecimals) {
  if (hasDecimals) return Math.min(Math.max(Math.floor(cell * 0.44), 11), 17);
  if (cell >= 40) return 17;
  if (cell >= 33) return 16;
  return cell >= 24 ? 15 : 12;
}

/** @param {HTMLElement} element @param {Cell} cell */
function patch(element, { text, below = "", paint, kind = "", hint }) {
  if (element.textContent !== text) element.textContent = text;
  element.className = `cell ${kind}`;
  element.style.background = paint?.background ?? "";
  element.style.color = paint?.ink ?? "";
  if (below) element.dataset.below = below;
  else delete element.dataset.below;
  if (hint) element.setAttribute("aria-description", hint);
  else element.removeAttribute("aria-description");
}

/**
 * @param {object} wiring
 * @param {(row: number, column: number) => void} [wiring.onPress] a cell is pressed or, with the keyboard, entered
 * @param {(down: number, across: number) => void} [wiring.onArrow]
 * @param {(row: number, column: number) => void} [wiring.onHover]
 * @param {() => void} [wiring.onLeave]
 * @param {(end: "first" | "last") => void} [wiring.onEnd] Home and End
 * @param {boolean} [wiring.hasDecimals] its numbers need more width: smaller digits
 * @returns {GridView}
 */
export function createGrid({ onPress, onArrow, onHover, onLeave, onEnd, hasDecimals = false }) {
  const id = `grid-${++grids}`;
  const table = make("div", { role: "grid", tabindex: 0, class: "cells" });
  const marks = createMarks();
  const element = make("div", { class: "grid-box" }, table, marks.element);
  /** @type {HTMLElement[][]} */
  let cells = [];
  let box = 0;
  let size = 0;

  const fitCells = () => {
    const columns = Math.max(cells[0]?.length ?? 1, cells.length, 1);
    size = Math.min(Math.floor(box / columns), LARGEST_CELL);
    element.style.setProperty("--cell", `${size}px`);
    element.style.setProperty("--digit", `${digitSize(size, hasDecimals)}px`);
    element.classList.toggle("two-lines", size >= TWO_LINES);
  };

  /** @param {number} height @param {number} width */
  const reshape = (height, width) => {
    cells = Array.from({ length: height }, (_, row) =>
      Array.from({ length: width }, (_, column) =>
        make("div", { role: "gridcell", id: `${id}-${row}-${column}`, "aria-colindex": column + 1 }),
      ),
    );
    table.replaceChildren(
      ...cells.map((row, index) => make("div", { role: "row", "aria-rowindex": index + 1 }, ...row)),
    );
    table.style.setProperty("--columns", String(width));
    table.setAttribute("aria-rowcount", String(height));
    table.setAttribute("aria-colcount", String(width));
    fitCells();
  };

  /** The cell an event is on. @param {Event} event @returns {[number, number] | null} */
  const placeOf = (event) => {
    const target = event.target instanceof Element ? event.target.closest("[role=gridcell]") : null;
    const [, , row, column] = target?.id.split("-") ?? [];
    return target ? [Number(row), Number(column)] : null;
  };
  table.addEventListener("click", (event) => {
    const place = placeOf(event);
    if (place) onPress?.(...place);
  });
  table.addEventListener("pointerover", (event) => {
    const place = placeOf(event);
    if (place) onHover?.(...place);
  });
  table.addEventListener("pointerleave", () => onLeave?.());
  table.addEventListener("blur", () => onLeave?.());
  table.addEventListener("keydown", (event) => arrowKeys(event, onArrow, onEnd));

  return {
    element,
    show(name, rows) {
      table.setAttribute("aria-label", name);
      if (rows.length !== cells.length || rows[0].length !== cells[0].length)
        reshape(rows.length, rows[0].length);
      rows.forEach((row, y) => {
        row.forEach((cell, x) => {
          patch(cells[y][x], cell);
        });
      });
    },
    mark: marks.mark,
    fit(width) {
      box = width;
      element.style.setProperty("--box", `${width}px`);
      fitCells();
    },
    point(row, column) {
      table.setAttribute("aria-activedescendant", `${id}-${row}-${column}`);
    },
    rectOf({ row, column, height, width }) {
      const { left, top } = table.getBoundingClientRect();
      return new DOMRect(left + column * size, top + row * size, width * size, height * size);
    },
  };
}
