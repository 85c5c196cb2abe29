// @ts-check
/** A grid of numbers that can be read, pointed at and walked by arrow keys; its box never changes size. */

import { make } from "./dom.js";

/**
 * @typedef {object} Cell
 * @property {string} text the number; "" where nothing has been computed yet
 * @property {string} [below] a second line, shown where the cell is large enough
 * @property {import("./scale.js").Paint} [paint]
 * @property {string} [kind] "pad", "never", "ask" or "linked", several with spaces
 * @property {string} [hint] what a screen reader adds to the number
 *
 * @typedef {{ row: number, column: number, height: number, width: number }} Area
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

/** The size of a digit in a cell of that many pixels: the design sheet, section 2. @param {number} cell */
function digitSize(cell) {
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
 * @returns {GridView}
 */
export function createGrid({ onPress, onArrow, onHover, onLeave, onEnd }) {
  const id = `grid-${++grids}`;
  const table = make("div", { role: "grid", tabindex: 0, class: "cells" });
  const marks = make("div", { class: "marks", "aria-hidden": true });
  const element = make("div", { class: "grid-box" }, table, marks);
  /** @type {HTMLElement[][]} */
  let cells = [];
  let box = 0;
  let size = 0;

  const fitCells = () => {
    const columns = Math.max(cells[0]?.length ?? 1, cells.length, 1);
    size = Math.min(Math.floor(box / columns), LARGEST_CELL);
    element.style.setProperty("--cell", `${size}px`);
    element.style.setProperty("--digit", `${digitSize(size)}px`);
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
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowUp: () => onArrow?.(-1, 0),
    ArrowDown: () => onArrow?.(1, 0),
    ArrowLeft: () => onArrow?.(0, -1),
    ArrowRight: () => onArrow?.(0, 1),
    Home: () => onEnd?.("first"),
    End: () => onEnd?.("last"),
  };
  table.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });

  return {
    element,
    show(name, rows) {
      table.setAttribute("aria-label", name);
      if (rows.length !== cells.length || rows[0].length !== cells[0].length) reshape(rows.length, rows[0].length);
      rows.forEach((row, y) => {
        row.forEach((cell, x) => {
          patch(cells[y][x], cell);
        });
      });
    },
    mark(name, area) {
      const found = marks.querySelector(`.${name}`);
      const outline = found instanceof HTMLElement ? found : make("div", { class: `mark ${name}` });
      outline.hidden = area === null;
      if (!area) return;
      for (const [side, value] of Object.entries(area)) outline.style.setProperty(`--${side}`, String(value));
      if (!found) marks.append(outline);
    },
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
